/* parts.h: what the parts of runtime/map share. Internal to it. */
#ifndef PM_MAP_PARTS_H
#define PM_MAP_PARTS_H

#include "lang/model/work.h"
#include "runtime/map/map.h"

/* ---- Building (graph.c) ---- */

struct pm_map *pm_map_new(struct pm_arena *arena, const char *title);

/* Add one; they return its index. Texts are borrowed. */
size_t pm_map_add_lane(struct pm_map *map, const char *label);
size_t pm_map_add_node(struct pm_map *map, enum pm_map_shape shape, size_t lane, const char *name,
                       const char *text);
void pm_map_add_arrow(struct pm_map *map, size_t from, size_t to, enum pm_map_line line,
                      const char *text);

/* The node with this name; SIZE_MAX when there is none. */
size_t pm_map_find_node(const struct pm_map *map, const char *name);

/* Says what a kind of line means, if there is one of it. */
void pm_map_add_key(struct pm_map *map, enum pm_map_line line, const char *means);

/* The text without control letters, in lines of at most about `columns`, newlines between. */
const char *pm_map_fold(struct pm_arena *arena, const char *text, size_t columns);

/* ---- Words (words.c) ---- */

/* "name  text" on lines of the style's width, those that go on two columns deeper. */
void pm_map_put_named(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      size_t indent, const char *name, const char *text);

/* "District", "schools", "schools 101, 102"; "" without a reference. */
const char *pm_map_unit_label(struct pm_arena *arena, const struct pm_unit_reference *unit);

bool pm_map_is_same_unit(const struct pm_unit_reference *a, const struct pm_unit_reference *b);

/* "From absence to contact (as is)" */
const char *pm_map_process_label(struct pm_arena *arena, const struct pm_process *process);

/* "2 days", "90 minutes"; "1 quarter", "10 days". */
const char *pm_map_minutes(struct pm_arena *arena, int32_t minutes);
const char *pm_map_days(struct pm_arena *arena, int32_t days);

/* "within 1 day, takes 2 hours, waits 5 days"; "" where nothing is said. */
const char *pm_map_times(struct pm_arena *arena, const struct pm_step *step);

/* What shows that something happened: "contact_48h", "teams.trained". */
const char *pm_map_evidence_name(struct pm_arena *arena, const struct pm_evidence_reference *shown);

/* Its label; of a milestone, its day too. */
const char *pm_map_evidence(struct pm_arena *arena, const struct pm_evidence_reference *shown);

const char *pm_map_link_word(enum pm_link_kind kind); /* "if" */

/* ---- Processes (flow.c) ---- */

/* The way from one step to the next, with what is handed over on it. */
struct pm_flow {
    const struct pm_step *from;
    const struct pm_step *to;
    const char *when; /* "" when not given */
    bool is_handoff;  /* to another unit */
    bool is_order;    /* `to` comes after `from`; else something is given and no more */
    const struct pm_handoff **given;
    size_t given_count;
};

struct pm_flows {
    PM_ARRAY(struct pm_flow) list;
};

/* All ways of a process, by the step they lead to, in the order of its steps. */
struct pm_flows pm_map_flows(struct pm_arena *arena, const struct pm_process *process);

/* The unit in whose lane a step lies: its own; of an end, that of the step which leads to it. NULL:
 * none is known. */
const struct pm_unit_reference *pm_map_lane_unit(const struct pm_step *step);

/* "Score file (SFTP); Notice (E-mail)"; "" when nothing is said to be given. */
const char *pm_map_given(struct pm_arena *arena, const struct pm_flow *flow);

/* ---- What serves goals besides goals (servants.c) ---- */

/* Work, a service, a training, a process, a team or a routine that serves a goal, or work. */
struct pm_servant {
    const char *what; /* "strategy" */
    const char *name;
    const char *label;
    const struct pm_plan *plan; /* NULL: of the file */
    const void *self;           /* tells it from others */
    const struct pm_goal *goal; /* that it serves; NULL: work */
    const struct pm_work *work; /* NULL: a goal */
};

struct pm_servants {
    PM_ARRAY(struct pm_servant) list;
};

/* One for each thing and what it serves, in the order of their kinds, then as written. */
struct pm_servants pm_map_servants(struct pm_arena *arena, const struct pm_model *model);

const char *pm_map_work_word(enum pm_work_kind kind); /* "strategy" */

/* ---- Two versions of a process (compare.c) ---- */

struct pm_comparison { /* of a process with the one that it replaces */
    PM_ARRAY(const struct pm_process_gap *) closed;
    PM_ARRAY(const struct pm_process_gap *) left;
    PM_ARRAY(const struct pm_process_gap *) opened; /* of the new one alone */
    PM_ARRAY(const struct pm_step *) new_steps;
    PM_ARRAY(const struct pm_step *) dropped_steps;
    PM_ARRAY(const struct pm_step *) moved_steps; /* of the new one: another unit has it */
};

struct pm_comparison pm_map_compare(struct pm_arena *arena, const struct pm_process *before,
                                    const struct pm_process *after);

/* The step of this name; NULL when there is none. */
const struct pm_step *pm_map_find_step(const struct pm_process *process, const char *name);

#endif
