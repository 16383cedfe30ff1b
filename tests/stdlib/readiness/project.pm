# The module `readiness` on figures that can be counted by hand.
project readiness "Readiness" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use readiness
unit district "The district" as district

source graduates {
  from csv "graduates.csv"
  one row per student_id
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field readiness_options_met int
  field sat_math int
  field sat_reading int
  field college_credits number
  field industry_credential bool
  field cte_concentrator bool
  field placed bool
  field graduated_on date
  field college_entered_on date
  field college_second_year bool
  field college_remedial bool
}
source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field grade_level text
  field ap_ib_enrolled bool
  field fafsa_completed bool
  field algebra1_passed bool
}
source exams {
  from csv "exams.csv"
  one row per student_id, exam, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field exam text
  field school_year text
  field program text
  field exam_score int
}
source cohort {
  from csv "cohort.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field left text
  field written_confirmation bool
  field diploma bool
  field years_to_diploma number
  field cte_concentrator bool
}

test options "One option, two options" {
  given graduates """
      student_id, school_year, readiness_options_met
      a,          2024-25,     0
      b,          2024-25,     1
      c,          2024-25,     2
      d,          2024-25,
      """
  counts ccr_rate SY2025 2 of 4
  counts ccr_two_rate SY2025 1 of 4
}
# College Board: 480 in reading and writing and 530 in mathematics, both.
test sat "Who did not take it is not at the benchmark" {
  given graduates """
      student_id, school_year, sat_math, sat_reading
      a,          2024-25,     530,      480
      b,          2024-25,     529,      700
      c,          2024-25,     700,      479
      d,          2024-25,     ,
      """
  counts sat_benchmark_rate SY2025 1 of 4
}
test careers "Concentrators, credentials and placement" {
  given graduates """
      student_id, school_year, college_credits, industry_credential, cte_concentrator, placed
      a,          2024-25,     3,               Y,                   Y,                Y
      b,          2024-25,     0,               N,                   Y,
      c,          2024-25,     0,               Y,                   N,                Y
      """
  counts dual_enrollment_rate SY2025 1 of 3
  counts industry_credential_rate SY2025 1 of 2
  counts cte_placement_rate SY2025 1 of 2
}
test concentrators "Of the class, concentrators alone" {
  given cohort """
      student_id, school_year, cte_concentrator, left,        written_confirmation, diploma, years_to_diploma
      a,          2024-25,     Y,                ,            ,                     Y,       4
      b,          2024-25,     Y,                ,            ,                     N,
      c,          2024-25,     Y,                transferred, Y,                    N,
      d,          2024-25,     N,                ,            ,                     Y,       4
      """
  counts cte_graduation_rate SY2025 1 of 2
}
test college "A year and a day, 16 months, the second year" {
  given graduates """
      student_id, school_year, graduated_on, college_entered_on, college_second_year, college_remedial
      a,          2024-25,     2025-06-01,   2025-08-25,         Y,                   N
      b,          2024-25,     2025-06-01,   2026-06-02,         N,                   Y
      c,          2024-25,     2025-06-01,   2026-09-01,         N,                   N
      d,          2024-25,     2025-06-01,   ,                   ,
      """
  counts college_enrollment_12m SY2025 2 of 4
  counts college_enrollment_16m SY2025 3 of 4
  counts college_persistence SY2025 1 of 2
  counts college_remediation SY2025 1 of 2
}
test courses "Courses and forms by grade" {
  given students """
      student_id, school_year, grade_level, ap_ib_enrolled, fafsa_completed, algebra1_passed
      a,          2024-25,     08,          N,              N,               Y
      b,          2024-25,     08,          N,              N,               N
      c,          2024-25,     09,          Y,              N,               Y
      d,          2024-25,     12,          N,              Y,               Y
      e,          2024-25,     12,          Y,              N,               Y
      f,          2024-25,     12,          N,              ,                Y
      """
  counts ap_ib_enrollment SY2025 2 of 4
  counts fafsa_completion SY2025 1 of 3
  counts algebra1_by_grade8 SY2025 1 of 2
  counts algebra1_by_grade9 SY2025 1 of 1
}
test exams "3 passes in one program, 4 in the other" {
  given exams """
      student_id, exam,    school_year, program, exam_score
      a,          Biology, 2024-25,     AP,      3
      b,          Biology, 2024-25,     AP,      2
      a,          History, 2024-25,     AP,
      c,          Biology, 2024-25,     IB,      4
      d,          Biology, 2024-25,     IB,      3
      """
  counts ap_pass_rate SY2025 1 of 2
  counts ib_pass_rate SY2025 1 of 2
}
