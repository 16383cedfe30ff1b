#!/usr/bin/python3
"""check_ela.py PM: tests/data/nyc-ela against the 24,416 published rows. Needs PM_TEST_DATA."""
import csv
import os
from fractions import Fraction

from harness import (Checks, Project, cell_is, check_load, data_folder, is_empty, number, pm_path,
                     short)

DATA = "nyc-attendance-tests/csv"
SHEETS = ["All", "ELL", "Econ_Status", "Ethnicity", "Gender", "SWD"]
DIMENSIONS = {
    "ethnicity": {"Asian": "asian", "Black": "black", "Hispanic": "hispanic", "White": "white"},
    "swd": {"SWD": "swd", "Not SWD": "not_swd"},
    "gender": {"Female": "female", "Male": "male"},
    "econ": {"Econ Disadv": "disadvantaged", "Not Econ Disadv": "not_disadvantaged"},
    "ell": {"Current ELL": "current_ell", "Ever ELL": "ever_ell", "Never ELL": "never_ell"},
}
GRADES = {"All Grades": "all", **{str(grade): "g%d" % grade for grade in range(3, 9)}}


def read_published(folder):
    published = {}
    for sheet in SHEETS:
        path = os.path.join(folder, DATA, "ela_%s.csv" % sheet)
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                dimension, group = None, "all"
                for name, groups in DIMENSIONS.items():
                    if row["Category"] in groups:
                        dimension, group = name, groups[row["Category"]]
                key = (dimension, "SY" + row["Year"], row["District"], GRADES[row["Grade"]], group)
                assert key not in published
                published[key] = row
    return published


def shown_right(row, source):
    if row is None:
        return False
    if source["# Level 3+4"] == "s":
        # How many were tested is published beside a hidden result.
        return row["state"] == "suppressed_by_source" and is_empty(row, ("numerator", "value")) \
            and row["denominator"] in ("", source["Number Tested"]) \
            and row["n"] in ("", source["Number Tested"])
    tested = int(source["Number Tested"])
    return cell_is(row, int(source["# Level 3+4"]), tested, n=tested) \
        and abs(number(row["value"]) - Fraction(source["% Level 3+4"]) / 100) <= Fraction(1, 10**6)


def check_values(checks, project, published):
    seen, wrong, hidden, extra, compared, asked = set(), [], 0, [], 0, 0
    for dimension in DIMENSIONS:
        rows = project.values("proficient", ("grade", dimension), "SY2013..SY2022")
        for key, source in published.items():
            if key[0] not in (None, dimension):
                continue
            compared += 1
            if not shown_right(rows.get(key[1:]), source):
                wrong.append((key, short(rows.get(key[1:])), source["% Level 3+4"]))
            if key not in seen:
                seen.add(key)
                hidden += source["# Level 3+4"] == "s"
        for key, row in rows.items():
            group = None if key[3] == "all" else dimension
            asked += 1
            if key[1] != "city" and (group,) + key not in published and not (
                    row["state"] == "not_published" and is_empty(row)):
                extra.append((key, short(row)))
    checks.none("proficient: every published row, in all five crossings", wrong, compared)
    checks.equal("24,416 rows were compared, 88 of them hidden", (len(seen), hidden), (24416, 88))
    checks.none("what was not published is said so and has no figure", extra, asked)


def check_cell(checks, project):
    rows = project.values("proficient", ("grade", "econ"), "SY2013..SY2013")
    row = rows.get(("SY2013", "1", "g3", "disadvantaged"))
    checks.ok("district 1, grade 3, 2013: disadvantaged 130 of 615", cell_is(row, 130, 615),
              short(row))


def main():
    checks = Checks()
    needed = ["%s/ela_%s.csv" % (DATA, sheet) for sheet in SHEETS]
    folder = data_folder(*needed)
    if folder is None:
        checks.skip("nyc-ela", "PM_TEST_DATA does not lead to %s" % DATA)
        checks.finish()
    published = read_published(folder)
    extra = [(os.path.join(folder, path), "csv/" + os.path.basename(path)) for path in needed]
    with Project(pm_path(), "tests/data/nyc-ela", extra) as project:
        checks.section("load", check_load, checks, project, {"results": (24416, 24416, 0, 0)})
        checks.section("values", check_values, checks, project, published)
        checks.section("cell", check_cell, checks, project)
    checks.finish()


if __name__ == "__main__":
    main()
