# California's dashboard for chronic absenteeism, kindergarten to grade 8: a status and a change,
# both rounded to a tenth, and a table of five by five colours. One school for each cell that can
# occur (a share of 2.5 % cannot have risen by 3 points) and for each edge.
project california "Five by five" {
  calendar school_year SY { starts 07-01 ; named by end }
  rate by ca_chronic
}
unit district "The district" as district {
  units schools from absence as school { id school }
}

source absence {
  from csv "data/absence.csv"
  summary
  public
  one row per school, year
  period year as "2018-19"
  unit school of schools
  field school text
  field year text
  field chronic int
  field enrolled int
}
metric chronic_absence "Chronically absent" {
  lagging
  numerator sum chronic of absence
  denominator sum enrolled of absence
  better lower
}

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
  # cells as published for 2023
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

plan dashboard "Dashboard 2019" {
  kind annual
  for district
  period SY2019
  goal present "Students are in school" {
    owner district
    measure chronic_absence { across schools ; baseline SY2018 40% ; target SY2019 2% }
  }
}
