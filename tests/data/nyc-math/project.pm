# Mathematics in New York City's schools, 2006 to 2011, by grade: counts and a percentage that the
# publisher rounds to a tenth, half up.
project nyc_math "New York City Department of Education" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit city "New York City" as district {
  units schools from results as school { id dbn }
}
source results {
  from csv "math.csv"
  summary
  public
  one row per dbn, grade, year
  period year as "2006"
  unit dbn of schools
  field dbn text from "DBN"
  field grade text from "Grade"
  field year text from "Year"
  field tested int from "Number Tested"
  field proficient int from "Level 3+4 #"
  field printed percent from "Level 3+4 %"
  total grade "All Grades"
  suppressed "s"
}
dimension grade "Grade" from results.grade { group each }
metric proficient "At level 3 or 4" {
  lagging
  numerator sum proficient of results
  denominator sum tested of results
  better higher
  by grade
  round value to 0.1 pts
}
plan tests "Mathematics" {
  kind district
  for city
  period SY2006..SY2011
  goal math "Every student is proficient in mathematics" {
    measure proficient {
      across schools
      maintain from 0%
      maintain from 0% for each grade
      compare with results.printed
    }
  }
}
