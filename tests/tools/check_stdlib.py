#!/usr/bin/python3
"""check_stdlib.py PM [--update]: the standard library keeps what it promises.

- Every module is laid out as `pm fmt` does it, begins with a comment on what it asks for, and is
  among `pm list modules`; no name is declared by two modules.
- Every metric says what it means and where that comes from (`Source:` with a link, or
  `Customary:`), which way is good, in what unit, and whether it leads (which metric, and how much
  earlier) or lags; a project in tests/stdlib expects a figure of it.
- Every project in tests/stdlib is checked without a remark, passes its tests, and is still checked
  without a warning when a plan measures all the metrics of the module.
- The levels of ratings are those in the data of tests/stdlib/ratings.
- docs/stdlib.md lists all of it, as it is; `--update` writes it.
The last line is `N passed, N failed`."""
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "stdlib.md")
LEAST_METRICS = 60
TARGETS = {"percent": ("40%", "50%"), "money": ("$40", "$50"), "days": ("40 days", "50 days")}

INTRODUCTION = """\
# The standard library

What districts measure, defined once, with the publication that each definition follows. `use NAME`
brings a module in; what it asks the project to declare stands at its beginning, and all of it is in
the [reference](reference/standard_library.md). A metric that nobody names asks for nothing, so that
a module may be used in part; a metric of your own takes the place of one of the same name.

`about` of each metric says what is counted, what is left out and what it is easily mixed up with.
`Source:` names the publications that were read for the definition, with what was taken from one in
parentheses, and `link` leads to one; laws and EDFacts files stand there so that the figure can be
found. `Customary:` is what is in common use, where no one publication is followed to the letter;
`about` keeps the two apart where a metric has both. Each one is tested in
[tests/stdlib](../tests/stdlib), with the figures of its source where it has some.
"""


class Counts:
    def __init__(self):
        self.passed = self.failed = 0

    def ok(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAIL  %s%s" % (name, ": %s" % detail if detail else ""))
        return holds


class Metric:
    """A metric as its module writes it."""

    def __init__(self, name, label, text):
        self.name, self.label, self.text = name, label, text
        about = re.search(r'^  about """\n(.*?)\n +"""$', text, re.M | re.S)
        line = re.search(r'^  about "(.*)"$', text, re.M)
        words = about.group(1).split() if about else line.group(1).split() if line else []
        self.about = " ".join(words)
        self.link = self.find(r'^  link "(.*)"$')
        self.better = self.find(r"^  better (\w+)$")
        self.leads, self.lag = None, None
        leading = re.search(r"^  leading (\w+) after (\d+ \w+)$", text, re.M)
        if leading:
            self.leads, self.lag = leading.groups()
        self.lags = re.search(r"^  lagging$", text, re.M) is not None

    def find(self, pattern):
        found = re.search(pattern, self.text, re.M)
        return found.group(1) if found else None

    def source(self):
        """The publications, as the sentence after `Source:` names them; None without one."""
        found = re.search(r"Source: (.*?)(?:(?<=[a-z)0-9])\. .*|\.)$", self.about)
        return found.group(1) if found else None


class Module:
    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-3]
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.metrics = [Metric(*found) for found in re.findall(
            r'^metric (\w+) "(.*?)" (\{\n.*?^\})', self.text, re.M | re.S)]
        self.others = re.findall(r'^(dimension|rating) (\w+) "(.*?)"', self.text, re.M)

    def names(self):
        return [("metric", metric.name) for metric in self.metrics] + \
            [(kind, name) for kind, name, _ in self.others]


def run(pm, folder, *arguments, given=None):
    environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", NO_COLOR="1")
    environment.pop("PM_STORE", None)
    done = subprocess.run([pm, "-C", folder] + list(arguments), stdout=subprocess.PIPE, input=given,
                          stderr=subprocess.STDOUT, env=environment, timeout=300, check=False)
    return done.returncode, done.stdout.decode("utf-8")


# ---- Texts ----

