metric chronic_absence "Chronically absent students" {
  about "Absent 10 % of days or more; of students enrolled 10 days or more and present once."
  lagging
  numerator sum chronic of attendance
  denominator sum counted of attendance
  better lower
  by ell, swd, poverty, gender, grade, grade * ell, grade * swd, grade * poverty, grade * gender
  gap poverty vs not_poverty
  gap poverty vs not_poverty as ratio
  range 0%..100%
}

metric attendance_rate "Attendance" {
  about "Days present of all days on roll; n is the students counted in chronic absence."
  leading chronic_absence
  numerator sum present_days of attendance
  denominator sum total_days of attendance
  n sum counted of attendance
  better higher
  by ell, swd, poverty, gender, grade, grade * ell, grade * swd, grade * poverty, grade * gender
  range 0%..100%
}

# How far a figure still is from its last target.
rating recovery_points "Points from recovery" {
  levels recovered, near, behind, far
  level recovered "Recovered" as met when value reaches final
  level near "Near" as on_track when value reaches expected within 10 pts
  level behind "Behind" as at_risk when value reaches expected within 14 pts
  level far "Far behind" as off_track
}
