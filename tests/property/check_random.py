#!/usr/bin/python3
"""check_random.py PM: some hundred invented plans over invented figures, evaluated by pm and by
expected.py: paths, pauses, tolerances, ratings by bands, closing, bounds, gaps."""
import os
import sys

from expected import expected_gaps, expected_status
from projects import Checks, Written, pm_path
from random_plans import Project

from harness import near

PROJECTS = 60
MEASURES = 12  # in each


def fraction_of(one, *path):
    for name in path:
        if not isinstance(one, dict) or name not in one:
            return None
        one = one[name]
    return one


# What is compared: the fact, and where it stands in a finding.
FACTS = {
    "baseline": ("baseline", "value"),
    "expected": ("expected", "value"),
    "final": ("final", "value"),
    "progress": ("progress",),
    "deviation": ("deviation",),
    "previous": ("previous", "value"),
    "low": ("maintain", "from"),
    "high": ("maintain", "to"),
}


def compare(found, expected):
    """What differs, as texts; nothing when all is the same."""
    wrong = []
    if found["state"] != expected.state:
        wrong.append("state %s, not %s" % (found["state"], expected.state))
    level = fraction_of(found, "rating", "level")
    if expected.level is not None and level != expected.level:
        wrong.append("level %s, not %s" % (level, expected.level))
    if "value" in expected.facts:
        place = ("gap", "value") if "gap" in found else ("value", "value")
        if not near(fraction_of(found, *place), expected.facts["value"]):
            wrong.append("value %s, not %s" % (fraction_of(found, *place),
                                               float(expected.facts["value"])))
    for name, place in FACTS.items():
        if name not in expected.facts:
            continue
        now, wanted = fraction_of(found, *place), expected.facts[name]
        if not near(now, wanted):
            wrong.append("%s %s, not %s" % (name, now, wanted and float(wanted)))
    is_reversed = expected.facts.get("reversed")
    if is_reversed is not None and ("reversed" in found["qualifiers"]) != is_reversed:
        wrong.append("reversed: %s" % found["qualifiers"])
    return wrong


def key_of(project, finding):
    subject = finding["subject"]
    periods = {project.calendar.name(at): at for at in range(project.count)}
    group = subject.get("group", {}).get("category")
    reference = fraction_of(finding, "gap", "reference", "group") or {}
    return (subject.get("goal"), subject["unit"], group, reference.get("category"),
            periods[subject["period"]])


def check_status(checks, name, project, findings):
    expected = expected_status(project)
    found = {key_of(project, one): one for one in findings}
    wrong = []
    for key, one in sorted(expected.items(), key=str):
        if key not in found:
            wrong.append("%s: no finding, should be %s" % (key, one.state))
            continue
        differ = compare(found[key], one)
        if differ:
            wrong.append("%s: %s" % (key, "; ".join(differ)))
    wrong += ["%s: found %s, nothing should be" % (key, found[key]["state"])
              for key in sorted(set(found) - set(expected), key=str)]
    for measure in project.measures:
        own = [one for one in wrong if one.startswith("('%s'" % measure.goal)]
        of = sum(1 for key in expected if key[0] == measure.goal)
        checks.none("%s %s: %s, %s" % (name, measure.goal, measure.lines[-1].kind,
                                       measure.rating.name if measure.rating else "standard"),
                    own, max(1, of))


def check_gaps(checks, name, project, findings):
    expected = expected_gaps(project)
    periods = {project.calendar.name(at): at for at in range(project.count)}
    found = {}
    for one in findings:
        subject = one["subject"]
        found[subject["metric"], subject["unit"], periods[subject["period"]]] = one
    wrong = []
    for key, one in expected.items():
        now = found.get(key)
        if now is None:
            wrong.append("%s: no finding" % (key,))
            continue
        differ = [] if now["state"] == one.state else ["state %s, not %s" % (now["state"],
                                                                             one.state)]
        for fact, place in (("gap", "value"), ("previous", "previous"), ("change", "change")):
            if fact in one.facts and not near(fraction_of(now, "gap", place), one.facts[fact]):
                differ.append("%s %s, not %s" % (fact, fraction_of(now, "gap", place),
                                                 one.facts[fact] and float(one.facts[fact])))
        if differ:
            wrong.append("%s: %s" % (key, "; ".join(differ)))
    checks.none("%s: gaps" % name, wrong, len(expected))


def check_project(checks, pm, seed):
    project = Project(seed, MEASURES)
    name = "seed %d" % seed
    with Written(pm, project.files()) as written:
        report = written.json("check")
        errors = [one["message"] for one in report["diagnostics"] if one["severity"] == "error"]
        if not checks.none("%s: the plan compiles" % name, errors, 1):
            return
        written.load()
        findings = written.findings()
        check_status(checks, name, project, [one for one in findings if one["kind"] == "status"])
        check_gaps(checks, name, project, [one for one in findings if one["kind"] == "gap"
                                           and one["subject"]["unit"] != "top"])


def keep_project(seed, folder):
    """Writes a project into a folder, to look at what a failing seed is about."""
    for path, text in Project(seed, MEASURES).files().items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--keep":
        keep_project(int(sys.argv[2]), sys.argv[3])
        return
    checks = Checks()
    pm = pm_path()
    for seed in range(PROJECTS):
        checks.section("seed %d" % seed, check_project, checks, pm, seed)
    checks.finish()


if __name__ == "__main__":
    main()
