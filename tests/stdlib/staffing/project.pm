# The module `staffing` on figures that can be counted by hand.
project staffing "Staffing" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use staffing
unit district "The district" as district

source teachers {
  from csv "teachers.csv"
  one row per teacher_id, school_year
  period school_year as "2024-25"
  unit district
  field teacher_id text
  field school_year text
  field next_year text
  field highly_effective bool
  field fte number
  field years_experience number
  field out_of_field bool
  field fully_certified bool
  field contract_days number
  field days_absent number
}
source positions {
  from csv "positions.csv"
  one row per position_id, school_year
  period school_year as "2024-25"
  unit district
  field position_id text
  field school_year text
  field fte number
  field filled_first_day bool
  field requisitioned_on date
  field accepted_on date
}
source substitute_requests {
  from csv "substitutes.csv"
  one row per request_id
  period day
  unit district
  field request_id text
  field day date
  field filled bool
}
source required_training {
  from csv "training.csv"
  one row per person_id, course, school_year
  period school_year as "2024-25"
  unit district
  field person_id text
  field course text
  field school_year text
  field completed bool
}

test retention "Movers stay in the district, not at the school; promoted is not retained" {
  given teachers """
      teacher_id, school_year, next_year,    highly_effective
      a,          2024-25,     same_school,  Y
      b,          2024-25,     other_school, Y
      c,          2024-25,     promoted,     Y
      d,          2024-25,     left,         N
      e,          2024-25,     same_school,  N
      f,          2024-25,     ,             N
      """
  counts teacher_retention SY2025 2 of 5
  counts district_teacher_retention SY2025 3 of 5
  counts effective_teacher_retention SY2025 2 of 3
}
test equivalents "Shares of full-time equivalents, not of heads" {
  given teachers """
      teacher_id, school_year, fte, years_experience, out_of_field, fully_certified, contract_days, days_absent
      a,          2024-25,     1,   2,                N,            N,               190,           10
      b,          2024-25,     0.5, 3,                Y,            Y,               95,            11
      c,          2024-25,     1,   12,               N,            Y,               190,           0
      d,          2024-25,     1.5, 0,                Y,            Y,               190,           2
      """
  expect inexperienced_share SY2025 62.5%
  expect out_of_field_share SY2025 50%
  expect uncertified_share SY2025 25%
  expect teacher_absence_over_10 SY2025 12.5%
  expect staff_attendance SY2025 96.54%
}
test vacant "Vacant equivalents, and days to fill" {
  given positions """
      position_id, school_year, fte, filled_first_day, requisitioned_on, accepted_on
      1,           2024-25,     1,   Y,                2024-06-01,       2024-06-21
      2,           2024-25,     0.5, N,                2024-07-01,       2024-08-10
      3,           2024-25,     1,   N,                2024-08-01,
      4,           2024-25,     1.5, Y,                ,
      """
  expect vacancy_first_day SY2025 37.5%
  expect time_to_fill SY2025 30 days
}
test substitutes "Filled, of those needed" {
  given substitute_requests """
      request_id, day,        filled
      1,          2024-09-03, Y
      2,          2024-09-03, N
      3,          2024-09-04, Y
      """
  counts substitute_fill_rate SY2025 2 of 3
}
test training "Completed, of those required" {
  given required_training """
      person_id, course, school_year, completed
      a,         safety, 2024-25,     Y
      a,         health, 2024-25,     N
      b,         safety, 2024-25,
      """
  counts training_completion SY2025 1 of 3
}
