/* message_rule.c: what a rule of the cycle that is not kept says of its subject. */
#include "runtime/render/message.h"

static const struct pm_cycle_facts *facts_of(const struct pm_sentence *at)
{
    return at->finding->cycle;
}

static const char *number(const struct pm_sentence *at, int64_t count)
{
    return pm_count_text(at->arena, pm_ratio_from_integer(count));
}

static void put_on_day(const struct pm_sentence *at, const char *text)
{
    pm_put(at->sink, text);
    if (facts_of(at)->day == PM_NO_DAY) return;
    pm_put(at->sink, " on ");
    pm_put_day(at->sink, facts_of(at)->day);
}

static void put_listed(const struct pm_sentence *at, const char *text)
{
    pm_put(at->sink, text);
    pm_put_items(at, false);
}

static void put_with_text(const struct pm_sentence *at, const char *text)
{
    pm_put(at->sink, text);
    if (*facts_of(at)->text) pm_put_format(at->sink, " \"%s\"", facts_of(at)->text);
}

/* ---- Sessions ---- */

static void put_charts(const struct pm_sentence *at, const char *limit)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    if (facts->amount_kind == PM_AMOUNT_NUMBER) {
        pm_put_amount(at, PM_AMOUNT_NUMBER, facts->amount);
        pm_put_format(at->sink, " in %s",
                      pm_plural(at->arena, (size_t)facts->of, "session", "sessions"));
    } else {
        pm_put(at->sink, pm_plural(at->arena, (size_t)facts->count, "chart", "charts"));
        if (facts->day != PM_NO_DAY) pm_put(at->sink, " on ");
        pm_put_day(at->sink, facts->day);
    }
    pm_put_format(at->sink, ", %s are the %s", number(at, facts->limit), limit);
}

static void put_length(const struct pm_sentence *at)
{
    put_on_day(at, "the session");
    pm_put(at->sink, " takes ");
    pm_put_minutes(at, facts_of(at)->amount);
    pm_put(at->sink, ", ");
    pm_put_minutes(at, pm_ratio_from_integer(facts_of(at)->limit));
    pm_put(at->sink, " are the most");
}

static bool put_session(const struct pm_sentence *at)
{
    switch ((int)at->finding->code) {
    case PM_REVIEW_TOO_LONG:
        put_length(at);
        return true;
    case PM_TOO_MANY_CHARTS:
        put_charts(at, "most");
        return true;
    case PM_TOO_FEW_CHARTS:
        put_charts(at, "least");
        return true;
    case PM_REVIEW_WITHOUT_PLANNING:
        put_on_day(at, "no planning session prepared the one");
        return true;
    case PM_REVIEW_WITHOUT_DATA_TEAM:
        put_on_day(at, "no data team met before the session");
        return true;
    case PM_SESSIONS_CLASH:
        put_on_day(at, "at the same time");
        put_with_text(at, " as");
        put_listed(at, "; needed in both: ");
        return true;
    case PM_UNIT_IN_NO_SESSION:
        pm_put(at->sink, "took part in no session");
        return true;
    case PM_MEASURE_NOT_TAKEN_UP:
        pm_put_format(
            at->sink, "off track for %s, and no session took it up since ",
            pm_plural(at->arena, (size_t)facts_of(at)->count, "unit or group", "units or groups"));
        pm_put_day(at->sink, facts_of(at)->day);
        return true;
    case PM_DECISION_WITHOUT_FIGURES:
        put_on_day(at, "decided");
        pm_put(at->sink, ", on no figures");
        return true;
    default:
        return false;
    }
}

/* ---- Work and action items ---- */

/* "Eligible in Oak", "Oak": whom a figure is about. */
static void put_whom(const struct pm_sentence *at, const struct pm_subject *subject)
{
    const char *unit = pm_unit_label(at->release, subject->unit);
    if (subject->side_count)
        pm_put_format(at->sink, "%s%s",
                      pm_group_text(at->arena, at->release, subject->sides, subject->side_count),
                      *unit ? " in " : "");
    pm_put(at->sink, unit);
}

