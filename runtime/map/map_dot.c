/* map_dot.c: a graph for Graphviz. */
#include "runtime/map/parts.h"

/* A text in quotes: `"` and `\` have a `\` before them, lines end in \n. */
static void put_quoted(struct pm_sink *sink, const char *text)
{
    pm_put(sink, "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '\n') {
            pm_put(sink, "\\n");
            continue;
        }
        if (*at == '"' || *at == '\\') pm_put(sink, "\\");
        pm_put_bytes(sink, at, 1);
    }
    pm_put(sink, "\"");
}

static void put_node(struct pm_sink *sink, const struct pm_map_node *node, size_t indent)
{
    static const char *const styles[] = {
        [PM_MAP_BOX] = "",
        [PM_MAP_ROUND] = ", style=rounded",
        [PM_MAP_END] = ", style=rounded, peripheries=2",
        [PM_MAP_EVIDENCE] = ", shape=plain",
        [PM_MAP_NOTE] = ", shape=note",
    };
    pm_put_repeated(sink, ' ', indent);
    put_quoted(sink, node->name);
    pm_put(sink, " [label=");
    put_quoted(sink, node->text);
    pm_put_format(sink, "%s]\n", styles[node->shape]);
}

static void put_arrow(struct pm_sink *sink, const struct pm_map *map,
                      const struct pm_map_arrow *arrow)
{
    static const char *const styles[] = {
        [PM_MAP_PLAIN] = "",
        [PM_MAP_HANDOFF] = "penwidth=2",
        [PM_MAP_GAP] = "style=dashed, color=firebrick, fontcolor=firebrick, constraint=false",
        [PM_MAP_SUPPORT] = "style=dotted",
    };
    const char *style = styles[arrow->line];
    pm_put(sink, "  ");
    put_quoted(sink, map->nodes.items[arrow->from].name);
    pm_put(sink, " -> ");
    put_quoted(sink, map->nodes.items[arrow->to].name);
    if (*arrow->text || *style) {
        pm_put(sink, " [");
        if (*arrow->text) {
            pm_put(sink, "label=");
            put_quoted(sink, arrow->text);
        }
        pm_put_format(sink, "%s%s]", *arrow->text && *style ? ", " : "", style);
    }
    pm_put(sink, "\n");
}

/* Lanes that run from the beginning to the end: each has an unseen point at both sides, those of all
 * lanes stand below each other, and the last ones behind every end. */
static void put_swim_lanes(struct pm_sink *sink, const struct pm_map *map)
{
    static const char *const sides[] = {"begin", "end"};
    for (size_t side = 0; side < 2; side++) {
        pm_put(sink, "  { rank=same ;");
        for (size_t lane = 0; lane < map->lanes.count; lane++)
            pm_put_format(sink, " \"%s %zu\"", sides[side], lane + 1);
        pm_put(sink, " }\n");
        for (size_t lane = 0; lane + 1 < map->lanes.count; lane++)
            pm_put_format(sink, "  \"%s %zu\" -> \"%s %zu\" [style=invis]\n", sides[side], lane + 1,
                          sides[side], lane + 2);
    }
    for (size_t i = 0; i < map->nodes.count; i++) {
        const struct pm_map_node *node = &map->nodes.items[i];
        if (node->lane == PM_MAP_NO_LANE) continue;
        pm_put_format(sink, "  \"begin %zu\" -> ", node->lane + 1);
        put_quoted(sink, node->name);
        pm_put(sink, " -> ");
        pm_put_format(sink, "\"end %zu\" [style=invis]\n", node->lane + 1);
    }
}

static void put_lane(struct pm_sink *sink, const struct pm_map *map, size_t lane)
{
    pm_put_format(sink, "  subgraph cluster_%zu {\n    label=", lane + 1);
    put_quoted(sink, pm_map_fold(map->arena, map->lanes.items[lane]));
    pm_put(sink, "\n    labeljust=l\n");
    if (map->has_swim_lanes)
        pm_put_format(sink, "    \"begin %zu\", \"end %zu\" [shape=point, style=invis]\n", lane + 1,
                      lane + 1);
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].lane == lane) put_node(sink, &map->nodes.items[i], 4);
    pm_put(sink, "  }\n");
}

void pm_map_write_dot(struct pm_sink *sink, const struct pm_map *map)
{
    static const char *const directions[] = {
        [PM_MAP_RIGHT] = "LR", [PM_MAP_DOWN] = "TB", [PM_MAP_UP] = "BT"};
    pm_put(sink, "digraph plan {\n  label=");
    put_quoted(sink, pm_map_fold(map->arena, map->title));
    pm_put_format(sink, "\n  labelloc=t\n  rankdir=%s\n", directions[map->direction]);
    pm_put(sink, "  graph [fontname=\"Helvetica\"]\n"
                 "  node [shape=box, fontname=\"Helvetica\"]\n"
                 "  edge [fontname=\"Helvetica\", fontsize=10]\n");
    if (map->has_swim_lanes) pm_put(sink, "  newrank=true\n");
    for (size_t lane = 0; lane < map->lanes.count; lane++)
        put_lane(sink, map, lane);
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].lane == PM_MAP_NO_LANE) put_node(sink, &map->nodes.items[i], 2);
    for (size_t i = 0; i < map->arrows.count; i++)
        put_arrow(sink, map, &map->arrows.items[i]);
    if (map->has_swim_lanes) put_swim_lanes(sink, map);
    pm_put(sink, "}\n");
}
