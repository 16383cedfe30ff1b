# Massachusetts' accountability percentages: points by weight, and a rounding after each step.
project massachusetts "Massachusetts DESE, accountability" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit state "Massachusetts" as state {
  units orgs from reports as organization { id org }
}
source indicators {
  from csv "indicators-*.csv"
  one row per org, year, indicator, column
  public
  period year as "2019"
  unit org of orgs
  field org text to reports
  field year text
  field indicator text
  field column text
  field points_earned number
  field points_possible number
  field weight_pct number
  missing "-"
  derive earned as points_earned * weight_pct / 100
  derive possible as points_possible * weight_pct / 100
}
# What the department takes from elsewhere: the share of students in each grade span, and the
# percentage of the year before.
source reports {
  from csv "reports.csv"
  one row per org, year
  public
  period year as "2019"
  unit org of orgs
  field org text
  field year text
  field nonhs_weight percent
  field hs_weight percent
  field prior percent
  missing ""
  gather nonhs_all_earned as sum earned of indicators where column = "nonhs_all"
  gather nonhs_all_possible as sum possible of indicators where column = "nonhs_all"
  gather nonhs_lowest_earned as sum earned of indicators where column = "nonhs_lowest"
  gather nonhs_lowest_possible as sum possible of indicators where column = "nonhs_lowest"
  gather hs_all_earned as sum earned of indicators where column = "hs_all"
  gather hs_all_possible as sum possible of indicators where column = "hs_all"
  gather hs_lowest_earned as sum earned of indicators where column = "hs_lowest"
  gather hs_lowest_possible as sum possible of indicators where column = "hs_lowest"
  derive nonhs_all_points as round(nonhs_all_earned, 0.1)
  derive nonhs_all_most as round(nonhs_all_possible, 0.1)
  derive nonhs_all as round(nonhs_all_points / nonhs_all_most, 1%)
  derive nonhs_lowest_points as round(nonhs_lowest_earned, 0.1)
  derive nonhs_lowest_most as round(nonhs_lowest_possible, 0.1)
  derive nonhs_lowest as round(nonhs_lowest_points / nonhs_lowest_most, 1%)
  derive hs_all_points as round(hs_all_earned, 0.1)
  derive hs_all_most as round(hs_all_possible, 0.1)
  derive hs_all as round(hs_all_points / hs_all_most, 1%)
  derive hs_lowest_points as round(hs_lowest_earned, 0.1)
  derive hs_lowest_most as round(hs_lowest_possible, 0.1)
  derive hs_lowest as round(hs_lowest_points / hs_lowest_most, 1%)
  derive nonhs as if(nonhs_lowest is missing, nonhs_all, round((nonhs_all + nonhs_lowest) / 2, 1%))
  derive hs as if(hs_lowest is missing, hs_all, round((hs_all + hs_lowest) / 2, 1%))
  derive annual as round(nonhs * nonhs_weight + hs * hs_weight, 1%)
  derive cumulative as if(prior is missing, annual, round(40% of prior + 60% of annual, 1%))
}
metric weighted_earned_nonhs_all "Points earned, weighted: nonhs_all" { value sum nonhs_all_points of reports ; better higher }
metric weighted_possible_nonhs_all "Points possible, weighted: nonhs_all" { value sum nonhs_all_most of reports ; better neither }
metric pct_nonhs_all "Points earned of those possible: nonhs_all" { value mean nonhs_all of reports ; unit percent ; better higher }
metric weighted_earned_nonhs_lowest "Points earned, weighted: nonhs_lowest" { value sum nonhs_lowest_points of reports ; better higher }
metric weighted_possible_nonhs_lowest "Points possible, weighted: nonhs_lowest" { value sum nonhs_lowest_most of reports ; better neither }
metric pct_nonhs_lowest "Points earned of those possible: nonhs_lowest" { value mean nonhs_lowest of reports ; unit percent ; better higher }
metric weighted_earned_hs_all "Points earned, weighted: hs_all" { value sum hs_all_points of reports ; better higher }
metric weighted_possible_hs_all "Points possible, weighted: hs_all" { value sum hs_all_most of reports ; better neither }
metric pct_hs_all "Points earned of those possible: hs_all" { value mean hs_all of reports ; unit percent ; better higher }
metric weighted_earned_hs_lowest "Points earned, weighted: hs_lowest" { value sum hs_lowest_points of reports ; better higher }
metric weighted_possible_hs_lowest "Points possible, weighted: hs_lowest" { value sum hs_lowest_most of reports ; better neither }
metric pct_hs_lowest "Points earned of those possible: hs_lowest" { value mean hs_lowest of reports ; unit percent ; better higher }
metric pct_by_gradespan_nonhs "Points earned of those possible: below high school" { value mean nonhs of reports ; unit percent ; better higher }
metric pct_by_gradespan_hs "Points earned of those possible: high school" { value mean hs of reports ; unit percent ; better higher }
metric annual_target_percentage "Annual criterion-referenced target percentage" {
  value mean annual of reports
  unit percent
  better higher
}
metric cumulative_target_percentage "Cumulative criterion-referenced target percentage" {
  lagging
  value mean cumulative of reports
  unit percent
  better higher
}
rating progress_2018 "Progress toward targets, 2018" {
  levels meeting, partially
  level meeting "Meeting targets" as met when value >= 75%
  level partially "Partially meeting targets" as at_risk
}
rating progress_2019 "Progress toward targets, 2019" {
  levels meeting, substantial, moderate, limited
  level meeting "Meeting or exceeding targets" as met when value >= 75%
  level substantial "Substantial progress toward targets" as on_track when value >= 50%
  level moderate "Moderate progress toward targets" as at_risk when value >= 25%
  level limited "Limited or no progress toward targets" as off_track
}
plan y2018 "Accountability 2018" {
  kind state
  for state
  period SY2018..SY2018
  goal progress "Every school meets its targets" {
    measure cumulative_target_percentage { across orgs ; rate by progress_2018 }
  }
}
plan y2019 "Accountability 2019" {
  kind state
  for state
  period SY2019..SY2019
  goal progress "Every school meets its targets" {
    measure cumulative_target_percentage { across orgs ; rate by progress_2019 }
  }
}
