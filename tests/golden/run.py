#!/usr/bin/python3
"""run.py [--pm PATH] [--update] [--valgrind] [-j N] [-v] [NAME...]: runs the golden cases.

A case is one file, tests/golden/<area>/<name>.case or tests/regressions/<name>.case. NAME runs
those whose path contains it. Each case runs in a fresh folder, with TZ, LC_ALL and HOME fixed and
`pm` on the PATH: --pm, else $PM, else build/pm. The form of a case:

    What is proved, in a paragraph.

    === project.pm
    the file's lines
    === odd.csv @bytes            lines with \\xNN \\r \\t \\0 \\\\ ; a `\\` at the end joins lines
    === odd.bin @hex              hexadecimal digits; white space means nothing
    === long.csv @repeat 1000 a,b\\n      the text that many times, escapes as above; more lines of
                                  the section come before it
    === last.pm @unended          without the newline at its end
    === . @copy examples/howard-2030     a file or folder of this repository
    === stdin                     the standard input of the next command
    === needs sqlite3             the case is skipped where this program is not installed
    === $ pm check                a command of the shell; its lines: output and errors, together
    === exit 1                    its exit code; 0 where none is written

Several commands run one after the other in the same folder. A line that begins with `===` or `\\`
is written with a `\\` before it; output whose last line is not ended is followed by `\\unended`.

Masked in the output, and nothing else: times of day with seconds, as the load log has them
(`<time>`), and the version of the tool (`pm <version>`, `"version": "<version>"`).

--update rewrites the output and exit codes in place. --valgrind runs each `pm` under valgrind and
fails where it finds anything. The last line is `N passed, N failed, N skipped`.
"""
import argparse
import concurrent.futures
import difflib
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ["tests/golden", "tests/regressions"]
MASKS = [
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?"), "<time>"),
    (re.compile(r"\bpm \d+\.\d+\.\d+\b"), "pm <version>"),
    (re.compile(r'"version": ?"\d+\.\d+\.\d+"'), '"version": "<version>"'),
]
UNENDED = "\\unended"
VALGRIND_EXIT = 99


class BadCase(Exception):
    """The case file is not well formed."""


class Section:
    """A header line and the lines below it, as they stand in the file."""

    def __init__(self, header, number):
        self.header, self.number, self.lines = header, number, []

    @property
    def command(self):
        return self.header[2:] if self.header.startswith("$ ") else None

    @property
    def exit_code(self):
        found = re.fullmatch(r"exit (\d+)", self.header)
        return int(found.group(1)) if found else None


def read_case(path):
    """(lines of the paragraph before the first section, sections)."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if text and not text.endswith("\n"):
        raise BadCase("the last line is not ended")
    intro, sections = [], []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        if line.startswith("=== "):
            sections.append(Section(line[4:], number))
        else:
            (sections[-1].lines if sections else intro).append(line)
    if not "".join(intro).strip():
        raise BadCase("the first paragraph must say what is proved")
    if not any(section.command for section in sections):
        raise BadCase("no command")
    for section in sections:
        # head ends before pm has written all: what is printed then depends on who was faster.
        if section.command and re.search(r"\|\s*head\b", section.command):
            raise BadCase("line %d: `| sed -n 1,Np` reads everything, head does not"
                          % section.number)
    return intro, sections


def unquote(line):
    return line[1:] if line.startswith(("\\===", "\\\\")) else line


def quote(line):
    return "\\" + line if line.startswith(("===", "\\")) else line


def output_of(section):
    """The output that a command's section expects."""
    lines = section.lines
    unended = bool(lines) and lines[-1] == UNENDED
    lines = [unquote(line) for line in (lines[:-1] if unended else lines)]
    return "\n".join(lines) + ("" if unended or not lines else "\n")


def lines_of(output):
    if output == "":
        return []
    if output.endswith("\n"):
        return [quote(line) for line in output[:-1].split("\n")]
    return [quote(line) for line in output.split("\n")] + [UNENDED]


ESCAPES = {"n": b"\n", "r": b"\r", "t": b"\t", "0": b"\0", "\\": b"\\"}


def unescape(text):
    def one(found):
        body = found.group(1)
        return ESCAPES[body] if body in ESCAPES else bytes([int(body[1:], 16)])

    parts, at = [], 0
    for found in re.finditer(r"\\(x[0-9A-Fa-f]{2}|[nrt0\\])", text):
        parts += [text[at:found.start()].encode("utf-8"), one(found)]
        at = found.end()
    return b"".join(parts) + text[at:].encode("utf-8")


