/* test_work.c: the improvement cycle in a model: work, theories, processes, reviews, exceptions. */
#include "lang/model/measure.h"
#include "lang/model/resolve.h"
#include "lang/model/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define BASE                                                                                \
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end ; parts Q at " \
    "07-01, 10-01, 01-01, 04-01 } }\n"                                                      \
    "unit harbor \"Harbor\" as district { unit climate \"Climate\" as office ; unit it "    \
    "\"IT\" as office }\n"                                                                  \
    "source results {\n from csv \"r.csv\"\n summary\n one row per year\n"                  \
    " period year as \"2025\"\n unit harbor\n field year text\n field present percent\n"    \
    " field other percent\n}\n"                                                             \
    "metric presence \"Present\" { value published present of results ; unit percent ; "    \
    "better higher }\n"                                                                     \
    "metric other \"Other\" { value published other of results ; unit percent ; better "    \
    "lower }\n"

#define PLAN(lines) PLAN_BEGIN lines "}\n"
#define PLAN_BEGIN                                                           \
    BASE "plan compass \"Compass\" {\n for harbor\n period SY2025..SY2028\n" \
         " focus safe \"Safe\"\n"                                            \
         " goal attend \"Every student is present\" within safe {\n"         \
         "  measure presence { baseline SY2024 90% ; target SY2026 93% }\n"  \
         "  measure other { baseline SY2024 20% ; target SY2026 10% }\n"     \
         "  milestone ready \"Ready\" due 2025-06-30\n"                      \
         "  cause \"Families learn too late\" shown by other\n }\n"

/* ---- Compiling ---- */

static struct pm_compilation *compile_on(struct pm_arena *arena, const char *text, int32_t as_of)
{
    const char *path = "project.pm";
    struct pm_text *slice = PM_NEW(arena, struct pm_text);
    const char **paths = PM_NEW(arena, const char *);
    *slice = pm_text_from(text);
    *paths = path;
    struct pm_files files = pm_files_in_memory(arena, paths, slice, 1);
    return pm_compile_project_as_of(arena, &files, NULL, as_of);
}

static struct pm_compilation *compile(struct pm_arena *arena, const char *text)
{
    return compile_on(arena, text, PM_NO_DAY);
}

static void print_all(const struct pm_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        print_message("%s: %s\n", pm_code_info(list->items[i]->code)->name,
                      list->items[i]->message);
}

static const struct pm_model *compile_clean(struct pm_arena *arena, const char *text)
{
    struct pm_compilation *compilation = compile(arena, text);
    if (compilation->diagnostics->count) print_all(compilation->diagnostics);
    assert_int_equal(compilation->diagnostics->count, 0);
    return compilation->model;
}

/* Exactly this was reported. */
static const struct pm_diagnostic *compile_to(struct pm_arena *arena, const char *text,
                                              enum pm_code code)
{
    struct pm_compilation *compilation = compile(arena, text);
    if (compilation->diagnostics->count != 1) print_all(compilation->diagnostics);
    assert_int_equal(compilation->diagnostics->count, 1);
    assert_string_equal(pm_code_info(compilation->diagnostics->items[0]->code)->name,
                        pm_code_info(code)->name);
    return compilation->diagnostics->items[0];
}

static size_t count_of(const struct pm_compilation *compilation, enum pm_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        count += compilation->diagnostics->items[i]->code == code;
    return count;
}

static struct pm_arena *arena_of(void **state)
{
    return *state;
}

static int set_up(void **state)
{
    *state = pm_arena_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    pm_arena_free(*state);
    return 0;
}

static int32_t day(const char *text)
{
    int32_t found = PM_NO_DAY;
    assert_true(pm_parse_day(pm_text_from(text), &found));
    return found;
}

/* ---- Plans ---- */

static void whole_plans_have_no_errors(void **state)
{
    static const char *const folders[] = {"0", "1", "5", "6", "8"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = pm_arena_format(arena_of(state), "tests/data/plans/%s", folders[i]);
        struct pm_files files = pm_files_on_disk(arena_of(state), path);
        struct pm_compilation *compilation = pm_compile_project(arena_of(state), &files, NULL);
        if (pm_diagnostics_count(compilation->diagnostics, PM_ERROR))
            print_all(compilation->diagnostics);
        assert_int_equal(pm_diagnostics_count(compilation->diagnostics, PM_ERROR), 0);
        assert_true(compilation->file_count == 1);
    }
}

