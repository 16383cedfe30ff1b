/* resolve_review.c: reviews: who was there, what was on the agenda and on the charts. */
#include "lang/model/measure.h"
#include "lang/model/resolve_work.h"

#include <stdlib.h>

/* ---- Charts ---- */

static void read_crossings(struct pm_resolver *resolver, const struct pm_slot *slot,
                           struct pm_chart *chart)
{
    size_t most = slot ? slot->node_count : 0;
    chart->by = PM_NEW_ITEMS(resolver->arena, struct pm_crossing, most);
    for (size_t i = 0; i < most; i++)
        if (pm_read_crossing(resolver, slot->nodes[i], true, &chart->by[chart->by_count]))
            chart->by_count++;
}

static void report_many_units(struct pm_resolver *resolver, const struct pm_slot *slot)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_ACROSS_MANY, slot->nodes[1]->span,
                    "a chart goes across one set of units");
    pm_label(resolver->diagnostics, found, slot->nodes[0]->span, "the first one");
    pm_help(resolver->diagnostics, found, "write a chart for each");
}

/* NULL when its metric is unknown. */
static struct pm_chart *read_chart(struct pm_resolver *resolver,
                                   const struct pm_statement *statement)
{
    const struct pm_metric *metric = pm_read_metric(resolver, pm_slot(statement, "METRIC"));
    const struct pm_slot *across = pm_slot(statement, "UNITS");
    if (!metric) return NULL;
    struct pm_chart *chart = PM_NEW(resolver->arena, struct pm_chart);
    const char *as = pm_read_word(resolver, pm_slot(statement, "WORD"), "chart");
    struct pm_period first;
    struct pm_period last;
    chart->at = statement->span;
    chart->metric = metric;
    read_crossings(resolver, pm_slot(statement, "DIMENSIONS"), chart);
    if (across && across->node_count > 1) report_many_units(resolver, across);
    chart->across = pm_read_unit_slot(resolver, across);
    if (pm_read_periods(resolver, pm_slot(statement, "PERIODS"), &first, &last)) {
        chart->over_first = first;
        chart->over_last = last;
    }
    chart->as = as ? as : "";
    chart->question = pm_read_text_of(resolver, statement, "question");
    chart->takeaway = pm_read_text_of(resolver, statement, "takeaway");
    return chart;
}

static struct pm_chart **read_all_charts(struct pm_resolver *resolver,
                                         const struct pm_statement *statement,
                                         const struct pm_review *review, size_t *count)
{
    struct pm_chart **charts =
        PM_NEW_ITEMS(resolver->arena, struct pm_chart *, pm_count_children(statement, "chart"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "chart", &at)) != NULL;) {
        struct pm_chart *chart = read_chart(resolver, child);
        if (!chart) continue;
        chart->review = review;
        charts[(*count)++] = chart;
    }
    return charts;
}

void pm_read_charts(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    const struct pm_statement *statement = declared->name->statement;
    if (declared->name->kind == PM_KIND_REPORT) {
        struct pm_report *report = declared->name->object;
        report->charts = read_all_charts(resolver, statement, NULL, &report->chart_count);
        return;
    }
    struct pm_review *review = declared->name->object;
    review->day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    review->charts = read_all_charts(resolver, statement, review, &review->chart_count);
}

/* ---- Agenda ---- */

static void check_agenda(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_review *review)
{
    const struct pm_statement *length = pm_statement_child(statement, "length");
    int64_t minutes = 0;
    if (!length || !review->length_minutes) return;
    for (size_t i = 0; i < review->agenda_count; i++) {
        const struct pm_agenda_item *item = &review->agenda[i];
        minutes += item->minutes;
        if (minutes <= review->length_minutes || minutes - item->minutes > review->length_minutes)
            continue;
        int64_t all = minutes;
        for (size_t j = i + 1; j < review->agenda_count; j++)
            all += review->agenda[j].minutes;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_AGENDA_TOO_LONG, item->at,
                        "the agenda of `%s` takes %lld minutes, and the session lasts %ld",
                        review->name, (long long)all, (long)review->length_minutes);
        pm_say(resolver->diagnostics, found, "the time is up during this item");
        pm_label(resolver->diagnostics, found, length->span, "how long it lasts");
        pm_help(resolver->diagnostics, found, "shorten items, or make the session longer");
    }
}

static void read_agenda(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_review *review)
{
    const struct pm_statement *child;
    review->agenda = PM_NEW_ITEMS(resolver->arena, struct pm_agenda_item,
                                  pm_count_children(statement, "agenda"));
    for (size_t at = 0; (child = pm_next_child(statement, "agenda", &at)) != NULL;) {
        struct pm_agenda_item item = {.at = child->span};
        item.kind = pm_read_word(resolver, pm_slot(child, "WORD"), "agenda");
        item.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        item.minutes = pm_read_minutes(resolver, pm_slot_node(pm_slot(child, "DURATION")));
        if (item.kind && item.minutes) review->agenda[review->agenda_count++] = item;
    }
    check_agenda(resolver, statement, review);
}

/* ---- Who was there, what was said ---- */

