#!/usr/bin/python3
"""check_federal.py PM: examples/federal-goals against the published records.

The first checks look at the data alone, so that a number of the requirement that does not follow
from them would show."""
import collections
import csv
import os
from fractions import Fraction

from harness import ROOT, Checks, Project, check_load, near, normal, pm_path

FILE = os.path.join(ROOT, "examples/federal-goals/data/target_q1_q3.csv")
GOALS = {
    "Measurable increase": "rise",
    "Measurable decrease": "fall",
    "Maintain at or above threshold": "keep",
    "Maintain at or below threshold": "keep_below",
    "Target undefined": "undefined",
    "Complete milestone": "complete",
}
QUARTERS = ["FY2022.Q1", "FY2022.Q2", "FY2022.Q3"]
BANDS = [
    ("surpassed", "Above 100%: Surpassed target", lambda share: share > 1),
    ("met", "100%: Target met", lambda share: share == 1),
    ("home_stretch", "75-99%: Home stretch", lambda share: share >= Fraction(3, 4)),
    ("over_half", "50-74%: Over halfway there", lambda share: share >= Fraction(1, 2)),
    ("headway", "25-49%: Making headway", lambda share: share >= Fraction(1, 4)),
    ("some", "1-24%: Some progress", lambda share: share > 0),
    ("none", "0%", lambda share: share == 0),
    ("regressed", "Below 0%: Regressed", lambda share: True),
]
STATES = {"surpassed": "met", "met": "met", "home_stretch": "on_track", "over_half": "on_track",
          "headway": "at_risk", "some": "at_risk", "none": "off_track", "regressed": "off_track"}


