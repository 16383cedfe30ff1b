#!/usr/bin/python3
"""check_harbor.py PM: the invented district of examples/harbor.

Its data are what tests/tools/make_harbor.py makes; its figures are those counted here from the
files; its earlier revisions compile and differ as they say. Then faults of all kinds are planted in
a copy (tests/tools/plant_faults.py), and pm must find exactly these and nothing else.
"""
import collections
import csv
import datetime
import filecmp
import glob
import os
import re
import subprocess
import sys
import tempfile

from harness import ROOT, Checks, Project, cell_is, pm_path, short

sys.path.insert(0, os.path.join(ROOT, "tests/tools"))
import plant_faults  # noqa: E402

EXAMPLE = "examples/harbor"
FOLDER = os.path.join(ROOT, EXAMPLE)
LARGEST = 1_000_000  # bytes of all data together
YEARS = {"2023-24": "SY2024", "2024-25": "SY2025", "2025-26": "SY2026"}


# ---- Data ----

def check_made(checks):
    """The files are what the script makes, byte for byte."""
    with tempfile.TemporaryDirectory(prefix="pm-harbor-") as folder:
        subprocess.run([sys.executable, os.path.join(ROOT, "tests/tools/make_harbor.py"), folder],
                       check=True)
        made = sorted(os.listdir(os.path.join(folder, "data")))
        kept = sorted(name for name in os.listdir(os.path.join(FOLDER, "data"))
                      if name.endswith(".csv"))
        checks.equal("data: the script makes these files", kept, made)
        checks.none("data: with these bytes",
                    [name for name in made
                     if not filecmp.cmp(os.path.join(folder, "data", name),
                                        os.path.join(FOLDER, "data", name), shallow=False)],
                    len(made))
    size = sum(os.path.getsize(path) for path in glob.glob(os.path.join(FOLDER, "data/*.csv")))
    checks.ok("data: less than 1 MB together", size < LARGEST, size)
    with open(os.path.join(FOLDER, "data/PROVENANCE.md"), encoding="utf-8") as file:
        checks.ok("data: PROVENANCE.md says that all is invented", "invented" in file.read())


def read_rows(pattern):
    rows = []
    for path in sorted(glob.glob(os.path.join(FOLDER, "data", pattern))):
        with open(path, newline="", encoding="utf-8") as file:
            rows += list(csv.DictReader(file))
    return rows


# ---- Figures ----

def tally(rows, period_of, holds, counts=lambda row: True):
    """Numerator and denominator by period."""
    totals = collections.defaultdict(lambda: [0, 0])
    for row in rows:
        if not counts(row):
            continue
        total = totals[period_of(row)]
        total[0] += holds(row)
        total[1] += 1
    return {period: tuple(total) for period, total in totals.items()}


def school_year(row):
    return YEARS[row["school_year"]]


def year_of_day(text):
    day = datetime.date.fromisoformat(text[:10])
    return "SY%d" % (day.year + (day.month >= 7))


def reached(row):
    if not row["contacted_at"]:
        return False
    times = [datetime.datetime.strptime(row[name], "%Y-%m-%d %H:%M")
             for name in ("absent_at", "contacted_at")]
    return times[1] - times[0] <= datetime.timedelta(hours=48)


def expected_figures():
    students = read_rows("students-*.csv")
    return {
        "chronic_absence": tally(
            students, school_year,
            lambda row: int(row["days_absent"]) * 10 >= int(row["days_enrolled"]),
            lambda row: int(row["days_enrolled"]) >= 10),
        "grade3_reading": tally(students, school_year, lambda row: int(row["reading"]) >= 3,
                                lambda row: row["grade"] == "3"),
        "suspended": tally(students, school_year, lambda row: row["days_suspended"] != "0"),
        "retention": tally(read_rows("teachers.csv"), school_year,
                           lambda row: row["stayed"] == "Y"),
        "contact_48h": tally(read_rows("contacts-*.csv"),
                             lambda row: year_of_day(row["absent_at"]), reached),
        "on_level": tally(read_rows("benchmarks.csv"), lambda row: year_of_day(row["given"]),
                          lambda row: int(row["level"]) >= 3),
    }


def check_figures(checks, project):
    for metric, by_period in sorted(expected_figures().items()):
        rows = project.values(metric, unit="harbor")
        wrong = [(period, counts, short(rows.get((period, "harbor"))))
                 for period, counts in sorted(by_period.items())
                 if not cell_is(rows.get((period, "harbor")), *counts)]
        checks.none("figures: %s" % metric, wrong, len(by_period))


# ---- As it stands ----

