/* organization.c: the units, who leads them, and what belongs to what. */
#include "runtime/map/parts.h"

#include <string.h>

static const char *unit_name(struct pm_arena *arena, const struct pm_unit *unit)
{
    return pm_arena_format(arena, "unit %s", unit->name);
}

static const char *set_name(struct pm_arena *arena, const struct pm_unit_set *set)
{
    return pm_arena_format(arena, "units %s", set->name);
}

/* "School Climate (division)", and who leads it below. */
static const char *unit_text(struct pm_arena *arena, const struct pm_unit *unit)
{
    bool has_kind = *unit->kind;
    return pm_arena_format(arena, "%s%s%s%s%s%s", unit->label, has_kind ? " (" : "", unit->kind,
                           has_kind ? ")" : "", *unit->lead ? "\n" : "", unit->lead);
}

static void add_nodes(struct pm_map *map, const struct pm_model *model)
{
    struct pm_arena *arena = map->arena;
    for (size_t i = 0; i < model->unit_count; i++)
        pm_map_add_node(map, PM_MAP_BOX, PM_MAP_NO_LANE, unit_name(arena, model->units[i]),
                        unit_text(arena, model->units[i]));
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *set = model->unit_sets[i];
        pm_map_add_node(
            map, PM_MAP_ROUND, PM_MAP_NO_LANE, set_name(arena, set),
            pm_arena_format(arena, "%s\nas many as %s has", set->name, set->source->name));
    }
}

struct pm_map *pm_map_organization(struct pm_arena *arena, const struct pm_model *model)
{
    const char *title = model->project->label ? model->project->label : "";
    struct pm_map *map = pm_map_new(arena, title);
    add_nodes(map, model);
    for (size_t i = 0; i < model->unit_count; i++) {
        const struct pm_unit *unit = model->units[i];
        if (!unit->above) continue;
        size_t above = pm_map_find_node(map, unit_name(arena, unit->above));
        if (above != SIZE_MAX) pm_map_add_arrow(map, above, i, PM_MAP_PLAIN, "");
    }
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *set = model->unit_sets[i];
        const char *name = NULL;
        if (set->within_set)
            name = set_name(arena, set->within_set);
        else if (set->above)
            name = unit_name(arena, set->above);
        size_t above = name ? pm_map_find_node(map, name) : SIZE_MAX;
        if (above != SIZE_MAX)
            pm_map_add_arrow(map, above, model->unit_count + i, PM_MAP_PLAIN, "");
    }
    pm_map_add_key(map, PM_MAP_PLAIN, "leads to what belongs to it");
    return map;
}

/* ---- As text ---- */

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_model *model;
};

static void write_line(const struct writing *writing, size_t depth, const char *name,
                       const char *what, const char *kind, const char *lead)
{
    const char *text = pm_arena_format(writing->arena, "%s%s%s%s%s%s", what, *kind ? " (" : "",
                                       kind, *kind ? ")" : "", *lead ? ": " : "", lead);
    pm_map_put_named(writing->arena, writing->sink, writing->style, 2 * depth, name, text);
}

static void write_set(const struct writing *writing, const struct pm_unit_set *set, size_t depth)
{
    const struct pm_model *model = writing->model;
    const char *what = pm_arena_format(writing->arena, "as many as `%s` has", set->source->name);
    write_line(writing, depth, set->name, what, set->kind, "");
    for (size_t i = 0; i < model->unit_set_count; i++)
        if (model->unit_sets[i]->within_set == set && model->unit_sets[i] != set)
            write_set(writing, model->unit_sets[i], depth + 1);
}

/* Units in the order written; each with what belongs to it. Units nest as deep as blocks. */
static void write_below(const struct writing *writing, const struct pm_unit *above, size_t depth)
{
    const struct pm_model *model = writing->model;
    for (size_t i = 0; i < model->unit_count; i++) {
        const struct pm_unit *unit = model->units[i];
        if (unit->above != above) continue;
        write_line(writing, depth, unit->name, unit->label, unit->kind, unit->lead);
        write_below(writing, unit, depth + 1);
    }
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *set = model->unit_sets[i];
        if (set->above == above && !set->within_set) write_set(writing, set, depth);
    }
}

void pm_map_write_organization(struct pm_arena *arena, struct pm_sink *sink,
                               const struct pm_style *style, const struct pm_model *model)
{
    struct writing writing = {arena, sink, style, model};
    if (!model->unit_count && !model->unit_set_count) pm_put(sink, "this project has no units\n");
    write_below(&writing, NULL, 0);
}
