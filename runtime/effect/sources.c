/* sources.c: whether the rows of the store are what a side means by its sources.
 *
 * Rows were read once, by the declaration that held then. A side that declares a source otherwise can
 * still be judged by them where only fields were added that it does not know, or checks changed. */
#include "runtime/effect/judge_both.h"

#include <string.h>

struct looking {
    struct pm_arena *arena;
    const struct pm_changes *changes;
    struct pm_store *store;
    int64_t known_at;
    PM_ARRAY(struct pm_unlike_source) found;
};

/* ---- What was loaded ---- */

enum fit { FITS, FITS_OTHER, NOT_LOADED, READ_FAILED };

/* Whether all loads of a source that are visible were read as it is declared here. */
static enum fit fit_of(struct looking *looking, const struct pm_source_decl *source)
{
    struct pm_load_record *loads = NULL;
    size_t count = 0;
    if (!pm_store_list_loads(looking->store, looking->arena, source->name, looking->known_at, false,
                             &loads, &count))
        return READ_FAILED;
    if (!count) return NOT_LOADED;
    for (size_t i = 0; i < count; i++)
        if (strcmp(loads[i].schema_digest, source->schema_digest) != 0) return FITS_OTHER;
    return FITS;
}

/* ---- What differs ---- */

static bool is_of_source(const struct pm_change *change, const char *name)
{
    static const char *const kinds[] = {"source", "field", "derive", "gather"};
    size_t size = strlen(name);
    bool is_kind = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        is_kind = is_kind || strcmp(change->kind, kinds[i]) == 0;
    return is_kind && strncmp(change->subject, name, size) == 0 &&
           (change->subject[size] == '\0' || change->subject[size] == '.');
}

/* Changes that leave the columns of the other side what they are. `harmless` is the one about fields
 * that the rows have besides. */
static bool leaves_rows(const struct pm_change *change, enum pm_change_id harmless)
{
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    if (change->id == harmless || strcmp(kind->area, "source") != 0) return true;
    return strncmp(kind->name, "verification_", 13) == 0 ||
           change->id == PM_CHANGE_source_snapshot_moved ||
           change->id == PM_CHANGE_derived_column_changed;
}

static bool leaves_all(const struct pm_change *change, const char *name, enum pm_change_id harmless)
{
    if (is_of_source(change, name) && !leaves_rows(change, harmless)) return false;
    for (size_t i = 0; i < change->claim_count; i++)
        if (!leaves_all(change->claims[i], name, harmless)) return false;
    return true;
}

/* True when rows that fit the source of one side fit this side's, too. */
static bool is_readable(const struct pm_changes *changes, const char *name, bool is_old)
{
    enum pm_change_id harmless = is_old ? PM_CHANGE_field_added : PM_CHANGE_field_removed;
    for (size_t i = 0; i < changes->count; i++)
        if (!leaves_all(changes->items[i], name, harmless)) return false;
    return true;
}

/* ---- Each side ---- */

/* False after a diagnostic. */
static bool look_at(struct looking *looking, const struct pm_source_decl *source, bool is_old)
{
    const struct pm_model *other =
        is_old ? looking->changes->new->model : looking->changes->old->model;
    const struct pm_source_decl *twin = pm_model_find_source(other, pm_text_from(source->name));
    enum fit fit = fit_of(looking, source);
    if (fit == READ_FAILED) return false;
    if (fit == FITS || (fit == NOT_LOADED && twin)) return true; /* of both or of neither */
    if (fit == FITS_OTHER && twin && fit_of(looking, twin) == FITS &&
        is_readable(looking->changes, source->name, is_old))
        return true;
    struct pm_unlike_source unlike = {source->name, is_old};
    PM_PUSH(looking->arena, &looking->found, unlike);
    return true;
}

bool pm_effect_find_unlike(struct pm_arena *arena, const struct pm_changes *changes,
                           struct pm_store *store, int64_t known_at, struct pm_effect *out)
{
    struct looking looking = {arena, changes, store, known_at, {0}};
    for (int side = 0; side < 2; side++) {
        const struct pm_model *model = side ? changes->new->model : changes->old->model;
        for (size_t i = 0; i < model->source_count; i++)
            if (!look_at(&looking, model->source_decls[i], side == 0)) return false;
    }
    out->unlike = looking.found.items;
    out->unlike_count = looking.found.count;
    return true;
}

/* ---- What rests on them ---- */

static bool is_unlike(const struct pm_effect *effect, const char *name, bool is_old)
{
    for (size_t i = 0; i < effect->unlike_count; i++)
        if (effect->unlike[i].is_old == is_old && strcmp(effect->unlike[i].name, name) == 0)
            return true;
    return false;
}

static bool reaches(const struct pm_effect *effect, const struct pm_source_decl *source,
                    bool is_old, size_t steps)
{
    if (is_unlike(effect, source->name, is_old)) return true;
    for (size_t i = 0; steps && i < source->column_count; i++) {
        const struct pm_source_decl *next = source->columns[i]->refers_to;
        if (next && next != source && reaches(effect, next, is_old, steps - 1)) return true;
    }
    return false;
}

static bool metric_reaches(const struct pm_effect *effect, const struct pm_metric *metric,
                           bool is_old)
{
    enum { FARTHEST = 4 };
    const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES];
    size_t count = pm_metric_sources(metric, sources);
    for (size_t i = 0; i < count; i++)
        if (reaches(effect, sources[i], is_old, FARTHEST)) return true;
    return false;
}

bool pm_effect_is_untold(const struct pm_effect *effect, const struct pm_finding *finding,
                         bool is_old)
{
    const struct pm_subject *subject = &finding->subject;
    if (!effect->unlike_count) return false;
    if (subject->source && is_unlike(effect, subject->source->name, is_old)) return true;
    if (subject->metric && metric_reaches(effect, subject->metric, is_old)) return true;
    const struct pm_cycle_facts *cycle = finding->cycle;
    for (size_t i = 0; cycle && i < cycle->movement_count; i++)
        if (cycle->movements[i].metric &&
            metric_reaches(effect, cycle->movements[i].metric, is_old))
            return true;
    return false;
}
