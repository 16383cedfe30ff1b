"""planted_changes.py: changes for check_diff.py to plant: each makes a piece of a project in two
revisions, with names of its own, and says which change is between them.

A piece stands beside the declarations of tests/golden/diff/base.pm. What is expected is worked out
here from the numbers drawn, never by pm.
"""

WEAKER, STRONGER, OPEN, NEUTRAL = "weakening", "strengthening", "undecidable", "neutral"
OPPOSITE = {WEAKER: STRONGER, STRONGER: WEAKER, OPEN: OPEN, NEUTRAL: NEUTRAL}


class Piece:
    """Two texts of the same thing, the change from the old to the new one, and its class."""

    def __init__(self, old, new, change, ambition, mirror=None):
        self.old, self.new, self.change, self.ambition = old, new, change, ambition
        self.mirror = mirror or change


def two(draw, low, high):
    """Two different whole numbers."""
    first = draw.randrange(low, high)
    second = draw.choice([number for number in range(low, high) if number != first])
    return first, second


def plan(name, body, period="SY2024..SY2028"):
    return ("plan p_%s \"Plan\" {\n  kind strategic\n  for d\n  period %s\n%s\n}\n"
            % (name, period, body))


def measured(name, metric, lines, more=""):
    return plan(name, "  goal g \"Every student\" { measure %s {\n%s\n  } %s }"
                % (metric, "\n".join("    " + line for line in lines), more))


def rate(name, where="", base="", more=""):
    return ("metric m_%s \"Metric\" {\n  numerator count of students where %s\n"
            "  denominator count of students%s\n  better higher\n%s}\n"
            % (name, where or "score >= 440", base and " where " + base, more))


def moved(old, new, up, down, weaker_when_up):
    """(id, class, mirror) of a figure that went up or down."""
    rises = new > old
    return (up if rises else down, WEAKER if rises == weaker_when_up else STRONGER,
            down if rises else up)


# ---- Targets and baselines ----

def target_figure(draw, name):
    metric = draw.choice(("hi", "lo"))
    old, new = two(draw, 20, 80)
    change, ambition, mirror = moved(old, new, "target_raised", "target_lowered", metric == "lo")
    return Piece(measured(name, metric, ["target SY2027 %d%%" % old]),
                 measured(name, metric, ["target SY2027 %d%%" % new]), change, ambition, mirror)


def target_of_group(draw, name):
    old, new = two(draw, 40, 80)
    text = "target SY2028 %d%% for frl"
    change, ambition, mirror = moved(old, new, "target_group_tightened", "target_group_relaxed",
                                     False)
    return Piece(measured(name, "hi", ["target SY2028 90%", text % old]),
                 measured(name, "hi", ["target SY2028 90%", text % new]), change, ambition, mirror)


def either(draw, old, new, change, ambition, mirror):
    """The piece, or its mirror."""
    if draw.random() < 0.5:
        return Piece(old, new, change, ambition, mirror)
    return Piece(new, old, mirror, OPPOSITE[ambition], change)


def gap_target(draw, name):
    old, new = two(draw, 2, 15)
    text = "target SY2028 %d pts for frl vs not_frl"
    change, ambition, mirror = moved(old, new, "gap_target_widened", "gap_target_narrowed", True)
    return Piece(measured(name, "hi", [text % old]), measured(name, "hi", [text % new]), change,
                 ambition, mirror)


def target_deadline(draw, name):
    old, new = two(draw, 2025, 2029)
    share = draw.randrange(60, 80)
    text = "target SY%d %d%%"
    change, ambition, mirror = moved(old, new, "target_deadline_later", "target_deadline_earlier",
                                     True)
    return Piece(measured(name, "hi", [text % (old, share)]),
                 measured(name, "hi", [text % (new, share)]), change, ambition, mirror)


