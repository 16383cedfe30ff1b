#!/usr/bin/python3
"""check_nyc.py PM: examples/nyc-attendance against the 21,615 published rows."""
import csv
import os
from fractions import Fraction

from harness import (ROOT, Checks, Project, by_subject, cell_is, check_load, is_empty, near, number,
                     pm_path, short)

FOLDER = os.path.join(ROOT, "examples/nyc-attendance/data")
SHEETS = ["All_Students", "ELL", "Gender", "Poverty", "SWD"]
DIMENSIONS = {
    "poverty": {"Poverty": "poverty", "Not Poverty": "not_poverty"},
    "ell": {"ELL": "ell", "Not ELL": "not_ell"},
    "swd": {"SWD": "swd", "Not SWD": "not_swd"},
    "gender": {"Female": "female", "Male": "male"},
}
GRADES = {"All Grades": "all", "PK in K-12 Schools": "pk", "0K": "k",
          **{str(grade): "g%d" % grade for grade in range(1, 13)}}
DISTRICTS = [str(district) for district in range(1, 33)] + ["75"]
PERIODS = ["SY2018", "SY2019", "SY2020", "SY2021", "SY2022"]
COUNTED = "# Contributing 10+ Total Days and 1+ Pres Day"
METRICS = {  # numerator, denominator, published percent
    "chronic_absence": ("# Chronically Absent", COUNTED, "% Chronically Absent"),
    "attendance_rate": ("# Days Present", "# Total Days", "% Attendance"),
}


