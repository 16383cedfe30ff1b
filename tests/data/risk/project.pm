# Risk, risk difference and risk ratio of seven groups: the example tables of the
# Disproportionality Technical Assistance Tool (https://unccdtat.github.io/, sections 4.1 to 4.4).
# Each table stands for a unit; a group's other side is all others together, and white students
# besides.
project risk "Risk and its comparisons" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit lea "The district" as district {
  units tables from counts as table { id table }
}

source counts {
  from csv "data/counts.csv"
  summary
  public
  one row per table, race, year
  period year as "2024-25"
  unit table of tables
  field table text
  field race text
  field year text
  field cell int
  field enrolled int
  total race "Total"
}
dimension race "Race and ethnicity" from counts.race {
  group hispanic "Hispanic/Latino" when "H/L"
  group native "American Indian/Alaska Native" when "AI/AN"
  group asian "Asian" when "A"
  group black "Black/African American" when "B/AA"
  group pacific "Native Hawaiian/Other Pacific Islander" when "NH/OPI"
  group white "White" when "W"
  group two "Two or more" when "Two+"
  group not_hispanic "All but Hispanic/Latino"
      of native, asian, black, pacific, white, two
  group not_native "All but American Indian/Alaska Native"
      of hispanic, asian, black, pacific, white, two
  group not_asian "All but Asian"
      of hispanic, native, black, pacific, white, two
  group not_black "All but Black/African American"
      of hispanic, native, asian, pacific, white, two
  group not_pacific "All but Native Hawaiian/Other Pacific Islander"
      of hispanic, native, asian, black, white, two
  group not_white "All but White"
      of hispanic, native, asian, black, pacific, two
  group not_two "All but two or more"
      of hispanic, native, asian, black, pacific, white
}
metric risk "Children with the outcome" {
  lagging
  numerator sum cell of counts
  denominator sum enrolled of counts
  better lower
  by race
  gap hispanic vs not_hispanic
  gap hispanic vs not_hispanic as ratio
  gap native vs not_native
  gap native vs not_native as ratio
  gap asian vs not_asian
  gap asian vs not_asian as ratio
  gap black vs not_black
  gap black vs not_black as ratio
  gap pacific vs not_pacific
  gap pacific vs not_pacific as ratio
  gap white vs not_white
  gap white vs not_white as ratio
  gap two vs not_two
  gap two vs not_two as ratio
  gap black vs white
  gap black vs white as ratio
}
plan equity "No group is at greater risk" {
  kind annual
  for lea
  period SY2025..SY2026
  goal equal "Black children are at no greater risk than others" {
    owner lea
    measure risk {
      across tables
      baseline SY2025
      close 50% of gap for black vs not_black by SY2026
    }
  }
}
