# The ratings of the module `ratings`, at the edges of their levels. The column of a file that is
# called like a rating holds the word that the publisher's rule gives; check_stdlib.py compares.
project ratings "Ratings" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use ratings
unit district "The district" as district {
  units schools from roster as school { id school }
}

source roster {
  from csv "data/schools.csv"
  one row per school
  field school text
}
source stars {
  from csv "data/stars.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}
source progress {
  from csv "data/progress.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}
source colors {
  from csv "data/colors.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field chronic int
  field enrolled int
}
source figures {
  from csv "data/figures.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}
source peers {
  from csv "data/peers.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}
source alone {
  from csv "data/alone.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}

source places {
  from csv "data/places.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}
source few {
  from csv "data/few.csv"
  summary
  public
  one row per school, year
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field points percent
}

source risks {
  from csv "data/risks.csv"
  summary
  public
  one row per school, race, year
  period year as "2024-25"
  unit school of schools
  field school text
  field race text
  field year text
  field identified int
  field enrolled int
}
dimension race "Race and ethnicity" from risks.race {
  group black "Black" when "BL7"
  group white "White" when "WH7"
}

metric risk "Identified with an intellectual disability" {
  lagging
  numerator sum identified of risks
  denominator sum enrolled of risks
  better lower
  by race
  gap black vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}
metric star_points "Points earned" {
  lagging
  value published points of stars
  better higher
}
metric progress_points "Progress toward targets" {
  lagging
  value published points of progress
  better higher
}
metric chronic_absence "Chronically absent" {
  lagging
  numerator sum chronic of colors
  denominator sum enrolled of colors
  better lower
}
metric figure "A figure with a target" {
  lagging
  value published points of figures
  better higher
}
metric peer_figure "A figure among four" {
  lagging
  value published points of peers
  better higher
}
metric lone_figure "A figure among two" {
  lagging
  value published points of alone
  better higher
}

metric placed "Figures of eight peers" {
  lagging
  value published points of places
  better higher
}
metric placed_few "Figures of two peers" {
  lagging
  value published points of few
  better higher
}

plan equity "By risk ratios" {
  kind annual
  for district
  period SY2023..SY2025
  guardrail identified "No group is identified more than three times as often" {
    owner district
    measure risk {
      across schools
      rate by significant_disproportionality
      maintain to 3.0 for black vs others over SY2023..SY2025
    }
  }
}
plan places "By place among peers" {
  kind annual
  for district
  period SY2025
  goal eight "Eight peers" {
    owner district
    rate by peer_quartiles
    measure placed { across schools ; peers schools as inclusive ; baseline SY2024 5% ; target SY2025 90% }
  }
  goal two "Two peers" {
    owner district
    rate by peer_quartiles
    measure placed_few { across schools ; peers schools as inclusive ; baseline SY2024 5% ; target SY2025 90% }
  }
}
plan stars "By stars" {
  kind annual
  for district
  period SY2025
  goal earned "Points are earned" {
    owner district
    rate by md_stars
    measure star_points { across schools ; baseline SY2024 20% ; target SY2025 90% }
  }
}
plan progress "By progress" {
  kind annual
  for district
  period SY2025
  goal made "Progress is made" {
    owner district
    rate by ma_progress
    measure progress_points { across schools ; baseline SY2024 10% ; target SY2025 90% }
  }
}
plan colors "By colors" {
  kind annual
  for district
  period SY2025
  goal present "Students are present" {
    owner district
    rate by ca_chronic
    measure chronic_absence { across schools ; baseline SY2024 40% ; target SY2025 2% }
  }
}
plan bands "By bands of points" {
  kind annual
  for district
  period SY2025..SY2026
  goal reached "The target is reached" {
    owner district
    rate by path_points
    measure figure { across schools ; baseline SY2024 40% ; target SY2025 50% ; target SY2026 60% }
  }
}
plan lights "By lights" {
  kind annual
  for district
  period SY2025
  goal reached "The target is reached" {
    owner district
    rate by rag_90
    measure figure { across schools ; baseline SY2024 40% ; target SY2025 50% }
  }
}
plan distance "By the distance covered" {
  kind annual
  for district
  period SY2025
  goal reached "The target is reached" {
    owner district
    rate by okr
    measure figure { across schools ; baseline SY2024 40% ; target SY2025 50% }
  }
}
plan quartiles "By quartiles of peers" {
  kind annual
  for district
  period SY2025
  goal best "Schools are among the best" {
    owner district
    rate by peer_quartiles
    measure peer_figure {
      across schools
      peers schools as inclusive
      baseline SY2024 40%
      target SY2025 50%
    }
    measure lone_figure {
      across schools
      peers schools as inclusive
      baseline SY2024 40%
      target SY2025 50%
    }
  }
}
