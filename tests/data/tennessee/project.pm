# Tennessee's annual measurable objectives, as the state's own code works them out: a sixteenth of the
# distance to 100 %, an eighth for the double one, rounded half up to a tenth; for a rate that is to be
# reduced a sixteenth of the rate itself; none for fewer than 30 students.
project tennessee "Tennessee Department of Education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit state "Tennessee" as state {
  units systems from achievement as system { id system ; called district }
  units examples from worked as example { id example }
}
source achievement {
  from csv "historical.csv"
  summary
  public
  one row per system, subject, year
  period year as "2015"
  unit system of systems
  field year text from "Year"
  field system text
  field district text from "District"
  field subject text from "Subject"
  field proficient percent from "Percent P/A"
  missing "NA", ""
}
source worked {
  from csv "worked.csv"
  summary
  public
  one row per example, year
  period year as "2015"
  unit example of examples
  field example text
  field year text
  field n int
  field rate percent
}
dimension subject "Subject" from achievement.subject { group each }
metric proficient "Proficient or advanced" {
  lagging
  value published proficient of achievement
  unit percent
  better higher
  by subject
}
metric passing "Proficient or advanced, worked examples" {
  value published rate of worked
  n sum n of worked
  unit percent
  better higher
  minimum n 30
}
metric absent "Chronically absent, worked examples" {
  value published rate of worked
  n sum n of worked
  unit percent
  better lower
  minimum n 30
}
plan objectives "Annual measurable objectives" {
  kind state
  for state
  period SY2015..SY2015
  goal learn "More students are proficient" {
    measure proficient {
      across systems
      path none
      baseline SY2014 for each subject
      target SY2015 round(baseline + (100% - baseline) / 16, 0.1 pts) for each subject
    }
  }
  goal double "Twice as fast" {
    measure proficient {
      across systems
      path none
      baseline SY2014 for each subject
      target SY2015 round(baseline + (100% - baseline) / 8, 0.1 pts) for each subject
    }
  }
  goal worked "The examples of the code" {
    measure passing {
      across examples
      path none
      baseline SY2014
      target SY2015 round(baseline + (100% - baseline) / 16, 0.1 pts)
    }
    measure absent {
      across examples
      path none
      baseline SY2014
      target SY2015 round(87.5% of baseline, 0.1 pts)
    }
  }
  goal rounded "67.8 less a quarter is 50.85, which rounds to 50.9" {
    measure absent {
      across examples
      path none
      baseline SY2014
      target SY2015 round(75% of baseline, 0.1 pts)
    }
  }
}
