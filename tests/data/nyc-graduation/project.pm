# Outcomes of New York City's cohorts of 2001 to 2006, by school and group: counts, and percentages of
# the cohort that the publisher rounds to a tenth, half up.
project nyc_graduation "New York City Department of Education" {
  calendar program CO { starts 07-01 ; named by start }
}
unit city "New York City" as district {
  units schools from outcomes as school { id dbn }
}
source outcomes {
  from csv "graduation.csv"
  summary
  public
  one row per demographic, dbn, cohort
  period cohort as "2001"
  unit dbn of schools
  field demographic text from "Demographic"
  field dbn text from "DBN"
  field cohort text from "Cohort"
  field students int from "Total Cohort"
  field grads int from "Total Grads - n"
  field grads_printed percent from "Total Grads - % of cohort"
  field regents int from "Total Regents - n"
  field regents_printed percent from "Total Regents - % of cohort"
  field advanced int from "Advanced Regents - n"
  field advanced_printed percent from "Advanced Regents - % of cohort"
  field without int from "Regents w/o Advanced - n"
  field without_printed percent from "Regents w/o Advanced - % of cohort"
  field local_diploma int from "Local - n"
  field local_diploma_printed percent from "Local - % of cohort"
  field enrolled int from "Still Enrolled - n"
  field enrolled_printed percent from "Still Enrolled - % of cohort"
  field dropped int from "Dropped Out - n"
  field dropped_printed percent from "Dropped Out - % of cohort"
  total demographic "Total Cohort"
  suppressed "s"
}
dimension demographic "Group" from outcomes.demographic { group each }
metric grads "Graduated" {
  lagging
  numerator sum grads of outcomes
  denominator sum students of outcomes
  better higher
  by demographic
  round value to 0.1 pts
}
metric regents "Regents diploma" {
  lagging
  numerator sum regents of outcomes
  denominator sum students of outcomes
  better higher
  by demographic
  round value to 0.1 pts
}
metric advanced "Advanced Regents diploma" {
  lagging
  numerator sum advanced of outcomes
  denominator sum students of outcomes
  better higher
  by demographic
  round value to 0.1 pts
}
metric without "Regents diploma without advanced designation" {
  lagging
  numerator sum without of outcomes
  denominator sum students of outcomes
  better neither
  by demographic
  round value to 0.1 pts
}
metric local_diploma "Local diploma" {
  lagging
  numerator sum local_diploma of outcomes
  denominator sum students of outcomes
  better neither
  by demographic
  round value to 0.1 pts
}
metric enrolled "Still enrolled" {
  lagging
  numerator sum enrolled of outcomes
  denominator sum students of outcomes
  better neither
  by demographic
  round value to 0.1 pts
}
metric dropped "Dropped out" {
  lagging
  numerator sum dropped of outcomes
  denominator sum students of outcomes
  better lower
  by demographic
  round value to 0.1 pts
}
plan cohorts "Graduation" {
  kind district
  for city
  period CO2001..CO2006
  goal outcomes "Every student graduates" {
    measure grads {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.grads_printed
    }
    measure regents {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.regents_printed
    }
    measure advanced {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.advanced_printed
    }
    measure without {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.without_printed
    }
    measure local_diploma {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.local_diploma_printed
    }
    measure enrolled {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.enrolled_printed
    }
    measure dropped {
      across schools
      maintain from 0%
      maintain from 0% for each demographic
      compare with outcomes.dropped_printed
    }
  }
}
