# Chronic absence in the schools of two divisions of Virginia, as published: how many students are
# chronically absent, and how many percent that is. Of how many is not printed, so a rate can be taken
# over as it stands and compared, never added up or worked out for the others of a group.
project virginia "Virginia Department of Education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit state "Virginia" as state {
  units divisions from absence as division { id division }
  units schools from absence as school { id division, school ; called school_short ; within division }
}
source absence {
  from csv "absence.csv"
  summary
  public
  one row per division, school, subgroup, school_year
  period school_year as "2016-2017"
  unit division, school of schools
  total subgroup "All Students"
  field school_year text
  field division text
  field school text
  field school_short text
  field subgroup text
  field n_students int
  field percent percent
}
dimension race "Race and ethnicity" from absence.subgroup {
  group american_indian "American Indian" when "American Indian"
  group asian "Asian" when "Asian"
  group black "Black" when "Black"
  group hispanic "Hispanic" when "Hispanic"
  group pacific "Native Hawaiian" when "Native Hawaiian"
  group white "White" when "White"
  group multiple "Multiple races" when "Multiple Races"
}
dimension program "Programs and needs" from absence.subgroup {
  overlapping
  group disabilities "Students with disabilities" when "Students with Disabilities"
  group disadvantaged "Economically disadvantaged" when "Economically Disadvantaged"
  group learners "English learners" when "English Learners"
  group foster "Foster care" when "Foster Care"
  group homeless "Homeless" when "Homeless"
  group military "Military connected" when "Military Connected"
}
metric chronic_absence "Chronically absent" {
  lagging
  value published percent of absence
  unit percent
  better lower
  by race
  by program
  gap each race vs all
  gap disabilities vs others
}
metric absent_students "Chronically absent students" {
  lagging
  value sum n_students of absence
  unit count
  better lower
  by race
  by program
}
plan present "Every student is present" {
  kind state
  for state
  period SY2017..SY2024
  goal present "No school has more than 15 % chronically absent" {
    measure chronic_absence { across schools ; maintain to 15% }
  }
}
