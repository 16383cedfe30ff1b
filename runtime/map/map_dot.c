/* map_dot.c: a graph for Graphviz.
 *
 * Arrows are drawn first, then steps over them, and what stands on an arrow has a white ground: so
 * no line runs through a word. */
#include "runtime/map/parts.h"

enum { FOLD_WIDTH = 30, TITLE_WIDTH = 100 };

#define GAP_STYLE \
    "style=dashed, arrowhead=tee, color=firebrick, fontcolor=firebrick, constraint=false"

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

static void put_folded(struct pm_sink *sink, const struct pm_map *map, const char *text)
{
    put_quoted(sink, pm_map_fold(map->arena, text, FOLD_WIDTH));
}

/* A text as Graphviz's HTML has it. */
static void put_html(struct pm_sink *sink, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\n')
            pm_put(sink, "<BR/>");
        else if (*at == '&' || *at == '<' || *at == '>' || *at == '"')
            pm_put_format(sink, "&#%d;", *at);
        else
            pm_put_bytes(sink, at, 1);
    }
}

static void put_node(struct pm_sink *sink, const struct pm_map *map, size_t index, size_t indent)
{
    static const char *const styles[] = {
        [PM_MAP_BOX] = "",
        [PM_MAP_ROUND] = ", style=\"rounded,filled\"",
        [PM_MAP_END] = ", style=\"rounded,filled\", peripheries=2",
        [PM_MAP_EVIDENCE] = ", shape=underline",
        [PM_MAP_NOTE] = ", shape=note",
    };
    const struct pm_map_node *node = &map->nodes.items[index];
    pm_put_repeated(sink, ' ', indent);
    put_quoted(sink, node->name);
    pm_put(sink, " [label=");
    put_folded(sink, map, node->text);
    pm_put_format(sink, "%s]\n", styles[node->shape]);
}

static void put_arrow(struct pm_sink *sink, const struct pm_map *map,
                      const struct pm_map_arrow *arrow)
{
    static const char *const styles[] = {
        [PM_MAP_PLAIN] = "",
        [PM_MAP_HANDOFF] = "penwidth=2",
        [PM_MAP_GAP] = GAP_STYLE,
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
            pm_put(sink, "label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"1\" "
                         "CELLSPACING=\"0\" BGCOLOR=\"white\"><TR><TD>");
            put_html(sink, pm_map_fold(map->arena, arrow->text, FOLD_WIDTH));
            pm_put(sink, "</TD></TR></TABLE>>");
        }
        pm_put_format(sink, "%s%s]", *arrow->text && *style ? ", " : "", style);
    }
    pm_put(sink, "\n");
}

/* Lanes that run from the beginning to the end: each has an unseen point at both sides, those of
 * all lanes stand below each other, and the last ones behind every end. */
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
    put_folded(sink, map, map->lanes.items[lane]);
    pm_put(sink, "\n    labeljust=l\n");
    if (map->has_swim_lanes)
        pm_put_format(sink, "    \"begin %zu\", \"end %zu\" [shape=point, style=invis]\n", lane + 1,
                      lane + 1);
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].lane == lane) put_node(sink, map, i, 4);
    pm_put(sink, "  }\n");
}

/* The title, and below it what the lines mean. */
static void put_title(struct pm_sink *sink, const struct pm_map *map)
{
    static const char *const lines[] = {[PM_MAP_PLAIN] = "arrow",
                                        [PM_MAP_HANDOFF] = "thick arrow",
                                        [PM_MAP_GAP] = "dashed line with a bar at its end",
                                        [PM_MAP_SUPPORT] = "dotted arrow"};
    pm_put(sink, "  label=<<FONT POINT-SIZE=\"20\">");
    put_html(sink, pm_map_fold(map->arena, map->title, TITLE_WIDTH));
    pm_put(sink, "</FONT>");
    for (size_t i = 0; i < map->keys.count; i++) {
        pm_put(sink, "<BR/>");
        put_html(sink, pm_arena_format(map->arena, "%s: %s", lines[map->keys.items[i].line],
                                       map->keys.items[i].means));
    }
    pm_put(sink, "<BR/> >\n");
}

void pm_map_write_dot(struct pm_sink *sink, const struct pm_map *map)
{
    pm_put(sink, "digraph ");
    put_quoted(sink, pm_text_on_one_line(map->arena, pm_text_from(map->title)));
    pm_put(sink, " {\n");
    put_title(sink, map);
    pm_put(sink, "  labelloc=t\n"
                 "  rankdir=LR\n"
                 "  outputorder=edgesfirst\n"
                 "  graph [fontname=\"Helvetica\"]\n"
                 "  node [shape=box, style=filled, fillcolor=white, fontname=\"Helvetica\"]\n"
                 "  edge [fontname=\"Helvetica\", fontsize=11]\n");
    if (map->has_swim_lanes) pm_put(sink, "  newrank=true\n");
    for (size_t lane = 0; lane < map->lanes.count; lane++)
        put_lane(sink, map, lane);
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].lane == PM_MAP_NO_LANE) put_node(sink, map, i, 2);
    for (size_t i = 0; i < map->arrows.count; i++)
        put_arrow(sink, map, &map->arrows.items[i]);
    if (map->has_swim_lanes) put_swim_lanes(sink, map);
    pm_put(sink, "}\n");
}
