#!/usr/bin/python3
"""check_vectors.py PM: the small projects of tests/data, whose answers are published or follow from
a published rule. Each is worked out here again."""
import csv
import json
import os
from fractions import Fraction
from math import isqrt

from harness import (ROOT, Checks, Project, by_subject, cell_is, check_load, data_folder, is_empty,
                     near, number, pm_path, short)


def read(path):
    with open(os.path.join(ROOT, "tests/data", path), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# ---- Broward: a table of targets, pending figures, placeholders ----

BROWARD = {  # baseline, targets 2023.., published figures, state and reversed in 2023
    "grade3_ela": ("g1", 52, (55, 58, 61, 63, 65), 53, "off_track", False),
    "algebra": ("g2", 53, (55, 57, 59, 61, 63), 59, "on_track", False),
    "grade8_science": ("g3", 47, (49, 51, 53, 54, 55), 42, "off_track", True),
    "ready": ("g4", 41, (43, 45, 47, 49, 51), 39, "off_track", True),
}


def check_broward(checks, pm):
    with Project(pm, "tests/data/broward") as project:
        counted = project.load().get("kpi", {})
        checks.equal("broward: three rows for years after the extract are refused",
                     (counted.get("read"), counted.get("kept"), counted.get("quarantined")),
                     (6, 3, 3))
        keyed = by_subject(project.findings("status", "--as-of", "2024-09-01"), "metric", "period")
        for metric, (goal, base, targets, value, state, is_reversed) in BROWARD.items():
            one = keyed[metric, "SY2023"]
            final = targets[-1]
            checks.ok("broward %s 2023: %s%s" % (goal, state, ", reversed" * is_reversed),
                      one["state"] == state and ("reversed" in one["qualifiers"]) == is_reversed
                      and near(one["value"]["value"], Fraction(value, 100))
                      and near(one["target"]["value"], Fraction(targets[0], 100))
                      and one["target"]["met"] == (value >= targets[0])
                      and near(one["final"]["value"], Fraction(final, 100))
                      and near(one["progress"], Fraction(value - base, final - base))
                      and near(one["deviation"], Fraction(value - targets[0], 100)), one)
        checks.equal("broward 2024: missing, off track, off track, pending",
                     [keyed[metric, "SY2024"]["state"] for metric in BROWARD],
                     ["missing", "off_track", "off_track", "pending"])
        zeros = [key for key, one in keyed.items() if key[1] >= "SY2025"
                 and one.get("value", {}).get("value") is not None]
        checks.none("broward: no placeholder became a figure", zeros)
        rows = project.values("algebra", (), "SY2022..SY2027")
        checks.equal("broward: values of algebra", {key[0]: row["value"] for key, row in
                                                    rows.items() if row["value"] != ""},
                     {"SY2022": "0.53", "SY2023": "0.59", "SY2024": "0.55"})


# ---- OKR: share of the distance covered ----

OKR = {  # start, target, value, level
    "promoter_score": (32, 45, 42, "green"),
    "churn": (8, 5, 6, "yellow"),
    "features": (0, 6, 3, "yellow"),
    "pilots": (0, 10, 7, "green"),
    "schools": (0, 10, 4, "yellow"),
    "visits": (0, 10, 3, "red"),
}
OKR_STATES = {"green": "on_track", "yellow": "at_risk", "red": "off_track"}


def check_okr(checks, pm):
    with Project(pm, "tests/data/okr") as project:
        project.load()
        keyed = by_subject(project.findings("status"), "metric", "period")
        for metric, (start, target, value, level) in OKR.items():
            one = keyed[metric, "FY2025.Q2"]
            score = Fraction(value - start, target - start)
            checks.ok("okr %s: %.2f, %s" % (metric, score, level),
                      near(one["progress"], score) and one["rating"]["level"] == level
                      and one["state"] == OKR_STATES[level] and one["rating"]["name"] == "okr", one)


# ---- Red, amber, green at 90 % of the target ----

def check_rag(checks, pm):
    with Project(pm, "tests/data/rag") as project:
        project.load()
        keyed = by_subject(project.findings("status"), "metric", "unit", "period")
        for row in read("rag/data/scores.csv"):
            on_time, errors = Fraction(row["on_time"]), Fraction(row["errors"])
            for metric, good, near_enough in (
                    ("on_time", on_time >= 80, on_time >= 72),
                    ("errors", errors <= 20, errors <= 22)):
                level = "green" if good else "amber" if near_enough else "red"
                one = keyed[metric, row["team"], "FY2025"]
                checks.ok("rag %s %s: %s" % (metric, row[metric], level),
                          one["rating"]["level"] == level
                          and one["state"] == {"green": "on_track", "amber": "at_risk",
                                               "red": "off_track"}[level], one)


# ---- Chronic absence at its edges ----

def check_boundary(checks, pm):
    students = read("chronic-boundary/data/students.csv")
    with Project(pm, "tests/data/chronic-boundary") as project:
        check_load(checks, project, {"students": (len(students), len(students), 0, 0)})
        for metric, holds in (
                ("chronic_absence", lambda absent, enrolled: 10 * absent >= enrolled),
                ("excessive_absence", lambda absent, enrolled: 5 * absent > enrolled)):
            rows = project.values(metric, ("student",), "SY2025..SY2025")
            total = [0, 0, 0]
            wrong = []
            for student in students:
                absent, enrolled = int(student["days_absent"]), int(student["days_enrolled"])
                counted = enrolled >= 10
                cell = (int(counted and holds(absent, enrolled)), int(counted), int(not counted))
                total = [a + b for a, b in zip(total, cell)]
                row = rows.get(("SY2025", "district", student["student_id"]))
                if not cell_is(row, cell[0], cell[1], n=cell[1], excluded=cell[2]):
                    wrong.append((student["student_id"], short(row), cell))
            checks.none("boundary %s: each student" % metric, wrong, len(students))
            row = rows.get(("SY2025", "district", "all"))
            checks.ok("boundary %s: %d of %d, %d left out" % ((metric,) + tuple(total)),
                      cell_is(row, total[0], total[1], n=total[1], excluded=total[2]), short(row))
        rows = project.values("days_lost", ("student",), "SY2025..SY2025")
        shares = [round(100 * float(rows["SY2025", "district", name]["value"]), 1)
                  for name in ("a28", "a26", "a19")]
        checks.equal("boundary: 28, 26 and 19 of 157 days", shares, [17.8, 16.6, 12.1])


# ---- Published definitions on rows: cohort, participation, median ----

CONFIRMED = ("transfer_out", "emigrated", "died")


def percent(share, places):
    """In percent, rounded half away from zero."""
    scale = 10 ** places
    return Fraction((2 * share * 100 * scale + 1) // 2, scale)


def check_cohort(checks, project):
    students = read("definitions/data/cohort.csv")
    for name, years in (("acgr4", 0), ("acgr5", 1)):
        rows = project.values(name)
        for year, published in ((2025, (245, "85.7", 35)), (2026, (249, "84.3", 39))):
            members = [one for one in students if int(one["class"]) == year
                       and not (one["left"] in CONFIRMED and one["confirmed"] == "Y")]
            done = [one for one in members if one["diploma"] == "regular"
                    and int(one["graduated_in"]) <= year + years]
            row = rows.get(("CL%d" % year, "district"))
            checks.ok("cohort %s: class of %d, %d of %d" % (name, year, len(done), len(members)),
                      cell_is(row, len(done), len(members), n=len(members)), short(row))
            if years == 0:
                share = Fraction(int(row["numerator"]), int(row["denominator"]))
                checks.equal("cohort: class of %d: cohort %d, %s %%, %d did not graduate"
                             % ((year,) + published),
                             (int(row["denominator"]), percent(share, 1),
                              int(row["denominator"]) - int(row["numerator"])),
                             (published[0], Fraction(published[1]), published[2]))
    early = project.csv("values", "acgr4", "--as-of", "2026-08-30")
    checks.equal("cohort: the class of 2026 is pending on the last day but one of its summer",
                 [row["state"] for row in early], ["value", "pending"])


def check_participation(checks, project):
    rows = {year: (project.values("proficient_tested")["SY%d" % year, "district"],
                   project.values("proficient_essa")["SY%d" % year, "district"])
            for year in (2025, 2026)}
    for year, plain, raised in ((2025, 93, 95), (2026, 96, 96)):
        checks.ok("participation %d: 53 of %d, 53 of %d" % (year, plain, raised),
                  cell_is(rows[year][0], 53, plain) and cell_is(rows[year][1], 53, raised),
                  [short(row) for row in rows[year]])
    checks.equal("participation: 56.99 % and 55.79 %",
                 [percent(Fraction(row["value"]), 2) for row in rows[2025]],
                 [Fraction("56.99"), Fraction("55.79")])


def check_medians(checks, project):
    for name, expected in (("median_growth", ("45", "30")), ("median_middle", ("45", "37.5"))):
        rows = project.values(name)
        checks.equal("median %s: {22,45,99} and {22,30,45,99}" % name,
                     tuple(rows["SY%d" % year, "district"]["value"] for year in (2025, 2026)),
                     expected)


def check_definitions(checks, pm):
    with Project(pm, "tests/data/definitions") as project:
        project.load()
        checks.section("cohort", check_cohort, checks, project)
        checks.section("participation", check_participation, checks, project)
        checks.section("medians", check_medians, checks, project)


# ---- California's five by five ----

STANDING = [("very_low", "2.5"), ("low", "5"), ("medium", "10"), ("high", "20")]
TABLE = {  # increased_much, increased, maintained, declined, declined_much
    "very_low": "yellow green blue blue blue",
    "low": "orange yellow green green blue",
    "medium": "orange orange yellow green green",
    "high": "red orange orange yellow yellow",
    "very_high": "red red red orange yellow",
}
COLUMNS = ["increased_much", "increased", "maintained", "declined", "declined_much"]
COLOUR_STATES = {"blue": "on_track", "green": "on_track", "yellow": "at_risk",
                 "orange": "at_risk", "red": "off_track"}


def tenth(share):
    """Percent, rounded to a tenth, half away from zero."""
    tenths = abs(share) * 1000
    rounded = (2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)
    return Fraction(rounded if share >= 0 else -rounded, 10)


def colour_of(before, now):
    value, change = tenth(now), tenth(now - before)
    standing = next((name for name, most in STANDING if value <= Fraction(most)), "very_high")
    if change <= -3:
        movement = "declined_much"
    elif change <= Fraction("-0.5"):
        movement = "declined"
    elif change < Fraction("0.5"):
        movement = "maintained"
    else:
        movement = "increased" if change < 3 else "increased_much"
    return TABLE[standing].split()[COLUMNS.index(movement)], standing, movement


def check_california(checks, pm):
    rows = {(row["school"], row["year"]): row for row in read("california/data/absence.csv")}
    cells, wrong, asked = set(), [], 0
    with Project(pm, "tests/data/california") as project:
        check_load(checks, project, {"absence": (len(rows), len(rows), 0, 0)})
        keyed = by_subject(project.findings("status"), "unit", "period")
        for (school, year), row in rows.items():
            if year != "2018-19":
                continue
            one = keyed.get((school, "SY2019"))
            enrolled, before = int(row["enrolled"]), rows.get((school, "2017-18"))
            asked += 1
            if enrolled < 30:
                expected = ("too_few", None)
            elif before is None:
                expected = ("unrated", "no_colour")
            else:
                colour, standing, movement = colour_of(
                    Fraction(int(before["chronic"]), int(before["enrolled"])),
                    Fraction(int(row["chronic"]), enrolled))
                cells.add((standing, movement))
                expected = (COLOUR_STATES[colour], colour)
            found = one and (one["state"], (one.get("rating") or {}).get("level"))
            if found is None or found[0] != expected[0] \
                    or (expected[1] and found[1] != expected[1]):
                wrong.append((school, found, expected))
    checks.none("california: the colour of each school", wrong, asked)
    checks.equal("data: every cell that can occur does", len(cells), 24)


# ---- Halving the rest in six steps ----

def check_halving(checks, pm):
    printed = ["57.60", "61.13", "64.67", "68.20", "71.73", "75.27", "78.80"]
    with Project(pm, "tests/data/halving") as project:
        project.load()
        keyed = by_subject(project.findings("status"), "period")
        for step, text in enumerate(printed):
            one = keyed[("SY%d" % (2012 + step),)]
            exact = Fraction(576, 1000) + Fraction(212, 1000) * step / 6
            value = Fraction(read("halving/data/results.csv")[step]["proficient"]) / 100
            state = "met" if value >= Fraction(788, 1000) else \
                "on_track" if value >= exact else "off_track"
            checks.ok("halving, step %d: %s, %s" % (step, text, state),
                      near(one["expected"]["value"], exact) and one["state"] == state
                      and abs(exact * 100 - Fraction(text)) <= Fraction(1, 200), one)


# ---- Small groups ----

def check_wisconsin(checks, pm):
    with Project(pm, "tests/data/wisconsin") as project:
        check_load(checks, project, {"students": (15, 15, 0, 0)})
        rows = project.values("proficient", ("economic",), "SY2025..SY2025")
        for group in ("disadvantaged", "not_disadvantaged"):
            row = rows.get(("SY2025", "district", group))
            checks.ok("wisconsin: %s is not shown" % group,
                      row and row["state"] == "suppressed" and is_empty(row), short(row))
        row = rows.get(("SY2025", "district", "all"))
        checks.ok("wisconsin: the total of 15 is shown", cell_is(row, 9, 15, n=15), short(row))
        hidden = [one for one in project.findings() if one["subject"].get("group")]
        told = [one for one in hidden if numbers_in(one)
                or one["state"] in ("met", "on_track", "at_risk", "off_track")]
        checks.none("wisconsin: findings about groups tell nothing", told, len(hidden))
        gaps = [row for row in project.csv("gaps") if row["value"] or row["previous"]
                or row["change"]]
        checks.none("wisconsin: gaps tell nothing", [short(row) for row in gaps])


def numbers_in(finding):
    """What could tell of a hidden figure: the target of the plan itself may be shown."""
    return {name: finding[name] for name in ("value", "baseline", "expected", "progress",
                                             "deviation", "previous", "gap")
            if any(character.isdigit() for character in without_periods(finding.get(name)))}


def without_periods(thing):
    if isinstance(thing, dict):
        return json.dumps({name: value for name, value in thing.items() if name != "period"})
    return "" if thing is None else json.dumps(thing)


# ---- Risk, risk difference, risk ratio ----

RACES = {"H/L": "hispanic", "AI/AN": "native", "A": "asian", "B/AA": "black", "NH/OPI": "pacific",
         "W": "white", "Two+": "two"}
PRINTED = {  # (table, group): risk %, others %, ratio, difference in points
    ("identification", "black"): ("5.08", "1.98", "2.57", "3.10"),
    ("placement", "hispanic"): ("12.60", "11.24", "1.12", None),
    ("suspension", "asian"): (".45", ".49", "0.92", None),
    ("removals", "two"): (".46", "2.11", "0.22", None),
}
DERIVED = {  # identification: risk %, others %, ratio, difference, as worked out before
    "hispanic": ("2.016", "2.392", "0.8429", "-0.376"),
    "native": ("3.537", "2.341", "1.5107", "1.196"),
    "asian": ("1.484", "2.369", "0.6264", "-0.885"),
    "black": ("5.077", "1.978", "2.5671", "3.099"),
    "pacific": ("9.906", "2.318", "4.2742", "7.588"),
    "white": ("2.098", "2.859", "0.7336", "-0.762"),
    "two": ("0.094", "2.495", "0.0379", "-2.400"),
}


def agrees(exact, printed):
    """Equal at the digits printed, or one unit of the last one off where that was rounded twice."""
    digits = len(printed.partition(".")[2])
    return abs(Fraction(exact) - Fraction(printed)) <= Fraction(51, 100 * 10**digits)


def check_risk(checks, pm):
    counts = {(row["table"], row["race"]): (int(row["cell"]), int(row["enrolled"]))
              for row in read("risk/data/counts.csv")}
    exact = {}
    for (table, race), (cell, enrolled) in counts.items():
        if race == "Total":
            continue
        others = [counts[table, other] for other in RACES if other != race]
        rest = (sum(pair[0] for pair in others), sum(pair[1] for pair in others))
        exact[table, RACES[race]] = (Fraction(cell, enrolled), Fraction(*rest), rest)
    check_printed(checks, exact)
    with Project(pm, "tests/data/risk") as project:
        check_load(checks, project, {"counts": (32, 32, 0, 0)})
        rows = project.values("risk", ("race",), "SY2025..SY2025")
        wrong = []
        for (table, race), pair in counts.items():
            group = RACES.get(race, "all")
            row = rows.get(("SY2025", table, group))
            if not cell_is(row, *pair, n=pair[1]):
                wrong.append((table, race, short(row)))
        for (table, group), (_, _, rest) in exact.items():
            row = rows.get(("SY2025", table, "not_" + group))
            if row is not None and not cell_is(row, *rest, n=rest[1]):
                wrong.append((table, "not_" + group, short(row)))
        checks.none("risk: counts and risks of each table", wrong, len(counts))
        check_risk_gaps(checks, project, exact)


def check_printed(checks, exact):
    wrong = []
    for (table, group), (risk, others, ratio, difference) in PRINTED.items():
        a, b, _ = exact[table, group]
        for found, text in ((a * 100, risk), (b * 100, others), (a / b, ratio),
                            ((a - b) * 100, difference)):
            if text is not None and not agrees(found, text):
                wrong.append((table, group, float(found), text))
    for group, (risk, others, ratio, difference) in DERIVED.items():
        a, b, _ = exact["identification", group]
        for found, text in ((a * 100, risk), (b * 100, others), (a / b, ratio),
                            ((a - b) * 100, difference)):
            if not agrees(found, text):
                wrong.append(("derived", group, float(found), text))
    checks.none("data: the counts give what is printed", wrong, len(PRINTED) + len(DERIVED))


def check_risk_gaps(checks, project, exact):
    found = {}
    for row in project.csv("gaps"):
        if row["period"] == "SY2025" and row["unit"] != "lea":
            found[row["unit"], row["group"], row["reference"], row["kind_of_gap"]] = row
    expected = {}
    for (table, group), (risk, others, _) in exact.items():
        expected[table, group, "not_" + group, "difference"] = risk - others
        expected[table, group, "not_" + group, "ratio"] = risk / others if others else None
    for table in {table for table, _ in exact}:
        black, white = exact[table, "black"][0], exact[table, "white"][0]
        expected[table, "black", "white", "difference"] = black - white
        expected[table, "black", "white", "ratio"] = black / white
    wrong = [(key, short(found.get(key)), gap and float(gap)) for key, gap in expected.items()
             if key not in found or not near(number(found[key]["value"]), gap)]
    checks.none("risk: differences and ratios against all others and against white", wrong,
                len(expected))


# ---- Disproportionality: each group and all others ----

OVER, TOO_FEW = "over", "too_few"


def sqrt_of(square, places=12):
    """The square root, rounded to so many decimals."""
    scaled = square * 10**(2 * places)
    root = isqrt(4 * scaled.numerator // scaled.denominator)  # twice the root
    return Fraction((root + 1) // 2, 10**places)


def figures_of(cell, n, rest):
    """What each kind of gap must be, from counts; None where there is none."""
    cell_o, n_o = rest
    total_c, total_n = cell + cell_o, n + n_o
    risk, other, part, due = (Fraction(cell, n), Fraction(cell_o, n_o), Fraction(cell, total_c),
                              Fraction(n, total_n))
    empty = 0 in (cell, n - cell, cell_o, n_o - cell_o)
    return {"risk_ratio": risk / other if cell_o else None,
            "risk_difference": risk - other,
            "odds_ratio": None if empty else
            Fraction(cell * (n_o - cell_o), cell_o * (n - cell)),
            "composition": part, "composition_difference": part - due,
            "composition_relative": part / due - 1,
            "e_formula": part - due - sqrt_of(due * (1 - due) / total_c)}


def check_kinds(checks, found, counts):
    """Each kind for each group of each table, against the formulas worked out here."""
    wrong, asked = [], 0
    for table in sorted({table for table, _ in counts}):
        pairs = {RACES[race]: counts[table, race] for race in RACES}
        total = [sum(pair[i] for pair in pairs.values()) for i in (0, 1)]
        risks = {name: Fraction(*pair) for name, pair in pairs.items()}
        for name, (cell, n) in pairs.items():
            expected = figures_of(cell, n, (total[0] - cell, total[1] - n))
            expected["difference"] = risks[name] - min(risks.values())
            if name != "white":
                expected["ratio"] = risks[name] / risks["white"]
            for kind, figure in expected.items():
                row = found.get((table, name, kind))
                asked += 1
                if row is None or not near(number(row["value"]), figure) or \
                        (figure is None) != (row["state"] == "undefined"):
                    wrong.append((table, name, kind, short(row), figure and float(figure)))
        rate = Fraction(*total)
        index = sum(abs(risk - rate) for risk in risks.values()) / len(risks) / rate
        row = found.get((table, "all", "index_of_disparity"))
        asked += 1
        if row is None or not near(number(row["value"]), index) or row["dimension"] != "race":
            wrong.append((table, "index", short(row), float(index)))
    checks.none("gaps: every kind for every group", wrong, asked)


def rounded(text, digits, scale=1):
    return round_half(Fraction(text) * scale, digits)


def round_half(value, digits):
    """Half away from zero, with so many decimals."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    if not digits:
        return "%s%d" % (sign, whole)
    return "%s%d.%0*d" % (sign, whole // 10**digits, digits, whole % 10**digits)


def check_disproportionality(checks, pm):
    counts = {(row["table"], row["race"]): (int(row["cell"]), int(row["enrolled"]))
              for row in read("risk/data/counts.csv") if row["race"] != "Total"}
    with Project(pm, "tests/data/disproportionality") as project:
        check_load(checks, project, {"counts": (32, 32, 0, 0)})
        rows = project.csv("gaps")
        found = {(row["unit"], row["group"], row["kind_of_gap"]): row for row in rows
                 if row["metric"] == "risk" and row["unit"] != "lea"}
        check_kinds(checks, found, counts)
        wrong = []
        for name, (_, _, ratio, points) in DERIVED.items():
            for kind, digits, scale, text in (("risk_ratio", 4, 1, ratio),
                                              ("risk_difference", 3, 100, points)):
                shown = rounded(found["identification", name, kind]["value"], digits, scale)
                if shown != text:
                    wrong.append((name, kind, shown, text))
        checks.none("gaps: the table of risk ratios and differences, digit for digit", wrong, 14)
        checks.equal("gaps: odds ratio of one group",
                     rounded(found["identification", "black", "odds_ratio"]["value"], 4), "2.6510")
        for table, name, digits, text in (("placement", "hispanic", 4, "1.1209"),
                                          ("suspension", "asian", 6, "0.924391"),
                                          ("removals", "two", 6, "0.219163")):
            checks.equal("gaps: risk ratio, %s" % table,
                         rounded(found[table, name, "risk_ratio"]["value"], digits), text)
        checks.equal("gaps: the best group is named",
                     {row["reference"] for row in rows if row["kind_of_gap"] == "difference"
                      and row["unit"] == "identification"}, {"two"})
        check_threshold(checks, project)


def check_threshold(checks, project):
    """Over 3.0 with the least cell 10 and n 30, and with the least n 350."""
    gaps = project.json("gaps")["findings"]
    states = {}
    for one in gaps:
        subject, gap = one["subject"], one["gap"]
        states[subject["metric"], subject["unit"], subject["group"].get("race")] = (
            one["state"], gap.get("reason"), "alternate" in one["qualifiers"])
    checks.equal("threshold: two or more is not calculated, cell 3 below 10",
                 states["significant", "identification", "two"], (TOO_FEW, "group_cell", False))
    checks.equal("threshold: Asian suspensions are not calculated, cell 1 below 10",
                 states["significant", "suspension", "asian"], (TOO_FEW, "group_cell", False))
    checks.equal("threshold: no other reference stands in",
                 [key for key, state in states.items() if state[2]], [])
    checks.equal("threshold: with n 350 these drop out",
                 sorted(key[2] for key, state in states.items() if key[:2] == (
                     "larger", "identification") and state[:2] == (TOO_FEW, "group_n")),
                 ["native", "pacific"])
    over = [(one["subject"]["unit"], one["subject"]["group"]["race"]) for one in
            project.findings("status") if (one.get("rating") or {}).get("level") == OVER]
    checks.equal("threshold: over 3.0", over, [("identification", "pacific")])


def check_published(checks, pm):
    """The answers that the tool prints, from its own file; a year is added to it, for it has none."""
    folder = data_folder("disproportionality-dtat/counts.csv",
                         "disproportionality-dtat/published.csv")
    if folder is None:
        checks.skip("published risks", "PM_TEST_DATA does not lead to disproportionality-dtat")
        return
    with open(os.path.join(folder, "disproportionality-dtat/published.csv"), newline="",
              encoding="utf-8") as file:
        published = list(csv.DictReader(file))
    with Project(pm, "tests/data/disproportionality-published") as project:
        with open(os.path.join(folder, "disproportionality-dtat/counts.csv"),
                  encoding="utf-8") as file:
            lines = file.read().splitlines()
        os.makedirs(os.path.join(project.folder, "data"), exist_ok=True)
        with open(os.path.join(project.folder, "data/counts.csv"), "w", encoding="utf-8") as file:
            file.write("\n".join([lines[0] + ",year"] + [line + ",2017" for line in lines[1:]]))
            file.write("\n")
        check_load(checks, project, {"counts": (96, 96, 0, 0)})
        found = {}
        for one in project.json("gaps")["findings"]:
            key = one["subject"]["unit"], one["subject"]["group"].get("race")
            found.setdefault(key, {})[one["gap"]["kind"]] = one
        wrong = [(row, shown) for row in published for shown in [answer_of(found, row)]
                 if shown is None or not agrees(shown, row["published_value"])]
        checks.none("published: every answer of the tool", wrong, len(published))


def answer_of(found, row):
    """What pm says of a printed answer, in its unit; None where it says nothing."""
    section = {"7.1": "4.1", "7.3": "4.3", "7.4": "4.4"}.get(row["section"], row["section"])
    kinds = found.get((section, row["group"]), {})
    quantity = row["quantity"]
    if quantity in ("risk_pct", "risk_all_other_pct"):
        one = kinds.get("risk_ratio")
        side = one and (one["value"] if quantity == "risk_pct" else one["gap"]["reference"])
        return side and Fraction(str(side["value"])) * 100
    if quantity == "risk_ratio":
        one = kinds.get("risk_ratio")
        return one and Fraction(str(one["gap"]["value"]))
    one = kinds.get("risk_difference")
    scale = 100 if quantity == "risk_difference_points" else 1
    return one and Fraction(str(one["gap"]["value"])) * scale


# ---- Noise and trend ----

def trends_of(project, *keys):
    """The trend of each series, by names of its subject."""
    found = {}
    for one in project.json("status", "--kind", "status", "--trend")["findings"]:
        if "trend" in one:
            found[tuple(one["subject"].get(key) for key in keys)] = one["trend"]
    return found


def at_digits(number_found, text):
    """A number of pm rounded to the digits of a text, half away from zero."""
    return round_half(Fraction(str(number_found)), len(text.partition(".")[2]))


def check_digits(checks, name, found, expected):
    """`expected`: pairs of a path into the trend and a text with the digits to compare."""
    wrong = []
    for path, text in expected:
        value = found
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value is None or at_digits(value, text) != text:
            wrong.append((path, value, text))
    checks.none(name, wrong, len(expected))


def check_work_orders(checks, pm):
    with Project(pm, "tests/data/work-orders") as project:
        project.load()
        trend = trends_of(project, "metric")[("work_order_days",)]
        check_digits(checks, "work orders: Mann-Kendall and slope at the digits shown", trend,
                     [("mann_kendall.s", "-29"), ("mann_kendall.variance", "125"),
                      ("mann_kendall.z", "-2.5044"), ("mann_kendall.p", "0.01227"),
                      ("mann_kendall.exact_p", "0.009148"), ("slope.a_year", "-2.7175")])
        newest = by_subject(project.findings("status"), "metric", "period")[
            "work_order_days", "FY2016"]
        change = Fraction(str(newest["previous"]["change"])) / \
            Fraction(str(newest["previous"]["value"]))
        checks.equal("work orders: 15.3 % more in the last year", round_half(change * 100, 1),
                     "15.3")
        text = project.run("status", "--kind", "status", "--trend")
        checks.ok("work orders: both are shown, the last year and the ten",
                  "+15.3 %) since FY2015: unfavourable" in text and
                  "days a year, favourable" in text, text)


MARKS = {  # series: the points that a rule marks
    "vignette": {5: "outside"},
    "swinging": {},
    "tied": {1: "outside", 7: "outside"},  # a tie breaks the run
    "rising": {number: "outside" if number in (1, 7) else "trend" for number in range(1, 8)},
    "later": {number: "trend" for number in range(2, 9)},
}
ASSURANCE = {"fails": ("fails", "passes"), "passes": ("passes", "fails"),
             "varies": ("varies", "varies")}


def check_control(checks, pm):
    with Project(pm, "tests/data/control") as project:
        project.load()
        found = trends_of(project, "metric", "unit")
        check_digits(checks, "control: screened limits", found["screened", "vignette"],
                     [("limits.mean", "1.94444"), ("limits.high", "4.604444"),
                      ("limits.low", "-0.715556"), ("limits.moving_range", "1.000")])
        check_digits(checks, "control: limits not screened", found["plain", "vignette"],
                     [("limits.mean", "1.94444"), ("limits.high", "6.951503"),
                      ("limits.low", "-3.062614"), ("limits.moving_range", "1.882353")])
        wrong = []
        for metric in ("screened", "plain"):
            for series, expected in MARKS.items():
                marks = {number: point["rule"] for number, point in
                         enumerate(found[metric, series]["points"], 1) if "rule" in point}
                if marks != expected:
                    wrong.append((metric, series, marks))
        checks.none("control: the points that a rule marks", wrong, 2 * len(MARKS))
        wrong = [(series, expected) for series, expected in ASSURANCE.items()
                 if (found["screened", series]["assurance"], found["plain", series]["assurance"])
                 != expected or found["neutral", series]["assurance"] != "none"]
        checks.none("control: a target against the limits", wrong, len(ASSURANCE))
        checks.equal("control: fewer than 5 points, and fewer than 12",
                     ("limits" in found["plain", "few"], found["plain", "trial"]["limits"]["trial"],
                      found["plain", "low"]["limits"]["trial"]), (False, True, False))


WILSON = {"a12of150": ("0.046354", "0.134621"), "a81of263": ("0.255289", "0.366210"),
          "a15of148": ("0.062386", "0.160487"), "a0of20": ("0.000000", "0.161125"),
          "a1of29": ("0.006113", "0.171755"), "a72of200": ("0.296692", "0.428585"),
          "a7of10": ("0.396778", "0.892209"), "a30of30": ("0.886487", "1.000000")}
NEWCOMBE = {"signal": ("0.0524", "0.3339", False), "noise": ("-0.0656", "0.2021", True),
            "large": ("0.0268", "0.1128", False)}


def check_wilson(checks, pm):
    with Project(pm, "tests/data/wilson") as project:
        project.load()
        found = trends_of(project, "unit")
        for unit, (low, high) in WILSON.items():
            check_digits(checks, "interval of %s" % unit, found[(unit,)]["interval"],
                         [("low", low), ("high", high)])
        keyed = by_subject(project.findings("status"), "unit", "period")
        for unit, (low, high, is_noise) in NEWCOMBE.items():
            check_digits(checks, "interval of the change: %s" % unit, found[(unit,)]["change"],
                         [("low", low), ("high", high)])
            checks.equal("noise: %s" % unit, "noise" in keyed[unit, "SY2025"]["qualifiers"],
                         is_noise)
        wrong = []
        for unit, (_, high) in WILSON.items():  # the path is at 40 %
            share = Fraction(*map(int, unit[1:].split("of")))
            state = "on_track" if share >= Fraction(2, 5) else \
                "at_risk" if Fraction(high) >= Fraction(2, 5) else "off_track"
            if keyed[unit, "SY2025"]["state"] != state:
                wrong.append((unit, keyed[unit, "SY2025"]["state"], state))
        checks.none("statistical: at risk where the interval holds the path", wrong, len(WILSON))


def main():
    checks = Checks()
    pm = pm_path()
    for name, function in (("broward", check_broward), ("okr", check_okr), ("rag", check_rag),
                           ("chronic-boundary", check_boundary),
                           ("definitions", check_definitions), ("california", check_california),
                           ("halving", check_halving), ("wisconsin", check_wisconsin),
                           ("risk", check_risk),
                           ("disproportionality", check_disproportionality),
                           ("published risks", check_published),
                           ("work orders", check_work_orders), ("control", check_control),
                           ("wilson", check_wilson)):
        checks.section(name, function, checks, pm)
    checks.finish()


if __name__ == "__main__":
    main()
