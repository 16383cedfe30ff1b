# Disproportionality by race and ethnicity: the fourteen analyses of 34 CFR 300.646(b), as risks of
# each group. Risk is the share of a group's children to whom it happens; a risk ratio divides it by
# the risk of all other children. Ratios come from unrounded risks.
#
#   students    one row per child and school year, with the field race_and_ethnicity as the module
#               `groups` reads it, and
#     idea_indicator bool            of all children aged 3 to 21
#     primary_disability_type text   EDFacts: ID, SLD, EMN, SLI, OHI, AUT and others
#     aged_6_to_21 bool
#     educational_environment text   EDFacts FS002: RC39, SS, RF and others
#     days_out, days_in number       suspended out of school or expelled; suspended in school
#     removals int                   all of these, and removals by school staff or a hearing officer
#
# States set the threshold (often 3.0), the least cell (at most 10 is presumed reasonable) and the
# least n (at most 30), how many years count (up to three), and what reasonable progress is. Nothing
# of that is in these metrics: it belongs in a rating of the project.
use groups

metric risk_identified "Identified with a disability" {
  about """
      Identified as children with disabilities, of all children aged 3 to 21. A group may be
      identified too seldom as well: lower is better only where the ratio is high.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where idea_indicator = true
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_intellectual_disability "Identified with an intellectual disability" {
  about """
      Identified with an intellectual disability as the primary disability (ID), of all children
      aged 3 to 21.
      Source: 34 CFR 300.646 and 300.647; Disproportionality Technical Assistance Tool (worked
      answers: risk 5.08 % and risk ratio 2.57).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "ID"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_learning_disability "Identified with a specific learning disability" {
  about """
      Identified with a specific learning disability as the primary disability (SLD), of all
      children aged 3 to 21.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "SLD"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_emotional_disturbance "Identified with an emotional disturbance" {
  about """
      Identified with an emotional disturbance as the primary disability (EMN), of all children aged
      3 to 21.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "EMN"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_speech_impairment "Identified with a speech or language impairment" {
  about """
      Identified with a speech or language impairment as the primary disability (SLI), of all
      children aged 3 to 21.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "SLI"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_other_health_impairment "Identified with another health impairment" {
  about """
      Identified with another health impairment as the primary disability (OHI), of all children
      aged 3 to 21.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "OHI"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_autism "Identified with autism" {
  about """
      Identified with autism as the primary disability (AUT), of all children aged 3 to 21.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where primary_disability_type = "AUT"
  denominator count of students
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_regular_class_below_40 "Inside the regular class under 40 % of the day" {
  about """
      Inside the regular class less than 40 % of the day, of children with disabilities of school
      age.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where educational_environment = "RC39"
  denominator count of students where idea_indicator = true and aged_6_to_21 = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_separate_school "In separate schools and residential facilities" {
  about """
      In separate schools or residential facilities, without homebound, hospital, correctional
      facilities and private schools, of children with disabilities aged 6 to 21. Narrower than
      indicator 5C.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where educational_environment in ("SS", "RF")
  denominator count of students where idea_indicator = true and aged_6_to_21 = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_suspended_out_10 "Suspended out of school up to 10 days" {
  about """
      Suspended out of school or expelled for 10 days or fewer in all, of children with
      disabilities.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where days_out > 0 and days_out <= 10
  denominator count of students where idea_indicator = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_suspended_out_over_10 "Suspended out of school over 10 days" {
  about """
      Suspended out of school or expelled for more than 10 days in all, of children with
      disabilities.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where days_out > 10
  denominator count of students where idea_indicator = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_suspended_in_10 "Suspended in school up to 10 days" {
  about """
      Suspended in school for 10 days or fewer in all, of children with disabilities.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where days_in > 0 and days_in <= 10
  denominator count of students where idea_indicator = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric risk_suspended_in_over_10 "Suspended in school over 10 days" {
  about """
      Suspended in school for more than 10 days in all, of children with disabilities.
      Source: 34 CFR 300.646 and 300.647 (risk, and what is analyzed).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator count of students where days_in > 10
  denominator count of students where idea_indicator = true
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}

metric removals_per_child "Disciplinary removals per child" {
  about """
      All removals, by children with disabilities: suspensions in and out of school, expulsions, and
      removals by school staff or a hearing officer. A child may have several, so that it is no
      share.
      Source: 34 CFR 300.646 and 300.647; Disproportionality Technical Assistance Tool (removals per
      child).
      """
  link "https://sites.ed.gov/idea/regs/b/f/300.647/d"
  lagging
  numerator sum removals of students where idea_indicator = true
  denominator count of students where idea_indicator = true
  unit score "per child"
  better lower
  by race
  gap each race vs others as risk_ratio { minimum cell 10 ; minimum n 30 }
}
