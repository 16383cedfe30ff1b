/* Figures that their publisher gives only as a range ("GE95", "20-24"). */
#include "runtime/cells/internal.h"

#include "runtime/store/ranges.h"

void pm_read_range(const struct pm_cells *cells, const struct pm_counts *counts,
                   struct pm_cell *out)
{
    const struct pm_metric *metric = out->key.metric;
    const struct pm_term *term = pm_metric_base(metric);
    out->value = pm_ratio_undefined();
    out->state = PM_CELL_MISSING;
    if (metric->is_rate || !term->expression || (counts->flags & PM_COUNT_DERIVED)) return;
    const struct pm_column *column = term->expression->path.steps[0];
    struct pm_text *texts = NULL;
    size_t count = 0;
    char *name = pm_arena_format(cells->arena, "%s#ranges", column->name);
    if (!cells->pass->rows->dictionary(cells->pass->rows->context, cells->arena,
                                       column->source->name, name, &texts, &count))
        return;
    if (counts->range < 0 || (size_t)counts->range >= count) return;
    if (!pm_range_read(texts[counts->range], &out->low, &out->high)) return;
    if (metric->type == PM_TYPE_SHARE) {
        if (column->field_type != PM_FIELD_SHARE) { /* "GE95" is 95 % */
            out->low = pm_ratio_divide(out->low, pm_ratio_from_integer(100));
            out->high = pm_ratio_divide(out->high, pm_ratio_from_integer(100));
        }
        if (!pm_ratio_is_defined(out->low)) out->low = pm_ratio_from_integer(0);
        if (!pm_ratio_is_defined(out->high)) out->high = pm_ratio_from_integer(1);
    }
    out->has_bounds = true;
    out->state = PM_CELL_VALUE;
}
