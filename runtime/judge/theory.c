/* theory.c: theories of action: whether what was to be done was done, and whether what should
 * follow followed. A link is judged together with the next one. */
#include "runtime/judge/cycle.h"

#include <string.h>

struct trial { /* one link, looked at by itself */
    const struct pm_theory_link *link;
    const char *name; /* "if", "then", "then2" */
    enum pm_moved happened;
    struct pm_movement *movements;
    size_t movement_count;
    const struct pm_milestone *milestone; /* the one that decides; NULL: none */
};

struct hearing {
    struct pm_cycle *cycle;
    const struct pm_theory *theory;
    uint32_t unit;
    int32_t start;                 /* PM_NO_DAY: not known */
    struct trial *trials;          /* by the order of links */
    size_t chain_count;            /* of if, then and so; assumptions come after */
    PM_ARRAY(const char *) wanted; /* what would have to be known to say more */
};

/* ---- When it began ---- */

static void take_earlier(int32_t day, int32_t *earliest)
{
    if (day != PM_NO_DAY && (*earliest == PM_NO_DAY || day < *earliest)) *earliest = day;
}

static void take_later(int32_t day, int32_t *latest)
{
    if (day != PM_NO_DAY && day > *latest) *latest = day;
}

/* The first day of the work; where none is written, the day on which the last milestone that shows
 * it was done. */
static int32_t find_start(const struct hearing *hearing)
{
    const struct pm_theory *theory = hearing->theory;
    int32_t begun = PM_NO_DAY;
    int32_t shown = PM_NO_DAY;
    int32_t done = PM_NO_DAY;
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        if (link->kind != PM_LINK_IF) continue;
        for (size_t j = 0; j < link->by_count; j++) {
            take_earlier(link->by[j]->starts_day, &begun);
            for (size_t k = 0; k < link->by[j]->milestone_count; k++)
                take_later(link->by[j]->milestones[k]->done_day, &done);
        }
        for (size_t j = 0; j < link->shown_count; j++)
            if (link->shown[j].milestone) take_later(link->shown[j].milestone->done_day, &shown);
    }
    if (begun != PM_NO_DAY) return begun;
    return shown != PM_NO_DAY ? shown : done;
}

/* ---- One link ---- */

static enum pm_moved try_milestone(const struct pm_cycle *cycle,
                                   const struct pm_milestone *milestone)
{
    if (pm_cycle_is_past(cycle, milestone->done_day)) return PM_MOVED;
    return cycle->as_of > milestone->due_day ? PM_NOT_MOVED : PM_MOVED_EARLY;
}

static void try_evidence(const struct hearing *hearing, struct trial *trial)
{
    const struct pm_theory_link *link = trial->link;
    trial->movements = PM_NEW_ITEMS(hearing->cycle->arena, struct pm_movement, link->shown_count);
    trial->happened = PM_MOVED;
    for (size_t i = 0; i < link->shown_count; i++) {
        const struct pm_evidence_reference *shown = &link->shown[i];
        enum pm_moved moved = PM_MOVED_UNKNOWN;
        if (shown->milestone) {
            moved = try_milestone(hearing->cycle, shown->milestone);
            if (!trial->milestone || moved != PM_MOVED) trial->milestone = shown->milestone;
        } else if (shown->metric) {
            moved = pm_cycle_move(hearing->cycle, shown->metric, hearing->unit, hearing->start,
                                  link->after_days, &trial->movements[trial->movement_count++]);
        }
        trial->happened = pm_moved_worse(trial->happened, moved);
    }
}

static const char *newest_word(const struct pm_cycle *cycle, const struct pm_work *work)
{
    const struct pm_progress *newest = NULL;
    for (size_t i = 0; i < work->progress_count; i++)
        if (pm_cycle_is_past(cycle, work->progress[i].day) &&
            (!newest || work->progress[i].day >= newest->day))
            newest = &work->progress[i];
    return newest ? newest->word : "";
}

