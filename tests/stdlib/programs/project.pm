# The module `programs` on figures that can be counted by hand.
project programs "Programs" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use programs
unit district "The district" as district

source participants {
  from csv "participants.csv"
  one row per student_id, program, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field program text
  field school_year text
  field eligible bool
  field enrolled bool
  field sessions_scheduled int
  field sessions_attended int
  field weeks number
  field days_attended int
}
source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field gifted bool
  field in_activity bool
  field afterschool bool
  field days_enrolled int
  field days_absent int
}
source walkthroughs {
  from csv "walkthroughs.csv"
  one row per visit_id
  period day
  unit district
  field visit_id text
  field day date
  field components_present int
  field components_expected int
}

test tutoring "Enrolled though not eligible is not participation of the eligible" {
  given participants """
      student_id, program,  school_year, eligible, enrolled, sessions_scheduled, sessions_attended, weeks, days_attended
      a,          tutoring, 2024-25,     Y,        Y,        36,                 30,                10,    30
      b,          tutoring, 2024-25,     Y,        Y,        36,                 29,                10,    29
      c,          tutoring, 2024-25,     Y,        N,        ,                   ,                  ,
      d,          tutoring, 2024-25,     N,        Y,        28,                 11,                0,     45
      """
  counts program_participation SY2025 2 of 3
  expect program_attendance SY2025 70%
  counts tutoring_dosage SY2025 1 of 2
  counts regular_attendees SY2025 2 of 3
}
test gains "Only those at 90 % or below the year before" {
  given students """
      student_id, school_year, afterschool, days_enrolled, days_absent
      a,          2023-24,     N,           180,           18
      a,          2024-25,     Y,           180,           10
      b,          2023-24,     Y,           180,           30
      b,          2024-25,     Y,           90,            15
      c,          2023-24,     Y,           180,           17
      c,          2024-25,     Y,           180,           0
      d,          2023-24,     Y,           180,           60
      d,          2024-25,     N,           180,           0
      """
  counts afterschool_attendance_gain SY2025 1 of 2
}
test students "Gifted, and in an activity" {
  given students """
      student_id, school_year, gifted, in_activity
      a,          2024-25,     Y,      Y
      b,          2024-25,     N,      Y
      c,          2024-25,     N,      N
      d,          2024-25,     ,
      """
  counts gifted_identification_rate SY2025 1 of 4
  counts activity_participation SY2025 2 of 4
}
test visits "Over all visits" {
  given walkthroughs """
      visit_id, day,        components_present, components_expected
      1,        2024-10-01, 8,                  10
      2,        2024-10-02, 4,                  5
      """
  expect program_fidelity SY2025 80%
}
