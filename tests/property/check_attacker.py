#!/usr/bin/python3
"""check_attacker.py: what attacker.py says of tables is what trying all tables says.

Random tables of two rows and two columns with margins, and a second count that is no greater than the
first, some of it published; all that agrees with it is tried."""
import itertools
import random

from attacker import Attack
from projects import Checks

TABLES = 400
MOST = 5  # persons
ROWS, COLUMNS = (0, 1), (0, 1)
LEAVES = [(row, column) for row in ROWS for column in COLUMNS]


def with_margins(what, leaves):
    """{(what, row, column): count}, "all" for totals."""
    counts = {}
    for (row, column), count in leaves.items():
        for r in (row, "all"):
            for c in (column, "all"):
                counts[(what, r, c)] = counts.get((what, r, c), 0) + count
    return counts


def all_tables(total):
    """All tables of so many persons."""
    for counts in itertools.product(range(total + 1), repeat=len(LEAVES)):
        if sum(counts) == total:
            for passed in itertools.product(*[range(count + 1) for count in counts]):
                table = with_margins("n", dict(zip(LEAVES, counts)))
                table.update(with_margins("x", dict(zip(LEAVES, passed))))
                yield table


def hangs_together():
    names = [(r, c) for r in ROWS + ("all",) for c in COLUMNS + ("all",)]
    sums = []
    for what in ("n", "x"):
        for r, c in names:
            if r == "all":
                sums.append(((what, r, c), [(what, one, c) for one in ROWS]))
            if c == "all":
                sums.append(((what, r, c), [(what, r, one) for one in COLUMNS]))
    return sums, [(("x", r, c), ("n", r, c)) for r, c in names]


def compare(draw, tables, checked):
    """What is wrong in one table."""
    sums, orders = hangs_together()
    total = draw.randint(2, MOST)
    truth = draw.choice(tables[total])
    share = draw.choice([0.2, 0.5, 0.7])
    known = {name for name in truth if draw.random() < share} | {("n", "all", "all")}
    possible = [table for table in tables[total]
                if all(table[name] == truth[name] for name in known)]
    attack = Attack(truth, known, sums, orders)
    wrong = []
    for name in sorted(truth, key=str):
        for less in (None, ("x",) + name[1:] if name[0] == "n" else None):
            values = [table[name] - (table[less] if less else 0) for table in possible]
            width = max(values) - min(values)
            checked.append(width)
            if attack.width(name, 2 * MOST, less) != (width, width):
                wrong.append("%s of %s, known %s: %s, not %s" % (
                    name, truth, sorted(known, key=str), attack.width(name, 2 * MOST, less),
                    width))
    return wrong


def main():
    checks = Checks()
    draw = random.Random(20251126)
    tables = {total: list(all_tables(total)) for total in range(2, MOST + 1)}
    checked = []
    wrong = []
    for _ in range(TABLES):
        wrong += compare(draw, tables, checked)
    checks.none("numbers have the values that all tables give them", wrong, len(checked))
    checks.ok("some are known, and some have many", 0 in checked and max(checked) >= MOST - 1)
    checks.finish()


if __name__ == "__main__":
    main()
