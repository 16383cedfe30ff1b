# The module `attendance` on figures that can be counted by hand.
project attendance "Attendance" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use attendance
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field days_enrolled int
  field days_absent int
  field instructional_days int
  field moves_after_census int
}
source contacts {
  from csv "contacts.csv"
  one row per contact_id
  period absent_at
  unit district
  field contact_id text
  field absent_at time
  field contacted_at time
}
source enrollments {
  from csv "enrollments.csv"
  one row per student_id, entered_on
  period entered_on of school_year
  unit district
  field student_id text
  field entered_on date
  field left_on date
  holds entered_on, left_on
}

# Attendance Works, toolkit: 17.8 %, 16.6 % and 12.1 % are all chronic, and none is excessive.
test published "Three students after 157 days" {
  given students """
      student_id, school_year, days_enrolled, days_absent
      a,          2024-25,     157,           28
      b,          2024-25,     157,           26
      c,          2024-25,     157,           19
      """
  counts chronic_absence SY2025 3 of 3
  counts severe_chronic_absence SY2025 0 of 3
  expect attendance_rate SY2025 84.5%
}
test boundary "A tenth exactly is chronic, a fifth exactly is not severe; a stay of nine days is none" {
  given students """
      student_id, school_year, days_enrolled, days_absent
      a,          2024-25,     90,            9
      b,          2024-25,     157,           16
      c,          2024-25,     157,           15
      d,          2024-25,     9,             9
      e,          2024-25,     10,            1
      f,          2024-25,     100,           20
      g,          2024-25,     100,           21
      """
  counts chronic_absence SY2025 5 of 6
  counts severe_chronic_absence SY2025 1 of 6
}
test regular "Less than a twentieth is regular" {
  given students """
      student_id, school_year, days_enrolled, days_absent
      a,          2024-25,     180,           9
      b,          2024-25,     180,           8
      c,          2024-25,     180,           0
      """
  counts satisfactory_attendance SY2025 2 of 3
}
test missing_days "Who has no days of absence on record is not counted as there" {
  given students """
      student_id, school_year, days_enrolled, days_absent
      a,          2024-25,     180,           18
      b,          2024-25,     180,
      """
  counts chronic_absence SY2025 1 of 2
}
# LegalClarity: 36,000 days attended in a year of 180 are 200.
test daily "Average daily attendance and membership" {
  given students """
      student_id, school_year, days_enrolled, days_absent, instructional_days
      a,          2024-25,     36000,         0,           180
      """
  expect average_daily_attendance SY2025 200
  expect average_daily_membership SY2025 200
}
test two_calendars "Each student's days by those of the own school" {
  given students """
      student_id, school_year, days_enrolled, days_absent, instructional_days
      a,          2024-25,     180,           45,          180
      b,          2024-25,     80,            0,           160
      """
  expect average_daily_attendance SY2025 1.25
  expect average_daily_membership SY2025 1.5
}
test one_day "The first and the last day belong to a stay" {
  given enrollments """
      student_id, entered_on, left_on
      a,          2023-08-20,
      b,          2024-10-01,
      c,          2024-08-20, 2024-10-01
      d,          2024-08-20, 2024-09-30
      e,          2024-10-02,
      """
  data on 2025-06-30
  expect october_membership SY2025 3
}
# Colorado: out, back and out again is one mobile student and three moves.
test moves "A student counts once, a move each time" {
  given students """
      student_id, school_year, moves_after_census
      john,       2024-25,     3
      b,          2024-25,     0
      c,          2024-25,     1
      d,          2024-25,     0
      """
  counts mobility_rate SY2025 2 of 4
  counts mobility_incidence SY2025 4 of 4
}
test contact "48 hours exactly is in time; nobody reached is not" {
  given contacts """
      contact_id, absent_at,        contacted_at
      1,          2024-09-03 08:00, 2024-09-05 08:00
      2,          2024-09-03 08:00, 2024-09-05 08:01
      3,          2024-09-03 08:00,
      """
  counts contact_48h SY2025 1 of 3
}
