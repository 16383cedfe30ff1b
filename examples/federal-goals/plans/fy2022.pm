plan fy2022 "Agency Priority Goals, FY2022" {
  kind state
  for government
  period FY2022..FY2023

  goal rise "Indicators that are to rise" {
    owner government
    rate by progress_bands
    measure rises {
      across indicators where kind = "Measurable increase"
      targets from rows { baseline start on FY2021 ; target goal_value on FY2023.Q4 }
      path none
      # One fraction is printed with 8 decimals, the others with 9.
      compare with rows.progress where current is not missing within 0.00000001
      compare with rows.progress_label where current is not missing
    }
  }
  goal fall "Indicators that are to fall" {
    owner government
    rate by progress_bands
    measure falls {
      across indicators where kind = "Measurable decrease"
      targets from rows { baseline start on FY2021 ; target goal_value on FY2023.Q4 }
      path none
      compare with rows.progress where current is not missing within 0.00000001
      compare with rows.progress_label where current is not missing
    }
  }
  goal keep "Indicators that are to stay above a threshold" {
    owner government
    measure rises {
      across indicators where kind = "Maintain at or above threshold"
      targets from rows { maintain from goal_value }
    }
  }
  goal keep_below "Indicators that are to stay below a threshold" {
    owner government
    measure falls {
      across indicators where kind = "Maintain at or below threshold"
      targets from rows { maintain to goal_value }
    }
  }
  goal undefined "Indicators whose target is not defined" {
    owner government
    measure rises { across indicators where kind = "Target undefined" }
  }
  goal complete "Milestones, published as 0 or 1" {
    owner government
    rate by progress_bands
    measure rises {
      across indicators where kind = "Complete milestone"
      targets from rows { baseline start on FY2021 ; target goal_value on FY2023.Q4 }
      path none
    }
  }
}