def target_pace(draw, name):
    """Another figure in another year, with the same figure to start from."""
    start = draw.randrange(40, 60)
    while True:
        (first, last), (low, high) = two(draw, 2025, 2029), two(draw, 62, 95)
        before, after = (low - start) / (first - 2024), (high - start) / (last - 2024)
        if abs(before - after) > 1e-9:
            break
    text = ["baseline SY2024 %d%%" % start, "target SY%d %d%%"]
    return Piece(measured(name, "hi", [text[0], text[1] % (first, low)]),
                 measured(name, "hi", [text[0], text[1] % (last, high)]),
                 "target_slope_reduced" if after < before else "target_slope_increased",
                 WEAKER if after < before else STRONGER,
                 "target_slope_increased" if after < before else "target_slope_reduced")


def target_on_the_way(draw, name):
    last = "target SY2028 %d%%" % draw.randrange(70, 90)
    step = "target SY202%d %d%%" % (draw.randrange(5, 8), draw.randrange(50, 70))
    return either(draw, measured(name, "hi", [step, last]), measured(name, "hi", [last]),
                  "milestone_removed", WEAKER, "milestone_added")


def baseline_figure(draw, name):
    old, new = two(draw, 20, 50)
    text = "baseline SY2024 %d%%"
    change, ambition, mirror = moved(old, new, "baseline_rebased_higher", "baseline_rebased_lower",
                                     False)
    return Piece(measured(name, "hi", [text % old, "target SY2028 80%"]),
                 measured(name, "hi", [text % new, "target SY2028 80%"]), change, ambition, mirror)


def baseline_there(draw, name):
    return either(draw, measured(name, "hi", ["baseline SY2024 40%", "target SY2028 80%"]),
                  measured(name, "hi", ["target SY2028 80%"]), "baseline_removed", WEAKER,
                  "baseline_added")


def bound(draw, name):
    old, new = two(draw, 50, 90)
    change, ambition, mirror = moved(old, new, "bound_tightened", "bound_loosened", False)
    return Piece(measured(name, "hi", ["maintain from %d%%" % old]),
                 measured(name, "hi", ["maintain from %d%%" % new]), change, ambition, mirror)


def alternative(draw, name):
    target = "target SY2028 %d%%" % draw.randrange(60, 90)
    other = "alternative SY2028 previous + %d pts" % draw.randrange(1, 5)
    return either(draw, measured(name, "hi", [target]), measured(name, "hi", [target, other]),
                  "safe_harbor_added", WEAKER, "safe_harbor_removed")


def pause(draw, name):
    line = "pause SY202%d" % draw.randrange(5, 8)
    return either(draw, measured(name, "hi", ["target SY2028 80%"]),
                  measured(name, "hi", ["target SY2028 80%", line]), "pause_added", WEAKER,
                  "pause_removed")


# ---- Metrics, ratings, sources, groups ----

def cut_score(draw, name):
    old, new = two(draw, 300, 500)
    change, ambition, mirror = moved(old, new, "cut_score_raised", "cut_score_lowered", False)
    return Piece(rate(name, "score >= %d" % old), rate(name, "score >= %d" % new), change, ambition,
                 mirror)


def narrower(draw, name):
    where = draw.choice(("enrolled >= 90", "grade = 3", "grade in (3, 4, 5)"))
    return either(draw, rate(name), rate(name, base=where), "metric_denominator_narrowed", OPEN,
                  "metric_denominator_widened")


def exclusion(draw, name):
    where = draw.choice(("grade != 9", "not (race = \"W\")", "race is not missing"))
    return either(draw, rate(name), rate(name, base=where), "metric_exclusion_added", OPEN,
                  "metric_exclusion_removed")


def least_number(draw, name):
    old, new = two(draw, 5, 40)
    change, ambition, mirror = moved(old, new, "min_n_raised", "min_n_lowered", True)
    return Piece(rate(name, more="  minimum n %d\n" % old), rate(name, more="  minimum n %d\n" % new),
                 change, ambition, mirror)


def groups_shown(draw, name):
    first, second = draw.sample(("race", "frl", "race * frl"), 2)
    return either(draw, rate(name, more="  by %s, %s\n" % (first, second)),
                  rate(name, more="  by %s\n" % first), "group_dropped", WEAKER, "group_added")


def threshold(draw, name):
    old, new = two(draw, 1, 20)
    text = ("rating r_%s \"Rating\" {\n  levels y, n\n  level y \"Y\" as on_track when value reaches "
            "target within %d pts\n  level n \"N\" as off_track\n}\n")
    change, ambition, mirror = moved(old, new, "on_track_threshold_loosened",
                                     "on_track_threshold_tightened", True)
    return Piece(text % (name, old), text % (name, new), change, ambition, mirror)


