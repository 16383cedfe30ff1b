# Daily attendance of an invented county, written by tests/tools/generate_students.py attendance
# into data/ when the project is run: rows of days become totals of students, students become
# groups.
project harbor "Harbor County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  rate by path_points
  privacy { minimum n 10 ; complement hidden }
}
use ratings

unit harbor "Harbor County Public Schools" as district {
  lead "Superintendent"
  unit attendance_services "Attendance Services" as office { lead "Director, Attendance" }
  unit accountability "Research, Accountability and Assessment" as division {
    lead "Chief Accountability Officer"
  }
  units areas from roster as area { id area ; called area }
  units schools from roster as school { id school_id ; called school_name ; within area }
}

# A school may change its area from one year to the next.
source roster {
  from csv "data/schools.csv"
  one row per school_id, school_year
  period school_year as "2023-24"
  field school_id text
  field school_year text
  field school_name text
  field area text
}
source students {
  from csv "data/students-*.csv"
  one row per student_id, school_year
  period school_year as "2023-24"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field race text
  field frl bool from "FARMS" { true "Y" ; false "N" }
  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U")
  gather days_unexcused as count of attendance where code = "U"
  missing "", "*", "NULL"
  owner accountability
  verify race is not missing for 90% of rows
}
source attendance {
  from csv "data/attendance-*.csv"
  one row per student_id, day
  period day
  field student_id text to students
  field day date
  field code text
}

dimension race "Race and ethnicity" from students.race {
  group black "Black or African American" when "B"
  group white "White" when "W"
  group hispanic "Hispanic/Latino" when "H"
  other rest "All other groups"
}
dimension frl "Meal eligibility" from students.frl {
  group frl "Eligible" when true
  group not_frl "Not eligible" when false
}

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
metric attendance_rate "Attendance" {
  leading chronic_absence after 1 year
  numerator sum days_enrolled - days_absent of students
  denominator sum days_enrolled of students
  n count of students
  better higher
  observed to_date
  by race, frl
}
metric unexcused "Days of unexcused absence a student" {
  leading chronic_absence after 1 year
  value mean days_unexcused of students where days_enrolled >= 10
  unit days
  better lower
  by frl
}
metric tardy "Days marked tardy" {
  leading attendance_rate after 1 year
  numerator count of attendance where code = "T"
  denominator count of attendance
  better lower
}

plan compass "The Compass" {
  kind strategic
  for harbor
  period SY2023..SY2028
  vision "Every student graduates ready."
  mission "We know, teach and care for every child."
  value equity "Every student gets what they need."
  approved 2022-06-13 by "Board of Education"
  focus safe "Safe and supportive climate"
  goal present "Every student is present and engaged" within safe {
    owner attendance_services
    measure chronic_absence {
      baseline SY2023
      target SY2026 24%
      target SY2028 18%
      target SY2028 20% for frl
      close 50% of gap for frl vs not_frl by SY2028
      across schools
    }
  }
}
