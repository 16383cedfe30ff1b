/* overall.h: the states of what belongs together, put into one: of the figures of a measure, the
 * measures of a goal, the goals of a focal area or plan.
 *
 * A part is either a series of status findings, of which the newest that is due counts, or made of
 * parts. Parts that are not rated are left out and counted. The gate of privacy judges once more,
 * among what is released: a part that may not be shown is one that is not rated. */
#ifndef PM_OVERALL_H
#define PM_OVERALL_H

#include "runtime/judge/findings.h"

struct pm_part {
    const char *name; /* for people: "chronic_absence, harbor" */
    size_t finding;   /* index of the newest one that is due; of a made part unused */
    const struct pm_overall *overall; /* how its parts are put together; NULL: the worst */
    struct pm_ratio weight;
    const struct pm_part **parts; /* none: it is a series */
    size_t count;
    bool is_lead; /* the one that speaks for those beside it */
};

struct pm_overall_result {
    enum pm_state state;          /* a judgement, `insufficient`, or of a series why it is none */
    const struct pm_level *level; /* of the rating of a mean; NULL: none */
    struct pm_ratio score; /* 0..1, from the state or the share of the way; undefined: none */
    int64_t rated;         /* of its parts */
    int64_t count;
};

/* What a part comes to, by these findings. */
struct pm_overall_result pm_overall_judge(const struct pm_part *part,
                                          const struct pm_finding *findings);

/* Judges the finding's parts by these findings and puts what comes out into it: state, score, how
 * many are rated, and the names of those that are not, in `arena`. */
void pm_overall_fill(struct pm_arena *arena, const struct pm_finding *findings,
                     struct pm_finding *finding);

#endif
