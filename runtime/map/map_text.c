/* map_text.c: theories and processes as text. */
#include "runtime/map/parts.h"

#include "runtime/render/table.h"

#include <string.h>

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
};

/* A text with a word before it, wrapped below itself. */
static void write_line(const struct writing *writing, size_t indent, const char *word,
                       size_t word_width, const char *text)
{
    size_t size = strlen(word);
    size_t least = *word ? 1 : 0;
    pm_put_repeated(writing->sink, ' ', indent);
    pm_put(writing->sink, word);
    pm_put_repeated(writing->sink, ' ', size < word_width ? word_width - size : least);
    pm_put_wrapped(writing->sink, text, indent + word_width, (size_t)writing->style->width);
}

static void write_heading(const struct writing *writing, const char *text)
{
    pm_put(writing->sink, "\n");
    pm_put_painted(writing->sink, writing->style, PM_PAINT_BOLD, text);
    pm_put(writing->sink, "\n");
}

/* ---- Theories ---- */

enum { LINK_WIDTH = 6, FACT_WIDTH = 10 };

static void write_evidence(const struct writing *writing, const struct pm_theory_link *link)
{
    for (size_t i = 0; i < link->shown_count; i++) {
        const struct pm_evidence_reference *shown = &link->shown[i];
        const char *text =
            pm_arena_format(writing->arena, "%s  %s", pm_map_evidence_name(writing->arena, shown),
                            pm_map_evidence(writing->arena, shown));
        write_line(writing, 2 + LINK_WIDTH, "shown by", FACT_WIDTH, text);
    }
    if (!link->shown_count && link->kind != PM_LINK_ASSUME)
        write_line(writing, 2 + LINK_WIDTH, "shown by", FACT_WIDTH, "nothing");
}

static void write_link(const struct writing *writing, const struct pm_theory_link *link)
{
    if (link->kind == PM_LINK_ASSUME)
        write_line(writing, 2 + LINK_WIDTH, "", 0, link->text);
    else
        write_line(writing, 2, pm_map_link_word(link->kind), LINK_WIDTH, link->text);
    for (size_t i = 0; i < link->by_count; i++)
        write_line(
            writing, 2 + LINK_WIDTH, "by", FACT_WIDTH,
            pm_arena_format(writing->arena, "%s  %s", link->by[i]->name, link->by[i]->label));
    if (link->after_days)
        write_line(writing, 2 + LINK_WIDTH, "after", FACT_WIDTH,
                   pm_map_days(writing->arena, link->after_days));
    write_evidence(writing, link);
}

void pm_map_write_theory(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_theory *theory)
{
    struct writing writing = {arena, sink, style};
    const struct pm_goal *goal = theory->goal;
    pm_map_put_named(arena, sink, style, 0, theory->name, theory->label);
    for (size_t i = 0; i < theory->link_count; i++) {
        bool begins_assumptions = theory->links[i].kind == PM_LINK_ASSUME &&
                                  (!i || theory->links[i - 1].kind != PM_LINK_ASSUME);
        pm_put(sink, begins_assumptions ? "\n  provided that\n" : "");
        if (theory->links[i].kind != PM_LINK_ASSUME) pm_put(sink, "\n");
        write_link(&writing, &theory->links[i]);
    }
    pm_put(sink, "\n");
    write_line(&writing, 2, "for", LINK_WIDTH,
               pm_arena_format(arena, "%s.%s  %s", goal->plan->name, goal->name, goal->label));
}

/* ---- Processes ---- */

enum { WORD_WIDTH = 14 };

enum { MOST_LANES = PM_MOST_COLUMNS - 1 }; /* beside a column for the steps */

struct lanes {
    const struct pm_unit_reference *units[MOST_LANES];
    size_t count;
    bool are_too_many; /* for the columns of a table */
};

static size_t lane_of(const struct lanes *lanes, const struct pm_step *step)
{
    const struct pm_unit_reference *unit = pm_map_lane_unit(step);
    size_t lane = 0;
    while (lane < lanes->count && !pm_map_is_same_unit(lanes->units[lane], unit))
        lane++;
    return lane;
}

static struct lanes lanes_of(const struct pm_process *process)
{
    struct lanes lanes = {.count = 0};
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (!pm_map_lane_unit(step) || lane_of(&lanes, step) < lanes.count) continue;
        if (lanes.count == MOST_LANES) {
            lanes.are_too_many = true;
            break;
        }
        lanes.units[lanes.count++] = pm_map_lane_unit(step);
    }
    return lanes;
}

