/* The improvement cycle: from plan texts and a day to findings, with and without figures. */
#include "judged.h"

#include "runtime/judge/flow.h"

#define PROJECT(settings)                                                       \
    "project harbor \"Harbor County\" {\n"                                      \
    "  calendar school_year SY { starts 07-01 ; named by end\n"                 \
    "    parts Q at 07-01, 10-01, 01-01, 04-01 }\n" settings "}\n"              \
    "unit harbor \"Harbor County\" as district {\n"                             \
    "  unit climate \"Climate\" as division { lead \"Chief of Climate\" }\n"    \
    "  unit research \"Research\" as division { lead \"Chief of Research\" }\n" \
    "}\n"                                                                       \
    "source results {\n"                                                        \
    "  from csv \"data.csv\"\n"                                                 \
    "  one row per student, year\n"                                             \
    "  period year as \"2025\"\n"                                               \
    "  unit harbor\n"                                                           \
    "  field student text\n"                                                    \
    "  field year text\n"                                                       \
    "  field called bool\n"                                                     \
    "  field absent bool\n"                                                     \
    "}\n"                                                                       \
    "metric called \"Families called\" {\n"                                     \
    "  leading absent after 1 year\n"                                           \
    "  numerator count of results where called = true\n"                        \
    "  denominator count of results\n"                                          \
    "  better higher\n"                                                         \
    "}\n"                                                                       \
    "metric absent \"Chronically absent\" {\n"                                  \
    "  lagging\n"                                                               \
    "  numerator count of results where absent = true\n"                        \
    "  denominator count of results\n"                                          \
    "  better lower\n"                                                          \
    "}\n"

#define PLAN(inside)                                                                       \
    "plan compass \"The Compass\" {\n"                                                     \
    "  for harbor\n"                                                                       \
    "  period SY2024..SY2027\n"                                                            \
    "  goal present \"Every student is present\" {\n"                                      \
    "    owner climate\n"                                                                  \
    "    measure called { baseline SY2024 20% ; target SY2025 90% ; target SY2027 99% }\n" \
    "    measure absent { baseline SY2024 40% ; target SY2027 10% }\n"                     \
    "  }\n" inside "}\n"

/* Rows of `count` students in each of two years; of them called and absent, in tenths. */
static const char *make_data(char *out, size_t size, int count, const int called[2],
                             const int absent[2])
{
    size_t used = (size_t)snprintf(out, size, "student,year,called,absent\n");
    for (int year = 0; year < 2; year++)
        for (int i = 0; i < count; i++)
            used += (size_t)snprintf(out + used, size - used, "s%d,%d,%s,%s\n", i, 2024 + year,
                                     i * 10 < called[year] * count ? "y" : "n",
                                     i * 10 < absent[year] * count ? "y" : "n");
    return out;
}

static char data[65536];

/* Calls rise from 30 % to 60 %, absence falls from 40 % to 20 %. */
static const char *good_data(void)
{
    return make_data(data, sizeof data, 40, (const int[]){3, 6}, (const int[]){4, 2});
}

/* Calls rise, absence rises too. */
static const char *bad_data(void)
{
    return make_data(data, sizeof data, 40, (const int[]){3, 6}, (const int[]){4, 5});
}

static const char *message_word(const struct judged *judged, const char *id)
{
    return pm_state_info(find(judged, id)->state)->word;
}

/* ---- Days ---- */

#define MILESTONES                                                      \
    PROJECT("")                                                         \
    PLAN("  initiative teams \"Teams\" {\n"                             \
         "    serves present ; owner climate ; with research\n"         \
         "    milestone done \"Done\" due 2024-09-30 done 2024-09-30\n" \
         "    milestone slow \"Slow\" due 2024-09-30 done 2024-10-01\n" \
         "    milestone late \"Late\" due 2024-12-31\n"                 \
         "    milestone soon \"Soon\" due 2025-01-31\n"                 \
         "    milestone open \"Open\" due 2025-02-01\n"                 \
         "  }\n")

