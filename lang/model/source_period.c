/* source_period.c: which period a row belongs to, and how the source writes it. */
#include "lang/model/resolve_source.h"

/* The calendar named, else the only one. NULL after a report. */
static const struct pm_calendar *read_calendar(struct pm_resolver *resolver,
                                               const struct pm_statement *line)
{
    const struct pm_slot *slot = pm_slot(line, "CALENDAR");
    if (slot) {
        const struct pm_name *name =
            pm_name_get(resolver, PM_KIND_CALENDAR, NULL, pm_slot_node(slot));
        return name ? name->object : NULL;
    }
    if (resolver->calendar_count == 1) return resolver->calendars[0];
    if (resolver->calendars_incomplete) return NULL;
    struct pm_diagnostics *list = resolver->diagnostics;
    if (resolver->calendar_count == 0) {
        resolver->calendars_incomplete = true;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_CALENDAR_MISSING, line->word_span,
                        "the project declares no calendar, so no row has a period");
        pm_help(list, found,
                "write `calendar school_year SY { starts 07-01 ; named by end }` in "
                "the project");
        return NULL;
    }
    struct pm_diagnostic *found = pm_diagnose(list, PM_CALENDAR_AMBIGUOUS, line->word_span,
                                              "the project has several calendars");
    for (size_t i = 0; i < resolver->calendar_count; i++)
        pm_label(list, found, resolver->calendars[i]->at, "one of them");
    pm_help(list, found, "say which one: `of %s`", resolver->calendars[0]->kind);
    return NULL;
}

static bool is_moment(const struct pm_column *column)
{
    return column->type == PM_TYPE_DATE || column->type == PM_TYPE_TIME;
}

static void report_fields(struct pm_resolver *resolver, struct pm_span at, const char *what,
                          const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PERIOD_FIELDS_UNFIT, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
}

/* Whether fields and samples go together; false after a report. */
static bool check_fields(struct pm_resolver *resolver, const struct pm_source_decl *source,
                         const struct pm_slot *fields, const struct pm_slot *samples)
{
    size_t count = source->period_field_count;
    bool moment = is_moment(source->period_fields[0]);
    if (count > 2) {
        report_fields(resolver, fields->span, "a period is written in one or two fields",
                      "name the field with the period, or those with year and part");
        return false;
    }
    if (count == 2 && (moment || is_moment(source->period_fields[1]))) {
        report_fields(resolver, fields->span, "one date says the period of a row by itself",
                      "name the date alone");
        return false;
    }
    if (moment && samples) {
        report_fields(resolver, samples->span, "a date needs no example of how it is written",
                      "take `as` away");
        return false;
    }
    if (samples && samples->node_count != count) {
        report_fields(resolver, samples->span, "each field of the period needs one example",
                      "write as many texts as fields, in their order");
        return false;
    }
    if (moment || samples) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PERIOD_SAMPLE_MISSING, fields->span,
                    "nothing says how `%s` writes its periods", source->name);
    pm_help(resolver->diagnostics, found, "show how the newest is written: `as \"2024-25\"`");
    return false;
}

static bool learn(struct pm_resolver *resolver, const struct pm_calendar *calendar,
                  const struct pm_slot *samples, struct pm_period_format_of_source *out)
{
    struct pm_text texts[2] = {samples->nodes[0]->text, samples->nodes[0]->text};
    if (samples->node_count > 1) texts[1] = samples->nodes[1]->text;
    const char *readings[2] = {"", ""};
    size_t count = pm_period_learn(calendar, texts, samples->node_count, out, readings);
    if (count == 1) return true;
    struct pm_diagnostics *list = resolver->diagnostics;
    if (count == 0) {
        struct pm_diagnostic *found = pm_diagnose(
            list, PM_PERIOD_SAMPLE_UNREADABLE, samples->span,
            "this is no way in which a period of the calendar `%s` is written", calendar->kind);
        pm_label(list, found, calendar->at, "the calendar");
        pm_help(list, found,
                "years are read from \"2025\", \"2024-25\", \"2024-2025\", months "
                "from \"2025-01\", parts from \"2025-Q1\" or two fields \"2025\", "
                "\"1\"");
        return false;
    }
    struct pm_diagnostic *found = pm_diagnose(
        list, PM_PERIOD_SAMPLE_AMBIGUOUS, samples->span,
        "this example can be read in two ways: as %s, or as %s", readings[0], readings[1]);
    pm_help(list, found, "show a period that can be read in one way only");
    return false;
}

void pm_read_source_period(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_source_decl *source)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "period");
    const struct pm_slot *fields = line ? pm_slot(line, "FIELDS") : NULL;
    if (!fields || line->damaged) return;
    size_t count = 0;
    source->period_at = line->span;
    source->period_fields = pm_read_columns(resolver, source, fields, &count);
    if (count == 0 || count < fields->node_count) return;
    for (size_t i = 0; i < count; i++)
        if (source->period_fields[i]->type == PM_TYPE_UNKNOWN) return;
    source->period_field_count = count;
    const struct pm_slot *samples = pm_slot(line, "TEXTS");
    const struct pm_calendar *calendar = read_calendar(resolver, line);
    if (!calendar || !check_fields(resolver, source, fields, samples)) return;
    source->period_format.writing = PM_WRITES_DAY;
    source->period_format.calendar = calendar;
    if (samples && !learn(resolver, calendar, samples, &source->period_format))
        source->period_format.calendar = calendar;
}
