/* The store: loads, chunks, dictionaries, quarantine, history; files that are no store or damaged;
 * writing that fails or is stopped leaves what was there. */
#include "tests/unit/hand.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

static struct pm_load_record load_of(const char *file)
{
    return (struct pm_load_record){.source = "students",
                                   .known_at = "2026-01-31T08:30:00Z",
                                   .extracted_day = 20000,
                                   .file = file,
                                   .bytes = 12,
                                   .digest = "d",
                                   .schema_digest = "s"};
}

/* Adds a load of one chunk: `rows` rows of names and lines. */
static int64_t add_rows(struct pm_store *store, const char *file, size_t rows)
{
    struct pm_arena *arena = pm_arena_new();
    struct pm_load_record record = load_of(file);
    int64_t *lines = PM_NEW_ITEMS(arena, int64_t, rows);
    int64_t *names = PM_NEW_ITEMS(arena, int64_t, rows);
    uint8_t *marks = pm_arena_alloc(arena, rows);
    for (size_t i = 0; i < rows; i++) {
        char name[32];
        snprintf(name, sizeof name, "name %zu", i * 7919 % 1000);
        lines[i] = (int64_t)i + 2;
        names[i] = pm_store_code(store, "students", "name", pm_text_from(name));
        if (i % 10 == 9) marks[i] = PM_MARK_MISSING;
        if (i % 10 == 9) names[i] = 0;
    }
    struct pm_chunk_column columns[] = {{PM_COLUMN_LINE, {lines, NULL, 0}},
                                        {"name", {names, marks, 0}}};
    bool right = pm_store_add_load(store, &record) &&
                 pm_store_add_chunk(store, record.id, 19000, 19500, rows, columns, 2);
    record.read = record.kept = (int64_t)rows;
    right = right && pm_store_set_counts(store, &record);
    pm_arena_free(arena);
    return right ? record.id : 0;
}

static struct hand start(size_t rows)
{
    struct hand hand = hand_new();
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    assert_non_null(store);
    assert_true(pm_store_begin(store));
    assert_int_equal(add_rows(store, "a.csv", rows), 1);
    assert_true(pm_store_commit(store));
    hand_expect_none(&hand);
    return hand;
}

/* Closes all by starting over with a new arena. */
static void reopen(struct hand *hand)
{
    pm_arena_free(hand->arena);
    hand->arena = pm_arena_new();
    hand->diagnostics = pm_diagnostics_new(hand->arena);
}

static void test_loads(void **state)
{
    (void)state;
    struct hand hand = start(100);
    reopen(&hand);
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    struct pm_load_record *loads;
    size_t count;
    assert_true(pm_store_begin(store));
    assert_int_equal(pm_store_newest_load(store), 1);
    int64_t second = add_rows(store, "a.csv", 50);
    assert_int_equal(second, 2);
    assert_true(pm_store_hide_load(store, 1, second));
    assert_true(pm_store_commit(store));
    assert_true(pm_store_begin(store));
    assert_true(
        pm_store_list_loads(store, hand.arena, "students", INT64_MAX, false, &loads, &count));
    assert_int_equal(count, 1);
    assert_int_equal(loads[0].id, 2);
    assert_true(pm_store_list_loads(store, hand.arena, NULL, 1, false, &loads, &count));
    assert_int_equal(count, 1);
    assert_int_equal(loads[0].id, 1);
    assert_int_equal(loads[0].hidden_at, 2);
    assert_int_equal(loads[0].kept, 100);
    assert_int_equal(loads[0].extracted_day, 20000);
    assert_string_equal(loads[0].known_at, "2026-01-31T08:30:00Z");
    assert_string_equal(loads[0].digest, "d");
    assert_true(pm_store_list_loads(store, hand.arena, NULL, INT64_MAX, true, &loads, &count));
    assert_int_equal(count, 2);
    assert_true(pm_store_list_loads(store, hand.arena, "other", INT64_MAX, true, &loads, &count));
    assert_int_equal(count, 0);
    assert_true(pm_store_commit(store));
    hand_expect_none(&hand);
    hand_end(&hand);
}

