# Attendance. The metrics ask for two sources of the project:
#
#   students    one row per student and school year, with the fields or gathered totals
#               days_enrolled and days_absent (any reason, suspension out of school included)
#   contacts    one row per absence that calls for a contact, with the times absent_at and
#               contacted_at (missing: nobody was reached)

metric chronic_absence "Chronically absent students" {
  about "Absent on at least 10 % of the days enrolled, of those enrolled at least 10 days (EDFacts FS195)."
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
}

metric severe_chronic_absence "Severely chronically absent students" {
  about "Absent on more than 20 % of the days enrolled (Attendance Works: excessive absence)."
  lagging
  numerator count of students where days_absent > 20% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
}

metric satisfactory_attendance "Students who attend regularly" {
  about "Absent on less than 5 % of the days enrolled (Attendance Works)."
  lagging
  numerator count of students where days_absent < 5% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better higher
  observed to_date
}

metric attendance_rate "Attendance" {
  about "Days attended of days enrolled: average daily attendance by average daily membership."
  lagging
  numerator sum days_enrolled - days_absent of students
  denominator sum days_enrolled of students
  n count of students
  better higher
  observed to_date
}

metric contact_48h "Families contacted within 48 hours" {
  about "Of the absences that call for a contact, those after which the family was reached in two days."
  leading chronic_absence after 1 year
  numerator count of contacts where contacted_at - absent_at <= 48 hours
  denominator count of contacts
  better higher
  observed to_date
}
