# What was written for whom. Each plan of a unit is reported to the cabinet each quarter.

report attendance_q1 "Attendance Services: quarter 1" {
  kind quarterly
  audience cabinet
  owner attendance_services
  of attendance_plan
  period SY2026.Q1
  data on 2025-10-15
  due 2025-10-31
  sent 2025-10-28
  chart contact_48h over SY2025..SY2026
}

report literacy_q1 "Literacy: quarter 1" {
  kind quarterly
  audience cabinet
  owner literacy
  of literacy_plan
  period SY2026.Q1
  data on 2025-10-15
  due 2025-10-31
  sent 2025-10-30
  chart coached over SY2025..SY2026
}

report recruitment_q1 "Recruitment and Mentoring: quarter 1" {
  kind quarterly
  audience cabinet
  owner recruitment
  of recruitment_plan
  period SY2026.Q1
  data on 2025-10-15
  due 2025-10-31
  sent 2025-10-27
  chart mentored over SY2025..SY2026
}

report help_q1 "Help Desk: quarter 1" {
  kind quarterly
  audience cabinet
  owner help_desk
  of help_plan
  period SY2026.Q1
  data on 2025-10-15
  due 2025-10-31
  sent 2025-10-29
  chart solved_48h by channel
}

report pm_q1 "Performance Management: quarter 1" {
  kind quarterly
  audience cabinet
  owner pm_unit
  of pm_plan
  period SY2026.Q1
  data on 2025-10-15
  due 2025-10-31
  sent 2025-10-24
  chart packets_in_time over SY2025..SY2026
}

report schools_q1 "Schools, centers and early college: quarter 1" {
  kind quarterly
  audience cabinet
  owner academics
  of schools_plan, centers_plan, early_college_plan
  period SY2026.Q1
  due 2025-10-31
  sent 2025-10-28
  chart chronic_absence across schools as ranked
}

report cabinet_q1 "Quarterly report to the cabinet: quarter 1" {
  kind quarterly
  audience cabinet
  owner accountability
  of compass
  period SY2026.Q1
  due 2025-11-14
  sent 2025-11-12
  approved 2025-11-11 by "Chief Accountability Officer"
  chart chronic_absence by frl over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart retention over SY2024..SY2026
  note "What each office needs is in its own report"
}

report attendance_q2 "Attendance Services: quarter 2" {
  kind quarterly
  audience cabinet
  owner attendance_services
  of attendance_plan
  period SY2026.Q2
  data on 2026-01-15
  due 2026-01-30
  sent 2026-01-28
  chart contact_48h over SY2025..SY2026
}

report literacy_q2 "Literacy: quarter 2" {
  kind quarterly
  audience cabinet
  owner literacy
  of literacy_plan
  period SY2026.Q2
  data on 2026-01-15
  due 2026-01-30
  sent 2026-01-29
  chart coached over SY2025..SY2026
}

report recruitment_q2 "Recruitment and Mentoring: quarter 2" {
  kind quarterly
  audience cabinet
  owner recruitment
  of recruitment_plan
  period SY2026.Q2
  data on 2026-01-15
  due 2026-01-30
  sent 2026-01-27
  chart mentored over SY2025..SY2026
}

report help_q2 "Help Desk: quarter 2" {
  kind quarterly
  audience cabinet
  owner help_desk
  of help_plan
  period SY2026.Q2
  data on 2026-01-15
  due 2026-01-30
  sent 2026-01-30
  chart solved_48h by channel
}

report pm_q2 "Performance Management: quarter 2" {
  kind quarterly
  audience cabinet
  owner pm_unit
  of pm_plan
  period SY2026.Q2
  data on 2026-01-15
  due 2026-01-30
  sent 2026-01-23
  chart packets_in_time over SY2025..SY2026
}

report schools_q2 "Schools, centers and early college: quarter 2" {
  kind quarterly
  audience cabinet
  owner academics
  of schools_plan, centers_plan, early_college_plan
  period SY2026.Q2
  due 2026-01-30
  sent 2026-01-28
  chart chronic_absence across schools as ranked
}

report cabinet_q2 "Quarterly report to the cabinet: quarter 2" {
  kind quarterly
  audience cabinet
  owner accountability
  of compass
  period SY2026.Q2
  due 2026-02-13
  sent 2026-02-12
  approved 2026-02-11 by "Chief Accountability Officer"
  chart chronic_absence by frl over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart retention over SY2024..SY2026
  note "What each office needs is in its own report"
}

report attendance_q3 "Attendance Services: quarter 3" {
  kind quarterly
  audience cabinet
  owner attendance_services
  of attendance_plan
  period SY2026.Q3
  data on 2026-04-15
  due 2026-04-30
  sent 2026-04-28
  chart contact_48h over SY2025..SY2026
}

report literacy_q3 "Literacy: quarter 3" {
  kind quarterly
  audience cabinet
  owner literacy
  of literacy_plan
  period SY2026.Q3
  data on 2026-04-15
  due 2026-04-30
  sent 2026-04-29
  chart coached over SY2025..SY2026
}

report recruitment_q3 "Recruitment and Mentoring: quarter 3" {
  kind quarterly
  audience cabinet
  owner recruitment
  of recruitment_plan
  period SY2026.Q3
  data on 2026-04-15
  due 2026-04-30
  sent 2026-04-27
  chart mentored over SY2025..SY2026
}

report help_q3 "Help Desk: quarter 3" {
  kind quarterly
  audience cabinet
  owner help_desk
  of help_plan
  period SY2026.Q3
  data on 2026-04-15
  due 2026-04-30
  sent 2026-04-30
  chart solved_48h by channel
}

report pm_q3 "Performance Management: quarter 3" {
  kind quarterly
  audience cabinet
  owner pm_unit
  of pm_plan
  period SY2026.Q3
  data on 2026-04-15
  due 2026-04-30
  sent 2026-04-24
  chart packets_in_time over SY2025..SY2026
}

report schools_q3 "Schools, centers and early college: quarter 3" {
  kind quarterly
  audience cabinet
  owner academics
  of schools_plan, centers_plan, early_college_plan
  period SY2026.Q3
  due 2026-04-30
  sent 2026-04-28
  chart chronic_absence across schools as ranked
}

report cabinet_q3 "Quarterly report to the cabinet: quarter 3" {
  kind quarterly
  audience cabinet
  owner accountability
  of compass
  period SY2026.Q3
  due 2026-05-15
  sent 2026-05-13
  approved 2026-05-12 by "Chief Accountability Officer"
  chart chronic_absence by frl over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart retention over SY2024..SY2026
  note "What each office needs is in its own report"
}

report board_1 "Semi-annual report to the board: first half" {
  kind board
  audience board, public
  owner accountability
  of compass
  period SY2026.Q1..SY2026.Q2
  due 2026-02-10
  sent 2026-02-06
  approved 2026-02-04 by "Superintendent"
  link "https://harbor.example/board/2026-02"
  chart chronic_absence over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart retention over SY2024..SY2026
}

report board_2 "Semi-annual report to the board: the year" {
  kind board
  audience board, public
  owner accountability
  of compass
  period SY2026.Q3..SY2026.Q4
  due 2026-07-31
  sent 2026-06-24
  approved 2026-06-22 by "Superintendent"
  chart chronic_absence by frl over SY2024..SY2026
  chart grade3_reading by frl over SY2024..SY2026
  chart retention by experience over SY2024..SY2026
}
