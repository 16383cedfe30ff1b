/* Rows of CSV files, encodings, JSON documents, and what cells mean. */
#include "tests/unit/hand.h"

#include "runtime/load/cell.h"
#include "runtime/load/csv.h"
#include "runtime/load/encoding.h"
#include "runtime/load/json.h"
#include "runtime/store/ranges.h"

struct parsed {
    struct pm_arena *arena;
    struct pm_diagnostics *diagnostics;
    const char *text; /* "line:byte[a|b|c] line:byte[..]", faults as !n */
    enum pm_next end;
};

static const char *show_row(struct pm_arena *arena, const struct pm_raw_row *row)
{
    const char *text = pm_arena_format(arena, "%d:%d[", (int)row->line, (int)row->byte);
    for (size_t i = 0; i < row->count; i++)
        text = pm_arena_format(arena, "%s%s%.*s", text, i ? "|" : "", (int)row->fields[i].size,
                               row->fields[i].size ? row->fields[i].bytes : "");
    if (row->fault) text = pm_arena_format(arena, "%s!%d@%zu", text, row->fault, row->fault_at);
    return pm_arena_format(arena, "%s]", text);
}

static struct parsed parse_regions(struct pm_text text, size_t region_size,
                                   enum pm_encoding encoding, char separator)
{
    struct parsed parsed = {.arena = pm_arena_new(), .text = ""};
    parsed.diagnostics = pm_diagnostics_new(parsed.arena);
    struct pm_input *input =
        pm_input_of_text(parsed.arena, text, region_size, encoding, parsed.diagnostics);
    struct pm_csv *csv = pm_csv_new(parsed.arena, input, separator);
    struct pm_raw_row row;
    while ((parsed.end = pm_csv_next(csv, &row)) == PM_NEXT_ROW)
        parsed.text = pm_arena_format(parsed.arena, "%s%s%s", parsed.text, *parsed.text ? " " : "",
                                      show_row(parsed.arena, &row));
    return parsed;
}

static struct parsed parse_bytes(struct pm_text text, enum pm_encoding encoding, char separator)
{
    return parse_regions(text, PM_INPUT_REGION, encoding, separator);
}

static void expect(const char *text, const char *rows)
{
    struct parsed parsed = parse_bytes(pm_text_from(text), PM_ENCODING_UTF8, ',');
    assert_string_equal(parsed.text, rows);
    assert_int_equal(parsed.end, PM_NEXT_END);
    assert_int_equal(parsed.diagnostics->count, 0);
    pm_arena_free(parsed.arena);
}

static void expect_failure(const char *text, enum pm_code code, int line, const char *message)
{
    struct parsed parsed = parse_bytes(pm_text_from(text), PM_ENCODING_UTF8, ',');
    assert_int_equal(parsed.end, PM_NEXT_FAILED);
    assert_int_equal(parsed.diagnostics->count, 1);
    assert_int_equal(parsed.diagnostics->items[0]->code, code);
    assert_int_equal(parsed.diagnostics->items[0]->data.line, line);
    assert_string_equal(parsed.diagnostics->items[0]->message, message);
    pm_arena_free(parsed.arena);
}

static void test_rows(void **state)
{
    (void)state;
    expect("", "");
    expect("a,b\n1,2\n", "1:0[a|b] 2:4[1|2]");
    expect("a,b\r\n1,2", "1:0[a|b] 2:5[1|2]");
    expect("a,b\r1,2\r", "1:0[a|b] 2:4[1|2]"); /* as old Macintoshes write */
    expect("\xEF\xBB\xBF"
           "a,b\n1,2\n",
           "1:3[a|b] 2:7[1|2]");
    expect("a,,\n,\n", "1:0[a||] 2:4[|]");
    expect("a\n\n\nb", "1:0[a] 2:2[] 3:3[] 4:4[b]");
    expect("\"a,1\",\"b \"\"c\"\" d\"\n\"\",\"\"\"\"", "1:0[a,1|b \"c\" d] 2:18[|\"]");
    expect("\"two\nlines\",x\n3,4", "1:0[two\nlines|x] 3:14[3|4]");
    expect("\"two\r\nlines\"\r\n3", "1:0[two\r\nlines] 3:14[3]");
    expect("a b\"c,5\" x\n", "1:0[a b\"c|5\" x]"); /* a quote inside stands for itself */
    expect("\"a\" ,b\n", "1:0[a|b]");
    expect("\"a\"x,b\nc,d", "1:0[a|b!3@0] 2:7[c|d]");
    expect("q,\"a\"\"x\"y\"z\",b\nc", "1:0[q|a\"x|b!3@1] 2:15[c]");
}