static void test_rows(void **state)
{
    (void)state;
    struct hand hand = start(1000);
    reopen(&hand);
    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    assert_true(pm_store_begin(store));
    struct pm_rows rows = pm_rows_of_store(hand.arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    struct pm_text *texts;
    struct pm_vector names;
    struct pm_vector lines;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "students", &chunks, &count));
    assert_int_equal(count, 1);
    assert_int_equal(chunks[0].rows, 1000);
    assert_int_equal(chunks[0].first_day, 19000);
    assert_int_equal(chunks[0].last_day, 19500);
    assert_string_equal(chunks[0].file, "a.csv");
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], "name", &names));
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], PM_COLUMN_LINE, &lines));
    assert_null(lines.marks);
    assert_true(rows.dictionary(rows.context, hand.arena, "students", "name", &texts, &count));
    assert_int_equal(count, 1000);
    assert_int_equal(lines.values[500], 502);
    assert_int_equal(names.marks[9], PM_MARK_MISSING);
    assert_string_equal(texts[names.values[1]].bytes, "name 919");
    assert_true(
        rows.read(rows.context, hand.arena, &chunks[0], "later", &names)); /* declared later */
    assert_int_equal(names.marks[999], PM_MARK_MISSING);
    assert_true(rows.dictionary(rows.context, hand.arena, "students", "later", &texts, &count));
    assert_int_equal(count, 0);
    assert_true(rows.list(rows.context, hand.arena, "nothing", &chunks, &count));
    assert_int_equal(count, 0);
    rows = pm_rows_of_store(hand.arena, store, 0); /* before the first load */
    assert_true(rows.list(rows.context, hand.arena, "students", &chunks, &count));
    assert_int_equal(count, 0);
    hand_end(&hand);
}

static void test_memory(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_memory *memory = pm_memory_new(hand.arena);
    int64_t values[] = {pm_memory_code(memory, "s", "c", PM_TEXT("b")),
                        pm_memory_code(memory, "s", "c", PM_TEXT("a")),
                        pm_memory_code(memory, "s", "c", PM_TEXT("b"))};
    uint8_t marks[] = {0, 0, 0};
    struct pm_chunk_column column = {"c", {values, marks, 0}};
    pm_memory_add(memory, "s", 3, &column, 1, 1, 2);
    pm_memory_add(memory, "t", 3, &column, 1, 1, 2);
    values[0] = 7; /* it was copied */
    struct pm_rows rows = pm_rows_of_memory(memory);
    struct pm_chunk *chunks;
    struct pm_text *texts;
    struct pm_vector vector;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "s", &chunks, &count));
    assert_int_equal(count, 1);
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], "c", &vector));
    assert_true(vector.values[0] == 0 && vector.values[1] == 1 && vector.values[2] == 0);
    assert_true(rows.dictionary(rows.context, hand.arena, "s", "c", &texts, &count));
    assert_int_equal(count, 2);
    assert_string_equal(texts[1].bytes, "a");
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], "d", &vector));
    assert_int_equal(vector.marks[2], PM_MARK_MISSING);
    hand_end(&hand);
}

