#!/usr/bin/python3
"""check_gaps.py PM: every kind of gap, over random counts of 500 districts with empty groups, empty
cells and figures that their publisher hides, worked out here again with fractions."""
import os
import random
import sys
from fractions import Fraction
from math import isqrt

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../examples"))

from harness import Checks, near, number, pm_path, short  # noqa: E402
from projects import Written  # noqa: E402

SEED, DISTRICTS = 20260101, 500
GROUPS = "abcd"
LEAST_CELL, LEAST_N = 10, 30
KINDS = ("ratio", "risk_ratio", "risk_difference", "odds_ratio")
OF_ALL = ("composition", "composition_difference", "composition_relative", "e_formula",
          "index_of_disparity")

PROJECT = """project random "Random" { calendar school_year SY { starts 07-01 ; named by end } }
unit state "State" as state { units districts from counts as district { id lea } }
source counts {
  from csv "counts.csv"
  summary
  public
  one row per lea, part, year
  period year as "2024-25"
  unit lea of districts
  suppressed "*"
  field lea text
  field part text
  field year text
  field cell int
  field base int
}
dimension part "Part" from counts.part { %s }
metric plain "Plain" {
  numerator sum cell of counts
  denominator sum base of counts
  better %s
  by part
  gap each part vs others
%s
  gap each part vs all as ratio
%s
  gap each part vs others of districts("peer") as alternate_risk_ratio
  gap each part vs others as weighted_risk_ratio { weights of districts("peer") }
  gap each part vs best
}
metric strict "Strict" {
  numerator sum cell of counts
  denominator sum base of counts
  better %s
  by part
  gap each part vs others as risk_ratio { minimum cell %d ; minimum n %d ; otherwise others of districts("peer") }
}
"""


def project_text(better):
    return PROJECT % (
        " ; ".join('group %s "%s" when "%s"' % (name, name.upper(), name) for name in GROUPS), better,
        "\n".join("  gap each part vs others as " + kind for kind in KINDS),
        "\n".join("  gap each part vs all as " + kind for kind in OF_ALL), better, LEAST_CELL, LEAST_N)


def make_counts(draw):
    """District to group to (cell, base); None: hidden by the publisher; absent: no row."""
    counts = {}
    for at in range(DISTRICTS):
        district = {}
        for name in GROUPS:
            luck = draw.random()
            if luck < 0.06:
                continue
            if luck < 0.08:
                district[name] = None
                continue
            base = draw.choice((1, 5, 20, 40, 300, 4000))
            base = draw.randint(1, base)
            share = draw.choice((0, 0, 0.02, 0.2, 0.7, 1))
            district[name] = (sum(draw.random() < share for _ in range(base)), base)
        if district:
            counts["d%03d" % at] = district
    return counts


def draw_from(direction, name):
    """The peer's cells: fixed, and large enough to compare with."""
    return 100 + 37 * GROUPS.index(name) + (50 if direction > 0 else 0)


def add(pairs):
    pairs = list(pairs)
    if not pairs:
        return (0, 0)
    if any(pair is None for pair in pairs):
        return None
    return tuple(sum(pair[i] for pair in pairs) for i in (0, 1))


def rate(pair):
    return Fraction(*pair) if pair and pair[1] else None


def quotient(a, b):
    return None if a is None or not b else a / b


