/* The public interface: sessions, refusals, and what happens when there is no memory. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/base/arena.h"
#include "runtime/pm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct text {
    char bytes[1 << 18];
    size_t size;
};

static bool collect(void *context, const char *bytes, size_t size)
{
    struct text *text = context;
    if (text->size + size >= sizeof text->bytes) return false;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
    return true;
}

static const char plan_text[] =
    "project small \"Small\" {\n"
    "  calendar school_year SY { starts 07-01 ; named by end }\n"
    "  privacy { minimum n 1 }\n"
    "}\n"
    "unit small \"Small\" as district { units schools from tests as school { id school } }\n"
    "source tests {\n"
    "  from csv \"tests.csv\"\n"
    "  one row per school, year, kind\n"
    "  period year as \"2024-25\"\n"
    "  unit school of schools\n"
    "  field school text\n"
    "  field year text\n"
    "  field kind text\n"
    "  field good int\n"
    "  field tested int\n"
    "  verify good <= tested as block\n"
    "}\n"
    "dimension kind from tests.kind { group a when \"a\" ; group b when \"b\" }\n"
    "metric passed \"Passed\" {\n"
    "  lagging\n"
    "  numerator sum good of tests\n"
    "  denominator sum tested of tests\n"
    "  better higher\n"
    "  by kind\n"
    "  gap a vs b\n"
    "}\n"
    "plan p \"Plan\" {\n"
    "  kind annual\n"
    "  for small\n"
    "  period SY2024..SY2026\n"
    "  goal g \"Goal\" {\n"
    "    owner small\n"
    "    measure passed { across schools ; baseline SY2024 ; target SY2026 80% ; "
    "target SY2026 70% for a }\n"
    "  }\n"
    "}\n";

static const char data_text[] = "school,year,kind,good,tested\n"
                                "1,2023-24,a,30,60\n"
                                "1,2023-24,b,50,70\n"
                                "2,2023-24,a,20,40\n"
                                "2,2023-24,b,30,40\n"
                                "1,2024-25,a,33,60\n"
                                "1,2024-25,b,52,70\n"
                                "2,2024-25,a,19,40\n"
                                "2,2024-25,b,33,40\n";

struct place {
    char folder[64];
    char store[96];
};

static void write_file(const struct place *place, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct place make_place(void)
{
    struct place place;
    strcpy(place.folder, "/tmp/pm-api-XXXXXX");
    assert_non_null(mkdtemp(place.folder));
    snprintf(place.store, sizeof place.store, "%s/store.db", place.folder);
    write_file(&place, "project.pm", plan_text);
    write_file(&place, "tests.csv", data_text);
    return place;
}

static void remove_place(const struct place *place)
{
    static const char *const names[] = {"project.pm", "tests.csv", "store.db", "store.db-wal",
                                        "store.db-shm"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", place->folder, names[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(place->folder), 0);
}

static enum pm_status compile(struct pm_session *session, const struct place *place)
{
    struct pm_compile_options options = {.folder = place->folder};
    return pm_compile(session, &options);
}

static enum pm_status load(struct pm_session *session, const struct place *place)
{
    struct pm_load_request request = {
        .store = place->store, .folder = place->folder, .known_at = "2026-01-31T08:30:00Z"};
    return pm_load_data(session, &request);
}

static struct pm_run_request request_of(const struct place *place)
{
    return (struct pm_run_request){
        .store = place->store, .as_of_day = PM_NEWEST, .known_at = PM_NOW};
}

/* With what was found as the baseline nothing is left to find. */
static enum pm_status leave_out_all(struct pm_session *session)
{
    static struct text known;
    struct pm_output output = {collect, &known};
    struct pm_write_options as_json = {.rendering = PM_RENDER_JSON};
    known.size = 0;
    enum pm_status status = pm_write_status(session, &as_json, &output);
    if (status == PM_OK)
        status = pm_leave_out_known(session, PM_ABOUT_RUN, "known.json", known.bytes, known.size);
    if (status != PM_OK) return status;
    struct pm_counts counts = pm_count_findings(session);
    assert_int_equal(counts.errors + counts.warnings + counts.infos, 0);
    return PM_OK;
}

