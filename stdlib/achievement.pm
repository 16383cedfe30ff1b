# Achievement on tests. The metrics ask for two sources of the project:
#
#   tests       one row per student, subject and school year who was to be tested, with
#     subject text                 CEDS: Assessment Academic Subject; EDFacts: RLA, MATH, SCIENCE
#     participated bool            took the test (CEDS: Assessment Participation Indicator)
#     exempt bool                  a significant medical emergency; neither tested nor counted
#     valid bool                   has a score that counts, the alternate assessment included
#     full_academic_year bool      enrolled for the state's full academic year
#     proficient, advanced bool    at or above that level (EDFacts: Proficiency Status)
#     performance_level int        1 is the lowest
#     score, standard number       the scale score, and the lowest one that meets the standard
#   interim     one row per student, subject and round of a screening test, with at_benchmark bool
#               (missing: not tested)
#
# Each subject is its own result: divide by the dimension `subject` below, or have a source each.

dimension subject "Subject" from tests.subject {
  about "EDFacts codes of academic subjects, and plain words."
  group reading "Reading or language arts" when "RLA", "ELA", "Reading", "English Language Arts"
  group mathematics "Mathematics" when "MATH", "Math", "Mathematics"
  group science "Science" when "SCIENCE", "Science"
}

metric proficiency_rate "Proficient students" {
  about """
      At or above proficient, of valid tests of students who were there for a full academic year.
      Who was not tested is in neither count: read it with `participation_rate`, or use
      `proficiency_rate_essa`. Change of a share near a cut score says little about those far from
      it; `distance_from_standard` counts everybody.
      Customary: EDFacts FS175 and FS178 count students by level; the full academic year is each
      state's own rule.
      """
  lagging
  numerator count of tests where proficient = true
  denominator count of tests where valid = true and full_academic_year = true
  better higher
}

metric proficiency_rate_essa "Proficient students, with 95 % tested" {
  about """
      At or above proficient, of valid tests, or of 95 % of those enrolled in the testing window where
      fewer were tested: 53 of 93 scored among 100 are 53 of 95. The greater of the two, so that
      nothing is gained by not testing.
      Source: Texas Education Agency, participation and the denominator (the rule and its example);
      ESEA 1111(c)(4)(E)(ii).
      """
  link "https://texaseducationagency.livehelpnow.net/39795/kb/article/107173/"
  lagging
  numerator count of tests where proficient = true
  denominator count of tests where valid = true
  participation 95% count of tests where exempt is missing or exempt = false
  better higher
}

metric advanced_rate "Advanced students" {
  about """
      At the highest level, of valid tests of students who were there for a full academic year. They
      are among the proficient.
      Customary: the name of the level is the state's.
      """
  lagging
  numerator count of tests where advanced = true
  denominator count of tests where valid = true and full_academic_year = true
  better higher
}

metric participation_rate "Students tested" {
  about """
      Tested, of those enrolled in the testing window; exempt for a medical emergency are left out
      of both. The law asks for 95 % of all students and of each group (ESEA 1111(c)(4)(E)): below
      that proficiency is measured against 95 % of those enrolled.
      Source: Texas Education Agency and Alabama accountability guide (95 %); EDFacts FS185, FS188.
      """
  link "https://texaseducationagency.livehelpnow.net/39795/kb/article/107173/"
  lagging
  numerator count of tests where participated = true
  denominator count of tests where exempt is missing or exempt = false
  better higher
}

metric achievement_index "Achievement index" {
  about """
      Points by level (0, 0.5, 1 and 1.25 for levels 1 to 4) by valid tests, so that moving up
      counts at each level; 100 % if all are at level 3.
      Source: Alabama accountability guide (the weights). Other states have others: a metric of your
      own takes this one's place.
      """
  link "https://alabamaachieves.org/?p=3944"
  lagging
  numerator sum if(performance_level >= 4, 1.25, if(performance_level = 3, 1,
      if(performance_level = 2, 0.5, 0))) of tests where valid = true
  denominator count of tests where valid = true
  unit percent
  better higher
}

metric distance_from_standard "Distance from standard" {
  about """
      Mean of each score less the lowest score that meets the standard of the grade and subject:
      2,552 against 2,502 is 50 points above. Grades may be put together, subjects not.
      Source: California Department of Education, Academic Performance calculation. There who was
      not tested beyond 5 % gets the lowest score, which is not done here.
      """
  link "https://www.cde.ca.gov/ta/ac/cm/acadindcal.asp"
  lagging
  value mean score - standard of tests where valid = true
  unit score "points"
  better higher
}

metric interim_at_benchmark "Students at benchmark on an interim test" {
  about """
      At or above the benchmark of the season, of those tested (MAP, i-Ready, DIBELS and others). A
      norm moves through the year: compare fall with fall. Vendors' benchmarks are not the state's
      cut scores.
      Source: Houston ISD goal progress measures (the use of it); the benchmark is the vendor's.
      """
  link "https://houstonisd.legistar.com/LegislationDetail.aspx?GUID=0ABDCCC6-5664-4856-B93F-B7E3D101F1F2&ID=7650406"
  leading proficiency_rate after 1 year
  numerator count of interim where at_benchmark = true
  denominator count of interim where at_benchmark is not missing
  better higher
  observed to_date
}
