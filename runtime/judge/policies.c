/* policies.c: clauses of policies and values of plans, met when the rules that stand for them find
 * nothing; practices, and who took them over. */
#include "lang/model/measure.h"
#include "lang/model/resolve.h"
#include "runtime/judge/cycle.h"

/* ---- Which rules are looked at ---- */

/* Rules on the cycle and on the text may be off; what is found in data is always looked at. */
static bool is_checked(const struct pm_cycle *cycle, enum pm_code code, const struct pm_plan *plan)
{
    struct pm_rule_setting setting = pm_cycle_rule(cycle, code, plan);
    if (setting.is_named || pm_cycle_has_rule(code)) return setting.is_on;
    return !pm_check_is_off(code);
}

static int64_t count_text(const struct pm_cycle *cycle, enum pm_code code)
{
    const struct pm_judge_options *options = cycle->judging->options;
    const struct pm_diagnostics *text = options ? options->text : NULL;
    int64_t count = 0;
    if (pm_cycle_has_rule(code)) return 0;
    for (size_t i = 0; text && i < text->count; i++)
        count += text->items[i]->code == code && !text->items[i]->waived;
    return count;
}

/* ---- What stands for something ---- */

/* Met is what all checks were looked at for, and none found anything. */
static enum pm_state state_of(const struct pm_basis *basis, int64_t found)
{
    if (found) return PM_STATE_NOT_MET;
    return basis->rule_count && !basis->off_count ? PM_STATE_MET : PM_STATE_NOT_CHECKED;
}

static void judge_rules(struct pm_cycle *cycle, enum pm_finding_kind kind,
                        const struct pm_topic *topic, const enum pm_code *rules, size_t count)
{
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    const char **names = PM_NEW_ITEMS(cycle->arena, const char *, count + 1);
    basis->rests_on_rules = true;
    basis->rules = rules;
    basis->rule_count = count;
    basis->off = PM_NEW_ITEMS(cycle->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        names[i] = pm_code_info(rules[i])->name;
        basis->text_count += count_text(cycle, rules[i]);
        if (!is_checked(cycle, rules[i], topic->plan)) basis->off[basis->off_count++] = names[i];
    }
    int64_t found =
        pm_basis_count(basis, cycle->judging->findings.items, cycle->judging->findings.count);
    enum pm_state state = state_of(basis, found);
    struct pm_finding *finding = pm_cycle_add(cycle, kind, state, topic);
    finding->basis = basis;
    finding->cycle->count = found;
    if (state == PM_STATE_NOT_MET) pm_cycle_set_level(cycle, finding, PM_CLAUSE_NOT_MET);
    pm_cycle_set_items(cycle, finding, names, count);
}

static void judge_policy(struct pm_cycle *cycle, const struct pm_policy *policy)
{
    for (size_t i = 0; i < policy->clause_count; i++) {
        const struct pm_clause *clause = &policy->clauses[i];
        struct pm_topic topic = {.parts = {policy->name, clause->name},
                                 .label = clause->text,
                                 .object = policy,
                                 .owner = policy->facts.owner,
                                 .at = clause->at};
        judge_rules(cycle, PM_FINDING_POLICY, &topic, clause->rules, clause->rule_count);
    }
}

static void judge_values(struct pm_cycle *cycle, const struct pm_plan *plan)
{
    for (size_t i = 0; i < plan->value_count; i++) {
        const struct pm_core_value *value = &plan->values[i];
        struct pm_topic topic = {.plan = plan,
                                 .parts = {plan->name, value->name},
                                 .label = value->text,
                                 .object = plan,
                                 .at = value->at};
        judge_rules(cycle, PM_FINDING_RULE, &topic, value->rules, value->rule_count);
    }
}

void pm_judge_policies(struct pm_cycle *cycle)
{
    pm_cycle_waive(cycle); /* what is accepted does not count against a clause */
    for (size_t i = 0; i < cycle->whole->policies.count; i++)
        judge_policy(cycle, cycle->whole->policies.items[i]);
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        judge_values(cycle, cycle->model->plans[i]);
}

/* ---- Practices ---- */

static void judge_practice(struct pm_cycle *cycle, const struct pm_practice *practice)
{
    struct pm_topic topic = {.parts = {practice->name},
                             .label = practice->label,
                             .object = practice,
                             .owner =
                                 practice->facts.owner ? practice->facts.owner : practice->from,
                             .post = practice->facts.owner_post,
                             .at = practice->facts.at};
    PM_ARRAY(const char *) names = {0};
    int32_t last = PM_NO_DAY;
    for (size_t i = 0; i < practice->taken_count; i++) {
        if (cycle->as_of != PM_NO_DAY && practice->taken[i].day > cycle->as_of) continue;
        if (practice->taken[i].day > last) last = practice->taken[i].day;
        for (size_t j = 0; j < practice->taken[i].unit_count; j++)
            PM_PUSH(cycle->arena, &names,
                    pm_unit_reference_text(cycle->arena, &practice->taken[i].units[j]));
    }
    enum pm_state state = names.count ? PM_STATE_TAKEN_OVER : PM_STATE_NOT_TAKEN_OVER;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_PRACTICE, state, &topic);
    finding->cycle->day = last;
    finding->cycle->count = (int64_t)names.count;
    finding->cycle->text =
        practice->from ? pm_unit_reference_text(cycle->arena, practice->from) : "";
    pm_cycle_set_items(cycle, finding, names.items, names.count);
}

void pm_judge_practices(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->practices.count; i++)
        judge_practice(cycle, cycle->whole->practices.items[i]);
}
