/* explained_change.c: what a kind of change means. */
#include "runtime/render/explained.h"

#include <string.h>

/* "weakening; strengthening where less is better; figures can no longer be compared" */
static const char *class_text(struct pm_arena *arena, const struct pm_change_kind *kind)
{
    static const char *const comparabilities[PM_COMPARABILITY_COUNT] = {
        [PM_BROKEN] = "; figures before and after can no longer be compared",
        [PM_BRIDGED] = "; the plan says that figures before and after are not the same thing",
        [PM_KEPT] = ""};
    const char *turned = "";
    if (kind->sign == PM_SIGN_DIRECTION)
        turned = pm_arena_format(arena, " where more is better, %s where less is better",
                                 pm_ambition_name(pm_change_kind(kind->mirror)->ambition));
    return pm_arena_format(arena, "%s%s%s", pm_ambition_name(kind->ambition), turned,
                           comparabilities[kind->comparability]);
}

/* A text as a sentence of its own. */
static const char *sentence(struct pm_arena *arena, const char *text)
{
    char *out = pm_arena_format(arena, "%s.", text);
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = (char)(out[0] - 'a' + 'A');
    return out;
}

void pm_write_change_kind_text(struct pm_arena *arena, struct pm_sink *sink,
                               const struct pm_style *style, enum pm_change_id id)
{
    const struct pm_change_kind *kind = pm_change_kind(id);
    size_t width = (size_t)style->width;
    bool is_own = kind->mirror == id;
    pm_put_painted(sink, style, PM_PAINT_BOLD, kind->name);
    pm_put_wrapped(sink, pm_arena_format(arena, ": %s", kind->means), strlen(kind->name) + 2,
                   width);
    pm_put_wrapped(sink, class_text(arena, kind), 0, width);
    pm_put(sink, "\n");
    pm_put_wrapped(sink, sentence(arena, kind->why), 0, width);
    const char *mirror = kind->mirror == PM_CHANGE_none
                             ? pm_arena_format(arena, "no name, for %s", pm_change_no_mirror(id))
                             : pm_arena_format(arena, is_own ? "the same" : "%s",
                                               pm_change_kind(kind->mirror)->name);
    pm_put(sink, "\n");
    pm_put_wrapped(sink, pm_arena_format(arena, "the other way round: %s", mirror), 2, width);
    pm_put_wrapped(sink,
                   pm_arena_format(arena,
                                   "to accept one: `waive %s for SUBJECT [from VALUE to VALUE] "
                                   "until DATE by \"WHO\" \"WHY\"`",
                                   kind->name),
                   2, width);
}

void pm_write_change_kind_json(struct pm_sink *sink, enum pm_change_id id)
{
    const struct pm_change_kind *kind = pm_change_kind(id);
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_explained_change);
    pm_json_text(&json, PM_KEY_explained_change_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_explained_change_tool);
    pm_json_text(&json, PM_KEY_explained_change_id, kind->name);
    pm_json_text(&json, PM_KEY_explained_change_area, kind->area);
    pm_json_text(&json, PM_KEY_explained_change_ambition, pm_ambition_name(kind->ambition));
    pm_json_bool(&json, PM_KEY_explained_change_by_direction, kind->sign == PM_SIGN_DIRECTION);
    pm_json_text(&json, PM_KEY_explained_change_comparability,
                 pm_comparability_name(kind->comparability));
    pm_json_text(&json, PM_KEY_explained_change_means, kind->means);
    pm_json_text(&json, PM_KEY_explained_change_why, kind->why);
    if (kind->mirror != PM_CHANGE_none)
        pm_json_text(&json, PM_KEY_explained_change_mirror, pm_change_kind(kind->mirror)->name);
    pm_json_text_unless_empty(&json, PM_KEY_explained_change_no_mirror, pm_change_no_mirror(id));
    pm_json_close(&json);
}
