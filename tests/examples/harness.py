"""harness.py: what the independent checks share.

Each check_*.py works out the answers of one project from its data files, with the standard library
alone, then runs pm over a copy of the project and compares. A check prints one line a question and
ends with `N passed, N failed, N skipped`. Nothing is ever written into examples/ or tests/data/.
"""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MOST_DETAILS = 5
LONGEST_DETAIL = 300


class PmFailed(Exception):
    """pm ended in a way that gives no figures; the message is what it said."""


class Checks:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def ok(self, name, holds, detail=""):
        if holds:
            self.passed += 1
            print("ok    %s" % name)
        else:
            self.failed += 1
            print("FAIL  %s%s" % (name, ": " + str(detail) if detail != "" else ""))
        return bool(holds)

    def equal(self, name, found, expected):
        return self.ok(name, found == expected, "expected %r, found %r" % (expected, found))

    def none(self, name, wrong, of=None):
        """Holds when the list of what is wrong is empty; shows the first ones."""
        wrong = list(wrong)
        shown = "; ".join(shorten(one) for one in wrong[:MOST_DETAILS])
        count = "%d wrong" % len(wrong) if of is None else "%d of %d wrong" % (len(wrong), of)
        label = name if of is None else "%s (%d)" % (name, of)
        return self.ok(label, not wrong and of != 0,
                       count + ", e.g. " + shown if wrong else "nothing was compared")

    def skip(self, name, why):
        self.skipped += 1
        print("skip  %s: %s" % (name, why))

    def section(self, name, function, *arguments):
        """Runs a group of checks; what pm could not do fails the group, not the script."""
        try:
            function(*arguments)
        except (PmFailed, KeyError, ValueError, TypeError, IndexError, OSError) as problem:
            self.ok(name, False, "%s: %s" % (type(problem).__name__, problem))

    def finish(self):
        print("%d passed, %d failed, %d skipped" % (self.passed, self.failed, self.skipped))
        sys.exit(1 if self.failed else 0)


def shorten(thing):
    text = str(thing)
    return text if len(text) <= LONGEST_DETAIL else text[:LONGEST_DETAIL] + "..."


class Project:
    """A copy of a project in a temporary folder, and pm run over it."""

    def __init__(self, pm, source, extra=(), change=None):
        """`extra`: pairs of a file or folder and its path in the copy; `change`: pairs of texts,
        the first replaced by the second in the copy's plan files (each must occur)."""
        self.pm = os.path.abspath(pm)
        self.base = tempfile.mkdtemp(prefix="pm-check-")
        self.folder = os.path.join(self.base, "project")
        shutil.copytree(os.path.join(ROOT, source), self.folder,
                        ignore=shutil.ignore_patterns(".pm-store"))
        for origin, path in extra:
            target = os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(origin, target)
        for old, new in change or ():
            self.replace(old, new)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.base, ignore_errors=True)

    def replace(self, old, new):
        found = False
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if not name.endswith(".pm"):
                    continue
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                if old in text:
                    found = True
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(text.replace(old, new))
        if not found:
            raise ValueError("%r does not occur in the project" % old)

    def run(self, *arguments, allowed=(0, 1), timeout=600):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1")
        environment.pop("PM_STORE", None)
        try:
            done = subprocess.run([self.pm, "-C", self.folder] + list(arguments),
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=environment, timeout=timeout, check=False)
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise PmFailed("pm %s: %s" % (" ".join(arguments), problem)) from problem
        if done.returncode not in allowed:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise PmFailed("pm %s: exit %d: %s" % (" ".join(arguments), done.returncode,
                                                   " | ".join(said.splitlines()[:6])))
        return done.stdout.decode("utf-8")

    def csv(self, *arguments):
        text = self.run(*arguments, "--format", "csv")
        if not text:
            raise PmFailed("pm %s: not even a header" % " ".join(arguments))
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def json(self, *arguments):
        text = self.run(*arguments, "--format", "json")
        return json.loads(text)

    def values(self, metric, by=(), period=None, unit=None):
        """Rows of `pm values METRIC`, keyed by (period, unit, group, ...)."""
        arguments = ["values", metric]
        if by:
            arguments += ["--by", ",".join(by)]
        if period:
            arguments += ["--period", period]
        if unit:
            arguments += ["--unit", unit]
        rows = {}
        for row in self.csv(*arguments):
            key = (row["period"], row["unit"]) + tuple(row[dimension] for dimension in by)
            if key in rows:
                raise ValueError("values %s gives %r twice" % (metric, key))
            rows[key] = row
        return rows

    def findings(self, kind=None, *arguments):
        document = self.json("status", *arguments)
        return [one for one in document["findings"] if kind is None or one["kind"] == kind]

    def load(self):
        """Runs `pm load`; what it counted, by source: {name: {read, kept, quarantined,
        duplicate}}."""
        return load_counts(json.loads(self.run("load", "--format", "json")))


