"""reference_project.py: the project in which the examples of the statement table can stand.

PROJECT has what the examples name, and for each place a statement called `host` (the plan's is
compass); HOSTS leads to its block. CHANGES and OTHER_FILES are what a single example needs besides.
place_example puts one where it may stand.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                "property"))

from plan_text import read_plan, walk, write_plan  # noqa: E402

# A project in which the examples of the table can stand: what they name is there, and for each
# place there is a statement called `host` (the plan's is compass, the goal's is host).
PROJECT = """project harbor "Harbor County Public Schools" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  rate by rag_90
  privacy { minimum n 10 }
  rules { warn target_without_baseline }
}
unit harbor "Harbor County Public Schools" as district {
  unit host "The host" as division { lead "Chief" }
  unit climate "School Climate and Safety" as division { lead "Chief" }
  unit accountability "Accountability" as division { lead "Chief" }
  unit attendance_services "Attendance Services" as office { lead "Director" }
  unit pm_unit "Performance Management" as office { lead "Director" }
  unit it "Information Technology" as office { lead "Director" }
  unit lincoln "Lincoln" as school
  unit roosevelt "Roosevelt" as school
  unit east "East" as school
  unit west "West" as school
  units districts from roster as district { id district }
  units areas from roster as area { id area }
  units schools from roster as school { id school_id ; called school_name ; within area }
  units host_set from roster as school { id school_id ; called school_name ; within area }
}
source roster {
  from csv "data/roster.csv"
  one row per school_id
  field school_id text
  field school_name text
  field area text
  field district text
  field district_number text
  field school_number text
  field title_i bool
}
source students {
  from csv "data/students-*.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field race text
  field frl bool
  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U")
}
source attendance {
  from csv "data/attendance-*.csv"
  one row per student_id, day
  period day
  field student_id text to students
  field day date
  field code text
  field category text
  field total_days int
  field counted int
}
source tests {
  from csv "data/tests.csv"
  one row per student_id, school_year, subject
  period school_year as "2024-25"
  field student_id text to students
  field school_year text
  field subject text
  field score int
  field is_enrolled bool
  field students_tested int
}
source cohort {
  from csv "data/cohort.csv"
  one row per student_id
  period class as "2025"
  unit harbor
  field student_id text
  field class int
  field left text
  field confirmed bool
}
source kpi {
  from csv "data/kpi.csv"
  summary
  one row per kpi_id, year
  period year as "2025"
  field kpi_id text
  field year text
  field start percent
  field goal percent
}
source pd_log {
  from csv "data/pd_log.csv"
  one row per person, course
  unit harbor
  field person text
  field course text
}
source rows {
  from csv "data/rows.csv"
  summary
  one row per year
  period year as "2022"
  field year text
  field value_start percent
  field value_target percent
  field current percent
  field progress percent
}
source host {
  from csv "data/host.csv"
  one row per student_id, school_year
  period school_year as "2024-25"
  unit school_id of schools
  field student_id text
  field school_year text
  field school_id text
  field grade text
  field measure_id text
  field race text
  field days_absent int
  field days_enrolled int
  field district_number text
  field school_number text
  field entered_on date
  field left_on date
  field host_field bool { true "1" ; false "0" }
}
dimension race "Race" from students.race { group black when "B" ; group white when "W" }
dimension frl "Meals" from students.frl { group frl when true ; group not_frl when false }
dimension host "The host" from students.race { group white when "W" }
metric chronic_absence "Chronically absent students" {
  lagging
  numerator count of students where days_absent >= 10% of days_enrolled
  denominator count of students
  better lower
  by race, frl
  gap frl vs not_frl
}
metric host "The host" {
  numerator count of students where days_absent = 0
  denominator count of students
  better higher
}
metric current "Current" {
  value published current of rows
  unit percent
  better higher
}
metric contact_48h "Reached within 48 hours" {
  leading chronic_absence after 1 year
  numerator count of students where days_absent = 1
  denominator count of students
  better higher
}
metric attendance_rate "Attendance" { value count of tests ; better higher }
metric team_meetings "Meetings" { value count of tests ; better higher }
metric phone_valid "Phones" { value count of tests ; better higher }
metric first_fix "Solved at the first call" { value published current of rows ; unit percent
    ; better higher }
