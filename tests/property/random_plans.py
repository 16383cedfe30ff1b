"""random_plans.py: invented projects for check_random.py: plans, ratings and published figures.

A project is made from a seed, as objects that text() writes as a plan and expected.py evaluates.
Shares are fractions of one everywhere but in the text.
"""
import random
from fractions import Fraction

SITES = ["s1", "s2", "s3", "s4"]
GROUPS = ["a", "b", "c"]
FIRST_YEAR = 2018


class Metric:
    def __init__(self, name, column, is_share, direction, gap_kind, minimum_n=0):
        self.name, self.column, self.is_share = name, column, is_share
        self.direction, self.gap_kind, self.minimum_n = direction, gap_kind, minimum_n


class Line:
    """`baseline`, `target`, `close` or `maintain`; what each of them uses is set, else None."""

    def __init__(self, kind, period, amount=None, relation=None, group=None, versus=None,
                 unit=None, share=None, low=None, high=None, last=None):
        self.kind, self.period, self.amount, self.relation = kind, period, amount, relation
        self.group, self.versus, self.unit, self.share = group, versus, unit, share
        self.low, self.high, self.last = low, high, last


class Rating:
    """Levels: (name, state, condition, tolerance); conditions are tuples that expected.py reads."""

    def __init__(self, name, levels, step=None):
        self.name, self.levels, self.step = name, levels, step


class Measure:
    def __init__(self, goal, metric, rating, lines, path="linear", on_days=False, pauses=()):
        self.goal, self.metric, self.rating, self.lines = goal, metric, rating, lines
        self.path, self.on_days, self.pauses = path, on_days, pauses


# ---- Periods: numbers from 0, in years or quarters ----

class Calendar:
    def __init__(self, parts):
        self.parts = parts  # 1 or 4

    def name(self, index):
        year = FIRST_YEAR + index // self.parts
        return "SY%d" % year if self.parts == 1 else "SY%d.Q%d" % (year, index % 4 + 1)

    def written(self, index):
        year = FIRST_YEAR + index // self.parts
        return "%d" % year if self.parts == 1 else "%d-Q%d" % (year, index % 4 + 1)


# ---- Drawing ----

