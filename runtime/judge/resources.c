/* resources.c: money and staff: what they are for, and how much of the work each focal area has. */
#include "runtime/judge/cycle.h"

/* ---- Linked to no goal ---- */

static struct pm_ratio sum_money(const struct pm_money_line *lines, size_t count)
{
    struct pm_ratio sum = pm_ratio_from_integer(0);
    for (size_t i = 0; i < count; i++)
        sum = pm_ratio_add(sum, pm_ratio_from_decimal(lines[i].amount));
    return sum;
}

static struct pm_ratio sum_staff(const struct pm_staff_line *lines, size_t count)
{
    struct pm_ratio sum = pm_ratio_from_integer(0);
    for (size_t i = 0; i < count; i++)
        sum = pm_ratio_add(sum, pm_ratio_from_decimal(lines[i].amount));
    return sum;
}

static bool is_in_theory(const struct pm_whole *whole, const struct pm_work *work)
{
    for (size_t i = 0; i < whole->theories.count; i++) {
        const struct pm_theory *theory = whole->theories.items[i];
        for (size_t j = 0; j < theory->link_count; j++)
            for (size_t k = 0; k < theory->links[j].by_count; k++)
                if (theory->links[j].by[k] == work) return true;
    }
    return false;
}

static bool is_linked(const struct pm_cycle *cycle, const struct pm_work *work)
{
    for (; work; work = work->within)
        if (work->serve_count || is_in_theory(cycle->whole, work)) return true;
    return false;
}

static void add_unlinked(struct pm_cycle *cycle, const struct pm_topic *topic,
                         struct pm_ratio money, struct pm_ratio staff)
{
    if (!pm_ratio_sign(money) && !pm_ratio_sign(staff)) return;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_RESOURCE, PM_RESOURCE_WITHOUT_GOAL, topic);
    if (!finding) return;
    finding->cycle->amount_kind = PM_AMOUNT_MONEY;
    finding->cycle->amount = money;
    finding->cycle->other = staff;
}

static void judge_links(struct pm_cycle *cycle)
{
    const struct pm_whole *whole = cycle->whole;
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        struct pm_topic topic = pm_topic_of_work(work);
        if (is_linked(cycle, work)) continue;
        struct pm_ratio money = sum_money(work->budgets, work->budget_count);
        if (!work->budget_count) money = sum_money(work->spent, work->spent_count);
        add_unlinked(cycle, &topic, money, sum_staff(work->staff, work->staff_count));
    }
    for (size_t i = 0; i < whole->services.count; i++) {
        const struct pm_service *service = whole->services.items[i];
        struct pm_topic topic = {
            .parts = {service->unit ? service->unit->name : NULL, service->name},
            .label = service->label,
            .object = service,
            .owner = service->facts.owner,
            .at = service->facts.at};
        if (service->serve_count) continue;
        add_unlinked(cycle, &topic, sum_money(service->budgets, service->budget_count),
                     sum_staff(service->staff, service->staff_count));
    }
}

/* ---- Shares of focal areas ---- */

enum quantity { QUANTITY_WORK, QUANTITY_BUDGET, QUANTITY_STAFF, QUANTITY_CHARTS, QUANTITY_COUNT };

struct shares { /* of one plan */
    struct pm_cycle *cycle;
    const struct pm_plan *plan;
    struct pm_ratio (*parts)[QUANTITY_COUNT]; /* by focus; the last row is outside any */
    struct pm_ratio totals[QUANTITY_COUNT];
};

struct areas { /* focal areas at the top that something is for, each once */
    PM_ARRAY(const struct pm_focus *) list;
};

static void add_area(const struct pm_cycle *cycle, struct areas *areas,
                     const struct pm_focus *focus, const struct pm_plan *plan)
{
    while (focus && focus->within)
        focus = focus->within;
    if (!focus || focus->plan != plan) return;
    for (size_t i = 0; i < areas->list.count; i++)
        if (areas->list.items[i] == focus) return;
    PM_PUSH(cycle->arena, &areas->list, focus);
}

static void add_goal_area(const struct pm_cycle *cycle, struct areas *areas,
                          const struct pm_goal *goal, const struct pm_plan *plan)
{
    if (goal->focus)
        add_area(cycle, areas, goal->focus, plan);
    else if (goal->within)
        add_area(cycle, areas, goal->within->focus, plan);
}

static void add_subject_area(const struct pm_cycle *cycle, struct areas *areas,
                             const struct pm_subject_reference *subject,
                             const struct pm_plan *plan);

static void areas_of_work(const struct pm_cycle *cycle, const struct pm_work *work,
                          const struct pm_plan *plan, struct areas *out)
{
    for (; work; work = work->within)
        for (size_t i = 0; i < work->serve_count; i++)
            if (work->serves[i].kind != PM_SUBJECT_WORK)
                add_subject_area(cycle, out, &work->serves[i], plan);
}

static void add_subject_area(const struct pm_cycle *cycle, struct areas *areas,
                             const struct pm_subject_reference *subject, const struct pm_plan *plan)
{
    if (subject->kind == PM_SUBJECT_FOCUS) add_area(cycle, areas, subject->object, plan);
    if (subject->kind == PM_SUBJECT_GOAL) add_goal_area(cycle, areas, subject->object, plan);
    if (subject->kind == PM_SUBJECT_WORK) areas_of_work(cycle, subject->object, plan, areas);
}

