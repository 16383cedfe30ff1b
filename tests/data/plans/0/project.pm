# project.pm
project harbor "Harbor County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  rate by path_points                    # one point: on track, three: at risk; declared in the standard library
  privacy { minimum n 10 ; complement hidden }
  privacy for public { minimum n 10 ; complement hidden ; cap 5%..95% }
  rules { deny goal_without_measure ; warn target_without_baseline, too_many_goals(5) }
}
use attendance                           # the standard library's definitions
use ratings

unit harbor "Harbor County Public Schools" as district {
  lead "Superintendent"
  unit climate "School Climate and Safety" as division {
    lead "Chief of School Climate"
    unit attendance_services "Attendance Services" as office { lead "Director, Attendance" }
  }
  unit accountability "Research, Accountability and Assessment" as division { lead "Chief Accountability Officer" }
  units areas from roster as area { id area ; called area }
  units schools from roster as school { id school_id ; called school_name ; within area }
}

# data.pm
source roster {
  from csv "data/schools.csv"
  one row per school_id
  field school_id text
  field school_name text
  field area text
}
source students {
  from csv "data/students-*.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field race text
  field frl bool from "FARMS" { true "Y" ; false "N" }
  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U")
  missing "", "*", "NULL"
  owner accountability
  verify race is not missing for 99% of rows
}
source attendance {
  from csv "data/attendance-*.csv"
  one row per student_id, day
  period day
  field student_id text to students
  field day date
  field code text
}
dimension race "Race and ethnicity" from students.race {
  group black "Black or African American" when "B"
  group white "White" when "W"
  group hispanic "Hispanic/Latino" when "H"
  other rest "All other groups"
}
dimension frl "Meal eligibility" from students.frl { group frl "Eligible" when true ; group not_frl "Not eligible" when false }

metric chronic_absence "Chronically absent students" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
  by race, frl, race * frl
  gap frl vs not_frl
  owner attendance_services
}

# plans/strategic.pm
plan compass "The Compass, 2024-2028" {
  kind strategic
  for harbor
  period SY2024..SY2028
  vision "Every student graduates ready."
  mission "We know, teach and care for every child."
  value equity "Every student gets what they need."
  approved 2023-06-13 by "Board of Education"

  focus safe "Safe and supportive climate"

  goal present "Every student is present and engaged" within safe {
    owner climate
    measure chronic_absence {
      baseline SY2023 29.8%
      target SY2026 24%
      target SY2028 18%
      target SY2028 20% for frl
      close 50% of gap for frl vs not_frl by SY2028
      across schools
    }
  }


}

# reviews/2025.pm
