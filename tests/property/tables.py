"""tables.py: random tables of counts that add up in many ways, and what pm shows of them.

Four kinds: schools in areas by race; race by sex by school, the tested of the enrolled and the passed
of the tested; outcomes of a cohort, each the rest of the others; quarters, the year so far and the
year. Race has students of whom it is not known. Many tables stand in one project, a year each. A cell
is (unit, race, sex, part of the year), with `all` for totals; a count is (what, cell)."""
import csv
import io
import itertools
import json

FIRST = 1800  # year of the first table
ALL = "all"
PARTS = ["Q1", "Q2", "Q3", "Q4"]
RACES = ["a", "b", "c", "unlisted"]
SEXES = ["f", "m"]
AREAS = {"0": "north", "1": "north", "2": "south", "3": "south"}

START = """project tables "Tables" {
  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, 04-01 }
  privacy { %(rules)s }
}
"""
UNITS = """unit district "The district" as district
units areas from roster as area { id area }
units schools from roster as school { id school ; within area }
source roster { from csv "roster.csv" ; one row per school ; field school text ; field area text }
"""
SCHOOLS = """unit district "The district" as district {
  units schools from roster as school { id school }
}
source roster { from csv "roster.csv" ; one row per school ; field school text ; field area text }
"""
RACE = 'dimension race from rows.race { group a when "a" ; group b when "b" ; group c when "c" }\n'
SEX = 'dimension sex from rows.sex { group f when "f" ; group m when "m" }\n'


EVENTS = """source rows {
  from csv "rows.csv"
  one row per event
  period day of school_year
  unit school of schools
  field event text
  field school text
  field day date
  field late bool
}
"""
DAYS = {"Q1": (-1, 8), "Q2": (-1, 11), "Q3": (0, 2), "Q4": (0, 5)}  # year and month


def source(fields, counts):
    lines = ["source rows {", '  from csv "rows.csv"', "  summary",
             "  one row per school, %s, year" % ", ".join(fields), '  period year as "1800"',
             "  unit school of schools", "  field school text", "  field year text"]
    lines += ["  field %s text" % field for field in fields]
    lines += ["  field %s int" % count for count in counts]
    return "\n".join(lines) + "\n}\n"


def metric(name, numerator, denominator, more):
    return ('metric %s "%s" {\n  lagging\n  numerator %s of rows%s\n  denominator %s of rows\n'
            "  better higher\n%s}\n" % (name, name, numerator[0], numerator[1], denominator, more))