static void test_milestones(void **state)
{
    struct judged judged = judge_texts(MILESTONES, good_data(), "2025-01-01");
    (void)state;
    assert_state(&judged, "milestone:compass/teams/done", "done");
    assert_state(&judged, "milestone:compass/teams/slow", "done_late");
    assert_int_equal(find(&judged, "milestone:compass/teams/slow")->cycle->days, 1);
    assert_state(&judged, "milestone:compass/teams/late", "late");
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->cycle->days, 1);
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->code, PM_MILESTONE_LATE);
    assert_state(&judged, "milestone:compass/teams/soon", "due_soon");
    assert_state(&judged, "milestone:compass/teams/open", "open");
    forget(&judged);
}

/* On its day a milestone is not late, and what is done later has not happened. */
static void test_day_itself(void **state)
{
    struct judged judged = judge_texts(MILESTONES, good_data(), "2024-09-30");
    (void)state;
    assert_state(&judged, "milestone:compass/teams/done", "done");
    assert_state(&judged, "milestone:compass/teams/slow", "due_soon");
    forget(&judged);
    judged = judge_texts(MILESTONES, good_data(), "2024-12-31");
    assert_state(&judged, "milestone:compass/teams/late", "due_soon");
    forget(&judged);
}

/* ---- Rules ---- */

static void test_rule_levels(void **state)
{
    struct judged judged =
        judge_texts(PROJECT("  rules { deny milestone_late ; allow single_unit_initiative }\n")
                        PLAN("  initiative teams \"Teams\" {\n"
                             "    serves present ; owner climate\n"
                             "    milestone late \"Late\" due 2024-12-31\n"
                             "  }\n"),
                    good_data(), "2025-01-02");
    (void)state;
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->severity, PM_ERROR);
    assert_null(look_up(&judged, "work:compass/teams/single_unit_initiative"));
    forget(&judged);
    judged = judge_texts(PROJECT("  rules { allow milestone_late }\n")
                             PLAN("  initiative teams \"Teams\" {\n"
                                  "    serves present ; owner climate\n"
                                  "    milestone late \"Late\" due 2024-12-31\n"
                                  "  }\n"),
                         good_data(), "2025-01-02");
    assert_state(&judged, "milestone:compass/teams/late", "late");
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->severity, PM_INFO);
    assert_state(&judged, "work:compass/teams/single_unit_initiative", "not_kept");
    forget(&judged);
}

static void test_rule_argument(void **state)
{
    struct judged judged = judge_texts(
        PROJECT("  rules { warn too_many_charts(1), too_few_charts(1) }\n") PLAN(
            "") "review a \"A\" on 2025-01-10 { kind pm_session ; chart called ; chart absent }\n"
                "review b \"B\" on 2025-01-12 { kind pm_session ; chart called }\n"
                "review c \"C\" on 2025-01-14 { kind pm_session }\n",
        good_data(), "2025-02-01");
    (void)state;
    assert_int_equal(find(&judged, "review:a/too_many_charts")->cycle->count, 2);
    assert_int_equal(find(&judged, "review:a/too_many_charts")->cycle->limit, 1);
    assert_null(look_up(&judged, "review:b/too_many_charts"));
    assert_null(look_up(&judged, "review:b/too_few_charts"));
    assert_state(&judged, "review:c/too_few_charts", "not_kept");
    assert_state(&judged, "review:average", "counted");
    assert_number(find(&judged, "review:average")->cycle->amount, 1, 0, "1");
    forget(&judged);
}

static void test_waiver(void **state)
{
    static const char text[] = MILESTONES
        "waive milestone_late for compass.teams.late until 2025-01-10 by \"Chief\" \"Ill\"\n";
    struct judged judged = judge_texts(text, good_data(), "2025-01-10");
    (void)state;
    assert_non_null(find(&judged, "milestone:compass/teams/late")->waiver);
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->severity, PM_INFO);
    forget(&judged);
    judged = judge_texts(text, good_data(), "2025-01-11");
    assert_null(find(&judged, "milestone:compass/teams/late")->waiver);
    assert_int_equal(find(&judged, "milestone:compass/teams/late")->severity, PM_WARNING);
    forget(&judged);
}

/* ---- Action items ---- */

