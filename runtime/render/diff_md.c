/* diff_md.c: changes in Markdown, for a board's packet or a comment on a forge. */
#include "runtime/render/change_report.h"
#include "runtime/render/page.h"

#include <string.h>

enum { MOST_CLAIMS = 12 };

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_change_report *report;
};

/* Text in which nothing is markup. */
static void put_plain(struct pm_sink *sink, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_{}[]<>#|~", *text)) pm_put(sink, "\\");
        pm_put_bytes(sink, *text == '\n' ? " " : text, 1);
    }
}

/* The most backquotes that stand together in a text. */
static size_t longest_run(const char *text)
{
    size_t longest = 0;
    for (size_t run; *text; text += run ? run : 1) {
        run = strspn(text, "`");
        if (run > longest) longest = run;
    }
    return longest;
}

static void put_code(struct pm_sink *sink, const char *text)
{
    size_t marks = longest_run(text) + 1;
    const char *blank = marks > 1 ? " " : "";
    pm_put_repeated(sink, '`', marks);
    pm_put(sink, blank);
    pm_put_safely(sink, pm_text_from(text));
    pm_put(sink, blank);
    pm_put_repeated(sink, '`', marks);
}

/* A sentence of the program's own, in which backquotes stand around words of the language. */
static void put_marked(struct pm_sink *sink, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "`");
        for (size_t i = 0; i < plain; i++) {
            if (strchr("\\*_{}[]<>#|~", text[i])) pm_put(sink, "\\");
            pm_put_bytes(sink, text + i, 1);
        }
        text += plain;
        if (!*text) return;
        size_t code = strcspn(text + 1, "`");
        pm_put_bytes(sink, text, code + 1 + (text[code + 1] == '`'));
        text += code + 1 + (text[code + 1] == '`');
    }
}

static void put_sentence(struct pm_sink *sink, struct pm_arena *arena, const char *text)
{
    char *copy = pm_arena_copy_text(arena, text, strlen(text));
    if (*copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 'a' + 'A');
    put_marked(sink, copy);
    pm_put(sink, ".");
}

static void put_side(const struct writing *writing, const struct pm_change *change, bool is_new)
{
    const struct pm_change_side *side = is_new ? &change->new : &change->old;
    const struct pm_changes *changes = writing->report->changes;
    const struct pm_change_side *other = is_new ? &change->old : &change->new;
    if (!side->is_there && !other->is_there) return;
    const char *place = pm_change_place(writing->arena, is_new ? changes->new : changes->old, side);
    pm_put(writing->sink, is_new ? "    - after: " : "    - before: ");
    if (!side->is_there) {
        pm_put(writing->sink, "(nothing)\n");
        return;
    }
    if (*side->text) put_code(writing->sink, side->text);
    if (*place) {
        pm_put(writing->sink, *side->text ? " (" : "");
        put_plain(writing->sink, place);
        pm_put(writing->sink, *side->text ? ")" : "");
    }
    pm_put(writing->sink, "\n");
}

static void put_claims(const struct writing *writing, const struct pm_change *change)
{
    size_t facts = 0;
    struct pm_change_list list = pm_change_named_claims(writing->arena, change, &facts);
    size_t most = writing->style->all ? list.items.count : MOST_CLAIMS;
    if (facts)
        pm_put_format(writing->sink, "    - %zu date%s and period%s with it\n", facts,
                      facts == 1 ? "" : "s", facts == 1 ? "" : "s");
    if (!list.items.count) return;
    if (list.items.count <= most + 1) most = list.items.count;
    pm_put(writing->sink, "    - with it:");
    for (size_t i = 0; i < list.items.count && i < most; i++) {
        const struct pm_change *claim = list.items.items[i];
        pm_put(writing->sink, i ? ", " : " ");
        put_plain(writing->sink, claim->kind);
        pm_put(writing->sink, " ");
        put_code(writing->sink, claim->subject);
        pm_put(writing->sink, " (");
        put_code(writing->sink, pm_change_kind(claim->id)->name);
        pm_put(writing->sink, ")");
    }
    if (most < list.items.count)
        pm_put_format(writing->sink, ", and %zu more", list.items.count - most);
    pm_put(writing->sink, "\n");
}

