# From a request to a coach in the classroom.
process coach_request "From request to coach" for compass.coaching {
  owner literacy
  trigger "A teacher or a principal asks for a coach"
  outcome "A coach is in the classroom, and comes again"
  shown by coached
  step ask "The school asks for a coach" by schools {
    takes 10 minutes
    gives "Request" to assign by "Portal"
  }
  step assign "A coach is named" by literacy after ask within 5 days {
    takes 1 hour
    waits 30 minutes
    gives "Name and first day" to visit by "Portal"
  }
  step visit "The coach sees a lesson" by schools after assign within 2 weeks {
    takes 2 hours
  }
  step agree "Coach and teacher agree on one thing to try" by schools after visit, again
      within 2 days {
    takes 45 minutes
    uses "Lesson log"
  }
  step again "The coach comes again" by schools after agree when "another month" within 4 weeks {
    takes 2 hours
  }
  end done_well "The teacher needs no coach" after agree when "goal reached"
}
