# Staffing. The metrics ask for these sources of the project:
#
#   teachers    one row per teacher on October 1 and school year, with
#     next_year text               "same_school", "other_school" of the district, "promoted" or
#                                  "left": where on October 1 of the year after
#     highly_effective bool        by the district's evaluation
#     fte number                   full-time equivalents of teaching
#     years_experience number      years taught before this one
#     out_of_field, fully_certified bool
#     contract_days, days_absent number    without professional duty and long leave
#   positions   one row per teaching position and school year, with
#     fte number
#     filled_first_day bool        by a teacher of its own, no substitute
#     requisitioned_on, accepted_on date
#   substitute_requests  one row per absence that needs a substitute, with filled bool
#   required_training    one row per person and course required, with completed bool

metric teacher_retention "Teachers who stay at their school" {
  about """
      Teaching in the same school on October 1 of the year after, of teachers on October 1. Who
      moves to another school, is promoted out of teaching or leaves is not: promotions are losses
      for the school, though no bad ones.
      Source: Regional Educational Laboratory Central, teacher retention, mobility and attrition;
      Education-to-Workforce Indicator Framework, educator retention.
      """
  link "https://educationtoworkforce.org/indicators/educator-retention"
  lagging
  numerator count of teachers where next_year = "same_school"
  denominator count of teachers where next_year is not missing
  better higher
}

metric district_teacher_retention "Teachers who stay in the district" {
  about """
      Teaching in any school of the district on October 1 of the year after, of teachers on October
      1: stayers and movers.
      Source: Regional Educational Laboratory Central, teacher retention, mobility and attrition.
      """
  link "https://rel.sanametrix.com/Products/Region/central/Resource/20140"
  lagging
  numerator count of teachers where next_year in ("same_school", "other_school")
  denominator count of teachers where next_year is not missing
  better higher
}

metric effective_teacher_retention "Highly effective teachers who stay" {
  about """
      As `district_teacher_retention`, of teachers rated highly effective.
      Source: Houston ISD Board Monitoring System.
      """
  link "https://www.houstonisd.org/Page/149068"
  lagging
  numerator count of teachers where next_year in ("same_school", "other_school")
  denominator count of teachers where highly_effective = true and next_year is not missing
  better higher
}

metric vacancy_first_day "Teaching positions vacant on the first day" {
  about """
      Full-time equivalents of teaching without a teacher of their own on the first day of school,
      of all. A long-term substitute leaves a position vacant.
      Source: Council of the Great City Schools, Managing for Results (teacher vacancies on first
      day of school; the name is read, the parts are customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  leading substitute_fill_rate after 1 year
  numerator sum fte of positions where filled_first_day = false
  denominator sum fte of positions
  n count of positions
  better lower
}

metric staff_attendance "Teacher attendance" {
  about """
      Days present of contract days. Days on professional duty count as present, long leave is left
      out of both.
      Customary: no one publication is followed.
      """
  lagging
  numerator sum contract_days - days_absent of teachers
  denominator sum contract_days of teachers
  n count of teachers
  better higher
  observed to_date
}

metric teacher_absence_over_10 "Teachers absent over 10 days" {
  about """
      Absent on more than 10 days of the school year, of teachers; 10 days exactly is not more.
      Customary: the Civil Rights Data Collection counts teachers absent more than 10 days, in
      full-time equivalents.
      """
  lagging
  numerator sum fte of teachers where days_absent > 10
  denominator sum fte of teachers
  n count of teachers
  better lower
}

metric substitute_fill_rate "Absences filled by a substitute" {
  about """
      Absences filled, of absences that need a substitute.
      Source: Frontline Education (the share of absences filled in a time).
      """
  link "https://www.frontlineeducation.com/blog/webinar-takeaways-3-ways-to-boost-fill-rates-and-more/"
  lagging
  numerator count of substitute_requests where filled = true
  denominator count of substitute_requests
  better higher
  observed to_date
}

metric inexperienced_share "Inexperienced teachers" {
  about """
      Full-time equivalents of teachers with two or fewer years of teaching, of all; some states say
      three years, or the first year only.
      Source: California Department of Education, Updated Teacher Equity Definitions.
      """
  link "https://www.cde.ca.gov/pd/ee/teacherequitydefinitions.asp"
  lagging
  numerator sum fte of teachers where years_experience <= 2
  denominator sum fte of teachers
  n count of teachers
  better lower
}

metric out_of_field_share "Teachers out of field" {
  about """
      Full-time equivalents of credentialed teachers who have not shown competence in the subject or
      for the students that they teach, of all.
      Source: California Department of Education, Updated Teacher Equity Definitions.
      """
  link "https://www.cde.ca.gov/pd/ee/teacherequitydefinitions.asp"
  lagging
  numerator sum fte of teachers where out_of_field = true
  denominator sum fte of teachers
  n count of teachers
  better lower
}

metric uncertified_share "Teachers without full certification" {
  about """
      Full-time equivalents of teachers on emergency, provisional or no credentials, of all.
      Customary: ESEA 1111(h)(1)(C)(ix) asks for it on report cards; states say what is full.
      """
  lagging
  numerator sum fte of teachers where fully_certified = false
  denominator sum fte of teachers
  n count of teachers
  better lower
}

metric training_completion "Required training completed" {
  about """
      Completed, of courses required of a person. Says that it took place, not that it changed
      anything.
      Customary: no one publication is followed.
      """
  leading district_teacher_retention after 1 year
  numerator count of required_training where completed = true
  denominator count of required_training
  better higher
  observed to_date
}

metric time_to_fill "Days to fill a position" {
  about """
      Mean of days from requisition to acceptance, of positions filled in the period. Those still
      open are not in it: read it with `vacancy_first_day`.
      Customary: no one publication is followed.
      """
  leading vacancy_first_day after 3 months
  value mean accepted_on - requisitioned_on of positions where accepted_on is not missing
  unit days
  better lower
  observed to_date
}
