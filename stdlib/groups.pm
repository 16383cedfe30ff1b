# Groups of students, in the words of CEDS (Common Education Data Standards) and EDFacts. They
# divide the rows of the source `students` and of every source whose rows refer to a student
# (`field student_id text to students`). A dimension whose field the project does not declare is
# left out.
#
#   students    one row per student, or per student and school year, with any of these fields,
#               named after the CEDS elements:
#     race_and_ethnicity text, sex text, grade_level text
#     idea_indicator, section_504_status, english_learner_status, economic_disadvantage_status,
#     homelessness_status, foster_care, military_connected_student_indicator, migrant_status bool
#
# Fields of type bool take CEDS' own answers, `field idea_indicator bool { true "Yes" ; false "No"
# }`, or EDFacts' codes: `{ true "WDIS" ; false "WODIS" }`.

dimension race "Race and ethnicity" from students.race_and_ethnicity {
  about """
      The seven groups of the federal guidance of 2007; who is Hispanic or Latino is counted there
      whatever the race. Codes of CEDS (Race and Ethnicity), of EDFacts (AM7 and so on, and those of
      major groups) and plain words are read. Codes that put two of the groups together (MAP, MAS:
      Asian or Pacific Islander) belong to no group here.
      """
  group american_indian "American Indian or Alaska Native" when "AmericanIndianOrAlaskaNative",
      "AmericanIndianorAlaskaNative", "AM7", "MAN", "MAM", "American Indian or Alaska Native"
  group asian "Asian" when "Asian", "AS7", "MA"
  group black "Black or African American" when "BlackOrAfricanAmerican", "BlackorAfricanAmerican",
      "BL7", "MB", "MBL", "Black or African American"
  group hispanic "Hispanic or Latino" when "HispanicOrLatino", "HispanicOrLatinoEthnicity", "HI7",
      "MHL", "MHI", "Hispanic or Latino", "Hispanic/Latino"
  group pacific_islander "Native Hawaiian or Other Pacific Islander" when
      "NativeHawaiianOrPacificIslander", "NativeHawaiianOrOtherPacificIslander",
      "NativeHawaiianorOtherPacificIslander", "PI7", "MNP",
      "Native Hawaiian or Other Pacific Islander"
  group two_or_more "Two or more races" when "DemographicRaceTwoOrMoreRaces", "TwoOrMoreRaces",
      "TwoorMoreRaces", "MU7", "MM", "MTR", "Two or More Races", "Two or more races"
  group white "White" when "White", "WH7", "MW", "MWH"
}

dimension sex "Sex" from students.sex {
  about "CEDS: Sex. EDFacts: M, F. Who is neither, or not said, belongs to no group."
  group female "Female" when "Female", "F"
  group male "Male" when "Male", "M"
}

dimension idea "Disability" from students.idea_indicator {
  about """
      Children with disabilities served under the Individuals with Disabilities Education Act. CEDS:
      IDEA Indicator. EDFacts: WDIS, WODIS, and CWD in published graduation rates.
      """
  group with_disability "Students with disabilities (IDEA)" when true
  group without_disability "Students without disabilities" when false
}

dimension section_504 "Section 504" from students.section_504_status {
  about "CEDS: Section 504 Status. EDFacts: SECTION504, NONSECTION504."
  group with_504 "Students with a Section 504 plan" when true
  group without_504 "Students without a Section 504 plan" when false
}

dimension english_learner "English learners" from students.english_learner_status {
  about """
      Current English learners. CEDS: English Learner Status. EDFacts: LEP, NLEP. Former learners,
      who stay in the group for up to four years where achievement is judged (ESEA 1111(b)(3)(B)),
      are not in it here.
      """
  group learner "English learners" when true
  group not_learner "Not English learners" when false
}

dimension economic "Economic disadvantage" from students.economic_disadvantage_status {
  about """
      CEDS: Economic Disadvantage Status. EDFacts: ECODIS; ECD in published graduation rates. States
      say who is meant; where schools feed all students without forms (Community Eligibility), it is
      not who eats free.
      """
  group disadvantaged "Economically disadvantaged" when true
  group not_disadvantaged "Not economically disadvantaged" when false
}

dimension homeless "Homelessness" from students.homelessness_status {
  about "CEDS: Homelessness Status. EDFacts: HOMELSENRL (H in reports of groups)."
  group homeless "Homeless students" when true
  group housed "Not homeless" when false
}

dimension foster "Foster care" from students.foster_care {
  about "CEDS: Program Participation Foster Care. EDFacts: FCS."
  group foster "Students in foster care" when true
  group not_foster "Not in foster care" when false
}

dimension military "Military connection" from students.military_connected_student_indicator {
  about """
      A parent on active duty or in the National Guard or Reserve. CEDS: Military Connected Student
      Indicator. EDFacts: MILCNCTD.
      """
  group military "Military connected students" when true
  group not_military "Not military connected" when false
}

dimension migrant "Migrant status" from students.migrant_status {
  about "CEDS: Migrant Status. EDFacts: MS."
  group migrant "Migratory students" when true
  group not_migrant "Not migratory" when false
}

dimension grade "Grade" from students.grade_level {
  about "CEDS: Grade Level. EDFacts has the same codes."
  group pk "Pre-kindergarten" when "PK"
  group kg "Kindergarten" when "KG"
  group g01 "Grade 1" when "01"
  group g02 "Grade 2" when "02"
  group g03 "Grade 3" when "03"
  group g04 "Grade 4" when "04"
  group g05 "Grade 5" when "05"
  group g06 "Grade 6" when "06"
  group g07 "Grade 7" when "07"
  group g08 "Grade 8" when "08"
  group g09 "Grade 9" when "09"
  group g10 "Grade 10" when "10"
  group g11 "Grade 11" when "11"
  group g12 "Grade 12" when "12"
  group g13 "Grade 13" when "13"
  group ug "Ungraded" when "UG"
}

dimension grade_band "Grade band" from students.grade_level {
  about "Elementary, middle and high school by grade; districts differ."
  group elementary "Pre-kindergarten to grade 5" when "PK", "KG", "01", "02", "03", "04", "05"
  group middle "Grades 6 to 8" when "06", "07", "08"
  group high "Grades 9 to 12" when "09", "10", "11", "12"
}
