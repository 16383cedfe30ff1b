# Key results scored by the share of the distance covered: two worked examples from the
# definition, Google re:Work's "launch six features, three launched", and the edges of the bands
# (0.7, 0.4, 0.3).
project okr_vectors "Key results" {
  calendar fiscal FY { starts 01-01 ; named by end ; parts Q at 01-01, 04-01, 07-01, 10-01 }
  rate by okr
  rules { allow output_as_outcome }
}
use ratings
unit office "The office" as office

source key_results {
  from csv "data/key_results.csv"
  summary
  public
  one row per quarter
  period quarter as "2025-Q2"
  unit office
  field quarter text
  field promoter_score number
  field churn number
  field features number
  field pilots number
  field schools number
  field visits number
}

metric promoter_score "Net promoter score" {
  lagging
  value published promoter_score of key_results
  unit score
  better higher
}
metric churn "Families who leave" {
  lagging
  value published churn of key_results
  unit score
  better lower
}
metric features "Features launched" {
  lagging
  value published features of key_results
  unit count
  better higher
}
metric pilots "Pilots started" {
  lagging
  value published pilots of key_results
  unit count
  better higher
}
metric schools "Schools joined" {
  lagging
  value published schools of key_results
  unit count
  better higher
}
metric visits "Visits made" {
  lagging
  value published visits of key_results
  unit count
  better higher
}

plan second_quarter "Second quarter" {
  kind annual
  for office
  period FY2025.Q2
  goal families "Families stay and recommend us" {
    owner office
    measure promoter_score { baseline FY2025.Q1 32 ; target FY2025.Q2 45 }
    measure churn { baseline FY2025.Q1 8 ; target FY2025.Q2 5 }
  }
  goal product "The product grows" {
    owner office
    measure features { baseline FY2025.Q1 0 ; target FY2025.Q2 6 }
    measure pilots { baseline FY2025.Q1 0 ; target FY2025.Q2 10 }
    measure schools { baseline FY2025.Q1 0 ; target FY2025.Q2 10 }
    measure visits { baseline FY2025.Q1 0 ; target FY2025.Q2 10 }
  }
}
