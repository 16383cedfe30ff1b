/* cycle_rules.c: which rules of the cycle are on, how bad it is when one is not kept, and what
 * waivers and allowances accept. */
#include "lang/model/levels.h"
#include "runtime/judge/cycle.h"

struct default_rule {
    enum pm_code code;
    bool is_on;
    int64_t argument;
};

enum { ON = true, OFF = false };

static const struct default_rule defaults[] = {
#define PM_CYCLE_RULE(id, level, argument) {PM_##id, level, argument},
#include "runtime/judge/cycle_rules.def"
#undef PM_CYCLE_RULE
};

static const struct default_rule *find_default(enum pm_code code)
{
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (defaults[i].code == code) return &defaults[i];
    return NULL;
}

bool pm_cycle_has_rule(enum pm_code code)
{
    return find_default(code) != NULL;
}

bool pm_cycle_rule_is_off(enum pm_code code)
{
    const struct default_rule *rule = find_default(code);
    return rule && !rule->is_on;
}

/* ---- Levels ---- */

struct pm_rule_setting pm_cycle_rule(const struct pm_cycle *cycle, enum pm_code code,
                                     const struct pm_plan *plan)
{
    const struct default_rule *rule = find_default(code);
    struct pm_rule_setting setting = {.is_on = rule && rule->is_on,
                                      .severity = pm_code_info(code)->severity,
                                      .argument = rule ? rule->argument : 0};
    const struct pm_rule_level *level = pm_model_rule_level(cycle->model, plan, code);
    if (!level) return setting;
    setting.is_named = true;
    setting.is_on = !level->off;
    if (!level->off) setting.severity = level->level;
    if (level->has_argument) setting.argument = level->argument;
    return setting;
}

void pm_cycle_set_level(struct pm_cycle *cycle, struct pm_finding *finding, enum pm_code code)
{
    struct pm_rule_setting setting = pm_cycle_rule(cycle, code, finding->subject.plan);
    if (setting.is_on) finding->code = code;
    finding->severity = setting.is_on ? setting.severity : PM_INFO;
}

/* ---- Waivers ---- */

static bool is_about(const struct pm_finding *finding, const struct pm_waiver *waiver)
{
    const void *object = waiver->subject.object;
    const struct pm_subject *subject = &finding->subject;
    if (!object) return false;
    if (finding->cycle && finding->cycle->object == object) return true;
    if (subject->goal) return subject->goal == object || subject->measure == object;
    return subject->plan == object;
}

static bool lies_in(struct pm_span inner, struct pm_span outer)
{
    return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end &&
           inner.end > inner.begin;
}

static void accept(struct pm_cycle *cycle, struct pm_finding *finding)
{
    const struct pm_whole *whole = cycle->whole;
    for (size_t i = 0; i < whole->waivers.count && !finding->waiver; i++) {
        const struct pm_waiver *waiver = whole->waivers.items[i];
        if (waiver->code == finding->code && waiver->until_day >= cycle->as_of &&
            is_about(finding, waiver))
            finding->waiver = waiver;
    }
    for (size_t i = 0; i < whole->allowances.count && !finding->allowance; i++) {
        const struct pm_allowance *allowance = whole->allowances.items[i];
        if (allowance->code == finding->code && allowance->until_day >= cycle->as_of &&
            lies_in(finding->at, allowance->declaration))
            finding->allowance = allowance;
    }
    if (finding->waiver || finding->allowance) finding->severity = PM_INFO;
}

void pm_cycle_waive(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->judging->findings.count; i++) {
        struct pm_finding *finding = &cycle->judging->findings.items[i];
        if (finding->code < PM_CODE_COUNT) accept(cycle, finding);
    }
}
