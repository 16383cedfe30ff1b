# The invented district of generate.c, by the sizes of a large county: 110,000 students a year in 175
# schools, daily attendance, two tests a year, 18 metrics, each by 11 dimensions and crossings and for
# all, in every school, area and the district.
project bench "A large district" {
  calendar school_year SY { starts 07-01 ; named by end }
  rate by path_points
  privacy { minimum n 10 ; complement hidden }
  rules { allow metric_unused }
}
use ratings

unit district "The district" as district {
  lead "Superintendent"
  unit attendance_services "Attendance Services" as office { lead "Director, Attendance" }
  unit instruction "Teaching and Learning" as division { lead "Chief Academic Officer" }
  units areas from roster as area { id area }
  units schools from roster as school { id school_id ; called school_name ; within area }
}

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
  period school_year as "2025-26"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field grade int
  field race text
  field frl bool { true "Y" ; false "N" }
  field ell bool { true "Y" ; false "N" }
  field swd bool { true "Y" ; false "N" }
  field gender text
  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U", "S")
  gather days_unexcused as count of attendance where code = "U"
  gather days_late as count of attendance where code = "T"
  verify race is not missing for 99% of rows
}
source attendance {
  from csv "data/attendance-*.csv"
  one row per student_id, date
  period date
  unit school of schools
  field student_id text to students
  field date date
  field code text
  derive school as students.school_id
  verify code in ("P", "T", "E", "U", "S")
}
source assessments {
  from csv "data/assessments-*.csv"
  one row per student_id, school_year, subject
  period school_year as "2025-26"
  unit school of schools
  field student_id text to students
  field school_year text
  field subject text
  field score int
  field level int
  derive school as students.school_id
}

dimension race "Race and ethnicity" from students.race {
  group asian "Asian" when "A"
  group black "Black or African American" when "B"
  group hispanic "Hispanic/Latino" when "H"
  group white "White" when "W"
  group more "Two or more" when "M"
  other rest "All other groups"
}
dimension frl "Meals" from students.frl { group frl when true ; group not_frl when false }
dimension ell "English learners" from students.ell {
  group ell when true
  group not_ell when false
}
dimension swd "Disabilities" from students.swd { group swd when true ; group not_swd when false }
dimension gender "Gender" from students.gender { group girls when "F" ; group boys when "M" }
dimension grade "Grade" from students.grade { group each }

# Rows of days.
metric attendance_rate "Attendance" {
  leading chronic_absence after 1 year
  numerator count of attendance where code in ("P", "T")
  denominator count of attendance
  better higher
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric tardy "Days on which late" {
  numerator count of attendance where code = "T"
  denominator count of attendance
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric excused "Days of excused absence" {
  numerator count of attendance where code = "E"
  denominator count of attendance
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric unexcused "Days of unexcused absence" {
  numerator count of attendance where code = "U"
  denominator count of attendance
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric suspended "Days of suspension" {
  numerator count of attendance where code = "S"
  denominator count of attendance
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}

# Students, by the totals of their days.
metric chronic_absence "Chronically absent students" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 5
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
  gap frl vs not_frl
  gap black vs white
  gap each race vs others
  owner attendance_services
}
metric severe_absence "Students absent on a fifth of their days" {
  lagging
  numerator count of students where days_absent >= 20% of days_enrolled
  denominator count of students where days_enrolled >= 5
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric satisfactory "Students absent on less than a twentieth" {
  lagging
  numerator count of students where days_absent < 5% of days_enrolled
  denominator count of students where days_enrolled >= 5
  better higher
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric at_edge "Students on the edge of chronic absence" {
  leading chronic_absence after 1 year
  numerator count of students where days_absent >= 5% of days_enrolled and days_absent < 10% of days_enrolled
  denominator count of students where days_enrolled >= 5
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric perfect "Students never absent" {
  numerator count of students where days_absent = 0
  denominator count of students where days_enrolled >= 5
  better higher
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric truant "Students absent without excuse three times" {
  leading chronic_absence after 1 year
  numerator count of students where days_unexcused >= 3
  denominator count of students where days_enrolled >= 5
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric often_late "Students late three times" {
  numerator count of students where days_late >= 3
  denominator count of students where days_enrolled >= 5
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric days_lost "Days absent a student" {
  value mean days_absent of students where days_enrolled >= 5
  unit days
  better lower
  observed to_date
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}

# Tests, by the groups of their students.
metric proficient "Proficient" {
  lagging
  numerator count of assessments where level >= 3
  denominator count of assessments
  better higher
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
  gap frl vs not_frl
  owner instruction
}
metric proficient_reading "Proficient in reading" {
  lagging
  numerator count of assessments where level >= 3
  denominator count of assessments where subject = "reading"
  better higher
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric proficient_maths "Proficient in mathematics" {
  lagging
  numerator count of assessments where level >= 3
  denominator count of assessments where subject = "maths"
  better higher
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric advanced "Advanced" {
  lagging
  numerator count of assessments where level = 4
  denominator count of assessments
  better higher
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}
metric mean_score "Mean score" {
  lagging
  value mean score of assessments
  unit score
  better higher
  by race, frl, ell, swd, gender, grade, race * gender, race * frl, ell * frl, gender * grade, race * swd
}

plan strategic "The strategic plan" {
  kind strategic
  for district
  period SY2022..SY2028
  goal present "Every student is present" {
    owner attendance_services
    measure chronic_absence {
      baseline SY2021 30%
      target SY2026 24%
      target SY2028 18%
      target SY2028 20% for frl
      close 50% of gap for frl vs not_frl by SY2028
      across schools
    }
    measure attendance_rate { baseline SY2021 87% ; target SY2028 95% ; across schools }
    measure days_lost { baseline SY2021 15 days ; target SY2028 9 days ; across areas }
  }
  goal learn "Every student learns" {
    owner instruction
    measure proficient {
      baseline SY2021 55%
      target SY2028 75%
      maintain from 40% for each race over SY2026..SY2028
      across schools
    }
    measure mean_score { baseline SY2021 520 ; target SY2028 540 ; across areas }
  }
}
