#!/usr/bin/python3
"""check_reference.py PM: docs/reference says what the tables say, and its examples are true.

- make_reference, built in the folder that PM lies in, writes the very files of docs/reference.
- The example of every statement compiles where it may stand, in a project that has what it names.
- The text of every diagnostic that is to give it gives it, and the mended one does not.
The last line is `N passed, N failed`."""
import filecmp
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "property"))

from projects import Written  # noqa: E402
from reference_project import PROJECT, place_example  # noqa: E402

REFERENCE = os.path.join(ROOT, "docs", "reference")


class Counts:
    def __init__(self):
        self.passed = self.failed = 0

    def ok(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAIL  %s: %s" % (name, detail))
        return holds


# ---- The pages ----

def build_tool(pm):
    """The path of make_reference in the build folder of pm; made where it is older than that."""
    build = os.path.dirname(os.path.abspath(pm))
    tool = os.path.join(build, "tests", "tools", "make_reference")
    arguments = ["make", "-s", "-C", ROOT, "BUILD=%s" % build, tool]
    flavour = os.path.basename(build)
    if flavour in ("debug", "coverage"):
        arguments.append("FLAVOUR=%s" % flavour)
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise RuntimeError("make_reference cannot be built: %s" % done.stdout.decode()[-800:])
    return tool


def pages_of(folder):
    return {os.path.relpath(os.path.join(path, name), folder)
            for path, _, names in os.walk(folder) for name in names}


def check_pages(counts, pm):
    with tempfile.TemporaryDirectory(prefix="pm-reference-") as folder:
        done = subprocess.run([build_tool(pm), folder], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        if not counts.ok("make_reference", done.returncode == 0, done.stdout.decode()):
            return
        made, kept = pages_of(folder), pages_of(REFERENCE)
        for page in sorted(made | kept):
            if page not in kept:
                counts.ok("docs/reference/" + page, False, "is not there: run `make reference`")
            elif page not in made:
                counts.ok("docs/reference/" + page, False, "no table has it: remove it")
            else:
                same = filecmp.cmp(os.path.join(folder, page), os.path.join(REFERENCE, page),
                                   shallow=False)
                counts.ok("docs/reference/" + page, same,
                          "the tables say something else: run `make reference`")


# ---- Examples of statements ----

def check_text(pm, text, others=()):
    """Codes and messages of a project: [(code, severity, message)]."""
    with Written(pm, dict(others)) as project:
        project.write("project.pm", text.replace("\ufffd", "\udce9"))  # a byte that is no UTF-8
        code, output, said = project.run_any("check", "--format", "json")
    if code not in (0, 1, 3):
        return [("exit %s" % code, "error", said[-300:])]
    return [(one["code"], one["severity"], one["message"])
            for one in json.loads(output)["diagnostics"]]


def judge_text(pm, text):
    """Codes of what is found when a project is judged on a day, likewise."""
    with Written(pm, {"project.pm": text, "calls.csv": "year,called\n2025,50%\n"}) as project:
        if "calls.csv" in text:
            project.run_any("load", "-q")
        code, output, said = project.run_any("status", "--all", "--as-of", "2026-01-31", "--format",
                                             "json")
    if code not in (0, 1):
        return [("exit %s" % code, "error", said[-300:])]
    return [(one["code"], one["severity"], one["message"])
            for one in json.loads(output)["findings"] if "code" in one]


def check_examples(counts, pm):
    with Written(pm, {"project.pm": PROJECT}) as project:
        rows = json.loads(project.run("list", "statements", "--format", "json"))
    found = [one for one in check_text(pm, PROJECT) if one[1] == "error"]
    if not counts.ok("the project for the examples", not found, found[:3]):
        return
    for row in rows:
        placed = place_example(row)
        found = [one for one in check_text(pm, placed.text, placed.files) if one[1] == "error"]
        counts.ok("example of `%s` in %s" % (row["word"], row["places"][0]), not found, found[:3])


# ---- Texts of diagnostics ----

def check_registry(counts, pm):
    with Written(pm, {"project.pm": PROJECT}) as project:
        codes = [one["code"] for one in json.loads(project.run("list", "codes", "--format",
                                                              "json"))]
        explained = {code: json.loads(project.run("explain", code, "--format", "json"))
                     for code in codes}
    for code, one in explained.items():
        name = "%s %s" % (code, one["name"])
        if one["needs"] == "data":
            for key, gives in (("bad", True), ("good", False)):
                found = judge_text(pm, one[key]) if key in one else []
                if key in one:
                    counts.ok("%s: judged, the %s text" % (name, key), gives
                              == any(other[0] == code for other in found), found[:4])
            continue
        if "bad" in one:
            found = check_text(pm, one["bad"])
            others = [other for other in found if other[0] != code and other[1] != "info"]
            counts.ok(name + ": the text that gives it", not others and found
                      and any(other[0] == code for other in found), found[:4])
        if "good" in one:
            found = [other for other in check_text(pm, one["good"]) if other[0] == code]
            counts.ok(name + ": the mended text", not found, found[:3])


def main():
    if len(sys.argv) != 2 or not os.path.isfile(sys.argv[1]):
        print("usage: check_reference.py PM", file=sys.stderr)
        return 2
    counts = Counts()
    for part in (check_pages, check_examples, check_registry):
        try:
            part(counts, sys.argv[1])
        except (RuntimeError, KeyError, ValueError, OSError) as problem:
            counts.ok(part.__name__, False, repr(problem))
    print("%d passed, %d failed" % (counts.passed, counts.failed))
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
