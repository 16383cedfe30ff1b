/* resolve_revision.c: the lines of a measure, and the revisions that take their place later on. */
#include "lang/model/resolve_plan.h"

struct lines {
    PM_ARRAY(struct pm_line) list;
};

static bool is_line(const struct pm_statement *statement)
{
    static const char *const words[] = {"baseline", "target", "alternative", "close", "maintain"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pm_text_is(statement->word, words[i])) return true;
    return false;
}

/* A line for several periods is one for each. */
static void add_line(struct pm_resolver *resolver, struct pm_line line, struct pm_period last,
                     struct lines *lines)
{
    int32_t steps = pm_period_is(last) ? pm_period_distance(line.period, last) : 0;
    for (int32_t i = 0; i <= steps; i++) {
        PM_PUSH(resolver->arena, &lines->list, line);
        if (i < steps) line.period = pm_period_step(line.period, 1);
    }
}

static void read_block(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const struct pm_measure *measure, size_t revision, struct lines *lines)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        struct pm_line line;
        struct pm_period last;
        if (!is_line(statement->children[i]) ||
            !pm_resolve_line(resolver, measure, statement->children[i], &line, &last))
            continue;
        line.revision = revision;
        add_line(resolver, line, last, lines);
    }
}

void pm_read_course_end(struct pm_resolver *resolver, const struct pm_metric *metric,
                        const struct pm_slot *end, struct pm_path_course *course)
{
    if (!end) return;
    course->end = pm_resolve_fixed_amount(resolver, metric, end, "the end of a path",
                                          "write the amount, such as `100%`");
}

/* ---- Revisions ---- */

struct revised { /* a revision and the statement of its block */
    struct pm_path_revision revision;
    const struct pm_statement *statement;
};

struct revisions {
    PM_ARRAY(struct revised) list;
};

static bool read_head(struct pm_resolver *resolver, const struct pm_statement *statement,
                      const struct pm_measure *measure, struct pm_path_revision *out)
{
    const struct pm_slot *from = pm_slot(statement, "PERIOD");
    const struct pm_node *day = pm_slot_node(pm_slot(statement, "DATE"));
    const struct pm_slot *end = NULL;
    *out = (struct pm_path_revision){.at = from ? from->span : statement->word_span,
                                     .day = PM_NO_DAY,
                                     .course = measure->course};
    if (!from || statement->damaged) return false;
    out->from = pm_read_period(resolver, pm_slot_node(from));
    if (day) out->day = pm_read_day(resolver, day);
    out->text = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    pm_read_course(resolver, statement, &out->course, &end);
    pm_read_course_end(resolver, measure->metric, end, &out->course);
    return pm_period_is(out->from);
}

static void report_same_period(struct pm_resolver *resolver, const struct pm_path_revision *first,
                               const struct pm_path_revision *second)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_REVISION_TWICE, second->at,
                    "two revisions of one measure begin with the same period");
    pm_label(resolver->diagnostics, found, first->at, "the first one");
    pm_help(resolver->diagnostics, found, "put all lines that hold from then on into one of them");
}

/* Into the order of the periods from which they hold. */
static void add_revision(struct pm_resolver *resolver, struct revised revised,
                         struct revisions *revisions)
{
    size_t at = revisions->list.count;
    while (at && pm_period_first_day(revised.revision.from) <
                     pm_period_first_day(revisions->list.items[at - 1].revision.from))
        at--;
    if (at && pm_period_equal(revisions->list.items[at - 1].revision.from, revised.revision.from)) {
        report_same_period(resolver, &revisions->list.items[at - 1].revision, &revised.revision);
        return;
    }
    PM_PUSH(resolver->arena, &revisions->list, revised);
    for (size_t i = revisions->list.count - 1; i > at; i--)
        revisions->list.items[i] = revisions->list.items[i - 1];
    revisions->list.items[at] = revised;
}

void pm_read_lines(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_measure *measure)
{
    struct lines lines = {0};
    struct revisions revisions = {0};
    const struct pm_statement *child;
    read_block(resolver, statement, measure, 0, &lines);
    for (size_t at = 0; (child = pm_next_child(statement, "revision", &at)) != NULL;) {
        struct revised revised = {.statement = child};
        if (read_head(resolver, child, measure, &revised.revision))
            add_revision(resolver, revised, &revisions);
    }
    measure->revisions =
        PM_NEW_ITEMS(resolver->arena, struct pm_path_revision, revisions.list.count + 1);
    for (size_t i = 0; i < revisions.list.count; i++) {
        measure->revisions[measure->revision_count++] = revisions.list.items[i].revision;
        read_block(resolver, revisions.list.items[i].statement, measure, i + 1, &lines);
    }
    measure->lines = lines.list.items;
    measure->line_count = lines.list.count;
}
