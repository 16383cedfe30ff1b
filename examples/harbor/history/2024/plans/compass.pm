# The strategic plan, as revised in June 2023 for SY2024.
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
      target SY2026 26%
      target SY2028 18%
    }
  }

  goal readers "Every third grader reads on grade level" within early {
    owner academics
    measure grade3_reading {
      baseline SY2023 48%
      target SY2026 58%
      target SY2028 65%
    }
  }

  goal staffed "Every classroom has a teacher who stays" within people {
    owner talent
    measure retention {
      baseline SY2023 83%
      target SY2026 87%
      target SY2028 90%
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
    milestone trained "Every team trained" due 2025-09-30
  }

  initiative late_buses "Late buses from the high schools" {
    serves present
    owner operations
    with climate
    starts 2023-08-01
    ends 2026-06-30
    milestone routes "Six routes run" due 2023-10-31 done 2023-10-30
    budget $150_000 from general for SY2024
  }

  theory early_contact "Early contact keeps students in school" for present {
    if "every school's team meets weekly" by contact_calls shown by contact_calls.trained
    then "families hear from us within 48 hours" after 2 quarters shown by contact_48h
    so "fewer students are chronically absent" after 1 year shown by chronic_absence
  }
}
