#!/usr/bin/python3
"""check_format.py PM: `pm fmt` changes how a plan looks and nothing else. Over every plan of the
repository, those in the golden cases too: formatted once more it stays as it is; it has the same
tokens in the same roles, the same comments before the same tokens, and its project the same model;
and a text whose blanks, tabs, line ends and `;` were changed at random is formatted to the same."""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from projects import ROOT, Checks, pm_path

SEED = 20260715
MANGLED = 3  # times for each plan


class Pm:
    def __init__(self, path):
        self.path = path
        self.folder = tempfile.mkdtemp(prefix="pm-format-")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, arguments, text=None, folder=None):
        """(exit code, what it wrote)."""
        done = subprocess.run([self.path, "-C", folder or self.folder] + arguments, input=text,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout

    def format(self, text):
        """The formatted bytes; None where the text does not parse."""
        code, out = self.run(["fmt", "-"], text)
        assert code in (0, 3) and (code == 0 or not out), code
        return out if code == 0 else None

    def tokens(self, text):
        """(line, column, kind, role, text) of each token; places count from 0, in characters."""
        with open(os.path.join(self.folder, "project.pm"), "wb") as file:
            file.write(text)
        out = self.run(["debug", "tokens", "project.pm"])[1].decode("utf-8")
        found = []
        for line in out.splitlines():
            one = re.fullmatch(r"(\d+):(\d+) (\S+) (\S+)(?: dirty)? (.*)", line)
            found.append((int(one[1]) - 1, int(one[2]) - 1, one[3], one[4], one[5]))
        return found

    def digest(self, folder):
        out = self.run(["debug", "model"], folder=folder)[1].decode("utf-8")
        return re.findall(r"^digest (\S+)", out, re.M)


def essence(token):
    """What a token says, whatever its blanks."""
    return token[3], re.sub(r"(\s|\\n|\\r|\\t)+", "", token[4])


def parts_of(tokens):
    """The tokens but `;` in some order, and the comments with what follows each."""
    kept = [essence(token) for token in tokens if token[3] != "separator"]
    comments = []
    for at, one in enumerate(kept):
        if one[0] == "comment":
            following = [other for other in kept[at:] if other[0] != "comment"]
            comments.append((one, following[0] if following else None))
    return sorted(kept), comments


# ---- White space at random ----

def offset_of(lines, token):
    return lines[token[0]] + token[1]


def gap_within_line(draw, gap, before, after):
    """Blanks between two tokens of a line: none only where there were none, and the other way about
    only beside signs that do not mind."""
    loose = before[4].strip('"') in ("(", "[", ",", "{", "}", ";", "..", "<", ">", "<=", ">=", "!=",
                                     "=") or \
        after[4].strip('"') in (")", "]", ",", "{", "}", ";", "..", "<", ">", "<=", ">=", "!=", "=")
    if "\\x" in after[4] or before[3] == "prefix" or after[3] == "prefix":
        return gap
    if not gap and not loose:
        return gap
    least = 0 if loose and before[4] != '"}"' else 1
    return draw.choice(["", " "][least:] + ["  ", "\t", "   "])


def gap_over_lines(draw, gap, before, after, scale):
    """As many empty lines or more, deeper lines where they were deeper; perhaps a `;` more."""
    ends = gap.count("\n")
    indent = gap[gap.rfind("\n") + 1:].expandtabs(8)
    ends = 1 if ends == 1 else draw.choice([2, 3, 4])
    text = ""
    is_end = after is None or after[3] in ("head", "comment") or after[4] == '"}"'
    follows = before is not None and before[3] != "comment" and before[4] not in ('"{"', '"}"')
    if is_end and follows and after is not None and after[3] == "head" and draw.random() < 0.2:
        text = draw.choice([";", " ;", " ; "])
    for _ in range(ends):
        text += draw.choice(["", "", " ", "\t "]) + draw.choice(["\n", "\n", "\r\n"])
    return text + " " * (scale * len(indent))


def mangle(draw, text, tokens):
    """The text with other white space, which means the same."""
    text = text.decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n")
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    scale = draw.choice([1, 2, 3])
    out, end, before = "", 0, None
    for token in tokens + [None]:
        begin = len(text) if token is None else offset_of(starts, token)
        gap = text[end:begin]
        if before is not None and before[2] == "comment":  # has its own blanks at its end
            gap = gap[gap.find("\n"):] if "\n" in gap else ""
        if "\n" in gap:
            out += gap_over_lines(draw, gap, before, token, scale)
        elif token is None or before is None:
            out += gap
        else:
            out += gap_within_line(draw, gap, before, token)
        if token is None:
            break
        size = size_of(text, begin, token)
        out += text[begin:begin + size]
        end, before = begin + size, token
    return out.encode("utf-8")


def size_of(text, begin, token):
    """Characters of the token that begins here."""
    if token[2] == "long-text":
        return text.index('"""', begin + 3) + 3 - begin
    if token[2] == "comment":
        return len(text[begin:].split("\n", 1)[0].rstrip())
    if token[2] == "text":
        return re.compile(r'"([^"\\]|\\.)*"').match(text, begin).end() - begin
    return len(json.loads(token[4].replace("\\'", "'")))


# ---- The plans ----

def plans_of_cases():
    """(name, text) of the plans in the golden cases, as they stand."""
    for path in sorted(glob.glob("tests/golden/*/*.case") + glob.glob("tests/regressions/*.case")):
        with open(path, encoding="utf-8", newline="") as file:
            sections = re.split(r"^=== ", file.read(), flags=re.M)[1:]
        for section in sections:
            header, _, body = section.partition("\n")
            if re.fullmatch(r"\S+\.pm", header):
                yield "%s %s" % (path, header), re.sub(r"^\\", "", body, flags=re.M).encode("utf-8")


def plans():
    yield from plans_of_cases()
    for folder in ("examples", "stdlib", "tests/data", "tests/bench"):
        for path in sorted(glob.glob(os.path.join(folder, "**", "*.pm"), recursive=True)):
            with open(path, "rb") as file:
                yield path, file.read()


def check_plan(pm, name, text):
    """What is wrong with the formatting of a plan, a line each; None where it does not parse."""
    formatted = pm.format(text)
    if formatted is None:
        return None
    wrong = []
    if pm.format(formatted) != formatted:
        wrong.append("changes again")
    tokens = pm.tokens(text)
    before, after = parts_of(tokens), parts_of(pm.tokens(formatted))
    if before[0] != after[0]:
        wrong.append("other tokens: %s" % sorted(set(before[0]) ^ set(after[0])))
    if before[1] != after[1]:
        wrong.append("other comments: %s" % sorted(set(before[1]) ^ set(after[1])))
    draw = random.Random("%d %s" % (SEED, name))
    for _ in range(MANGLED):
        mangled = mangle(draw, text, tokens)
        found = pm.format(mangled)
        if found != formatted:
            wrong.append("mangled, it becomes %r, not %r" % (found, formatted))
    return wrong


def check_project(checks, pm, folder):
    """A whole project is formatted in place."""
    copy = os.path.join(pm.folder, "copy")
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".pm-store", "*.csv", "*.json"))
    before = pm.digest(copy)
    checks.equal(folder + " is formatted", pm.run(["fmt"], folder=copy)[0], 0)
    checks.equal(folder + " has a model", len(before), 1)
    checks.equal(folder + " means the same", pm.digest(copy), before)
    checks.equal(folder + " stays", pm.run(["fmt", "--check"], folder=copy), (0, b""))
    shutil.rmtree(copy)


def main():
    checks, pm = Checks(), Pm(pm_path())
    os.chdir(ROOT)
    read = 0
    for name, text in plans():
        wrong = check_plan(pm, name, text)
        if wrong is not None:
            checks.none(name, wrong)
            read += 1
    checks.ok("plans enough", read > 150, read)
    for path in sorted(glob.glob("examples/*/project.pm") + glob.glob("tests/data/*/project.pm")):
        check_project(checks, pm, os.path.dirname(path))
    for path in sorted(glob.glob("examples/*") + ["stdlib"]):
        if glob.glob(path + "/**/*.pm", recursive=True):
            checks.equal(path + " is laid out", pm.run(["fmt", "--check", "."], folder=path),
                         (0, b""))
    pm.close()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
