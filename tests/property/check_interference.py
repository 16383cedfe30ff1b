#!/usr/bin/python3
"""check_interference.py PM [--pairs N]: what is hidden leaves no trace in anything that is said.

Two projects differ in nothing but the figures that neither shows to the public: persons, or who of
them passed, are moved between hidden groups and schools, so that every figure that is shown stays
the same. Then all that pm writes for the public stays the same, byte for byte: states, gaps, places
among peers, trends, roll-ups, guardrails, policies, theories, what is asked of sessions, in every
form; messages, too."""
import argparse
import random
import re

from projects import Checks, Written

SEED = 20251127
SCHOOLS = ["s1", "s2", "s3", "s4"]
RACES = ["a", "b", "c"]
YEARS = [2022, 2023, 2024, 2025]

PLAN = """project p "P" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 10 ; complement hidden MORE }
  rules { warn gap_without_action(10) ; warn leading_without_action(10) }
}
unit d "The district" as district {
  lead "Superintendent"
  units schools from rows as school { id school }
}
source rows {
  from csv "rows.csv"
  one row per school, race, year
  period year as "2025"
  unit school of schools
  field school text
  field race text
  field year text
  field tested int
  field passed int
}
dimension race "Race" from rows.race {
  group a "Group A" when "a" ; group b "Group B" when "b" ; group c "Group C" when "c"
}
metric passed "Passed" {
  leading final after 1 year
  numerator sum passed of rows
  denominator sum tested of rows
  n sum tested of rows
  better higher
  by race
  gap each race vs all
  gap each race vs c
  gap each race vs best
  gap each race vs others as risk_ratio
  gap each race vs all of d
  gap each race vs all as index_of_disparity
}
metric final "Passed, again" {
  lagging
  numerator sum passed of rows
  denominator sum tested of rows
  n sum tested of rows
  better higher
}
rating quarters "Quarters" {
  levels first, rest
  level first "Best quarter" as met when quartile = 1
  level rest "Not" as on_track
}
rating course "Course" {
  levels long, down, fine
  level long "Low for years" as off_track when value < 50% { lasting 2 years }
  level down "Lower than before" as at_risk when change < 0 pts
  level fine "Fine" as on_track
}
plan plan "The plan" {
  for d
  period SY2022..SY2026
  goal all "Everybody passes" {
    owner d
    overall worst
    measure passed {
      across schools
      baseline SY2022 50%
      baseline SY2022 50% for each race
      target SY2026 70%
      target SY2026 70% for each race
    }
    measure final { across schools ; rate by quarters ; peers schools as inclusive }
  }
  guardrail kept "Nobody is left behind" {
    owner d
    measure final { across schools ; rate by course ; maintain from 40% }
  }
  initiative tutors "Tutors" { serves all ; owner d ; starts 2022-07-01 ; expects passed higher by SY2025 }
  theory works "Tutors help" for all {
    if "tutors come" by tutors shown by passed
    so "more pass" shown by final
  }
}
review first "October" on 2025-03-20 {
  of plan.tutors
  action call "Call" owner d due 2025-04-20 { expects passed higher by SY2025 }
}
policy rule "Rule" { clause acted "What is off track is acted on" by leading_without_action, gap_without_action, guardrail_broken }
"""

FORMS = ["text", "short", "json", "jsonl", "csv", "sarif", "junit", "github", "gitlab", "rdjson", "md",
         "html"]
MORE = ["", "; cap 10%..90%", "; minimum cell 3", "; zeros protected", "; round value to 5 pts",
        "; spare parts"]


def commands():
    as_of = ["--audience", "public", "--as-of", "2025-09-30"]
    for form in FORMS:
        yield ["status", "--all", "--trend", "--format", form] + as_of
        yield ["gaps", "--format", form] + as_of
    for form in ("text", "json", "csv"):
        yield ["values", "passed", "final", "--by", "race", "--format", form] + as_of
        yield ["trend", "passed", "--all", "--format", form] + as_of
    yield ["actions"] + as_of
    yield ["explain", "status:plan/all/passed@s1:SY2025"] + as_of


