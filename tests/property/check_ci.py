#!/usr/bin/python3
"""check_ci.py PM: what the repository gives to CI systems does what it says: the GitHub Action, the
GitLab template and the pre-commit hooks.

Each is read as YAML; its shell lines are run as the system would run them, in a git repository made
for it, with the variables and files that the system sets; hooks are run by pre-commit itself where
it is installed. What a server alone does (fetching actions, uploading, drawing annotations) is not
tried."""
import json
import os
import re
import shutil
import subprocess
import tempfile

from projects import ROOT, Checks, pm_path

try:
    import yaml
except ImportError:
    yaml = None

CLEAN = """project small "Small" {
  calendar school_year SY { starts 07-01 ; named by end }
  rules { warn goal_without_measure }
}
unit small "Small"
"""
PROMISED = """source s { from csv "s.csv" ; summary ; one row per year ; period year as "2025" ; unit small
  field year text ; field x percent }
metric m "M" { value published x of s ; unit percent ; better higher }
plan b "B" { for small ; period SY2024..SY2026
  goal g "G" { measure m { baseline SY2023 50% ; target SY2026 70% } } }
"""
WITH_WARNING = 'plan a "A" {\n  for small\n  period SY2024..SY2026\n  goal g "G" {}\n}\n'
BROKEN = 'unit west "West" { leed "Principal" }\n'


class Repository:
    """A git repository in a folder of its own, with a project in plans/, and pm on the PATH."""

    def __init__(self, pm):
        self.base = tempfile.mkdtemp(prefix="pm-ci-")
        self.folder = os.path.join(self.base, "repository")
        self.tools = os.path.join(self.base, "bin")
        os.makedirs(os.path.join(self.folder, "plans"))
        os.mkdir(self.tools)
        os.symlink(os.path.abspath(pm), os.path.join(self.tools, "pm"))
        self.write("plans/project.pm", CLEAN)
        self.git("init", "-q", "-b", "main")
        self.commit("one")

    def write(self, path, text):
        with open(os.path.join(self.folder, path), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, path):
        with open(os.path.join(self.folder, path), encoding="utf-8") as file:
            return file.read()

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org"] + list(words),
                       cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def commit(self, message):
        self.git("add", ".")
        self.git("commit", "-q", "-m", message)

    def run(self, script, variables, has_pm=True, options=("-eo", "pipefail")):
        """(exit code, what was written) of lines for bash."""
        path = os.environ.get("PATH", "/usr/bin:/bin")
        environment = {"PATH": self.tools + ":" + path if has_pm else path, "LC_ALL": "C.UTF-8",
                       "HOME": self.base, "NO_COLOR": "1"}
        environment.update(variables)
        done = subprocess.run(["bash", "--noprofile", "--norc", *options, "-c", script],
                              cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)


def read_yaml(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return yaml.safe_load(file)


# ---- GitHub ----

def fill_in(text, action, inputs, repository):
    """An expression of GitHub's as the runner would write it."""
    def one(found):
        name = found.group(1)
        if name == "github.action_path":
            return ROOT
        return inputs.get(name[7:], action["inputs"][name[7:]]["default"])
    del repository
    return re.sub(r"\$\{\{ ([a-z._-]+) \}\}", one, text)


def run_action(repository, action, inputs, step="check"):
    """(exit code, output, {output: value}, summary) of the step that checks, or of another one."""
    files = {name: os.path.join(repository.base, name) for name in
             ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
    for path in files.values():
        open(path, "w", encoding="utf-8").close()
    step = [one for one in action["runs"]["steps"] if one.get("id") == step][0]
    variables = dict(files, GITHUB_WORKSPACE=repository.folder, GITHUB_ACTIONS="true")
    for name, text in step["env"].items():
        variables[name] = fill_in(text, action, inputs, repository)
    code, output = repository.run(step["run"], variables)
    with open(files["GITHUB_OUTPUT"], encoding="utf-8") as file:
        outputs = dict(line.split("=", 1) for line in file.read().splitlines())
    with open(files["GITHUB_STEP_SUMMARY"], encoding="utf-8") as file:
        return code, output, outputs, file.read()


def check_action_form(checks, action):
    steps = action["runs"]["steps"]
    checks.ok("action: composite, each step with its shell",
              action["runs"]["using"] == "composite" and all(step["shell"] == "bash"
                                                             for step in steps))
    checks.none("action: inputs reach the shell as variables alone",
                [step["name"] for step in steps if "${{" in step["run"]])
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(action)))
    checks.equal("action: every input is used", used, set(action["inputs"]))
    written = set(re.findall(r"steps\.(\w+)\.outputs\.([a-z-]+)", json.dumps(action["outputs"])))
    set_there = {(step["id"], name) for step in steps if "id" in step
                 for name in re.findall(r"echo \"([a-z-]+)=", step["run"])}
    checks.equal("action: every output is set", written, set_there)
    checks.ok("action: the comparison is made even where the check fails, and only when asked for",
              "!cancelled()" in steps[2]["if"] and "inputs.compare-with != ''" in steps[2]["if"])


