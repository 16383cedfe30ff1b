# Intervals of shares: 12 of 150 as published by Statulator, the pairs of Newcombe 1998, and changes
# between two years of 70 and 80, 100 and 100, 1,000 and 1,000 persons.
project wilson "Shares of persons" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit board "The board" as district {
  units cases from counts as case { id case }
}

source counts {
  from csv "data/counts.csv"
  summary
  public
  one row per case, year
  period year as "2024-25"
  unit case of cases
  field case text
  field year text
  field yes int
  field asked int
}
metric share "Share with the outcome" {
  lagging
  numerator sum yes of counts
  denominator sum asked of counts
  better higher
}
rating chance "Within chance of the path" {
  levels on_track, at_risk, off_track
  level on_track "On track" as on_track when value reaches expected
  level at_risk "Behind, perhaps by chance" as at_risk when value reaches expected within statistical
  level off_track "Off track" as off_track
}
plan shares "Shares" {
  kind annual
  for board
  period SY2025..SY2026
  goal enough "Half of them" {
    owner board
    measure share { across cases ; baseline SY2024 39% ; target SY2025 40% ; rate by chance }
  }
}
