# Control charts: the 18 points of the NHS-R vignette "Deviations from Excel defaults", with and without
# screening, and the rule vectors of its package. Each series is a unit, each point a month.
project control "Control charts" {
  calendar calendar CY { starts 01-01 ; named by start }
}
unit board "The board" as district {
  units series from points as series { id series }
}

source points {
  from csv "data/points.csv"
  summary
  public
  one row per series, month
  period month as "2024-01"
  unit series of series
  field series text
  field month text
  field value number
}
metric screened "Screened" {
  lagging
  value published value of points
  unit score
  better higher
  limits screened
}
metric plain "Not screened" {
  lagging
  value published value of points
  unit score
  better lower
}
metric neutral "Neither direction is better" {
  lagging
  value published value of points
  unit score
  better neither
}
plan charts "Charts" {
  kind annual
  for board
  period CY2024..CY2026
  goal steady "The process is in control" {
    owner board
    measure screened { across series ; baseline CY2023.M12 1 ; target CY2026.M12 4 ; rate by reached }
    measure plain { across series ; baseline CY2023.M12 9 ; target CY2026.M12 4 ; rate by reached }
    measure neutral { across series }
  }
}
rating reached "Reached or not" {
  levels met, rest
  level met "Reached" as met when value reaches final
  level rest "Not yet" as on_track
}
