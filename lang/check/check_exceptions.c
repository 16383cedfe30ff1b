/* check_exceptions.c: `allow` and `waive`: what they take out or mark, and whether they are still
 * needed. */
#include "lang/check/check.h"

#include "lang/model/work.h"

static bool lies_in(struct pm_span inner, struct pm_span outer)
{
    return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

static bool is_about(const struct pm_diagnostic *found, enum pm_code code,
                     struct pm_span declaration)
{
    return found->code == code && found->has_span && lies_in(found->span, declaration);
}

static bool has_run_out(const struct pm_check *check, int32_t until_day)
{
    return check->as_of != PM_NO_DAY && until_day < check->as_of;
}

/* Reports at the level that the rules set; NULL when they turn it off. */
static struct pm_diagnostic *report(struct pm_check *check, enum pm_code code, struct pm_span at,
                                    const char *message, const char *rule)
{
    const struct pm_rule_level *level = pm_check_level_of(check->model, NULL, code);
    if (level && level->off) return NULL;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, code, at, "%s `%s`", message, rule);
    if (level) found->severity = level->level;
    return found;
}

static void report_run_out(struct pm_check *check, enum pm_code code, struct pm_span at,
                           enum pm_code rule, int32_t until_day)
{
    char day[16];
    pm_format_day(until_day, day);
    struct pm_diagnostic *found =
        report(check, code, at, "this exception has run out:", pm_code_info(rule)->name);
    if (!found) return;
    found->replacement = "";
    pm_say(check->diagnostics, found, "held until %s", day);
    pm_help(check->diagnostics, found, "take it out, or write a later day and why");
}

static void report_unused(struct pm_check *check, enum pm_code code, struct pm_span at,
                          enum pm_code rule)
{
    if (!pm_check_runs(rule) || pm_code_info(rule)->needs != PM_NEEDS_TEXT) return;
    if (check->has_mistakes) return; /* what it is for may not have been looked for */
    struct pm_diagnostic *found =
        report(check, code, at, "nothing here is found by", pm_code_info(rule)->name);
    if (!found) return;
    found->replacement = "";
    pm_help(check->diagnostics, found, "take the exception out");
}

/* Takes the findings out that a declaration's own exception has turned off; the rest stay in
 * order. */
static void take_out(struct pm_check *check, const struct pm_allowance *allowance)
{
    struct pm_diagnostics *list = check->diagnostics;
    bool runs_out = has_run_out(check, allowance->until_day);
    size_t kept = 0;
    size_t count = list->count;
    for (size_t i = 0; i < count; i++)
        if (runs_out || !is_about(list->items[i], allowance->code, allowance->declaration))
            list->items[kept++] = list->items[i];
    list->count = kept;
    if (runs_out)
        report_run_out(check, PM_ALLOW_EXPIRED, allowance->at, allowance->code,
                       allowance->until_day);
    else if (kept == count)
        report_unused(check, PM_ALLOW_UNUSED, allowance->at, allowance->code);
}

static void mark(struct pm_check *check, const struct pm_waiver *waiver)
{
    struct pm_diagnostics *list = check->diagnostics;
    bool is_used = false;
    if (has_run_out(check, waiver->until_day)) {
        report_run_out(check, PM_WAIVE_EXPIRED, waiver->at, waiver->code, waiver->until_day);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        struct pm_diagnostic *found = list->items[i];
        if (!is_about(found, waiver->code, waiver->declaration)) continue;
        found->waived = is_used = true;
        pm_note(list, found, "waived by %s: %s", waiver->by, waiver->reason);
    }
    if (!is_used) report_unused(check, PM_WAIVE_UNUSED, waiver->at, waiver->code);
}

void pm_check_exceptions(struct pm_check *check)
{
    const struct pm_whole *whole = check->model->whole;
    for (size_t i = 0; i < whole->allowances.count; i++)
        take_out(check, whole->allowances.items[i]);
    for (size_t i = 0; i < whole->waivers.count; i++)
        mark(check, whole->waivers.items[i]);
}
