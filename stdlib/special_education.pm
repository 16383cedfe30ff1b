# Special education: the indicators of Part B of the Individuals with Disabilities Education Act
# that a district can work out itself. The metrics ask for these sources of the project:
#
#   students      one row per student enrolled on the day of the child count and school year, with
#     idea_indicator bool          CEDS: IDEA Indicator
#     school_age bool              age 5 and in kindergarten, to 21
#     educational_environment text EDFacts FS002: RC80, RC79TO40, RC39, SS, RF, HH, CF, PPPS
#   leavers       one row per youth with an IEP who left, and school year of leaving, with
#     exit_reason text             EDFacts FS009: GHS, GRADALTDPL, RC, RMA, DROPOUT; TRAN, MKC, D
#     responded bool               answered when asked a year later
#     higher_education, competitive_employment, other_education_or_work bool    within a year
#   evaluations   one row per consent to an initial evaluation, with consent_on date,
#                 completed_on date, excepted bool (34 CFR 300.301(d): the parent did not bring the
#                 child, or the child moved)
#   part_c        one row per child referred by early intervention, with
#     found_eligible bool
#     third_birthday, iep_in_effect_on date
#     consent_refused bool         and that is why it was late
#     late_referral bool           found eligible for Part C less than 90 days before the birthday
#   ieps          one row per individualized program and school year, with age int,
#                 transition_complete bool, review_due_on date, reviewed_on date
#   parent_surveys  one row per parent who answered, with facilitated bool

metric idea_graduation_rate "Youth with IEPs who graduate (indicator 1)" {
  about """
      A regular diploma, of youth with individualized programs who left high school: with a regular
      or an alternate diploma, a certificate, at the maximum age, or as dropouts. Not in it are
      those who returned to regular education or moved and go on. Of leavers, not of a cohort: not
      to be compared with `acgr4`.
      Source: Part B indicator measurement table, FFY 2020 (OMB 1820-0624), indicator 1; EDFacts
      FS009.
      """
  link "https://omb.report/icr/202002-1820-003/doc/98775802"
  lagging
  numerator count of leavers where exit_reason = "GHS"
  denominator count of leavers
      where exit_reason in ("GHS", "GRADALTDPL", "RC", "RMA", "DROPOUT")
  better higher
}

metric idea_dropout_rate "Youth with IEPs who drop out (indicator 2)" {
  about """
      Dropped out, of the same leavers as in `idea_graduation_rate`.
      Source: Part B indicator measurement table (OMB 1820-0624), indicator 2; EDFacts FS009.
      """
  link "https://omb.report/icr/202002-1820-003/doc/98775802"
  lagging
  numerator count of leavers where exit_reason = "DROPOUT"
  denominator count of leavers
      where exit_reason in ("GHS", "GRADALTDPL", "RC", "RMA", "DROPOUT")
  better lower
}

metric identification_rate "Students identified with a disability" {
  about """
      Children with disabilities, of students enrolled. No direction is good by itself: too few may
      be missed needs, too many misplaced ones. Whether groups differ is in `disproportionality`.
      Customary: child count by enrollment of the same day.
      """
  lagging
  numerator count of students where idea_indicator = true
  denominator count of students
  better neither
}

metric lre_80_rate "In the regular class at least 80 % of the day (indicator 5A)" {
  about """
      Inside the regular class 80 % or more of the day, of children with individualized programs of
      school age.
      Source: IDEA Data Center, Part B indicators; EDFacts FS002. Customary: there ages 6 to 21;
      since 2020 five-year-olds in kindergarten count, too.
      """
  link "https://ideadata.org/newdatamanagers/resources"
  lagging
  numerator count of students where educational_environment = "RC80"
  denominator count of students where idea_indicator = true and school_age = true
  better higher
}

metric lre_below_40_rate "In the regular class under 40 % of the day (indicator 5B)" {
  about """
      Inside the regular class less than 40 % of the day, of children with individualized programs
      of school age.
      Source: IDEA Data Center, Part B indicators; EDFacts FS002.
      """
  link "https://ideadata.org/newdatamanagers/resources"
  lagging
  numerator count of students where educational_environment = "RC39"
  denominator count of students where idea_indicator = true and school_age = true
  better lower
}

metric separate_placement_rate "In separate places (indicator 5C)" {
  about """
      In separate schools, residential facilities, homebound or in hospital, of children with
      individualized programs of school age. 5A, 5B and 5C do not add up to 100 %: between 40 and 79
      % of the day, correctional facilities and private schools by the parents' choice are in none.
      Source: IDEA Data Center, Part B indicators; EDFacts FS002.
      """
  link "https://ideadata.org/newdatamanagers/resources"
  lagging
  numerator count of students where educational_environment in ("SS", "RF", "HH")
  denominator count of students where idea_indicator = true and school_age = true
  better lower
}

