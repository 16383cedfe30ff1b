#!/usr/bin/python3
"""check_order.py PM: order, layout and names mean nothing. A project whose files or declarations have
other names, whose declarations, statements or rows come in another order, or whose data lie in two
files instead of one, gives the same figures."""
import os
import random
import re

from plan_text import Statement, read_plan, shuffle_statements, walk, write_plan
from projects import (INVENTED, ROOT, WITH_DATA, Checks, Said, Written, files_of, files_of_case,
                      is_plan, pm_path, same)

SEED = 20260701
# Golden cases whose project has what the others lack, and the data at first.
CASES = ["tests/golden/" + name for name in (
    "data/impossible.case", "gaps/best.case", "gaps/other_unit.case", "gaps/others.case",
    "gaps/overlapping_and_crossed.case", "gaps/significant_disproportionality.case",
    "gaps/target_and_since.case", "gaps/undefined.case", "status/impossible.case",
    "status/lasting.case", "status/overall.case", "status/overall_units.case",
    "status/paths.case", "status/peers.case", "status/reference.case", "status/revision.case",
    "trend/course.case", "trend/noise.case", "values/cohort.case", "values/formulas.case",
    "values/medians.case", "values/pooled.case", "values/rates.case", "values/snapshot.case",
    "values/units_counted.case", "values/weighted.case", "values/year_to_date.case")]


# ---- Other texts of the same project ----

def rename_files(files):
    """Every plan file under another name, so that they are read in the opposite order."""
    names = sorted(path for path in files if is_plan(path) and path != "project.pm")
    renamed = {path: text for path, text in files.items() if path not in names}
    for at, path in enumerate(reversed(names)):
        renamed["other/n%03d.pm" % at] = files[path]
    return renamed


def one_file_each(files):
    """Each declaration in a file of its own; the project's stays."""
    parts = {path: text for path, text in files.items() if not is_plan(path)}
    count = 0
    for path in sorted(filter(is_plan, files)):
        for one in read_plan(files[path]):
            name = "project.pm" if one.word == "project" else "parts/n%03d.pm" % (999 - count)
            parts[name] = write_plan([one])
            count += 1
    return parts


def one_file(files):
    """Everything in project.pm, put together anew."""
    statements = []
    for path in sorted(filter(is_plan, files)):
        statements += read_plan(files[path])
    others = {path: text for path, text in files.items() if not is_plan(path)}
    return dict(others, **{"project.pm": write_plan(statements)})


def shuffle_declarations(files, draw):
    return {path: write_plan(shuffle_statements(read_plan(text), draw)) if is_plan(path) else text
            for path, text in files.items()}


def rows_of(text):
    """Header and rows of a CSV without line ends in fields; None where a quote spans lines."""
    lines = text.splitlines(keepends=True)
    if any(line.count('"') % 2 for line in lines):
        return None
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines[0], lines[1:]


def shuffle_rows(files, draw):
    shuffled = {}
    for path, text in files.items():
        shuffled[path] = text
        found = rows_of(text) if path.endswith(".csv") else None
        if found:
            header, rows = found
            draw.shuffle(rows)
            shuffled[path] = header + "".join(rows)
    return shuffled


def split_data(files):
    """The second half of each data file in a file of its own, which the source names too."""
    parts = dict(files)
    for path, text in files.items():
        found = rows_of(text) if path.endswith(".csv") else None
        if not found or len(found[1]) < 2:
            continue
        header, rows = found
        half = len(rows) // 2
        parts[path] = header + "".join(rows[:half])
        parts[path.replace(".csv", "_second.csv")] = header + "".join(rows[half:])
    for path in filter(is_plan, files):
        statements = read_plan(files[path])
        for source in [one for one in walk(statements) if one.word == "source"]:
            more = [Statement(one.head.replace(".csv\"", "_second.csv\"")) for one in source.block
                    if one.word == "from" and "*" not in one.head and ".csv\"" in one.head]
            source.block += more
        parts[path] = write_plan(statements)
    return parts


# ---- Other names ----

DECLARATIONS = ("metric", "dimension", "group", "rating", "level", "unrated", "plan", "goal",
                "objective", "unit", "units", "source")
APART = re.compile(r'("""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|#.*)')  # texts and comments
WORD = re.compile(r"(?<![\w.-])[a-z]\w*|(?<=\.)[a-z]\w*")
IN_EXPRESSIONS = """where and or not in is missing if round larger smaller spent reaches beats within of
true false previous value target expected final baseline change deviation attainment gap n statistical
quartile each all others best same other distance"""


def language_words(project):
    """What a name cannot be told from without reading the statement that it stands in."""
    words = set(IN_EXPRESSIONS.split())
    with open(os.path.join(ROOT, "lang/schema/words.def"), encoding="utf-8") as file:
        words |= {word for text in re.findall(r'"([^"]*)"', file.read()) for word in text.split()}
    for one in project.json("list", "statements"):
        words |= {one["word"]} | set(re.findall(r"[a-z_]+", one["reads"]))
    return words


