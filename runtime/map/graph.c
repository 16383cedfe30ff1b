#include "runtime/map/parts.h"

#include <string.h>

struct pm_map *pm_map_new(struct pm_arena *arena, const char *title)
{
    struct pm_map *map = PM_NEW(arena, struct pm_map);
    map->arena = arena;
    map->title = title;
    map->description = "";
    return map;
}

size_t pm_map_add_lane(struct pm_map *map, const char *label)
{
    PM_PUSH(map->arena, &map->lanes, label);
    return map->lanes.count - 1;
}

size_t pm_map_add_node(struct pm_map *map, enum pm_map_shape shape, size_t lane, const char *name,
                       const char *text)
{
    struct pm_map_node node = {.name = name, .text = text, .shape = shape, .lane = lane};
    PM_PUSH(map->arena, &map->nodes, node);
    return map->nodes.count - 1;
}

void pm_map_add_arrow(struct pm_map *map, size_t from, size_t to, enum pm_map_line line,
                      const char *text)
{
    struct pm_map_arrow arrow = {.from = from, .to = to, .line = line, .text = text};
    PM_PUSH(map->arena, &map->arrows, arrow);
}

size_t pm_map_find_node(const struct pm_map *map, const char *name)
{
    for (size_t i = 0; i < map->nodes.count; i++)
        if (strcmp(map->nodes.items[i].name, name) == 0) return i;
    return SIZE_MAX;
}

void pm_map_add_key(struct pm_map *map, enum pm_map_line line, const char *means)
{
    struct pm_map_key key = {line, means};
    for (size_t i = 0; i < map->arrows.count; i++) {
        if (map->arrows.items[i].line != line) continue;
        PM_PUSH(map->arena, &map->keys, key);
        return;
    }
}

const char *pm_map_fold(struct pm_arena *arena, const char *text, size_t columns)
{
    struct pm_buffer folded;
    pm_buffer_start(&folded, arena);
    for (const char *line = text; *line;) {
        size_t size = strcspn(line, "\n");
        struct pm_text rest =
            pm_text_from(pm_text_on_one_line(arena, (struct pm_text){line, size}));
        while (rest.size) {
            size_t take = pm_text_break(rest, columns);
            if (folded.size) pm_put(&folded.sink, "\n");
            pm_put_bytes(&folded.sink, rest.bytes, take);
            rest = pm_text_trim((struct pm_text){rest.bytes + take, rest.size - take});
        }
        line += size + (line[size] == '\n');
    }
    return pm_buffer_text(&folded);
}

static void put_xml(struct pm_sink *sink, const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at == '&' || *at == '<' || *at == '>')
            pm_put_format(sink, "&#%d;", *at);
        else
            pm_put_bytes(sink, at, 1);
}

void pm_map_write_description(struct pm_sink *sink, const struct pm_map *map)
{
    pm_put(sink, "<title>");
    put_xml(sink, pm_text_on_one_line(map->arena, pm_text_from(map->title)));
    pm_put(sink, "</title>\n<desc>");
    put_xml(sink, map->description);
    pm_put(sink, "</desc>\n");
}
