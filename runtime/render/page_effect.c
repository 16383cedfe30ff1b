/* page_effect.c: what the plan alone changed about findings, as parts of a page. */
#include "runtime/render/effect.h"
#include "runtime/render/page.h"

enum { MOST_CAUSES = 3 };

const char *pm_effect_word(enum pm_effect_kind kind)
{
    static const char *const words[PM_EFFECT_KIND_COUNT] = {
        [PM_EFFECT_BETTER] = "better", [PM_EFFECT_GONE] = "gone",   [PM_EFFECT_WORSE] = "worse",
        [PM_EFFECT_NEW] = "new",       [PM_EFFECT_OTHER] = "other",
    };
    return words[kind];
}

const char *pm_effect_title(enum pm_effect_kind kind)
{
    static const char *const titles[PM_EFFECT_KIND_COUNT] = {
        [PM_EFFECT_BETTER] = "better only because the plan changed",
        [PM_EFFECT_GONE] = "no longer judged",
        [PM_EFFECT_WORSE] = "worse only because the plan changed",
        [PM_EFFECT_NEW] = "judged for the first time",
        [PM_EFFECT_OTHER] = "judged in another way",
    };
    return titles[kind];
}

static const char *add_part(struct pm_arena *arena, const char *text, size_t count,
                            const char *what)
{
    if (!count) return text;
    return pm_arena_format(arena, "%s%s%zu %s", text, *text ? ", " : "", count, what);
}

const char *pm_effect_summary(struct pm_arena *arena, const struct pm_effect *effect)
{
    const char *text = "";
    for (int kind = 0; kind < PM_EFFECT_KIND_COUNT; kind++)
        text =
            add_part(arena, text, effect->counts[kind], pm_effect_title((enum pm_effect_kind)kind));
    if (!*text) text = "no finding differs because of the plan";
    if (effect->unchanged)
        text = pm_arena_format(arena, "%s; %zu as they were", text, effect->unchanged);
    if (effect->other_periods)
        text =
            pm_arena_format(arena, "%s; %zu asked of another period", text, effect->other_periods);
    if (effect->not_shown)
        text = pm_arena_format(arena, "%s; %zu may not be shown", text, effect->not_shown);
    if (effect->hidden_now)
        text = pm_arena_format(arena, "%s; %zu hidden by the new privacy rules", text,
                               effect->hidden_now);
    if (effect->shown_now)
        text = pm_arena_format(arena, "%s; %zu shown by the new privacy rules", text,
                               effect->shown_now);
    return text;
}

const char *pm_effect_headline(struct pm_arena *arena, const struct pm_effect *effect)
{
    size_t count = effect->counts[PM_EFFECT_BETTER];
    if (!count) return "";
    return pm_arena_format(arena, "%zu finding%s better only because the plan changed.", count,
                           count == 1 ? " is" : "s are");
}

const char *pm_effect_limits(struct pm_arena *arena, const struct pm_effect *effect)
{
    const char *text = "";
    for (size_t i = 0; i < effect->unlike_count; i++)
        text = pm_arena_format(arena, "%s%s`%s` (%s side)", text, i ? ", " : "",
                               effect->unlike[i].name, effect->unlike[i].is_old ? "old" : "new");
    if (!*text) return "";
    return pm_arena_format(arena,
                           "not told for %s: the rows in the store are not what these sources "
                           "declare: %s",
                           pm_plural(arena, effect->untold, "finding", "findings"), text);
}

const char *pm_effect_causes(struct pm_arena *arena, const struct pm_effect_finding *finding,
                             bool all)
{
    const char *text = "";
    size_t count = 0;
    size_t rest = 0;
    for (size_t i = 0; i < finding->cause_count; i++) {
        bool is_said = false;
        for (size_t before = 0; before < i; before++)
            is_said = is_said || finding->causes[before]->id == finding->causes[i]->id;
        if (is_said) continue;
        if (!all && count == MOST_CAUSES) {
            rest++;
            continue;
        }
        text = pm_arena_format(arena, "%s%s`%s`", text, count++ ? ", " : "",
                               pm_change_kind(finding->causes[i]->id)->name);
    }
    if (rest) text = pm_arena_format(arena, "%s and %zu more", text, rest);
    return *text ? text : "several changes together";
}

static const char *side_text(struct pm_arena *arena, const struct pm_effect_side *side)
{
    if (!side->is_there) return "[ ] not there";
    const char *state = pm_state_text(arena, side->state);
    const char *sign = pm_state_sign(side->state);
    if (!*side->shown) return pm_arena_format(arena, "%s %s", sign, state);
    return pm_arena_format(arena, "%s %s (%s)", sign, state, side->shown);
}

/* The rows of a kind; returns how many there was no room for. */
static size_t add_rows(struct pm_table *table, const struct pm_style *style,
                       const struct pm_effect *effect, enum pm_effect_kind kind)
{
    size_t rest = 0;
    for (size_t i = 0; i < effect->count; i++) {
        const struct pm_effect_finding *finding = &effect->findings[i];
        if (finding->kind != kind) continue;
        if (!style->all && table->rows.count >= PM_PAGE_ROWS) {
            rest++;
            continue;
        }
        struct pm_table_cell *cells = pm_table_add_row(table)->cells;
        cells[0].text = pm_arena_format(table->arena, "`%s`", finding->id);
        cells[1].text = side_text(table->arena, &finding->old);
        cells[2].text = side_text(table->arena, &finding->new);
        cells[3].text = pm_effect_causes(table->arena, finding, style->all);
    }
    return rest;
}

void pm_page_add_effect(struct pm_page *page, const struct pm_style *style,
                        const struct pm_effect *effect)
{
    char day[16];
    struct pm_arena *arena = page->arena;
    pm_format_day(effect->as_of, day);
    pm_page_heading(page, 2, "Effect on the same data");
    pm_page_paragraph(page,
                      pm_arena_format(arena, "both judged as of %s%s, for the %s audience: %s", day,
                                      effect->is_newest ? " (newest data)" : "",
                                      pm_audience_name(effect->audience),
                                      pm_effect_summary(arena, effect)));
    pm_page_paragraph(page, pm_effect_limits(arena, effect));
    for (int kind = 0; kind < PM_EFFECT_KIND_COUNT; kind++) {
        struct pm_table *table = pm_table_new(arena);
        pm_table_add_column(table, "finding", PM_ALIGN_LEFT);
        pm_table_add_column(table, "before", PM_ALIGN_STATE);
        pm_table_add_column(table, "now", PM_ALIGN_STATE);
        pm_table_add_column(table, "because of", PM_ALIGN_LEFT);
        size_t rest = add_rows(table, style, effect, (enum pm_effect_kind)kind);
        pm_page_table(page, pm_effect_title((enum pm_effect_kind)kind), table);
        if (rest)
            pm_page_paragraph(page, pm_arena_format(arena, "and %zu more, with `--all`", rest));
    }
}