static void check_presence(struct pm_resolver *resolver, const struct pm_review *review)
{
    for (size_t i = 0; i < review->absent_count; i++)
        for (size_t j = 0; j < review->present_count; j++) {
            const struct pm_unit_reference *absent = &review->absent[i];
            if (!pm_unit_reference_equal(absent, &review->present[j])) continue;
            struct pm_diagnostic *found =
                pm_diagnose(resolver->diagnostics, PM_PRESENT_AND_ABSENT, absent->at,
                            "`%s` was both present and absent",
                            pm_unit_reference_text(resolver->arena, absent));
            pm_label(resolver->diagnostics, found, review->present[j].at, "present");
            pm_help(resolver->diagnostics, found, "take it out of one of the two lines");
        }
}

static void read_people(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_review *review)
{
    const struct pm_statement *facilitator =
        pm_statement_get_single(resolver, statement, "facilitator");
    review->chair = pm_read_text_of(resolver, statement, "chair");
    if (facilitator)
        review->facilitator = pm_read_unit_slot(resolver, pm_slot(facilitator, "UNIT"));
    review->present = pm_read_members_of(resolver, statement, "present", &review->present_count);
    review->absent = pm_read_members_of(resolver, statement, "absent", &review->absent_count);
    review->with = pm_read_units_of(resolver, statement, "with", "UNITS", &review->with_count);
    check_presence(resolver, review);
}

struct pm_note *pm_read_notes(struct pm_resolver *resolver, const struct pm_statement *statement,
                              size_t *count)
{
    struct pm_note *notes =
        PM_NEW_ITEMS(resolver->arena, struct pm_note, pm_count_children(statement, "note"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "note", &at)) != NULL;) {
        struct pm_note *note = &notes[(*count)++];
        note->at = child->span;
        note->text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        note->by = pm_read_unit_slot(resolver, pm_slot(child, "UNIT"));
    }
    return notes;
}

static void read_asks(struct pm_resolver *resolver, const struct pm_statement *statement,
                      const struct pm_review *review)
{
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(statement, "ask", &at)) != NULL;) {
        const struct pm_name *name = pm_name_of(resolver, PM_KIND_ASK, review, child);
        struct pm_ask *ask = name ? name->object : NULL;
        if (ask) ask->by = pm_read_unit_slot(resolver, pm_slot(child, "UNIT"));
    }
}

/* ---- What it follows ---- */

static void read_follows(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_review *review)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "follows");
    const struct pm_node *node = child ? pm_slot_node(pm_slot(child, "REVIEW")) : NULL;
    const struct pm_name *name = node ? pm_name_get(resolver, PM_KIND_REVIEW, NULL, node) : NULL;
    if (!name) return;
    const struct pm_review *before = name->object;
    if (before != review &&
        (before->day <= review->day || before->day == PM_NO_DAY || review->day == PM_NO_DAY)) {
        review->follows = before;
        return;
    }
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_REVIEW_FOLLOWS, node->span,
        before == review ? "review `%s` follows itself" : "review `%s` follows one that is later",
        review->name);
    if (before != review)
        pm_label(resolver->diagnostics, found, before->facts.at, "this one is later");
    pm_help(resolver->diagnostics, found, "name the session before it");
}

static bool follows_itself(const struct pm_review *review, size_t most)
{
    const struct pm_review *at = review->follows;
    for (size_t i = 0; at && at != review && i < most; i++)
        at = at->follows;
    return at == review;
}

/* Sessions of one day may follow each other in a circle. */
void pm_check_follows(struct pm_resolver *resolver)
{
    const struct pm_whole *whole = resolver->model->whole;
    for (size_t i = 0; i < whole->reviews.count; i++) {
        struct pm_review *review = whole->reviews.items[i];
        if (!follows_itself(review, whole->reviews.count)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_REVIEW_FOLLOWS, review->facts.at,
                        "review `%s` follows itself", review->name);
        for (const struct pm_review *at = review->follows; at != review; at = at->follows)
            pm_label(resolver->diagnostics, found, at->facts.at, "by way of `%s`", at->name);
        pm_help(resolver->diagnostics, found, "take one `follows` away");
        review->follows = NULL;
    }
}

/* ---- A review ---- */

static void read_decisions(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_review *review)
{
    const struct pm_statement *child;
    review->decisions = PM_NEW_ITEMS(resolver->arena, struct pm_decision *,
                                     pm_count_children(statement, "decision"));
    for (size_t at = 0; (child = pm_next_child(statement, "decision", &at)) != NULL;) {
        const struct pm_name *name = pm_name_of(resolver, PM_KIND_DECISION, review, child);
        if (name) review->decisions[review->decision_count++] = name->object;
    }
}

void pm_read_review(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_review *review = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_looks(NULL);
    const char *kind = pm_read_word_of(resolver, statement, "kind", "review kind");
    const struct pm_statement *begins = pm_statement_get_single(resolver, statement, "begins");
    pm_read_facts(resolver, statement, &review->facts);
    review->kind = kind ? kind : "";
    review->of =
        pm_read_subjects_of(resolver, &wish, statement, "of", "SUBJECTS", &review->of_count);
    review->length_minutes = pm_read_minutes_of(resolver, statement, "length");
    if (begins)
        review->begins_minute = pm_read_time(resolver, pm_slot_node(pm_slot(begins, "TIME")));
    review->data_day = pm_read_day_of(resolver, statement, "data");
    read_people(resolver, statement, review);
    read_follows(resolver, statement, review);
    read_agenda(resolver, statement, review);
    review->notes = pm_read_notes(resolver, statement, &review->note_count);
    read_asks(resolver, statement, review);
    read_decisions(resolver, statement, review);
}