static void test_failures(void **state)
{
    (void)state;
    expect_failure("a,b\n1,\"x\n2,3\n", PM_DATA_QUOTE_NEVER_CLOSED, 2,
                   "the quote in line 2, column 3, of `text` is never closed");
    expect_failure("a\n\"x\n\"\"y\"\"", PM_DATA_QUOTE_NEVER_CLOSED, 2,
                   "the quote in line 2, column 1, of `text` is never closed");
    expect_failure("\"x\ny\",\"\xC3\xA9", PM_DATA_QUOTE_NEVER_CLOSED, 2,
                   "the quote in line 2, column 4, of `text` is never closed");
    expect_failure("\"", PM_DATA_QUOTE_NEVER_CLOSED, 1,
                   "the quote in line 1, column 1, of `text` is never closed");
}

static void test_bad_bytes(void **state)
{
    (void)state;
    expect("caf\xC3\xA9,x\n\xFF,y\nz", "1:0[caf\xC3\xA9|x] 2:8[\xFF|y!1@0] 3:12[z]");
    struct parsed parsed = parse_bytes(PM_TEXT("a\nb\0c\nd"), PM_ENCODING_UTF8, ',');
    assert_non_null(strstr(parsed.text, "!2@1]"));
    pm_arena_free(parsed.arena);
}

static char *repeat(struct pm_arena *arena, const char *head, char letter, size_t count)
{
    char *text = pm_arena_alloc(arena, strlen(head) + count + 1);
    memcpy(text, head, strlen(head));
    memset(text + strlen(head), letter, count);
    return text;
}

static void test_long_rows(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    /* 15 MiB go through, over many regions */
    const char *fine = pm_arena_format(arena, "%s\nlast", repeat(arena, "a,", 'x', 15 << 20));
    struct parsed parsed = parse_bytes(pm_text_from(fine), PM_ENCODING_UTF8, ',');
    assert_int_equal(parsed.end, PM_NEXT_END);
    assert_int_equal(parsed.diagnostics->count, 0);
    pm_arena_free(parsed.arena);
    expect_failure(repeat(arena, "a\n", 'x', 17 << 20), PM_DATA_ROW_TOO_LONG, 2,
                   "the row that begins in line 2 of `text` is longer than 16 MiB");
    expect_failure(repeat(arena, "a\n\"", '\n', 17 << 20), PM_DATA_ROW_TOO_LONG, 2,
                   "the row that begins in line 2 of `text` is longer than 16 MiB");
    pm_arena_free(arena);
}

/* Where the regions end must not show. */
static void test_regions(void **state)
{
    (void)state;
    static const char text[] = "a,\"q\"\"r\",\"s\r\nt\"\r\nu\r\"v\",\xC3\xA9\n\r\n\"w\"";
    for (size_t region = 4; region < sizeof text + 2; region++) {
        struct parsed parsed = parse_regions(pm_text_from(text), region, PM_ENCODING_UTF8, ',');
        assert_string_equal(parsed.text,
                            "1:0[a|q\"r|s\r\nt] 3:17[u] 4:19[v|\xC3\xA9] 5:26[] 6:28[w]");
        assert_int_equal(parsed.end, PM_NEXT_END);
        pm_arena_free(parsed.arena);
        static const char wide[] = "\xFF\xFE"
                                   "a\0\xAC\x20\n\0\x3D\xD8\x00\xDE\n\0c";
        parsed =
            parse_regions((struct pm_text){wide, sizeof wide - 1}, region, PM_ENCODING_UTF16, ',');
        assert_string_equal(parsed.text, "1:2[a\xE2\x82\xAC] 2:8[\xF0\x9F\x98\x80] 3:14[\xFF!1@0]");
        pm_arena_free(parsed.arena);
    }
}