class Maker:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.calendar = Calendar(4 if seed % 4 == 3 else 1)
        self.count = 12 if self.calendar.parts == 4 else 8  # periods with data
        self.plan_first = self.draw.randrange(0, 3)
        self.plan_last = self.count - 1 + self.draw.randrange(-1, 4)

    def chance(self, share):
        return self.draw.random() < share

    def metrics(self):
        directions = [self.draw.choice((1, -1)) for _ in range(3)]
        least = self.draw.choice((0, 0, 60))
        return [Metric("rate", "hit", True, directions[0], "difference", least),
                Metric("level", "score", False, directions[1], "difference"),
                Metric("share", "part", True, directions[2], "ratio")]

    # -- Figures --

    def figures(self):
        """(site, group, period) to a row of texts; some are not there, some are empty."""
        rows = {}
        for site in SITES:
            for group in ["all"] + GROUPS:
                level = self.draw.randrange(25, 75)
                for period in range(self.count):
                    level = min(95, max(5, level + self.draw.randrange(-6, 7)))
                    if self.chance(0.03):
                        continue
                    base = self.draw.randrange(40, 400)
                    rows[site, group, period] = {
                        "hit": "%d" % (base * level // 100), "base": "%d" % base,
                        "score": "%d.%d" % (level * 3, self.draw.randrange(10)),
                        "part": "%d.%02d" % (level, self.draw.randrange(100))}
        for row in rows.values():
            self.spoil(row)
        return rows

    def spoil(self, row):
        if self.chance(0.04):
            row[self.draw.choice(("score", "part"))] = self.draw.choice(("", "s", "soon"))
        if self.chance(0.02):
            row["hit"] = row["base"] = "0"

    # -- Ratings --

    def ratings(self):
        """One for shares, one for numbers, and those that do for both."""
        return [self.tolerant("tolerant_share", True), self.tolerant("tolerant_number", False),
                self.proportional(), self.attained(), self.moving(),
                self.banded("bands_share", Fraction(self.draw.randrange(30, 60), 100)),
                self.banded("bands_number", Fraction(self.draw.randrange(90, 180)))]

    def tolerant(self, name, is_share):
        near, far = sorted((self.draw.randrange(1, 30), self.draw.randrange(30, 90)))
        scale = Fraction(1, 1000) if is_share else Fraction(1, 2)
        step = None
        if is_share and self.chance(0.5):
            step = Fraction(self.draw.choice((1, 5, 10)), 1000)
        return Rating(name, [("met", "met", ("reaches", "final"), None),
                             ("close", "on_track", ("reaches", "expected"), near * scale),
                             ("far", "at_risk", ("reaches", "expected"), far * scale),
                             ("off", "off_track", None, None)], step)

    def proportional(self):
        near, far = self.draw.randrange(1, 8), self.draw.randrange(8, 20)
        return Rating("proportional", [
            ("green", "on_track", ("reaches", "target"), ("of target", Fraction(near, 100))),
            ("amber", "at_risk", ("reaches", "target"), ("of target", Fraction(far, 100))),
            ("red", "off_track", None, None)])

    def attained(self):
        low, high = self.draw.randrange(1, 5), self.draw.randrange(5, 10)
        return Rating("attained", [
            ("done", "met", ("at least", "attainment", Fraction(1)), None),
            ("green", "on_track", ("at least", "attainment", Fraction(high, 10)), None),
            ("yellow", "at_risk", ("at least", "attainment", Fraction(low, 10)), None),
            ("red", "off_track", None, None)])

    def moving(self):
        return Rating("moving", [
            ("fresh", None, ("missing", "previous"), None),
            ("better", "on_track", ("beats", "previous"), None),
            ("same", "at_risk", ("reaches", "previous"), None),
            ("worse", "off_track", None, None)])

    def banded(self, name, edge):
        return Rating(name, [
            ("high", "on_track", ("at least", "value", edge * Fraction(6, 5)), None),
            ("middle", "at_risk", ("at least", "value", edge), None),
            ("low", "off_track", None, None)])

    # -- Measures --

    def amount(self, metric, percent):
        """Something that reads like a figure of the metric."""
        return Fraction(percent, 100) if metric.is_share else Fraction(percent * 3)

    def step_of(self, metric):
        size = self.draw.randrange(1, 12)
        return Fraction(size, 100) if metric.is_share else Fraction(size * 2)

    def rating_for(self, metric, ratings, is_gap):
        if is_gap:
            usable = ["standard", "attained", "moving"]
        else:
            suffix = "share" if metric.is_share else "number"
            usable = ["standard", "standard", "proportional", "attained", "moving",
                      "tolerant_" + suffix, "tolerant_" + suffix, "bands_" + suffix]
        name = self.draw.choice(usable)
        return next((one for one in ratings if one.name == name), None)

    def selectors(self):
        """(group, unit) of the lines of a measure; the first is for all."""
        found = [(None, None)]
        if self.chance(0.4):
            found.append((self.draw.choice(GROUPS), None))
        if self.chance(0.2):
            found.append((None, self.draw.choice(SITES)))
        return found

    def start(self):
        return self.draw.randrange(0, max(1, self.plan_first + 1))

    def target_periods(self, start):
        last = self.plan_last
        periods = sorted(self.draw.sample(range(max(start, self.plan_first - 1) + 1, last + 1),
                                          self.draw.randrange(1, 4)))
        return periods

    def relation(self, metric, written):
        """How a target is written: an amount, or a step from the baseline or the figure before."""
        if written is not None:
            return None
        return self.draw.choice((None, "baseline", "share of baseline", "previous"))

    def targets(self, metric, start):
        direction = metric.direction
        written = None
        if self.chance(0.5):
            written = self.amount(metric, self.draw.randrange(30, 60))
        lines = [Line("baseline", start, written)]
        for group, unit in self.selectors():
            at = written if written is not None else self.amount(metric, 45)
            if (group or unit) and self.chance(0.3):
                at = self.amount(metric, self.draw.randrange(30, 60))
                lines.append(Line("baseline", start, at, group=group, unit=unit))
            for period in self.target_periods(start):
                at += direction * self.step_of(metric)
                if metric.is_share:
                    at = min(Fraction(1), max(Fraction(0), at))
                relation = self.relation(metric, written)
                amount = at
                if relation in ("baseline", "previous"):
                    amount = direction * self.step_of(metric)
                if relation == "share of baseline":
                    amount = 1 + direction * Fraction(self.draw.randrange(1, 25), 100)
                lines.append(Line("target", period, amount, relation, group=group, unit=unit))
        return lines

    def closing(self, metric, start, is_gap):
        group, versus = None, None
        if is_gap:
            group, versus = "a", "b"
        elif self.chance(0.5):
            group = self.draw.choice(GROUPS)
        end = None
        if not is_gap:
            top = Fraction(1) if metric.is_share else Fraction(300)
            end = top if metric.direction > 0 else Fraction(0)
        return [Line("baseline", start),
                Line("close", self.target_periods(start)[-1], end, group=group, versus=versus,
                     share=Fraction(self.draw.randrange(1, 20), 20))]

    def keeping(self, metric):
        low = self.amount(metric, self.draw.randrange(20, 50))
        high = low + self.amount(metric, self.draw.randrange(5, 40))
        kind = self.draw.randrange(3)
        first = self.draw.randrange(self.plan_first, self.count - 1)
        last = self.draw.randrange(first, self.plan_last + 1)
        group = self.draw.choice(GROUPS) if self.chance(0.4) else None
        return [Line("maintain", first, low=low if kind != 1 else None,
                     high=high if kind != 0 else None, last=last, group=group)]

    def pauses(self, start):
        if not self.chance(0.3):
            return ()
        first = self.draw.randrange(start + 1, self.count)
        last = min(self.count - 1, first + self.draw.randrange(0, 2))
        return tuple((at, self.shift) for at in range(first, last + 1))

    def measure(self, goal, metrics, ratings):
        metric = self.draw.choice(metrics)
        kind = self.draw.randrange(10)
        self.shift = self.chance(0.5)
        start = self.start()
        is_gap = kind in (7, 8)
        rating = self.rating_for(metric, ratings, is_gap)
        if kind == 9:
            return Measure(goal, metric, rating, self.keeping(metric))
        if kind >= 6:
            lines = self.closing(metric, start, is_gap)
        else:
            lines = self.targets(metric, start)
        path = self.draw.choice(("linear", "linear", "linear", "step", "hold", "next", "none"))
        on_days = path == "linear" and self.calendar.parts == 1 and self.chance(0.3)
        pauses = () if on_days else self.pauses(start)
        return Measure(goal, metric, rating, lines, path, on_days, pauses)


class Project:
    def __init__(self, seed, measures):
        maker = Maker(seed)
        self.calendar, self.count = maker.calendar, maker.count
        self.first, self.last = maker.plan_first, maker.plan_last
        self.metrics, self.ratings = maker.metrics(), maker.ratings()
        self.rows = maker.figures()
        self.measures = [maker.measure("g%02d" % at, self.metrics, self.ratings)
                         for at in range(measures)]

    # -- Text --

    def files(self):
        return {"project.pm": self.text(), "data/rows.csv": self.data()}

    def data(self):
        lines = ["site,category,period,hit,base,score,part"]
        for (site, group, period), row in sorted(self.rows.items()):
            lines.append(",".join((site, group, self.calendar.written(period), row["hit"],
                                   row["base"], row["score"], row["part"])))
        return "\n".join(lines) + "\n"

    def text(self):
        parts = " ; parts Q at 07-01, 10-01, 01-01, 04-01" if self.calendar.parts == 4 else ""
        sample = self.calendar.written(self.count - 1)
        head = HEAD % (parts, sample)
        return head + "".join(map(self.metric_text, self.metrics)) + "".join(
            map(self.rating_text, self.ratings)) + self.plan_text()

    def metric_text(self, metric):
        body = {"hit": "  numerator sum hit of rows\n  denominator sum base of rows\n",
                "score": "  value published score of rows\n  unit score\n",
                "part": "  value published part of rows\n  unit percent\n"}[metric.column]
        if metric.minimum_n:
            body += "  minimum n %d\n" % metric.minimum_n
        ratio = " as ratio" if metric.gap_kind == "ratio" else ""
        return "metric %s \"Metric %s\" {\n%s  better %s\n  by category\n  gap a vs b%s\n}\n" % (
            metric.name, metric.name, body, "higher" if metric.direction > 0 else "lower", ratio)

    def rating_text(self, rating):
        lines = ["rating %s \"%s\" {\n  levels %s\n" % (
            rating.name, rating.name, ", ".join(level[0] for level in rating.levels))]
        if rating.step is not None:
            lines.append("  round value to %s pts\n" % decimal(rating.step * 100))
        for name, state, condition, tolerance in reversed(rating.levels):
            words = "unrated" if state is None else "level"
            line = "  %s %s \"%s\"" % (words, name, name)
            if state is not None:
                line += " as %s" % state
            if condition is not None:
                line += " when %s" % self.condition_text(rating, condition)
            if tolerance is not None:
                line += " within %s" % self.tolerance_text(rating, tolerance)
            lines.append(line + "\n")
        return "".join(lines) + "}\n"

    def condition_text(self, rating, condition):
        if condition[0] == "missing":
            return "%s is missing" % condition[1]
        if condition[0] == "at least":
            is_share = condition[1] == "value" and rating.name.endswith("share")
            return "%s >= %s" % (condition[1], quantity(condition[2], is_share))
        return "value %s %s" % condition

    def tolerance_text(self, rating, tolerance):
        if isinstance(tolerance, tuple):
            return "%s%% of target" % decimal(tolerance[1] * 100)
        if rating.name.endswith("share"):
            return "%s pts" % decimal(tolerance * 100)
        return decimal(tolerance)

    def plan_text(self):
        name = self.calendar.name
        text = "plan p \"A plan\" {\n  kind strategic\n  for top\n  period %s..%s\n" % (
            name(self.first), name(self.last))
        return text + "".join(map(self.goal_text, self.measures)) + "}\n"

    def goal_text(self, measure):
        lines = ["  goal %s \"Goal\" {\n    owner top\n" % measure.goal]
        if measure.rating is not None:
            lines.append("    rate by %s\n" % measure.rating.name)
        lines.append("    measure %s {\n      across sites\n" % measure.metric.name)
        if measure.path != "linear" or measure.on_days:
            lines.append("      path %s%s\n" % (measure.path, " on days" * measure.on_days))
        for at, shift in measure.pauses:
            lines.append("      pause %s %s\n" % (self.calendar.name(at),
                                                  "shift" if shift else "hold"))
        lines += ["      %s\n" % self.line_text(measure.metric, line) for line in measure.lines]
        return "".join(lines) + "    }\n  }\n"

    def selector_text(self, line):
        text = ""
        if line.group:
            text += " for " + line.group
        if line.versus:
            text += " vs " + line.versus
        if line.unit:
            text += " at sites(\"%s\")" % line.unit
        return text

    def line_text(self, metric, line):
        period = self.calendar.name(line.period)
        selector = self.selector_text(line)
        if line.kind == "close":
            of = "of gap" if line.versus else "of distance to " + quantity(line.amount,
                                                                           metric.is_share)
            return "close %s%% %s%s by %s" % (decimal(line.share * 100), of, selector, period)
        if line.kind == "maintain":
            text = "maintain"
            if line.low is not None:
                text += " from " + quantity(line.low, metric.is_share)
            if line.high is not None:
                text += " to " + quantity(line.high, metric.is_share)
            return "%s%s over %s..%s" % (text, selector, period, self.calendar.name(line.last))
        if line.amount is None:
            return "%s %s%s" % (line.kind, period, selector)
        return "%s %s %s%s" % (line.kind, period, self.amount_text(metric, line), selector)

    def amount_text(self, metric, line):
        if line.relation is None:
            return quantity(line.amount, metric.is_share)
        if line.relation == "share of baseline":
            return "%s%% of baseline" % decimal(line.amount * 100)
        size = abs(line.amount)
        text = decimal(size * 100) + " pts" if metric.is_share else decimal(size)
        return "%s %s %s" % (line.relation, "+" if line.amount > 0 else "-", text)


def decimal(number):
    """Exact decimal text of a fraction whose denominator divides a power of ten."""
    text = "%.6f" % float(number)
    return text.rstrip("0").rstrip(".")


def quantity(number, is_share):
    return decimal(number * 100) + "%" if is_share else decimal(number)


HEAD = """project invented "Invented" {
  calendar school_year SY { starts 07-01 ; named by end%s }
}
unit top "The whole" as district { units sites from rows as school { id site } }
source rows {
  from csv "data/rows.csv"
  summary
  public
  one row per site, category, period
  period period as "%s"
  unit site of sites
  field site text
  field category text
  field period text
  field hit int
  field base int
  field score number
  field part percent
  total category "all"
  missing ""
  suppressed "s"
  pending "soon"
}
dimension category from rows.category {
  group a when "a" ; group b when "b" ; group c when "c"
}
"""
