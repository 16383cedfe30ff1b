# The tool's own file of counts (96 rows, twelve tables), and the answers that it prints: risks, risk
# ratios and risk differences, all from unrounded counts. The groups are those that the file has.
project published "Printed answers" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit lea "The district" as district {
  units sections from counts as section { id section }
}

source counts {
  from csv "data/counts.csv"
  summary
  public
  one row per section, group, year
  period year as "2017"
  unit section of sections
  field section text
  field group text
  field year text
  field count int
  field base int
  total group "Total"
}
dimension race "Race and ethnicity" from counts.group { group each }

metric risk "Children with the outcome" {
  lagging
  numerator sum count of counts
  denominator sum base of counts
  better lower
  by race
  gap each race vs others as risk_ratio
  gap each race vs others as risk_difference
}
