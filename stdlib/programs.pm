# Participation in programs. The metrics ask for these sources of the project:
#
#   participants  one row per student, program and school year, eligible or in it, with
#     program text
#     eligible, enrolled bool
#     sessions_scheduled, sessions_attended int
#     weeks number                 that the program ran for this student
#     days_attended int            of after-school and summer programs
#   students    one row per student_id and school year, with
#     gifted bool                  CEDS: Gifted and Talented Indicator
#     in_activity bool             in at least one team, club or ensemble
#     afterschool bool             took part in a 21st Century Community Learning Center
#     days_enrolled, days_absent int
#   walkthroughs  one row per visit, with components_present, components_expected int
use achievement
use attendance

metric program_participation "Eligible students in the program" {
  about """
      Enrolled, of those eligible. Enrolled is not there: see `program_attendance`.
      Customary: no one publication is followed.
      """
  leading program_attendance after 1 month
  numerator count of participants where enrolled = true
  denominator count of participants where eligible = true
  better higher
  observed to_date
}

metric program_attendance "Sessions attended" {
  about """
      Sessions attended, of sessions scheduled for those enrolled.
      Customary: no one publication is followed.
      """
  lagging
  numerator sum sessions_attended of participants where enrolled = true
  denominator sum sessions_scheduled of participants where enrolled = true
  n count of participants where enrolled = true
  better higher
  observed to_date
}

metric tutoring_dosage "Tutored three times a week" {
  about """
      Three sessions a week or more on average, of students enrolled. High-impact tutoring asks for
      at least three, of half an hour or more, in groups of at most four; this metric sees the
      number alone.
      Source: National Student Support Accelerator, Stanford University.
      """
  link "https://nssa.stanford.edu/news?page=7"
  leading interim_at_benchmark after 6 months
  numerator count of participants where sessions_attended >= 3 * weeks
  denominator count of participants where enrolled = true and weeks > 0
  better higher
  observed to_date
}

metric regular_attendees "Regular attendees of after-school programs" {
  about """
      There on 30 days or more in the year, of students enrolled.
      Customary: the federal program counted regular attendees so until 2021; hours are counted
      since.
      """
  leading afterschool_attendance_gain after 1 year
  numerator count of participants where days_attended >= 30
  denominator count of participants where enrolled = true
  better higher
}

metric afterschool_attendance_gain "After-school students who attend school more" {
  about """
      A higher rate of attendance in school than the year before, of students in the program whose
      rate then was 90 % or below. They start low, and some would have risen anyway: compare with
      others who started there.
      Source: U.S. Department of Education, 21st Century Community Learning Centers, performance
      measure 3.
      """
  link "https://oese.ed.gov/offices/office-of-formula-grants/school-support-and-accountability/21st-century-community-learning-centers/performance-21st-century-community-learning-centers"
  lagging
  match student_id with previous
  numerator count of students
      where days_absent / days_enrolled < previous.days_absent / previous.days_enrolled
  denominator count of students where afterschool = true and days_enrolled > 0
      and previous.days_absent >= 10% of previous.days_enrolled
  better higher
}

metric gifted_identification_rate "Students identified as gifted" {
  about """
      Identified, of students enrolled. No direction is good by itself; what counts is whether each
      group has its share.
      Customary: the Civil Rights Data Collection counts students in gifted and talented programs.
      """
  lagging
  numerator count of students where gifted = true
  denominator count of students
  better neither
}

metric activity_participation "Students in an activity" {
  about """
      In at least one team, club or ensemble, each student counted once, of students enrolled.
      Customary: no one publication is followed.
      """
  leading chronic_absence after 1 year
  numerator count of students where in_activity = true
  denominator count of students
  better higher
  observed to_date
}

metric program_fidelity "Program as designed" {
  about """
      Components seen, of those that were to be seen, over all visits.
      Customary: a check list of the program; announced visits see more.
      """
  leading interim_at_benchmark after 6 months
  numerator sum components_present of walkthroughs
  denominator sum components_expected of walkthroughs
  n count of walkthroughs
  better higher
  observed to_date
}
