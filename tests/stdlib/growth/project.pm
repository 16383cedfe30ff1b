# The module `growth` on figures that can be counted by hand.
project growth "Growth" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use growth
unit district "The district" as district

source growth {
  from csv "growth.csv"
  one row per student_id, subject, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field growth_percentile int
  field adequate_growth_percentile int
  field met_projection bool
}
source tests {
  from csv "tests.csv"
  one row per student_id, subject, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field subject text
  field school_year text
  field score int
}
source value_added {
  from csv "value-added.csv"
  summary
  one row per school_year
  period school_year as "2024-25"
  unit district
  field school_year text
  field estimate number
}

# NWEA: the median of 22, 45 and 99 is 45; of 22, 30, 45 and 99 it is the lower one, 30.
test median_of_three "The one in the middle" {
  given growth """
      student_id, subject, school_year, growth_percentile
      a,          RLA,     2024-25,     99
      b,          RLA,     2024-25,     22
      c,          RLA,     2024-25,     45
      """
  expect median_growth_percentile SY2025 45
}
test median_of_four "The lower of the two in the middle, and the mean" {
  given growth """
      student_id, subject, school_year, growth_percentile
      a,          RLA,     2024-25,     22
      b,          RLA,     2024-25,     30
      c,          RLA,     2024-25,     45
      d,          RLA,     2024-25,     99
      e,          RLA,     2024-25,
      """
  expect median_growth_percentile SY2025 30
  expect mean_growth_percentile SY2025 49
}
test shares "Below 35 is low; adequate is at the percentile or above" {
  given growth """
      student_id, subject, school_year, growth_percentile, adequate_growth_percentile, met_projection
      a,          RLA,     2024-25,     34,                34,                         Y
      b,          RLA,     2024-25,     35,                60,                         N
      c,          RLA,     2024-25,     70,                65,                         Y
      d,          RLA,     2024-25,     80,                ,
      """
  counts low_growth_rate SY2025 1 of 4
  counts adequate_growth_rate SY2025 2 of 3
  counts projection_met_rate SY2025 2 of 3
}
test gain "Only those tested in both years" {
  given tests """
      student_id, subject, school_year, score
      a,          RLA,     2023-24,     2400
      a,          RLA,     2024-25,     2440
      b,          RLA,     2023-24,     2500
      b,          RLA,     2024-25,     2490
      c,          RLA,     2024-25,     2600
      """
  expect score_gain SY2025 15
}
test published "The estimate is taken as it stands" {
  given value_added """
      school_year, estimate
      2024-25,     -1.75
      """
  expect value_added_estimate SY2025 -1.75
}