def read_published():
    """Each row by (dimension or None, period, district, grade, group)."""
    published = {}
    for sheet in SHEETS:
        with open(os.path.join(FOLDER, "att_%s.csv" % sheet), newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                dimension, group = None, "all"
                for name, groups in DIMENSIONS.items():
                    if row["Category"] in groups:
                        dimension, group = name, groups[row["Category"]]
                key = (dimension, "SY%d" % (int(row["Year"][:4]) + 1), row["District"],
                       GRADES[row["Grade"]], group)
                assert key not in published
                published[key] = row
    return published


def counts(row, metric):
    """(numerator, denominator), or None where the publisher hid them."""
    numerator, denominator, _ = METRICS[metric]
    if "s" in (row[numerator], row[denominator], row[COUNTED]):
        return None
    return int(row[numerator]), int(row[denominator])


def shown_right(row, source, metric):
    found = counts(source, metric)
    if row is None:
        return False
    if found is None:
        # The total of days is published beside a hidden rate; it may be shown, the rest may not.
        told = row["denominator"] in ("", source["# Total Days"]) if metric == "attendance_rate" \
            else row["denominator"] == ""
        return row["state"] == "suppressed_by_source" and told \
            and is_empty(row, ("numerator", "n", "value"))
    percent = Fraction(source[METRICS[metric][2]])
    return cell_is(row, *found, n=int(source[COUNTED])) \
        and abs(number(row["value"]) - percent / 100) <= Fraction(1, 10**6)


def check_values(checks, project, published, metric):
    seen, wrong, hidden, extra, compared, asked = set(), [], 0, [], 0, 0
    for dimension in DIMENSIONS:
        rows = project.values(metric, ("grade", dimension), "SY2018..SY2022")
        for key, source in published.items():
            if key[0] not in (None, dimension):
                continue
            compared += 1
            row = rows.get(key[1:])
            if not shown_right(row, source, metric):
                wrong.append((key, short(row), source[METRICS[metric][2]]))
            if key not in seen:
                seen.add(key)
                hidden += counts(source, metric) is None
        for key, row in rows.items():
            group = None if key[3] == "all" else dimension
            asked += 1
            if key[1] in DISTRICTS and (group,) + key not in published and not (
                    row["state"] == "not_published" and is_empty(row)):
                extra.append((key, short(row)))
    checks.none("%s: every published row, in all four crossings" % metric, wrong, compared)
    checks.equal("%s: 21,615 rows were compared, 90 of them hidden" % metric,
                 (len(seen), hidden), (21615, 90))
    checks.none("%s: what was not published is said so and has no figure" % metric, extra, asked)


def check_totals(checks, project, published):
    """`all` is the published row: the grades do not add up to it in 61 district-years."""
    rows = project.values("chronic_absence", ("grade",), "SY2018..SY2022")
    differing, wrong = 0, []
    for district in DISTRICTS:
        for period in PERIODS:
            whole = published[None, period, district, "all", "all"]
            parts = [published[None, period, district, grade, "all"] for grade in GRADES.values()
                     if grade != "all" and (None, period, district, grade, "all") in published]
            if sum(int(part[COUNTED]) for part in parts) == int(whole[COUNTED]):
                continue
            differing += 1
            if not cell_is(rows.get((period, district, "all")), *counts(whole, "chronic_absence")):
                wrong.append((period, district, short(rows.get((period, district, "all")))))
    checks.equal("the grades differ from `All Grades` in 61 district-years", differing, 61)
    checks.none("there `all` is the published row, not a sum", wrong, differing)


def check_city(checks, project, published):
    """The city has no published row: the districts' counts add up to it."""
    rows = project.values("chronic_absence", (), "SY2018..SY2022")
    wrong = []
    for period in PERIODS:
        pairs = [counts(published[None, period, district, "all", "all"], "chronic_absence")
                 for district in DISTRICTS]
        row = rows.get((period, "city"))
        if not cell_is(row, sum(a for a, _ in pairs), sum(b for _, b in pairs)):
            wrong.append((period, short(row)))
    checks.none("the city's counts are the sum of its districts'", wrong, len(PERIODS))


def check_district_1(checks, project):
    rows = project.values("chronic_absence", ("poverty",), "SY2022..SY2022")
    for group, numerator, denominator in (("poverty", 3527, 6600), ("not_poverty", 880, 3778)):
        row = rows.get(("SY2022", "1", group))
        checks.ok("district 1, SY2022: %s %d of %d" % (group, numerator, denominator),
                  cell_is(row, numerator, denominator), short(row))


def rate(published, period, district, group, dimension):
    pair = counts(published[dimension, period, district, "all", group], "chronic_absence")
    return None if pair is None else Fraction(*pair)


def check_gaps(checks, project, published):
    rows = [row for row in project.csv("gaps") if row["metric"] == "chronic_absence"
            and row["group"] == "poverty" and row["reference"] == "not_poverty"]
    wrong, found = [], {}
    for row in rows:
        if row["unit"] not in DISTRICTS:
            continue
        poor = rate(published, row["period"], row["unit"], "poverty", "poverty")
        other = rate(published, row["period"], row["unit"], "not_poverty", "poverty")
        gap = poor / other if row["kind_of_gap"] == "ratio" else poor - other
        found[row["kind_of_gap"], row["period"], row["unit"]] = number(row["value"])
        if not near(number(row["value"]), gap):
            wrong.append(short(row))
        if row["previous"] and row["change"] and not near(
                number(row["change"]), number(row["value"]) - number(row["previous"])):
            wrong.append(("change", short(row)))
    checks.none("gaps: each is what the published counts give", wrong, len(found))
    for kind in ("difference", "ratio"):
        lacking = [district for district in DISTRICTS
                   if (kind, "SY2022", district) not in found]
        checks.none("gaps: a %s for each district in SY2022" % kind, lacking, len(DISTRICTS))
    gap = found.get(("difference", "SY2022", "1"))
    ratio = found.get(("ratio", "SY2022", "1"))
    checks.ok("district 1, SY2022: gap 30.15 points",
              gap is not None and abs(gap - Fraction("0.3015")) < Fraction(5, 10**5), gap)
    checks.ok("district 1, SY2022: ratio 2.294",
              ratio is not None and abs(ratio - Fraction("2.294")) < Fraction(5, 10**4), ratio)
    for kind in ("difference", "ratio"):
        order = [number(row["value"]) for row in rows
                 if row["kind_of_gap"] == kind and row["value"]]
        checks.ok("gaps: largest first among each kind (%s)" % kind,
                  order and order == sorted(order, reverse=True), "%d gaps" % len(order))


def judge_recovery(value, final):
    """Rating recovery_points: final and expected are the same in the last year."""
    behind = value - final
    if behind <= 0:
        return "met", "recovered"
    if behind <= Fraction(10, 100):
        return "on_track", "near"
    return ("at_risk", "behind") if behind <= Fraction(14, 100) else ("off_track", "far")


def recovery_wrong(one, published, district, dimension, group):
    baseline = rate(published, "SY2019", district, group, dimension)
    value = rate(published, "SY2022", district, group, dimension)
    final = baseline - Fraction(1, 100)
    state, level = judge_recovery(value, final)
    if one is None:
        return "no finding"
    problems = []
    if (one["state"], one["rating"]["level"]) != (state, level):
        problems.append("state %s/%s, not %s/%s" % (one["state"], one["rating"]["level"], state,
                                                    level))
    for what, found, expected in (("value", one["value"]["value"], value),
                                  ("baseline", one["baseline"]["value"], baseline),
                                  ("final", one["final"]["value"], final),
                                  ("deviation", one["deviation"], final - value),
                                  ("progress", one["progress"],
                                   (value - baseline) / (final - baseline))):
        if not near(found, expected):
            problems.append("%s %s, not %s" % (what, found, float(expected)))
    if one["final"]["met"] != (value <= final):
        problems.append("final.met %s" % one["final"]["met"])
    if ("reversed" in one["qualifiers"]) != (value > baseline):
        problems.append("qualifiers %s" % one["qualifiers"])
    return ", ".join(problems)


def check_recovery(checks, project, published):
    keyed = by_subject(project.findings("status", "--plan", "recovery"), "goal", "unit", "group",
                       "period")
    wrong, judged, seen = [], 0, set()
    for district in DISTRICTS:
        for dimension, group in ((None, "all"), ("poverty", "poverty"),
                                 ("poverty", "not_poverty"), ("swd", "swd"), ("swd", "not_swd")):
            asked = () if dimension is None else ((dimension, group),)
            one = keyed.get(("recover", district, asked, "SY2022"))
            problem = recovery_wrong(one, published, district, dimension, group)
            judged += 1
            if one is not None:
                seen.add(one["state"])
            if problem:
                wrong.append((district, group, problem))
    checks.none("recovery, SY2022: districts and their groups judged", wrong, judged)
    checks.equal("recovery: every state occurs", seen,
                 {"met", "on_track", "at_risk", "off_track"})
    checks.ok("recovery: there are findings", keyed)
    paused = [key for key, one in keyed.items() if key[3] in ("SY2020", "SY2021")
              and one["state"] in ("met", "on_track", "at_risk", "off_track")]
    checks.none("recovery: paused years are not judged", paused)


def check_floor(checks, project, published):
    keyed = by_subject(project.findings("status", "--plan", "recovery"), "goal", "unit", "group",
                       "period")
    wrong, below = [], []
    for district in DISTRICTS:
        value = Fraction(*counts(published[None, "SY2022", district, "all", "all"],
                                 "attendance_rate"))
        kept = value >= Fraction(85, 100)
        if not kept:
            below.append(district)
        one = keyed.get(("floor", district, (), "SY2022"))
        if one is None or one["state"] != ("met" if kept else "off_track") \
                or not near(one["value"]["value"], value):
            wrong.append((district, one and one["state"], float(value)))
    checks.equal("five districts are below 85 % attendance", below, ["5", "7", "16", "23", "75"])
    checks.none("floor, SY2022: kept or broken, by district", wrong, len(DISTRICTS))


def check_districts_plan(checks, project, published):
    keyed = by_subject(project.findings("status", "--plan", "districts_2026"), "metric", "unit",
                       "group", "period")
    wrong = []
    for district in DISTRICTS:
        one = keyed.get(("chronic_absence", district, (), "SY2022"))
        value = rate(published, "SY2022", district, "all", None)
        final = Fraction(25, 100) if district == "26" else value - Fraction(10, 100)
        if one is None or not near(one["final"]["value"], final) \
                or not near(one["baseline"]["value"], value) or one["final"]["met"] \
                or one["state"] != "on_track":
            wrong.append((district, one and (one["state"], one.get("final"))))
    checks.none("districts_2026: each district starts on its path, to its own target", wrong,
                len(DISTRICTS))


def city_rate(published, period, metric):
    pairs = [counts(published[None, period, district, "all", "all"], metric)
             for district in DISTRICTS]
    return Fraction(sum(a for a, _ in pairs), sum(b for _, b in pairs))


def movement_wrong(movement, published, metric):
    """What a movement says of a metric between the year before schools opened and the one after."""
    before, after = (city_rate(published, period, metric) for period in ("SY2021", "SY2022"))
    if (movement["metric"], movement["before"]["period"], movement["after"]["period"]) \
            != (metric, "SY2021", "SY2022"):
        return "it is about %s" % (movement,)
    if not near(movement["before"]["value"], before) \
            or not near(movement["after"]["value"], after) \
            or not near(movement["change"], after - before):
        return "%s, not %s to %s" % (movement, float(before), float(after))
    return ""


def check_theory(checks, project, published):
    """Schools opened, and neither figure moved as hoped: by the published counts themselves."""
    rates = {metric: [city_rate(published, period, metric) for period in ("SY2021", "SY2022")]
             for metric in METRICS}
    checks.ok("attendance fell and chronic absence rose",
              rates["attendance_rate"][1] < rates["attendance_rate"][0]
              and rates["chronic_absence"][1] > rates["chronic_absence"][0])
    found = {one["id"]: one for one in project.findings("theory")}
    name = "theory:recovery/presence"
    checks.equal("presence: the verdict and each link",
                 {key[len(name):]: one["state"] for key, one in found.items()},
                 {"": "theory_failed", "/if": "theory_failed", "/then": "implementation_failed",
                  "/so": "implementation_failed"})
    movements = zip(found[name + "/then"]["facts"]["movements"],
                    ("attendance_rate", "chronic_absence"))
    wrong = [movement_wrong(movement, published, metric) for movement, metric in movements]
    checks.none("presence: the movements are those of the published counts",
                [problem for problem in wrong if problem], len(wrong))
    verdict = found[name]["message"]
    checks.ok("presence: the verdict says where it failed, and what would have to be known",
              "was done, and what should follow did not, at \"schools teach in their buildings\""
              in verdict and "to say more:" in verdict, verdict)
    early = {one["id"]: one["state"] for one in project.findings("theory", "--as-of", "2022-05-01")}
    checks.equal("presence: before the year has ended it is too early", set(early.values()),
                 {"too_early"})


def main():
    checks = Checks()
    published = read_published()
    with Project(pm_path(), "examples/nyc-attendance") as project:
        checks.section("load", check_load, checks, project,
                       {"attendance": (21615, 21615, 0, 0)})
        for metric in METRICS:
            checks.section("values %s" % metric, check_values, checks, project, published, metric)
        checks.section("totals", check_totals, checks, project, published)
        checks.section("city", check_city, checks, project, published)
        checks.section("district 1", check_district_1, checks, project)
        checks.section("gaps", check_gaps, checks, project, published)
        checks.section("recovery", check_recovery, checks, project, published)
        checks.section("floor", check_floor, checks, project, published)
        checks.section("theory", check_theory, checks, project, published)
        checks.section("districts_2026", check_districts_plan, checks, project, published)
    checks.finish()


if __name__ == "__main__":
    main()
