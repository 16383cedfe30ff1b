/* diff_json.c: changes as a JSON document. */
#include "runtime/render/change_report.h"

#include "lang/model/work.h"
#include "runtime/render/effect.h"
#include "runtime/render/report.h"

static void write_side(struct pm_json *json, enum pm_json_key key,
                       const struct pm_compilation *compilation, const struct pm_change_side *side)
{
    if (!side->is_there) return;
    pm_json_open(json, key);
    pm_json_text_unless_empty(json, PM_KEY_change_side_text, side->text);
    pm_json_text_unless_empty(json, PM_KEY_change_side_value, side->value);
    if (side->has_amount)
        pm_json_ratio(json, PM_KEY_change_side_amount, pm_ratio_from_decimal(side->amount));
    if (side->has_place)
        pm_json_location(json, PM_KEY_change_side_location, compilation->sources, side->at, false);
    pm_json_close(json);
}

static void write_claims(struct pm_arena *arena, struct pm_json *json,
                         const struct pm_change_report *report, const struct pm_change *change)
{
    struct pm_change_list list = pm_change_claims(arena, change);
    pm_json_open(json, PM_KEY_change_claims);
    for (size_t i = 0; i < list.items.count; i++) {
        const struct pm_change *claim = list.items.items[i];
        pm_json_open_item(json, PM_OF_claim);
        pm_json_text(json, PM_KEY_claim_id, pm_change_kind(claim->id)->name);
        pm_json_text(json, PM_KEY_claim_kind, claim->kind);
        pm_json_text(json, PM_KEY_claim_subject, claim->subject);
        write_side(json, PM_KEY_claim_old, report->changes->old, &claim->old);
        write_side(json, PM_KEY_claim_new, report->changes->new, &claim->new);
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_accepted(struct pm_json *json, const struct pm_waiver *waiver)
{
    pm_json_open(json, PM_KEY_change_accepted);
    pm_json_day(json, PM_KEY_accepted_until, waiver->until_day);
    pm_json_text_unless_empty(json, PM_KEY_accepted_by, waiver->by);
    pm_json_text(json, PM_KEY_accepted_reason, waiver->reason);
    pm_json_close(json);
}

void pm_json_change(struct pm_arena *arena, struct pm_json *json,
                    const struct pm_change_report *report, const struct pm_change *change)
{
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    pm_json_open_item(json, PM_OF_change);
    pm_json_text(json, PM_KEY_change_id, kind->name);
    pm_json_text(json, PM_KEY_change_area, kind->area);
    pm_json_text(json, PM_KEY_change_ambition, pm_ambition_name(change->ambition));
    pm_json_text(json, PM_KEY_change_comparability, pm_comparability_name(change->comparability));
    pm_json_text(json, PM_KEY_change_kind, change->kind);
    pm_json_text(json, PM_KEY_change_subject, change->subject);
    write_side(json, PM_KEY_change_old, report->changes->old, &change->old);
    write_side(json, PM_KEY_change_new, report->changes->new, &change->new);
    pm_json_text(json, PM_KEY_change_means, kind->means);
    pm_json_text(json, PM_KEY_change_why, change->why);
    pm_json_text_unless_empty(json, PM_KEY_change_remark, change->remark);
    pm_json_text_unless_empty(json, PM_KEY_change_help, change->help);
    pm_json_bool(json, PM_KEY_change_hidden, change->is_hidden);
    pm_json_integer(json, PM_KEY_change_also, (int64_t)change->also);
    if (change->waiver) write_accepted(json, change->waiver);
    write_claims(arena, json, report, change);
    pm_json_close(json);
}

static void write_waiver(struct pm_json *json, const struct pm_changes *changes,
                         const struct pm_change_waiver *waiver)
{
    static const char *const states[] = {
        [PM_WAIVER_USED] = "used", [PM_WAIVER_UNUSED] = "unused", [PM_WAIVER_EXPIRED] = "expired"};
    const struct pm_waiver *written = waiver->waiver;
    pm_json_open_item(json, PM_OF_change_waiver);
    pm_json_text(json, PM_KEY_change_waiver_id, written->change);
    pm_json_text(json, PM_KEY_change_waiver_subject, written->subject.name);
    pm_json_text(json, PM_KEY_change_waiver_state, states[waiver->state]);
    pm_json_integer(json, PM_KEY_change_waiver_changes, (int64_t)waiver->count);
    pm_json_day(json, PM_KEY_change_waiver_until, written->until_day);
    pm_json_text(json, PM_KEY_change_waiver_by, written->by);
    pm_json_text(json, PM_KEY_change_waiver_reason, written->reason);
    pm_json_location(json, PM_KEY_change_waiver_location, changes->new->sources, written->at,
                     false);
    pm_json_close(json);
}

static void write_waivers(struct pm_json *json, const struct pm_changes *changes)
{
    pm_json_open(json, PM_KEY_changes_waivers);
    for (size_t i = 0; i < changes->waiver_count; i++)
        write_waiver(json, changes, &changes->waivers[i]);
    pm_json_close(json);
}

static void write_revision(struct pm_json *json, enum pm_json_key key, const char *name,
                           const struct pm_compilation *compilation)
{
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_revision_name, name);
    pm_json_text(json, PM_KEY_revision_model,
                 pm_model_digest(compilation->arena, compilation->model));
    pm_json_close(json);
}

static void write_summary(struct pm_json *json, const struct pm_change_report *report)
{
    struct pm_change_counts counts = pm_changes_count(report->changes);
    pm_json_open(json, PM_KEY_changes_summary);
    pm_json_integer(json, PM_KEY_changes_summary_weakening,
                    (int64_t)counts.ambitions[PM_WEAKENING]);
    pm_json_integer(json, PM_KEY_changes_summary_undecidable,
                    (int64_t)counts.ambitions[PM_UNDECIDABLE]);
    pm_json_integer(json, PM_KEY_changes_summary_strengthening,
                    (int64_t)counts.ambitions[PM_STRENGTHENING]);
    pm_json_integer(json, PM_KEY_changes_summary_neutral, (int64_t)counts.ambitions[PM_NEUTRAL]);
    pm_json_integer(json, PM_KEY_changes_summary_broken, (int64_t)counts.broken);
    pm_json_integer(json, PM_KEY_changes_summary_bridged, (int64_t)counts.bridged);
    pm_json_integer(json, PM_KEY_changes_summary_hidden, (int64_t)counts.hidden);
    pm_json_integer(json, PM_KEY_changes_summary_waived, (int64_t)counts.waived);
    pm_json_bool(json, PM_KEY_changes_summary_fails, pm_changes_fail(report));
    pm_json_close(json);
}

void pm_write_changes_json(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_change_report *report)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_changes);
    pm_json_text(&json, PM_KEY_changes_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_changes_tool);
    pm_json_text(&json, PM_KEY_changes_project, report->project);
    write_revision(&json, PM_KEY_changes_old, report->old_name, report->changes->old);
    write_revision(&json, PM_KEY_changes_new, report->new_name, report->changes->new);
    pm_json_open(&json, PM_KEY_changes_changes);
    for (size_t i = 0; i < report->changes->count; i++)
        pm_json_change(arena, &json, report, report->changes->items[i]);
    pm_json_close(&json);
    if (report->effect) pm_json_effect(&json, report->effect);
    write_waivers(&json, report->changes);
    write_summary(&json, report);
    pm_json_close(&json);
}
