/* map.h: pictures of what a plan says: theories of action, processes, the organization, which goals
 * serve which. Over the model alone: no data, no findings.
 *
 * A picture is a graph of nodes, arrows and lanes. It is built once, whatever it is written as
 * (Graphviz, Mermaid); the text of each kind of picture is its own. What a picture means never
 * hangs on a colour or a shape alone: a key says what its lines are, and the text describes it all.
 * Everything lives in the arena given and borrows the model. */
#ifndef PM_MAP_H
#define PM_MAP_H

#include "lang/base/arena.h"
#include "runtime/render/style.h"

#include <stdbool.h>
#include <stddef.h>

struct pm_model;
struct pm_theory;
struct pm_process;

enum pm_map_shape {
    PM_MAP_BOX,      /* steps, units, links of a theory */
    PM_MAP_ROUND,    /* goals, what begins and what comes out */
    PM_MAP_END,      /* the end of a process */
    PM_MAP_EVIDENCE, /* what shows it */
    PM_MAP_NOTE      /* what is said besides */
};

enum pm_map_line {
    PM_MAP_PLAIN,
    PM_MAP_HANDOFF, /* from one unit to another */
    PM_MAP_GAP,     /* what is missing there */
    PM_MAP_SUPPORT  /* belongs to it, but does not lead there */
};

#define PM_MAP_NO_LANE SIZE_MAX

struct pm_map_node {
    const char *name; /* unique in the picture */
    const char *text; /* parts, newlines between; not folded */
    enum pm_map_shape shape;
    size_t lane; /* PM_MAP_NO_LANE: none */
};

struct pm_map_arrow {
    size_t from;
    size_t to;
    enum pm_map_line line;
    const char *text; /* "" for none */
};

struct pm_map_key { /* what a kind of line means */
    enum pm_map_line line;
    const char *means;
};

struct pm_map {
    struct pm_arena *arena;
    const char *title;
    const char *description; /* the picture in words, of several lines; "" for none */
    bool has_swim_lanes;     /* lanes lie below each other, from the beginning to the end */
    PM_ARRAY(const char *) lanes;
    PM_ARRAY(struct pm_map_node) nodes;
    PM_ARRAY(struct pm_map_arrow) arrows; /* they lead to the right */
    PM_ARRAY(struct pm_map_key) keys;
};

/* ---- What there is ---- */

/* The n-th theory or process by the name that tells it from the others: its own, or with the plan's
 * before it (`compass.early_contact`). NULL after the last. */
const char *pm_map_theory_name(struct pm_arena *arena, const struct pm_model *model, size_t index);
const char *pm_map_process_name(struct pm_arena *arena, const struct pm_model *model, size_t index);

/* The one that this name means, with or without its plan; NULL when none does, or more than one. */
const struct pm_theory *pm_map_find_theory(struct pm_arena *arena, const struct pm_model *model,
                                           const char *name);
const struct pm_process *pm_map_find_process(struct pm_arena *arena, const struct pm_model *model,
                                             const char *name);

/* ---- As a graph ---- */

struct pm_map *pm_map_theory(struct pm_arena *arena, const struct pm_theory *theory);
struct pm_map *pm_map_process(struct pm_arena *arena, const struct pm_process *process);
struct pm_map *pm_map_organization(struct pm_arena *arena, const struct pm_model *model);
struct pm_map *pm_map_alignment(struct pm_arena *arena, const struct pm_model *model);

void pm_map_write_dot(struct pm_sink *sink, const struct pm_map *map);
void pm_map_write_mermaid(struct pm_sink *sink, const struct pm_map *map);

/* The title and the description, as the elements of an SVG that say them. */
void pm_map_write_description(struct pm_sink *sink, const struct pm_map *map);

/* ---- As text ---- */

void pm_map_write_theory(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_theory *theory);
void pm_map_write_process(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_process *process);
void pm_map_write_organization(struct pm_arena *arena, struct pm_sink *sink,
                               const struct pm_style *style, const struct pm_model *model);
void pm_map_write_alignment(struct pm_arena *arena, struct pm_sink *sink,
                            const struct pm_style *style, const struct pm_model *model);

#endif