def draw_rows(draw):
    rows = {}
    for school in SCHOOLS:
        for race in RACES:
            for year in YEARS:
                tested = draw.randint(4, 9) if draw.random() < 0.2 else draw.randint(12, 60)
                rows[school, race, year] = (tested, draw.randint(1, tested - 1))
    return rows


def files(rows, more):
    lines = ["school,race,year,tested,passed"]
    lines += ["%s,%s,%d,%d,%d" % (key + counts) for key, counts in rows.items()]
    return {"project.pm": PLAN.replace("MORE", more), "rows.csv": "\n".join(lines) + "\n"}


def ask(pm, rows, more):
    """{command: everything that pm says}"""
    said = {}
    with Written(pm, files(rows, more)) as project:
        project.run("load", "-q")
        for command in commands():
            said[" ".join(command)] = "\n".join(str(one) for one in project.run_any(*command))
    return said


def hidden_of(said):
    """Figures of `passed` that are hidden: (unit, race, year)."""
    text = next(text for command, text in said.items()
                if command.startswith("values") and "csv" in command)
    return {(unit, race, int(year)) for year, unit, race in
            re.findall(r"^passed,SY(\d+),(\w+),(\w+),,,,,,suppressed", text, re.MULTILINE)}


def moved(draw, rows, hidden):
    """The rows with some moved within rectangles of hidden figures; None: there are none.
    Totals of schools and of groups stay as they are."""
    places = [(year, one, other, a, b) for year in YEARS
              for i, one in enumerate(SCHOOLS) for other in SCHOOLS[i + 1:]
              for j, a in enumerate(RACES) for b in RACES[j + 1:]
              if {(one, a, year), (one, b, year), (other, a, year), (other, b, year)} <= hidden]
    places += [(year, one, None, a, b) for year in YEARS for one in SCHOOLS
               for j, a in enumerate(RACES) for b in RACES[j + 1:]
               if {(one, a, year), (one, b, year), ("d", a, year), ("d", b, year)} <= hidden]
    changed = dict(rows)
    for year, one, other, a, b in draw.sample(places, min(4, len(places))):
        pairs = [((one, a, year), (one, b, year))]
        if other:
            pairs.append(((other, b, year), (other, a, year)))
        moves_all = draw.random() < 0.5  # persons; else who of them passed
        most = min(room(changed, source, target, moves_all) for source, target in pairs)
        amount = draw.randint(0, max(0, most))
        for source, target in pairs:
            for key, by in ((source, -amount), (target, amount)):
                tested, passed = changed[key]
                changed[key] = (tested + by, passed) if moves_all else (tested, passed + by)
    return changed if changed != rows else None


def room(rows, source, target, moves_all):
    """How many can be moved so that in each place some passed, and some did not."""
    tested, passed = rows[source]
    if moves_all:
        return tested - passed - 1
    return min(passed - 1, rows[target][0] - rows[target][1] - 1)


def compare(first, second):
    wrong = []
    for command, text in first.items():
        other = second[command]
        if other != text:
            at = next((i for i, (a, b) in enumerate(zip(text, other)) if a != b), 0)
            start = text.rfind("\n", 0, at) + 1
            wrong.append("%s: in `%s`: `%s`, then `%s`" % (
                command, text[start:start + 80], text[max(start, at - 30):at + 30],
                other[max(start, at - 30):at + 30]))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pm")
    parser.add_argument("--pairs", type=int, default=10)
    arguments = parser.parse_args()
    checks = Checks()
    draw = random.Random(SEED)
    compared = others = 0
    wrong = []
    while compared < arguments.pairs and others < 4 * arguments.pairs:
        more = MORE[compared % len(MORE)]
        rows = draw_rows(draw)
        first = ask(arguments.pm, rows, more)
        changed = moved(draw, rows, hidden_of(first))
        second = ask(arguments.pm, changed, more) if changed else None
        if not second or hidden_of(second) != hidden_of(first):
            others += 1  # nothing to move, or other figures are hidden now
            continue
        compared += 1
        wrong += ["pair %d: %s" % (compared, one) for one in compare(first, second)]
    checks.ok("pairs of projects that differ in hidden figures alone", compared > 0, compared)
    checks.none("nothing that is said differs", wrong, compared * len(list(commands())))
    checks.finish()


if __name__ == "__main__":
    main()
