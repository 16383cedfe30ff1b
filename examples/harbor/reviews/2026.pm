# A year of sessions. Each is planned, and its data are looked at, before it is held; what it asks
# for is followed up in the sessions that follow it.

review plan_aug "Attendance, first session: planning session" on 2025-07-22 {
  kind planning
  of compass.present
  facilitator pm_unit
  present climate, attendance_services, academics
}

review data_aug "Attendance, first session: data team" on 2025-08-12 {
  kind data_team
  of compass.present
  facilitator pm_unit
  present climate, attendance_services, academics
  data on 2025-08-12
  ask q1 "Do both areas count absences the same way?" by attendance_services
}

review aug "Attendance: where we start" on 2025-08-26 {
  kind pm_session
  of compass.present, compass.teams
  begins 09:30
  length 2 hours
  data on 2025-08-12
  chair "Superintendent"
  facilitator pm_unit
  present climate, attendance_services, academics, accountability
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda decision "What we do by the next session" over 20 minutes
  chart chronic_absence over SY2024..SY2026 {
    question "Are we on the path to 18%?"
    takeaway "Two points below the path"
  }
  chart chronic_absence by frl over SY2024..SY2026
  chart chronic_absence by race
  chart chronic_absence by swd
  chart chronic_absence by ell
  chart chronic_absence across schools as ranked
  chart contact_48h over SY2024..SY2026 as line
  chart contact_48h across schools as ranked
  chart suspended by race
  chart suspended over SY2024..SY2026 as table
  answer data_aug.q1 on 2025-08-26 "Since July they do" by climate
  action a1 "Publish the contact log every Friday" owner attendance_services due 2025-09-26 {
    cites aug.contact_48h
    expects contact_48h higher by SY2026.Q2
  }
  action a2 "Name a team in each school" owner climate "Chief of School Climate" due 2025-10-15 {
    cites aug.chronic_absence
  }
  action a3 "Draw up how a family is reached today" owner attendance_services due 2025-10-10
  ask q1 "Why do two schools reach fewer families?" by academics
  note "Phones change in August" by attendance_services
}

review plan_oct "Reading, first session: planning session" on 2025-09-16 {
  kind planning
  of compass.readers
  facilitator pm_unit
  present academics, literacy, talent
}

review data_oct "Reading, first session: data team" on 2025-10-07 {
  kind data_team
  of compass.readers
  facilitator pm_unit
  present academics, literacy, talent
  data on 2025-10-07
  ask q1 "Are make-up tests in?" by literacy
}

review oct "Reading: the first benchmark" on 2025-10-21 {
  kind pm_session
  of compass.readers, compass.coaching
  begins 09:30
  length 2 hours
  data on 2025-10-07
  chair "Superintendent"
  facilitator pm_unit
  present academics, literacy, accountability
  absent talent
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda decision "What we do by the next session" over 20 minutes
  chart grade3_reading over SY2024..SY2026 {
    question "Do more third graders read on grade level?"
    takeaway "Half of the third graders are on level"
  }
  chart grade3_reading by frl
  chart grade3_reading by attendance
  chart grade3_reading across schools as ranked
  chart reading by swd
  chart reading by attendance
  chart reading across schools as ranked
  chart on_level over SY2024..SY2026 as control
  chart on_level across schools as ranked
  chart coached over SY2024..SY2026
  answer data_oct.q1 on 2025-10-21 "All but four" by academics
  action a1 "Send benchmark results to teachers within a week" owner pm_unit due 2025-11-14 {
    cites oct.on_level
    expects on_level higher by SY2026.Q3
  }
  action a2 "Fill the two open posts of coaches" owner literacy due 2025-12-12
  ask q1 "Which lessons are missing in grade 2?" by literacy
}

review plan_dec "Attendance, second session: planning session" on 2025-11-18 {
  kind planning
  of compass.present
  facilitator pm_unit
  present climate, attendance_services, academics
}

review data_dec "Attendance, second session: data team" on 2025-12-02 {
  kind data_team
  of compass.present
  facilitator pm_unit
  present climate, attendance_services, academics
  data on 2025-12-02
  ask q1 "Why is October missing for one school?" by attendance_services
}

