/* effect_text.c: what the plan alone changed about findings, for a terminal. */
#include "runtime/render/effect.h"

#include <string.h>

enum { INDENT = 4, MOST_FINDINGS = 30, MOST_PLAIN = 8 };

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
};

/* A sentence without the marks around names. */
static const char *plain(struct pm_arena *arena, const char *text)
{
    char *copy = pm_arena_copy_text(arena, text, strlen(text));
    char *to = copy;
    for (const char *at = copy; *at; at++)
        if (*at != '`') *to++ = *at;
    *to = '\0';
    return copy;
}

static const char *side_text(struct pm_arena *arena, const struct pm_effect_side *side)
{
    if (!side->is_there) return "not there";
    const char *state = pm_state_text(arena, side->state);
    return *side->shown ? pm_arena_format(arena, "%s (%s)", state, side->shown) : state;
}

static void put_finding(const struct writing *writing, const struct pm_effect_finding *finding)
{
    struct pm_arena *arena = writing->arena;
    const char *line = pm_arena_format(
        arena, "%s -> %s  (%s)", side_text(arena, &finding->old), side_text(arena, &finding->new),
        plain(arena, pm_effect_causes(arena, finding, writing->style->all)));
    pm_put_repeated(writing->sink, ' ', INDENT);
    pm_put_safely(writing->sink, pm_text_from(finding->id));
    pm_put(writing->sink, "\n");
    pm_put_repeated(writing->sink, ' ', INDENT + 4);
    pm_put_wrapped(writing->sink, line, INDENT + 6, (size_t)writing->style->width);
}

/* What is new or gone is told in short: it is seen in the changes, too. */
static size_t most_of(const struct pm_style *style, enum pm_effect_kind kind)
{
    if (style->all) return SIZE_MAX;
    return kind == PM_EFFECT_GONE || kind == PM_EFFECT_NEW ? MOST_PLAIN : MOST_FINDINGS;
}

static void put_kind(const struct writing *writing, const struct pm_effect *effect,
                     enum pm_effect_kind kind)
{
    size_t most = most_of(writing->style, kind);
    size_t count = 0;
    if (!effect->counts[kind]) return;
    pm_put_format(writing->sink, "  %s\n", pm_effect_title(kind));
    for (size_t i = 0; i < effect->count; i++) {
        if (effect->findings[i].kind != kind) continue;
        if (count++ < most) put_finding(writing, &effect->findings[i]);
    }
    if (count > most) {
        pm_put_repeated(writing->sink, ' ', INDENT);
        pm_put_format(writing->sink, "and %zu more, with --all\n", count - most);
    }
}

void pm_put_effect(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                   const struct pm_effect *effect)
{
    struct writing writing = {arena, sink, style};
    char day[16];
    pm_format_day(effect->as_of, day);
    const char *title =
        pm_arena_format(arena, "Effect on the same data, as of %s%s%s%s: %s", day,
                        effect->is_newest ? " (newest data)" : "",
                        effect->audience == PM_INTERNAL ? "" : ", for the audience ",
                        effect->audience == PM_INTERNAL ? "" : pm_audience_name(effect->audience),
                        pm_effect_summary(arena, effect));
    const char *limits = pm_effect_limits(arena, effect);
    pm_put_wrapped(sink, title, 2, (size_t)style->width);
    if (*limits) {
        pm_put(sink, "  ");
        pm_put_wrapped(sink, plain(arena, limits), 4, (size_t)style->width);
    }
    for (int kind = 0; kind < PM_EFFECT_KIND_COUNT; kind++)
        put_kind(&writing, effect, (enum pm_effect_kind)kind);
    pm_put(sink, "\n");
}
