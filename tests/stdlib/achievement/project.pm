# The module `achievement` on figures that can be counted by hand.
project achievement "Achievement" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use achievement
unit district "The district" as district

source tests {
  from csv "tests.csv"
  one row per student_id, subject, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field participated bool
  field exempt bool
  field valid bool
  field full_academic_year bool
  field proficient bool
  field advanced bool
  field performance_level int
  field score int
  field standard int
}
source interim {
  from csv "interim.csv"
  one row per student_id, subject, round
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field round text
  field at_benchmark bool
}

test levels "Proficient of valid tests; who came late is in neither count" {
  given tests """
      student_id, subject, school_year, valid, full_academic_year, proficient, advanced
      a,          RLA,     2024-25,     Y,     Y,                  Y,          Y
      b,          RLA,     2024-25,     Y,     Y,                  Y,          N
      c,          RLA,     2024-25,     Y,     Y,                  N,          N
      d,          RLA,     2024-25,     Y,     N,                  Y,          Y
      e,          RLA,     2024-25,     N,     Y,                  N,          N
      a,          MATH,    2024-25,     Y,     Y,                  N,          N
      """
  counts proficiency_rate SY2025 2 of 4
  counts advanced_rate SY2025 1 of 4
  counts proficiency_rate SY2025 2 of 3 for subject.reading
  counts proficiency_rate SY2025 0 of 1 for subject.mathematics
}
test participation "Exempt for an emergency is in neither count" {
  given tests """
      student_id, subject, school_year, participated, exempt
      a,          RLA,     2024-25,     Y,            N
      b,          RLA,     2024-25,     Y,
      c,          RLA,     2024-25,     N,            N
      d,          RLA,     2024-25,     N,            Y
      """
  counts participation_rate SY2025 2 of 3
}
test few_tested "Fewer than 95 % tested: the denominator is 95 % of those enrolled" {
  given tests """
      student_id, subject, school_year, valid, proficient, exempt
      a,          RLA,     2024-25,     Y,     Y,          N
      b,          RLA,     2024-25,     Y,     N,          N
      c,          RLA,     2024-25,     N,     N,          N
      d,          RLA,     2024-25,     N,     N,          N
      e,          RLA,     2024-25,     N,     N,          Y
      """
  expect proficiency_rate_essa SY2025 26.3%
}
# Alabama: 0, 0.5, 1 and 1.25 points by level.
test index "One student at each level makes 68.75 %" {
  given tests """
      student_id, subject, school_year, valid, performance_level
      a,          RLA,     2024-25,     Y,     1
      b,          RLA,     2024-25,     Y,     2
      c,          RLA,     2024-25,     Y,     3
      d,          RLA,     2024-25,     Y,     4
      e,          RLA,     2024-25,     N,     4
      """
  expect achievement_index SY2025 68.75%
}
# California: 2,552 against 2,502 in grade 5 is 50 points above the standard.
test distance "Points above and below the standard" {
  given tests """
      student_id, subject, school_year, valid, score, standard
      a,          RLA,     2024-25,     Y,     2552,  2502
      """
  expect distance_from_standard SY2025 50
}
test distance_of_two "Below counts as less" {
  given tests """
      student_id, subject, school_year, valid, score, standard
      a,          RLA,     2024-25,     Y,     2552,  2502
      b,          RLA,     2024-25,     Y,     2400,  2473
      c,          RLA,     2024-25,     N,     2100,  2473
      """
  expect distance_from_standard SY2025 -11.5
}
test benchmark "At benchmark of those tested" {
  given interim """
      student_id, subject, round, school_year, at_benchmark
      a,          RLA,     fall,  2024-25,     Y
      b,          RLA,     fall,  2024-25,     N
      c,          RLA,     fall,  2024-25,
      """
  counts interim_at_benchmark SY2025 1 of 2
}
