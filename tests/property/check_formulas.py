#!/usr/bin/python3
"""check_formulas.py PM: invented metrics of every form, and plans with targets on them, evaluated by
pm and by figures.py (SQL and exact fractions from the same files), which must agree on numerator,
denominator, n, rows left out, value and state of every unit, period and group, and on each gap of a
group to all others.

A case is one metric with its plan. PM_FORMULA_CASES makes so many of them; PM_FORMULA_SEED is the
first seed, PM_FORMULA_KEEP a folder to which the projects of failing seeds are written."""
import json
import os
import random
from fractions import Fraction

from check_random import compare
from expected import Aim, Figure, judge_period
from figures import UNITS, Figures, groups_shown
from harness import near
from projects import Checks, Written, pm_path
from random_metrics import AS_OF, HEAD, YEARS, make
from random_plans import Line, Measure, decimal, quantity

METRICS = 20  # in each project
CASES = 2000


# ---- Plans ----

class Plan:
    """A metric's targets on a path; periods are numbers of years from 0."""

    def __init__(self, draw, metric, at):
        self.metric, self.goal, self.draw = metric, "g%02d" % at, draw
        self.is_share = metric.type == "share"
        start = draw.randrange(0, 2)
        periods = sorted(draw.sample(range(start + 1, len(YEARS)), draw.choice((1, 2, 3))))
        amounts = self.amounts(len(periods) + 2)
        lines = [Line("baseline", start, amounts[0] if draw.random() < 0.5 else None)]
        for period, amount in zip(periods, amounts[1:]):
            lines.append(Line("target", period, amount))
        if ["race"] in metric.by and draw.random() < 0.5:
            lines.append(Line("target", len(YEARS) - 1, amounts[-1], group="black"))
        path = draw.choice(("linear", "linear", "step", "hold", "next", "none"))
        pauses = ()
        if draw.random() < 0.3:
            pauses = ((draw.randrange(start + 1, len(YEARS)), draw.random() < 0.5),)
        on_days = path == "linear" and not pauses and draw.random() < 0.3
        self.measure = Measure(self.goal, metric, None, lines, path, on_days, pauses)
        self.count = len(YEARS)

    def amounts(self, count):
        """Each better than the one before."""
        found = sorted(self.draw.sample(range(10, 990), count), reverse=self.metric.direction < 0)
        return [Fraction(one, 1000 if self.is_share else 10) for one in found]

    @property
    def text(self):
        lines = ["    measure %s {" % self.metric.name]
        if self.measure.path != "linear" or self.measure.on_days:
            lines.append("      path " + self.measure.path + " on days" * self.measure.on_days)
        for at, shift in self.measure.pauses:
            lines.append("      pause SY%d %s" % (YEARS[at], "shift" if shift else "hold"))
        for line in self.measure.lines:
            amount = "" if line.amount is None else " " + quantity(line.amount, self.is_share)
            group = " for race.%s" % line.group if line.group else ""
            lines.append("      %s SY%d%s%s" % (line.kind, YEARS[line.period], amount, group))
        return "  goal %s \"Goal\" {\n%s\n    }\n  }\n" % (self.goal, "\n".join(lines))


class Subject:
    """What expected.py asks of a subject, answered from figures.py."""

    def __init__(self, figures, metric, group):
        self.figures, self.metric, self.group = figures, metric, group
        self.versus, self.is_ratio, self.site = None, False, "county"
        self.direction = metric.direction

    def figure(self, period):
        if not 0 <= period < len(YEARS):
            return Figure("missing")
        cell = self.figures.cell(self.metric, "county", YEARS[period], self.group)
        return Figure(cell.state, cell.value, cell.n)

    def value(self, period):
        return self.figure(period).value

    def is_too_few(self, period):
        return False


def plan_text(plans):
    head = "plan p \"P\" {\n  for county\n  period SY%d..SY%d\n" % (YEARS[0], YEARS[-1])
    return head + "".join(one.text for one in plans) + "}\n"


def expected_status(figures, plan):
    found = {}
    for group in {line.group for line in plan.measure.lines if line.kind == "target"}:
        subject = Subject(figures, plan.metric, group)
        aim = Aim(plan, plan.measure, subject)
        for period in range(len(YEARS)):
            one = judge_period(plan, plan.measure, subject, aim, period)
            if one is not None:
                found[group, YEARS[period]] = one
    return found


def check_status(figures, plan, findings):
    """What differs, as texts."""
    found = {}
    for one in findings:
        subject = one["subject"]
        if subject.get("goal") == plan.goal and subject["unit"] == "county":
            group = subject.get("group", {}).get("race")
            found[group, int(subject["period"][2:])] = one
    wrong = []
    for key, one in expected_status(figures, plan).items():
        now = found.get(key)
        differ = compare(now, one) if now else ["no finding, should be %s" % one.state]
        if differ:
            wrong.append("status %s: %s" % (key, "; ".join(differ)))
    return wrong


# ---- Figures ----

def equal(text, expected):
    """Whether pm's number is the very number: exact where whole, else its nearest double."""
    if expected is None or text == "":
        return expected is None and text == ""
    if Fraction(expected).denominator == 1:
        return Fraction(text) == expected
    return float(text) == float(expected)


