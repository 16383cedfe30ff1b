# State tests in English language arts, New York City's districts 1 to 32, 2013 to 2019 and 2022.
# The six sheets are not kept here: they lie in csv/ below this folder when the project is run.
project ela "New York City, English language arts" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 6 ; complement hidden }
}

unit city "New York City" as district {
  units districts from results as district { id district }
}

source results "District results, grades 3 to 8" {
  from csv "csv/ela_All.csv"
  from csv "csv/ela_ELL.csv"
  from csv "csv/ela_Econ_Status.csv"
  from csv "csv/ela_Ethnicity.csv"
  from csv "csv/ela_Gender.csv"
  from csv "csv/ela_SWD.csv"
  summary
  public
  one row per district, grade, category, year
  period year as "2022"
  unit district of districts
  field district text from "District"
  field grade text from "Grade"
  field year text from "Year"
  field category text from "Category"
  field tested int from "Number Tested"
  field mean_score number from "Mean Scale Score"
  field proficient int from "# Level 3+4"
  field proficient_published percent from "% Level 3+4"
  suppressed "s"
  total grade "All Grades"
  total category "All Students"
  verify proficient <= tested as block
}

dimension ethnicity "Ethnicity" from results.category {
  group asian "Asian" when "Asian"
  group black "Black" when "Black"
  group hispanic "Hispanic" when "Hispanic"
  group white "White" when "White"
}
dimension swd "Students with disabilities" from results.category {
  group swd "With disabilities" when "SWD"
  group not_swd "Without disabilities" when "Not SWD"
}
dimension gender "Gender" from results.category {
  group female "Female" when "Female"
  group male "Male" when "Male"
}
dimension econ "Economic status" from results.category {
  group disadvantaged "Economically disadvantaged" when "Econ Disadv"
  group not_disadvantaged "Not economically disadvantaged" when "Not Econ Disadv"
}
dimension ell "English learners" from results.category {
  group current_ell "Learning English now" when "Current ELL"
  group ever_ell "Once learned English" when "Ever ELL"
  group never_ell "Never learned English" when "Never ELL"
}
dimension grade "Grade" from results.grade {
  group g3 "Grade 3" when "3"
  group g4 "Grade 4" when "4"
  group g5 "Grade 5" when "5"
  group g6 "Grade 6" when "6"
  group g7 "Grade 7" when "7"
  group g8 "Grade 8" when "8"
}

metric proficient "Proficient in English language arts" {
  lagging
  numerator sum proficient of results
  denominator sum tested of results
  better higher
  by ethnicity, swd, gender, econ, ell, grade, grade * ethnicity, grade * swd, grade * gender,
      grade * econ, grade * ell
  gap black vs white
  gap disadvantaged vs not_disadvantaged
  break SY2018 "Tests rescaled: two days instead of three"
  range 0%..100%
}
