/* resolve_project.c: the project's settings: calendars, privacy for each audience, rules. */
#include "lang/model/resolve_plan.h"

#include <string.h>

/* ---- Calendars ---- */

static int32_t two_digits(const char *bytes)
{
    return (bytes[0] - '0') * 10 + (bytes[1] - '0');
}

static struct pm_month_day month_day_in(const struct pm_node *node)
{
    return (struct pm_month_day){two_digits(node->text.bytes), two_digits(node->text.bytes + 3)};
}

static bool is_month_day(const struct pm_node *node)
{
    return node && node->kind == PM_NODE_MONTH_DAY && node->text.size == 5;
}

bool pm_read_month_day(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_month_day *out)
{
    if (!is_month_day(node)) return false;
    *out = month_day_in(node);
    if (pm_date_exists((struct pm_date){2001, out->month, out->day})) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CALENDAR_DAY, node->span,
                    "not every year has a day `%.*s`", (int)node->text.size, node->text.bytes);
    pm_help(resolver->diagnostics, found, "write month and day, such as `07-01` for 1 July");
    return false;
}

static bool read_prefix(struct pm_resolver *resolver, const struct pm_node *node,
                        struct pm_calendar *calendar)
{
    if (!node || node->kind != PM_NODE_NAME) return false;
    const char *bytes = node->text.bytes;
    bool fits = node->text.size == 2 && bytes[0] >= 'A' && bytes[0] <= 'Z' && bytes[1] >= 'A' &&
                bytes[1] <= 'Z';
    if (!fits) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_CALENDAR_PREFIX, node->span,
                        "periods cannot begin with `%.*s`", (int)node->text.size, bytes);
        pm_help(resolver->diagnostics, found, "write two capitals, such as `SY` or `FY`");
        return false;
    }
    memcpy(calendar->prefix, bytes, 2);
    for (size_t i = 0; i < resolver->calendar_count; i++) {
        const struct pm_calendar *other = resolver->calendars[i];
        if (strcmp(other->prefix, calendar->prefix) != 0) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_CALENDAR_PREFIX, node->span,
                        "two calendars have periods that begin with `%s`", calendar->prefix);
        pm_label(resolver->diagnostics, found, other->at, "the first one");
        pm_help(resolver->diagnostics, found, "give one of them other letters");
        return false;
    }
    return true;
}

static bool report_parts(struct pm_resolver *resolver, struct pm_span at, const char *what,
                         const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CALENDAR_PARTS, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

/* Days from the year's start, near enough to order days of a year. */
static int32_t place_in_year(const struct pm_calendar *calendar, struct pm_month_day day)
{
    int32_t place = day.month * 31 + day.day;
    int32_t start = calendar->starts.month * 31 + calendar->starts.day;
    return place < start ? place + 13 * 31 - start : place - start;
}

static bool read_part_starts(struct pm_resolver *resolver, const struct pm_slot *days,
                             struct pm_calendar *calendar)
{
    if (days->node_count < 2 || days->node_count > PM_MOST_PARTS)
        return report_parts(resolver, days->span, "a year has two to twelve parts",
                            "write the first day of each part");
    int32_t last = -1;
    for (size_t i = 0; i < days->node_count; i++) {
        if (!pm_read_month_day(resolver, days->nodes[i], &calendar->part_starts[i])) return false;
        int32_t place = place_in_year(calendar, calendar->part_starts[i]);
        if (i == 0 && place != 0)
            return report_parts(resolver, days->nodes[i]->span,
                                "the first part does not begin with the year",
                                "begin with the day that `starts` says");
        if (place <= last)
            return report_parts(resolver, days->nodes[i]->span,
                                "this part does not follow the one before",
                                "write the parts in the order of the year");
        last = place;
    }
    calendar->part_count = (int32_t)days->node_count;
    return true;
}

static void read_parts(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_calendar *calendar)
{
    const struct pm_node *letter = pm_slot_node(pm_slot(statement, "WORD"));
    const struct pm_slot *days = pm_slot(statement, "DAYS");
    if (!letter || !days) return;
    char first = letter->text.size == 1 ? letter->text.bytes[0] : '\0';
    if (first < 'A' || first > 'Z' || first == 'M' || first == 'W') {
        report_parts(resolver, letter->span, "the parts of a year need a letter of their own",
                     "write one capital, such as `Q`; `M` and `W` are months and weeks");
        return;
    }
    if (read_part_starts(resolver, days, calendar)) calendar->part_letter = first;
}

static bool read_days(struct pm_resolver *resolver, const struct pm_node *node,
                      struct pm_closure *out)
{
    bool range = node->kind == PM_NODE_BINARY && node->operation == PM_OP_RANGE;
    out->at = node->span;
    out->first_day = pm_read_day(resolver, range ? node->children[0] : node);
    out->last_day = range ? pm_read_day(resolver, node->children[1]) : out->first_day;
    if (out->first_day == PM_NO_DAY || out->last_day == PM_NO_DAY) return false;
    if (out->first_day <= out->last_day) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_DATES_BACKWARDS, node->span,
                                              "these days run backwards");
    pm_help(resolver->diagnostics, found, "write the earlier day first");
    return false;
}

