/* diff_parts.c: what all forms of a report on changes share. */
#include "runtime/render/change_report.h"

#include "lang/model/work.h"

enum pm_change_section pm_change_section(const struct pm_change *change)
{
    if (change->is_hidden) return PM_SECTION_HIDDEN;
    if (change->waiver) return PM_SECTION_WAIVED;
    if (change->ambition == PM_WEAKENING) return PM_SECTION_WEAKER;
    if (change->comparability == PM_BROKEN) return PM_SECTION_BROKEN;
    if (change->ambition == PM_UNDECIDABLE) return PM_SECTION_UNDECIDABLE;
    return change->ambition == PM_STRENGTHENING ? PM_SECTION_STRONGER : PM_SECTION_NEUTRAL;
}

const char *pm_change_section_title(enum pm_change_section section)
{
    static const char *const titles[PM_SECTION_COUNT] = {
        [PM_SECTION_WEAKER] = "What became weaker",
        [PM_SECTION_BROKEN] = "What can no longer be compared",
        [PM_SECTION_UNDECIDABLE] = "What the plan alone does not decide",
        [PM_SECTION_STRONGER] = "What became stronger",
        [PM_SECTION_NEUTRAL] = "What else changed",
        [PM_SECTION_WAIVED] = "What is accepted as an exception",
        [PM_SECTION_HIDDEN] = "Texts, order and layout",
    };
    return titles[section];
}

bool pm_change_fails(const struct pm_change_report *report, const struct pm_change *change)
{
    if (change->is_hidden || change->waiver) return false;
    return report->fails_any || (report->fails_weakening && change->ambition == PM_WEAKENING) ||
           (report->fails_broken && change->comparability == PM_BROKEN);
}

bool pm_changes_fail(const struct pm_change_report *report)
{
    bool has_idle = pm_changes_count_waivers(report->changes, PM_WAIVER_UNUSED) ||
                    pm_changes_count_waivers(report->changes, PM_WAIVER_EXPIRED);
    if (report->fails_any && has_idle) return true;
    for (size_t i = 0; i < report->changes->count; i++)
        if (pm_change_fails(report, report->changes->items[i])) return true;
    return false;
}

const char *pm_change_waiver_text(struct pm_arena *arena, const struct pm_waiver *waiver)
{
    char day[16];
    pm_format_day(waiver->until_day, day);
    return pm_arena_format(arena, "waived until %s by %s: %s", day, waiver->by, waiver->reason);
}

const char *pm_waiver_state_text(struct pm_arena *arena, const struct pm_change_waiver *waiver)
{
    char day[16];
    pm_format_day(waiver->waiver->until_day, day);
    if (waiver->state == PM_WAIVER_EXPIRED)
        return pm_arena_format(arena, "this exception ran out on %s", day);
    return "nothing changed in the way that this exception accepts";
}

const char *pm_waiver_subject_text(struct pm_arena *arena, const struct pm_change_waiver *waiver)
{
    return pm_arena_format(arena, "%s for %s", waiver->waiver->change,
                           waiver->waiver->subject.name);
}

const char *pm_change_class_text(struct pm_arena *arena, const struct pm_change *change)
{
    const char *ambition = pm_ambition_name(change->ambition);
    switch (change->comparability) {
    case PM_BROKEN:
        if (change->ambition == PM_UNDECIDABLE || change->ambition == PM_NEUTRAL)
            return "breaks comparability";
        return pm_arena_format(arena, "%s, breaks comparability", ambition);
    case PM_BRIDGED:
        return pm_arena_format(arena, "%s, break declared", ambition);
    case PM_KEPT:
    case PM_COMPARABILITY_COUNT:
        break;
    }
    return ambition;
}

const char *pm_change_place(struct pm_arena *arena, const struct pm_compilation *compilation,
                            const struct pm_change_side *side)
{
    if (!side->is_there || !side->has_place) return "";
    struct pm_place place = pm_sources_place(compilation->sources, side->at.file, side->at.begin);
    const char *path = pm_sources_get(compilation->sources, side->at.file)->path;
    return pm_arena_format(arena, "%s:%u", path, place.line);
}

const char *pm_waiver_place(struct pm_arena *arena, const struct pm_changes *changes,
                            const struct pm_change_waiver *waiver)
{
    struct pm_change_side side = {.is_there = true, .has_place = true, .at = waiver->waiver->at};
    return pm_change_place(arena, changes->new, &side);
}

static const char *add_count(struct pm_arena *arena, const char *text, size_t count,
                             const char *what)
{
    if (!count) return text;
    return pm_arena_format(arena, "%s%s%zu %s", text, *text ? ", " : "", count, what);
}

const char *pm_change_counts_text(struct pm_arena *arena, const struct pm_changes *changes)
{
    struct pm_change_counts counts = pm_changes_count(changes);
    const char *breaks = counts.broken == 1 ? "breaks comparability" : "break comparability";
    const char *text = "";
    text = add_count(arena, text, counts.ambitions[PM_WEAKENING], "weakening");
    text = add_count(arena, text, counts.ambitions[PM_UNDECIDABLE], "undecidable");
    text = add_count(arena, text, counts.ambitions[PM_STRENGTHENING], "strengthening");
    text = add_count(arena, text, counts.ambitions[PM_NEUTRAL], "neutral");
    if (counts.broken || counts.bridged)
        text = pm_arena_format(arena, "%s; of them %s", text,
                               add_count(arena, add_count(arena, "", counts.broken, breaks),
                                         counts.bridged, "with a declared break"));
    if (!*text) text = counts.waived ? "nothing else" : "no changes";
    return counts.waived ? pm_arena_format(arena, "%s; %zu waived", text, counts.waived) : text;
}

static void add_claims(struct pm_arena *arena, struct pm_change_list *list,
                       const struct pm_change *change)
{
    for (size_t i = 0; i < change->claim_count; i++) {
        PM_PUSH(arena, &list->items, change->claims[i]);
        add_claims(arena, list, change->claims[i]);
    }
}

static bool is_plain_fact(enum pm_change_id id)
{
    return id == PM_CHANGE_fact_changed || id == PM_CHANGE_fact_added ||
           id == PM_CHANGE_fact_removed;
}

struct pm_change_list pm_change_named_claims(struct pm_arena *arena, const struct pm_change *change,
                                             size_t *facts)
{
    struct pm_change_list all = pm_change_claims(arena, change);
    struct pm_change_list named = {{0}};
    for (size_t i = 0; i < all.items.count; i++)
        if (!is_plain_fact(all.items.items[i]->id))
            PM_PUSH(arena, &named.items, all.items.items[i]);
    *facts = all.items.count - named.items.count;
    return named;
}

struct pm_change_list pm_change_claims(struct pm_arena *arena, const struct pm_change *change)
{
    struct pm_change_list list = {{0}};
    add_claims(arena, &list, change);
    return list;
}
