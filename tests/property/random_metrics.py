"""random_metrics.py: invented projects for check_formulas.py: rows, and metrics of every form over them.

A project is made from a seed. Its metrics write themselves as plan text and know the same condition or
amount as SQL; what figures they have is worked out in figures.py from the same CSV files. Amounts in
SQL are whole thousandths, so that nothing is ever rounded.
"""
import csv
import datetime
import io
import random
from fractions import Fraction

from random_plans import FIRST_YEAR, decimal

YEARS = list(range(FIRST_YEAR, FIRST_YEAR + 6))
SCHOOLS = ["s1", "s2", "s3", "s4", "s5"]
AREAS = ["east", "west"]
RACES = ["black", "white", "hispanic"]
AS_OF = "%d-06-30" % YEARS[-1]

HEAD = """project invented "Invented" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  calendar classes CL { starts 09-01 ; named by end }
  privacy { minimum n 1 ; complement shown }
}
unit county "The county" as district {
  units areas from pupils as area { id area }
  units schools from pupils as school { id school ; within area }
}
source pupils {
  from csv "data/pupils.csv"
  one row per student, year
  period year as "2020" of school_year
  unit school of schools
  field student text
  field year text
  field school text
  field area text
  field race text
  field meals bool
  field days int
  field absent int
  field score number
  field weight number
  field enrolled bool
  field tested bool
  field entered date
  field left date
  holds entered, left
}
source events {
  from csv "data/events.csv"
  one row per event
  period day of school_year
  unit school of schools
  field event text
  field day date
  field school text
  field minutes int
  field late bool
}
source stays {
  from csv "data/stays.csv"
  one row per student, entered
  period entered of school_year
  unit school of schools
  field student text
  field school text
  field entered date
  field left date
  field late bool
  holds entered, left
}
source cohort {
  from csv "data/cohort.csv"
  one row per student
  period class as "2020" of classes
  unit county
  field student text
  field class int
  field went text
  field confirmed bool
  field done int
}
source results {
  from csv "data/results.csv"
  summary
  one row per year, school, race
  period year as "2020" of school_year
  unit school of schools
  field year text
  field school text
  field race text
  field tested int
  field passed int
  field rate percent
  total race "All"
  suppressed "s"
  pending "soon"
}
dimension race "Race" from pupils.race, results.race {
  group black when "B" ; group white when "W" ; group hispanic when "H", "L"
}
dimension meals "Meals" from pupils.meals { group frl when true ; group paid when false }
"""


# ---- Data ----

