# Operations. The metrics ask for these sources of the project:
#
#   bus_runs    one row per morning run, with arrived_at and bell_at time
#   transportation  one row per fiscal year or part of it, with cost money, buses int, miles number
#   meals       one row per school and month or day, with
#     breakfasts, lunches int      reimbursable meals
#     attendance_days int          students in attendance, added over the days of service
#     meal_equivalents number      lunches, with breakfasts, snacks and sales turned into lunches
#     labor_hours number
#   work_orders one row per work order, with opened_on, completed_on date
#   network     one row per month, with minutes_up, minutes_scheduled, bandwidth_kbps number,
#               students int
#   buildings   one row per building and fiscal year, with utility_cost, custodial_cost money,
#               square_feet number
use attendance

metric bus_on_time "Buses on time" {
  about """
      Morning runs that arrived before the bell or with it, of all runs; a run that did not arrive
      is late. Afternoon runs have no bell and are not in it.
      Customary: after the Council of the Great City Schools, one less the share of late runs.
      """
  leading attendance_rate after 3 months
  numerator count of bus_runs where arrived_at <= bell_at
  denominator count of bus_runs
  better higher
  observed to_date
}

metric cost_per_bus "Transportation cost per bus" {
  about """
      Cost of transportation by buses in service.
      Source: Council of the Great City Schools, Managing for Results (the name is read, what is
      cost is customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator sum cost of transportation
  denominator sum buses of transportation
  unit money
  better lower
}

metric cost_per_mile "Transportation cost per mile" {
  about """
      Cost of transportation by miles operated. Falls when routes get longer: read it with the cost
      per rider.
      Source: Council of the Great City Schools, Managing for Results (the name is read, what is
      cost is customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator sum cost of transportation
  denominator sum miles of transportation
  unit money
  better lower
}

metric breakfast_participation "Breakfast participation" {
  about """
      Breakfasts by days of attendance: of 100 students in school on a day, how many had breakfast.
      Source: Council of the Great City Schools, Managing for Results (the name is read, attendance
      as the base is customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  leading attendance_rate after 3 months
  numerator sum breakfasts of meals
  denominator sum attendance_days of meals
  better higher
  observed to_date
}

metric lunch_participation "Lunch participation" {
  about """
      Lunches by days of attendance.
      Source: Council of the Great City Schools, Managing for Results (the name is read, attendance
      as the base is customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator sum lunches of meals
  denominator sum attendance_days of meals
  better higher
  observed to_date
}

metric meals_per_labor_hour "Meals per labor hour" {
  about """
      Meal equivalents by hours of labor in the kitchens.
      Source: Council of the Great City Schools, Managing for Results (Food Services: Meals per
      Labor Hour). Customary: what a breakfast or a snack counts.
      """
  link "http://docplayer.net/23370443-Key-performance-indicators-benchmarking-data-modeling-actpoint-kpi-20.html"
  lagging
  numerator sum meal_equivalents of meals
  denominator sum labor_hours of meals
  unit score "meals an hour"
  better higher
  observed to_date
}

metric work_order_days "Days to complete a work order" {
  about """
      Mean of days from opening to completion, of work orders completed. Closing old ones raises it:
      read it with the number still open.
      Source: Albuquerque Public Schools, Managing for Results: days to complete all work orders, by
      work orders completed.
      """
  link "http://www.aps.edu/maintenance-and-operations/appendices-1/managing-for-results-2016-results-1/work-order-completion"
  lagging
  value mean completed_on - opened_on of work_orders where completed_on is not missing
  unit days
  better lower
  observed to_date
}

metric network_uptime "Network up" {
  about """
      Minutes up, of minutes in which the network was to be up; planned maintenance is in neither.
      Source: Council of the Great City Schools, Managing for Results (the name is read, the parts
      are customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator sum minutes_up of network
  denominator sum minutes_scheduled of network
  better higher
  observed to_date
}

metric bandwidth_per_student "Bandwidth per student" {
  about """
      Kilobits a second of internet connection by students.
      Source: Council of the Great City Schools, Managing for Results (Network - Bandwidth per
      Student).
      """
  link "http://docplayer.net/23370443-Key-performance-indicators-benchmarking-data-modeling-actpoint-kpi-20.html"
  lagging
  numerator sum bandwidth_kbps of network
  denominator sum students of network
  unit score "kbps"
  better higher
}

metric utility_cost_per_square_foot "Utility cost per square foot" {
  about """
      Cost of utilities by square feet of buildings.
      Source: Council of the Great City Schools, Managing for Results (Utility Costs - Cost Per
      Square Foot).
      """
  link "http://docplayer.net/23370443-Key-performance-indicators-benchmarking-data-modeling-actpoint-kpi-20.html"
  lagging
  numerator sum utility_cost of buildings
  denominator sum square_feet of buildings
  unit money
  better lower
}

metric custodial_cost_per_square_foot "Custodial cost per square foot" {
  about """
      Cost of custodial work by square feet of buildings.
      Source: Council of the Great City Schools, Managing for Results (Custodial Work - Cost Per
      Square Foot).
      """
  link "http://docplayer.net/23370443-Key-performance-indicators-benchmarking-data-modeling-actpoint-kpi-20.html"
  lagging
  numerator sum custodial_cost of buildings
  denominator sum square_feet of buildings
  unit money
  better lower
}
