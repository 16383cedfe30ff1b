/* effect_json.c: what the plan alone changed about findings, in the JSON document of changes. */
#include "runtime/render/effect.h"

static void write_side(struct pm_json *json, enum pm_json_key key,
                       const struct pm_effect_side *side)
{
    if (!side->is_there) return;
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_effect_side_state, pm_state_info(side->state)->word);
    pm_json_text(json, PM_KEY_effect_side_severity, pm_severity_word(side->severity));
    pm_json_text_unless_empty(json, PM_KEY_effect_side_shown, side->shown);
    pm_json_close(json);
}

static void write_finding(struct pm_json *json, const struct pm_effect_finding *finding)
{
    pm_json_open_item(json, PM_OF_effect_finding);
    pm_json_text(json, PM_KEY_effect_finding_became, pm_effect_word(finding->kind));
    pm_json_text(json, PM_KEY_effect_finding_id, finding->id);
    pm_json_text(json, PM_KEY_effect_finding_key, finding->key);
    pm_json_text(json, PM_KEY_effect_finding_kind, pm_finding_kind_word(finding->about));
    write_side(json, PM_KEY_effect_finding_old, &finding->old);
    write_side(json, PM_KEY_effect_finding_new, &finding->new);
    pm_json_open(json, PM_KEY_effect_finding_causes);
    for (size_t i = 0; i < finding->cause_count; i++) {
        const struct pm_change *cause = finding->causes[i];
        pm_json_open_item(json, PM_OF_effect_cause);
        pm_json_text(json, PM_KEY_effect_cause_id, pm_change_kind(cause->id)->name);
        pm_json_text(json, PM_KEY_effect_cause_kind, cause->kind);
        pm_json_text(json, PM_KEY_effect_cause_subject, cause->subject);
        pm_json_close(json);
    }
    pm_json_close(json);
    pm_json_close(json);
}

static void write_numbers(struct pm_json *json, const struct pm_effect *effect)
{
    pm_json_open(json, PM_KEY_effect_summary);
    for (int kind = 0; kind < PM_EFFECT_KIND_COUNT; kind++)
        pm_json_integer_entry(json, pm_effect_word((enum pm_effect_kind)kind),
                              (int64_t)effect->counts[kind]);
    pm_json_integer_entry(json, "unchanged", (int64_t)effect->unchanged);
    pm_json_integer_entry(json, "other_periods", (int64_t)effect->other_periods);
    pm_json_integer_entry(json, "not_shown", (int64_t)effect->not_shown);
    pm_json_integer_entry(json, "hidden_now", (int64_t)effect->hidden_now);
    pm_json_integer_entry(json, "shown_now", (int64_t)effect->shown_now);
    pm_json_integer_entry(json, "untold", (int64_t)effect->untold);
    pm_json_close(json);
}

void pm_json_effect(struct pm_json *json, const struct pm_effect *effect)
{
    pm_json_open(json, PM_KEY_changes_effect);
    pm_json_day(json, PM_KEY_effect_as_of, effect->as_of);
    pm_json_text(json, PM_KEY_effect_audience, pm_audience_name(effect->audience));
    pm_json_open(json, PM_KEY_effect_findings);
    for (size_t i = 0; i < effect->count; i++)
        write_finding(json, &effect->findings[i]);
    pm_json_close(json);
    pm_json_open(json, PM_KEY_effect_unlike);
    for (size_t i = 0; i < effect->unlike_count; i++) {
        pm_json_open_item(json, PM_OF_unlike_source);
        pm_json_text(json, PM_KEY_unlike_source_name, effect->unlike[i].name);
        pm_json_text(json, PM_KEY_unlike_source_side, effect->unlike[i].is_old ? "old" : "new");
        pm_json_close(json);
    }
    pm_json_close(json);
    write_numbers(json, effect);
    pm_json_close(json);
}
