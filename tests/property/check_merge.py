#!/usr/bin/python3
"""check_merge.py PM [SEED...]: `pm merge-driver` puts two edits of a plan together.

Each plan of the repository is edited at random on two sides, at places that have nothing to do with
each other: figures, texts and dates changed, statements added, taken out and moved, members added to
lists, comments written. The merge has no conflict, and says what the text says that has all edits made
by hand: the same tree but for the order of statements, the same comments, the same model where that
compiles, and the layout of `pm fmt`. Then both sides change one figure in different ways: one
conflict, on those lines alone; with the one side or the other chosen, the text says what that side
said. Nothing is ever lost, and merging is the same from the other side.
"""
import datetime
import glob
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from projects import ROOT, Checks, pm_path

SEED = 20260801
ROUNDS = 8  # for each plan
MOST_EDITS = 6


class Pm:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.folder = tempfile.mkdtemp(prefix="pm-merge-")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, arguments):
        done = subprocess.run([self.path, "-C", self.folder] + arguments, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def merge(self, base, ours, theirs):
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            self.write(name, text)
        code, out, errors = self.run(["merge-driver", "base", "ours", "theirs", "-o", "-"])
        return code, out, errors

    def tree(self, text):
        """The statements, whatever their order: nested lists, sorted."""
        self.write("project.pm", text)
        code, out, errors = self.run(["debug", "tree", "project.pm"])
        assert code in (0, 3), errors
        return sort_tree(out.splitlines())

    def is_formatted(self, text):
        self.write("one.pm", text)
        return self.run(["fmt", "--check", "one.pm"])[0] == 0


def sort_tree(lines):
    found, at = [], 0
    while at < len(lines):
        depth = len(lines[at]) - len(lines[at].lstrip(" "))
        end = at + 1
        while end < len(lines) and len(lines[end]) - len(lines[end].lstrip(" ")) > depth:
            end += 1
        found.append((sorted_lists(lines[at].strip()), sort_tree(lines[at + 1:end])))
        at = end
    return sorted(found)


def sorted_lists(line):
    """Lists whose order means nothing, in one order."""
    return re.sub(r"(UNITS|GOALS|NAMES|SUBJECTS|METRICS|TEXTS|RULES)=([^=]*?)(?= \S+=|$)",
                  lambda one: one[1] + "=" + ", ".join(sorted(one[2].split(", "))), line)


def comments_of(text):
    """Comments, each once or more, in no order. The plans have no `#` in their texts."""
    return sorted(one.strip() for line in text.splitlines()
                  for one in [line[line.index("#"):] if "#" in line and '"' not in
                              line[line.index("#"):] else ""] if one)


# ---- Edits: by line of the base ----

class Edits:
    """What one side changes: new text for lines, lines after lines, lines that go."""

    def __init__(self):
        self.changed, self.added, self.gone, self.swapped = {}, {}, set(), {}

    def apply(self, lines):
        out, at = [], 0
        while at < len(lines):
            if at in self.swapped:
                out += [lines[at + 1], lines[at]]
                at += 2
                continue
            if at not in self.gone:
                out.append(self.changed.get(at, lines[at]))
            out += self.added.get(at, [])
            at += 1
        return "\n".join(out) + "\n"


def both(ours, theirs):
    edits = Edits()
    for side in (ours, theirs):
        edits.changed.update(side.changed)
        for at, lines in side.added.items():
            edits.added[at] = edits.added.get(at, []) + lines
        edits.gone |= side.gone
        edits.swapped.update(side.swapped)
    return edits


def indent(line):
    return len(line) - len(line.lstrip(" "))


class Plan:
    """The lines of a plan that may be edited: those of statements that stand on one line."""

    def __init__(self, text):
        self.lines = text.split("\n")[:-1]
        self.leaves, self.heads, self.inside_text = [], [], False
        for at, line in enumerate(self.lines):
            if line.count('"""') % 2:
                self.inside_text = not self.inside_text
                continue
            if self.inside_text or not line.strip() or line.strip().startswith(("#", "}")):
                continue
            following = self.lines[at + 1] if at + 1 < len(self.lines) else ""
            before = self.lines[at - 1] if at else ""
            if line.rstrip().endswith("{"):
                self.heads.append(at)
            elif "{" not in line and not self.goes_on(line, following) and \
                    not self.goes_on(before, line):
                self.leaves.append(at)

    @staticmethod
    def goes_on(line, following):
        return following.strip() and indent(following) > indent(line) and \
            not line.rstrip().endswith("{") and not re.search(r"\{\s+#", line)

    def end_of(self, head):
        """The line of the brace that closes a block."""
        for at in range(head + 1, len(self.lines)):
            if indent(self.lines[at]) == indent(self.lines[head]) and \
                    self.lines[at].strip().startswith("}"):
                return at
        return None


class Editor:
    def __init__(self, plan, draw, mark):
        self.plan, self.draw, self.mark = plan, draw, mark
        self.count = 0

    def name(self):
        self.count += 1
        return "%s%d" % (self.mark, self.count)

    def pick(self, places, free):
        places = [at for at in places if at in free]
        return self.draw.choice(places) if places else None

    def edit(self, edits, free):
        """Makes one edit at a place that is free, and takes the place."""
        kind = self.draw.choice(["figure", "text", "date", "list", "gone", "added", "comment",
                                 "behind", "swap", "title", "block"])
        getattr(self, kind)(edits, free)

    def change(self, edits, free, places, pattern, make):
        at = self.pick([one for one in places if re.search(pattern, self.plan.lines[one])], free)
        if at is None:
            return
        edits.changed[at] = re.sub(pattern, make, self.plan.lines[at], count=1)
        free.discard(at)

    def figure(self, edits, free):
        self.change(edits, free, self.plan.leaves, r"(?<![\w.])(\d+)%",
                    lambda one: "%d%%" % ((int(one[1]) + 1 + self.draw.randrange(8)) % 100))

    def text(self, edits, free):
        self.change(edits, free, self.plan.leaves, r'" *$|"(?= )', lambda one: " " + self.name() + one[0])

    def date(self, edits, free):
        def later(one):
            day = datetime.date.fromisoformat(one[0]) + datetime.timedelta(1)
            return day.isoformat()
        self.change(edits, free, self.plan.leaves, r"\b20\d\d-\d\d-\d\d\b", later)

    def list(self, edits, free):
        self.change(edits, free, self.plan.leaves, r"^( *(?:with|serves|needs|of|tag) .*\w)$",
                    lambda one: one[1] + ", " + self.name())

    def title(self, edits, free):
        self.change(edits, free, self.plan.heads, r'"(?= )', lambda one: " " + self.name() + '"')

    def gone(self, edits, free):
        at = self.pick(self.plan.leaves, free)
        if at is not None:
            edits.gone.add(at)
            free.discard(at)

    def added(self, edits, free):
        words = {"target": 'target SY20%d 1%%', "link": 'link "https://x/%d"',
                 "milestone": 'milestone new_%d "New" due 2026-01-01',
                 "field": "field new_%d text", "agenda": 'agenda new "%d" over 5 minutes',
                 "measure": "measure new_%d { target SY2026 1% }", "step": 'step s%d "S" by u'}
        places = [at for at in self.plan.leaves if self.plan.lines[at].split()[0] in words]
        at = self.pick(places, free)
        if at is None:
            return
        self.count += 1
        number = self.count + (50 if self.mark == "b" else 20)
        line = words[self.plan.lines[at].split()[0]].replace("%d", str(number)).replace("%%", "%")
        edits.added[at] = [" " * indent(self.plan.lines[at]) + line]
        free.discard(at)

    def comment(self, edits, free):
        at = self.pick(self.plan.leaves, free)
        if at is None:
            return
        edits.changed[at] = " " * indent(self.plan.lines[at]) + "# " + self.name() + "\n" + \
            self.plan.lines[at]
        free.discard(at)

    def behind(self, edits, free):
        at = self.pick([one for one in self.plan.leaves if "#" not in self.plan.lines[one]], free)
        if at is not None:
            edits.changed[at] = self.plan.lines[at] + "  # " + self.name()
            free.discard(at)

    def swap(self, edits, free):
        places = [at for at in self.plan.leaves if at + 1 in self.plan.leaves and at + 1 in free and
                  indent(self.plan.lines[at]) == indent(self.plan.lines[at + 1])]
        at = self.pick(places, free)
        if at is not None:
            edits.swapped[at] = True
            free -= {at, at + 1}

    def block(self, edits, free):
        """Takes a whole block out, where nothing in it is edited."""
        places = []
        for head in self.plan.heads:
            end = self.plan.end_of(head)
            inside = set(range(head, end + 1)) if end else set()
            comment = head and self.plan.lines[head - 1].strip().startswith("#")
            if end and indent(self.plan.lines[head]) and end - head < 12 and not comment and \
                    inside <= free:
                places.append(head)
        if not places:
            return
        head = self.draw.choice(places)
        inside = set(range(head, self.plan.end_of(head) + 1))
        edits.gone |= inside
        free -= inside


# ---- The checks ----

def draw_sides(plan, draw):
    """Two sides with edits at places that the other does not touch."""
    ours, theirs = Edits(), Edits()
    free = set(range(len(plan.lines)))
    editors = ((Editor(plan, draw, "a"), ours), (Editor(plan, draw, "b"), theirs))
    for _ in range(draw.randrange(2, MOST_EDITS + 1)):
        for editor, edits in editors:
            editor.edit(edits, free)
    return ours, theirs


def check_apart(pm, plan, draw):
    """What is wrong after edits at different places; None: nothing."""
    ours, theirs = draw_sides(plan, draw)
    base = Edits().apply(plan.lines)
    texts = [base, ours.apply(plan.lines), theirs.apply(plan.lines)]
    expected = both(ours, theirs).apply(plan.lines)
    wanted = pm.tree(expected)
    code, merged, errors = pm.merge(*texts)
    mirrored = pm.merge(texts[0], texts[2], texts[1])
    wrong = None
    if code or errors:
        wrong = "a conflict: %s" % errors
    elif pm.tree(merged) != wanted:
        wrong = "it says something else: %s" % difference(expected, merged)
    elif comments_of(merged) != comments_of(expected):
        wrong = "other comments: %s" % difference(expected, merged)
    elif all(pm.is_formatted(text) for text in texts) and not pm.is_formatted(merged):
        wrong = "it is not laid out: %s" % difference(expected, merged)
    elif mirrored[0] or pm.tree(mirrored[1]) != wanted:
        wrong = "another text from the other side: %s" % difference(expected, mirrored[1])
    return wrong and "%s; ours %s theirs %s" % (wrong, difference(base, texts[1]),
                                                difference(base, texts[2]))


def sides_of(merged):
    """The text with ours, and with theirs, and the lines between markers."""
    ours, theirs, fault, side = [], [], [], 0
    for line in merged.splitlines(keepends=True):
        if re.match(r"<{7} |={7}$|>{7} ", line):
            side = (side + 1) % 3
            continue
        if side:
            fault.append(line.strip())
        if side != 2:
            ours.append(line)
        if side != 1:
            theirs.append(line)
    return "".join(ours), "".join(theirs), fault


FACT = r'(?<= )(?=\d+%)|(?<=\$)(?=\d)|(?<=\w)(?="(?: |$))'


def check_same(pm, plan, draw):
    """Both change one fact, besides what they change elsewhere."""
    places = [at for at in plan.leaves if re.search(FACT, plan.lines[at])]
    if not places:
        return None
    at = draw.choice(places)
    ours, theirs = draw_sides_but(plan, draw, at)
    for edits, mark in ((ours, "7"), (theirs, "8")):
        edits.changed[at] = re.sub(FACT, mark, plan.lines[at], count=1)
    base = Edits().apply(plan.lines)
    code, merged, _ = pm.merge(base, ours.apply(plan.lines), theirs.apply(plan.lines))
    with_ours, with_theirs, fault = sides_of(merged)
    if (code, fault) != (1, [ours.changed[at].strip(), theirs.changed[at].strip()]):
        return "%s: exit %d, between markers %r" % (plan.lines[at], code, fault)
    for chosen, text in ((ours, with_ours), (theirs, with_theirs)):
        expected = both(theirs, ours)
        expected.changed[at] = chosen.changed[at]
        if pm.tree(text) != pm.tree(expected.apply(plan.lines)):
            return "%s: what was chosen says something else" % plan.lines[at]
    return None


def draw_sides_but(plan, draw, at):
    ours, theirs = Edits(), Edits()
    free = set(range(len(plan.lines))) - {at, at - 1, at + 1}
    for editor, edits in ((Editor(plan, draw, "a"), ours), (Editor(plan, draw, "b"), theirs)):
        for kind in ("figure", "text", "comment"):
            getattr(editor, kind)(edits, free)
    return ours, theirs


def difference(base, text):
    before, after = base.splitlines(), text.splitlines()
    lost = ["- " + line for line in before if line not in after]
    won = ["+ " + line for line in after if line not in before]
    return "\n".join(lost + won) + "\n"


def main():
    seeds = [int(seed) for seed in sys.argv[2:]] or [SEED]
    del sys.argv[2:]
    pm = Pm(pm_path())
    checks = Checks()
    paths = sorted(glob.glob(os.path.join(ROOT, "examples", "**", "*.pm"), recursive=True))
    try:
        for path in paths:
            name = os.path.relpath(path, ROOT)
            with open(path, encoding="utf-8") as file:
                plan = Plan(file.read())
            draws = [random.Random("%d %s %d" % (seed, name, number)) for seed in seeds
                     for number in range(ROUNDS)]
            apart = [check_apart(pm, plan, draw) for draw in draws]
            same = [check_same(pm, plan, draw) for draw in draws]
            checks.none(name + ": edits apart", filter(None, apart), len(draws))
            checks.none(name + ": one fact", filter(None, same), len(draws))
    finally:
        pm.close()
    checks.finish()


if __name__ == "__main__":
    main()
