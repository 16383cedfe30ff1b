# Ratings in use.
project ratings_in_use "Ratings in use" { calendar school_year SY { starts 07-01 ; named by end } }
# California's five by five, OKR, red-amber-green at 90 %, Healthy People 2020, IDEA risk ratio
rating ca_chronic "California Dashboard: chronic absenteeism, K-8" {
  levels no_colour, blue, green, yellow, orange, red
  minimum n 30
  round value to 0.1 pts
  round change to 0.1 pts
  scale standing {
    levels very_low, low, medium, high, very_high
    level very_low "Very low" when value <= 2.5%
    level low "Low" when value <= 5%
    level medium "Medium" when value <= 10%
    level high "High" when value <= 20%
    level very_high "Very high"
  }
  scale movement {
    levels declined_much, declined, maintained, increased, increased_much
    level declined_much "Declined significantly" when change <= -3 pts
    level declined "Declined" when change <= -0.5 pts
    level maintained "Maintained" when change < 0.5 pts
    level increased "Increased" when change < 3 pts
    level increased_much "Increased significantly"
  }
  # cells as published (semantics.md source 9)
  columns movement increased_much, increased, maintained, declined, declined_much
  row very_low yellow, green, blue, blue, blue
  row low orange, yellow, green, green, blue
  row medium orange, orange, yellow, green, green
  row high red, orange, orange, yellow, yellow
  row very_high red, red, red, orange, yellow
  level blue "Blue" as on_track
  level green "Green" as on_track
  level yellow "Yellow" as at_risk
  level orange "Orange" as at_risk
  level red "Red" as off_track
  unrated no_colour "No Performance Color" when previous is missing
}
rating okr "Objectives and key results" {
  levels green, yellow, red
  level green "Green" as on_track when attainment >= 0.7
  level yellow "Yellow" as at_risk when attainment >= 0.4
  level red "Red" as off_track
}
rating rag_90 "Red, amber, green at 90 % of target" {
  levels green, amber, red
  level green "Green" as on_track when value reaches target
  level amber "Amber" as at_risk when value reaches target within 10% of target
  level red "Red" as off_track
}
rating path_points "One point, three points" {
  levels met, on_track, at_risk, off_track
  level met "Met" as met when value reaches final
  level on_track "On track" as on_track when value reaches expected within 1 pt
  level at_risk "At risk" as at_risk when value reaches expected within 3 pts
  level off_track "Off track" as off_track
}
rating hp2020 "Healthy People 2020" {
  levels baseline_only, informational, met, improved, little, worse
  level met "Target met or exceeded" as met when value reaches final
  level improved "Improved" as on_track when attainment >= 10%
  level little "Little or no detectable change" as at_risk when value reaches baseline within 10% of baseline
  level worse "Got worse" as off_track
  unrated baseline_only "Baseline only" when value is missing
  unrated informational "Informational" when final is missing
}

# 34 CFR 300.646-647: risk ratio over 3.0, cell 10, n 30, three years, unless progress is made
source child_count {
  from csv "child-count.csv"
  summary
  one row per race, year
  period year as "2024-25"
  unit lea
  field race text
  field year text
  field identified int
  field enrolled int
}
unit lea "The district" as district
dimension race "Race and ethnicity" from child_count.race {
  group hispanic "Hispanic/Latino" when "H/L"
  group native "American Indian/Alaska Native" when "AI/AN"
  group asian "Asian" when "A"
  group black "Black/African American" when "B/AA"
  group pacific "Native Hawaiian/Other Pacific Islander" when "NH/OPI"
  group white "White" when "W"
  group two "Two or more" when "Two+"
}
metric id_risk "Children identified with intellectual disability" {
  lagging
  numerator sum identified of child_count
  denominator sum enrolled of child_count
  better lower
  by race
  gap each race vs others as risk_ratio
  minimum cell 10
  minimum n 30
}
rating significant "Significant disproportionality" {
  levels not_calculated, significant, over, fine
  level significant "Significant disproportionality" as off_track when value > 3.0 { lasting 3 years unless previous - value >= 0.1 }
  level over "Over the threshold" as at_risk when value > 3.0
  level fine "Not over" as on_track
  unrated not_calculated "Not calculated: cell or n too small" when value is missing
}
plan idea "IDEA, equity in identification" {
  kind state
  for lea
  period SY2023..SY2026
  guardrail equity "No group is identified more than three times as often" {
    measure id_risk { rate by significant ; maintain to 3.0 for each race vs others over SY2023..SY2026 }
  }
}
