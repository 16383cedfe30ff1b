/* Tokens: the forms of the language, wrong forms that are understood, bytes of any kind. */
#include "tests/unit/front.h"

/* The tokens of a text as "kind:text", blank between; `!` before those that are dirty. */
static char *scan_text(struct pm_arena *arena, const char *bytes, size_t size)
{
    struct pm_sources *sources = pm_sources_new(arena);
    uint32_t file = pm_sources_add(sources, "a.pm", (struct pm_text){bytes, size}, false);
    struct pm_diagnostics *diagnostics = pm_diagnostics_new(arena);
    const struct pm_tokens *tokens =
        pm_scan(arena, pm_sources_get(sources, file), file, diagnostics);
    static const char *const kinds[] = {"comment", "word",      "number", "percent", "money",
                                        "points",  "duration",  "date",   "day",     "time",
                                        "text",    "long-text", "sign"};
    char *out = pm_arena_copy_text(arena, "", 0);
    for (size_t i = 0; i < tokens->count; i++) {
        const struct pm_token *token = &tokens->items[i];
        struct pm_text text =
            pm_sources_text(sources, (struct pm_span){file, token->begin, token->end});
        out = pm_arena_format(arena, "%s%s%s%s:%.*s", out, i ? " " : "", token->dirty ? "!" : "",
                              kinds[token->kind], (int)text.size, text.bytes);
    }
    return out;
}

static void expect(const char *text, const char *expected)
{
    struct pm_arena *arena = pm_arena_new();
    assert_string_equal(scan_text(arena, text, strlen(text)), expected);
    pm_arena_free(arena);
}

static void words_and_names(void **state)
{
    (void)state;
    expect("goal present", "word:goal word:present");
    expect("oct.a1 SY2026.Q1", "word:oct.a1 word:SY2026.Q1");
    expect("SY2024..SY2028", "word:SY2024 sign:.. word:SY2028");
    expect("_a a_1", "word:_a word:a_1");
}

static void numbers_and_their_units(void **state)
{
    (void)state;
    expect("1_250 0.35 24.5% $125_000", "number:1_250 number:0.35 percent:24.5% money:$125_000");
    expect("3 pts 1 pt", "points:3 pts points:1 pt");
    expect("48 hours 1 year 2.5 fte", "duration:48 hours duration:1 year duration:2.5 fte");
    expect("3   pts", "points:3   pts");
    expect("3 ptsx", "number:3 word:ptsx");
    expect("2 days_absent", "number:2 word:days_absent");
    expect("2 days.x", "number:2 word:days.x");
    expect("3\npts", "number:3 word:pts");
    expect("0..5", "number:0 sign:.. number:5");
    expect("5%..95%", "percent:5% sign:.. percent:95%");
    expect("1,2500", "number:1 sign:, number:2500");
    expect("1, 250", "number:1 sign:, number:250");
}

static void dates_win_over_differences(void **state)
{
    (void)state;
    expect("2025-09-30 07-01 09:30", "date:2025-09-30 day:07-01 time:09:30");
    expect("20-15", "day:20-15");
    expect("20 - 15", "number:20 sign:- number:15");
    expect("2025-12-22..2026-01-02", "date:2025-12-22 sign:.. date:2026-01-02");
    expect("-3", "sign:- number:3");
}

static void signs(void **state)
{
    (void)state;
    expect("{}()[],;", "sign:{ sign:} sign:( sign:) sign:[ sign:] sign:, sign:;");
    expect("a<=b>=c!=d", "word:a sign:<= word:b sign:>= word:c sign:!= word:d");
    expect("+-*/ < > =", "sign:+ sign:- sign:* sign:/ sign:< sign:> sign:=");
}

static void texts(void **state)
{
    (void)state;
    expect("\"a b\" \"\"", "text:\"a b\" text:\"\"");
    expect("\"a \\\" b\"", "text:\"a \\\" b\"");
    expect("\"\"\"a\n\"b\"\n\"\"\" x", "long-text:\"\"\"a\n\"b\"\n\"\"\" word:x");
    expect("\"\"\"\"\"\"", "long-text:\"\"\"\"\"\"");
    expect("\"# no comment\"", "text:\"# no comment\"");
}