def attention(project):
    """Findings that ask for something: (kind:state:key, severity); diagnostics likewise."""
    found = [("%s:%s:%s" % (one["kind"], one["state"], one["id"].split(":", 1)[1]),
              one["severity"])
             for one in project.findings()
             if one["severity"] != "info" or one["state"] == "not_kept"]
    return collections.Counter(found + diagnostics(project))


def diagnostics(project):
    document = project.json("check")
    return [("check:%s:%s" % (one["code"], one["location"]["file"]), one["severity"])
            for one in document["diagnostics"] if not one.get("waived")]


def check_standing(checks, project):
    checks.equal("check says nothing", diagnostics(project), [])
    found = project.findings()
    states = collections.Counter((one["kind"], one["state"]) for one in found)
    goals = {one["subject"]["goal"]: one["state"] for one in found
             if one["kind"] == "status" and one["subject"].get("plan") == "compass"
             and one["subject"]["metric"] in ("chronic_absence", "grade3_reading", "retention")
             and one["subject"]["period"] == "SY2026" and not one["subject"]["group"]
             and "goal" in one["subject"]}
    checks.none("each strategic goal is where it should be",
                [(goal, state) for goal, state in goals.items()
                 if state not in ("met", "on_track")], 3)
    checks.ok("each strategic goal is served by plans below",
              states["alignment", "served"] == 3, states["alignment", "served"])
    weak = {one["id"].split("/", 1)[1] for one in found
            if one["kind"] == "process" and one["state"] == "not_kept"
            and one["id"].startswith("process:contact_now/")}
    mended = sum(1 for one in found if one["kind"] == "process" and one["state"] == "mended")
    left = [one["id"] for one in found
            if one["kind"] == "process" and one["state"] in ("left_open", "added")]
    checks.ok("the process as it was has gaps", sum("process_gap_open" in one for one in weak) == 2,
              sorted(weak))
    checks.ok("the later version closes all of them", mended == len(weak) and not left,
              (mended, len(weak), left))
    checks.none("clauses of the rule are met",
                [one["id"] for one in found if one["kind"] == "policy" and one["state"] != "met"],
                sum(one["kind"] == "policy" for one in found))


# ---- Revisions ----

def read_text(*parts):
    with open(os.path.join(FOLDER, *parts), encoding="utf-8") as file:
        return file.read()


def check_revisions(checks, pm):
    for year in ("2024", "2025"):
        with Project(pm, "%s/history/%s" % (EXAMPLE, year)) as project:
            checks.section("revision %s" % year, lambda project=project, year=year: checks.equal(
                "revision %s: check says nothing" % year, diagnostics(project), []))
    texts = [read_text("history/2024", "plans/compass.pm"),
             read_text("history/2025", "plans/compass.pm"), read_text("plans/compass.pm")]
    targets = [re.search(r"measure chronic_absence \{[^}]*?target SY2026 (\d+)%\n", text).group(1)
               for text in texts]
    checks.equal("revisions: a target is moved each year", targets, ["26", "25", "24"])
    checks.equal("revisions: a group is added in the newest",
                 ["target SY2026 31% for frl" in text for text in texts], [False, False, True])
    checks.equal("revisions: an initiative is dropped in the newest",
                 ["initiative late_buses" in text for text in texts], [True, True, False])


# ---- Faults ----

def check_faults(checks, pm, before):
    faults = plant_faults.FAULTS
    with Project(pm, EXAMPLE) as project:
        plant_faults.plant(project.folder)
        project.load()
        more = attention(project) - before
    found = collections.Counter(key for key, _ in more.elements())
    planted = collections.Counter(fault.expected for fault in faults)
    follows = collections.Counter(key for fault in faults for key in fault.follows)
    checks.ok("at least 60 faults, each with a finding of its own",
              len(faults) >= 60 and len(planted) == len(faults) and not planted & follows,
              len(faults))
    for fault in faults:
        checks.ok("%s: %s" % (fault.expected, fault.name), found[fault.expected] == 1,
                  found[fault.expected])
    checks.equal("what follows from them elsewhere", found & follows, follows)
    checks.equal("and nothing else", found - planted - follows, collections.Counter())
    print("%d faults planted, %d found; %d findings follow from them"
          % (len(faults), sum((found & planted).values()), sum((found & follows).values())))


def main():
    checks = Checks()
    pm = pm_path()
    before = collections.Counter()
    checks.section("data", check_made, checks)
    with Project(pm, EXAMPLE) as project:
        checks.section("load", project.load)
        checks.section("figures", check_figures, checks, project)
        checks.section("as it stands", check_standing, checks, project)
        checks.section("findings", lambda: before.update(attention(project)))
    checks.section("revisions", check_revisions, checks, pm)
    checks.section("faults", check_faults, checks, pm, before)
    checks.finish()


if __name__ == "__main__":
    main()