#define ITEMS                                                                             \
    PROJECT("")                                                                           \
    PLAN("")                                                                              \
    "review sep \"September\" on 2024-09-10 {\n"                                          \
    "  of compass.present\n"                                                              \
    "  action a \"A\" owner climate due 2024-10-10 { expects called higher by SY2025 }\n" \
    "  action b \"B\" owner climate due 2024-10-10 { expects absent lower by SY2025 }\n"  \
    "  action c \"C\" owner climate due 2024-10-10\n"                                     \
    "  action d \"D\" owner climate due 2024-10-10\n"                                     \
    "}\n"                                                                                 \
    "review oct \"October\" on 2024-10-20 {\n"                                            \
    "  follows sep\n"                                                                     \
    "  done sep.a on 2024-10-09 \"Log\" by research\n"                                    \
    "  done sep.b on 2024-10-19 \"Log\" by climate\n"                                     \
    "  carry sep.c to 2024-12-01 \"Union\"\n"                                             \
    "}\n"

static void test_actions(void **state)
{
    struct judged judged = judge_texts(ITEMS, bad_data(), "2025-07-01");
    const struct pm_finding *item = find(&judged, "action:sep/c");
    (void)state;
    assert_state(&judged, "action:sep/a", "done");
    assert_state(&judged, "action:sep/a/effect", "moved");
    assert_null(look_up(&judged, "action:sep/a/action_unchecked"));
    assert_state(&judged, "action:sep/b", "done_late");
    assert_state(&judged, "action:sep/b/effect", "not_moved");
    assert_state(&judged, "action:sep/b/action_unchecked", "not_kept");
    assert_state(&judged, "action:sep/c", "overdue");
    assert_int_equal(item->cycle->days, 212);
    assert_int_equal(item->cycle->first_days, 264);
    assert_int_equal(item->cycle->count, 1);
    assert_state(&judged, "action:sep/d", "forgotten");
    assert_int_equal(find(&judged, "action:in_time")->cycle->count, 1);
    assert_int_equal(find(&judged, "action:in_time")->cycle->of, 4);
    assert_int_equal(find(&judged, "action:as_expected")->cycle->count, 1);
    assert_int_equal(find(&judged, "action:as_expected")->cycle->of, 2);
    forget(&judged);
}

/* Before the session that follows, nothing is done, carried or forgotten. */
static void test_actions_earlier(void **state)
{
    struct judged judged = judge_texts(ITEMS, bad_data(), "2024-10-19");
    (void)state;
    assert_state(&judged, "action:sep/a", "overdue");
    assert_state(&judged, "action:sep/d", "overdue");
    assert_null(look_up(&judged, "action:sep/a/effect"));
    forget(&judged);
    judged = judge_texts(ITEMS, bad_data(), "2024-11-01");
    assert_state(&judged, "action:sep/a/effect", "too_early");
    assert_state(&judged, "action:sep/c", "open");
    forget(&judged);
}

/* ---- Theories ---- */

#define THEORY(milestone)                                       \
    PROJECT("")                                                 \
    PLAN("  initiative teams \"Teams\" {\n"                     \
         "    serves present ; owner climate ; with research\n" \
         "    milestone met \"Met\" " milestone "\n"            \
         "  }\n"                                                \
         "  theory calls \"Calls help\" for present {\n"        \
         "    if \"teams meet\" by teams shown by teams.met\n"  \
         "    then \"families are called\" shown by called\n"   \
         "    so \"fewer are absent\" shown by absent\n"        \
         "  }\n")

static void test_theory(void **state)
{
    static const char done[] = THEORY("due 2024-09-30 done 2024-09-20");
    static const char undone[] = THEORY("due 2024-09-30");
    struct judged judged = judge_texts(done, good_data(), "2025-07-01");
    (void)state;
    assert_state(&judged, "theory:compass/calls", "worked");
    assert_state(&judged, "theory:compass/calls/so", "worked");
    assert_int_equal(find(&judged, "theory:compass/calls")->cycle->count, 3);
    forget(&judged);
    judged = judge_texts(done, bad_data(), "2025-07-01");
    assert_state(&judged, "theory:compass/calls/if", "worked");
    assert_state(&judged, "theory:compass/calls/then", "theory_failed");
    assert_state(&judged, "theory:compass/calls/so", "theory_failed");
    assert_state(&judged, "theory:compass/calls", "theory_failed");
    forget(&judged);
    judged = judge_texts(undone, good_data(), "2025-07-01");
    assert_state(&judged, "theory:compass/calls/if", "implementation_failed");
    assert_state(&judged, "theory:compass/calls", "implementation_failed");
    forget(&judged);
    judged = judge_texts(done, good_data(), "2025-06-29");
    assert_state(&judged, "theory:compass/calls", "too_early");
    forget(&judged);
}

