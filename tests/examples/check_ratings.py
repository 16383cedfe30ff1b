#!/usr/bin/python3
"""check_ratings.py PM: ratings and rules of four states and a city, in plan text alone, against what
they published. Needs PM_TEST_DATA, but for the federal rule on disproportionality.

Maryland's stars, Massachusetts' chain of roundings, Tennessee's objectives, Colorado's rates, New
York City's percentages: each printed answer, and each is worked out here again."""
import csv
import os
import re
from fractions import Fraction

from harness import (ROOT, Checks, Project, by_subject, check_load, data_folder, near, number,
                     pm_path)

FOLDERS = ["md-star-ratings-2018", "ma-accountability", "tn-district-profile",
           "co-chronic-absence", "nyc-graduation-2005-2010"]


def read(path, encoding="utf-8-sig"):
    with open(path, newline="", encoding=encoding) as file:
        return list(csv.DictReader(file))


def half_up(value, places):
    scaled = value * 10**places
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator),
                    10**places)


def amount(text):
    """An amount without the junk of binary floating point."""
    return half_up(Fraction(text.replace(",", "")), 9)


# ---- 34 CFR 300.647: three years over 3.0, unless it falls ----

RACES = {"H/L": "hispanic", "AI/AN": "native", "A": "asian", "B/AA": "black", "NH/OPI": "pacific",
         "W": "white", "Two+": "two"}


def judge_race(history):
    """The level, from the risk ratios of this year and those before, newest first."""
    if history[0] is None:
        return None
    if history[0] <= 3:
        return "fine"
    last = history[:3]
    if len(last) < 3 or any(ratio is None or ratio <= 3 for ratio in last):
        return "over"
    falls = [before - now >= Fraction(1, 10) for now, before in zip(last, last[1:])]
    return "over" if all(falls) else "significant"


def check_idea(checks, pm):
    rows = read(os.path.join(ROOT, "tests/data/plans/7/child-count.csv"))
    years = sorted({row["year"] for row in rows})
    counts = {(row["year"], row["race"]): (int(row["identified"]), int(row["enrolled"]))
              for row in rows}
    with Project(pm, "tests/data/plans/7") as project:
        project.load()
        found = by_subject(project.findings("status"), "group", "period")
    ratios, wrong, levels = {}, [], set()
    for at, year in enumerate(years):
        for race, group in RACES.items():
            cell, enrolled = counts[year, race]
            others = [counts[year, other] for other in RACES if other != race]
            rest = Fraction(sum(one[0] for one in others), sum(one[1] for one in others))
            ratio = Fraction(cell, enrolled) / rest if cell >= 10 and enrolled >= 30 else None
            ratios[year, group] = ratio
            level = judge_race([ratios[past, group] for past in years[at::-1]])
            one = found[(("race", group),), "SY" + str(int(year[:4]) + 1)]
            levels.add(level)
            if (level is None) != (one["state"] == "too_few") or (
                    level and (one["rating"]["level"] != level
                               or not near(one["gap"]["value"], ratio))):
                wrong.append((year, group, level, one["state"], one.get("rating")))
    checks.none("disproportionality: each group and year", wrong, len(rows))
    checks.equal("data: every level occurs", levels, {None, "fine", "over", "significant"})


# ---- Maryland ----

STARS = {"5": ("five", "met"), "4": ("four", "on_track"), "3": ("three", "at_risk"),
         "2": ("two", "off_track"), "1": ("one", "off_track")}


def check_maryland(checks, pm, folder):
    path = os.path.join(folder, "md-star-ratings-2018/schools.csv")
    rows = read(path)
    with Project(pm, "tests/data/maryland", [(path, "schools.csv")]) as project:
        check_load(checks, project, {"schools": (766, 766, 0, 0)})
        keyed = by_subject(project.findings("status"), "unit")
        wrong = []
        for row in rows:
            one = keyed[("%s:%s" % (row["lea_number"], row["school_number"]),)]
            if (one["rating"]["level"], one["state"]) != STARS[row["star_rating"]]:
                wrong.append((row, one["rating"]))
        checks.none("maryland: the stars of each school", wrong, len(rows))
        checks.none("maryland: no printed star disagrees", project.findings("data"))
    changed = [("value >= 60%", "value >= 61%")]
    with Project(pm, "tests/data/maryland", [(path, "schools.csv")], changed) as project:
        project.load()
        at_sixty = sum(row["total_earned_points_percent"] == "60" for row in rows)
        checks.equal("maryland: another band disagrees with those at 60 %",
                     len(project.findings("data")), at_sixty)


