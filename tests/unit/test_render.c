/* Rendering: JSON, tables, diagnostics, CSV, figures for people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "runtime/render/csv_writer.h"
#include "runtime/render/json.h"
#include "runtime/render/names.h"
#include "runtime/render/report.h"
#include "runtime/render/table.h"

#include <string.h>

struct fixture {
    struct pm_arena *arena;
    struct pm_buffer buffer;
    struct pm_style style;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture.arena = pm_arena_new();
    fixture.style = (struct pm_style){.width = 80};
    pm_buffer_start(&fixture.buffer, fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    pm_arena_free(fixture->arena);
    return 0;
}

static const char *written(struct fixture *fixture)
{
    return pm_buffer_text(&fixture->buffer);
}

/* ---- Sinks ---- */

static void test_formats_without_printf(void **state)
{
    struct fixture *fixture = *state;
    pm_put_format(&fixture->buffer.sink, "%s|%d|%u|%zu|%lld|%llu|%c|%%", "text", -5, 7U, (size_t)12,
                  -9000000000LL, 18446744073709551615ULL, 'x');
    assert_string_equal(written(fixture), "text|-5|7|12|-9000000000|18446744073709551615|x|%");
}

static void test_writes_numbers_of_128_bits(void **state)
{
    struct fixture *fixture = *state;
    pm_wide most = (pm_wide)(((pm_unsigned_wide)1 << 127) - 1);
    pm_put_wide(&fixture->buffer.sink, most);
    pm_put(&fixture->buffer.sink, " ");
    pm_put_wide(&fixture->buffer.sink, -most - 1);
    assert_string_equal(written(fixture), "170141183460469231731687303715884105727 "
                                          "-170141183460469231731687303715884105728");
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    (*(int *)context)++;
    return false;
}

static void test_failed_sink_takes_nothing_more(void **state)
{
    (void)state;
    int calls = 0;
    struct pm_sink sink = {refuse, &calls, false};
    pm_put(&sink, "one");
    pm_put(&sink, "two");
    assert_true(sink.failed);
    assert_int_equal(calls, 1);
}

/* ---- JSON ---- */

static void test_escapes_json(void **state)
{
    struct fixture *fixture = *state;
    static const char text[] = "a\"b\\c\n\t\x01\x7f \xc3\xa9 \xff\xc3";
    pm_put_json_text(&fixture->buffer.sink, (struct pm_text){text, sizeof text - 1});
    assert_string_equal(written(fixture),
                        "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f \xc3\xa9 \\ufffd\\ufffd\"");
}

static void test_writes_exact_numbers(void **state)
{
    struct fixture *fixture = *state;
    pm_put_ratio(&fixture->buffer.sink, pm_ratio_make(10840, 40002));
    pm_put(&fixture->buffer.sink, " ");
    pm_put_ratio(&fixture->buffer.sink, pm_ratio_make(9007199254740993, 1));
    pm_put(&fixture->buffer.sink, " ");
    pm_put_ratio(&fixture->buffer.sink, pm_ratio_make(-1, 10));
    assert_string_equal(written(fixture), "0.27098645067746613 9007199254740993 -0.1");
}

static void test_json_document_has_lines(void **state)
{
    struct fixture *fixture = *state;
    struct pm_json json = pm_json_make(&fixture->buffer.sink);
    pm_json_open_document(&json, PM_OF_check);
    pm_json_text(&json, PM_KEY_check_format_version, "1.0");
    pm_json_open(&json, PM_KEY_check_diagnostics);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_check_summary);
    pm_json_integer(&json, PM_KEY_check_summary_errors, 2);
    pm_json_integer(&json, PM_KEY_check_summary_warnings, 0);
    pm_json_close(&json);
    pm_json_close(&json);
    assert_string_equal(written(fixture), "{\n"
                                          "  \"format_version\": \"1.0\",\n"
                                          "  \"diagnostics\": [],\n"
                                          "  \"summary\": {\"errors\": 2, \"warnings\": 0}\n"
                                          "}\n");
}

static void test_undefined_is_left_out(void **state)
{
    struct fixture *fixture = *state;
    struct pm_json json = pm_json_make(&fixture->buffer.sink);
    pm_json_open_document(&json, PM_OF_finding);
    pm_json_ratio(&json, PM_KEY_finding_progress, pm_ratio_undefined());
    pm_json_ratio(&json, PM_KEY_finding_deviation, pm_ratio_make(1, 4));
    pm_json_close(&json);
    assert_string_equal(written(fixture), "{\n  \"deviation\": 0.25\n}\n");
}

