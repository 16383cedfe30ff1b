#!/usr/bin/python3
"""check_partition.py PM: parts make the whole.

The groups of a dimension that does not overlap, residuals among them, add up to all rows; the units
below a unit add up to it, whether groups are added first or units; a rate of counts lies within 0 to
1. So for rows, and for published counts of which no total is published. Privacy is off: hidden figures
add up to nothing."""
import collections
import csv
import io
import random
from fractions import Fraction

from projects import INVENTED, Checks, Written, dimensions_by_metric, files_of, pm_path

OPEN = "privacy { minimum n 1 ; complement shown }"
HIDDEN = "privacy { minimum n 10 ; complement hidden }"
COUNTS = ("numerator", "denominator", "n", "excluded")

# Rows of students whose groups are partly missing, partly in no group, with units in three levels.
PLAN = """project parts "Parts and wholes" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 1 ; complement shown }
}
unit county "The county" as district {
  units areas from rows as area { id area }
  units schools from rows as school { id school ; within area }
}
source rows {
  from csv "data/rows.csv"
  one row per student, year
  period year as "2025-26"
  unit school of schools
  field student text
  field year text
  field school text
  field area text
  field race text
  field meals bool { true "Y" ; false "N" }
  field grade int
  field score int
  missing "", "NULL"
}
dimension race from rows.race {
  group black when "B" ; group white when "W" ; group hispanic when "H", "L"
}
dimension shade from rows.race { group black when "B" ; other lighter }
dimension meals from rows.meals { group frl when true ; group not_frl when false }
dimension band from rows.grade {
  group lower when 1..5 ; group middle when 6..8 ; group upper when 9..11
}
dimension grade from rows.grade { group each }
metric passed "Passed" {
  numerator count of rows where score >= 60
  denominator count of rows where score is not missing
  better higher
  by race, shade, meals, band, grade, race * meals, meals * band, shade * grade
}
metric scored "Share of points" {
  numerator sum score of rows
  denominator count of rows
  better higher
  by race, meals, race * meals
}
metric students "Students" {
  value count of rows
  unit count
  better neither
  by race, shade, meals, band, grade
}
metric points "Points" {
  value sum score of rows
  unit count
  better higher
  by race, meals, band
}
metric mean_score "Mean score" {
  value mean score of rows where score is not missing
  unit score
  better higher
  by race, meals, band, race * band
}
"""


def invent_rows(seed):
    draw = random.Random(seed)
    lines = ["student,year,school,area,race,meals,grade,score"]
    areas = {"s%d" % at: "a%d" % (at % 3) for at in range(8)}
    for year in ("2024-25", "2025-26"):
        if year == "2025-26":
            areas["s4"] = "a2"  # a school changes its area
        for student in range(draw.choice((60, 250))):
            school = draw.choice(sorted(areas))
            lines.append("%d,%s,%s,%s,%s,%s,%s,%s" % (
                student, year, school, areas[school], draw.choice("BBWWHLAX" ) if
                draw.random() < 0.9 else draw.choice(("", "NULL")), draw.choice(("Y", "N", "")),
                draw.choice(list(range(1, 13)) + [""]), draw.choice(list(range(30, 95)) + [""])))
    return "\n".join(lines) + "\n"


# The same of published counts: the finest combinations alone, not all of them there.
PUBLISHED = PLAN[:PLAN.index("source rows")].replace("from rows", "from counts") + """source counts {
  from csv "data/rows.csv"
  summary
  one row per school, race, meals, year
  period year as "2025-26"
  unit school of schools
  field school text
  field area text
  field race text
  field meals text
  field year text
  field tested int
  field passed int
}
dimension race from counts.race {
  group black when "B" ; group white when "W" ; group hispanic when "H", "L"
}
dimension meals from counts.meals { group frl when "Y" ; group not_frl when "N" }
metric passed "Passed" {
  numerator sum passed of counts
  denominator sum tested of counts
  better higher
  by race, meals, race * meals
}
metric students "Students" {
  value sum tested of counts
  unit count
  better neither
  by race, meals, race * meals
}
"""


def invent_counts(seed):
    draw = random.Random(seed)
    lines = ["school,area,race,meals,year,tested,passed"]
    for year in ("2024-25", "2025-26"):
        for school in range(12):
            for race in ("B", "W", "H", "L", "X", ""):
                for meals in ("Y", "N", ""):
                    tested = draw.randrange(0, 40)
                    if draw.random() < 0.8:
                        lines.append("s%d,a%d,%s,%s,%s,%d,%d" % (
                            school, school % 4, race, meals, year, tested,
                            draw.randint(0, tested)))
    return "\n".join(lines) + "\n"


def rows_of(project, metric, by):
    arguments = ["values", metric, "--format", "csv"] + (["--by", ",".join(by)] if by else [])
    return list(csv.DictReader(io.StringIO(project.run(*arguments), newline="")))


def numbers_of(row):
    """The counts of a row; those that are not there are None. Nothing to count is none."""
    if row["state"] == "no_rows":
        return {name: Fraction(row[name] or 0) for name in COUNTS}
    return {name: Fraction(row[name]) if row[name] != "" else None for name in COUNTS}


