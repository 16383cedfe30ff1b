# Finance. The metrics ask for these sources of the project:
#
#   finance     one row per unit and fiscal year, with
#     current_expenditures money   personnel and other, without community services, capital
#                                  outlay and debt
#     students_october int         pre-kindergarten to grade 12, on or about October 1
#     unassigned_fund_balance, general_fund_expenditures money
#   budget      one row per unit, fund and fiscal year or part of it, with budgeted, actual and
#               encumbered money
#   invoices    one row per invoice paid, with received_on, due_on, paid_on date
#   payments    one row per payment, with voided bool
#   payroll     one row per pay period, with cost money and checks int

metric per_pupil_expenditure "Spending per student" {
  about """
      Current expenditures by students of pre-kindergarten to grade 12 on or about October 1.
      Without community services, capital outlay and debt service. More is not better by itself:
      compare what comes of it.
      Source: Maine Department of Education, after ESEA 1111(h)(1)(C)(x) and 34 CFR 200.35(c).
      """
  link "http://www11.maine.gov/doe/node/1198"
  lagging
  numerator sum current_expenditures of finance
  denominator sum students_october of finance
  unit money
  better neither
}

metric fund_balance_ratio "Unassigned fund balance" {
  about """
      Unassigned fund balance at the end of the fiscal year, by the general fund's expenditures of
      the year. The Government Finance Officers Association asks for two months (16.7 %) of
      unrestricted balance, which is more than the unassigned part.
      Source: Council of the Great City Schools, Managing for Results (the ratio); Government
      Finance Officers Association, Fund Balance Guidelines for the General Fund.
      """
  link "https://www.gfoa.org/materials/fund-balance-guidelines-for-the-general-fund"
  lagging
  numerator sum unassigned_fund_balance of finance
  denominator sum general_fund_expenditures of finance
  better neither
}

metric budget_variance "Spent and encumbered above budget" {
  about """
      Actual and encumbered less budgeted, by budgeted: above 0 is overspent, below 0 is left. Late
      in the year neither is good. Leave the encumbrances out where they are also in actual.
      Customary: no one publication is followed.
      """
  lagging
  numerator sum actual + encumbered - budgeted of budget
  denominator sum budgeted of budget
  better neither
  observed to_date
}

metric invoices_past_due "Invoices past due when paid" {
  about """
      Paid after the day they were due, of invoices paid. Invoices not yet paid are in neither
      count.
      Source: Council of the Great City Schools, Managing for Results (Invoices Past Due at Time of
      Payment).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator count of invoices where paid_on > due_on
  denominator count of invoices where paid_on is not missing
  better lower
  observed to_date
}

metric invoice_days "Days to process an invoice" {
  about """
      Mean of days from receipt to payment, of invoices paid.
      Source: Council of the Great City Schools, Managing for Results (Invoices - Days to Process;
      the name is read, the two days are customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  leading invoices_past_due after 1 month
  value mean paid_on - received_on of invoices where paid_on is not missing
  unit days
  better lower
  observed to_date
}

metric payments_voided "Payments voided" {
  about """
      Voided, of payments made.
      Source: Council of the Great City Schools, Managing for Results (Payments Voided).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator count of payments where voided = true
  denominator count of payments
  better lower
  observed to_date
}

metric payroll_cost_per_check "Payroll cost per pay check" {
  about """
      Cost of the payroll department by pay checks, direct deposits included.
      Source: Council of the Great City Schools, Managing for Results (Payroll Cost per Pay Check;
      the name is read, what is cost is customary).
      """
  link "https://pdfslide.us/documents/managing-for-results-council-of-the-great-city-schools-a-report-of-the-performance.html"
  lagging
  numerator sum cost of payroll
  denominator sum checks of payroll
  unit money
  better lower
}
