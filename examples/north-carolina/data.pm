# Figures by measure and year. Years that have a target and no figure yet are left out.
source charts "Measures as charted" {
  from json "data/measures.json" at "dataSeries"
  from json "data/pillar-measures.json" at "dataSeries"
  summary
  public
  one row per measure_id, year
  period year as "2026"
  unit state
  field measure_id text from "measureId"
  field year text
  field actual number from "baseline"
  field published_status text from "statusType"
  skip where actual is missing as "years without a figure"
}