def table(names, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()


def area_of(school, year):
    """s3 changes its area."""
    if school == "s3":
        return AREAS[year >= YEARS[3]]
    return AREAS[school > "s3"]


class Data:
    def __init__(self, draw):
        self.draw = draw

    def maybe(self, value, chance=0.85):
        return value if self.draw.random() < chance else ""

    def day(self, first, last):
        return first + datetime.timedelta(self.draw.randrange((last - first).days + 1))

    def pupils(self):
        for year in YEARS:
            for student in range(self.draw.choice((12, 40, 70))):
                there = SCHOOLS[:4] if year < YEARS[2] else SCHOOLS
                school = there[student] if student < len(there) else self.draw.choice(there)
                entered = self.day(datetime.date(year - 1, 7, 1), datetime.date(year, 2, 1))
                left = self.maybe(self.day(entered, datetime.date(year, 6, 30)), 0.4)
                days = self.draw.choice((9, 10, 90, 157, 180))
                yield (student, year, school, area_of(school, year),
                       self.maybe(self.draw.choice("BBWWWHLA")), self.maybe(self.draw.choice("YN")),
                       self.maybe(days, 0.97), self.maybe(self.draw.choice(
                           (0, days // 10, days // 10 - 1, self.draw.randrange(days)))),
                       self.maybe(decimal(Fraction(self.draw.randrange(200, 1000), 10))),
                       self.maybe(decimal(Fraction(self.draw.randrange(0, 30), 10))),
                       self.maybe(self.draw.choice("YYYN"), 0.95), self.draw.choice("YYYN"),
                       self.maybe(entered, 0.95), left)

    def events(self):
        for event in range(150):
            yield (event, self.day(datetime.date(YEARS[0] - 1, 7, 1),
                                   datetime.date(YEARS[-1], 6, 30)), self.draw.choice(SCHOOLS[:4]),
                   self.maybe(self.draw.randrange(60)), self.maybe(self.draw.choice("YN")))

    def stays(self):
        for student in range(80):
            entered = self.day(datetime.date(YEARS[0] - 1, 7, 1), datetime.date(YEARS[-1], 6, 30))
            left = self.maybe(self.day(entered, entered + datetime.timedelta(1200)), 0.6)
            yield (student, self.draw.choice(SCHOOLS[:4]), entered, left,
                   self.maybe(self.draw.choice("YN")))

    def cohort(self):
        for student in range(120):
            year = self.draw.choice(YEARS)
            went = self.draw.choice(("", "", "", "moved", "died", "dropout"))
            yield (student, year, went, self.draw.choice(("Y", "N", "")) if went else "",
                   self.maybe(year + self.draw.choice((-1, 0, 0, 0, 1)), 0.7))

    def results(self):
        for year in YEARS:
            for school in SCHOOLS[:4]:
                for race in ("All", "B", "W", "H"):
                    if self.draw.random() < 0.1:
                        continue
                    tested = self.draw.choice((0, 5, 20, 40))
                    passed = self.draw.randrange(tested + 1)
                    hidden = self.draw.random()
                    rate = decimal(Fraction(self.draw.randrange(1001), 10))
                    yield (year, school, race, tested,
                           "s" if hidden < 0.03 else "" if hidden < 0.05 else passed,
                           "soon" if hidden < 0.04 else self.maybe(rate, 0.97))

    def files(self):
        return {
            "data/pupils.csv": table(("student", "year", "school", "area", "race", "meals", "days",
                                      "absent", "score", "weight", "enrolled", "tested", "entered",
                                      "left"), self.pupils()),
            "data/events.csv": table(("event", "day", "school", "minutes", "late"), self.events()),
            "data/stays.csv": table(("student", "school", "entered", "left", "late"),
                                    self.stays()),
            "data/cohort.csv": table(("student", "class", "went", "confirmed", "done"),
                                     self.cohort()),
            "data/results.csv": table(("year", "school", "race", "tested", "passed", "rate"),
                                      self.results())}


# ---- Conditions and amounts: plan text, and the same as SQL ----

class Says:
    def __init__(self, text, sql):
        self.text, self.sql = text, sql


NUMBERS = {"pupils": {"days": (1, 200), "absent": (0, 60), "score": (20, 100), "weight": (0, 3)},
           "events": {"minutes": (0, 60)}, "stays": {}, "cohort": {}, "results": {}}
FLAGS = {"pupils": ("meals", "enrolled", "tested"), "events": ("late",), "stays": ("late",)}
COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")


class Words:
    """Conditions and amounts over the rows of a source."""

    def __init__(self, draw, source):
        self.draw, self.source = draw, source
        self.numbers = sorted(NUMBERS[source])

    def number(self, name):
        low, high = NUMBERS[self.source][name]
        value = Fraction(self.draw.randrange(low * 10, high * 10), 10)
        if name not in ("score", "weight"):
            value = Fraction(int(value))
        return value

    def leaf(self):
        kind = self.draw.randrange(8)
        flag = self.draw.choice(FLAGS[self.source])
        if not self.numbers or kind == 0:
            return Says("%s = true" % flag, "(%s = 1)" % flag)
        name = self.draw.choice(self.numbers)
        if kind == 1:
            missing = self.draw.choice((name, flag))
            return Says("%s is missing" % missing, "(%s IS NULL)" % missing)
        if kind == 2:
            return Says("%s is not missing" % name, "(%s IS NOT NULL)" % name)
        if self.source == "pupils" and kind == 3:
            share = Fraction(self.draw.choice((50, 100, 125, 200, 333)), 1000)
            sign = self.draw.choice(COMPARISONS[:4])
            return Says("absent %s %s%% of days" % (sign, decimal(share * 100)),
                        "(absent * 1000 %s %d * days)" % (sign, share * 1000))
        if self.source == "pupils" and kind == 4:
            some = self.draw.sample(("B", "W", "H", "L", "A"), 2)
            return Says("race %s (\"%s\", \"%s\")" % (("in",) + tuple(some)),
                        "(race IN ('%s', '%s'))" % tuple(some))
        if self.source == "pupils" and kind == 5:
            return Says("race != \"B\"", "(race != 'B')")
        if len(self.numbers) > 1 and kind == 6:
            other = self.draw.choice(self.numbers)
            sign = self.draw.choice(COMPARISONS)
            return Says("%s %s %s" % (name, sign, other), "(%s %s %s)" % (name, sign, other))
        sign, value = self.draw.choice(COMPARISONS), self.number(name)
        return Says("%s %s %s" % (name, sign, decimal(value)),
                    "(%s %s %d)" % (name, sign, value * 1000))

    def condition(self, depth=2):
        kind = self.draw.randrange(5) if depth else 0
        if kind < 2:
            return self.leaf()
        if kind == 2:
            inner = self.condition(depth - 1)
            return Says("not (%s)" % inner.text, "(NOT %s)" % inner.sql)
        word = ("and", "or")[kind - 3]
        one, other = self.condition(depth - 1), self.condition(depth - 1)
        return Says("(%s) %s (%s)" % (one.text, word, other.text),
                    "(%s %s %s)" % (one.sql, word.upper(), other.sql))

    def amount(self, depth=1):
        name = self.draw.choice(self.numbers)
        kind = self.draw.randrange(8) if depth else 0
        if kind < 3:
            return Says(name, name)
        one, other = self.amount(depth - 1), self.amount(depth - 1)
        if kind == 3:
            factor = self.draw.randrange(2, 5)
            return Says("%d * %s" % (factor, one.text), "(%d * %s)" % (factor, one.sql))
        if kind in (4, 5):
            sign = "+-"[kind - 4]
            return Says("%s %s %s" % (one.text, sign, other.text),
                        "(%s %s %s)" % (one.sql, sign, other.sql))
        if kind == 6:
            word, sign, rest = self.draw.choice((("larger", ">=", "<"), ("smaller", "<=", ">")))
            return Says("%s(%s, %s)" % (word, one.text, other.text),
                        "(CASE WHEN %s %s %s THEN %s WHEN %s %s %s THEN %s END)" % (
                            one.sql, sign, other.sql, one.sql, one.sql, rest, other.sql,
                            other.sql))
        when = self.condition(0)
        return Says("if(%s, %s, %s)" % (when.text, one.text, other.text),
                    "(CASE WHEN %s THEN %s WHEN NOT %s THEN %s END)" % (
                        when.sql, one.sql, when.sql, other.sql))


class Term:
    """`sum AMOUNT of SOURCE where A unless B`; what is not written is None."""

    def __init__(self, aggregate, source, amount=None, where=None, unless=None):
        self.aggregate, self.source, self.amount = aggregate, source, amount
        self.where, self.unless = where, unless

    @property
    def text(self):
        text = self.aggregate + (" " + self.amount.text if self.amount else "")
        text += " of " + self.source
        if self.where:
            text += " where " + self.where.text
        if self.unless:
            text += " unless " + self.unless.text
        return text

    @property
    def keeps(self):
        """The rows it is about, as SQL; what is unknown of `unless` does not leave a row out."""
        sql = self.where.sql if self.where else "1"
        return "(%s AND %s IS NOT 1)" % (sql, self.unless.sql) if self.unless else sql

    @property
    def value(self):
        return self.amount.sql if self.amount else "1000"


# ---- Metrics ----

class Metric:
    """Lines that are set make the figure; `type` is "share" or "number"."""

    def __init__(self, name, direction):
        self.name, self.direction, self.type = name, direction, "share"
        self.numerator = self.denominator = self.value = self.n = None
        self.participation = self.weight = self.between = self.per = self.formula = self.units = None
        self.pool = self.observed = self.match = None
        self.by, self.parts = [], []
        self.rank = Fraction(1, 2)

    @property
    def source(self):
        base = self.denominator or self.value
        return base.source if base else None

    @property
    def leaves(self):
        """The sources that its rows are of, by way of other metrics."""
        if not self.parts:
            return {self.source}
        return set().union(*(part.leaves for part in self.parts))

    @property
    def lines(self):
        found = [(word, getattr(self, word)) for word in ("numerator", "denominator", "value", "n")]
        lines = ["%s %s" % (word, term.text) for word, term in found if term]
        if self.formula:
            lines.append("value " + self.formula.text)
        if self.units:
            lines += self.units.lines
        if self.participation:
            lines.append("participation %s%% %s" % (decimal(self.participation[0] * 100),
                                                    self.participation[1].text))
        if self.weight:
            lines.append("weight " + self.weight.text)
        for word in ("between", "per", "match"):
            if getattr(self, word):
                lines.append("%s %s" % (word, getattr(self, word)))
        if self.pool:
            lines.append("pool %d years least %d" % self.pool)
        if self.observed:
            lines.append("observed " + self.observed)
        return lines

    @property
    def has_others(self):
        """Whether it is compared by group, and its rows tell what all but a group have."""
        return ["race"] in self.by and "results" not in self.leaves

    @property
    def text(self):
        lines = self.lines + ["better " + ("higher" if self.direction > 0 else "lower")]
        if self.type == "ratio":
            lines.append("unit ratio")
        if self.by:
            lines.append("by " + ", ".join(" * ".join(one) for one in self.by))
        if self.has_others:
            lines.append("gap black vs others")
        return "metric %s \"%s\" {\n  %s\n}\n" % (self.name, self.name, "\n  ".join(lines))


BETWEEN = ("lower", "upper", "middle", "linear", "exclusive", "nearest_rank")


class Formula:
    """Over other metrics: plan text, and a function of their figures (None: there is none)."""

    def __init__(self, text, work_out):
        self.text, self.work_out = text, work_out


class Units:
    """Schools counted, or their figures taken together."""

    def __init__(self, lines, aggregate, holds, known_only=False):
        self.lines, self.aggregate, self.holds = lines, aggregate, holds
        self.known_only = known_only


class Maker:
    def __init__(self, draw):
        self.draw, self.metrics = draw, []

    def chance(self, share):
        return self.draw.random() < share

    def start(self):
        return Metric("m%02d" % len(self.metrics), self.draw.choice((1, -1)))

    def groups(self, metric):
        metric.by = self.draw.choice(([], [["race"]]))
        if metric.leaves == {"pupils"} and self.chance(0.5):
            metric.by = self.draw.choice(([["race"], ["meals"]], [["race", "meals"]]))

    def where(self, words, chance=0.6):
        return words.condition() if self.chance(chance) else None

    def base(self, words, aggregate="count"):
        amount = words.amount() if aggregate != "count" else None
        unless = words.condition(1) if self.chance(0.3) else None
        return Term(aggregate, words.source, amount, self.where(words), unless)

    def may_pool(self, metric):
        if metric.source == "pupils" and self.chance(0.35):
            years = self.draw.randrange(2, 5)
            metric.pool = (years, self.draw.randrange(1, years + 1))

    # -- Rows --

    def rate(self, metric):
        words = Words(self.draw, "pupils")
        aggregate = self.draw.choice(("count", "count", "sum"))
        metric.denominator = self.base(words, aggregate)
        metric.numerator = Term(aggregate, "pupils", words.amount() if aggregate == "sum" else None,
                                words.condition())
        if self.chance(0.3):
            metric.n = Term("count", "pupils", None, self.where(words))
        if aggregate == "count" and self.chance(0.4):
            metric.participation = (Fraction(self.draw.choice((80, 90, 95, 100, 125)), 100),
                                    Term("count", "pupils", None, self.where(words)))
        if self.chance(0.25):
            metric.per, metric.type = self.draw.choice((100, 1000)), "number"
        self.may_pool(metric)

    def of_values(self, metric):
        words = Words(self.draw, self.draw.choice(("pupils", "pupils", "events")))
        aggregate = self.draw.choice(("count", "sum", "mean", "mean", "smallest", "largest",
                                      "median", "median", "percentile"))
        metric.type = "number"
        metric.value = self.base(words, aggregate)
        if aggregate == "percentile":
            rank = Fraction(self.draw.choice((0, 10, 25, 40, 75, 90, 100)))
            metric.value.aggregate = "percentile(%d)" % rank
            metric.rank = rank / 100
        if aggregate in ("median", "percentile"):
            metric.between = self.draw.choice(BETWEEN)
        if aggregate == "mean" and words.source == "pupils" and self.chance(0.6):
            metric.weight = Says("weight", "weight")
        if words.source == "events" and self.chance(0.6):
            metric.observed = "year_to_date"
        self.may_pool(metric)

    def matched(self, metric):
        metric.type, metric.match = "number", "student with previous"
        metric.value = Term(self.draw.choice(("mean", "median", "sum")), "pupils",
                            Says("score - previous.score", "(score - earlier)"))
        if metric.value.aggregate == "median":
            metric.between = self.draw.choice(BETWEEN)

    def snapshot(self, metric):
        words = Words(self.draw, self.draw.choice(("pupils", "stays")))
        metric.observed = "snapshot on %02d-%02d" % (self.draw.choice((10, 12, 1, 4)),
                                                     self.draw.randrange(1, 29))
        if self.chance(0.5):
            metric.type, metric.value = "number", self.base(words)
            return
        metric.denominator = self.base(words)
        metric.numerator = Term("count", words.source, None, words.condition(1))

    def cohort(self, metric):
        left = Says("went in (\"moved\", \"died\") and confirmed = true",
                    "(went IN ('moved', 'died') AND confirmed = 1)")
        late = self.draw.randrange(3)
        metric.denominator = Term("count", "cohort", unless=left)
        metric.numerator = Term("count", "cohort", None,
                                Says("done <= class + %d" % late, "(done <= class + %d)" % late))
        metric.observed = "cohort"

    def summary(self, metric):
        kind = self.draw.randrange(5)
        if kind < 2:
            metric.numerator = Term("sum", "results", Says("passed", "passed"))
            metric.denominator = Term("sum", "results", Says("tested", "tested"))
            if self.chance(0.4):
                years = self.draw.randrange(2, 4)
                metric.pool = (years, self.draw.randrange(1, years + 1))
            return
        aggregate = ("published", "mean", "median")[kind - 2]
        metric.value = Term(aggregate, "results", Says("rate", "rate"))
        if aggregate == "median":
            metric.between = self.draw.choice(BETWEEN)
        if aggregate == "mean" and self.chance(0.6):
            metric.weight = Says("tested", "tested")

    # -- From other metrics --

    def choose(self, kind, count):
        """Metrics of school years of a type, drawn with replacement."""
        some = [one for one in self.metrics if one.type == kind and "cohort" not in one.leaves]
        return [self.draw.choice(some) for _ in range(count)] if some else None

    def derived(self, metric):
        kind = self.draw.randrange(7)
        shares, numbers = self.choose("share", 2), self.choose("number", 2)
        if kind < 4 and shares:
            self.of_shares(metric, kind, *shares)
        elif kind < 6 and numbers:
            self.of_numbers(metric, kind, *numbers)
        elif shares or numbers:
            self.of_schools(metric, (shares or numbers)[0])
        else:
            self.rate(metric)

    def of_shares(self, metric, kind, a, b):
        metric.parts = [a, b]
        share = Fraction(self.draw.randrange(1, 20), 20)
        if kind == 0:
            metric.formula = Formula(
                "%s%% of %s + %s%% of %s" % (decimal(share * 100), a.name,
                                             decimal(100 - share * 100), b.name),
                lambda x, y: None if None in (x, y) else share * x + (1 - share) * y)
        elif kind == 1:
            word, choose = self.draw.choice((("larger", max), ("smaller", min)))
            metric.formula = Formula("%s(%s, %s)" % (word, a.name, b.name),
                                     lambda x, y: None if None in (x, y) else choose(x, y))
        elif kind == 2:
            metric.formula = Formula("if(%s is missing, %s, %s)" % (a.name, b.name, a.name),
                                     lambda x, y: y if x is None else x)
        else:
            metric.type = "ratio"
            metric.formula = Formula("%s / %s" % (a.name, b.name),
                                     lambda x, y: None if None in (x, y) or y == 0 else x / y)

    def of_numbers(self, metric, kind, a, b):
        metric.type, metric.parts = "number", [a, b]
        if kind == 4:
            metric.formula = Formula("2 * %s - %s" % (a.name, b.name),
                                     lambda x, y: None if None in (x, y) else 2 * x - y)
        else:
            metric.type = "ratio"
            metric.formula = Formula("%s / %s" % (a.name, b.name),
                                     lambda x, y: None if None in (x, y) or y == 0 else x / y)

    def of_schools(self, metric, of):
        metric.parts = [of]
        bound = Fraction(self.draw.randrange(0, 20), 20 if of.type == "share" else 1)
        amount = decimal(bound * 100) + "%" if of.type == "share" else decimal(bound)
        sign = self.draw.choice((">=", "<", "<="))
        holds = {">=": lambda x: x >= bound, "<": lambda x: x < bound,
                 "<=": lambda x: x <= bound}[sign]
        kind = self.draw.randrange(4)
        condition = "where %s %s %s" % (of.name, sign, amount)
        if kind == 0:
            known = self.chance(0.5)
            metric.units = Units(["numerator count of schools " + condition,
                                  "denominator count of schools" +
                                  " where %s is not missing" % of.name * known],
                                 "rate", holds, known)
        elif kind == 1:
            metric.type = "number"
            metric.units = Units(["value count of schools " + condition], "count", holds)
        else:
            aggregate = self.draw.choice(("mean", "median", "smallest", "largest"))
            metric.type = of.type
            lines = ["value %s %s of schools" % (aggregate, of.name)]
            metric.units = Units(lines, aggregate, None)
            weights = self.choose("number", 1)
            if aggregate == "mean" and weights and self.chance(0.5):
                metric.parts.append(weights[0])
                lines.append("weight " + weights[0].name)
            if aggregate == "median":
                metric.between = self.draw.choice(BETWEEN)

    def add(self):
        metric = self.start()
        kind = self.draw.choice((self.rate, self.rate, self.of_values, self.of_values, self.matched,
                                 self.snapshot, self.cohort, self.summary, self.derived,
                                 self.derived, self.derived))
        kind(metric)
        if metric.leaves <= {"pupils", "results"}:
            self.groups(metric)
        self.metrics.append(metric)


def make(seed, count):
    """Files of data, and metrics."""
    draw = random.Random(seed)
    files = Data(draw).files()
    maker = Maker(draw)
    for _ in range(count):
        maker.add()
    return files, maker.metrics
