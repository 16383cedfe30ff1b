#!/usr/bin/python3
"""check_scale.py PM: counts that are all k times as large keep every rate, gap and state.

Published counts of a summary are multiplied by k; numerators, denominators and n must be k times as
large, and everything that is worked out from them the same to the last digit."""
import csv
import io
from fractions import Fraction

from projects import Checks, Said, Written, files_of, number_of, pm_path, same

FACTORS = [2, 7, 1000, 123457]
OPEN = "privacy { minimum n 1 ; complement shown }"

# Project, the columns that hold counts, and what has to be opened so that no least number matters.
PROJECTS = [
    ("tests/data/risk", ("cell", "enrolled"), []),
    ("tests/data/california", ("chronic", "enrolled"), [("minimum n 30", "minimum n 1")]),
    ("examples/nyc-attendance",
     ("# Total Days", "# Days Present", "# Contributing 10+ Total Days and 1+ Pres Day",
      "# Chronically Absent"), [("privacy { minimum n 6 ; complement hidden }", OPEN)]),
]


def scale_text(text, columns, factor):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    places = [at for at, header in enumerate(rows[0]) if header in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows[1:]:
        for at in places:
            if row[at].isdigit():
                row[at] = str(int(row[at]) * factor)
        writer.writerow(row)
    return out.getvalue()


def open_up(files, changes):
    opened = {}
    for path, text in files.items():
        if path.endswith(".pm"):
            for old, new in changes:
                text = text.replace(old, new)
            if path == "project.pm" and "privacy" not in text:
                at = text.index("{", text.index("project ")) + 1
                text = text[:at] + " " + OPEN + "\n" + text[at:]
        opened[path] = text
    return opened


def scale(files, columns, factor):
    return {path: scale_text(text, columns, factor) if path.endswith(".csv") else text
            for path, text in files.items()}


COUNTS = ("numerator", "denominator", "n")


def divide(value, factor):
    """The counts of a value (or reference) of a finding, divided by k."""
    return {name: Fraction(number_of(part), factor) if name in COUNTS else part
            for name, part in value.items()}


def plain(finding, factor):
    """What must stay as it is: all but the counts, and what chance may have done with so many."""
    plain_one = {name: part for name, part in finding.items()
                 if name not in ("message", "source", "location")}
    plain_one["qualifiers"] = [one for one in finding["qualifiers"] if one != "noise"]
    if "value" in plain_one:
        plain_one["value"] = divide(plain_one["value"], factor)
    if "gap" in plain_one:
        gap = dict(plain_one["gap"])
        gap["reference"] = divide(gap["reference"], factor)
        plain_one["gap"] = gap
    return plain_one


def plain_values(said, factor):
    """(metric, by, all names) to counts divided by k, value and state."""
    found = {}
    for (metric, by), text in said.values.items():
        for row in csv.DictReader(io.StringIO(text, newline="")):
            key = (metric,) + tuple(row[name] for name in ("period", "unit") + by)
            found[key] = ([Fraction(row[name]) / factor if row[name] else None for name in COUNTS],
                          row["value"], row["state"])
    return found


def gap_rows(said):
    return sorted(said.gaps.splitlines())


def check_project(checks, pm, source, columns, changes):
    files = open_up(files_of(source), changes)
    with Written(pm, files) as project:
        project.load()
        base = Said(project)
    findings = {key: plain(one, 1) for key, one in base.findings().items()}
    values = plain_values(base, 1)
    checks.ok("%s: there are figures" % source,
              any(counts[0] is not None for counts, _, _ in values.values()), len(values))
    for factor in FACTORS:
        name = "%s, counts times %d" % (source, factor)
        with Written(pm, scale(files, columns, factor)) as project:
            project.load()
            said = Said(project)
        same(checks, name + ": findings",
             {key: plain(one, factor) for key, one in said.findings().items()}, findings)
        same(checks, name + ": values", plain_values(said, factor), values)
        same(checks, name + ": gaps, byte for byte", gap_rows(said), gap_rows(base))


def main():
    checks = Checks()
    pm = pm_path()
    for source, columns, changes in PROJECTS:
        checks.section(source, check_project, checks, pm, source, columns, changes)
    checks.finish()


if __name__ == "__main__":
    main()
