#!/usr/bin/python3
"""check_courses.py PM: 600 generated measures: paths of all kinds on all axes, pauses, revisions and
levels that last, with what is expected and said of each year worked out here again from the words of
docs/figures.md."""
import datetime
import os
import random
import shutil
import sys
import tempfile
from fractions import Fraction

from harness import Checks, Project, by_subject, near, pm_path

FIRST, LAST = 2012, 2030
COUNT = 600
KINDS = ("linear", "step", "geometric", "compound", "hold", "next", "none")
AXES = ("periods", "days", "instructional_days")
PROJECT = """project generated "Generated" {
  calendar school_year SY { starts 07-01 ; named by end%s }
  privacy { minimum n 0 }
  rules { allow minimum_n_too_small, target_backloaded, target_out_of_order, baseline_stale }
}
unit generated "Generated" as district
source kpi {
  from csv "kpi.csv"
  summary
  public
  one row per year
  period year as "2025"
  field year text
  field rate percent
}
metric rate "Rate" { value published rate of kpi ; unit percent ; better higher }
rating lasting "Behind for years" {
  levels met, on_track, long, behind
  level met "Met" as met when value reaches final
  level on_track "On track" as on_track when value reaches expected
  level long "For years" as off_track when value < expected {
    lasting %d years unless value - previous >= %s pts
  }
  level behind "This year" as at_risk
}
"""


def last_day(year):
    return datetime.date(year, 6, 30)


class Days:
    """How an axis counts the days from the first to the last, both counted."""

    def __init__(self, closed):
        self.teaching = set()
        day = last_day(FIRST - 2)
        while day < last_day(LAST + 2):
            day += datetime.timedelta(1)
            if day.weekday() < 5 and not any(first <= day <= last for first, last in closed):
                self.teaching.add(day)
        ordered = sorted(self.teaching)
        self.before, count, day = {}, 0, last_day(FIRST - 2)
        while day < last_day(LAST + 2):
            self.before[day] = count
            if count < len(ordered) and ordered[count] == day:
                count += 1
            day += datetime.timedelta(1)

    def count(self, axis, first, last):
        if last < first:
            return 0
        if axis == "days":
            return (last - first).days + 1
        return self.before[last + datetime.timedelta(1)] - self.before[first]


class Block:
    """The lines of a measure or revision: a baseline, targets, a path."""

    def __init__(self, source, first):
        self.start = first + source.randint(0, 2)
        self.base = Fraction(source.randint(200, 600), 10)
        years = sorted(source.sample(range(self.start + 1, LAST + 1), source.randint(1, 3)))
        self.targets, value = {}, self.base
        for year in years:
            value = min(value + Fraction(source.randint(1, 120), 10), Fraction(99))
            self.targets[year] = value
        self.kind, self.axis = source.choice(KINDS), source.choice(AXES)
        self.closes = self.kind in ("linear", "geometric") and source.random() < 0.3
        if self.closes:
            self.share = source.randint(10, 90)
            self.targets = {years[-1]: self.base + Fraction(self.share, 100) * (100 - self.base)}

    def text(self, indent):
        lines = ["path %s%s on %s" % (self.kind, " to 100%" if self.kind == "geometric"
                                      and not self.closes else "", self.axis),
                 "baseline SY%d %s%%" % (self.start, written(self.base))]
        for year, value in self.targets.items():
            if self.closes:
                lines.append("close %d%% of distance to 100%% by SY%d" % (self.share, year))
            else:
                lines.append("target SY%d %s%%" % (year, written(value)))
        return "".join(" " * indent + line + "\n" for line in lines)


def written(number):
    return "%.1f" % float(number)


class Measure:
    def __init__(self, source, at):
        self.name = "g%03d" % at
        self.own = Block(source, FIRST)
        self.paused = {}
        for year in source.sample(range(FIRST + 1, LAST), source.choice((0, 0, 1, 2))):
            self.paused[year] = source.choice(("shift", "hold"))
        self.revised = None
        if source.random() < 0.4:
            self.revised = source.randint(self.own.start + 2, LAST - 3)
            self.block = Block(source, self.revised - 3)
        self.lasts = source.random() < 0.5

    def text(self):
        text = "  goal %s \"Goal\" {\n    measure rate {\n" % self.name
        text += "      rate by lasting\n" if self.lasts else ""
        for year, word in self.paused.items():
            text += "      pause SY%d %s\n" % (year, word)
        text += self.own.text(6)
        if self.revised:
            text += "      revision from SY%d {\n%s      }\n" % (self.revised, self.block.text(8))
        return text + "    }\n  }\n"

    def block_of(self, year):
        return self.block if self.revised and year >= self.revised else self.own

    def waits(self, year):
        return self.paused.get(year) == "shift"

    def expected(self, days, year):
        """(expected, final) of a year; None for what is not there."""
        block = self.block_of(year)
        waiting = [one for one in range(block.start + 1, year + 1) if self.waits(one)]
        index = year - block.start - len(waiting)
        first = last_day(block.start) + datetime.timedelta(2)
        place = index
        if block.axis != "periods":
            place = days.count(block.axis, first, last_day(year))
            for one in waiting:
                place -= days.count(block.axis, last_day(one - 1) + datetime.timedelta(1),
                                    last_day(one))
            place = max(place, 0)
        knots = [(0, 0, block.base)]
        for target, value in block.targets.items():
            steps = target - block.start
            at = steps if block.axis == "periods" else days.count(block.axis, first,
                                                                   last_day(target))
            knots.append((steps, at, value))
        final = knots[-1][2]
        before = [knot for knot in knots if knot[1] <= place][-1]
        after = [knot for knot in knots if knot[1] > place]
        if not after or before[1] == place:
            return before[2], final
        return between(block.kind, before, after[0], index, place), final


