/* issue_change.c: changes between two revisions as issues.
 *
 * What became weaker, can no longer be compared, or has to be looked at asks for something; the rest
 * does not. The identity is made of the kind of change, its subject and both values, so that an alert
 * goes when the change is taken back, and a further one is another alert. */
#include "runtime/render/issue.h"

#include "lang/model/work.h"
#include "runtime/render/effect.h"

#include <string.h>

static enum pm_issue_outcome outcome_of(const struct pm_change *change)
{
    if (change->waiver) return PM_ISSUE_ACCEPTED;
    switch (pm_change_section(change)) {
    case PM_SECTION_WEAKER:
    case PM_SECTION_BROKEN:
    case PM_SECTION_UNDECIDABLE:
        return PM_ISSUE_WRONG;
    case PM_SECTION_STRONGER:
    case PM_SECTION_NEUTRAL:
    case PM_SECTION_WAIVED:
    case PM_SECTION_HIDDEN:
    case PM_SECTION_COUNT:
        break;
    }
    return PM_ISSUE_GOOD;
}

static enum pm_severity severity_of(const struct pm_change *change)
{
    bool is_bad = change->ambition == PM_WEAKENING || change->comparability == PM_BROKEN;
    return is_bad && !change->is_hidden ? PM_WARNING : PM_INFO;
}

/* The file of the new side with this path; false when it is gone. */
static bool has_file(struct pm_sources *sources, const char *path)
{
    for (size_t i = 0; i < sources->files.count; i++)
        if (strcmp(sources->files.items[i]->path, path) == 0) return true;
    return false;
}

/* Where the new side says it; what is gone is at the file that said it, if that is still there. */
static struct pm_issue_place place_of(struct pm_arena *arena, const struct pm_result *result,
                                      const struct pm_change *change)
{
    const struct pm_changes *changes = result->changes->changes;
    struct pm_issue_place place = {.text = ""};
    if (change->new.is_there && change->new.has_place)
        return pm_issue_place_of(arena, result, changes->new->sources, change->new.at);
    if (!change->old.is_there || !change->old.has_place) return place;
    const struct pm_source *source = pm_sources_get(changes->old->sources, change->old.at.file);
    if (!source->is_module && has_file(changes->new->sources, source->path))
        place.path = pm_issue_path(arena, result, source->path);
    return place;
}

static const char *side_text(struct pm_arena *arena, const struct pm_result *result,
                             const struct pm_change *change, bool is_new)
{
    const struct pm_changes *changes = result->changes->changes;
    const struct pm_change_side *side = is_new ? &change->new : &change->old;
    const char *word = is_new ? "after" : "before";
    if (!side->is_there) return pm_arena_format(arena, "%s: nothing", word);
    const char *place = pm_change_place(arena, is_new ? changes->new : changes->old, side);
    return pm_arena_format(arena, "%s: %s%s%s%s", word, side->text, *place ? " (" : "", place,
                           *place ? ")" : "");
}

/* "2 findings are better only because of it"; NULL: none is. */
static const char *effect_text(struct pm_arena *arena, const struct pm_result *result,
                               const struct pm_change *change)
{
    const struct pm_effect *effect = result->changes->effect;
    size_t count = 0;
    for (size_t i = 0; effect && i < effect->count; i++) {
        const struct pm_effect_finding *finding = &effect->findings[i];
        if (finding->kind != PM_EFFECT_BETTER && finding->kind != PM_EFFECT_GONE) continue;
        for (size_t cause = 0; cause < finding->cause_count; cause++)
            count += finding->causes[cause] == change;
    }
    if (!count) return NULL;
    return pm_arena_format(arena, "on the same data %s better, or no longer judged, with it",
                           pm_plural(arena, count, "finding is", "findings are"));
}

static void add_notes(struct pm_arena *arena, const struct pm_result *result,
                      const struct pm_change *change, struct pm_issue *issue)
{
    enum { MOST_NOTES = 5 };
    issue->notes = PM_NEW_ITEMS(arena, const char *, MOST_NOTES);
    if (change->old.is_there || change->new.is_there) {
        issue->notes[issue->note_count++] = side_text(arena, result, change, false);
        issue->notes[issue->note_count++] = side_text(arena, result, change, true);
    }
    if (*change->remark) issue->notes[issue->note_count++] = change->remark;
    if (!change->is_hidden) issue->notes[issue->note_count++] = change->why;
    const char *effect = effect_text(arena, result, change);
    if (effect) issue->notes[issue->note_count++] = effect;
}

static void add_change(struct pm_arena *arena, const struct pm_result *result,
                       const struct pm_change *change, struct pm_issues *out)
{
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    struct pm_issue issue = {.outcome = outcome_of(change),
                             .severity = severity_of(change),
                             .code = PM_CODE_COUNT,
                             .kind = PM_FINDING_KIND_COUNT,
                             .change = kind,
                             .fails = pm_change_fails(result->changes, change),
                             .state = "",
                             .id = "",
                             .place = place_of(arena, result, change),
                             .help = *change->help ? change->help : NULL,
                             .reason = ""};
    issue.message =
        pm_arena_format(arena, "%s `%s`: %s", change->kind, change->subject, kind->means);
    issue.key = pm_arena_format(arena, "%s:%s:%s:%s", kind->name, change->subject,
                                change->old.value, change->new.value);
    if (change->waiver) issue.reason = pm_change_waiver_text(arena, change->waiver);
    issue.group =
        issue.place.path ? issue.place.path : pm_change_section_title(pm_change_section(change));
    add_notes(arena, result, change, &issue);
    PM_PUSH(arena, &out->list, issue);
}

static void add_waiver(struct pm_arena *arena, const struct pm_result *result,
                       const struct pm_change_waiver *waiver, struct pm_issues *out)
{
    bool has_run_out = waiver->state == PM_WAIVER_EXPIRED;
    struct pm_sources *sources = result->changes->changes->new->sources;
    struct pm_issue issue = {.outcome = PM_ISSUE_WRONG,
                             .severity = PM_WARNING,
                             .code = has_run_out ? PM_WAIVE_EXPIRED : PM_WAIVE_UNUSED,
                             .kind = PM_FINDING_KIND_COUNT,
                             .fails = result->changes->fails_any,
                             .state = "",
                             .id = "",
                             .help = "take the exception out",
                             .reason = ""};
    issue.message = pm_arena_format(arena, "`%s`: %s", pm_waiver_subject_text(arena, waiver),
                                    pm_waiver_state_text(arena, waiver));
    issue.key = pm_arena_format(arena, "%s:%s", pm_issue_rule_name(&issue),
                                pm_waiver_subject_text(arena, waiver));
    issue.place = pm_issue_place_of(arena, result, sources, waiver->waiver->at);
    issue.group = issue.place.path ? issue.place.path : "exceptions";
    PM_PUSH(arena, &out->list, issue);
}

void pm_issues_add_changes(struct pm_arena *arena, const struct pm_style *style,
                           const struct pm_result *result, struct pm_issues *out)
{
    const struct pm_changes *changes = result->changes->changes;
    for (size_t i = 0; i < changes->count; i++)
        if (style->all || !changes->items[i]->is_hidden)
            add_change(arena, result, changes->items[i], out);
    for (size_t i = 0; i < changes->waiver_count; i++)
        if (changes->waivers[i].state != PM_WAIVER_USED)
            add_waiver(arena, result, &changes->waivers[i], out);
}
