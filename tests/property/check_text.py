#!/usr/bin/python3
"""check_text.py PM: whatever the text, pm ends well and says where.

Texts are made from the table of statements (any statement in any place it may stand in, and some
where it may not, with parts of the right kinds and some of wrong ones), and from the example
projects with words and signs taken out, doubled or exchanged. pm must end with 0, 1 or 3, write a
valid document, and every message must have a place inside its file."""
import json
import os
import random
import re

from plan_text import LINKS, read_tokens
from projects import ROOT, WITH_DATA, Checks, Written, files_of, is_plan, pm_path

SEED = 4711
TEXTS = 240
DAMAGES = 30  # of each example project
ALLOWED = (0, 1, 3)
DEEPEST = 5
KEPT = os.path.join(ROOT, "build", "property")


# ---- Texts from the table ----

def read_kinds():
    """Name of a kind of part to a text that fits it."""
    with open(os.path.join(ROOT, "lang/schema/kinds.def"), encoding="utf-8") as file:
        table = file.read()
    rows = re.findall(r'PM_PART_KIND\(([A-Z]+),[^"]*"[^"]*",\s*"((?:[^"\\]|\\.)*)"\)', table)
    return {name: re.sub(r"\\(.)", r"\1", example) for name, example in rows}


class Writer:
    """Writes texts that follow the table, but for a mistake now and then."""

    def __init__(self, statements, kinds, seed):
        self.draw = random.Random(seed)
        self.statements, self.kinds = statements, kinds
        self.places = {}
        for one in statements:
            for place in one["places"]:
                self.places.setdefault(place, []).append(one)

    def chance(self, share):
        return self.draw.random() < share

    def part(self, kind):
        if self.chance(0.05):
            kind = self.draw.choice(sorted(self.kinds))
        text = self.kinds.get(kind, kind.lower())
        if self.chance(0.3):
            text = text.split(", ")[0]
        if kind in ("NAME", "WORD", "METRIC", "SOURCE") and self.chance(0.5):
            text = self.draw.choice("alpha beta gamma students n lower".split())
        return text

    def parts(self, reads):
        """What follows the word, chosen from how the row reads."""
        tokens = re.findall(r"[\[\]|]|[^\s\[\]|]+", reads.replace("{}", ""))
        return " ".join(self.alternatives(tokens, [0]))

    def alternatives(self, tokens, at):
        found = [[]]
        while at[0] < len(tokens) and tokens[at[0]] != "]":
            token = tokens[at[0]]
            at[0] += 1
            if token == "|":
                found.append([])
            elif token == "[":
                inner = self.alternatives(tokens, at)
                at[0] += 1
                if self.chance(0.5):
                    found[-1] += inner
            elif not self.chance(0.02):
                found[-1].append(self.part(token) if token.isupper() else token)
        return self.draw.choice(found)

    def block(self, place, depth):
        count = self.draw.randrange(0, 6)
        fitting = self.places.get(place) or self.statements
        lines = []
        for _ in range(count):
            row = self.draw.choice(self.statements if self.chance(0.06) else fitting)
            lines.append(self.statement(row, depth))
        return "".join(lines)

    def statement(self, row, depth):
        indent = "  " * depth
        line = "%s%s %s" % (indent, row["word"], self.parts(row["reads"]))
        if "{}" in row["reads"] and depth < DEEPEST and self.chance(0.85):
            line = "%s {\n%s%s}" % (line, self.block(row["word"], depth + 1), indent)
        elif self.chance(0.03):
            line += " {" if self.chance(0.5) else " }"
        return line + (" ; " if self.chance(0.05) else "\n")

    def text(self):
        return "".join(self.statement(self.draw.choice(self.places["file"]), 0)
                       for _ in range(self.draw.randrange(1, 12)))


# ---- Damaged texts ----

def damage(text, draw):
    """One to three words or signs taken out, doubled, or put elsewhere."""
    for _ in range(draw.randrange(1, 4)):
        tokens = read_tokens(text, with_comments=True)
        if not tokens:
            return text
        one, other = draw.choice(tokens), draw.choice(tokens)
        kind = draw.randrange(4)
        if kind < 2:
            text = text[:one.begin] + text[one.end:]
        elif kind == 2:
            text = text[:one.end] + " " + one.text + text[one.end:]
        else:
            word = draw.choice(sorted(LINKS) + ["{", "}", "(", ")", ",", "\"", "%", "\u00e9"])
            text = text[:other.begin] + word + text[other.end:]
    return text


