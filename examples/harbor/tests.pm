# What the definitions promise, on rows that anybody can count by hand: `pm test`.
test boundary "A tenth of the days is chronic; a stay of nine days does not count" {
  given roster """
      school_id, school_name
      101,       First
      """
  given students """
      student_id, school_year, school_id, grade, race, frl, days_enrolled, days_absent
      a,          2025-26,     101,       3,     B,    Y,   180,           18
      b,          2025-26,     101,       3,     W,    N,   180,           17
      c,          2025-26,     101,       3,     W,    N,   90,            9
      d,          2025-26,     101,       3,     W,    N,   9,             9
      """
  counts chronic_absence SY2026 2 of 3
  counts chronic_absence SY2026 1 of 1 for frl
  expect chronic_absence SY2026 66.7% at schools("101")
  expect chronic_absence SY2026 50 pts for frl vs not_frl
}

test contact "Two days to the hour still count; nobody reached does not" {
  given roster """
      school_id, school_name
      101,       First
      """
  given contacts """
      contact_id, school_id, absent_at,        contacted_at
      1,          101,       2025-10-06 08:00, 2025-10-08 08:00
      2,          101,       2025-10-06 08:00, 2025-10-08 08:01
      3,          101,       2025-10-06 08:00,
      """
  counts contact_48h SY2026 1 of 3
}
