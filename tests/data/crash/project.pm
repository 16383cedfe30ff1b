# What check_crash.py loads while writes fail: files that change, one bad row, one that stands
# twice.
project crash "Loads that are interrupted" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 1 ; complement shown }
}
unit district "The district" as district {
  units schools from students as school { id school_id }
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
  field days_absent int
  field days_enrolled int
}
dimension race "Race" from students.race { group each }

metric chronic_absence "Chronically absent" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  by race
}
