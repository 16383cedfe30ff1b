#!/usr/bin/python3
"""run_all.py --build DIR [--only KIND,...] [--valgrind]: runs every test, two at a time.

Kinds, in this order: unit (cmocka programs in DIR/tests/unit), golden (tests/golden/run.py),
examples (tests/examples/check_*.py: independent answers), property (tests/property/check_*.py),
tools (tables against docs and cases). Output of a part is shown when it fails. The last line adds
all up: `N passed, N failed, N skipped`; skipped ones are named above it.
"""
import argparse
import concurrent.futures
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PYTHON = sys.executable
LONGEST = 1500  # seconds


def commands(kind, build, valgrind):
    """The programs of a kind: (name, arguments)."""
    pm = os.path.join(build, "pm")
    if kind == "unit":
        prefix = ["valgrind", "-q", "--error-exitcode=99", "--leak-check=full"] if valgrind else []
        tests = sorted(glob.glob(os.path.join(build, "tests/unit/test_*")))
        return [(os.path.basename(t), prefix + [t]) for t in tests if "." not in os.path.basename(t)]
    if kind == "golden":
        extra = ["--valgrind"] if valgrind else []
        return [("golden", [PYTHON, "tests/golden/run.py", "--pm", pm] + extra)]
    if kind == "examples":
        return [(os.path.basename(p), [PYTHON, p, pm])
                for p in sorted(glob.glob("tests/examples/check_*.py"))]
    if kind == "property":
        return [(os.path.basename(p), [PYTHON, p, pm])
                for p in sorted(glob.glob("tests/property/check_*.py"))]
    return [(os.path.basename(p), [PYTHON, p, pm])
            for p in sorted(glob.glob("tests/tools/check_*.py"))]


def counts(kind, output, code):
    """(passed, failed, skipped) that a program's output tells."""
    if kind == "unit":
        passed = sum(int(n) for n in re.findall(r"\[  PASSED  \] (\d+) test", output))
        failed = sum(int(n) for n in re.findall(r"\[  FAILED  \] (\d+) test", output))
        return passed, max(failed, 1) if code else failed, 0
    found = re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", output, re.M)
    if not found:
        return (0, 1, 0) if code else (1, 0, 0)
    passed, failed, skipped = found[-1]
    return int(passed), max(int(failed), 1) if code else int(failed), int(skipped or 0)


def run(job):
    kind, name, arguments = job
    try:
        done = subprocess.run(arguments, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=LONGEST,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, code = done.stdout.decode("utf-8", "replace"), done.returncode
    except subprocess.TimeoutExpired as late:
        output = (late.stdout or b"").decode("utf-8", "replace") + "\ntook too long"
        code = 124
    return kind, name, output, code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--only", default="unit,golden,examples,property,tools")
    parser.add_argument("--valgrind", action="store_true")
    options = parser.parse_args()
    os.chdir(ROOT)
    build = os.path.abspath(options.build)
    jobs = [(kind, name, arguments) for kind in options.only.split(",")
            for name, arguments in commands(kind, build, options.valgrind)]
    total = [0, 0, 0]
    skipped_names = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for kind, name, output, code in pool.map(run, jobs):
            passed, failed, skipped = counts(kind, output, code)
            total = [total[0] + passed, total[1] + failed, total[2] + skipped]
            print("%-9s %-28s %5d passed %4d failed %4d skipped"
                  % (kind, name, passed, failed, skipped), flush=True)
            if failed:
                print(output[-20000:])
            skipped_names += re.findall(r"^skip\w*:? +(.*)$", output, re.M | re.I)
    for name in skipped_names:
        print("skipped: %s" % name)
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
