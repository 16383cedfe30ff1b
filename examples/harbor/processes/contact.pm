# From an absence to the family: how it was when somebody looked, and how it is since December 2025.
process contact_now "From absence to contact" for compass.teams {
  about "Drawn up with the clerks of four schools in September 2025."
  owner attendance_services
  with climate
  version as_is
  trigger "Third unexcused absence"
  outcome "The family knows, and the student is back"
  step mark "The absence is marked" by schools {
    takes 10 minutes
    uses "Register"
  }
  step list "The day's list is printed" by pm_unit after mark {
    takes 30 minutes
    waits 2 days
    uses "Data warehouse"
  }
  step call "The family is called" by attendance_services after list {
    takes 20 minutes
    waits 1 day
  }
  step visit "Home visit" by climate after call {
    takes 2 hours
    waits 3 days
  }
  end reached "Family reached" after visit
  gap "nobody calls during the breaks" between list, call
  gap "the school is not told what the family said" between call, visit
}

process contact_new "From absence to contact" for compass.teams {
  owner attendance_services
  with climate
  version to_be of contact_now
  trigger "Third unexcused absence"
  outcome "The family knows, and the student is back"
  shown by contact_48h
  step mark "The absence is marked" by schools {
    takes 10 minutes
    uses "Register"
    gives "Absence" to list by "Register"
  }
  step list "The list goes to the office at noon" by pm_unit after mark within 4 hours {
    takes 30 minutes
    waits 1 hour
    uses "Data warehouse"
    gives "Call list" to call by "Portal"
  }
  step call "The family is called, in the breaks by rota" by attendance_services after list
      within 1 day {
    takes 1 hour
    waits 1 hour
    gives "Case note" to visit by "Portal"
    informs schools
  }
  step talk "The family says why" by attendance_services after call when "answered" within 1 day {
    takes 20 minutes
    gives "Case closed" to told by "Portal"
  }
  step visit "Home visit" by climate after call when "no answer" within 3 days {
    takes 4 hours
    waits 2 hours
    gives "Visit note" to told by "Portal"
  }
  step told "The school is told what the family said" by schools after talk, visit within 1 day {
    takes 5 minutes
  }
  end reached "Family reached" after told
}
