/* flow_roles.c: who does the steps of a process, who answers for it, who approves, and who checks.
 *
 * What a step is for is told by its text alone: a step approves when its text has a word such as
 * "approve" or "sign", and checks when it has one such as "check" or "verify". */
#include "runtime/judge/flow_parts.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- Words of a step's text ---- */

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool is_letter(char letter)
{
    return lower(letter) >= 'a' && lower(letter) <= 'z';
}

static bool begins_with(const char *text, const char *beginning)
{
    for (; *beginning; text++, beginning++)
        if (lower(*text) != *beginning) return false;
    return true;
}

/* True when a word of the text begins with one of these. */
static bool has_word(const char *text, const char *const *beginnings, size_t count)
{
    for (size_t at = 0; text[at]; at++) {
        if (at && is_letter(text[at - 1])) continue;
        for (size_t i = 0; i < count; i++)
            if (begins_with(text + at, beginnings[i])) return true;
    }
    return false;
}

static bool approves(const struct pm_step *step)
{
    static const char *const words[] = {"approv",    "authori", "countersign", "endors",
                                        "signature", "signs",   "signed",      "sign "};
    return !step->is_end && has_word(step->label, words, sizeof words / sizeof *words);
}

static bool checks(const struct pm_step *step)
{
    static const char *const words[] = {"check",  "verif",    "validat", "certif", "confirm",
                                        "review", "reconcil", "audit",   "compare"};
    return !step->is_end && has_word(step->label, words, sizeof words / sizeof *words);
}

/* ---- Who is informed, who answers ---- */

static const struct pm_unit *unit_of(const struct pm_unit_reference *reference)
{
    if (reference->unit) return reference->unit;
    return reference->set ? reference->set->above : NULL;
}

static bool lies_in(const struct pm_unit_reference *inner, const struct pm_unit_reference *outer)
{
    if (pm_unit_reference_equal(inner, outer)) return true;
    for (const struct pm_unit *at = unit_of(inner); outer->unit && at; at = at->above)
        if (at == outer->unit) return true;
    return false;
}

/* The owner, or a unit below it, does a step or is informed of one. */
static bool owner_takes_part(const struct pm_process *process)
{
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (step->unit && lies_in(step->unit, process->facts.owner)) return true;
        for (size_t j = 0; j < step->inform_count; j++)
            if (lies_in(&step->informs[j], process->facts.owner)) return true;
    }
    return false;
}

static void add_unclear(struct pm_flow_graph *flow, const struct pm_step *step,
                        const struct pm_unit_reference *unit, const char *text)
{
    const char *name = pm_unit_reference_text(flow->arena, unit);
    struct pm_weakness *weakness =
        step ? pm_flow_add_step(flow, PM_RESPONSIBILITY_UNCLEAR, step)
             : pm_flow_add_unit(flow, PM_RESPONSIBILITY_UNCLEAR, flow->process->facts.at, name);
    weakness->text = text;
    pm_flow_set_items(flow, weakness, &name, 1);
}

static void check_informed(struct pm_flow_graph *flow, const struct pm_step *step, int64_t most)
{
    const char **names = PM_NEW_ITEMS(flow->arena, const char *, step->inform_count + 1);
    for (size_t i = 0; i < step->inform_count; i++) {
        bool is_twice = false;
        names[i] = pm_unit_reference_text(flow->arena, &step->informs[i]);
        for (size_t j = 0; j < i; j++)
            if (pm_unit_reference_equal(&step->informs[i], &step->informs[j])) is_twice = true;
        if (step->unit && pm_unit_reference_equal(&step->informs[i], step->unit))
            add_unclear(flow, step, step->unit, "does the step and is informed of it");
        else if (is_twice)
            add_unclear(flow, step, &step->informs[i], "is informed twice");
    }
    if ((int64_t)step->inform_count <= most) return;
    struct pm_weakness *weakness = pm_flow_add_step(flow, PM_RESPONSIBILITY_UNCLEAR, step);
    weakness->text = "are informed";
    weakness->count = (int64_t)step->inform_count;
    pm_flow_set_items(flow, weakness, names, step->inform_count);
}

static void check_responsibility(struct pm_flow_graph *flow, int64_t most)
{
    const struct pm_process *process = flow->process;
    for (size_t i = 0; i < process->step_count; i++)
        check_informed(flow, process->steps[i], most);
    if (process->facts.owner && process->step_count && !owner_takes_part(process))
        add_unclear(flow, NULL, process->facts.owner,
                    "answers for the process and has no part in it");
}

/* ---- Approvals in sequence ---- */

struct queue { /* for each step: the longest row of approvals that ends with it */
    size_t *length;
    const struct pm_step **before; /* NULL: it is the first one */
    bool *goes_on;                 /* an approval follows */
};

/* Loops are gone through once, in the order in which their steps are written. */
static bool goes_forward(const struct pm_flow_graph *flow, const struct pm_arrow *arrow)
{
    return !flow->leads_to[arrow->to->index][arrow->from->index] ||
           arrow->from->index < arrow->to->index;
}

static void line_up(const struct pm_flow_graph *flow, struct queue *queue)
{
    bool changed = true;
    for (size_t i = 0; i < flow->process->step_count; i++)
        queue->length[i] = approves(flow->process->steps[i]);
    while (changed) {
        changed = false;
        for (size_t i = 0; i < flow->arrows.list.count; i++) {
            const struct pm_arrow *arrow = &flow->arrows.list.items[i];
            size_t from = queue->length[arrow->from->index];
            if (!from || !approves(arrow->to) || !goes_forward(flow, arrow)) continue;
            queue->goes_on[arrow->from->index] = true;
            if (from + 1 <= queue->length[arrow->to->index]) continue;
            queue->length[arrow->to->index] = from + 1;
            queue->before[arrow->to->index] = arrow->from;
            changed = true;
        }
    }
}