def bytes_of(section, how, argument):
    """What a file's section holds."""
    if how == "hex":
        return bytes.fromhex("".join(section.lines))
    if how == "bytes":
        text = "".join(line[:-1] if line.endswith("\\") and not line.endswith("\\\\")
                       else line + "\n" for line in section.lines)
        return unescape(text)
    text = "".join(unquote(line) + "\n" for line in section.lines).encode("utf-8")
    if how == "repeat":
        count, _, repeated = argument.partition(" ")
        return text + unescape(repeated) * int(count)
    if how == "unended":
        return text[:-1]
    if how:
        raise BadCase("line %d: unknown `@%s`" % (section.number, how))
    return text


def write_file(folder, section):
    found = re.fullmatch(r"(\S+)(?: @(\w+)(?: (.*))?)?", section.header)
    if not found:
        raise BadCase("line %d: what is `=== %s`?" % (section.number, section.header))
    name, how, argument = found.group(1), found.group(2) or "", found.group(3) or ""
    path = os.path.normpath(os.path.join(folder, name))
    if path != folder and not path.startswith(folder + os.sep):
        raise BadCase("line %d: `%s` leads out of the folder" % (section.number, name))
    if how == "copy":
        copy(os.path.join(ROOT, argument), path)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(bytes_of(section, how, argument))


def copy(origin, path):
    if os.path.isdir(origin):
        shutil.copytree(origin, path, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns(".pm-store"))
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copyfile(origin, path)


def mask(output):
    for pattern, text in MASKS:
        output = pattern.sub(text, output)
    return output


class Runner:
    def __init__(self, pm, valgrind, update):
        self.valgrind, self.update = valgrind, update
        self.base = tempfile.mkdtemp(prefix="pm-golden-")
        self.tools = os.path.join(self.base, "bin")
        os.mkdir(self.tools)
        wrapper = os.path.join(self.tools, "pm")
        if valgrind:
            with open(wrapper, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\nexec valgrind -q --error-exitcode=%d --leak-check=full "
                           "--errors-for-leak-kinds=definite,indirect,possible "
                           "--log-file=\"$PM_VALGRIND_LOG.%%p\" '%s' \"$@\"\n"
                           % (VALGRIND_EXIT, pm))
            os.chmod(wrapper, os.stat(wrapper).st_mode | stat.S_IXUSR)
        else:
            os.symlink(pm, wrapper)

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)

    def environment(self, home):
        environment = {name: text for name, text in os.environ.items()
                       if not name.startswith("PM_") and name not in ("NO_COLOR", "COLUMNS")}
        environment.update(TZ="UTC", LC_ALL="C.UTF-8", HOME=home, TERM="dumb",
                           GIT_CONFIG_NOSYSTEM="1",
                           PATH=self.tools + os.pathsep + os.environ.get("PATH", ""))
        environment.pop("PM", None)
        if self.valgrind:
            environment["PM_VALGRIND_LOG"] = os.path.join(home, "valgrind")
        return environment

    def run_command(self, command, folder, home, given):
        try:
            done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, input=given,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env=self.environment(home), check=False,
                                  timeout=900 if self.valgrind else 120)
        except subprocess.TimeoutExpired:
            return "(did not end in time)\n", -1
        return mask(done.stdout.decode("utf-8", "backslashreplace")), done.returncode

    def run_case(self, path):
        """(outcome, details): outcome is `passed`, `failed`, `updated` or `skipped`."""
        try:
            intro, sections = read_case(path)
            home = tempfile.mkdtemp(prefix="case-", dir=self.base)
            try:
                return self.run_sections(path, intro, sections, home)
            finally:
                shutil.rmtree(home, ignore_errors=True)
        except (BadCase, OSError, ValueError) as problem:
            return "failed", "%s: %s" % (type(problem).__name__, problem)

    def run_sections(self, path, intro, sections, home):
        folder = os.path.join(home, "work")
        os.mkdir(folder)
        found, details, given, at = [], [], b"", 0
        while at < len(sections):
            section = sections[at]
            at += 1
            found.append(section)
            if section.header.startswith("needs "):
                if not shutil.which(section.header[6:]):
                    return "skipped", "`%s` is not installed" % section.header[6:]
            elif section.header == "stdin":
                given = "".join(unquote(line) + "\n" for line in section.lines).encode("utf-8")
            elif section.command is None:
                if section.exit_code is not None:
                    raise BadCase("line %d: an exit code without a command" % section.number)
                write_file(folder, section)
            else:
                ends = sections[at] if at < len(sections) else None
                ends = ends if ends and ends.exit_code is not None else None
                at += ends is not None
                found.append(self.check(section, ends, folder, home, given, details))
                given = b""
        if self.update:
            return self.rewrite(path, intro, found)
        return ("failed", "\n".join(details)) if details else ("passed", "")

    def check(self, section, ends, folder, home, given, details):
        """Runs one command; the section that states its exit code."""
        output, code = self.run_command(section.command, folder, home, given)
        expected = output_of(section)
        if not self.update and output != expected:
            details += difflib.unified_diff(expected.splitlines(), output.splitlines(),
                                            "expected", "$ " + section.command, lineterm="", n=3)
            if expected.splitlines() == output.splitlines():
                details.append("(differs in the last line's end)")
        wanted = ends.exit_code if ends else 0
        if not self.update and code != wanted:
            details.append("$ %s\nexit %d instead of %d" % (section.command, code, wanted))
        details += self.complaints(home)
        section.lines = lines_of(output)
        ends = ends or Section("exit 0", 0)
        ends.header = "exit %d" % code
        return ends

    def complaints(self, home):
        """What valgrind wrote since the last command."""
        found = []
        for name in sorted(os.listdir(home)):
            if name.startswith("valgrind."):
                with open(os.path.join(home, name), encoding="utf-8", errors="replace") as file:
                    found += file.read().splitlines()
                os.remove(os.path.join(home, name))
        return found

    def rewrite(self, path, intro, sections):
        lines = list(intro)
        for section in sections:
            lines += ["=== " + section.header] + section.lines
        text = "\n".join(lines) + "\n"
        with open(path, encoding="utf-8", newline="") as file:
            before = file.read()
        if text == before:
            return "passed", ""
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return "updated", ""