review dec "Attendance: how families are reached" on 2025-12-16 {
  kind pm_session
  of compass.present, compass.teams
  begins 09:30
  length 2 hours
  data on 2025-12-02
  chair "Superintendent"
  facilitator pm_unit
  present climate, attendance_services, academics, accountability, operations
  follows aug
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda process_map "Where cases wait" over 30 minutes
  chart chronic_absence over SY2024..SY2026 {
    question "Are we on the path to 18%?"
    takeaway "Contact is faster, absence follows slowly"
  }
  chart chronic_absence by frl over SY2024..SY2026
  chart chronic_absence by race
  chart chronic_absence by swd
  chart chronic_absence by ell
  chart chronic_absence across schools as ranked
  chart contact_48h over SY2024..SY2026 as line
  chart contact_48h across schools as ranked
  chart suspended by race
  chart suspended over SY2024..SY2026 as table
  done aug.a1 on 2025-09-26 "The log is on the portal every Friday" by pm_unit
  done aug.a2 on 2025-10-10 "Twelve teams, list sent to the cabinet" by accountability
  carry aug.a3 to 2026-01-30 "Four schools drawn up, eight to come"
  answer aug.q1 on 2025-12-16 "Their clerks call in the evening" by attendance_services
  answer data_dec.q1 on 2025-12-16 "Sent again on December 9" by climate
  action a1 "Cover the breaks by rota" owner attendance_services due 2026-02-27 {
    cites dec.contact_48h
    expects contact_48h higher by SY2026.Q3
  }
  decision new_process "Adopt the new way to reach families from January" {
    changes contact_now
    cites dec.contact_48h
    because "Lists wait two days"
  }
}

review plan_feb "Reading, second session: planning session" on 2026-01-13 {
  kind planning
  of compass.readers
  facilitator pm_unit
  present academics, literacy, talent
}

review data_feb "Reading, second session: data team" on 2026-02-03 {
  kind data_team
  of compass.readers
  facilitator pm_unit
  present academics, literacy, talent
  data on 2026-02-03
  ask q1 "Which coaches joined in January?" by literacy
}

review feb "Reading: the second benchmark" on 2026-02-17 {
  kind pm_session
  of compass.readers, compass.coaching
  begins 09:30
  length 2 hours
  data on 2026-02-03
  chair "Superintendent"
  facilitator pm_unit
  present academics, literacy, accountability, talent
  follows oct
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda decision "What we do by the next session" over 20 minutes
  chart grade3_reading over SY2024..SY2026 {
    question "Do more third graders read on grade level?"
    takeaway "Coached classrooms gained six points"
  }
  chart grade3_reading by frl
  chart grade3_reading by attendance
  chart grade3_reading across schools as ranked
  chart reading by swd
  chart reading by attendance
  chart reading across schools as ranked
  chart on_level over SY2024..SY2026 as control
  chart on_level across schools as ranked
  chart coached over SY2024..SY2026
  done oct.a1 on 2025-11-12 "Results arrive within five days" by accountability
  done oct.a2 on 2026-01-20 "Both posts are filled" by talent
  answer oct.q1 on 2026-02-17 "Vowel teams; a unit is being written" by academics
  answer data_feb.q1 on 2026-02-17 "Two, both in the south" by academics
  action a1 "Give the grade 2 unit to all schools" owner academics due 2026-04-15 {
    cites feb.grade3_reading
    expects on_level higher by SY2026
  }
  decision more_coaches "Move four posts to coaching in the next budget" {
    cites feb.coached, feb.on_level
    because "Coached classrooms gained most"
  }
}

review plan_apr "Attendance and teachers, third session: planning session" on 2026-03-10 {
  kind planning
  of compass.present, compass.staffed
  facilitator pm_unit
  present climate, talent, recruitment, academics
}

review data_apr "Attendance and teachers, third session: data team" on 2026-03-31 {
  kind data_team
  of compass.present, compass.staffed
  facilitator pm_unit
  present climate, talent, recruitment, academics
  data on 2026-03-31
  ask q1 "Does a teacher who changes schools stay?" by recruitment
}

