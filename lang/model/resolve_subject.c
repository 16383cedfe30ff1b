/* resolve_subject.c: names that may point at things of several kinds: `compass.teams`,
 * `teams.trained`, `oct.a1`, `climate`. */
#include "lang/model/resolve_work.h"

#include <string.h>

enum { MOST_PARTS = 3 };

struct hit {
    enum pm_subject_kind kind;
    const void *object;
    struct pm_span at;          /* of the name where it is declared */
    struct pm_span declaration; /* the whole statement */
};

struct search {
    struct pm_resolver *resolver;
    const struct pm_wish *wish;
    struct hit first;
    struct hit second;
    size_t count;
    struct hit other; /* of a kind that may not stand here */
    bool has_other;
};

/* Which names are looked up in a scope: a plan's, or the project's. */
static const struct {
    enum pm_kind kind;
    enum pm_subject_kind subject;
    bool in_plan;
    bool at_top;
} rows[] = {
    {PM_KIND_PLAN, PM_SUBJECT_PLAN, false, true},
    {PM_KIND_FOCUS, PM_SUBJECT_FOCUS, true, false},
    {PM_KIND_GOAL, PM_SUBJECT_GOAL, true, false},
    {PM_KIND_WORK, PM_SUBJECT_WORK, true, false},
    {PM_KIND_THEORY, PM_SUBJECT_THEORY, true, false},
    {PM_KIND_TRAINING, PM_SUBJECT_TRAINING, true, true},
    {PM_KIND_PROCESS, PM_SUBJECT_PROCESS, true, true},
    {PM_KIND_DECISION, PM_SUBJECT_DECISION, true, true},
    {PM_KIND_UNIT, PM_SUBJECT_UNIT, false, true},
    {PM_KIND_METRIC, PM_SUBJECT_METRIC, false, true},
    {PM_KIND_REVIEW, PM_SUBJECT_REVIEW, false, true},
    {PM_KIND_SERVICE, PM_SUBJECT_SERVICE, false, true},
    {PM_KIND_ROUTINE, PM_SUBJECT_ROUTINE, false, true},
    {PM_KIND_TEAM, PM_SUBJECT_ROUTINE, false, true},
    {PM_KIND_SOURCE, PM_SUBJECT_SOURCE, false, true},
    {PM_KIND_RATING, PM_SUBJECT_RATING, false, true},
    {PM_KIND_REPORT, PM_SUBJECT_REPORT, false, true},
};

const char *pm_subject_kind_name(enum pm_subject_kind kind)
{
    static const char *const names[] = {
        [PM_SUBJECT_PLAN] = "plan",           [PM_SUBJECT_FOCUS] = "focal area",
        [PM_SUBJECT_GOAL] = "goal",           [PM_SUBJECT_WORK] = "piece of work",
        [PM_SUBJECT_MILESTONE] = "milestone", [PM_SUBJECT_UNIT] = "unit",
        [PM_SUBJECT_METRIC] = "metric",       [PM_SUBJECT_PROCESS] = "process",
        [PM_SUBJECT_REVIEW] = "review",       [PM_SUBJECT_CHART] = "chart",
        [PM_SUBJECT_ACTION] = "action item",  [PM_SUBJECT_DECISION] = "decision",
        [PM_SUBJECT_TRAINING] = "training",   [PM_SUBJECT_SERVICE] = "service",
        [PM_SUBJECT_ROUTINE] = "routine",     [PM_SUBJECT_THEORY] = "theory",
        [PM_SUBJECT_MEASURE] = "measure",     [PM_SUBJECT_SOURCE] = "source",
        [PM_SUBJECT_RATING] = "rating",       [PM_SUBJECT_REPORT] = "report",
    };
    return names[kind];
}

struct pm_wish pm_wish_for_all(const struct pm_plan *plan)
{
    return (struct pm_wish){~0U, "thing", plan, NULL};
}

