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

/* How much is too much: arguments of rules. */
struct pm_flow_limits {
    int64_t back_and_forth;  /* times */
    int64_t waiting_percent; /* of all time */
    int64_t informed;        /* units that one step informs */
    int64_t approvals;       /* steps in sequence */
};

struct pm_rework {               /* a loop: steps that lead back to themselves */
    const struct pm_step *first; /* by the order written */
    const char **steps;          /* names */
    size_t step_count;
    int64_t minutes;    /* of one round; 0: no time is written */
    bool has_condition; /* some way from one of its steps says when it is taken */
};

struct pm_reworks {
    PM_ARRAY(struct pm_rework) list;
};

/* All loops, by their first steps. */
void pm_process_reworks(struct pm_arena *arena, const struct pm_process *process,
                        struct pm_reworks *out);

/* All arrows, by the step they lead to. */
void pm_process_arrows(struct pm_arena *arena, const struct pm_process *process,
                       struct pm_arrows *out);

/* What the graph and its times show. Known gaps are among them. In the order of checks, then of
 * steps. */
void pm_process_weaknesses(struct pm_arena *arena, const struct pm_process *process,
                           const struct pm_flow_limits *limits, struct pm_weaknesses *out);

/* Minutes of the longest way through the process, each loop once; 0 where no time is written. */
int64_t pm_process_longest(struct pm_arena *arena, const struct pm_process *process);

#endif
