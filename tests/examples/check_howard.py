#!/usr/bin/python3
"""check_howard.py PM: examples/howard-2030 against the printed table."""
import csv
import os
from fractions import Fraction

from harness import ROOT, Checks, Project, by_subject, check_load, near, number, pm_path, short

FILE = os.path.join(ROOT, "examples/howard-2030/data/elementary_ela.csv")
GROUPS = {
    "All": (),
    "Asian": (("race", "asian"),),
    "Black or African American": (("race", "black"),),
    "Hispanic": (("race", "hispanic"),),
    "Two or more": (("race", "two"),),
    "White": (("race", "white"),),
    "English Learner": (("ell", "ell"),),
    "Special Education": (("swd", "swd"),),
}
STEPS = 13  # 2017 to 2030


def read_table():
    with open(FILE, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["student_group"], row["year"]): row for row in rows}


def percent(text):
    return Fraction(text) / 100


def check_data(checks, table):
    wrong = []
    for group in GROUPS:
        base = Fraction(table[group, "2017"]["proficient"])
        target = base + 2 * (100 - base) / 2 / STEPS
        if abs(target - Fraction(table[group, "2019"]["printed_target"])) > Fraction(1, 10):
            wrong.append((group, float(target), table[group, "2019"]["printed_target"]))
    checks.none("data: half of the rest in 13 steps gives the printed targets", wrong, len(GROUPS))


def problem_of(one, base, now):
    if one is None:
        return "no finding"
    baseline, value = percent(base["proficient"]), percent(now["proficient"])
    final = baseline + (1 - baseline) / 2
    target = baseline + (final - baseline) * 2 / STEPS
    problems = []
    for what, found, expected in (("value", one["value"]["value"], value),
                                  ("baseline", one["baseline"]["value"], baseline),
                                  ("target", one["target"]["value"], target),
                                  ("expected", one["expected"]["value"], target),
                                  ("final", one["final"]["value"], final),
                                  ("deviation", one["deviation"], value - target),
                                  ("progress", one["progress"],
                                   (value - baseline) / (final - baseline))):
        if not near(found, expected):
            problems.append("%s %s, not %s" % (what, found, float(expected)))
    printed = percent(now["printed_target"])
    if abs(Fraction(str(one["target"]["value"])) - printed) > Fraction(1, 1000):
        problems.append("target %s, printed %s" % (one["target"]["value"], now["printed_target"]))
    if one["target"]["met"] != (now["printed_met"] == "Y"):
        problems.append("target.met %s" % one["target"]["met"])
    if one["state"] != ("on_track" if value >= target else "off_track"):
        problems.append("state %s" % one["state"])
    if ("reversed" in one["qualifiers"]) != (value < baseline):
        problems.append("qualifiers %s" % one["qualifiers"])
    return ", ".join(problems)


def check_status(checks, project, table):
    keyed = by_subject(project.findings("status"), "group", "period")
    wrong = []
    for name, group in GROUPS.items():
        problem = problem_of(keyed.get((group, "SY2019")), table[name, "2017"], table[name, "2019"])
        if problem:
            wrong.append((name, problem))
    checks.none("targets of 2019 and what was reached", wrong, len(GROUPS))
    silent = [name for name, group in GROUPS.items()
              if keyed.get((group, "SY2018"), {}).get("state") != "missing"]
    checks.none("2018 was never published: missing", silent, len(GROUPS))


def check_values(checks, project, table):
    wrong, asked = [], 0
    for dimension in ("race", "ell", "swd"):
        rows = project.values("proficient", (dimension,), "SY2017..SY2019")
        for name, group in GROUPS.items():
            if group and group[0][0] != dimension:
                continue
            key = group[0][1] if group else "all"
            for year in ("2017", "2019"):
                row = rows.get(("SY" + year, "hcpss", key))
                asked += 1
                if row is None or not near(number(row["value"]),
                                           percent(table[name, year]["proficient"])):
                    wrong.append((name, year, short(row)))
    checks.none("values are the published percents", wrong, asked)


def main():
    checks = Checks()
    table = read_table()
    check_data(checks, table)
    with Project(pm_path(), "examples/howard-2030") as project:
        checks.section("load", check_load, checks, project, {"elementary": (16, 16, 0, 0)})
        checks.section("values", check_values, checks, project, table)
        checks.section("status", check_status, checks, project, table)
    checks.finish()


if __name__ == "__main__":
    main()