struct pm_wish pm_wish_for_looks(const struct pm_plan *plan)
{
    unsigned kinds = PM_WISH(PLAN) | PM_WISH(FOCUS) | PM_WISH(GOAL) | PM_WISH(WORK) |
                     PM_WISH(UNIT) | PM_WISH(METRIC) | PM_WISH(PROCESS) | PM_WISH(TRAINING) |
                     PM_WISH(SERVICE) | PM_WISH(ROUTINE) | PM_WISH(THEORY) | PM_WISH(MEASURE) |
                     PM_WISH(MILESTONE);
    return (struct pm_wish){kinds, "plan, goal, initiative, focal area or unit", plan, NULL};
}

/* ---- Looking ---- */

static void add_hit(struct search *search, struct hit hit)
{
    if (!(search->wish->kinds & 1U << hit.kind)) {
        if (!search->has_other) search->other = hit;
        search->has_other = true;
        return;
    }
    if (search->count == 0) search->first = hit;
    if (search->count == 1) search->second = hit;
    search->count++;
}

static void add_name(struct search *search, const struct pm_name *name, enum pm_subject_kind kind)
{
    struct hit hit = {kind, name->object, name->at, name->at};
    if (name->statement) hit.declaration = name->statement->span;
    if (kind == PM_SUBJECT_UNIT) {
        struct pm_unit_reference *reference =
            PM_NEW(search->resolver->arena, struct pm_unit_reference);
        reference->at = name->at;
        reference->set = name->is_set ? name->object : NULL;
        reference->unit = name->is_set ? NULL : name->object;
        hit.object = reference;
    }
    add_hit(search, hit);
}

/* Names of a plan, or of the project (NULL). */
static void look_in_scope(struct search *search, const struct pm_plan *plan, struct pm_text text)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!(plan ? rows[i].in_plan : rows[i].at_top)) continue;
        const struct pm_name *name = pm_name_find(search->resolver, rows[i].kind, plan, text);
        if (name) add_name(search, name, rows[i].subject);
    }
}

static void look_in_review(struct search *search, const struct pm_review *review,
                           struct pm_text text)
{
    const struct pm_name *action = pm_name_find(search->resolver, PM_KIND_ACTION, review, text);
    const struct pm_name *decision = pm_name_find(search->resolver, PM_KIND_DECISION, review, text);
    if (action) add_name(search, action, PM_SUBJECT_ACTION);
    if (decision) add_name(search, decision, PM_SUBJECT_DECISION);
    for (size_t i = 0; i < review->chart_count; i++) {
        const struct pm_chart *chart = review->charts[i];
        if (!pm_text_is(text, chart->metric->name)) continue;
        add_hit(search, (struct hit){PM_SUBJECT_CHART, chart, chart->at, chart->at});
        return;
    }
}

/* The statement of a goal's measure. */
static struct pm_span declaration_of(const struct pm_statement *goal,
                                     const struct pm_measure *measure)
{
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(goal, "measure", &at)) != NULL;) {
        const struct pm_slot *metric = pm_slot(child, "METRIC");
        if (metric && metric->span.begin == measure->facts.at.begin) return child->span;
    }
    return measure->facts.at;
}

/* What stands in a piece of work or a goal of the plan: milestones, and measures of goals. */
static void look_in_part(struct search *search, const struct pm_plan *plan, struct pm_text part,
                         struct pm_text text)
{
    const struct pm_resolver *resolver = search->resolver;
    const struct pm_name *work = pm_name_find(resolver, PM_KIND_WORK, plan, part);
    const struct pm_name *goal = pm_name_find(resolver, PM_KIND_GOAL, plan, part);
    const struct pm_name *milestone =
        work ? pm_name_find(resolver, PM_KIND_MILESTONE, work->object, text) : NULL;
    if (milestone) add_name(search, milestone, PM_SUBJECT_MILESTONE);
    if (!goal) return;
    milestone = pm_name_find(resolver, PM_KIND_MILESTONE, goal->object, text);
    if (milestone) add_name(search, milestone, PM_SUBJECT_MILESTONE);
    const struct pm_goal *object = goal->object;
    for (size_t i = 0; i < object->measure_count; i++) {
        const struct pm_measure *measure = object->measures[i];
        if (!pm_text_is(text, measure->metric->name)) continue;
        add_hit(search, (struct hit){PM_SUBJECT_MEASURE, measure, measure->facts.at,
                                     declaration_of(goal->statement, measure)});
        return;
    }
}

