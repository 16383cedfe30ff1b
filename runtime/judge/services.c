/* services.c: what offices do for others: what it costs, and which offices have none that is
 * measured. Level, volume and satisfaction are status findings of the services' measures. */
#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

#include <string.h>

static struct pm_topic topic_of(const struct pm_service *service)
{
    return (struct pm_topic){.parts = {service->unit ? service->unit->name : NULL, service->name},
                             .label = service->label,
                             .object = service,
                             .owner = service->facts.owner,
                             .post = service->facts.owner_post,
                             .at = service->facts.at};
}

static bool is_volume(const struct pm_metric *metric)
{
    enum pm_aggregate aggregate = metric->value.aggregate;
    if (metric->is_rate || metric->type != PM_TYPE_NUMBER) return false;
    return aggregate == PM_AGGREGATE_COUNT || aggregate == PM_AGGREGATE_SUM ||
           strcmp(metric->unit, "count") == 0;
}

static uint32_t unit_of(const struct pm_cycle *cycle, const struct pm_service *service)
{
    const struct pm_unit *owner = pm_cycle_unit(service->facts.owner);
    if (service->unit) return pm_cells_unit(cycle->judging->cells, service->unit);
    if (owner) return pm_cells_unit(cycle->judging->cells, owner);
    return pm_cycle_plan_unit(cycle, NULL);
}

/* The newest figure of the service's volume. */
static bool find_volume(const struct pm_cycle *cycle, const struct pm_service *service,
                        struct pm_cell *out)
{
    for (size_t i = 0; i < service->measure_count; i++) {
        const struct pm_metric *metric = service->measures[i]->metric;
        char part = pm_metric_grain(metric);
        size_t count = 0;
        if (!is_volume(metric)) continue;
        const struct pm_period *periods =
            pm_cells_periods(cycle->judging->cells, metric, part, &count);
        while (count-- > 0) {
            struct pm_cell_key key = {
                .metric = metric, .period = periods[count], .unit = unit_of(cycle, service)};
            if (key.unit == PM_NO_UNIT) return false;
            pm_cells_get(cycle->judging->cells, &key, out);
            if (out->state == PM_CELL_VALUE && pm_ratio_sign(out->value) > 0) return true;
        }
    }
    return false;
}

static struct pm_ratio spent_in(const struct pm_cycle *cycle, const struct pm_service *service,
                                struct pm_period period)
{
    struct pm_ratio sum = pm_ratio_from_integer(0);
    for (size_t i = 0; i < service->spent_count; i++) {
        const struct pm_money_line *line = &service->spent[i];
        if (pm_cycle_is_past(cycle, line->day) && line->day >= pm_period_first_day(period) &&
            line->day <= pm_period_last_day(period))
            sum = pm_ratio_add(sum, pm_ratio_from_decimal(line->amount));
    }
    return sum;
}

/* What one should cost: the budget of the period by its target of volume; undefined without. */
static struct pm_ratio planned_cost(const struct pm_service *service, const struct pm_cell *volume)
{
    struct pm_ratio budget = pm_ratio_from_integer(0);
    for (size_t i = 0; i < service->budget_count; i++)
        if (pm_period_equal(service->budgets[i].period, volume->key.period))
            budget = pm_ratio_add(budget, pm_ratio_from_decimal(service->budgets[i].amount));
    if (pm_ratio_sign(budget) <= 0) return pm_ratio_undefined();
    for (size_t i = 0; i < service->measure_count; i++) {
        const struct pm_measure *measure = service->measures[i];
        for (size_t j = 0; measure->metric == volume->key.metric && j < measure->line_count; j++) {
            const struct pm_line *line = &measure->lines[j];
            bool is_general = !line->selector.group.count && !line->selector.unit;
            if (line->kind != PM_LINE_TARGET || !is_general ||
                !pm_period_equal(line->period, volume->key.period))
                continue;
            struct pm_ratio target = pm_expression_amount(line->quantity);
            if (pm_ratio_is_defined(target) && pm_ratio_sign(target) > 0)
                return pm_ratio_divide(budget, target);
        }
    }
    return pm_ratio_undefined();
}

/* Counted where nothing was planned; met, or not kept, where it was. */
static struct pm_finding *judge_cost(struct pm_cycle *cycle, const struct pm_topic *topic,
                                     struct pm_ratio cost, struct pm_ratio planned)
{
    bool is_planned = pm_ratio_is_defined(planned);
    if (is_planned && pm_ratio_compare(cost, planned) > 0)
        return pm_cycle_add_rule(cycle, PM_FINDING_SERVICE, PM_UNIT_COST_ABOVE_PLAN, topic);
    return pm_cycle_add(cycle, PM_FINDING_SERVICE, is_planned ? PM_STATE_MET : PM_STATE_COUNTED,
                        topic);
}

static void add_unit_cost(struct pm_cycle *cycle, const struct pm_service *service)
{
    struct pm_cell volume;
    struct pm_topic topic = topic_of(service);
    if (!service->spent_count || !find_volume(cycle, service, &volume)) return;
    struct pm_ratio spent = spent_in(cycle, service, volume.key.period);
    if (pm_ratio_sign(spent) <= 0) return;
    topic.parts[2] = "unit_cost";
    topic.period = volume.key.period;
    struct pm_ratio cost = pm_ratio_divide(spent, volume.value);
    struct pm_ratio planned = planned_cost(service, &volume);
    struct pm_finding *finding = judge_cost(cycle, &topic, cost, planned);
    if (!finding) return;
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    struct pm_cell_key *cell = PM_NEW(cycle->arena, struct pm_cell_key);
    *cell = volume.key;
    basis->cells = cell;
    basis->cell_count = 1;
    basis->is_reason = true;
    finding->basis = basis;
    finding->cycle->amount_kind = PM_AMOUNT_MONEY;
    finding->cycle->amount = cost;
    finding->cycle->other = pm_ratio_is_defined(planned) ? planned : spent;
    finding->cycle->text = volume.key.metric->label;
}

/* ---- Offices ---- */

static bool has_measured_service(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cycle->whole->services.count; i++) {
        const struct pm_service *service = cycle->whole->services.items[i];
        bool is_own = service->unit == unit || pm_cycle_unit(service->facts.owner) == unit;
        if (is_own && service->measure_count) return true;
    }
    return false;
}

static void judge_offices(struct pm_cycle *cycle)
{
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_UNIT_WITHOUT_SERVICE, NULL);
    if (!setting.is_named && !cycle->whole->services.count) return;
    for (size_t i = 0; i < cycle->model->unit_count; i++) {
        const struct pm_unit *unit = cycle->model->units[i];
        if (strcmp(unit->kind, "office") != 0 || !pm_cycle_unit_exists(cycle, unit) ||
            has_measured_service(cycle, unit))
            continue;
        struct pm_topic topic = pm_topic_of_unit(cycle, unit);
        pm_cycle_add_rule(cycle, PM_FINDING_SERVICE, PM_UNIT_WITHOUT_SERVICE, &topic);
    }
}

void pm_judge_services(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->services.count; i++)
        add_unit_cost(cycle, cycle->whole->services.items[i]);
    judge_offices(cycle);
}
