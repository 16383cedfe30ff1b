/* history.h: what findings were on earlier days, and what has become of them since.
 *
 * A run that was recorded is compared with what is found now. Both sides are what one audience may
 * see, as texts (runtime/store/runs.h), so that nothing here can show more than the two reports
 * did. Findings are paired by their key, each side by the newest period that was due; where the
 * periods are chosen, by their id. Everything lives in the arena of the caller. */
#ifndef PM_HISTORY_H
#define PM_HISTORY_H

#include "runtime/render/view.h"
#include "runtime/store/runs.h"

/* ---- Recording (record.c) ---- */

/* The findings of a release as they are recorded, in its order: all of them, chosen or not. */
struct pm_recorded_findings pm_record_findings(struct pm_arena *arena,
                                               const struct pm_release *release);

/* The finding with this index. */
struct pm_recorded_finding pm_record_finding(struct pm_arena *arena,
                                             const struct pm_release *release, size_t index);

/* The figure of a finding as people read it; of one against a reference the size of the gap; "". */
const char *pm_finding_shown(struct pm_arena *arena, const struct pm_release *release,
                             size_t index);

/* The same exactly; undefined where it may not be shown. */
struct pm_ratio pm_finding_value(const struct pm_release *release, size_t index);

/* A fraction as it is recorded, "271/1000", "" for an undefined one; and back. */
const char *pm_ratio_text(struct pm_arena *arena, struct pm_ratio ratio);
struct pm_ratio pm_ratio_from_text(const char *text);

/* The state of this word; PM_STATE_COUNT when this version has none. */
enum pm_state pm_state_of_word(const char *word);

/* ---- What has become of findings (compare.c) ---- */

/* In the order in which they are told: becomes.def has PM_BECAME(id, word, title, means). */
enum pm_became {
#define PM_BECAME(id, word, title, means) PM_BECAME_##id,
#include "runtime/history/becomes.def"
#undef PM_BECAME
    PM_BECAME_COUNT
};

struct pm_became_info {
    const char *word;
    const char *title;
    const char *means;
};

const struct pm_became_info *pm_became_info(enum pm_became became);

/* What has become of a finding: either side may be NULL, not both. */
enum pm_became pm_compare_findings(const struct pm_recorded_finding *before,
                                   const struct pm_recorded_finding *after);

struct pm_turn { /* a finding then and now */
    enum pm_became became;
    const struct pm_recorded_finding *before; /* NULL: it was not there */
    const struct pm_recorded_finding *after;  /* NULL: it is there no more */
};

/* True when the same period is held against something else than it was: a finding that is better
 * because less is expected is not better for what was done. */
bool pm_turn_moves_aim(const struct pm_turn *turn);

struct pm_since {
    struct pm_recorded_run run; /* what is compared with */
    bool is_by_id;              /* paired by id: periods were chosen */
    /* By what became of them, then in the order of the release; those that are there no more in the
     * order of the run. Unchanged ones are among them. */
    struct pm_turn *turns;
    size_t turn_count;
    size_t counts[PM_BECAME_COUNT];
};

/* Compares a run with the findings that a view has chosen; of the run those that the selection of
 * the view means. */
struct pm_since *pm_find_since(struct pm_arena *arena, const struct pm_recorded_run *run,
                               const struct pm_recorded_findings *earlier,
                               const struct pm_view *view);

/* True when the selection of a view means a finding that was recorded. */
bool pm_view_means(const struct pm_view *view, const struct pm_recorded_finding *finding);

/* The run that is meant among `runs`: by its number, by one of its names, or by a date (the newest
 * one of that day or before). Of this audience alone. NULL when there is none. */
const struct pm_recorded_run *pm_find_run(const struct pm_recorded_run *runs, size_t count,
                                          const char *audience, const char *wanted);

/* True when one of the names of a run is this one. */
bool pm_run_has_name(const struct pm_recorded_run *run, const char *name);

/* ---- Renderings ---- */

void pm_write_since_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_view *view, const struct pm_since *since);
void pm_write_since_json(struct pm_sink *sink, const struct pm_view *view,
                         const struct pm_since *since);

#endif
