# Statements that the other plans do not need: services, teams, trainings, practices
use attendance
project rest "Harbor County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; closed 2025-12-22..2026-01-02 "Winter break" }
  privacy for public { minimum n 10 ; zeros protected }
  rules { allow single_unit_initiative }
}
unit harbor "Harbor County" as district {
  unit new_middle "New Middle School" as school { opened 2024-07-01 from east, west }
  unit east "East Middle School" as school { ended 2024-06-30 }
  unit west "West Middle School" as school { ended 2024-06-30 }
  unit help "Help desk" as office {
    service tickets_service "Help for schools" {
      customers harbor "principals and clerks"
      measure on_time { baseline SY2024 71% ; target SY2026 85% }
      budget $410_000 from general for SY2026
      spent $120_000 from general on 2025-12-31
    }
    team desk "Desk leads" { members help, harbor ; chair "Director, Help Desk" ; meets every 2 weeks ; held 2025-09-08 }
  }
}
source tickets {
  from csv "tickets.csv"
  header row 3
  extracted on 2026-01-05
  pending "Data Pending"
  one row per ticket
  period opened
  unit help
  field ticket text
  field opened time
  field closed time
  field reach text
  field days int
  derive on_time as closed - opened <= 48 hours
  ranges "GE95", "LT50", "20-24"
  link "https://example.org/tickets"
}
dimension channel "Channel" from tickets.reach { group phone when "phone" ; group written "In writing" when "mail", "web" ; group any "Any" of phone, written ; overlapping }
metric on_time "Tickets closed within 48 hours" {
  leading
  numerator count of tickets where on_time = true
  denominator count of tickets
  better higher
  observed to_date
  by channel
}
units large_districts from tickets where reach = "large" as peer { id reach }
metric suspensions "Suspensions per 100 students" { numerator sum days of tickets ; denominator count of tickets ; better lower ; unit score "per 100" }
plan compass "The Compass" {
  kind strategic
  for harbor
  period SY2025..SY2028
  goal service "Every school is served" { measure on_time { baseline SY2025 71% ; target SY2028 90% } }
}
plan annual "Annual plan" {
  kind annual
  for harbor
  period SY2026
  vision "Every school is helped."
  value equity "Every school gets what it needs."
  goal answer "Schools get answers" { aligns to compass.service ; measure on_time { baseline SY2025 71% ; target SY2026 85% } }
  objective first "On the first call" within answer { measure on_time { target SY2026 60% for phone ; baseline SY2025 50% for phone } }
  initiative rota "Rota" { serves first ; owner help ; needs phones ; starts 2025-08-01 }
  initiative phones "New phones" { serves first ; owner help }
  training tone "Telephone manner" { audience help ; period SY2026 ; trained help 4 of 6 on 2025-09-01 ; trained from tickets where reach = "PM101" }
}
practice lunch "Call at lunch" { from new_middle on SY2025 ; taken by help on 2025-09-01 ; evidence tier 4 "One school, one year" }
review oct "Help desk" on 2025-10-07 {
  of annual.answer
  action a3 "Publish the waiting times" owner help due 2025-11-01
}
review nov "Help desk" on 2025-11-04 { of annual.answer ; cancel oct.a3 on 2025-11-04 "Overtaken by the new contract" }