static void test_encodings(void **state)
{
    (void)state;
    struct parsed parsed =
        parse_bytes(PM_TEXT("caf\xE9,\x80\x95\nb,\x81"), PM_ENCODING_WINDOWS_1252, ',');
    assert_string_equal(parsed.text, "1:0[caf\xC3\xA9|\xE2\x82\xAC\xE2\x80\xA2] 2:8[b|\xFF!1@2]");
    pm_arena_free(parsed.arena);
    parsed = parse_bytes(PM_TEXT("\xFF\xFE"
                                 "a\0\t\0\xAC\x20\n\0\x3D\xD8\x00\xDE\t\0c\0\n\0d\0"),
                         PM_ENCODING_UTF16, '\t');
    assert_string_equal(parsed.text, "1:2[a|\xE2\x82\xAC] 2:10[\xF0\x9F\x98\x80|c] 3:20[d]");
    pm_arena_free(parsed.arena);
    parsed = parse_bytes(PM_TEXT("\xFE\xFF"
                                 "\0a\0,\x20\xAC"),
                         PM_ENCODING_UTF16, ',');
    assert_string_equal(parsed.text, "1:2[a|\xE2\x82\xAC]");
    pm_arena_free(parsed.arena);
    parsed = parse_bytes(PM_TEXT("\0a\0\n\0b"), PM_ENCODING_UTF16, ','); /* no mark, big endian */
    assert_string_equal(parsed.text, "1:0[a] 2:4[b]");
    pm_arena_free(parsed.arena);
    /* halves of pairs, and half a unit at the end, are no letters */
    parsed = parse_bytes(PM_TEXT("a\0\n\0\x3D\xD8z\0\n\0\x00\xDC\n\0c"), PM_ENCODING_UTF16, ',');
    assert_string_equal(parsed.text, "1:0[a] 2:4[\xFFz!1@0] 3:10[\xFF!1@0] 4:14[\xFF!1@0]");
    pm_arena_free(parsed.arena);
    parsed = parse_bytes(PM_TEXT("\xEF\xBB\xBF"
                                 "caf\xC3\xA9"),
                         PM_ENCODING_WINDOWS_1252, ',');
    assert_string_equal(parsed.text, "1:3[caf\xC3\xA9]"); /* the mark says UTF-8 */
    pm_arena_free(parsed.arena);
}

/* ---- Ranges ---- */

static const char *range(const char *text)
{
    static char shown[80];
    char low[32] = "";
    char high[32] = "";
    struct pm_ratio bounds[2];
    if (!pm_range_read(pm_text_from(text), &bounds[0], &bounds[1])) return "none";
    if (pm_ratio_is_defined(bounds[0])) pm_ratio_format(bounds[0], 1, low, sizeof low);
    if (pm_ratio_is_defined(bounds[1])) pm_ratio_format(bounds[1], 1, high, sizeof high);
    snprintf(shown, sizeof shown, "%s..%s", low, high);
    return shown;
}

static void test_ranges(void **state)
{
    (void)state;
    assert_string_equal(range("GE95"), "95.0..");
    assert_string_equal(range("ge 95%"), "95.0..");
    assert_string_equal(range("GT50"), "50.0..");
    assert_string_equal(range("LE5"), "..5.0");
    assert_string_equal(range("LT50"), "..50.0");
    assert_string_equal(range(">=95"), "95.0..");
    assert_string_equal(range(">95"), "95.0..");
    assert_string_equal(range("<=5.5"), "..5.5");
    assert_string_equal(range(" < 5% "), "..5.0");
    assert_string_equal(range("20-24"), "20.0..24.0");
    assert_string_equal(range("20% - 24%"), "20.0..24.0");
    assert_string_equal(range("24-24"), "24.0..24.0");
    assert_string_equal(range("24-20"), "none");
    assert_string_equal(range("-24"), "none");
    assert_string_equal(range("20-"), "none");
    assert_string_equal(range("95"), "none");
    assert_string_equal(range("GE"), "none");
    assert_string_equal(range("GEx"), "none");
    assert_string_equal(range("GE-5"), "none");
    assert_string_equal(range(""), "none");
    assert_string_equal(range("1-2-3"), "none");
    assert_true(pm_range_same_form(PM_TEXT("GE95"), PM_TEXT("GE5")));
    assert_true(pm_range_same_form(PM_TEXT("20-24"), PM_TEXT("6-9")));
    assert_false(pm_range_same_form(PM_TEXT("GE95"), PM_TEXT("LE95")));
    assert_false(pm_range_same_form(PM_TEXT("GE95"), PM_TEXT(">=95")));
    assert_false(pm_range_same_form(PM_TEXT("GE95"), PM_TEXT("abc")));
}

