"""case_outputs.py: what the golden cases and regressions give to pm, and what they expect of it.

read_cases reads them all: the plan texts that stand before each command, and what it prints.
rows_complained_of finds the statements that the diagnostics of a command point at.
"""
import glob
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLACE = re.compile(r"^(?: *--> )?([\w./-]+\.pm):(\d+):(\d+)", re.M)
TOKEN = re.compile(r'(\d+):(\d+) \w+ (\w+) "(.*)"$')


class Command:
    """What a case runs: its plan files as they are then, {path: text}, and what it prints."""

    def __init__(self, case, files, output):
        self.case, self.files, self.output = case, files, output


def read_cases():
    """The commands of all cases."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "**", "*.case"), recursive=True)):
        with open(path, encoding="utf-8", errors="replace") as file:
            parts = re.split(r"^=== (.*)\n", file.read(), flags=re.M)
        files = {}
        for name, text in zip(parts[1::2], parts[2::2]):
            if name.endswith(".pm"):
                files[name] = text
            elif name.startswith("$ "):
                yield Command(os.path.relpath(path, ROOT), dict(files), text)


def read_heads(tokens):
    """(line, column, word, word of the enclosing statement) of each statement of a text, of what
    `pm debug tokens` prints: so that texts which are not well formed have them, too."""
    stack, heads = [], []
    for line in tokens.splitlines():
        found = TOKEN.match(line)
        if not found:
            continue
        role, text = found.group(3, 4)
        if role == "head":
            heads.append((int(found.group(1)), int(found.group(2)), text,
                          stack[-1] if stack else "file"))
        elif role == "brace" and text == "{" and heads:
            stack.append(heads[-1][2])
        elif role == "brace" and text == "}" and stack:
            stack.pop()
    return heads


def rows_complained_of(commands, index, heads_of):
    """Ids of the rows at which a diagnostic of a case points; `heads_of` gives those of a text."""
    found = set()
    for command in commands:
        for path, line, column in PLACE.findall(command.output):
            if path not in command.files:
                continue
            before = [head for head in heads_of(command.files[path])
                      if head[:2] <= (int(line), int(column))]
            row = index.get(before[-1][2:]) if before else None
            if row:
                found.add(row["id"])
    return found
