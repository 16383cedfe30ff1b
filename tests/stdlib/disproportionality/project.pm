# The module `disproportionality` on figures that can be counted by hand. The published table, of
# 52,034 children, is in tests/tools/check_stdlib.py.
project disproportionality "Disproportionality" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use disproportionality
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field race_and_ethnicity text
  field idea_indicator bool
  field primary_disability_type text
  field aged_6_to_21 bool
  field educational_environment text
  field days_out number
  field days_in number
  field removals int
}

test identified "Each disability by itself, of all children" {
  given students """
      student_id, school_year, race_and_ethnicity, idea_indicator, primary_disability_type
      a,          2024-25,     BL7,                Y,              ID
      b,          2024-25,     BL7,                Y,              EMN
      c,          2024-25,     BL7,                N,
      d,          2024-25,     WH7,                Y,              SLD
      e,          2024-25,     WH7,                Y,              SLI
      f,          2024-25,     WH7,                Y,              OHI
      g,          2024-25,     WH7,                Y,              AUT
      h,          2024-25,     WH7,                N,
      """
  counts risk_identified SY2025 2 of 3 for race.black
  counts risk_identified SY2025 4 of 5 for race.white
  counts risk_intellectual_disability SY2025 1 of 3 for race.black
  counts risk_emotional_disturbance SY2025 1 of 3 for race.black
  counts risk_learning_disability SY2025 1 of 5 for race.white
  counts risk_speech_impairment SY2025 1 of 5 for race.white
  counts risk_other_health_impairment SY2025 1 of 5 for race.white
  counts risk_autism SY2025 1 of 5 for race.white
}
test placed "Homebound is no separate school; age 4 is not 6 to 21" {
  given students """
      student_id, school_year, race_and_ethnicity, idea_indicator, aged_6_to_21, educational_environment
      a,          2024-25,     BL7,                Y,              Y,            RC39
      b,          2024-25,     BL7,                Y,              Y,            SS
      c,          2024-25,     BL7,                Y,              Y,            HH
      d,          2024-25,     BL7,                Y,              N,            RC39
      e,          2024-25,     WH7,                Y,              Y,            RF
      f,          2024-25,     WH7,                Y,              Y,            RC80
      """
  counts risk_regular_class_below_40 SY2025 1 of 3 for race.black
  counts risk_separate_school SY2025 1 of 3 for race.black
  counts risk_separate_school SY2025 1 of 2 for race.white
}
test removed "Ten days exactly are up to ten; children without disabilities do not count" {
  given students """
      student_id, school_year, race_and_ethnicity, idea_indicator, days_out, days_in, removals
      a,          2024-25,     BL7,                Y,              10,       0,       2
      b,          2024-25,     BL7,                Y,              10.5,     11,      5
      c,          2024-25,     BL7,                Y,              0,        10,      1
      d,          2024-25,     BL7,                Y,              0,        0,       0
      e,          2024-25,     BL7,                N,              3,        3,       2
      """
  counts risk_suspended_out_10 SY2025 1 of 4 for race.black
  counts risk_suspended_out_over_10 SY2025 1 of 4 for race.black
  counts risk_suspended_in_10 SY2025 1 of 4 for race.black
  counts risk_suspended_in_over_10 SY2025 1 of 4 for race.black
  expect removals_per_child SY2025 2 for race.black
}
