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

  # What happened, and what was hoped for: the figures of 2020-21 against those of 2021-22.
  activity reopening "All schools teach in their buildings again" {
    serves recover
    owner city
    starts 2021-09-13
    milestone opened "Schools are open to all students" due 2021-09-13 done 2021-09-13
    progress on 2022-06-27 completed
  }
  theory presence "Being back in school brings students back" for recover {
    if "schools teach in their buildings" by reopening shown by reopening.opened
    then "students come on more days" shown by attendance_rate
    so "fewer are chronically absent" shown by chronic_absence
  }

  guardrail floor "No district falls below 85 % attendance" {
    owner city
    measure attendance_rate {
      across districts
      maintain from 85% over SY2022
    }
  }
}
