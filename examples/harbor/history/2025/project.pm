# Harbor County is invented: ../../data/PROVENANCE.md. Its plan as revised in June 2024 for SY2025;
# text without data.
project harbor "Harbor County Public Schools" {
  calendar school_year SY {
    starts 07-01
    named by end
    parts Q at 07-01, 10-01, 01-01, 04-01
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
    deny goal_without_measure, goal_without_owner
    warn target_without_baseline, too_many_goals(5)
  }
  call focus "Focal area"
  expect reports to cabinet every 3 months
  expect reports to board every 6 months
}

use attendance
use ratings
