/* map_mermaid.c: a flowchart for Mermaid, as Markdown pages show it.
 *
 * Nodes are called n1, n2 ..., since words such as `end` may not name one. Texts stand in quotes;
 * what means something to Mermaid or to HTML is written as its number. */
#include "runtime/map/parts.h"

#include <string.h>

static void put_text(struct pm_sink *sink, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\n')
            pm_put(sink, "<br/>");
        else if (*at == '"')
            pm_put(sink, "#quot;");
        else if (strchr("#<>&`\\", *at))
            pm_put_format(sink, "#%d;", *at);
        else
            pm_put_bytes(sink, at, 1);
    }
}

/* The lines of a text, each without control letters; Mermaid folds them. */
static const char *lines_of(struct pm_arena *arena, const char *text)
{
    return pm_map_fold(arena, text, SIZE_MAX);
}

static void put_node(struct pm_sink *sink, const struct pm_map *map, size_t index, size_t indent)
{
    static const char *const shapes[][2] = {
        [PM_MAP_BOX] = {"[\"", "\"]"},   [PM_MAP_ROUND] = {"(\"", "\")"},
        [PM_MAP_END] = {"([\"", "\"])"}, [PM_MAP_EVIDENCE] = {"[/\"", "\"/]"},
        [PM_MAP_NOTE] = {">\"", "\"]"},
    };
    const struct pm_map_node *node = &map->nodes.items[index];
    pm_put_repeated(sink, ' ', indent);
    pm_put_format(sink, "n%zu%s", index + 1, shapes[node->shape][0]);
    put_text(sink, lines_of(map->arena, node->text));
    pm_put_format(sink, "%s\n", shapes[node->shape][1]);
}

static void put_arrow(struct pm_sink *sink, const struct pm_map *map,
                      const struct pm_map_arrow *arrow)
{
    static const char *const lines[] = {[PM_MAP_PLAIN] = "-->",
                                        [PM_MAP_HANDOFF] = "==>",
                                        [PM_MAP_GAP] = "-.-x",
                                        [PM_MAP_SUPPORT] = "-.->"};
    pm_put_format(sink, "  n%zu %s", arrow->from + 1, lines[arrow->line]);
    if (*arrow->text) {
        pm_put(sink, "|\"");
        put_text(sink, lines_of(map->arena, arrow->text));
        pm_put(sink, "\"|");
    }
    pm_put_format(sink, " n%zu\n", arrow->to + 1);
}

/* The title, in YAML's double quotes. */
static void put_title(struct pm_sink *sink, struct pm_arena *arena, const char *title)
{
    pm_put(sink, "---\ntitle: \"");
    for (const char *at = pm_text_on_one_line(arena, pm_text_from(title)); *at; at++) {
        if (*at == '"' || *at == '\\') pm_put(sink, "\\");
        pm_put_bytes(sink, at, 1);
    }
    pm_put(sink, "\"\n---\n");
}

/* For those who hear the page: a `}` would end it. */
static void put_description(struct pm_sink *sink, const struct pm_map *map)
{
    pm_put_format(sink, "  accTitle: %s\n",
                  pm_text_on_one_line(map->arena, pm_text_from(map->title)));
    if (!*map->description) return;
    pm_put(sink, "  accDescr {\n");
    for (const char *at = map->description; *at;) {
        size_t size = strcspn(at, "\n");
        if (size) pm_put(sink, "    ");
        for (size_t i = 0; i < size; i++)
            pm_put_bytes(sink, at[i] == '}' ? ")" : at + i, 1);
        pm_put(sink, "\n");
        at += size + (at[size] == '\n');
    }
    pm_put(sink, "  }\n");
}

/* What the lines mean, in a note. */
static void put_keys(struct pm_sink *sink, const struct pm_map *map)
{
    static const char *const lines[] = {[PM_MAP_PLAIN] = "arrow",
                                        [PM_MAP_HANDOFF] = "thick arrow",
                                        [PM_MAP_GAP] = "dotted line with a cross at its end",
                                        [PM_MAP_SUPPORT] = "dotted arrow"};
    if (!map->keys.count) return;
    pm_put(sink, "  key>\"");
    for (size_t i = 0; i < map->keys.count; i++) {
        const struct pm_map_key *key = &map->keys.items[i];
        put_text(sink, pm_arena_format(map->arena, "%s%s: %s", i ? "\n" : "", lines[key->line],
                                       key->means));
    }
    pm_put(sink, "\"]\n");
}

void pm_map_write_mermaid(struct pm_sink *sink, const struct pm_map *map)
{
    put_title(sink, map->arena, map->title);
    pm_put(sink, "flowchart LR\n");
    put_description(sink, map);
    put_keys(sink, map);
    for (size_t lane = 0; lane < map->lanes.count; lane++) {
        pm_put_format(sink, "  subgraph lane%zu[\"", lane + 1);
        put_text(sink, lines_of(map->arena, map->lanes.items[lane]));
        pm_put(sink, "\"]\n    direction LR\n");
        for (size_t i = 0; i < map->nodes.count; i++)
            if (map->nodes.items[i].lane == lane) put_node(sink, map, i, 4);
        pm_put(sink, "  end\n");
    }
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].lane == PM_MAP_NO_LANE) put_node(sink, map, i, 2);
    for (size_t i = 0; i < map->arrows.count; i++)
        put_arrow(sink, map, &map->arrows.items[i]);
}
