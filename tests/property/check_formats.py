#!/usr/bin/python3
"""check_formats.py PM: every format of every command that reports is what its readers expect.

Formats and the commands that write them come from `pm help formats`; one without a check here fails.
SARIF is held against the published schema (build/schemas, see tests/tools/fetch_schemas.sh) and the
limits of code scanning; rdjson against the schema of a validator of it and a stricter one in
tests/schemas, GitLab's report, which has none, against one made of its documentation; JUnit is read by
junitparser; the page by a parser of HTML. The same plan, with texts that each format could take for
its own marks, goes through all of them; figures that an audience may not see are in none."""
import html.parser
import json
import os
import re
import tempfile
import urllib.parse

from projects import ROOT, Checks, Written, files_of, pm_path

try:
    import jsonschema
except ImportError:
    jsonschema = None
try:
    import junitparser
except ImportError:
    junitparser = None

SCHEMAS = os.environ.get("PM_SCHEMAS") or os.path.join(ROOT, "build", "schemas")
REPORTS = ["check", "load", "status", "gaps", "actions"]

# A plan whose texts are what formats use as marks, and that has a mistake of every level.
NASTY = {
    "project.pm": """project harbor "Harbor <b>&amp;</b> | [x](http://example.org) %0A::error::{0}]]>" {
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 5 ; complement hidden }
  rules { warn goal_without_owner ; deny goal_without_measure }
}
unit harbor "Harbor, <Schools> \\"A\\" | B: 100%" as district { lead "Superintendent" }
units schools from tests as school { id school }
""",
    "plans/a b,c%25.pm": """plan compass "Éducation *pour* `tous`" {
  kind strategic
  for harbor
  period SY2024..SY2026
  goal learn "Every | student <script>alert(1)</script> ::set-output name=x::y" {
    measure passed { across schools ; baseline SY2024 ; target SY2026 80% ; target SY2026 75% for eligible }
  }
  goal empty "A | B" { }
  waive goal_without_owner for learn until 2099-01-01 by "Board [1]" "Because of \\"quotes\\", 50%"
}
""",
    "data.pm": """source tests "State tests" {
  from csv "tests.csv"
  one row per school, year, meals
  period year as "2024-25"
  unit school of schools
  field school text
  field year text
  field meals text
  field passed int
  field tested int
  verify passed <= tested as block
  verify tested >= 10
}
dimension meals "Meals" from tests.meals {
  group eligible "Eligible | <i>" when "yes"
  group not_eligible "Not eligible" when "no"
}
metric passed "Students who passed <b>" {
  lagging
  numerator sum passed of tests
  denominator sum tested of tests
  n sum tested of tests
  better higher
  by meals
  gap eligible vs not_eligible
}
""",
    "tests.csv": """school,year,meals,passed,tested
east,2023-24,yes,30,60
east,2023-24,no,50,70
west,2023-24,yes,20,40
west,2023-24,no,30,40
east,2024-25,yes,33,60
east,2024-25,no,52,70
west,2024-25,yes,2,3
west,2024-25,no,33,40
west,2024-25,x,"<b>many</b>|",40
""",
}
SECRETS = ["2 of 3", "66.7 %", '"numerator": 2,']  # west, eligible, 2024-25: a group of 3


def read_json(text):
    return json.loads(text, parse_constant=lambda word: 1 / 0)


# ---- One check for each format: (checks, name, text, context) ----

SKIPPED = set()


def skip(checks, name, why):
    if why not in SKIPPED:  # once is enough
        checks.skip(name, why)
    SKIPPED.add(why)


def validate(checks, name, document, path):
    if not jsonschema:
        skip(checks, "schemas", "python3-jsonschema is not installed")
        return
    if not os.path.exists(path):
        skip(checks, "schema", "%s is not there: `make test-deps`" % os.path.relpath(path, ROOT))
        return
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    checks.none(name + ": fits its schema",
                ["%s: %s" % (list(error.absolute_path), error.message[:200])
                 for error in kind(schema).iter_errors(document)])


def check_text(checks, name, text, _):
    checks.ok(name + ": no letters of control", not re.search(r"[\x00-\x08\x0b-\x1f]", text))


def check_json(checks, name, text, context):
    document = read_json(text)
    checks.ok(name + ": is of a version", document["format_version"] == "1.0")
    context["json"] = document


def check_csv(checks, name, text, _):
    checks.ok(name + ": has a header", "," in text.split("\n")[0])


def check_short(checks, name, text, _):
    line = re.compile(r"[^\n]+: (error|warning|info|waived)\[\S+( \S+)?\]: \S.*")
    checks.none(name + ": a line each", [one for one in text.splitlines()
                                         if not line.fullmatch(one)])


