"""revisions.py: two revisions of a project of many lines in git, for pm diff beside git diff."""
import glob
import os
import re
import subprocess

from many_lines import write_many_lines

LINES = 200000
EVERY = 10  # of so many plans one changes


def run_git(folder, *arguments):
    subprocess.run(["git", "-C", folder] + list(arguments), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env=dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull))


def commit(folder, message):
    run_git(folder, "add", "-A")
    run_git(folder, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-qm",
            message)


def write_revisions(folder):
    """Writes the project into `folder` and commits it twice, the second time with every EVERY-th
    plan's targets for SY2026 half a point higher; lines, plans that changed."""
    written = write_many_lines(folder, LINES)
    run_git(folder, "init", "-q", "-b", "main", ".")
    commit(folder, "one")
    plans = sorted(glob.glob(os.path.join(folder, "plans", "*.pm")))[::EVERY]
    for path in plans:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"(target SY2026 \d+)%", r"\1.5%", text))
    commit(folder, "two")
    return written, len(plans)
