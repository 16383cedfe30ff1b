# Chronic absence in Colorado's districts, 2016-17 to 2022-23, as published: counts and a rate.
project colorado "Colorado Department of Education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit state "Colorado" as state {
  units districts from absence as district { id district_code ; called district_name }
}
source absence {
  from csv "absence.csv"
  summary
  public
  one row per district_code, school_year
  period school_year as "2016-2017"
  unit district_code of districts
  field school_year text
  field district_code text
  field district_name text
  field absentee_students int
  field total_students int
  field chronically_absent_rate share
  missing "NA", ""
}
metric chronic_absence "Chronically absent students" {
  lagging
  numerator sum absentee_students of absence
  denominator sum total_students of absence
  better lower
}
plan present "Every student is present" {
  kind state
  for state
  period SY2017..SY2023
  goal present "Every student is present" {
    measure chronic_absence {
      across districts
      maintain to 100%
      compare with absence.chronically_absent_rate within 0.0005
    }
  }
}
