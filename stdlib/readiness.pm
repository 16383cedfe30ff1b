# Readiness for college and career. The metrics ask for these sources of the project:
#
#   graduates   one row per graduate, under the school year of graduation, with
#     readiness_options_met int    how many of the state's options of readiness
#     sat_math, sat_reading int    best section scores (missing: not taken)
#     college_credits number       earned through dual enrollment
#     industry_credential bool     a recognized postsecondary credential
#     cte_concentrator bool        CEDS: Career and Technical Education Concentrator
#     placed bool                  in the second quarter after leaving: studying, serving or working
#     graduated_on date
#     college_entered_on date      first enrolled at any college (missing: not)
#     college_second_year bool     enrolled in the second year at any college
#     college_remedial bool        placed into a remedial course
#   students    one row per student and school year, with
#     grade_level text             CEDS
#     ap_ib_enrolled bool          in at least one Advanced Placement or International Baccalaureate
#                                  course
#     fafsa_completed bool         by June 30
#     algebra1_passed bool         by the end of the year, with credit
#   exams       one row per Advanced Placement or International Baccalaureate exam, with
#     program text                 "AP" or "IB"
#     exam_score int
#   cohort      as the module `graduation` asks, and cte_concentrator bool
use graduation

metric ccr_rate "Graduates ready for college or career" {
  about """
      At least one of the state's options of readiness, of graduates. The options are the state's,
      and some are easier than others: show which ones were met.
      Source: Broward County 2027 Strategic Plan (the measure); the options are the state's.
      """
  link "https://fl01803656.schoolwires.net/Page/35711"
  lagging
  numerator count of graduates where readiness_options_met >= 1
  denominator count of graduates
  better higher
}

metric ccr_two_rate "Graduates ready in two ways" {
  about """
      At least two of the state's options of readiness, of graduates.
      Customary: a stricter form of `ccr_rate` that some districts use.
      """
  lagging
  numerator count of graduates where readiness_options_met >= 2
  denominator count of graduates
  better higher
}

metric sat_benchmark_rate "Graduates at the SAT benchmarks" {
  about """
      480 or more in Evidence-Based Reading and Writing and 530 or more in Math, of all graduates,
      not of test takers: who did not take it has not shown it. Of test takers the rate is higher
      the fewer take it.
      Source: College Board, College and Career Readiness Benchmarks (both sections; 75 % chance of
      a C in first-semester courses). Customary: the denominator.
      """
  link "https://satsuite.collegeboard.org/k12-educators/about/understand-scores-benchmarks/benchmarks"
  lagging
  numerator count of graduates where sat_math >= 530 and sat_reading >= 480
  denominator count of graduates
  better higher
}

metric ap_ib_enrollment "Students in AP or IB" {
  about """
      In at least one Advanced Placement or International Baccalaureate course, of grades 9 to 12.
      Source: Males of Color indicators, Council of the Great City Schools.
      """
  link "http://www.malesofcolor.org/domain/216"
  leading ccr_rate after 1 year
  numerator count of students where ap_ib_enrolled = true
  denominator count of students where grade_level in ("09", "10", "11", "12")
  better higher
}

metric ap_pass_rate "AP exams passed" {
  about """
      Score of 3 or more, of Advanced Placement exams taken. Of exams, not of students; it falls
      when more students try: read it with `ap_ib_enrollment`.
      Source: Males of Color indicators, Council of the Great City Schools (3 or higher).
      """
  link "http://www.malesofcolor.org/domain/216"
  lagging
  numerator count of exams where exam_score >= 3
  denominator count of exams where program = "AP" and exam_score is not missing
  better higher
}

metric ib_pass_rate "IB exams passed" {
  about """
      Score of 4 or more, of International Baccalaureate exams taken.
      Customary: 4 of 7 is what colleges and states accept most often.
      """
  lagging
  numerator count of exams where exam_score >= 4
  denominator count of exams where program = "IB" and exam_score is not missing
  better higher
}

metric dual_enrollment_rate "Graduates with college credit" {
  about """
      College credit earned through dual enrollment, of graduates: credit, not only a seat.
      Customary: no one publication is followed.
      """
  lagging
  numerator count of graduates where college_credits > 0
  denominator count of graduates
  better higher
}

metric industry_credential_rate "Concentrators with a recognized credential" {
  about """
      A recognized postsecondary credential, of graduates who concentrated in career and technical
      education.
      Customary: Perkins V, indicator 5S1, of which each state chooses the form.
      """
  lagging
  numerator count of graduates where industry_credential = true
  denominator count of graduates where cte_concentrator = true
  better higher
}

