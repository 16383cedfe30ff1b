/* describe_work.c: work, milestones, trainings, services and theories as text. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"

/* ---- Small things ---- */

void pm_describe_day(struct pm_description *description, const char *key, int32_t day)
{
    if (day != PM_NO_DAY)
        pm_describe(description, "%s %s", key, pm_day_text(description->writer.arena, day));
}

void pm_describe_number(struct pm_description *description, const char *key, int64_t number)
{
    if (number) pm_describe(description, "%s %lld", key, (long long)number);
}

void pm_describe_units(struct pm_description *description, const char *key,
                       const struct pm_unit_reference *units, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s", key,
                    pm_unit_reference_text(description->writer.arena, &units[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_subjects(struct pm_description *description, const char *key,
                          const struct pm_subject_reference *subjects, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s %s", key, pm_subject_kind_name(subjects[i].kind),
                    pm_subject_text(description->writer.arena, &subjects[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_goals(struct pm_description *description, const char *key,
                       const struct pm_goal *const *goals, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s.%s", key, goals[i]->plan->name, goals[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_metrics(struct pm_description *description, const char *key,
                         const struct pm_metric *const *metrics, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s", key, metrics[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_expectations(struct pm_description *description,
                              const struct pm_expectation *expects, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "expects %s %s by %s", expects[i].metric->name,
                    expects[i].direction > 0 ? "higher" : "lower",
                    pm_period_text(description->writer.arena, expects[i].by));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_tiers(struct pm_description *description, const struct pm_evidence_tier *tiers,
                       size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "evidence tier %lld", (long long)tiers[i].tier);
        pm_describe_narrative(description, "  from", tiers[i].text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_causes(struct pm_description *description, const struct pm_cause *causes,
                        size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "cause%s%s", causes[i].shown_by ? " shown by " : "",
                    causes[i].shown_by ? causes[i].shown_by->name : "");
        pm_describe_narrative(description, "  text", causes[i].text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

const char *pm_by_unit_text(struct pm_arena *arena, const struct pm_unit_reference *unit)
{
    return unit ? pm_arena_format(arena, " by %s", pm_unit_reference_text(arena, unit)) : "";
}

const char *pm_periods_text(struct pm_arena *arena, struct pm_period first, struct pm_period last)
{
    if (!pm_period_is(first)) return "";
    const char *from = pm_period_text(arena, first);
    if (!pm_period_is(last) || pm_period_equal(first, last)) return from;
    return pm_arena_format(arena, "%s..%s", from, pm_period_text(arena, last));
}

static void describe_progress(struct pm_description *description,
                              const struct pm_progress *progress, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "progress on %s %s",
                    pm_day_text(description->writer.arena, progress[i].day), progress[i].word);
        pm_describe_narrative(description, "  text", progress[i].text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_money(struct pm_description *description, const char *key,
                           const struct pm_money_line *lines, size_t count)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        const char *amount = pm_decimal_text(arena, lines[i].amount);
        if (lines[i].day != PM_NO_DAY)
            pm_describe(description, "%s $%s from %s on %s", key, amount, lines[i].fund,
                        pm_day_text(arena, lines[i].day));
        else
            pm_describe(description, "%s $%s from %s%s%s", key, amount, lines[i].fund,
                        pm_period_is(lines[i].period) ? " for " : "",
                        pm_periods_text(arena, lines[i].period, lines[i].period));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_staff(struct pm_description *description, const struct pm_staff_line *lines,
                           size_t count)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "staff %s fte%s%s", pm_decimal_text(arena, lines[i].amount),
                    lines[i].from ? " from " : "",
                    lines[i].from ? pm_unit_reference_text(arena, lines[i].from) : "");
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

/* ---- Work ---- */

void pm_describe_milestone(struct pm_description *description, const struct pm_milestone *milestone)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, milestone->facts.at, "milestone %s%s",
                      pm_milestone_text(arena, milestone), pm_by_unit_text(arena, milestone->by));
    pm_describe_narrative(description, "label", milestone->label);
    pm_describe_day(description, "due", milestone->due_day);
    pm_describe_day(description, "done", milestone->done_day);
    describe_progress(description, milestone->progress, milestone->progress_count);
    pm_describe_facts(description, &milestone->facts);
    pm_describe_end(description);
}

static void describe_milestones(struct pm_description *description, const struct pm_work *work)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < work->milestone_count; i++) {
        pm_describe_milestone(description, work->milestones[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_needs(struct pm_description *description, const struct pm_work *work)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < work->need_count; i++) {
        pm_describe(description, "needs %s",
                    pm_work_text(description->writer.arena, work->needs[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_work(struct pm_description *description, const struct pm_work *work)
{
    static const char *const words[] = {
        [PM_STRATEGY] = "strategy", [PM_INITIATIVE] = "initiative", [PM_ACTIVITY] = "activity"};
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, work->facts.at, "%s %s", words[work->kind],
                      pm_work_text(arena, work));
    pm_describe_narrative(description, "label", work->label);
    if (work->within) pm_describe(description, "within %s", work->within->name);
    pm_describe_subjects(description, "serves", work->serves, work->serve_count);
    pm_describe_units(description, "with", work->with, work->with_count);
    pm_describe_day(description, "starts", work->starts_day);
    pm_describe_day(description, "ends", work->ends_day);
    describe_milestones(description, work);
    describe_progress(description, work->progress, work->progress_count);
    pm_describe_tiers(description, work->evidence, work->evidence_count);
    pm_describe_causes(description, work->causes, work->cause_count);
    describe_money(description, "budget", work->budgets, work->budget_count);
    describe_money(description, "spent", work->spent, work->spent_count);
    describe_staff(description, work->staff, work->staff_count);
    describe_needs(description, work);
    pm_describe_expectations(description, work->expects, work->expect_count);
    pm_describe_measures(description, work->measures, work->measure_count);
    pm_describe_facts(description, &work->facts);
    pm_describe_end(description);
}

/* ---- Trainings and services ---- */

static void describe_trained(struct pm_description *description, const struct pm_trained *trained)
{
    struct pm_arena *arena = description->writer.arena;
    if (trained->source) {
        pm_describe(description, "trained from %s", trained->source->name);
        pm_describe_expression(description, "  where", trained->where);
        return;
    }
    pm_describe(description, "trained %s %lld of %lld on %s",
                pm_unit_reference_text(arena, trained->unit), (long long)trained->had,
                (long long)trained->of, pm_day_text(arena, trained->day));
}

void pm_describe_training(struct pm_description *description, const struct pm_training *training)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, training->facts.at, "training %s%s%s",
                      training->plan ? training->plan->name : "", training->plan ? "." : "",
                      training->name);
    pm_describe_narrative(description, "label", training->label);
    pm_describe_units(description, "audience", training->audience, training->audience_count);
    if (pm_period_is(training->first))
        pm_describe(description, "period %s",
                    pm_periods_text(arena, training->first, training->last));
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < training->trained_count; i++) {
        describe_trained(description, &training->trained[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_goals(description, "aligns to", training->aligns, training->align_count);
    pm_describe_measures(description, training->measures, training->measure_count);
    pm_describe_facts(description, &training->facts);
    pm_describe_end(description);
}

void pm_describe_service(struct pm_description *description, const struct pm_service *service)
{
    pm_describe_begin(description, service->facts.at, "service %s", service->name);
    pm_describe_narrative(description, "label", service->label);
    if (service->unit) pm_describe(description, "unit %s", service->unit->name);
    pm_describe_units(description, "customers", service->customers, service->customer_count);
    pm_describe_narrative(description, "customers", service->customer_text);
    pm_describe_subjects(description, "serves", service->serves, service->serve_count);
    describe_money(description, "budget", service->budgets, service->budget_count);
    describe_money(description, "spent", service->spent, service->spent_count);
    describe_staff(description, service->staff, service->staff_count);
    pm_describe_measures(description, service->measures, service->measure_count);
    pm_describe_facts(description, &service->facts);
    pm_describe_end(description);
}

/* ---- Theories ---- */

static void describe_link(struct pm_description *description, const struct pm_theory_link *link)
{
    static const char *const words[] = {[PM_LINK_IF] = "if",
                                        [PM_LINK_THEN] = "then",
                                        [PM_LINK_SO] = "so",
                                        [PM_LINK_ASSUME] = "assume"};
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, link->at, "%s", words[link->kind]);
    pm_describe_narrative(description, "text", link->text);
    for (size_t i = 0; i < link->by_count; i++)
        pm_describe(description, "by %s", pm_work_text(arena, link->by[i]));
    pm_describe_number(description, "after days", link->after_days);
    for (size_t i = 0; i < link->shown_count; i++)
        pm_describe(description, "shown by %s",
                    link->shown[i].metric ? link->shown[i].metric->name
                                          : pm_milestone_text(arena, link->shown[i].milestone));
    pm_describe_end(description);
}

void pm_describe_theory(struct pm_description *description, const struct pm_theory *theory)
{
    pm_describe_begin(description, theory->facts.at, "theory %s.%s", theory->plan->name,
                      theory->name);
    pm_describe_narrative(description, "label", theory->label);
    pm_describe(description, "for %s.%s", theory->goal->plan->name, theory->goal->name);
    for (size_t i = 0; i < theory->link_count; i++)
        describe_link(description, &theory->links[i]);
    pm_describe_facts(description, &theory->facts);
    pm_describe_end(description);
}