static void test_schema_of_every_document(void **state)
{
    struct fixture *fixture = *state;
    size_t count = 0;
    while (pm_json_schema_name(count)) {
        pm_buffer_start(&fixture->buffer, fixture->arena);
        assert_true(pm_write_json_schema(fixture->arena, &fixture->buffer.sink,
                                         pm_json_schema_name(count)));
        assert_non_null(strstr(written(fixture), "draft/2020-12"));
        count++;
    }
    assert_int_equal(count, 14);
    assert_false(pm_write_json_schema(fixture->arena, &fixture->buffer.sink, "nothing"));
}

/* ---- CSV ---- */

static void test_quotes_csv(void **state)
{
    struct fixture *fixture = *state;
    struct pm_csv_writer csv = pm_csv_writer_make(&fixture->buffer.sink);
    pm_csv_write_text(&csv, "plain");
    pm_csv_write_text(&csv, "a,b");
    pm_csv_write_text(&csv, "say \"no\"");
    pm_csv_write_text(&csv, "two\nlines");
    pm_csv_write_integer(&csv, -1);
    pm_csv_write_integer(&csv, 0);
    pm_csv_write_ratio(&csv, pm_ratio_undefined());
    pm_csv_write_ratio(&csv, pm_ratio_make(3, 8));
    pm_csv_write_end(&csv);
    assert_string_equal(written(fixture),
                        "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,0,,0.375\r\n");
}

/* ---- Text ---- */

static void test_measures_columns(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(pm_text_columns(pm_text_from("abc")), 3);
    assert_int_equal(pm_text_columns(pm_text_from("caf\xc3\xa9")), 4);
    assert_int_equal(pm_text_columns(pm_text_from("cafe\xcc\x81")), 4); /* joining accent */
    assert_int_equal(pm_text_columns(pm_text_from("\xe5\xad\xa6")), 2); /* a wide letter */
    assert_int_equal(pm_text_columns(pm_text_from("\xff\xfe")), 2);     /* bad bytes */
    assert_string_equal(pm_text_printable(fixture->arena, pm_text_from("a\tb\x1b\xff")), "a   b??");
    assert_string_equal(pm_text_on_one_line(fixture->arena, pm_text_from("a\r\n  b\tc")), "a b c");
    assert_int_equal(pm_text_break(pm_text_from("one two three"), 9), 7);
    assert_int_equal(pm_text_break(pm_text_from("unbroken"), 4), 4);
}

static void test_wraps_text(void **state)
{
    struct fixture *fixture = *state;
    pm_put_wrapped(&fixture->buffer.sink, "one two three four five six\nseven", 2, 24);
    assert_string_equal(written(fixture), "one two three four\n  five six\n  seven\n");
}

static struct pm_table *make_table(struct fixture *fixture)
{
    struct pm_table *table = pm_table_new(fixture->arena);
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    pm_table_add_column(table, "empty", PM_ALIGN_LEFT);
    pm_table_add_column(table, "value", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    struct pm_table_row *row = pm_table_add_row(table);
    row->cells[0].text = "Adams Elementary School";
    row->cells[2].text = "7.5 %";
    row->cells[3].text = "[+] on track";
    row = pm_table_add_row(table);
    row->cells[0].text = "B\xc3\xa9zier";
    row->cells[2].text = "12.0 %";
    row->cells[3].text = "[-] off track";
    return table;
}

static void test_table_at_its_width(void **state)
{
    struct fixture *fixture = *state;
    pm_table_write(make_table(fixture), &fixture->buffer.sink, &fixture->style, 2);
    assert_string_equal(written(fixture),
                        "  unit                      value  state\n"
                        "  Adams Elementary School   7.5 %  [+] on track\n"
                        "  B\xc3\xa9zier                   12.0 %  [-] off track\n");
}

static void test_table_wraps_words_not_numbers(void **state)
{
    struct fixture *fixture = *state;
    fixture->style.width = 34;
    pm_table_write(make_table(fixture), &fixture->buffer.sink, &fixture->style, 0);
    assert_string_equal(written(fixture), "unit          value  state\n"
                                          "Adams         7.5 %  [+] on track\n"
                                          "Elementary\n"
                                          "School\n"
                                          "B\xc3\xa9zier       12.0 %  [-] off track\n");
}

static void test_control_letters_stay_out_of_tables(void **state)
{
    struct fixture *fixture = *state;
    struct pm_table *table = pm_table_new(fixture->arena);
    pm_table_add_column(table, "a", PM_ALIGN_LEFT);
    pm_table_add_row(table)->cells[0].text = "x\x1b[31my\nz";
    pm_table_write(table, &fixture->buffer.sink, &fixture->style, 0);
    assert_string_equal(written(fixture), "a\nx?[31my z\n");
}

/* ---- Figures for people ---- */

static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    struct pm_metric metric = {.type = PM_TYPE_SHARE};
    struct pm_arena *arena = fixture->arena;
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(1, 16)), "6.3 %");
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(1, 1)), "100.0 %");
    assert_string_equal(pm_difference_text(arena, &metric, pm_ratio_make(31, 1000), true),
                        "+3.1 pts");
    assert_string_equal(pm_difference_text(arena, &metric, pm_ratio_make(-31, 1000), true),
                        "-3.1 pts");
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_undefined()), "");
    metric.type = PM_TYPE_MONEY;
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(-125000, 1)), "-$125,000");
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(2501, 2)), "$1,250.50");
    metric.type = PM_TYPE_NUMBER;
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(1234567, 1)), "1,234,567");
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(2, 3)), "0.67");
    metric.type = PM_TYPE_DURATION;
    assert_string_equal(pm_figure_text(arena, &metric, pm_ratio_make(13, 4)), "3.3 days");
    assert_string_equal(pm_plural(arena, 1, "error", "errors"), "1 error");
    assert_string_equal(pm_plural(arena, 1000, "error", "errors"), "1,000 errors");
}