static void read_closures(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_calendar *calendar)
{
    PM_ARRAY(struct pm_closure) closures = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_slot *days = pm_slot(child, "DATES");
        if (!pm_text_is(child->word, "closed") || !days) continue;
        for (size_t j = 0; j < days->node_count; j++) {
            struct pm_closure closure = {.text = pm_read_text(resolver, pm_slot(child, "TEXT"))};
            if (read_days(resolver, days->nodes[j], &closure))
                PM_PUSH(resolver->arena, &closures, closure);
        }
    }
    calendar->closures = closures.items;
    calendar->closure_count = closures.count;
}

/* The first day of a year whose `starts` is wrong: that of its first part, else one in summer. What
 * else the calendar says is then read as it is meant. */
static struct pm_month_day likely_start(const struct pm_statement *calendar)
{
    const struct pm_statement *parts = pm_statement_child(calendar, "parts");
    const struct pm_slot *days = parts ? pm_slot(parts, "DAYS") : NULL;
    if (days && days->node_count && is_month_day(days->nodes[0])) {
        struct pm_month_day first = month_day_in(days->nodes[0]);
        if (pm_date_exists((struct pm_date){2001, first.month, first.day})) return first;
    }
    return (struct pm_month_day){7, 1};
}

static void read_calendar_lines(struct pm_resolver *resolver, const struct pm_statement *statement,
                                struct pm_calendar *calendar)
{
    calendar->starts = (struct pm_month_day){1, 1};
    calendar->named_by_end = true;
    const struct pm_statement *starts = pm_statement_get_single(resolver, statement, "starts");
    struct pm_month_day day;
    if (starts)
        calendar->starts = pm_read_month_day(resolver, pm_slot_node(pm_slot(starts, "DAY")), &day)
                               ? day
                               : likely_start(statement);
    const struct pm_statement *named = pm_statement_get_single(resolver, statement, "named");
    const char *by = named ? pm_read_word(resolver, pm_slot(named, "WORD"), "named by") : NULL;
    if (by && strcmp(by, "start") == 0) calendar->named_by_end = false;
    /* A year from 1 January begins and ends in the year it is named by. */
    if (calendar->starts.month == 1 && calendar->starts.day == 1) calendar->named_by_end = false;
    const struct pm_statement *parts = pm_statement_get_single(resolver, statement, "parts");
    if (parts) read_parts(resolver, parts, calendar);
    read_closures(resolver, statement, calendar);
}

static void resolve_calendar(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "NAME"));
    struct pm_calendar *calendar = PM_NEW(resolver->arena, struct pm_calendar);
    if (statement->damaged) resolver->calendars_incomplete = true;
    if (!node || node->kind != PM_NODE_NAME) return;
    struct pm_name *name =
        pm_declare(resolver, PM_KIND_CALENDAR, NULL, node->text, node->span, statement, calendar);
    if (!name) return;
    calendar->at = node->span;
    calendar->index = (uint32_t)resolver->calendar_count;
    calendar->kind = pm_read_name(resolver, pm_slot(statement, "NAME"));
    if (!read_prefix(resolver, pm_slot_node(pm_slot(statement, "WORD")), calendar)) {
        resolver->calendars_incomplete = true;
        return;
    }
    read_calendar_lines(resolver, statement, calendar);
    struct pm_project *project = resolver->model->project;
    struct pm_calendar **calendars =
        PM_NEW_ITEMS(resolver->arena, struct pm_calendar *, project->calendar_count + 1);
    for (size_t i = 0; i < project->calendar_count; i++)
        calendars[i] = project->calendars[i];
    calendars[project->calendar_count++] = calendar;
    project->calendars = calendars;
    resolver->calendars = (const struct pm_calendar *const *)calendars;
    resolver->calendar_count = project->calendar_count;
}

