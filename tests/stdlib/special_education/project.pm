# The module `special_education` on figures that can be counted by hand.
project special_education "Special education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use special_education
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field idea_indicator bool
  field school_age bool
  field educational_environment text
}
source leavers {
  from csv "leavers.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field exit_reason text
  field responded bool
  field higher_education bool
  field competitive_employment bool
  field other_education_or_work bool
}
source evaluations {
  from csv "evaluations.csv"
  one row per student_id, consent_on
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field consent_on date
  field completed_on date
  field excepted bool
}
source part_c {
  from csv "part-c.csv"
  one row per child_id
  period school_year as "2024-25"
  unit district
  field child_id text
  field school_year text
  field found_eligible bool
  field third_birthday date
  field iep_in_effect_on date
  field consent_refused bool
  field late_referral bool
}
source ieps {
  from csv "ieps.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field age int
  field transition_complete bool
  field review_due_on date
  field reviewed_on date
}
source parent_surveys {
  from csv "parent-surveys.csv"
  one row per survey_id
  period school_year as "2024-25"
  unit district
  field survey_id text
  field school_year text
  field facilitated bool
}

test leaving "Who moved, returned to regular education or died is in no count" {
  given leavers """
      student_id, school_year, exit_reason
      a,          2024-25,     GHS
      b,          2024-25,     GHS
      c,          2024-25,     GRADALTDPL
      d,          2024-25,     RC
      e,          2024-25,     DROPOUT
      f,          2024-25,     MKC
      g,          2024-25,     TRAN
      h,          2024-25,     D
      """
  counts idea_graduation_rate SY2025 2 of 5
  counts idea_dropout_rate SY2025 1 of 5
}
test places "The three places leave others out" {
  given students """
      student_id, school_year, idea_indicator, school_age, educational_environment
      a,          2024-25,     Y,              Y,          RC80
      b,          2024-25,     Y,              Y,          RC80
      c,          2024-25,     Y,              Y,          RC79TO40
      d,          2024-25,     Y,              Y,          RC39
      e,          2024-25,     Y,              Y,          SS
      f,          2024-25,     Y,              Y,          HH
      g,          2024-25,     Y,              N,          RC80
      h,          2024-25,     N,              ,
      """
  counts lre_80_rate SY2025 2 of 6
  counts lre_below_40_rate SY2025 1 of 6
  counts separate_placement_rate SY2025 2 of 6
  counts identification_rate SY2025 7 of 8
}
test evaluated "Day 60 is in time; the parent's delay is left out" {
  given evaluations """
      student_id, school_year, consent_on, completed_on, excepted
      a,          2024-25,     2024-09-01, 2024-10-31,   N
      b,          2024-25,     2024-09-01, 2024-11-01,
      c,          2024-25,     2024-09-01, ,             N
      d,          2024-25,     2024-09-01, 2025-01-10,   Y
      """
  counts evaluation_60_days SY2025 1 of 3
}
test third_birthday "The birthday itself is in time" {
  given part_c """
      child_id, school_year, found_eligible, third_birthday, iep_in_effect_on, consent_refused, late_referral
      a,        2024-25,     Y,              2025-01-15,     2025-01-15,       N,               N
      b,        2024-25,     Y,              2025-01-15,     2025-01-16,       ,
      c,        2024-25,     Y,              2025-01-15,     2025-03-01,       Y,               N
      d,        2024-25,     Y,              2025-01-15,     2025-03-01,       N,               Y
      e,        2024-25,     N,              2025-01-15,     ,                 N,               N
      """
  counts part_c_transition SY2025 1 of 2
}
test programs "From 16 on; late by a day is late" {
  given ieps """
      student_id, school_year, age, transition_complete, review_due_on, reviewed_on
      a,          2024-25,     16,  Y,                   2025-02-01,    2025-02-01
      b,          2024-25,     17,  N,                   2025-02-01,    2025-02-02
      c,          2024-25,     15,  N,                   2025-02-01,
      d,          2024-25,     18,  Y,                   ,
      """
  counts transition_plan_rate SY2025 2 of 3
  counts iep_review_on_time SY2025 1 of 3
}
test later "A contains not B, B contains A, C contains both" {
  given leavers """
      student_id, school_year, responded, higher_education, competitive_employment, other_education_or_work
      a,          2024-25,     Y,         Y,                N,                      N
      b,          2024-25,     Y,         N,                Y,                      N
      c,          2024-25,     Y,         N,                N,                      Y
      d,          2024-25,     Y,         N,                N,                      N
      e,          2024-25,     N,         ,                 ,
      """
  counts post_school_college SY2025 1 of 4
  counts post_school_college_or_job SY2025 2 of 4
  counts post_school_engagement SY2025 3 of 4
}
test parents "Of those who answered" {
  given parent_surveys """
      survey_id, school_year, facilitated
      1,         2024-25,     Y
      2,         2024-25,     N
      3,         2024-25,
      """
  counts parent_involvement_rate SY2025 1 of 2
}