static const struct pm_whole *whole_of_plan(struct pm_arena *arena, const char *folder)
{
    struct pm_files files = pm_files_on_disk(arena, folder);
    return pm_compile_project(arena, &files, NULL)->model->whole;
}

static void reviews_of_a_whole_plan_are_read(void **state)
{
    const struct pm_whole *whole = whole_of_plan(arena_of(state), "tests/data/plans/6");
    assert_int_equal(whole->reviews.count, 3);
    const struct pm_review *review = whole->reviews.items[1];
    assert_string_equal(review->name, "pm_oct");
    assert_string_equal(review->kind, "pm_session");
    assert_int_equal(review->day, day("2024-10-22"));
    assert_int_equal(review->length_minutes, 120);
    assert_int_equal(review->begins_minute, 9 * 60 + 30);
    assert_int_equal(review->data_day, day("2024-10-12"));
    assert_ptr_equal(review->follows, whole->reviews.items[0]);
    assert_int_equal(review->agenda_count, 4);
    assert_int_equal(review->chart_count, 10);
    assert_string_equal(review->charts[1]->as, "ranked");
    assert_ptr_equal(review->charts[1]->review, review);
    assert_int_equal(review->action_count, 2);
    assert_int_equal(review->decision_count, 1);
    assert_int_equal(review->decisions[0]->day, review->day);
    assert_int_equal(review->of[0].kind, PM_SUBJECT_FOCUS);
    assert_int_equal(review->of[1].kind, PM_SUBJECT_WORK);
    const struct pm_action *action = review->actions[0];
    assert_int_equal(action->event_count, 1);
    assert_int_equal(action->events[0].kind, PM_ACTION_DONE);
    assert_int_equal(action->events[0].day, day("2024-11-04"));
    assert_ptr_equal(action->cites[0].object, review->charts[1]);
    assert_int_equal(review->actions[1]->events[0].kind, PM_ACTION_CARRIED);
    assert_string_equal(review->actions[1]->facts.owner_post, "Chief School Performance Officer");
    assert_int_equal(review->asks[0]->answered_day, day("2024-12-10"));
}

static void processes_of_a_whole_plan_are_read(void **state)
{
    const struct pm_whole *whole = whole_of_plan(arena_of(state), "tests/data/plans/6");
    assert_int_equal(whole->processes.count, 2);
    const struct pm_process *now = whole->processes.items[0];
    const struct pm_process *then = whole->processes.items[1];
    assert_false(now->is_to_be);
    assert_true(then->is_to_be);
    assert_ptr_equal(then->replaces, now);
    assert_int_equal(now->step_count, 4);
    assert_int_equal(now->steps[1]->waits_minutes, 5 * 24 * 60);
    assert_int_equal(now->steps[1]->takes_minutes, 120);
    assert_true(now->steps[3]->is_end);
    assert_null(now->steps[3]->unit);
    assert_int_equal(now->gaps[0].between_count, 2);
    const struct pm_step *post = then->steps[3];
    assert_int_equal(post->after_count, 2);
    assert_string_equal(post->when, "match");
    assert_int_equal(post->inform_count, 1);
    assert_int_equal(post->shown_count, 1);
    assert_int_equal(then->steps[1]->give_count, 2);
    assert_string_equal(then->steps[1]->gives[1].by, "E-mail");
    assert_ptr_equal(then->steps[1]->gives[1].to, post);
}

