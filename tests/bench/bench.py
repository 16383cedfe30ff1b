#!/usr/bin/python3
"""bench.py --pm PATH [--size MILLIONS] [--repeat N]: how long pm takes, beside the sqlite3 shell.

One run generates the district of generate.c (about --size million rows of attendance; 1, 4 and 20
are usual), then measures on the same files, one after the other and each in a process of its own:

    load        pm load into no store         sqlite3 .import of the same files
    status      pm status                     all metrics by all crossings, for schools, areas and
                                              the district, in the best SQL known: totals of each
                                              student in one table, then sums of all metrics in one
                                              statement a crossing
    values      pm values, one metric         the same figures, by the same two steps
    load again  pm load, nothing changed      (it keeps no track of files)
    check       pm check of many lines        (no such thing)
    diff        pm diff of two revisions of   git diff of the same (in place of sqlite3)
                200,000 lines in git

Three projects are checked: 20,000 lines of targets, 8,000 lines in one measure, and 1,000 plans of
200 lines with all that a year leaves behind. The last one may take a second of one processor, the
comparison two, and 600 MiB: above that this program fails.

It compares figures of both, prints seconds, peak memory and the ratio pm : sqlite3 of this very
run, and writes build/bench/results.json. Seconds are the least of --repeat runs. Only ratios of one
run mean something on another machine.
"""
import argparse
import csv
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import time

from many_lines import write_many_lines, write_one_measure
from plain_sql import (GROUPS, cell_query, import_script, status_script, total_script,
                       values_script)
from revisions import write_revisions
from whole_plans import write_whole_plans

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FOLDER = os.path.join(ROOT, "build", "bench")
OUTPUT = os.path.join(FOLDER, "output.txt")
LINES = 20000
LINES_OF_A_MEASURE = 8000
PLANS = 1000
MOST_SECONDS = 1.0  # of one processor, for the check of that many plans
MOST_SECONDS_OF_DIFF = 2.0  # of one processor, git's own not counted
MOST_MIB_OF_DIFF = 600
COMPARED_METRICS = ["attendance_rate", "chronic_absence", "truant", "proficient_reading",
                    "mean_score"]
COMPARED_CROSSINGS = [("grade",), ("race", "gender"), ("ell", "frl")]


class Failed(Exception):
    """Something that is measured did not work; the message says what."""


