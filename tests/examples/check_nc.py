#!/usr/bin/python3
"""check_nc.py PM: North Carolina's published statuses, worked out from its files, against pm.

The publisher's rule, as its own program has it: with one figure there is a baseline and no status;
a figure that meets the target of its year, else of the next year that has one, is on target; one
that is better than the figure before is approaching; one that is not has no status.
"""
import collections
import csv
import json
import os
import re
from fractions import Fraction

from harness import ROOT, Checks, PmFailed, Project, check_load, near, pm_path

EXAMPLE = "examples/north-carolina"
WORDS = {"on-target": "on_target", "approaching-target": "approaching_target",
         "baseline": "baseline_year", None: "no_status"}
STATES = {"on_target": "on_track", "approaching_target": "at_risk", "baseline_year": "unrated",
          "no_status": "unrated"}
PROGRESS = {"In Progress": "on_schedule", "Not Started": "not_started", "Complete": "completed"}
PULLED = "2026-08-03"


def read_json(name):
    with open(os.path.join(ROOT, EXAMPLE, "data", name), encoding="utf-8") as file:
        return json.load(file)


def read_rows(name):
    with open(os.path.join(ROOT, EXAMPLE, "data", name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def plan_text():
    with open(os.path.join(ROOT, EXAMPLE, "plans/nc2030.pm"), encoding="utf-8") as file:
        return file.read()


def name_of(identifier):
    return identifier.lower().replace(".", "_")


def figures(measure):
    """Years and figures that are known, oldest first; years and targets."""
    series = sorted(measure["dataSeries"], key=lambda one: one["year"])
    return ([(one["year"], one["baseline"]) for one in series if one["baseline"] is not None],
            [(one["year"], one["target"]) for one in series if one["target"] is not None])


def derive_status(measure):
    actual, targets = figures(measure)
    if len(actual) < 2:
        return "baseline"
    (_, before), (year, latest) = actual[-2:]
    sign = 1 if targets[-1][1] > actual[0][1] else -1
    target = next(value for when, value in targets if when >= year)
    if (latest - target) * sign >= 0:
        return "on-target"
    return "approaching-target" if (latest - before) * sign > 0 else None


def check_data(checks, published):
    words = [one["statusType"] for one in published]
    checks.equal("data: 14 measures publish a status, 12 words and 2 without",
                 (len(words), sum(word is not None for word in words)), (14, 12))
    checks.none("data: the rule gives the published words",
                [(one["measureId"], derive_status(one), one["statusType"]) for one in published
                 if derive_status(one) != one["statusType"]], len(published))


def newest_findings(project):
    """The finding of each measure's newest figure, by the publisher's measure."""
    newest = {}
    for one in project.findings("status", "--plan", "nc2030"):
        if "value" not in one:
            continue
        goal = one["subject"]["goal"]
        if goal not in newest or one["subject"]["period"] > newest[goal]["subject"]["period"]:
            newest[goal] = one
    return newest


def check_status(checks, newest, measures, published):
    wrong, figured = [], 0
    for measure in measures:
        actual = figures(measure)[0]
        if not actual:
            continue
        figured += 1
        one = newest.get("g_" + name_of(measure["measureId"]))
        level = WORDS[derive_status(measure)]
        if one is None or (one["rating"]["level"], one["state"]) != (level, STATES[level]) \
                or one["subject"]["period"] != "SY" + actual[-1][0] \
                or not near_figure(one, measure, actual[-1][1]):
            wrong.append((measure["measureId"], level, one and one.get("rating"),
                          one and one["state"], one and one["subject"]["period"]))
    checks.none("the rule, written as a rating, gives what it gives here", wrong, figured)
    found = collections.Counter()
    for measure in published:
        one = newest["g_" + name_of(measure["measureId"])]
        same = one["rating"]["level"] == WORDS[measure["statusType"]]
        found["word" if measure["statusType"] else "none"] += same
    checks.equal("published statuses found: words, and measures without one",
                 (found["word"], found["none"]), (12, 2))


def near_figure(finding, measure, actual):
    percent = measure["valueFormat"].endswith("%")
    return near(finding["value"]["value"], Fraction(str(actual)) / (100 if percent else 1))


def check_sentences(checks, project, measures):
    """Goal sentences that name a percent for 2030 which is not the target of 2030."""
    differing = set()
    for measure in measures:
        said = re.search(r"(\d+)% by 2030", measure["goal"])
        targets = dict(figures(measure)[1])
        if said and targets.get("2030") != float(said.group(1)):
            differing.add((name_of(measure["measureId"]), said.group(1)))
    found = project.run("check")
    told = {(goal, percent) for goal, percent in re.findall(
        r"warning\[PM0457\]: the sentence of goal `g_(\w+)` says (\d+)%", found)}
    checks.equal("check finds the sentences that disagree with the sheet", told, differing)
    checks.ok("among them the one that says 29% where the sheet has 30", ("p1_m3", "29") in told)
    checks.equal("and nothing else", re.findall(r"^\w+\[(PM\d+)\]", found, re.M).count("PM0457"),
                 len(re.findall(r"^(?:error|warning)\[", found, re.M)))
    checks.equal("sentences are quoted as published",
                 {text for _, text in re.findall(r'^  goal (\w+) "([^"]*)"', plan_text(), re.M)},
                 {measure["goal"].strip() for measure in measures})


def check_actions(checks, project):
    sheet = {row["ActionID"]: row for row in read_rows("DIM_Actions.csv") if row["ActionID"]}
    told = {row["ActionID"]: row["Status"] for row in read_rows("action-statuses.csv")}
    quoted = re.findall(r'^  activity (\w+) "([^"]*)" \{\n    serves (\w+)\n    starts (\S+)',
                        plan_text(), re.M)
    checks.equal("109 actions are quoted with name, focus area and first day", sorted(quoted),
                 sorted((name_of(key), row["ActionName"].strip(), name_of(key.rsplit(".", 1)[0]),
                         row["ActionLaunchDate"][:10]) for key, row in sheet.items()))
    expected = {name_of(key): PROGRESS[told[key]] for key in sheet}
    found = {one["subject"]["name"].split(".")[-1] if "name" in one["subject"]
             else one["id"].split("/")[-1]: one["state"]
             for one in project.findings("work", "--as-of", PULLED)
             if one["id"].startswith("work:nc2030/") and one["id"].count("/") == 1}
    checks.equal("on %s each action stands as it was published" % PULLED, found, expected)


def main():
    checks = Checks()
    published = read_json("pillar-measures.json")
    measures = read_json("measures.json") + published
    check_data(checks, published)
    rows = [one for measure in measures for one in measure["dataSeries"]]
    known = sum(one["baseline"] is not None for one in rows)
    with Project(pm_path(), EXAMPLE) as project:
        checks.section("load", check_load, checks, project, {"charts": (known, known, 0, 0)})
        try:
            newest = newest_findings(project)
        except PmFailed as problem:
            newest = {}
            checks.ok("status", False, problem)
        checks.section("status", check_status, checks, newest, measures, published)
        checks.section("compare", lambda: checks.none(
            "no figure disagrees with its published word",
            [one["id"] for one in project.findings("data") if one["state"] == "disagrees"]))
        checks.section("sentences", check_sentences, checks, project, measures)
        checks.section("actions", check_actions, checks, project)
        checks.section("special education", lambda: checks.equal(
            "the program plan serves two goals of the state's",
            sorted(one["id"] for one in project.findings("alignment")
                   if one["state"] == "served"),
            ["alignment:nc2030/g_p1_m1", "alignment:nc2030/g_p1_m17b"]))
    checks.finish()


if __name__ == "__main__":
    main()
