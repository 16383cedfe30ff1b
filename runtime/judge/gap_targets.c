/* gap_targets.c: what a measure was to reach, for gaps against a target. */
#include "runtime/judge/judge.h"

#include <stdlib.h>

struct entry { /* a status finding with a target */
    const struct pm_metric *metric;
    uint32_t unit;
    struct pm_period period;
    size_t finding;
};

struct pm_target_index {
    PM_ARRAY(struct entry) entries; /* by metric, unit and period, then as judged */
};

static int compare_places(const struct entry *a, const struct entry *b)
{
    if (a->metric->index != b->metric->index) return a->metric->index < b->metric->index ? -1 : 1;
    if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
    return pm_period_compare(a->period, b->period);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    int order = compare_places(a, b);
    return order ? order : (a->finding > b->finding) - (a->finding < b->finding);
}

static bool is_asked_for(const struct pm_model *model)
{
    for (size_t i = 0; i < model->metric_count; i++)
        for (size_t j = 0; j < model->metrics[i]->gap_count; j++)
            if (model->metrics[i]->gaps[j].selector.versus_is == PM_VERSUS_TARGET) return true;
    return false;
}

void pm_judge_index_targets(struct pm_judging *judging)
{
    if (!is_asked_for(judging->model)) return;
    struct pm_target_index *index = PM_NEW(judging->arena, struct pm_target_index);
    for (size_t i = 0; i < judging->findings.count; i++) {
        const struct pm_finding *finding = &judging->findings.items[i];
        if (finding->kind != PM_FINDING_STATUS || finding->subject.has_reference ||
            !finding->target.is_set)
            continue;
        struct entry entry = {finding->subject.metric, finding->subject.unit,
                              finding->subject.period, i};
        PM_PUSH(judging->arena, &index->entries, entry);
    }
    if (index->entries.count)
        qsort(index->entries.items, index->entries.count, sizeof *index->entries.items,
              compare_entries);
    judging->targets = index;
}

static size_t find_first(const struct pm_target_index *index, const struct entry *wanted)
{
    size_t low = 0;
    size_t high = index->entries.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&index->entries.items[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_about(const struct pm_subject *subject, const struct pm_cell_side *sides,
                     size_t count)
{
    if (subject->side_count != count) return false;
    for (size_t i = 0; i < count; i++)
        if (subject->sides[i].dimension != sides[i].dimension ||
            subject->sides[i].group != sides[i].group)
            return false;
    return true;
}

const struct pm_finding *pm_judge_find_status(const struct pm_judging *judging,
                                              const struct pm_subject *subject,
                                              struct pm_period period)
{
    const struct pm_target_index *index = judging->targets;
    const struct entry wanted = {subject->metric, subject->unit, period, 0};
    const struct pm_finding *of_all = NULL;
    for (size_t i = index ? find_first(index, &wanted) : 0; index && i < index->entries.count;
         i++) {
        const struct entry *entry = &index->entries.items[i];
        if (compare_places(entry, &wanted) != 0) break;
        const struct pm_finding *finding = &judging->findings.items[entry->finding];
        if (is_about(&finding->subject, subject->sides, subject->side_count)) return finding;
        if (!of_all && is_about(&finding->subject, subject->reference, subject->reference_count))
            of_all = finding;
    }
    return of_all;
}
