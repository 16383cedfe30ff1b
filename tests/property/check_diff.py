#!/usr/bin/python3
"""check_diff.py PM [PAIRS [FIRST]]: what `pm diff` finds, and nothing else.

- Of each kind of change the mirror is its own mirror's, of the opposite class, or there is a reason
  why there is none; each has a pair of revisions among the golden cases that shows it alone.
- A project compared with itself, laid out by `pm fmt`, in another order, in other files, with other
  comments: nothing. For every example and every project of the test data.
- Each statement of the language, in each place where it may stand: a project with it is another one
  than without it; and another one than with another text, number, date or period in it.
- Random projects with changes planted in them (PAIRS of them, 300, from the FIRST on; 10000 take some
  minutes): each is found once, with its class, and nothing else; backward, its mirror with the
  mirrored class.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from plan_text import read_plan, shuffle_statements, walk, write_plan
from planted_changes import OPPOSITE, PLANTED, nothing
from projects import ROOT, Checks, read_folder

sys.path.insert(0, os.path.join(ROOT, "tests", "tools"))

from reference_project import HOSTS, place_example  # noqa: E402

SEED = 20251124
PAIRS = 300
TABLE = os.path.join(ROOT, "lang", "diff", "changes.def")
CASES = os.path.join(ROOT, "tests", "golden", "diff")
PROJECTS = ["examples/harbor", "examples/harbor/history/2024", "examples/harbor/history/2025",
            "examples/howard-2030", "examples/federal-goals", "examples/nyc-attendance",
            "examples/north-carolina"]
SMALL = """project p "P" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
}
"""
NOISE = {"comment_changed", "order_changed", "declaration_moved", "formatting_changed"}


# ---- Running ----

class Differ:
    def __init__(self, pm):
        self.pm = os.path.abspath(pm)
        self.base = tempfile.mkdtemp(prefix="pm-diff-")

    def write(self, side, files):
        folder = os.path.join(self.base, side)
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in files.items():
            target = os.path.join(folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(text)
        return folder

    def run(self, *arguments):
        return subprocess.run([self.pm] + list(arguments), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=120,
                              env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1"))

    def changes(self, old, new):
        """The changes from one folder to another; None, and why, where they were not compared."""
        done = self.run("diff", old, new, "--format", "json", "--fail-on", "never")
        if done.returncode:
            return None, done.stderr.decode("utf-8", "replace")[:400]
        return json.loads(done.stdout)["changes"], ""

    def compare(self, old, new):
        return self.changes(self.write("old", old), self.write("new", new))

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)


# ---- The table, and the golden pairs ----

def read_table():
    """{id: (class, mirror)}, and the ids that have a reason for no mirror."""
    with open(TABLE, encoding="utf-8") as file:
        text = file.read()
    rows = re.findall(r"^PM_CHANGE\((\w+),\s*\w+,\s*(\w+),\s*(\w+),\s*\w+,\s*(\w+),", text,
                      re.MULTILINE)
    reasons = re.findall(r"^PM_NO_MIRROR\((\w+),\s*\"([^\"]+)\"\)", text, re.MULTILINE)
    return {row[0]: (row[1].lower(), row[3]) for row in rows}, dict(reasons)


def check_table(checks):
    rows, reasons = read_table()
    undecided = ("neutral", "undecidable")
    checks.none("every mirror is there, and is mirrored by its own", [
        name for name, (_, mirror) in rows.items()
        if mirror != "none" and (mirror not in rows or rows[mirror][1] != name)], len(rows))
    checks.none("mirrors have opposite classes", [
        name for name, (ambition, mirror) in rows.items() if mirror != "none"
        and not (ambition in undecided and rows[mirror][0] in undecided)
        and OPPOSITE[ambition] != rows[mirror][0]], len(rows))
    checks.equal("a reason for each kind without a mirror, and for no other", sorted(reasons),
                 sorted(name for name, (_, mirror) in rows.items() if mirror == "none"))


HEADING = re.compile(r"^[!x?+~.] (\w+)  \w+ ", re.MULTILINE)


def golden_pairs():
    """(case, ids forward, ids backward) of each pair of revisions."""
    for name in sorted(os.listdir(CASES)):
        if not name.startswith("changes_"):
            continue
        with open(os.path.join(CASES, name), encoding="utf-8") as file:
            parts = re.split(r"^=== \$ pm diff ", file.read(), flags=re.MULTILINE)
        said = [(part.split("\n", 1)[0], HEADING.findall(part.split("\n=== ", 1)[0]))
                for part in parts[1:]]
        for forward, backward in zip(said[::2], said[1::2]):
            assert forward[0].startswith("old new") and backward[0].startswith("new old"), name
            yield name, forward[1], backward[1]


def check_golden_pairs(checks):
    rows, _ = read_table()
    # Those have cases of their own: moved.case, already_met.case.
    alone, wrong, count = {"declaration_moved", "target_already_met"}, [], 0
    for name, forward, backward in golden_pairs():
        count += 1
        if len(forward) == 1:
            alone.add(forward[0])
            # What was recorded is not taken back without a trace.
            mirrors = (rows[forward[0]][1], "history_rewritten")
            if mirrors[0] != "none" and len(backward) == 1 and backward[0] not in mirrors:
                wrong.append("%s: %s, backward %s" % (name, forward[0], backward[0]))
        if len(backward) == 1:
            alone.add(backward[0])
    checks.none("golden pairs are mirrored", wrong, count)
    checks.none("kinds without a pair that shows them alone", sorted(set(rows) - alone), len(rows))


# ---- What means the same ----

def is_plan(path):
    return path.endswith(".pm")


def others(files):
    """Other texts of the same project: (label, files)."""
    draw = random.Random(SEED)
    shuffled = {path: write_plan(shuffle_statements(read_plan(text), draw)) if is_plan(path)
                else text for path, text in files.items()}
    statements = [one for path in sorted(filter(is_plan, files)) for one in read_plan(files[path])]
    together = {"project.pm": write_plan(statements)}
    apart = {"project.pm" if one.word == "project" else "parts/n%03d.pm" % (999 - at):
             write_plan([one]) for at, one in enumerate(statements)}
    remarked = {path: "# A remark.\n" + re.sub(r"^(\s*)(?=target |goal )", r"\1# Another.\n\1", text,
                                              flags=re.MULTILINE) if is_plan(path) else text
                for path, text in files.items()}
    return [("in another order", shuffled), ("in one file", together),
            ("each declaration in a file", apart), ("with other comments", remarked)]


def check_same(checks, differ, source):
    files = {path: text for path, text in read_folder(os.path.join(ROOT, source)).items()
             if is_plan(path) and not path.startswith("history/")}
    folder = differ.write("same", files)
    found, why = differ.changes(folder, folder)
    checks.equal("%s: with itself" % source, found, [] if not why else why)
    laid_out = differ.write("other", files)
    differ.run("-C", laid_out, "fmt")
    check_nothing(checks, differ, "%s: laid out" % source, laid_out)
    for label, changed in others(files):
        check_nothing(checks, differ, "%s: %s" % (source, label), differ.write("other", changed))


def check_nothing(checks, differ, label, other):
    found, why = differ.changes(os.path.join(differ.base, "same"), other)
    left = None if found is None else [one["id"] for one in found if one["id"] not in NOISE]
    checks.equal(label, left, [] if not why else why)


# ---- Every statement ----

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\d{4}-\d\d-\d\d|\d\d:\d\d|\d\d-\d\d|SY\d{4}'
                     r'|(?<![\w])\$?\d[\d_]*(?:\.\d+)?')


def another(literal):
    """Another literal of the same kind."""
    if literal.startswith('"'):
        return literal[:-1] + 'x"'
    if literal.startswith("SY"):
        return "SY%d" % (int(literal[2:]) + 1)
    if re.fullmatch(r"[\d:-]+", literal) and re.search(r"[:-]", literal):
        return literal[:-1] + ("2" if literal[-1] != "2" else "3")
    number = literal.replace("_", "").lstrip("$")
    more = "%g" % (float(number) + 1)
    return "$" + more if literal.startswith("$") else more


def placed(row, place, example):
    """The project with an example of a statement in a place, and without it."""
    found = place_example(dict(row, places=[place], home=row["places"][0], example=example))
    return (dict(found.files, **{"project.pm": found.text}),
            dict(found.files, **{"project.pm": found.without}))


def tell_apart(differ, old, new):
    """True when the two are told apart; None where one does not compile."""
    found, _ = differ.compare(old, new)
    if found is None:
        return None
    return any(one["id"] not in NOISE - {"formatting_changed"} for one in found)


def check_statements(checks, differ):
    rows = json.loads(differ.run("list", "statements", "--format", "json").stdout)
    missed, altered, compared = [], [], 0
    for row in rows:
        for place in row["places"]:
            if place != "file" and place not in HOSTS:
                continue
            new, old = placed(row, place, row["example"])
            told = tell_apart(differ, old, new)
            compared += told is not None
            if told is False and same_meaning(place, row["word"]) is False:
                missed.append("`%s` in %s" % (row["word"], place))
            for literal in LITERAL.finditer(row["example"]):
                example = (row["example"][:literal.start()] + another(literal.group())
                           + row["example"][literal.end():])
                told = tell_apart(differ, new, placed(row, place, example)[0])
                compared += told is not None
                if told is False:
                    altered.append("%s in `%s` in %s" % (literal.group(), row["example"], place))
    checks.none("a statement makes a difference, wherever it stands", missed, len(rows))
    checks.none("so does each literal in it", altered, compared)


def same_meaning(place, word):
    """The examples that say what holds without them, in the project that they stand in."""
    return (place, word) in {("privacy", "minimum"), ("plan", "rate"), ("goal", "rate"),
                             ("measure", "rate"), ("project", "include"), ("calendar", "named"),
                             ("project", "privacy"), ("privacy", "complement"),
                             ("privacy", "zeros")}


# ---- Planted changes ----

def project_of(pieces, which, draw):
    """The pieces in random order, in random files, with comments here and there."""
    names = ["project.pm", "a.pm", "plans/b.pm", "plans/c.pm"]
    parts = {name: [] for name in names}
    for piece in draw.sample(pieces, len(pieces)):
        text = getattr(piece, which)
        if draw.random() < 0.3:
            text = "# A remark of %s.\n" % which + text
        parts[draw.choice(names[1:])].append(text)
    parts["project.pm"].insert(0, SMALL)
    with open(os.path.join(CASES, "base.pm"), encoding="utf-8") as file:
        parts["project.pm"].append(file.read())
    return {name: "".join(texts) for name, texts in parts.items() if texts}


def shown(found):
    return sorted((one["id"], one["ambition"]) for one in found if not one["hidden"])


def check_pair(differ, number):
    """What is wrong about one generated pair; None where all is well."""
    draw = random.Random(SEED * 100000 + number)
    planted = [draw.choice(PLANTED)(draw, "x%d" % at) for at in range(draw.randrange(1, 6))]
    same = [nothing(draw, "y%d" % at) for at in range(draw.randrange(4))]
    folders = [differ.write(which, project_of(planted + same, which, draw))
               for which in ("old", "new")]
    for ways, expected in (
            (folders, [(one.change, one.ambition) for one in planted]),
            (folders[::-1], [(one.mirror, OPPOSITE[one.ambition]) for one in planted])):
        found, why = differ.changes(*ways)
        if found is None:
            return "pair %d: %s" % (number, why)
        if shown(found) != sorted(expected):
            return "pair %d: expected %s, found %s" % (number, sorted(expected), shown(found))
    return None


def check_planted(checks, differ, pairs, first):
    found = (check_pair(differ, number) for number in range(first, first + pairs))
    wrong = [one for one in found if one]
    checks.none("planted changes are found once, and nothing else", wrong, pairs)


def main():
    if len(sys.argv) not in (2, 3, 4):
        print("usage: check_diff.py PM [PAIRS [FIRST]]", file=sys.stderr)
        return 2
    pairs, first = [int(word) for word in sys.argv[2:] + [str(PAIRS), "0"][len(sys.argv) - 2:]]
    checks = Checks()
    differ = Differ(sys.argv[1])
    if len(sys.argv) == 4:
        checks.section("planted changes", check_planted, checks, differ, pairs, first)
        differ.close()
        return checks.finish()
    checks.section("the table", check_table, checks)
    checks.section("golden pairs", check_golden_pairs, checks)
    for source in PROJECTS:
        checks.section(source, check_same, checks, differ, source)
    checks.section("statements", check_statements, checks, differ)
    checks.section("planted changes", check_planted, checks, differ, pairs, first)
    differ.close()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