def check_jsonl(checks, name, text, context):
    items = [read_json(line) for line in text.splitlines()]
    document = context.get("json", {})
    lists = ["findings", "files", "verifications", "diagnostics", "changes", "promises"]
    expected = [one for key in lists for one in document.get(key, [])]
    checks.ok(name + ": the items of json, one on a line", items == expected)


def sarif_places(result):
    return [place["physicalLocation"] for key in ("locations", "relatedLocations")
            for place in result.get(key, [])]


def check_sarif(checks, name, text, context):
    document = read_json(text)
    validate(checks, name, document, os.path.join(SCHEMAS, "sarif.json"))
    run = document["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    checks.ok(name + ": within the limits of a run",
              len(document["runs"]) <= 20 and len(results) <= 25000 and len(rules) <= 25000)
    checks.none(name + ": rules are told apart and described", [
        rule["id"] for rule in rules
        if not rule["shortDescription"]["text"] or len(rule["shortDescription"]["text"]) > 1024
        or not rule["fullDescription"]["text"] or len(rule["fullDescription"]["text"]) > 1024
        or not rule["help"]["text"] or len(rule["properties"]["tags"]) > 20])
    checks.ok(name + ": each rule once", len({rule["id"] for rule in rules}) == len(rules))
    checks.none(name + ": results name their rule", [
        one["ruleId"] for one in results if rules[one["ruleIndex"]]["id"] != one["ruleId"]])
    checks.none(name + ": places are lines of files", [
        place for one in results for place in sarif_places(one)
        if place["artifactLocation"]["uri"].startswith("/")
        or place["region"].get("endLine", 1) not in (1, place["region"]["startLine"])])
    checks.none(name + ": files exist", sorted({
        place["artifactLocation"]["uri"] for one in results for place in sarif_places(one)
        if not os.path.exists(os.path.join(context["top"], urllib.parse.unquote(
            place["artifactLocation"]["uri"])))}))
    checks.none(name + ": at most 1,000 places", [one["ruleId"] for one in results
                                                  if len(sarif_places(one)) > 1000])
    prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]
    checks.ok(name + ": fingerprints differ", len(set(prints)) == len(prints))
    checks.ok(name + ": all say whether they are accepted",
              all("suppressions" in one for one in results))


def check_junit(checks, name, text, _):
    if not junitparser:
        skip(checks, "junit", "python3-junitparser is not installed")
        return
    suites = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    found = [0, 0, 0]
    for suite in suites:
        cases = list(suite)
        results = [case.result for case in cases]
        counts = [len(cases)] + [
            sum(any(isinstance(one, kind) for one in result) for result in results)
            for kind in (junitparser.Failure, junitparser.Skipped)]
        checks.ok("%s: suite %s counts its cases" % (name, suite.name),
                  counts == [suite.tests, suite.failures, suite.skipped], counts)
        names = [case.name for case in cases]
        checks.ok("%s: suite %s names each case once" % (name, suite.name),
                  len(set(names)) == len(names))
        found = [a + b for a, b in zip(found, counts)]
    checks.equal(name + ": adds up", [suites.tests, suites.failures, suites.skipped], found)


def check_github(checks, name, text, context):
    command = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]*,?)+)::([^\r\n]+)")
    lines = text.splitlines()
    checks.ok(name + ": ends with the numbers", re.fullmatch(
        r"pm \w+: [\d,]+ errors?, [\d,]+ warnings?, [\d,]+ remarks?", lines[-1]), lines[-1])
    wrong, levels = [], []
    for line in lines[:-1]:
        found = command.fullmatch(line)
        if not found:
            wrong.append(line)
            continue
        levels.append(["error", "warning", "notice"].index(found.group(1)))
        fields = dict(part.split("=", 1) for part in found.group(2).split(","))
        path = urllib.parse.unquote(fields.get("file", "project.pm"))
        if re.search(r"%(?!25|0A|0D|3A|2C)", found.group(2) + found.group(3)):
            wrong.append("not escaped: " + line)
        if "file" in fields and not os.path.exists(os.path.join(context["top"], path)):
            wrong.append("no file: " + path)
    checks.none(name + ": commands, and nothing else", wrong)
    checks.ok(name + ": errors first", levels == sorted(levels))


def check_gitlab(checks, name, text, context):
    items = read_json(text)
    validate(checks, name, items, os.path.join(ROOT, "tests", "schemas", "gitlab.json"))
    prints = [one["fingerprint"] for one in items]
    checks.ok(name + ": fingerprints differ", len(set(prints)) == len(prints))
    checks.none(name + ": files exist", [
        one["location"]["path"] for one in items
        if not os.path.exists(os.path.join(context["top"], one["location"]["path"]))])


