# Broward County, Florida: goals of the 2027 strategic plan as published at
# https://fl01803656.schoolwires.net/Page/35711 : a table of targets, two years of figures, "Data
# Pending" where one is to come, and "0 %" printed for years that have not begun.
project broward "Broward County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit broward "Broward County Public Schools" as district

source kpi "Goals page" {
  from csv "data/kpi.csv"
  summary
  public
  one row per year
  period year as "2027"
  unit broward
  extracted on 2024-06-28
  field year text
  field grade3_ela percent
  field algebra percent
  field grade8_science percent
  field ready percent
  missing ""
  pending "Data Pending"
}

metric grade3_ela "Grade 3 English language arts" {
  lagging
  value published grade3_ela of kpi
  unit percent
  better higher
}
metric algebra "Algebra 1 by grade 9" {
  lagging
  value published algebra of kpi
  unit percent
  better higher
}
metric grade8_science "Grade 8 science" {
  lagging
  value published grade8_science of kpi
  unit percent
  better higher
}
metric ready "College and career ready" {
  lagging
  value published ready of kpi
  unit percent
  better higher
}

plan plan2027 "2027 Strategic Plan" {
  kind strategic
  for broward
  period SY2023..SY2027
  goal g1 "Third graders read on grade level" {
    owner broward
    measure grade3_ela {
      baseline SY2022 52%
      target SY2023 55%
      target SY2024 58%
      target SY2025 61%
      target SY2026 63%
      target SY2027 65%
    }
  }
  goal g2 "Students pass algebra by grade 9" {
    owner broward
    measure algebra {
      baseline SY2022 53%
      target SY2023 55%
      target SY2024 57%
      target SY2025 59%
      target SY2026 61%
      target SY2027 63%
    }
  }
  goal g3 "Eighth graders are proficient in science" {
    owner broward
    measure grade8_science {
      baseline SY2022 47%
      target SY2023 49%
      target SY2024 51%
      target SY2025 53%
      target SY2026 54%
      target SY2027 55%
    }
  }
  goal g4 "Graduates are ready for college and career" {
    owner broward
    measure ready {
      baseline SY2022 41%
      target SY2023 43%
      target SY2024 45%
      target SY2025 47%
      target SY2026 49%
      target SY2027 51%
    }
  }
}