/* One row a step, its name in the column of its unit. */
static struct pm_table *make_lane_table(const struct writing *writing,
                                        const struct pm_process *process, const struct lanes *lanes)
{
    struct pm_table *table = pm_table_new(writing->arena);
    for (size_t i = 0; i < lanes->count; i++)
        pm_table_add_column(table, pm_map_unit_label(writing->arena, lanes->units[i]),
                            PM_ALIGN_LEFT);
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        size_t lane = lane_of(lanes, step);
        if (lane == lanes->count) continue;
        struct pm_table_row *row = pm_table_add_row(table);
        row->cells[lane].text =
            step->is_end ? pm_arena_format(writing->arena, "(%s)", step->name) : step->name;
    }
    return table;
}

/* Where the lanes are too wide together: they are numbered, and a step has a mark in its own. */
static void write_numbered_lanes(const struct writing *writing, const struct pm_process *process,
                                 const struct lanes *lanes)
{
    enum { NUMBER_WIDTH = 4 };
    struct pm_table *table = pm_table_new(writing->arena);
    pm_table_add_column(table, "step", PM_ALIGN_LEFT);
    for (size_t i = 0; i < lanes->count; i++) {
        const char *number = pm_arena_format(writing->arena, "%zu", i + 1);
        pm_table_add_column(table, number, PM_ALIGN_RIGHT);
        write_line(writing, 2, number, NUMBER_WIDTH,
                   pm_map_unit_label(writing->arena, lanes->units[i]));
    }
    for (size_t i = 0; i < process->step_count; i++) {
        size_t lane = lane_of(lanes, process->steps[i]);
        if (lane == lanes->count) continue;
        struct pm_table_row *row = pm_table_add_row(table);
        row->cells[0].text = process->steps[i]->name;
        row->cells[lane + 1].text = "x";
    }
    pm_put(writing->sink, "\n");
    pm_table_write(table, writing->sink, writing->style, 2);
}

static void write_lanes(const struct writing *writing, const struct pm_process *process)
{
    struct lanes lanes = lanes_of(process);
    if (!lanes.count || lanes.are_too_many) return;
    struct pm_table *table = make_lane_table(writing, process, &lanes);
    pm_put(writing->sink, "\n");
    if (pm_table_fits(table, writing->style, 2))
        pm_table_write(table, writing->sink, writing->style, 2);
    else
        write_numbered_lanes(writing, process, &lanes);
}

/* What a step is: its label, whose it is, when it is taken, its times. */
static const char *step_text(struct pm_arena *arena, const struct pm_step *step)
{
    struct pm_buffer text;
    const char *times = pm_map_times(arena, step);
    pm_buffer_start(&text, arena);
    pm_put(&text.sink, step->label);
    if (step->unit) pm_put_format(&text.sink, ", by %s", pm_map_unit_label(arena, step->unit));
    if (*step->when) pm_put_format(&text.sink, ", when \"%s\"", step->when);
    if (*times) pm_put_format(&text.sink, ", %s", times);
    if (step->is_end) pm_put(&text.sink, " (end)");
    return pm_buffer_text(&text);
}

static void write_all_steps(const struct writing *writing, const struct pm_process *process)
{
    size_t widest = 0;
    for (size_t i = 0; i < process->step_count; i++)
        if (strlen(process->steps[i]->name) > widest) widest = strlen(process->steps[i]->name);
    write_heading(writing, "steps");
    for (size_t i = 0; i < process->step_count; i++)
        write_line(writing, 2, process->steps[i]->name, widest + 2,
                   step_text(writing->arena, process->steps[i]));
}

static const char *arrow_text(struct pm_arena *arena, const struct pm_flow *flow)
{
    return pm_arena_format(arena, "%s -> %s", flow->from->name, flow->to->name);
}

/* "Academics to Performance Management, when "no match": Notice (E-mail)" */
static const char *handoff_text(struct pm_arena *arena, const struct pm_flow *flow)
{
    struct pm_buffer text;
    const char *given = pm_map_given(arena, flow);
    pm_buffer_start(&text, arena);
    pm_put_format(&text.sink, "%s to %s", pm_map_unit_label(arena, flow->from->unit),
                  pm_map_unit_label(arena, flow->to->unit));
    if (*flow->when) pm_put_format(&text.sink, ", when \"%s\"", flow->when);
    pm_put_format(&text.sink, ": %s", *given ? given : "nothing is said to be given");
    return pm_buffer_text(&text);
}