def check_modules(counts, pm, modules):
    declared = {}
    folder = os.path.join(ROOT, "tests", "stdlib", "groups")
    _, listed = run(pm, folder, "list", "modules", "--format", "json")
    known = {row["name"] for row in json.loads(listed)}
    for module in modules:
        counts.ok("%s is in the program" % module.name, module.name in known)
        counts.ok("%s says what it asks for" % module.name, module.text.startswith("# "))
        code, text = run(pm, ROOT, "fmt", "-", given=module.text.encode())
        counts.ok("%s is laid out" % module.name, code == 0 and text == module.text)
        for name in module.names():
            counts.ok("%s %s is declared once" % name, name not in declared,
                      "%s and %s" % (module.name, declared.get(name)))
            declared[name] = module.name
    total = sum(len(module.metrics) for module in modules)
    counts.ok("at least %d metrics" % LEAST_METRICS, total >= LEAST_METRICS, total)


def check_metric(counts, metric, known):
    name = metric.name
    counts.ok("%s says what it means" % name, len(metric.about) > 40)
    sourced = "Source:" in metric.about
    counts.ok("%s says where that comes from" % name, sourced or "Customary:" in metric.about)
    counts.ok("%s has a link if it has a source" % name, sourced == (metric.link is not None))
    counts.ok("%s says which way is good" % name, metric.better)
    counts.ok("%s leads or lags" % name, metric.lags != (metric.leads is not None))
    if metric.leads:
        counts.ok("%s leads a metric" % name, metric.leads in known, metric.leads)


# ---- Projects ----

def read_project(module):
    folder = os.path.join(ROOT, "tests", "stdlib", module.name)
    if not os.path.isfile(os.path.join(folder, "project.pm")):
        return folder, ""
    with open(os.path.join(folder, "project.pm"), encoding="utf-8") as file:
        return folder, file.read()


def check_project(counts, pm, module):
    folder, text = read_project(module)
    if not counts.ok("tests/stdlib/%s is there" % module.name, text != ""):
        return
    code, out = run(pm, folder, "check")
    counts.ok("%s is checked" % module.name, code == 0 and out.startswith("no problems"), out)
    if not re.search(r"^test ", text, re.M):
        return
    code, out = run(pm, folder, "test")
    counts.ok("tests of %s pass" % module.name, code == 0, out)
    for metric in module.metrics:
        expected = re.search(r"^  (?:expect|counts) %s " % metric.name, text, re.M)
        counts.ok("a figure of %s is expected" % metric.name, expected)


def units_of(pm, folder):
    """name: (unit, text beside it), of every metric that the project has."""
    code, listed = run(pm, folder, "list", "metrics", "--format", "json")
    units = {}
    for row in json.loads(listed) if code == 0 else []:
        _, shown = run(pm, folder, "show", row["name"], "--format", "json")
        found = {}
        for line in json.loads(shown)["lines"]:
            part = re.match(r'^  (unit text|unit) "?(.*?)"?$', line)
            if part:
                found[part.group(1)] = part.group(2)
        units[row["name"]] = (found.get("unit", ""), found.get("unit text", ""))
    return units


def plan_of(module, units):
    """A plan that measures every metric of the module."""
    calendar = "FY" if module.name == "finance" else "SY"
    lines = ['plan everything "Everything" {', "  kind annual", "  for district",
             "  period %s2025" % calendar]
    for metric in module.metrics:
        low, high = TARGETS.get(units.get(metric.name, ("",))[0], ("40", "50"))
        if metric.better == "lower":
            low, high = high, low
        lines.append('  goal g_%s "Goal" { owner district ; measure %s { baseline %s2024 %s ; '
                     "target %s2025 %s } }" % (metric.name, metric.name, calendar, low, calendar,
                                               high))
    return "\n".join(lines + ["}", ""])


def check_planned(counts, pm, module, units):
    folder, _ = read_project(module)
    with tempfile.TemporaryDirectory(prefix="pm-stdlib-") as top:
        copy = os.path.join(top, "project")
        shutil.copytree(folder, copy)
        with open(os.path.join(copy, "plan.pm"), "w", encoding="utf-8") as file:
            file.write(plan_of(module, units))
        code, out = run(pm, copy, "check")
        wrong = re.search(r"^(error|warning)\[", out, re.M)
        counts.ok("a plan may measure all of %s" % module.name, code == 0 and not wrong, out)


# ---- Ratings ----

