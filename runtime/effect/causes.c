/* causes.c: which changes are about a finding.
 *
 * A change is about a finding by its subject: the measure itself, what it counts, how it is rated, of
 * whom, where, from which data, or what it stands in. Changes that cannot move a state (texts, owners,
 * what the program is told about itself) are never a reason. The nearest come first. */
#include "runtime/effect/judge_both.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"

#include <string.h>

struct target { /* a finding, as one side has it */
    struct pm_arena *arena;
    const struct pm_release *release;
    const struct pm_finding *finding;
};

/* How near a change is to a finding; the smaller the nearer. */
enum nearness {
    NEAR_ITSELF,
    NEAR_METRIC,
    NEAR_RATING,
    NEAR_GROUP,
    NEAR_UNIT,
    NEAR_SOURCE,
    NEAR_GOAL,
    NEAR_PLAN,
    NEAR_PROJECT,
    NEAR_COUNT
};

/* ---- Names ---- */

static bool is_any(const char *kind, const char *const *kinds)
{
    for (size_t i = 0; kinds[i]; i++)
        if (strcmp(kind, kinds[i]) == 0) return true;
    return false;
}

/* The name itself, or something in it: "race" of "race.black", "c.g.m" of "c.g.m for frl". */
static bool is_in(const char *subject, const char *name)
{
    size_t size = strlen(name);
    return size && strncmp(subject, name, size) == 0 &&
           (!subject[size] || subject[size] == '.' || subject[size] == ' ');
}

static bool is_word_letter(char letter)
{
    return letter == '_' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
}

static bool has_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; size && (at = strstr(at, word)) != NULL; at++)
        if ((at == text || !is_word_letter(at[-1])) && !is_word_letter(at[size])) return true;
    return false;
}

/* ---- Of whom ---- */

static bool names_group(const struct target *target, const char *text)
{
    const struct pm_subject *subject = &target->finding->subject;
    for (size_t i = 0; i < subject->side_count; i++)
        if (has_word(text, pm_side_name(target->release, subject->sides[i])) ||
            has_word(text, target->release->model->dimensions[subject->sides[i].dimension]->name))
            return true;
    return false;
}

/* A line of a measure holds for the group that it names, and one that names none for all; a change of
 * the measure as such for everybody. */
static bool is_for_group(const struct target *target, const struct pm_change *change)
{
    const char *texts[] = {change->subject, change->old.text, change->new.text};
    const char *area = pm_change_kind(change->id)->area;
    bool names_any = false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!has_word(texts[i], "for")) continue;
        names_any = true;
        if (names_group(target, texts[i])) return true;
    }
    if (names_any) return false;
    bool is_line = strcmp(area, "target") == 0 || strcmp(area, "baseline") == 0;
    return !is_line || !target->finding->subject.side_count ||
           target->finding->subject.has_reference;
}

/* ---- What it is about ---- */

static const char *measure_name(const struct target *target)
{
    const struct pm_measure *measure = target->finding->subject.measure;
    if (!measure) return "";
    return pm_arena_format(target->arena, "%s.%s", pm_measure_home_path(target->arena, measure),
                           measure->metric->name);
}

static bool is_itself(const struct target *target, const struct pm_change *change)
{
    const struct pm_cycle_facts *cycle = target->finding->cycle;
    if (strcmp(change->kind, "measure") == 0)
        return is_in(change->subject, measure_name(target)) && is_for_group(target, change);
    return cycle && cycle->name && is_in(change->subject, cycle->name);
}

/* The metric itself, or one that it is worked out from. */
static bool is_about_metric(const struct pm_change *change, const struct pm_metric *metric)
{
    if (is_in(change->subject, metric->name)) return true;
    for (size_t i = 0; i < metric->part_count; i++)
        if (is_about_metric(change, metric->parts[i])) return true;
    return false;
}

static bool is_of_metric(const struct target *target, const struct pm_change *change)
{
    const struct pm_finding *finding = target->finding;
    if (strcmp(change->kind, "metric") != 0) return false;
    if (finding->subject.metric && is_about_metric(change, finding->subject.metric)) return true;
    for (size_t i = 0; finding->cycle && i < finding->cycle->movement_count; i++)
        if (is_about_metric(change, finding->cycle->movements[i].metric)) return true;
    return false;
}

static bool is_of_rating(const struct target *target, const struct pm_change *change)
{
    static const char *const kinds[] = {"rating", "scale", "level", "unrated", NULL};
    const struct pm_rating *rating = target->finding->rating;
    return rating && is_any(change->kind, kinds) && is_in(change->subject, rating->name);
}

static bool is_of_group(const struct target *target, const struct pm_change *change)
{
    static const char *const kinds[] = {"dimension", "group", "other", NULL};
    const struct pm_subject *subject = &target->finding->subject;
    if (!is_any(change->kind, kinds)) return false;
    for (size_t i = 0; i < subject->side_count; i++)
        if (is_in(change->subject,
                  target->release->model->dimensions[subject->sides[i].dimension]->name))
            return true;
    return false;
}