static void test_theory_movement(void **state)
{
    struct judged judged =
        judge_texts(THEORY("due 2024-09-30 done 2024-09-20"), good_data(), "2025-07-01");
    const struct pm_cycle_facts *facts = find(&judged, "theory:compass/calls/then")->cycle;
    (void)state;
    assert_int_equal(facts->movement_count, 2);
    assert_int_equal(facts->own_count, 1);
    assert_number(facts->movements[0].before.value, 100, 1, "30.0");
    assert_number(facts->movements[0].after.value, 100, 1, "60.0");
    assert_number(facts->movements[0].change, 100, 1, "30.0");
    assert_number(facts->movements[1].change, 100, 1, "-20.0");
    forget(&judged);
}

/* ---- Privacy ---- */

static const struct pm_finding *released(const struct pm_release *release, const char *id)
{
    for (size_t i = 0; i < release->finding_count; i++)
        if (strcmp(release->findings[i].id, id) == 0) return &release->findings[i];
    return NULL;
}

#define WATCHED                                                                               \
    PROJECT("  rules { warn leading_without_action(0) }\n")                                   \
    PLAN("  guardrail kept \"Kept\" { owner climate ; measure absent { maintain to 30% } }\n" \
         "  initiative teams \"Teams\" {\n"                                                   \
         "    serves present ; owner climate ; with research ; starts 2024-08-01\n"           \
         "    expects called higher by SY2025\n"                                              \
         "  }\n"                                                                              \
         "  theory calls \"Calls help\" for present {\n"                                      \
         "    if \"teams meet\" by teams shown by called\n"                                   \
         "    so \"fewer are absent\" shown by absent\n"                                      \
         "  }\n")                                                                             \
    "policy rule \"Rule\" { clause c \"Acted on\" by leading_without_action }\n"

static struct pm_release *release_for(struct judged *judged, enum pm_audience audience)
{
    struct pm_readers readers = {.audience = audience};
    return pm_protect(judged->arena, judged->cells, &judged->request, judged->findings, NULL, 0,
                      &readers);
}

static void test_shown(void **state)
{
    struct judged judged = judge_texts(WATCHED, bad_data(), "2025-07-01");
    struct pm_release *release = release_for(&judged, PM_PUBLIC);
    (void)state;
    assert_int_equal(released(release, "theory:compass/calls")->state, PM_STATE_THEORY_FAILED);
    assert_int_equal(released(release, "guardrail:compass/kept")->state, PM_STATE_BROKEN);
    assert_int_equal(released(release, "work:compass/teams/effect")->state, PM_STATE_MOVED);
    assert_non_null(released(release, "action:compass/present/called/leading_without_action"));
    assert_int_equal(released(release, "policy:rule/c")->state, PM_STATE_NOT_MET);
    forget(&judged);
}

/* Five students: no figure may be shown, and nothing that says what it is. */
static void test_hidden(void **state)
{
    make_data(data, sizeof data, 5, (const int[]){4, 6}, (const int[]){4, 6});
    struct judged judged = judge_texts(WATCHED, data, "2025-07-01");
    struct pm_release *release = release_for(&judged, PM_PUBLIC);
    const struct pm_finding *theory = released(release, "theory:compass/calls");
    (void)state;
    assert_string_equal(message_word(&judged, "theory:compass/calls"), "theory_failed");
    assert_int_equal(theory->state, PM_STATE_SUPPRESSED);
    assert_int_equal(theory->code, PM_CODE_COUNT);
    assert_int_equal(theory->severity, PM_INFO);
    assert_int_equal(theory->cycle->count, -1);
    assert_int_equal(theory->cycle->item_count, 0);
    for (size_t i = 0; i < theory->cycle->movement_count; i++) {
        assert_false(theory->cycle->movements[i].before.is_set);
        assert_false(theory->cycle->movements[i].after.is_set);
        assert_false(pm_ratio_is_defined(theory->cycle->movements[i].change));
    }
    assert_int_equal(released(release, "guardrail:compass/kept")->state, PM_STATE_SUPPRESSED);
    assert_int_equal(released(release, "work:compass/teams/effect")->state, PM_STATE_SUPPRESSED);
    assert_null(released(release, "action:compass/present/called/leading_without_action"));
    assert_int_equal(released(release, "policy:rule/c")->state, PM_STATE_MET);
    assert_true(released(release, "policy:rule/c")->cycle->is_partial);
    assert_true(find(&judged, "theory:compass/calls")->cycle->movements[0].before.is_set);
    forget(&judged);
}