def levels_expected(folder, ratings):
    """(rating, school): level, from the columns that are called like one of the ratings."""
    expected = {}
    for path in sorted(glob.glob(os.path.join(folder, "data", "*.csv"))):
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column, level in row.items():
                    if column in ratings and level:
                        expected[column, row["school"]] = level
    return expected


def check_ratings(counts, pm, module):
    folder, _ = read_project(module)
    ratings = [name for kind, name, _ in module.others if kind == "rating"]
    expected = levels_expected(folder, ratings)
    with tempfile.TemporaryDirectory(prefix="pm-stdlib-") as top:
        copy = os.path.join(top, "project")
        shutil.copytree(folder, copy)
        run(pm, copy, "load")
        _, out = run(pm, copy, "status", "--format", "json", "--period", "SY2025", "--all")
        findings = json.loads(out)["findings"]
    found = {(one["rating"]["name"], one["subject"]["unit"]): one["rating"]["level"]
             for one in findings if one.get("rating")}
    for key, level in sorted(expected.items()):
        counts.ok("%s of %s" % key, found.get(key) == level,
                  "%s, not %s" % (found.get(key), level))
    for kind, name, _ in module.others:
        counts.ok("the data have every level of %s" % name, kind != "rating" or
                  set(re.findall(r"^  (?:level|unrated) (\w+)", text_of(module, name), re.M)) ==
                  {level for (rating, _), level in expected.items() if rating == name})


def text_of(module, name):
    return re.search(r"^rating %s .*?^\}" % name, module.text, re.M | re.S).group(0)


# ---- Published figures that take more rows than a test holds ----

# Children with intellectual disability and enrollment of the Disproportionality Technical
# Assistance Tool, and the printed risk.
CHILDREN = [("HI7", 121, 6002), ("AM7", 11, 311), ("AS7", 18, 1213), ("BL7", 316, 6224),
            ("PI7", 21, 212), ("WH7", 732, 34897), ("MU7", 3, 3175)]
GROUPS = {"HI7": "hispanic", "AM7": "american_indian", "AS7": "asian", "BL7": "black",
          "PI7": "pacific_islander", "WH7": "white", "MU7": "two_or_more"}


def children():
    yield "student_id,school_year,race_and_ethnicity,primary_disability_type"
    for code, cell, base in CHILDREN:
        for i in range(base):
            yield "%s%d,2024-25,%s,%s" % (code, i, code, "ID" if i < cell else "")


def cohort(unconfirmed):
    """250 first-time ninth graders and 15 who came; 20 left, 210 graduated in time."""
    yield "student_id,school_year,left,written_confirmation,diploma,years_to_diploma"
    for i in range(265):
        if i < 20:
            yield "%d,2024-25,transferred,%s,N," % (i, "N" if i < unconfirmed else "Y")
        else:
            yield "%d,2024-25,,,%s" % (i, "Y,4" if i < 230 else "N,")


def scored(count):
    """100 students of whom so many have a score, and 53 are proficient (Texas)."""
    yield "student_id,subject,school_year,valid,full_academic_year,proficient"
    for i in range(100):
        yield "%d,RLA,2024-25,%s,Y,%s" % (i, "Y" if i < count else "N", "Y" if i < 53 else "N")


def check_test(counts, pm, module, name, source, rows, claims):
    """Adds a test with these rows of a source to the project of a module, and runs it."""
    folder = os.path.join(ROOT, "tests", "stdlib", module)
    with tempfile.TemporaryDirectory(prefix="pm-stdlib-") as top:
        copy = os.path.join(top, "project")
        shutil.copytree(folder, copy)
        with open(os.path.join(copy, "more.pm"), "w", encoding="utf-8") as file:
            file.write('test more "More rows" {\n  given %s """\n' % source)
            file.writelines("      %s\n" % row for row in rows)
            file.write('      """\n%s}\n' % "".join("  %s\n" % claim for claim in claims))
        code, out = run(pm, copy, "test", "more")
        counts.ok("%s: %s" % (module, name), code == 0, out)