def source(name, lines):
    return ("source s_%s {\n  from csv \"s.csv\"\n  one row per id\n  field id text\n  field x int\n"
            "%s}\n" % (name, "".join("  %s\n" % line for line in lines)))


def check_share(draw, name):
    old, new = two(draw, 50, 100)
    change, ambition, mirror = moved(old, new, "verification_tolerance_tightened",
                                     "verification_tolerance_loosened", False)
    return Piece(source(name, ["verify x >= 0 for %d%% of rows" % old]),
                 source(name, ["verify x >= 0 for %d%% of rows" % new]), change, ambition, mirror)


def check_there(draw, name):
    line = "verify x >= %d" % draw.randrange(10)
    return either(draw, source(name, [line]), source(name, []), "verification_rule_removed", WEAKER,
                  "verification_rule_added")


def field_there(draw, name):
    line = "field y %s" % draw.choice(("int", "text", "date", "bool"))
    return either(draw, source(name, [line]), source(name, []), "field_removed",
                  NEUTRAL, "field_added")


# ---- Goals, work, owners, sessions ----

def goal_there(draw, name):
    keep = "  goal g \"Every student\" { measure hi { target SY2026 70% } }"
    other = "  goal h \"Every teacher\" { owner a ; measure lo { target SY2026 %d%% } }" \
        % draw.randrange(1, 20)
    return either(draw, plan(name, keep + "\n" + other), plan(name, keep), "goal_removed", WEAKER,
                  "goal_added")


def measure_there(draw, name):
    one = "measure hi { target SY2026 70% }"
    other = "measure lo { target SY2026 %d%% }" % draw.randrange(1, 20)
    goal = "  goal g \"Every student\" { %s }"
    return either(draw, plan(name, goal % (one + " ; " + other)), plan(name, goal % one),
                  "measure_removed", WEAKER, "measure_added")


def worked(name, lines):
    return plan(name, "  goal g \"Every student\" { measure hi { target SY2026 70%% } }\n  initiative"
                " w \"Work\" {\n    serves g\n%s  }" % "".join("    %s\n" % line for line in lines))


def work_dates(draw, name):
    old, new = two(draw, 1, 28)
    kind = draw.choice(("start", "end"))
    other = "ends 2027-06-30" if kind == "start" else "starts 2024-07-01"
    text = "%ss 2025-09-%02d"
    change, ambition, mirror = moved(old, new, "work_%s_later" % kind, "work_%s_earlier" % kind,
                                     True)
    return Piece(worked(name, [text % (kind, old), other]), worked(name, [text % (kind, new), other]),
                 change, ambition, mirror)


def money(draw, name):
    old, new = two(draw, 100, 900)
    text = "budget $%d_000 from title_i for SY2026"
    change, ambition, mirror = moved(old, new, "resource_increased", "resource_reduced", False)
    return Piece(worked(name, [text % old]), worked(name, [text % new]), change, ambition, mirror)


def tier(draw, name):
    old, new = two(draw, 1, 5)
    text = "evidence tier %d \"Trials\""
    change, ambition, mirror = moved(old, new, "theory_evidence_downgraded",
                                     "theory_evidence_upgraded", True)
    return Piece(worked(name, [text % old]), worked(name, [text % new]), change, ambition, mirror)


def milestone_day(draw, name):
    old, new = two(draw, 1, 28)
    text = "milestone m \"Done\" due 2025-10-%02d"
    change, ambition, mirror = moved(old, new, "work_milestone_later", "work_milestone_earlier",
                                     True)
    return Piece(worked(name, [text % old]), worked(name, [text % new]), change, ambition, mirror)


def owner_there(draw, name):
    unit = draw.choice("abc")
    return either(draw, worked(name, ["owner " + unit]), worked(name, []), "owner_removed", WEAKER,
                  "owner_added")


def owner_other(draw, name):
    old, new = draw.sample("abc", 2)
    return Piece(worked(name, ["owner " + old]), worked(name, ["owner " + new]), "owner_changed",
                 NEUTRAL)


