/* diff_text.c: changes for a terminal. */
#include "runtime/render/change_report.h"
#include "runtime/render/effect.h"

#include <string.h>

enum { INDENT = 4, MOST_CLAIMS = 6 };

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_change_report *report;
};

static char sign_of(const struct pm_change *change)
{
    switch (pm_change_section(change)) {
    case PM_SECTION_WEAKER:
        return '!';
    case PM_SECTION_BROKEN:
        return 'x';
    case PM_SECTION_UNDECIDABLE:
        return '?';
    case PM_SECTION_STRONGER:
        return '+';
    case PM_SECTION_NEUTRAL:
        return '~';
    case PM_SECTION_WAIVED:
        return 'w';
    case PM_SECTION_HIDDEN:
    case PM_SECTION_COUNT:
        break;
    }
    return '.';
}

static enum pm_paint paint_of(const struct pm_change *change)
{
    switch (pm_change_section(change)) {
    case PM_SECTION_WEAKER:
        return PM_PAINT_RED;
    case PM_SECTION_BROKEN:
    case PM_SECTION_UNDECIDABLE:
        return PM_PAINT_YELLOW;
    case PM_SECTION_STRONGER:
        return PM_PAINT_GREEN;
    case PM_SECTION_NEUTRAL:
    case PM_SECTION_WAIVED:
    case PM_SECTION_HIDDEN:
    case PM_SECTION_COUNT:
        break;
    }
    return PM_PAINT_DIM;
}

/* "! target_lowered  measure compass.present.contact_48h   [weakening]", the class at the right edge
 * where there is room. */
static void put_heading(const struct writing *writing, const struct pm_change *change)
{
    struct pm_sink *sink = writing->sink;
    const char *class =
        pm_arena_format(writing->arena, "%s%s", pm_change_class_text(writing->arena, change),
                        change->waiver ? ", waived" : "");
    const char *subject = pm_arena_format(writing->arena, "%s %s", change->kind, change->subject);
    char sign[2] = {sign_of(change), '\0'};
    size_t used =
        2 + strlen(pm_change_kind(change->id)->name) + 2 + pm_text_columns(pm_text_from(subject));
    size_t needed = used + 2 + strlen(class) + 2;
    size_t width = (size_t)writing->style->width;
    pm_put_painted(sink, writing->style, paint_of(change), sign);
    pm_put(sink, " ");
    pm_put_painted(sink, writing->style, PM_PAINT_BOLD, pm_change_kind(change->id)->name);
    pm_put(sink, "  ");
    pm_put_safely(sink, pm_text_from(subject));
    if (needed > width) {
        pm_put(sink, "\n");
        pm_put_repeated(sink, ' ', INDENT);
    } else {
        pm_put_repeated(sink, ' ', width - needed + 2);
    }
    pm_put_paint(sink, writing->style, paint_of(change));
    pm_put_format(sink, "[%s]", class);
    pm_put_unpaint(sink, writing->style, paint_of(change));
    pm_put(sink, "\n");
}

static void put_line(const struct writing *writing, const char *sign, const char *text)
{
    pm_put_repeated(writing->sink, ' ', INDENT);
    pm_put(writing->sink, sign);
    pm_put(writing->sink, " ");
    pm_put_wrapped(writing->sink, text, INDENT + 2, (size_t)writing->style->width);
}

static void put_side(const struct writing *writing, const struct pm_change *change, bool is_new)
{
    const struct pm_change_side *side = is_new ? &change->new : &change->old;
    const struct pm_changes *changes = writing->report->changes;
    if (!side->is_there) return;
    const char *place = pm_change_place(writing->arena, is_new ? changes->new : changes->old, side);
    enum pm_paint paint = is_new ? PM_PAINT_GREEN : PM_PAINT_RED;
    pm_put_repeated(writing->sink, ' ', INDENT);
    pm_put_painted(writing->sink, writing->style, paint, is_new ? "+ " : "- ");
    pm_put_wrapped(writing->sink,
                   pm_arena_format(writing->arena, "%s%s%s", place,
                                   *place && *side->text ? "  " : "", side->text),
                   INDENT + 2, (size_t)writing->style->width);
}

