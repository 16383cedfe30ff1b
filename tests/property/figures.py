"""figures.py: what figures the metrics of random_metrics.py have, worked out from the CSV files with SQL
and exact fractions: nothing here knows how pm does it."""
import csv
import datetime
import io
import math
import re
import sqlite3
from fractions import Fraction

from random_metrics import AREAS, AS_OF, RACES, SCHOOLS, YEARS, area_of

THOUSAND = 1000
UNITS = ["county"] + AREAS + SCHOOLS
SCHEMA = {  # what each column holds: t text, n thousandths, i whole, d day, b yes or no, p percent
    "pupils": "iittt" "bnnnnbbdd", "events": "idtnb", "stays": "itddb", "cohort": "iitbi",
    "results": "ittnnp",
}
GROUPS = {"race": "CASE WHEN race = 'B' THEN 'black' WHEN race = 'W' THEN 'white' WHEN race IN "
                  "('H', 'L') THEN 'hispanic' WHEN race IS NULL THEN 'unknown' ELSE 'unlisted' END",
          "meals": "CASE meals WHEN 1 THEN 'frl' WHEN 0 THEN 'paid' ELSE 'unknown' END"}
WORSE = ["value", "no_rows", "not_published", "missing", "pending", "suppressed_by_source",
         "invalid"]


def day_number(text):
    return datetime.date.fromisoformat(text).toordinal()


def read_cell(kind, text):
    if text == "" or text in ("s", "soon"):
        return None
    if kind == "b":
        return int(text == "Y")
    if kind == "d":
        return day_number(text)
    if kind in "np":
        return int(Fraction(text) * (THOUSAND if kind == "n" else 10))
    return int(text) if kind == "i" else text


def is_whole(term):
    """Whether a term is a sum of whole numbers: fields of such, added or taken away."""
    numbers = {"pupils": "days|absent", "events": "minutes", "cohort": "done",
               "results": "tested|passed"}.get(term.source, "0")
    one = r"(?:%s|\d+)" % numbers
    return re.fullmatch(one + "(?: [-+] %s)*" % one, term.amount.text) is not None


def is_part(metric):
    """Whether what is counted is a part of what it is divided by: more than that cannot be."""
    above, below = metric.numerator, metric.denominator
    if metric.per or metric.type != "share" or {above.aggregate, below.aggregate} != {"sum"}:
        return False
    return is_whole(above) and is_whole(below)


class Cell:
    def __init__(self, state, value=None, numerator=None, denominator=None, n=None, excluded=None):
        self.state, self.value, self.n, self.excluded = state, value, n, excluded
        self.numerator, self.denominator = numerator, denominator