/* ---- Cells ---- */

static struct pm_column column_of(enum pm_field_type type)
{
    return (struct pm_column){.name = "c", .header = "c", .field_type = type};
}

/* The cell as text: its value with places, a mark, or what is wrong. */
static const char *cell(const struct pm_column *column, const char *text)
{
    static char shown[80];
    struct pm_cell_reader reader = pm_cell_reader_make(column);
    struct pm_reading reading;
    pm_cell_read(&reader, pm_text_from(text), &reading);
    if (reading.fault) return pm_cell_fault_text(&reader, reading.fault);
    static const char *const marks[] = {"", "missing", "suppressed", "pending", "range"};
    if (reading.mark != PM_MARK_PRESENT) return marks[reading.mark];
    if (pm_cell_reads_texts(&reader)) {
        snprintf(shown, sizeof shown, "%s%.*s", reading.is_formula ? "formula " : "",
                 (int)reading.text.size, reading.text.bytes);
    } else {
        snprintf(shown, sizeof shown, "%lld/%d%s", (long long)reading.value, reading.places,
                 reading.rounded ? " rounded" : "");
    }
    return shown;
}

static void test_numbers(void **state)
{
    (void)state;
    struct pm_column column = column_of(PM_FIELD_INT);
    assert_string_equal(cell(&column, "12"), "12/0");
    assert_string_equal(cell(&column, " -12 "), "-12/0");
    assert_string_equal(cell(&column, "1,250"), "1250/0");
    assert_string_equal(cell(&column, "12.0"), "12/0");
    assert_string_equal(cell(&column, "12.5"), "is not a whole number");
    assert_string_equal(cell(&column, "12,50"), "is not a number");
    assert_string_equal(cell(&column, "twelve"), "is not a number");
    assert_string_equal(cell(&column, "9223372036854775807"), "9223372036854775807/0");
    assert_string_equal(cell(&column, "9223372036854775808"), "is too large a number");
    assert_string_equal(cell(&column, ""), "missing");
    assert_string_equal(cell(&column, "  "), "missing");
    column = column_of(PM_FIELD_NUMBER);
    assert_string_equal(cell(&column, "87.70"), "877/1");
    assert_string_equal(cell(&column, "1e3"), "1000/0");
    assert_string_equal(cell(&column, "0.1234567891"), "123456789/9 rounded");
    assert_string_equal(cell(&column, "87.7%"), "is not a number");
    assert_string_equal(cell(&column, "nan"), "is not a number");
    assert_string_equal(cell(&column, "=A1"), "is not a number");
    column = column_of(PM_FIELD_PERCENT);
    assert_string_equal(cell(&column, "87.7"), "877/3");
    assert_string_equal(cell(&column, "87.7%"), "877/3");
    assert_string_equal(cell(&column, "100 %"), "1/0");
    assert_string_equal(cell(&column, "0"), "0/0");
    assert_string_equal(cell(&column, "%"), "is not a percent");
    column = column_of(PM_FIELD_SHARE);
    assert_string_equal(cell(&column, "0.877"), "877/3");
    column = column_of(PM_FIELD_MONEY);
    assert_string_equal(cell(&column, "$1,250.50"), "12505/1");
    assert_string_equal(cell(&column, "1250.5"), "12505/1");
    assert_string_equal(cell(&column, "-$5"), "-5/0");
    assert_string_equal(cell(&column, "$-5"), "-5/0");
    assert_string_equal(cell(&column, "($1,250.50)"), "-12505/1");
    assert_string_equal(cell(&column, "-$-5"), "is not an amount of money");
    assert_string_equal(cell(&column, "(-5)"), "is not an amount of money");
    assert_string_equal(cell(&column, "$"), "is not an amount of money");
    assert_string_equal(cell(&column, "()"), "is not an amount of money");
}