def check_rdjson(checks, name, text, context):
    document = read_json(text)
    validate(checks, name, document, os.path.join(ROOT, "tests", "schemas", "rdjson.json"))
    validate(checks, name + " elsewhere", document, os.path.join(SCHEMAS, "rdjson.json"))
    wrong = []
    for one in document["diagnostics"]:
        path = os.path.join(context["top"], one["location"]["path"])
        span = one["location"].get("range")
        if not os.path.exists(path):
            wrong.append(path)
        if span and "column" in span["start"]:
            with open(path, "rb") as file:
                line = file.read().split(b"\n")[span["start"]["line"] - 1]
            if span["start"]["column"] > len(line) + 1:
                wrong.append("%s:%s" % (path, span))
            line[:span["start"]["column"] - 1].decode("utf-8")  # between letters
    checks.none(name + ": places are in the files", wrong)


def check_md(checks, name, text, _):
    wrong, columns = [], None
    for line in text.splitlines():
        if not line.startswith("|"):
            columns = None
            continue
        count = len(re.findall(r"(?<!\\)\|", line))
        if columns is not None and count != columns:
            wrong.append(line)
        columns = count
    checks.none(name + ": rows have the columns of their table", wrong)
    checks.none(name + ": nothing is HTML of the plan's",
                re.findall(r"(?:^|[^`])(<(?!br>)[a-z/][^`\n]*)", text))
    checks.ok(name + ": one title", len(re.findall(r"^# ", text, re.M)) == 1)