def check_action_runs(checks, repository, action):
    code, output, outputs, summary = run_action(repository, action, {"project": "plans"})
    checks.ok("action: a clean plan passes", code == 0 and "0 errors" in output, output)
    checks.equal("action: outputs", outputs, {"exit-code": "0", "sarif": "pm.sarif"})
    checks.ok("action: summary", summary.startswith("# Small: "), summary)
    run = json.loads(repository.read("pm.sarif"))["runs"][0]
    checks.equal("action: SARIF", run["results"], [])
    repository.write("plans/goals.pm", WITH_WARNING)
    code, output, outputs, summary = run_action(repository, action, {"project": "plans"})
    checks.ok("action: a warning is annotated, and passes",
              code == 0 and "::warning file=plans/goals.pm,line=4" in output, output)
    code, _, outputs, _ = run_action(repository, action, {"project": "plans", "fail-on": "warning"})
    checks.ok("action: fail-on", code == 1 and outputs["exit-code"] == "1", outputs)
    repository.commit("two")
    code, output, _, _ = run_action(repository, action, {
        "project": "plans", "fail-on": "warning", "changed-since": "HEAD"})
    checks.ok("action: changed-since", code == 0 and "0 warnings" in output, output)
    repository.run("pm -C plans check --format json=../known.json", {})
    code, output, _, _ = run_action(repository, action, {
        "project": "plans", "fail-on": "warning", "baseline": "known.json"})
    checks.ok("action: baseline", code == 0 and "0 warnings" in output, output)
    repository.write("plans/west.pm", BROKEN)
    code, output, outputs, _ = run_action(repository, action, {"project": "plans"})
    checks.ok("action: a plan that does not compile fails",
              code == 3 and "::error file=plans/west.pm" in output and outputs["sarif"], output)
    os.remove(os.path.join(repository.folder, "plans/west.pm"))
    code, output, outputs, _ = run_action(repository, action, {
        "project": "plans", "changed-since": "origin/main"})
    checks.ok("action: an unknown revision fails, with what to do",
              code == 2 and "git fetch origin main" in output and "sarif" not in outputs, output)
    code, _, _, _ = run_action(repository, action, {"project": "no where; touch owned"})
    checks.ok("action: an input is no shell", code == 2 and not os.path.exists(
        os.path.join(repository.folder, "owned")))


def promise_less(repository):
    """A branch that lowers a target, while main goes on with something else."""
    repository.write("plans/promise.pm", PROMISED)
    repository.commit("promise")
    repository.git("checkout", "-q", "-b", "less")
    repository.write("plans/promise.pm", PROMISED.replace("70%", "60%"))
    repository.commit("less")
    repository.git("checkout", "-q", "main")
    repository.write("plans/promise.pm", PROMISED.replace("50%", "45%"))
    repository.commit("on main")
    repository.git("checkout", "-q", "less")


def check_action_compares(checks, repository, action):
    def run(**inputs):
        wishes = {name.replace("_", "-"): text for name, text in inputs.items()}
        return run_action(repository, action, dict(wishes, project="plans"), "compare")

    promise_less(repository)
    code, output, outputs, summary = run(compare_with="main")
    checks.ok("action: a target that was lowered is annotated, and fails",
              code == 1 and "::warning file=plans/promise.pm,line=5" in output
              and "title=target_lowered" in output, output)
    checks.ok("action: what main did since is no change", "baseline" not in output, output)
    checks.equal("action: outputs of the comparison", outputs, {"changes-exit-code": "1"})
    checks.ok("action: the comparison is in the summary", "target_lowered" in summary, summary)
    code, _, _, _ = run(compare_with="main", fail_on_changes="never")
    checks.ok("action: fail-on-changes", code == 0)
    code, output, outputs, _ = run(compare_with="origin/main")
    checks.ok("action: a comparison with nothing fails, with what to do",
              code == 2 and "git fetch origin main" in output, output)
    repository.write("plans/west.pm", BROKEN)
    code, output, outputs, _ = run(compare_with="main")
    checks.ok("action: a side that does not compile is no success",
              code == 3 and outputs["changes-exit-code"] == "3" and "the new side" in output, output)
    os.remove(os.path.join(repository.folder, "plans/west.pm"))
    repository.git("checkout", "-q", "main")


