# The module `discipline` on figures that can be counted by hand.
project discipline "Discipline" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use discipline
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field days_suspended number
  field days_suspended_out number
  field suspensions int
  field office_referrals int
  field expelled bool
  field restrained_or_secluded bool
  field idea_indicator bool
  field days_removed number
}

# California: 0.5, 0.3 and 0.1 of a day are less than one, and do not count.
test full_day "Parts of days add up; three suspensions are one student" {
  given students """
      student_id, school_year, days_suspended, days_suspended_out, suspensions
      a,          2024-25,     0.9,            0.9,                3
      b,          2024-25,     1,              0.5,                2
      c,          2024-25,     4,              0,                  1
      d,          2024-25,     0,              0,                  0
      """
  counts suspension_rate SY2025 2 of 4
  counts out_of_school_suspension_rate SY2025 2 of 4
  expect suspensions_per_100 SY2025 150
  expect days_lost_per_100 SY2025 35
}
test removals "Ten days exactly are not more than ten" {
  given students """
      student_id, school_year, idea_indicator, days_removed
      a,          2024-25,     Y,              10
      b,          2024-25,     Y,              10.5
      c,          2024-25,     Y,              0
      d,          2024-25,     N,              20
      """
  counts removal_over_10_days_rate SY2025 1 of 3
}
test others "Referred, expelled, restrained, and none of it" {
  given students """
      student_id, school_year, days_suspended, suspensions, office_referrals, expelled, restrained_or_secluded
      a,          2024-25,     0,              0,           0,                N,        N
      b,          2024-25,     0.5,            1,           2,                N,        N
      c,          2024-25,     0,              0,           1,                N,        Y
      d,          2024-25,     5,              1,           1,                Y,        N
      """
  counts referral_rate SY2025 3 of 4
  counts expulsion_rate SY2025 1 of 4
  counts restraint_rate SY2025 1 of 4
  counts positive_behavior SY2025 1 of 4
}
