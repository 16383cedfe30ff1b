/* render_junit.c: JUnit XML: a suite for each file or goal, a case for each thing that was checked.
 *
 * What --fail-on lets fail the run is a failure; what is wrong below that passes, with its text as
 * output; what is accepted, or cannot be judged yet, is skipped with the reason. A plan file without
 * errors has a case that says so, and passes. */
#include "runtime/render/issue.h"
#include "runtime/render/xml.h"

#include <string.h>

struct counts {
    size_t tests;
    size_t failures;
    size_t skipped;
};

struct suite {
    const char *name;
    PM_ARRAY(size_t) issues; /* by index */
    bool is_file;            /* a plan file, which compiles or not */
    bool has_errors;         /* likewise */
};

struct suites {
    PM_ARRAY(struct suite) list;
};

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_result *result;
    const struct pm_issues *issues;
};

/* ---- Suites ---- */

static struct suite *suite_of(struct writing *writing, struct suites *suites, const char *name)
{
    for (size_t i = suites->list.count; i > 0; i--)
        if (strcmp(suites->list.items[i - 1].name, name) == 0) return &suites->list.items[i - 1];
    struct suite suite = {.name = name};
    PM_PUSH(writing->arena, &suites->list, suite);
    return &suites->list.items[suites->list.count - 1];
}

/* Every plan file that was read has a suite, also where nothing is wrong. */
static void add_files(struct writing *writing, struct suites *suites)
{
    const struct pm_diagnostic_report *report = writing->result->report;
    if (!report || !report->sources) return;
    for (size_t i = 0; i < report->sources->files.count; i++) {
        const struct pm_source *source = report->sources->files.items[i];
        if (source->is_module) continue;
        const char *path = pm_issue_path(writing->arena, writing->result, source->path);
        suite_of(writing, suites, path)->is_file = true;
    }
}

static void collect(struct writing *writing, struct suites *suites)
{
    add_files(writing, suites);
    for (size_t i = 0; i < writing->issues->list.count; i++) {
        const struct pm_issue *issue = &writing->issues->list.items[i];
        struct suite *suite = suite_of(writing, suites, issue->group);
        PM_PUSH(writing->arena, &suite->issues, i);
        if (issue->severity == PM_ERROR && issue->outcome == PM_ISSUE_WRONG)
            suite->has_errors = true;
    }
}

static struct counts count(const struct writing *writing, const struct suite *suite)
{
    struct counts counts = {.tests = suite->issues.count};
    counts.tests += suite->is_file && !suite->has_errors;
    for (size_t i = 0; i < suite->issues.count; i++) {
        const struct pm_issue *issue = &writing->issues->list.items[suite->issues.items[i]];
        bool is_skipped =
            issue->outcome == PM_ISSUE_ACCEPTED || issue->outcome == PM_ISSUE_UNJUDGED;
        counts.failures += pm_issue_fails(writing->result, issue);
        counts.skipped += is_skipped && !pm_issue_fails(writing->result, issue);
    }
    return counts;
}

/* ---- Writing ---- */

static void put_attribute(struct pm_sink *sink, const char *name, const char *text)
{
    pm_put_format(sink, " %s=\"", name);
    pm_put_xml_text(sink, pm_text_from(text));
    pm_put(sink, "\"");
}

static void put_counts(struct pm_sink *sink, const struct counts *counts)
{
    pm_put_format(sink, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"0\"",
                  counts->tests, counts->failures, counts->skipped);
}

/* `file:line: message`, and what else is to be known. */
static const char *text_of(const struct writing *writing, const struct pm_issue *issue)
{
    struct pm_buffer text;
    const struct pm_issue_place *place = &issue->place;
    pm_buffer_start(&text, writing->arena);
    if (place->path && place->line) pm_put_format(&text.sink, "%s:%u: ", place->path, place->line);
    pm_put_format(&text.sink, "%s: %s", pm_severity_word(issue->severity), issue->message);
    const char *details = pm_issue_details(writing->arena, issue);
    if (*details) pm_put_format(&text.sink, "\n%s", details);
    return pm_buffer_text(&text);
}

static void put_outcome(const struct writing *writing, const struct pm_issue *issue)
{
    struct pm_sink *sink = writing->sink;
    bool fails = pm_issue_fails(writing->result, issue);
    if (fails) {
        pm_put(sink, "      <failure");
        put_attribute(sink, "message", issue->message);
        put_attribute(sink, "type", pm_issue_rule_name(issue));
        pm_put(sink, ">");
        pm_put_xml_text(sink, pm_text_from(text_of(writing, issue)));
        pm_put(sink, "</failure>\n");
        return;
    }
    if (issue->outcome == PM_ISSUE_ACCEPTED || issue->outcome == PM_ISSUE_UNJUDGED) {
        const char *reason = *issue->reason ? issue->reason : issue->message;
        pm_put(sink, "      <skipped");
        put_attribute(sink, "message", reason);
        pm_put(sink, "/>\n");
    }
    pm_put(sink, "      <system-out>");
    pm_put_xml_text(sink, pm_text_from(text_of(writing, issue)));
    pm_put(sink, "</system-out>\n");
}

static void put_case(const struct writing *writing, const struct suite *suite,
                     const struct pm_issue *issue)
{
    struct pm_sink *sink = writing->sink;
    pm_put(sink, "    <testcase");
    put_attribute(sink, "classname", suite->name);
    put_attribute(sink, "name", issue->key);
    if (issue->place.path) put_attribute(sink, "file", issue->place.path);
    if (issue->place.path && issue->place.line)
        pm_put_format(sink, " line=\"%u\"", issue->place.line);
    pm_put(sink, " time=\"0\">\n");
    put_outcome(writing, issue);
    pm_put(sink, "    </testcase>\n");
}

static void put_suite(const struct writing *writing, const struct suite *suite)
{
    struct pm_sink *sink = writing->sink;
    struct counts counts = count(writing, suite);
    pm_put(sink, "  <testsuite");
    put_attribute(sink, "name", suite->name);
    put_counts(sink, &counts);
    pm_put(sink, ">\n");
    if (suite->is_file && !suite->has_errors) {
        pm_put(sink, "    <testcase");
        put_attribute(sink, "classname", suite->name);
        put_attribute(sink, "name", "compiles");
        put_attribute(sink, "file", suite->name);
        pm_put(sink, " time=\"0\"/>\n");
    }
    for (size_t i = 0; i < suite->issues.count; i++)
        put_case(writing, suite, &writing->issues->list.items[suite->issues.items[i]]);
    pm_put(sink, "  </testsuite>\n");
}

void pm_render_junit(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_result *result)
{
    struct pm_issues issues = {0};
    struct suites suites = {0};
    struct counts all = {0};
    pm_issues_make(arena, style, result, &issues);
    struct writing writing = {arena, sink, result, &issues};
    collect(&writing, &suites);
    for (size_t i = 0; i < suites.list.count; i++) {
        struct counts counts = count(&writing, &suites.list.items[i]);
        all.tests += counts.tests;
        all.failures += counts.failures;
        all.skipped += counts.skipped;
    }
    pm_put(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    put_attribute(sink, "name", pm_arena_format(arena, "pm %s", pm_result_command(result->kind)));
    put_counts(sink, &all);
    pm_put(sink, ">\n");
    for (size_t i = 0; i < suites.list.count; i++)
        put_suite(&writing, &suites.list.items[i]);
    pm_put(sink, "</testsuites>\n");
}
