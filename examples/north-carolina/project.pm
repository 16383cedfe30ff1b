# North Carolina's strategic plan 2025-2030 as its education agency publishes it: data/PROVENANCE.md.
project north_carolina "North Carolina Department of Public Instruction" {
  calendar school_year SY {
    starts 07-01
    named by end
    parts Q at 07-01, 10-01, 01-01, 04-01
  }
  rate by ncdpi
  privacy {
    minimum n 10
    complement hidden
  }
  rules {
    deny goal_without_measure
    allow progress_not_reported, goal_incomplete, goal_not_served
  }
  call focus "Pillar or focus area"
  call activity "Action"
}

unit state "North Carolina" as state {
  lead "State Superintendent"
  id "NC"
  unit teaching "Teaching and Learning" as division {
    unit exceptional "Exceptional Children" as program
  }
  unit safety "Safe and Healthy Schools" as division
}

# The publisher's rule. A measure with one figure has a baseline and no status; one that got worse has
# none either.
rating ncdpi "Status of NCDPI" {
  levels baseline_year, on_target, approaching_target, no_status
  unrated baseline_year "Baseline" when previous is missing
  level on_target "On Target" as on_track when value reaches expected
  level approaching_target "Approaching Target" as at_risk when value beats previous
  unrated no_status "No status"
}
