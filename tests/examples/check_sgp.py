#!/usr/bin/python3
"""check_sgp.py PM: tests/data/sgp over 368,301 student rows. Needs PM_TEST_DATA."""
import os

from harness import Checks, Project, cell_is, check_load, data_folder, number, pm_path, short
from student_tests import OPEN, Tests, check_hidden, check_open, count_proficient

DATA = "sgp-student-long"
FILES = ["schools.csv", "sgp_student_long.csv"]


def check_known(checks, project, matched):
    """The figures that two other tools have worked out."""
    rows = project.values("proficient", ("subject", "frl"), "SY2020..SY2020", "state")
    for group, numerator, denominator, excluded in (("frl", 5666, 10635, 216),
                                                    ("not_frl", 20070, 24399, 154)):
        row = rows.get(("SY2020", "state", "reading", group))
        checks.ok("reading SY2020, %s: %d of %d, %d left out" % (group, numerator, denominator,
                                                              excluded),
                  cell_is(row, numerator, denominator, n=denominator, excluded=excluded),
                  short(row))
    shares = [number(rows["SY2020", "state", "reading", group]["value"])
              for group in ("not_frl", "frl")]
    checks.equal("reading SY2020: a gap of 28.98 points", round(float(shares[0] - shares[1]), 4),
                 0.2898)
    for metric, total in (("pairs", 230812), ("scored_pairs", 228976)):
        checks.equal("data: %s in all years" % metric,
                     sum(len(found) for key, found in matched.items()
                         if key[0] == metric and key[2:] == ("state", "all")), total)
        rows = project.values(metric, (), "SY2020..SY2024", "state")
        checks.equal("%s in all years" % metric,
                     sum(number(row["value"]) or 0 for key, row in rows.items()
                         if key[1] == "state"), total)


def main():
    checks = Checks()
    folder = data_folder(*(os.path.join(DATA, name) for name in FILES))
    if folder is None:
        checks.skip("sgp", "PM_TEST_DATA does not lead to %s" % DATA)
        checks.finish()
    extra = [(os.path.join(folder, DATA, name), name) for name in FILES]
    tests = Tests(extra[1][0])
    cells = count_proficient(tests)
    with Project(pm_path(), "tests/data/sgp", extra, OPEN) as project:
        checks.section("load", check_load, checks, project,
                       {"tests": (368301, 368301, 0, 0), "schools_list": (153, 153, 0, 0)})
        matched = check_open(checks, project, tests, cells, 20)
        checks.section("known figures", check_known, checks, project, matched)
    with Project(pm_path(), "tests/data/sgp", extra) as project:
        checks.section("load again", check_load, checks, project,
                       {"tests": (368301, 368301, 0, 0)})
        for by in (("subject", "frl"), ("subject", "ethnicity")):
            checks.section("privacy", check_hidden, checks, project, tests, cells, by)
    checks.finish()


if __name__ == "__main__":
    main()