/* A hidden figure gives the same release, whatever it is. */
static void test_hidden_alike(void **state)
{
    static const int figures[2][2][2] = {{{4, 6}, {4, 6}}, {{6, 4}, {6, 2}}};
    struct pm_release *releases[2];
    struct judged judged[2];
    (void)state;
    for (int i = 0; i < 2; i++) {
        make_data(data, sizeof data, 5, figures[i][0], figures[i][1]);
        judged[i] = judge_texts(WATCHED, data, "2025-07-01");
        releases[i] = release_for(&judged[i], PM_PUBLIC);
    }
    assert_int_equal(releases[0]->finding_count, releases[1]->finding_count);
    for (size_t i = 0; i < releases[0]->finding_count; i++) {
        const struct pm_finding *a = &releases[0]->findings[i];
        const struct pm_finding *b = &releases[1]->findings[i];
        assert_string_equal(a->id, b->id);
        assert_int_equal(a->state, b->state);
        assert_int_equal(a->severity, b->severity);
        assert_int_equal(a->code, b->code);
    }
    forget(&judged[0]);
    forget(&judged[1]);
}

/* ---- Sessions, reports, meetings ---- */

static void test_cadence(void **state)
{
    struct judged judged =
        judge_texts(PROJECT("  expect reviews to cabinet every 30 days\n")
                        PLAN("") "review a \"A\" on 2024-09-01\n"
                                 "review b \"B\" on 2024-10-06\n"
                                 "review plan \"P\" on 2024-10-20 { kind planning }\n"
                                 "review c \"C\" on 2024-11-11\n",
                    good_data(), "2024-12-17");
    (void)state;
    assert_null(look_up(&judged, "review:expected/cabinet/2024-10-01"));
    assert_int_equal(find(&judged, "review:expected/cabinet/2024-11-05")->cycle->days, 36);
    assert_state(&judged, "review:expected/cabinet/2024-12-11", "missed");
    forget(&judged);
}

static void test_reports(void **state)
{
    struct judged judged = judge_texts(
        PROJECT("  expect reports to cabinet every 3 months\n")
            PLAN("") "report q1 \"Q1\" { audience cabinet ; period SY2025.Q1 ; due 2024-11-15\n"
                     "  sent 2024-11-16 }\n"
                     "report q3 \"Q3\" { audience cabinet ; period SY2025.Q3 ; due 2025-05-15 }\n",
        good_data(), "2025-05-16");
    (void)state;
    assert_state(&judged, "report:q1", "done_late");
    assert_state(&judged, "report:q3", "late");
    assert_null(look_up(&judged, "report:expected/cabinet:SY2025.Q1"));
    assert_state(&judged, "report:expected/cabinet:SY2025.Q2", "missing");
    assert_null(look_up(&judged, "report:expected/cabinet:SY2025.Q3"));
    forget(&judged);
}

static void test_routine(void **state)
{
    static const char text[] =
        PROJECT("") PLAN("") "routine weekly \"Weekly\" { owner climate ; meets every 1 weeks\n"
                             "  held 2025-01-06, 2025-01-13 }\n";
    struct judged judged = judge_texts(text, good_data(), "2025-01-26");
    (void)state;
    assert_state(&judged, "routine:weekly", "held");
    forget(&judged);
    judged = judge_texts(text, good_data(), "2025-01-27");
    assert_state(&judged, "routine:weekly", "missed");
    forget(&judged);
}

/* ---- Processes ---- */

static const struct pm_weakness *weakness(const struct pm_weaknesses *list, enum pm_code code)
{
    for (size_t i = 0; i < list->list.count; i++)
        if (list->list.items[i].code == code) return &list->list.items[i];
    return NULL;
}