static void check_approvals(struct pm_flow_graph *flow, int64_t most)
{
    const struct pm_process *process = flow->process;
    struct queue queue = {
        .length = PM_NEW_ITEMS(flow->arena, size_t, process->step_count + 1),
        .before = PM_NEW_ITEMS(flow->arena, const struct pm_step *, process->step_count + 1),
        .goes_on = PM_NEW_ITEMS(flow->arena, bool, process->step_count + 1)};
    line_up(flow, &queue);
    for (size_t i = 0; i < process->step_count; i++) {
        size_t left = queue.length[i];
        if (queue.goes_on[i] || (int64_t)left < most || !left) continue;
        struct pm_weakness *weakness =
            pm_flow_add_step(flow, PM_APPROVALS_IN_SEQUENCE, process->steps[i]);
        const char **names = PM_NEW_ITEMS(flow->arena, const char *, left + 1);
        weakness->count = (int64_t)left;
        for (const struct pm_step *at = process->steps[i]; at; at = queue.before[at->index])
            names[--left] = at->name;
        pm_flow_set_items(flow, weakness, names, (size_t)weakness->count);
    }
}

/* ---- Data that nobody checks ---- */

/* The step itself, or one after it. */
static bool is_checked(const struct pm_flow_graph *flow, const struct pm_step *step)
{
    for (size_t i = 0; i < flow->process->step_count; i++)
        if (checks(flow->process->steps[i]) && (i == step->index || flow->leads_to[step->index][i]))
            return true;
    return false;
}

/* Lines `verify` of a source check each row when it is loaded. */
static void check_data(struct pm_flow_graph *flow, const struct pm_step *step)
{
    const char **names = PM_NEW_ITEMS(flow->arena, const char *, step->shown_count + 1);
    size_t count = 0;
    if (is_checked(flow, step)) return;
    for (size_t i = 0; i < step->shown_count; i++) {
        const struct pm_source_decl *source = pm_metric_source(step->shown[i]);
        if (source && !source->verify_count) names[count++] = step->shown[i]->name;
    }
    if (count)
        pm_flow_set_items(flow, pm_flow_add_step(flow, PM_DATA_NOT_CHECKED, step), names, count);
}

/* ---- What hangs on one person ---- */

static bool is_one_person(const struct pm_unit_reference *reference)
{
    static const char *const kinds[] = {"person", "position", "post"};
    if (!reference || !reference->unit) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(reference->unit->kind, kinds[i]) == 0) return true;
    return false;
}

/* Spreads `reached` along the arrows, but not over steps that the person does. */
static void spread(const struct pm_flow_graph *flow, const struct pm_unit_reference *person,
                   bool *reached)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < flow->arrows.list.count; i++) {
            const struct pm_step *to = flow->arrows.list.items[i].to;
            bool is_own = to->unit && pm_unit_reference_equal(to->unit, person);
            if (!reached[flow->arrows.list.items[i].from->index] || is_own || reached[to->index])
                continue;
            reached[to->index] = true;
            changed = true;
        }
    }
}

/* Whether an end can be reached without any step of the person. */
static bool can_do_without(const struct pm_flow_graph *flow, const struct pm_unit_reference *person)
{
    const struct pm_process *process = flow->process;
    bool *reached = PM_NEW_ITEMS(flow->arena, bool, process->step_count + 1);
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        bool is_own = step->unit && pm_unit_reference_equal(step->unit, person);
        reached[i] = !step->is_end && !step->after_count && !is_own;
    }
    spread(flow, person, reached);
    for (size_t i = 0; i < process->step_count; i++)
        if (process->steps[i]->is_end && reached[i]) return true;
    return false;
}

static bool is_first_of(const struct pm_process *process, const struct pm_step *step)
{
    for (size_t i = 0; i < step->index; i++)
        if (process->steps[i]->unit && pm_unit_reference_equal(process->steps[i]->unit, step->unit))
            return false;
    return true;
}

static void check_person(struct pm_flow_graph *flow, const struct pm_step *first)
{
    const struct pm_process *process = flow->process;
    PM_ARRAY(const char *) names = {0};
    if (!is_one_person(first->unit) || !is_first_of(process, first)) return;
    if (can_do_without(flow, first->unit)) return;
    for (size_t i = 0; i < process->step_count; i++)
        if (process->steps[i]->unit &&
            pm_unit_reference_equal(process->steps[i]->unit, first->unit))
            PM_PUSH(flow->arena, &names, process->steps[i]->name);
    struct pm_weakness *weakness =
        pm_flow_add_unit(flow, PM_SINGLE_POINT_OF_FAILURE, first->at,
                         pm_unit_reference_text(flow->arena, first->unit));
    weakness->text = first->unit->unit->label;
    pm_flow_set_items(flow, weakness, names.items, names.count);
}

void pm_flow_check_roles(struct pm_flow_graph *flow, const struct pm_flow_limits *limits)
{
    const struct pm_process *process = flow->process;
    bool has_end = false;
    check_responsibility(flow, limits->informed);
    check_approvals(flow, limits->approvals);
    for (size_t i = 0; i < process->step_count; i++) {
        check_data(flow, process->steps[i]);
        if (process->steps[i]->is_end) has_end = true;
    }
    for (size_t i = 0; has_end && i < process->step_count; i++)
        check_person(flow, process->steps[i]);
}