static void write_handoffs(const struct writing *writing, const struct pm_process *process)
{
    struct pm_flows flows = pm_map_flows(writing->arena, process);
    size_t widest = 0;
    write_heading(writing, "handed over between units");
    for (size_t i = 0; i < flows.list.count; i++) {
        size_t size = strlen(arrow_text(writing->arena, &flows.list.items[i]));
        if (flows.list.items[i].is_handoff && size > widest) widest = size;
    }
    for (size_t i = 0; i < flows.list.count; i++) {
        const struct pm_flow *flow = &flows.list.items[i];
        if (!flow->is_handoff) continue;
        write_line(writing, 2, arrow_text(writing->arena, flow), widest + 2,
                   handoff_text(writing->arena, flow));
    }
    if (!widest) write_line(writing, 2, "", 0, "nothing");
}

/* "nobody watches the break, between call and visit" */
static const char *gap_text(struct pm_arena *arena, const struct pm_process_gap *gap)
{
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    pm_put(&text.sink, gap->text);
    for (size_t i = 0; i < gap->between_count; i++)
        pm_put_format(&text.sink, "%s%s", i ? " and " : ", between ", gap->between[i]->name);
    return pm_buffer_text(&text);
}

static void write_gaps(const struct writing *writing, const char *word,
                       const struct pm_process_gap *const *gaps, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_line(writing, 2, word, WORD_WIDTH, gap_text(writing->arena, gaps[i]));
}

static void write_steps(const struct writing *writing, const char *word,
                        const struct pm_step *const *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *unit = pm_map_unit_label(writing->arena, steps[i]->unit);
        const char *text =
            pm_arena_format(writing->arena, "%s  %s%s%s%s", steps[i]->name, steps[i]->label,
                            *unit ? " (" : "", unit, *unit ? ")" : "");
        write_line(writing, 2, word, WORD_WIDTH, text);
    }
}

/* How many hand-offs there are, and with how many of them nothing is said to be given. */
static const char *count_handoffs(struct pm_arena *arena, const struct pm_process *process)
{
    struct pm_flows flows = pm_map_flows(arena, process);
    size_t count = 0;
    size_t silent = 0;
    for (size_t i = 0; i < flows.list.count; i++) {
        count += flows.list.items[i].is_handoff;
        silent += flows.list.items[i].is_handoff && !flows.list.items[i].given_count;
    }
    return pm_arena_format(arena, "%zu, %zu of them with nothing given", count, silent);
}

static void write_comparison(const struct writing *writing, const struct pm_process *process)
{
    const struct pm_process *before = process->replaces;
    if (!before) return;
    struct pm_comparison found = pm_map_compare(writing->arena, before, process);
    write_heading(writing, pm_arena_format(writing->arena, "compared with %s", before->name));
    write_gaps(writing, "gap closed", found.closed.items, found.closed.count);
    write_gaps(writing, "gap left", found.left.items, found.left.count);
    write_gaps(writing, "gap new", found.opened.items, found.opened.count);
    write_steps(writing, "step new", found.new_steps.items, found.new_steps.count);
    write_steps(writing, "step moved", found.moved_steps.items, found.moved_steps.count);
    write_steps(writing, "step dropped", found.dropped_steps.items, found.dropped_steps.count);
    write_line(writing, 2, "hand-offs", WORD_WIDTH, count_handoffs(writing->arena, process));
    write_line(writing, 2, "before", WORD_WIDTH, count_handoffs(writing->arena, before));
}

void pm_map_write_process(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_process *process)
{
    struct writing writing = {arena, sink, style};
    const char *before = process->replaces ? process->replaces->name : "";
    pm_map_put_named(arena, sink, style, 0, process->name,
                     pm_arena_format(arena, "%s, %s%s%s", process->label,
                                     process->is_to_be ? "to be" : "as is",
                                     *before ? ", in place of " : "", before));
    for (size_t i = 0; i < process->serve_count; i++)
        write_line(&writing, 2, "for", WORD_WIDTH, process->serves[i]->label);
    if (*process->trigger) write_line(&writing, 2, "begins with", WORD_WIDTH, process->trigger);
    if (*process->outcome) write_line(&writing, 2, "leads to", WORD_WIDTH, process->outcome);
    write_lanes(&writing, process);
    write_all_steps(&writing, process);
    write_handoffs(&writing, process);
    if (process->gap_count) write_heading(&writing, "gaps");
    for (size_t i = 0; i < process->gap_count; i++)
        write_line(&writing, 2, "", 0, gap_text(arena, &process->gaps[i]));
    write_comparison(&writing, process);
}
