"""expected.py: what must be found of the projects of random_plans.py, worked out from the rules of
the reference in exact fractions."""
import datetime
from fractions import Fraction

from random_plans import FIRST_YEAR, SITES


class Figure:
    """A value, or why there is none."""

    def __init__(self, state, value=None, n=None):
        self.state, self.value, self.n = state, value, n

    @property
    def is_there(self):
        return self.value is not None


def text_state(text):
    return {"": "missing", "s": "suppressed_by_source", "soon": "pending"}.get(text)


def figure_of(project, metric, site, group, period):
    """What is published of a site's group in a period."""
    if not any(key[2] == period for key in project.rows):
        return Figure("missing")
    row = project.rows.get((site, group or "all", period))
    if row is None:
        return Figure("not_published")
    if metric.column == "hit":
        base = int(row["base"])
        if base == 0:
            return Figure("no_rows")
        return Figure("value", Fraction(int(row["hit"]), base), base)
    state = text_state(row[metric.column])
    if state:
        return Figure(state)
    number = Fraction(row[metric.column])
    return Figure("value", number / 100 if metric.is_share else number)


class Subject:
    """A site and a group, or the gap between two groups; figures and direction of it."""

    def __init__(self, project, metric, site, group=None, versus=None):
        self.project, self.metric, self.site = project, metric, site
        self.group, self.versus = group, versus
        self.is_ratio = bool(versus) and metric.gap_kind == "ratio" \
            and (group, versus) == ("a", "b")

    @property
    def direction(self):
        if self.versus and not self.is_ratio:
            return -1  # a gap is to shrink
        return self.metric.direction

    def sides(self, period):
        found = [figure_of(self.project, self.metric, self.site, self.group, period)]
        if self.versus:
            found.append(figure_of(self.project, self.metric, self.site, self.versus, period))
        return found

    def figure(self, period):
        sides = self.sides(period)
        for side in sides:
            if not side.is_there:
                return Figure(side.state)
        if not self.versus:
            return sides[0]
        group, reference = sides[0].value, sides[1].value
        if self.is_ratio:
            return Figure("value", group / reference) if reference else Figure("unrated")
        return Figure("value", self.metric.direction * (reference - group))

    def value(self, period):
        return self.figure(period).value

    def is_too_few(self, period):
        least = self.metric.minimum_n
        return any(side.n is not None and side.n < least for side in self.sides(period))


# ---- The path ----

def last_day(year):
    return datetime.date(year, 6, 30).toordinal()


