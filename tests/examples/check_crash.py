#!/usr/bin/python3
"""check_crash.py PM: a load that is killed, or meets a full or broken disk, at each of its writes.

For every n the n-th call that writes is made to fail (tests/tools/fail_io.c). Afterwards the store
must hold the old state or the new one, all of it: SQLite finds it whole, every row read is kept, in
quarantine or a duplicate, figures are the old or the new ones; and loading again gives the same
figures as a clean load. Both an empty store and one that is to change are tried."""
import concurrent.futures
import os
import shutil
import subprocess
import tempfile

from harness import ROOT, Checks, pm_path

VALUES = ["values", "chronic_absence", "--by", "race", "--period", "SY2024..SY2025", "--format",
          "csv"]
HEADER = "student_id,school_year,school_id,race,days_absent,days_enrolled\n"
WAYS = [  # name, environment, does the process die
    ("killed", {"PM_KILL_AT": "%d"}, True),
    ("killed in the midst of a write", {"PM_KILL_AT": "%d", "PM_KILL_TORN": "1"}, True),
    ("disk full", {"PM_FAIL_AT": "%d", "PM_FAIL_ERROR": "ENOSPC"}, False),
    ("disk broken", {"PM_FAIL_AT": "%d", "PM_FAIL_ERROR": "EIO"}, False),
    ("one write failed", {"PM_FAIL_AT": "%d", "PM_FAIL_ERROR": "EIO", "PM_FAIL_ONCE": "1"}, False),
]
QUERIES = [  # each must give 0
    ("a load's counts do not add up",
     "SELECT count(*) FROM load WHERE read <> kept + quarantined + duplicate"),
    ("chunks and kept rows differ",
     "SELECT count(*) FROM load l WHERE kept <> (SELECT coalesce(sum(rows), 0) FROM chunk "
     "WHERE load = l.id)"),
    ("rows in quarantine and their number differ",
     "SELECT count(*) FROM load l WHERE quarantined <> (SELECT count(*) FROM quarantine "
     "WHERE load = l.id)"),
    ("a file is visible twice",
     "SELECT count(*) FROM (SELECT 1 FROM load WHERE hidden_at = 0 GROUP BY source, file "
     "HAVING count(*) > 1)"),
    ("a chunk has no columns",
     "SELECT count(*) FROM chunk c WHERE NOT EXISTS (SELECT 1 FROM chunk_column "
     "WHERE chunk = c.id)"),
]


def rows_of(year, count, absent):
    return "".join("s%04d,%s,%02d,%s,%d,%d\n" % (at, year, at % 7, "BWH"[at % 3],
                                                (at * absent) % 40, 20 + at % 160)
                   for at in range(count))


def write_data(project, version):
    folder = os.path.join(project, "data")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    files = {
        1: {"students-2024.csv": rows_of("2023-24", 300, 3) + "s0001,2023-24,01,W,1,100\n"
                                 + "x1,2023-24,02,B,many,100\n",
            "students-2025.csv": rows_of("2024-25", 200, 5)},
        2: {"students-2024.csv": rows_of("2023-24", 300, 7) + "x1,2023-24,02,B,many,100\n"
                                 + "x2,2023-24,02,B,few,100\n",
            "students-2025b.csv": rows_of("2024-25", 260, 5) + "s0001,2024-25,01,W,1,100\n"},
    }
    for name, text in files[version].items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(HEADER + text)


