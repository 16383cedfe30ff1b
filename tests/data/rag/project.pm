# Red, amber, green at 90 % of the target, evaluated from top to bottom: target 80 makes 80 green,
# 72 amber and 71.99 red. Where lower is better the tolerance lies on the other side: target 20,
# 22 amber.
project rag "Red, amber, green" {
  calendar fiscal FY { starts 01-01 ; named by end }
  rate by rag_90
}
use ratings
unit company "The company" as district {
  units teams from scores as team { id team }
}

source scores {
  from csv "data/scores.csv"
  summary
  public
  one row per team, year
  period year as "2025"
  unit team of teams
  field team text
  field year text
  field on_time percent
  field errors number
}

metric on_time "Delivered on time" {
  lagging
  value published on_time of scores
  unit percent
  better higher
}
metric errors "Errors" {
  lagging
  value published errors of scores
  unit score
  better lower
}

plan targets_2025 "Targets of 2025" {
  kind annual
  for company
  period FY2025
  goal delivery "On time and right" {
    owner company
    measure on_time { across teams ; baseline FY2024 60% ; target FY2025 80% }
    measure errors { across teams ; baseline FY2024 40 ; target FY2025 20 }
  }
}