static bool is_of_unit(const struct target *target, const struct pm_change *change)
{
    static const char *const kinds[] = {"unit", "units", NULL};
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(target->release->cells, &count);
    uint32_t unit = target->finding->subject.unit;
    if (!is_any(change->kind, kinds) || unit >= count) return false;
    return is_in(change->subject, units[unit].id) ||
           (units[unit].set && is_in(change->subject, units[unit].set->name));
}

static bool is_of_source(const struct target *target, const struct pm_change *change)
{
    static const char *const kinds[] = {"source", "field", "derive", "gather", NULL};
    const struct pm_subject *subject = &target->finding->subject;
    const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES];
    if (!is_any(change->kind, kinds)) return false;
    if (subject->source) return is_in(change->subject, subject->source->name);
    size_t count = subject->metric ? pm_metric_sources(subject->metric, sources) : 0;
    for (size_t i = 0; i < count; i++)
        if (is_in(change->subject, sources[i]->name)) return true;
    return false;
}

static bool is_of_goal(const struct target *target, const struct pm_change *change)
{
    static const char *const kinds[] = {"goal", "objective", "guardrail", NULL};
    const struct pm_subject *subject = &target->finding->subject;
    if (!subject->plan || !subject->goal || !is_any(change->kind, kinds)) return false;
    const char *name =
        pm_arena_format(target->arena, "%s.%s", subject->plan->name, subject->goal->name);
    return strcmp(change->subject, name) == 0;
}

static bool is_of_plan(const struct target *target, const struct pm_change *change)
{
    const struct pm_plan *plan = target->finding->subject.plan;
    return plan && strcmp(change->kind, "plan") == 0 && strcmp(change->subject, plan->name) == 0;
}

static bool is_of_project(const struct target *target, const struct pm_change *change)
{
    const char *code =
        target->finding->code < PM_CODE_COUNT ? pm_code_info(target->finding->code)->name : "";
    bool has_figure = target->finding->has_cell || target->finding->subject.metric;
    if (strcmp(change->kind, "calendar") == 0) return has_figure;
    return strcmp(pm_change_kind(change->id)->area, "exception") == 0 && *code &&
           (has_word(change->old.text, code) || has_word(change->new.text, code));
}

/* ---- Finding them ---- */

/* What can move a state at all. */
static bool can_matter(const struct pm_change *change)
{
    static const char *const areas[] = {"owner", "text", "report", NULL};
    if (change->id == PM_CHANGE_field_added || change->id == PM_CHANGE_field_removed ||
        change->id == PM_CHANGE_metric_renamed)
        return false;
    bool is_name = change->id == PM_CHANGE_declaration_removed ||
                   change->id == PM_CHANGE_declaration_added ||
                   change->id == PM_CHANGE_fact_removed || change->id == PM_CHANGE_fact_added ||
                   change->id == PM_CHANGE_fact_changed;
    return !change->is_hidden && (is_name || !is_any(pm_change_kind(change->id)->area, areas));
}

static enum nearness nearness_of(const struct target *target, const struct pm_change *change)
{
    static bool (*const tests[NEAR_COUNT])(const struct target *, const struct pm_change *) = {
        [NEAR_ITSELF] = is_itself,  [NEAR_METRIC] = is_of_metric, [NEAR_RATING] = is_of_rating,
        [NEAR_GROUP] = is_of_group, [NEAR_UNIT] = is_of_unit,     [NEAR_SOURCE] = is_of_source,
        [NEAR_GOAL] = is_of_goal,   [NEAR_PLAN] = is_of_plan,     [NEAR_PROJECT] = is_of_project,
    };
    int nearest = NEAR_COUNT;
    for (int test = 0; can_matter(change) && test < nearest; test++)
        if (tests[test](target, change)) nearest = test;
    for (size_t i = 0; i < change->claim_count; i++) {
        enum nearness claimed = nearness_of(target, change->claims[i]);
        if ((int)claimed < nearest) nearest = (int)claimed;
    }
    return (enum nearness)nearest;
}

static bool is_known(const struct pm_effect_finding *finding, const struct pm_change *change)
{
    for (size_t i = 0; i < finding->cause_count; i++)
        if (finding->causes[i] == change) return true;
    return false;
}

bool pm_effect_is_of_measure(struct pm_arena *arena, const struct pm_release *release,
                             const struct pm_finding *finding, const struct pm_change *change)
{
    struct target target = {arena, release, finding};
    return strcmp(change->kind, "measure") == 0 && is_itself(&target, change);
}

void pm_effect_find_causes(struct pm_arena *arena, const struct pm_changes *changes,
                           const struct pm_release *release, const struct pm_finding *finding,
                           struct pm_effect_finding *out)
{
    struct target target = {arena, release, finding};
    PM_ARRAY(const struct pm_change *) causes = {0};
    for (size_t i = 0; i < out->cause_count; i++)
        PM_PUSH(arena, &causes, out->causes[i]);
    for (int near = 0; near < NEAR_COUNT && (near < NEAR_PROJECT || !causes.count); near++)
        for (size_t i = 0; i < changes->count; i++)
            if ((int)nearness_of(&target, changes->items[i]) == near &&
                !is_known(out, changes->items[i]))
                PM_PUSH(arena, &causes, changes->items[i]);
    out->causes = causes.items;
    out->cause_count = causes.count;
}
