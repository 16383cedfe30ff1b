#!/usr/bin/python3
"""check_attacks.py PM [--tables N]: nobody can work a hidden figure out of what pm shows.

Random tables of four kinds (tables.py), with all margins and with those of whom nothing is known,
many in one project. What `pm values` shows, as CSV or as JSON, is attacked by attacker.py, which
knows the sums and nothing of how pm decides. No figure that is too small may be shown, and its number
of persons may neither follow nor be left fewer values than the least number that may be shown; that
must be decided for each; likewise how many of them have the outcome and how many have not, and the value
of no figure may follow that is hidden for the sake of others. Of crossings that a command asks for
and the plan does not, nothing may follow but what their margins alone give. The same has to be hidden, whatever a
command asks for. For small tables the figures spent to that end are compared with the fewest that
would do, found by trying all choices.

10,000 tables take some minutes (`make attack`); the tests take 1,500."""
import argparse
import concurrent.futures
import itertools
import random

from attacker import Attack
from projects import Checks, Written
from tables import FIRST, KINDS, read_shown

SEED = 20251104
TABLES = 50  # in one project
SMALL = 20   # tables of each kind that are small enough to try all choices

VARIANTS = [  # rules, least n, least cell, zeros protected
    ("minimum n 10 ; complement hidden", 10, 0, False),
    ("minimum n 5 ; complement hidden", 5, 0, False),
    ("minimum n 5 ; minimum cell 3 ; complement hidden", 5, 3, False),
    ("minimum n 6 ; complement hidden ; spare parts", 6, 0, False),
    ("minimum n 5 ; minimum cell 2 ; complement hidden ; zeros protected", 5, 2, True),
]


class Table:
    """The counts of a table, and what of it must not be found out."""

    def __init__(self, kind, leaves, variant, metrics=None):
        self.cells = kind.cells(leaves)
        self.truth = {(what, cell): count for cell, own in self.cells.items()
                      for what, count in own.items()}
        self.sums = kind.sums(self.cells)
        self.orders = [((small, cell), (large, cell)) for cell, own in self.cells.items()
                       for small, large in kind.orders if small in own]
        self.figures = kind.figures(self.cells, metrics or kind.metrics)
        self.needs = {}  # (count, the one taken from it or None): how many other values it needs
        self.persons = set()  # of these, those that say how many there are
        self.primary = set()
        for figure, (numerator, denominator) in self.figures.items():
            self.look_at(figure, numerator, denominator, variant)

    def look_at(self, figure, numerator, denominator, variant):
        _, least, few, zeros = variant
        part, whole = self.truth[numerator], self.truth[denominator]
        if not whole:
            return
        is_few = few and (0 < part < few or 0 < whole - part < few)
        if whole < least:
            self.primary.add(figure)
            self.need(denominator, None, least)
            self.persons.add((denominator, None))
            self.need_outcomes(numerator, denominator, 1, zeros)
        if is_few or (zeros and part in (0, whole)):
            self.primary.add(figure)
            self.need_outcomes(numerator, denominator, min(max(1, few), whole), zeros)

    def need_outcomes(self, numerator, denominator, width, zeros):
        """How many have the outcome, and how many have not; none may be told unless zeros are
        protected."""
        part, whole = self.truth[numerator], self.truth[denominator]
        if part or zeros:
            self.need(numerator, None, width)
        if part < whole or zeros:
            self.need(denominator, numerator, width)

    def need(self, count, less, width):
        self.needs[(count, less)] = max(width, self.needs.get((count, less), 0))

    def attack(self, shown):
        known = {name for figure in shown for name in self.figures[figure]}
        return Attack(self.truth, known, self.sums, self.orders)

    def disclose(self, shown, result, where):
        """Adds what can be found out about numbers that must not be."""
        attack = self.attack(shown)
        for (count, less), need in sorted(self.needs.items(), key=str):
            surely, most = attack.width(count, need, less)
            found = result.persons if (count, less) in self.persons else result.outcomes
            name = "%s%s%s of %s" % (where, count[0], " less " + less[0] if less else "", count[1])
            if most == 0:
                found.recovered.append(name)
            elif most < need:
                found.narrowed.append("%s has %d other values, not %d" % (name, most, need))
            elif surely < need:
                found.undecided.append(name)
        result.following += [where + one for one in self.following(attack, shown)]

    def forget_given(self, shown):
        """Crossings that the plan does not ask for are not protected: what their margins give, and
        where nobody is, is left out."""
        attack = self.attack({figure for figure in shown if "all" in figure[1][1:3] or
                              not self.truth[self.figures[figure][1]]})
        self.needs = {(count, less): need for (count, less), need in self.needs.items()
                      if attack.width(count, need, less)[0] >= need}

    def following(self, attack, shown):
        """Figures that are hidden for others, and whose value follows nevertheless."""
        return ["%s of %s" % figure for figure, counts in self.figures.items()
                if figure not in shown | self.primary and self.truth[counts[1]] and
                all(attack.width(count, 1)[1] == 0 for count in counts)]

    def is_protected(self, shown):
        attack = self.attack(shown)
        return all(attack.width(count, need, less)[0] >= need
                   for (count, less), need in self.needs.items())


