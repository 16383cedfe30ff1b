#!/usr/bin/python3
"""check_environment.py PM: nothing of the machine gets into what pm says: not its locale, not its
time zone, not the folder that pm is started in, not the clock of a later run."""
import os
import shutil
import subprocess
import tempfile

from projects import Checks, Written, files_of, metrics_of, pm_path, same

PROJECTS = ["examples/federal-goals", "tests/data/california",
            "tests/data/broward", "tests/data/attendance-generated"]

# A comma for the point, other letters, another order, another case of i.
LOCALES = ["C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.ISO-8859-1"]
SOURCES = {"de_DE.UTF-8": ("de_DE", "UTF-8"), "tr_TR.UTF-8": ("tr_TR", "UTF-8"),
           "fr_FR.ISO-8859-1": ("fr_FR", "ISO-8859-1")}
ZONES = ["UTC", "America/New_York", "Pacific/Kiritimati", "XYZ+11:45"]


def make_locales(folder):
    """Compiles the locales that the machine lacks into `folder`; those that are there at last."""
    known = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, check=False).stdout.decode()
    known = {name.lower().replace("-", "") for name in known.split()} | {"c", "c.utf8"}
    found = []
    for name in LOCALES:
        plain = name.lower().replace("-", "")
        if plain not in known and name in SOURCES and shutil.which("localedef"):
            source, letters = SOURCES[name]
            made = subprocess.run(["localedef", "-i", source, "-f", letters,
                                   os.path.join(folder, name)], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False)
            if made.returncode == 0:
                found.append(name)
        elif plain in known:
            found.append(name)
    return found


class Place:
    """How pm is started: from which folder, with which environment."""

    def __init__(self, project, locale="C.UTF-8", zone="UTC", folder=None, arguments=None,
                 locales=None):
        self.project, self.folder = project, folder or "/"
        self.arguments = ["-C", project.folder] if arguments is None else arguments
        self.environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": locale,
                            "LANG": locale, "TZ": zone, "NO_COLOR": "1"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        if locales:
            self.environment["LOCPATH"] = locales

    def run(self, *arguments):
        done = subprocess.run([self.project.pm] + self.arguments + list(arguments),
                              cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
        return done.returncode, done.stdout, done.stderr


def everything(place, metrics):
    """The output of the commands, by command; `load` into an empty store first."""
    shutil.rmtree(os.path.join(place.project.folder, ".pm-store"), ignore_errors=True)
    said = {}
    for command in (["check"], ["load"], ["status"], ["gaps"], ["values"] + metrics):
        for form in (["text", "json"] if command[0] in ("check", "load")
                     else ["text", "json", "csv"]):
            arguments = command + ["--format", form]
            said[" ".join(arguments[:1] + arguments[-1:])] = place.run(*arguments)
    return said


def compare(checks, name, found, expected):
    """One check a command: exit code, output and messages, byte for byte."""
    wrong = []
    for command, (code, out, err) in expected.items():
        now = found[command]
        if now != (code, out, err):
            at = next((at for at, (a, b) in enumerate(zip(now[1], out)) if a != b),
                      min(len(now[1]), len(out)))
            wrong.append("%s: exit %d and %d; byte %d: %r and %r; %r" % (
                command, now[0], code, at, now[1][at:at + 60], out[at:at + 60], now[2][:200]))
    checks.none(name, wrong, len(expected))


def places_of(project, locales, locale_folder):
    """(what differs, place) of each start that must make no difference."""
    for locale in locales:
        yield "locale " + locale, Place(project, locale=locale, locales=locale_folder)
    for name in LOCALES:
        if name not in locales:
            yield "locale " + name, None
    for zone in ZONES:
        yield "time zone " + zone, Place(project, zone=zone)
    deeper = os.path.join(project.folder, "data")
    yield "started in the project", Place(project, folder=project.folder, arguments=[])
    yield "started below the project", Place(project, folder=deeper, arguments=[])
    yield "started beside it, -C relative", Place(
        project, folder=project.base, arguments=["-C", os.path.basename(project.folder)])


def check_project(checks, pm, source, locales, locale_folder):
    with Written(pm, files_of(source, students=80)) as project:
        metrics = metrics_of(project)
        expected = everything(Place(project), metrics)
        checks.ok("%s: the commands run" % source,
                  all(code in (0, 1) for code, _, _ in expected.values()),
                  {command: said[0] for command, said in expected.items()})
        for what, place in places_of(project, locales, locale_folder):
            if place is None:
                checks.skip("%s: %s" % (source, what), "the machine cannot make it")
                continue
            compare(checks, "%s: %s" % (source, what), everything(place, metrics), expected)


def check_moved(checks, pm, source):
    """The same project in another folder, found under another name."""
    said = []
    for _ in range(2):
        with Written(pm, files_of(source, students=80)) as project:
            said.append(everything(Place(project), metrics_of(project)))
    compare(checks, "%s: in another folder" % source, said[1], said[0])


def main():
    checks = Checks()
    pm = pm_path()
    with tempfile.TemporaryDirectory(prefix="pm-locales-") as folder:
        locales = make_locales(folder)
        for source in PROJECTS:
            checks.section(source, check_project, checks, pm, source, locales, folder)
    checks.section("moved", check_moved, checks, pm, PROJECTS[0])
    same(checks, "the locales C and C.UTF-8 are there", locales[:2], LOCALES[:2])
    checks.finish()


if __name__ == "__main__":
    main()