class Run:
    """One process, waited for: its seconds, processor seconds and peak memory.

    Output goes to a file and is not read unless asked for: a process starts with the memory of the
    one that starts it, so that this one has to stay small."""

    def __init__(self, arguments, stdin=None, allowed=(0,)):
        environment = dict(os.environ, TZ="UTC", LC_ALL="C", NO_COLOR="1")
        environment.pop("PM_STORE", None)
        errors = os.path.join(FOLDER, "errors.txt")
        with open(OUTPUT, "wb") as out, open(errors, "wb") as err:
            given = open(stdin, "rb") if stdin else subprocess.DEVNULL
            begin = time.perf_counter()
            process = subprocess.Popen(arguments, stdin=given, stdout=out, stderr=err,
                                       env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            if stdin:
                given.close()
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak_mib = usage.ru_maxrss / 1024
        if process.returncode not in allowed:
            with open(errors, encoding="utf-8", errors="replace") as file:
                said = (file.read() or self.output()).strip().splitlines()[:5]
            raise Failed("%s: exit %d: %s" % (" ".join(arguments), process.returncode,
                                              " | ".join(said)))


    @staticmethod
    def output():
        """What the last process wrote."""
        with open(OUTPUT, encoding="utf-8") as file:
            return file.read()


def best_of(repeat, prepare, arguments, **options):
    """The quickest of some runs, with the highest of their peaks."""
    best = None
    peak = 0
    for _ in range(repeat):
        prepare()
        run = Run(arguments, **options)
        peak = max(peak, run.peak_mib)
        if best is None or run.seconds < best.seconds:
            best = run
    best.peak_mib = peak
    return best


# ---- Data ----

def build_generator():
    """Compiles generate.c; its path and a digest of its text."""
    source = os.path.join(HERE, "generate.c")
    program = os.path.join(FOLDER, "generate")
    compiler = os.environ.get("CC", "cc").split()
    subprocess.run(compiler + ["-std=c17", "-D_POSIX_C_SOURCE=200809L", "-O2", "-o", program,
                               source], check=True)
    with open(source, "rb") as file:
        return program, hashlib.sha256(file.read()).hexdigest()


def make_project(size):
    """The project's folder with generated data; data that are there already are used again."""
    project = os.path.join(FOLDER, "district-%d" % size)
    data = os.path.join(project, "data")
    stamp = os.path.join(data, "generated-by")
    program, digest = build_generator()
    made = None
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as file:
            made = file.read()
    if made != digest:
        shutil.rmtree(data, ignore_errors=True)
        os.makedirs(data)
        subprocess.run([program, data, str(size)], check=True)
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(digest)
    shutil.copyfile(os.path.join(HERE, "project.pm"), os.path.join(project, "project.pm"))
    return project


def count_rows(project):
    """Data rows and bytes of all files."""
    rows = size = 0
    for name in sorted(os.listdir(os.path.join(project, "data"))):
        path = os.path.join(project, "data", name)
        if name.endswith(".csv"):
            size += os.path.getsize(path)
            with open(path, "rb") as file:
                rows += sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
                rows -= 1
    return rows, size


# ---- What is measured ----

class Bench:
    def __init__(self, pm, size, repeat):
        self.pm, self.repeat = pm, repeat
        self.project = make_project(size)
        self.store = os.path.join(self.project, ".pm-store")
        self.database = os.path.join(FOLDER, "district-%d.sqlite" % size)
        self.rows, self.bytes = count_rows(self.project)
        self.results = []
        self.revisions = None

    def measure_pm(self, *arguments, prepare=lambda: None, project=None, allowed=(0,)):
        return best_of(self.repeat, prepare, [self.pm, "-C", project or self.project]
                       + list(arguments), allowed=allowed)

    def measure_sqlite(self, script, prepare=lambda: None, repeat=None):
        path = os.path.join(FOLDER, "script.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(script)
        return best_of(repeat or self.repeat, prepare,
                       ["sqlite3", "-batch", "-bail", self.database], stdin=path)

    def add(self, name, ours, theirs=None):
        result = {"name": name, "pm": describe(ours)}
        if theirs is not None:
            result["sqlite3"] = describe(theirs)
            result["ratio"] = round(ours.seconds / theirs.seconds, 4)
            result["memory_ratio"] = round(ours.peak_mib / theirs.peak_mib, 4)
        self.results.append(result)

    def forget_store(self):
        shutil.rmtree(self.store, ignore_errors=True)

    def forget_database(self):
        if os.path.exists(self.database):
            os.remove(self.database)

    def run(self):
        data = os.path.join(self.project, "data")
        self.add("load", self.measure_pm("load", prepare=self.forget_store),
                 self.measure_sqlite(import_script(data), prepare=self.forget_database))
        self.add("load again", self.measure_pm("load"))
        self.add("status", self.measure_pm("status"),
                 self.measure_sqlite(status_script()))
        self.add("values", self.measure_pm("values", "attendance_rate", "--by", "race,gender",
                                           "--format", "csv"),
                 self.measure_sqlite(values_script()))
        self.measure_check("many-lines", "check %d lines", write_many_lines, LINES)
        self.measure_check("one-measure", "  %d in one measure", write_one_measure,
                           LINES_OF_A_MEASURE)
        self.measure_check("whole-plans", "  %%d in %d plans" % PLANS, write_whole_plans, PLANS)

    def measure_check(self, folder, name, write, size):
        project = os.path.join(FOLDER, folder)
        written = write(project, size)
        self.add(name % written, self.measure_pm("check", project=project))

    def excesses(self):
        """What took more than it may, a sentence each."""
        check, diff = self.results[-1]["pm"], self.revisions["pm"]
        found = []
        if check["processor_seconds"] > MOST_SECONDS:
            found.append("slow: %d plans may take %.1f s of one processor, and took %.1f"
                         % (PLANS, MOST_SECONDS, check["processor_seconds"]))
        if diff["processor_seconds"] > MOST_SECONDS_OF_DIFF:
            found.append("slow: the comparison may take %.1f s of one processor, and took %.1f"
                         % (MOST_SECONDS_OF_DIFF, diff["processor_seconds"]))
        if diff["peak_mib"] > MOST_MIB_OF_DIFF:
            found.append("large: the comparison may take %d MiB, and took %.0f"
                         % (MOST_MIB_OF_DIFF, diff["peak_mib"]))
        return found

    def run_diff(self):
        """Two revisions in git, of which nothing is checked out, beside git's own comparison."""
        folder = os.path.join(FOLDER, "revisions")
        written, changed = write_revisions(folder)
        ours = self.measure_pm("diff", "HEAD~1", "HEAD", project=folder, allowed=(1,))
        theirs = best_of(self.repeat, lambda: None, ["git", "-C", folder, "diff", "HEAD~1", "HEAD"])
        self.revisions = {"lines": written, "plans_that_changed": changed, "pm": describe(ours),
                          "git": describe(theirs)}

    def store_bytes(self):
        total = 0
        for folder, _, names in os.walk(self.store):
            total += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
        return total

    # -- Same figures? --

    def check(self):
        """Compares cells of the district; number compared, and a list of what differs."""
        compared, wrong = 0, []
        found = {crossing: self.cells_of_pm(crossing) for crossing in COMPARED_CROSSINGS}
        for (metric, crossing), cells in self.cells_of_sqlite().items():
            for key, counts in cells.items():
                row = found[crossing].get((metric,) + key, {"state": "no figure"})
                if row["state"] == "suppressed":
                    continue
                compared += 1
                if (row.get("numerator"), row.get("denominator")) != counts:
                    wrong.append((metric, key, row, counts))
        if not compared:
            wrong.append("no cell was compared")
        return compared, wrong

    def cells_of_pm(self, crossing):
        text = Run([self.pm, "-C", self.project, "values"] + COMPARED_METRICS
                   + ["--by", ",".join(crossing), "--unit", "district", "--format", "csv"]).output()
        rows = {}
        for row in csv.DictReader(io.StringIO(text, newline="")):
            rows[(row["metric"], row["period"]) + tuple(row[one] for one in crossing)] = row
        return rows

    def cells_of_sqlite(self):
        """(metric, crossing) to {(period, groups...): (numerator, denominator)}."""
        script = [total_script(), ".mode csv\n"]
        asked = [(metric, crossing) for metric in COMPARED_METRICS
                 for crossing in COMPARED_CROSSINGS]
        for metric, crossing in asked:
            script.append("SELECT 'next';\n" + cell_query(metric, crossing))
        parts = self.measure_sqlite("".join(script), repeat=1).output().split("next\n")[1:]
        found = {}
        for (metric, crossing), text in zip(asked, parts):
            cells = {}
            for row in csv.reader(io.StringIO(text, newline="")):
                groups = tuple(GROUPS[one][value] for one, value in zip(crossing, row[1:]))
                cells[("SY" + row[0],) + groups] = (row[-2], row[-1])
            found[metric, crossing] = cells
        return found


def describe(run):
    return {"seconds": round(run.seconds, 4), "processor_seconds": round(run.processor, 4),
            "peak_mib": round(run.peak_mib, 1)}


def print_table(bench):
    line = "%-22s %10s %10s %10s %10s %14s"
    print(line % ("", "pm s", "sqlite3 s", "pm MiB", "sqlite3", "pm : sqlite3"))
    for result in bench.results:
        ours, theirs = result["pm"], result.get("sqlite3")
        print(line % (result["name"], "%.3f" % ours["seconds"],
                      "%.3f" % theirs["seconds"] if theirs else "-", "%.0f" % ours["peak_mib"],
                      "%.0f" % theirs["peak_mib"] if theirs else "-",
                      "1 : %.1f" % (1 / result["ratio"]) if theirs else "-"))


def main():
    parser = argparse.ArgumentParser(description="Measures pm beside the sqlite3 shell.")
    parser.add_argument("--pm", required=True)
    parser.add_argument("--size", type=int, default=4, help="million rows of attendance")
    parser.add_argument("--repeat", type=int, help="runs of each; 2 up to 4 million rows, else 1")
    options = parser.parse_args()
    repeat = options.repeat or (2 if options.size <= 4 else 1)
    os.makedirs(FOLDER, exist_ok=True)
    if not shutil.which("sqlite3"):
        print("bench: the sqlite3 shell is not installed", file=sys.stderr)
        return 2
    try:
        bench = Bench(os.path.abspath(options.pm), options.size, repeat)
        print("%d rows in %.0f MB of CSV; the best of %d" % (bench.rows, bench.bytes / 1e6, repeat))
        bench.run()
        bench.run_diff()
        compared, wrong = bench.check()
    except (Failed, OSError, subprocess.CalledProcessError) as problem:
        print("bench: %s" % problem, file=sys.stderr)
        return 1
    print_table(bench)
    print("store %.1f MB, sqlite3 database %.1f MB" % (bench.store_bytes() / 1e6,
                                                      os.path.getsize(bench.database) / 1e6))
    one = bench.revisions
    print("diff of %d lines in git, %d plans changed: pm %.3f s (%.3f s of one processor), %.0f MiB; "
          "git diff %.3f s, %.0f MiB"
          % (one["lines"], one["plans_that_changed"], one["pm"]["seconds"],
             one["pm"]["processor_seconds"], one["pm"]["peak_mib"], one["git"]["seconds"],
             one["git"]["peak_mib"]))
    print("%d figures compared, %d differ" % (compared, len(wrong)))
    for one in wrong[:10]:
        print("differs:", one)
    with open(os.path.join(FOLDER, "results.json"), "w", encoding="utf-8") as file:
        json.dump({"size_millions": options.size, "rows": bench.rows, "csv_bytes": bench.bytes,
                   "store_bytes": bench.store_bytes(), "repeat": repeat,
                   "machine": {"processors": os.cpu_count(), "kind": platform.machine()},
                   "figures_compared": compared, "figures_that_differ": len(wrong),
                   "results": bench.results, "revisions": bench.revisions}, file, indent=2)
        file.write("\n")
    for one in bench.excesses():
        print(one)
    return 1 if wrong or bench.excesses() else 0


if __name__ == "__main__":
    sys.exit(main())