class Page(html.parser.HTMLParser):
    """What a page is made of."""

    VOID = {"meta", "br", "wbr", "link", "img", "hr", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.headings = [], [], []
        self.ids, self.named, self.tags = [], [], {}

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if tag not in self.VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [values["id"]] if "id" in values else []
        self.named += [values["aria-labelledby"]] if "aria-labelledby" in values else []
        if tag == "th" and values.get("scope") not in ("row", "col"):
            self.wrong.append("th without scope")
        if tag == "html" and not values.get("lang"):
            self.wrong.append("no language")
        if any(name.startswith("on") or name in ("src", "href") for name in values):
            self.wrong.append("<%s> with %s" % (tag, sorted(values)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s>" % tag)


def check_html(checks, name, text, _):
    page = Page()
    page.feed(text)
    checks.none(name + ": well formed", page.wrong + page.open)
    checks.ok(name + ": needs nothing else", not set(page.tags) &
              {"script", "link", "img", "iframe", "object"} and not re.search(r"url\(|@import", text))
    checks.ok(name + ": texts of the plan are no markup",
              not re.search(r"<(?:b|i|script)>", text))
    steps = [b - a for a, b in zip(page.headings, page.headings[1:])]
    checks.ok(name + ": headings in order", page.headings[:1] == [1] and max(steps, default=0) <= 1
              and page.headings.count(1) == 1, page.headings)
    checks.ok(name + ": names are there, once", len(set(page.ids)) == len(page.ids)
              and set(page.named) <= set(page.ids))
    checks.ok(name + ": no sign alone", not re.search(r"</i>\s*</td>", text))


CHECKS = {"text": check_text, "json": check_json, "csv": check_csv, "short": check_short,
          "jsonl": check_jsonl, "sarif": check_sarif, "junit": check_junit,
          "github": check_github, "gitlab": check_gitlab, "rdjson": check_rdjson, "md": check_md,
          "html": check_html}


# ---- Projects ----

def formats_of(pm):
    """{command: formats} as `pm help formats` lists them."""
    _, help_text, _ = Written(pm, {"project.pm": "\n"}).run_any("help", "formats")
    found = dict(re.findall(r"^  (\w+) +(\w+(?:, \w+)*)$", help_text, re.M))
    return {command: formats.split(", ") for command, formats in found.items()
            if "," in formats}


def write_all(checks, project, command, formats, folder, *options):
    """All formats of a command at once, each in a file; {format: text}."""
    wishes = [part for one in formats
              for part in ("--format", "%s=%s" % (one, os.path.join(folder, one)))]
    code, output, errors = project.run_any(command, *options, *wishes)
    checks.ok("%s %s: ends as it should" % (command, " ".join(options)), code in (0, 1, 3),
              "exit %s: %s" % (code, errors))
    checks.ok("%s: nothing on standard output" % command, output == "", output[:200])
    texts = {}
    for one in formats:
        with open(os.path.join(folder, one), encoding="utf-8", newline="") as file:
            texts[one] = file.read()
    return texts


def check_project(checks, name, project, formats, *options):
    with tempfile.TemporaryDirectory(prefix="pm-formats-") as folder:
        for command in REPORTS:
            extra = [] if command in ("check", "load") else list(options)
            texts = write_all(checks, project, command, formats[command], folder, *extra)
            context = {"top": project.folder}
            for one in sorted(formats[command], key=lambda word: word != "json"):
                label = "%s: %s as %s" % (name, " ".join([command] + extra), one)
                checks.section(label, CHECKS[one], checks, label, texts[one], context)
            again = write_all(checks, project, command, formats[command], folder, *extra)
            checks.ok("%s: %s says the same twice" % (name, command), texts == again)


def check_changes(checks, project, formats):
    """Changes between revisions, what they do to the findings, and two years side by side."""
    ways = [("history/2025", "."), ("history/2025", ".", "--effect", "--all"),
            ("history/2024", ".", "--effect", "--audience", "public"),
            ("--years", "SY2025..SY2026")]
    with tempfile.TemporaryDirectory(prefix="pm-formats-") as folder:
        for way in ways:
            texts = write_all(checks, project, "diff", formats["diff"], folder, *way)
            context = {"top": project.folder}
            for one in sorted(formats["diff"], key=lambda word: word != "json"):
                label = "diff %s as %s" % (" ".join(way), one)
                checks.section(label, CHECKS[one], checks, label, texts[one], context)
            again = write_all(checks, project, "diff", formats["diff"], folder, *way)
            checks.ok("diff %s says the same twice" % " ".join(way), texts == again)


def check_hidden(checks, project, formats):
    """What a small group did is in no format for those who may not see it."""
    with tempfile.TemporaryDirectory(prefix="pm-formats-") as folder:
        for command in ("status", "gaps", "actions"):
            texts = write_all(checks, project, command, formats[command], folder,
                              "--audience", "public", "--all")
            for one, text in texts.items():
                plain = text.replace("&#160;", " ")
                checks.none("%s as %s hides the small group" % (command, one),
                            [secret for secret in SECRETS if secret in plain])


def check_limits(checks, pm):
    """Some thirty thousand mistakes: a run of SARIF takes 25,000, and says what is left out."""
    goals = "\n".join('goal g%d "G" { }' % i for i in range(15000))
    project = Written(pm, {"project.pm": 'project a "A" { calendar school_year SY { starts 07-01 ; '
                                         'named by end } ; rules { warn goal_without_measure ; '
                                         'warn goal_without_owner } }\nunit a "A"\n'
                                         'plan p "P" { for a ; period SY2024..SY2026\n'
                                         + goals + "\n}\n"})
    code, output, errors = project.run_any("check", "--format", "sarif")
    checks.ok("many mistakes: exit", code == 0, errors)
    run = read_json(output)["runs"][0]
    checks.equal("many mistakes: results", len(run["results"]), 25000)
    notes = run["invocations"][0]["toolExecutionNotifications"]
    checks.ok("many mistakes: the rest is told", "more results: a run takes 25,000" in
              notes[0]["message"]["text"], notes)
    prints = {one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]}
    checks.equal("many mistakes: fingerprints", len(prints), 25000)


def check_moved(checks, pm):
    """Identities stay when lines move, files are laid out again, and numbers in messages change."""
    files = dict(NASTY)
    before = keys_of(Written(pm, files))
    files["project.pm"] = "\n\n" + files["project.pm"]
    files["zz.pm"] = files.pop("plans/a b,c%25.pm").replace("  goal", "\n\n      goal")
    checks.equal("moved text keeps its identities", keys_of(Written(pm, files)), before)
    files["zz.pm"] = files["zz.pm"].replace("goal empty", "goal other")
    checks.ok("another goal is another thing", keys_of(Written(pm, files)) != before)


def keys_of(project):
    _, output, _ = project.run_any("check", "--format", "json")
    return sorted(one["key"] for one in read_json(output)["diagnostics"])


def main():
    pm = pm_path()
    checks = Checks()
    formats = formats_of(pm)
    checks.none("every format has a check here",
                {one for command in REPORTS for one in formats[command]} - set(CHECKS))
    nasty = Written(pm, NASTY)
    nasty.run_any("load", "-q")
    checks.section("nasty", check_project, checks, "nasty", nasty, formats)
    checks.section("hidden", check_hidden, checks, nasty, formats)
    harbor = Written(pm, files_of("examples/harbor"))
    harbor.run_any("load", "-q")
    checks.section("harbor", check_project, checks, "harbor", harbor, formats)
    checks.section("harbor, all", check_project, checks, "harbor", harbor, formats, "--all")
    checks.section("changes", check_changes, checks, harbor, formats)
    checks.section("limits", check_limits, checks, pm)
    checks.section("moved", check_moved, checks, pm)
    checks.finish()


if __name__ == "__main__":
    main()
