# Howard County, Maryland: halve the share of students who are not proficient, 2017 to 2030.
project howard "Howard County Public School System" {
  about "The published table for elementary English language arts. See data/PROVENANCE.md."
  calendar school_year SY { starts 07-01 ; named by end }
}

unit hcpss "Howard County Public School System" as district

source elementary "Elementary English language arts, state tests" {
  from csv "data/elementary_ela.csv"
  summary
  public
  one row per student_group, year
  period year as "2019"
  unit hcpss
  field student_group text
  field year text
  field proficient percent
  field printed_target percent
  field printed_met text
  total student_group "All"
}

# Three ways to divide that share one column of the table; a learner of English has a race, too.
dimension race "Race and ethnicity" from elementary.student_group {
  group asian "Asian" when "Asian"
  group black "Black or African American" when "Black or African American"
  group hispanic "Hispanic/Latino" when "Hispanic"
  group two "Two or more races" when "Two or more"
  group white "White" when "White"
}
dimension ell "English learners" from elementary.student_group {
  group ell "English learners" when "English Learner"
}
dimension swd "Students with disabilities" from elementary.student_group {
  group swd "In special education" when "Special Education"
}

metric proficient "Proficient in elementary English language arts" {
  lagging
  value published proficient of elementary
  unit percent
  better higher
  by race, ell, swd
  range 0%..100%
}
