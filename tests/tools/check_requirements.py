#!/usr/bin/python3
"""check_requirements.py: docs/requirements.md has its 74 rows, each `works` or `planned`.

What a row that works names is there: statements and rules of the tables, commands of the program,
files of tests, planted faults. A golden case that it names has one of its statements or rules. A
planned row gives a reason. Each row is a test; the last line is `N passed, N failed`."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/tools"))
import plant_faults  # noqa: E402

PAGE = "docs/requirements.md"
ROWS = 74
DOCUMENTS = {"S0", "S1", "S2", "S3", "S4"}
# What stands in backticks and is neither a statement nor a rule.
OTHERS = {"in_time", "as_expected", "previous", "program", "school"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def codes_by_name():
    """Name of each diagnostic to its code."""
    codes = {}
    for name in os.listdir(os.path.join(ROOT, "lang/diag")):
        if name.endswith(".def"):
            found = re.findall(r'PM_DIAGNOSTIC\(\s*(\d+),\s*\w+,\s*\w+,\s*"(\w+)"',
                               read(os.path.join("lang/diag", name)))
            codes.update((name, "PM%04d" % int(number)) for number, name in found)
    return codes


def words_of_tables(codes):
    words = set(re.findall(r'^PM_STATEMENT\(\w+, "(\w+)"', read("lang/schema/statements.def"),
                           re.M))
    return words | set(codes) | OTHERS


def commands():
    return set(re.findall(r'^PM_COMMAND\(\w+, "(\w+)"', read("runtime/cli/commands.def"), re.M))


def rows_of_page(text):
    for line in text.splitlines():
        if re.match(r"\| \d+ \|", line):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def is_about(path, says, codes):
    """True when the case has a statement or a rule that the row names."""
    text = read(path)
    words = [re.match(r"\w+", part).group(0) for part in quoted(says)]
    return not words or any(re.search(r"\b%s\b" % word, text) or codes.get(word, "no code") in text
                            for word in words)


def complain_of_works(says, shows, tests, words, known, codes):
    for part in quoted(says):
        if re.match(r"\w+", part).group(0) not in words:
            yield "no statement or rule begins `%s`" % part
    if not quoted(says) and not says:
        yield "says nothing of how it is said"
    for part in quoted(shows):
        found = re.match(r"pm (\w+)", part)
        if found and found.group(1) not in known:
            yield "there is no `pm %s`" % found.group(1)
    faults = {fault.expected for fault in plant_faults.FAULTS}
    named = quoted(tests.split(". Not yet:")[0])
    if not named:
        yield "names no test"
    for part in named:
        if part.startswith("check_harbor.py: "):
            if part.split(": ", 1)[1] not in faults:
                yield "no planted fault shows as `%s`" % part.split(": ", 1)[1]
        elif not os.path.isfile(os.path.join(ROOT, part)):
            yield "there is no %s" % part
        elif part.endswith(".case") and not is_about(part, says, codes):
            yield "%s has none of its statements and rules" % part


def complain(row, number, words, known, codes):
    if len(row) != 7:
        yield "has %d cells" % len(row)
        return
    name, document, phrase, state, says, shows, tests = row
    if name != str(number):
        yield "stands where row %d should" % number
    if not DOCUMENTS & set(re.findall(r"S\d", document)) or '"' not in phrase:
        yield "quotes no document"
    if state == "works":
        yield from complain_of_works(says, shows, tests, words, known, codes)
    elif state == "planned":
        if len(tests) < 20:
            yield "is planned and gives no reason"
    else:
        yield "is neither `works` nor `planned`"


def main():
    text = read(PAGE)
    codes, known, failed = codes_by_name(), commands(), 0
    words = words_of_tables(codes)
    rows = list(rows_of_page(text))
    for number, row in enumerate(rows, 1):
        wrong = list(complain(row, number, words, known, codes))
        failed += bool(wrong)
        if wrong:
            print("FAIL  row %s: %s" % (row[0], "; ".join(wrong)))
    works = sum(row[3] == "works" for row in rows if len(row) == 7)
    said = re.search(r"^(\d+) of (\d+) work; (\d+) are planned", text, re.M)
    counted = (str(works), str(ROWS), str(len(rows) - works))
    if len(rows) != ROWS or not said or said.groups() != counted:
        failed += 1
        print("FAIL  %d rows, %d work: the page says %s"
              % (len(rows), works, said and said.group(0)))
    print("%d passed, %d failed" % (len(rows) + 1 - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
