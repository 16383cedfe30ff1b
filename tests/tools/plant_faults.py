#!/usr/bin/python3
"""plant_faults.py FOLDER: plants faults in a copy of examples/harbor, and says what they show.

Each row of FAULTS is one mistake that a district makes: edits of the text or the data, the one
finding that must come of it, and what follows from that finding elsewhere (a clause of the rule
that is no longer met, a status that changes with its target). tests/examples/check_harbor.py
compares.

A finding is written `kind:state:key`, key as in the JSON without its kind; one of `pm check` as
`check:code:file`.
"""
import os
import sys

DELETE = None


class Fault:
    def __init__(self, name, expected, edits, follows=()):
        self.name = name          # what somebody did wrong
        self.expected = expected  # the finding
        self.edits = edits        # (file, old text, new text or DELETE); old occurs there once
        self.follows = follows    # further findings


def block_of(text, start):
    """The statement that begins with this text, to the end of its block, with its line end."""
    begin = text.index(start)
    indent = len(start) - len(start.lstrip(" "))
    end = text.index("\n" + " " * indent + "}\n", begin) + indent + 3
    return text[begin:end]


def apply(folder, fault):
    for file, old, new in fault.edits:
        path = os.path.join(folder, file)
        with open(path, encoding="utf-8") as source:
            text = source.read()
        if text.count(old) != 1:
            raise ValueError("%s: %r occurs %d times in %s"
                             % (fault.name, old, text.count(old), file))
        if new is DELETE:
            old, new = block_of(text, old), ""
        with open(path, "w", encoding="utf-8") as target:
            target.write(text.replace(old, new))


def plant(folder, faults=None):
    for fault in FAULTS if faults is None else faults:
        apply(folder, fault)


def process(name, steps):
    """A process that is as it should be but for its steps, before another one."""
    return ('process %s "A small process" {\n  owner pm_unit\n  aligns to compass.present\n'
            "  shown by contact_48h%s\n}\n\nprocess contact_new" % (name, steps))


COMPASS = "plans/compass.pm"
UNITS = "plans/units.pm"
REVIEWS = "reviews/2026.pm"
REPORTS = "reports/2026.pm"
CONTACT = "processes/contact.pm"
COACHING = "processes/coaching.pm"
POLICIES = "policies.pm"

