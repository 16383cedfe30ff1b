# Sessions, action items, a process map and reports of a district; strategy of a state agency
project broward "Broward County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  privacy { minimum n 10 }
  rules { deny single_unit_initiative ; warn too_many_charts(12), review_without_planning }
  expect reviews to cabinet every 1 months
  expect reports to cabinet every 3 months
  expect reports to board every 6 months
}
unit district "Broward County Public Schools" as district {
  lead "Superintendent"
  unit academics "Academics" as division { lead "Chief Academic Officer" ; unit literacy_dept "Literacy" as department { lead "Director, Literacy" } }
  unit schools_office "School Performance" as division { lead "Chief School Performance Officer" }
  unit hr "Human Resources" as division { lead "Chief Talent Officer" }
  unit pm_unit "Performance Management" as office { lead "Director, Performance Management" }
}
units schools from roster as school { id school_id ; called school_name }
source roster { from csv "schools.csv" ; one row per school_id ; field school_id text ; field school_name text }
source local_tests {
  from csv "local-assessments-*.csv"
  one row per student_id, test, given
  period given
  unit school_id of schools
  field student_id text
  field test text
  field given date
  field level int
  field school_id text to roster
  field grade int
  field race text
  field frl bool
  field ell bool
  field swd bool
  owner academics
}
dimension grade "Grade" from local_tests.grade { group grade_3 "Grade 3" when 3 ; group grade_4 "Grade 4" when 4 }
dimension race "Race and ethnicity" from local_tests.race { group black "Black" when "B" ; group white "White" when "W" }
dimension frl "Meals" from local_tests.frl { group eligible "Eligible" when true ; group not_eligible "Not eligible" when false }
dimension ell "English learners" from local_tests.ell { group learner "Learner" when true ; group no_learner "Not a learner" when false }
dimension swd "Disabilities" from local_tests.swd { group with_iep "With a plan" when true ; group no_iep "Without" when false }
metric on_level "On grade level in local assessments" {
  leading grade3_reading after 2 quarters
  numerator count of local_tests where level >= 3
  denominator count of local_tests
  better higher
}
metric grade3_reading "Grade 3 ELA" { lagging ; value published g3 of state_file ; unit percent ; better higher }
metric coached "Teachers coached twice a month" { leading on_level after 1 quarter ; value published coached of pd_log ; unit percent ; better higher }
source state_file { from csv "fldoe.csv" ; summary ; one row per year ; period year as "2025" ; unit district ; field year text ; field g3 percent ; field tested int }
source pd_log { from csv "pd.csv" ; summary ; one row per month ; period month as "2025-01" ; unit district ; field month text ; field coached percent }

plan plan2027 "2027 Strategic Plan" {
  kind strategic
  for district
  period SY2023..SY2027
  call focus "Focal area"
  focus best_blueprint "BEST/CARE Blueprint"
  focus local_assessments "Local Assessments"
  focus teachers "Teacher Development"
  goal g1 "Third graders read on grade level" within local_assessments {
    owner academics
    measure grade3_reading { baseline SY2022 52% ; target SY2023 55% ; target SY2024 58% ; target SY2025 61% ; target SY2026 63% ; target SY2027 65% }
    measure on_level { baseline SY2024 48% ; target SY2026 60% ; across schools }
  }
  initiative assess "One local assessment calendar" {
    serves g1
    owner academics "Chief Academic Officer"
    with schools_office, hr
    cause "Teachers test twice for the same skill"
    milestone calendar_out "Calendar adopted" due 2024-08-15 done 2024-08-20 by academics
    budget $410_000 from title_ii for SY2025
    staff 4 fte from literacy_dept
    expects on_level higher by SY2025.Q3
  }
  theory calendar "Fewer, better tests" for g1 {
    if "all schools give the same three tests" by assess shown by assess.calendar_out
    then "teachers see results within a week" after 1 quarter shown by on_level
    so "third graders read" after 1 year shown by grade3_reading
    assume "devices are there on test days"
  }
}

process testing_now "From test to teacher" for plan2027.assess {
  version as_is
  trigger "Test window closes"
  outcome "Teacher has the list of skills to reteach"
  step scan "Answer sheets are scanned" by schools_office
  step score "Scores are matched to rosters" by pm_unit after scan { waits 5 days ; takes 2 hours }
  step post "Reports are posted" by academics after score
  gap "nobody tells teachers that reports are there" between score, post
  end seen "Teacher opens the report" after post
}
process testing_new "From test to teacher" for plan2027.assess {
  version to_be of testing_now
  trigger "Test window closes"
  outcome "Teacher has the list of skills to reteach"
  step scan "Answer sheets are scanned" by schools_office within 1 day { gives "Score file" to score by "SFTP" }
  step score "Scores are matched to rosters" by pm_unit after scan within 2 days {
    uses "Data warehouse"
    gives "Roster report" to post by "Portal"
    gives "Notice" to post by "E-mail"
  }
  step fix "Rosters are corrected" by schools_office after score when "no match" within 1 day
  step post "Reports are posted and teachers told" by academics after score, fix when "match" within 1 day { informs hr ; shown by on_level }
  end seen "Teacher opens the report" after post
}

