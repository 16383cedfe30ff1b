# English learners. The metrics ask for these sources of the project:
#
#   elp_tests   one row per English learner and school year who was to take the test of English
#               language proficiency, with
#     participated bool            took it (all four domains)
#     met_growth_target bool       reached the growth that the state expects of this learner
#     attained_proficiency bool    reached the state's score of proficiency
#   students    one row per student and school year, with
#     english_learner_status bool  on the day of the count (CEDS: English Learner Status)
#     reclassified bool            left that status in the year
#     years_as_learner number      since first classified
#   tests       as the module `achievement` asks, with former_learner bool: left the status within
#               the four years before
use achievement

metric el_progress "English learners making progress" {
  about """
      Reached their yearly growth target on the test of English language proficiency, of those who
      have one: a learner's first test sets the start and has no target. States set the targets.
      Customary: the indicator of English language proficiency of ESEA 1111(c)(4)(B)(iv).
      """
  leading el_proficiency after 1 year
  numerator count of elp_tests where met_growth_target = true
  denominator count of elp_tests where participated = true and met_growth_target is not missing
  better higher
}

metric el_proficiency "English learners who attained proficiency" {
  about """
      Reached the state's score of proficiency in English in the year, of English learners tested. A
      rate of the year: learners who came last year are in the denominator, too.
      Customary: ESEA 3121(a)(3); EDFacts counts it in the files of Title III.
      """
  lagging
  numerator count of elp_tests where attained_proficiency = true
  denominator count of elp_tests where participated = true
  better higher
}

metric el_test_participation "English learners tested" {
  about """
      Took the test of English language proficiency in all domains, of those who were to take it.
      The law asks for all, and 95 % where it is judged.
      Customary: ESEA 1111(b)(2)(G); the 95 % is that of the other tests.
      """
  lagging
  numerator count of elp_tests where participated = true
  denominator count of elp_tests
  better higher
}

metric reclassification_rate "English learners reclassified" {
  about """
      Left the status of an English learner in the year, of learners on the day of the count.
      Criteria differ by state and by district: compare years of one place.
      Customary: the denominator is the count of the same year; some states take the year before.
      """
  lagging
  numerator count of students where reclassified = true
  denominator count of students where english_learner_status = true
  better higher
}

metric reclassified_in_five_years "Reclassified within five years" {
  about """
      Reclassified five years or less after they were first classified, of students who reached
      either in the year: those reclassified, and those who completed the fifth year as a learner or
      more.
      Source: Education-to-Workforce Indicator Framework, English learner progress (five years or
      less). Customary: the denominator.
      """
  link "https://educationtoworkforce.org/indicators/english-learner-progress"
  lagging
  numerator count of students where reclassified = true and years_as_learner <= 5
  denominator count of students where reclassified = true
      or (english_learner_status = true and years_as_learner >= 5)
  better higher
}

metric long_term_learner_rate "Long-term English learners" {
  about """
      Learners for more than five years, of English learners.
      Source: National Clearinghouse for English Language Acquisition (the ESEA has no definition;
      five to six years are usual). ESEA 3121(a)(6) asks for the number who are not proficient
      within five years.
      """
  link "https://ncela.ed.gov/resources/infographic-long-term-english-learners-november-2024"
  lagging
  numerator count of students where years_as_learner > 5
  denominator count of students where english_learner_status = true
  better lower
}

metric former_learner_proficiency "Proficient former English learners" {
  about """
      At or above proficient, of valid tests of students who left the status within the four years
      before. Shows whether they left it too early.
      Customary: ESEA 3121(a)(5) asks for it for each of the four years.
      """
  lagging
  numerator count of tests where proficient = true
  denominator count of tests where valid = true and former_learner = true
  better higher
}