rating rag_90 "Red, amber, green" {
  levels green, red
  level green "Green" as on_track when value reaches target
  level red "Red" as off_track
}
plan above "Above" {
  kind strategic
  for harbor
  period SY2018..SY2028
  goal present "Present" {
    owner climate
    measure chronic_absence { baseline SY2018 30% ; target SY2028 25% }
  }
}
plan compass "The Compass" {
  kind strategic
  for harbor
  period SY2018..SY2028
  focus climate "Climate"
  focus prepare "Prepare"
  goal present "Present" {
    owner climate
    measure chronic_absence { baseline SY2018 30% ; target SY2028 20% }
  }
  goal literacy "Literacy" {
    owner climate
    measure chronic_absence { baseline SY2018 30% ; target SY2028 24% }
  }
  goal host "The host" {
    owner climate
    measure chronic_absence { baseline SY2018 30% ; target SY2028 18% }
  }
  goal second "The second host" {
    owner climate
    measure current { targets from rows { baseline value_start ; target value_target } }
  }
  objective k3 "Readers" within literacy {
    measure chronic_absence { baseline SY2018 30% ; target SY2028 24% }
  }
  initiative teams "Teams" {
    serves present
    owner climate
    milestone trained "Trained" due 2025-09-30
  }
  strategy host "The host" { owner climate ; serves present ; evidence tier 3 "Trials" }
  initiative host_work "The host" { owner climate ; serves present }
  activity host_piece "The host" { owner climate ; serves present }
  activity roster_fix "Rosters" {
    owner climate
    serves present
    milestone host "The host" due 2025-09-30
  }
  adjust host "The host" on 2026-01-20 { because "Late" }
  theory host "The host" for present { if "a" ; then "b" ; so "c" }
}
"""

# The cycle around the plan: sessions, a process, a service and what else has examples.
PROJECT += """training host_training "The host" { owner climate ; audience schools }
service help_desk "Help for schools" { owner climate }
service host_service "The host" { owner climate }
process contact_now "Today" for compass.teams { step call "Call" by climate }
process host "The host" for compass.teams {
  owner climate
  step call "Call" by climate
  step visit "Visit" by attendance_services after call
  step host_step "The host" by climate after visit
}
review sep "September" on 2025-09-16 { kind pm_session }
review oct "October" on 2025-10-21 {
  kind pm_session
  chart chronic_absence
  ask q1 "Why?" by schools
  action a1 "One" owner climate due 2025-11-01
  action a2 "Two" owner climate due 2025-11-01
  action a3 "Three" owner climate due 2025-11-01
}
review host "The host" on 2025-12-16 {
  kind pm_session
  chart contact_48h
  action host "The host" owner climate due 2026-01-07
  decision host_decision "The host" { cites oct.chronic_absence }
}
team data_team "Data team" { members climate }
team host_team "The host" { members climate }
report host_report "The host" { kind quarterly ; due 2025-11-15 }
routine host_routine "The host" { meets every 2 weeks }
policy host_policy "The host" { approved 2020-01-01 by "Board" }
practice host_practice "The host" { from lincoln on SY2025 }
test host_test "The host" { counts chronic_absence SY2026 0 of 0 }
"""

# Place to the words that lead to the statement in whose block an example stands.
HOSTS = {"project": ["project"], "calendar": ["project", "calendar"],
         "privacy": ["project", "privacy"], "rules": ["project", "rules"],
         "unit": ["unit", "unit host"], "units": ["unit", "units host_set"],
         "source": ["source host"], "field": ["source host", "field host_field"],
         "dimension": ["dimension host"], "metric": ["metric host"], "rating": ["rating"],
         "gap": ["metric chronic_absence", "gap"], "level": ["rating", "level green"],
         "focus": ["plan compass", "focus climate"],
         "plan": ["plan compass"], "goal": ["plan compass", "goal host"],
         "measure": ["plan compass", "goal host", "measure"],
         "targets": ["plan compass", "goal second", "measure", "targets"],
         "strategy": ["plan compass", "strategy host"],
         "initiative": ["plan compass", "initiative host_work"],
         "activity": ["plan compass", "activity host_piece"],
         "milestone": ["plan compass", "activity roster_fix", "milestone host"],
         "theory": ["plan compass", "theory host"], "training": ["training host_training"],
         "service": ["service host_service"], "process": ["process host"],
         "step": ["process host", "step visit"], "review": ["review host"],
         "chart": ["review host", "chart"], "action": ["review host", "action host"],
         "decision": ["review host", "decision host_decision"],
         "adjust": ["plan compass", "adjust host"], "team": ["team host_team"],
         "report": ["report host_report"], "routine": ["routine host_routine"],
         "policy": ["policy host_policy"], "practice": ["practice host_practice"],
         "test": ["test host_test"]}

# Two calendars: sources say which one they mean.
CALENDAR = PROJECT.splitlines()[1]
FISCAL = [(CALENDAR, "  calendar fiscal FY { starts 10-01 ; named by end }"), ("SY20", "FY20"),
          ("\"2024-25\"", "\"2024-25\" of fiscal")]
TABLE = """rating rag_90 "Red, amber, green" {
  levels green, blue
  level green "Green" as on_track
  level blue "Blue" as on_track
  scale standing {
    levels %s, high
    level %s "Low" when value <= 5%%
    level high "High"
  }
  scale change {
    levels declined, maintained, increased
    level declined "Declined" when change < 0 pts
    level maintained "Maintained" when change = 0 pts
    level increased "Increased"
  }
  columns change increased, maintained, declined
  row %s green, blue, blue
  row high blue, green, green
}
"""
RATING = PROJECT[PROJECT.index("rating rag_90"):PROJECT.index("plan above")]


def with_levels(levels, more):
    return [("levels green, red", "levels " + levels), ("  level red", more + "  level red")]


AMBER = "  level amber \"Amber\" as at_risk when value reaches target within 9% of target\n"
NO_DATA = "  unrated no_data \"No data\" when value is missing\n"
TABLE_LOW = [(RATING, TABLE % ("low", "low", "low"))]
TABLE_VERY_LOW = [(RATING, TABLE % ("very_low", "very_low", "very_low"))]

GATHERS = """  gather days_enrolled as count of attendance
  gather days_absent as count of attendance where code in ("E", "U")