def check_published(counts, pm):
    claims = ["counts risk_intellectual_disability SY2025 %d of %d for race.%s"
              % (cell, base, GROUPS[code]) for code, cell, base in CHILDREN]
    claims.append("expect risk_intellectual_disability SY2025 5.08% for race.black")
    ratios = [("hispanic", "0.8429"), ("american_indian", "1.5107"), ("asian", "0.6264"),
              ("black", "2.5671"), ("pacific_islander", "4.2742"), ("white", "0.7336")]
    claims += ["expect risk_intellectual_disability SY2025 %s for race.%s vs others as risk_ratio"
               % (ratio, group) for group, ratio in ratios]
    claims.append("state risk_intellectual_disability SY2025 too_few for race.two_or_more vs others"
                  " as risk_ratio")
    check_test(counts, pm, "disproportionality", "risks of 52,034 children", "students",
               children(), claims)
    check_test(counts, pm, "graduation", "a cohort of 245", "cohort", cohort(0),
               ["counts acgr4 SY2025 210 of 245", "expect acgr4 SY2025 85.7%"])
    check_test(counts, pm, "graduation", "four of them without confirmation", "cohort", cohort(4),
               ["counts acgr4 SY2025 210 of 249", "expect acgr4 SY2025 84.3%"])
    check_test(counts, pm, "achievement", "93 of 100 scored", "tests", scored(93),
               ["counts proficiency_rate_essa SY2025 53 of 95",
                "expect proficiency_rate SY2025 57.0%",
                "expect proficiency_rate_essa SY2025 55.8%"])
    check_test(counts, pm, "achievement", "96 of 100 scored", "tests", scored(96),
               ["counts proficiency_rate_essa SY2025 53 of 96"])


# ---- The page ----

def table(rows):
    return "\n".join("| %s |" % " | ".join(row) for row in rows)


def row_of(metric, unit):
    kind, text = unit
    role = "lagging"
    if metric.leads:
        role = "leads `%s` by %s" % (metric.leads, metric.lag)
    source = metric.source()
    return ("[`%s`](reference/standard_library.md#metric-%s)" % (metric.name, metric.name),
            metric.label, metric.better, text or kind, role,
            "[%s](%s)" % (source, metric.link) if source else "customary")


def page_of(modules, units):
    parts = [INTRODUCTION]
    total = sum(len(module.metrics) for module in modules)
    parts.append("%d metrics in %d modules; `dimension` and `rating` stand where there are some.\n"
                 % (total, len([module for module in modules if module.metrics])))
    for module in modules:
        parts.append("## `use %s`\n" % module.name)
        if module.metrics:
            head = [("metric", "", "better", "unit", "moves", "source"), ("---",) * 6]
            parts.append(table(head + [row_of(metric, units[module.name][metric.name])
                                       for metric in module.metrics]) + "\n")
        if module.others:
            head = [("name", "", "kind"), ("---",) * 3]
            parts.append(table(head + [(
                "[`%s`](reference/standard_library.md#%s-%s)" % (name, kind, name), label, kind)
                for kind, name, label in module.others]) + "\n")
    return "\n".join(parts)


def check_page(counts, modules, units, update):
    wanted = page_of(modules, units)
    if update:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(wanted)
    with open(PAGE, encoding="utf-8") as file:
        counts.ok("docs/stdlib.md is current", file.read() == wanted,
                  "run tests/tools/check_stdlib.py PM --update")


def main():
    pm = os.path.abspath(sys.argv[1])
    counts = Counts()
    modules = [Module(path) for path in sorted(glob.glob(os.path.join(ROOT, "stdlib", "*.pm")))]
    check_modules(counts, pm, modules)
    known = {metric.name for module in modules for metric in module.metrics}
    units = {}
    for module in modules:
        for metric in module.metrics:
            check_metric(counts, metric, known)
        check_project(counts, pm, module)
        if module.metrics:
            units[module.name] = units_of(pm, read_project(module)[0])
            for metric in module.metrics:
                counts.ok("%s has a unit" % metric.name,
                          units[module.name].get(metric.name, ("", ""))[0])
            check_planned(counts, pm, module, units[module.name])
        if module.name == "ratings":
            check_ratings(counts, pm, module)
    check_published(counts, pm)
    if not counts.failed:
        check_page(counts, modules, units, "--update" in sys.argv[2:])
    print("%d passed, %d failed" % (counts.passed, counts.failed))
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
