/* change_report.h: changes between two revisions as text, JSON, Markdown and HTML.
 *
 * All say the same, worst changes first: what changed about what, both sides in the words of the
 * plan with their places, and why it matters. The class of a change is always a word, colour only
 * repeats it. Changes that decide nothing (texts, order, layout) are listed where they are asked
 * for, and counted otherwise. */
#ifndef PM_CHANGE_REPORT_H
#define PM_CHANGE_REPORT_H

#include "lang/diff/diff.h"
#include "runtime/render/json.h"
#include "runtime/render/style.h"

struct pm_change_report {
    struct pm_changes *changes;
    const char *project;  /* its name; "" for none */
    const char *old_name; /* what was compared, as it was asked for */
    const char *new_name;
    const struct pm_effect *effect; /* effect.h; NULL: not asked for */
    bool fails_weakening;           /* changes of this class fail the run, */
    bool fails_broken;              /* those that break comparability, */
    bool fails_any;                 /* or any that is neither hidden nor waived */
};

/* At most `style->most` claims of one change are listed; all of them, and what decides nothing, with
 * `style->all`. */
void pm_write_changes_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_change_report *report);
void pm_write_changes_json(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_change_report *report);
void pm_write_changes_md(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_change_report *report);
void pm_write_changes_html(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_change_report *report);

/* A `waive` for each change that fails the run, but for those about exceptions, until a day: who
 * approved and why is left to be written. */
void pm_write_waiver_stubs(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_change_report *report, int32_t until_day);

/* One change as an item of JSON, in `changes` or on a line by itself. */
void pm_json_change(struct pm_arena *arena, struct pm_json *json,
                    const struct pm_change_report *report, const struct pm_change *change);

/* ---- What the forms share (diff_parts.c) ---- */

/* True when the change, or any change, fails the run. */
bool pm_change_fails(const struct pm_change_report *report, const struct pm_change *change);
bool pm_changes_fail(const struct pm_change_report *report);

enum pm_change_section {
    PM_SECTION_WEAKER,
    PM_SECTION_BROKEN,
    PM_SECTION_UNDECIDABLE,
    PM_SECTION_STRONGER,
    PM_SECTION_NEUTRAL,
    PM_SECTION_WAIVED,
    PM_SECTION_HIDDEN,
    PM_SECTION_COUNT
};

/* Where a change is listed: by the worst that can be said of it. */
enum pm_change_section pm_change_section(const struct pm_change *change);
const char *pm_change_section_title(enum pm_change_section section);

/* "weakening, breaks comparability" */
const char *pm_change_class_text(struct pm_arena *arena, const struct pm_change *change);

/* "plans/2026.pm:41"; "" where nobody wrote it. */
const char *pm_change_place(struct pm_arena *arena, const struct pm_compilation *compilation,
                            const struct pm_change_side *side);

/* "waived until 2027-06-30 by Board of Education: State suppression rule changed" */
const char *pm_change_waiver_text(struct pm_arena *arena, const struct pm_waiver *waiver);

/* Of exceptions that fit no change or have run out: what is wrong; and the statement as it is
 * listed, "min_n_raised for m". */
const char *pm_waiver_state_text(struct pm_arena *arena, const struct pm_change_waiver *waiver);
const char *pm_waiver_subject_text(struct pm_arena *arena, const struct pm_change_waiver *waiver);

const char *pm_waiver_place(struct pm_arena *arena, const struct pm_changes *changes,
                            const struct pm_change_waiver *waiver);

/* "3 weakening, 1 breaks comparability, 2 neutral; 1 waived"; "no changes". */
const char *pm_change_counts_text(struct pm_arena *arena, const struct pm_changes *changes);

/* All that a change stands for, the claims of claims among them. */
struct pm_change_list {
    PM_ARRAY(const struct pm_change *) items;
};
struct pm_change_list pm_change_claims(struct pm_arena *arena, const struct pm_change *change);

/* The claims that have a name of their own; how many others there are is in `facts`. */
struct pm_change_list pm_change_named_claims(struct pm_arena *arena, const struct pm_change *change,
                                             size_t *facts);

#endif
