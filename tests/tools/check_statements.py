#!/usr/bin/python3
"""check_statements.py PM: every row of the vocabulary is documented, used, and understood.

For each row of `pm list statements`:

    page     docs/reference/statements/ID.md exists and has its example
    use      a plan file of examples/ or tests/ has it, or the text in a golden case
    dump     a row that declares a name shows it: `pm show` or `pm debug model` of a project that
             uses it names it behind the statement's word

Each row is a test; the last line is `N passed, N failed`.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEFINITIONS = os.path.join(ROOT, "lang/schema/statements.def")
# A row whose parts begin with NAME declares it, but for these, whose name is one that exists.
MENTIONS = ("use", "row", "renamed", "retired")
# Words of the dump that differ from the statement's.
DUMPED = {"other": ("other", "group"), "derive": ("derive", "field"), "gather": ("gather", "field"),
          "end": ("end", "step"), "objective": ("objective", "goal"),
          "guardrail": ("guardrail", "goal"), "unrated": ("unrated", "level")}


def run(pm, folder, *arguments):
    done = subprocess.run([pm, "-C", folder] + list(arguments), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env=dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1"))
    return done.stdout


def read_rows(pm):
    """The rows in the order of the table, each with its id."""
    with open(DEFINITIONS, encoding="utf-8") as file:
        ids = re.findall(r"^PM_STATEMENT\((\w+),", file.read(), re.M)
    rows = json.loads(run(pm, ROOT, "list", "statements", "--format", "json"))
    if len(ids) != len(rows):
        sys.exit("the program has %d statements, the table %d" % (len(rows), len(ids)))
    return [dict(row, id=identifier) for identifier, row in zip(ids, rows)]


def index_of(rows):
    """(word, place) to row; there is one at most."""
    return {(row["word"], place): row for row in rows for place in row["places"]}


# ---- Uses ----

def read_tree(text):
    """(word, word of the enclosing statement, name it declares) of each statement of a tree."""
    stack = []
    for line in text.splitlines():
        found = re.match(r"( *)(\w+)(?: NAME=(\S+))?", line)
        if not found:
            continue
        depth = len(found.group(1)) // 2
        del stack[depth:]
        yield found.group(2), stack[-1] if stack else "file", found.group(3)
        stack.append(found.group(2))


def project_of(path):
    folder = os.path.dirname(path)
    while folder.startswith(ROOT) and not os.path.exists(os.path.join(folder, "project.pm")):
        folder = os.path.dirname(folder)
    return folder if folder.startswith(ROOT) else os.path.dirname(path)


def texts_of_cases():
    """Plan texts in golden cases, the regressions among them."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "**", "*.case"), recursive=True)):
        with open(path, encoding="utf-8", errors="replace") as file:
            parts = re.split(r"^=== (.*)\n", file.read(), flags=re.M)
        for name, text in zip(parts[1::2], parts[2::2]):
            if name.endswith(".pm"):
                yield text


def collect_uses(pm, rows):
    """Row id to {project folder: names}; projects of no folder are golden cases."""
    index, uses = index_of(rows), collections.defaultdict(lambda: collections.defaultdict(set))
    for where in ("examples", "tests"):
        for path in sorted(glob.glob(os.path.join(ROOT, where, "**", "*.pm"), recursive=True)):
            folder = project_of(path)
            tree = run(pm, folder, "debug", "tree", os.path.relpath(path, folder))
            for word, place, name in read_tree(tree):
                if (word, place) in index:
                    uses[index[word, place]["id"]][folder].add(name)
    missing = {row["word"] for row in rows if row["id"] not in uses}
    if missing:
        add_cases(pm, index, uses, missing)
    return uses


def add_cases(pm, index, uses, words):
    """Uses in golden cases, looked for only where one of the words occurs."""
    pattern = re.compile(r"\b(?:%s)\b" % "|".join(sorted(words)))
    with tempfile.TemporaryDirectory(prefix="pm-statements-") as folder:
        for text in texts_of_cases():
            if not pattern.search(text):
                continue
            with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
                file.write(text)
            for word, place, name in read_tree(run(pm, folder, "debug", "tree", "project.pm")):
                if (word, place) in index:
                    uses[index[word, place]["id"]][""].add(name)


# ---- What is wrong with a row ----

def declares(row):
    return re.match(r"NAME\b", row["reads"]) and row["word"] not in MENTIONS


def is_dumped(row, names, dump):
    words = DUMPED.get(row["word"], (row["word"],))
    declared = {re.split(r"[.]", name)[-1] for word, name in
                re.findall(r"^ *(\w+) ([\w.]+)", dump, re.M) if word in words}
    return bool(names & declared)


def complain(row, uses, dump_of):
    page = os.path.join(ROOT, "docs/reference/statements", row["id"] + ".md")
    if not os.path.exists(page):
        yield "no page in docs/reference"
    else:
        with open(page, encoding="utf-8") as file:
            if row["example"].split("\n")[0] not in file.read():
                yield "its page lacks the example"
    if not uses:
        yield "nothing in examples/ or tests/ uses it"
    elif declares(row) and not any(is_dumped(row, names, dump_of(folder))
                                   for folder, names in sorted(uses.items()) if folder):
        yield "neither `pm show` nor `pm debug model` shows what it declares"


def main():
    if len(sys.argv) != 2:
        print("usage: check_statements.py PM", file=sys.stderr)
        sys.exit(2)
    pm = os.path.abspath(sys.argv[1])
    rows = read_rows(pm)
    uses = collect_uses(pm, rows)
    dumps = {}

    def dump_of(folder):
        if folder not in dumps:
            dumps[folder] = run(pm, folder, "debug", "model")
        return dumps[folder]

    failed = 0
    for row in rows:
        wrong = list(complain(row, uses.get(row["id"], {}), dump_of))
        failed += bool(wrong)
        if wrong:
            print("FAIL  %s (%s in %s): %s" % (row["id"], row["word"], ", ".join(row["places"]),
                                               "; ".join(wrong)))
    print("%d passed, %d failed" % (len(rows) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
