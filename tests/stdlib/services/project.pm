# The module `services` on figures that can be counted by hand.
project services "Services" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use services
unit district "The district" as district

source tickets {
  from csv "tickets.csv"
  one row per ticket_id
  period opened_at
  unit district
  field ticket_id text
  field opened_at time
  field closed_at time
  field due_at time
  field reopened bool
  field first_contact bool
  field satisfied bool
}
source open_tickets {
  from csv "open-tickets.csv"
  one row per ticket_id, counted_on
  period counted_on
  unit district
  field ticket_id text
  field counted_on date
  field age_days number
}
source calls {
  from csv "calls.csv"
  one row per call_id
  period day
  unit district
  field call_id text
  field day date
  field abandoned bool
  field wait_seconds number
}

test promise "Leaving an old ticket open helps one rate and not the other" {
  given tickets """
      ticket_id, opened_at,        closed_at,        due_at,           reopened, first_contact, satisfied
      1,         2024-09-02 08:00, 2024-09-03 08:00, 2024-09-03 08:00, N,        Y,             Y
      2,         2024-09-02 08:00, 2024-09-05 08:00, 2024-09-03 08:00, N,        N,             N
      3,         2024-09-02 08:00, 2024-09-02 20:00, 2024-09-03 08:00, Y,        Y,
      4,         2024-09-02 08:00, ,                 2024-09-03 08:00, N,        N,
      """
  counts tickets_closed_on_time SY2025 1 of 3
  counts tickets_due_on_time SY2025 1 of 4
  counts first_contact_resolution SY2025 1 of 4
  counts service_satisfaction SY2025 1 of 2
  expect resolution_days SY2025 1.5 days
}
test backlog "Ten days exactly are not older" {
  given open_tickets """
      ticket_id, counted_on, age_days
      1,         2024-09-30, 10
      2,         2024-09-30, 11
      3,         2024-09-30, 1
      """
  counts backlog_over_10_days SY2025 1 of 3
}
test calls "Who hung up does not lower the wait" {
  given calls """
      call_id, day,        abandoned, wait_seconds
      1,       2024-09-03, N,         20
      2,       2024-09-03, N,         40
      3,       2024-09-03, Y,         600
      """
  counts call_abandonment SY2025 1 of 3
  expect speed_of_answer SY2025 30
}