/* The first of those whose figures may be shown, and how many there are besides. */
static void put_all_whom(const struct pm_sentence *at)
{
    enum { MOST = 4 };
    const struct pm_basis *basis = at->finding->basis;
    size_t count = 0;
    for (size_t i = 0; i < basis->finding_count; i++) {
        const struct pm_finding *finding = &at->release->findings[basis->findings[i]];
        if (finding->state == PM_STATE_SUPPRESSED || count++ >= MOST) continue;
        if (count > 1) pm_put(at->sink, ", ");
        put_whom(at, &finding->subject);
    }
    if (count > MOST) pm_put_format(at->sink, " and %zu more", count - MOST);
}

static void put_unanswered(const struct pm_sentence *at, const char *what)
{
    pm_put_format(at->sink, "%s for ", what);
    put_all_whom(at);
    pm_put_format(at->sink, ", and no action item of the last %s is about it",
                  pm_plural(at->arena, (size_t)facts_of(at)->limit, "day", "days"));
}

static void put_resource(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    bool has_money = pm_ratio_is_defined(facts->amount) && pm_ratio_sign(facts->amount);
    bool has_staff = pm_ratio_is_defined(facts->other) && pm_ratio_sign(facts->other);
    if (has_money) pm_put_amount(at, PM_AMOUNT_MONEY, facts->amount);
    if (has_money && has_staff) pm_put(at->sink, " and ");
    if (has_staff) pm_put_amount(at, PM_AMOUNT_STAFF, facts->other);
    pm_put(at->sink, " for no goal and no theory");
}

static bool put_work(const struct pm_sentence *at)
{
    switch ((int)at->finding->code) {
    case PM_RESOURCE_WITHOUT_GOAL:
        put_resource(at);
        return true;
    case PM_SINGLE_UNIT_INITIATIVE:
        pm_put(at->sink, "the initiative is the work of one unit alone");
        return true;
    case PM_STRATEGY_WITHOUT_LEAD:
        pm_put(at->sink, "no unit leads the strategy");
        return true;
    case PM_UNIT_WITHOUT_LEAD:
        pm_put(at->sink, "takes part in work and has no lead");
        return true;
    case PM_UNIT_WITHOUT_WORK:
        pm_put(at->sink, "has no part in any work");
        return true;
    case PM_WORK_OUTSIDE_FOCUS:
        pm_put(at->sink, "for no focal area of the plan");
        return true;
    case PM_LEADING_WITHOUT_ACTION:
        put_unanswered(at, "a leading indicator is off track");
        return true;
    case PM_GAP_WITHOUT_ACTION:
        put_unanswered(at, "the gap widens");
        return true;
    case PM_ACTION_CARRIED_AGAIN:
        pm_put_format(at->sink, "carried %s, first due ",
                      pm_plural(at->arena, (size_t)facts_of(at)->count, "time", "times"));
        pm_put_day(at->sink, facts_of(at)->first_due_day);
        pm_put(at->sink, ", now ");
        pm_put_day(at->sink, facts_of(at)->due_day);
        return true;
    case PM_ACTION_OVERDUE:
        pm_put_format(at->sink, "overdue for %s, due ",
                      pm_plural(at->arena, (size_t)facts_of(at)->days, "day", "days"));
        pm_put_day(at->sink, facts_of(at)->due_day);
        return true;
    case PM_ACTION_WITHOUT_EVIDENCE:
        pm_put(at->sink, "closed on ");
        pm_put_day(at->sink, facts_of(at)->done_day);
        pm_put(at->sink, " without evidence");
        return true;
    case PM_ACTION_UNCHECKED:
        pm_put(at->sink, "closed on ");
        pm_put_day(at->sink, facts_of(at)->done_day);
        pm_put(at->sink, ", and nobody but its owner says so");
        return true;
    default:
        return false;
    }
}

