/* diff.c: the comparison as a whole. */
#include "lang/diff/compare.h"

#include <stdlib.h>
#include <string.h>

/* ---- The newest day on which something happened ---- */

static void note_day(struct pm_comparison *comparison, int32_t day)
{
    if (day != PM_NO_DAY && day > comparison->newest_record) comparison->newest_record = day;
}

static void note_work(struct pm_comparison *comparison, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        for (size_t j = 0; j < work->progress_count; j++)
            note_day(comparison, work->progress[j].day);
        for (size_t j = 0; j < work->spent_count; j++)
            note_day(comparison, work->spent[j].day);
    }
    for (size_t i = 0; i < whole->milestones.count; i++)
        note_day(comparison, whole->milestones.items[i]->done_day);
}

static void find_newest_record(struct pm_comparison *comparison)
{
    const struct pm_whole *whole = comparison->halves[PM_AFTER].compilation->model->whole;
    comparison->newest_record = PM_NO_DAY;
    note_work(comparison, whole);
    for (size_t i = 0; i < whole->reviews.count; i++) {
        const struct pm_review *review = whole->reviews.items[i];
        if (review->present_count || review->note_count || review->action_count)
            note_day(comparison, review->day);
    }
    for (size_t i = 0; i < whole->actions.count; i++) {
        const struct pm_action *action = whole->actions.items[i];
        for (size_t j = 0; j < action->event_count; j++)
            if (action->events[j].kind != PM_ACTION_CARRIED)
                note_day(comparison, action->events[j].day);
    }
    for (size_t i = 0; i < whole->meetings.count; i++) {
        const struct pm_meeting *meeting = whole->meetings.items[i];
        if (meeting->held_count) note_day(comparison, meeting->held_days[meeting->held_count - 1]);
    }
}

/* ---- Pairs ---- */

typedef void compare_function(struct pm_comparison *comparison, const struct pm_pair *pair);

static compare_function *function_of(const struct pm_declared *declared)
{
    static const struct {
        const char *family;
        compare_function *compare;
    } functions[] = {
        {"measure", pm_compare_measure}, {"metric", pm_compare_metric},
        {"level", pm_compare_level},     {"source", pm_compare_source},
        {"theory", pm_compare_theory},   {"goal", pm_compare_goal},
        {"plan", pm_compare_plan},       {"project", pm_compare_rules},
        {"action", pm_compare_action},   {"value", pm_compare_wording},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (pm_is_of_family(declared, functions[i].family)) return functions[i].compare;
    return NULL;
}

static void report_move(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_compilation *before = comparison->halves[PM_BEFORE].compilation;
    const struct pm_compilation *after = comparison->halves[PM_AFTER].compilation;
    const struct pm_declared *old = pair->sides[PM_BEFORE];
    const struct pm_declared *new = pair->sides[PM_AFTER];
    if (!old->at.end || !new->at.end) return;
    if (before->file_count == 1 && after->file_count == 1) return; /* whatever they are called */
    if (old->above && old->kind->nested) return; /* it moved with what it stands in */
    const char *from = pm_sources_get(before->sources, old->at.file)->path;
    const char *to = pm_sources_get(after->sources, new->at.file)->path;
    if (strcmp(from, to) == 0) return;
    struct pm_change *change = pm_change_add(comparison, pair, PM_CHANGE_declaration_moved);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, old);
    change->new = pm_side_of_declared(comparison, PM_AFTER, new);
}

static void compare_pair(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    compare_function *compare = function_of(pair->sides[PM_AFTER]);
    pm_facts_match(comparison, pair);
    bool is_same =
        pm_facts_are_same(pair->sides[PM_BEFORE]) && pm_facts_are_same(pair->sides[PM_AFTER]);
    if (!is_same && pm_shift_of(pair->sides[PM_BEFORE])) pm_roll_records(comparison, pair);
    if (pm_is_of_family(pair->sides[PM_AFTER], "rating")) pm_compare_rating(comparison, pair);
    if (!is_same) {
        pm_compare_owner(comparison, pair);
        pm_compare_overall(comparison, pair);
        if (compare) compare(comparison, pair);
        pm_facts_take(comparison, pair);
    }
    report_move(comparison, pair);
}

static void compare_pairs(struct pm_comparison *comparison)
{
    const struct pm_half *new = &comparison->halves[PM_AFTER];
    for (size_t i = 0; i < new->declared.count; i++) {
        struct pm_declared *each = new->declared.items[i];
        struct pm_pair pair = {{each->pair, each}};
        if (each->pair) compare_pair(comparison, &pair);
    }
}

/* ---- Order ---- */

static bool same_side(const struct pm_change_side *a, const struct pm_change_side *b)
{
    if (a->is_there != b->is_there || a->has_place != b->has_place) return false;
    if (!a->has_place) return strcmp(a->value, b->value) == 0;
    return a->at.file == b->at.file && a->at.begin == b->at.begin;
}

static int compare_places(const struct pm_change_side *a, const struct pm_change_side *b)
{
    if (a->has_place != b->has_place) return a->has_place ? -1 : 1;
    if (a->at.file != b->at.file) return a->at.file < b->at.file ? -1 : 1;
    return (a->at.begin > b->at.begin) - (a->at.begin < b->at.begin);
}