def root(square):
    scaled = square * 10**24
    twice = isqrt(4 * scaled.numerator // scaled.denominator)
    return Fraction((twice + 1) // 2, 10**12)


def of_pair(kind, own, other, direction):
    """A gap of two known pairs of counts with bases above 0."""
    risk, reference = rate(own), rate(other)
    if kind == "difference":
        return (reference - risk) if direction > 0 else risk - reference
    if kind == "risk_difference":
        return risk - reference
    if kind == "odds_ratio":
        return quotient(Fraction(own[0] * (other[1] - other[0])), other[0] * (own[1] - own[0])) \
            if own[0] and other[1] - other[0] else None
    return quotient(risk, reference)


def of_all(kind, own, total, direction):
    if not total[0]:
        return None
    part, due = Fraction(own[0], total[0]), Fraction(own[1], total[1])
    if kind == "composition":
        return part
    if kind == "composition_difference":
        return part - due
    if kind == "composition_relative":
        return part / due - 1
    reach = root(due * (1 - due) / total[0])
    return part - due - reach if direction < 0 else due - reach - part


def expected_of(district, peer, name, direction):
    """(kind, reference) to the gap; None: no figure. `district`: group to pair."""
    own, found = district.get(name), {}
    rest = add(pair for group, pair in district.items() if group != name)
    rest_of_peer = add(pair for group, pair in peer.items() if group != name)
    total = None if own is None or rest is None else add([own, rest])
    known = own is not None
    for kind in ("difference",) + KINDS:
        fine = known and rest is not None and rest[1]
        found[kind, "others"] = of_pair(kind, own, rest, direction) if fine else None
    fine = known and total is not None and rest[1]
    found["ratio", "all"] = of_pair("ratio", own, total, direction) if fine else None
    for kind in OF_ALL[:-1]:
        found[kind, "all"] = of_all(kind, own, total, direction) if fine else None
    far = known and rest_of_peer is not None and rest_of_peer[1]
    found["alternate_risk_ratio", "others@peer"] = \
        of_pair("ratio", own, rest_of_peer, direction) if far else None
    found["weighted_risk_ratio", "others"] = weighted(district, peer, name) \
        if fine else None
    found["difference", "best"] = against_best(district, own, direction) if known else None
    found["strict"] = strict(own, rest, rest_of_peer) if known else (None, False)
    return found


def weighted(district, peer, name):
    here = [(group, pair) for group, pair in district.items() if group != name]
    weights = sum(peer[group][1] for group, _ in here)
    mean = sum(peer[group][1] * rate(pair) for group, pair in here) / weights
    return quotient(rate(district[name]), mean)


def against_best(district, own, direction):
    rates = [rate(pair) for pair in district.values() if pair is not None]
    best = max(rates) if direction > 0 else min(rates)
    return (best - rate(own)) * direction


def is_few(pair):
    return pair[0] < LEAST_CELL or pair[1] < LEAST_N


def strict(own, rest, rest_of_peer):
    """The risk ratio with minima, and whether the peer's others stand in."""
    if is_few(own):
        return None, False
    if rest is None:
        return None, False
    if not is_few(rest):
        return quotient(rate(own), rate(rest)), False
    if rest_of_peer is None or is_few(rest_of_peer):
        return None, True
    return quotient(rate(own), rate(rest_of_peer)), True


def index_of(district):
    total = add(district.values())
    if total is None or not total[0]:
        return None
    overall = rate(total)
    rates = [rate(pair) for pair in district.values()]
    return sum(abs(one - overall) for one in rates) / len(rates) / overall


def keyed_rows(rows):
    found = {}
    for row in rows:
        reference = row["reference"]
        is_best = row["kind_of_gap"] == "difference" and reference not in ("others", "all")
        key = (row["metric"], row["unit"], row["group"], row["kind_of_gap"],
               "best" if is_best else reference)
        found[key] = row
    return found


def check(checks, pm, better, direction):
    counts = make_counts(random.Random(SEED + direction))
    peer = {name: (draw_from(direction, name), 900) for name in GROUPS}
    counts["peer"] = dict(peer)
    lines = ["lea,part,year,cell,base"]
    for lea, district in counts.items():
        for name, pair in district.items():
            lines.append("%s,%s,2024-25,%s,%s" % ((lea, name) + (pair or ("*", "*"))))
    with Written(pm, {"project.pm": project_text(better), "counts.csv": "\n".join(lines) + "\n"}
                 ) as project:
        project.load()
        found = keyed_rows(project.csv("gaps"))
    compare(checks, better, counts, peer, found, direction)


def compare(checks, better, counts, peer, found, direction):
    wrong, asked, figures = [], 0, 0
    for lea, district in counts.items():
        for name in GROUPS if lea != "peer" else ():
            expected = expected_of(district, peer, name, direction)
            strict_value, _ = expected.pop("strict")
            expected["strict"] = strict_value
            for what, value in expected.items():
                key = ("strict", lea, name, "risk_ratio", "others") if what == "strict" else \
                    ("plain", lea, name) + what
                row = found.get(key)
                asked += 1
                figures += value is not None
                if row is None or not near(number(row["value"]), value):
                    wrong.append((key, short(row), value and float(value)))
        key = ("plain", lea, "all", "index_of_disparity", "all")
        asked += 1
        if not near(number(found[key]["value"]), index_of(district)):
            wrong.append((key, short(found[key]), district))
    checks.none("%s is better: every gap" % better, wrong, asked)
    checks.ok("%s is better: most have a figure" % better, figures > asked / 3, figures)


def main():
    checks = Checks()
    for better, direction in (("lower", -1), ("higher", 1)):
        checks.section(better, check, checks, pm_path(), better, direction)
    checks.finish()


if __name__ == "__main__":
    main()