def find_cases(names):
    cases = []
    for folder in FOLDERS:
        for place, _, files in os.walk(os.path.join(ROOT, folder)):
            cases += [os.path.join(place, name) for name in files if name.endswith(".case")]
    cases = sorted(os.path.relpath(path, ROOT) for path in cases)
    return [path for path in cases if not names or any(name in path for name in names)]


def parse_arguments():
    parser = argparse.ArgumentParser(description="Runs the golden cases; see the top of this file.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="run cases whose path contains it")
    parser.add_argument("--pm", default=os.environ.get("PM") or os.path.join(ROOT, "build/pm"))
    parser.add_argument("--update", action="store_true", help="rewrite the expectations")
    parser.add_argument("--valgrind", action="store_true")
    parser.add_argument("-j", type=int, default=2, metavar="N", help="cases at a time (2)")
    parser.add_argument("-v", action="store_true", help="name the cases that passed, too")
    arguments = parser.parse_args()
    arguments.pm = os.path.abspath(arguments.pm)
    if not os.access(arguments.pm, os.X_OK):
        parser.error("no program at %s" % arguments.pm)
    return arguments


def main():
    arguments = parse_arguments()
    runner = Runner(arguments.pm, arguments.valgrind, arguments.update)
    cases = find_cases(arguments.names)
    count = dict.fromkeys(("passed", "failed", "skipped", "updated"), 0)
    try:
        with concurrent.futures.ThreadPoolExecutor(arguments.j) as pool:
            outcomes = pool.map(lambda path: runner.run_case(os.path.join(ROOT, path)), cases)
            for path, (outcome, details) in zip(cases, outcomes):
                count[outcome] += 1
                if outcome != "passed" or arguments.v:
                    print("%s %s" % (outcome, path) + (": " + details
                                                       if outcome == "skipped" else ""))
                if outcome == "failed":
                    print("\n".join("    " + line for line in details.splitlines()))
    finally:
        runner.close()
    if count["updated"]:
        print("%d rewritten" % count["updated"])
    print("%d passed, %d failed, %d skipped" % (count["passed"] + count["updated"],
                                                count["failed"], count["skipped"]))
    sys.exit(1 if count["failed"] or not cases else 0)


if __name__ == "__main__":
    main()
