/* message_cycle.c: findings on the improvement cycle as sentences, made of their facts. */
#include "runtime/render/message.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- Parts ---- */

void pm_put_day(struct pm_sink *sink, int32_t day)
{
    char text[16];
    if (day == PM_NO_DAY) return;
    pm_format_day(day, text);
    pm_put(sink, text);
}

static void put_days(const struct pm_sentence *at, int64_t days)
{
    pm_put(at->sink, pm_plural(at->arena, (size_t)days, "day", "days"));
}

void pm_put_minutes(const struct pm_sentence *at, struct pm_ratio minutes)
{
    static const struct {
        int64_t minutes;
        const char *one;
        const char *many;
    } rows[] = {{24 * 60, "day", "days"}, {60, "hour", "hours"}, {1, "minute", "minutes"}};
    if (!pm_ratio_is_defined(minutes)) return;
    if (minutes.denominator != 1 || minutes.numerator < 60) {
        pm_put_format(at->sink, "%s minutes", pm_count_text(at->arena, minutes));
        return;
    }
    int64_t rest = (int64_t)minutes.numerator;
    const char *between = "";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count = (size_t)(rest / rows[i].minutes);
        rest %= rows[i].minutes;
        if (!count) continue;
        pm_put_format(at->sink, "%s%s", between,
                      pm_plural(at->arena, count, rows[i].one, rows[i].many));
        between = " ";
    }
}

void pm_put_amount(const struct pm_sentence *at, enum pm_amount_kind kind, struct pm_ratio amount)
{
    static const struct pm_metric money = {.type = PM_TYPE_MONEY};
    static const struct pm_metric share = {.type = PM_TYPE_SHARE};
    if (!pm_ratio_is_defined(amount)) return;
    switch (kind) {
    case PM_AMOUNT_MONEY:
        pm_put(at->sink, pm_figure_text(at->arena, &money, amount));
        break;
    case PM_AMOUNT_STAFF:
        pm_put_format(at->sink, "%s fte", pm_count_text(at->arena, amount));
        break;
    case PM_AMOUNT_MINUTES:
        pm_put_minutes(at, amount);
        break;
    case PM_AMOUNT_SHARE:
        pm_put(at->sink, pm_figure_text(at->arena, &share, amount));
        break;
    case PM_AMOUNT_NONE:
    case PM_AMOUNT_NUMBER:
        pm_put(at->sink, pm_count_text(at->arena, amount));
        break;
    }
}

void pm_put_items(const struct pm_sentence *at, bool all)
{
    enum { MOST = 6 };
    const struct pm_cycle_facts *facts = at->finding->cycle;
    bool cuts = !all && facts->item_count > MOST + 1;
    size_t shown = cuts ? MOST : facts->item_count;
    for (size_t i = 0; i < shown; i++)
        pm_put_format(at->sink, "%s%s", i ? ", " : "", facts->items[i]);
    if (cuts) pm_put_format(at->sink, " and %zu more", facts->item_count - shown);
}

static void put_point(const struct pm_sentence *at, const struct pm_metric *metric,
                      const struct pm_point *point)
{
    const char *value = point->is_set ? pm_figure_text(at->arena, metric, point->value) : "";
    pm_put_format(at->sink, "%s in %s", *value ? value : "no figure",
                  pm_show_period(at->arena, point->period));
}

static void put_movement(const struct pm_sentence *at, const struct pm_movement *movement)
{
    const char *wanted = movement->direction > 0 ? "higher" : "lower";
    pm_put_format(at->sink, "`%s`", movement->metric->name);
    if (movement->direction) pm_put_format(at->sink, " (%s is wanted)", wanted);
    if (!pm_period_is(movement->before.period) || !pm_period_is(movement->after.period)) {
        pm_put(at->sink, " cannot be looked up: nothing says when it began");
        return;
    }
    pm_put(at->sink, " ");
    put_point(at, movement->metric, &movement->before);
    pm_put(at->sink, ", ");
    put_point(at, movement->metric, &movement->after);
    if (pm_ratio_is_defined(movement->change))
        pm_put_format(at->sink, " (%s)",
                      pm_difference_text(at->arena, movement->metric, movement->change, true));
}

void pm_put_movements(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    for (size_t i = 0; i < facts->movement_count; i++) {
        if (i) pm_put(at->sink, "; ");
        if (i == facts->own_count) pm_put(at->sink, "what should follow: ");
        put_movement(at, &facts->movements[i]);
    }
}

