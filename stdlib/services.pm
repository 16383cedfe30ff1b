# Services of offices: help desks, call centers, requests. The metrics ask for these sources:
#
#   tickets     one row per ticket, with
#     opened_at, closed_at, due_at time    due_at by the service's promise, in clock or business
#                                  hours
#     reopened bool                came back after it was closed: not closed then
#     first_contact bool           solved in the first contact
#     satisfied bool               of those who were asked and answered
#   open_tickets  one row per ticket that was open on a day of count, with age_days number
#   calls       one row per call received, with abandoned bool and wait_seconds number

metric tickets_closed_on_time "Tickets closed on time" {
  about """
      Closed by the promised time and not reopened, of tickets closed. An old ticket that is never
      closed does not show: `tickets_due_on_time` cannot be improved that way.
      Source: SupportBench, how compliance with service levels is counted.
      """
  link "https://www.supportbench.com/?p=25259"
  leading service_satisfaction after 1 month
  numerator count of tickets
      where closed_at <= due_at and (reopened is missing or reopened = false)
  denominator count of tickets where closed_at is not missing
  better higher
  observed to_date
}

metric tickets_due_on_time "Tickets done when due" {
  about """
      Closed by the promised time and not reopened, of tickets that came due; those still open are
      late.
      Source: SupportBench, how compliance with service levels is counted.
      """
  link "https://www.supportbench.com/?p=25259"
  leading service_satisfaction after 1 month
  numerator count of tickets
      where closed_at <= due_at and (reopened is missing or reopened = false)
  denominator count of tickets where due_at is not missing
  better higher
  observed to_date
}

metric backlog_over_10_days "Open tickets older than 10 days" {
  about """
      Older than 10 days, of tickets open on the day of count. Of open ones, not of all: it may rise
      while the backlog gets smaller.
      Customary: how many days is the service's own rule.
      """
  leading tickets_due_on_time after 1 month
  numerator count of open_tickets where age_days > 10
  denominator count of open_tickets
  better lower
  observed to_date
}

metric resolution_days "Days to close a ticket" {
  about """
      Mean of days from opening to closing, by the clock, of tickets closed. A mean: few old tickets
      move it.
      Customary: no one publication is followed.
      """
  leading service_satisfaction after 1 month
  value mean closed_at - opened_at of tickets where closed_at is not missing
  unit days
  better lower
  observed to_date
}

metric first_contact_resolution "Solved in the first contact" {
  about """
      Solved in the first contact, of tickets; what came back was not solved.
      Source: University of Texas at Austin, Campus Solutions service metrics 2017-18 (the measure).
      """
  link "https://sites.utexas.edu/css/2017-2018-metrics/"
  leading service_satisfaction after 1 month
  numerator count of tickets
      where first_contact = true and (reopened is missing or reopened = false)
  denominator count of tickets
  better higher
  observed to_date
}

metric call_abandonment "Calls abandoned" {
  about """
      Callers who hung up before an answer, of calls received. Some centers leave out the first
      seconds: say so.
      Source: University of Texas at Austin, Campus Solutions service metrics 2017-18 (the promise
      is 7 %).
      """
  link "https://sites.utexas.edu/css/2017-2018-metrics/"
  leading service_satisfaction after 1 month
  numerator count of calls where abandoned = true
  denominator count of calls
  better lower
  observed to_date
}

metric speed_of_answer "Seconds to answer" {
  about """
      Mean wait in seconds, of calls answered. Abandoned calls are not in it, so it may fall when
      more callers give up: read it with `call_abandonment`.
      Source: University of Texas at Austin, Campus Solutions service metrics 2017-18 (the promise
      is 30 seconds).
      """
  link "https://sites.utexas.edu/css/2017-2018-metrics/"
  leading call_abandonment after 1 month
  value mean wait_seconds of calls where abandoned = false
  unit score "seconds"
  better lower
  observed to_date
}

metric service_satisfaction "Satisfied with the service" {
  about """
      Satisfied, of those who were asked after a ticket and answered.
      Customary: no one publication is followed.
      """
  lagging
  numerator count of tickets where satisfied = true
  denominator count of tickets where satisfied is not missing
  better higher
  observed to_date
}
