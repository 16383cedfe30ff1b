# An illustration, not a plan of the agency: how the plan of one program hangs on the state's plan.
# The unit, the work and the targets are invented; the figures are the published ones.
plan exceptional "Exceptional Children, program plan (an illustration)" {
  kind program
  for exceptional
  period SY2025..SY2030
  about "Invented, to show how a program's plan is aligned. Not from NCDPI."
  path next

  goal identify "No group is identified more often than others" {
    aligns to nc2030.g_p1_m17b
    owner exceptional
    measure ec_disproportion {
      baseline SY2024 0%
      target SY2026 0%
      target SY2030 0%
      across state
      allow target_equals_baseline until 2030-06-30 "The state's own figures"
    }
  }

  goal together "Students with disabilities graduate with their class" {
    aligns to nc2030.g_p1_m1
    owner exceptional
    measure graduation {
      baseline SY2025 87.7%
      target SY2028 90%
      target SY2030 92%
      across state
    }
  }

  strategy screening "One way to screen for all districts" {
    serves identify
    owner exceptional
    evidence tier 3 "Universal screening"
    starts 2025-09-01
    milestone handbook "Handbook for districts" due 2026-06-30
    milestone trained "All districts trained" due 2027-06-30
    budget $400_000 from idea_b for SY2026
  }
}