class Found:
    """What can be found out of one kind of number."""

    def __init__(self):
        self.recovered, self.narrowed, self.undecided = [], [], []


class Result:
    """What was found in some tables; adds up."""

    def __init__(self):
        self.tables = self.primary = self.spent = 0
        self.shown, self.following = [], []
        self.persons, self.outcomes = Found(), Found()

    def add(self, other):
        for mine, its in ((self, other), (self.persons, other.persons),
                          (self.outcomes, other.outcomes)):
            for name, value in vars(its).items():
                if not isinstance(value, Found):
                    setattr(mine, name, getattr(mine, name) + value)


# ---- Attacking what pm shows ----

def add_shown(shown, text, form="csv"):
    for year, figures in read_shown(text, form).items():
        shown.setdefault(year, {}).update(figures)


def ask(pm, kind, drawn, variant, form, asks_crossings=True):
    """What pm shows of each table."""
    shown = {}
    with Written(pm, kind.files(drawn, variant[0], asks_crossings)) as project:
        project.run("load", "-q")
        for command in kind.commands(len(drawn)):
            add_shown(shown, project.run(*command, "--format", form), form)
    return shown


def read_figures(table, given):
    """{figure: (numerator, denominator), None when hidden}; None where pm says something else than
    the data. Where nobody is, nothing may be said, which says it."""
    figures = {}
    for figure, counts in table.figures.items():
        truth = tuple(table.truth[count] for count in counts)
        figures[figure] = given.get(figure, truth if not truth[1] else ())
        if figures[figure] not in (None, truth):
            return None
    return figures