def between(kind, before, after, index, place):
    (index0, at0, a), (index1, at1, b) = before, after
    share = Fraction(place - at0, at1 - at0)
    if kind == "linear":
        return a + (b - a) * share
    if kind == "step":
        covered = max(0, min(index - index0, index1 - index0))
        return a + (b - a) * Fraction(covered, index1 - index0)
    if kind in ("geometric", "compound"):
        end = 100 if kind == "geometric" else 0
        return Fraction(float(end) + float(a - end) * float((b - end) / (a - end)) ** float(share))
    return {"hold": a, "next": b, "none": None}[kind]


def judge(measure, days, rates, year, lasting):
    """The state of a year, and the level where it lasts."""
    if year in measure.paused:
        return "not_applicable", None
    value = rates[year]
    expected, final = measure.expected(days, year)
    if value >= final:
        return "met", "met"
    if expected is None:
        return "no_target", None
    if value >= expected:
        return "on_track", "on_track"
    if not measure.lasts:
        return "off_track", "off_track"
    return ("off_track", "long") if has_lasted(measure, days, rates, year, lasting) \
        else ("at_risk", "behind")


def has_lasted(measure, days, rates, year, lasting):
    count, gain = lasting
    rises = []
    for at, one in enumerate(range(year, year - count, -1)):
        if one not in rates or one < FIRST or one in measure.paused \
                or one < measure.block_of(one).start:
            return False
        expected = measure.expected(days, one)[0]
        if expected is None or rates[one] >= expected:
            return False
        if at < max(count - 1, 1):
            rises.append(one - 1 in rates and rates[one] - rates[one - 1] >= gain)
    return not all(rises)


def write_project(folder, source, measures, closed, rates, lasting):
    closures = "".join(" ; closed %s..%s" % pair for pair in closed)
    plan = "plan all \"All\" {\n  for generated\n  period SY%d..SY%d\n%s}\n" % (
        FIRST, LAST, "".join(measure.text() for measure in measures))
    with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
        file.write(PROJECT % (closures, lasting[0], written(lasting[1])) + plan)
    years = list(rates)
    source.shuffle(years)
    with open(os.path.join(folder, "kpi.csv"), "w", encoding="utf-8") as file:
        file.write("year,rate\n" + "".join("%d,%s\n" % (year, written(rates[year]))
                                           for year in years))


def random_closures(source):
    closed = []
    for year in range(FIRST - 1, LAST + 1):
        for month, span in ((7, 55), (11, 5), (12, 20), (12, 9), (4, 12)):
            first = datetime.date(year, month, source.randint(1, 20))
            closed.append((first, first + datetime.timedelta(source.randint(0, span))))
    return closed


def compare(checks, found, measures, days, rates, lasting):
    wrong_path, wrong_state, asked = [], [], 0
    for measure in measures:
        for year in rates:
            one = found.get((measure.name, "SY%d" % year))
            if year < measure.block_of(year).start or one is None:
                if one is not None or year >= measure.block_of(year).start:
                    wrong_state.append((measure.name, year, "no finding" if one is None else one))
                continue
            asked += 1
            expected, _ = measure.expected(days, year)
            shown = (one.get("expected") or {}).get("value")
            if not near(shown, None if expected is None else expected / 100, Fraction(1, 10**11)):
                wrong_path.append((measure.name, year, expected and float(expected), shown))
            state, level = judge(measure, days, rates, year, lasting)
            named = (one.get("rating") or {}).get("level")
            if (one["state"], named) != (state, level):
                wrong_state.append((measure.name, year, state, level, one["state"], named))
    checks.none("what is expected of each year", wrong_path, asked)
    checks.none("what is said of each year", wrong_state, asked)


def main():
    checks = Checks()
    source = random.Random(20261126)
    closed = random_closures(source)
    days = Days(closed)
    rates = {year: Fraction(source.randint(300, 850), 10) for year in range(FIRST, LAST + 1)}
    lasting = (3, Fraction(2))
    measures = [Measure(source, at) for at in range(COUNT)]
    folder = tempfile.mkdtemp(prefix="pm-courses-")
    try:
        write_project(folder, source, measures, closed, rates, lasting)
        with Project(pm_path(), folder) as project:
            project.load()
            found = by_subject(project.findings("status", "--all"), "goal", "period")
            checks.section("courses", compare, checks, found, measures, days, rates, lasting)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    checks.finish()


if __name__ == "__main__":
    sys.exit(main())
