#!/usr/bin/python3
"""check_generated.py PM: tests/data/match-generated and tests/data/attendance-generated, over data
that tests/tools/generate_students.py invents from three seeds."""
import collections
import csv
import glob
import os
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

from disclosure import check_disclosure
from harness import ROOT, Checks, Project, cell_is, check_load, near, number, pm_path, short
from student_tests import OPEN, Tests, check_hidden, check_open, count_proficient

SEEDS = [1, 7, 2026]


class Named:
    """Checks whose names begin with what they are about."""

    def __init__(self, checks, prefix):
        self.checks, self.prefix = checks, prefix

    def ok(self, name, *rest):
        return self.checks.ok(self.prefix + name, *rest)

    def equal(self, name, *rest):
        return self.checks.equal(self.prefix + name, *rest)

    def none(self, name, *rest):
        return self.checks.none(self.prefix + name, *rest)

    def section(self, name, function, *arguments):
        return self.checks.section(self.prefix + name, function, *arguments)


def generate(kind, seed):
    folder = tempfile.mkdtemp(prefix="pm-generated-")
    subprocess.run([sys.executable, os.path.join(ROOT, "tests/tools/generate_students.py"), kind,
                    "--out", folder, "--seed", str(seed)], check=True)
    return folder


def files_of(folder):
    return [(path, "data/" + os.path.basename(path))
            for path in sorted(glob.glob(os.path.join(folder, "*.csv")))]


# ---- Tests of the same students, year after year ----

