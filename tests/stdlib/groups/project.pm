# The dimensions of the module `groups`, over rows in the words of CEDS and of EDFacts.
project groups "Groups" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use attendance
use groups
unit district "The district" as district

source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit district
  field student_id text
  field school_year text
  field days_enrolled int
  field days_absent int
  field race_and_ethnicity text
  field sex text
  field grade_level text
  field idea_indicator bool {
    true "Yes", "WDIS"
    false "No", "WODIS"
  }
  field section_504_status bool
  field english_learner_status bool {
    true "LEP"
    false "NLEP"
  }
  field economic_disadvantage_status bool
  field homelessness_status bool
  field foster_care bool
  field military_connected_student_indicator bool
  field migrant_status bool
}

test races "Seven groups, in three ways of writing" {
  given students """
      student_id, school_year, days_enrolled, days_absent, race_and_ethnicity
      a,          2024-25,     180,           20,          AmericanIndianOrAlaskaNative
      b,          2024-25,     180,           0,           AM7
      c,          2024-25,     180,           20,          Asian
      d,          2024-25,     180,           20,          BlackOrAfricanAmerican
      e,          2024-25,     180,           0,           Black or African American
      f,          2024-25,     180,           0,           BL7
      g,          2024-25,     180,           20,          HispanicOrLatino
      h,          2024-25,     180,           0,           HI7
      i,          2024-25,     180,           0,           NativeHawaiianOrOtherPacificIslander
      j,          2024-25,     180,           0,           MU7
      k,          2024-25,     180,           20,          White
      l,          2024-25,     180,           0,           MAP
      """
  counts chronic_absence SY2025 1 of 2 for race.american_indian
  counts chronic_absence SY2025 1 of 1 for race.asian
  counts chronic_absence SY2025 1 of 3 for race.black
  counts chronic_absence SY2025 1 of 2 for race.hispanic
  counts chronic_absence SY2025 0 of 1 for race.pacific_islander
  counts chronic_absence SY2025 0 of 1 for race.two_or_more
  counts chronic_absence SY2025 1 of 1 for race.white
  counts chronic_absence SY2025 5 of 12
}
test programs "Each indicator has two groups" {
  given students """
      student_id, school_year, days_enrolled, days_absent, sex, idea_indicator, english_learner_status, section_504_status, economic_disadvantage_status, homelessness_status, foster_care, military_connected_student_indicator, migrant_status
      a,          2024-25,     180,           20,          F,   WDIS,           LEP,                    Y,                  Y,                            Y,                   Y,           Y,                                    Y
      b,          2024-25,     180,           0,           Male, No,            NLEP,                   N,                  N,                            N,                   N,           N,                                    N
      """
  counts chronic_absence SY2025 1 of 1 for sex.female
  counts chronic_absence SY2025 0 of 1 for sex.male
  counts chronic_absence SY2025 1 of 1 for idea.with_disability
  counts chronic_absence SY2025 0 of 1 for idea.without_disability
  counts chronic_absence SY2025 1 of 1 for english_learner.learner
  counts chronic_absence SY2025 0 of 1 for english_learner.not_learner
  counts chronic_absence SY2025 1 of 1 for section_504.with_504
  counts chronic_absence SY2025 0 of 1 for section_504.without_504
  counts chronic_absence SY2025 1 of 1 for economic.disadvantaged
  counts chronic_absence SY2025 0 of 1 for economic.not_disadvantaged
  counts chronic_absence SY2025 1 of 1 for homeless.homeless
  counts chronic_absence SY2025 0 of 1 for homeless.housed
  counts chronic_absence SY2025 1 of 1 for foster.foster
  counts chronic_absence SY2025 0 of 1 for foster.not_foster
  counts chronic_absence SY2025 1 of 1 for military.military
  counts chronic_absence SY2025 0 of 1 for military.not_military
  counts chronic_absence SY2025 1 of 1 for migrant.migrant
  counts chronic_absence SY2025 0 of 1 for migrant.not_migrant
}
test grades "Grades and bands of grades" {
  given students """
      student_id, school_year, days_enrolled, days_absent, grade_level
      a,          2024-25,     180,           20,          PK
      b,          2024-25,     180,           0,           05
      c,          2024-25,     180,           20,          06
      d,          2024-25,     180,           20,          09
      e,          2024-25,     180,           0,           12
      """
  counts chronic_absence SY2025 1 of 1 for grade.pk
  counts chronic_absence SY2025 0 of 1 for grade.g12
  counts chronic_absence SY2025 1 of 2 for grade_band.elementary
  counts chronic_absence SY2025 1 of 1 for grade_band.middle
  counts chronic_absence SY2025 1 of 2 for grade_band.high
}