def load_counts(document):
    counted = {}

    def visit(node):
        if isinstance(node, dict):
            if "read" in node and "kept" in node:
                name = node.get("source", node.get("name", ""))
                total = counted.setdefault(name, dict.fromkeys(
                    ("read", "kept", "quarantined", "duplicate"), 0))
                for what in total:
                    total[what] += node.get(what, 0)
                return
            for child in node.values():
                visit(child)
        elif isinstance(node, list):
            for child in node:
                visit(child)

    visit(document)
    return counted


def check_load(checks, project, expected):
    """Loads and compares the counts of each source with (read, kept, quarantined, duplicate)."""
    counted = project.load()
    for source, numbers in expected.items():
        found = counted.get(source, {})
        checks.equal("load %s: read, kept, quarantined, duplicate" % source,
                     tuple(found.get(what) for what in ("read", "kept", "quarantined",
                                                        "duplicate")), tuple(numbers))
    return counted


def number(text):
    """The exact value of a number in pm's output; None where it is empty."""
    return None if text in ("", None) else Fraction(str(text))


def near(found, expected, tolerance=Fraction(1, 10**12)):
    """Equal as far as the nearest double can tell: relative beyond 1, absolute below."""
    if found is None or expected is None:
        return found is None and expected is None
    found, expected = Fraction(str(found)), Fraction(expected)
    return abs(found - expected) <= tolerance * max(1, abs(expected))


def cell_is(row, numerator, denominator, n=None, excluded=None):
    """True when a `values` row of a rate shows exactly these counts and their quotient."""
    if row is None:
        return False
    if number(row["numerator"]) != numerator or number(row["denominator"]) != denominator:
        return False
    if n is not None and number(row["n"]) != n:
        return False
    if excluded is not None and number(row["excluded"]) != excluded:
        return False
    if denominator == 0:
        return row["value"] == "" and row["state"] == "no_rows"
    return near(number(row["value"]), Fraction(numerator, denominator))


def is_empty(row, columns=("numerator", "denominator", "n", "value")):
    return all(row[column] == "" for column in columns)


def short(row):
    """A row for a message."""
    if row is None:
        return "no row"
    return {name: text for name, text in row.items() if text != ""}


def group_of(finding):
    return tuple(sorted((finding["subject"].get("group") or {}).items()))


def by_subject(findings, *parts):
    """Findings keyed by these parts of their subject; `group` as sorted pairs."""
    keyed = {}
    for one in findings:
        key = tuple(group_of(one) if part == "group" else one["subject"].get(part)
                    for part in parts)
        if key in keyed:
            raise ValueError("two findings for %r" % (key,))
        keyed[key] = one
    return keyed


def normal(text):
    """A text without differences of white space: units are named by texts of the data."""
    return re.sub(r"\s+", " ", text).strip()


def data_folder(*needed):
    """The folder with the large data sets, or None where PM_TEST_DATA does not lead to it."""
    folder = os.environ.get("PM_TEST_DATA", "")
    if folder and all(os.path.exists(os.path.join(folder, path)) for path in needed):
        return folder
    return None


def pm_path():
    if len(sys.argv) != 2:
        print("usage: %s PM" % os.path.basename(sys.argv[0]), file=sys.stderr)
        sys.exit(2)
    return sys.argv[1]