metric cte_graduation_rate "Graduation of career concentrators" {
  about """
      As `acgr4`, of students who concentrated in career and technical education. Concentrators are
      those who stayed long enough to be one: the rate is higher than that of all by that alone.
      Source: Nebraska Department of Education, Perkins performance indicators (1S1, numerator and
      denominator).
      """
  link "https://www.education.ne.gov/nce/cte-data-research/perkins-performance-indicators/"
  lagging
  numerator count of cohort where diploma = true and years_to_diploma <= 4
  denominator count of cohort where cte_concentrator = true unless left in ("transferred",
      "emigrated", "died") and written_confirmation = true
  better higher
  observed cohort
}

metric cte_placement_rate "Placement of career concentrators" {
  about """
      In the second quarter after leaving school in postsecondary education, advanced training,
      military or national service, the Peace Corps, or employed, of concentrators. Who was not
      found is not placed.
      Source: New York State, Perkins V performance indicators (3S1).
      """
  link "http://www.p12.nysed.gov/cte/PerkinsV/PerkinsVPerformanceIndicators.html"
  lagging
  numerator count of graduates where placed = true
  denominator count of graduates where cte_concentrator = true
  better higher
}

metric fafsa_completion "Seniors who completed the FAFSA" {
  about """
      Completed (not only submitted) the Free Application for Federal Student Aid by June 30, of
      grade 12. Schools see it every week from autumn on.
      Source: Education-to-Workforce Indicator Framework, FAFSA completion; National College
      Attainment Network (June 30, and why completed differs from submitted).
      """
  link "https://educationtoworkforce.org/indicators/fafsa-completion"
  leading college_enrollment_12m after 1 year
  numerator count of students where fafsa_completed = true
  denominator count of students where grade_level = "12"
  better higher
  observed to_date
}

metric college_enrollment_12m "Graduates in college within a year" {
  about """
      First enrolled at any two- or four-year college within 12 months (366 days), of graduates.
      Some colleges do not report, and some students block their records: the rate is a lower bound.
      Source: Houston ISD Board Monitoring System (within one year); National Student Clearinghouse,
      High School Benchmarks (first year after graduation).
      """
  link "https://nscresearchcenter.org/high-school-benchmarks/"
  lagging
  numerator count of graduates where college_entered_on - graduated_on <= 366 days
  denominator count of graduates
  better higher
}

metric college_enrollment_16m "Graduates in college within 16 months" {
  about """
      As `college_enrollment_12m`, within 16 months (488 days), so that a second autumn is in.
      Customary: state report cards use 12 or 16 months; say which.
      """
  lagging
  numerator count of graduates where college_entered_on - graduated_on <= 488 days
  denominator count of graduates
  better higher
}

metric college_persistence "Students back for the second year of college" {
  about """
      Enrolled in the second year at any college, of graduates who had entered one within a year. A
      transfer is no loss.
      Source: National Student Clearinghouse, High School Benchmarks (persistence from the first to
      the second year).
      """
  link "https://nscresearchcenter.org/high-school-benchmarks/"
  lagging
  numerator count of graduates where college_second_year = true
  denominator count of graduates where college_entered_on - graduated_on <= 366 days
  better higher
}

metric college_remediation "College entrants placed into remedial courses" {
  about """
      Placed into a remedial course in English or mathematics, of graduates who entered college
      within a year. States that ended placement tests have no such figure.
      Source: National College Attainment Network, Common Measures for Success.
      """
  link "https://www.ncan.org/general/custom.asp?page=CommonMeasuresforSuccess"
  lagging
  numerator count of graduates where college_remedial = true
  denominator count of graduates where college_entered_on - graduated_on <= 366 days
  better lower
}

metric algebra1_by_grade8 "Algebra I by the end of grade 8" {
  about """
      Passed Algebra I with credit by the end of grade 8, of grade 8.
      Source: Annenberg Institute, Beyond Test Scores: Leading Indicators for Education; Males of
      Color indicators.
      """
  link "https://www.scribd.com/document/126368565/Leading-Indicators"
  leading ccr_rate after 4 years
  numerator count of students where algebra1_passed = true
  denominator count of students where grade_level = "08"
  better higher
}

metric algebra1_by_grade9 "Algebra I by the end of grade 9" {
  about """
      Passed Algebra I with credit by the end of grade 9, of grade 9; those who passed it earlier
      count.
      Source: Council of the Great City Schools, Males of Color indicators; Broward County 2027
      Strategic Plan (algebra by grade 9).
      """
  link "https://fl01803656.schoolwires.net/Page/35711"
  leading ccr_rate after 3 years
  numerator count of students where algebra1_passed = true
  denominator count of students where grade_level = "09"
  better higher
}
