# What the pairs of revisions beside this file have in common.
unit d "District" as district {
  unit a "A" as division { lead "Chief" }
  unit b "B" as division { lead "Director" }
  unit c "C" as office
  units schools from roster as school { id school_id ; called school_name }
}
source roster {
  from csv "roster.csv"
  one row per school_id
  field school_id text
  field school_name text
  field level text
}
source students {
  from csv "students.csv"
  one row per student_id, school_year
  period school_year as "2024-25" of school_year
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field race text
  field frl bool
  field grade int
  field score int
  field enrolled int
  field absent int
}
dimension race "Race" from students.race {
  group black "Black" when "B"
  group hispanic "Hispanic" when "H"
  group white "White" when "W"
}
dimension frl "Meals" from students.frl { group frl "Frl" when true ; group not_frl "Not" when false }
metric hi "High" {
  numerator count of students where score >= 440
  denominator count of students
  better higher
  by race, frl
}
metric lo "Low" {
  numerator count of students where absent >= 10
  denominator count of students
  better lower
  by race, frl
}