/* ---- Reports, alignment, services ---- */

static void put_amounts(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    pm_put_amount(at, facts->amount_kind, facts->amount);
    pm_put(at->sink, " against the target of ");
    pm_put_amount(at, facts->amount_kind, facts->other);
}

/* " from 6.0 pts to 12.0 pts" */
static void put_widening(const struct pm_sentence *at)
{
    static const struct pm_metric share = {.type = PM_TYPE_SHARE};
    static const struct pm_metric number = {.type = PM_TYPE_NUMBER};
    const struct pm_cycle_facts *facts = facts_of(at);
    const struct pm_metric *type = facts->amount_kind == PM_AMOUNT_SHARE ? &share : &number;
    pm_put_format(at->sink, " from %s to %s",
                  pm_difference_text(at->arena, type, facts->other, false),
                  pm_difference_text(at->arena, type, facts->amount, false));
}

static bool put_alignment(const struct pm_sentence *at)
{
    const char *period = pm_show_period(at->arena, at->finding->subject.period);
    switch ((int)at->finding->code) {
    case PM_BOARD_REPORTS_TOO_FEW:
        pm_put_format(at->sink, "%s to the board in %s, %s are the least",
                      pm_plural(at->arena, (size_t)facts_of(at)->count, "report", "reports"),
                      period, number(at, facts_of(at)->limit));
        return true;
    case PM_MEASURE_IN_NO_ROUTINE:
        pm_put(at->sink, "no routine or team looks at it");
        return true;
    case PM_GOAL_NOT_SERVED:
        pm_put(at->sink, "no plan below serves it");
        return true;
    case PM_GOAL_SERVES_NONE:
        pm_put(at->sink, "serves no goal of a plan above");
        return true;
    case PM_UNIT_WITHOUT_PLAN:
        pm_put(at->sink, "has no annual plan of its own");
        if (*period) pm_put_format(at->sink, " for %s", period);
        put_with_text(at, ", as units of the kind");
        pm_put(at->sink, " must");
        return true;
    case PM_TARGETS_FALL_SHORT:
        pm_put_format(at->sink, "the targets of %s for %s, all met, give ",
                      pm_plural(at->arena, (size_t)facts_of(at)->count, "unit", "units"), period);
        put_amounts(at);
        return true;
    case PM_GAP_WIDENS_BY_DESIGN:
        pm_put(at->sink, "the targets widen the gap of ");
        pm_put_items(at, true);
        pm_put_format(at->sink, " by %s", period);
        put_widening(at);
        return true;
    case PM_GOAL_INCOMPLETE:
        put_listed(at, "lacks ");
        return true;
    case PM_GOAL_WITHOUT_PROCESS:
        pm_put(at->sink, "no process map is for it");
        return true;
    case PM_UNIT_COST_ABOVE_PLAN:
        pm_put_unit_cost(at);
        return true;
    case PM_UNIT_WITHOUT_SERVICE:
        pm_put(at->sink, "has no service that is measured");
        return true;
    default:
        return false;
    }
}

/* ---- Processes ---- */

static void put_times(const struct pm_sentence *at, const char *between)
{
    pm_put_minutes(at, facts_of(at)->amount);
    if (!pm_ratio_is_defined(facts_of(at)->other)) return;
    pm_put(at->sink, between);
    pm_put_minutes(at, facts_of(at)->other);
}

static void put_handoff(const struct pm_sentence *at, const char *text)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    if (facts->item_count == 2)
        pm_put_format(at->sink, "from %s to %s, ", facts->items[0], facts->items[1]);
    pm_put(at->sink, text);
}

