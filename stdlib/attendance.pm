# Attendance. The metrics ask for these sources of the project:
#
#   students    one row per student and school year, with the fields or gathered totals
#     days_enrolled, days_absent int    any reason, suspension out of school included (CEDS: Number
#                                       of Days in Attendance is the difference)
#     instructional_days int            days on which the student's school was open
#     moves_after_census int            entries and withdrawals after the count of October
#   contacts    one row per absence that calls for a contact, with the times absent_at and
#               contacted_at (missing: nobody was reached)
#   enrollments one row per stay of a student, with `holds entered_on, left_on`, or other fields of
#               type date for the first and the last day of it
#
# A metric asks only for what it counts. All have figures while the year runs; compare them with
# those of the same number of days, for rates of absence rise towards spring.

metric chronic_absence "Chronically absent students" {
  about """
      Absent on at least 10 % of the days enrolled, for any reason, of those enrolled at least 10
      days. Exactly a tenth is chronic: 9 of 90 days. California counts those expected to attend
      more than 30 days instead. Not truancy, which counts absences without excuse; not the mean of
      absences either: 95 % attendance of a school may hide any share.
      Source: EDFacts FS195 and its data notes (the boundary); CALPADS glossary and Maine Department
      of Education (least days).
      """
  link "https://www.maine.gov/doe/data-reporting/reporting/warehouse/chronic-absenteeism"
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
}

metric severe_chronic_absence "Severely chronically absent students" {
  about """
      Absent on more than 20 % of the days enrolled, of those enrolled at least 10 days. They are
      among the chronically absent, too: the two shares are not added.
      Source: Attendance Works toolkit (excessive absence).
      """
  link "https://fr.scribd.com/document/29606550/"
  lagging
  numerator count of students where days_absent > 20% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better lower
  observed to_date
}

metric satisfactory_attendance "Students who attend regularly" {
  about """
      Absent on less than 5 % of the days enrolled, of those enrolled at least 10 days. What is
      missing to 100 % is not chronic absence: between 5 and 10 % lie the students at risk.
      Customary: Attendance Works calls less than 5 % satisfactory.
      """
  lagging
  numerator count of students where days_absent < 5% of days_enrolled
  denominator count of students where days_enrolled >= 10
  better higher
  observed to_date
}

metric attendance_rate "Attendance" {
  about """
      Days attended of days enrolled, over all students: average daily attendance by average daily
      membership. Each day weighs the same, not each student.
      Source: PowerSchool, ADA/ADM statistics report.
      """
  link "https://esp.powerschool-docs.com/espsis-sys-admin/latest/ada-adm-statistics-report-page"
  lagging
  numerator sum days_enrolled - days_absent of students
  denominator sum days_enrolled of students
  n count of students
  better higher
  observed to_date
}

metric average_daily_attendance "Average daily attendance" {
  about """
      Days attended by all, by the days of instruction: 36,000 days in a year of 180 are 200. Where
      schools have different calendars, each student's days are divided by those of the own school.
      Source: LegalClarity, average daily attendance (the formula and its example).
      """
  link "https://legalclarity.org/average-daily-attendance-definition-and-school-funding"
  lagging
  value sum (days_enrolled - days_absent) / instructional_days of students
  unit count "students a day"
  better higher
  observed to_date
}

metric average_daily_membership "Average daily membership" {
  about """
      Days enrolled of all, by the days of instruction. Neither good nor bad by itself; what many
      states pay by.
      Source: LegalClarity, average daily attendance (membership counts days enrolled, not
      attended).
      """
  link "https://legalclarity.org/average-daily-attendance-definition-and-school-funding"
  lagging
  value sum days_enrolled / instructional_days of students
  unit count "students"
  better neither
  observed to_date
}

metric october_membership "Members on October 1" {
  about """
      Students enrolled on October 1: who had entered by then and not left before. A count of one day,
      to be added over schools and never over years.
      Customary: EDFacts FS052 and the Common Core of Data count membership on October 1 or the school
      day nearest to it; some states take another day.
      """
  lagging
  value count of enrollments
  unit count "students"
  better neither
  observed snapshot on 10-01
}

metric mobility_rate "Students who moved during the year" {
  about """
      Students who entered or left after the count of October, each counted once, of all who were
      members at any time of the year. Changes over the summer are none, nor are gaps of ten days or
      less. Compare `mobility_incidence`, which counts every move.
      Source: Colorado Department of Education, mobility and stability statistics.
      """
  link "http://csi.state.co.us/cdereval/mobility_calculation_definition_faq"
  lagging
  numerator count of students where moves_after_census >= 1
  denominator count of students
  better lower
}

metric mobility_incidence "Moves during the year" {
  about """
      Entries and withdrawals after the count of October, each one counted, by all who were members
      at any time of the year; it may be over 100 %.
      Source: Colorado Department of Education, mobility incidence rate.
      """
  link "http://csi.state.co.us/cdereval/mobility_calculation_definition_faq"
  lagging
  numerator sum moves_after_census of students
  denominator count of students
  better lower
}

metric contact_48h "Families contacted within 48 hours" {
  about """
      Of the absences that call for a contact, those after which the family was reached in two days,
      by the clock. Nobody reached is not reached in time, not left out.
      Customary: how soon is the project's own rule; two days is a usual one.
      """
  leading chronic_absence after 1 year
  numerator count of contacts where contacted_at - absent_at <= 48 hours
  denominator count of contacts
  better higher
  observed to_date
}