review plan_oct "Local assessments: planning session" on 2024-10-08 { kind planning ; of plan2027.assess ; facilitator pm_unit ; present academics, schools_office, hr }
review pm_oct "Local assessments: PM session" on 2024-10-22 {
  kind pm_session
  of plan2027.local_assessments, plan2027.assess
  begins 09:30
  length 2 hours
  data on 2024-10-12
  chair "Superintendent"
  facilitator pm_unit
  present academics, schools_office, pm_unit
  absent hr
  follows plan_oct
  agenda follow_up "Open action items" over 15 minutes
  agenda standing "On level, by school" over 45 minutes
  agenda process_map "Where reports wait" over 30 minutes
  agenda decision "Adopt the new process" over 15 minutes
  chart grade3_reading over SY2019..SY2025 { question "Are we on the path to 65%?" ; takeaway "Three points below the path" }
  chart on_level across schools as ranked
  chart on_level by grade
  chart on_level by race over SY2023..SY2025
  chart on_level by frl
  chart on_level by ell
  chart on_level by swd
  chart coached over SY2024..SY2025
  chart coached across schools
  chart on_level over SY2024..SY2025 as control
  action a1 "Send the notice with every posting" owner academics due 2024-11-05 { cites pm_oct.on_level ; expects on_level higher by SY2025.Q3 }
  action a2 "Name a roster contact in each school" owner schools_office "Chief School Performance Officer" due 2024-11-15
  decision new_process "Adopt the new process from January" { changes testing_now ; cites pm_oct.on_level ; because "Reports wait five days" }
  note "Devices are shared in March" by schools_office
  ask q1 "Who owns the roster after transfer?" by academics
}
review pm_dec "Local assessments: follow-up" on 2024-12-10 {
  kind pm_session
  of plan2027.assess
  follows pm_oct
  answer pm_oct.q1 on 2024-12-10 "The receiving school, within two days" by schools_office
  done pm_oct.a1 on 2024-11-04 "Notice live in all schools" by pm_unit
  carry pm_oct.a2 to 2025-01-15 "Eleven schools missing"
}
report q1 "Quarterly report to the cabinet" { audience cabinet ; period SY2025.Q1 ; due 2024-11-15 ; sent 2024-11-14 ; of plan2027 ; chart on_level across schools }
report board_fall "Semi-annual report to the Board" { audience board ; period SY2025.Q1..SY2025.Q2 ; due 2025-02-01 ; of plan2027 ; approved 2025-01-28 by "Superintendent" }

plan spm "State agency: strategic performance" {
  kind state
  for district
  period SY2024..SY2028
  mission "Every student graduates prepared."
  consulted "State parents' council" on 2023-03-12
  goal readers "Students read on grade level by grade 3" { measure grade3_reading { baseline SY2023 51% ; target SY2024 53% ; target SY2025 56% ; target SY2026 59% ; target SY2027 62% ; target SY2028 65% } }
  strategy coaching "Coach every teacher of reading" {
    serves readers
    owner academics
    tag talent_development, instructional_transformation
    evidence tier 1 "Coaching trials, WWC"
    measure coached { baseline SY2023 20% ; target SY2024 40% ; target SY2026 80% }
    milestone y1 "60 coaches trained" due 2024-06-30 done 2024-06-12 by hr
    milestone y2 "120 coaches trained" due 2025-06-30 by hr
    activity hire "Hire 60 coaches" { owner hr ; starts 2023-07-01 ; ends 2024-01-31 ; budget $3_000_000 from title_ii for SY2024 ; progress on 2023-09-30 on_schedule ; progress on 2023-10-31 behind "Two districts withdrew" }
  }
  theory coaching_works "Coaching changes teaching" for readers {
    if "every teacher of reading has a coach" by coaching shown by coached
    then "lessons follow the science of reading" after 2 quarters shown by on_level
    so "students read on grade level" after 2 years shown by grade3_reading
  }
  adjust pace "Second cohort starts in January" on 2024-11-01 { changes coaching.y2 ; because "Hiring closed in October" ; cites coached }
}
routine friday_log "Friday contact log" { owner schools_office ; of plan2027.g1 ; meets every 1 weeks ; held 2024-09-06, 2024-09-13 }
policy rule_3170 "Performance Management" { approved 2016-01-12 by "Superintendent" ; clause b5 "Quarterly reports to the cabinet" by report_missing }