# ---- Massachusetts ----

CASES = {"fall-river-2019": "Fall River (00950000)", "stoughton-2019": "Stoughton (02850000)",
         "school-01770015-2018": "school 01770015"}
DEFAULTS = {"weight_gradespan[nonhs]": "75", "weight_gradespan[hs]": "25",
            "prior_year_target_percentage": ""}


def published(folder, case):
    rows = read(os.path.join(folder, "ma-accountability/%s.published.csv" % case))
    return {row["key"]: row["value"] for row in rows}


def write_reports(project, folder):
    """The file with what the department takes from elsewhere: weights, and the year before."""
    with open(os.path.join(project.folder, "reports.csv"), "w", encoding="utf-8") as file:
        file.write("org,year,nonhs_weight,hs_weight,prior\n")
        for case, org in CASES.items():
            answers = dict(DEFAULTS, **published(folder, case))
            file.write("%s,%s,%s,%s,%s\n" % (org, case[-4:], answers["weight_gradespan[nonhs]"],
                                             answers["weight_gradespan[hs]"],
                                             answers["prior_year_target_percentage"]))


def metric_of(key):
    return re.sub(r"\[(.*)\]", r"_\1", key)


def check_massachusetts(checks, pm, folder):
    extra = [(os.path.join(folder, "ma-accountability/%s.csv" % case), "indicators-%s.csv" % case)
             for case in CASES]
    skipped = ("url", "label", "prior_year_target_percentage")
    with Project(pm, "tests/data/massachusetts", extra) as project:
        write_reports(project, folder)
        check_load(checks, project, {"indicators": (50, 50, 0, 0), "reports": (3, 3, 0, 0)})
        asked, wrong = 0, []
        keyed = by_subject(project.findings("status"), "unit")
        for case, org in CASES.items():
            period = "SY" + case[-4:]
            answers = published(folder, case)
            for key, text in answers.items():
                if key in skipped or key.startswith("weight_gradespan"):
                    continue
                row = project.values(metric_of(key), (), period + ".." + period)[period, org]
                scale = 1 if key.startswith("weighted") else 100
                asked += 1
                if number(row["value"]) * scale != Fraction(text):
                    wrong.append((org, key, text, row["value"]))
            label = keyed[(org,)]["rating"]["text"]
            checks.equal("massachusetts: %s is called" % org, label, answers["label"])
        checks.none("massachusetts: each printed number", wrong, asked)


# ---- Tennessee ----

def check_tennessee(checks, pm, folder):
    path = os.path.join(folder, "tn-district-profile/historical_data.csv")
    rows = {(row["Year"], row["system"], row["Subject"]): row["Percent P/A"] for row in read(path)}
    with Project(pm, "tests/data/tennessee", [(path, "historical.csv")]) as project:
        project.load()
        findings = project.findings("status")
        keyed = by_subject([one for one in findings if one["subject"]["metric"] == "proficient"],
                           "goal", "unit", "group")
        wrong, asked = [], 0
        for (year, system, subject), text in rows.items():
            before = rows.get(("2014", system, subject), "NA")
            if year != "2015" or "NA" in (text, before):
                continue
            base = amount(before)
            for goal, part in (("learn", 16), ("double", 8)):
                one = keyed[goal, system, (("subject", subject),)]
                target = half_up(base + (100 - base) / part, 1) / 100
                state = "met" if amount(text) / 100 >= target else "off_track"
                asked += 1
                if not near(one["target"]["value"], target) or one["state"] != state:
                    wrong.append((system, subject, goal, one["target"], float(target)))
        checks.none("tennessee: each objective of 2015", wrong, asked)
        worked = by_subject([one for one in findings
                             if one["subject"]["goal"] in ("worked", "rounded")],
                            "goal", "metric", "unit")
        for goal, metric, unit, state, target in (("worked", "passing", "a", "met", "0.4"),
                                                  ("worked", "absent", "b", "met", "0.181"),
                                                  ("worked", "passing", "c", "too_few", None),
                                                  ("rounded", "absent", "d", "met", "0.509")):
            one = worked[goal, metric, unit]
            checks.ok("tennessee: worked example %s of %s: %s" % (unit, metric, target or state),
                      one["state"] == state
                      and (target is None or near(one["target"]["value"], Fraction(target))), one)