/* Everything once: load, judge, and write in all forms; the first status that is not PM_OK. */
static enum pm_status use_all(const struct place *place, struct text *out)
{
    struct pm_session *session = pm_session_new();
    if (!session) return PM_NO_MEMORY;
    struct pm_output output = {collect, out};
    enum pm_status status = compile(session, place);
    if (status == PM_OK) status = load(session, place);
    struct pm_write_options as_text = {.rendering = PM_RENDER_TEXT};
    if (status == PM_OK) status = pm_write_load(session, &as_text, &output);
    struct pm_run_request request = request_of(place);
    if (status == PM_OK) status = pm_run(session, &request);
    for (size_t i = 0; pm_rendering_word(i) && status == PM_OK; i++) {
        struct pm_write_options options = {.rendering = (enum pm_rendering)i};
        status = pm_write_status(session, &options, &output);
        if (status == PM_OK)
            status = pm_write_diagnostics(session, PM_ABOUT_TEXT, &options, &output);
        if (status == PM_OK) status = pm_write_gaps(session, &options, &output);
        if (status == PM_OK)
            status = pm_write_list(session, "metrics", NULL, PM_NOW, &options, &output);
        if (status == PM_OK)
            status = pm_write_explanation(session, "status:p/g/passed@1:SY2025", &options, &output);
    }
    if (status == PM_OK) status = leave_out_all(session);
    struct pm_write_options options = {.rendering = PM_RENDER_CSV};
    static const char *const metrics[] = {"passed"};
    static const char *const dimensions[] = {"kind"};
    request.metrics = metrics;
    request.metric_count = 1;
    request.dimensions = dimensions;
    request.dimension_count = 1;
    if (status == PM_OK) status = pm_run(session, &request);
    if (status == PM_OK) status = pm_write_values(session, &options, &output);
    pm_session_free(session);
    return status;
}

static void test_whole_way(void **state)
{
    (void)state;
    static struct text out;
    out.size = 0;
    struct place place = make_place();
    assert_int_equal(use_all(&place, &out), PM_OK);
    assert_non_null(strstr(out.bytes, "status:p/g/passed@1:SY2025"));
    assert_non_null(strstr(out.bytes, "passed,SY2025,1,a,33,60,"));
    remove_place(&place);
}

/* Fails the n-th allocation for ever more n until all succeed: each time the session says so, and
 * nothing leaks or is used after it was freed. */
static void test_without_memory(void **state)
{
    (void)state;
    static struct text out;
    struct place place = make_place();
    assert_int_equal(use_all(&place, &out), PM_OK); /* the store is there: later runs are alike */
    enum pm_status status = PM_NO_MEMORY;
    size_t failures = 0;
    for (size_t n = 1; status == PM_NO_MEMORY; n += 1 + n / 64) {
        out.size = 0;
        pm_arena_fail_after(n);
        status = use_all(&place, &out);
        pm_arena_fail_after(0);
        assert_true(status == PM_NO_MEMORY || status == PM_OK);
        failures++;
    }
    assert_int_equal(status, PM_OK);
    assert_true(failures > 50);
    remove_place(&place);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    (*(int *)context)++;
    return false;
}

/* Every rendering fits some command, and one that does not fit is text. */
static void test_renderings(void **state)
{
    (void)state;
    static struct text as_text;
    static struct text as_csv;
    struct place place = make_place();
    struct pm_session *session = pm_session_new();
    assert_int_equal(compile(session, &place), PM_OK);
    for (size_t i = 0; pm_rendering_word(i); i++) {
        enum pm_rendering rendering = (enum pm_rendering)i;
        assert_true(strlen(pm_rendering_means(rendering)) <= 56);
        assert_true(pm_rendering_fits(rendering, "status"));
        assert_false(pm_rendering_fits(rendering, "fmt"));
        assert_true(pm_rendering_fits(rendering, "check") == (rendering != PM_RENDER_CSV));
    }
    struct pm_write_options options = {.rendering = PM_RENDER_CSV};
    struct pm_output output = {collect, &as_csv};
    as_csv.size = as_text.size = 0;
    assert_int_equal(pm_write_diagnostics(session, PM_ABOUT_TEXT, &options, &output), PM_OK);
    options.rendering = PM_RENDER_TEXT;
    output.context = &as_text;
    assert_int_equal(pm_write_diagnostics(session, PM_ABOUT_TEXT, &options, &output), PM_OK);
    assert_string_equal(as_csv.bytes, as_text.bytes);
    pm_session_free(session);
    remove_place(&place);
}

