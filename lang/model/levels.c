/* levels.c: levels of checks, by rules and profiles. */
#include "lang/model/levels.h"

#include <string.h>

enum { LEVEL_INFO = PM_INFO, LEVEL_WARN = PM_WARNING, LEVEL_DENY = PM_ERROR };

struct row {
    enum pm_profile profile;
    struct pm_rule_level level;
};

static const struct row rows[] = {
#define PM_PROFILE_ROW(profile, id, severity, number) \
    {PM_PROFILE_##profile,                            \
     {.code = PM_##id,                                \
      .level = (enum pm_severity)LEVEL_##severity,    \
      .has_argument = (number) != 0,                  \
      .argument = (number)}},
#include "lang/model/profiles.def"
#undef PM_PROFILE_ROW
};

static const char *const names[] = {
    [PM_PROFILE_NONE] = "",
    [PM_PROFILE_DRAFT] = "draft",
    [PM_PROFILE_BOARD] = "board",
    [PM_PROFILE_STATE] = "state",
};

const char *pm_profile_name(enum pm_profile profile)
{
    return names[profile];
}

enum pm_profile pm_profile_find(const char *name)
{
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) return (enum pm_profile)i;
    return PM_PROFILE_NONE;
}

static const struct pm_rule_level *find_level(const struct pm_rules *rules, enum pm_code code)
{
    for (size_t i = rules->count; i > 0; i--)
        if (rules->levels[i - 1].code == code) return &rules->levels[i - 1];
    return NULL;
}

const struct pm_rule_level *pm_profile_rule_level(enum pm_profile profile, enum pm_code code)
{
    if (profile == PM_PROFILE_NONE) return NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].profile == profile && rows[i].level.code == code) return &rows[i].level;
    return NULL;
}

bool pm_rules_may_deny(const struct pm_rules *rules)
{
    for (size_t i = 0; i < rules->count; i++)
        if (!rules->levels[i].off && rules->levels[i].level == PM_ERROR) return true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].profile == rules->profile && rows[i].level.level == PM_ERROR) return true;
    return false;
}

const struct pm_rule_level *pm_model_rule_level(const struct pm_model *model,
                                                const struct pm_plan *plan, enum pm_code code)
{
    const struct pm_rules *project = &model->project->rules;
    const struct pm_rule_level *level = NULL;
    bool has_profile = plan && plan->rules.profile != PM_PROFILE_NONE;
    if (plan) level = find_level(&plan->rules, code);
    if (!level && has_profile) level = pm_profile_rule_level(plan->rules.profile, code);
    if (!level) level = find_level(project, code);
    if (!level && !has_profile) level = pm_profile_rule_level(project->profile, code);
    return level;
}