review apr "Attendance and teachers: before the year ends" on 2026-04-21 {
  kind pm_session
  of compass.present, compass.staffed, compass.mentors
  begins 09:30
  length 2 hours
  data on 2026-03-31
  chair "Superintendent"
  facilitator pm_unit
  present climate, talent, recruitment, academics, accountability, help_desk, early_college
  follows dec
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda decision "What we do by the next session" over 20 minutes
  chart retention over SY2024..SY2026 {
    question "Who leaves, and after how many years?"
    takeaway "Beginners stay as often as others"
  }
  chart retention by race
  chart retention by experience
  chart retention across schools as ranked
  chart mentored over SY2024..SY2026
  chart satisfied by asked
  chart contact_48h over SY2024..SY2026
  chart chronic_absence over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart solved_48h by channel
  chart packets_in_time over SY2024..SY2026
  done aug.a3 on 2026-01-28 "All twelve schools drawn up" by pm_unit
  done dec.a1 on 2026-02-20 "Rota for all breaks, tried in February" by climate
  answer data_apr.q1 on 2026-04-21 "Yes, as long as the district is the same" by talent
  action a1 "Ask each beginner whether the mentor helps" owner recruitment due 2026-05-29 {
    cites apr.mentored
  }
  action a2 "Find staff for the two teams that fell apart" owner climate due 2026-05-15 {
    cites apr.chronic_absence
  }
  action a3 "Ask families in which language to call" owner attendance_services due 2026-05-29 {
    cites compass.present.contact_48h
  }
  ask q1 "What do teachers say who leave in June?" by academics
}

review plan_jun "The year as a whole: planning session" on 2026-05-12 {
  kind planning
  of compass
  facilitator pm_unit
  present climate, talent, academics, accountability
}

review data_jun "The year as a whole: data team" on 2026-06-02 {
  kind data_team
  of compass
  facilitator pm_unit
  present climate, talent, academics, accountability
  data on 2026-06-02
  ask q1 "Are the last two weeks of June in?" by academics
}

review jun "The year as a whole" on 2026-06-16 {
  kind pm_session
  of compass
  begins 09:30
  length 2 hours
  data on 2026-06-02
  chair "Superintendent"
  facilitator pm_unit
  present climate, talent, academics, accountability, operations, attendance_services,
      literacy, recruitment
  follows apr
  agenda follow_up "Open action items" over 20 minutes
  agenda standing "Figures against the path" over 40 minutes
  agenda new "What the data team found" over 30 minutes
  agenda decision "What we do by the next session" over 20 minutes
  chart retention over SY2024..SY2026 {
    question "Who leaves, and after how many years?"
    takeaway "Teachers stay; one school lost ground"
  }
  chart retention by race
  chart retention by experience
  chart retention across schools as ranked
  chart mentored over SY2024..SY2026
  chart satisfied by asked
  chart contact_48h over SY2024..SY2026
  chart chronic_absence over SY2024..SY2026
  chart grade3_reading over SY2024..SY2026
  chart solved_48h by channel
  chart packets_in_time over SY2024..SY2026
  done apr.a1 on 2026-05-27 "36 of 40 answered, 31 say it helps" by talent
  done apr.a2 on 2026-05-14 "Both teams meet again" by pm_unit
  carry apr.a3 to 2026-09-15 "The survey comes back in August"
  done feb.a1 on 2026-04-10 "The unit is in all schools" by accountability
  answer apr.q1 on 2026-06-16 "Pay in the next county, and long drives" by talent
  answer data_jun.q1 on 2026-06-16 "Yes, but for one school" by accountability
  action a1 "Visit the families of the school that lost ground" owner climate due 2026-09-30 {
    cites jun.chronic_absence, jun.contact_48h
    expects chronic_absence lower by SY2027
  }
  action a2 "A plan for reading in the school that fell back" owner academics due 2026-08-31 {
    cites jun.grade3_reading, reading
  }
  action a3 "Look at suspensions in the five schools with most" owner climate due 2026-09-15 {
    cites suspended
  }
}

review board_fall "Board: half of the year" on 2025-12-09 {
  kind board
  of compass
  chair "Board chair"
  present harbor, accountability
  length 90 minutes
  ask q1 "What does coaching cost for each teacher?" by harbor
}

review board_spring "Board: the year" on 2026-06-09 {
  kind board
  of compass
  chair "Board chair"
  present harbor, accountability
  length 90 minutes
  follows board_fall
  answer board_fall.q1 on 2026-06-09 "About $4,500 in the year" by academics
  decision grade_four "Extend coaching to grade 4 by 2028" {
    cites reading
    because "Reading falls off after grade 3"
  }
}
