# Albuquerque Public Schools, average days to complete all work orders (maintenance and operations,
# goals): the last year rises by 15.3 %, and the ten years fall.
project maintenance "Maintenance and operations" {
  calendar fiscal FY { starts 07-01 ; named by end }
}
unit aps "Albuquerque Public Schools" as district

source orders {
  from csv "data/orders.csv"
  summary
  public
  one row per year
  period year as "2016"
  unit aps
  field year text
  field days number
}
metric work_order_days "Days to complete a work order" {
  lagging
  value published days of orders
  unit days
  better lower
}
plan maintenance "Maintenance" {
  kind department
  for aps
  period FY2015..FY2020
  goal prompt "Work orders are completed in good time" {
    owner aps
    measure work_order_days {
      baseline FY2015
      target FY2020 12 days
    }
  }
}
