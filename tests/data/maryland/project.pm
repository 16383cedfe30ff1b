# Stars of Maryland's school report card, 2018: bands of the share of points that a school earned.
project maryland "Maryland State Department of Education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit state "Maryland" as state {
  units leas from schools as district { id lea_number ; called lea_name }
  units schools from schools as school { id lea_number, school_number ; called school_name ; within lea_number }
}
source schools {
  from csv "schools.csv"
  summary
  public
  one row per lea_number, school_number, academic_year
  period academic_year as "2018"
  unit lea_number, school_number of schools
  field academic_year text from "#academic_year"
  field lea_number text
  field lea_name text
  field school_number text
  field school_name text
  field points percent from "total_earned_points_percent"
  field stars text from "star_rating"
}
metric points "Points earned, of those possible" {
  lagging
  value published points of schools
  unit percent
  better higher
}
rating stars "Maryland school report card" {
  levels five, four, three, two, one
  level five "5" as met when value >= 75%
  level four "4" as on_track when value >= 60%
  level three "3" as at_risk when value >= 45%
  level two "2" as off_track when value >= 30%
  level one "1" as off_track
}
plan report_card "Maryland school report card" {
  kind state
  for state
  period SY2018..SY2018
  goal schools "Every school is rated" {
    measure points { across schools ; rate by stars ; compare with schools.stars }
  }
}
