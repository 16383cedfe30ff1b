# One sheet a question: each repeats districts, grades and years, and divides by one attribute.
source attendance "End-of-year attendance, by district" {
  from csv "data/att_All_Students.csv"
  from csv "data/att_ELL.csv"
  from csv "data/att_Gender.csv"
  from csv "data/att_Poverty.csv"
  from csv "data/att_SWD.csv"
  summary
  public
  one row per district, grade, category, year
  period year as "2021-22"
  unit district of districts
  field district text from "District"
  field grade text from "Grade"
  field category text from "Category"
  field year text from "Year"
  field total_days int from "# Total Days"
  field present_days int from "# Days Present"
  field attendance_published percent from "% Attendance"
  field counted int from "# Contributing 10+ Total Days and 1+ Pres Day"
  field chronic int from "# Chronically Absent"
  field chronic_published percent from "% Chronically Absent"
  suppressed "s"
  total grade "All Grades"
  total category "All Students"
  verify present_days <= total_days as block
  verify chronic <= counted as block
}

dimension ell "English learners" from attendance.category {
  group ell "English learners" when "ELL"
  group not_ell "Not English learners" when "Not ELL"
}
dimension swd "Students with disabilities" from attendance.category {
  group swd "With disabilities" when "SWD"
  group not_swd "Without disabilities" when "Not SWD"
}
dimension poverty "Poverty" from attendance.category {
  group poverty "In poverty" when "Poverty"
  group not_poverty "Not in poverty" when "Not Poverty"
}
dimension gender "Gender" from attendance.category {
  group female "Female" when "Female"
  group male "Male" when "Male"
}
dimension grade "Grade" from attendance.grade {
  group pk "Pre-kindergarten in K-12 schools" when "PK in K-12 Schools"
  group k "Kindergarten" when "0K"
  group g1 "Grade 1" when "1"
  group g2 "Grade 2" when "2"
  group g3 "Grade 3" when "3"
  group g4 "Grade 4" when "4"
  group g5 "Grade 5" when "5"
  group g6 "Grade 6" when "6"
  group g7 "Grade 7" when "7"
  group g8 "Grade 8" when "8"
  group g9 "Grade 9" when "9"
  group g10 "Grade 10" when "10"
  group g11 "Grade 11" when "11"
  group g12 "Grade 12" when "12"
}
