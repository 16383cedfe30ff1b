#include "runtime/render/result.h"

static const struct pm_rendering_info infos[PM_RENDERING_COUNT] = {
#define PM_RENDERING(id, word, function, fits, means) \
    [PM_RENDERING_##id] = {word, function, fits, means},
#include "runtime/render/renderings.def"
#undef PM_RENDERING
};

const struct pm_rendering_info *pm_rendering_info(enum pm_rendering_id rendering)
{
    return &infos[rendering];
}

const char *pm_result_command(enum pm_result_kind kind)
{
    static const char *const commands[PM_RESULT_KIND_COUNT] = {
        [PM_RESULT_CHECK] = "check", [PM_RESULT_LOAD] = "load",       [PM_RESULT_STATUS] = "status",
        [PM_RESULT_GAPS] = "gaps",   [PM_RESULT_ACTIONS] = "actions", [PM_RESULT_VALUES] = "values",
        [PM_RESULT_DIFF] = "diff",
    };
    return commands[kind];
}

bool pm_rendering_takes(enum pm_rendering_id rendering, enum pm_result_kind kind)
{
    bool has_figures = kind == PM_RESULT_STATUS || kind == PM_RESULT_GAPS ||
                       kind == PM_RESULT_ACTIONS || kind == PM_RESULT_VALUES;
    switch (infos[rendering].fits) {
    case PM_FITS_ALL:
        return true;
    case PM_FITS_REPORTS:
        return kind != PM_RESULT_VALUES;
    case PM_FITS_FIGURES:
        return has_figures;
    }
    return false;
}
