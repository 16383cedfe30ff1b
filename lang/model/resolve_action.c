/* resolve_action.c: action items, decisions, adjustments, and what later sessions say of them. */
#include "lang/model/resolve_work.h"

#include <stdlib.h>

/* ---- Declarations ---- */

void pm_read_action(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_action *action = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_all(NULL);
    wish.review = action->review;
    action->facts.owner = pm_read_unit_slot(resolver, pm_slot_at(statement, "owner", "UNIT"));
    action->facts.owner_post = pm_read_text(resolver, pm_slot_at(statement, "owner", "TEXT"));
    action->due_day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    action->expects = pm_read_expectations(resolver, statement, &action->expect_count);
    action->cites =
        pm_read_subjects_of(resolver, &wish, statement, "cites", "NAMES", &action->cite_count);
    if (action->due_day == PM_NO_DAY || action->review->day == PM_NO_DAY ||
        action->due_day >= action->review->day)
        return;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_ACTION_BEFORE_REVIEW, pm_slot(statement, "DATE")->span,
        "`%s.%s` is due before the session that sets it", action->review->name, action->name);
    pm_label(resolver->diagnostics, found, action->review->facts.at, "the session is later");
    pm_help(resolver->diagnostics, found, "write a day after that of the session");
}

void pm_read_decision(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_decision *decision = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_all(decision->plan);
    const struct pm_slot *day = pm_slot(statement, "DATE");
    wish.review = decision->review;
    pm_read_facts(resolver, statement, &decision->facts);
    decision->day = pm_read_day(resolver, pm_slot_node(day));
    if (!day && decision->review) decision->day = decision->review->day;
    decision->cites =
        pm_read_subjects_of(resolver, &wish, statement, "cites", "NAMES", &decision->cite_count);
    decision->changes = pm_read_subjects_of(resolver, &wish, statement, "changes", "SUBJECTS",
                                            &decision->change_count);
    decision->because = pm_read_text_of(resolver, statement, "because");
}

void pm_read_adjust(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_adjust *adjust = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_all(adjust->plan);
    const struct pm_node *day = pm_slot_node(pm_slot(statement, "DATE"));
    adjust->day = pm_read_day(resolver, day);
    if (adjust->plan) pm_check_day_in_plan(resolver, adjust->plan, day, adjust->day, false);
    adjust->cites =
        pm_read_subjects_of(resolver, &wish, statement, "cites", "NAMES", &adjust->cite_count);
    adjust->changes = pm_read_subjects_of(resolver, &wish, statement, "changes", "SUBJECTS",
                                          &adjust->change_count);
    adjust->expects = pm_read_expectations(resolver, statement, &adjust->expect_count);
    adjust->because = pm_read_text_of(resolver, statement, "because");
}

/* ---- Events ---- */

static void add_event(struct pm_resolver *resolver, struct pm_action *action,
                      struct pm_action_event event)
{
    size_t size = sizeof *action->events;
    size_t count = action->event_count;
    if ((count & (count - 1)) == 0) /* full: there is room for a power of two */
        action->events = pm_arena_grow(resolver->arena, action->events, count * size,
                                       (count ? count * 2 : 1) * size);
    action->events[action->event_count++] = event;
}

static bool is_event(const struct pm_statement *statement, enum pm_action_event_kind *kind)
{
    static const struct {
        const char *word;
        enum pm_action_event_kind kind;
    } rows[] = {
        {"done", PM_ACTION_DONE}, {"carry", PM_ACTION_CARRIED}, {"cancel", PM_ACTION_CANCELLED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!pm_text_is(statement->word, rows[i].word)) continue;
        *kind = rows[i].kind;
        return true;
    }
    return false;
}

/* The action item or question of this name: `oct.a1`, or `a1` of the same session. NULL after a
 * report. */
static void *read_item(struct pm_resolver *resolver, enum pm_kind kind,
                       const struct pm_review *review, const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_NAME) return NULL;
    struct pm_text text = node->text;
    struct pm_span at = node->span;
    const void *scope = review;
    size_t size = 0;
    while (size < text.size && text.bytes[size] != '.')
        size++;
    if (size < text.size) {
        struct pm_text holder = {text.bytes, size};
        at.end = at.begin + (uint32_t)size;
        const struct pm_name *other = pm_name_get_text(resolver, PM_KIND_REVIEW, NULL, holder, at);
        if (!other) return NULL;
        scope = other->object;
        at = node->span;
        at.begin += (uint32_t)size + 1;
        text = (struct pm_text){text.bytes + size + 1, text.size - size - 1};
    }
    const struct pm_name *name = pm_name_get_text(resolver, kind, scope, text, at);
    return name ? name->object : NULL;
}

static void read_event(struct pm_resolver *resolver, const struct pm_review *review,
                       const struct pm_statement *statement, enum pm_action_event_kind kind)
{
    struct pm_action *action =
        read_item(resolver, PM_KIND_ACTION, review, pm_slot_node(pm_slot(statement, "ACTION")));
    struct pm_action_event event = {.at = statement->span, .kind = kind, .review = review};
    event.day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    event.text = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    event.by = pm_read_unit_slot(resolver, pm_slot(statement, "UNIT"));
    if (action && event.day != PM_NO_DAY) add_event(resolver, action, event);
}

static void report_second_answer(struct pm_resolver *resolver, const struct pm_ask *ask,
                                 struct pm_span at)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_ANSWER_TWICE, at, "`%s.%s` is answered twice",
                    ask->review->name, ask->name);
    pm_label(resolver->diagnostics, found, ask->answered_at, "the first answer");
    pm_help(resolver->diagnostics, found, "keep one of the two, or ask again");
}

