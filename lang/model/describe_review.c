/* describe_review.c: processes, reviews, action items and decisions as text. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"

/* ---- Processes ---- */

static void describe_steps_named(struct pm_description *description, const char *key,
                                 const struct pm_step *const *steps, size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s", key, steps[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_gives(struct pm_description *description, const struct pm_step *step)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < step->give_count; i++) {
        pm_describe(description, "gives to %s", step->gives[i].to->name);
        pm_describe_narrative(description, "  what", step->gives[i].what);
        pm_describe_narrative(description, "  by", step->gives[i].by);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_step(struct pm_description *description, const struct pm_step *step)
{
    pm_describe_begin(description, step->at, "%s %s%s", step->is_end ? "end" : "step", step->name,
                      pm_by_unit_text(description->writer.arena, step->unit));
    pm_describe_narrative(description, "label", step->label);
    describe_steps_named(description, "after", step->after, step->after_count);
    pm_describe_narrative(description, "when", step->when);
    pm_describe_number(description, "within minutes", step->within_minutes);
    pm_describe_number(description, "takes minutes", step->takes_minutes);
    pm_describe_number(description, "waits minutes", step->waits_minutes);
    describe_gives(description, step);
    pm_describe_texts(description, "uses", step->uses, step->use_count);
    pm_describe_units(description, "informs", step->informs, step->inform_count);
    pm_describe_metrics(description, "shown by", step->shown, step->shown_count);
    pm_describe_end(description);
}

static void describe_gaps(struct pm_description *description, const struct pm_process *process)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < process->gap_count; i++) {
        pm_describe_begin(description, process->gaps[i].at, "gap");
        pm_describe_narrative(description, "text", process->gaps[i].text);
        describe_steps_named(description, "between", process->gaps[i].between,
                             process->gaps[i].between_count);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_process_facts(struct pm_description *description,
                                   const struct pm_process *process)
{
    pm_describe_narrative(description, "label", process->label);
    for (size_t i = 0; i < process->serve_count; i++)
        pm_describe(description, "for %s",
                    pm_work_text(description->writer.arena, process->serves[i]));
    pm_describe(description, "version %s%s%s", process->is_to_be ? "to_be" : "as_is",
                process->replaces ? " of " : "", process->replaces ? process->replaces->name : "");
    pm_describe_narrative(description, "trigger", process->trigger);
    pm_describe_narrative(description, "outcome", process->outcome);
    pm_describe_units(description, "with", process->with, process->with_count);
    pm_describe_metrics(description, "shown by", process->shown, process->shown_count);
    pm_describe_goals(description, "aligns to", process->aligns, process->align_count);
}

void pm_describe_process(struct pm_description *description, const struct pm_process *process)
{
    pm_describe_begin(description, process->facts.at, "process %s%s%s",
                      process->plan ? process->plan->name : "", process->plan ? "." : "",
                      process->name);
    describe_process_facts(description, process);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < process->step_count; i++) {
        describe_step(description, process->steps[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    describe_gaps(description, process);
    pm_describe_facts(description, &process->facts);
    pm_describe_end(description);
}

/* ---- Action items, decisions, adjustments ---- */

void pm_describe_action(struct pm_description *description, const struct pm_action *action)
{
    static const char *const words[] = {[PM_ACTION_DONE] = "done on",
                                        [PM_ACTION_CARRIED] = "carried to",
                                        [PM_ACTION_CANCELLED] = "cancelled on"};
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, action->facts.at, "action %s.%s", action->review->name,
                      action->name);
    pm_describe_narrative(description, "label", action->label);
    pm_describe_day(description, "due", action->due_day);
    pm_describe_expectations(description, action->expects, action->expect_count);
    pm_describe_subjects(description, "cites", action->cites, action->cite_count);
    for (size_t i = 0; i < action->event_count; i++) {
        const struct pm_action_event *event = &action->events[i];
        pm_describe_begin(description, event->at, "%s %s in %s%s", words[event->kind],
                          pm_day_text(arena, event->day), event->review->name,
                          pm_by_unit_text(arena, event->by));
        pm_describe_narrative(description, "text", event->text);
        pm_describe_end(description);
    }
    pm_describe_facts(description, &action->facts);
    pm_describe_end(description);
}

void pm_describe_decision(struct pm_description *description, const struct pm_decision *decision)
{
    const char *holder = decision->review ? decision->review->name
                         : decision->plan ? decision->plan->name
                                          : "";
    pm_describe_begin(description, decision->facts.at, "decision %s%s%s", holder,
                      *holder ? "." : "", decision->name);
    pm_describe_narrative(description, "label", decision->label);
    pm_describe_day(description, "on", decision->day);
    pm_describe_subjects(description, "cites", decision->cites, decision->cite_count);
    pm_describe_subjects(description, "changes", decision->changes, decision->change_count);
    pm_describe_narrative(description, "because", decision->because);
    pm_describe_facts(description, &decision->facts);
    pm_describe_end(description);
}

void pm_describe_adjust(struct pm_description *description, const struct pm_adjust *adjust)
{
    pm_describe_begin(description, adjust->facts.at, "adjust %s%s%s",
                      adjust->plan ? adjust->plan->name : "", adjust->plan ? "." : "",
                      adjust->name);
    pm_describe_narrative(description, "label", adjust->label);
    pm_describe_day(description, "on", adjust->day);
    pm_describe_subjects(description, "changes", adjust->changes, adjust->change_count);
    pm_describe_subjects(description, "cites", adjust->cites, adjust->cite_count);
    pm_describe_expectations(description, adjust->expects, adjust->expect_count);
    pm_describe_narrative(description, "because", adjust->because);
    pm_describe_end(description);
}

/* ---- Reviews ---- */

static void describe_agenda(struct pm_description *description, const struct pm_review *review)
{
    for (size_t i = 0; i < review->agenda_count; i++) {
        pm_describe(description, "agenda %s over %ld minutes", review->agenda[i].kind,
                    (long)review->agenda[i].minutes);
        pm_describe_narrative(description, "  text", review->agenda[i].text);
    }
}

static void describe_chart(struct pm_description *description, const struct pm_chart *chart)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, chart->at, "chart %s", chart->metric->name);
    for (size_t i = 0; i < chart->by_count; i++)
        pm_describe(description, "by %s", pm_crossing_text(arena, &chart->by[i]));
    pm_describe_units(description, "across", chart->across, chart->across ? 1 : 0);
    if (pm_period_is(chart->over_first))
        pm_describe(description, "over %s",
                    pm_periods_text(arena, chart->over_first, chart->over_last));
    if (*chart->as) pm_describe(description, "as %s", chart->as);
    pm_describe_narrative(description, "question", chart->question);
    pm_describe_narrative(description, "takeaway", chart->takeaway);
    pm_describe_end(description);
}

