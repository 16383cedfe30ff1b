# The strategic plan, as revised in June 2025 for SY2026.
plan compass "The Harbor Compass, 2024-2028" {
  kind strategic
  for harbor
  period SY2024..SY2028
  vision "Every student graduates ready for what comes next."
  mission "We know, teach and care for every child."
  value equity "Every student gets what they need." by gap_without_action, gap_widens_by_design
  value commitment "We do what we said we would do." by action_forgotten, milestone_late
  value focus_value "Fewer things, done well." by too_many_goals(5), work_outside_focus
  approved 2023-06-13 by "Board of Education"
  approved 2024-06-11 by "Board of Education"
  approved 2025-06-10 by "Board of Education"
  consulted "Parents' advisory council" on 2025-03-12
  consulted "Teachers' association" on 2025-03-19
  link "https://harbor.example/compass"

  focus safe "Safe and supportive climate"
  focus learning "Learning"
  focus early "Early literacy" within learning
  focus people "High-performing workforce"

  goal present "Every student is present and engaged" within safe {
    owner climate
    cause "Families learn of absences too late" shown by contact_48h
    measure chronic_absence {
      baseline SY2023 29.8%
      target SY2026 24%
      target SY2028 18%
      baseline SY2023 38.6% for frl
      target SY2026 31% for frl
      target SY2028 22% for frl
    }
    measure contact_48h {
      baseline SY2024
      target SY2026 72%
      target SY2028 90%
    }
  }

  goal readers "Every third grader reads on grade level" within early {
    owner academics
    consulted "Principals' council" on 2025-04-02
    measure grade3_reading {
      baseline SY2023 48%
      target SY2026 58%
      target SY2028 65%
      baseline SY2024 for frl vs not_frl
      close 50% of gap for frl vs not_frl by SY2028
    }
    measure on_level {
      baseline SY2024
      target SY2026 51%
      target SY2028 60%
    }
  }

  goal staffed "Every classroom has a teacher who stays" within people {
    owner talent
    measure retention {
      baseline SY2023 83%
      target SY2026 87%
      target SY2028 90%
    }
    measure mentored {
      baseline SY2024
      target SY2026 82%
      target SY2028 100%
    }
  }

  objective beginners "Beginning teachers stay for a second year" within staffed {
    measure retention for beginning {
      baseline SY2023 79%
      target SY2026 86%
      target SY2028 90%
    }
    measure mentored {
      baseline SY2024
      target SY2027 95%
    }
  }

  guardrail no_suspending "Attendance is not raised by suspending students" {
    owner climate
    rate by standard
    measure suspended {
      baseline SY2024
      maintain to 6.5% over SY2025..SY2028
      maintain to 10% for each race over SY2025..SY2028
    }
  }

  initiative teams "Attendance teams in every school" {
    serves present
    owner climate
    with accountability, academics, schools
    tag school_culture
    starts 2025-07-01
    ends 2027-06-30
    cause "Nobody in a school looks at absences every week"
    evidence tier 2 "Early-warning intervention and monitoring"
    milestone trained "Every team trained" due 2025-09-30 done 2025-09-22 by attendance_services
    milestone lists "Every team has its weekly list" due 2025-11-26 done 2025-11-24 by pm_unit
    milestone visits "Home visits in all twelve schools" due 2026-05-29 done 2026-05-20
    budget $125_000 from title_i for SY2026
    spent $118_300 from title_i on 2026-05-31
    staff 2.5 fte from attendance_services
    expects contact_48h higher by SY2026.Q3
    progress on 2025-10-14 on_schedule
    progress on 2026-01-13 on_schedule
    progress on 2026-04-14 behind "Two schools have no team since March"
    progress on 2026-06-09 on_schedule "Both teams are there again"
    activity weekly_list "A list of absent students every Monday" {
      owner pm_unit
      starts 2025-08-18
      ends 2026-06-12
      milestone first_list "First list in every school" due 2025-09-05 done 2025-09-04
      progress on 2026-06-09 completed
    }
    activity visits_kit "A kit for home visits" {
      owner attendance_services
      needs weekly_list
      starts 2026-06-15
      ends 2026-10-30
      budget $8_000 from title_i for SY2027
      progress on 2026-06-16 on_schedule
    }
  }

  strategy coaching "Coach every teacher of reading" {
    serves readers
    owner academics
    with literacy, schools
    tag talent_development, instructional_transformation
    evidence tier 1 "Coaching trials with random assignment"
    cause "Lessons differ from classroom to classroom"
    starts 2024-07-01
    milestone coaches_1 "Six coaches hired" due 2025-08-29 done 2025-08-27 by literacy
    milestone coaches_2 "Ten coaches hired" due 2026-08-31 by literacy
    budget $540_000 from title_ii for SY2026
    spent $519_000 from title_ii on 2026-06-30
    staff 6 fte from literacy
    measure coached {
      baseline SY2024
      target SY2026 60%
      target SY2028 95%
    }
    progress on 2025-12-09 on_schedule
    progress on 2026-05-12 on_schedule
    activity observe "Every coach sees every teacher once a month" {
      owner literacy
      starts 2025-09-01
      ends 2026-06-30
      progress on 2026-06-15 on_schedule
    }
  }

  initiative mentors "A mentor for every beginning teacher" {
    serves staffed, beginners
    owner talent
    with academics, schools
    evidence tier 3 "Mentoring in the first year"
    starts 2025-07-01
    milestone matched "Every beginner has a mentor" due 2025-10-15 done 2025-10-13 by recruitment
    budget $60_000 from title_ii for SY2026
    staff 1 fte from recruitment
    progress on 2025-11-11 on_schedule
    progress on 2026-05-12 on_schedule
  }

  initiative portal "One portal for families" {
    serves safe
    owner operations
    starts 2025-09-01
    milestone chosen "Portal chosen" due 2026-03-31 done 2026-03-17
    progress on 2026-05-12 on_schedule
  }
  waive single_unit_initiative for portal until 2026-12-31
      by "Superintendent" "A pilot of one office"

  theory early_contact "Early contact keeps students in school" for present {
    if "every school's team meets weekly" by teams shown by teams.trained
    then "families hear from us within 48 hours" after 2 quarters shown by contact_48h
    so "fewer students are chronically absent" after 1 year shown by chronic_absence
    assume "nobody is suspended instead" shown by suspended
  }

  theory coaching_works "Coaching changes lessons" for readers {
    if "every teacher of reading has a coach" by coaching shown by coached
    then "more third graders are on level" after 1 year shown by on_level
    so "more third graders read on grade level" after 2 years shown by grade3_reading
  }

  adjust pace "Home visits start two months later" on 2026-01-20 {
    changes teams.visits
    because "Two schools found no staff for visits before winter"
    cites contact_48h
    expects contact_48h higher by SY2026.Q4
  }

  training data_use "Reading the weekly list" {
    owner pm_unit
    audience climate, academics, talent
    period SY2026.Q1..SY2026.Q2
    trained climate 12 of 12 on 2025-08-26
    trained academics 15 of 15 on 2025-09-09
    trained talent 6 of 6 on 2025-09-16
  }

  decision keep_target "Keep the target of 2028 in the yearly revision" on 2025-06-10 {
    cites chronic_absence
    because "The last year went as planned"
  }

  retired late_buses on 2025-06-10 because "Cost $300,000 and moved no figure in two years"
  renamed contact_calls to teams
}
