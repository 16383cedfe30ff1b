#!/usr/bin/python3
"""check_plans.py PM: the plans in tests/data/plans, written after real ones, compile without an error.

0 is a small district, 1 a state agency, 2 New York, 3 the federal goals, 4 student rows, 7 ratings in
use; as far as they are written in statements that are built."""
import os
import subprocess

from harness import ROOT, Checks, pm_path

FOLDER = os.path.join(ROOT, "tests/data/plans")


def main():
    checks = Checks()
    pm = pm_path()
    for name in sorted(os.listdir(FOLDER)):
        done = subprocess.run([pm, "-C", os.path.join(FOLDER, name), "check", "--format", "short"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        checks.ok("plan %s checks" % name, done.returncode == 0, done.stdout.decode()[-600:])
    checks.ok("there are plans", os.listdir(FOLDER) != [])
    checks.finish()


if __name__ == "__main__":
    main()