static void comments_are_kept(void **state)
{
    (void)state;
    expect("a # b\nc", "word:a comment:# b word:c");
    expect("# b\r\nc", "comment:# b word:c");
    expect("#", "comment:#");
}

static void line_ends_and_marks(void **state)
{
    (void)state;
    expect("a\r\nb", "word:a word:b");
    expect("\xEF\xBB\xBF"
           "a",
           "word:a");
    expect("", "");
    front_expect("project a \"b\" \xEF\xBB\xBF\n", "1:15 blank_form\n");
    front_expect("project a \"b\"\rproject c \"d\"\n", "1:14 unexpected_character\n");
}

static void first_tokens_of_lines_are_marked(void **state)
{
    (void)state;
    struct front front = front_read("a b # c\n  d\n# e\nf", 17);
    static const bool firsts[] = {true, false, false, true, true, true};
    assert_int_equal(front.tokens->count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(front.tokens->items[i].first, firsts[i]);
    front_free(&front);
}

/* What a wrong form gives: its code, and the text to put in its place (NULL: none is sure). */
static void expect_form(const char *line, const char *name, const char *replacement)
{
    struct front front = front_read(line, strlen(line));
    if (front.diagnostics->count != 1) fail_msg("%s\n%s", line, front_messages(&front));
    const struct pm_diagnostic *found = front.diagnostics->items[0];
    assert_string_equal(pm_code_info(found->code)->name, name);
    assert_non_null(found->help);
    if (replacement) {
        assert_non_null(found->replacement);
        assert_string_equal(found->replacement, replacement);
    } else {
        assert_null(found->replacement);
    }
    front_free(&front);
}

static void wrong_dates_are_understood(void **state)
{
    (void)state;
    expect("9/30/2025", "!date:9/30/2025");
    expect_form("project 9/30/2025", "date_form", "2025-09-30");
    expect_form("project 30/9/2025", "date_form", "2025-09-30");
    expect_form("project 3/3/2027", "date_form", "2027-03-03");
    expect_form("project 03/04/2027", "date_form", NULL);
    expect_form("project 30.9.2025", "date_form", "2025-09-30");
    expect_form("project 2025-9-30", "date_form", "2025-09-30");
    expect_form("project 2025/09/30", "date_form", "2025-09-30");
    expect_form("project 9-30-2025", "date_form", "2025-09-30");
    expect_form("project 99/99/2025", "date_form", NULL);
    expect_form("project 2/29/2024", "date_form", "2024-02-29");
    expect_form("project 2/29/2023", "date_form", NULL);
    expect_form("project 9:30", "date_form", "09:30");
}

static void wrong_numbers_are_understood(void **state)
{
    (void)state;
    expect_form("project $125,000", "number_form", "$125_000");
    expect_form("project 1,250", "number_form", NULL);
    expect_form("project 1,250.5%", "number_form", NULL);
    expect_form("project 24 %", "number_form", "24%");
    expect_form("project $ 100", "number_form", "$100");
    expect_form("project 3pts", "number_form", "3 pts");
    expect_form("project 48hours", "number_form", "48 hours");
    expect_form("project .5", "number_form", "0.5");
    expect_form("project 5th", "number_form", NULL);
    expect("3ptsx", "!word:3ptsx");
    expect("24 %", "!percent:24 %");
}

static void wrong_quotes_are_understood(void **state)
{
    (void)state;
    expect_form("project a 'b c'", "wrong_quotes", "\"b c\"");
    expect_form("project a \xE2\x80\x9C"
                "b c\xE2\x80\x9D",
                "wrong_quotes", "\"b c\"");
    expect_form("project a \xE2\x80\x98"
                "b\xE2\x80\x99",
                "wrong_quotes", "\"b\"");
    expect_form("project a \xE2\x80\x9C"
                "b\"",
                "wrong_quotes", "\"b\"");
    expect_form("project a \"b\xE2\x80\x9D", "wrong_quotes", "\"b\"");
    expect_form("project a 'b \"c\"'", "wrong_quotes", "\"b \\\"c\\\"\"");
    expect_form("project https://www.nysed.gov/x?y=1", "wrong_quotes",
                "\"https://www.nysed.gov/x?y=1\"");
    expect_form("project a \"b\" '", "unexpected_character", NULL);
}

static void wrong_signs_are_understood(void **state)
{
    (void)state;
    expect("a \xE2\x89\xA4 b", "word:a !sign:\xE2\x89\xA4 word:b");
    expect_form("project a \xE2\x89\xA4 b", "sign_form", "<=");
    expect_form("project a \xE2\x89\xA5 b", "sign_form", ">=");
    expect_form("project a \xE2\x89\xA0 b", "sign_form", "!=");
    expect_form("project a == b", "sign_form", "=");
    expect_form("project a <> b", "sign_form", "!=");
    expect_form("project a && b", "sign_form", "and");
    expect_form("project a || b", "sign_form", "or");
    expect_form("project 1 \xE2\x80\x93 2", "sign_form", "-");
    expect_form("project 1 \xE2\x88\x92 2", "sign_form", "-");
    expect_form("project a \xC3\x97 b", "sign_form", "*");
    expect_form("project a ... b", "sign_form", "..");
    expect_form("project a \"b\" // c", "sign_form", "#");
    expect_form("project a !b", "unexpected_character", NULL);
}

static void colons_and_blanks_are_left_out(void **state)
{
    (void)state;
    expect("owner: x", "word:owner !word:x");
    expect_form("project: a \"b\"", "unexpected_character", "");
    expect_form("project\xC2\xA0"
                "a \"b\"",
                "blank_form", " ");
    expect_form("project\xE2\x80\x8B a \"b\"", "blank_form", " ");
}

static void other_letters_are_told(void **state)
{
    (void)state;
    expect("\xC3\xA9"
           "cole caf\xC3\xA9s",
           "!word:\xC3\xA9"
           "cole !word:caf\xC3\xA9s");
    expect_form("project caf\xC3\xA9 \"b\"", "name_form", NULL);
    expect_form("project \xE5\xAD\xA6\xE6\xA0\xA1 \"b\"", "name_form", NULL);
    expect_form("project a \"b\" \xF0\x9F\x98\x80", "unexpected_character", NULL);
}

static void runs_of_junk_give_one_message(void **state)
{
    (void)state;
    front_expect("@@@@%%%%\n", "1:1 unexpected_character\n");
    front_expect("project a \"b\" @@ @@\n",
                 "1:15 unexpected_character\n1:18 unexpected_character\n");
    front_expect("project a \"b\" \xFF\xFE\xFF\n", "1:15 file_not_utf8\n");
}

static void bytes_that_are_no_utf8_are_told(void **state)
{
    (void)state;
    front_expect("project a \"caf\xE9\"\n", "1:15 file_not_utf8\n");
    front_expect("project a \"b\" # caf\xE9\n", "1:20 file_not_utf8\n");
    front_expect("project a \"\"\"\ncaf\xE9\n\"\"\"\n", "2:4 file_not_utf8\n");
    front_expect("project a \"\xED\xA0\x80\"\n", "1:12 file_not_utf8\n"); /* a surrogate */
    front_expect("project a \"\xC0\xAF\"\n", "1:12 file_not_utf8\n");     /* an overlong form */
    front_expect("project a \"\xF0\x9F\x98\x80\"\n", "");
}

static void nul_bytes_are_told(void **state)
{
    (void)state;
    static const char outside[] = "project a \"b\" \0\0\n";
    static const char inside[] = "project a \"b\0\"\n";
    static const char comment[] = "project a \"b\" # \0\n";
    struct front front = front_read(outside, sizeof outside - 1);
    assert_string_equal(front_messages(&front), "1:15 unexpected_character\n");
    front_free(&front);
    front = front_read(inside, sizeof inside - 1);
    assert_string_equal(front_messages(&front), "1:13 unexpected_character\n");
    front_free(&front);
    front = front_read(comment, sizeof comment - 1);
    assert_string_equal(front_messages(&front), "1:17 unexpected_character\n");
    front_free(&front);
}

static void unclosed_texts_end_with_their_line(void **state)
{
    (void)state;
    expect("\"abc\nx", "!text:\"abc word:x");
    expect("\"abc\r\nx", "!text:\"abc word:x");
    expect("goal g \"abc {\nx", "word:goal word:g !text:\"abc sign:{ word:x");
    expect("\"abc\\", "!text:\"abc\\");
    front_expect("project a \"b {\n  include \"x\"\n}\n", "1:11 text_not_closed\n");
    front_expect("project a \"\"\"b {\n  include \"x\"\n}\n", "1:11 text_not_closed\n");
    front_expect("project a \"b {\n  include \"x\"\n",
                 "1:11 text_not_closed\n1:14 brace_not_closed\n");
}

static void escapes_are_checked(void **state)
{
    (void)state;
    front_expect("project a \"x\\\\y \\\" \\n \\t\"\n", "");
    front_expect("project a \"C:\\data\"\n", "1:14 wrong_escape\n");
}

static void errors_mark_the_token_of_their_own_line(void **state)
{
    (void)state;
    expect("a @\nb", "!word:a word:b");
    expect("a @ # c\nb", "!word:a comment:# c word:b");
    expect("@\nb", "word:b");
    expect("a @ b", "word:a !word:b");
    expect("a # \xFF\nb", "word:a comment:# \xFF word:b");
}

static void tokens_are_ordered_with_blanks_between(void **state)
{
    (void)state;
    static const char text[] = "goal present \"x\" {\n\towner a # c\n}\n";
    struct front front = front_read(text, sizeof text - 1);
    uint32_t before = 0;
    for (size_t i = 0; i < front.tokens->count; i++) {
        const struct pm_token *token = &front.tokens->items[i];
        assert_true(token->begin >= before && token->end > token->begin);
        for (uint32_t at = before; at < token->begin; at++)
            assert_non_null(strchr(" \t\r\n", text[at]));
        before = token->end;
    }
    front_free(&front);
}

static void messages_are_capped_and_counted(void **state)
{
    (void)state;
    enum { LINES = 500 };
    static char text[LINES * 3 + 1];
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + 3 * i, "@ \n", 3);
    struct front front = front_read(text, LINES * 3);
    assert_int_equal(front.diagnostics->count, 201);
    const struct pm_diagnostic *last = front.diagnostics->items[200];
    assert_int_equal(last->code, PM_TOO_MANY_ERRORS);
    assert_non_null(strstr(last->message, "300 more"));
    front_free(&front);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_names),
        cmocka_unit_test(numbers_and_their_units),
        cmocka_unit_test(dates_win_over_differences),
        cmocka_unit_test(signs),
        cmocka_unit_test(texts),
        cmocka_unit_test(comments_are_kept),
        cmocka_unit_test(line_ends_and_marks),
        cmocka_unit_test(first_tokens_of_lines_are_marked),
        cmocka_unit_test(wrong_dates_are_understood),
        cmocka_unit_test(wrong_numbers_are_understood),
        cmocka_unit_test(wrong_quotes_are_understood),
        cmocka_unit_test(wrong_signs_are_understood),
        cmocka_unit_test(colons_and_blanks_are_left_out),
        cmocka_unit_test(other_letters_are_told),
        cmocka_unit_test(runs_of_junk_give_one_message),
        cmocka_unit_test(bytes_that_are_no_utf8_are_told),
        cmocka_unit_test(nul_bytes_are_told),
        cmocka_unit_test(unclosed_texts_end_with_their_line),
        cmocka_unit_test(escapes_are_checked),
        cmocka_unit_test(errors_mark_the_token_of_their_own_line),
        cmocka_unit_test(tokens_are_ordered_with_blanks_between),
        cmocka_unit_test(messages_are_capped_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