def read_records():
    """All records, and the first one of each key: (indicator, quarter) to record."""
    with open(FILE, newline="", encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    kept, again = {}, collections.Counter()
    for record in records:
        # blanks around a text mean nothing
        unit = ":".join(record[name].strip()
                        for name in ("related_goal_id", "target", "indicator"))
        key = (unit, "FY%s.Q%s" % (record["fiscal_yr"], record["fiscal_qtr"]))
        if key in kept:
            again[key] += 1
        else:
            kept[key] = record
    return records, kept, again


def figure(record, name):
    return None if record[name] == "" else Fraction(record[name])


def progress_of(record):
    """(current - start) / (target - start); None where it cannot be worked out."""
    start, target, current = (figure(record, name) for name in
                              ("value_start", "value_target", "value_current"))
    if None in (start, target, current) or start == target:
        return None
    return (current - start) / (target - start)


def band_of(share):
    return next((level, label) for level, label, holds in BANDS if holds(share))


def is_measurable(record):
    return record["indicator_type"].startswith("Measurable")


def agrees_as_published(share, text):
    """Equal at the digits published."""
    digits = len(text.partition(".")[2])
    nearest_double = abs(share) / 2**52
    return abs(share - Fraction(text)) <= Fraction(1, 2 * 10**digits) + nearest_double


def mislabelled(kept):
    return {key for key, record in kept.items() if is_measurable(record)
            and progress_of(record) is not None
            and band_of(progress_of(record))[1] != record["progress_pct_range"]}


def check_data(checks, records, kept, again):
    checks.equal("data: 544 records, 519 kept, 25 of 16 keys set aside",
                 (len(records), len(kept), sum(again.values()), len(again)), (544, 519, 25, 16))
    shares = {key: progress_of(record) for key, record in kept.items() if is_measurable(record)}
    known = {key: share for key, share in shares.items() if share is not None}
    checks.equal("data: 271 measurable records can be computed", len(known), 271)
    checks.none("data: published progress is (current - start) / (target - start)",
                [key for key, share in known.items()
                 if not agrees_as_published(share, kept[key]["progress_pct"])], len(known))
    checks.equal("data: 83 measurable records have no current value",
                 sum(is_measurable(record) and record["value_current"] == ""
                     for record in kept.values()), 83)
    checks.equal("data: 34 are published as met, and these have progress of 1 or more",
                 ({key for key, record in kept.items()
                   if record["progress_pct_target_status"] == "Target met"},
                  sum(share >= 1 for share in known.values())),
                 ({key for key, share in known.items() if share >= 1}, 34))
    checks.equal("data: 98 records have no defined target",
                 sum(record["indicator_type"] == "Target undefined" for record in kept.values()),
                 98)
    checks.equal("data: 8 labels disagree with the fraction", len(mislabelled(kept)), 8)


def key_findings(project):
    """Status findings by (indicator, quarter), with the goal that each stands in."""
    keyed = {}
    for one in project.findings("status"):
        subject = one["subject"]
        key = (normal(subject["unit"]), subject["period"], subject["goal"])
        if key in keyed:
            raise ValueError("two findings for %r" % (key,))
        keyed[key] = one
    return keyed


def find(keyed, key, record):
    return keyed.get((normal(key[0]), key[1], GOALS[record["indicator_type"]]))


def check_progress(checks, keyed, kept):
    wrong, published, levels, computed, compared = [], [], [], 0, 0
    for key, record in kept.items():
        share = progress_of(record)
        if not is_measurable(record) or share is None:
            continue
        computed += 1
        one = find(keyed, key, record)
        if one is None or not near(one.get("progress"), share):
            wrong.append((key, one and one.get("progress"), float(share)))
            continue
        compared += 1
        if not agrees_as_published(Fraction(str(one["progress"])), record["progress_pct"]):
            published.append((key, one["progress"], record["progress_pct"]))
        level = band_of(share)[0]
        if (one["rating"]["level"], one["state"]) != (level, STATES[level]):
            levels.append((key, one["rating"]["level"], one["state"], level))
    checks.none("progress of each computable record", wrong, computed)
    checks.none("progress agrees with the published one at its digits", published, compared)
    checks.none("each is rated by its band", levels, compared)


def check_met(checks, keyed, kept):
    published = {(normal(unit), period) for (unit, period), record in kept.items()
                 if record["progress_pct_target_status"] == "Target met"}
    found = {(unit, period) for (unit, period, goal), one in keyed.items()
             if goal not in ("keep", "keep_below") and one.get("final", {}).get("met")}
    checks.equal("final.met is true in as many as are published as met", len(found),
                 len(published))
    checks.none("and in the same ones", found ^ published)


def check_states(checks, keyed, kept):
    missing, lacking, undefined, asked = [], [], [], collections.Counter()
    for key, record in kept.items():
        one = find(keyed, key, record)
        state = one["state"] if one else "no finding"
        goal = GOALS[record["indicator_type"]]
        asked[goal if goal == "undefined" else "other"] += 1
        if goal == "undefined":
            if state != "no_target":
                undefined.append((key, state))
        elif record["value_current"] == "":
            asked["missing", is_measurable(record)] += 1
            if state != "missing":
                missing.append((key, state))
        if one is None:
            lacking.append(key)
    checks.none("a finding for each kept record", lacking, len(kept))
    checks.none("no current value: missing, never 0 or not met", missing,
                asked["missing", True] + asked["missing", False])
    checks.equal("83 of them are measurable", asked["missing", True], 83)
    checks.none("no defined target: no_target", undefined, asked["undefined"])


def check_unpublished(checks, keyed, kept):
    """A quarter in which the publisher has no record of the indicator."""
    units = {}
    for (unit, _), record in kept.items():
        units[unit] = record
    wrong, asked = [], 0
    for unit, record in units.items():
        if GOALS[record["indicator_type"]] == "undefined":
            continue
        for period in QUARTERS:
            before = any((unit, earlier) in kept for earlier in QUARTERS if earlier < period)
            if (unit, period) in kept or not before:
                continue
            asked += 1
            one = find(keyed, (unit, period), record)
            if one is None or one["state"] != "not_published":
                wrong.append((unit[:40], period, one and one["state"]))
    checks.none("no record in a quarter: not_published", wrong, asked)


def check_maintained(checks, keyed, kept):
    wrong, kept_count, asked = [], 0, 0
    for key, record in kept.items():
        goal = GOALS[record["indicator_type"]]
        current = figure(record, "value_current")
        if goal not in ("keep", "keep_below") or current is None:
            continue
        target = figure(record, "value_target")
        holds = current >= target if goal == "keep" else current <= target
        published = record["progress_threshold"].startswith("Target met")
        one = find(keyed, key, record)
        asked += 1
        kept_count += holds
        state = one["state"] if one else None
        if holds != published or (state in ("met", "on_track")) != holds \
                or (state in ("off_track", "at_risk")) == holds:
            wrong.append((key, state, record["progress_threshold"]))
    checks.none("thresholds are judged as published", wrong, asked)
    checks.equal("10 of 15 hold", (kept_count, asked), (10, 15))


def check_compared(checks, project, kept):
    found = collections.Counter((normal(one["subject"]["unit"]), one["subject"]["period"])
                                for one in project.findings("data") if one["state"] == "disagrees")
    expected = {(normal(unit), period) for unit, period in mislabelled(kept)}
    checks.equal("data findings: the 8 records whose label disagrees, once each", found,
                 collections.Counter(expected))


def main():
    checks = Checks()
    records, kept, again = read_records()
    check_data(checks, records, kept, again)
    with Project(pm_path(), "examples/federal-goals") as project:
        checks.section("load", check_load, checks, project, {"rows": (544, 519, 0, 25)})
        keyed = {}
        checks.section("status", lambda: keyed.update(key_findings(project)))
        checks.section("progress", check_progress, checks, keyed, kept)
        checks.section("final.met", check_met, checks, keyed, kept)
        checks.section("states", check_states, checks, keyed, kept)
        checks.section("not published", check_unpublished, checks, keyed, kept)
        checks.section("thresholds", check_maintained, checks, keyed, kept)
        checks.section("compare", check_compared, checks, project, kept)
    checks.finish()


if __name__ == "__main__":
    main()