/* "; \"Vendor late\"" */
static void put_quoted(const struct pm_sentence *at)
{
    const char *text = at->finding->cycle->text;
    if (text && *text) pm_put_format(at->sink, ": \"%s\"", text);
}

static void put_due(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (facts->due_day == PM_NO_DAY) return;
    pm_put(at->sink, ", due ");
    pm_put_day(at->sink, facts->due_day);
}

static void put_state(const struct pm_sentence *at)
{
    pm_put(at->sink, pm_state_text(at->arena, at->finding->state));
}

/* "late, due 2025-09-30, 12 days ago", "done on 2025-09-22, due 2025-09-30" */
static void put_term(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    bool is_done = facts->done_day != PM_NO_DAY;
    put_state(at);
    if (is_done) {
        pm_put(at->sink, " on ");
        pm_put_day(at->sink, facts->done_day);
    }
    put_due(at);
    if (facts->days < 0) return;
    if (is_done) {
        pm_put(at->sink, ", ");
        put_days(at, facts->days);
        pm_put(at->sink, " late");
    } else if (pm_state_info(at->finding->state)->severity == PM_WARNING &&
               facts->due_day != PM_NO_DAY && facts->due_day < at->release->as_of) {
        pm_put(at->sink, ", ");
        put_days(at, facts->days);
        pm_put(at->sink, " ago");
    } else if (facts->due_day != PM_NO_DAY) {
        pm_put(at->sink, ", in ");
        put_days(at, facts->days);
    }
}

static void put_expected(const struct pm_sentence *at)
{
    put_state(at);
    if (!at->finding->cycle->movement_count) {
        pm_put(at->sink, ": it says of no figure what it should bring");
        return;
    }
    pm_put(at->sink, ": ");
    pm_put_movements(at);
}

/* ---- By kind ---- */

static void put_milestone(const struct pm_sentence *at)
{
    put_term(at);
    if (at->finding->cycle->done_day == PM_NO_DAY) put_quoted(at);
}

static void put_work(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (facts->movement_count) {
        put_expected(at);
        return;
    }
    if (at->finding->state == PM_STATE_NOT_REPORTED) {
        pm_put(at->sink, "nothing was reported for ");
        put_days(at, facts->days);
        return;
    }
    if (at->finding->state == PM_STATE_LATE) {
        put_term(at);
    } else {
        put_state(at);
        if (facts->day != PM_NO_DAY) pm_put(at->sink, " on ");
        pm_put_day(at->sink, facts->day);
    }
    put_quoted(at);
}

static void put_carried(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (facts->count <= 0) return;
    pm_put(at->sink, ", carried ");
    pm_put(at->sink, pm_plural(at->arena, (size_t)facts->count, "time", "times"));
    if (facts->first_due_day == facts->due_day) return;
    pm_put(at->sink, ", first due ");
    pm_put_day(at->sink, facts->first_due_day);
    if (facts->first_days < 0) return;
    pm_put(at->sink, facts->done_day == PM_NO_DAY ? " (" : " (late by ");
    put_days(at, facts->first_days);
    pm_put(at->sink, facts->done_day == PM_NO_DAY ? " ago)" : ")");
}

static void put_count(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    pm_put_format(at->sink, "%s of %s",
                  pm_count_text(at->arena, pm_ratio_from_integer(facts->count)),
                  pm_count_text(at->arena, pm_ratio_from_integer(facts->of)));
}

static void put_action(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (facts->movement_count) {
        put_expected(at);
        return;
    }
    if (at->finding->state == PM_STATE_COUNTED) {
        put_count(at);
        if (facts->item_count) pm_put(at->sink, ": ");
        pm_put_items(at, false);
        if (*facts->text) pm_put_format(at->sink, "; %s", facts->text);
        return;
    }
    put_term(at);
    if (at->finding->state == PM_STATE_FORGOTTEN && facts->item_count)
        pm_put_format(at->sink, "; session `%s` says nothing of it", facts->items[0]);
    put_carried(at);
    put_quoted(at);
}