static void test_other_types(void **state)
{
    (void)state;
    struct pm_column column = column_of(PM_FIELD_BOOL);
    assert_string_equal(cell(&column, "YES"), "1/0");
    assert_string_equal(cell(&column, "n"), "0/0");
    assert_string_equal(cell(&column, "0"), "0/0");
    assert_string_equal(cell(&column, "maybe"), "is neither yes nor no");
    const char *truths[] = {"Eligible"};
    column.truths = (struct pm_words){truths, 1};
    assert_string_equal(cell(&column, "Eligible"), "1/0");
    assert_string_equal(cell(&column, "eligible"), "is neither yes nor no");
    assert_string_equal(cell(&column, "yes"), "is neither yes nor no");
    assert_string_equal(cell(&column, "No"), "0/0");
    column = column_of(PM_FIELD_DATE);
    assert_string_equal(cell(&column, "1970-01-02"), "1/0");
    assert_string_equal(cell(&column, "1970-01-02T10:00:00Z"), "1/0");
    assert_string_equal(cell(&column, "1970-01-02 10:00"), "1/0");
    assert_string_equal(cell(&column, "1970-01-02 noon"), "is not a date");
    assert_string_equal(cell(&column, "01/02/1970"), "is not a date");
    assert_string_equal(cell(&column, "2025-02-29"), "is not a date");
    column = column_of(PM_FIELD_TIME);
    assert_string_equal(cell(&column, "1970-01-02 00:05"), "1445/0");
    assert_string_equal(cell(&column, "1970-01-02T00:05:59.25Z"), "1445/0");
    assert_string_equal(cell(&column, "1969-12-31 23:59"), "-1/0");
    assert_string_equal(cell(&column, "1970-01-02 24:00"), "is not a time");
    assert_string_equal(cell(&column, "1970-01-02T00:05+02:00"), "is not a time");
    assert_string_equal(cell(&column, "1970-01-02"), "is not a time");
    column = column_of(PM_FIELD_TEXT);
    assert_string_equal(cell(&column, "  a  b "), "a  b");
    assert_string_equal(cell(&column, "=RIGHT(B2,1)"), "formula =RIGHT(B2,1)");
}

static void test_words(void **state)
{
    (void)state;
    const char *missing[] = {"", " n/a "};
    const char *suppressed[] = {"s"};
    const char *pending[] = {"Data Pending"};
    const char *ranges[] = {"GE95", "20-24", "about half"};
    struct pm_column column = column_of(PM_FIELD_PERCENT);
    column.missing = (struct pm_words){missing, 2};
    column.suppressed = (struct pm_words){suppressed, 1};
    column.pending = (struct pm_words){pending, 1};
    column.ranges = (struct pm_words){ranges, 3};
    assert_string_equal(cell(&column, "n/a"), "missing");
    assert_string_equal(cell(&column, " s"), "suppressed");
    assert_string_equal(cell(&column, "S"), "is not a percent");
    assert_string_equal(cell(&column, "Data Pending"), "pending");
    assert_string_equal(cell(&column, "GE90"), "range");
    assert_string_equal(cell(&column, "85-89"), "range");
    assert_string_equal(cell(&column, "about half"), "range");
    assert_string_equal(cell(&column, "LT50"), "is not a percent"); /* no word of that form */
    assert_string_equal(cell(&column, "50"), "5/1");
    column.field_type = PM_FIELD_TEXT; /* "20-24" may be an age group */
    assert_string_equal(cell(&column, "85-89"), "85-89");
}

/* ---- JSON ---- */

