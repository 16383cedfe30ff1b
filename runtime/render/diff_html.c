/* diff_html.c: changes as one page that needs nothing else, to read on a screen or on paper. */
#include "runtime/render/change_report.h"
#include "runtime/render/page.h"

#include <string.h>

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_change_report *report;
};

static const char style_sheet[] =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}\n"
    "h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid #767676}\n"
    "article{margin:1.2rem 0;padding-left:.9rem;border-left:.3rem solid #767676}\n"
    "article.weaker{border-color:#b00020}article.broken,article.undecidable{border-color:#8a5a00}\n"
    "article.stronger{border-color:#1b6e20}\n"
    "h3{font-size:1rem;margin:0}.class{font-weight:normal;color:#444}\n"
    "dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;margin:.3rem 0}\n"
    "dt{color:#444}dd{margin:0}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}\n"
    ".place{color:#444;font-size:.85rem}p{margin:.3rem 0}ul{margin:.2rem 0}\n"
    "@media print{body{margin:0;max-width:none}article{break-inside:avoid}}\n";

/* Of what stands in tables. */
static const char table_style_sheet[] =
    "table{border-collapse:collapse}caption{text-align:left;color:#444;padding:.25rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid "
    "#767676}\n"
    "tbody th{font-weight:normal}th code,td code{overflow-wrap:normal}\n"
    ".scroll{overflow-x:auto;margin:.75rem 0}.s{white-space:nowrap}\n"
    ".s i{font-style:normal;display:inline-block;width:1.3em}\n"
    ".good{color:#1b6e20}.near{color:#8a5a00}.bad{color:#b00020}\n";

static void put_text(struct pm_sink *sink, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            pm_put(sink, "&amp;");
            break;
        case '<':
            pm_put(sink, "&lt;");
            break;
        case '>':
            pm_put(sink, "&gt;");
            break;
        case '"':
            pm_put(sink, "&quot;");
            break;
        default:
            pm_put_bytes(sink, (unsigned char)*text < 0x20 ? " " : text, 1);
        }
    }
}

static void put_element(struct pm_sink *sink, const char *name, const char *text)
{
    pm_put_format(sink, "<%s>", name);
    put_text(sink, text);
    pm_put_format(sink, "</%s>", name);
}

/* A sentence of the program's own, in which backquotes stand around words of the language. */
static void put_marked(const struct writing *writing, const char *text)
{
    for (bool is_code = false; *text; is_code = !is_code) {
        size_t size = strcspn(text, "`");
        const char *part = pm_arena_copy_text(writing->arena, text, size);
        if (is_code)
            put_element(writing->sink, "code", part);
        else
            put_text(writing->sink, part);
        text += size + (text[size] == '`');
    }
}

static const char *class_of(enum pm_change_section section)
{
    static const char *const classes[PM_SECTION_COUNT] = {[PM_SECTION_WEAKER] = "weaker",
                                                          [PM_SECTION_BROKEN] = "broken",
                                                          [PM_SECTION_UNDECIDABLE] = "undecidable",
                                                          [PM_SECTION_STRONGER] = "stronger",
                                                          [PM_SECTION_NEUTRAL] = "neutral",
                                                          [PM_SECTION_WAIVED] = "waived",
                                                          [PM_SECTION_HIDDEN] = "hidden"};
    return classes[section];
}

static void put_side(const struct writing *writing, const struct pm_change *change, bool is_new)
{
    const struct pm_change_side *side = is_new ? &change->new : &change->old;
    const struct pm_changes *changes = writing->report->changes;
    const char *place = pm_change_place(writing->arena, is_new ? changes->new : changes->old, side);
    pm_put(writing->sink, is_new ? "<dt>after</dt><dd>" : "<dt>before</dt><dd>");
    if (!side->is_there) pm_put(writing->sink, "nothing");
    if (side->is_there && *side->text) put_element(writing->sink, "code", side->text);
    if (*place) {
        pm_put(writing->sink, " <span class=\"place\">");
        put_text(writing->sink, place);
        pm_put(writing->sink, "</span>");
    }
    pm_put(writing->sink, "</dd>\n");
}

static void put_claims(const struct writing *writing, const struct pm_change *change)
{
    size_t facts = 0;
    struct pm_change_list list = pm_change_named_claims(writing->arena, change, &facts);
    if (facts)
        pm_put_format(writing->sink, "<p>%zu date%s and period%s with it</p>\n", facts,
                      facts == 1 ? "" : "s", facts == 1 ? "" : "s");
    if (!list.items.count) return;
    pm_put_format(writing->sink, "<details><summary>%zu change%s with it</summary><ul>\n",
                  list.items.count, list.items.count == 1 ? "" : "s");
    for (size_t i = 0; i < list.items.count; i++) {
        const struct pm_change *claim = list.items.items[i];
        pm_put(writing->sink, "<li>");
        put_text(writing->sink, claim->kind);
        pm_put(writing->sink, " ");
        put_element(writing->sink, "code", claim->subject);
        pm_put(writing->sink, ": ");
        put_marked(writing, pm_change_kind(claim->id)->means);
        pm_put(writing->sink, "</li>\n");
    }
    pm_put(writing->sink, "</ul></details>\n");
}