/* Whether work was done, where nothing else shows it. */
static enum pm_moved try_work(const struct pm_cycle *cycle, const struct pm_work *work,
                              struct trial *trial)
{
    const char *word = newest_word(cycle, work);
    enum pm_moved done = PM_MOVED;
    if (strcmp(word, "completed") == 0) return PM_MOVED;
    if (strcmp(word, "stopped") == 0) return PM_NOT_MOVED;
    for (size_t i = 0; i < work->milestone_count; i++) {
        enum pm_moved moved = try_milestone(cycle, work->milestones[i]);
        if (!trial->milestone || moved != PM_MOVED) trial->milestone = work->milestones[i];
        done = pm_moved_worse(done, moved);
    }
    if (work->milestone_count) return done;
    if (work->ends_day != PM_NO_DAY && work->ends_day < cycle->as_of) return PM_NOT_MOVED;
    return *word || work->ends_day != PM_NO_DAY ? PM_MOVED_EARLY : PM_MOVED_UNKNOWN;
}

static void try_link(const struct hearing *hearing, struct trial *trial)
{
    const struct pm_theory_link *link = trial->link;
    if (link->shown_count) {
        try_evidence(hearing, trial);
        return;
    }
    trial->happened = link->by_count ? PM_MOVED : PM_MOVED_UNKNOWN;
    for (size_t i = 0; i < link->by_count; i++)
        trial->happened =
            pm_moved_worse(trial->happened, try_work(hearing->cycle, link->by[i], trial));
}

static const char *link_word(enum pm_link_kind kind)
{
    switch (kind) {
    case PM_LINK_IF:
        return "if";
    case PM_LINK_THEN:
        return "then";
    case PM_LINK_SO:
        return "so";
    case PM_LINK_ASSUME:
        return "assume";
    }
    return "so";
}

static void try_links(struct hearing *hearing)
{
    const struct pm_theory *theory = hearing->theory;
    hearing->trials = PM_NEW_ITEMS(hearing->cycle->arena, struct trial, theory->link_count + 1);
    for (size_t i = 0; i < theory->link_count; i++) {
        struct trial *trial = &hearing->trials[i];
        size_t number = 1;
        trial->link = &theory->links[i];
        for (size_t j = 0; j < i; j++)
            number += theory->links[j].kind == trial->link->kind;
        trial->name = link_word(trial->link->kind);
        if (number > 1)
            trial->name = pm_arena_format(hearing->cycle->arena, "%s%zu", trial->name, number);
        try_link(hearing, trial);
        if (trial->link->kind != PM_LINK_ASSUME) hearing->chain_count = i + 1;
    }
}

/* ---- What is said ---- */

static enum pm_state untested(enum pm_moved happened)
{
    return happened == PM_MOVED_EARLY ? PM_STATE_TOO_EARLY : PM_STATE_NOT_MEASURED;
}

/* The last link has nothing after it: it failed as a theory when what it rests on came about. */
static enum pm_state judge_last(const struct hearing *hearing, size_t at)
{
    enum pm_moved happened = hearing->trials[at].happened;
    if (happened == PM_MOVED) return PM_STATE_WORKED;
    if (happened != PM_NOT_MOVED) return untested(happened);
    bool is_tested = at && hearing->trials[at - 1].happened == PM_MOVED;
    return is_tested ? PM_STATE_THEORY_FAILED : PM_STATE_IMPLEMENTATION_FAILED;
}

/* An assumption holds as long as its figure does not get worse. */
static enum pm_state judge_assumption(const struct trial *trial)
{
    bool holds = true;
    if (trial->happened == PM_MOVED) return PM_STATE_WORKED;
    if (trial->happened != PM_NOT_MOVED) return untested(trial->happened);
    for (size_t i = 0; i < trial->movement_count; i++) {
        const struct pm_movement *movement = &trial->movements[i];
        if (!pm_ratio_is_defined(movement->change)) continue;
        int sign = pm_ratio_sign(movement->change);
        if (sign && sign != movement->direction) holds = false;
    }
    return holds && !trial->milestone ? PM_STATE_WORKED : PM_STATE_THEORY_FAILED;
}

