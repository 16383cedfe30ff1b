# Discipline. The metrics ask for one source of the project:
#
#   students    one row per student and school year, everybody enrolled at any time of it
#               (cumulative enrollment, not a day's count), with the fields or gathered totals
#     days_suspended number        in and out of school, parts of days added up
#     days_suspended_out number    out of school alone
#     suspensions int              how many times
#     office_referrals int         how many times sent to the office
#     expelled bool                with or without services
#     restrained_or_secluded bool  physically or mechanically restrained, or secluded
#     idea_indicator bool          child with a disability (IDEA)
#     days_removed number          of such a child: suspended out of school or expelled, added up
#
# Disproportionality of these is in the module `disproportionality`.
use achievement
use graduation

metric suspension_rate "Students suspended" {
  about """
      Suspended for one full day or more in all, each student counted once, of all who were enrolled
      at any time of the year. Parts of days add up: 0.5, 0.3 and 0.1 of a day are less than one and
      do not count. Not `suspensions_per_100`, which counts a student each time.
      Source: California Department of Education, Suspension Rate calculation and its questions and
      answers.
      """
  link "https://www.cde.ca.gov/ta/ac/cm/suspratecal.asp"
  leading proficiency_rate after 1 year
  numerator count of students where days_suspended >= 1
  denominator count of students
  better lower
  observed to_date
}

metric out_of_school_suspension_rate "Students suspended out of school" {
  about """
      Suspended out of school for any length of time, each student counted once, of all who were
      enrolled at any time of the year. Counts more than `suspension_rate` where short suspensions
      are used, and less where they are in school.
      Customary: the Civil Rights Data Collection counts students by one and by more than one
      out-of-school suspension; the denominator there is a day's count.
      """
  leading proficiency_rate after 1 year
  numerator count of students where days_suspended_out > 0
  denominator count of students
  better lower
  observed to_date
}

metric suspensions_per_100 "Suspensions per 100 students" {
  about """
      Every suspension, by all who were enrolled at any time of the year. Counts a student each
      time, so that few students may move it; `suspension_rate` counts each once.
      Customary: no one publication is followed.
      """
  lagging
  numerator sum suspensions of students
  denominator count of students
  per 100
  unit score "per 100 students"
  better lower
  observed to_date
}

metric days_lost_per_100 "Days lost to suspension per 100 students" {
  about """
      Days of suspension out of school, by all who were enrolled at any time of the year. What
      shorter suspensions save shows here, not in `suspension_rate`.
      Customary: published by the Center for Civil Rights Remedies, among others.
      """
  lagging
  numerator sum days_suspended_out of students
  denominator count of students
  per 100
  unit score "per 100 students"
  better lower
  observed to_date
}

metric expulsion_rate "Students expelled" {
  about """
      Expelled, each student counted once, of all who were enrolled at any time of the year.
      Customary: as state report cards count it; a stayed expulsion is one.
      """
  lagging
  numerator count of students where expelled = true
  denominator count of students
  better lower
  observed to_date
}

metric restraint_rate "Students restrained or secluded" {
  about """
      Physically or mechanically restrained, or secluded, at least once, each student counted once,
      of all who were enrolled at any time of the year.
      Source: California Department of Education, restraint and seclusion data (the three kinds, and
      counting each student once). Customary: the denominator.
      """
  link "https://www.cde.ca.gov/ds/ad/fsrsd.asp"
  lagging
  numerator count of students where restrained_or_secluded = true
  denominator count of students
  better lower
  observed to_date
}

metric removal_over_10_days_rate "Children with disabilities removed over 10 days" {
  about """
      Suspended out of school or expelled for more than 10 days in all, of children with
      disabilities: 10 days exactly is not more. The denominator of the federal indicator is the
      child count of autumn, not everybody served in the year.
      Source: Indiana Resource Center, indicators 4A and 4B; EDFacts FS006; 34 CFR 300.646.
      """
  link "https://indrc.indiana.edu/disproportionality/indicators.html"
  lagging
  numerator count of students where days_removed > 10
  denominator count of students where idea_indicator = true
  better lower
}

metric referral_rate "Students sent to the office" {
  about """
      Referred to the office at least once, each student counted once. Known weekly, before any
      suspension; says as much of adults as of students, so compare it only where referrals are
      written by one rule.
      Customary: no one publication is followed.
      """
  leading suspension_rate after 6 months
  numerator count of students where office_referrals >= 1
  denominator count of students
  better lower
  observed to_date
}

metric positive_behavior "Students without exclusionary discipline" {
  about """
      Neither suspended in or out of school, expelled, restrained nor secluded, of all who were
      enrolled at any time of the year.
      Source: Education-to-Workforce Indicator Framework, positive behavior.
      """
  link "https://educationtoworkforce.org/indicators/positive-behavior-discipline"
  leading acgr4 after 4 years
  numerator count of students where days_suspended = 0 and suspensions = 0 and expelled = false
      and restrained_or_secluded = false
  denominator count of students
  better higher
  observed to_date
}