"""
FIELDS = """  field days_absent int
  field days_enrolled int
"""
HOST_RATE = """  numerator count of students where days_absent = 0
  denominator count of students
"""

STATE = ("unit harbor \"Harbor", "unit state \"The state\" as state\nunit harbor \"Harbor")

# What an example needs in place of what is there: (place, word) to pairs of texts.
CHANGES = {
    ("calendar", "starts"): [(" ; parts Q at 07-01, 10-01, 01-01, 04-01", "")],
    ("rules", "profile"): [("rules { warn", "rules { warn plan_without_approval, "
                                            "group_without_target, required_group_missing ; warn")],
    ("review", "action"): [("review host \"The host\" on 2025-12-16",
                            "review host \"The host\" on 2025-10-28")],
    ("source", "unit"): [("as school { id school_id ; called school_name ; within area }\n  units "
                          "host_set", "as school { id district_number, school_number }\n  units "
                          "host_set"), ("unit school_id of schools", "unit harbor")],
    ("source", "gather"): [("text to students\n  field day", "text to host\n  field day"),
                           (GATHERS, FIELDS), ("  field race text\n" + FIELDS + "  field district",
                                               "  field district")],
    ("source", "total"): [("source host {", "source host {\n  summary"),
                          ("from students.race { group white when \"W\" }\nmetric",
                           "from host.grade { group third when \"3\" }\nmetric")],
    ("metric", "denominator"): [(HOST_RATE.splitlines()[0],
                                 "  numerator count of cohort where left = \"\"")],
    ("metric", "between"): [(HOST_RATE, "  value median score of tests\n")],
    ("metric", "weight"): [(HOST_RATE, "  value mean score of tests\n")],
    ("metric", "observed"): [(HOST_RATE, "  value count of host\n"),
                             ("field entered_on date\n", "field entered_on date\n  holds entered_on\n")],
    ("metric", "value"): [(HOST_RATE, "")],
    ("metric", "match"): [(HOST_RATE, "  numerator count of tests where score > 3\n"
                                      "  denominator count of tests\n")],
    ("file", "rating"): with_levels("green, amber, red", AMBER),
    ("rating", "levels"): with_levels("green, red", AMBER + NO_DATA),
    ("rating", "level"): with_levels("green, amber, red", ""),
    ("rating", "unrated"): with_levels("baseline, green, red", ""),
    ("rating", "scale"): TABLE_LOW,
    ("rating", "columns"): TABLE_LOW,
    ("rating", "row"): TABLE_VERY_LOW,
    ("gap", "otherwise"): [STATE, ("gap frl vs not_frl", "gap frl vs not_frl { minimum n 10 }")],
    ("gap", "weights"): [STATE, ("gap frl vs not_frl",
                                 "gap each race vs others as weighted_risk_ratio { }")],
    ("gap", "reference"): [("gap frl vs not_frl", "gap each race vs best")],
    ("gap", "correction"): [("gap frl vs not_frl", "gap frl vs not_frl as odds_ratio")],
    ("measure", "alternative"): [("target SY2028 18%", "target SY2020 28% ; target SY2028 18%")],
    ("targets", "baseline"): FISCAL,
    ("targets", "target"): FISCAL,
}
OTHER_FILES = {("project", "include"): {"plans/more.pm": "# nothing\n",
                                        "data/more.pm": "# nothing\n",
                                        "drafts/left_out.pm": "unit left_out \"Left out\"\n"}}

# Words of which a block has one statement; others may come again with other names.
ALONE = set("minimum rate use starts named parts complement spare cap zeros id called within lead opened "
            "ended header encoding one extracted period unit true false summary public "
            "overlapping leading lagging numerator denominator n value match better observed range "
            "between weight per participation pool holds "
            "levels columns kind for vision mission path reference owner by because evidence"
            .split())


def is_same_declaration(one, other):
    """Two statements that may not stand side by side: of one word, and of one name if they have."""
    return one.head.split()[:2] == other.head.split()[:2]


def take_out(statements, example):
    """Removes the declaration of that name, wherever it stands; the lines of its block."""
    found = [one for one in walk(statements) if is_same_declaration(one, example)]
    for block in [statements] + [one.block for one in walk(statements) if one.block]:
        block[:] = [one for one in block if one not in found]
    return found[0].block or [] if found else []


def find_hosts(place, statements):
    """The statements that lead to the place, the one in whose block it is the last."""
    hosts = []
    for words in HOSTS[place]:
        one = next(one for one in statements
                   if one.head == words or one.head.startswith(words + " "))
        if one.block is None:
            one.block = []
        hosts.append(one)
        statements = one.block
    return hosts


class Placed:
    """A project with an example in it: its text, the text without the example, further files, and
    the heads of the statements that lead to it, its own the last."""

    def __init__(self, text, without, files, path):
        self.text, self.without, self.files, self.path = text, without, files, path


def place_example(row):
    """Puts the example where it may stand, in place of what it clashes with; a block that the
    example leaves empty or unfinished is filled from that. In another place than its first one,
    `home`, it needs what it needs there unless the tables say otherwise."""
    place, key = row["places"][0], (row["places"][0], row["word"])
    if key not in CHANGES and key not in OTHER_FILES:
        key = (row.get("home", place), row["word"])
    text = PROJECT
    for old, new in CHANGES.get(key, ()):
        assert old in text, (key, old)
        text = text.replace(old, new)
    statements, example = read_plan(text), read_plan(row["example"])[0]
    hosts = [] if place == "file" else find_hosts(place, statements)
    block = hosts[-1].block if hosts else statements
    if example.block is not None:
        words = {one.word for one in example.block}
        taken = take_out(block, example)
        example.block += [one for one in taken
                          if one.word not in words or one.word not in ALONE]
    block[:] = [one for one in block if not is_same_declaration(one, example)
                and not (place != "file" and one.word == example.word and example.word in ALONE)]
    without = write_plan(statements)
    block.append(example)
    return Placed(write_plan(statements), without, OTHER_FILES.get(key, {}),
                  [one.head for one in hosts] + [example.head])