/* The parts between dots; more than there may be: 0. */
static size_t split(struct pm_text text, struct pm_text *parts)
{
    size_t count = 0;
    for (;;) {
        const char *dot = text.size ? memchr(text.bytes, '.', text.size) : NULL;
        if (count == MOST_PARTS) return 0;
        size_t size = dot ? (size_t)(dot - text.bytes) : text.size;
        parts[count++] = (struct pm_text){text.bytes, size};
        if (!dot) return count;
        text = (struct pm_text){dot + 1, text.size - size - 1};
    }
}

static void look_from_outside(struct search *search, const struct pm_text *parts, size_t count)
{
    const struct pm_resolver *resolver = search->resolver;
    const struct pm_name *plan = pm_name_find(resolver, PM_KIND_PLAN, NULL, parts[0]);
    const struct pm_name *review = pm_name_find(resolver, PM_KIND_REVIEW, NULL, parts[0]);
    if (count == 3 && plan) look_in_part(search, plan->object, parts[1], parts[2]);
    if (count != 2) return;
    if (plan) look_in_scope(search, plan->object, parts[1]);
    if (review) look_in_review(search, review->object, parts[1]);
}

static void look(struct search *search, const struct pm_text *parts, size_t count)
{
    const struct pm_wish *wish = search->wish;
    if (count == 1 && wish->review) look_in_review(search, wish->review, parts[0]);
    if (count == 1 && wish->plan) look_in_scope(search, wish->plan, parts[0]);
    if (count == 2 && wish->plan) look_in_part(search, wish->plan, parts[0], parts[1]);
    if (search->count) return;
    if (count == 1)
        look_in_scope(search, NULL, parts[0]);
    else
        look_from_outside(search, parts, count);
}

/* ---- Names that point at nothing ---- */

static bool is_excused(const struct pm_resolver *resolver, const struct pm_text *parts,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pm_name_is_excused(resolver, i ? resolver : NULL, parts[i])) return true;
    return false;
}

static bool is_wanted(const struct pm_wish *wish, enum pm_kind kind)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == kind && wish->kinds & 1U << rows[i].subject) return true;
    if (kind == PM_KIND_ACTION) return (wish->kinds & PM_WISH(ACTION)) != 0;
    return kind == PM_KIND_MILESTONE && wish->kinds & PM_WISH(MILESTONE);
}

/* What may stand before a dot. */
static bool is_holder(enum pm_kind kind)
{
    return kind == PM_KIND_PLAN || kind == PM_KIND_REVIEW || kind == PM_KIND_WORK ||
           kind == PM_KIND_GOAL;
}

static bool could_be_meant(const void *context, const struct pm_name *name)
{
    const struct pm_wish *wish = context;
    return name->statement && is_wanted(wish, name->kind);
}

static bool could_hold(const void *context, const struct pm_name *name)
{
    (void)context;
    return name->statement && is_holder(name->kind);
}

/* The nearest name in a scope that could have been meant. */
static const struct pm_name *find_nearest(const struct search *search, const void *scope,
                                          struct pm_text wanted, bool holder)
{
    return pm_name_nearest(search->resolver, scope, wanted, holder ? could_hold : could_be_meant,
                           search->wish);
}

/* The plan, review, piece of work or goal that the parts up to number `count` name. */
static const struct pm_name *find_holder(const struct search *search, const struct pm_text *parts,
                                         size_t count)
{
    const struct pm_resolver *resolver = search->resolver;
    const struct pm_plan *plan = search->wish->plan;
    const struct pm_name *found = NULL;
    if (count == 1 && plan) found = pm_name_find(resolver, PM_KIND_WORK, plan, parts[0]);
    if (count == 1 && plan && !found) found = pm_name_find(resolver, PM_KIND_GOAL, plan, parts[0]);
    if (count == 1 && !found) found = pm_name_find(resolver, PM_KIND_PLAN, NULL, parts[0]);
    if (count == 1 && !found) found = pm_name_find(resolver, PM_KIND_REVIEW, NULL, parts[0]);
    if (count == 1) return found;
    const struct pm_name *outer = pm_name_find(resolver, PM_KIND_PLAN, NULL, parts[0]);
    if (!outer) return NULL;
    found = pm_name_find(resolver, PM_KIND_WORK, outer->object, parts[1]);
    return found ? found : pm_name_find(resolver, PM_KIND_GOAL, outer->object, parts[1]);
}

