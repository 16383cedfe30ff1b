"""many_lines.py: a valid project of many lines: a plan for each school, over published figures."""
import os
import shutil

HEAD = """# Made by tests/bench/many_lines.py.
project many "Many plans" {
  calendar school_year SY { starts 07-01 ; named by end }
}
unit district "The district" as district {
  lead "Superintendent"
%s}
source figures {
  from csv "data/figures.csv"
  summary
  one row per measure, school, meals, year
  period year as "2025-26"
  unit district
  field measure text
  field school text
  field meals text
  field year text
  field counted int
  field enrolled int
  total meals "All"
}
dimension meals "Meals" from figures.meals { group frl when "Y" ; group not_frl when "N" }
%s"""

METRIC = """metric m%03d "Measure %d" {
  lagging
  numerator sum counted of figures where measure = "%d"
  denominator sum enrolled of figures where measure = "%d"
  better %s
  by meals
  gap frl vs not_frl
}
"""

MEASURE = """    measure m%03d {
      about "What the school agreed to in its plan"
      baseline SY2024 %d%%
      target SY2026 %d%%
      target SY2028 %d%%  # the district's own line
      baseline SY2024 %d%% for frl
      target SY2028 %d%% for frl
      close 50%% of gap for frl vs not_frl by SY2028
    }
"""

METRICS = 60
GOALS = 4
MEASURES = 3  # in each goal


ONE_MEASURE = """dimension school "School" from figures.school {
%s}
plan all "A plan of one measure" {
  for district
  period SY2024..SY2028
  goal present "Every student is present" {
    owner district
    measure m001 {
%s    }
  }
}
"""

LINES_OF_A_SCHOOL = """      baseline SY2024 40%% for s%04d
      target SY2026 45%% for s%04d
      target SY2027 47%% for s%04d
      target SY2028 50%% for s%04d
"""


def plan_lines(number):
    """The text of one plan."""
    parts = ["plan school_%03d \"Plan of school %d\" {\n  kind school\n  for s%03d\n"
             "  period SY2024..SY2028\n  vision \"Every student graduates ready.\"\n"
             % (number, number, number)]
    for goal in range(GOALS):
        parts.append("  goal goal_%d \"Goal %d of school %d\" {\n    owner s%03d\n"
                     % (goal, goal, number, number))
        for measure in range(MEASURES):
            metric = (number * 7 + goal * MEASURES + measure) % METRICS
            sign = 1 if metric % 2 else -1
            base = 40 + (number + measure) % 20
            parts.append(MEASURE % (metric, base, base + sign * 5, base + sign * 10,
                                    base - sign * 4, base + sign * 8))
        parts.append("  }\n")
    parts.append("}\n")
    return "".join(parts)


def write_one_measure(folder, lines):
    """Writes a project whose only measure has so many lines; the number of lines written."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    count = lines // LINES_OF_A_SCHOOL.count("\n")
    groups = "".join("  group s%04d \"School %d\" when \"%d\"\n" % (i, i, i) for i in range(count))
    written = "".join(LINES_OF_A_SCHOOL % (i, i, i, i) for i in range(count))
    text = HEAD % ("", METRIC % (1, 1, 1, 1, "higher")) + ONE_MEASURE % (groups, written)
    with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
        file.write(text)
    return written.count("\n")


def write_many_lines(folder, lines):
    """Writes the project into `folder`, one file a plan; the number of lines written."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "plans"))
    metrics = "".join(METRIC % (i, i, i, i, "higher" if i % 2 else "lower")
                      for i in range(METRICS))
    each = plan_lines(0).count("\n")
    count = max(1, (lines - HEAD.count("\n") - metrics.count("\n")) // (each + 1))
    units = "".join("  unit s%03d \"School %d\" as school { lead \"Principal\" }\n" % (i, i)
                    for i in range(count))
    head = HEAD % (units, metrics)
    written = head.count("\n")
    with open(os.path.join(folder, "project.pm"), "w", encoding="utf-8") as file:
        file.write(head)
    for number in range(count):
        text = plan_lines(number)
        written += text.count("\n")
        with open(os.path.join(folder, "plans", "school_%03d.pm" % number), "w",
                  encoding="utf-8") as file:
            file.write(text)
    return written
