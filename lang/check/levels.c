/* levels.c: levels of `rules` for what is found out about data. */
#include "lang/model/resolve.h"

static const struct pm_rule_level *find_level(const struct pm_rules *rules, enum pm_code code)
{
    for (size_t i = 0; i < rules->count; i++)
        if (rules->levels[i].code == code) return &rules->levels[i];
    return NULL;
}

void pm_check_set_levels(const struct pm_model *model, struct pm_diagnostics *diagnostics,
                         size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < diagnostics->count; i++) {
        struct pm_diagnostic *diagnostic = diagnostics->items[i];
        const struct pm_code_info *info = pm_code_info(diagnostic->code);
        const struct pm_rule_level *level = NULL;
        if (info->needs == PM_NEEDS_DATA && info->severity != PM_ERROR)
            level = find_level(&model->project->rules, diagnostic->code);
        if (level && level->off) continue;
        if (level) diagnostic->severity = level->level;
        diagnostics->items[kept++] = diagnostic;
    }
    diagnostics->count = kept;
}