static enum pm_state judge_link(const struct hearing *hearing, size_t at)
{
    const struct trial *trial = &hearing->trials[at];
    if (at >= hearing->chain_count) return judge_assumption(trial);
    if (at + 1 == hearing->chain_count) return judge_last(hearing, at);
    if (trial->happened == PM_NOT_MOVED) return PM_STATE_IMPLEMENTATION_FAILED;
    if (trial->happened != PM_MOVED) return untested(trial->happened);
    switch (hearing->trials[at + 1].happened) {
    case PM_MOVED:
        return PM_STATE_WORKED;
    case PM_NOT_MOVED:
        return PM_STATE_THEORY_FAILED;
    case PM_MOVED_EARLY:
        return PM_STATE_TOO_EARLY;
    case PM_MOVED_UNKNOWN:
        return PM_STATE_NOT_MEASURED;
    }
    return PM_STATE_NOT_MEASURED;
}

static void set_level(struct pm_cycle *cycle, struct pm_finding *finding)
{
    if (finding->state == PM_STATE_NOT_MEASURED)
        pm_cycle_set_level(cycle, finding, PM_THEORY_NOT_MEASURED);
    else if (pm_state_info(finding->state)->severity == PM_WARNING)
        pm_cycle_set_level(cycle, finding, PM_THEORY_NOT_BORNE_OUT);
}

/* Its own movements, and those of the link it is judged with. */
static void set_movements(const struct hearing *hearing, size_t first, size_t last,
                          struct pm_finding *finding)
{
    PM_ARRAY(struct pm_movement) all = {0};
    for (size_t i = first; i <= last; i++)
        for (size_t j = 0; j < hearing->trials[i].movement_count; j++)
            PM_PUSH(hearing->cycle->arena, &all, hearing->trials[i].movements[j]);
    pm_cycle_set_movements(hearing->cycle, finding, all.items, all.count);
}

static void add_link(struct hearing *hearing, size_t at)
{
    const struct pm_theory *theory = hearing->theory;
    const struct trial *trial = &hearing->trials[at];
    struct pm_topic topic = {.plan = theory->plan,
                             .goal = theory->goal,
                             .parts = {theory->plan->name, theory->name, trial->name},
                             .label = trial->link->text,
                             .object = theory,
                             .owner = theory->facts.owner,
                             .post = theory->facts.owner_post,
                             .at = trial->link->at};
    struct pm_finding *finding =
        pm_cycle_add(hearing->cycle, PM_FINDING_THEORY, judge_link(hearing, at), &topic);
    set_level(hearing->cycle, finding);
    finding->cycle->day = hearing->start;
    if (trial->milestone) {
        finding->cycle->due_day = trial->milestone->due_day;
        if (pm_cycle_is_past(hearing->cycle, trial->milestone->done_day))
            finding->cycle->done_day = trial->milestone->done_day;
        pm_cycle_set_items(hearing->cycle, finding, &trial->milestone->name, 1);
    }
    bool has_next = at + 1 < hearing->chain_count;
    set_movements(hearing, at, has_next ? at + 1 : at, finding);
    finding->cycle->own_count = trial->movement_count;
}

/* ---- The chain ---- */

static void want(struct hearing *hearing, const char *text)
{
    for (size_t i = 0; i < hearing->wanted.count; i++)
        if (strcmp(hearing->wanted.items[i], text) == 0) return;
    PM_PUSH(hearing->cycle->arena, &hearing->wanted, text);
}

static void want_figure(struct hearing *hearing, const struct pm_movement *movement,
                        const struct pm_point *point)
{
    char period[24];
    if (point->is_set || !pm_period_is(point->period)) return;
    pm_period_format(point->period, period);
    want(hearing, pm_arena_format(hearing->cycle->arena, "the figure of `%s` in %s",
                                  movement->metric->name, period));
}