static void test_refusals(void **state)
{
    (void)state;
    static struct text out;
    struct place place = make_place();
    struct pm_session *session = pm_session_new();
    struct pm_output output = {collect, &out};
    struct pm_write_options options = {.rendering = PM_RENDER_TEXT};
    struct pm_run_request request = request_of(&place);
    assert_int_equal(pm_run(session, &request), PM_PLAN_BROKEN); /* nothing was compiled */
    assert_int_equal(compile(session, &place), PM_OK);
    assert_string_equal(pm_project_name(session), "small");
    assert_int_equal(pm_run(session, &request), PM_STORE_FAILED); /* nothing was loaded */
    assert_int_equal(pm_write_status(session, &options, &output), PM_REFUSED);
    assert_int_equal(load(session, &place), PM_OK);
    request.unit = "9";
    assert_int_equal(pm_run(session, &request), PM_REFUSED);
    request.unit = NULL;
    request.period = "SY2025..SY2024";
    assert_int_equal(pm_run(session, &request), PM_REFUSED);
    request.period = NULL;
    request.audience = "board";
    assert_int_equal(pm_run(session, &request), PM_OK);
    options.wants_rows = true;
    assert_int_equal(pm_write_explanation(session, "status:p/g/passed@1:SY2025", &options, &output),
                     PM_REFUSED);
    assert_int_equal(pm_write_list(session, "nothings", NULL, PM_NOW, &options, &output),
                     PM_REFUSED);
    assert_true(pm_count_diagnostics(session, PM_ABOUT_RUN).errors >= 6);
    int calls = 0;
    struct pm_output closed = {refuse, &calls};
    assert_int_equal(pm_write_status(session, &options, &closed), PM_OK);
    assert_int_equal(calls, 1);
    pm_session_free(session);
    remove_place(&place);
}

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

static void test_stops(void **state)
{
    (void)state;
    struct place place = make_place();
    struct pm_session *session = pm_session_new();
    assert_int_equal(compile(session, &place), PM_OK);
    assert_int_equal(load(session, &place), PM_OK);
    pm_session_set_stop(session, stop_at_once, NULL);
    struct pm_run_request request = request_of(&place);
    assert_int_equal(pm_run(session, &request), PM_STOPPED);
    pm_session_free(session);
    remove_place(&place);
}

static void test_text_of_the_caller(void **state)
{
    (void)state;
    static struct text out;
    struct pm_session *session = pm_session_new();
    static const char text[] = "project a \"A\" { }\nunit b \"B\" in c { }\n";
    struct pm_compile_options options = {
        .text = text, .text_size = sizeof text - 1, .text_name = "buffer.pm"};
    assert_int_equal(pm_compile(session, &options), PM_PLAN_BROKEN);
    struct pm_write_options writing = {.rendering = PM_RENDER_SHORT};
    struct pm_output output = {collect, &out};
    assert_int_equal(pm_write_diagnostics(session, PM_ABOUT_TEXT, &writing, &output), PM_OK);
    assert_true(strncmp(out.bytes, "buffer.pm:2:", 12) == 0);
    pm_session_free(session);
}

static void test_small_helps(void **state)
{
    (void)state;
    int32_t day = 0;
    assert_true(pm_read_date("1970-01-02", &day));
    assert_int_equal(day, 1);
    assert_false(pm_read_date("1970-02-30", &day));
    static const char *const names[] = {"status", "values"};
    assert_string_equal(pm_find_similar("valeus", names, 2), "values");
    assert_null(pm_find_similar("quarantine", names, 2));
    assert_string_equal(pm_list_kind(0), "plans");
    assert_true(pm_list_needs_project("goals"));
    assert_false(pm_list_needs_project("codes"));
    pm_session_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_way),   cmocka_unit_test(test_without_memory),
        cmocka_unit_test(test_renderings),  cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_stops),       cmocka_unit_test(test_text_of_the_caller),
        cmocka_unit_test(test_small_helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
