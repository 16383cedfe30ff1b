/* collect_process.c: processes and their steps. */
#include "lang/model/collect.h"
#include "lang/model/work.h"

static void collect_steps(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_process *process)
{
    PM_ARRAY(struct pm_step *) steps = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        bool is_end = pm_text_is(child->word, "end");
        if (!is_end && !pm_text_is(child->word, "step")) continue;
        struct pm_step *step = PM_NEW(resolver->arena, struct pm_step);
        struct pm_name *name = pm_declare_statement(resolver, PM_KIND_STEP, process, child, step);
        if (!name) continue;
        step->at = name->at;
        step->process = process;
        step->index = (uint32_t)steps.count;
        step->name = pm_declared_text(resolver, name);
        step->label = pm_declared_label(resolver, name);
        step->is_end = is_end;
        step->when = "";
        PM_PUSH(resolver->arena, &steps, step);
    }
    process->steps = steps.items;
    process->step_count = steps.count;
}

void pm_collect_process(struct pm_resolver *resolver, const struct pm_statement *statement,
                        const struct pm_plan *plan)
{
    struct pm_process *process = PM_NEW(resolver->arena, struct pm_process);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_PROCESS, plan, statement, process);
    if (!name) return;
    pm_start_facts(&process->facts, name);
    process->name = pm_declared_text(resolver, name);
    process->label = pm_declared_label(resolver, name);
    process->plan = plan;
    process->trigger = process->outcome = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->processes, process);
    pm_note_declared(resolver, name, plan);
    pm_excuse_children(resolver, statement);
    collect_steps(resolver, statement, process);
}