def differences(row, cell):
    wrong = [] if row["state"] == cell.state else ["state %s, not %s" % (row["state"], cell.state)]
    facts = {"value": cell.value}
    if cell.state == "value":
        facts.update(numerator=cell.numerator, denominator=cell.denominator, n=cell.n)
    if cell.state in ("value", "no_rows") and row["state"] in ("value", "no_rows"):
        facts["excluded"] = cell.excluded
    for name, expected in facts.items():
        if not equal(row[name], expected):
            wrong.append("%s %s, not %s" % (name, row[name], expected))
    return wrong


def period_of(text):
    year, _, part = text[2:].partition(".Q")
    return (int(year), int(part)) if part else int(year)


def check_values(figures, metric, rows, by, periods):
    """Every row that is shown is right, and every figure is shown."""
    wrong, seen = [], set()
    for row in rows:
        race, meals = (None if row.get(one, "all") == "all" else row[one]
                       for one in ("race", "meals"))
        key = (row["unit"], period_of(row["period"]), race, meals)
        seen.add(key)
        differ = differences(row, figures.cell(metric, *key))
        if differ:
            wrong.append("%s: %s" % (key, "; ".join(differ)))
    for unit in UNITS:
        for period in periods:
            for race, meals in groups_shown(by):
                key = (unit, period, race, meals)
                if key not in seen and figures.cell(metric, *key).state == "value":
                    wrong.append("%s: is not shown" % (key,))
    return wrong


def shown(project, metrics, by, periods=None):
    """Rows of `pm values` by metric."""
    if not metrics:
        return {}
    arguments = ["values"] + [one.name for one in metrics] + ["--as-of", AS_OF]
    if by:
        arguments += ["--by", ",".join(by)]
    if periods:
        arguments += ["--period", periods]
    rows = {}
    for row in project.csv(*arguments):
        rows.setdefault(row["metric"], []).append(row)
    return {one: rows.get(one.name, []) for one in metrics}


QUARTERS = [(year, quarter) for year in YEARS for quarter in (1, 2, 3, 4)]


def check_figures(figures, project, metrics):
    """Metric name to what differs."""
    wrong = {one.name: [] for one in metrics}
    for by in ((), ("race",), ("race", "meals")):
        some = [one for one in metrics if not by or by in {tuple(each) for each in one.by}]
        for metric, rows in shown(project, some, by).items():
            wrong[metric.name] += check_values(figures, metric, rows, by, YEARS)
    dated = [one for one in metrics if one.source == "events"]
    quarters = "SY%d.Q1..SY%d.Q4" % (YEARS[0], YEARS[-1])
    for metric, rows in shown(project, dated, (), quarters).items():
        wrong[metric.name] += check_values(figures, metric, rows, (), [
            one for one in QUARTERS if any(row["period"] == "SY%d.Q%d" % one for row in rows)])
    return wrong


# ---- Gaps to all others ----

def check_others(figures, metric, findings):
    """The gap of one group to all others, everybody counted once."""
    wrong = []
    for one in findings:
        subject = one["subject"]
        if subject["metric"] != metric.name or subject.get("group") != {"race": "black"}:
            continue
        place = (subject["unit"], period_of(subject["period"]))
        own = figures.cell(metric, *place, "black").value
        others = figures.cell(metric, *place, "others").value
        found = (one.get("gap") or {}).get("value")
        expected = None
        if own is not None and others is not None:
            expected = (others - own) * metric.direction
        if not near(found, expected):
            wrong.append("%s: a gap of %s, not %s" % (place, found, expected))
    return wrong


# ---- Projects ----

def check_project(checks, pm, seed):
    files, metrics = make(seed, METRICS)
    draw = random.Random(seed + 1)
    plans = [Plan(draw, metric, at) for at, metric in enumerate(metrics)
             if metric.source != "cohort"]
    files["project.pm"] = HEAD + "".join(one.text for one in metrics) + plan_text(plans)
    failed = checks.failed
    with Written(pm, files) as project:
        report = json.loads(project.run("check", "--format", "json", allowed=(0, 1, 3)))
        errors = ["line %d: %s" % (one["location"]["line"], one["message"])
                  for one in report["diagnostics"] if one["severity"] == "error"]
        if checks.none("seed %d: the plan compiles" % seed, errors, 1):
            project.load()
            figures = Figures(files)
            wrong = check_figures(figures, project, metrics)
            findings = project.findings("status", "--as-of", AS_OF)
            gaps = project.json("gaps", "--all", "--as-of", AS_OF)["findings"]
            for metric in metrics:
                if metric.has_others:
                    wrong[metric.name] += check_others(figures, metric, gaps)
            for plan in plans:
                wrong[plan.metric.name] += check_status(figures, plan, findings)
            for metric in metrics:
                checks.none("seed %d %s: %s" % (seed, metric.name, "; ".join(metric.lines)),
                            wrong[metric.name], 1)
    if checks.failed > failed and os.environ.get("PM_FORMULA_KEEP"):
        keep(os.path.join(os.environ["PM_FORMULA_KEEP"], str(seed)), files)


def keep(folder, files):
    for path, text in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    checks = Checks()
    pm = pm_path()
    first = int(os.environ.get("PM_FORMULA_SEED", "1"))
    cases = int(os.environ.get("PM_FORMULA_CASES", CASES))
    for seed in range(first, first + -(-cases // METRICS)):
        check_project(checks, pm, seed)
    checks.finish()


if __name__ == "__main__":
    main()
