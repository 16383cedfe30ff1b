# The module `english_learners` on figures that can be counted by hand.
project english_learners "English learners" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use english_learners
unit district "The district" as district

source elp_tests {
  from csv "elp-tests.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field participated bool
  field met_growth_target bool
  field attained_proficiency bool
}
source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field english_learner_status bool
  field reclassified bool
  field years_as_learner number
}
source tests {
  from csv "tests.csv"
  one row per student_id, subject, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field valid bool
  field proficient bool
  field former_learner bool
}

test english "A first test has no target" {
  given elp_tests """
      student_id, school_year, participated, met_growth_target, attained_proficiency
      a,          2024-25,     Y,            Y,                 Y
      b,          2024-25,     Y,            N,                 N
      c,          2024-25,     Y,            ,                  N
      d,          2024-25,     N,            ,
      """
  counts el_progress SY2025 1 of 2
  counts el_proficiency SY2025 1 of 3
  counts el_test_participation SY2025 3 of 4
}
test years "Five years exactly are not long-term" {
  given students """
      student_id, school_year, english_learner_status, reclassified, years_as_learner
      a,          2024-25,     Y,                      Y,            4
      b,          2024-25,     Y,                      Y,            6
      c,          2024-25,     Y,                      N,            5
      d,          2024-25,     Y,                      N,            2
      e,          2024-25,     N,                      N,
      """
  counts reclassification_rate SY2025 2 of 4
  counts long_term_learner_rate SY2025 1 of 4
  counts reclassified_in_five_years SY2025 1 of 3
}
test former "Former learners alone" {
  given tests """
      student_id, subject, school_year, valid, proficient, former_learner
      a,          RLA,     2024-25,     Y,     Y,          Y
      b,          RLA,     2024-25,     Y,     N,          Y
      c,          RLA,     2024-25,     N,     N,          Y
      d,          RLA,     2024-25,     Y,     Y,          N
      """
  counts former_learner_proficiency SY2025 1 of 2
}