/* A question is answered after it was asked, and only sessions from then on can say so. */
static void check_answer(struct pm_resolver *resolver, const struct pm_ask *ask,
                         const struct pm_review *review, const struct pm_statement *statement,
                         int32_t day)
{
    const struct pm_review *asked = ask->review;
    bool said_earlier = review->day < asked->day;
    if (asked->day == PM_NO_DAY || review->day == PM_NO_DAY) return;
    if (!said_earlier && day >= asked->day) return;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_ANSWER_BEFORE_QUESTION, statement->span,
        said_earlier ? "session `%s` answers `%s.%s`, which is asked in a later one"
                     : "session `%s` has an answer to `%s.%s` from a day before it was asked",
        review->name, asked->name, ask->name);
    pm_label(resolver->diagnostics, found, ask->at, "asked here");
    pm_label(resolver->diagnostics, found, asked->facts.at, "in this session");
    pm_help(resolver->diagnostics, found, "correct one of the days");
}

static void read_answer(struct pm_resolver *resolver, const struct pm_review *review,
                        const struct pm_statement *statement)
{
    struct pm_ask *ask =
        read_item(resolver, PM_KIND_ASK, review, pm_slot_node(pm_slot(statement, "ASK")));
    int32_t day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    pm_read_unit_slot(resolver, pm_slot(statement, "UNIT"));
    if (!ask || day == PM_NO_DAY) return;
    if (ask->answered_day != PM_NO_DAY) {
        report_second_answer(resolver, ask, statement->span);
        return;
    }
    check_answer(resolver, ask, review, statement, day);
    ask->answered_day = day;
    ask->answer = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    ask->answered_at = statement->span;
}

void pm_read_events(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    const struct pm_review *review = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        enum pm_action_event_kind kind;
        if (is_event(child, &kind)) read_event(resolver, review, child, kind);
        if (pm_text_is(child->word, "answer")) read_answer(resolver, review, child);
    }
}

/* ---- What cannot have been ---- */

static int compare_events(const void *left, const void *right)
{
    const struct pm_action_event *a = left;
    const struct pm_action_event *b = right;
    if (a->review->day != b->review->day) return a->review->day < b->review->day ? -1 : 1;
    if (a->at.file != b->at.file) return a->at.file < b->at.file ? -1 : 1;
    return (a->at.begin > b->at.begin) - (a->at.begin < b->at.begin);
}

static void check_order(struct pm_resolver *resolver, const struct pm_action *action,
                        const struct pm_action_event *event)
{
    const struct pm_review *review = action->review;
    bool too_early = event->kind != PM_ACTION_CARRIED && event->day < review->day;
    bool said_earlier = event->review->day < review->day;
    if (review->day == PM_NO_DAY || event->review->day == PM_NO_DAY) return;
    if (!too_early && !said_earlier) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_ACTION_BEFORE_REVIEW, event->at,
                    said_earlier ? "session `%s` speaks of `%s.%s`, which is set in a later one"
                                 : "session `%s` closes `%s.%s` on a day before it was set",
                    event->review->name, review->name, action->name);
    pm_label(resolver->diagnostics, found, review->facts.at, "set in this session");
    pm_help(resolver->diagnostics, found, "correct one of the days");
}

static void check_closed_once(struct pm_resolver *resolver, const struct pm_action *action,
                              const struct pm_action_event *closed,
                              const struct pm_action_event *event)
{
    static const char *const words[] = {[PM_ACTION_DONE] = "done",
                                        [PM_ACTION_CARRIED] = "carried",
                                        [PM_ACTION_CANCELLED] = "cancelled"};
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_ACTION_CLOSED_TWICE, event->at, "`%s.%s` is %s after it was %s",
        action->review->name, action->name, words[event->kind], words[closed->kind]);
    pm_label(resolver->diagnostics, found, closed->at, "%s here", words[closed->kind]);
    pm_help(resolver->diagnostics, found,
            "keep one of the two; what has to be done again is a new action item");
}

static void check_carried(struct pm_resolver *resolver, const struct pm_action *action,
                          const struct pm_action_event *before, const struct pm_action_event *event)
{
    int32_t day = before ? before->day : action->due_day;
    if (day == PM_NO_DAY || event->day > day) return;
    char text[16];
    pm_format_day(day, text);
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CARRY_BACKWARDS, event->at,
                    "`%s.%s` is due on %s already; it is carried to a later day",
                    action->review->name, action->name, text);
    pm_label(resolver->diagnostics, found, before ? before->at : action->facts.at,
             "due on %s since here", text);
    pm_help(resolver->diagnostics, found, "write a day after %s", text);
}

static void check_events(struct pm_resolver *resolver, const struct pm_action *action)
{
    const struct pm_action_event *closed = NULL;
    const struct pm_action_event *carried = NULL;
    for (size_t i = 0; i < action->event_count; i++) {
        const struct pm_action_event *event = &action->events[i];
        check_order(resolver, action, event);
        if (closed) check_closed_once(resolver, action, closed, event);
        if (!closed && event->kind == PM_ACTION_CARRIED) {
            check_carried(resolver, action, carried, event);
            carried = event;
        }
        if (!closed && event->kind != PM_ACTION_CARRIED) closed = event;
    }
}

void pm_check_action_events(struct pm_resolver *resolver)
{
    const struct pm_whole *whole = resolver->model->whole;
    for (size_t i = 0; i < whole->actions.count; i++) {
        struct pm_action *action = whole->actions.items[i];
        if (action->event_count)
            qsort(action->events, action->event_count, sizeof *action->events, compare_events);
        check_events(resolver, action);
    }
}
