# Chronic absence at its edges: 10 % of the days enrolled or more, of students enrolled at least 10
# days. Three of the students are from the Attendance Works toolkit (157 days; 28, 26, 19 absent).
project boundary "Chronic absence at its edges" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 1 ; complement shown }
  rules { allow minimum_n_too_small, complement_shown }
}
unit district "The district" as district

source students {
  from csv "data/students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field days_absent int
  field days_enrolled int
}
dimension student "Student" from students.student_id { group each }

metric chronic_absence "Chronically absent" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  by student
}
metric excessive_absence "Absent more than a fifth of the days" {
  lagging
  numerator count of students where days_absent > 20% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  by student
}
metric days_lost "Days absent" {
  lagging
  numerator sum days_absent of students
  denominator sum days_enrolled of students
  n count of students
  better lower
  by student
}
