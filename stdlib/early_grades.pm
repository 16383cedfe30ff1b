# Pre-kindergarten to grade 3. The metrics ask for these sources of the project:
#
#   students    one row per student and school year, with
#     grade_level text             CEDS: PK, KG, 01, 02, 03
#     days_enrolled, days_absent int
#     days_suspended number        in and out of school
#     expelled bool
#     went_on bool                 of pre-kindergarten: in kindergarten here the autumn after
#     attended_prek bool           of kindergarten: a year of public pre-kindergarten before
#     retained bool                in the same grade again the next year
#   kindergarten_assessments  one row per kindergartner, with ready bool (missing: not assessed)
#   early_literacy  one row per student and round of a screening test, with grade_level text and
#               at_benchmark bool
#   early_benchmarks  one row per student and school year, with grade_level text, reading_met and
#               math_met bool, days_enrolled, days_absent int, days_suspended number, expelled bool
#   tests       as the module `achievement` asks, with grade_level text
use achievement
use attendance

metric kindergarten_readiness "Ready for kindergarten" {
  about """
      Demonstrated readiness on the state's assessment at entry, of those assessed. A result of what
      was before school; where only a sample is assessed, the figure is one of the sample.
      Source: Maryland State Department of Education, Readiness Matters (demonstrating, against
      approaching and emerging readiness).
      """
  link "https://datacenter.aecf.org/data/tables/8609-average-of-language-and-literacy-and-mathematical-thinking-2014-2018"
  leading grade3_reading after 4 years
  numerator count of kindergarten_assessments where ready = true
  denominator count of kindergarten_assessments where ready is not missing
  better higher
}

metric prek_to_kindergarten "Pre-kindergarten pupils who go on to kindergarten here" {
  about """
      In kindergarten in the district the autumn after, of pupils of pre-kindergarten.
      Source: Males of Color indicators, Council of the Great City Schools.
      """
  link "http://www.malesofcolor.org/domain/216"
  leading kindergarten_readiness after 1 year
  numerator count of students where went_on = true
  denominator count of students where grade_level = "PK"
  better higher
}

metric prek_experience "Kindergartners who had public pre-kindergarten" {
  about """
      A year of public pre-kindergarten before, of kindergarten. Private programs are not seen.
      Customary: state early childhood reports.
      """
  leading kindergarten_readiness after 1 year
  numerator count of students where attended_prek = true
  denominator count of students where grade_level = "KG"
  better higher
}

metric early_literacy_at_benchmark "At benchmark in early literacy" {
  about """
      At or above the benchmark of the season on a screening test of kindergarten to grade 3, of
      those tested. Compare the same round of the year.
      Source: Houston ISD goal progress measures (the use of it); the benchmark is the vendor's.
      """
  link "https://houstonisd.legistar.com/LegislationDetail.aspx?GUID=0ABDCCC6-5664-4856-B93F-B7E3D101F1F2&ID=7650406"
  leading grade3_reading after 1 year
  numerator count of early_literacy where at_benchmark = true
  denominator count of early_literacy
      where grade_level in ("KG", "01", "02", "03") and at_benchmark is not missing
  better higher
  observed to_date
}

metric early_grades_on_track "Grades 1 and 2 on track" {
  about """
      Benchmarks of reading and of mathematics met, attendance of 90 % or more, and neither
      suspended nor expelled, of grades 1 and 2. Exactly 90 % is on track, and chronically absent by
      the other definition at once: the two rules meet at that day.
      Source: Education-to-Workforce Indicator Framework, early grades on track.
      """
  link "https://educationtoworkforce.org/indicators/early-grades-track"
  leading grade3_reading after 2 years
  numerator count of early_benchmarks where reading_met = true and math_met = true
      and days_absent <= 10% of days_enrolled and days_suspended = 0 and expelled = false
  denominator count of early_benchmarks where grade_level in ("01", "02")
  better higher
}

metric grade3_reading "Proficient readers in grade 3" {
  about """
      At or above proficient in reading or language arts, of valid tests of grade 3.
      Source: Annenberg Institute, Beyond Test Scores: Leading Indicators for Education (early
      reading); Broward County 2027 Strategic Plan (grade 3 language arts).
      """
  link "https://www.scribd.com/document/126368565/Leading-Indicators"
  lagging
  numerator count of tests where proficient = true
  denominator count of tests where valid = true and grade_level = "03"
      and subject in ("RLA", "ELA", "Reading", "English Language Arts")
  better higher
}

metric early_chronic_absence "Chronically absent, kindergarten to grade 3" {
  about """
      As `chronic_absence`, of kindergarten to grade 3.
      Source: Education-to-Workforce Indicator Framework (absence in kindergarten to grade 2
      predicts reading in grade 3). Customary: the grades.
      """
  link "https://educationtoworkforce.org/indicators/early-grades-track"
  leading grade3_reading after 1 year
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students
      where grade_level in ("KG", "01", "02", "03") and days_enrolled >= 10
  better lower
  observed to_date
}

metric early_retention_rate "Kept in the same grade, kindergarten to grade 3" {
  about """
      In the same grade again the next year, of kindergarten to grade 3. Laws that hold back third
      graders who do not read raise it on purpose: `better neither`.
      Customary: no one publication is followed.
      """
  lagging
  numerator count of students where retained = true
  denominator count of students where grade_level in ("KG", "01", "02", "03")
  better neither
}