static void put_review(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    switch ((int)at->finding->state) {
    case PM_STATE_MISSED:
        if (facts->day == PM_NO_DAY) {
            pm_put(at->sink, "none was held, ");
        } else {
            pm_put(at->sink, "none within ");
            put_days(at, facts->days);
            pm_put(at->sink, " after ");
            pm_put_day(at->sink, facts->day);
            pm_put(at->sink, ", ");
        }
        pm_put_format(at->sink, "every %s is expected", facts->every);
        return;
    case PM_STATE_HELD:
        pm_put(at->sink, pm_plural(at->arena, (size_t)facts->count, "was held", "were held"));
        pm_put(at->sink, ", the last on ");
        pm_put_day(at->sink, facts->day);
        return;
    case PM_STATE_COUNTED:
        pm_put_amount(at, facts->amount_kind, facts->amount);
        pm_put_format(at->sink, " in %s",
                      pm_plural(at->arena, (size_t)facts->of, "session", "sessions"));
        return;
    case PM_STATE_DONE:
        pm_put(at->sink, "answered on ");
        pm_put_day(at->sink, facts->done_day);
        put_quoted(at);
        return;
    default:
        put_state(at);
        pm_put(at->sink, ", asked on ");
        pm_put_day(at->sink, facts->day);
        if (facts->item_count) pm_put_format(at->sink, "; `%s` has followed", facts->items[0]);
    }
}

static void put_report(const struct pm_sentence *at)
{
    if (at->finding->state == PM_STATE_MISSING) {
        const char *period = pm_show_period(at->arena, at->finding->subject.period);
        pm_put(at->sink, "no report to the ");
        pm_put_items(at, true);
        if (*period) {
            pm_put_format(at->sink, " for %s", period);
        } else {
            pm_put(at->sink, " for the time to ");
            pm_put_day(at->sink, at->finding->cycle->due_day);
        }
        return;
    }
    put_term(at);
    if (!at->finding->cycle->item_count) return;
    pm_put(at->sink, ", to the ");
    pm_put_items(at, true);
}

static void put_routine(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    put_state(at);
    pm_put(at->sink, ": ");
    pm_put(at->sink, pm_plural(at->arena, (size_t)facts->count, "meeting", "meetings"));
    if (facts->of > 0)
        pm_put_format(at->sink, " of %s expected",
                      pm_count_text(at->arena, pm_ratio_from_integer(facts->of)));
    pm_put_format(at->sink, ", every %s", facts->every);
    if (facts->day != PM_NO_DAY) {
        pm_put(at->sink, "; the last on ");
        pm_put_day(at->sink, facts->day);
    }
    if (facts->days < 0) return;
    pm_put(at->sink, ", longest pause ");
    put_days(at, facts->days);
}

static void put_alignment(const struct pm_sentence *at)
{
    pm_put(at->sink, "served by ");
    pm_put_items(at, false);
}

static void put_rework(const struct pm_sentence *at)
{
    pm_put(at->sink, "done again in the loop ");
    pm_put_items(at, false);
    if (!pm_ratio_is_defined(at->finding->cycle->amount)) return;
    pm_put(at->sink, "; a round takes ");
    pm_put_minutes(at, at->finding->cycle->amount);
}

static void put_process(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (at->finding->state == PM_STATE_COUNTED && facts->of < 0) {
        put_rework(at);
        return;
    }
    if (at->finding->state == PM_STATE_COUNTED) {
        pm_put(at->sink, pm_plural(at->arena, (size_t)facts->of, "hand-off", "hand-offs"));
        pm_put_format(at->sink, ", %s between divisions",
                      pm_count_text(at->arena, pm_ratio_from_integer(facts->count)));
        if (!pm_ratio_is_defined(facts->amount)) return;
        pm_put(at->sink, "; the longest way takes ");
        pm_put_minutes(at, facts->amount);
        return;
    }
    const char *version = at->finding->state == PM_STATE_ADDED ? "in the new version alone" : "";
    if (at->finding->state == PM_STATE_MENDED) version = "no longer in the new version";
    if (at->finding->state == PM_STATE_LEFT_OPEN) version = "still in the new version";
    put_state(at);
    pm_put_format(at->sink, ", %s: %s", version, pm_code_info(at->finding->code)->title);
    put_quoted(at);
}

static void put_capacity(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    put_state(at);
    put_due(at);
    if (facts->count >= 0) {
        pm_put(at->sink, "; had by ");
        if (facts->of >= 0)
            put_count(at);
        else
            pm_put(at->sink, pm_count_text(at->arena, pm_ratio_from_integer(facts->count)));
    }
    if (!facts->item_count) return;
    pm_put(at->sink, "; not all of ");
    pm_put_items(at, false);
}

