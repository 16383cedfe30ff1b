# What is measured, once for all plans. Chronic absence is the standard library's, with this
# district's groups; contact_48h is taken from there as it is.
dimension race "Race and ethnicity" from students.race, teachers.race {
  group black "Black or African American" when "B"
  group white "White" when "W"
  group hispanic "Hispanic or Latino" when "H"
  other rest "All other groups"
}

dimension frl "Meals" from students.frl {
  group frl "Eligible for meals" when true
  group not_frl "Not eligible" when false
}

dimension swd "Disability" from students.swd {
  group swd "With a disability" when true
  group not_swd "Without" when false
}

dimension ell "Language" from students.ell {
  group ell "English learners" when true
  group not_ell "Others" when false
}

# Not every lens is a demographic one.
dimension attendance "Attendance" from students.days_absent {
  group few "Absent up to 8 days" when 0..8
  group some "Absent 9 to 17 days" when 9..17
  group many "Absent 18 days or more" when 18..400
}

dimension experience "Experience" from teachers.beginning {
  group beginning "First three years" when true
  group experienced "Later" when false
}

dimension asked "Who was asked" from survey.asked {
  group families "Families" when "families"
  group staff "Staff" when "staff"
  group pupils "Students" when "students"
}

dimension channel "Channel" from tickets.channel {
  group phone "By phone" when "phone"
  group written "In writing" when "mail", "web"
}

# Present
metric chronic_absence "Chronically absent students" {
  about "Absent on at least 10 % of the days enrolled, of those enrolled at least 10 days."
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  by race, frl, swd, ell
  gap frl vs not_frl
  owner attendance_services
}

metric suspended "Students suspended" {
  lagging
  numerator count of students where days_suspended > 0
  denominator count of students
  better lower
  by race, swd
  gap black vs white
  gap swd vs not_swd
  owner climate
}

# Readers
metric grade3_reading "Third graders reading on grade level" {
  lagging
  numerator count of students where grade = 3 and reading >= 3
  denominator count of students where grade = 3 and reading is not missing
  better higher
  by frl, attendance
  gap frl vs not_frl
  owner literacy
}

metric reading "Students reading on grade level" {
  lagging
  numerator count of students where reading >= 3
  denominator count of students where reading is not missing
  better higher
  by swd, attendance
  gap swd vs not_swd
  owner academics
}

metric on_level "Third graders on level at the benchmark" {
  leading grade3_reading after 2 quarters
  numerator count of benchmarks where level >= 3
  denominator count of benchmarks
  better higher
  owner literacy
}

metric coached "Teachers of reading with a coach" {
  leading on_level after 1 year
  numerator sum coached of coaching
  denominator sum teachers of coaching
  n sum teachers of coaching
  better higher
  owner literacy
}

metric lessons_coached "Teachers coached, quarters added up" {
  value sum coached of coaching
  n sum teachers of coaching
  unit count "teachers"
  better higher
  owner literacy
}

# Staffed
metric retention "Teachers who stayed" {
  lagging
  numerator count of teachers where stayed = true
  denominator count of teachers
  better higher
  by race, experience
  gap beginning vs experienced
  owner talent
}

metric mentored "Beginning teachers with a mentor" {
  leading retention after 1 year
  numerator sum mentored of mentoring
  denominator sum beginners of mentoring
  n sum beginners of mentoring
  better higher
  owner recruitment
}

# Services
metric solved_48h "Calls to the help desk closed within 48 hours" {
  leading
  numerator count of tickets where in_two_days = true
  denominator count of tickets
  better higher
  by channel
  gap written vs phone
  owner help_desk
}

metric tickets_taken "Calls to the help desk" {
  value count of tickets
  unit count "calls"
  better lower
  owner help_desk
}

metric packets_in_time "Data packets two days before their session" {
  leading
  numerator sum in_time of packets
  denominator sum packets of packets
  n sum packets of packets
  better higher
  owner pm_unit
}

metric satisfied "Satisfied with the schools" {
  lagging
  value published satisfied of survey
  unit percent
  better higher
  by asked
  gap families vs staff
  owner accountability
}

metric credits "Early college students with credits" {
  lagging
  numerator count of college where earned = true
  denominator count of college
  better higher
  owner early_college
}

metric returned "Families who came back to a center" {
  lagging
  numerator sum returned of center_visits
  denominator sum families of center_visits
  n sum families of center_visits
  better higher
  owner academics
}