def names_to_change(files, words):
    """What the text declares and nothing else is called: fields keep their names, as their files
    do; so do names that are words of the language."""
    declared, kept = set(), set(words)
    for path in filter(is_plan, files):
        for one in walk(read_plan(files[path])):
            parts = one.head.split()
            if len(parts) > 1 and re.fullmatch(r"[a-z]\w*", parts[1]):
                (declared if one.word in DECLARATIONS else kept).add(parts[1])
            kept |= {after for word, after in zip(parts, parts[1:]) if word == "as"}
    return {name: "renamed_%03d" % at for at, name in enumerate(sorted(declared - kept))}


def rename_all(files, names):
    """The same project with other names, in the same order of letters: crossings are in it."""
    renamed = {}
    for path, text in files.items():
        if is_plan(path):
            parts = APART.split(text)
            parts[::2] = [WORD.sub(lambda word: names.get(word.group(0), word.group(0)), part)
                          for part in parts[::2]]
            text = "".join(parts)
        renamed[path] = text
    return renamed


def name_back(text, names):
    old = {new: name for name, new in names.items()}
    return re.sub(r"renamed_\d\d\d", lambda word: old[word.group(0)], text)


# ---- The checks ----

def load(pm, files):
    project = Written(pm, files)
    with project:
        counted = project.load()
        return Said(project), counted


def without_lists(findings):
    """Messages on parts put together name them in the order of the text."""
    for one in findings.values():
        if one["kind"] == "overall":
            one.pop("message", None)
            one["facts"].pop("items", None)
    return findings


def check_text_changes(checks, pm, name, files, base):
    said, _ = load(pm, rename_files(files))
    same(checks, "%s: other file names: findings" % name, said.findings("location"),
         base.findings("location"))
    same(checks, "%s: other file names: values, byte for byte" % name, said.values, base.values)
    same(checks, "%s: other file names: digest of the model" % name, said.model, base.model)
    for label, changed in (("one declaration a file", one_file_each(files)),
                           ("all in one file", one_file(files)),
                           ("statements in another order",
                            shuffle_declarations(files, random.Random(SEED)))):
        said, _ = load(pm, changed)
        same(checks, "%s: %s: findings" % (name, label),
             without_lists(said.findings("location", "source.digest")),
             without_lists(base.findings("location", "source.digest")))
        same(checks, "%s: %s: digests of the sources" % (name, label), said.source_digests(),
             base.source_digests())
        same(checks, "%s: %s: gaps" % (name, label), sorted(said.gaps.splitlines()),
             sorted(base.gaps.splitlines()))
        same(checks, "%s: %s: values" % (name, label), said.sorted_values(), base.sorted_values())
        same(checks, "%s: %s: digest of the model" % (name, label), said.model, base.model)


def check_names(checks, pm, name, files, base, words):
    names = names_to_change(files, words)
    checks.ok("%s: names to change" % name, len(names) > 1, len(names))
    said, _ = load(pm, rename_all(files, names))
    fields = ("location", "metric", "source", "message", "data")
    said.status = name_back(said.status, names)
    said.values = {(name_back(metric, names), tuple(name_back(one, names) for one in by)):
                   name_back(text, names) for (metric, by), text in said.values.items()}
    same(checks, "%s: other names: findings" % name, said.findings(*fields),
         base.findings(*fields))
    same(checks, "%s: other names: gaps" % name, sorted(name_back(said.gaps, names).splitlines()),
         sorted(base.gaps.splitlines()))
    same(checks, "%s: other names: values" % name, said.sorted_values(), base.sorted_values())


def without_lines(findings):
    """Findings on data may name the file and line of a row."""
    for one in findings.values():
        if one["kind"] == "data":
            one.pop("message", None)
            one.pop("data", None)
    return findings


def check_data_changes(checks, pm, name, files, base, counted):
    fields = ("location", "source.digest")
    has_doubles = any(numbers["duplicate"] for numbers in counted.values())
    changes = [("data in two files", split_data(files))]
    if has_doubles:
        checks.skip("%s: rows in another order" % name, "the first of two rows with a key counts")
    else:
        changes.append(("rows in another order", shuffle_rows(files, random.Random(SEED))))
    for label, changed in changes:
        said, now = load(pm, changed)
        same(checks, "%s: %s: rows read and kept" % (name, label), now, counted)
        same(checks, "%s: %s: findings" % (name, label), without_lines(said.findings(*fields)),
             without_lines(base.findings(*fields)))
        same(checks, "%s: %s: gaps, byte for byte" % (name, label), said.gaps, base.gaps)
        same(checks, "%s: %s: values, byte for byte" % (name, label), said.values, base.values)


def check_project(checks, pm, source, words):
    files = files_of_case(source) if source in CASES else files_of(source)
    base, counted = load(pm, files)
    name = os.path.basename(source)
    again, _ = load(pm, files)
    same(checks, "%s: loaded twice: status, byte for byte" % name, again.status, base.status)
    checks.section("%s: changes of the text" % name, check_text_changes, checks, pm, name, files,
                   base)
    checks.section("%s: changes of names" % name, check_names, checks, pm, name, files, base, words)
    checks.section("%s: changes of the data" % name, check_data_changes, checks, pm, name, files,
                   base, counted)


def main():
    checks = Checks()
    pm = pm_path()
    with Written(pm, {"project.pm": ""}) as project:
        words = language_words(project)
    for source in WITH_DATA + sorted(INVENTED) + CASES:
        checks.section(source, check_project, checks, pm, source, words)
    checks.finish()


if __name__ == "__main__":
    main()