static struct pm_weaknesses look(const struct judged *judged, size_t process)
{
    struct pm_weaknesses found = {0};
    const struct pm_whole *whole = judged->compilation->model->whole;
    const struct pm_flow_limits limits = {
        .back_and_forth = 2, .waiting_percent = 50, .informed = 4, .approvals = 3};
    pm_process_weaknesses(judged->arena, whole->processes.items[process], &limits, &found);
    return found;
}

static void test_processes(void **state)
{
    struct judged judged = judge_texts(
        PROJECT("") PLAN("") "process good \"Good\" {\n"
                             "  owner climate ; aligns to compass.present ; shown by absent\n"
                             "  step a \"A\" by climate { gives \"Note\" to b by "
                             "\"Mail\" ; takes 2 hours }\n"
                             "  step b \"B\" by research after a within 1 days { takes 3 hours }\n"
                             "  step c \"C\" by research after b when \"again\" { takes 1 hours }\n"
                             "  end yes \"Yes\" after b, c when \"well\"\n"
                             "}\n"
                             "process bad \"Bad\" {\n"
                             "  step a \"A\" by climate { takes 1 hours }\n"
                             "  step b \"B\" by research after a, c { waits 4 hours }\n"
                             "  step c \"C\" by climate after b\n"
                             "  end yes \"Yes\" after c\n"
                             "}\n",
        good_data(), "2025-01-27");
    struct pm_weaknesses good = look(&judged, 0);
    struct pm_weaknesses bad = look(&judged, 1);
    const struct pm_whole *whole = judged.compilation->model->whole;
    (void)state;
    assert_int_equal(good.list.count, 0);
    assert_int_equal(pm_process_longest(judged.arena, whole->processes.items[0]), 360);
    assert_string_equal(weakness(&bad, PM_HANDOFF_UNNAMED)->name, "a-b");
    assert_non_null(weakness(&bad, PM_HANDOFF_WITHOUT_LIMIT));
    assert_int_equal(weakness(&bad, PM_LOOP_WITHOUT_CONDITION)->minutes, 240);
    assert_int_equal(weakness(&bad, PM_HANDED_BACK_AND_FORTH)->count, 2);
    assert_int_equal(weakness(&bad, PM_MOSTLY_WAITING)->minutes, 240);
    assert_non_null(weakness(&bad, PM_PROCESS_WITHOUT_OWNER));
    assert_non_null(weakness(&bad, PM_PROCESS_WITHOUT_GOAL));
    assert_int_equal(find(&judged, "process:bad")->cycle->of, 3);
    forget(&judged);
}

/* ---- Order and sameness ---- */

static void test_order(void **state)
{
    struct judged judged = judge_texts(WATCHED, good_data(), "2025-07-01");
    struct judged again = judge_texts(WATCHED, good_data(), "2025-07-01");
    int last = 0;
    (void)state;
    assert_int_equal(judged.findings->count, again.findings->count);
    for (size_t i = 0; i < judged.findings->count; i++) {
        const struct pm_finding *finding = &judged.findings->items[i];
        assert_string_equal(finding->id, again.findings->items[i].id);
        if (!finding->cycle) continue;
        assert_true((int)finding->kind >= last);
        last = (int)finding->kind;
    }
    forget(&judged);
    forget(&again);
}

static void test_kinds(void **state)
{
    (void)state;
    for (int kind = 0; kind < PM_FINDING_KIND_COUNT; kind++)
        assert_int_equal(
            pm_finding_kind_find(pm_finding_kind_info((enum pm_finding_kind)kind)->word), kind);
    assert_int_equal(pm_finding_kind_find("nothing"), PM_FINDING_KIND_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_milestones),      cmocka_unit_test(test_day_itself),
        cmocka_unit_test(test_rule_levels),     cmocka_unit_test(test_rule_argument),
        cmocka_unit_test(test_waiver),          cmocka_unit_test(test_actions),
        cmocka_unit_test(test_actions_earlier), cmocka_unit_test(test_theory),
        cmocka_unit_test(test_theory_movement), cmocka_unit_test(test_shown),
        cmocka_unit_test(test_hidden),          cmocka_unit_test(test_hidden_alike),
        cmocka_unit_test(test_cadence),         cmocka_unit_test(test_reports),
        cmocka_unit_test(test_routine),         cmocka_unit_test(test_processes),
        cmocka_unit_test(test_order),           cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
