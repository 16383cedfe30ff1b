/* page_years.c: two years of a plan side by side, as text and as parts of a page. */
#include "runtime/render/page.h"
#include "runtime/render/years.h"

const char *pm_fate_word(enum pm_fate fate)
{
    static const char *const words[PM_FATE_COUNT] = {[PM_FATE_DROPPED] = "dropped",
                                                     [PM_FATE_CARRIED] = "carried",
                                                     [PM_FATE_DONE] = "done",
                                                     [PM_FATE_NEW] = "new"};
    return words[fate];
}

const char *pm_promise_kind_word(enum pm_promise_kind kind)
{
    static const char *const words[PM_PROMISE_KIND_COUNT] = {[PM_PROMISE_GOAL] = "goal",
                                                             [PM_PROMISE_MEASURE] = "measure",
                                                             [PM_PROMISE_MILESTONE] = "milestone",
                                                             [PM_PROMISE_ACTION] = "action"};
    return words[kind];
}

const char *pm_promise_kind_title(enum pm_promise_kind kind)
{
    static const char *const titles[PM_PROMISE_KIND_COUNT] = {[PM_PROMISE_GOAL] = "goals",
                                                              [PM_PROMISE_MEASURE] = "measures",
                                                              [PM_PROMISE_MILESTONE] = "milestones",
                                                              [PM_PROMISE_ACTION] = "action items"};
    return titles[kind];
}

enum pm_change_id pm_promise_change(const struct pm_promise *promise)
{
    static const enum pm_change_id dropped[PM_PROMISE_KIND_COUNT] = {
        [PM_PROMISE_GOAL] = PM_CHANGE_goal_removed,
        [PM_PROMISE_MEASURE] = PM_CHANGE_measure_removed,
        [PM_PROMISE_MILESTONE] = PM_CHANGE_work_milestone_removed,
        [PM_PROMISE_ACTION] = PM_CHANGE_action_dropped_unclosed};
    static const enum pm_change_id added[PM_PROMISE_KIND_COUNT] = {
        [PM_PROMISE_GOAL] = PM_CHANGE_goal_added,
        [PM_PROMISE_MEASURE] = PM_CHANGE_measure_added,
        [PM_PROMISE_MILESTONE] = PM_CHANGE_work_milestone_added,
        [PM_PROMISE_ACTION] = PM_CHANGE_action_added};
    if (promise->fate == PM_FATE_DROPPED) return dropped[promise->kind];
    return promise->fate == PM_FATE_NEW ? added[promise->kind] : PM_CHANGE_none;
}

const char *pm_years_counts_text(struct pm_arena *arena, const struct pm_years *years,
                                 enum pm_promise_kind kind)
{
    const char *text = "";
    for (int fate = 0; fate < PM_FATE_COUNT; fate++)
        if (years->counts[kind][fate])
            text = pm_arena_format(arena, "%s%s%zu %s", text, *text ? ", " : "",
                                   years->counts[kind][fate], pm_fate_word((enum pm_fate)fate));
    return *text ? text : "none";
}

bool pm_years_fail(const struct pm_years *years)
{
    for (int kind = 0; kind < PM_PROMISE_KIND_COUNT; kind++) {
        const size_t *counts = years->counts[kind];
        if (years->fails_weakening && counts[PM_FATE_DROPPED]) return true;
        if (years->fails_any && (counts[PM_FATE_DROPPED] || counts[PM_FATE_NEW])) return true;
    }
    return false;
}

/* ---- Tables ---- */

static const char *became_text(struct pm_arena *arena, const struct pm_promise_year *year)
{
    if (!year->has_state) return "";
    const char *sign = pm_state_sign(year->state);
    const char *state = pm_state_text(arena, year->state);
    if (!*year->shown) return pm_arena_format(arena, "%s %s", sign, state);
    return pm_arena_format(arena, "%s %s (%s)", sign, state, year->shown);
}

static const char *fate_text(struct pm_arena *arena, enum pm_fate fate)
{
    static const char signs[PM_FATE_COUNT] = {[PM_FATE_DROPPED] = '-',
                                              [PM_FATE_CARRIED] = ' ',
                                              [PM_FATE_DONE] = '+',
                                              [PM_FATE_NEW] = ' '};
    return pm_arena_format(arena, "[%c] %s", signs[fate], pm_fate_word(fate));
}