static void services_and_teams_of_a_whole_plan_are_read(void **state)
{
    const struct pm_whole *whole = whole_of_plan(arena_of(state), "tests/data/plans/8");
    const struct pm_service *service = whole->services.items[0];
    assert_string_equal(service->unit->name, "help");
    assert_string_equal(service->customer_text, "principals and clerks");
    assert_int_equal(service->budgets[0].amount.mantissa, 410000);
    assert_int_equal(service->spent[0].day, day("2025-12-31"));
    assert_int_equal(service->measure_count, 1);
    const struct pm_measure *measure = service->measures[0];
    assert_ptr_equal(measure->service, service);
    assert_null(measure->goal);
    assert_null(measure->plan);
    assert_int_equal(measure->unit_count, 1);
    assert_ptr_equal(measure->units[0].unit, service->unit);
    assert_string_equal(measure->rating->name, "standard");
    assert_ptr_equal(whole->measures.items[0], measure);
    const struct pm_meeting *team = whole->meetings.items[0];
    assert_true(team->is_team);
    assert_int_equal(team->every.days, 14);
    assert_int_equal(team->member_count, 2);
    const struct pm_training *training = whole->trainings.items[0];
    assert_int_equal(training->trained_count, 2);
    assert_int_equal(training->trained[0].had, 4);
    assert_int_equal(training->trained[0].of, 6);
    assert_non_null(training->trained[1].source);
    assert_non_null(training->trained[1].where);
    const struct pm_practice *practice = whole->practices.items[0];
    assert_string_equal(practice->from->unit->name, "new_middle");
    assert_int_equal(practice->taken[0].unit_count, 1);
    assert_int_equal(practice->evidence[0].tier, 4);
    assert_ptr_equal(whole->works.items[0]->needs[0], whole->works.items[1]);
}

/* ---- Names ---- */

static void names_are_seen_from_inside_and_outside(void **state)
{
    const struct pm_whole *whole =
        compile_clean(
            arena_of(state),
            PLAN(" strategy coaching \"Coaching\" { serves attend, safe\n"
                 "  activity hire \"Hire\" { serves coaching ; milestone y1 \"60\" due "
                 "2026-06-30 } }\n"
                 " theory t \"T\" for attend { if \"a\" by coaching, hire shown by "
                 "hire.y1, other\n  then \"b\" shown by attend.ready }\n"
                 " decision d \"D\" on 2025-01-01 { changes hire.y1, attend.presence "
                 "}\n") "review oct \"Oct\" on 2025-10-21 {\n"
                        " of compass, compass.attend, compass.hire, compass.safe, "
                        "climate, "
                        "presence\n data on 2025-10-15\n chart presence\n chart other as table\n"
                        " action a1 \"A\" owner it due 2025-11-01 { cites presence, "
                        "oct.presence, compass.hire.y1, compass.d, compass.t, results "
                        "} }\n")
            ->whole;
    assert_int_equal(whole->works.items[0]->serves[1].kind, PM_SUBJECT_FOCUS);
    assert_int_equal(whole->works.items[1]->serves[0].kind, PM_SUBJECT_WORK);
    assert_ptr_equal(whole->works.items[1]->within, whole->works.items[0]);
    const struct pm_theory_link *link = &whole->theories.items[0]->links[0];
    assert_int_equal(link->by_count, 2);
    assert_ptr_equal(link->shown[0].milestone, whole->milestones.items[1]);
    assert_non_null(link->shown[1].metric);
    const struct pm_decision *decision = whole->decisions.items[0];
    assert_int_equal(decision->changes[0].kind, PM_SUBJECT_MILESTONE);
    assert_int_equal(decision->changes[1].kind, PM_SUBJECT_MEASURE);
    assert_string_equal(pm_subject_text(arena_of(state), &decision->changes[1]),
                        "compass.attend.presence");
    static const enum pm_subject_kind kinds[] = {PM_SUBJECT_PLAN, PM_SUBJECT_GOAL,
                                                 PM_SUBJECT_WORK, PM_SUBJECT_FOCUS,
                                                 PM_SUBJECT_UNIT, PM_SUBJECT_METRIC};
    const struct pm_review *review = whole->reviews.items[0];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_int_equal(review->of[i].kind, kinds[i]);
    static const enum pm_subject_kind cited[] = {PM_SUBJECT_CHART,     PM_SUBJECT_CHART,
                                                 PM_SUBJECT_MILESTONE, PM_SUBJECT_DECISION,
                                                 PM_SUBJECT_THEORY,    PM_SUBJECT_SOURCE};
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
        assert_int_equal(whole->actions.items[0]->cites[i].kind, cited[i]);
}