/* What is missing to judge a link. */
static void list_wanted(struct hearing *hearing, const struct trial *trial)
{
    struct pm_arena *arena = hearing->cycle->arena;
    char day[16];
    bool is_open = trial->happened == PM_MOVED_UNKNOWN || trial->happened == PM_MOVED_EARLY;
    if (!is_open) return;
    if (!trial->link->shown_count && !trial->milestone)
        want(hearing, pm_arena_format(arena, "what shows that \"%s\"", trial->link->text));
    if (hearing->start == PM_NO_DAY && trial->movement_count)
        want(hearing, "the day on which the work begins");
    for (size_t i = 0; i < trial->movement_count; i++) {
        want_figure(hearing, &trial->movements[i], &trial->movements[i].before);
        want_figure(hearing, &trial->movements[i], &trial->movements[i].after);
    }
    if (!trial->milestone || trial->happened != PM_MOVED_EARLY) return;
    pm_format_day(trial->milestone->due_day, day);
    want(hearing,
         pm_arena_format(arena, "whether `%s` is done on %s", trial->milestone->name, day));
}

static bool has_assumption(const struct pm_theory *theory)
{
    for (size_t i = 0; i < theory->link_count; i++)
        if (theory->links[i].kind == PM_LINK_ASSUME) return true;
    return false;
}

/* What the verdict itself leaves open: a theory that seems to hold may only have been lucky; one
 * that failed may rest on something that nobody wrote down; what was not done tests nothing. */
static void list_open(struct hearing *hearing, enum pm_state verdict, size_t weakest)
{
    const struct trial *trial = weakest < hearing->chain_count ? &hearing->trials[weakest] : NULL;
    if (verdict == PM_STATE_WORKED) want(hearing, "how the figures went where it was not done");
    if (verdict == PM_STATE_THEORY_FAILED && !has_assumption(hearing->theory))
        want(hearing, "what must hold besides (no `assume` says it)");
    if (verdict == PM_STATE_IMPLEMENTATION_FAILED && trial && trial->milestone)
        want(hearing,
             pm_arena_format(hearing->cycle->arena, "when `%s` is done", trial->milestone->name));
}

/* The first link that is not borne out speaks for the chain. */
static size_t find_weakest(const struct hearing *hearing)
{
    for (size_t i = 0; i < hearing->chain_count; i++)
        if (judge_link(hearing, i) != PM_STATE_WORKED) return i;
    return hearing->chain_count;
}

static void add_verdict(struct hearing *hearing)
{
    const struct pm_theory *theory = hearing->theory;
    size_t weakest = find_weakest(hearing);
    bool all = weakest == hearing->chain_count;
    enum pm_state state = all ? PM_STATE_WORKED : judge_link(hearing, weakest);
    struct pm_topic topic = {.plan = theory->plan,
                             .goal = theory->goal,
                             .parts = {theory->plan->name, theory->name},
                             .label = theory->label,
                             .object = theory,
                             .owner = theory->facts.owner,
                             .post = theory->facts.owner_post,
                             .at = theory->facts.at};
    if (!hearing->chain_count) state = PM_STATE_NOT_MEASURED;
    struct pm_finding *finding = pm_cycle_add(hearing->cycle, PM_FINDING_THEORY, state, &topic);
    set_level(hearing->cycle, finding);
    finding->cycle->day = hearing->start;
    finding->cycle->count = 0;
    for (size_t i = 0; i < hearing->chain_count; i++)
        finding->cycle->count += judge_link(hearing, i) == PM_STATE_WORKED;
    finding->cycle->of = (int64_t)hearing->chain_count;
    if (!all) finding->cycle->text = hearing->trials[weakest].link->text;
    for (size_t i = 0; i < theory->link_count; i++)
        list_wanted(hearing, &hearing->trials[i]);
    list_open(hearing, state, weakest);
    pm_cycle_set_items(hearing->cycle, finding, hearing->wanted.items, hearing->wanted.count);
    if (theory->link_count) set_movements(hearing, 0, theory->link_count - 1, finding);
}

void pm_judge_theories(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->theories.count; i++) {
        struct hearing hearing = {.cycle = cycle, .theory = cycle->whole->theories.items[i]};
        hearing.unit = pm_cycle_plan_unit(cycle, hearing.theory->plan);
        hearing.start = find_start(&hearing);
        try_links(&hearing);
        add_verdict(&hearing);
        for (size_t j = 0; j < hearing.theory->link_count; j++)
            add_link(&hearing, j);
    }
}