metric parent_involvement_rate "Parents who say schools involve them (indicator 8)" {
  about """
      Parents who report that schools facilitated their involvement as a means of improving services
      and results, of parents who answered. Read it with the share who answered and who they are.
      Source: Arizona Department of Education, indicator 8.
      """
  link "https://azed.gov/node/27980"
  lagging
  numerator count of parent_surveys where facilitated = true
  denominator count of parent_surveys where facilitated is not missing
  better higher
}

metric evaluation_60_days "Evaluations within 60 days (indicator 11)" {
  about """
      Evaluated, and eligibility determined, within 60 days of the parent's consent, of all
      consents; states may set another time. Left out are children whose parents did not bring them,
      and those who moved in between. A compliance indicator: the target is 100 %.
      Source: North Dakota Insights, indicators 11 to 13; 34 CFR 300.301(d) (what is left out).
      """
  link "https://insights.nd.gov/Education/District/SPED/EvaluationTransition/09080"
  lagging
  numerator count of evaluations where completed_on - consent_on <= 60 days
  denominator count of evaluations where excepted is missing or excepted = false
  better higher
}

metric part_c_transition "In service by the third birthday (indicator 12)" {
  about """
      An individualized program in effect by the third birthday, of children referred by early
      intervention and found eligible; without those whose parents' refusal caused the delay, and
      those found eligible for Part C less than 90 days before the birthday. The target is 100 %.
      Source: Kentucky Directors of Special Education, indicator 12 (what is left out); North Dakota
      Insights.
      """
  link "https://www.kydose.org/sppapr-indicators/Indicator-12"
  lagging
  numerator count of part_c where iep_in_effect_on <= third_birthday
  denominator count of part_c where found_eligible = true
      and (consent_refused is missing or consent_refused = false)
      and (late_referral is missing or late_referral = false)
  better higher
}

metric transition_plan_rate "Complete transition plans (indicator 13)" {
  about """
      A program with measurable postsecondary goals, updated every year, based on an assessment,
      with services and courses that lead there, and with the youth invited; of programs of youth
      aged 16 and above. One element missing is not complete. The target is 100 %.
      Source: North Dakota Insights, indicators 11 to 13.
      """
  link "https://insights.nd.gov/Education/District/SPED/EvaluationTransition/09080"
  leading post_school_engagement after 3 years
  numerator count of ieps where transition_complete = true
  denominator count of ieps where age >= 16
  better higher
}

metric post_school_college "In higher education a year later (indicator 14A)" {
  about """
      Enrolled in higher education within one year of leaving high school, of leavers with programs
      in effect who answered. Those who do not answer differ: say how many did.
      Source: National Technical Assistance Center on Transition, indicator 14.
      """
  link "https://transitionta.org/ind14_pso_all_resources/"
  lagging
  numerator count of leavers where higher_education = true
  denominator count of leavers where responded = true
  better higher
}

metric post_school_college_or_job "In higher education or competitive work (indicator 14B)" {
  about """
      Enrolled in higher education or competitively employed within one year of leaving high school,
      of leavers who answered. Contains those of `post_school_college`.
      Source: National Technical Assistance Center on Transition, indicator 14.
      """
  link "https://transitionta.org/ind14_pso_all_resources/"
  lagging
  numerator count of leavers where higher_education = true or competitive_employment = true
  denominator count of leavers where responded = true
  better higher
}

metric post_school_engagement "In any education, training or work (indicator 14C)" {
  about """
      Enrolled in higher education or another education or training, or in competitive or other
      employment, within one year of leaving high school, of leavers who answered.
      Source: National Technical Assistance Center on Transition, indicator 14.
      """
  link "https://transitionta.org/ind14_pso_all_resources/"
  lagging
  numerator count of leavers where higher_education = true or competitive_employment = true
      or other_education_or_work = true
  denominator count of leavers where responded = true
  better higher
}

metric iep_review_on_time "Yearly reviews on time" {
  about """
      Program reviewed by the day it was due, of programs with a review due. Not reviewed is late.
      Customary: 34 CFR 300.324(b) asks for a review at least once a year; the share is each
      district's own control.
      """
  lagging
  numerator count of ieps where reviewed_on <= review_due_on
  denominator count of ieps where review_due_on is not missing
  better higher
}