static void put_change(const struct writing *writing, const struct pm_change *change)
{
    struct pm_sink *sink = writing->sink;
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    pm_put(sink, "- **");
    put_plain(sink, change->kind);
    pm_put(sink, "** ");
    put_code(sink, change->subject);
    pm_put(sink, ": ");
    put_marked(sink, kind->means);
    pm_put(sink, ".");
    if (!change->is_hidden) {
        pm_put(sink, " ");
        put_sentence(sink, writing->arena, change->why);
    }
    pm_put_format(sink, " *%s* (", pm_change_class_text(writing->arena, change));
    put_code(sink, kind->name);
    pm_put(sink, ")\n");
    put_side(writing, change, false);
    put_side(writing, change, true);
    if (change->also)
        pm_put_format(sink, "    - holds for %zu more that take it from there\n", change->also);
    if (*change->remark) {
        pm_put(sink, "    - ");
        put_plain(sink, change->remark);
        pm_put(sink, "\n");
    }
    if (change->waiver) {
        pm_put(sink, "    - ");
        put_plain(sink, pm_change_waiver_text(writing->arena, change->waiver));
        pm_put(sink, "\n");
    }
    put_claims(writing, change);
}

static void put_section(const struct writing *writing, enum pm_change_section section)
{
    const struct pm_changes *changes = writing->report->changes;
    bool has_any = false;
    if (section == PM_SECTION_HIDDEN && !writing->style->all) return;
    for (size_t i = 0; i < changes->count; i++) {
        if (pm_change_section(changes->items[i]) != section) continue;
        if (!has_any) pm_put_format(writing->sink, "\n## %s\n\n", pm_change_section_title(section));
        has_any = true;
        put_change(writing, changes->items[i]);
    }
}

static void put_idle_waivers(const struct writing *writing)
{
    const struct pm_changes *changes = writing->report->changes;
    bool has_any = false;
    for (size_t i = 0; i < changes->waiver_count; i++) {
        const struct pm_change_waiver *waiver = &changes->waivers[i];
        if (waiver->state == PM_WAIVER_USED) continue;
        if (!has_any) pm_put(writing->sink, "\n## Exceptions that accept nothing\n\n");
        has_any = true;
        pm_put(writing->sink, "- ");
        put_code(writing->sink, pm_waiver_subject_text(writing->arena, waiver));
        pm_put(writing->sink, " (");
        put_plain(writing->sink, pm_waiver_place(writing->arena, changes, waiver));
        pm_put_format(writing->sink, "): %s\n", pm_waiver_state_text(writing->arena, waiver));
    }
}

void pm_write_changes_md(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_change_report *report)
{
    struct writing writing = {arena, sink, style, report};
    struct pm_change_counts counts = pm_changes_count(report->changes);
    pm_put(sink, "# Changes of the plan");
    if (*report->project) {
        pm_put(sink, ": ");
        put_plain(sink, report->project);
    }
    pm_put(sink, "\n\nFrom ");
    put_code(sink, report->old_name);
    pm_put(sink, " to ");
    put_code(sink, report->new_name);
    pm_put_format(sink, ": %s.\n", pm_change_counts_text(arena, report->changes));
    if (report->effect && report->effect->counts[PM_EFFECT_BETTER])
        pm_put_format(sink, "\n**%s**\n", pm_effect_headline(arena, report->effect));
    for (int section = 0; section < PM_SECTION_COUNT; section++)
        put_section(&writing, (enum pm_change_section)section);
    put_idle_waivers(&writing);
    if (report->effect) {
        struct pm_page page = {.arena = arena};
        pm_page_add_effect(&page, style, report->effect);
        pm_page_put_md(&page, sink);
    }
    if (counts.hidden && !style->all)
        pm_put_format(sink, "\n%zu change%s of texts, order or layout %s not listed.\n",
                      counts.hidden, counts.hidden == 1 ? "" : "s",
                      counts.hidden == 1 ? "is" : "are");
}