/* What is for several areas counts for each in equal parts. */
static void share_out(struct shares *shares, const struct areas *areas, enum quantity quantity,
                      struct pm_ratio amount)
{
    const struct pm_plan *plan = shares->plan;
    size_t outside = plan->focus_count;
    struct pm_ratio *total = &shares->totals[quantity];
    *total = pm_ratio_add(*total, amount);
    if (!areas->list.count) {
        struct pm_ratio *part = &shares->parts[outside][quantity];
        *part = pm_ratio_add(*part, amount);
        return;
    }
    struct pm_ratio each =
        pm_ratio_divide(amount, pm_ratio_from_integer((int64_t)areas->list.count));
    for (size_t i = 0; i < areas->list.count; i++)
        for (size_t j = 0; j < plan->focus_count; j++) {
            struct pm_ratio *part = &shares->parts[j][quantity];
            if (plan->focuses[j] == areas->list.items[i]) *part = pm_ratio_add(*part, each);
        }
}

static void share_work(struct shares *shares, const struct pm_work *work)
{
    struct areas areas = {0};
    struct pm_ratio one = pm_ratio_from_integer(1);
    areas_of_work(shares->cycle, work, shares->plan, &areas);
    if (!work->within) share_out(shares, &areas, QUANTITY_WORK, one);
    share_out(shares, &areas, QUANTITY_BUDGET, sum_money(work->budgets, work->budget_count));
    share_out(shares, &areas, QUANTITY_STAFF, sum_staff(work->staff, work->staff_count));
    if (work->within || areas.list.count) return;
    struct pm_topic topic = pm_topic_of_work(work);
    pm_cycle_add_rule(shares->cycle, PM_FINDING_RESOURCE, PM_WORK_OUTSIDE_FOCUS, &topic);
}

static bool is_about_plan(const struct pm_review *review, const struct pm_plan *plan)
{
    for (size_t i = 0; i < review->of_count; i++) {
        const struct pm_subject_reference *of = &review->of[i];
        const void *object = of->object;
        if (of->kind == PM_SUBJECT_PLAN && object == plan) return true;
        if (of->kind == PM_SUBJECT_FOCUS && ((const struct pm_focus *)object)->plan == plan)
            return true;
        if (of->kind == PM_SUBJECT_GOAL && ((const struct pm_goal *)object)->plan == plan)
            return true;
        if (of->kind == PM_SUBJECT_WORK && ((const struct pm_work *)object)->plan == plan)
            return true;
    }
    return false;
}

/* A chart is for the areas of the goals that its metric measures, else for those of its session. */
static void share_charts(struct shares *shares, const struct pm_review *review)
{
    const struct pm_plan *plan = shares->plan;
    for (size_t i = 0; i < review->chart_count; i++) {
        struct areas areas = {0};
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j]->measure_count; k++)
                if (plan->goals[j]->measures[k]->metric == review->charts[i]->metric)
                    add_goal_area(shares->cycle, &areas, plan->goals[j], plan);
        for (size_t j = 0; !areas.list.count && j < review->of_count; j++)
            add_subject_area(shares->cycle, &areas, &review->of[j], plan);
        share_out(shares, &areas, QUANTITY_CHARTS, pm_ratio_from_integer(1));
    }
}

static void add_share(struct shares *shares, size_t row, enum quantity quantity)
{
    static const char *const names[] = {"work", "budget", "staff", "charts"};
    static const enum pm_amount_kind kinds[] = {PM_AMOUNT_NUMBER, PM_AMOUNT_MONEY, PM_AMOUNT_STAFF,
                                                PM_AMOUNT_NUMBER};
    const struct pm_plan *plan = shares->plan;
    bool is_outside = row == plan->focus_count;
    const struct pm_focus *focus = is_outside ? NULL : plan->focuses[row];
    struct pm_topic topic = {
        .plan = plan,
        .parts = {plan->name, focus ? focus->name : "outside", names[quantity]},
        .label = focus ? focus->label : "outside any focal area",
        .object = focus,
        .at = focus ? focus->facts.at : plan->facts.at};
    if (focus && focus->within) return;
    if (!pm_ratio_sign(shares->totals[quantity])) return;
    if (is_outside && !pm_ratio_sign(shares->parts[row][quantity])) return;
    struct pm_finding *finding =
        pm_cycle_add(shares->cycle, PM_FINDING_RESOURCE, PM_STATE_COUNTED, &topic);
    finding->cycle->amount_kind = kinds[quantity];
    finding->cycle->amount = shares->parts[row][quantity];
    finding->cycle->other = shares->totals[quantity];
    finding->cycle->text = names[quantity];
}

static void judge_shares(struct pm_cycle *cycle, const struct pm_plan *plan)
{
    struct shares shares = {.cycle = cycle, .plan = plan};
    struct pm_ratio zero = pm_ratio_from_integer(0);
    if (!plan->focus_count) return;
    shares.parts = pm_arena_alloc_items(cycle->arena, plan->focus_count + 1, sizeof *shares.parts);
    for (size_t row = 0; row <= plan->focus_count; row++)
        for (int quantity = 0; quantity < QUANTITY_COUNT; quantity++)
            shares.parts[row][quantity] = shares.totals[quantity] = zero;
    for (size_t i = 0; i < cycle->whole->works.count; i++)
        if (cycle->whole->works.items[i]->plan == plan)
            share_work(&shares, cycle->whole->works.items[i]);
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (pm_cycle_is_past(cycle, review->day) && is_about_plan(review, plan))
            share_charts(&shares, review);
    }
    for (size_t row = 0; row <= plan->focus_count; row++)
        for (int quantity = 0; quantity < QUANTITY_COUNT; quantity++)
            add_share(&shares, row, (enum quantity)quantity);
}

void pm_judge_resources(struct pm_cycle *cycle)
{
    judge_links(cycle);
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        judge_shares(cycle, cycle->model->plans[i]);
}