/* Offers a name in place of the last part or, where a part before it is unknown, of that one. */
static void help_with_near(struct search *search, struct pm_diagnostic *found,
                           const struct pm_name *near, const struct pm_text *parts, size_t count,
                           size_t wrong)
{
    struct pm_diagnostics *list = search->resolver->diagnostics;
    struct pm_arena *arena = search->resolver->arena;
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = pm_arena_format(arena, "%s%s%.*s", text, i ? "." : "",
                               i == wrong ? (int)near->symbol->size : (int)parts[i].size,
                               i == wrong ? near->symbol->bytes : parts[i].bytes);
    pm_label(list, found, near->at, "declared here");
    pm_help(list, found, "a similar name exists: `%s`", text);
    found->replacement = text;
}

static void report_short(struct search *search, const struct pm_node *node,
                         const struct pm_text *parts)
{
    struct pm_resolver *resolver = search->resolver;
    const struct pm_plan *plan = search->wish->plan;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_NAME_UNKNOWN, node->span,
                                              "there is no %s called `%.*s`", search->wish->what,
                                              (int)parts[0].size, parts[0].bytes);
    const struct pm_name *near = plan ? find_nearest(search, plan, parts[0], false) : NULL;
    if (!near) near = find_nearest(search, NULL, parts[0], false);
    if (near)
        help_with_near(search, found, near, parts, 1, 0);
    else if (!plan)
        pm_help(resolver->diagnostics, found,
                "what is declared in a plan is named with it: `plan_name.%.*s`", (int)parts[0].size,
                parts[0].bytes);
}

static void report_dotted(struct search *search, const struct pm_node *node,
                          const struct pm_text *parts, size_t count)
{
    struct pm_resolver *resolver = search->resolver;
    struct pm_diagnostics *list = resolver->diagnostics;
    size_t known = count - 1;
    const struct pm_name *holder = find_holder(search, parts, known);
    while (!holder && known > 1)
        holder = find_holder(search, parts, --known);
    size_t wrong = holder ? known : 0;
    int size = (int)parts[wrong].size;
    const char *bytes = parts[wrong].bytes;
    struct pm_diagnostic *found;
    if (holder) {
        found = pm_diagnose(list, PM_NAME_UNKNOWN, node->span, "%s `%s` has no %s called `%.*s`",
                            pm_kind_name(holder->kind), holder->symbol->bytes,
                            wrong + 1 == count ? search->wish->what : "part", size, bytes);
        pm_label(list, found, holder->at, "the %s", pm_kind_name(holder->kind));
    } else {
        found = pm_diagnose(list, PM_NAME_UNKNOWN, node->span,
                            "there is no plan or review called `%.*s`", size, bytes);
    }
    const struct pm_name *near =
        find_nearest(search, holder ? holder->object : NULL, parts[wrong], wrong + 1 < count);
    if (!near && !holder && search->wish->plan)
        near = find_nearest(search, search->wish->plan, parts[wrong], true);
    if (near) help_with_near(search, found, near, parts, count, wrong);
}

static void report_missing(struct search *search, const struct pm_node *node,
                           const struct pm_text *parts, size_t count)
{
    struct pm_diagnostics *list = search->resolver->diagnostics;
    int size = (int)node->text.size;
    if (search->has_other) {
        const char *kind = pm_subject_kind_name(search->other.kind);
        struct pm_diagnostic *found = pm_diagnose(list, PM_NAME_OF_OTHER_KIND, node->span,
                                                  "`%.*s` is a %s; here a %s is needed", size,
                                                  node->text.bytes, kind, search->wish->what);
        pm_label(list, found, search->other.at, "the %s is declared here", kind);
        pm_help(list, found, "name a %s", search->wish->what);
    } else if (count == 0) {
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_NAME_UNKNOWN, node->span, "`%.*s` has too many dots to be a name",
                        size, node->text.bytes);
        pm_help(list, found, "the longest names are those of milestones: `plan.work.milestone`");
    } else if (count == 1) {
        report_short(search, node, parts);
    } else {
        report_dotted(search, node, parts, count);
    }
}

