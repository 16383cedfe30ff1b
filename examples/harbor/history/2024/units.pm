# Who is who: divisions with their chiefs, offices, a program, and the schools and centers that the
# data name.
unit harbor "Harbor County Public Schools" as district {
  lead "Superintendent"
  unit academics "Academics" as division {
    lead "Chief Academic Officer"
    unit literacy "Literacy" as office {
      lead "Director, Literacy"
      service coaching_service "Coaching of teachers" {
        customers schools "teachers of reading"
        serves compass.readers
        measure coached {
          baseline SY2023
          target SY2024 60%
        }
        measure lessons_coached {
          baseline SY2023
          target SY2024 260
        }
        staff 6 fte
        budget $540_000 from title_ii for SY2024
        spent $519_000 from title_ii on 2024-06-30
      }
    }
    unit early_college "Early College" as program {
      lead "Coordinator, Early College"
    }
  }
  unit climate "School Climate and Safety" as division {
    lead "Chief of School Climate"
    unit attendance_services "Attendance Services" as office {
      lead "Director, Attendance Services"
      service family_contact "Calls to families" {
        about "The office calls where a school has not reached a family by the next morning."
        customers schools "attendance clerks"
        serves compass.present
        measure contact_48h {
          baseline SY2023
          target SY2024 70%
          across harbor
        }
      }
    }
  }
  unit talent "Talent" as division {
    lead "Chief Talent Officer"
    unit recruitment "Recruitment and Mentoring" as office {
      lead "Director, Recruitment"
      service mentoring_service "Mentors for beginning teachers" {
        customers schools
        serves compass.staffed
        measure mentored {
          baseline SY2023
          target SY2024 80%
        }
      }
    }
  }
  unit operations "Operations" as division {
    lead "Chief Operations Officer"
    unit help_desk "Help Desk" as office {
      lead "Director, Help Desk"
      service tickets_service "Help for schools" {
        customers schools "principals and clerks"
        serves compass.staffed
        measure solved_48h {
          baseline SY2023
          target SY2024 85%
        }
        measure tickets_taken {
          baseline SY2023
          maintain to 200 over SY2024
        }
        budget $205_000 from general for SY2024
        spent $198_400 from general on 2024-06-30
        staff 3 fte
      }
    }
  }
  unit accountability "Research, Accountability and Assessment" as division {
    lead "Chief Accountability Officer"
    unit pm_unit "Performance Management" as office {
      lead "Director, Performance Management"
      service packets_service "Data packets for sessions" {
        customers academics, climate, talent
        serves compass.present, compass.readers, compass.staffed
        measure packets_in_time {
          baseline SY2023
          target SY2024 90%
        }
      }
    }
    team data_team "District data team" {
      members accountability, climate, academics, talent
      chair "Chief Accountability Officer"
      meets every 4 weeks
      held 2023-07-08, 2023-08-05, 2023-09-02, 2023-09-30, 2023-10-28, 2023-11-25, 2023-12-17,
          2024-01-13, 2024-02-10, 2024-03-10, 2024-04-14, 2024-05-12, 2024-06-09
    }
  }
}

# The schools lie in two areas.
units areas from roster as area {
  id area
  called area_name
}
units schools from roster as school {
  id school_id
  called school_name
  within area
}
units centers from sites where kind = "center" as center {
  id site_id
  called site_name
}