class Aim:
    """What a subject was to reach: baseline, targets, and the path between them."""

    def __init__(self, project, measure, subject):
        self.project, self.measure, self.subject = project, measure, subject
        self.start, self.baseline = self.find_baseline()
        self.targets = self.find_targets()

    def holds(self, line):
        return (line.group, line.versus) == (self.subject.group, self.subject.versus) \
            and line.unit in (None, self.subject.site)

    def find_baseline(self):
        """Its own line, else its own figure: a written amount of another is never borrowed."""
        lines = [line for line in self.measure.lines if line.kind == "baseline"]
        own = [line for line in lines if self.holds(line)]
        own.sort(key=lambda line: line.unit is None)
        if not lines:
            return None, None
        line = own[0] if own else lines[0]
        has_own_target = any(other.unit for other in self.measure.lines
                             if other.kind != "baseline" and self.holds(other))
        if own and line.amount is not None and (line.unit or not has_own_target):
            return line.period, line.amount
        return line.period, self.subject.value(line.period)

    def find_targets(self):
        """Period to target line; the line of the very unit goes before one for all."""
        found = {}
        for line in self.measure.lines:
            if line.kind in ("target", "close") and self.holds(line):
                if line.period not in found or line.unit:
                    found[line.period] = line
        return {at: self.amount(line) for at, line in found.items() if at > self.start}

    def moved(self, at):
        """Where something written for a period comes when the path waits."""
        waits = {paused for paused, shift in self.measure.pauses if shift and paused > self.start}
        index, place = at - self.start, self.start
        while index:
            place += 1
            index -= place not in waits
        return place

    def amount(self, line):
        if line.kind == "close":
            end = line.amount
            if line.versus:
                end = Fraction(1 if self.subject.is_ratio else 0)
            if self.baseline is None:
                return None
            return self.baseline + line.share * (end - self.baseline)
        if line.relation is None:
            return line.amount
        if line.relation == "previous":
            before = self.subject.value(self.moved(line.period) - 1)
            return None if before is None else before + line.amount
        if self.baseline is None:
            return None
        if line.relation == "baseline":
            return self.baseline + line.amount
        return self.baseline * line.amount

    def place(self, period):
        """Periods from the baseline, less those in which the path waits."""
        waited = sum(1 for paused, shift in self.measure.pauses
                     if shift and self.start < paused <= period)
        return period - self.start - waited

    def days(self, period):
        """From the day after the baseline's period to the end of this one."""
        first = last_day(FIRST_YEAR + self.start) + 1
        return max(0, last_day(FIRST_YEAR + period) - first)

    def expected(self, period):
        place = self.place(period)
        knots = [(0, self.baseline)] + sorted((at - self.start, amount)
                                              for at, amount in self.targets.items())
        for at, amount in knots:
            if at == place:
                return amount
        before = [knot for knot in knots if knot[0] < place]
        after = [knot for knot in knots if knot[0] > place]
        if not after:
            return before[-1][1] if self.targets else None
        return self.between(before[-1], after[0], period, place)

    def between(self, left, right, period, place):
        if self.measure.path == "hold":
            return left[1]
        if self.measure.path == "next":
            return right[1]
        if self.measure.path == "none" or left[1] is None or right[1] is None:
            return None
        done, whole = place - left[0], right[0] - left[0]
        if self.measure.on_days:
            begin = self.days(self.start + left[0])
            done = self.days(period) - begin
            whole = self.days(self.start + right[0]) - begin
        return left[1] + (right[1] - left[1]) * Fraction(done, whole)

    @property
    def final(self):
        return self.targets[max(self.targets)] if self.targets else None

    @property
    def needs_baseline(self):
        relations = [line for line in self.measure.lines if self.holds(line)
                     and (line.kind == "close" or line.relation in ("baseline",
                                                                    "share of baseline"))]
        return bool(relations) or self.measure.path in ("linear", "step", "hold")


# ---- Ratings ----

def round_to(value, step):
    """The nearest multiple, half away from zero."""
    steps = abs(value) / step
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return whole * step * (1 if value >= 0 else -1)


LACKING = ("target", "expected", "final")


def judge(rating, known, direction, lack):
    """(state, level) by the first level that holds; what is missing holds nothing."""
    levels = rating.levels if rating is not None else STANDARD
    if rating is not None and rating.step is not None:
        known = dict(known, value=round_to(known["value"], rating.step))
    needed = None
    for name, state, condition, tolerance in levels:
        if condition is None:
            if needed == "baseline" or (needed == "attainment" and known["baseline"] is None):
                return "no_baseline", None
            if needed == "attainment" and known["final"] is not None:
                return "unrated", None  # no distance to cover
            if needed in LACKING or needed == "attainment":
                return lack, None
            return state, name
        if condition[0] == "missing":
            if known[condition[1]] is None:
                return "unrated", name
            continue
        other = known[condition[1]]
        needed = condition[1] if other is None else None
        if other is not None and holds(condition, known, direction, other, tolerance):
            return state, name
    return None, None


def holds(condition, known, direction, other, tolerance):
    if condition[0] == "at least":
        return other >= condition[2]
    ahead = direction * (known["value"] - other)
    if condition[0] == "beats":
        return ahead > 0
    if isinstance(tolerance, tuple):
        tolerance = tolerance[1] * abs(known["target"])
    return ahead >= -(tolerance or 0)


STANDARD = [("met", "met", ("reaches", "final"), None),
            ("on_track", "on_track", ("reaches", "expected"), None),
            ("off_track", "off_track", None, None)]


# ---- Findings ----

class Finding:
    def __init__(self, state, level=None, **facts):
        self.state, self.level, self.facts = state, level, facts


def word_for_missing(rating, state):
    """A figure that never came has a word only where the rating speaks of that: `value is missing`.
    Whatever else is missing, a missing figure is missing first (the decision order)."""
    for name, of, condition, _ in rating.levels if rating is not None else ():
        if state == "missing" and of is None and condition == ("missing", "value"):
            return Finding("unrated", name)
    return Finding(state)


