# A small project: attendance, a plan with one goal, one initiative and its theory, two sessions
project harbor "Harbor County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  rate by path_points                    # one point: on track, three: at risk; declared in the standard library
  privacy { minimum n 10 ; complement hidden }
  privacy for public { minimum n 10 ; complement hidden ; cap 5%..95% }
  rules { deny goal_without_measure ; warn target_without_baseline, too_many_goals(5) }
  expect reports to cabinet every 3 months
  expect reports to board every 6 months
}
use attendance                           # the standard library's definitions
use ratings

unit harbor "Harbor County Public Schools" as district {
  lead "Superintendent"
  unit climate "School Climate and Safety" as division {
    lead "Chief of School Climate"
    unit attendance_services "Attendance Services" as office { lead "Director, Attendance" }
  }
  unit accountability "Research, Accountability and Assessment" as division { lead "Chief Accountability Officer" }
  units areas from roster as area { id area ; called area }
  units schools from roster as school { id school_id ; called school_name ; within area }
}

# data.pm
source roster {
  from csv "data/schools.csv"
  one row per school_id
  field school_id text
  field school_name text
  field area text
}
source students {
  from csv "data/students-*.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field race text
  field frl bool from "FARMS" { true "Y" ; false "N" }
  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U")
  missing "", "*", "NULL"
  owner accountability
  verify race is not missing for 99% of rows
}
source attendance {
  from csv "data/attendance-*.csv"
  one row per student_id, day
  period day
  field student_id text to students
  field day date
  field code text
}
source contacts {
  from csv "data/contacts-*.csv"
  one row per student_id, absent_at
  period absent_at
  field student_id text to students
  field absent_at time
  field contacted_at time
}
dimension race "Race and ethnicity" from students.race {
  group black "Black or African American" when "B"
  group white "White" when "W"
  group hispanic "Hispanic/Latino" when "H"
  other rest "All other groups"
}
dimension frl "Meal eligibility" from students.frl { group frl "Eligible" when true ; group not_frl "Not eligible" when false }

metric chronic_absence "Chronically absent students" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
  by race, frl, race * frl
  gap frl vs not_frl
  owner attendance_services
}

# plans/strategic.pm
plan compass "The Compass, 2024-2028" {
  kind strategic
  for harbor
  period SY2024..SY2028
  vision "Every student graduates ready."
  mission "We know, teach and care for every child."
  value equity "Every student gets what they need."
  approved 2023-06-13 by "Board of Education"

  focus safe "Safe and supportive climate"

  goal present "Every student is present and engaged" within safe {
    owner climate
    measure chronic_absence {
      baseline SY2023 29.8%
      target SY2026 24%
      target SY2028 18%
      target SY2028 20% for frl
      close 50% of gap for frl vs not_frl by SY2028
      across schools
    }
  }

  initiative teams "Attendance teams in every school" {
    serves present
    owner attendance_services
    with accountability, schools
    evidence tier 2 "Early-warning intervention and monitoring"
    milestone trained "Every team trained" due 2025-09-30 done 2025-09-22
    budget $125_000 from title_i for SY2026
    staff 2.5 fte
  }

  theory early_contact "Early contact keeps students in school" for present {
    if "every school's team meets weekly" by teams shown by teams.trained
    then "families hear from us within 48 hours" after 1 quarter shown by contact_48h
    so "fewer students are chronically absent" after 1 year shown by chronic_absence
  }
}

# reviews/2025.pm
review oct "Attendance teams: first quarter" on 2025-10-21 {
  kind pm_session
  of compass.teams
  length 2 hours
  present climate, accountability
  chart chronic_absence by frl over SY2022..SY2026
  action a1 "Publish the contact log every Friday" owner attendance_services due 2025-11-07
}
review dec "Attendance teams: follow-up" on 2025-12-16 {
  kind pm_session
  of compass.teams
  follows oct
  done oct.a1 on 2025-11-05 "Log is live" by accountability
}
