# The rules behind the work, what worked, and what was decided beside sessions. Rule 17 is invented.
policy rule_17 "Performance management for continuous improvement" {
  about "Approved by the superintendent; revised when the plan is."
  owner accountability
  kind superintendents_rule
  of compass
  approved 2023-08-01 by "Superintendent"
  approved 2025-07-15 by "Superintendent"
  link "https://harbor.example/rules/17"
  clause b1 "Annual plans in offices, schools, programs and centers" by unit_without_plan
  clause b2 "Measurable goals, aligned with the strategic plan" by goal_incomplete, goal_serves_none
  clause b3 "Quarterly reports to the cabinet" by report_missing, report_late
  clause b4 "Reports to the board at least twice a year" by board_reports_too_few
  clause b5 "Sessions on the plan, at least every two months" by review_missing
  clause b6 "Action items are followed to their end" by action_forgotten, action_without_evidence
  clause b7 "Staff can use data" by training_not_had
}

# Families answer at noon; in the evening half of them do not.
practice noon_calls "Call at noon" {
  from schools("0103") on SY2025
  taken by schools("0101"), schools("0202") on 2025-09-01
  evidence tier 4 "One school, one year"
  audience schools
  cites contact_48h
  owner attendance_services
}

training pm_basics "How a session works" {
  owner pm_unit
  audience climate, academics, talent, operations
  period SY2026.Q1
  trained from trained_log where course = "PM101"
}

routine data_mondays "Data Mondays" {
  owner pm_unit
  audience cabinet
  of compass
  aligns to compass.present, compass.readers, compass.staffed
  begins 08:30
  length 30 minutes
  starts 2025-08-11
  ends 2026-06-15
  meets every 4 weeks
  held 2025-08-11, 2025-09-08, 2025-10-06, 2025-11-03, 2025-12-01, 2026-01-05, 2026-02-02,
      2026-03-02, 2026-03-30, 2026-04-27, 2026-05-26, 2026-06-15
}