class Sums:
    """What the rows of a cell add up to."""

    def __init__(self):
        self.rows = self.base = self.n = self.excluded = 0
        self.numerator = self.denominator = self.participation = Fraction(0)
        self.values, self.marks = [], set()

    def add(self, other):
        for name in ("rows", "base", "n", "excluded", "numerator", "denominator", "participation"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.values = self.values + other.values
        self.marks = self.marks | other.marks


def quantile(values, share, between):
    values = sorted(values)
    count = len(values)
    if between == "nearest_rank":
        return values[max(1, math.ceil(count * share)) - 1]
    place = (count - 1) * share
    if between == "exclusive":
        place = min(max((count + 1) * share - 1, Fraction(0)), Fraction(count - 1))
    below = math.floor(place)
    part = place - below
    if part == 0 or between == "lower":
        return values[below]
    if between == "upper":
        return values[below + 1]
    if between == "middle":
        part = Fraction(1, 2)
    return values[below] + part * (values[below + 1] - values[below])


def snapshot_day(metric, year):
    month, day = map(int, metric.observed[-5:].split("-"))
    return datetime.date(year - (month >= 7), month, day).toordinal()


def quarter_of(day):
    date = datetime.date.fromordinal(day)
    year = date.year + (date.month >= 7)
    return year, (date.month - 7) % 12 // 3 + 1


class Figures:
    def __init__(self, files):
        self.base = sqlite3.connect(":memory:")
        self.marks = {}
        for name, kinds in SCHEMA.items():
            rows = list(csv.reader(io.StringIO(files["data/%s.csv" % name])))
            self.base.execute("CREATE TABLE %s (%s, row INTEGER)" % (name, ", ".join(
                "\"%s\"" % column for column in rows[0])))
            for at, row in enumerate(rows[1:]):
                cells = [read_cell(kind, text) for kind, text in zip(kinds, row)]
                self.base.execute("INSERT INTO %s VALUES (%s)" % (name, ", ".join(
                    "?" * (len(row) + 1))), cells + [at])
                self.marks.update({(name, at, column): text for column, text in zip(rows[0], row)
                                   if text in ("", "s", "soon")})
        self.base.execute("CREATE TABLE matched AS SELECT now.*, before.score AS earlier, "
                          "before.row AS was FROM pupils now LEFT JOIN pupils before ON "
                          "now.student = before.student AND now.year = before.year + 1")
        self.years = {}
        self.sums = {}
        self.schools = {year: sorted({row[0] for row in self.base.execute(
            "SELECT school FROM pupils WHERE year = ?", (year,))}) for year in YEARS}

    # -- Sums of rows --

    def query(self, metric):
        base = metric.denominator or metric.value
        table = "matched" if metric.match else base.source
        parts = {"base": base.keeps, "amount": base.value, "above": "NULL", "worth": "NULL",
                 "persons": "NULL", "expected": "NULL", "weight": "NULL", "race": "NULL",
                 "meals": "NULL", "was": "NULL"}
        if metric.numerator:
            parts.update(above=metric.numerator.keeps, worth=metric.numerator.value)
        if metric.n:
            parts["persons"] = metric.n.keeps
        if metric.participation:
            parts["expected"] = metric.participation[1].keeps
        if metric.weight:
            parts["weight"] = metric.weight.sql
        if base.source == "pupils":
            parts.update(GROUPS)
        if base.source == "results":
            parts["race"] = GROUPS["race"].replace("CASE", "CASE WHEN race = 'All' THEN NULL", 1)
        if metric.match:
            parts["was"] = "was"
        cursor = self.base.execute("SELECT *, %s FROM %s" % (", ".join(
            "%s AS \"=%s\"" % (sql, name) for name, sql in parts.items()), table))
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row)) for row in cursor]

    def contribution(self, metric, row):
        """One row alone."""
        sums = Sums()
        sums.rows = 1
        counts = row["=base"] == 1 and row["=amount"] is not None
        if metric.match and row["=was"] is None or metric.weight and row["=weight"] is None:
            counts = False
        above = counts and row["=above"] == 1
        if above and row["=worth"] is None:
            counts = above = False
        sums.base, sums.excluded = int(counts), int(not counts)
        sums.n = int(row["=persons"] == 1) if metric.n else int(counts)
        sums.participation = Fraction(int(row["=expected"] == 1))
        if not counts:
            return sums
        amount = Fraction(row["=amount"], THOUSAND)
        weight = Fraction(row["=weight"], THOUSAND) if metric.weight else Fraction(1)
        if metric.numerator:
            sums.denominator = amount
            sums.numerator = Fraction(row["=worth"], THOUSAND) if above else Fraction(0)
        else:
            sums.denominator, sums.numerator = weight, amount * weight
            sums.values = [amount]
        return sums

    def periods_of(self, metric, row):
        """The periods in which a row counts: years, or (year, quarter)."""
        source = metric.source
        if source == "cohort":
            return [row["class"]]
        if source == "events":
            year, quarter = quarter_of(row["day"])
            later = range(quarter, 5) if metric.observed else [quarter]
            return [year] + [(year, one) for one in later]
        if source == "stays":
            return [year for year in YEARS if self.holds(metric, row, year)]
        year = row["year"]
        snapshot = metric.observed and metric.observed.startswith("snapshot")
        return [year] if not snapshot or self.holds(metric, row, year) else []

    def holds(self, metric, row, year):
        day = snapshot_day(metric, year)
        first, last = row["entered"], row["left"]
        return first is not None and first <= day and (last is None or last >= day)

    def sums_of(self, metric):
        """(period, unit, race, meals) to sums; None stands for all, and the race "others" for all who
        are not black."""
        if metric.name in self.sums:
            return self.sums[metric.name]
        found = self.sums[metric.name] = {}
        for row in self.query(metric):
            one = self.published(metric, row) if metric.source == "results" \
                else self.contribution(metric, row)
            for period in self.periods_of(metric, row):
                year = period if isinstance(period, int) else period[0]
                units = ["county"]
                if "school" in row:
                    units = [row["school"], area_of(row["school"], year), "county"]
                if metric.value and metric.value.aggregate == "published":
                    units = units[:1]
                for unit in units:
                    for race, meals in self.groups_of(metric, row):
                        found.setdefault((period, unit, race, meals), Sums()).add(one)
        return found

    def groups_of(self, metric, row):
        race, meals = row["=race"], row["=meals"]
        if metric.source == "results":
            return [(race, None)]
        races, meals = ({None, race}, {None, meals})
        if race != "black":
            races.add("others")
        return [(one, other) for one in races for other in meals]

    def published(self, metric, row):
        """A published row: what is not there is marked, not left out."""
        sums = Sums()
        sums.rows = 1
        base = metric.denominator or metric.value
        marks = []
        for term in (base, metric.numerator):
            mark = self.marks.get(("results", row["row"], term.amount.text)) if term else None
            if mark is not None:
                marks.append({"s": "suppressed_by_source", "soon": "pending"}.get(mark, "missing"))
        sums.marks = set(marks)
        if metric.numerator:
            sums.denominator = Fraction(row["=amount"], THOUSAND)
            if row["=worth"] is not None:
                sums.numerator = Fraction(row["=worth"], THOUSAND)
        elif row["=amount"] is not None:
            amount = Fraction(row["=amount"], THOUSAND)
            weight = Fraction(row["=weight"], THOUSAND) if metric.weight else Fraction(1)
            sums.base, sums.values = 1, [amount]
            sums.denominator, sums.numerator = weight, amount * weight
        return sums

    # -- Cells --

    def cell(self, metric, unit, period, race=None, meals=None):
        if metric.parts:
            return self.derived(metric, unit, period, race, meals)
        key = (unit, race, meals)
        sums = self.sums_of(metric)
        own = sums.get((period,) + key)
        if metric.source == "cohort" and datetime.date(period, 8, 31) > \
                datetime.date.fromisoformat(AS_OF):
            return Cell("pending")
        if metric.pool:
            own = self.pooled(metric, sums, key, period)
            if isinstance(own, Cell):
                return own
        if metric.source == "results":
            return self.of_published(metric, own)
        return self.of_rows(metric, own or Sums())

    def pooled(self, metric, sums, key, period):
        years, least = metric.pool
        window = [year for year in range(period - years + 1, period + 1) if year in YEARS]
        parts = [sums[year, *key] for year in window if (year, *key) in sums]
        if metric.source == "results":
            if (period, *key) not in sums or len(parts) < least:
                return Cell("not_published")
        elif len(window) < least:
            return Cell("missing")
        whole = Sums()
        for part in parts:
            whole.add(part)
        return whole

    def of_published(self, metric, sums):
        if sums is None:
            return Cell("not_published")
        for state in ("suppressed_by_source", "pending", "missing"):
            if state in sums.marks:
                return Cell(state)
        cell = self.of_rows(metric, sums)
        cell.excluded = None
        whole = metric.numerator and sums.denominator.denominator == 1
        cell.n = sums.denominator if whole else None
        return cell

    def of_rows(self, metric, sums):
        facts = {"n": sums.n, "excluded": sums.excluded}
        if metric.numerator:
            below = sums.denominator
            if is_part(metric) and not 0 <= sums.numerator <= below:
                return Cell("invalid")
            if metric.participation:
                below = max(below, metric.participation[0] * sums.participation)
            return divide(sums.numerator, below, metric.per or 1, facts)
        aggregate = metric.value.aggregate
        if aggregate == "mean":
            if not sums.base:
                return Cell("no_rows", **facts)
            return divide(sums.numerator, sums.denominator, 1, facts)
        if aggregate in ("count", "sum"):
            if not sums.rows:
                return Cell("no_rows", **facts)
            return Cell("value", sums.numerator, **facts)
        return of_values(aggregate, metric, sums.values, facts)

    # -- Cells from cells --

    def derived(self, metric, unit, period, race, meals):
        if metric.units:
            return self.of_units(metric, unit, period, race, meals)
        cells = [self.cell(part, unit, period, race, meals) for part in metric.parts]
        if metric.formula.text.startswith("if(") and cells[0].value is not None:
            cells = [cells[0], Cell("value")]
        value = metric.formula.work_out(*(one.value for one in cells))
        if value is None:
            state = worst(cells)
            return Cell("no_rows" if state == "value" else state)
        return Cell("value", value, n=least_n(cells))

    def of_units(self, metric, unit, period, race, meals):
        units = metric.units
        schools = [school for school in self.schools[period]
                   if unit in ("county", school, area_of(school, period))]
        if not schools:
            return Cell("no_rows")
        cells, *weights = ([self.cell(part, school, period, race, meals) for school in schools]
                           for part in metric.parts)
        looked_at = [one for some in [cells] + weights for one in some]
        known = [one for one in cells if one.value is not None]
        facts = {"n": least_n(looked_at)}
        lacks = worst(looked_at)
        if units.aggregate in ("rate", "count"):
            if not known and not units.known_only:
                return Cell(lacks)
            met = Fraction(sum(1 for one in known if units.holds(one.value)))
            if units.aggregate == "count":
                return Cell("value", met, **facts)
            below = len(known) if units.known_only else len(cells)
            return divide(met, Fraction(below), 1, facts) if below else Cell(lacks)
        if weights:
            return weighted(cells, weights[0], lacks, facts)
        if not known:
            return Cell(lacks)
        if units.aggregate == "mean":
            return divide(sum(one.value for one in known), Fraction(len(known)), 1, facts)
        return of_values(units.aggregate, metric, [one.value for one in known], facts)


