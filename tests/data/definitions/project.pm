# Published definitions on rows: the adjusted cohort of 34 CFR 200.19(b), the 95 % rule of ESSA, NWEA's
# median growth percentile.
project definitions "Published definitions" {
  calendar school_year SY { starts 07-01 ; named by end }
  calendar classes CL { starts 09-01 ; named by end }
  privacy { minimum n 1 ; complement shown }
  rules { allow minimum_n_too_small, complement_shown }
}
unit district "The district" as district

# One row per student who began grade 9 with the class, or came into it.
source cohort {
  from csv "data/cohort.csv"
  one row per student
  period class as "2025" of classes
  unit district
  field student text
  field class int
  field joined text
  field left text
  field confirmed bool
  field diploma text
  field graduated_in int
}
source tests {
  from csv "data/tests.csv"
  one row per student, year
  period year as "2025" of school_year
  unit district
  field student text
  field year text
  field scored bool
  field meets bool
}
source growth {
  from csv "data/growth.csv"
  one row per student, year
  period year as "2025" of school_year
  unit district
  field student text
  field year text
  field percentile int
}

metric acgr4 "Four-year adjusted cohort graduation rate" {
  lagging
  numerator count of cohort where diploma = "regular" and graduated_in <= class
  denominator count of cohort unless left in ("transfer_out", "emigrated", "died") and confirmed = true
  observed cohort
  better higher
}
metric acgr5 "Five-year adjusted cohort graduation rate" {
  lagging
  numerator count of cohort where diploma = "regular" and graduated_in <= class + 1
  denominator count of cohort unless left in ("transfer_out", "emigrated", "died") and confirmed = true
  observed cohort
  better higher
}
metric proficient_tested "Meets the standard, of those with a score" {
  lagging
  numerator count of tests where meets = true
  denominator count of tests where scored = true
  better higher
}
metric proficient_essa "Meets the standard, of at least 95 % of all" {
  lagging
  numerator count of tests where meets = true
  denominator count of tests where scored = true
  participation 95% count of tests
  better higher
}
metric median_growth "Median growth percentile" {
  lagging
  value median percentile of growth
  between lower
  better higher
}
metric median_middle "Median, half way between two" {
  lagging
  value median percentile of growth
  between middle
  better higher
}
