# Ratings in use, each as its publisher states it.

# One point behind the path is still on track, three are at risk.
rating path_points "One point, three points" {
  levels met, on_track, at_risk, off_track
  level met "Met" as met when value reaches final
  level on_track "On track" as on_track when value reaches expected within 1 pt
  level at_risk "At risk" as at_risk when value reaches expected within 3 pts
  level off_track "Off track" as off_track
}

# ClearPoint Strategy, setting measure evaluations: first match wins; at 90 % of the target, amber.
rating rag_90 "Red, amber, green at 90 % of target" {
  levels green, amber, red
  level green "Green" as on_track when value reaches target
  level amber "Amber" as at_risk when value reaches target within 10% of target
  level red "Red" as off_track
}

# Google re:Work, "Grade OKRs": the share of the distance covered. The words there leave 0.3 to 0.4
# and 0.6 to 0.7 open; here each band goes up to the next one.
rating okr "Objectives and key results" {
  levels green, yellow, red
  level green "Green" as on_track when attainment >= 0.7
  level yellow "Yellow" as at_risk when attainment >= 0.4
  level red "Red" as off_track
}

# California School Dashboard 2023, chronic absenteeism of kindergarten to grade 8: status and change,
# each rounded to a tenth of a percent, in the published table of five by five. Fewer than 30 students
# or no year before: no color. The cuts are those of this indicator alone.
# https://cde.ca.gov/Ta/ac/cm/fivebyfivecolortables23.asp
rating ca_chronic "California Dashboard: chronic absenteeism, K-8" {
  levels no_color, blue, green, yellow, orange, red
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
  unrated no_color "No performance color" when previous is missing
}

# Maryland School Report Card 2018: stars by the percent of points earned (766 of 766 published
# schools). The state has no states of a plan for them: five and four stars are taken as on track,
# three as at risk.
rating md_stars "Maryland stars" {
  levels five, four, three, two, one
  level five "Five stars" as on_track when value >= 75%
  level four "Four stars" as on_track when value >= 60%
  level three "Three stars" as at_risk when value >= 45%
  level two "Two stars" as off_track when value >= 30%
  level one "One star" as off_track
}

# Massachusetts accountability 2019: progress toward improvement targets, in percent. The lowest word
# is as the state's guide has it; the others are seen in published reports.
rating ma_progress "Massachusetts progress toward targets" {
  levels meeting, substantial, moderate, limited
  level meeting "Meeting or exceeding targets" as met when value >= 75%
  level substantial "Substantial progress" as on_track when value >= 50%
  level moderate "Moderate progress" as at_risk when value >= 25%
  level limited "Limited or no progress" as off_track
}

# Council of the Great City Schools, Managing for Results: the quarter of its peers in which a figure
# lies, the best one first. The measure says who the peers are and how quarters are cut.
rating peer_quartiles "Quartiles of peers" {
  levels best, second, third, last, no_peers
  level best "Best quartile" as met when quartile = 1
  level second "Second quartile" as on_track when quartile = 2
  level third "Third quartile" as at_risk when quartile = 3
  level last "Last quartile" as off_track when quartile = 4
  unrated no_peers "Fewer than four peers" when quartile is missing
}

# 34 CFR 300.647: a group's risk ratio is over the threshold of the state in three years on end, and
# did not come down by reasonable progress in each of the two years before. Here the threshold is 3.0,
# which is not over, and reasonable progress 0.1 a year: a state that has set others writes a rating of
# its own like this one. The least cell and n stand in the metric's `gap` line. The state of a group
# below them is `too few`, with the reason.
# https://sites.ed.gov/idea/regs/b/f/300.647/d
rating significant_disproportionality "Significant disproportionality" {
  levels not_calculated, significant, progress, year_2, year_1, not_over
  level significant "Significant disproportionality" as off_track when value > 3.0 {
    lasting 3 years unless previous - value >= 0.1
  }
  level progress "Over for three years, making progress" as at_risk when value > 3.0 {
    lasting 3 years
  }
  level year_2 "Over, year 2 of 3" as at_risk when value > 3.0 { lasting 2 years }
  level year_1 "Over, year 1 of 3" as at_risk when value > 3.0
  level not_over "Not over" as on_track
  unrated not_calculated "Not calculated" when value is missing
}
