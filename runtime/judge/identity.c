/* identity.c: the names of findings: stable from run to run, and without figures. */
#include "lang/model/work.h"
#include "runtime/judge/judge.h"

#include <stdlib.h>
#include <string.h>

static bool is_plain(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '.' || letter == '-';
}

const char *pm_judge_encode(struct pm_arena *arena, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t size = strlen(text);
    char *encoded = pm_arena_alloc(arena, size * 3 + 1);
    char *out = encoded;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (is_plain(text[i])) {
            *out++ = text[i];
            continue;
        }
        *out++ = '%';
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    return encoded;
}

static const char *append(struct pm_arena *arena, const char *text, const char *mark,
                          const char *part)
{
    return pm_arena_format(arena, "%s%s%s", text, mark, pm_judge_encode(arena, part));
}

static const char *add_part(struct pm_arena *arena, const char *path, const char *part)
{
    return *path ? append(arena, path, "/", part) : pm_judge_encode(arena, part);
}

const char *pm_judge_measure_path(const struct pm_judging *judging,
                                  const struct pm_subject *subject)
{
    struct pm_arena *arena = judging->arena;
    const struct pm_measure *measure = subject->measure;
    const char *path = subject->plan ? pm_judge_encode(arena, subject->plan->name) : "";
    if (measure->service && measure->service->unit)
        path = add_part(arena, path, measure->service->unit->name);
    if (measure->service) path = add_part(arena, path, measure->service->name);
    if (measure->training) path = add_part(arena, path, measure->training->name);
    if (measure->work && measure->work->within)
        path = add_part(arena, path, measure->work->within->name);
    if (measure->work) path = add_part(arena, path, measure->work->name);
    if (measure->goal && measure->goal->within)
        path = add_part(arena, path, measure->goal->within->name);
    if (measure->goal) path = add_part(arena, path, measure->goal->name);
    return add_part(arena, path, subject->metric->name);
}

static bool has_side(const struct pm_cell_side *sides, size_t count, struct pm_cell_side side)
{
    for (size_t i = 0; i < count; i++)
        if (sides[i].dimension == side.dimension && sides[i].group == side.group) return true;
    return false;
}

/* Ids do not depend on the order of declarations. */
static void sort_by_name(const struct pm_judging *judging, const struct pm_cell_side *sides,
                         size_t count, struct pm_cell_side *out)
{
    struct pm_dimension *const *dimensions = judging->model->dimensions;
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (at && strcmp(dimensions[out[at - 1].dimension]->name,
                            dimensions[sides[i].dimension]->name) > 0) {
            out[at] = out[at - 1];
            at--;
        }
        out[at] = sides[i];
    }
}

/* "dim=group*dim=group"; sides that are in `but` as well are left out. */
static const char *append_sides(const struct pm_judging *judging, const char *text,
                                const char *mark, const struct pm_cell_side *sides, size_t count,
                                const struct pm_cell_side *but, size_t but_count)
{
    struct pm_arena *arena = judging->arena;
    struct pm_cell_side named[PM_MOST_SIDES];
    sort_by_name(judging, sides, count, named);
    for (size_t i = 0; i < count; i++) {
        if (has_side(but, but_count, named[i])) continue;
        const struct pm_dimension *dimension = judging->model->dimensions[named[i].dimension];
        const struct pm_cell_dimension *groups = pm_cells_dimension(judging->cells, dimension);
        const char *group =
            named[i].group == PM_GROUP_ALL ? "all" : groups->groups[named[i].group].name;
        text = append(arena, text, mark, dimension->name);
        text = append(arena, text, "=", group);
        mark = "*";
    }
    return text;
}

static const char *append_reference(const struct pm_judging *judging, const char *text,
                                    const struct pm_subject *subject)
{
    struct pm_arena *arena = judging->arena;
    if (!subject->has_reference) return text;
    if (subject->reference_is_all) return append(arena, text, "~", "all");
    if (subject->reference_is_others) return append(arena, text, "~", "others");
    if (subject->reference_is_best) return append(arena, text, "~", "best");
    if (subject->reference_is_target) return append(arena, text, "~", "target");
    const char *longer =
        append_sides(judging, text, "~", subject->reference, subject->reference_count,
                     subject->sides, subject->side_count);
    if (longer != text) return longer;
    return append_sides(judging, text, "~", subject->reference, subject->reference_count, NULL, 0);
}

static const char *append_reference_unit(const struct pm_judging *judging, const char *text,
                                         const struct pm_subject *subject)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(judging->cells, &count);
    if (!subject->has_reference || !subject->reference_has_unit) return text;
    bool is_known = subject->reference_unit < count;
    return append(judging->arena, text, "@", is_known ? units[subject->reference_unit].id : "none");
}

void pm_judge_identify(const struct pm_judging *judging, struct pm_finding *finding,
                       const char *prefix)
{
    const struct pm_subject *subject = &finding->subject;
    const char *key = prefix;
    if (subject->unit != PM_NO_UNIT) {
        size_t count = 0;
        const struct pm_cell_unit *units = pm_cells_units(judging->cells, &count);
        if (subject->unit < count) key = append(judging->arena, key, "@", units[subject->unit].id);
    }
    key = append_sides(judging, key, "#", subject->sides, subject->side_count, NULL, 0);
    key = append_reference(judging, key, subject);
    key = append_reference_unit(judging, key, subject);
    finding->key = finding->id = key;
    if (!pm_period_is(subject->period)) return;
    char period[24];
    pm_period_format(subject->period, period);
    finding->id = pm_arena_format(judging->arena, "%s:%s", key, period);
}

/* ---- Ids that are equal ---- */

struct named {
    struct pm_finding *finding;
};

static int compare_ids(const void *left, const void *right)
{
    const struct pm_finding *a = ((const struct named *)left)->finding;
    const struct pm_finding *b = ((const struct named *)right)->finding;
    int order = strcmp(a->id, b->id);
    return order ? order : (a > b) - (a < b);
}

static void number_id(const struct pm_judging *judging, struct pm_finding *finding, size_t number)
{
    bool same = finding->id == finding->key;
    const char *rest = finding->id + strlen(finding->key);
    finding->key = pm_arena_format(judging->arena, "%s+%zu", finding->key, number);
    finding->id = same ? finding->key : pm_arena_format(judging->arena, "%s%s", finding->key, rest);
}

void pm_judge_make_unique(struct pm_judging *judging)
{
    size_t count = judging->findings.count;
    struct named *sorted = PM_NEW_ITEMS(judging->arena, struct named, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i].finding = &judging->findings.items[i];
    if (count) qsort(sorted, count, sizeof *sorted, compare_ids);
    for (size_t i = 0; i + 1 < count; i++) {
        const char *id = sorted[i].finding->id;
        for (size_t number = 2; i + 1 < count && strcmp(sorted[i + 1].finding->id, id) == 0;
             i++, number++)
            number_id(judging, sorted[i + 1].finding, number);
    }
}
