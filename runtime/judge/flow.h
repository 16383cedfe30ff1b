/* flow.h: what the graph of a process shows. Steps are its boxes, `after` its arrows; an arrow from
 * one unit to another is a hand-off. */
#ifndef PM_FLOW_H
#define PM_FLOW_H

#include "lang/model/work.h"

struct pm_weakness {
    enum pm_code code;
    struct pm_span at;
    const char *name;   /* of the steps it is about: "score-post"; "" for the process */
    const char *label;  /* for people: "\"Scores are matched\" to \"Reports are posted\"" */
    const char *text;   /* what is given, which label, ..; "" */
    const char **items; /* names of steps or units that take part */
    size_t item_count;
    int64_t count;         /* -1: none */
    int64_t minutes;       /* -1: none */
    int64_t other_minutes; /* what they are held against; -1: none */
};

struct pm_weaknesses {
    PM_ARRAY(struct pm_weakness) list;
};

struct pm_arrow { /* from a step to one after it */
    const struct pm_step *from;
    const struct pm_step *to;
    bool is_handoff; /* the two are of different units */
};

struct pm_arrows {
    PM_ARRAY(struct pm_arrow) list;
};

/* All arrows, by the step they lead to. */
void pm_process_arrows(struct pm_arena *arena, const struct pm_process *process,
                       struct pm_arrows *out);

/* What the graph and its times show; `back_and_forth` and `waiting_percent` are the least that
 * count. Known gaps are among them. In the order of checks, then of steps. */
void pm_process_weaknesses(struct pm_arena *arena, const struct pm_process *process,
                           int64_t back_and_forth, int64_t waiting_percent,
                           struct pm_weaknesses *out);

/* Minutes of the longest way through the process, each loop once; 0 where no time is written. */
int64_t pm_process_longest(struct pm_arena *arena, const struct pm_process *process);

#endif
