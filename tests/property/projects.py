"""projects.py: the projects that the property checks are made on, and what pm says about them.

Shares tests/examples/harness.py: what a check counts and how pm is run.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                "examples"))

from harness import ROOT, Checks, PmFailed, Project, pm_path  # noqa: E402,F401

# Complete projects of the repository with their data.
WITH_DATA = ["examples/howard-2030", "examples/federal-goals", "examples/nyc-attendance",
             "tests/data/broward", "tests/data/california", "tests/data/chronic-boundary",
             "tests/data/halving", "tests/data/okr", "tests/data/rag", "tests/data/risk",
             "tests/data/wisconsin"]
# Those whose data are invented, and by which words.
INVENTED = {"tests/data/attendance-generated": "attendance", "tests/data/match-generated": "tests"}


class Written(Project):
    """A project made from texts: {path: text}."""

    def __init__(self, pm, files):  # pylint: disable=super-init-not-called
        self.pm = os.path.abspath(pm)
        self.base = tempfile.mkdtemp(prefix="pm-check-")
        self.folder = os.path.join(self.base, "project")
        for path, text in files.items():
            self.write(path, text)

    def write(self, path, text):
        target = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)


    def run_any(self, *arguments):
        """Exit code, output and messages, whatever they are; the code is None where pm hangs."""
        try:
            done = subprocess.run([self.pm, "-C", self.folder] + list(arguments), timeout=60,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                                  env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1"))
        except subprocess.TimeoutExpired:
            return None, "", "no end after a minute"
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace"))


def read_folder(folder):
    """{path: text} of a project's plan and data files."""
    files = {}
    for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)):
        if os.path.isfile(path) and path.endswith((".pm", ".csv", ".json", ".tsv")):
            with open(path, encoding="utf-8", newline="") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files


def invent_data(kind, seed, students):
    """{path: text} of what tests/tools/generate_students.py writes."""
    with tempfile.TemporaryDirectory(prefix="pm-generated-") as folder:
        subprocess.run([sys.executable, os.path.join(ROOT, "tests/tools/generate_students.py"),
                        kind, "--out", folder, "--seed", str(seed), "--students", str(students)],
                       check=True)
        return {"data/" + path: text for path, text in read_folder(folder).items()}


def files_of(source, seed=1, students=100):
    """{path: text} of one of the projects named above."""
    files = read_folder(os.path.join(ROOT, source))
    if source in INVENTED:
        # So few students in so many groups: with privacy nearly everything would be hidden.
        files["project.pm"] = files["project.pm"].replace(
            "minimum n 10 ; complement hidden }", "minimum n 1 ; complement shown }")
        files.update(invent_data(INVENTED[source], seed, students))
    return files


def files_of_case(path):
    """{path: text} of a golden case, as they are before its first command."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        parts = re.split(r"^=== (.*)\n", file.read().split("\n=== $ ")[0] + "\n", flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def number_of(number):
    """A number of a JSON document, exactly as it is written there."""
    return Fraction(str(number))


def is_plan(path):
    return path.endswith(".pm")


def metrics_of(project):
    return [one["name"] for one in project.json("list", "metrics") if one["active"]]


def dimensions_by_metric(project):
    """Metric to the crossings of its `by` line, each a list of dimensions."""
    crossings = {}
    for one in project.json("list", "metrics"):
        if one["active"]:
            crossings[one["name"]] = [[name.strip() for name in by.split("*")]
                                      for by in one["by"]]
    return crossings


class Said:
    """Everything that pm says about the figures of a loaded project."""

    def __init__(self, project):
        self.status = project.run("status", "--format", "json")
        self.gaps = project.run("gaps", "--format", "csv")
        self.values = {}
        for metric, crossings in dimensions_by_metric(project).items():
            for dimensions in [[]] + crossings:
                by = ["--by", ",".join(dimensions)] if dimensions else []
                self.values[metric, tuple(dimensions)] = project.run(
                    "values", metric, *by, "--format", "csv")

    def findings(self, *without):
        """Findings by id, without the named fields; `source.digest` means that of each source."""
        found = {}
        for one in json.loads(self.status)["findings"]:
            if "source.digest" in without:
                for source in one["source"]:
                    source.pop("digest", None)
            for field in without:
                one.pop(field, None)
            found[one["id"]] = one
        return found

    def source_digests(self):
        return {one["name"]: one.get("digest") for one in json.loads(self.status)["sources"]}

    def sorted_values(self):
        return {key: sorted(text.splitlines()) for key, text in self.values.items()}

    @property
    def model(self):
        return json.loads(self.status)["model"]


def first_difference(a, b):
    """What to show where two things that should be equal are not."""
    if a == b:
        return ""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in list(a) + [key for key in b if key not in a]:
            if a.get(key) != b.get(key):
                return "%s: %s" % (key, first_difference(a.get(key), b.get(key)))
    if isinstance(a, str) and isinstance(b, str):
        a, b = a.splitlines(), b.splitlines()
    if isinstance(a, list) and isinstance(b, list):
        for left, right in zip(a, b):
            if left != right:
                return "%r and %r" % (left, right)
        return "%d and %d lines" % (len(a), len(b))
    return "%r and %r" % (a, b)


def same(checks, name, found, expected):
    return checks.ok(name, found == expected, first_difference(found, expected)[:600])