/* ---- Diagnostics ---- */

struct plan {
    struct pm_sources *sources;
    struct pm_diagnostics *list;
    const char *text;
    uint32_t file;
};

static struct plan plan_from(struct fixture *fixture, const char *text)
{
    struct plan plan = {pm_sources_new(fixture->arena), pm_diagnostics_new(fixture->arena), text,
                        0};
    plan.file = pm_sources_add(plan.sources, "plan.pm", pm_text_from(text), false);
    return plan;
}

static struct pm_span span_of(const struct plan *plan, const char *word)
{
    const char *found = strstr(plan->text, word);
    assert_non_null(found);
    uint32_t begin = (uint32_t)(found - plan->text);
    return (struct pm_span){plan->file, begin, begin + (uint32_t)strlen(word)};
}

static enum pm_code any_code(enum pm_severity severity)
{
    int code = 0;
    while (pm_code_info((enum pm_code)code)->severity != severity)
        code++;
    return (enum pm_code)code;
}

/* What is written below the header line, which has the code. */
static const char *below_header(struct fixture *fixture, struct plan *plan,
                                const struct pm_diagnostic *diagnostic)
{
    pm_write_diagnostic_text(fixture->arena, &fixture->buffer.sink, &fixture->style, plan->sources,
                             diagnostic);
    const char *text = written(fixture);
    return strchr(text, '\n') + 1;
}

static void test_quotes_the_line(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "goal present {\n\tmeasure absence { }\n}\n");
    struct pm_diagnostic *found =
        pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "absence"), "no such metric");
    pm_say(plan.list, found, "not declared");
    pm_note(plan.list, found, "first\nsecond");
    pm_help(plan.list, found, "write `absent`");
    found->replacement = "absent";
    assert_string_equal(below_header(fixture, &plan, found),
                        " --> plan.pm:2:10\n"
                        "  |\n"
                        "2 |     measure absence { }\n"
                        "  |             ^^^^^^^ not declared\n"
                        "  = note: first\n"
                        "          second\n"
                        "  = help: write `absent`\n"
                        "  |\n"
                        "2 |     measure absent { }\n"
                        "  |             ~~~~~~\n");
}

static void test_labels_other_lines_and_files(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "baseline 81%\nabout \"x\"\nmore\ntarget 78% for all\n");
    struct pm_diagnostic *found =
        pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "78%"), "wrong side");
    pm_say(plan.list, found, "below it");
    pm_label(plan.list, found, span_of(&plan, "81%"), "starts here");
    pm_label(plan.list, found, span_of(&plan, "target"), "in this target");
    uint32_t other =
        pm_sources_add(plan.sources, "metrics.pm", pm_text_from("better lower\n"), false);
    pm_label(plan.list, found, (struct pm_span){other, 7, 12}, "lower is better");
    assert_string_equal(below_header(fixture, &plan, found), " --> plan.pm:4:8\n"
                                                             "  |\n"
                                                             "1 | baseline 81%\n"
                                                             "  |          --- starts here\n"
                                                             "...\n"
                                                             "4 | target 78% for all\n"
                                                             "  | ------ ^^^ below it\n"
                                                             "  | |\n"
                                                             "  | in this target\n"
                                                             " ::: metrics.pm:1:8\n"
                                                             "  |\n"
                                                             "1 | better lower\n"
                                                             "  |        ----- lower is better\n");
}

