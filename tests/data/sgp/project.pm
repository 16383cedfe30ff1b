# Student rows with two subjects: three districts, five years, 368,301 tests. The two files are not
# kept here: they lie beside this one when the project is run.
project sgp "Three districts" {
  calendar school_year SY { starts 08-01 ; named by end }
  privacy { minimum n 10 ; complement hidden }
}
unit state "The state" as state
units districts from schools_list as district { id district_number ; called district_name }
# School 4318 stands in all three districts and at three levels: number and district make a school.
units schools from schools_list as school {
  id district_number, school_number
  called school_name
  within district_number
}

source schools_list {
  from csv "schools.csv"
  one row per district_number, school_number, level
  field school_number text from "SCHOOL_NUMBER"
  field school_name text from "SCHOOL_NAME"
  field level text from "EMH_LEVEL"
  field district_number text from "DISTRICT_NUMBER"
  field district_name text from "DISTRICT_NAME"
}
source tests {
  from csv "sgp_student_long.csv"
  one row per student_id, school_year, subject
  period school_year as "2023_2024"
  unit district_number, school_number of schools
  field student_id text
  field school_year text
  field subject text from "content_area"
  field grade int
  field score int from "scale_score"
  field level text from "achievement_level"
  field ethnicity text
  field frl bool { true "Yes" ; false "No" }
  field ell bool { true "Yes" ; false "No" }
  field iep bool { true "Yes" ; false "No" }
  field enrolled_school bool { true "Yes" ; false "No" }
  field school_number text
  field district_number text
  missing ""
  verify score is not missing for 99% of rows
  verify level in ("Unsatisfactory", "Partially Proficient", "Proficient", "Advanced",
      "No Score") as block
}

dimension frl "Meals" from tests.frl {
  group frl "Eligible" when true
  group not_frl "Not eligible" when false
}
dimension ell "English learners" from tests.ell { group ell when true ; group not_ell when false }
dimension iep "Disabilities" from tests.iep { group iep when true ; group not_iep when false }
dimension ethnicity "Ethnicity" from tests.ethnicity { group each }
dimension subject "Subject" from tests.subject {
  group reading "Reading" when "READING"
  group maths "Mathematics" when "MATHEMATICS"
}
dimension band "Grade band" from tests.grade {
  group primary when 3..5
  group middle when 6..8
  group high when 9..10
}

metric proficient "Proficient or advanced" {
  lagging
  numerator count of tests where level in ("Proficient", "Advanced")
  denominator count of tests where level != "No Score"
  better higher
  by subject, frl, ell, iep, ethnicity, band, subject * frl, subject * frl * ethnicity
  gap frl vs not_frl
  range 0%..100%
}
metric tested "Students with a score" {
  leading proficient after 1 year
  numerator count of tests where score is not missing
  denominator count of tests
  better higher
  by subject, frl
}
metric growth "Mean gain of the same students, a grade a year" {
  lagging
  match student_id, subject with previous
  value mean score - previous.score of tests
      where score is not missing and grade = previous.grade + 1
  unit score
  better higher
  by subject, frl, iep
  minimum n 20
}
metric pairs "Tests of students who sat the same subject the year before" {
  match student_id, subject with previous
  value count of tests
  unit count
  better neither
  by subject
}
metric scored_pairs "The same, with a score in both years" {
  match student_id, subject with previous
  value count of tests where score is not missing and previous.score is not missing
  unit count
  better neither
  by subject
}

plan reading_2026 "Read by 2026" {
  kind strategic
  for state
  period SY2020..SY2026
  goal read "Every student reads" {
    owner state
    measure proficient for reading {
      across districts
      baseline SY2020
      close 50% of distance to 100% for each ethnicity by SY2026
      close 50% of gap for frl vs not_frl by SY2026
      pause SY2021 shift
    }
    measure growth { across schools ; baseline SY2021 ; target SY2026 baseline + 3 }
  }
}