class Kind:
    """One kind of table: its plan, and how its counts hang together."""

    def __init__(self, name, **given):
        self.name = name
        self.head = given["head"]            # units
        self.dimensions = given["dimensions"]
        self.whats = given["whats"]          # counts of the data, in the order of its columns
        self.metrics = given["metrics"]      # {metric: (numerator, denominator)}
        self.parts_of = given["parts_of"]    # {count: those it is made of, in one cell}
        self.orders = given["orders"]        # (small, large), in one cell
        self.has_quarters = given.get("has_quarters", False)
        self.draw_leaves = given["draw"]
        self.tried = given["tried"]  # metrics of the tables that are small enough to try all

    def files(self, tables, rules, asks_crossings=True):
        """A project; without `asks_crossings` crossed dimensions are asked for by commands alone."""
        rows = self.event_rows(tables) if self.has_quarters else self.summary_rows(tables)
        roster = "".join("%s,%s\n" % pair for pair in AREAS.items())
        return {"project.pm": START % {"rules": rules} + self.head +
                self.plan(asks_crossings),
                "rows.csv": "\n".join(rows) + "\n", "roster.csv": "school,area\n" + roster}

    def plan(self, asks_crossings):
        by = ", ".join(self.dimensions)
        if len(self.dimensions) > 1 and asks_crossings:
            by += ", " + " * ".join(self.dimensions)
        plan = EVENTS if self.has_quarters else source(
            self.dimensions, self.whats + list(self.parts_of))
        plan += RACE if "race" in self.dimensions else ""
        plan += SEX if "sex" in self.dimensions else ""
        for name, (numerator, denominator) in self.metrics.items():
            if self.has_quarters:
                more = "  observed year_to_date\n" if name.endswith("so_far") else ""
                plan += metric(name, ("count", " where late = true"), "count", more)
            else:
                plan += metric(name, ("sum " + numerator, ""), "sum " + denominator,
                               "  by %s\n" % by)
        return plan

    def summary_rows(self, tables):
        rows = [",".join(["school"] + self.dimensions + ["year"] + self.whats +
                         list(self.parts_of))]
        for index, leaves in enumerate(tables):
            for (unit, race, sex, _), counts in leaves.items():
                own = {"race": "?" if race == "unlisted" else race, "sex": sex}
                given = dict(zip(self.whats, counts))
                counts += tuple(sum(given[column] for column in self.sources_of(what))
                                for what in self.parts_of)
                rows.append(",".join([unit] + [own[name] for name in self.dimensions] +
                                     [str(FIRST + index)] + [str(count) for count in counts]))
        return rows

    def event_rows(self, tables):
        rows = ["event,school,day,late"]
        for index, leaves in enumerate(tables):
            for (unit, _, _, part), (events, late) in leaves.items():
                before, month = DAYS[part]
                day = "%d-%02d-15" % (FIRST + index + before, month)
                rows += ["%d,%s,%s,%s" % (len(rows) + i, unit, day, "y" if i < late else "n")
                         for i in range(events)]
        return rows

    def sources_of(self, what):
        """The columns that make up a count."""
        what = what.replace("so_far_", "")
        if what in self.whats:
            return [what]
        return [column for part in self.parts_of[what] for column in self.sources_of(part)]

    # ---- The whole table ----

    def cells(self, leaves):
        """{cell: {what: count}}, with all margins."""
        cells = {}
        for leaf, counts in leaves.items():
            for cell in self.margins(leaf):
                own = cells.setdefault(cell, dict.fromkeys(self.whats, 0))
                for what, count in zip(self.whats, counts):
                    own[what] += count
        for own in cells.values():
            for what in self.parts_of:
                own[what] = sum(own[column] for column in self.sources_of(what))
        if self.has_quarters:
            self.add_so_far(cells)
        return cells

    def margins(self, leaf):
        unit, race, sex, part = leaf
        units = {unit, "district"} | ({AREAS[unit]} if self.head is UNITS else set())
        return [(u, r, s, p) for u in units for r in {race, ALL} for s in {sex, ALL}
                for p in {part, ALL}]

    def add_so_far(self, cells):
        for cell, own in cells.items():
            for what in self.whats:
                own["so_far_" + what] = sum(cells.get(cell[:3] + (part,), {}).get(what, 0)
                                            for part in parts_until(cell[3]))

    def sums(self, cells):
        """(total, parts) of counts."""
        sums = []
        for cell, own in cells.items():
            for parts in self.partitions(cells, cell):
                sums += [((what, cell), [(what, part) for part in parts]) for what in own
                         if not what.startswith("so_far_")]
            sums += [((what, cell), [(part, cell) for part in parts])
                     for what, parts in self.parts_of.items()]
            sums += self.sums_so_far(cells, cell)
        return sums

    def partitions(self, cells, cell):
        unit, race, sex, part = cell
        below = [cell for cell in cells if cell[0] not in ("district", "north", "south")]
        found = []
        if unit == "district":
            found.append([(u, race, sex, part) for u in sorted({leaf[0] for leaf in below})])
        if unit in ("north", "south"):
            found.append([(u, race, sex, part) for u in sorted(AREAS) if AREAS[u] == unit])
        if race == ALL:
            found.append([(unit, r, sex, part) for r in RACES])
        if sex == ALL:
            found.append([(unit, race, s, part) for s in SEXES + ["unlisted"]])
        if part == ALL:
            found.append([(unit, race, sex, p) for p in PARTS])
        found = [[one for one in parts if one in cells] for parts in found]
        if unit == "district" and self.head is UNITS:
            areas = [(a, race, sex, part) for a in ("north", "south")]
            found.append([one for one in areas if one in cells])
        return [parts for parts in found if parts and parts != [cell]]

    def sums_so_far(self, cells, cell):
        if not self.has_quarters:
            return []
        until = [cell[:3] + (part,) for part in parts_until(cell[3])]
        return [(("so_far_" + what, cell), [(what, one) for one in until if one in cells])
                for what in self.whats]

    def figures(self, cells, metrics):
        """{(metric, cell): (numerator, denominator)}, names of counts, of all that is published."""
        found = {}
        for cell in cells:
            for name in metrics:
                numerator, denominator = self.metrics[name]
                found[(name, cell)] = ((numerator, cell), (denominator, cell))
        return found

    def made_of(self, leaves, count):
        """The numbers of the data that a count adds up."""
        what, cell = count
        parts = parts_until(cell[3]) if what.startswith("so_far_") else [cell[3]]
        return frozenset(
            (column, leaf) for column in self.sources_of(what) for leaf in leaves
            if any(cell[:3] + (part,) in self.margins(leaf) for part in parts))

    # ---- What pm shows ----

    def commands(self, count):
        last = FIRST + count - 1
        spans = ["SY%d..SY%d" % (FIRST, last)]
        if self.has_quarters:
            spans.append("SY%d.Q1..SY%d.Q4" % (FIRST, last))
        by = ["--by", ",".join(self.dimensions)] if self.dimensions else []
        return [["values"] + list(self.metrics) + by + ["--period", span, "-q"] for span in spans]


    def commands_apart(self, count):
        """The same, each metric by itself, by each dimension and by several."""
        for command in self.commands(count):
            span = command[command.index("--period"):]
            for name in self.metrics:
                for size in range(len(self.dimensions) + 1):
                    for chosen in itertools.combinations(self.dimensions, size):
                        by = ["--by", ",".join(chosen)] if chosen else []
                        yield ["values", name] + by + span


def parts_until(part):
    return PARTS if part == ALL else PARTS[:PARTS.index(part) + 1]


