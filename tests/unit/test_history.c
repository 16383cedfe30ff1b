/* The history of findings: what is kept comes back as it was or is told to be damaged, what says
 * the same is kept once, and what becomes of a finding by its states. */
#include "runtime/history/course.h"
#include "runtime/history/history.h"
#include "tests/unit/hand.h"

#include <sqlite3.h>

static struct pm_recorded_finding finding_of(const char *id, const char *key, const char *state)
{
    struct pm_recorded_finding finding;
    for (int i = 0; i < PM_RECORDED_COUNT; i++)
        finding.texts[i] = "";
    finding.texts[PM_RECORDED_ID] = id;
    finding.texts[PM_RECORDED_KEY] = key;
    finding.texts[PM_RECORDED_KIND] = "status";
    finding.texts[PM_RECORDED_STATE] = state;
    finding.texts[PM_RECORDED_SEVERITY] = "info";
    finding.texts[PM_RECORDED_MESSAGE] = "a \"message\" with\nlines, 27.1 % – and more";
    return finding;
}

/* ---- Numbers ---- */

static void expect_ratio(pm_wide numerator, pm_wide denominator, const char *text)
{
    struct pm_arena *arena = pm_arena_new();
    struct pm_ratio ratio = pm_ratio_make(numerator, denominator);
    assert_string_equal(pm_ratio_text(arena, ratio), text);
    assert_int_equal(pm_ratio_compare(pm_ratio_from_text(text), ratio), 0);
    pm_arena_free(arena);
}