static void names_that_are_not_there_are_offered(void **state)
{
    const struct pm_diagnostic *found;
    found = compile_to(arena_of(state), PLAN(" initiative rota \"R\" { serves atend }\n"),
                       PM_NAME_UNKNOWN);
    assert_string_equal(found->replacement, "attend");
    found = compile_to(
        arena_of(state),
        PLAN(" initiative rota \"R\" { serves attend }\n") "review oct \"O\" on 2025-10-21 { of "
                                                           "compass.rotta }\n",
        PM_NAME_UNKNOWN);
    assert_string_equal(found->replacement, "compass.rota");
    found = compile_to(
        arena_of(state),
        PLAN(" initiative rota \"R\" { serves attend }\n") "review oct \"O\" on 2025-10-21 { of "
                                                           "compas.rota }\n",
        PM_NAME_UNKNOWN);
    assert_string_equal(found->replacement, "compass.rota");
    found = compile_to(arena_of(state),
                       PLAN(" theory t \"T\" for attend { then \"b\" shown by attend.redy }\n"),
                       PM_NAME_UNKNOWN);
    assert_string_equal(found->replacement, "attend.ready");
    found = compile_to(arena_of(state), PLAN(" initiative rota \"R\" { serves presence }\n"),
                       PM_NAME_OF_OTHER_KIND);
    assert_int_equal(found->label_count, 1);
    compile_to(arena_of(state),
               BASE "plan a \"A\" { for harbor ; period SY2026 ; goal g \"G\" { measure presence { "
                    "maintain from "
                    "90% over SY2026 } ; measure other { maintain to 9% over SY2026 } } }\n"
                    "review oct \"O\" on 2025-10-21 { of a.g.presence.more }\n",
               PM_NAME_UNKNOWN);
    compile_to(arena_of(state),
               PLAN("") "review oct \"O\" on 2025-10-21 { done oct.a7 on 2025-10-22 \"x\" }\n",
               PM_NAME_UNKNOWN);
}

static void what_is_damaged_is_not_missed(void **state)
{
    compile_to(arena_of(state),
               PLAN(" initiative rota { serves attend }\n") "review oct \"O\" on 2025-10-21 { of "
                                                            "compass.rota }\n",
               PM_MISSING_PART);
    compile_to(arena_of(state),
               PLAN(" initative rota \"R\" { milestone m \"M\" due 2025-09-30 }\n"
                    " theory t \"T\" for attend { if \"a\" by rota shown by rota.m }\n"),
               PM_UNKNOWN_STATEMENT);
}

/* ---- Facts that cannot be ---- */

static void days_must_fit(void **state)
{
    compile_clean(arena_of(state),
                  PLAN(" initiative rota \"R\" { serves attend ; starts 2024-07-01 ; ends "
                       "2028-06-30\n  milestone m \"M\" due 2028-06-30 done 2029-01-01 }\n"));
    compile_to(arena_of(state),
               PLAN(" initiative rota \"R\" { serves attend\n"
                    "  milestone m \"M\" due 2025-06-30 done 2024-06-30 }\n"),
               PM_DATE_OUTSIDE_PLAN);
    compile_to(arena_of(state),
               PLAN(" initiative rota \"R\" { serves attend ; starts 2026-07-01 ; ends "
                    "2025-06-30 }\n"),
               PM_DATES_BACKWARDS);
    compile_to(arena_of(state),
               PLAN(" initiative rota \"R\" { serves attend ; milestone m \"M\" due 2025-02-30 "
                    "}\n"),
               PM_DATE_UNREAL);
    compile_to(arena_of(state),
               PLAN(" initiative rota \"R\" { serves attend ; milestone m \"M\" due 2025-02-03\n"
                    "  milestone m \"M\" due 2025-02-03 done 2025-03-01 }\n"),
               PM_NAME_TWICE);
}