/* What readers must see first comes first. */
static int weight(const struct pm_change *change)
{
    if (change->is_hidden) return 5;
    if (change->ambition == PM_WEAKENING) return 0;
    if (change->comparability == PM_BROKEN) return 1;
    if (change->ambition == PM_UNDECIDABLE) return 2;
    return change->ambition == PM_STRENGTHENING ? 3 : 4;
}

static int compare_changes(const void *left, const void *right)
{
    const struct pm_change *a = *(struct pm_change *const *)left;
    const struct pm_change *b = *(struct pm_change *const *)right;
    int order = weight(a) - weight(b);
    if (!order) order = strcmp(a->subject, b->subject);
    if (!order) order = strcmp(a->kind, b->kind);
    if (!order) order = (int)a->id - (int)b->id;
    if (!order) order = compare_places(&a->new, &b->new);
    if (!order) order = compare_places(&a->old, &b->old);
    return order ? order : strcmp(a->new.value, b->new.value);
}

static bool is_same_change(const struct pm_change *a, const struct pm_change *b)
{
    return a->id == b->id && strcmp(a->subject, b->subject) == 0 && strcmp(a->kind, b->kind) == 0 &&
           same_side(&a->old, &b->old) && same_side(&a->new, &b->new);
}

static const char *join_texts(struct pm_arena *arena, const char *a, const char *b)
{
    if (!*a || !*b) return *a ? a : b;
    return strstr(a, b) ? a : pm_arena_format(arena, "%s, %s", a, b);
}

/* Lets `last` say what `next`, of the same statement, says besides. */
static void join_change(struct pm_arena *arena, struct pm_change *last,
                        const struct pm_change *next)
{
    if (last->origin != next->origin) {
        last->also++;
        return;
    }
    last->remark = join_texts(arena, last->remark, next->remark);
    last->old.value = join_texts(arena, last->old.value, next->old.value);
    last->new.value = join_texts(arena, last->new.value, next->new.value);
}

/* One statement that holds for several declarations, or says several things, is one change. */
static size_t join_same(struct pm_arena *arena, struct pm_change **items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct pm_change *last = kept ? items[kept - 1] : NULL;
        if (last && is_same_change(last, items[i]))
            join_change(arena, last, items[i]);
        else
            items[kept++] = items[i];
    }
    return kept;
}

size_t pm_changes_order(struct pm_arena *arena, struct pm_change **items, size_t count)
{
    if (!count) return 0;
    qsort(items, count, sizeof *items, compare_changes);
    for (size_t i = 0; i < count; i++)
        items[i]->claim_count = pm_changes_order(arena, items[i]->claims, items[i]->claim_count);
    return join_same(arena, items, count);
}

/* ---- Entry ---- */

struct pm_changes *pm_diff(struct pm_arena *arena, const struct pm_compilation *old,
                           const struct pm_compilation *new)
{
    struct pm_comparison comparison = {.arena = arena};
    comparison.halves[PM_BEFORE].compilation = old;
    comparison.halves[PM_AFTER].compilation = new;
    pm_declare_all(&comparison, PM_BEFORE);
    pm_declare_all(&comparison, PM_AFTER);
    find_newest_record(&comparison);
    pm_pair_all(&comparison);
    pm_report_names(&comparison);
    pm_roll_plans(&comparison);
    compare_pairs(&comparison);
    pm_merge_groups(&comparison);
    pm_split_metrics(&comparison);
    pm_suggest_names(&comparison);
    pm_orphan_goals(&comparison);
    pm_report_all_missing(&comparison);
    pm_judge_definitions(&comparison);
    pm_compare_texts(&comparison);
    struct pm_changes *changes = PM_NEW(arena, struct pm_changes);
    changes->old = old;
    changes->new = new;
    changes->items = comparison.found.items;
    changes->count = pm_changes_order(arena, changes->items, comparison.found.count);
    return changes;
}

struct pm_change_counts pm_changes_count(const struct pm_changes *changes)
{
    struct pm_change_counts counts = {{0}, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < changes->count; i++) {
        const struct pm_change *change = changes->items[i];
        if (change->is_hidden) {
            counts.hidden++;
            continue;
        }
        if (change->waiver) {
            counts.waived++;
            continue;
        }
        counts.shown++;
        counts.ambitions[change->ambition]++;
        counts.broken += change->comparability == PM_BROKEN;
        counts.bridged += change->comparability == PM_BRIDGED;
    }
    return counts;
}

static bool is_within(const struct pm_compilation *compilation, const struct pm_change_side *side,
                      const char *path)
{
    if (!side->has_place) return false;
    const char *file = pm_sources_get(compilation->sources, side->at.file)->path;
    size_t size = strlen(path);
    bool is_folder = size && path[size - 1] == '/';
    return is_folder ? strncmp(file, path, size) == 0 : strcmp(file, path) == 0;
}

void pm_changes_keep(struct pm_changes *changes, const char *old, const char *new)
{
    size_t kept = 0;
    for (size_t i = 0; i < changes->count; i++) {
        struct pm_change *each = changes->items[i];
        if (is_within(changes->old, &each->old, old) || is_within(changes->new, &each->new, new))
            changes->items[kept++] = each;
    }
    changes->count = kept;
}
