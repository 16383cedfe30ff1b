/* effect.h: findings that differ because the plan changed: both revisions judge the same data by the
 * same day, so that nothing else can be the reason.
 *
 * Each is tied to the changes that are about it. What the audience may see is what the privacy rules
 * of both revisions allow; figures of two definitions over the same persons would tell about those
 * between them, so that only the internal audience sees figures. */
#ifndef PM_EFFECT_H
#define PM_EFFECT_H

#include "runtime/render/change_report.h"
#include "runtime/render/names.h"

enum pm_effect_kind {                   /* in the order in which they are told */
                      PM_EFFECT_BETTER, /* it looks better, and nothing happened but the change */
                      PM_EFFECT_GONE,
                      PM_EFFECT_WORSE,
                      PM_EFFECT_NEW,
                      PM_EFFECT_OTHER,
                      PM_EFFECT_KIND_COUNT
};

const char *pm_effect_word(enum pm_effect_kind kind);  /* "better" */
const char *pm_effect_title(enum pm_effect_kind kind); /* "better only because the plan changed" */

struct pm_effect_side {
    bool is_there;
    enum pm_state state;
    enum pm_severity severity;
    const char *shown; /* the figure; "" */
};

struct pm_effect_finding {
    enum pm_effect_kind kind;
    const char *id; /* of the new side, where it has the finding */
    const char *key;
    enum pm_finding_kind about;
    struct pm_effect_side old;
    struct pm_effect_side new;
    const struct pm_change **causes; /* items of the changes, nearest first */
    size_t cause_count;
};

struct pm_unlike_source { /* one that the rows of the store do not fit on one side */
    const char *name;
    bool is_old; /* the old side; else the new one */
};

struct pm_effect {
    int32_t as_of;
    bool is_newest; /* the as-of day is the newest of the data */
    enum pm_audience audience;
    struct pm_effect_finding
        *findings; /* by kind; then as the new side has them, then the old one */
    size_t count;
    size_t counts[PM_EFFECT_KIND_COUNT];
    size_t unchanged;
    size_t other_periods; /* asked of another period than before */
    size_t not_shown;     /* some side may not be shown to the audience */
    size_t hidden_now;    /* shown by the rules of the old side, not by those of the new one */
    size_t shown_now;
    struct pm_unlike_source *unlike;
    size_t unlike_count;
    size_t untold;  /* findings that rest on them */
    size_t figures; /* findings with a figure that do not */
};

/* "2 statuses changed because of the plan alone, .." */
const char *pm_effect_summary(struct pm_arena *arena, const struct pm_effect *effect);

/* What readers must not miss, a sentence: "11 findings are better only because the plan changed."; ""
 * where none is. */
const char *pm_effect_headline(struct pm_arena *arena, const struct pm_effect *effect);

/* Which sources cannot be told from, a sentence each line; "" for none. */
const char *pm_effect_limits(struct pm_arena *arena, const struct pm_effect *effect);

/* "`target_lowered`, `metric_redefined_target_kept` and 2 more", each kind once; all where `all`. */
const char *pm_effect_causes(struct pm_arena *arena, const struct pm_effect_finding *finding,
                             bool all);

/* As a part of the text and of the document of changes. */
void pm_put_effect(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                   const struct pm_effect *effect);
void pm_json_effect(struct pm_json *json, const struct pm_effect *effect);

#endif
