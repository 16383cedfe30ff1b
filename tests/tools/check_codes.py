#!/usr/bin/python3
"""check_codes.py: each diagnostic has a golden case whose expected output gives its code, and none
gives a code that is not in the registry. Numbers and names stand in it once."""
import collections
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROW = re.compile(r"^\s*PM_DIAGNOSTIC\(\s*(\d+)\s*,\s*(\w+)\s*,\s*\w+\s*,\s*\"(\w+)\"\s*,\s*\w+\s*,"
                 r"\s*\"((?:[^\"\\]|\\.)*)", re.MULTILINE)


def read_registry():
    """Number to (ID, name, title), and what is wrong with the rows themselves."""
    rows, wrong = {}, []
    seen = collections.Counter()
    for path in sorted(glob.glob(os.path.join(ROOT, "lang/diag/*.def"))):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        if len(ROW.findall(text)) != len(re.findall(r"^\s*PM_DIAGNOSTIC\(", text, re.MULTILINE)):
            wrong.append("%s: a row is not written as diagnostics.def says"
                         % os.path.relpath(path, ROOT))
        for number, identifier, name, title in ROW.findall(text):
            rows[int(number)] = (identifier, name, title)
            seen.update(("PM%04d" % int(number), identifier, name))
    wrong += ["%s: stands in the registry twice" % what
              for what, count in sorted(seen.items()) if count > 1]
    return rows, wrong


def expected_codes():
    """Codes in the expected output of the cases: code to the cases that give it."""
    found = collections.defaultdict(set)
    for folder in ("tests/golden", "tests/regressions"):
        for path in glob.glob(os.path.join(ROOT, folder, "**", "*.case"), recursive=True):
            in_output = False
            with open(path, encoding="utf-8") as file:
                for line in file:
                    if line.startswith("=== "):
                        in_output = line.startswith("=== $ ")
                    elif in_output:
                        for code in re.findall(r"\bPM(\d{4})\b", line):
                            found[int(code)].add(os.path.relpath(path, ROOT))
    return found


def main():
    rows, wrong = read_registry()
    found = expected_codes()
    for number, (identifier, name, title) in sorted(rows.items()):
        if number not in found and "retired" not in title:
            wrong.append("PM%04d %s: no golden case gives it" % (number, name))
    for number, cases in sorted(found.items()):
        if number not in rows:
            wrong.append("PM%04d: not in the registry, but in %s" % (number, ", ".join(
                sorted(cases))))
    for line in wrong:
        print(line)
    print("%d codes, %d with a case" % (len(rows), len(set(rows) & set(found))))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