def read_csv(text):
    for row in csv.DictReader(io.StringIO(text)):
        cell = (row["unit"], row.get("race", ALL), row.get("sex", ALL))
        yield (row["metric"], row["period"], cell, row["state"], row["numerator"],
               row["denominator"])


def read_json(text):
    for row in json.loads(text)["values"]:
        value = row.get("value", {})
        cell = (row["unit"], row["group"].get("race", ALL), row["group"].get("sex", ALL))
        yield (row["metric"], row["period"], cell, row["state"], value.get("numerator"),
               value.get("denominator"))


def read_shown(text, form):
    """{year: {(metric, cell): (numerator, denominator) or None when hidden}}; where nobody is, that is
    shown as 0 of 0."""
    shown = {}
    for name, period, cell, state, numerator, denominator in (
            read_csv(text) if form == "csv" else read_json(text)):
        year, _, part = period[2:].partition(".")
        if state in ("value", "no_rows", "suppressed"):
            counts = None if state == "suppressed" else (int(numerator), int(denominator))
            shown.setdefault(int(year), {})[(name, cell + (part or ALL,))] = counts
    return shown


# ---- Drawing ----

def draw_size(draw, small):
    return draw.randint(1, 9) if draw.random() < small else draw.randint(10, 80)


def draw_part(draw, whole, share):
    return sum(draw.random() < share for _ in range(whole))


def draw_units(draw, is_small):
    small = draw.choice([0.1, 0.25, 0.5])
    leaves = {}
    for unit in list(AREAS)[:2 if is_small else draw.randint(2, 4)]:
        for race in RACES[:2 if is_small else draw.randint(2, 4)]:
            if is_small or draw.random() < 0.95:
                enrolled = draw_size(draw, small)
                leaves[(unit, race, ALL, ALL)] = (enrolled, draw_part(draw, enrolled, 0.8))
    return leaves


def draw_crossed(draw, is_small):
    small = draw.choice([0.1, 0.25, 0.5])
    leaves = {}
    for unit in list(AREAS)[:1 if is_small else draw.randint(1, 3)]:
        for race in RACES[:3 if is_small else draw.randint(2, 4)]:
            for sex in SEXES:
                if not is_small and draw.random() < 0.1:
                    continue
                enrolled = draw_size(draw, small)
                tested = enrolled if is_small else draw_part(draw, enrolled, 0.9)
                passed = draw_part(draw, tested, draw.choice([0.1, 0.5, 0.9]))
                leaves[(unit, race, sex, ALL)] = (enrolled, tested, passed)
    return leaves


def draw_outcomes(draw, is_small):
    leaves = {}
    for unit in list(AREAS)[:2 if is_small else draw.randint(1, 3)]:
        for race in ["a"] if is_small else RACES[:draw.randint(2, 3)]:
            cohort = draw_size(draw, 0.1)
            graduated = draw_part(draw, cohort, draw.choice([0.5, 0.9]))
            left = draw_part(draw, cohort - graduated, draw.choice([0.1, 0.5]))
            leaves[(unit, race, ALL, ALL)] = (graduated, left, cohort - graduated - left)
    return leaves


def draw_quarters(draw, is_small):
    small = draw.choice([0.1, 0.25, 0.5])
    leaves = {}
    for unit in list(AREAS)[:1 if is_small else draw.randint(1, 3)]:
        for part in PARTS:
            events = draw_size(draw, small)
            leaves[(unit, ALL, ALL, part)] = (events, draw_part(draw, events, 0.4))
    return leaves


KINDS = [
    Kind("schools in areas by race", head=UNITS, dimensions=["race"],
         whats=["enrolled", "tested"], metrics={"tested": ("tested", "enrolled")}, parts_of={},
         orders=[("tested", "enrolled")], draw=draw_units, tried=["tested"]),
    Kind("race by sex by school", head=SCHOOLS, dimensions=["race", "sex"],
         whats=["enrolled", "tested", "passed"],
         metrics={"tested": ("tested", "enrolled"), "passed": ("passed", "tested")}, parts_of={},
         orders=[("tested", "enrolled"), ("passed", "tested")], draw=draw_crossed, tried=["tested"]),
    Kind("outcomes of a cohort", head=SCHOOLS, dimensions=["race"],
         whats=["graduated", "left", "still"],
         metrics={"finished": ("graduated", "cohort"), "leavers": ("left", "cohort"),
                  "not_yet": ("open", "cohort"), "staying": ("still", "open")},
         parts_of={"open": ["left", "still"], "cohort": ["graduated", "open"]},
         orders=[], draw=draw_outcomes, tried=["finished", "leavers", "not_yet", "staying"]),
    Kind("quarters, the year so far and the year", head=SCHOOLS, dimensions=[],
         whats=["events", "late"],
         metrics={"late": ("late", "events"), "late_so_far": ("so_far_late", "so_far_events")},
         parts_of={}, orders=[("late", "events"), ("so_far_late", "so_far_events")],
         draw=draw_quarters, has_quarters=True, tried=["late", "late_so_far"]),
]
