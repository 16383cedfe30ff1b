# Graduation. The metrics ask for these sources of the project:
#
#   cohort      one row per student who was ever assigned to a class, under the school year in which
#               it is to graduate (class of 2025: 2024-25), with
#     left text                    "transferred", "emigrated" or "died"; missing while enrolled
#                                  or done
#     written_confirmation bool    of that: an official record that it is so
#     diploma bool                 a regular diploma, or the state's alternate one
#     years_to_diploma number      from the first grade 9 on; the summer after year 4 belongs to it
#     status_year_4 text           after four years: "graduated", "enrolled", "completer" (another
#                                  credential), "dropped_out"
#   students    one row per student and school year, with
#     grade_level text             CEDS: 09, 10, 11, 12
#     dropped_out bool             left that year without a diploma and without a known transfer
#     first_time_ninth bool        in grade 9 for the first time
#     credits_earned number        in the school year, without summer
#     core_semester_failures int   semester F in English, mathematics, science, social science
#     grade_point_average number   of the year, unweighted, 4.0 the best
#     years_behind number          over age, and behind in credits, for the class; the lesser
#                                  of both
#
# Figures of a class are known the autumn after it; plans should expect them a year late.

metric acgr4 "Four-year graduation (adjusted cohort)" {
  about """
      Regular diploma, or the state's alternate one, within four years, of first-time ninth graders
      and those who transferred in, without those who transferred out, emigrated or died. Nobody is
      taken out without written confirmation: who left without it stays in the denominator, and so
      do dropouts. Early graduates count with their class; a diploma in year five never raises this
      rate.
      Source: 34 CFR 200.19(b)(1), as quoted by the Maine Department of Education and the New Jersey
      questions and answers; EDFacts FS150, FS151.
      """
  link "http://nj.gov/education/data/grate/faq.htm"
  lagging
  numerator count of cohort where diploma = true and years_to_diploma <= 4
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better higher
  observed cohort
}

metric acgr5 "Five-year graduation (adjusted cohort)" {
  about """
      As `acgr4`, within five years; the cohort is adjusted once more for those who came and left in
      the fifth. Known a year later. Shown beside the four-year rate, never instead of it.
      Source: 34 CFR 200.19(b)(1)(v), extended-year rates.
      """
  link "http://nj.gov/education/data/grate/faq.htm"
  lagging
  numerator count of cohort where diploma = true and years_to_diploma <= 5
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better higher
  observed cohort
}

metric acgr6 "Six-year graduation (adjusted cohort)" {
  about """
      As `acgr4`, within six years. Known two years later.
      Source: 34 CFR 200.19(b)(1)(v), extended-year rates.
      """
  link "http://nj.gov/education/data/grate/faq.htm"
  lagging
  numerator count of cohort where diploma = true and years_to_diploma <= 6
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better higher
  observed cohort
}

metric cohort_dropout_rate "Dropped out of the class" {
  about """
      Dropped out and not back after four years, of the adjusted cohort. Not what is missing to 100
      % of graduation: some are still enrolled, some have another credential. Not the yearly
      `dropout_rate` either.
      Customary: state reports of the status of the cohort; with `acgr4`, `still_enrolled_rate` and
      `other_completer_rate` it adds up to 100 %.
      """
  lagging
  numerator count of cohort where status_year_4 = "dropped_out"
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better lower
  observed cohort
}

metric still_enrolled_rate "Still enrolled after four years" {
  about """
      Still enrolled after four years, of the adjusted cohort: not graduated and not lost.
      Customary: state reports of the status of the cohort.
      """
  lagging
  numerator count of cohort where status_year_4 = "enrolled"
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better neither
  observed cohort
}

metric other_completer_rate "Other completers" {
  about """
      Another credential than a regular or state alternate diploma, such as a certificate or a high
      school equivalency, of the adjusted cohort. No graduates by the federal rule.
      Customary: state reports of the status of the cohort.
      """
  lagging
  numerator count of cohort where status_year_4 = "completer"
  denominator count of cohort unless left in ("transferred", "emigrated", "died")
      and written_confirmation = true
  better neither
  observed cohort
}

metric dropout_rate "Dropped out in the year" {
  about """
      Left school in the year without a diploma and without a known transfer, of students of grades
      9 to 12: an event rate. Over four years it adds up to far more than one year's rate shows.
      Customary: EDFacts FS032 counts dropouts of grades 7 to 12; the rate of grades 9 to 12 is that
      of the National Center for Education Statistics.
      """
  lagging
  numerator count of students where dropped_out = true
  denominator count of students where grade_level in ("09", "10", "11", "12")
  better lower
}

metric freshman_on_track "Freshmen on track" {
  about """
      Five full credits or more and at most one semester F in a core course, of first-time ninth
      graders. Credits of the summer do not count. Who transferred out in the year is left out if
      the source leaves them out: say so.
      Source: Network for College Success, University of Chicago (on-track definition).
      """
  link "https://ncs.uchicago.edu/page/getting-started"
  leading acgr4 after 3 years
  numerator count of students where credits_earned >= 5 and core_semester_failures <= 1
  denominator count of students where first_time_ninth = true
  better higher
}

metric ninth_grade_failure "Ninth graders with an F" {
  about """
      At least one F in a core course, of grade 9. Known each marking period, before credits are.
      Source: Males of Color indicators, Council of the Great City Schools.
      """
  link "http://www.malesofcolor.org/domain/216"
  leading freshman_on_track after 6 months
  numerator count of students where core_semester_failures >= 1
  denominator count of students where grade_level = "09"
  better lower
  observed to_date
}

metric ninth_grade_b_average "Ninth graders with a B average" {
  about """
      Grade point average of 3.0 or better, of grade 9 (unweighted; weighted averages are no part of
      it).
      Source: Males of Color indicators, Council of the Great City Schools.
      """
  link "http://www.malesofcolor.org/domain/216"
  leading acgr4 after 3 years
  numerator count of students where grade_point_average >= 3
  denominator count of students
      where grade_level = "09" and grade_point_average is not missing
  better higher
}

metric overage_undercredited "Over-age and under-credited" {
  about """
      Two years or more behind in age and credits for the class, of grades 9 to 12.
      Source: Annenberg Institute, Beyond Test Scores: Leading Indicators for Education (the
      indicator). Customary: two years.
      """
  link "https://www.scribd.com/document/126368565/Leading-Indicators"
  leading dropout_rate after 1 year
  numerator count of students where years_behind >= 2
  denominator count of students where grade_level in ("09", "10", "11", "12")
  better lower
}