static const char *what_text(struct pm_arena *arena, const struct pm_promise *promise)
{
    return pm_arena_format(arena, "%s\n%s%s%s", promise->name, promise->label,
                           *promise->where ? ", " : "", promise->where);
}

/* Of a goal what is promised are its measures. */
static const char *kept_text(struct pm_arena *arena, const struct pm_promise *promise)
{
    if (!promise->first.is_there) return "";
    if (!promise->measures) return "no measure";
    return pm_arena_format(arena, "%zu of %s met or on track", promise->kept,
                           pm_plural(arena, promise->measures, "measure", "measures"));
}

static void add_row(struct pm_table *table, const struct pm_promise *promise)
{
    struct pm_arena *arena = table->arena;
    struct pm_table_cell *cells = pm_table_add_row(table)->cells;
    cells[0].text = what_text(arena, promise);
    cells[1].text = promise->first.promised;
    cells[2].text = promise->kind == PM_PROMISE_GOAL ? kept_text(arena, promise)
                                                     : became_text(arena, &promise->first);
    cells[3].text = promise->second.promised;
    cells[4].text = became_text(arena, &promise->second);
    cells[5].text = fate_text(arena, promise->fate);
}

static struct pm_table *new_table(struct pm_arena *arena, const struct pm_years *years,
                                  enum pm_promise_kind kind)
{
    struct pm_table *table = pm_table_new(arena);
    pm_table_add_column(table, pm_promise_kind_title(kind), PM_ALIGN_LEFT);
    pm_table_add_column(table, pm_arena_format(arena, "for %s", years->first), PM_ALIGN_LEFT);
    pm_table_add_column(table, "what became of it",
                        kind == PM_PROMISE_GOAL ? PM_ALIGN_LEFT : PM_ALIGN_STATE);
    pm_table_add_column(table, pm_arena_format(arena, "for %s", years->second), PM_ALIGN_LEFT);
    pm_table_add_column(table, "so far", PM_ALIGN_STATE);
    pm_table_add_column(table, "fate", PM_ALIGN_STATE);
    return table;
}

static void add_kind(struct pm_page *page, const struct pm_style *style,
                     const struct pm_years *years, enum pm_promise_kind kind)
{
    struct pm_table *table = new_table(page->arena, years, kind);
    size_t rest = 0;
    for (size_t i = 0; i < years->count; i++) {
        if (years->promises[i].kind != kind) continue;
        if (style->all || table->rows.count < PM_PAGE_ROWS)
            add_row(table, &years->promises[i]);
        else
            rest++;
    }
    if (!table->rows.count) return;
    pm_page_heading(page, 2,
                    pm_arena_format(page->arena, "%s: %s", pm_promise_kind_title(kind),
                                    pm_years_counts_text(page->arena, years, kind)));
    pm_page_table(page, "", table);
    if (rest)
        pm_page_paragraph(page, pm_arena_format(page->arena, "and %zu more, with --all", rest));
}

void pm_page_add_years(struct pm_page *page, const struct pm_style *style,
                       const struct pm_years *years)
{
    char day[16] = "";
    if (years->as_of != PM_NO_DAY) pm_format_day(years->as_of, day);
    pm_page_paragraph(
        page, pm_arena_format(page->arena,
                              "%s to %s, as of %s%s, for the %s audience: what was promised, what "
                              "became of it, what was promised next",
                              years->first, years->second, *day ? day : "no day",
                              years->is_newest ? " (newest data)" : "",
                              pm_audience_name(years->audience)));
    for (int kind = 0; kind < PM_PROMISE_KIND_COUNT; kind++)
        add_kind(page, style, years, (enum pm_promise_kind)kind);
    if (!years->count) pm_page_paragraph(page, "no plan covers either year");
}

void pm_write_years_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_years *years)
{
    struct pm_page page = {.arena = arena};
    pm_page_add_years(&page, style, years);
    pm_page_put_text(&page, sink, style);
}
