#include "runtime/render/report.h"
#include "runtime/render/view.h"

#include "lang/model/measure.h"

static void write_number(struct pm_json *json, enum pm_json_key key, int64_t number)
{
    if (number >= 0) pm_json_integer(json, key, number);
}

static void write_amount(struct pm_json *json, const struct pm_cycle_facts *facts)
{
    static const char *const words[] = {"", "number", "money", "staff", "minutes", "share"};
    if (facts->amount_kind == PM_AMOUNT_NONE) return;
    pm_json_open(json, PM_KEY_facts_amount);
    pm_json_text(json, PM_KEY_amount_kind, words[facts->amount_kind]);
    pm_json_ratio(json, PM_KEY_amount_value, facts->amount);
    pm_json_ratio(json, PM_KEY_amount_other, facts->other);
    pm_json_close(json);
}

static void write_moment(struct pm_json *json, enum pm_json_key key, const struct pm_point *point)
{
    if (!pm_period_is(point->period)) return;
    pm_json_open(json, key);
    pm_json_period(json, PM_KEY_moment_period, point->period);
    if (point->is_set) pm_json_ratio(json, PM_KEY_moment_value, point->value);
    pm_json_close(json);
}

static void write_movement(struct pm_json *json, const struct pm_release *release,
                           const struct pm_movement *movement)
{
    pm_json_open_item(json, PM_OF_movement);
    pm_json_text(json, PM_KEY_movement_metric, movement->metric->name);
    pm_json_text_unless_empty(json, PM_KEY_movement_unit, pm_unit_id(release, movement->unit));
    pm_json_text(json, PM_KEY_movement_expected, pm_direction_word(movement->direction));
    pm_json_period(json, PM_KEY_movement_by, movement->by);
    write_moment(json, PM_KEY_movement_before, &movement->before);
    write_moment(json, PM_KEY_movement_after, &movement->after);
    pm_json_ratio(json, PM_KEY_movement_change, movement->change);
    pm_json_close(json);
}

static void write_facts(struct pm_arena *arena, struct pm_json *json,
                        const struct pm_release *release, const struct pm_cycle_facts *facts)
{
    pm_json_open(json, PM_KEY_finding_facts);
    pm_json_text_unless_empty(json, PM_KEY_facts_label, facts->label);
    pm_json_text_unless_empty(json, PM_KEY_facts_text, facts->text);
    if (facts->owner)
        pm_json_text(json, PM_KEY_facts_owner, pm_unit_reference_text(arena, facts->owner));
    pm_json_text_unless_empty(json, PM_KEY_facts_post, facts->post);
    pm_json_day(json, PM_KEY_facts_day, facts->day);
    pm_json_day(json, PM_KEY_facts_due, facts->due_day);
    pm_json_day(json, PM_KEY_facts_first_due, facts->first_due_day);
    pm_json_day(json, PM_KEY_facts_done, facts->done_day);
    write_number(json, PM_KEY_facts_days, facts->days);
    write_number(json, PM_KEY_facts_first_days, facts->first_days);
    write_number(json, PM_KEY_facts_count, facts->count);
    write_number(json, PM_KEY_facts_of, facts->of);
    write_number(json, PM_KEY_facts_limit, facts->limit);
    write_amount(json, facts);
    if (facts->is_partial) pm_json_bool(json, PM_KEY_facts_partial, true);
    pm_json_open(json, PM_KEY_facts_items);
    for (size_t i = 0; i < facts->item_count; i++)
        pm_json_text_item(json, facts->items[i]);
    pm_json_close(json);
    pm_json_open(json, PM_KEY_facts_movements);
    for (size_t i = 0; i < facts->movement_count; i++)
        write_movement(json, release, &facts->movements[i]);
    pm_json_close(json);
    pm_json_close(json);
}

static void write_accepted(struct pm_json *json, const struct pm_finding *finding)
{
    const struct pm_waiver *waiver = finding->waiver;
    const struct pm_allowance *allowance = finding->allowance;
    if (!waiver && !allowance) return;
    pm_json_open(json, PM_KEY_finding_accepted);
    pm_json_day(json, PM_KEY_accepted_until, waiver ? waiver->until_day : allowance->until_day);
    if (waiver) pm_json_text_unless_empty(json, PM_KEY_accepted_by, waiver->by);
    pm_json_text(json, PM_KEY_accepted_reason, waiver ? waiver->reason : allowance->reason);
    pm_json_close(json);
}

void pm_json_cycle(struct pm_arena *arena, struct pm_json *json, const struct pm_release *release,
                   const struct pm_finding *finding)
{
    if (finding->code < PM_CODE_COUNT) {
        char code[8];
        pm_code_text(finding->code, code);
        pm_json_text(json, PM_KEY_finding_rule, pm_code_info(finding->code)->name);
        pm_json_text(json, PM_KEY_finding_code, code);
    }
    write_facts(arena, json, release, finding->cycle);
    write_accepted(json, finding);
}
