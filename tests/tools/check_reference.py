#!/usr/bin/python3
"""check_reference.py PM: docs/reference says what the tables say, and its examples are true.

- make_reference, built in the folder that PM lies in, writes the very files of docs/reference.
- The example of every statement compiles where it may stand, in a project that has what it names.
- The text of every diagnostic that is to give it gives it, and the mended one does not.
The last line is `N passed, N failed`."""
import filecmp
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "property"))

from plan_text import read_plan, walk, write_plan  # noqa: E402
from projects import Written  # noqa: E402

REFERENCE = os.path.join(ROOT, "docs", "reference")


class Counts:
    def __init__(self):
        self.passed = self.failed = 0

    def ok(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAIL  %s: %s" % (name, detail))
        return holds


# ---- The pages ----

def build_tool(pm):
    """The path of make_reference in the build folder of pm; made where it is older than that."""
    build = os.path.dirname(os.path.abspath(pm))
    tool = os.path.join(build, "tests", "tools", "make_reference")
    arguments = ["make", "-s", "-C", ROOT, "BUILD=%s" % build, tool]
    flavour = os.path.basename(build)
    if flavour in ("debug", "coverage"):
        arguments.append("FLAVOUR=%s" % flavour)
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise RuntimeError("make_reference cannot be built: %s" % done.stdout.decode()[-800:])
    return tool


def pages_of(folder):
    return {os.path.relpath(os.path.join(path, name), folder)
            for path, _, names in os.walk(folder) for name in names}


def check_pages(counts, pm):
    with tempfile.TemporaryDirectory(prefix="pm-reference-") as folder:
        done = subprocess.run([build_tool(pm), folder], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        if not counts.ok("make_reference", done.returncode == 0, done.stdout.decode()):
            return
        made, kept = pages_of(folder), pages_of(REFERENCE)
        for page in sorted(made | kept):
            if page not in kept:
                counts.ok("docs/reference/" + page, False, "is not there: run `make reference`")
            elif page not in made:
                counts.ok("docs/reference/" + page, False, "no table has it: remove it")
            else:
                same = filecmp.cmp(os.path.join(folder, page), os.path.join(REFERENCE, page),
                                   shallow=False)
                counts.ok("docs/reference/" + page, same,
                          "the tables say something else: run `make reference`")


# ---- Examples of statements ----

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
}
"""

# Place to the words that lead to the statement in whose block an example stands.
HOSTS = {"project": ["project"], "calendar": ["project", "calendar"],
         "privacy": ["project", "privacy"], "rules": ["project", "rules"],
         "unit": ["unit", "unit host"], "units": ["unit", "units host_set"],
         "source": ["source host"], "field": ["source host", "field host_field"],
         "dimension": ["dimension host"], "metric": ["metric host"], "rating": ["rating"],
         "plan": ["plan compass"], "goal": ["plan compass", "goal host"],
         "measure": ["plan compass", "goal host", "measure"],
         "targets": ["plan compass", "goal second", "measure", "targets"]}

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

# What an example needs in place of what is there: (place, word) to pairs of texts.
CHANGES = {
    ("calendar", "starts"): [(" ; parts Q at 07-01, 10-01, 01-01, 04-01", "")],
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
                                 "  numerator sum counted of attendance")],
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
    ("measure", "alternative"): [("target SY2028 18%", "target SY2020 28% ; target SY2028 18%")],
    ("targets", "baseline"): FISCAL,
    ("targets", "target"): FISCAL,
}
OTHER_FILES = {("project", "include"): {"plans/more.pm": "# nothing\n",
                                        "data/more.pm": "# nothing\n"}}

# Words of which a block has one statement; others may come again with other names.
ALONE = set("minimum rate use starts named parts complement cap zeros id called within lead opened "
            "ended header encoding one extracted period unit true false summary public "
            "overlapping leading lagging numerator denominator n value match better observed range "
            "levels columns kind for vision mission path reference owner by".split())


def is_same_declaration(one, other):
    """Two statements that may not stand side by side: of one word, and of one name if they have."""
    return one.head.split()[:2] == other.head.split()[:2]


def take_out(statements, example):
    """Removes the declaration of that name, wherever it stands; the lines of its block."""
    found = [one for one in walk(statements) if is_same_declaration(one, example)]
    for block in [statements] + [one.block for one in walk(statements) if one.block]:
        block[:] = [one for one in block if one not in found]
    return found[0].block or [] if found else []


def find_host(place, statements):
    """The block in which statements of the place stand."""
    for words in HOSTS[place]:
        one = next(one for one in statements
                   if one.head == words or one.head.startswith(words + " "))
        if one.block is None:
            one.block = []
        statements = one.block
    return statements


def place_example(row, statements):
    """Puts the example where it may stand, in place of what it clashes with; a block that the
    example leaves empty or unfinished is filled from that."""
    example = read_plan(row["example"])[0]
    place = row["places"][0]
    block = statements if place == "file" else find_host(place, statements)
    if example.block is not None:
        words = {one.word for one in example.block}
        taken = take_out(statements if place == "file" else block, example)
        example.block += [one for one in taken
                          if one.word not in words or one.word not in ALONE]
    block[:] = [one for one in block if not is_same_declaration(one, example)
                and not (place != "file" and one.word == example.word and example.word in ALONE)]
    block.append(example)
    return write_plan(statements)


def check_text(pm, text, others=()):
    """Codes and messages of a project: [(code, severity, message)]."""
    with Written(pm, dict(others)) as project:
        project.write("project.pm", text.replace("\ufffd", "\udce9"))  # a byte that is no UTF-8
        code, output, said = project.run_any("check", "--format", "json")
    if code not in (0, 1, 3):
        return [("exit %s" % code, "error", said[-300:])]
    return [(one["code"], one["severity"], one["message"])
            for one in json.loads(output)["diagnostics"]]


def check_examples(counts, pm):
    with Written(pm, {"project.pm": PROJECT}) as project:
        rows = json.loads(project.run("list", "statements", "--format", "json"))
    found = [one for one in check_text(pm, PROJECT) if one[1] == "error"]
    if not counts.ok("the project for the examples", not found, found[:3]):
        return
    for row in rows:
        name = "example of `%s` in %s" % (row["word"], row["places"][0])
        text = PROJECT
        for old, new in CHANGES.get((row["places"][0], row["word"]), ()):
            assert old in text, (name, old)
            text = text.replace(old, new)
        others = OTHER_FILES.get((row["places"][0], row["word"]), {})
        placed = place_example(row, read_plan(text))
        found = [one for one in check_text(pm, placed, others) if one[1] == "error"]
        counts.ok(name, not found, found[:3])


# ---- Texts of diagnostics ----

def check_registry(counts, pm):
    with Written(pm, {"project.pm": PROJECT}) as project:
        codes = [one["code"] for one in json.loads(project.run("list", "codes", "--format",
                                                              "json"))]
        explained = {code: json.loads(project.run("explain", code, "--format", "json"))
                     for code in codes}
    for code, one in explained.items():
        name = "%s %s" % (code, one["name"])
        if "bad" in one:
            found = check_text(pm, one["bad"])
            others = [other for other in found if other[0] != code and other[1] != "info"]
            counts.ok(name + ": the text that gives it", not others and found
                      and any(other[0] == code for other in found), found[:4])
        if "good" in one:
            found = [other for other in check_text(pm, one["good"]) if other[0] == code]
            counts.ok(name + ": the mended text", not found, found[:3])


def main():
    if len(sys.argv) != 2:
        print("usage: check_reference.py PM", file=sys.stderr)
        return 2
    counts = Counts()
    for part in (check_pages, check_examples, check_registry):
        try:
            part(counts, sys.argv[1])
        except (RuntimeError, KeyError, ValueError, OSError) as problem:
            counts.ok(part.__name__, False, repr(problem))
    print("%d passed, %d failed" % (counts.passed, counts.failed))
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
