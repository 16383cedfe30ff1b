/* servants.c: work, services, trainings, processes, teams and routines that serve goals or work. */
#include "runtime/map/parts.h"

struct finding {
    struct pm_arena *arena;
    struct pm_servants found;
};

static void add_goals(struct finding *finding, struct pm_servant servant,
                      const struct pm_goal *const *goals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        servant.goal = goals[i];
        PM_PUSH(finding->arena, &finding->found.list, servant);
    }
}

static void add_subjects(struct finding *finding, struct pm_servant servant,
                         const struct pm_subject_reference *subjects, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        servant.goal = subjects[i].kind == PM_SUBJECT_GOAL ? subjects[i].object : NULL;
        servant.work = subjects[i].kind == PM_SUBJECT_WORK ? subjects[i].object : NULL;
        if (servant.goal || servant.work) PM_PUSH(finding->arena, &finding->found.list, servant);
    }
}

const char *pm_map_work_word(enum pm_work_kind kind)
{
    static const char *const words[] = {
        [PM_STRATEGY] = "strategy", [PM_INITIATIVE] = "initiative", [PM_ACTIVITY] = "activity"};
    return words[kind];
}

static void add_works(struct finding *finding, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        struct pm_servant servant = {.what = pm_map_work_word(work->kind),
                                     .name = work->name,
                                     .label = work->label,
                                     .plan = work->plan,
                                     .self = work};
        add_subjects(finding, servant, work->serves, work->serve_count);
    }
}

static void add_services(struct finding *finding, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->services.count; i++) {
        const struct pm_service *service = whole->services.items[i];
        struct pm_servant servant = {
            .what = "service", .name = service->name, .label = service->label, .self = service};
        add_subjects(finding, servant, service->serves, service->serve_count);
    }
}

static void add_trainings(struct finding *finding, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->trainings.count; i++) {
        const struct pm_training *training = whole->trainings.items[i];
        struct pm_servant servant = {.what = "training",
                                     .name = training->name,
                                     .label = training->label,
                                     .plan = training->plan,
                                     .self = training};
        add_goals(finding, servant, training->aligns, training->align_count);
    }
}

static void add_processes(struct finding *finding, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->processes.count; i++) {
        const struct pm_process *process = whole->processes.items[i];
        struct pm_servant servant = {.what = "process",
                                     .name = process->name,
                                     .label = pm_map_process_label(finding->arena, process),
                                     .plan = process->plan,
                                     .self = process};
        add_goals(finding, servant, process->aligns, process->align_count);
        for (size_t j = 0; j < process->serve_count; j++) {
            servant.work = process->serves[j];
            PM_PUSH(finding->arena, &finding->found.list, servant);
        }
    }
}

static void add_meetings(struct finding *finding, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->meetings.count; i++) {
        const struct pm_meeting *meeting = whole->meetings.items[i];
        struct pm_servant servant = {.what = meeting->is_team ? "team" : "routine",
                                     .name = meeting->name,
                                     .label = meeting->label,
                                     .self = meeting};
        add_goals(finding, servant, meeting->aligns, meeting->align_count);
    }
}

struct pm_servants pm_map_servants(struct pm_arena *arena, const struct pm_model *model)
{
    struct finding finding = {.arena = arena};
    add_works(&finding, model->whole);
    add_services(&finding, model->whole);
    add_trainings(&finding, model->whole);
    add_processes(&finding, model->whole);
    add_meetings(&finding, model->whole);
    return finding.found;
}