/* ---- Privacy ---- */

static struct pm_privacy make_default_privacy(void)
{
    return (struct pm_privacy){.is_default = true, .minimum = {.n = 10}, .complement_hidden = true};
}

static bool read_percent(const struct pm_node *node, struct pm_decimal *out)
{
    if (node->kind != PM_NODE_PERCENT) return false;
    *out = node->number;
    out->places = (uint8_t)(out->places + 2);
    return true;
}

/* From how many persons on a cap holds; below 0 after a diagnostic. */
static int64_t read_from(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_slot *slot = pm_slot(statement, "NUMBER");
    const struct pm_node *node = slot ? pm_slot_node(slot) : NULL;
    if (!node) return 0;
    if (node->kind == PM_NODE_NUMBER && !node->number.places && node->number.mantissa > 0)
        return node->number.mantissa;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_CAP_UNFIT, node->span,
                                              "a cap holds from a whole number of persons on");
    pm_help(resolver->diagnostics, found, "write `cap 1%%..99%% from n 300`");
    return -1;
}

static bool read_bounds(struct pm_resolver *resolver, const struct pm_node *node,
                        struct pm_cap *cap)
{
    struct pm_ratio one = pm_ratio_from_integer(1);
    bool fits =
        read_percent(node->children[0], &cap->low) && read_percent(node->children[1], &cap->high);
    fits =
        fits && cap->low.mantissa >= 0 &&
        pm_ratio_compare(pm_ratio_from_decimal(cap->low), pm_ratio_from_decimal(cap->high)) < 0 &&
        pm_ratio_compare(pm_ratio_from_decimal(cap->high), one) <= 0;
    if (fits) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_CAP_UNFIT, node->span,
                                              "a cap goes from one percent up to another, between "
                                              "0%% and 100%%");
    pm_help(resolver->diagnostics, found, "write `cap 5%%..95%%`");
    return false;
}

static void report_cap_twice(struct pm_resolver *resolver, const struct pm_cap *first,
                             const struct pm_statement *second)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CAP_TWICE, second->word_span,
                    "there are two caps for the same numbers of persons");
    pm_label(resolver->diagnostics, found, first->at, "the first one");
    pm_help(resolver->diagnostics, found,
            "keep one of the two, or say from how many persons on it holds: `from n 300`");
}

/* All caps of a block; one that has none takes over those of the block for all. */
static void read_caps(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_privacy *privacy)
{
    PM_ARRAY(struct pm_cap) caps = {0};
    size_t at = 0;
    const struct pm_statement *line;
    while ((line = pm_next_child(statement, "cap", &at))) {
        const struct pm_node *node = pm_slot_node(pm_slot(line, "RANGE"));
        struct pm_cap cap = {.at = line->word_span};
        if (!node || node->kind != PM_NODE_BINARY || !read_bounds(resolver, node, &cap)) continue;
        cap.is_inclusive = pm_slot(line, "inclusive") != NULL;
        cap.from_n = read_from(resolver, line);
        if (cap.from_n < 0) continue;
        size_t same = 0;
        while (same < caps.count && caps.items[same].from_n != cap.from_n)
            same++;
        if (same < caps.count)
            report_cap_twice(resolver, &caps.items[same], line);
        else
            PM_PUSH(resolver->arena, &caps, cap);
    }
    if (!caps.count) return;
    privacy->caps = caps.items;
    privacy->cap_count = caps.count;
}

/* `round value to 1 pts`. */
static void read_value_step(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_privacy *privacy)
{
    struct pm_rounding *roundings = NULL;
    size_t count = 0;
    pm_read_roundings(resolver, statement, &roundings, &count);
    for (size_t i = 0; i < count; i++) {
        if (roundings[i].what == PM_VARIABLE_VALUE) {
            privacy->value_step = roundings[i].step;
            continue;
        }
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_PRIVACY_ROUNDING, roundings[i].at,
                        "privacy rounds values, and what is worked out from them follows");
        pm_help(resolver->diagnostics, found, "write `round value to 1 pts`");
    }
}