static void put_paragraph(struct pm_sink *sink, const char *text)
{
    if (!*text) return;
    put_element(sink, "p", text);
    pm_put(sink, "\n");
}

static void put_change(const struct writing *writing, const struct pm_change *change)
{
    struct pm_sink *sink = writing->sink;
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    pm_put_format(sink, "<article class=\"%s\">\n<h3>", class_of(pm_change_section(change)));
    put_text(sink, change->kind);
    pm_put(sink, " ");
    put_element(sink, "code", change->subject);
    pm_put(sink, ": ");
    put_marked(writing, kind->means);
    pm_put(sink, " <span class=\"class\">(");
    put_text(sink, kind->name);
    pm_put(sink, ", ");
    put_text(sink, pm_change_class_text(writing->arena, change));
    pm_put(sink, ")</span></h3>\n");
    if (change->old.is_there || change->new.is_there) {
        pm_put(sink, "<dl>");
        put_side(writing, change, false);
        put_side(writing, change, true);
        pm_put(sink, "</dl>\n");
    }
    if (!change->is_hidden) {
        pm_put(sink, "<p>");
        put_marked(writing, change->why);
        pm_put(sink, "</p>\n");
    }
    if (change->also)
        put_paragraph(sink,
                      pm_arena_format(writing->arena, "holds for %zu more that take it from there",
                                      change->also));
    put_paragraph(sink, change->remark);
    if (change->waiver) put_paragraph(sink, pm_change_waiver_text(writing->arena, change->waiver));
    put_claims(writing, change);
    pm_put(sink, "</article>\n");
}

static void put_section(const struct writing *writing, enum pm_change_section section)
{
    const struct pm_changes *changes = writing->report->changes;
    bool has_any = false;
    if (section == PM_SECTION_HIDDEN && !writing->style->all) return;
    for (size_t i = 0; i < changes->count; i++) {
        if (pm_change_section(changes->items[i]) != section) continue;
        if (!has_any) {
            pm_put(writing->sink, "<section>\n");
            put_element(writing->sink, "h2", pm_change_section_title(section));
            pm_put(writing->sink, "\n");
        }
        has_any = true;
        put_change(writing, changes->items[i]);
    }
    if (has_any) pm_put(writing->sink, "</section>\n");
}

static void put_idle_waivers(const struct writing *writing)
{
    const struct pm_changes *changes = writing->report->changes;
    bool has_any = false;
    for (size_t i = 0; i < changes->waiver_count; i++) {
        const struct pm_change_waiver *waiver = &changes->waivers[i];
        if (waiver->state == PM_WAIVER_USED) continue;
        if (!has_any)
            pm_put(writing->sink, "<section>\n<h2>Exceptions that accept nothing</h2>\n<ul>\n");
        has_any = true;
        pm_put(writing->sink, "<li>");
        put_element(writing->sink, "code", pm_waiver_subject_text(writing->arena, waiver));
        pm_put(writing->sink, " <span class=\"place\">");
        put_text(writing->sink, pm_waiver_place(writing->arena, changes, waiver));
        pm_put(writing->sink, "</span>: ");
        put_text(writing->sink, pm_waiver_state_text(writing->arena, waiver));
        pm_put(writing->sink, "</li>\n");
    }
    if (has_any) pm_put(writing->sink, "</ul>\n</section>\n");
}

void pm_write_changes_html(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_change_report *report)
{
    struct writing writing = {arena, sink, style, report};
    struct pm_change_counts counts = pm_changes_count(report->changes);
    const char *title = pm_arena_format(arena, "Changes of the plan%s%s",
                                        *report->project ? ": " : "", report->project);
    pm_put(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put_element(sink, "title", title);
    pm_put(sink, "\n<style>\n");
    pm_put(sink, style_sheet);
    if (report->effect) pm_put(sink, table_style_sheet);
    pm_put(sink, "</style>\n</head>\n<body>\n<main>\n");
    put_element(sink, "h1", title);
    pm_put(sink, "\n<p>From ");
    put_element(sink, "code", report->old_name);
    pm_put(sink, " to ");
    put_element(sink, "code", report->new_name);
    pm_put_format(sink, ": %s.</p>\n", pm_change_counts_text(arena, report->changes));
    if (report->effect && report->effect->counts[PM_EFFECT_BETTER])
        pm_put_format(sink, "<p><strong>%s</strong></p>\n",
                      pm_effect_headline(arena, report->effect));
    for (int section = 0; section < PM_SECTION_COUNT; section++)
        put_section(&writing, (enum pm_change_section)section);
    put_idle_waivers(&writing);
    if (report->effect) {
        struct pm_page page = {.arena = arena};
        pm_page_add_effect(&page, style, report->effect);
        pm_page_put_html(&page, sink);
    }
    if (counts.hidden && !style->all)
        pm_put_format(sink, "<p>%zu change%s of texts, order or layout %s not listed.</p>\n",
                      counts.hidden, counts.hidden == 1 ? "" : "s",
                      counts.hidden == 1 ? "is" : "are");
    pm_put(sink, "</main>\n</body>\n</html>\n");
}