static void test_quarantine(void **state)
{
    (void)state;
    struct hand hand = start(1);
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    struct pm_quarantined row = {
        1, "a.csv", 7, 99, "Name", "`x` is not a number", PM_TEXT("x,\xFF,\"\"")};
    struct pm_quarantined *found;
    size_t count;
    assert_true(pm_store_begin(store));
    assert_true(pm_store_add_quarantined(store, &row));
    row.raw = PM_TEXT("");
    row.line = 8;
    assert_true(pm_store_add_quarantined(store, &row));
    assert_true(
        pm_store_list_quarantined(store, hand.arena, "students", INT64_MAX, &found, &count));
    assert_int_equal(count, 2);
    assert_int_equal(found[0].line, 7);
    assert_int_equal(found[0].byte, 99);
    assert_string_equal(found[0].reason, "`x` is not a number");
    assert_true(pm_text_equal(found[0].raw, PM_TEXT("x,\xFF,\"\"")));
    assert_int_equal(found[1].raw.size, 0);
    assert_true(pm_store_list_quarantined(store, hand.arena, "other", INT64_MAX, &found, &count));
    assert_int_equal(count, 0);
    assert_true(pm_store_list_quarantined(store, hand.arena, NULL, 0, &found, &count));
    assert_int_equal(count, 0);
    assert_true(pm_store_commit(store));
    hand_end(&hand);
}

/* ---- What is not a store ---- */

static void expect_refused(struct hand *hand, enum pm_store_mode mode, enum pm_code code)
{
    hand->diagnostics = pm_diagnostics_new(hand->arena);
    assert_null(hand_store(hand, mode));
    assert_int_equal(hand->diagnostics->count, 1);
    if (hand->diagnostics->items[0]->code != code)
        print_message("%s\n", hand->diagnostics->items[0]->message);
    assert_int_equal(hand->diagnostics->items[0]->code, code);
}