# ---- Colorado ----

def check_colorado(checks, pm, folder):
    path = os.path.join(folder, "co-chronic-absence/2016-2023-master_chronic_absenteeism.csv")
    rows = read(path)
    with Project(pm, "tests/data/colorado", [(path, "absence.csv")]) as project:
        check_load(checks, project, {"absence": (len(rows), len(rows), 0, 0)})
        keyed = by_subject(project.findings("status"), "unit", "period")
        wrong = []
        for row in rows:
            one = keyed[row["district_code"], "SY" + row["school_year"][-4:]]
            if row["absentee_students"] == "NA":
                if one["state"] != "missing":
                    wrong.append((row, one["state"]))
                continue
            rate = Fraction(row["absentee_students"]) / Fraction(row["total_students"])
            if not near(one["value"]["value"], rate):
                wrong.append((row, one["value"]))
        checks.none("colorado: the rate of each district and year", wrong, len(rows))
        checks.none("colorado: no printed rate is further off than its rounding",
                    project.findings("data"))


# ---- New York City ----

def first_of_each(rows, key):
    """The rows that count where several have one key."""
    kept = {}
    for row in rows:
        kept.setdefault(tuple(row[name] for name in key), row)
    return list(kept.values())


def check_rounded(checks, pm, name, path, target, rows, pairs):
    """Each printed percentage is the quotient rounded to a tenth, half up; without the rounding
    none but those that come out even agree."""
    asked = uneven = 0
    for row in rows:
        for part, whole, printed in pairs:
            if row[printed] in ("s", ""):
                continue
            exact = 100 * amount(row[part]) / amount(row[whole])
            asked += half_up(exact, 1) == amount(row[printed])
            uneven += exact != amount(row[printed])
    with Project(pm, "tests/data/" + name, [(path, target)]) as project:
        project.load()
        checks.none("%s: no printed percentage disagrees" % name,
                    project.findings("data", "--kind", "data"), asked)
    change = [("  round value to 0.1 pts\n", "")]
    with Project(pm, "tests/data/" + name, [(path, target)], change) as project:
        project.load()
        found = len(project.findings("data", "--kind", "data"))
        checks.equal("%s: unrounded, those that do not come out even disagree" % name, found,
                     uneven)


def check_new_york(checks, pm, folder):
    path = os.path.join(folder, "nyc-graduation-2005-2010/math_test_results.csv")
    check_rounded(checks, pm, "nyc-math", path, "math.csv", read(path),
                  [("Level 3+4 #", "Number Tested", "Level 3+4 %")])
    path = os.path.join(folder, "nyc-graduation-2005-2010/graduation.csv")
    outcomes = ("Total Grads", "Total Regents", "Advanced Regents", "Regents w/o Advanced", "Local",
                "Still Enrolled", "Dropped Out")
    rows = first_of_each(read(path), ("Demographic", "DBN", "Cohort"))
    rows = [row for row in rows if row["Cohort"] != "2006 Aug"]
    check_rounded(checks, pm, "nyc-graduation", path, "graduation.csv", rows,
                  [(name + " - n", "Total Cohort", name + " - % of cohort") for name in outcomes])


def main():
    checks = Checks()
    pm = pm_path()
    checks.section("disproportionality", check_idea, checks, pm)
    folder = data_folder(*FOLDERS)
    if folder is None:
        checks.skip("ratings", "PM_TEST_DATA does not lead to %s" % ", ".join(FOLDERS))
        checks.finish()
    for name, function in (("maryland", check_maryland), ("massachusetts", check_massachusetts),
                           ("tennessee", check_tennessee), ("colorado", check_colorado),
                           ("new york", check_new_york)):
        checks.section(name, function, checks, pm, folder)
    checks.finish()


if __name__ == "__main__":
    main()