class Crash:
    def __init__(self, pm, library, base):
        self.pm, self.library, self.base = pm, library, base

    def run(self, project, *arguments, extra=None):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1")
        environment.pop("PM_STORE", None)
        if extra:
            environment.update(extra, LD_PRELOAD=self.library,
                               ASAN_OPTIONS="verify_asan_link_order=0:"
                               + os.environ.get("ASAN_OPTIONS", ""))
        done = subprocess.run([self.pm, "-C", project] + list(arguments), env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                              check=False)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    def values(self, project):
        """What `pm values` says; where there is no store yet, that it says so."""
        code, output, _ = self.run(project, *VALUES)
        return (code, output if code in (0, 1) else b"")

    def copy(self, origin):
        target = tempfile.mkdtemp(dir=self.base)
        shutil.rmtree(target)
        shutil.copytree(origin, target)
        return target

    def prepare(self, version):
        """A project whose store holds this version; 0: no store."""
        project = self.copy(os.path.join(ROOT, "tests/data/crash"))
        write_data(project, version or 1)
        if version:
            code, _, said = self.run(project, "load")
            if code not in (0, 1):
                raise OSError("pm load: exit %d: %s" % (code, said.strip()))
        return project

    def store(self, project):
        path = os.path.join(project, ".pm-store", "store.db")
        return path if os.path.exists(path) and os.path.getsize(path) else None

    def query(self, path, sql):
        done = subprocess.run(["sqlite3", "-bail", path, sql], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        return done.stdout.decode("utf-8", "replace").strip()

    def problems(self, project):
        """What SQLite finds wrong in a copy of the store: the shell would mend the original."""
        if self.store(project) is None:
            return []
        aside = self.copy(os.path.join(project, ".pm-store"))
        try:
            return self.problems_in(os.path.join(aside, "store.db"))
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def problems_in(self, path):
        found = []
        whole = self.query(path, "PRAGMA integrity_check")
        if whole != "ok":
            return ["integrity_check: " + whole[:100]]
        if self.query(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'load'") == "0":
            return []  # made, and nothing in it yet
        for what, sql in QUERIES:
            count = self.query(path, sql)
            if count != "0":
                found.append("%s: %s" % (what, count))
        return found

    def visible(self, project):
        path = self.store(project)
        return path and self.query(path, "SELECT source, file, digest, read, kept, quarantined, "
                                         "duplicate FROM load WHERE hidden_at = 0 ORDER BY 1, 2")

    def count_calls(self, origin, version):
        project = self.copy(origin)
        write_data(project, version)
        counted = os.path.join(project, "calls")
        self.run(project, "load", extra={"PM_COUNT_FILE": counted})
        with open(counted, encoding="utf-8") as file:
            calls = int(file.read())
        shutil.rmtree(project)
        return calls

    def try_once(self, origin, version, way, at, old, new):
        """What went wrong when the call with number `at` did; an empty list is right."""
        name, environment, dies = way
        project = self.copy(origin)
        try:
            write_data(project, version)
            extra = {key: text % at if "%" in text else text
                     for key, text in environment.items()}
            code, _, said = self.run(project, "load", extra=extra)
            found = self.problems(project)
            if dies and code != -9:
                found.append("exit %d, not killed" % code)
            if not dies and code not in (0, 1, 2):
                found.append("exit %d: %s" % (code, said.strip()[:100]))
            if not dies and code == 2 and not said.strip():
                found.append("failed without a word")
            state = self.values(project)
            if state not in (old[0], new[0]):
                found.append("figures are neither the old nor the new ones (exit %d)" % state[0])
            if not dies and code in (0, 1) and state != new[0]:
                found.append("said that it had loaded, and had not")
            code, _, said = self.run(project, "load")
            if code not in (0, 1):
                found.append("loading again: exit %d: %s" % (code, said.strip()[:100]))
            found += self.problems(project)
            if self.values(project) != new[0] or self.visible(project) != new[1]:
                found.append("loading again does not give what a clean load gives")
            return ["%s at %d: %s" % (name, at, what) for what in found]
        finally:
            shutil.rmtree(project, ignore_errors=True)


def check_scenario(checks, crash, name, before, after):
    origin = crash.prepare(before)
    clean = crash.prepare(after)
    old = (crash.values(origin), crash.visible(origin))
    new = (crash.values(clean), crash.visible(clean))
    checks.ok("%s: old and new figures differ" % name, old[0] != new[0] and new[0][0] == 0
              and crash.problems(clean) == [], crash.problems(clean) or new[0][0])
    calls = crash.count_calls(origin, after)
    checks.ok("%s: a load writes" % name, calls > 5, "%d calls" % calls)
    for way in WAYS:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            tried = pool.map(lambda at: crash.try_once(origin, after, way, at, old, new),
                             range(1, calls + 1))
            wrong = [what for found in tried for what in found]
        checks.none("%s: %s, at each of its calls" % (name, way[0]), wrong, calls)


def build_library(base):
    library = os.path.join(base, "fail_io.so")
    subprocess.run([os.environ.get("CC", "cc"), "-std=c17", "-O2", "-shared", "-fPIC", "-o",
                    library, os.path.join(ROOT, "tests/tools/fail_io.c"), "-ldl"], check=True)
    return library


def main():
    checks = Checks()
    pm = os.path.abspath(pm_path())
    lacking = [tool for tool in ("cc", "sqlite3") if not shutil.which(tool)]
    if lacking:
        checks.skip("crash", "%s not installed" % ", ".join(lacking))
        checks.finish()
    base = tempfile.mkdtemp(prefix="pm-crash-")
    try:
        crash = Crash(pm, build_library(base), base)
        for name, before, after in (("first load", 0, 1), ("second load", 1, 2)):
            checks.section(name, check_scenario, checks, crash, name, before, after)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    checks.finish()


if __name__ == "__main__":
    main()