static void test_cuts_long_lines_around_the_place(void **state)
{
    struct fixture *fixture = *state;
    char text[400];
    memset(text, 'a', sizeof text);
    memcpy(text + 200, " HERE ", 6);
    text[sizeof text - 1] = '\0';
    struct plan plan = plan_from(fixture, text);
    struct pm_diagnostic *found =
        pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "HERE"), "long");
    const char *shown = below_header(fixture, &plan, found);
    const char *line = strstr(shown, "1 | ");
    const char *marks = strchr(line, '\n') + 1;
    assert_int_equal(strcspn(line, "\n"), 80);
    assert_true(strncmp(line, "1 | ...a", 8) == 0);
    assert_int_equal(strstr(line, "HERE") - line, strchr(marks, '^') - marks);
}

static void test_wide_letters_and_marks(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "goal \xe5\xad\xa6\xe6\xa0\xa1 bad\n");
    struct pm_diagnostic *found =
        pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "bad"), "wide");
    assert_string_equal(below_header(fixture, &plan, found),
                        " --> plan.pm:1:9\n"
                        "  |\n"
                        "1 | goal \xe5\xad\xa6\xe6\xa0\xa1 bad\n"
                        "  |           ^^^\n");
}

static void test_data_places(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "");
    struct pm_data_place place = {"data/a.csv", 12, 3, "1,2,x\x1b"};
    struct pm_diagnostic *found =
        pm_diagnose_data(plan.list, any_code(PM_WARNING), place, "not a number");
    assert_string_equal(below_header(fixture, &plan, found), "  --> data/a.csv:12, field 3\n"
                                                             "   |\n"
                                                             "12 | 1,2,x?\n");
}

static void test_counts_what_is_not_shown(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "one two three\n");
    pm_diagnose(plan.list, any_code(PM_WARNING), span_of(&plan, "one"), "first");
    pm_diagnose(plan.list, any_code(PM_WARNING), span_of(&plan, "two"), "second");
    pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "three"), "third");
    struct pm_diagnostic_report report = {.items = plan.list->items,
                                          .count = plan.list->count,
                                          .sources = plan.sources,
                                          .project = "",
                                          .file_count = 1,
                                          .wants_summary = true};
    fixture->style.most = 1;
    pm_write_report_text(fixture->arena, &fixture->buffer.sink, &fixture->style, &report);
    const char *text = written(fixture);
    assert_non_null(strstr(text, ": third\n"));
    assert_null(strstr(text, ": first\n"));
    assert_non_null(strstr(text, "and 2 more"));
    assert_non_null(strstr(text, "2 times"));
    assert_non_null(strstr(text, "\n1 error, 2 warnings in 1 file\n"));
}

static void test_short_lines(void **state)
{
    struct fixture *fixture = *state;
    struct plan plan = plan_from(fixture, "one two\n");
    struct pm_diagnostic *found =
        pm_diagnose(plan.list, any_code(PM_ERROR), span_of(&plan, "two"), "wrong");
    struct pm_diagnostic_report report = {
        .items = &found, .count = 1, .sources = plan.sources, .project = ""};
    pm_write_report_short(fixture->arena, &fixture->buffer.sink, &report);
    const struct pm_code_info *info = pm_code_info(found->code);
    const char *expected = pm_arena_format(fixture->arena, "plan.pm:1:5: error[PM%04d %s]: wrong\n",
                                           info->number, info->name);
    assert_string_equal(written(fixture), expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_formats_without_printf),
        TEST(test_writes_numbers_of_128_bits),
        TEST(test_failed_sink_takes_nothing_more),
        TEST(test_escapes_json),
        TEST(test_writes_exact_numbers),
        TEST(test_json_document_has_lines),
        TEST(test_undefined_is_left_out),
        TEST(test_schema_of_every_document),
        TEST(test_quotes_csv),
        TEST(test_measures_columns),
        TEST(test_wraps_text),
        TEST(test_table_at_its_width),
        TEST(test_table_wraps_words_not_numbers),
        TEST(test_control_letters_stay_out_of_tables),
        TEST(test_figures),
        TEST(test_quotes_the_line),
        TEST(test_labels_other_lines_and_files),
        TEST(test_cuts_long_lines_around_the_place),
        TEST(test_wide_letters_and_marks),
        TEST(test_data_places),
        TEST(test_counts_what_is_not_shown),
        TEST(test_short_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
