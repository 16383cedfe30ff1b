# The data as they come. All of them are made by tests/tools/make_harbor.py.
source roster "Schools" {
  from csv "data/schools.csv"
  one row per school_id
  field school_id text
  field school_name text
  field area text
  field area_name text
  field level text
}

source sites "Centers" {
  from csv "data/sites.csv"
  one row per site_id
  field site_id text
  field site_name text
  field kind text
}

source students "Students of a school year" {
  from csv "data/students-*.csv"
  one row per student_id, school_year
  period school_year as "2025-26"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field grade int
  field race text
  field frl bool {
    true "Y"
    false "N"
  }
  field swd bool {
    true "Y"
    false "N"
  }
  field ell bool {
    true "Y"
    false "N"
  }
  field days_enrolled int
  field days_absent int
  field reading int
  field days_suspended int
  missing ""
  owner accountability
  verify days_absent <= days_enrolled as block
  verify race is not missing for 99% of rows
  verify grade in (0..12)
}

source contacts "Third unexcused absences, and when the family was reached" {
  from csv "data/contacts-*.csv"
  one row per contact_id
  period absent_at
  unit school_id of schools
  field contact_id text
  field student_id text to students
  field school_id text
  field absent_at time
  field contacted_at time
  missing ""
  owner attendance_services
  verify contacted_at - absent_at >= 0 hours for 60% of rows
}

source benchmarks "Reading in grade 3, three times a year" {
  from csv "data/benchmarks.csv"
  one row per student_id, given
  period given
  unit school_id of schools
  field student_id text
  field school_id text
  field given date
  field level int
  owner literacy
  verify level in (1..4)
}

source teachers "Teachers at the end of a school year" {
  from csv "data/teachers.csv"
  one row per teacher_id, school_year
  period school_year as "2025-26"
  unit school_id of schools
  field teacher_id text
  field school_year text
  field school_id text
  field race text
  field beginning bool {
    true "Y"
    false "N"
  }
  field stayed bool {
    true "Y"
    false "N"
  }
  owner talent
}

source tickets "Calls to the help desk" {
  from csv "data/tickets.csv"
  one row per ticket
  period opened
  unit help_desk
  field ticket text
  field opened time
  field closed time
  field channel text
  derive in_two_days as closed - opened <= 48 hours
  owner help_desk
}

source coaching "Teachers of reading with a coach" {
  from csv "data/coaching.csv"
  one row per year, quarter
  period year, quarter as "2026", "4"
  unit literacy
  field year int
  field quarter int
  field teachers int
  field coached int
}

source mentoring "Beginning teachers with a mentor" {
  from csv "data/mentoring.csv"
  one row per year, quarter
  period year, quarter as "2026", "4"
  unit recruitment
  field year int
  field quarter int
  field beginners int
  field mentored int
}

source packets "Data packets for sessions" {
  from csv "data/packets.csv"
  one row per year, quarter
  period year, quarter as "2026", "4"
  unit pm_unit
  field year int
  field quarter int
  field packets int
  field in_time int
}

source college "Students of the early college program" {
  from csv "data/college.csv"
  one row per student, school_year
  period school_year as "2025-26"
  unit early_college
  field student text
  field school_year text
  field earned bool {
    true "Y"
    false "N"
  }
}

source center_visits "Families in the centers" {
  from csv "data/centers.csv"
  one row per site_id, school_year
  period school_year as "2025-26"
  unit site_id of centers
  field site_id text
  field school_year text
  field families int
  field returned int
}

source survey "Yearly survey, as published" {
  from csv "data/survey.csv"
  summary
  public
  one row per school_year, asked
  period school_year as "2025-26"
  unit harbor
  field school_year text
  field asked text
  field answers int
  field satisfied percent
}
