#!/usr/bin/python3
"""compare_builds.py PM PM...: programs that were built by other compilers, or with more or less
optimization, say the same to the byte: figures, findings, trends and explanations of the projects
that come with data. The last line is `N passed, N failed`."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                "property"))

from projects import (INVENTED, WITH_DATA, Checks, Written, files_of,  # noqa: E402
                      first_difference, metrics_of)

EXPLAINED = 4  # findings of each project
WHEN_LOADED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def say(pm, folder, *arguments):
    done = subprocess.run([pm, "-C", folder] + list(arguments), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False,
                          env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1"))
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return "exit %d\n%s" % (done.returncode, WHEN_LOADED.sub("(when loaded)", said))


def everything(pm, folder, metrics):
    """What a build says, by command."""
    shutil.rmtree(os.path.join(folder, ".pm-store"), ignore_errors=True)
    commands = [["check"], ["load"], ["status", "--kind", "status,gap", "--format", "csv"],
                ["status", "--all", "--trend"], ["gaps", "--all", "--format", "json"],
                ["values"] + metrics + ["--format", "csv"]]
    said = {" ".join(one[:3]): say(pm, folder, *one) for one in commands}
    ids = said["status --kind status,gap"].splitlines()[2:]
    for one in ids[::len(ids) // EXPLAINED + 1]:
        name = one.split(",")[0]
        said["explain " + name] = say(pm, folder, "explain", name)
    return said


def main():
    if len(sys.argv) < 3:
        print("usage: compare_builds.py PM PM...", file=sys.stderr)
        return 2
    checks = Checks()
    first, others = os.path.abspath(sys.argv[1]), [os.path.abspath(pm) for pm in sys.argv[2:]]
    for source in WITH_DATA + sorted(INVENTED):
        with Written(first, files_of(source, students=60)) as project:
            project.load()
            metrics = metrics_of(project)
            expected = everything(first, project.folder, metrics)
            for pm in others:
                found = everything(pm, project.folder, metrics)
                checks.ok("%s: %s" % (source, os.path.relpath(pm)), found == expected,
                          first_difference(found, expected)[:600])
    checks.finish()
    return 0


if __name__ == "__main__":
    sys.exit(main())