static void test_ratios(void **state)
{
    (void)state;
    pm_wide most = (pm_wide)(~(pm_unsigned_wide)0 >> 1);
    struct pm_arena *arena = pm_arena_new();
    expect_ratio(10840, 40002, "5420/20001");
    expect_ratio(-3, 6, "-1/2");
    expect_ratio(7, 1, "7");
    expect_ratio(0, 5, "0");
    expect_ratio(most, 2, "170141183460469231731687303715884105727/2");
    assert_string_equal(pm_ratio_text(arena, pm_ratio_undefined()), "");
    static const char *const wrong[] = {
        "",    "-",     "/2", "1/", "1/0", "a",
        "1.5", "1/2/3", " 1", "1 ", "--1", "170141183460469231731687303715884105728"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(pm_ratio_is_defined(pm_ratio_from_text(wrong[i])));
    pm_arena_free(arena);
}

/* ---- The store ---- */

static struct pm_recorded_run record(struct hand *hand, struct pm_recorded_findings findings,
                                     const char *audience, int32_t day, const char *name)
{
    struct pm_store *store = hand_store(hand, PM_STORE_WRITE);
    struct pm_recorded_run run = {.audience = audience,
                                  .as_of_day = day,
                                  .recorded_at = "2026-01-31T08:30:00Z",
                                  .model = "m",
                                  .names = ""};
    assert_non_null(store);
    assert_true(pm_store_begin(store));
    pm_run_make_digest(hand->arena, &run, &findings);
    assert_true(pm_store_add_run(store, &run, &findings));
    if (*name) assert_true(pm_store_name_run(store, &run, name));
    assert_true(pm_store_commit(store));
    return run;
}

static int64_t ask(struct hand *hand, const char *sql)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(hand_path(hand, ".pm-store/store.db"), &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

static void test_store(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_recorded_finding first[] = {finding_of("a:SY2025", "a", "on_track"),
                                          finding_of("b", "b", "open")};
    struct pm_recorded_finding second[] = {finding_of("a:SY2025", "a", "on_track"),
                                           finding_of("a:SY2026", "a", "at_risk")};
    record(&hand, (struct pm_recorded_findings){first, 2}, "internal", 20000, "one");
    record(&hand, (struct pm_recorded_findings){second, 2}, "internal", 20100, "");
    record(&hand, (struct pm_recorded_findings){first, 1}, "board", 20050, "one");
    assert_int_equal(ask(&hand, "SELECT count(*) FROM finding"), 3); /* each kept once */

    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    struct pm_recorded_run *runs = NULL;
    size_t count = 0;
    assert_true(pm_store_begin(store));
    assert_true(pm_store_list_runs(store, hand.arena, INT64_MAX, &runs, &count));
    assert_int_equal(count, 3);
    assert_string_equal(runs[0].names, "one");
    assert_int_equal(runs[1].as_of_day, 20100);
    struct pm_recorded_findings read;
    assert_true(pm_store_read_run(store, hand.arena, &runs[0], &read));
    assert_int_equal(read.count, 2);
    for (int i = 0; i < PM_RECORDED_COUNT; i++)
        assert_string_equal(read.items[1].texts[i], first[1].texts[i]);

    const char **keys = NULL;
    assert_true(pm_store_list_keys(store, hand.arena, "board", &keys, &count));
    assert_int_equal(count, 1);
    struct pm_recorded_point *points = NULL;
    assert_true(pm_store_read_course(store, hand.arena, "internal", "a", &points, &count));
    assert_int_equal(count, 3);
    assert_int_equal(points[0].run, 1);
    assert_int_equal(points[2].run, 2);

    assert_ptr_equal(pm_find_run(runs, 3, "internal", "one"), &runs[0]);
    assert_ptr_equal(pm_find_run(runs, 3, "board", "one"), &runs[2]);
    assert_null(pm_find_run(runs, 3, "board", "2"));
    assert_ptr_equal(pm_find_run(runs, 3, "internal", "2"), &runs[1]);
    assert_ptr_equal(pm_find_run(runs, 3, "internal", "2024-12-31"), &runs[0]);
    assert_null(pm_find_run(runs, 3, "internal", "2024-01-01"));
    assert_null(pm_find_run(runs, 3, "internal", "on"));
    hand_end(&hand);
}

/* ---- What becomes of findings ---- */

static void expect_became(const char *before, const char *after, enum pm_became wanted)
{
    struct pm_recorded_finding was = finding_of("a", "a", before);
    struct pm_recorded_finding is = finding_of("a", "a", after);
    enum pm_became became = pm_compare_findings(*before ? &was : NULL, *after ? &is : NULL);
    if (became != wanted) fail_msg("%s to %s: %s", before, after, pm_became_info(became)->word);
}

static void test_became(void **state)
{
    (void)state;
    expect_became("on_track", "on_track", PM_BECAME_UNCHANGED);
    expect_became("on_track", "at_risk", PM_BECAME_WORSE);
    expect_became("at_risk", "off_track", PM_BECAME_WORSE);
    expect_became("met", "on_track", PM_BECAME_WORSE);
    expect_became("closing_up", "closing_down", PM_BECAME_WORSE);
    expect_became("off_track", "at_risk", PM_BECAME_BETTER);
    expect_became("on_track", "met", PM_BECAME_BETTER);
    expect_became("off_track", "on_track", PM_BECAME_RESOLVED);
    expect_became("overdue", "done", PM_BECAME_RESOLVED);
    expect_became("missing", "met", PM_BECAME_RESOLVED);
    expect_became("on_track", "missing", PM_BECAME_WORSE);
    expect_became("off_track", "missing", PM_BECAME_CHANGED); /* no figure is not better */
    expect_became("not_due", "off_track", PM_BECAME_WORSE);
    expect_became("not_due", "on_track", PM_BECAME_BETTER);
    expect_became("open", "cancelled", PM_BECAME_CHANGED);
    expect_became("off_track", "suppressed", PM_BECAME_CHANGED); /* hidden is not resolved */
    expect_became("suppressed", "on_track", PM_BECAME_CHANGED);
    expect_became("suppressed", "off_track", PM_BECAME_WORSE);
    expect_became("late", "cancelled", PM_BECAME_CHANGED);
    expect_became("closed", "steady", PM_BECAME_CHANGED);
    expect_became("widening", "steady", PM_BECAME_BETTER);
    expect_became("", "met", PM_BECAME_NEW);
    expect_became("off_track", "", PM_BECAME_GONE); /* what is dropped is not resolved */
    expect_became("not_kept", "", PM_BECAME_RESOLVED);
    expect_became("a_word_of_later", "met", PM_BECAME_CHANGED);
}

static void test_subjects(void **state)
{
    (void)state;
    const char *key = "status:compass/present/chronic_absence@harbor#frl=frl";
    assert_true(pm_subject_is("chronic_absence", key));
    assert_true(pm_subject_is("present.chronic_absence", key));
    assert_true(pm_subject_is("compass/present/chronic_absence", key));
    assert_true(pm_subject_is(key, key));
    assert_true(pm_subject_is("status:compass/present/chronic_absence@harbor#frl=frl:SY2026", key));
    assert_false(pm_subject_is("absence", key));
    assert_false(pm_subject_is("present", key));
    assert_false(pm_subject_is("", key));
    assert_false(pm_subject_is("status:compass/present/chronic_absence@harbor", key));
    assert_true(pm_subject_is("teams.trained", "milestone:compass/teams/trained"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratios),
        cmocka_unit_test(test_store),
        cmocka_unit_test(test_became),
        cmocka_unit_test(test_subjects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
