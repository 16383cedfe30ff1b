/* waiver_stubs.c: exceptions for the changes that fail a run, for somebody to fill in: without who
 * approved and why the plan does not compile, so that none counts as it is. */
#include "runtime/render/change_report.h"

#include <string.h>

/* What a `waive` calls the subject: its name without what follows, the project for what is said of
 * all audiences. */
static const char *subject_of(struct pm_arena *arena, const struct pm_change_report *report,
                              const struct pm_change *change)
{
    bool is_setting = strcmp(change->kind, "privacy") == 0 || strcmp(change->kind, "calendar") == 0;
    if (is_setting) return report->project;
    return pm_arena_copy_text(arena, change->subject, strcspn(change->subject, " "));
}

/* A number as it is, anything else in quotes, with a `\` before quotes in it. */
static void put_value(struct pm_sink *sink, const struct pm_change_side *side)
{
    const char *value = *side->value ? side->value : side->text;
    if (side->has_amount) {
        pm_put(sink, value);
        return;
    }
    pm_put(sink, "\"");
    for (const char *at = value; *at; at++) {
        if (*at == '"' || *at == '\\') pm_put(sink, "\\");
        pm_put_bytes(sink, at, 1);
    }
    pm_put(sink, "\"");
}

static void put_stub(struct pm_arena *arena, struct pm_sink *sink,
                     const struct pm_change_report *report, const struct pm_change *change,
                     const char *until)
{
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    pm_put_format(sink, "# %s `%s`: %s\n", change->kind, change->subject, kind->means);
    pm_put_format(sink, "waive %s for %s", kind->name, subject_of(arena, report, change));
    if (change->old.is_there && change->new.is_there) {
        pm_put(sink, " from ");
        put_value(sink, &change->old);
        pm_put(sink, " to ");
        put_value(sink, &change->new);
    }
    pm_put_format(sink, " until %s by \"\" \"\"\n", until);
}

void pm_write_waiver_stubs(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_change_report *report, int32_t until_day)
{
    char until[16];
    pm_format_day(until_day, until);
    for (size_t i = 0; i < report->changes->count; i++) {
        const struct pm_change *change = report->changes->items[i];
        bool is_exception = strcmp(pm_change_kind(change->id)->area, "exception") == 0;
        if (!pm_change_fails(report, change) || is_exception) continue;
        put_stub(arena, sink, report, change, until);
    }
}