static void report_ambiguous(const struct search *search, const struct pm_node *node)
{
    struct pm_diagnostics *list = search->resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(
        list, PM_SUBJECT_AMBIGUOUS, node->span, "`%.*s` may be a %s or a %s", (int)node->text.size,
        node->text.bytes, pm_subject_kind_name(search->first.kind),
        pm_subject_kind_name(search->second.kind));
    pm_label(list, found, search->first.at, "the %s", pm_subject_kind_name(search->first.kind));
    pm_label(list, found, search->second.at, "the %s", pm_subject_kind_name(search->second.kind));
    pm_help(list, found, "give one of them another name");
}

/* ---- Entries ---- */

bool pm_read_subject(struct pm_resolver *resolver, const struct pm_wish *wish,
                     const struct pm_node *node, struct pm_subject_reference *out,
                     struct pm_span *declaration)
{
    struct pm_text parts[MOST_PARTS];
    if (!node || node->kind != PM_NODE_NAME) return false;
    struct search search = {.resolver = resolver, .wish = wish};
    size_t count = split(node->text, parts);
    if (count) look(&search, parts, count);
    if (search.count > 1) report_ambiguous(&search, node);
    if (!search.count && !is_excused(resolver, parts, count))
        report_missing(&search, node, parts, count);
    if (search.count != 1) return false;
    *out = (struct pm_subject_reference){
        .at = node->span,
        .kind = search.first.kind,
        .object = search.first.object,
        .name = pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size)};
    if (declaration) *declaration = search.first.declaration;
    return true;
}

struct pm_subject_reference *pm_read_subjects(struct pm_resolver *resolver,
                                              const struct pm_wish *wish,
                                              const struct pm_slot *slot, size_t *count)
{
    size_t most = slot ? slot->node_count : 0;
    struct pm_subject_reference *subjects =
        PM_NEW_ITEMS(resolver->arena, struct pm_subject_reference, most);
    *count = 0;
    for (size_t i = 0; i < most; i++)
        if (pm_read_subject(resolver, wish, slot->nodes[i], &subjects[*count], NULL)) (*count)++;
    return subjects;
}

struct pm_subject_reference *pm_read_subjects_of(struct pm_resolver *resolver,
                                                 const struct pm_wish *wish,
                                                 const struct pm_statement *statement,
                                                 const char *word, const char *key, size_t *count)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, word, key);
    struct pm_subject_reference *subjects =
        PM_NEW_ITEMS(resolver->arena, struct pm_subject_reference, nodes.count);
    *count = 0;
    for (size_t i = 0; i < nodes.count; i++)
        if (pm_read_subject(resolver, wish, nodes.items[i], &subjects[*count], NULL)) (*count)++;
    return subjects;
}

const struct pm_work **pm_read_works(struct pm_resolver *resolver, const struct pm_plan *plan,
                                     const struct pm_slot *slot, size_t *count)
{
    struct pm_wish wish = {PM_WISH(WORK), "strategy, initiative or activity", plan, NULL};
    struct pm_subject_reference *subjects = pm_read_subjects(resolver, &wish, slot, count);
    const struct pm_work **works = PM_NEW_ITEMS(resolver->arena, const struct pm_work *, *count);
    for (size_t i = 0; i < *count; i++)
        works[i] = subjects[i].object;
    return works;
}

struct pm_evidence_reference *pm_read_evidence(struct pm_resolver *resolver,
                                               const struct pm_plan *plan,
                                               const struct pm_slot *slot, size_t *count)
{
    struct pm_wish wish = {PM_WISH(METRIC) | PM_WISH(MILESTONE), "metric or milestone", plan, NULL};
    struct pm_subject_reference *subjects = pm_read_subjects(resolver, &wish, slot, count);
    struct pm_evidence_reference *evidence =
        PM_NEW_ITEMS(resolver->arena, struct pm_evidence_reference, *count);
    for (size_t i = 0; i < *count; i++) {
        evidence[i].at = subjects[i].at;
        if (subjects[i].kind == PM_SUBJECT_METRIC)
            evidence[i].metric = subjects[i].object;
        else
            evidence[i].milestone = subjects[i].object;
    }
    return evidence;
}
