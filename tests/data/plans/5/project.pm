# Plans as districts and states publish them, a goal or two of each
project published "Published plans, one goal each" {
  calendar school_year SY { starts 07-01 ; named by end }
  calendar calendar_year CY { starts 01-01 ; named by start }
}
unit wichita "Wichita Public Schools" as district
unit gwinnett "Gwinnett County Public Schools" as district
unit virginia "Virginia Department of Education" as state
unit seattle "Seattle Public Schools" as district
unit anchorage "Anchorage School District" as district
unit queens_north "Queens North" as district
units schools from roster as school { id school ; called school ; within district }
source roster { from csv "schools.csv" ; one row per school ; field school text ; field district text }

source figures "Figures typed from the district's pages" {
  from csv "figures.csv"
  summary
  one row per district, kpi, level, year
  period year as "2025" of school_year
  unit district of roster_districts
  field district text
  field kpi text
  field level text
  field year text
  field result number
  missing "", "—", "N/A", "Data will be available in November 2018"
  skip where kpi is missing
}
source state_figures "Figures typed from the state's pages" {
  from csv "state-figures.csv"
  summary
  one row per kpi, year
  period year as "2022" of calendar_year
  unit virginia
  field kpi text
  field year text
  field result number
}
units roster_districts from roster as district { id district }
dimension level "School level" from figures.level { group elementary when "Elementary" ; group middle when "Middle" ; group high when "High" }

metric below_reading "Third graders below benchmark in aReading" { value published result of figures where kpi = "aReading" ; unit percent ; better lower }
metric attendance "Average daily attendance" { value published result of figures where kpi = "ADA" ; unit percent ; better higher ; by level }
metric graduation "High school graduation" { value published result of figures where kpi = "graduation" ; unit percent ; better higher }
metric counselors "Students for each counselor" { value published result of figures where kpi = "counselors" ; unit ratio "students to 1" ; better lower }
metric belonging "Sense of belonging, students" { value published result of figures where kpi = "belonging" ; unit percent ; better higher }
metric accredited "Schools fully accredited" { value published result of state_figures where kpi = "201.0005" ; unit percent ; better higher }
metric preschool "At-risk children in the Virginia Preschool Initiative" { value published result of state_figures where kpi = "20118101.007.001" ; unit count "children" ; better higher }
metric grade2_literacy "Second graders at literacy standard" { value published result of figures where kpi = "g2lit" ; unit percent ; better higher }
metric occurrences "Level 4 and 5 occurrences" { value published result of figures where kpi = "occ45" ; unit count ; better lower ; round target to 1 }
metric suspended "Students suspended" { value published result of figures where kpi = "suspended" ; unit percent ; better lower }
metric chronic "Chronic absence" { value published result of figures where kpi = "chronic" ; unit percent ; better lower }
metric schools_there "Schools at 95% attendance, or 2 points up" {
  value published result of figures where kpi = "schools_there"
  unit percent
  better higher
}

plan future_ready "Every Student Future Ready" {
  kind strategic
  for wichita
  period SY2018..SY2025
  goal graduate "By 2025, graduation rates will increase from 74% to 80%." {
    measure graduation { baseline SY2018 73.97% ; target SY2025 80% }
  }
  goal read3 "Fewer third graders below benchmark" { measure below_reading { baseline SY2024 56.5% ; target SY2025 53% } }
  goal attend "Students come to school" {
    measure attendance {
      baseline SY2024 91.5% for elementary
      baseline SY2024 89.5% for middle
      baseline SY2024 86.7% for high
      target SY2025 93.8% for elementary
      target SY2025 93.2% for middle
      target SY2025 90.5% for high
    }
  }
}
plan blueprint "Our Blueprint for the Future" {
  kind strategic
  for gwinnett
  period SY2022..SY2027
  focus empathy "Empathy"
  goal belong "Every student belongs" within empathy {
    measure belonging { baseline SY2022 71.1% ; target SY2023 71.6% ; target SY2024 72.6% ; target SY2025 74.6% ; target SY2026 77.6% ; target SY2027 82% }
  }
  goal support "Students can reach a counselor" within empathy {
    measure counselors { baseline SY2022 490 ; target SY2023 447 ; target SY2024 427 ; target SY2025 402 ; target SY2026 377 ; target SY2027 350 }
  }
}
plan vdoe "Virginia Performs: Department of Education" {
  kind state
  for virginia
  period CY2012..CY2022
  goal accredit "Schools in high-poverty communities are accredited" {
    measure accredited { baseline CY2014 26% ; target CY2020 pending }
  }
  goal preschool "At-risk children are served" {
    measure preschool { baseline CY2006 11_343 ; target CY2020 18_356 ; target CY2022 18_356 ; path hold }
  }
}
plan seattle_goals "Goals and guardrails" {
  kind strategic
  for seattle
  period SY2025..SY2030
  goal literacy "Second graders meeting literacy standards, up 10 points by June 2030" {
    measure grade2_literacy { baseline SY2025 pending ; target SY2030 baseline + 10 pts }
  }
  goal absent "Halve chronic absence by 2030" { measure chronic { baseline SY2025 ; target SY2030 50% of baseline } }
  guardrail no_suspending "The superintendent will not raise attendance by suspending more students" {
    measure suspended { baseline SY2025 ; maintain to baseline for each level over SY2026..SY2030 }
  }
}
plan anchorage_attendance "Attendance initiative" {
  kind annual
  for anchorage
  period SY2020
  goal attend "District attendance up half a point, or kept at 95%" {
    measure attendance { baseline SY2019 ; target SY2020 95% ; alternative SY2020 previous + 0.5 pts }
    measure schools_there { baseline SY2019 ; target SY2020 baseline + 5 pts }
  }
}
plan queens "Community Superintendent, Queens North" {
  kind annual
  for queens_north
  period SY2024
  goal safe "Reduce Level 4 and 5 occurrences by 15%" { measure occurrences { baseline SY2023 1805 ; target SY2024 85% of baseline } }
  goal present "Reduce chronic absence by three percentage points" { measure chronic { baseline SY2023 28% ; target SY2024 baseline - 3 pts } }
}
