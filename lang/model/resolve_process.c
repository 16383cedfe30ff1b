/* resolve_process.c: process maps: steps, what is handed over, and whether they hang together. */
#include "lang/model/resolve_work.h"

#include <string.h>

/* ---- Steps ---- */

static const struct pm_step *read_step_name(struct pm_resolver *resolver,
                                            const struct pm_process *process,
                                            const struct pm_node *node)
{
    const struct pm_name *name = pm_name_get(resolver, PM_KIND_STEP, process, node);
    return name ? name->object : NULL;
}

static const struct pm_step **read_steps(struct pm_resolver *resolver,
                                         const struct pm_process *process,
                                         const struct pm_slot *slot, size_t *count)
{
    size_t most = slot ? slot->node_count : 0;
    const struct pm_step **steps = PM_NEW_ITEMS(resolver->arena, const struct pm_step *, most);
    *count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct pm_step *step = read_step_name(resolver, process, slot->nodes[i]);
        if (step) steps[(*count)++] = step;
    }
    return steps;
}

static void read_gives(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_step *step)
{
    const struct pm_statement *child;
    step->gives =
        PM_NEW_ITEMS(resolver->arena, struct pm_handoff, pm_count_children(statement, "gives"));
    for (size_t at = 0; (child = pm_next_child(statement, "gives", &at)) != NULL;) {
        const struct pm_node *to = pm_slot_node(pm_slot(child, "STEP"));
        struct pm_handoff handoff = {.at = child->span};
        handoff.what = pm_read_text(resolver, pm_slot_at(child, "", "TEXT"));
        handoff.to = to ? read_step_name(resolver, step->process, to) : NULL;
        handoff.by = pm_read_text(resolver, pm_slot_at(child, "by", "TEXT"));
        if (handoff.to) step->gives[step->give_count++] = handoff;
    }
}

static void read_uses(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_step *step)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, "uses", "TEXTS");
    step->uses = PM_NEW_ITEMS(resolver->arena, const char *, nodes.count);
    for (size_t i = 0; i < nodes.count; i++) {
        struct pm_text text = nodes.items[i]->text;
        step->uses[step->use_count++] = pm_arena_copy_text(resolver->arena, text.bytes, text.size);
    }
}

static void read_step(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_step *step)
{
    step->unit = pm_read_unit_slot(resolver, pm_slot_at(statement, "by", "UNIT"));
    step->after =
        read_steps(resolver, step->process, pm_slot(statement, "STEPS"), &step->after_count);
    step->when = pm_read_text(resolver, pm_slot_at(statement, "when", "TEXT"));
    step->within_minutes =
        pm_read_minutes(resolver, pm_slot_node(pm_slot_at(statement, "within", "DURATION")));
    step->takes_minutes = pm_read_minutes_of(resolver, statement, "takes");
    step->waits_minutes = pm_read_minutes_of(resolver, statement, "waits");
    read_gives(resolver, statement, step);
    read_uses(resolver, statement, step);
    step->informs = pm_read_units_of(resolver, statement, "informs", "UNITS", &step->inform_count);
    step->shown = pm_read_metrics_of(resolver, statement, "shown", &step->shown_count);
}

static void check_after(struct pm_resolver *resolver, const struct pm_step *step)
{
    for (size_t i = 0; i < step->after_count; i++) {
        const struct pm_step *end = step->after[i];
        if (!end->is_end || end == step) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_STEP_AFTER_END, step->at,
                        "`%s` comes after `%s`, which is an end", step->name, end->name);
        pm_label(resolver->diagnostics, found, end->at, "the end");
        pm_help(resolver->diagnostics, found,
                "write `step %s` if the process goes on, or another step after `after`", end->name);
    }
}

/* ---- Gaps ---- */

static void read_gaps(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_process *process)
{
    const struct pm_statement *child;
    process->gaps =
        PM_NEW_ITEMS(resolver->arena, struct pm_process_gap, pm_count_children(statement, "gap"));
    for (size_t at = 0; (child = pm_next_child(statement, "gap", &at)) != NULL;) {
        const struct pm_slot *slot = pm_slot(child, "STEPS");
        struct pm_process_gap gap = {.at = child->span};
        gap.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        gap.between = read_steps(resolver, process, slot, &gap.between_count);
        if (slot && slot->node_count == 1) {
            struct pm_diagnostic *found =
                pm_diagnose(resolver->diagnostics, PM_GAP_BETWEEN_ONE, slot->span,
                            "a gap lies between two steps, and here is one");
            pm_help(resolver->diagnostics, found, "name both: `between %.*s, NEXT_STEP`",
                    (int)slot->nodes[0]->text.size, slot->nodes[0]->text.bytes);
        }
        process->gaps[process->gap_count++] = gap;
    }
}

/* ---- Versions ---- */

static void read_version(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_process *process)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "version");
    if (!child) return;
    const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "version");
    const struct pm_slot *of = pm_slot(child, "PROCESS");
    struct pm_wish wish = {PM_WISH(PROCESS), "process", process->plan, NULL};
    struct pm_subject_reference replaced;
    process->is_to_be = word && strcmp(word, "to_be") == 0;
    if (!of || !pm_read_subject(resolver, &wish, pm_slot_node(of), &replaced, NULL)) return;
    if (process->is_to_be || !word) {
        process->replaces = replaced.object;
        return;
    }
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_VERSION_UNFIT, of->span,
                    "`%s` is how things are, so it replaces nothing", process->name);
    pm_help(resolver->diagnostics, found, "write `version to_be of %s`, or leave `of` out",
            replaced.name);
}

