#!/usr/bin/python3
"""check_writing.py PM: what `pm fmt` and `pm actions` write into plan files is there whole or not at all.

For every n the n-th call that writes is made to fail, or the process ends there
(tests/tools/fail_io.c). Afterwards the file is the old one or the new one to the byte, with its mode;
after a failure pm has said so and nothing is left beside the file; after an end the next run does what
this one did not. And of lines that are put in at the same time none is lost."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

from projects import ROOT, Checks, pm_path

WAYS = [  # name, environment, does the process die
    ("killed", {"PM_KILL_AT": "%d"}, True),
    ("killed in the midst of a write", {"PM_KILL_AT": "%d", "PM_KILL_TORN": "1"}, True),
    ("disk full", {"PM_FAIL_AT": "%d", "PM_FAIL_ERROR": "ENOSPC"}, False),
    ("one write failed", {"PM_FAIL_AT": "%d", "PM_FAIL_ERROR": "EIO", "PM_FAIL_ONCE": "1"}, False),
]
PROJECT = """project harbor "Harbor"   { calendar school_year SY { starts 07-01 ; named by end } }
unit harbor "Harbor County" as district { lead "Superintendent" ; unit research "Research" as office { } }
"""
REVIEWS = """review sep "September" on 2024-09-20 {
  action a1 "Call every family" owner research due 2024-11-01  # first
}
"""
RUNS = [  # what is run, the file that it changes
    (["fmt"], "project.pm"),
    (["actions", "add", "sep.a2", "Print the list", "--owner", "research", "--due", "2024-12-01"],
     "reviews.pm"),
]
AT_ONCE = 12


class Folder:
    """A project that is made anew for each run."""

    def __init__(self, base, pm, library):
        self.path, self.pm, self.library = os.path.join(base, "project"), pm, library

    def make(self):
        shutil.rmtree(self.path, ignore_errors=True)
        os.mkdir(self.path)
        for name, text in (("project.pm", PROJECT), ("reviews.pm", REVIEWS)):
            path = os.path.join(self.path, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(path, 0o640)

    def state(self, name):
        path = os.path.join(self.path, name)
        with open(path, "rb") as file:
            return file.read(), stat.S_IMODE(os.stat(path).st_mode)

    def run(self, arguments, extra=None):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1")
        if extra is not None:
            environment.update(extra, LD_PRELOAD=self.library)
        done = subprocess.run([self.pm, "-C", self.path] + arguments, env=environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        return done.returncode, done.stderr.decode("utf-8", "replace")

    def count_calls(self, arguments):
        path = os.path.join(os.path.dirname(self.path), "calls")
        self.run(arguments, {"PM_COUNT_FILE": path})
        with open(path, encoding="ascii") as file:
            return int(file.read())


def try_once(folder, way, at, arguments, name, old, new):
    """What went wrong when the call with number `at` did; an empty list is right."""
    _, environment, dies = way
    folder.make()
    extra = {key: text % at if "%" in text else text for key, text in environment.items()}
    code, said = folder.run(arguments, extra)
    found = []
    state = folder.state(name)
    names = sorted(os.listdir(folder.path))
    if state not in (old, new):
        found.append("neither the old file nor the new one")
    if dies and (code != -9 or [one for one in names if one.endswith(".pm")] !=
                 ["project.pm", "reviews.pm"]):
        found.append("exit %d, %s" % (code, names))
    if not dies:
        if (code, state) not in ((0, new), (2, old)) or (code == 2 and "PM0922" not in said):
            found.append("exit %d with the %s file: %s" % (code, "old" if state == old else "new",
                                                           said[:100]))
        if names != ["project.pm", "reviews.pm"]:
            found.append("left beside it: %s" % names)
    if state == old:
        code, said = folder.run(arguments)
        if code != 0 or folder.state(name) != new:
            found.append("again: exit %d: %s" % (code, said[:100]))
    return ["at %d: %s" % (at, what) for what in found]


def check_run(checks, folder, arguments, name):
    title = "pm " + " ".join(arguments[:2])
    folder.make()
    old = folder.state(name)
    calls = folder.count_calls(arguments)
    new = folder.state(name)
    checks.ok("%s: changes its file, not its mode" % title, old[0] != new[0] and old[1] == new[1])
    checks.ok("%s: writes, syncs and renames" % title, calls >= 3, calls)
    for way in WAYS:
        wrong = [what for at in range(1, calls + 1)
                 for what in try_once(folder, way, at, arguments, name, old, new)]
        checks.none("%s: %s, at each of its calls" % (title, way[0]), wrong, calls)
    wrong = try_once(folder, ("no sync", {"PM_FAIL_CALL": "fsync", "PM_FAIL_AT": "%d"}, False), 1,
                     arguments, name, old, new)
    checks.none("%s: takes its name when it is on the disk" % title, wrong)


def check_at_once(checks, folder):
    """Several people at one table."""
    folder.make()
    runs = [subprocess.Popen([folder.pm, "-q", "-C", folder.path, "actions", "add",
                              "sep.b%d" % number, "Line %d" % number, "--owner", "research",
                              "--due", "2024-12-01"]) for number in range(AT_ONCE)]
    checks.equal("lines at once: each is taken", [run.wait(60) for run in runs], [0] * AT_ONCE)
    lines = folder.state("reviews.pm")[0].decode("utf-8").splitlines()
    checks.equal("lines at once: none is lost",
                 sorted(line.split()[1] for line in lines if "  action b" in line),
                 sorted("b%d" % number for number in range(AT_ONCE)))
    checks.equal("lines at once: the rest stays",
                 [line for line in lines if "  action b" not in line], REVIEWS.splitlines())


def main():
    checks = Checks()
    base = tempfile.mkdtemp(prefix="pm-writing-")
    try:
        library = os.path.join(base, "fail_io.so")
        folder = Folder(base, os.path.abspath(pm_path()), library)
        check_at_once(checks, folder)
        compiler = os.environ.get("CC", "cc").split()
        if not shutil.which(compiler[0]):
            checks.skip("writing", "%s not installed" % compiler[0])
            return checks.finish()
        subprocess.run(compiler + ["-std=c17", "-O2", "-shared", "-fPIC", "-o", library,
                                   os.path.join(ROOT, "tests/tools/fail_io.c"), "-ldl"], check=True)
        for arguments, name in RUNS:
            check_run(checks, folder, arguments, name)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
