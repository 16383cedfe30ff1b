# Targets and baselines that come with the data: US Agency Priority Goals, fiscal year 2022.
project apg "Agency Priority Goals, FY2022" {
  about "Indicators published by the agencies, quarter by quarter. See data/PROVENANCE.md."
  calendar fiscal FY { starts 10-01 ; named by end ; parts Q at 10-01, 01-01, 04-01, 07-01 }
}

# An indicator is what is held to account here: a unit like any other, under its goal. A goal may
# belong to several agencies, so that goals stand under the government itself.
unit government "Federal government" as state {
  units goals from rows as goal { id goal_id ; called goal_name }
  units indicators from rows as indicator {
    id goal_id, aim, indicator
    called indicator
    within goal_id
  }
}

source rows "Targets, first to third quarter" {
  from csv "data/target_q1_q3.csv"
  summary
  public
  # 16 keys stand more than once: 25 records are set aside and reported.
  one row per goal_id, aim, indicator, fiscal_year, fiscal_quarter
  period fiscal_year, fiscal_quarter as "2022", "3" of fiscal
  unit goal_id, aim, indicator of indicators
  field fiscal_year text from "fiscal_yr"
  field fiscal_quarter text from "fiscal_qtr"
  field goal_id text from "related_goal_id"
  field goal_name text from "related_goal"
  field aim text from "target"
  field kind text from "indicator_type"
  field indicator text from "indicator"
  field owner text from "related_owner"
  field start number from "value_start"
  field goal_value number from "value_target"
  field current number from "value_current"
  field progress share from "progress_pct"
  field progress_label text from "progress_pct_range"
  missing ""
}

metric rises "Indicator that is to rise" {
  lagging
  value published current of rows
  unit score
  better higher
}
metric falls "Indicator that is to fall" {
  lagging
  value published current of rows
  unit score
  better lower
}

rating progress_bands "Published progress words" {
  levels surpassed, met, home_stretch, over_half, headway, some, none, regressed
  level surpassed "Above 100%: Surpassed target" as met when attainment > 100%
  level met "100%: Target met" as met when attainment = 100%
  level home_stretch "75-99%: Home stretch" as on_track when attainment >= 75%
  level over_half "50-74%: Over halfway there" as on_track when attainment >= 50%
  level headway "25-49%: Making headway" as at_risk when attainment >= 25%
  level some "1-24%: Some progress" as at_risk when attainment > 0%
  level none "0%" as off_track when attainment = 0%
  level regressed "Below 0%: Regressed" as off_track
}
