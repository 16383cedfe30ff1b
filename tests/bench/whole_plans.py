"""whole_plans.py: a valid project of many plans, 200 lines each, with what a year leaves behind:
goals, measures, work with milestones and money, theories, processes, trainings, sessions with
charts and action items, exceptions."""
import os
import shutil

from many_lines import HEAD, METRIC, METRICS

GOAL = """  goal goal_{goal} "Goal {goal} of school {plan}" {{
{aligns}    owner s{plan}
    cause "Families hear too late" shown by m{late:03d}
    measure m{metric:03d} {{
      baseline SY2024 {base}%
      target SY{early_year} {early}%
      target SY2028 {late_target}%
      baseline SY2024 {base_frl}% for frl
      target SY2028 {target_frl}% for frl
      close 50% of gap for frl vs not_frl by SY2028
    }}
    measure m{late:03d} {{
      baseline SY{baseline} {base}%
      target SY2028 {late_target_2}%  # agreed with the team
    }}
  }}
"""

WORK = """  initiative work_{goal} "Coach teams, part {goal}" {{
    serves goal_{goal}
    owner s{plan}
    evidence tier 2 "Early-warning intervention and monitoring"
    starts 2024-08-01
    ends 2027-06-30
    milestone ready "Everybody is trained" due 2024-09-30 done 2024-09-25 by s{plan}
    milestone all "All rooms are visited" due 2027-05-28
    budget $12_000 from title_i for SY2025
    expects m{metric:03d} {direction} by SY2026
    progress on 2025-03-11 on_schedule
    progress on 2025-10-14 behind "A post is open"
    activity list_{goal} "A list every Monday" {{
      owner s{plan}
      starts 2024-08-18
      ends 2027-06-11
      budget $800 from title_i for SY2025
    }}
    activity visits_{goal} "Visits after the list" {{
      owner s{plan}
      needs list_{goal}
      starts 2024-09-01
      ends 2027-06-11
    }}
  }}
"""

REST = """  theory change "Early contact keeps students in school" for goal_0 {{
    if "the team meets every week" by work_0 shown by work_0.ready
    so "more students are present" after 1 year shown by m{metric:03d}
  }}
  process contact "From absence to contact" for work_0 {{
    owner s{plan}
    version as_is
    trigger "Third unexcused absence"
    outcome "The family knows"
    step mark "The absence is marked" by s{plan} {{
      takes 10 minutes
    }}
    step call "The family is called" by district after mark {{
      takes 20 minutes
      waits 1 day
    }}
    end reached "Family reached" after call
    gap "nobody calls during the breaks" between mark, call
  }}
  training reading "Reading the list" {{
    owner s{plan}
    audience s{plan}
    period SY2025
    trained s{plan} 12 of 12 on 2024-08-26
  }}
  allow baseline_stale until 2028-06-30 "The test of 2019 is the last one of its kind"
  waive target_backloaded for goal_1 until 2028-06-30 by "Superintendent" "Agreed with the board"
}}
"""

SESSION = """
review school_{plan}_{session} "Session {session} of school {plan}" on 2025-0{month}-14 {{
  kind pm_session
  of school_{plan}.goal_{session}, school_{plan}.work_{session}
  data on 2025-0{month}-01
  chair "Principal"
  facilitator district
  present s{plan}, district
  agenda standing "Figures against the path" over 40 minutes
  chart m{metric:03d} by meals
  chart m{late:03d} over SY2024..SY2026 {{
    question "Are we on the path?"
    takeaway "Two points below the path"
  }}
  action list "Publish the list" owner s{plan} due 2025-0{due}-12 {{
    cites school_{plan}_{session}.m{late:03d}
  }}
  action post "Fill the post" owner s{plan} due 2025-0{due}-20
{follow_up}}}
"""

GOALS = 3
SESSIONS = 2


def plan_text(plan):
    """The text of one file: a plan and its sessions."""
    name = "%03d" % plan
    parts = ['plan school_%s "Plan of school %s" {\n  kind annual\n  for s%s\n'
             "  period SY2024..SY2028\n  vision \"Every student graduates ready.\"\n"
             '  approved 2024-06-11 by "Board of Education"\n' % (name, name, name)]
    for goal in range(GOALS):
        metric = (plan * 7 + goal * 2) % METRICS
        late = (metric + 1) % METRICS
        base = 40 + (plan + goal) % 20
        sign = 1 if metric % 2 else -1
        is_late = goal == 1  # most of what it gains falls in its last year
        values = {"plan": name, "goal": goal, "metric": metric, "late": late, "base": base,
                  "aligns": "" if plan == 0 else "    aligns to school_000.goal_%d\n" % goal,
                  "early_year": 2027 if is_late else 2026,
                  "early": base + sign * (1 if is_late else 5), "late_target": base + sign * 10,
                  "base_frl": base - 4, "target_frl": base - 4 + (12 if sign > 0 else -8),
                  "baseline": 2019 if goal == 2 else 2024,  # an old one
                  "late_target_2": base - sign * 10,
                  "direction": "higher" if sign > 0 else "lower"}
        parts += [GOAL.format(**values), WORK.format(**values)]
    first = (plan * 7) % METRICS
    parts.append(REST.format(plan=name, metric=first))
    for session in range(SESSIONS):
        metric = (plan * 7 + session * 2) % METRICS
        before = "  done school_%s_%d.list on 2025-0%d-01 \"In the log\"\n" % (
            name, session - 1, session + 2)
        parts.append(SESSION.format(plan=name, session=session, month=session + 2, metric=metric,
                                    late=(metric + 1) % METRICS, due=session + 3,
                                    follow_up=before if session else ""))
    return "".join(parts)


def write_whole_plans(folder, plans):
    """Writes the project into `folder`, one file a plan; the number of lines written."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "plans"))
    metrics = "".join(METRIC % (i, i, i, i, "higher" if i % 2 else "lower")
                      for i in range(METRICS))
    units = "".join('  unit s%03d "School %d" as school { lead "Principal" }\n' % (i, i)
                    for i in range(plans))
    texts = {"project.pm": HEAD % (units, metrics)}
    for plan in range(plans):
        texts["plans/school_%03d.pm" % plan] = plan_text(plan)
    for path, text in texts.items():
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)
    return sum(text.count("\n") for text in texts.values())
