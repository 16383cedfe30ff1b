"""student_tests.py: independent answers for projects of the shape of tests/data/sgp: a row a
student, year and subject, in schools of districts of a state. Shared by check_sgp.py and
check_generated.py."""
import collections
import csv
from fractions import Fraction

from disclosure import check_disclosure
from harness import cell_is, near, number, short

OPEN = [("privacy { minimum n 10 ; complement hidden }",
         "privacy { minimum n 1 ; complement shown }")]
SUBJECTS = {"READING": "reading", "MATHEMATICS": "maths"}
GROUPINGS = ("subject", "frl", "ethnicity")


class Tests:
    """The rows that are kept (the first of each key), and what is counted from them."""

    def __init__(self, path):
        self.rows, self.read = {}, 0
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.read += 1
                self.rows.setdefault(
                    (row["student_id"], row["school_year"], row["content_area"]), row)
        self.years = sorted({year for _, year, _ in self.rows})
        self.periods = [period_of(year) for year in self.years]
        self.before = dict(zip(self.years[1:], self.years))
        self.span = "%s..%s" % (self.periods[0], self.periods[-1])

    def previous(self, row):
        return self.rows.get((row["student_id"], self.before.get(row["school_year"]),
                              row["content_area"]))


def period_of(year):
    return "SY" + year[-4:]


def units_of(row):
    district = row["district_number"]
    return "state", district, "%s:%s" % (district, row["school_number"])


def groups_of(row):
    frl = {"Yes": "frl", "No": "not_frl"}[row["frl"]]
    for subject in ("all", SUBJECTS[row["content_area"]]):
        for meals in ("all", frl):
            for ethnicity in ("all", row["ethnicity"]):
                yield subject, meals, ethnicity


def count_proficient(tests):
    """(period, unit, subject, frl, ethnicity) to [numerator, denominator, excluded]."""
    cells = collections.defaultdict(lambda: [0, 0, 0])
    for row in tests.rows.values():
        period = period_of(row["school_year"])
        for group in groups_of(row):
            for unit in units_of(row):
                cell = cells[(period, unit) + group]
                if row["achievement_level"] == "No Score":
                    cell[2] += 1
                else:
                    cell[1] += 1
                    cell[0] += row["achievement_level"] in ("Proficient", "Advanced")
    return cells


def check_proficient(checks, project, tests, cells):
    rows = project.values("proficient", GROUPINGS, tests.span)
    wrong = [(key, short(rows.get(key)), cell) for key, cell in cells.items()
             if not cell_is(rows.get(key), cell[0], cell[1], n=cell[1], excluded=cell[2])]
    checks.none("proficient by %s, every unit and year" % " * ".join(GROUPINGS), wrong, len(cells))
    extra = [(key, short(row)) for key, row in rows.items()
             if key not in cells and (row["value"] != "" or row["state"] != "no_rows")]
    checks.none("combinations without rows are no_rows", extra)


def check_tested(checks, project, tests):
    cells = collections.defaultdict(lambda: [0, 0])
    for row in tests.rows.values():
        for unit in units_of(row):
            for subject in ("all", SUBJECTS[row["content_area"]]):
                cell = cells[period_of(row["school_year"]), unit, subject]
                cell[0] += row["scale_score"] != ""
                cell[1] += 1
    rows = project.values("tested", ("subject",), tests.span)
    checks.none("tested by subject, every unit and year",
                [(key, short(rows.get(key)), cell) for key, cell in cells.items()
                 if not cell_is(rows.get(key), cell[0], cell[1], n=cell[1], excluded=0)],
                len(cells))


def match_pairs(tests):
    """Sums over the tests that the same student had in the subject the year before:
    (metric, period, unit, subject) to a list of what is counted or averaged."""
    matched = collections.defaultdict(list)
    for row in tests.rows.values():
        before = tests.previous(row)
        if before is None:
            continue
        period = period_of(row["school_year"])
        scored = row["scale_score"] != "" and before["scale_score"] != ""
        for unit in units_of(row):
            for subject in ("all", SUBJECTS[row["content_area"]]):
                matched["pairs", period, unit, subject].append(1)
                if scored:
                    matched["scored_pairs", period, unit, subject].append(1)
                if scored and int(row["grade"]) == int(before["grade"]) + 1:
                    matched["growth", period, unit, subject].append(
                        int(row["scale_score"]) - int(before["scale_score"]))
    return matched


def check_pairs(checks, project, tests, matched):
    for metric in ("pairs", "scored_pairs"):
        rows = project.values(metric, ("subject",), tests.span)
        expected = {key[1:]: len(found) for key, found in matched.items() if key[0] == metric}
        checks.none("%s by subject, every unit and year" % metric,
                    [(key, short(rows.get(key)), count) for key, count in expected.items()
                     if key not in rows or number(rows[key]["value"]) != count], len(expected))
        checks.none("%s: none where nobody sat the year before" % metric,
                    [(key, short(row)) for key, row in rows.items()
                     if key not in expected and row["value"] not in ("", "0")])