FAULTS = [
    # Work
    Fault("a milestone was never reported as done", "milestone:late:compass/teams/lists",
          [(COMPASS, " done 2025-11-24 by pm_unit", " by pm_unit")],
          ["rule:not_met:compass/commitment"]),
    Fault("work is behind its plan", "work:behind:compass/mentors",
          [(COMPASS, "progress on 2025-11-11 on_schedule\n    progress on 2026-05-12 on_schedule",
            'progress on 2025-11-11 on_schedule\n    progress on 2026-05-12 behind "Four left"')]),
    Fault("nothing is said of work for nine months",
          "work:not_reported:compass/coaching/observe",
          [(COMPASS, "      progress on 2026-06-15 on_schedule\n", "")]),
    Fault("work is not done on its last day", "work:late:attendance_plan/dialer",
          [(UNITS, "    progress on 2025-12-17 completed\n", "")]),
    Fault("money goes to a service that serves no goal",
          "resource:not_kept:literacy/coaching_service/resource_without_goal",
          [("units.pm", "        serves compass.readers\n", "")]),
    Fault("work is outside of any focal area", "resource:not_kept:compass/fair/work_outside_focus",
          [(COMPASS, "  theory early_contact",
            '  activity fair "A fair in spring" {\n    owner operations\n'
            "    starts 2026-04-20\n    ends 2026-12-20\n"
            "    progress on 2026-06-09 on_schedule\n  }\n\n  theory early_contact")],
          ["rule:not_met:compass/focus_value"]),
    Fault("an initiative of one unit alone",
          "work:not_kept:compass/portal/single_unit_initiative",
          [(COMPASS, "for portal until 2026-12-31", "for portal until 2026-03-31")]),
    Fault("an office has no work of its own", "work:not_kept:help_desk/unit_without_work",
          [(UNITS, "  activity rota", DELETE)]),
    Fault("a strategy that nobody leads",
          "work:not_kept:compass/coaching/strategy_without_lead",
          [(COMPASS, "    serves readers\n    owner academics\n", "    serves readers\n")]),
    Fault("a figure moved the other way than the work should move it",
          "work:not_moved:compass/teams/effect",
          [(COMPASS, "    expects contact_48h higher by SY2026.Q3\n",
            "    expects contact_48h lower by SY2026.Q3\n")]),
    Fault("a guardrail is broken", "guardrail:broken:compass/no_suspending",
          [(COMPASS, "      maintain to 6.5% over", "      maintain to 4.2% over")],
          ["status:off_track:compass/no_suspending/suspended@harbor:SY2025",
           "status:off_track:compass/no_suspending/suspended@harbor:SY2026"]),

    # Theories
    Fault("what should follow did not move", "theory:theory_failed:compass/coaching_works",
          [(COMPASS, "after 2 years shown by grade3_reading",
            "after 1 year shown by tickets_taken")],
          ["theory:theory_failed:compass/coaching_works/then",
           "theory:theory_failed:compass/coaching_works/so",
           "check:PM1176:plans/compass.pm"]),
    Fault("an assumption that nothing shows", "theory:not_measured:compass/early_contact/assume",
          [(COMPASS, '"nobody is suspended instead" shown by suspended',
            '"nobody is suspended instead"')]),

    # Action items and questions
    Fault("an action item is past its day", "action:overdue:feb/a1",
          [(REVIEWS, '  done feb.a1 on 2026-04-10 "The unit is in all schools" by accountability\n',
            "")]),
    Fault("the next session says nothing of an open item", "action:forgotten:apr/a3",
          [(REVIEWS, '  carry apr.a3 to 2026-09-15 "The survey comes back in August"\n', "")],
          ["action:not_kept:apr/a3/action_overdue", "policy:not_met:rule_17/b6"]),
    Fault("an item is carried from session to session",
          "action:not_kept:dec/a1/action_carried_again",
          [(REVIEWS,
            '  done dec.a1 on 2026-02-20 "Rota for all breaks, tried in February" by climate\n',
            '  carry dec.a1 to 2026-05-29 "No rota for the spring break"\n'),
           (REVIEWS, "  done apr.a1 on", '  carry dec.a1 to 2026-09-30 "Waiting for the union"\n'
            "  done apr.a1 on")]),
    Fault("an item is closed without evidence", "action:not_kept:apr/a2/action_without_evidence",
          [(REVIEWS, '"Both teams meet again"', '""')]),
    Fault("an item is closed by its owner alone", "action:not_kept:oct/a2/action_unchecked",
          [(REVIEWS, '"Both posts are filled" by talent', '"Both posts are filled" by literacy')]),
    Fault("an item is closed and the figure did not move", "action:not_moved:oct/a1/effect",
          [(REVIEWS, "    expects on_level higher by SY2026.Q3\n",
            "    expects on_level lower by SY2026.Q3\n")]),
    Fault("a leading figure is off track for two years and nobody does anything",
          "action:not_kept:solved_48h/leading_without_action",
          [("units.pm", "          target SY2026 85%\n",
            "          target SY2025 97%\n          target SY2026 98%\n")],
          ["status:off_track:help_desk/tickets_service/solved_48h@help_desk:SY2025",
           "status:off_track:help_desk/tickets_service/solved_48h@help_desk:SY2026"]),
    Fault("a gap widens and nobody does anything", "action:not_kept:suspended/gap_without_action",
          [(REVIEWS, '  action a3 "Look at suspensions', DELETE)]),
    Fault("a question has no answer", "review:unanswered:apr/q1",
          [(REVIEWS,
            '  answer apr.q1 on 2026-06-16 "Pay in the next county, and long drives" by talent\n',
            "")]),

    # Sessions
    Fault("no session of the board for half a year", "review:missed:expected/board/2026-03-09",
          [("project.pm", "expect reviews to board every 6 months",
            "expect reviews to board every 3 months")],
          ["policy:not_met:rule_17/b5"]),
    Fault("a session of three hours", "review:not_kept:feb/review_too_long",
          [(REVIEWS, "  length 2 hours\n  data on 2026-02-03\n",
            "  length 3 hours\n  data on 2026-02-03\n")]),
    Fault("13 charts in a session", "review:not_kept:jun/too_many_charts",
          [(REVIEWS, '  done apr.a1 on',
            "  chart suspended by swd\n  chart reading by swd\n  done apr.a1 on")]),
    Fault("9 charts in a session", "review:not_kept:aug/too_few_charts",
          [(REVIEWS, "  chart suspended over SY2024..SY2026 as table\n  answer data_aug",
            "  answer data_aug")]),
    Fault("a session without a planning session",
          "review:not_kept:dec/review_without_planning",
          [(REVIEWS, "on 2025-11-18 {\n  kind planning", "on 2025-11-18 {\n  kind monthly")]),
    Fault("a session without a data team",
          "review:not_kept:feb/review_without_data_team",
          [(REVIEWS, "on 2026-02-03 {\n  kind data_team", "on 2026-02-03 {\n  kind monthly")]),
    Fault("a chief is needed in two sessions at once",
          "review:not_kept:walk/feb/sessions_clash",
          [(REVIEWS, "review board_fall", 'review walk "A walk through schools" on 2026-02-17 {\n'
            "  kind data_team\n  of compass.staffed\n  begins 10:30\n  length 1 hours\n"
            '  present talent\n  ask q1 "Which doors are locked?" by talent\n}\n\n'
            "review board_fall")]),
    Fault("an office was in no session", "review:not_kept:early_college/unit_in_no_session",
          [(REVIEWS, "accountability, help_desk, early_college\n",
            "accountability, help_desk\n")]),
    Fault("a figure is off track and no session looked at it",
          "review:not_kept:tickets_taken/measure_not_taken_up",
          [("units.pm", "maintain to 200 over SY2026", "maintain to 100 over SY2026")],
          ["status:off_track:help_desk/tickets_service/tickets_taken@help_desk:SY2026"]),
    Fault("a decision that rests on no figure",
          "decision:not_kept:board_spring/grade_four/decision_without_figures",
          [(REVIEWS, '    cites reading\n    because "Reading falls off after grade 3"',
            '    because "Reading falls off after grade 3"')]),
    Fault("an adjustment that brought nothing", "adjustment:not_moved:compass/pace",
          [(COMPASS, "    expects contact_48h higher by SY2026.Q4\n",
            "    expects contact_48h lower by SY2026.Q4\n")]),

    # Reports and routines
    Fault("an office owes a quarterly report",
          "report:missing:help_plan/expected/cabinet:SY2026.Q2",
          [(REPORTS, "report help_q2", DELETE)], ["policy:not_met:rule_17/b3"]),
    Fault("a report was not sent", "report:late:attendance_q3",
          [(REPORTS, "  owner attendance_services\n  of attendance_plan\n  period SY2026.Q3\n"
            "  data on 2026-04-15\n  due 2026-04-30\n  sent 2026-04-28\n",
            "  owner attendance_services\n  of attendance_plan\n  period SY2026.Q3\n"
            "  data on 2026-04-15\n  due 2026-04-30\n")]),
    Fault("one report to the board in a year", "report:not_kept:board/board_reports_too_few:SY2026",
          [(REPORTS, "  sent 2026-06-24\n", "")], ["policy:not_met:rule_17/b4"]),
    Fault("a routine fell asleep", "routine:missed:data_mondays",
          [(POLICIES, "2026-03-02, 2026-03-30, ", "")]),
    Fault("a team did not meet for a quarter", "routine:missed:accountability/data_team",
          [("units.pm", "2025-09-30, 2025-10-28, ", "")]),
    Fault("staff still need a training", "capacity:late:compass/data_use",
          [(COMPASS, "trained talent 6 of 6 on", "trained talent 4 of 6 on")],
          ["policy:not_met:rule_17/b7"]),

    # Alignment
    Fault("a strategic goal that no plan below serves",
          "alignment:not_kept:compass/heard/goal_not_served",
          [(COMPASS, "  guardrail no_suspending",
            '  goal heard "Schools are heard" within people {\n'
            "    owner operations\n    measure solved_48h {\n      baseline SY2024\n"
            "      target SY2026 80%\n    }\n  }\n\n  guardrail no_suspending")]),
    Fault("an annual goal that serves none",
          "alignment:not_kept:help_plan/answer/goal_serves_none",
          [(UNITS, '  goal answer "Schools get answers in two days" {\n'
            "    aligns to compass.staffed\n",
            '  goal answer "Schools get answers in two days" {\n')],
          ["policy:not_met:rule_17/b2"]),
    Fault("a center without an annual plan", "alignment:not_kept:C2/unit_without_plan",
          [(UNITS, "  for centers\n", '  for centers("C1")\n')], ["policy:not_met:rule_17/b1"]),
    Fault("targets of schools that miss the district's, all met",
          "alignment:not_kept:compass/present/contact_48h/targets_fall_short:SY2026",
          [(UNITS, "      target SY2026 baseline + 5 pts\n    }\n  }\n  goal read ",
            "      target SY2026 60%\n    }\n  }\n  goal read ")],
          ["status:at_risk:schools_plan/present/contact_48h@0203:SY2026"]),
    Fault("targets that widen a gap",
          "alignment:not_kept:compass/present/chronic_absence/gap_widens_by_design:SY2028",
          [(COMPASS, "      target SY2028 22% for frl\n", "      target SY2028 29% for frl\n")],
          ["check:PM0471:plans/compass.pm", "rule:not_met:compass/equity"]),
    Fault("a goal without a target", "alignment:not_kept:early_college_plan/credit/goal_incomplete",
          [(UNITS, "      target SY2026 80%\n", "      target SY2026 pending\n")]),

    # Processes
    Fault("a branch without a label",
          "process:not_kept:contact_new/call/branch_not_labelled",
          [(CONTACT, 'by climate after call when "no answer" within 3 days',
            "by climate after call within 3 days")]),
    Fault("a process that nobody owns", "process:not_kept:contact_new/process_without_owner",
          [(CONTACT, "  owner attendance_services\n  with climate\n  version to_be",
            "  with climate\n  version to_be")]),
    Fault("a hand-off of nothing", "process:not_kept:contact_new/list-call/handoff_unnamed",
          [(CONTACT, '    gives "Call list" to call by "Portal"\n', "")]),
    Fault("a hand-off without a limit",
          "process:not_kept:contact_new/mark-list/handoff_without_limit",
          [(CONTACT, "by pm_unit after mark within 4 hours", "by pm_unit after mark")]),
    Fault("something is made that nobody uses",
          "process:not_kept:contact_new/told-mark/output_not_used",
          [(CONTACT, "    takes 5 minutes\n",
            '    takes 5 minutes\n    gives "Copy" to mark by "Mail"\n')]),
    Fault("the same thing is entered twice", "process:not_kept:contact_new/visit/entered_twice",
          [(CONTACT, 'gives "Visit note" to told by "Portal"',
            'gives "Visit note" to told by "Portal"\n    gives "Case closed" to told by "Mail"')]),
    Fault("a lane in which nothing is done",
          "process:not_kept:contact_new/talent/lane_without_step",
          [(CONTACT, "  version to_be of contact_now\n",
            "  with talent\n  version to_be of contact_now\n")]),
    Fault("a hole that is known", "process:not_kept:contact_new/visit-told/process_gap_open",
          [(CONTACT, "  end reached \"Family reached\" after told\n",
            "  end reached \"Family reached\" after told\n"
            '  gap "nobody tells the bus driver" between visit, told\n')]),
    Fault("steps that nothing measures", "process:not_kept:contact_new/step_not_measured",
          [(CONTACT, "  shown by contact_48h\n", "")]),
    Fault("a process for nothing", "process:not_kept:coach_request/process_without_goal",
          [(COACHING, " for compass.coaching {", " {")]),
    Fault("a limit shorter than the work", "process:not_kept:coach_request/agree/limit_too_short",
          [(COACHING, "    takes 45 minutes\n", "    takes 45 minutes\n    waits 20 minutes\n"),
           (COACHING, "after visit, again\n      within 2 days",
            "after visit, again\n      within 1 hour")]),
    Fault("a step that leads nowhere", "process:not_kept:coach_request/wait/step_without_way_out",
          [(COACHING, "  end done_well", '  step wait "The teacher waits for the next year" by '
            'schools after agree when "no day found"\n  end done_well')]),
    Fault("two processes give the same thing",
          "process:not_kept:contact_new/mark/given_by_two_processes",
          [(COACHING, 'gives "Request" to assign', 'gives "Absence" to assign')]),
    Fault("a loop without a way to leave it",
          "process:not_kept:letters/sign/loop_without_condition",
          [(CONTACT, "process contact_new", process("letters", """
  step write "A letter is written" by pm_unit
  step sign "It is signed" by pm_unit after write, mend
  step mend "It is mended" by pm_unit after sign
  end mailed "Mailed" after sign"""))]),
    Fault("a process without an end", "process:not_kept:posters/process_without_end",
          [(CONTACT, "process contact_new", process("posters", """
  step draw "A poster is drawn" by pm_unit
  step hang "It hangs in schools" by pm_unit after draw"""))]),
    Fault("a case that goes back and forth",
          "process:not_kept:transfers/handed_back_and_forth",
          [(CONTACT, "process contact_new", process("transfers", """
  step ask "The school asks" by schools {
    gives "Question" to look by "Portal"
  }
  step look "The unit looks" by pm_unit after ask within 1 day {
    gives "Counter-question" to say by "Portal"
  }
  step say "The school says" by schools after look within 1 day {
    gives "Answer" to enter by "Portal"
  }
  step enter "The unit enters it" by pm_unit after say within 1 day
  end entered "Entered" after enter"""))]),
    Fault("a case that mostly waits", "process:not_kept:keys/mostly_waiting",
          [(CONTACT, "process contact_new", process("keys", """
  step hand "A key is handed out" by pm_unit {
    takes 10 minutes
    waits 1 day
  }
  end handed "Handed out" after hand"""))]),

    # Services, policies, values
    Fault("an office without a measured service", "service:not_kept:pm_unit/unit_without_service",
          [("units.pm", "        measure packets_in_time {", DELETE)]),
    Fault("a clause that its checks do not bear out", "policy:not_met:rule_17/b8",
          [(POLICIES, "  clause b7 ",
            '  clause b8 "No case waits" by mostly_waiting\n  clause b7 ')]),
    Fault("a value that its checks do not bear out", "rule:not_met:compass/care",
          [(COMPASS, '  value commitment ', '  value care "No case waits." by mostly_waiting\n'
            "  value commitment ")]),

    # Data
    Fault("a figure that cannot be", "data:failed:benchmarks/verify/"
          "%28benchmarks.level%20in%20%28%281..4%29%29%29:SY2024",
          [("data/benchmarks.csv", "100079,0101,2023-09-24,2\n", "100079,0101,2023-09-24,0\n")]),

    # What the text alone shows
    Fault("a sentence that says another figure than its targets",
          "check:PM0457:plans/compass.pm",
          [(COMPASS, '"Beginning teachers stay for a second year"',
            '"97% of beginning teachers stay for a second year"')]),
    Fault("a target that is the baseline", "check:PM0403:plans/compass.pm",
          [(COMPASS, "      baseline SY2023 79%\n      target SY2026 86%\n",
            "      baseline SY2023 79%\n      target SY2026 79%\n")]),
    Fault("a target without a baseline", "check:PM0451:plans/units.pm",
          [(UNITS, "    measure coached {\n      baseline SY2025\n", "    measure coached {\n")]),
    Fault("a goal with results only", "check:PM0463:plans/units.pm",
          [(UNITS, '    allow goal_without_leading_metric until 2027-06-30 '
            '"Visits are counted once a year"\n', "")]),
    Fault("a goal measured by surveys alone", "check:PM1127:plans/units.pm",
          [(UNITS, '    allow surveys_only until 2027-06-30 '
            '"What families say is what is asked for here"\n', "")]),
    Fault("an exception that is not needed", "check:PM0510:plans/units.pm",
          [(UNITS, '  goal coach "Teachers of reading have a coach" {\n',
            '  goal coach "Teachers of reading have a coach" {\n'
            '    allow goal_without_measure until 2027-06-30 "First year"\n')]),
    Fault("a waiver that accepts nothing", "check:PM0512:plans/compass.pm",
          [(COMPASS, "  waive single_unit_initiative",
            '  waive goal_without_measure for readers until 2026-12-31 by "Superintendent" "Old"\n'
            "  waive single_unit_initiative")]),
    Fault("a metric that no plan uses", "check:PM0456:metrics.pm",
          [("metrics.pm", "# Services\n", 'metric sick_days "Days absent, of a student" {\n'
            "  value mean days_absent of students\n  better lower\n}\n\n# Services\n")]),
]


def main():
    if len(sys.argv) != 2:
        print("usage: plant_faults.py FOLDER", file=sys.stderr)
        sys.exit(2)
    plant(sys.argv[1])
    for fault in FAULTS:
        print("%s: %s" % (fault.expected, fault.name))
    print("%d faults" % len(FAULTS))


if __name__ == "__main__":
    main()
