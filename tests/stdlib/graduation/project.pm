# The module `graduation` on figures that can be counted by hand.
project graduation "Graduation" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use graduation
unit district "The district" as district

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
  field status_year_4 text
}
source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field grade_level text
  field dropped_out bool
  field first_time_ninth bool
  field credits_earned number
  field core_semester_failures int
  field grade_point_average number
  field years_behind number
}

# New Jersey: nobody leaves the cohort without written confirmation.
test confirmation "Two of three leavers are confirmed" {
  given cohort """
      student_id, school_year, left,        written_confirmation, diploma, years_to_diploma
      a,          2024-25,     ,            ,                     Y,       4
      b,          2024-25,     ,            ,                     Y,       3
      c,          2024-25,     ,            ,                     N,
      d,          2024-25,     transferred, Y,                    N,
      e,          2024-25,     emigrated,   Y,                    N,
      f,          2024-25,     transferred, N,                    N,
      g,          2024-25,     died,        ,                     N,
      """
  counts acgr4 SY2025 2 of 5
}
test extended "A diploma in year five never raises the four-year rate" {
  given cohort """
      student_id, school_year, diploma, years_to_diploma
      a,          2024-25,     Y,       4
      b,          2024-25,     Y,       5
      c,          2024-25,     Y,       6
      d,          2024-25,     Y,       7
      e,          2024-25,     N,
      """
  counts acgr4 SY2025 1 of 5
  counts acgr5 SY2025 2 of 5
  counts acgr6 SY2025 3 of 5
}
test status "The four kinds add up to the cohort" {
  given cohort """
      student_id, school_year, left,        written_confirmation, diploma, years_to_diploma, status_year_4
      a,          2024-25,     ,            ,                     Y,       4,                graduated
      b,          2024-25,     ,            ,                     Y,       5,                enrolled
      c,          2024-25,     ,            ,                     N,       ,                 completer
      d,          2024-25,     ,            ,                     N,       ,                 dropped_out
      e,          2024-25,     transferred, N,                    N,       ,                 dropped_out
      f,          2024-25,     transferred, Y,                    N,       ,
      """
  counts acgr4 SY2025 1 of 5
  counts still_enrolled_rate SY2025 1 of 5
  counts other_completer_rate SY2025 1 of 5
  counts cohort_dropout_rate SY2025 2 of 5
}
test on_track "Five credits and one F are on track, two F are not" {
  given students """
      student_id, school_year, grade_level, first_time_ninth, credits_earned, core_semester_failures, grade_point_average
      a,          2024-25,     09,          Y,                5,              1,                      3.0
      b,          2024-25,     09,          Y,                5.5,            2,                      2.9
      c,          2024-25,     09,          Y,                4.5,            0,                      3.5
      d,          2024-25,     09,          N,                6,              0,
      e,          2024-25,     10,          N,                6,              1,                      4.0
      """
  counts freshman_on_track SY2025 1 of 3
  counts ninth_grade_failure SY2025 2 of 4
  counts ninth_grade_b_average SY2025 2 of 3
}
test behind "Two years behind, and dropped out" {
  given students """
      student_id, school_year, grade_level, dropped_out, years_behind
      a,          2024-25,     09,          N,           2
      b,          2024-25,     10,          Y,           1.5
      c,          2024-25,     11,          N,           0
      d,          2024-25,     12,          N,           0
      e,          2024-25,     08,          Y,           3
      """
  counts overage_undercredited SY2025 1 of 4
  counts dropout_rate SY2025 1 of 4
}
