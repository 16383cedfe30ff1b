#!/usr/bin/python3
"""check_statements.py PM: every row of the vocabulary is documented, used, understood and tested.

For each row of lang/schema/statements.def:

    page      docs/reference/statements/ID.md exists and has its example
    messages  a diagnostic of a golden case points at such a statement
    show      `pm show` of what it declares, or of what it stands in, says what it says; for those
              that speak of something else or of the whole, `pm debug model`
    use       a plan file of examples/ or tests/ has it, or the text in a golden case
    finding   statement_findings.py says what can go wrong with it, and a golden case or a planted
              fault shows the finding; or that nothing can

Each row is a test; the last line is `N passed, N failed`.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import case_outputs
import plant_faults
from reference_project import place_example
from statement_findings import FACTS, FINDINGS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEFINITIONS = os.path.join(ROOT, "lang/schema/statements.def")
STATES = os.path.join(ROOT, "runtime/judge/states.def")
# Statements that speak of something declared elsewhere, or of the project as a whole.
OF_OTHERS = {"use", "include", "renamed", "retired", "allow_declaration", "waive", "expect",
             "answer", "done", "carry", "cancel"}


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
    """(word, word of the enclosing statement) of each statement of a tree."""
    stack = []
    for line in text.splitlines():
        found = re.match(r"( *)(\w+)", line)
        if not found:
            continue
        depth = len(found.group(1)) // 2
        del stack[depth:]
        yield found.group(2), stack[-1] if stack else "file"
        stack.append(found.group(2))


def project_of(path):
    folder = os.path.dirname(path)
    while folder.startswith(ROOT) and not os.path.exists(os.path.join(folder, "project.pm")):
        folder = os.path.dirname(folder)
    return folder if folder.startswith(ROOT) else os.path.dirname(path)


def collect_uses(pm, index, commands, heads_of):
    """Ids of the rows that a plan file has, or a golden case that finds no error in it."""
    uses = set()
    for where in ("examples", "tests"):
        for path in sorted(glob.glob(os.path.join(ROOT, where, "**", "*.pm"), recursive=True)):
            folder = project_of(path)
            tree = run(pm, folder, "debug", "tree", os.path.relpath(path, folder))
            uses |= {index[key]["id"] for key in read_tree(tree) if key in index}
    for command in commands:
        for text in command.files.values() if "error[" not in command.output else ():
            uses |= {index[head[2:]]["id"] for head in heads_of(text) if head[2:] in index}
    return uses


# ---- What pm shows ----

def show(pm, text, files, names):
    """What `pm show` says of each name, and the whole model; places and digests left out."""
    with tempfile.TemporaryDirectory(prefix="pm-statements-") as folder:
        for path, content in dict(files, **{"project.pm": text}).items():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(content)
        shown = [run(pm, folder, "show", name) for name in names]
        shown.append(run(pm, folder, "debug", "model"))
    return [re.sub(r"^ *digest .*\n|  # .*$", "", one, flags=re.M) for one in shown]


def names_of(path):
    """The names by which what the statements declare might be asked for, the innermost first."""
    own = [head.split()[1] for head in path if re.match(r"\w+ \w+\b(?!\.)", head)]
    return [".".join(own[first:last]) for last in range(len(own), 0, -1) for first in range(last)]


def is_shown(pm, row):
    """Without the statement pm shows something else; or it shows the words of a statement that
    says what holds anyway."""
    placed = place_example(row)
    names = [] if row["id"] in OF_OTHERS else names_of(placed.path)
    having = show(pm, placed.text, placed.files, names)
    lacking = show(pm, placed.without, placed.files, names)
    if names:
        having.pop()
        lacking.pop()
    words = re.escape(" ".join(placed.path[-1].split()[:3]))
    return having != lacking or any(re.search(r"^ *%s\b" % words, one, re.M) for one in having)


# ---- What can go wrong ----

def collect_findings(pm, commands):
    """Codes, names and states in what golden cases print, and what planted faults show as; and
    what a name may be written as: {name: code or words}."""
    codes = {one["name"]: one["code"] for one in
             json.loads(run(pm, ROOT, "list", "codes", "--format", "json"))}
    with open(STATES, encoding="utf-8") as file:
        states = re.findall(r'^PM_STATE\(\w+, "(\w+)"', file.read(), re.M)
    written = dict({state: state.replace("_", " ") for state in states}, **codes)
    output = "\n".join(command.output for command in commands)
    return written, output + " ".join(fault.expected for fault in plant_faults.FAULTS)


def complain_of_findings(row, written, output):
    if row["id"] in FACTS:
        if row["id"] in FINDINGS:
            yield "statement_findings.py says both that it can go wrong and that it cannot"
        return
    if row["id"] not in FINDINGS:
        yield "statement_findings.py does not say what can go wrong with it"
        return
    for name in FINDINGS[row["id"]].split():
        if name not in written:
            yield "no diagnostic, rule or state is called %s" % name
        elif not re.search(r"\b(?:%s|%s)\b" % (name, written[name]), output):
            yield "no golden case and no planted fault shows %s" % name


def complain_of_page(row):
    page = os.path.join(ROOT, "docs/reference/statements", row["id"] + ".md")
    if not os.path.exists(page):
        yield "no page in docs/reference"
        return
    with open(page, encoding="utf-8") as file:
        if row["example"].split("\n")[0] not in file.read():
            yield "its page lacks the example"


class Heads:
    """What case_outputs.read_heads says of texts; each is scanned once."""

    def __init__(self, pm):
        self.pm, self.known = pm, {}

    def __call__(self, text):
        if text not in self.known:
            with tempfile.TemporaryDirectory(prefix="pm-statements-") as folder:
                with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
                    file.write(text)
                tokens = run(self.pm, folder, "debug", "tokens", "project.pm")
            self.known[text] = case_outputs.read_heads(tokens)
        return self.known[text]


def main():
    if len(sys.argv) != 2:
        print("usage: check_statements.py PM", file=sys.stderr)
        sys.exit(2)
    pm = os.path.abspath(sys.argv[1])
    rows, commands, heads_of = read_rows(pm), list(case_outputs.read_cases()), Heads(pm)
    index = index_of(rows)
    complained = case_outputs.rows_complained_of(commands, index, heads_of)
    uses = collect_uses(pm, index, commands, heads_of)
    written, output = collect_findings(pm, commands)
    failed = 0
    for row in rows:
        wrong = list(complain_of_page(row)) + list(complain_of_findings(row, written, output))
        if row["id"] not in complained:
            wrong.append("no golden case has a message about it")
        if row["id"] not in uses:
            wrong.append("nothing in examples/ or tests/ uses it")
        if not is_shown(pm, row):
            wrong.append("`pm show` does not show what it says")
        failed += bool(wrong)
        if wrong:
            print("FAIL  %s (%s in %s): %s" % (row["id"], row["word"], ", ".join(row["places"]),
                                               "; ".join(wrong)))
    for name in sorted((set(FINDINGS) | FACTS) - {row["id"] for row in rows}):
        failed += 1
        print("FAIL  statement_findings.py: no row is called %s" % name)
    print("%d passed, %d failed" % (max(len(rows) - failed, 0), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