/* "$45 for each of \"Tickets closed\" in SY2024 ($45,000 spent)" */
void pm_put_unit_cost(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    pm_put_amount(at, PM_AMOUNT_MONEY, facts->amount);
    pm_put_format(at->sink, " for each of \"%s\" in %s (", facts->text,
                  pm_show_period(at->arena, at->finding->subject.period));
    pm_put_amount(at, PM_AMOUNT_MONEY, facts->other);
    pm_put(at->sink, at->finding->state == PM_STATE_COUNTED ? " spent)" : " planned)");
}

static void put_resource(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    pm_put_format(at->sink, "%s ", facts->text);
    pm_put_amount(at, facts->amount_kind, facts->amount);
    pm_put(at->sink, " of ");
    pm_put_amount(at, facts->amount_kind, facts->other);
    pm_put(at->sink, " (");
    pm_put_amount(at, PM_AMOUNT_SHARE, pm_ratio_divide(facts->amount, facts->other));
    pm_put(at->sink, ")");
}

static void put_guardrail(const struct pm_sentence *at)
{
    put_state(at);
    if (at->finding->cycle->of <= 0) return;
    pm_put(at->sink, ": ");
    put_count(at);
    pm_put(at->sink, " figures are off track");
}

/* "off track: the worst of 5 rated parts of 8; not rated: growth@harbor (missing)" */
static void put_overall(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    put_state(at);
    if (at->finding->level) pm_put_format(at->sink, " (%s)", at->finding->level->label);
    pm_put_format(at->sink, "; %s, rated %lld of %lld", facts->text, (long long)facts->count,
                  (long long)facts->of);
    if (pm_ratio_is_defined(facts->amount)) {
        pm_put(at->sink, ", mean ");
        pm_put_amount(at, facts->amount_kind, facts->amount);
    }
    if (!facts->item_count) return;
    pm_put(at->sink, "; not rated: ");
    pm_put_items(at, false);
}

static bool is_off(const struct pm_basis *basis, const char *rule)
{
    for (size_t i = 0; i < basis->off_count; i++)
        if (strcmp(basis->off[i], rule) == 0) return true;
    return false;
}

/* Checks that are on, or those that are off. */
static void put_checks(const struct pm_sentence *at, bool off)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    size_t count = 0;
    for (size_t i = 0; i < facts->item_count; i++)
        if (is_off(at->finding->basis, facts->items[i]) == off)
            pm_put_format(at->sink, "%s%s", count++ ? ", " : "", facts->items[i]);
}

static void put_rules(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    size_t off_count = at->finding->basis->off_count;
    bool has_checked = off_count < facts->item_count;
    put_state(at);
    if (at->finding->state == PM_STATE_NOT_CHECKED && has_checked) pm_put(at->sink, " in full");
    if (facts->is_partial && at->finding->state == PM_STATE_MET)
        pm_put(at->sink, " as far as figures may be shown");
    if (!facts->item_count) return;
    pm_put(at->sink, ": ");
    put_checks(at, false);
    if (at->finding->state == PM_STATE_NOT_MET)
        pm_put_format(at->sink, " found %s",
                      pm_plural(at->arena, (size_t)facts->count, "time", "times"));
    if (!off_count) return;
    if (has_checked) pm_put(at->sink, "; ");
    put_checks(at, true);
    pm_put(at->sink, off_count == 1 ? " is off" : " are off");
}

static void put_decision(const struct pm_sentence *at)
{
    pm_put(at->sink, "decided on ");
    pm_put_day(at->sink, at->finding->cycle->day);
    pm_put(at->sink, ", on ");
    pm_put_items(at, false);
    put_quoted(at);
}

static void put_practice(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    put_state(at);
    if (facts->item_count) {
        pm_put(at->sink, " by ");
        pm_put_items(at, false);
    }
    if (*facts->text) pm_put_format(at->sink, ", from %s", facts->text);
}

/* ---- Theories ---- */

static void put_link(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    put_state(at);
    if (facts->item_count) {
        pm_put_format(at->sink, "; `%s` ", facts->items[0]);
        if (facts->done_day != PM_NO_DAY) {
            pm_put(at->sink, "done on ");
            pm_put_day(at->sink, facts->done_day);
        } else {
            pm_put(at->sink, "not done, due ");
            pm_put_day(at->sink, facts->due_day);
        }
    }
    if (!facts->movement_count) return;
    pm_put(at->sink, "; ");
    pm_put_movements(at);
}