# ---- What is asked of every answer ----

def is_inside(place, texts):
    text = texts.get(place["file"])
    if text is None:
        return False
    lines = text.split("\n")
    if not 1 <= place["line"] <= len(lines) or place["column"] < 1:
        return False
    if place["column"] > len(lines[place["line"] - 1]) + 1:
        return False
    end = place.get("end_line", place["line"])
    return place["line"] <= end <= len(lines)


def ask(pm, texts):
    """(exit code, diagnostics, what is wrong with the answer)."""
    with Written(pm, texts) as project:
        code, answer, said = project.run_any("check", "--format", "json")
        shown_code, shown, _ = project.run_any("check")
    if code not in ALLOWED or shown_code != code:
        return code, [], ["exit %s and %s: %s" % (code, shown_code, said[-300:])]
    try:
        diagnostics = json.loads(answer)["diagnostics"]
    except (ValueError, KeyError) as problem:
        return code, [], ["no document: %s: %r" % (problem, answer[:200])]
    wrong = [what for one in diagnostics for what in wrong_with(one, texts)]
    if not shown.strip():
        wrong.append("nothing is shown")
    errors = any(one["severity"] == "error" and not one["waived"] for one in diagnostics)
    if errors != (code != 0):
        wrong.append("exit code %s, errors: %s" % (code, errors))
    return code, diagnostics, wrong


def wrong_with(diagnostic, texts):
    places = [diagnostic["location"]] if "location" in diagnostic else []
    places += [label["location"] for label in diagnostic.get("labels", ())]
    if not places:
        yield "%s without a place: %s" % (diagnostic["code"], diagnostic["message"])
    for place in places:
        if not place["file"].startswith("<stdlib>") and not is_inside(place, texts):
            yield "%s outside: %s" % (diagnostic["code"], place)
    if not diagnostic["message"].strip() or "\n" in diagnostic["message"]:
        yield "%s: message %r" % (diagnostic["code"], diagnostic["message"])


def keep_texts(folder, texts):
    for path, text in texts.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    print("      kept in %s" % folder)


def examine(checks, pm, name, texts):
    """Checks one set of texts; keeps it where something is wrong. Its diagnostics."""
    _, diagnostics, wrong = ask(pm, texts)
    if not checks.ok(name, not wrong, "; ".join(wrong[:3])):
        keep_texts(os.path.join(KEPT, re.sub(r"\W+", "_", name)), texts)
    return diagnostics


# ---- The checks ----

def check_table(checks, pm):
    with Written(pm, {"project.pm": "project p \"P\" { }\n"}) as project:
        statements = project.json("list", "statements")
    checks.ok("the table has statements", len(statements) > 80, len(statements))
    kinds = read_kinds()
    for at in range(TEXTS):
        writer = Writer(statements, kinds, SEED + at)
        examine(checks, pm, "text %d from the table" % at, {"project.pm": writer.text()})


def check_damage(checks, pm, source):
    texts = {path: text for path, text in files_of(source).items() if is_plan(path)}
    code, diagnostics, wrong = ask(pm, texts)
    checks.ok("%s: nothing is wrong with it" % source, code == 0 and not wrong and not diagnostics,
              (code, wrong, diagnostics[:1]))
    draw = random.Random(SEED)
    leaves = [path for path in texts if path.startswith("plans/")]
    for at in range(DAMAGES):
        path = draw.choice(sorted(texts))
        damaged = dict(texts, **{path: damage(texts[path], draw)})
        name = "%s, damage %d in %s" % (source, at, path)
        found = examine(checks, pm, name, damaged)
        if path in leaves:
            elsewhere = [one["message"] for one in found if one["severity"] == "error"
                         and one.get("location", {}).get("file") != path]
            checks.none(name + ": no error in a file that is sound", elsewhere, 1)


def main():
    checks = Checks()
    pm = pm_path()
    checks.section("texts from the table", check_table, checks, pm)
    for source in WITH_DATA:
        checks.section(source, check_damage, checks, pm, source)
    checks.finish()


if __name__ == "__main__":
    main()
