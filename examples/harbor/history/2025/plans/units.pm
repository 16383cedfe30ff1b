# The annual plans of SY2025 below the compass: five offices, the early college program, the centers
# and the schools. Each goal serves one of the district's.
plan attendance_plan "Attendance Services, annual plan" {
  kind annual
  for attendance_services
  period SY2025
  goal reach "Families are reached in two days" {
    aligns to compass.present
    owner attendance_services
    measure contact_48h {
      baseline SY2024
      target SY2025 72%
      across harbor
    }
  }
  activity dialer "A dialer for the office" {
    serves reach
    owner attendance_services
    starts 2024-08-01
    ends 2024-12-31
    progress on 2024-12-17 completed
  }
}

plan literacy_plan "Literacy, annual plan" {
  kind annual
  for literacy
  period SY2025
  goal coach "Teachers of reading have a coach" {
    aligns to compass.readers
    owner literacy
    measure coached {
      baseline SY2024
      target SY2025 60%
    }
    measure on_level {
      baseline SY2024
      target SY2025 baseline + 1 pt
      across schools where level = "elementary"
    }
  }
}

plan recruitment_plan "Recruitment and Mentoring, annual plan" {
  kind annual
  for recruitment
  period SY2025
  goal mentor "Beginning teachers have a mentor" {
    aligns to compass.staffed
    owner recruitment
    measure mentored {
      baseline SY2024
      target SY2025 82%
    }
  }
}

plan help_plan "Help Desk, annual plan" {
  kind annual
  for help_desk
  period SY2025
  goal answer "Schools get answers in two days" {
    aligns to compass.staffed
    owner help_desk
    measure solved_48h {
      baseline SY2024
      target SY2025 85%
      alternative SY2025 previous + 8 pts
    }
  }
  activity rota "A rota for the first two weeks of school" {
    serves answer
    owner help_desk
    starts 2024-08-04
    ends 2024-09-15
    progress on 2024-09-16 completed
  }
}

plan pm_plan "Performance Management, annual plan" {
  kind annual
  for pm_unit
  period SY2025
  goal packets "Sessions have their packets in time" {
    aligns to compass.present, compass.readers, compass.staffed
    owner pm_unit
    measure packets_in_time {
      baseline SY2024
      target SY2025 90%
    }
  }
  goal trust "Families and staff are satisfied" {
    aligns to compass.present
    owner pm_unit
    measure satisfied {
      baseline SY2024 for families
      target SY2025 70% for families
      baseline SY2024 for staff
      target SY2025 63% for staff
      across harbor
    }
    allow surveys_only until 2025-06-30 "What families say is what is asked for here"
  }
}

plan early_college_plan "Early College, program plan" {
  kind program
  for early_college
  period SY2025
  goal credit "Students leave with college credits" {
    aligns to compass.readers
    owner early_college
    measure credits {
      baseline SY2024
      target SY2025 80%
    }
  }
  activity advisers "An adviser for each student" {
    serves credit
    owner early_college
    starts 2024-09-01
    ends 2025-06-12
    milestone named "Advisers named" due 2024-09-30 done 2024-09-26
    progress on 2025-06-12 completed
  }
}

plan centers_plan "Centers, annual plan" {
  kind annual
  for centers
  period SY2025
  goal families "Families come back" {
    aligns to compass.present
    owner academics "Coordinator, Centers"
    measure returned {
      baseline SY2024
      target SY2025 baseline + 5 pts
    }
  }
}

# One plan for all twelve schools: each is held to it by itself.
plan schools_plan "Schools, improvement plan" {
  kind school
  for schools
  period SY2025
  goal present "Students are present" {
    aligns to compass.present
    owner schools "Principal"
    measure chronic_absence {
      baseline SY2024
      target SY2025 baseline - 1 pt
    }
    measure contact_48h {
      baseline SY2024
      target SY2025 baseline + 5 pts
    }
  }
  goal read "Students read on grade level" {
    aligns to compass.readers
    owner schools "Principal"
    measure reading {
      baseline SY2024
      target SY2025 baseline + 1 pt
    }
  }
}
