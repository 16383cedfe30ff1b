plan districts_2026 "Every district: present every day" {
  about "An illustration on published figures; New York City has adopted no such plan."
  kind annual
  for city
  period SY2022..SY2026

  goal present "Fewer students are chronically absent, and the poorest gain most" {
    owner city
    measure chronic_absence {
      across districts
      baseline SY2022  # each district's own figure, from the data
      target SY2026 baseline - 10 pts
      target SY2026 25% at districts("26")
      close 50% of gap for poverty vs not_poverty by SY2026
      reference frozen
      target SY2026 20% for each swd
    }
    measure attendance_rate {
      across districts
      baseline SY2022
      target SY2026 94%
    }
  }
}
