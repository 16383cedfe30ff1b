#!/usr/bin/python3
"""check_peers.py PM: 720 generated distributions and what is made of their parts: the quarter of each
figure among its peers, by three conventions and both directions, against the standard library's
quantiles; and the states of all units put together, against the units' own."""
import os
import random
import shutil
import statistics
import sys
import tempfile
from fractions import Fraction

from harness import Checks, Project, by_subject, near, pm_path

FIRST, COUNT = 1901, 120
CONVENTIONS = ("inclusive", "exclusive", "rank")
STATES = ("met", "on_track", "at_risk", "off_track")
SCORES = dict(zip(STATES, (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(0))))
HEAD = """project generated "Generated" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 0 }
  rules { allow minimum_n_too_small }
}
unit generated "Generated" as district {
  units schools from kpi as school { id school }
}
source kpi {
  from csv "kpi.csv"
  summary
  public
  one row per school, year
  period year as "2025"
  unit school of schools
  field school text
  field year text
  field cost number
}
metric low "Low is good" { value published cost of kpi ; better lower }
metric high "High is good" { value published cost of kpi ; better higher }
rating quarters "Quarters" {
  levels first, second, third, fourth, none
  level first "First" as met when quartile = 1
  level second "Second" as on_track when quartile = 2
  level third "Third" as at_risk when quartile = 3
  level fourth "Fourth" as off_track when quartile = 4
  unrated none "None" when quartile is missing
}
"""
WAYS = {"worst": "worst", "mean": "mean", "any_2": "any 2", "any_9": "any 9",
        "most": "worst with 80% rated"}


def write_project(folder, rows):
    text = HEAD
    for convention in CONVENTIONS:
        text += "plan %s \"Plan\" {\n  for generated\n  period SY%d..SY%d\n  rate by quarters\n" % (
            convention, FIRST, FIRST + COUNT - 1)
        for way, line in WAYS.items():
            text += "  goal %s \"Goal\" {\n    overall %s\n" % (way, line)
            for metric in ("low", "high")[:1 if way != "worst" else 2]:
                text += "    measure %s { across schools ; peers schools as %s }\n" % (metric,
                                                                                    convention)
            text += "  }\n"
        text += "}\n"
    with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, "kpi.csv"), "w", encoding="utf-8") as file:
        file.write("school,year,cost\n")
        for (school, year), value in rows.items():
            file.write("%s,%d,%s\n" % (school, year, "" if value is None else "%.1f" % value))


def make_rows(source):
    rows = {}
    for year in range(FIRST, FIRST + COUNT):
        count = source.choice((1, 3, 4, 5, 6, 7, 8, 9, 11, 16, 23))
        values = [Fraction(source.randint(0, source.choice((30, 3000))), 10) for _ in range(count)]
        for at in range(count):
            rows["s%02d" % at, year] = None if source.random() < 0.1 else values[at]
    return rows


def quarter_of(values, value, convention, direction):
    """1 is the best; None where there are fewer than four figures."""
    if len(values) < 4:
        return None
    signed = [direction * one for one in values]
    mine = direction * value
    if convention == "rank":
        rank = 1 + sum(one > mine for one in signed)
        return -(-4 * rank // len(values))
    cuts = statistics.quantiles([-one for one in signed], n=4, method=convention)
    return 1 + sum(-mine > cut for cut in cuts)


def check_quarters(checks, keyed, rows):
    wrong, asked = [], 0
    for year in range(FIRST, FIRST + COUNT):
        figures = {school: value for (school, when), value in rows.items()
                   if when == year and value is not None}
        for convention in CONVENTIONS:
            for metric, direction in (("low", -1), ("high", 1)):
                for school, value in figures.items():
                    one = keyed[convention, "worst", metric, school, "SY%d" % year]
                    peers = one["peers"]
                    expected = quarter_of(list(figures.values()), value, convention, direction)
                    rank = 1 + sum(direction * other > direction * value
                                   for other in figures.values())
                    asked += 1
                    if (peers.get("quartile"), peers["rank"], peers["count"]) != (
                            expected, rank, len(figures)):
                        wrong.append((convention, metric, year, school, expected, peers))
    checks.none("the quarter and rank of each figure", wrong, asked)


def put_together(way, states):
    rated = sorted((state for state in states if state in STATES), key=STATES.index)
    least = Fraction(8, 10) if way == "most" else Fraction(1, 2)
    if not rated or Fraction(len(rated), len(states)) < least:
        return "insufficient"
    if way in ("worst", "most"):
        return rated[-1]
    if way.startswith("any"):
        count = int(way[4:])
        return rated[count - 1] if len(rated) >= count else "insufficient"
    mean = sum(SCORES[state] for state in rated) / len(rated)
    if set(rated) == {"met"}:
        return "met"
    return "on_track" if mean >= Fraction(3, 4) else "at_risk" if mean >= Fraction(1, 4) \
        else "off_track"


def check_overall(checks, findings, overall):
    wrong, asked = [], 0
    for convention in CONVENTIONS:
        for way in WAYS:
            newest = {}
            for one in findings:
                subject = one["subject"]
                if (subject["plan"], subject["goal"]) == (convention, way):
                    newest[subject["metric"], subject["unit"]] = one["state"]
            one = overall[convention, way]
            states = list(newest.values())
            rated = [state for state in states if state in STATES]
            asked += 1
            found = (one["state"], one["facts"]["count"], one["facts"]["of"])
            mean = one["facts"].get("amount", {}).get("value")
            expected = (put_together(way, states), len(rated), len(states))
            if found != expected or (way == "mean" and not near(
                    mean, sum(SCORES[state] for state in rated) / len(rated))):
                wrong.append((convention, way, found, expected))
    checks.none("what the units come to together", wrong, asked)


def main():
    checks = Checks()
    source = random.Random(20261127)
    rows = make_rows(source)
    folder = tempfile.mkdtemp(prefix="pm-peers-")
    try:
        write_project(folder, rows)
        with Project(pm_path(), folder) as project:
            project.load()
            findings = project.findings(None, "--all")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    status = [one for one in findings if one["kind"] == "status"]
    keyed = by_subject(status, "plan", "goal", "metric", "unit", "period")
    checks.section("quarters", check_quarters, checks, keyed, rows)
    overall = by_subject([one for one in findings if one["kind"] == "overall"], "plan", "goal")
    checks.section("overall", check_overall, checks, status, overall)
    checks.finish()


if __name__ == "__main__":
    sys.exit(main())