def judge_period(project, measure, subject, aim, period):
    """The status of a subject in a period; None where nothing is said."""
    if aim.start is not None and period < aim.start:
        return None
    if period in [paused for paused, _ in measure.pauses]:
        return Finding("not_applicable")
    figure = subject.figure(period)
    if not figure.is_there:
        return word_for_missing(measure.rating, figure.state)
    if subject.is_too_few(period):
        return Finding("too_few")
    value, baseline, final = figure.value, aim.baseline, aim.final
    expected = aim.expected(period)
    known = {"value": value, "expected": expected, "target": expected, "final": final,
             "baseline": baseline, "previous": subject.value(period - 1), "attainment": None}
    if None not in (baseline, final) and baseline != final:
        known["attainment"] = (value - baseline) / (final - baseline)
    lack = "no_baseline" if baseline is None and aim.needs_baseline else "no_target"
    state, level = judge(measure.rating, known, subject.direction, lack)
    facts = {"value": value, "baseline": baseline, "expected": expected, "final": final,
             "progress": known["attainment"], "previous": known["previous"]}
    if expected is not None:
        facts["deviation"] = subject.direction * (value - expected)
    facts["reversed"] = None
    if baseline is not None and state in ("met", "on_track", "at_risk", "off_track"):
        facts["reversed"] = subject.direction * (value - baseline) < 0
    return Finding(state, level, **facts)


def judge_bounds(project, measure, subject, line, period):
    """`maintain`: inside is on track, and met at the end; outside by how much."""
    if not line.period <= period <= line.last:
        return None
    figure = subject.figure(period)
    if not figure.is_there:
        return word_for_missing(measure.rating, figure.state)
    if subject.is_too_few(period):
        return Finding("too_few")
    value = figure.value
    rooms = [(room, bound, direction) for room, bound, direction in (
        (value - line.low if line.low is not None else None, line.low, 1),
        (line.high - value if line.high is not None else None, line.high, -1))
        if room is not None]
    room, bound, direction = min(rooms, key=lambda one: one[0])
    is_last = period == line.last
    known = {"value": value, "expected": bound, "target": bound,
             "final": bound if is_last else None, "baseline": None, "attainment": None,
             "previous": subject.value(period - 1)}
    levels = measure.rating
    state, level = judge(levels, known, direction, "no_target")
    return Finding(state, level, value=value, deviation=room, low=line.low, high=line.high,
                   previous=known["previous"])


def expected_status(project):
    """(goal, site, group, versus, period) to the finding that must be made."""
    found = {}
    periods = range(project.first, min(project.last, project.count - 1) + 1)
    for measure in project.measures:
        selectors = {(line.group, line.versus, line.unit) for line in measure.lines
                     if line.kind != "baseline"}
        for group, versus in {selector[:2] for selector in selectors}:
            sites = {unit for g, v, unit in selectors if (g, v) == (group, versus)}
            for site in SITES if None in sites else sites:
                subject = Subject(project, measure.metric, site, group, versus)
                line = measure.lines[0]
                aim = Aim(project, measure, subject) if line.kind != "maintain" else None
                for period in periods:
                    one = judge_bounds(project, measure, subject, line, period) if aim is None \
                        else judge_period(project, measure, subject, aim, period)
                    if one is not None:
                        found[measure.goal, site, group, versus, period] = one
    return found


def expected_gaps(project):
    """(metric, site, period) to state, gap and change of `gap a vs b`."""
    found = {}
    for metric in project.metrics:
        for site in SITES:
            subject = Subject(project, metric, site, "a", "b")
            for period in range(project.count):
                found[metric.name, site, period] = gap_finding(subject, period)
    return found


def excess(subject, gap):
    """How much worse off the group is; above 0 is worse."""
    return subject.metric.direction * (1 - gap) if subject.is_ratio else gap


def gap_finding(subject, period):
    figure = subject.figure(period)
    if not figure.is_there:
        return Finding(figure.state)
    if subject.is_too_few(period):
        return Finding("too_few")
    before = subject.value(period - 1)
    facts = {"gap": figure.value, "previous": before}
    if before is None:
        return Finding("steady", **facts)
    facts["change"] = figure.value - before
    now, then = excess(subject, figure.value), excess(subject, before)
    gained = subject.metric.direction * (subject.sides(period)[0].value
                                         - subject.sides(period - 1)[0].value) > 0
    if then > 0:
        state = "closed" if now <= 0 else "steady" if now == then else "widening" if now > then \
            else "closing_up" if gained else "closing_down"
    else:
        state = "opened" if now > 0 else "steady"
    return Finding(state, **facts)