static bool put_handoffs(const struct pm_sentence *at)
{
    switch ((int)at->finding->code) {
    case PM_HANDOFF_UNNAMED:
        put_handoff(at, *facts_of(at)->text ? "it is not said by what means:"
                                            : "it is not said what is handed over");
        put_with_text(at, "");
        return true;
    case PM_HANDOFF_WITHOUT_LIMIT:
        put_handoff(at, "no time limit");
        return true;
    case PM_OUTPUT_NOT_USED:
        put_with_text(at, "the step that gets it does not come later:");
        return true;
    case PM_HANDED_BACK_AND_FORTH:
        put_listed(at, "back and forth: ");
        return true;
    case PM_ENTERED_TWICE:
        put_with_text(at, "entered twice:");
        put_listed(at, ", by ");
        return true;
    case PM_GIVEN_BY_TWO_PROCESSES:
        put_with_text(at, "also given by another process:");
        put_listed(at, ", by ");
        return true;
    case PM_PROCESS_GAP_OPEN:
        put_with_text(at, "a known gap:");
        if (facts_of(at)->item_count) put_listed(at, ", between ");
        return true;
    default:
        return false;
    }
}

static void put_waiting(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    pm_put_amount(at, PM_AMOUNT_SHARE, pm_ratio_divide(facts->amount, facts->other));
    pm_put(at->sink, " of its time is waiting: ");
    put_times(at, " of ");
}

static bool put_roles(const struct pm_sentence *at)
{
    const struct pm_cycle_facts *facts = facts_of(at);
    switch ((int)at->finding->code) {
    case PM_RESPONSIBILITY_UNCLEAR:
        put_listed(at, "");
        pm_put_format(at->sink, " %s", facts->text);
        if (facts->count >= 0)
            pm_put_format(at->sink, ", %s are the most", number(at, facts->limit));
        return true;
    case PM_APPROVALS_IN_SEQUENCE:
        pm_put_format(at->sink, "%s approvals in a row: ", number(at, facts->count));
        put_listed(at, "");
        return true;
    case PM_DATA_NOT_CHECKED:
        put_listed(at, "nobody checks what it writes down for ");
        return true;
    case PM_SINGLE_POINT_OF_FAILURE:
        pm_put_format(at->sink, "no way to an end without %s: ", facts->text);
        put_listed(at, "");
        return true;
    default:
        return false;
    }
}

static bool put_process(const struct pm_sentence *at)
{
    switch ((int)at->finding->code) {
    case PM_PROCESS_WITHOUT_END:
        pm_put_format(at->sink, "the process has no %s", facts_of(at)->text);
        return true;
    case PM_STEP_WITHOUT_WAY_OUT:
        pm_put(at->sink, "no way leads from this step to an end");
        return true;
    case PM_BRANCH_NOT_LABELLED:
        put_listed(at, "it is not said when each way is taken: ");
        return true;
    case PM_PROCESS_WITHOUT_OWNER:
        pm_put(at->sink, "nobody answers for the process as a whole");
        return true;
    case PM_PROCESS_WITHOUT_GOAL:
        pm_put(at->sink, "the process is for no goal");
        return true;
    case PM_LANE_WITHOUT_STEP:
        put_listed(at, "no step is for ");
        return true;
    case PM_LOOP_WITHOUT_CONDITION:
        put_listed(at, "no condition ends the loop of ");
        if (!pm_ratio_is_defined(facts_of(at)->amount)) return true;
        pm_put(at->sink, "; each round takes ");
        put_times(at, "");
        return true;
    case PM_MOSTLY_WAITING:
        put_waiting(at);
        return true;
    case PM_LIMIT_TOO_SHORT:
        pm_put(at->sink, "takes ");
        put_times(at, ", its limit is ");
        return true;
    case PM_STEP_NOT_MEASURED:
        put_listed(at, "nothing measures ");
        return true;
    default:
        return put_roles(at);
    }
}

void pm_put_rule_message(const struct pm_sentence *at)
{
    if (put_session(at) || put_work(at) || put_alignment(at) || put_handoffs(at) || put_process(at))
        return;
    pm_put(at->sink, pm_code_info(at->finding->code)->title);
}
