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
