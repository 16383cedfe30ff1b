# Harbor County is invented, and so are its people, its figures and its rules: data/PROVENANCE.md.
# This is the newest of three yearly revisions of its plan; the earlier ones are in history/.
project harbor "Harbor County Public Schools" {
  about "An invented district of 2,000 students in twelve schools, with everything a plan can say."
  calendar school_year SY {
    starts 07-01
    named by end
    parts Q at 07-01, 10-01, 01-01, 04-01
    closed 2025-11-27..2025-11-28 "Thanksgiving"
    closed 2025-12-22..2026-01-02 "Winter break"
    closed 2026-04-03..2026-04-10 "Spring break"
  }
  rate by path_points
  privacy {
    minimum n 10
    complement hidden
  }
  privacy for public {
    minimum n 10
    complement hidden
    cap 5%..95%
    zeros protected
  }
  rules {
    profile board
    deny goal_without_measure, goal_without_owner
    warn target_without_baseline, too_many_goals(5), goal_without_leading_metric
    warn review_without_data_team, unit_without_work
  }
  call focus "Focal area"
  expect reports to cabinet every 3 months
  expect reports to board every 6 months
  expect reviews to cabinet every 2 months
  expect reviews to board every 6 months
}

use attendance
use ratings
