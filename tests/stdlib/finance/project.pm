# The module `finance` on figures that can be counted by hand.
project finance "Finance" {
  calendar fiscal FY { starts 07-01 ; named by end }
}
use finance
unit district "The district" as district

source finance {
  from csv "finance.csv"
  one row per fiscal_year
  period fiscal_year as "2025"
  unit district
  field fiscal_year text
  field current_expenditures money
  field students_october int
  field unassigned_fund_balance money
  field general_fund_expenditures money
}
source budget {
  from csv "budget.csv"
  one row per fund, fiscal_year
  period fiscal_year as "2025"
  unit district
  field fund text
  field fiscal_year text
  field budgeted money
  field actual money
  field encumbered money
}
source invoices {
  from csv "invoices.csv"
  one row per invoice_id
  period received_on
  unit district
  field invoice_id text
  field received_on date
  field due_on date
  field paid_on date
}
source payments {
  from csv "payments.csv"
  one row per payment_id
  period day
  unit district
  field payment_id text
  field day date
  field voided bool
}
source payroll {
  from csv "payroll.csv"
  one row per fiscal_year, pay_period
  period fiscal_year as "2025"
  unit district
  field fiscal_year text
  field pay_period int
  field cost money
  field checks int
}

test spending "By student, and what is left" {
  given finance """
      fiscal_year, current_expenditures, students_october, unassigned_fund_balance, general_fund_expenditures
      2025,        150000000,            10000,            22000000,                110000000
      """
  expect per_pupil_expenditure FY2025 $15_000
  expect fund_balance_ratio FY2025 20%
}
test variance "Encumbrances count as spent" {
  given budget """
      fund,    fiscal_year, budgeted, actual, encumbered
      general, 2025,        1000,     700,    350
      title_i, 2025,        1000,     900,    0
      """
  expect budget_variance FY2025 -2.5%
}
test invoices "Paid on the day it is due is not past due" {
  given invoices """
      invoice_id, received_on, due_on,     paid_on
      1,          2024-09-01,  2024-10-01, 2024-10-01
      2,          2024-09-01,  2024-10-01, 2024-10-11
      3,          2024-09-01,  2024-10-01,
      """
  counts invoices_past_due FY2025 1 of 2
  expect invoice_days FY2025 35 days
}
test paying "Voided payments, and the cost of a check" {
  given payments """
      payment_id, day,        voided
      1,          2024-09-01, N
      2,          2024-09-01, Y
      3,          2024-09-02, N
      4,          2024-09-02, N
      """
  given payroll """
      fiscal_year, pay_period, cost, checks
      2025,        1,          3000, 1000
      2025,        2,          3300, 1100
      """
  counts payments_voided FY2025 1 of 4
  expect payroll_cost_per_check FY2025 $3
}