static const char *verdict(enum pm_state state)
{
    switch ((int)state) {
    case PM_STATE_WORKED:
        return "all links hold so far, which is no proof of cause";
    case PM_STATE_THEORY_FAILED:
        return "the theory is in doubt: what was to be done was done, and what should follow did "
               "not";
    case PM_STATE_IMPLEMENTATION_FAILED:
        return "the theory is not tested: what comes first was not done or did not come about";
    case PM_STATE_TOO_EARLY:
        return "it is too early to say";
    case PM_STATE_NOT_MEASURED:
        return "nothing can be said, for want of figures";
    default:
        return "";
    }
}

static void put_theory(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    if (facts->of < 0 && at->finding->state != PM_STATE_SUPPRESSED) {
        put_link(at);
        return;
    }
    pm_put_format(at->sink, "%s", verdict(at->finding->state));
    if (*facts->text) pm_put_format(at->sink, ", at \"%s\"", facts->text);
    if (!facts->item_count) return;
    pm_put(at->sink, "; to say more: ");
    pm_put_items(at, false);
}

/* ---- All of it ---- */

static void put_body(const struct pm_sentence *at)
{
    static void (*const parts[PM_FINDING_KIND_COUNT])(const struct pm_sentence *at) = {
        [PM_FINDING_THEORY] = put_theory,       [PM_FINDING_MILESTONE] = put_milestone,
        [PM_FINDING_ACTION] = put_action,       [PM_FINDING_REVIEW] = put_review,
        [PM_FINDING_REPORT] = put_report,       [PM_FINDING_ROUTINE] = put_routine,
        [PM_FINDING_ALIGNMENT] = put_alignment, [PM_FINDING_PROCESS] = put_process,
        [PM_FINDING_CAPACITY] = put_capacity,   [PM_FINDING_SERVICE] = pm_put_unit_cost,
        [PM_FINDING_RESOURCE] = put_resource,   [PM_FINDING_GUARDRAIL] = put_guardrail,
        [PM_FINDING_WORK] = put_work,           [PM_FINDING_POLICY] = put_rules,
        [PM_FINDING_RULE] = put_rules,          [PM_FINDING_DECISION] = put_decision,
        [PM_FINDING_ADJUSTMENT] = put_expected, [PM_FINDING_PRACTICE] = put_practice,
        [PM_FINDING_OVERALL] = put_overall,
    };
    if (parts[at->finding->kind]) parts[at->finding->kind](at);
}

static void put_owner(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    const struct pm_unit_reference *owner = facts->owner;
    bool is_subject = owner && owner->unit && facts->object == owner->unit;
    if (!owner || is_subject) return;
    const char *label = owner->unit ? owner->unit->label : pm_unit_reference_text(at->arena, owner);
    pm_put_format(at->sink, "; %s", label);
    if (*facts->post) pm_put_format(at->sink, ", %s", facts->post);
}

static void put_waiver(const struct pm_sentence *at)
{
    const struct pm_waiver *waiver = at->finding->waiver;
    const struct pm_allowance *allowance = at->finding->allowance;
    if (!waiver && !allowance) return;
    pm_put(at->sink, "; accepted until ");
    pm_put_day(at->sink, waiver ? waiver->until_day : allowance->until_day);
    if (waiver && *waiver->by) pm_put_format(at->sink, " by %s", waiver->by);
    pm_put_format(at->sink, ": \"%s\"", waiver ? waiver->reason : allowance->reason);
}

void pm_put_cycle_message(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = at->finding->cycle;
    size_t size = strlen(facts->label);
    if (size && facts->label[size - 1] == '.') size--;
    pm_put_bytes(at->sink, facts->label, size);
    if (size) pm_put(at->sink, ": ");
    if (at->finding->state == PM_STATE_SUPPRESSED) {
        put_state(at);
        pm_put_format(at->sink, " (%s)", pm_state_info(PM_STATE_SUPPRESSED)->means);
    } else if (at->finding->state == PM_STATE_NOT_KEPT) {
        pm_put_rule_message(at);
    } else {
        put_body(at);
    }
    put_owner(at);
    put_waiver(at);
}
