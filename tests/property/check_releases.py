#!/usr/bin/python3
"""check_releases.py PM [--projects N]: two releases together tell nothing of those few who changed.

Random tables are released to the public; then students move to another group, results are mended,
some come and some go, and the tables are released again. Whoever has both knows every number that is
shown in either, or follows (attacker.py): none of these may differ by fewer persons than the least
number. What the first release hid the second hides; data that did not change are released as they
were."""
import argparse
import random

from check_attacks import Table
from projects import Checks, Written
from tables import FIRST, KINDS, RACES, read_shown

SEED = 20251128
TABLES = 25
VARIANT = ("minimum n 10 ; complement hidden", 10, 0, False)
ASKS = ["--audience", "public", "--format", "csv", "-q"]


def change(draw, leaves):
    """The table some weeks later."""
    changed = dict(leaves)
    for _ in range(draw.choice([0, 1, 1, 2])):
        cell = draw.choice(sorted(changed))
        kind = draw.random()
        whole, part = changed[cell]
        if kind < 0.3:  # a result is mended
            changed[cell] = (whole, min(whole, part + 1))
        elif kind < 0.6 and whole > 1:  # a student's group is
            other = cell[:1] + (draw.choice(RACES),) + cell[2:]
            if other in changed and other != cell:
                changed[cell] = (whole - 1, min(part, whole - 1))
                changed[other] = (changed[other][0] + 1, changed[other][1])
        else:  # a class comes, or one student
            more = draw.choice([1, 3, 12, 25])
            changed[cell] = (whole + more, part + draw.randint(0, more))
    return changed


def release(project, kind, drawn, name):
    """{year: figures}"""
    for path, text in kind.files(drawn, VARIANT[0]).items():
        project.write(path, text)
    project.run("load", "-q")
    command = kind.commands(len(drawn))[0]
    return read_shown(project.run(*command, "--release", name, *ASKS), "csv")


def known(table, figures):
    """{count: value} of all numbers that a reader of one release has, and what is hidden."""
    shown = {figure for figure in table.figures if figures.get(figure)}
    attack = table.attack(shown)
    found = {count: table.truth[count] for count in table.truth
             if attack.width(count, 1)[1] == 0}
    return found, set(table.figures) - shown


def compare(kind, tables, releases, index):
    """What two releases of a table give away."""
    (first, hidden), (second, _) = [
        known(Table(kind, drawn[index], VARIANT), shown.get(FIRST + index, {}))
        for drawn, shown in zip(tables, releases)]
    wrong = ["table %d: %s is %d, then %d" % (index, count, value, second[count])
             for count, value in first.items()
             if count in second and 0 < abs(value - second[count]) < VARIANT[1]
             and not is_far(count, first, second)]
    return wrong + ["table %d: %s was hidden" % (index, figure) for figure in hidden
                    if releases[1][FIRST + index].get(figure, (0, 0)) not in (None, (0, 0))]


def is_far(count, first, second):
    """Of many who changed it is no secret how many of them passed."""
    what, cell = count
    whole = ("enrolled", cell)
    return what != "enrolled" and whole in first and whole in second \
        and abs(first[whole] - second[whole]) >= VARIANT[1]


def release_twice(pm, number, checks):
    kind = KINDS[0]
    draw = random.Random(SEED + number)
    before = [kind.draw_leaves(draw, False) for _ in range(TABLES)]
    after = [change(draw, leaves) for leaves in before]
    with Written(pm, kind.files(before, VARIANT[0])) as project:
        first = release(project, kind, before, "fall")
        again = release(project, kind, before, "again")
        second = release(project, kind, after, "spring")
    checks.equal("what did not change is released as it was, project %d" % number, again, first)
    wrong = []
    for index in range(TABLES):
        wrong += compare(kind, (before, after), (first, second), index)
    hidden = sum(not counts for figures in second.values() for counts in figures.values())
    return wrong, sum(a != b for a, b in zip(before, after)), hidden


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pm")
    parser.add_argument("--projects", type=int, default=6)
    arguments = parser.parse_args()
    checks = Checks()
    wrong = []
    changed = hidden = 0
    for number in range(arguments.projects):
        found, own, own_hidden = release_twice(arguments.pm, number, checks)
        wrong += ["project %d, %s" % (number, one) for one in found]
        changed += own
        hidden += own_hidden
    print("%d tables changed, %d figures hidden in the second release" % (changed, hidden))
    checks.none("two releases tell nothing of few", wrong, changed)
    checks.finish()


if __name__ == "__main__":
    main()
