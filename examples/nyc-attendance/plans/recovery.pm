plan recovery "Back to the year before the pandemic" {
  about "An illustration on published figures; New York City has adopted no such plan."
  kind annual
  for city
  period SY2020..SY2022
  # Schools closed in March 2020, then taught in two ways for a year.
  pause SY2020, SY2021 hold

  goal recover "No more students are chronically absent than in 2018-19" {
    owner city
    rate by recovery_points
    measure chronic_absence {
      across districts
      baseline SY2019
      target SY2022 baseline - 1 pts
      target SY2022 baseline - 1 pts for each poverty
      target SY2022 baseline - 1 pts for each swd
    }
  }

  guardrail floor "No district falls below 85 % attendance" {
    owner city
    measure attendance_rate {
      across districts
      maintain from 85% over SY2022
    }
  }
}