static void circles_of_work_show_all_places(void **state)
{
    const struct pm_diagnostic *found =
        compile_to(arena_of(state),
                   PLAN(" initiative a \"A\" { serves attend ; needs b }\n"
                        " initiative b \"B\" { serves attend ; needs c }\n"
                        " initiative c \"C\" { serves attend ; needs a }\n"),
                   PM_NEEDS_CIRCLE);
    assert_int_equal(found->label_count, 2);
    compile_to(arena_of(state), PLAN(" initiative a \"A\" { serves attend ; needs a }\n"),
               PM_NEEDS_CIRCLE);
    compile_clean(arena_of(state), PLAN(" initiative a \"A\" { serves attend ; needs b, c }\n"
                                        " initiative b \"B\" { serves attend ; needs c }\n"
                                        " initiative c \"C\" { serves attend }\n"));
}

static void theories_are_put_in_order(void **state)
{
    const struct pm_theory *theory =
        compile_clean(arena_of(state),
                      PLAN(" theory t \"T\" for attend {\n  assume \"d\"\n  so \"c\" after 1 year\n"
                           "  then \"b2\" after 2 quarters\n  then \"b1\" after 1 month\n"
                           "  if \"a\"\n }\n"))
            ->whole->theories.items[0];
    static const char *const texts[] = {"a", "b1", "b2", "c", "d"};
    assert_int_equal(theory->link_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(theory->links[i].text, texts[i]);
    compile_clean(arena_of(state),
                  PLAN(" theory t \"T\" for attend { then \"b\" after 1 year ; so \"c\" }\n"));
}

static void processes_hang_together(void **state)
{
#define STEPS(text) BASE "process m \"M\" {\n" text "}\n" PLAN_OF_METRICS
#define PLAN_OF_METRICS                                                                       \
    "plan a \"A\" { for harbor ; period SY2026 ; goal g \"G\" { measure presence { maintain " \
    "from 90% } ; measure other { maintain to 9% } } }\n"
    compile_clean(arena_of(state), STEPS(" step a \"A\" by it\n step b \"B\" by it after a, c\n"
                                         " step c \"C\" by climate after b when \"again\"\n"
                                         " end e \"E\" after b\n"));
    /* each comes after another */
    compile_to(arena_of(state), STEPS(" step a \"A\" by it after b\n step b \"B\" by it after a\n"),
               PM_PROCESS_ISLAND);
    /* two parts, one without an end */
    compile_to(arena_of(state),
               STEPS(" step a \"A\" by it\n step b \"B\" by it after a\n step c \"C\" by it\n"
                     " end e \"E\" after c\n"),
               PM_PROCESS_ISLAND);
    compile_to(arena_of(state), STEPS(" step a \"A\" by it\n end e \"E\" after b\n"),
               PM_NAME_UNKNOWN);
    compile_to(arena_of(state),
               STEPS(" step a \"A\" by it\n end e \"E\" after a\n version to_be of m\n"),
               PM_VERSION_UNFIT);
    compile_to(arena_of(state),
               STEPS(" step a \"A\" by it\n end e \"E\" after a\n version to_be of none\n"),
               PM_NAME_UNKNOWN);
#undef STEPS
}

static void sessions_come_in_order(void **state)
{
#define REVIEWS(oct, dec)                                                                 \
    BASE "review dec \"D\" on 2025-12-16 {\n" dec "}\nreview oct \"O\" on 2025-10-21 {\n" \
         " action a1 \"A\" owner it due 2025-11-07\n" oct "}\n" PLAN_OF_METRICS
    const struct pm_whole *whole =
        compile_clean(arena_of(state), REVIEWS("", " follows oct\n carry oct.a1 to 2026-01-15 "
                                                   "\"w\"\n"))
            ->whole;
    assert_string_equal(whole->reviews.items[0]->name, "oct");
    compile_to(arena_of(state), REVIEWS(" follows oct\n", ""), PM_REVIEW_FOLLOWS);
    compile_to(arena_of(state), REVIEWS(" action a2 \"B\" owner it due 2025-10-01\n", ""),
               PM_ACTION_BEFORE_REVIEW);
    compile_to(
        arena_of(state),
        REVIEWS(" done dec.b on 2025-12-20 \"x\"\n", " action b \"B\" owner it due 2026-01-07\n"),
        PM_ACTION_BEFORE_REVIEW);
    compile_to(arena_of(state),
               REVIEWS("", " done oct.a1 on 2025-11-01 \"x\"\n done oct.a1 on 2025-11-02 \"y\"\n"),
               PM_ACTION_CLOSED_TWICE);
    compile_to(arena_of(state), REVIEWS("", " carry oct.a1 to 2025-11-07 \"w\"\n"),
               PM_CARRY_BACKWARDS);
    compile_to(
        arena_of(state),
        REVIEWS("", " carry oct.a1 to 2026-02-07 \"w\"\n carry oct.a1 to 2026-01-07 \"w\"\n"),
        PM_CARRY_BACKWARDS);
    compile_to(arena_of(state),
               BASE "review a \"A\" on 2025-12-16 { follows b }\nreview b \"B\" on 2025-12-16 { "
                    "follows a }\n" PLAN_OF_METRICS,
               PM_REVIEW_FOLLOWS);
#undef REVIEWS
}

static void money_has_a_time(void **state)
{
    const struct pm_whole *whole =
        compile_clean(arena_of(state), PLAN(" initiative a \"A\" { serves attend\n"
                                            "  budget $1_000 from local\n"
                                            "  budget $2_500 from title_i for SY2026.Q2\n"
                                            "  staff 0.5 fte from climate }\n"))
            ->whole;
    const struct pm_work *work = whole->works.items[0];
    assert_false(pm_period_is(work->budgets[0].period));
    assert_string_equal(work->budgets[1].fund, "title_i");
    assert_int_equal(work->budgets[1].period.number, 2);
    assert_int_equal(work->staff[0].amount.mantissa, 5);
    compile_to(arena_of(state), PLAN(" initiative a \"A\" { serves attend ; staff 0 fte }\n"),
               PM_STAFF_UNFIT);
}

static void measures_of_work_are_checked(void **state)
{
    const struct pm_model *model = compile_clean(
        arena_of(state),
        PLAN(" strategy s \"S\" { serves attend ; measure presence { baseline SY2024 90% ; "
             "target SY2027 95% } }\n"));
    const struct pm_measure *measure = model->whole->measures.items[0];
    assert_ptr_equal(measure->work, model->whole->works.items[0]);
    assert_ptr_equal(measure->plan, model->plans[0]);
    assert_ptr_equal(measure->units, model->plans[0]->units);
    assert_string_equal(pm_measure_home_text(arena_of(state), measure), "strategy `s`");
    compile_to(arena_of(state),
               PLAN(" strategy s \"S\" { serves attend ; measure presence { baseline SY2024 90% ; "
                    "target SY2027 85% } }\n"),
               PM_TARGET_WRONG_SIDE);
    compile_to(arena_of(state),
               PLAN(" strategy s \"S\" { serves attend ; measure presence { baseline SY2024 90% ; "
                    "target SY2037 95% } }\n"),
               PM_TARGET_OUTSIDE_PLAN);
}

static void modules_ask_where_the_cycle_uses_them(void **state)
{
    static const char *const uses[] = {
        " theory t \"T\" for attend { if \"a\" shown by contact_48h }\n",
        " initiative a \"A\" { serves attend ; expects contact_48h higher by SY2026 }\n",
        " adjust a \"A\" on 2025-10-01 { cites contact_48h }\n"};
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        const char *text =
            pm_arena_format(arena_of(state), "use attendance\n%s%s }\n", PLAN_BEGIN, uses[i]);
        struct pm_compilation *compilation = compile(arena_of(state), text);
        assert_int_equal(count_of(compilation, PM_NAME_UNKNOWN), 1);
        assert_string_equal(compilation->diagnostics->items[0]->message,
                            "there is no source called `contacts`");
    }
}

