#!/usr/bin/python3
"""check_virginia.py PM: tests/data/virginia, over the file that Virginia's schools were published in:
each printed figure, each gap between two of them, and no figure that does not follow. Needs
PM_TEST_DATA."""
import collections
import csv
import os
import re
from fractions import Fraction

from harness import Checks, Project, by_subject, check_load, data_folder, near, number, pm_path

ALL = "All Students"
FILE = "va-chronic-absence/chronic_absenteeism.csv"


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_groups():
    """{dimension: {group: its word in the file}}, from the plan text."""
    with open(os.path.join(os.path.dirname(__file__), "../data/virginia/project.pm"),
              encoding="utf-8") as file:
        text = file.read()
    found = {}
    for name, block in re.findall(r"^dimension (\w+) .*?\{\n(.*?)^\}", text, re.M | re.S):
        found[name] = dict(re.findall(r'group (\w+) ".*?" when "(.*?)"', block))
    return found


def year_of(row):
    return "SY" + row["school_year"][-4:]


def unit_of(row):
    return "%s:%s" % (row["division"], row["school"])


class Published:
    def __init__(self, rows):
        self.rows = {(year_of(row), unit_of(row), row["subgroup"]): row for row in rows}
        self.schools = {(year_of(row), unit_of(row)) for row in rows}

    def percent(self, year, unit, word):
        row = self.rows.get((year, unit, word))
        return Fraction(row["percent"]) / 100 if row else None

    def students(self):
        """The numbers of students by year, unit and group, with those of divisions and the state."""
        sums = collections.Counter()
        for (year, unit, word), row in self.rows.items():
            for place in (unit, unit.split(":")[0], "state"):
                sums[year, place, word] += int(row["n_students"])
        return sums


def check_values(checks, project, published, dimension, groups):
    """Every printed percent; where none is printed, none is shown."""
    wrong, asked, silent = [], 0, 0
    for (year, unit, group), row in project.values("chronic_absence", [dimension]).items():
        word = ALL if group == "all" else groups.get(group)
        printed = published.percent(year, unit, word)
        if printed is None:
            silent += 1
            if row["value"] != "":
                wrong.append((year, unit, group, row))
            continue
        asked += 1
        if not near(number(row["value"]), printed):
            wrong.append((year, unit, group, row, float(printed)))
    checks.none("virginia: every percent by %s, and no other (%d)" % (dimension, silent), wrong,
                asked)
    return asked


def check_students(checks, project, published, dimension, groups):
    """Counts add up over schools, also those of groups that overlap; never over groups."""
    sums = published.students()
    wrong, asked = [], 0
    for (year, unit, group), row in project.values("absent_students", [dimension]).items():
        key = (year, unit, ALL if group == "all" else groups.get(group))
        if key[2] is None:
            continue
        asked += 1
        if number(row["value"]) != sums.get(key):
            wrong.append((key, row, sums.get(key)))
    checks.none("virginia: students by %s, of schools and both divisions" % dimension, wrong, asked)


def check_gaps(checks, project, published, groups):
    found = by_subject([one for one in project.json("gaps", "--all")["findings"]
                        if one["subject"]["metric"] == "chronic_absence"],
                       "unit", "period", "group")
    wrong, asked = [], 0
    for (year, unit) in published.schools:
        whole = published.percent(year, unit, ALL)
        for group, word in groups["race"].items():
            own = published.percent(year, unit, word)
            if own is None or whole is None:
                continue
            asked += 1
            one = found.get((unit, year, (("race", group),)))
            if one is None or not near(one["gap"]["value"], own - whole):
                wrong.append((year, unit, group, one and one["gap"], float(own - whole)))
    checks.none("virginia: gaps of each group to all", wrong, asked)
    others = [one for key, one in found.items() if key[2] == (("program", "disabilities"),)
              and published.percent(key[1], key[0], "Students with Disabilities") is not None]
    checks.none("virginia: a percent of the others does not follow",
                [one["id"] for one in others if one["state"] != "not_published"
                 or one["gap"].get("reason") != "others_unknown"], len(others))


def check_status(checks, project, published):
    findings = by_subject(project.findings("status", "--all"), "unit", "period")
    wrong = []
    for (year, unit) in published.schools:
        value = published.percent(year, unit, ALL)
        state = findings[unit, year]["state"]
        if (state in ("met", "on_track")) != (value <= Fraction(15, 100)):
            wrong.append((year, unit, float(value), state))
    checks.none("virginia: schools above 15 percent", wrong, len(published.schools))


def check_virginia(checks, pm, folder):
    path = os.path.join(folder, FILE)
    rows = read(path)
    published = Published(rows)
    groups = read_groups()
    with Project(pm, "tests/data/virginia", [(path, "absence.csv")]) as project:
        check_load(checks, project, {"absence": (len(rows), len(rows), 0, 0)})
        asked = sum(check_values(checks, project, published, name, groups[name])
                    for name in sorted(groups))
        checks.equal("virginia: each printed row was asked for", asked - len(published.schools),
                     len(rows))
        for name in sorted(groups):
            check_students(checks, project, published, name, groups[name])
        check_gaps(checks, project, published, groups)
        check_status(checks, project, published)


def main():
    checks = Checks()
    pm = pm_path()
    folder = data_folder("va-chronic-absence")
    if folder is None:
        checks.skip("virginia", "PM_TEST_DATA does not lead to va-chronic-absence")
    else:
        checks.section("virginia", check_virginia, checks, pm, folder)
    checks.finish()


if __name__ == "__main__":
    main()