def check_growth(checks, project, tests, matched, least):
    rows = project.values("growth", ("subject",), tests.span)
    wrong, asked = [], 0
    for key, gains in matched.items():
        if key[0] != "growth":
            continue
        asked += 1
        row = rows.get(key[1:])
        right = row is not None and number(row["n"]) == len(gains) \
            and near(number(row["value"]), Fraction(sum(gains), len(gains)))
        few = row is not None and len(gains) < least and row["state"] == "too_few" \
            and row["value"] == ""
        if not right and not few:
            wrong.append((key, short(row), len(gains), sum(gains) / len(gains)))
    checks.none("growth by subject, every unit and year", wrong, asked)


def rate_of(cells, period, unit, frl="all", ethnicity="all"):
    cell = cells.get((period, unit, "reading", frl, ethnicity))
    return Fraction(cell[0], cell[1]) if cell and cell[1] else None


def check_paths(checks, project, tests, cells):
    """Half of the distance to 100 % in six steps from the first year; the second year is waited
    for, so that the last one is one step behind."""
    first, last = tests.periods[0], tests.periods[-1]
    share = Fraction(len(tests.periods) - 2, int(project_end(project)) - int(first[2:])) / 2
    wrong, asked = [], 0
    for one in project.findings("status"):
        ethnicity = (one["subject"].get("group") or {}).get("ethnicity")
        if one["subject"]["metric"] != "proficient" or one["subject"]["period"] != last \
                or ethnicity is None or "gap" in one:
            continue
        unit = one["subject"]["unit"]
        baseline = rate_of(cells, first, unit, ethnicity=ethnicity)
        value = rate_of(cells, last, unit, ethnicity=ethnicity)
        if baseline is None or value is None:
            continue
        asked += 1
        expected = baseline + (1 - baseline) * share
        final = baseline + (1 - baseline) / 2
        state = "met" if value >= final else "on_track" if value >= expected else "off_track"
        if not near(one["expected"]["value"], expected) or one["state"] != state \
                or not near(one["value"]["value"], value) \
                or not near(one["final"]["value"], final):
            wrong.append((unit, ethnicity, one["state"], one["expected"], float(expected)))
    checks.none("paths of each district's groups in %s, one step waited for" % last, wrong, asked)


def project_end(project):
    """The last year of the plan, as its text says."""
    with open(project.folder + "/project.pm", encoding="utf-8") as file:
        for line in file:
            if line.strip().startswith("period SY"):
                return line.strip().rpartition("..SY")[2]
    raise ValueError("the plan has no period")


def check_reading_gaps(checks, project, tests, cells):
    rows = [row for row in project.csv("gaps") if row["metric"] == "proficient"
            and row["kind_of_gap"] == "difference" and row["value"]
            and "not_frl" in row["reference"] and "reading" in row["group"]]
    wrong = []
    for row in rows:
        lower = rate_of(cells, row["period"], row["unit"], "frl")
        upper = rate_of(cells, row["period"], row["unit"], "not_frl")
        if lower is None or upper is None or not near(number(row["value"]), upper - lower):
            wrong.append(short(row))
    checks.none("gaps of each district in reading, frl and not_frl", wrong, len(rows))


def check_open(checks, project, tests, cells, least):
    """With privacy set aside, so that every cell can be compared."""
    checks.section("proficient", check_proficient, checks, project, tests, cells)
    checks.section("tested", check_tested, checks, project, tests)
    matched = match_pairs(tests)
    checks.section("pairs", check_pairs, checks, project, tests, matched)
    checks.section("growth", check_growth, checks, project, tests, matched, least)
    checks.section("paths", check_paths, checks, project, tests, cells)
    checks.section("gaps", check_reading_gaps, checks, project, tests, cells)
    return matched


def check_hidden(checks, project, tests, cells, by, periods=None):
    """As declared: small cells are hidden, others are right, and none can be worked out. In all
    periods, or in these."""
    chosen = sorted(periods or tests.periods)
    rows = project.values("proficient", by, "%s..%s" % (chosen[0], chosen[-1]))
    keep = [GROUPINGS.index(dimension) for dimension in by]
    truth = {}
    for key, cell in cells.items():
        if key[0] in chosen and all(key[2 + at] == "all" for at in range(len(GROUPINGS))
                                    if at not in keep):
            truth[key[:2] + tuple(key[2 + at] for at in keep)] = cell
    check_disclosure(checks, "proficient by " + " * ".join(by), rows, truth, 10)