def check_match(checks, pm, seed):
    folder = generate("tests", seed)
    try:
        tests = Tests(os.path.join(folder, "tests.csv"))
        cells = count_proficient(tests)
        kept = len(tests.rows)
        with Project(pm, "tests/data/match-generated", files_of(folder), OPEN) as project:
            checks.section("load", check_load, checks, project,
                           {"tests": (tests.read, kept, 0, tests.read - kept)})
            check_open(checks, project, tests, cells, 10)
        with Project(pm, "tests/data/match-generated", files_of(folder)) as project:
            checks.section("load again", project.load)
            for by in (("subject", "frl"), ("subject", "ethnicity"),
                       ("subject", "frl", "ethnicity")):
                checks.section("privacy", check_hidden, checks, project, tests, cells, by,
                               [max(tests.periods)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---- Daily attendance ----

RACES = {"B": "black", "W": "white", "H": "hispanic"}
MISSING = ("", "*", "NULL")


class Attendance:
    """Students with their days, and the area of each school in each year."""

    def __init__(self, folder):
        self.read = collections.Counter()
        self.students, self.area, self.days = {}, {}, {}
        for row in self.rows_of(folder, "schools.csv", "roster"):
            self.area[row["school_id"], row["school_year"]] = row["area"]
        for row in self.rows_of(folder, "students-*.csv", "students"):
            self.students.setdefault((row["student_id"], row["school_year"]), row)
        totals = collections.defaultdict(collections.Counter)
        for row in self.rows_of(folder, "attendance-*.csv", "attendance"):
            year = int(row["day"][:4]) - (int(row["day"][5:7]) < 7)
            label = "%d-%02d" % (year, (year + 1) % 100)
            totals[row["student_id"], label][row["code"]] += 1
        for key in self.students:
            codes = totals[key]
            self.days[key] = (sum(codes.values()), codes["E"] + codes["U"], codes["U"],
                              codes["T"])

    def rows_of(self, folder, pattern, source):
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            with open(path, newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    self.read[source] += 1
                    yield row

    def cells(self, count):
        """(period, unit, race, frl) to the sums of what `count` gives for a student-year."""
        cells = collections.defaultdict(lambda: [0, 0, 0, 0])
        for (student, label), row in self.students.items():
            period = "SY20" + label[-2:]
            race = "unknown" if row["race"] in MISSING else RACES.get(row["race"], "rest")
            frl = {"Y": "frl", "N": "not_frl"}[row["FARMS"]]
            numbers = count(*self.days[student, label])
            for unit in ("harbor", self.area[row["school_id"], label], row["school_id"]):
                for group in ((race, frl), ("all", frl), (race, "all"), ("all", "all")):
                    cell = cells[(period, unit) + group]
                    for at, add in enumerate(numbers):
                        cell[at] += add
        return cells


def count_chronic(enrolled, absent, _unexcused, _tardy):
    """Numerator, denominator, n, excluded."""
    counted = enrolled >= 10
    return counted and 10 * absent >= enrolled, counted, counted, not counted


def count_present(enrolled, absent, _unexcused, _tardy):
    return enrolled - absent, enrolled, 1, 0


def count_unexcused(enrolled, _absent, unexcused, _tardy):
    counted = enrolled >= 10
    return unexcused if counted else 0, counted, counted, not counted


def check_rates(checks, project, data, metric, count):
    cells = data.cells(count)
    rows = project.values(metric, ("race", "frl"), "SY2023..SY2024")
    wrong = [(key, short(rows.get(key)), cell) for key, cell in cells.items()
             if not cell_is(rows.get(key), cell[0], cell[1], n=cell[2])]
    checks.none("%s by race * frl, every unit and year" % metric, wrong, len(cells))


def check_excluded(checks, project, data):
    cells = data.cells(count_chronic)
    rows = project.values("chronic_absence", ("race", "frl"), "SY2023..SY2024")
    wrong = [(key, short(rows.get(key)), cell[3]) for key, cell in cells.items()
             if key not in rows or number(rows[key]["excluded"]) != cell[3]]
    checks.none("chronic_absence: how many are left out", wrong, len(cells))
    edge = sum(10 * absent == enrolled for enrolled, absent, _, _ in data.days.values()
               if enrolled >= 10)
    checks.ok("data: some are absent exactly a tenth of their days", edge > 10, edge)


def check_means(checks, project, data):
    cells = {key: cell for key, cell in data.cells(count_unexcused).items() if key[2] == "all"}
    rows = project.values("unexcused", ("frl",), "SY2023..SY2024")
    wrong = []
    for key, cell in cells.items():
        row = rows.get(key[:2] + key[3:])
        if cell[1] and (row is None or number(row["n"]) != cell[2]
                        or not near(number(row["value"]), Fraction(cell[0], cell[1]))):
            wrong.append((key, short(row), cell))
    checks.none("unexcused: means by frl, every unit and year", wrong, len(cells))


def check_tardy(checks, project, data):
    """A rate of days, which reach the attribute of their student."""
    cells = collections.defaultdict(lambda: [0, 0])
    for (student, label), row in data.students.items():
        for frl in ("all", {"Y": "frl", "N": "not_frl"}[row["FARMS"]]):
            cell = cells["SY20" + label[-2:], "harbor", frl]
            cell[0] += data.days[student, label][3]
            cell[1] += data.days[student, label][0]
    rows = project.values("tardy", ("frl",), "SY2023..SY2024")
    checks.none("tardy: days by the student's meals",
                [(key, short(rows.get(key)), cell) for key, cell in cells.items()
                 if not cell_is(rows.get(key), *cell)], len(cells))


def check_status(checks, project, data):
    """In the second year each school is one of three steps on its way to 24 %."""
    cells = data.cells(count_chronic)
    wrong, asked = [], 0
    for one in project.findings("status"):
        subject = one["subject"]
        if subject["period"] != "SY2024" or subject.get("group") or "gap" in one:
            continue
        asked += 1
        first, now = (cells[period, subject["unit"], "all", "all"]
                      for period in ("SY2023", "SY2024"))
        baseline, value = Fraction(first[0], first[1]), Fraction(now[0], now[1])
        expected = baseline + (Fraction(24, 100) - baseline) / 3
        if not near(one["value"]["value"], value) or not near(one["baseline"]["value"], baseline) \
                or not near(one["expected"]["value"], expected):
            wrong.append((subject["unit"], one["value"], one["expected"], float(expected)))
            continue
        behind = value - expected
        state = "met" if value <= Fraction(18, 100) else \
            "on_track" if behind <= Fraction(1, 100) else \
            "at_risk" if behind <= Fraction(3, 100) else "off_track"
        if one["state"] != state or ("reversed" in one["qualifiers"]) != (value > baseline):
            wrong.append((subject["unit"], one["state"], state, one["qualifiers"]))
    checks.none("status of each school in SY2024", wrong, asked)


def check_areas(checks, data):
    moved = {school for (school, _), area in data.area.items()
             if area != data.area[school, "2022-23"]}
    checks.ok("data: a school changes its area", moved, moved)


def check_attendance_privacy(checks, project, data):
    rows = project.values("chronic_absence", ("race", "frl"), "SY2023..SY2024")
    check_disclosure(checks, "race * frl", rows, data.cells(count_chronic), 10)


def check_attendance(checks, pm, seed):
    folder = generate("attendance", seed)
    try:
        data = Attendance(folder)
        kept = len(data.students)
        check_areas(checks, data)
        with Project(pm, "tests/data/attendance-generated", files_of(folder), OPEN) as project:
            read = data.read
            checks.section("load", check_load, checks, project, {
                "students": (read["students"], kept, 0, read["students"] - kept),
                "attendance": (read["attendance"], read["attendance"], 0, 0),
                "roster": (read["roster"], read["roster"], 0, 0)})
            for metric, count in (("chronic_absence", count_chronic),
                                  ("attendance_rate", count_present)):
                checks.section(metric, check_rates, checks, project, data, metric, count)
            checks.section("excluded", check_excluded, checks, project, data)
            checks.section("means", check_means, checks, project, data)
            checks.section("tardy", check_tardy, checks, project, data)
            checks.section("status", check_status, checks, project, data)
        with Project(pm, "tests/data/attendance-generated", files_of(folder)) as project:
            checks.section("load again", project.load)
            checks.section("privacy", check_attendance_privacy, checks, project, data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    checks = Checks()
    pm = pm_path()
    for seed in SEEDS:
        check_match(Named(checks, "tests, seed %d: " % seed), pm, seed)
        check_attendance(Named(checks, "attendance, seed %d: " % seed), pm, seed)
    checks.finish()


if __name__ == "__main__":
    main()