static void test_missing_and_foreign(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    expect_refused(&hand, PM_STORE_READ, PM_STORE_MISSING);
    assert_int_equal(mkdir(hand_path(&hand, ".pm-store"), 0777), 0);
    expect_refused(&hand, PM_STORE_READ, PM_STORE_MISSING);
    hand_write(&hand, ".pm-store/store.db",
               "just a text, longer than a header of a database would be, "
               "and then some more to be sure of that, a hundred bytes");
    expect_refused(&hand, PM_STORE_READ, PM_STORE_FOREIGN);
    expect_refused(&hand, PM_STORE_WRITE, PM_STORE_FOREIGN);
    assert_int_equal(unlink(hand_path(&hand, ".pm-store/store.db")), 0);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(hand_path(&hand, ".pm-store/store.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "CREATE TABLE x(y)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    expect_refused(&hand, PM_STORE_READ, PM_STORE_FOREIGN);
    expect_refused(&hand, PM_STORE_WRITE, PM_STORE_FOREIGN);
    assert_int_equal(unlink(hand_path(&hand, ".pm-store/store.db")), 0);
    assert_int_equal(mkdir(hand_path(&hand, ".pm-store/store.db"), 0777), 0);
    expect_refused(&hand, PM_STORE_READ, PM_STORE_FOREIGN);
    assert_int_equal(rmdir(hand_path(&hand, ".pm-store/store.db")), 0);
    assert_int_equal(rmdir(hand_path(&hand, ".pm-store")), 0);
    hand_write(&hand, ".pm-store", "a file where the folder should be");
    expect_refused(&hand, PM_STORE_WRITE, PM_STORE_NOT_OPENED);
    hand_end(&hand);
}

/* Runs SQL on the closed store, as another program would. */
static void change(struct hand *hand, const char *sql)
{
    sqlite3 *other;
    reopen(hand);
    assert_int_equal(sqlite3_open(hand_path(hand, ".pm-store/store.db"), &other), SQLITE_OK);
    char *said = NULL;
    if (sqlite3_exec(other, sql, NULL, NULL, &said) != SQLITE_OK) print_message("%s\n", said);
    assert_null(said);
    sqlite3_close(other);
}

static void test_versions(void **state)
{
    (void)state;
    struct hand hand = start(10);
    change(&hand, "PRAGMA user_version = 99");
    expect_refused(&hand, PM_STORE_READ, PM_STORE_NEWER);
    expect_refused(&hand, PM_STORE_WRITE, PM_STORE_NEWER);
    hand_end(&hand);
    hand = hand_new();
    assert_int_equal(mkdir(hand_path(&hand, ".pm-store"), 0777), 0);
    hand_write(&hand, ".pm-store/store.db", "");
    expect_refused(&hand, PM_STORE_READ, PM_STORE_OLDER);
    assert_non_null(hand_store(&hand, PM_STORE_WRITE));
    assert_non_null(hand_find(&hand, PM_STORE_EMPTY)); /* a warning: it is made anew */
    hand_end(&hand);
}

static void test_truncated(void **state)
{
    (void)state;
    struct hand hand = start(60000);
    reopen(&hand);
    struct stat about;
    const char *path = hand_path(&hand, ".pm-store/store.db");
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(truncate(path, about.st_size / 2), 0);
    expect_refused(&hand, PM_STORE_READ, PM_STORE_DAMAGED);
    expect_refused(&hand, PM_STORE_WRITE, PM_STORE_DAMAGED);
    assert_int_equal(truncate(path, 50), 0);
    hand.diagnostics = pm_diagnostics_new(hand.arena);
    assert_null(hand_store(&hand, PM_STORE_READ));
    assert_int_equal(hand.diagnostics->count, 1);
    hand_end(&hand);
}

static bool can_read(struct hand *hand)
{
    hand->diagnostics = pm_diagnostics_new(hand->arena);
    struct pm_store *store = hand_store(hand, PM_STORE_READ);
    if (!store || !pm_store_begin(store)) return false;
    struct pm_rows rows = pm_rows_of_store(hand->arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    struct pm_text *texts;
    struct pm_vector vector;
    size_t count;
    if (!rows.list(rows.context, hand->arena, "students", &chunks, &count)) return false;
    for (size_t i = 0; i < count; i++)
        if (!rows.read(rows.context, hand->arena, &chunks[i], "name", &vector)) return false;
    return rows.dictionary(rows.context, hand->arena, "students", "name", &texts, &count);
}

static void test_changed_by_others(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE chunk_column SET blob = zeroblob(length(blob)) WHERE \"column\" = 'name'",
        "UPDATE chunk_column SET blob = x'00' WHERE \"column\" = 'name'",
        "UPDATE chunk_column SET least = least + 1",
        "UPDATE chunk_column SET places = 300 WHERE \"column\" = 'name'",
        "UPDATE chunk_column SET codec = 12 WHERE \"column\" = 'name'",
        "UPDATE chunk_column SET checksum = 5",
        "DELETE FROM chunk_column WHERE \"column\" = 'name'",
        "UPDATE chunk SET rows = 99",
        "UPDATE chunk SET rows = 100000000000",
        "UPDATE chunk SET rows = -1",
        "UPDATE chunk SET first_day = '2001-01-01'",
        "DELETE FROM dictionary WHERE code = 3",
        "UPDATE dictionary SET text = 'name 0'",
        "DROP TABLE dictionary",
        "DROP TABLE chunk_column",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct hand hand = start(100);
        assert_true(can_read(&hand));
        change(&hand, changes[i]);
        if (can_read(&hand)) print_message("not seen: %s\n", changes[i]);
        assert_false(can_read(&hand));
        assert_int_equal(hand.diagnostics->count, 1);
        assert_int_equal(hand.diagnostics->items[0]->code, PM_STORE_DAMAGED);
        hand_end(&hand);
    }
}

/* ---- Writing that fails ---- */

static void expect_first_load_only(struct hand *hand)
{
    struct pm_load_record *loads;
    size_t count;
    reopen(hand);
    struct pm_store *store = hand_store(hand, PM_STORE_WRITE);
    assert_non_null(store);
    assert_true(pm_store_begin(store));
    assert_true(pm_store_list_loads(store, hand->arena, NULL, INT64_MAX, true, &loads, &count));
    assert_int_equal(count, 1);
    assert_int_equal(loads[0].hidden_at, 0);
    struct pm_text *texts;
    struct pm_rows rows = pm_rows_of_store(hand->arena, store, INT64_MAX);
    assert_true(rows.dictionary(rows.context, hand->arena, "students", "name", &texts, &count));
    assert_int_equal(count, 100);
    assert_true(pm_store_commit(store));
    assert_true(can_read(hand));
}

static void test_rollback(void **state)
{
    (void)state;
    struct hand hand = start(100);
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    assert_true(pm_store_begin(store));
    assert_int_equal(add_rows(store, "b.csv", 900), 2);
    pm_store_rollback(store);
    assert_true(pm_store_begin(store));
    assert_int_equal(pm_store_newest_load(store), 1);
    assert_int_equal(pm_store_code(store, "students", "name", PM_TEXT("new")), 100);
    pm_store_rollback(store);
    expect_first_load_only(&hand);
    hand_end(&hand);
}

static void test_killed(void **state)
{
    (void)state;
    struct hand hand = start(100);
    reopen(&hand);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
        if (!store || !pm_store_begin(store)) _exit(1);
        for (int i = 0; i < 200; i++)
            if (!add_rows(store, "b.csv", 30000)) _exit(1); /* more than the cache holds */
        pm_store_hide_load(store, 1, 2);
        raise(SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    expect_first_load_only(&hand);
    hand_end(&hand);
}

static void test_disk_full(void **state)
{
    (void)state;
    struct hand hand = start(100);
    reopen(&hand);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) { /* the limit holds for this process alone */
        struct rlimit limit = {3 * 1024 * 1024, 3 * 1024 * 1024};
        signal(SIGXFSZ, SIG_IGN);
        struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
        if (!store || !pm_store_begin(store) || setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
        bool written = true;
        for (int i = 0; written && i < 500; i++)
            written = add_rows(store, "b.csv", 60000) != 0;
        if (written)
            written = pm_store_commit(store);
        else
            pm_store_rollback(store);
        bool told = hand.diagnostics->count == 1 &&
                    hand.diagnostics->items[0]->code == PM_STORE_NOT_WRITTEN;
        pm_arena_free(hand.arena); /* closes the store: valgrind looks at the child too */
        _exit(written || !told ? 2 : 0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    expect_first_load_only(&hand);
    hand_end(&hand);
}

/* A failed statement may end the transaction; what comes after must not stand on its own. */
static void test_nothing_after_failure(void **state)
{
    (void)state;
    struct hand hand = start(100);
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    int64_t value = 1;
    struct pm_chunk_column twice[] = {{"name", {&value, NULL, 0}}, {"name", {&value, NULL, 0}}};
    assert_true(pm_store_begin(store));
    assert_int_equal(add_rows(store, "b.csv", 10), 2);
    assert_false(pm_store_add_chunk(store, 2, 1, 2, 1, twice, 2));
    assert_int_equal(hand.diagnostics->count, 1);
    assert_int_equal(add_rows(store, "c.csv", 10), 0);
    assert_false(pm_store_commit(store));
    assert_int_equal(hand.diagnostics->count, 1);
    expect_first_load_only(&hand);
    hand_end(&hand);
}

static void test_busy(void **state)
{
    (void)state;
    struct hand hand = start(100);
    struct pm_store *first = hand_store(&hand, PM_STORE_WRITE);
    struct pm_store *second = hand_store(&hand, PM_STORE_WRITE);
    assert_true(pm_store_begin(first));
    struct pm_store *reader = hand_store(&hand, PM_STORE_READ);
    assert_true(pm_store_begin(reader)); /* readers are never kept waiting */
    assert_int_equal(pm_store_newest_load(reader), 1);
    assert_false(pm_store_begin(second));
    assert_non_null(hand_find(&hand, PM_STORE_BUSY));
    pm_store_rollback(first);
    assert_true(pm_store_begin(second));
    hand_end(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loads),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_quarantine),
        cmocka_unit_test(test_missing_and_foreign),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_changed_by_others),
        cmocka_unit_test(test_rollback),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_disk_full),
        cmocka_unit_test(test_nothing_after_failure),
        cmocka_unit_test(test_busy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
