#!/usr/bin/python3
"""check_docs.py [PM] [--update] [PAGE...]: follows pages word for word: README.md, docs/*.md, and
examples/*/README.md.

Fenced blocks, by what stands behind the three marks:

    console          lines that begin with `$ ` are commands, run in order in the page's folder;
                     what follows each is what it prints, both streams. `...` alone on a line stands
                     for any lines.
    KIND file=NAME   is written to that file of the page's folder
    pm               a program by itself: compiles in a project that has the calendar SY
    pm more          goes on with the program of the block before
    pm fragment      is no program, and is not tried

`fresh` behind any of these begins with an empty folder. A page's folder is empty at first, but for
README.md, which has the examples and build/pm, and for the page of an example, which has the
example. Links to files of the repository must lead somewhere.
Each command, program and page of links is a test; the last line is `N passed, N failed`. With
--update, outputs without `...` are rewritten to what the program prints: read the difference.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LONGEST = 120  # seconds for a command
PROJECT = """project small "Small" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
}
"""


class Block:
    """A fenced block: words behind the marks, lines, and the line number of the first one."""

    def __init__(self, words, number):
        self.words = words
        self.number = number
        self.lines = []

    @property
    def kind(self):
        return self.words[0] if self.words else ""

    @property
    def file(self):
        names = [word[5:] for word in self.words if word.startswith("file=")]
        return names[0] if names else None

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def read_blocks(lines):
    blocks = []
    block = None
    for number, line in enumerate(lines, 1):
        if not line.startswith("```"):
            if block:
                block.lines.append(line)
        elif block:
            blocks.append(block)
            block = None
        else:
            block = Block(line[3:].split(), number + 1)
    return blocks


def read_steps(block):
    """The commands of a console block: [command, expected lines, number of the first of these]."""
    steps = []
    for number, line in enumerate(block.lines, block.number):
        if line.startswith("$ "):
            steps.append([line[2:], [], number + 1])
        elif steps:
            steps[-1][1].append(line)
    return steps


def fits(expected, got):
    """True when the lines are the same, `...` standing for any."""
    parts = [[]]
    for line in expected:
        if line == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return expected == got
    first, last = parts[0], parts[-1]
    if got[:len(first)] != first or len(got) < len(first) + len(last):
        return False
    if last and got[-len(last):] != last:
        return False
    at = len(first)
    end = len(got) - len(last)
    for part in parts[1:-1]:
        while at + len(part) <= end and got[at:at + len(part)] != part:
            at += 1
        if at + len(part) > end:
            return False
        at += len(part)
    return True


class Checker:
    def __init__(self, pm, update):
        self.pm = pm
        self.update = update
        self.top = tempfile.mkdtemp(prefix="pm-docs-")
        self.bin = os.path.join(self.top, "bin")
        self.passed = 0
        self.failed = 0
        os.mkdir(self.bin)
        os.symlink(pm, os.path.join(self.bin, "pm"))
        self.environment = {"PATH": self.bin + ":/usr/local/bin:/usr/bin:/bin", "HOME": self.top,
                            "COLUMNS": "80", "LC_ALL": "C.UTF-8", "TERM": "dumb",
                            "SOURCE_DATE_EPOCH": "1762000000"}

    def tell(self, good, where, why=""):
        if good:
            self.passed += 1
            return
        self.failed += 1
        print("FAILED %s\n%s" % (where, why))

    def run(self, command, folder, before):
        """(lines printed, exit code) of a command; `before` is what $? is at first."""
        done = subprocess.run(["/bin/sh", "-c", "(exit %d)\n%s" % (before, command)], cwd=folder,
                              env=self.environment, stdin=subprocess.DEVNULL, timeout=LONGEST,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        return output[:-1].split("\n") if output.endswith("\n") else output.split("\n"), \
            done.returncode

    def new_folder(self, page):
        folder = tempfile.mkdtemp(dir=self.top)
        if page == "README.md":
            shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(folder, "examples"),
                            ignore=shutil.ignore_patterns(".pm-store"))
            os.mkdir(os.path.join(folder, "build"))
            os.symlink(self.pm, os.path.join(folder, "build/pm"))
        elif page.startswith("examples/"):
            shutil.copytree(os.path.join(ROOT, os.path.dirname(page)), folder, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns(".pm-store"))
        return folder

    # ---- Blocks ----

    def follow_console(self, page, block, folder):
        """Runs the commands; the block's lines as they should be."""
        code = 0
        lines = []
        for command, expected, number in read_steps(block):
            got, code = self.run(command, folder, code)
            if got == [""]:
                got = []
            good = fits(expected, got)
            if self.update and not good and "..." not in expected:
                print("updated %s:%d" % (page, number))
                expected, good = got, True
            self.tell(good, "%s:%d: $ %s" % (page, number - 1, command),
                      "-- expected\n%s\n-- printed\n%s" % ("\n".join(expected), "\n".join(got)))
            lines = lines + ["$ " + command] + expected
        return lines

    def compile(self, page, block, program):
        folder = tempfile.mkdtemp(dir=self.top)
        files = {"project.pm": PROJECT, "block.pm": program}
        if re.search(r"^project ", program, re.M):
            files = {"project.pm": program}
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)
        got, code = self.run("pm check", folder, 0)
        good = code == 0 and not any(re.match(r"(error|warning)\[", line) for line in got)
        self.tell(good, "%s:%d: program" % (page, block.number), "\n".join(got))

    @staticmethod
    def write(block, folder):
        path = os.path.join(folder, block.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(block.text)

    def follow(self, page):
        path = os.path.join(ROOT, page)
        with open(path, encoding="utf-8") as source:
            lines = source.read().split("\n")
        folder = self.new_folder(page)
        program = ""
        changes = []
        for block in read_blocks(lines):
            if "fresh" in block.words:
                folder = self.new_folder(page)
            if block.kind == "console":
                changes.append((block, self.follow_console(page, block, folder)))
            elif block.file:
                self.write(block, folder)
            elif block.kind == "pm" and "fragment" not in block.words:
                program = program + block.text if "more" in block.words else block.text
                self.compile(page, block, program)
        if self.update:
            self.rewrite(path, lines, changes)
        self.check_links(page, lines)

    @staticmethod
    def rewrite(path, lines, changes):
        for block, replaced in reversed(changes):
            first = block.number - 1
            lines[first:first + len(block.lines)] = replaced
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(lines))

    def check_links(self, page, lines):
        folder = os.path.dirname(os.path.join(ROOT, page))
        targets = re.findall(r"\]\(([^)#\s]+)", "\n".join(lines))
        lost = [target for target in targets if "://" not in target
                and not os.path.exists(os.path.join(folder, target))]
        self.tell(not lost, "%s: links that lead nowhere" % page, "\n".join(lost))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pm", nargs="?", default=os.path.join(ROOT, "build/pm"))
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    os.chdir(ROOT)
    checker = Checker(os.path.abspath(options.pm), options.update)
    try:
        for page in options.pages or (["README.md"] + sorted(glob.glob("docs/*.md"))
                                      + sorted(glob.glob("examples/*/README.md"))):
            checker.follow(page)
    finally:
        shutil.rmtree(checker.top)
    print("%d passed, %d failed" % (checker.passed, checker.failed))
    return 1 if checker.failed else 0


if __name__ == "__main__":
    sys.exit(main())
