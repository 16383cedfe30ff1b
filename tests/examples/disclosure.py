"""disclosure.py: an attack on what `pm values` shows. Whoever reads a table knows that the groups
of a dimension add up to all rows, in crossings too. Wherever all but one of them are shown, the
last one follows; what follows may make others follow."""
import collections

from harness import cell_is, short


def check_disclosure(checks, name, rows, truth, least):
    """`rows`: what is shown, by (period, unit, group, ...); `truth`: [numerator, denominator, ...]
    by the same keys."""
    small = {key for key, cell in truth.items() if 0 < cell[1] < least}
    told = [(key, short(rows.get(key))) for key in small if key in rows
            and any(rows[key][what] != "" for what in ("numerator", "denominator", "n", "value"))]
    checks.none("%s: cells below %d show nothing" % (name, least), told, len(small))
    shown = {key: row for key, row in rows.items() if row["n"] != ""}
    wrong = [(key, short(row)) for key, row in shown.items()
             if not cell_is(row, *truth.get(key, (0, 0))[:2])]
    checks.none("%s: what is shown is right" % name, wrong, len(shown))
    checks.ok("%s: not everything is hidden" % name, 10 * len(shown) > len(rows),
              "%d of %d" % (len(shown), len(rows)))
    hidden = [row for key, row in rows.items() if row["n"] == "" and truth.get(key, (0, 0))[1]]
    checks.none("%s: one and the same mark for all that is hidden" % name,
                [short(row) for row in hidden if row["state"] != "suppressed"], len(hidden))
    for what, column in (("n", 1), ("numerator", 0)):
        found = attack(rows, truth, what, column)
        checks.none("%s: no hidden %s follows from those shown" % (name, what), found, len(hidden))


def relations(keys):
    """Each whole with its parts: (key of the whole, keys of the parts)."""
    parts = collections.defaultdict(set)
    for key in keys:
        for at in range(2, len(key)):
            if key[at] != "all":
                parts[key[:at] + ("all",) + key[at + 1:], at].add(key)
    return [(whole, members) for (whole, _), members in parts.items()]


def attack(rows, truth, what, column):
    """The hidden cells of somebody whose figure follows from the shown ones."""
    keys = set(truth) | set(rows)
    known = {key for key in keys if key not in rows or rows[key][what] != ""
             or rows[key]["state"] == "no_rows"}
    hidden = keys - known
    tables = [(whole, members & keys) for whole, members in relations(keys)]
    by_cell = collections.defaultdict(list)
    for at, (whole, members) in enumerate(tables):
        for key in members | {whole}:
            by_cell[key].append(at)
    queue, found = collections.deque(range(len(tables))), set()
    while queue:
        whole, members = tables[queue.popleft()]
        unknown = [key for key in members | {whole} if key not in known]
        if len(unknown) == 1 and unknown[0] in hidden:
            known.add(unknown[0])
            found.add(unknown[0])
            queue.extend(by_cell[unknown[0]])
    return [(key, truth.get(key, (0, 0))[column]) for key in sorted(found)
            if truth.get(key, (0, 0))[1]]