static bool replaces_itself(const struct pm_process *process, size_t most)
{
    const struct pm_process *at = process->replaces;
    for (size_t i = 0; at && at != process && i < most; i++)
        at = at->replaces;
    return at == process;
}

void pm_check_versions(struct pm_resolver *resolver)
{
    const struct pm_whole *whole = resolver->model->whole;
    for (size_t i = 0; i < whole->processes.count; i++) {
        struct pm_process *process = whole->processes.items[i];
        if (!replaces_itself(process, whole->processes.count)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_VERSION_UNFIT, process->facts.at,
                        "process `%s` replaces itself", process->name);
        for (const struct pm_process *at = process->replaces; at != process; at = at->replaces)
            pm_label(resolver->diagnostics, found, at->facts.at, "by way of `%s`", at->name);
        pm_help(resolver->diagnostics, found, "name the map of how things are now after `of`");
        process->replaces = NULL;
    }
}

/* ---- Islands ---- */

/* Marks all steps that can be reached from marked ones: along the arrows, or against them. Steps are
 * mostly written in the order of their arrows, so that one pass in this order finds most. */
static void spread(const struct pm_process *process, char *marked, bool backwards)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t at = 0; at < process->step_count; at++) {
            size_t i = backwards ? process->step_count - 1 - at : at;
            const struct pm_step *step = process->steps[i];
            for (size_t j = 0; j < step->after_count; j++) {
                size_t before = step->after[j]->index;
                size_t from = backwards ? i : before;
                size_t to = backwards ? before : i;
                if (!marked[from] || marked[to]) continue;
                marked[to] = 1;
                changed = true;
            }
        }
    }
}

static void report_unreachable(struct pm_resolver *resolver, const struct pm_process *process,
                               const char *reached)
{
    const struct pm_step *first = NULL;
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found = NULL;
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (reached[i]) {
            if (!first && step->after_count == 0) first = step;
            continue;
        }
        if (found)
            pm_label(list, found, step->at, "nor to `%s`", step->name);
        else
            found = pm_diagnose(list, PM_PROCESS_ISLAND, step->at,
                                "no way leads from the beginning of `%s` to step `%s`",
                                process->name, step->name);
    }
    if (!found) return;
    if (first) pm_label(list, found, first->at, "the process begins here");
    pm_help(list, found,
            first ? "name a step that can be reached after `after`"
                  : "every step comes after another one: leave `after` out of the first");
}

static void report_endless(struct pm_resolver *resolver, const struct pm_process *process,
                           const char *ends)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (ends[i] || step->after_count > 0) continue;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_PROCESS_ISLAND, step->at,
                        "no way leads from step `%s` to an end of `%s`", step->name, process->name);
        for (size_t j = 0; j < process->step_count; j++)
            if (process->steps[j]->is_end) pm_label(list, found, process->steps[j]->at, "an end");
        pm_help(list, found, "let a step of the other part, or an end, come after it");
    }
}

/* True when a part of the map could not be read, and may be what is missing. */
static bool is_damaged(const struct pm_statement *statement)
{
    for (size_t i = 0; i < statement->child_count; i++)
        if (statement->children[i]->damaged || !statement->children[i]->row) return true;
    return false;
}

static void check_islands(struct pm_resolver *resolver, const struct pm_statement *statement,
                          const struct pm_process *process)
{
    size_t count = process->step_count;
    char *reached = PM_NEW_ITEMS(resolver->arena, char, count);
    char *ends = PM_NEW_ITEMS(resolver->arena, char, count);
    bool has_end = false;
    if (is_damaged(statement)) return;
    for (size_t i = 0; i < count; i++) {
        reached[i] = process->steps[i]->after_count == 0;
        ends[i] = process->steps[i]->is_end;
        has_end = has_end || ends[i];
    }
    spread(process, reached, false);
    spread(process, ends, true);
    report_unreachable(resolver, process, reached);
    if (has_end) report_endless(resolver, process, ends);
}

/* ---- A process ---- */

static bool read_all_steps(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_process *process)
{
    bool fine = true;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_name *name =
            pm_name_of(resolver, PM_KIND_STEP, process, statement->children[i]);
        const struct pm_slot *after = pm_slot(statement->children[i], "STEPS");
        if (!name) continue;
        struct pm_step *step = name->object;
        read_step(resolver, statement->children[i], step);
        check_after(resolver, step);
        if (after && step->after_count < after->node_count) fine = false;
    }
    return fine;
}

void pm_read_process(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_process *process = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    pm_read_facts(resolver, statement, &process->facts);
    process->serves =
        pm_read_works(resolver, process->plan, pm_slot(statement, "WORKS"), &process->serve_count);
    process->trigger = pm_read_text_of(resolver, statement, "trigger");
    process->outcome = pm_read_text_of(resolver, statement, "outcome");
    process->with = pm_read_units_of(resolver, statement, "with", "UNITS", &process->with_count);
    process->shown = pm_read_metrics_of(resolver, statement, "shown", &process->shown_count);
    process->aligns = pm_read_aligns(resolver, process->plan, statement, &process->align_count);
    read_version(resolver, statement, process);
    bool fine = read_all_steps(resolver, statement, process);
    read_gaps(resolver, statement, process);
    if (fine) check_islands(resolver, statement, process);
}