static void describe_charts(struct pm_description *description, struct pm_chart *const *charts,
                            size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        describe_chart(description, charts[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_notes(struct pm_description *description, const struct pm_note *notes,
                           size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "note%s", pm_by_unit_text(description->writer.arena, notes[i].by));
        pm_describe_narrative(description, "  text", notes[i].text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_asks(struct pm_description *description, const struct pm_review *review)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < review->ask_count; i++) {
        const struct pm_ask *ask = review->asks[i];
        pm_describe_begin(description, ask->at, "ask %s%s", ask->name,
                          pm_by_unit_text(arena, ask->by));
        pm_describe_narrative(description, "text", ask->text);
        pm_describe_day(description, "answered on", ask->answered_day);
        pm_describe_narrative(description, "answer", ask->answer);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_people(struct pm_description *description, const struct pm_review *review)
{
    pm_describe_texts(description, "chair", &review->chair, *review->chair ? 1 : 0);
    pm_describe_units(description, "facilitator", review->facilitator, review->facilitator ? 1 : 0);
    pm_describe_units(description, "present", review->present, review->present_count);
    pm_describe_units(description, "absent", review->absent, review->absent_count);
    pm_describe_units(description, "with", review->with, review->with_count);
}

void pm_describe_review(struct pm_description *description, const struct pm_review *review)
{
    pm_describe_begin(description, review->facts.at, "review %s", review->name);
    pm_describe_narrative(description, "label", review->label);
    if (*review->kind) pm_describe(description, "kind %s", review->kind);
    pm_describe_day(description, "on", review->day);
    pm_describe_subjects(description, "of", review->of, review->of_count);
    pm_describe_number(description, "length minutes", review->length_minutes);
    if (review->begins_minute >= 0)
        pm_describe(description, "begins %02d:%02d", (int)review->begins_minute / 60,
                    (int)review->begins_minute % 60);
    pm_describe_day(description, "data on", review->data_day);
    if (review->follows) pm_describe(description, "follows %s", review->follows->name);
    describe_people(description, review);
    describe_agenda(description, review);
    describe_charts(description, review->charts, review->chart_count);
    describe_notes(description, review->notes, review->note_count);
    describe_asks(description, review);
    pm_describe_facts(description, &review->facts);
    pm_describe_end(description);
}

/* ---- Reports ---- */

void pm_describe_report(struct pm_description *description, const struct pm_report *report)
{
    pm_describe_begin(description, report->facts.at, "report %s", report->name);
    pm_describe_narrative(description, "label", report->label);
    if (*report->kind) pm_describe(description, "kind %s", report->kind);
    pm_describe_texts(description, "audience", report->audience, report->audience_count);
    pm_describe_subjects(description, "of", report->of, report->of_count);
    if (pm_period_is(report->first))
        pm_describe(description, "period %s",
                    pm_periods_text(description->writer.arena, report->first, report->last));
    pm_describe_day(description, "due", report->due_day);
    pm_describe_day(description, "sent", report->sent_day);
    pm_describe_day(description, "data on", report->data_day);
    describe_charts(description, report->charts, report->chart_count);
    describe_notes(description, report->notes, report->note_count);
    pm_describe_dated(description, "approved", report->approvals, report->approval_count);
    pm_describe_facts(description, &report->facts);
    pm_describe_end(description);
}