/* ---- Exceptions ---- */

#define LONELY " goal lonely \"Schools of character\" {\n" ALLOW " }\n"
#define ALLOW  "  allow goal_without_measure until 2027-06-30 \"To be written\"\n"
#define WAIVE \
    " waive goal_without_measure for lonely until 2027-06-30 by \"Strategy\" \"To be written\"\n"

static void allowances_hold_until_their_day(void **state)
{
    const struct pm_whole *whole = compile_clean(arena_of(state), PLAN(LONELY))->whole;
    assert_int_equal(whole->allowances.count, 1);
    assert_int_equal(whole->allowances.items[0]->code, PM_GOAL_WITHOUT_MEASURE);
    struct pm_compilation *compilation =
        compile_on(arena_of(state), PLAN(LONELY), day("2027-06-30"));
    assert_int_equal(compilation->diagnostics->count, 0);
    compilation = compile_on(arena_of(state), PLAN(LONELY), day("2027-07-01"));
    assert_int_equal(compilation->diagnostics->count, 2);
    assert_int_equal(count_of(compilation, PM_ALLOW_EXPIRED), 1);
    assert_int_equal(count_of(compilation, PM_GOAL_WITHOUT_MEASURE), 1);
    /* only for its own declaration */
    compilation = compile(arena_of(state), PLAN(LONELY " goal other \"O\"\n"));
    assert_int_equal(count_of(compilation, PM_GOAL_WITHOUT_MEASURE), 1);
    assert_int_equal(compilation->diagnostics->count, 1);
}

