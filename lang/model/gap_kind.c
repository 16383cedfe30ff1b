#include "lang/model/measure.h"

static const struct pm_gap_kind_info kinds[] = {
#define PM_GAP_KIND(id, word, form, needs, reference, means) \
    {word, PM_GAP_FORM_##form, PM_GAP_NEEDS_##needs, PM_GAP_AGAINST_##reference, means},
#include "lang/model/gap_kinds.def"
#undef PM_GAP_KIND
};

const struct pm_gap_kind_info *pm_gap_kind_info(enum pm_gap_kind kind)
{
    return &kinds[kind];
}

bool pm_gap_kind_find(struct pm_text word, enum pm_gap_kind *out)
{
    for (size_t i = 0; i < PM_GAP_KIND_COUNT; i++) {
        if (!pm_text_is(word, kinds[i].word)) continue;
        *out = (enum pm_gap_kind)i;
        return true;
    }
    return false;
}

bool pm_gap_is_behind(enum pm_gap_kind kind)
{
    return kind == PM_GAP_DIFFERENCE || kind == PM_GAP_E_FORMULA ||
           kind == PM_GAP_INDEX_OF_DISPARITY;
}
