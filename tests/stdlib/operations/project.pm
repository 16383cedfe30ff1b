# The module `operations` on figures that can be counted by hand.
project operations "Operations" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use operations
unit district "The district" as district

source bus_runs {
  from csv "bus-runs.csv"
  one row per run_id
  period day
  unit district
  field run_id text
  field day date
  field arrived_at time
  field bell_at time
}
source transportation {
  from csv "transportation.csv"
  one row per school_year
  period school_year as "2024-25"
  unit district
  field school_year text
  field cost money
  field buses int
  field miles number
}
source meals {
  from csv "meals.csv"
  one row per school, school_year
  period school_year as "2024-25"
  unit district
  field school text
  field school_year text
  field breakfasts int
  field lunches int
  field attendance_days int
  field meal_equivalents number
  field labor_hours number
}
source work_orders {
  from csv "work-orders.csv"
  one row per order_id
  period school_year as "2024-25"
  unit district
  field order_id text
  field school_year text
  field opened_on date
  field completed_on date
}
source network {
  from csv "network.csv"
  one row per school_year
  period school_year as "2024-25"
  unit district
  field school_year text
  field minutes_up number
  field minutes_scheduled number
  field bandwidth_kbps number
  field students int
}
source buildings {
  from csv "buildings.csv"
  one row per building, school_year
  period school_year as "2024-25"
  unit district
  field building text
  field school_year text
  field utility_cost money
  field custodial_cost money
  field square_feet number
}

test buses "With the bell is on time; a run that did not arrive is late" {
  given bus_runs """
      run_id, day,        arrived_at,       bell_at
      1,      2024-09-03, 2024-09-03 07:45, 2024-09-03 07:45
      2,      2024-09-03, 2024-09-03 07:46, 2024-09-03 07:45
      3,      2024-09-03, ,                 2024-09-03 07:45
      """
  given transportation """
      school_year, cost,    buses, miles
      2024-25,     6000000, 100,   1500000
      """
  counts bus_on_time SY2025 1 of 3
  expect cost_per_bus SY2025 $60_000
  expect cost_per_mile SY2025 $4
}
test meals "Schools weigh by their days of attendance" {
  given meals """
      school, school_year, breakfasts, lunches, attendance_days, meal_equivalents, labor_hours
      a,      2024-25,     300,        700,     1000,            900,              50
      b,      2024-25,     1500,       2100,    3000,            2700,             150
      """
  expect breakfast_participation SY2025 45%
  expect lunch_participation SY2025 70%
  expect meals_per_labor_hour SY2025 18
}
test orders "Of orders completed" {
  given work_orders """
      order_id, school_year, opened_on,  completed_on
      1,        2024-25,     2024-09-01, 2024-09-11
      2,        2024-25,     2024-09-01, 2024-09-26
      3,        2024-25,     2024-09-01,
      """
  expect work_order_days SY2025 17.5 days
}
test plant "Network and buildings" {
  given network """
      school_year, minutes_up, minutes_scheduled, bandwidth_kbps, students
      2024-25,     99900,      100000,            10000000,       10000
      """
  given buildings """
      building, school_year, utility_cost, custodial_cost, square_feet
      a,        2024-25,     100000,       200000,         100000
      b,        2024-25,     200000,       175000,         50000
      """
  expect network_uptime SY2025 99.9%
  expect bandwidth_per_student SY2025 1_000
  expect utility_cost_per_square_foot SY2025 $2
  expect custodial_cost_per_square_foot SY2025 $2.5
}
