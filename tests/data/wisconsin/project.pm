# Wisconsin's rule for small groups, "5 or fewer": of 10 students who are not disadvantaged and 5
# who are, neither group is shown, since one with the total of 15 gives the other; the total is
# shown.
project wisconsin "Small groups" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 6 ; complement hidden }
}
unit district "The district" as district

source students {
  from csv "data/students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field meals bool { true "Y" ; false "N" }
  field proficient bool { true "Y" ; false "N" }
}
dimension economic "Economic status" from students.meals {
  group disadvantaged "Economically disadvantaged" when true
  group not_disadvantaged "Not economically disadvantaged" when false
}
metric proficient "Proficient" {
  lagging
  numerator count of students where proficient = true
  denominator count of students
  better higher
  by economic
  gap disadvantaged vs not_disadvantaged
}
plan reading "Everyone reads" {
  kind annual
  for district
  period SY2025..SY2026
  goal read "Everyone reads" {
    owner district
    measure proficient {
      baseline SY2025
      target SY2026 80%
      target SY2026 80% for each economic
    }
  }
}