static void put_claims(const struct writing *writing, const struct pm_change *change)
{
    size_t facts = 0;
    struct pm_change_list list = pm_change_named_claims(writing->arena, change, &facts);
    size_t most = writing->style->all ? list.items.count : MOST_CLAIMS;
    if (list.items.count <= most + 1) most = list.items.count;
    if (facts)
        put_line(writing, ".",
                 pm_arena_format(writing->arena, "%zu date%s and period%s with it", facts,
                                 facts == 1 ? "" : "s", facts == 1 ? "" : "s"));
    for (size_t i = 0; i < list.items.count && i < most; i++) {
        const struct pm_change *claim = list.items.items[i];
        put_line(writing, ".",
                 pm_arena_format(writing->arena, "%s  %s %s", pm_change_kind(claim->id)->name,
                                 claim->kind, claim->subject));
    }
    if (most < list.items.count)
        put_line(
            writing, ".",
            pm_arena_format(writing->arena, "and %zu more, with --all", list.items.count - most));
}

static void put_change(const struct writing *writing, const struct pm_change *change)
{
    put_heading(writing, change);
    put_side(writing, change, false);
    put_side(writing, change, true);
    if (change->also)
        put_line(writing, "=",
                 pm_arena_format(writing->arena,
                                 "holds for %zu more that take it "
                                 "from there",
                                 change->also));
    if (*change->remark) put_line(writing, "=", change->remark);
    if (!change->is_hidden) put_line(writing, "=", change->why);
    if (change->waiver)
        put_line(writing, "=", pm_change_waiver_text(writing->arena, change->waiver));
    if (*change->help) put_line(writing, "=", change->help);
    put_claims(writing, change);
    pm_put(writing->sink, "\n");
}

/* Exceptions that fit no change, or have run out. */
static void put_idle_waivers(const struct writing *writing)
{
    const struct pm_changes *changes = writing->report->changes;
    for (size_t i = 0; i < changes->waiver_count; i++) {
        const struct pm_change_waiver *waiver = &changes->waivers[i];
        if (waiver->state == PM_WAIVER_USED) continue;
        bool has_run_out = waiver->state == PM_WAIVER_EXPIRED;
        pm_put_painted(writing->sink, writing->style, PM_PAINT_YELLOW, "?");
        pm_put_format(writing->sink, " %s  %s\n", has_run_out ? "waive_expired" : "waive_unused",
                      pm_waiver_subject_text(writing->arena, waiver));
        put_line(writing, "+", pm_waiver_place(writing->arena, changes, waiver));
        put_line(writing, "=", pm_waiver_state_text(writing->arena, waiver));
        pm_put(writing->sink, "\n");
    }
}

static void put_title(const struct writing *writing)
{
    const struct pm_change_report *report = writing->report;
    const char *title =
        pm_arena_format(writing->arena, "plan diff%s%s  %s -> %s", *report->project ? "  " : "",
                        report->project, report->old_name, report->new_name);
    pm_put_wrapped(writing->sink, title, 2, (size_t)writing->style->width);
    pm_put(writing->sink, "\n");
}

static void put_summary(const struct writing *writing)
{
    const struct pm_change_report *report = writing->report;
    struct pm_change_counts counts = pm_changes_count(report->changes);
    const char *text = pm_change_counts_text(writing->arena, report->changes);
    if (counts.hidden)
        text = pm_arena_format(writing->arena, "%s; %zu of texts, order or layout%s", text,
                               counts.hidden, writing->style->all ? "" : " with --all");
    pm_put_wrapped(writing->sink, text, 2, (size_t)writing->style->width);
}

void pm_write_changes_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_change_report *report)
{
    struct writing writing = {arena, sink, style, report};
    put_title(&writing);
    for (size_t i = 0; i < report->changes->count; i++)
        if (style->all || !report->changes->items[i]->is_hidden)
            put_change(&writing, report->changes->items[i]);
    put_idle_waivers(&writing);
    if (report->effect) pm_put_effect(arena, sink, style, report->effect);
    put_summary(&writing);
}
