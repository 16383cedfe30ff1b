# Seven groups, each compared with all others together: the example tables of the Disproportionality
# Technical Assistance Tool (https://unccdtat.github.io/, sections 4.1 to 4.4 and 7.1), after Bollmer
# and others 2014. Each table stands for a unit.
project disproportionality "Each group and all others" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit lea "The district" as district {
  units tables from counts as table { id table }
}

source counts {
  from csv "data/counts.csv"
  summary
  public
  one row per table, race, year
  period year as "2024-25"
  unit table of tables
  field table text
  field race text
  field year text
  field cell int
  field enrolled int
  total race "Total"
}
dimension race "Race and ethnicity" from counts.race {
  group hispanic "Hispanic/Latino" when "H/L"
  group native "American Indian/Alaska Native" when "AI/AN"
  group asian "Asian" when "A"
  group black "Black/African American" when "B/AA"
  group pacific "Native Hawaiian/Other Pacific Islander" when "NH/OPI"
  group white "White" when "W"
  group two "Two or more" when "Two+"
}

metric risk "Children with the outcome" {
  lagging
  numerator sum cell of counts
  denominator sum enrolled of counts
  better lower
  by race
  gap each race vs others as risk_ratio
  gap each race vs others as risk_difference
  gap each race vs others as odds_ratio
  gap each race vs all as composition
  gap each race vs all as composition_difference
  gap each race vs all as composition_relative
  gap each race vs all as e_formula
  gap each race vs all as index_of_disparity
  gap each race vs best
  gap each race vs white as ratio
}
metric significant "Children with the outcome, cell 10 and n 30" {
  lagging
  numerator sum cell of counts
  denominator sum enrolled of counts
  better lower
  by race
  minimum cell 10
  minimum n 30
  gap each race vs others as risk_ratio
}
metric larger "Children with the outcome, n 350" {
  lagging
  numerator sum cell of counts
  denominator sum enrolled of counts
  better lower
  by race
  gap each race vs others as risk_ratio { minimum n 350 }
}

# Over 3.0, and strictly so; a ratio that is not calculated is no judgement.
rating threshold "Risk ratio over 3.0" {
  levels over, fine
  level over "Over the threshold" as off_track when value > 3.0
  level fine "Not over" as on_track
}
plan idea "IDEA, equity in identification" {
  kind state
  for lea
  period SY2025..SY2025
  guardrail equity "No group is identified more than three times as often" {
    owner lea
    measure significant {
      across tables
      rate by threshold
      maintain to 3.0 for each race vs others over SY2025..SY2025
    }
  }
}
