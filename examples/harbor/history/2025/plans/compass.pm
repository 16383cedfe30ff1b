# The strategic plan, as revised in June 2024 for SY2025.
plan compass "The Harbor Compass, 2024-2028" {
  kind strategic
  for harbor
  period SY2024..SY2028
  vision "Every student graduates ready for what comes next."
  mission "We know, teach and care for every child."
  value equity "Every student gets what they need." by gap_widens_by_design
  value commitment "We do what we said we would do." by milestone_late
  value focus_value "Fewer things, done well." by too_many_goals(5), work_outside_focus
  approved 2023-06-13 by "Board of Education"
  approved 2024-06-11 by "Board of Education"
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
      target SY2026 25%
      target SY2028 18%
    }
    measure contact_48h {
      baseline SY2024
      target SY2026 72%
      target SY2028 90%
    }
  }

  goal readers "Every third grader reads on grade level" within early {
    owner academics
    measure grade3_reading {
      baseline SY2023 48%
      target SY2026 58%
      target SY2028 65%
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

  guardrail no_suspending "Attendance is not raised by suspending students" {
    owner climate
    measure suspended {
      baseline SY2024
      maintain to 6.5% over SY2025..SY2028
    }
  }

  initiative contact_calls "Attendance teams in every school" {
    serves present
    owner climate
    with accountability, schools
    tag school_culture
    starts 2024-09-01
    ends 2027-06-30
    evidence tier 2 "Early-warning intervention and monitoring"
    milestone trained "Every team trained" due 2025-09-30
    budget $98_000 from title_i for SY2025
    staff 2 fte from attendance_services
    progress on 2025-05-13 on_schedule
  }

  initiative late_buses "Late buses from the high schools" {
    serves present
    owner operations
    with climate
    starts 2023-08-01
    ends 2026-06-30
    milestone routes "Six routes run" due 2023-10-31 done 2023-10-30
    budget $150_000 from general for SY2025
    progress on 2025-03-11 behind "Half of the seats stay empty"
  }

  strategy coaching "Coach every teacher of reading" {
    serves readers
    owner academics
    with literacy, schools
    tag talent_development, instructional_transformation
    evidence tier 1 "Coaching trials with random assignment"
    starts 2024-07-01
    milestone coaches_1 "Six coaches hired" due 2025-08-31
    budget $310_000 from title_ii for SY2025
    staff 4 fte from literacy
    measure coached {
      baseline SY2024
      target SY2026 60%
      target SY2028 95%
    }
    progress on 2025-05-13 on_schedule
  }

  theory early_contact "Early contact keeps students in school" for present {
    if "every school's team meets weekly" by contact_calls shown by contact_calls.trained
    then "families hear from us within 48 hours" after 2 quarters shown by contact_48h
    so "fewer students are chronically absent" after 1 year shown by chronic_absence
  }
}
