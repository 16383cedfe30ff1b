# The module `early_grades` on figures that can be counted by hand.
project early_grades "Early grades" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use early_grades
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field grade_level text
  field days_enrolled int
  field days_absent int
  field went_on bool
  field attended_prek bool
  field retained bool
}
source kindergarten_assessments {
  from csv "kindergarten.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field ready bool
}
source early_literacy {
  from csv "early-literacy.csv"
  one row per student_id, school_year, round
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field round text
  field grade_level text
  field at_benchmark bool
}
source early_benchmarks {
  from csv "early-benchmarks.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field grade_level text
  field reading_met bool
  field math_met bool
  field days_enrolled int
  field days_absent int
  field days_suspended number
  field expelled bool
}
source tests {
  from csv "tests.csv"
  one row per student_id, subject, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field grade_level text
  field valid bool
  field proficient bool
}

test entry "Ready, of those assessed" {
  given kindergarten_assessments """
      student_id, school_year, ready
      a,          2024-25,     Y
      b,          2024-25,     N
      c,          2024-25,
      """
  counts kindergarten_readiness SY2025 1 of 2
}
test pupils "Each share has its own grades" {
  given students """
      student_id, school_year, grade_level, days_enrolled, days_absent, went_on, attended_prek, retained
      a,          2024-25,     PK,          180,           40,          Y,       ,              N
      b,          2024-25,     PK,          180,           0,           N,       ,              N
      c,          2024-25,     KG,          180,           18,          ,        Y,             N
      d,          2024-25,     KG,          180,           17,          ,        N,             Y
      e,          2024-25,     03,          180,           0,           ,        ,              N
      f,          2024-25,     04,          180,           90,          ,        ,              Y
      """
  counts prek_to_kindergarten SY2025 1 of 2
  counts prek_experience SY2025 1 of 2
  counts early_chronic_absence SY2025 1 of 3
  counts early_retention_rate SY2025 1 of 3
}
test literacy "Kindergarten to grade 3, of those tested" {
  given early_literacy """
      student_id, school_year, round, grade_level, at_benchmark
      a,          2024-25,     fall,  KG,          Y
      b,          2024-25,     fall,  03,          N
      c,          2024-25,     fall,  04,          Y
      d,          2024-25,     fall,  01,
      """
  counts early_literacy_at_benchmark SY2025 1 of 2
}
test on_track "All four conditions; 90 % attendance exactly is on track" {
  given early_benchmarks """
      student_id, school_year, grade_level, reading_met, math_met, days_enrolled, days_absent, days_suspended, expelled
      a,          2024-25,     01,          Y,           Y,        180,           18,          0,              N
      b,          2024-25,     02,          Y,           Y,        180,           19,          0,              N
      c,          2024-25,     02,          Y,           N,        180,           0,           0,              N
      d,          2024-25,     01,          Y,           Y,        180,           0,           0.5,            N
      e,          2024-25,     03,          Y,           Y,        180,           0,           0,              N
      """
  counts early_grades_on_track SY2025 1 of 4
}
test reading "Reading in grade 3 alone" {
  given tests """
      student_id, subject, school_year, grade_level, valid, proficient
      a,          RLA,     2024-25,     03,          Y,     Y
      b,          ELA,     2024-25,     03,          Y,     N
      c,          MATH,    2024-25,     03,          Y,     Y
      d,          RLA,     2024-25,     04,          Y,     Y
      e,          RLA,     2024-25,     03,          N,     N
      """
  counts grade3_reading SY2025 1 of 2
}