def partner(draw, name):
    first, second = draw.sample("abc", 2)
    return either(draw, worked(name, ["with %s, %s" % (first, second)]),
                  worked(name, ["with " + first]), "partner_removed", WEAKER, "partner_added")


def meets(draw, name):
    old, new = two(draw, 1, 12)
    text = "team t_%s \"Team\" { members a ; meets every %d weeks }\n"
    change, ambition, mirror = moved(old, new, "review_frequency_reduced",
                                     "review_frequency_increased", True)
    return Piece(text % (name, old), text % (name, new), change, ambition, mirror)


def report_day(draw, name):
    old, new = two(draw, 1, 28)
    text = "report r_%s \"Report\" { kind quarterly ; due 2025-11-%02d }\n"
    change, ambition, mirror = moved(old, new, "report_due_later", "report_due_earlier", True)
    return Piece(text % (name, old), text % (name, new), change, ambition, mirror)


def action_day(draw, name):
    old, new = two(draw, 1, 28)
    text = ("review v_%s \"Session\" on 2025-10-21 { kind pm_session ; present a ; action x \"Do\" "
            "owner a due 2025-11-%02d }\n")
    change, ambition, mirror = moved(old, new, "action_due_later", "action_due_earlier", True)
    return Piece(text % (name, old), text % (name, new), change, ambition, mirror)


def service_level(draw, name):
    old, new = two(draw, 1, 20)
    text = ("process c_%s \"Process\" { step s \"S\" by a ; step t \"T\" by b after s within %d days "
            "}\n")
    change, ambition, mirror = moved(old, new, "service_level_loosened", "service_level_tightened",
                                     True)
    return Piece(text % (name, old), text % (name, new), change, ambition, mirror)


def step_there(draw, name):
    text = "process c_%s \"Process\" { step s \"S\" by a ; step t \"T\" by b after s%s }\n"
    return either(draw, text % (name, " ; step u \"U\" by c after t"), text % (name, ""),
                  "process_step_removed", WEAKER, "process_step_added")


def theory_lag(draw, name):
    old, new = two(draw, 1, 5)
    text = ("  goal g \"Every student\" { measure hi { target SY2026 70%% } }\n  theory y \"Theory\" "
            "for g { if \"a\" ; then \"b\" ; so \"c\" after %d years }")
    return Piece(plan(name, text % old), plan(name, text % new), "theory_reordered", NEUTRAL)


def waiver_day(draw, name):
    old, new = two(draw, 1, 28)
    text = measured(name, "hi", ["target SY2028 80%"]) + \
        "waive target_without_baseline for p_%s.g until 2026-12-%s by \"Board\" \"First year\"\n"
    change, ambition, mirror = moved(old, new, "waiver_extended", "waiver_shortened", True)
    return Piece(text.replace("80%", "80%%") % (name, "%02d" % old),
                 text.replace("80%", "80%%") % (name, "%02d" % new), change, ambition, mirror)


def wording(draw, name):
    """Words of a goal that bind neither more nor less."""
    first, second = draw.sample(("Students read", "Pupils read well", "Children learn to read",
                                 "Readers at grade level"), 2)
    text = "  goal g \"%s\" { measure hi { target SY2026 70%% } }"
    return Piece(plan(name, text % first), plan(name, text % second), "goal_text_changed", NEUTRAL)


def nothing(draw, name):
    """The same on both sides."""
    text = draw.choice((rate, lambda name: measured(name, "hi", ["target SY2028 80%"]),
                        lambda name: worked(name, ["owner a"]), lambda name: source(name, [])))(name)
    return Piece(text, text, None, NEUTRAL)


PLANTED = [target_figure, target_of_group, gap_target, target_deadline, target_pace,
           target_on_the_way, baseline_figure, baseline_there, bound, alternative, pause, cut_score,
           narrower, exclusion, least_number, groups_shown, threshold, check_share, check_there,
           field_there, goal_there, measure_there, work_dates, money, tier, milestone_day,
           owner_there, owner_other, partner, meets, report_day, action_day, service_level,
           step_there, theory_lag, waiver_day, wording]
