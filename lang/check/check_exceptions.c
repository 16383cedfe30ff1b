/* check_exceptions.c: `allow` and `waive`: what they take out or mark, and whether they are still
 * needed. */
#include "lang/check/check.h"

#include "lang/model/work.h"

#include <stdlib.h>

/* ---- Findings by code and place ---- */

struct entry {
    enum pm_code code;
    struct pm_span span;
    size_t index; /* in the list of diagnostics */
};

struct findings {
    struct entry *entries; /* sorted; of diagnostics that have a place in the text */
    size_t count;
    bool *taken; /* by index: an exception has turned it off */
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->code != b->code) return a->code < b->code ? -1 : 1;
    if (a->span.file != b->span.file) return a->span.file < b->span.file ? -1 : 1;
    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static struct findings gather(struct pm_check *check)
{
    const struct pm_diagnostics *list = check->diagnostics;
    struct findings findings = {PM_NEW_ITEMS(check->arena, struct entry, list->count), 0,
                                PM_NEW_ITEMS(check->arena, bool, list->count)};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->has_span)
            findings.entries[findings.count++] =
                (struct entry){list->items[i]->code, list->items[i]->span, i};
    if (findings.count)
        qsort(findings.entries, findings.count, sizeof *findings.entries, compare_entries);
    return findings;
}

/* The next finding of this code in a declaration that is not taken out, from `*at` on; NULL when
 * there is none. `*at` is SIZE_MAX at first. */
static const struct entry *next_in(const struct findings *findings, enum pm_code code,
                                   struct pm_span declaration, size_t *at)
{
    if (*at == SIZE_MAX) {
        struct entry first = {code, declaration, 0};
        size_t high = findings->count;
        for (*at = 0; *at < high;) {
            size_t middle = *at + (high - *at) / 2;
            if (compare_entries(&findings->entries[middle], &first) < 0)
                *at = middle + 1;
            else
                high = middle;
        }
    }
    while (*at < findings->count) {
        const struct entry *entry = &findings->entries[(*at)++];
        if (entry->code != code || entry->span.file != declaration.file ||
            entry->span.begin > declaration.end)
            return NULL;
        if (entry->span.end <= declaration.end && !findings->taken[entry->index]) return entry;
    }
    return NULL;
}

/* ---- Reports ---- */

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
                           const char *rule, int32_t until_day)
{
    char day[16];
    pm_format_day(until_day, day);
    struct pm_diagnostic *found = report(check, code, at, "this exception has run out:", rule);
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

/* ---- Exceptions ---- */

static void take_out(struct pm_check *check, struct findings *findings,
                     const struct pm_allowance *allowance)
{
    bool is_used = false;
    const struct entry *entry;
    if (has_run_out(check, allowance->until_day)) {
        report_run_out(check, PM_ALLOW_EXPIRED, allowance->at, pm_code_info(allowance->code)->name,
                       allowance->until_day);
        return;
    }
    for (size_t at = SIZE_MAX;
         (entry = next_in(findings, allowance->code, allowance->declaration, &at)) != NULL;)
        findings->taken[entry->index] = is_used = true;
    if (!is_used) report_unused(check, PM_ALLOW_UNUSED, allowance->at, allowance->code);
}

static void mark(struct pm_check *check, const struct findings *findings,
                 const struct pm_waiver *waiver)
{
    struct pm_diagnostics *list = check->diagnostics;
    bool is_used = false;
    const struct entry *entry;
    if (has_run_out(check, waiver->until_day)) {
        report_run_out(check, PM_WAIVE_EXPIRED, waiver->at,
                       waiver->change ? waiver->change : pm_code_info(waiver->code)->name,
                       waiver->until_day);
        return;
    }
    if (waiver->change) return; /* used or not is seen where revisions are compared */
    for (size_t at = SIZE_MAX;
         (entry = next_in(findings, waiver->code, waiver->declaration, &at)) != NULL;) {
        struct pm_diagnostic *found = list->items[entry->index];
        found->waived = is_used = true;
        pm_note(list, found, "waived by %s: %s", waiver->by, waiver->reason);
    }
    if (!is_used) report_unused(check, PM_WAIVE_UNUSED, waiver->at, waiver->code);
}

static bool is_about_exceptions(enum pm_code code)
{
    return code == PM_ALLOW_UNUSED || code == PM_ALLOW_EXPIRED || code == PM_WAIVE_UNUSED ||
           code == PM_WAIVE_EXPIRED;
}

/* Applies exceptions: those about other exceptions, or all the others. What remains stays in
 * order. */
static void apply(struct pm_check *check, bool about_exceptions)
{
    const struct pm_whole *whole = check->model->whole;
    struct pm_diagnostics *list = check->diagnostics;
    struct findings findings = gather(check);
    size_t count = list->count;
    size_t kept = 0;
    for (size_t i = 0; i < whole->allowances.count; i++)
        if (is_about_exceptions(whole->allowances.items[i]->code) == about_exceptions)
            take_out(check, &findings, whole->allowances.items[i]);
    for (size_t i = 0; i < whole->waivers.count; i++)
        if (is_about_exceptions(whole->waivers.items[i]->code) == about_exceptions)
            mark(check, &findings, whole->waivers.items[i]);
    for (size_t i = 0; i < list->count; i++)
        if (i >= count || !findings.taken[i]) list->items[kept++] = list->items[i];
    list->count = kept;
}

void pm_check_exceptions(struct pm_check *check)
{
    apply(check, false);
    apply(check, true);
}