static void waivers_mark_and_do_not_hide(void **state)
{
    struct pm_compilation *compilation =
        compile(arena_of(state), PLAN(" goal lonely \"Schools of character\"\n" WAIVE));
    assert_int_equal(compilation->diagnostics->count, 1);
    assert_true(compilation->diagnostics->items[0]->waived);
    assert_int_equal(pm_diagnostics_count(compilation->diagnostics, PM_WARNING), 0);
    compilation = compile_on(arena_of(state), PLAN(" goal lonely \"Schools of character\"\n" WAIVE),
                             day("2028-01-01"));
    assert_int_equal(count_of(compilation, PM_WAIVE_EXPIRED), 1);
    assert_int_equal(compilation->diagnostics->count, 2);
    compile_to(arena_of(state),
               PLAN(" waive goal_without_measure for attend until 2027-06-30 by "
                    "\"Strategy\" \"No need\"\n"),
               PM_WAIVE_UNUSED);
    /* rules may turn the reports on exceptions off, too */
    compilation =
        compile(arena_of(state), "project p \"P\" { rules { allow allow_unused } }\n"
                                 "plan q \"Q\" { rules { allow plan_without_period }\n"
                                 " allow goal_without_measure until 2027-06-30 \"No need\" }\n");
    assert_int_equal(compilation->diagnostics->count, 0);
}

static void exceptions_are_whole(void **state)
{
    compile_to(arena_of(state),
               PLAN(" waive goal_without_measure for attend until 2027-06-30 by \"Strategy\"\n"),
               PM_MISSING_PART);
    compile_to(arena_of(state), PLAN(" allow goal_with_measure until 2027-06-30 \"x\"\n"),
               PM_RULE_UNKNOWN);
    compile_to(arena_of(state),
               PLAN(" waive goal_without_mesure for attend until 2027-06-30 by \"S\" \"x\"\n"),
               PM_RULE_UNKNOWN);
    const struct pm_waiver *waiver =
        compile(arena_of(state),
                PLAN(" waive target_lowered for attend.present from 24% to -3 pts until 2027-06-30 "
                     "by \"S\" \"x\"\n"))
            ->model->whole->waivers.items[0];
    assert_true(waiver->has_values);
    assert_int_equal(waiver->from.amount.mantissa, 24);
    assert_int_equal(waiver->from.amount.places, 2);
    assert_int_equal(waiver->to.amount.mantissa, -3);
    assert_string_equal(waiver->by, "S");
    assert_string_equal(waiver->reason, "x");
}

/* ---- Names of before ---- */