static struct parsed parse_json(const char *text, const char *inside)
{
    struct parsed parsed = {.arena = pm_arena_new(), .text = "", .end = PM_NEXT_FAILED};
    parsed.diagnostics = pm_diagnostics_new(parsed.arena);
    struct pm_input *input = pm_input_of_text(parsed.arena, pm_text_from(text), 64,
                                              PM_ENCODING_UTF8, parsed.diagnostics);
    struct pm_json_reader *json = pm_json_reader_open(parsed.arena, input, inside);
    if (!json) return parsed;
    for (size_t i = 0; i < json->header_count; i++)
        parsed.text = pm_arena_format(parsed.arena, "%s%s%s", parsed.text, i ? "," : "",
                                      json->headers[i].bytes);
    struct pm_raw_row row;
    while ((parsed.end = pm_json_reader_next(json, &row)) == PM_NEXT_ROW)
        parsed.text =
            pm_arena_format(parsed.arena, "%s %s", parsed.text, show_row(parsed.arena, &row));
    return parsed;
}

static void expect_json(const char *text, const char *inside, const char *rows)
{
    struct parsed parsed = parse_json(text, inside);
    for (size_t i = 0; i < parsed.diagnostics->count; i++)
        print_message("%s\n", parsed.diagnostics->items[i]->message);
    assert_string_equal(parsed.text, rows);
    assert_int_equal(parsed.end, PM_NEXT_END);
    pm_arena_free(parsed.arena);
}

static void expect_no_json(const char *text, const char *inside, enum pm_code code)
{
    struct parsed parsed = parse_json(text, inside);
    assert_int_equal(parsed.end, PM_NEXT_FAILED);
    assert_int_equal(parsed.diagnostics->count, 1);
    assert_int_equal(parsed.diagnostics->items[0]->code, code);
    pm_arena_free(parsed.arena);
}

static void test_json(void **state)
{
    (void)state;
    expect_json("[]", "", "");
    expect_json("[{}]", "", " 1:1[]");
    expect_json("[{\"a\": 87.0, \"b\": \"x\"},\n {\"b\": null, \"c\": true}]", "",
                "a,b,c 1:1[87.0|x|] 2:25[||true]");
    /* numbers as written, whatever a double would make of them */
    expect_json("[{\"a\":9007199254740993,\"b\":-0.10000000000000000001,\"c\":1E+2}]", "",
                "a,b,c 1:1[9007199254740993|-0.10000000000000000001|1E+2]");
    expect_json("[{\"id\":\"m\",\"n\":1,\"data\":[{\"y\":2024},{\"y\":2025,\"n\":2}],\"tags\":[1]},"
                "{\"id\":\"k\",\"data\":null},{\"id\":\"l\",\"data\":[]}]",
                "data", "id,n,y 1:25[m|1|2024] 1:36[m|2|2025]");
    expect_json("{\"a\":{\"b\":[{\"x\":{\"y\":1,\"z\":\"\\\"}\"}}]}}", "a.b",
                "x.y,x.z 1:11[1|\"}]");
    expect_no_json("", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("[{\"a\":1},]", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("[{\"a\":01}]", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("[{\"a\":1,\"a\":2}]", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("[{\"a\":\"\xFF\"}]", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("[{\"a\":\"x", "", PM_DATA_JSON_NOT_VALID);
    expect_no_json("{\"a\":1}", "", PM_DATA_JSON_PATH_MISSING);
    expect_no_json("{\"a\":1}", "b", PM_DATA_JSON_PATH_MISSING);
    expect_no_json("{\"a\":1}", "a", PM_DATA_JSON_PATH_MISSING);
    expect_no_json("[1,2]", "", PM_DATA_JSON_PATH_MISSING);
    struct pm_arena *arena = pm_arena_new();
    expect_no_json(repeat(arena, "", '[', 200000), "", PM_DATA_JSON_NOT_VALID);
    expect_no_json(repeat(arena, "", '{', 2000), "", PM_DATA_JSON_NOT_VALID);
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_bad_bytes),   cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_regions),     cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_ranges),      cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_other_types), cmocka_unit_test(test_words),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