def divide(above, below, per, facts):
    if below == 0:
        return Cell("no_rows", None, above, below, **facts)
    return Cell("value", above / below * per, above, below, **facts)


def weighted(cells, weights, lacks, facts):
    pairs = [(one.value, weight.value) for one, weight in zip(cells, weights)
             if None not in (one.value, weight.value)]
    if any(weight < 0 for _, weight in pairs):
        return Cell("invalid")
    below = sum((weight for _, weight in pairs), Fraction(0))
    if below == 0 and lacks != "value":
        return Cell(lacks)
    return divide(sum((value * weight for value, weight in pairs), Fraction(0)), below, 1, facts)


def of_values(aggregate, metric, values, facts):
    if not values:
        return Cell("no_rows", **facts)
    if aggregate in ("smallest", "largest", "published"):
        return Cell("value", max(values) if aggregate == "largest" else min(values), **facts)
    return Cell("value", quantile(values, metric.rank, metric.between), **facts)


def worst(cells):
    return max((one.state for one in cells), key=WORSE.index)


def least_n(cells):
    known = [one.n for one in cells if one.state == "value" and one.n is not None]
    return min(known) if known else None


def groups_shown(by):
    """(race, meals) of the crossings that `values --by` lists; None is all."""
    races = [None] + RACES + ["unlisted", "unknown"]
    meals = [None, "frl", "paid", "unlisted", "unknown"]
    return [(race, meal) for race in (races if "race" in by else [None])
            for meal in (meals if "meals" in by else [None])]