static void read_privacy(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_privacy *privacy)
{
    privacy->at = statement->word_span;
    privacy->is_default = false;
    pm_read_minimum(resolver, statement, &privacy->minimum);
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "complement");
    const char *word = line ? pm_read_word(resolver, pm_slot(line, "WORD"), "complement") : NULL;
    if (word) privacy->complement_hidden = strcmp(word, "hidden") == 0;
    line = pm_statement_get_single(resolver, statement, "zeros");
    word = line ? pm_read_word(resolver, pm_slot(line, "WORD"), "zeros") : NULL;
    if (word) privacy->zeros_protected = strcmp(word, "protected") == 0;
    line = pm_statement_get_single(resolver, statement, "spare");
    word = line ? pm_read_word(resolver, pm_slot(line, "WORD"), "spare") : NULL;
    if (word) privacy->spares_parts = strcmp(word, "parts") == 0;
    read_caps(resolver, statement, privacy);
    read_value_step(resolver, statement, privacy);
}

static void report_privacy_twice(struct pm_resolver *resolver, const struct pm_statement *first,
                                 const struct pm_statement *second)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PRIVACY_TWICE, second->word_span,
                    "the privacy of this audience is declared twice");
    pm_label(resolver->diagnostics, found, first->word_span, "the first one");
    pm_help(resolver->diagnostics, found, "join the two, or write `for` another audience");
}

/* What holds for all first; an audience's own lines then stand over it. */
static void resolve_privacy(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_privacy *privacy = resolver->model->project->privacy;
    const struct pm_statement *first[PM_AUDIENCE_COUNT + 1] = {NULL};
    for (int own = 0; own < 2; own++) {
        for (size_t i = 0; i < statement->child_count; i++) {
            const struct pm_statement *child = statement->children[i];
            const struct pm_slot *slot = pm_slot(child, "AUDIENCE");
            if (!pm_text_is(child->word, "privacy") || (slot != NULL) != (own == 1)) continue;
            enum pm_audience audience = PM_AUDIENCE_COUNT;
            const char *word = slot ? pm_read_word(resolver, slot, "audience") : NULL;
            if (slot && !(word && pm_audience_find(pm_text_from(word), &audience))) continue;
            if (first[audience]) report_privacy_twice(resolver, first[audience], child);
            if (first[audience]) continue;
            first[audience] = child;
            struct pm_privacy common = make_default_privacy();
            read_privacy(resolver, child, slot ? &privacy[audience] : &common);
            for (int j = 0; !slot && j < PM_AUDIENCE_COUNT; j++)
                privacy[j] = common;
        }
    }
}

/* ---- Project ---- */

static void start_project(struct pm_resolver *resolver)
{
    struct pm_project *project = PM_NEW(resolver->arena, struct pm_project);
    project->name = "";
    project->label = "";
    project->facts.owner_post = "";
    project->facts.about = "";
    for (int i = 0; i < PM_AUDIENCE_COUNT; i++)
        project->privacy[i] = make_default_privacy();
    resolver->model->project = project;
}

static void resolve_settings(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_project *project = resolver->model->project;
    const struct pm_slot *name = pm_slot(statement, "NAME");
    project->at = name ? name->span : statement->word_span;
    project->facts.at = project->at;
    project->name = pm_read_name(resolver, name);
    project->label = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    if (!*project->label) project->label = project->name;
    pm_read_facts(resolver, statement, &project->facts);
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_text_is(statement->children[i]->word, "calendar"))
            resolve_calendar(resolver, statement->children[i]);
    resolve_privacy(resolver, statement);
    pm_read_rules(resolver, statement, &project->rules);
    pm_read_called(resolver, statement, &project->called);
}

static void resolve_first(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_project *project = resolver->model->project;
    if (!project->at.end) {
        resolve_settings(resolver, statement);
        return;
    }
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_PROJECT_TWICE,
                                              statement->word_span, "a second project is declared");
    pm_label(resolver->diagnostics, found, project->at, "the first one");
    pm_help(resolver->diagnostics, found, "a folder has one project; join the two");
}

void pm_resolve_project(struct pm_resolver *resolver)
{
    start_project(resolver);
    pm_each_statement(resolver, "project", resolve_first);
}