def attack_project(pm, number):
    draw = random.Random(SEED + number)
    kind = KINDS[number % len(KINDS)]
    variant = VARIANTS[number // len(KINDS) % len(VARIANTS)]
    drawn = [kind.draw_leaves(draw, False) for _ in range(TABLES)]
    form = ("csv", "json")[number // len(KINDS) % 2]
    asks_crossings = len(kind.dimensions) < 2 or number // len(KINDS) % 3 > 0
    all_shown = ask(pm, kind, drawn, variant, form, asks_crossings)
    result = Result()
    for index, leaves in enumerate(drawn):
        table = Table(kind, leaves, variant)
        figures = read_figures(table, all_shown.get(FIRST + index, {}))
        where = "%s, %s, project %d, table %d: " % (kind.name, variant[0], number, index)
        if figures is None:
            result.shown.append(where + "other figures than there are")
            continue
        shown = {figure for figure, counts in figures.items() if counts}
        result.shown += [where + "%s is shown" % (f,) for f in sorted(shown & table.primary)]
        if not asks_crossings:
            table.forget_given(shown)
        following = list(result.following)
        table.disclose(shown, result, where)
        if not asks_crossings:
            result.following = following
        result.tables += 1
        result.primary += len(table.primary)
        result.spent += len(set(figures) - shown - table.primary)
    return result


# ---- Whatever is asked for ----

def ask_apart(pm, number):
    """Figures of which a command that asks for less says something else: (how many were compared,
    those)."""
    draw = random.Random(SEED - 100 - number)
    kind = KINDS[number % len(KINDS)]
    drawn = [kind.draw_leaves(draw, False) for _ in range(TABLES // 5)]
    wrong = []
    compared = 0
    with Written(pm, kind.files(drawn, VARIANTS[number % len(VARIANTS)][0])) as project:
        project.run("load", "-q")
        whole = {}
        for command in kind.commands(len(drawn)):
            add_shown(whole, project.run(*command, "--format", "csv"))
        for command in kind.commands_apart(len(drawn)):
            apart = {}
            add_shown(apart, project.run(*command, "--format", "csv"))
            for year, figures in apart.items():
                compared += len(figures)
                wrong += ["%s: %s in %d" % (" ".join(command), figure, year)
                          for figure, counts in figures.items()
                          if whole[year].get(figure, counts) != counts]
    return compared, wrong


# ---- The fewest figures that would do ----

def groups_of(table, kind, leaves):
    """Figures that say the same: {what they say: figures}."""
    groups = {}
    for figure, counts in table.figures.items():
        said = tuple(kind.made_of(leaves, count) for count in counts)
        groups.setdefault(said, set()).add(figure)
    return list(groups.values())


def fewest(table, groups, spent):
    """The least number of groups to hide beside those that are too small, if it is below `spent`."""
    for count in range(spent):
        for chosen in itertools.combinations(groups, count):
            shown = set(table.figures) - table.primary - set().union(*chosen)
            if table.is_protected(shown):
                return count
    return spent


def compare_with_fewest(pm, number):
    """(kind, figures spent, fewest that would do) over small tables; figures that say the same count
    once."""
    kind = KINDS[number]
    draw = random.Random(SEED - 1 - number)
    variant = VARIANTS[1]
    drawn = []
    while len(drawn) < SMALL:
        leaves = kind.draw_leaves(draw, True)
        if Table(kind, leaves, variant, kind.tried).primary:
            drawn.append(leaves)
    all_shown = ask(pm, kind, drawn, variant, "csv")
    spent = least = 0
    for index, leaves in enumerate(drawn):
        table = Table(kind, leaves, variant, kind.tried)
        hidden = {figure for figure, counts in all_shown[FIRST + index].items() if not counts}
        groups = [group for group in groups_of(table, kind, leaves) if not group & table.primary]
        own = sum(bool(group & hidden) for group in groups)
        spent += own
        least += fewest(table, groups, own)
    return kind.name, spent, least


def demand(checks, what, found):
    """Fails the checks where something was found."""
    for name, wrong in (("follows", found.recovered), ("is left too few values", found.narrowed),
                        ("is one of which it could not be told", found.undecided)):
        checks.none("no %s %s" % (what, name), wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pm")
    parser.add_argument("--tables", type=int, default=1500)
    arguments = parser.parse_args()
    checks = Checks()
    result = Result()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        small = [pool.submit(compare_with_fewest, arguments.pm, i) for i in range(len(KINDS))]
        for job in [pool.submit(attack_project, arguments.pm, number)
                    for number in range((arguments.tables + TABLES - 1) // TABLES)]:
            result.add(job.result())
        compared = [job.result() for job in small]
        asked = [pool.submit(ask_apart, arguments.pm, i) for i in range(2 * len(KINDS))]
        apart = [job.result() for job in asked]
    print("%d tables, %d figures too small by themselves, %d hidden for their sake" % (
        result.tables, result.primary, result.spent))
    checks.none("no figure is shown that is too small", result.shown)
    checks.none("the same is hidden, whatever is asked for",
                [one for _, wrong in apart for one in wrong], sum(count for count, _ in apart))
    demand(checks, "number of persons", result.persons)
    demand(checks, "number with the outcome, or without", result.outcomes)
    checks.none("no figure hidden for others follows", result.following)
    for name, spent, least in compared:
        checks.ok("hardly more is hidden than has to be: %s: %d, %d would do" % (
            name, spent, least), spent <= 1.25 * least + 2)
    checks.finish()


if __name__ == "__main__":
    main()