def check_action_builds(checks, repository, action):
    """Without pm the first step builds it from the action's folder, here by a `make` that notes."""
    note = os.path.join(repository.base, "made")
    stub = os.path.join(repository.base, "stub")
    os.mkdir(stub)
    with open(os.path.join(stub, "make"), "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\necho "$@" >> %s\n' % note)
    os.chmod(os.path.join(stub, "make"), 0o755)
    step = action["runs"]["steps"][0]
    paths = os.path.join(repository.base, "paths")
    variables = {"RUNNER_TEMP": "/tmp/runner", "GITHUB_PATH": paths, "PATH": stub + ":/usr/bin:/bin"}
    for name, text in step["env"].items():
        variables[name] = fill_in(text, action, {}, repository)
    code, output = repository.run(step["run"], variables)
    checks.ok("action: builds pm", code == 0, output)
    with open(note, encoding="utf-8") as file:
        made = file.read().splitlines()
    checks.equal("action: by these targets", made, [
        "-s -C %s deps" % ROOT, "-s -C %s install PREFIX=/tmp/runner/pm" % ROOT])
    with open(paths, encoding="utf-8") as file:
        checks.equal("action: and finds it", file.read(), "/tmp/runner/pm/bin\n")
    os.remove(note)
    variables["PATH"] = repository.tools + ":" + variables["PATH"]
    repository.run(step["run"], variables)
    checks.ok("action: takes a pm that is there", not os.path.exists(note))


def check_action(checks, repository):
    action = read_yaml("action.yml")
    check_action_form(checks, action)
    check_action_runs(checks, repository, action)
    check_action_compares(checks, repository, action)
    check_action_builds(checks, repository, action)


# ---- GitLab ----

def check_gitlab(checks, repository):
    job = read_yaml("ci/gitlab.yml")["pm-check"]
    reports = job["artifacts"]["reports"]
    variables = dict(job["variables"], CI_PROJECT_DIR=repository.folder, PM_PROJECT="plans")

    def run(**more):
        for name in reports.values():
            if os.path.exists(os.path.join(repository.folder, name)):
                os.remove(os.path.join(repository.folder, name))
        return repository.run("\n".join(job["script"]), dict(variables, **more))

    code, output = run()
    checks.ok("gitlab: warnings pass", code == 0 and "1 warning" in output, output)
    items = json.loads(repository.read(reports["codequality"]))
    checks.equal("gitlab: code quality", [one["location"]["path"] for one in items],
                 ["plans/goals.pm"])
    checks.ok("gitlab: test report", "<testsuites" in repository.read(reports["junit"]))
    checks.ok("gitlab: reports are kept when the job fails", job["artifacts"]["when"] == "always")
    code, _ = run(PM_FAIL_ON="warning")
    checks.ok("gitlab: fail-on", code == 1 and os.path.exists(
        os.path.join(repository.folder, reports["codequality"])))
    code, output = run(PM_FAIL_ON="warning", PM_SINCE="HEAD")
    checks.ok("gitlab: only what changed", code == 0, output)
    check_gitlab_compares(checks, repository)
    told = re.findall(r"^#   (\w+) ", open(os.path.join(ROOT, "ci/gitlab.yml"),
                                          encoding="utf-8").read(), re.M)
    jobs = [one for one in read_yaml("ci/gitlab.yml").values()]
    checks.equal("gitlab: its variables are explained", set(told), {"PM_IMAGE"} | {
        name for one in jobs for name in one["variables"] if name.startswith("PM_")})


def check_gitlab_compares(checks, repository):
    job = read_yaml("ci/gitlab.yml")["pm-diff"]
    branch = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    checks.equal("gitlab: merge requests alone are compared", job["rules"], [{"if": "$" + branch}])
    variables = dict(job["variables"], CI_PROJECT_DIR=repository.folder, PM_PROJECT="plans")
    variables[branch] = "main"
    repository.git("checkout", "-q", "less")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    code, output = repository.run("\n".join(job["script"]), variables)
    checks.ok("gitlab: a target that was lowered fails", code == 1 and "target_lowered" in output,
              output)
    items = json.loads(repository.read(job["artifacts"]["reports"]["codequality"]))
    checks.equal("gitlab: and is in the report", [(one["check_name"], one["location"]["path"])
                                                  for one in items],
                 [("target_lowered", "plans/promise.pm")])
    checks.ok("gitlab: tests and text", "<testsuites" in repository.read(
        job["artifacts"]["reports"]["junit"]) and "target_lowered" in repository.read("pm-changes.md"))
    checks.ok("gitlab: files of the jobs differ", not set(job["artifacts"]["paths"]) & set(
        read_yaml("ci/gitlab.yml")["pm-check"]["artifacts"]["paths"]))
    variables["PM_FAIL_ON_CHANGES"] = "never"
    code, _ = repository.run("\n".join(job["script"]), variables)
    checks.ok("gitlab: fail-on-changes", code == 0)
    repository.git("update-ref", "-d", "refs/remotes/origin/main")
    for name in job["artifacts"]["paths"]:
        os.remove(os.path.join(repository.folder, name))
    repository.git("checkout", "-q", "main")


# ---- pre-commit ----

def run_hook(repository, hook):
    """Runs a hook as pre-commit does: its entry, and the staged files that it is for."""
    listed = subprocess.run(["git", "diff", "--cached", "--name-only", "-z"], check=True,
                            cwd=repository.folder, stdout=subprocess.PIPE).stdout.decode()
    files = [name for name in listed.split("\0") if re.search(hook["files"], name)]
    words = hook["entry"].split() + (files if hook.get("pass_filenames", True) else [])
    before = {name: repository.read(name) for name in files}
    code, output = repository.run(" ".join("'%s'" % word for word in words), {})
    changed = [name for name in files if repository.read(name) != before[name]]
    return code or (1 if changed else 0), output, changed


def check_hooks(checks, repository):
    hooks = {hook["id"]: hook for hook in read_yaml(".pre-commit-hooks.yaml")}
    checks.none("hooks: have what they need", [
        name for name, hook in hooks.items()
        if not {"id", "name", "entry", "language", "files"} <= set(hook)
        or hook["language"] != "system"])
    repository.git("mv", "plans/project.pm", "plans/goals.pm", ".")
    repository.commit("at the top")
    repository.write("project.pm", CLEAN.replace("  rules", "      rules"))
    repository.write("notes.txt", "not a plan")
    repository.git("add", ".")
    code, output, changed = run_hook(repository, hooks["pm-fmt"])
    checks.ok("hooks: a file is laid out, and the commit stopped",
              code == 1 and changed == ["project.pm"], output)
    repository.git("add", ".")
    code, output, changed = run_hook(repository, hooks["pm-fmt"])
    checks.ok("hooks: then it passes", code == 0 and not changed, output)
    code, output, _ = run_hook(repository, hooks["pm-check"])
    checks.ok("hooks: a plan that compiles passes", code == 0, output)
    repository.write("west.pm", BROKEN)
    repository.git("add", ".")
    code, output, _ = run_hook(repository, hooks["pm-check"])
    checks.ok("hooks: one that does not stops the commit", code != 0 and "leed" in output, output)


def check_pre_commit(checks, repository):
    """The hooks by pre-commit itself: at a commit, from a repository that has them."""
    if not shutil.which("pre-commit"):
        checks.skip("pre-commit", "pre-commit is not installed")
        return
    hooks = os.path.join(repository.base, "hooks")
    os.mkdir(hooks)
    shutil.copy(os.path.join(ROOT, ".pre-commit-hooks.yaml"), hooks)
    as_somebody = ["git", "-C", hooks, "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "hooks"]):
        subprocess.run(as_somebody + words, check=True)
    revision = subprocess.run(["git", "-C", hooks, "rev-parse", "HEAD"], check=True,
                              stdout=subprocess.PIPE).stdout.decode().strip()
    repository.write(".pre-commit-config.yaml", "repos:\n  - repo: %s\n    rev: %s\n    hooks:\n"
                     "      - id: pm-check\n      - id: pm-fmt\n" % (hooks, revision))
    variables = {"PRE_COMMIT_HOME": os.path.join(repository.base, "cache")}
    commit = "git add . && git -c user.name=a -c user.email=a@example.org commit -m all"
    code, output = repository.run("pre-commit install", variables)
    checks.ok("pre-commit: is installed into the repository", code == 0, output)
    os.remove(os.path.join(repository.folder, "west.pm"))
    repository.write("project.pm", CLEAN.replace("  rules", "      rules"))
    code, output = repository.run(commit, variables)
    checks.ok("pre-commit: a file is laid out, and the commit stopped",
              code == 1 and "lay plan files out" in output and "files were modified" in output
              and repository.read("project.pm") == CLEAN, output)
    code, output = repository.run(commit, variables)
    checks.ok("pre-commit: then it passes", code == 0 and "check plans" in output, output)
    repository.write("west.pm", BROKEN)
    code, output = repository.run(commit, variables)
    checks.ok("pre-commit: a plan that does not compile stops the commit",
              code == 1 and "exit code: 3" in output and "leed" in output, output)


def main():
    pm = pm_path()
    checks = Checks()
    if not yaml or not shutil.which("git") or not shutil.which("bash"):
        checks.skip("ci", "python3-yaml, git or bash is not installed")
        checks.finish()
    repository = Repository(pm)
    try:
        checks.section("action", check_action, checks, repository)
        checks.section("gitlab", check_gitlab, checks, repository)
        checks.section("hooks", check_hooks, checks, repository)
        checks.section("pre-commit", check_pre_commit, checks, repository)
    finally:
        repository.close()
    checks.finish()


if __name__ == "__main__":
    main()