static void names_of_before_are_kept(void **state)
{
    const struct pm_whole *whole =
        compile_clean(
            arena_of(state),
            PLAN(" renamed come to attend\n") "renamed bay to port\nrenamed port to harbor\n"
                                              "retired att_rate on 2026-06-30 because "
                                              "\"Replaced\"\n")
            ->whole;
    assert_int_equal(whole->renamings.count, 4);
    assert_non_null(whole->renamings.items[0]->plan);
    assert_string_equal(whole->renamings.items[3]->because, "Replaced");
    assert_null(whole->renamings.items[3]->to);
    compile_to(arena_of(state), PLAN("") "renamed climate to it\n", PM_RENAMED_UNFIT);
}

/* ---- Digest and text ---- */

static void order_and_texts_keep_the_digest(void **state)
{
    const struct pm_model *first = compile_clean(
        arena_of(state), PLAN(" initiative a \"A\" { serves attend ; owner it }\n"
                              " initiative b \"B\" { serves attend, safe ; milestone m \"M\" due "
                              "2026-01-01 }\n"));
    const struct pm_model *second =
        compile_clean(arena_of(state),
                      PLAN(" initiative b \"Another\" { milestone m \"N\" due 2026-01-01\n serves "
                           "compass.safe ; serves attend }\n"
                           " initiative a \"A\" { owner it ; serves attend ; about \"Text\" }\n"));
    const struct pm_model *third = compile_clean(
        arena_of(state), PLAN(" initiative a \"A\" { serves attend ; owner it }\n"
                              " initiative b \"B\" { serves attend, safe ; milestone m \"M\" due "
                              "2026-01-02 }\n"));
    const char *digest = pm_model_digest(arena_of(state), first);
    assert_string_equal(digest, pm_model_digest(arena_of(state), second));
    assert_string_not_equal(digest, pm_model_digest(arena_of(state), third));
}

static void declarations_are_shown_by_name(void **state)
{
    static const char *const names[] = {
        "compass.rota", "compass.rota.m", "compass.t", "oct", "oct.a1", "oct.d",
        "desk",         "rule",           "lunch",     "q1",  "tone",   "help"};
    const struct pm_model *model = compile_clean(
        arena_of(state),
        PLAN(
            " initiative rota \"R\" { serves attend ; milestone m \"M\" due 2026-01-01 }\n"
            " theory t \"T\" for attend { if \"a\" }\n") "review oct \"O\" on 2025-10-21 { action "
                                                         "a1 \"A\" owner it due 2025-11-01 ; "
                                                         "decision "
                                                         "d \"D\" { because \"x\" } }\n"
                                                         "team desk \"D\" { members it }\npolicy "
                                                         "rule \"R\" { clause b \"B\" }\n"
                                                         "practice lunch \"L\" { from it on SY2025 "
                                                         "; taken by climate on 2025-09-01 }\n"
                                                         "report q1 \"Q\" { audience board, desk, "
                                                         "it ; due 2025-11-15 }\n"
                                                         "training tone \"T\" { audience it "
                                                         "}\nservice help \"H\" { owner it }\n");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_non_null(pm_model_show(arena_of(state), model, pm_text_from(names[i])));
    assert_null(pm_model_show(arena_of(state), model, PM_TEXT("oct.a2")));
    const char *text = pm_model_show(arena_of(state), model, PM_TEXT("compass.rota.m"));
    assert_non_null(strstr(text, "due 2026-01-01"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(whole_plans_have_no_errors),
        TEST(reviews_of_a_whole_plan_are_read),
        TEST(processes_of_a_whole_plan_are_read),
        TEST(services_and_teams_of_a_whole_plan_are_read),
        TEST(names_are_seen_from_inside_and_outside),
        TEST(names_that_are_not_there_are_offered),
        TEST(what_is_damaged_is_not_missed),
        TEST(days_must_fit),
        TEST(circles_of_work_show_all_places),
        TEST(theories_are_put_in_order),
        TEST(processes_hang_together),
        TEST(sessions_come_in_order),
        TEST(money_has_a_time),
        TEST(measures_of_work_are_checked),
        TEST(modules_ask_where_the_cycle_uses_them),
        TEST(allowances_hold_until_their_day),
        TEST(waivers_mark_and_do_not_hide),
        TEST(exceptions_are_whole),
        TEST(names_of_before_are_kept),
        TEST(order_and_texts_keep_the_digest),
        TEST(declarations_are_shown_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