def add_up(rows, names):
    """Sums of the counts by what is left when `names` are taken out of the key."""
    sums = collections.defaultdict(lambda: {name: Fraction(0) for name in COUNTS})
    for row in rows:
        total = sums[tuple(row[name] for name in names)]
        for name, number in numbers_of(row).items():
            total[name] = None if number is None or total[name] is None else total[name] + number
    return sums


def check_groups(checks, name, rows, by, groups_that_overlap=()):
    """For each dimension of the crossing: its groups add up to `all` of the others."""
    for dimension in by:
        names = ["period", "unit"] + [other for other in by if other != dimension]
        parts = [row for row in rows if row[dimension] not in ("all",) + tuple(groups_that_overlap)]
        sums = add_up(parts, names)
        wrong, asked = [], 0
        for row in rows:
            if row[dimension] != "all":
                continue
            key = tuple(row[other] for other in names)
            expected = numbers_of(row)
            found = sums[key]
            asked += 1
            differ = [count for count in COUNTS if expected[count] is not None
                      and found[count] is not None and expected[count] != found[count]]
            if differ:
                wrong.append((key, differ, [(str(found[one]), str(expected[one]))
                                            for one in differ]))
        checks.none("%s by %s: the groups of %s add up" % (name, " * ".join(by), dimension), wrong,
                    asked)


def check_ceiling(checks, name, rows):
    wrong = [row for row in rows if row["numerator"] != ""
             and not 0 <= Fraction(row["numerator"]) <= Fraction(row["denominator"])]
    wrong += [row for row in rows if row["numerator"] != "" and row["value"] != ""
              and not 0 <= float(row["value"]) <= 1]
    checks.none("%s: rates are within 0 to 1" % name, wrong, len(rows))


def check_units(checks, name, rows, by, above):
    """`above`: (period, unit) to the unit above it."""
    label = "%s by %s: units add up to the unit above" % (name, " * ".join(by) or "nothing")
    if len({row["unit"] for row in rows}) == 1:
        checks.skip(label, "the rows are of one unit")
        return
    sums = collections.defaultdict(lambda: {count: Fraction(0) for count in COUNTS})
    for row in rows:
        upper = above.get((row["period"], row["unit"]))
        if upper is None:
            continue
        total = sums[(row["period"], upper) + tuple(row[one] for one in by)]
        for count, number in numbers_of(row).items():
            total[count] = None if number is None or total[count] is None \
                else total[count] + number
    wrong, asked = [], 0
    for row in rows:
        key = (row["period"], row["unit"]) + tuple(row[one] for one in by)
        if key not in sums:
            continue
        asked += 1
        expected = numbers_of(row)
        differ = [count for count in COUNTS if expected[count] is not None
                  and sums[key][count] is not None and sums[key][count] != expected[count]]
        if differ:
            wrong.append((key, differ, [(str(sums[key][one]), str(expected[one]))
                                        for one in differ]))
    checks.none(label, wrong, asked)


def check_metric(checks, project, name, metric, crossings, above, is_count):
    for by in [[]] + crossings:
        rows = rows_of(project, metric, by)
        label = "%s %s" % (name, metric)
        check_groups(checks, label, rows, by)
        check_units(checks, label, rows, by, above)
        if is_count:
            check_ceiling(checks, "%s by %s" % (label, " * ".join(by) or "nothing"), rows)


def units_above(files, kind):
    """(period, unit) to the unit above, read from the data files."""
    above = {}
    if kind == "rows":
        for row in csv.DictReader(io.StringIO(files["data/rows.csv"])):
            period = "SY20" + row["year"][-2:]
            above[period, row["school"]] = row["area"]
            above[period, row["area"]] = "county"
    elif kind == "attendance":
        for row in csv.DictReader(io.StringIO(files["data/schools.csv"])):
            period = "SY20" + row["school_year"][-2:]
            above[period, row["school_id"]] = row["area"]
            above[period, row["area"]] = "harbor"
    else:
        for row in csv.DictReader(io.StringIO(files["data/tests.csv"])):
            period = "SY" + row["school_year"][-4:]
            district = row["district_number"]
            above[period, "%s:%s" % (district, row["school_number"])] = district
            above[period, district] = "state"
    return above


def check_project(checks, pm, name, kind, files):
    above = units_above(files, kind)
    with Written(pm, files) as project:
        project.load()
        for metric, crossings in dimensions_by_metric(project).items():
            counts = metric not in ("scored", "points", "mean_score", "growth", "unexcused")
            checks.section("%s %s" % (name, metric), check_metric, checks, project, name, metric,
                           crossings, above, counts)


def main():
    checks = Checks()
    pm = pm_path()
    for seed in (1, 2, 3):
        check_project(checks, pm, "invented rows %d" % seed, "rows",
                      {"project.pm": PLAN, "data/rows.csv": invent_rows(seed)})
        check_project(checks, pm, "published counts %d" % seed, "rows",
                      {"project.pm": PUBLISHED, "data/rows.csv": invent_counts(seed)})
    for source, kind in sorted(INVENTED.items()):
        files = {path: text.replace(HIDDEN, OPEN) for path, text in files_of(source).items()}
        check_project(checks, pm, source, kind, files)
    checks.finish()


if __name__ == "__main__":
    main()
