/* Statements, lines, braces, expressions, the matcher and its messages. */
#include "lang/schema/schema.h"
#include "tests/unit/front.h"

#include <time.h>

/* ---- expressions */

/* The expression of a `derive`, in full brackets. */
static void expect_expression(const char *written, const char *expected)
{
    struct pm_arena *arena = pm_arena_new();
    const char *text = pm_arena_format(arena, "source s {\n derive x as %s\n}\n", written);
    const char *tree =
        pm_arena_format(arena, "source NAME=s\n  derive NAME=x as EXPRESSION=%s\n", expected);
    front_expect_tree(text, tree);
    pm_arena_free(arena);
}

static void operators_bind_as_written(void **state)
{
    (void)state;
    expect_expression("a or b and not c = d", "(a or (b and (not (c = d))))");
    expect_expression("a + b * c - d / e", "((a + (b * c)) - (d / e))");
    expect_expression("(a + b) * c", "((a + b) * c)");
    expect_expression("a - b - c", "((a - b) - c)");
    expect_expression("a in 1..2 + 3", "(a in (1 .. (2 + 3)))");
    expect_expression("a >= 10% of b and c", "((a >= (10% of b)) and c)");
    expect_expression("40% of a + 60% of b", "((40% of a) + (60% of b))");
    expect_expression("a not in (\"x\", \"y\")", "(a not in (\"x\", \"y\"))");
    expect_expression("a is missing or b is not missing", "((a is missing) or (b is not missing))");
    expect_expression("a reaches b", "(a reaches b)");
    expect_expression("-a + +b", "(-a + +b)");
    expect_expression("a - -3", "(a - -3)");
    expect_expression("if(a = 1, 2 pts, 3%)", "if((a = 1), 2 pts, 3%)");
    expect_expression("f()", "f()");
}

static void operators_of_other_languages_mean_the_same(void **state)
{
    (void)state;
    static const char text[] = "source s {\n verify a == 1 && b \xE2\x89\xA4 2\n}\n";
    struct front front = front_read(text, sizeof text - 1);
    assert_string_equal(front_messages(&front), "2:11 sign_form\n2:16 sign_form\n2:21 sign_form\n");
    assert_true(front.tree->statements[0]->children[0]->damaged);
    front_free(&front);
}

static void signs_and_differences(void **state)
{
    (void)state;
    front_expect_tree("rating r \"R\" {\n round value to -3 pts\n}\n",
                      "rating NAME=r TEXT=\"R\"\n  round WORD=value to QUANTITY=-3 pts\n");
    static const char text[] = "plan p \"P\" {\n goal g \"G\" {\n measure m {\n"
                               "  target SY2026 -3 pts\n  target SY2026 baseline - 3 pts\n"
                               "  target SY2026 baseline -3 pts\n } } }\n";
    /* a blank before and none after: a sign, and so a part of its own */
    front_expect(text, "6:26 part_too_many\n");
    expect_expression("(a -b)", "(a - b)");
    expect_expression("a-b", "(a - b)");
}

static void numbers_keep_their_value(void **state)
{
    (void)state;
    expect_expression("1_250 + 0.35", "(1250 + 0.35)");
    expect_expression("$125_000.50 / 2.5 fte", "($125000.5 / 2.5 fte)");
    expect_expression("48 hours - 1 year", "(48 hour - 1 year)");
    front_expect("source s {\n derive x as 1.1234567891\n}\n", "2:14 number_too_long\n");
    front_expect("source s {\n derive x as 99999999999999999999\n}\n", "2:14 number_too_long\n");
    front_expect("source s {\n derive x as 1_\n}\n", "");
}

/* ---- texts */

static const char *about_text(struct front *front)
{
    assert_int_equal(front->diagnostics->count, 0);
    const struct pm_statement *about = front->tree->statements[0]->children[0];
    struct pm_text text = pm_slot_node(pm_slot(about, "TEXT"))->text;
    return pm_arena_copy_text(front->arena, text.bytes, text.size);
}

static void expect_text(const char *written, const char *expected)
{
    char text[512];
    snprintf(text, sizeof text, "project a \"A\" {\n  about %s\n}\n", written);
    struct front front = front_read(text, strlen(text));
    assert_string_equal(about_text(&front), expected);
    front_free(&front);
}

static void texts_are_decoded(void **state)
{
    (void)state;
    expect_text("\"plain\"", "plain");
    expect_text("\"\"", "");
    expect_text("\"a \\\"b\\\" \\\\ \\n\\tc\"", "a \"b\" \\ \n\tc");
    expect_text("\"\"\"one\"\"\"", "one");
    expect_text("\"\"\"\"\"\"", "");
}

static void long_texts_are_dedented(void **state)
{
    (void)state;
    expect_text("\"\"\"\n    one\n      two\n\n    three\n    \"\"\"", "one\n  two\n\nthree");
    expect_text("\"\"\"\r\n    one\r\n    two\r\n  \"\"\"", "one\ntwo");
    expect_text("\"\"\"first\n    one\n    two\"\"\"", "first\none\ntwo");
    expect_text("\"\"\"\n\"\"\"", "");
    expect_text("\"\"\"\n  \n\"\"\"", "");
    expect_text("\"\"\"a\n\"\"\"", "a");
    expect_text("\"\"\"\n\n  a\n\n\"\"\"", "\na\n");
}

/* ---- slots */

static void slots_are_found_by_key_and_word(void **state)
{
    (void)state;
    static const char text[] =
        "plan p \"P\" { goal g \"G\" { measure m {\n"
        "target SY2026 24% at city for each race vs others\nclose 50% of gap by SY2028\n} } }\n";
    struct front front = front_read(text, sizeof text - 1);
    assert_int_equal(front.diagnostics->count, 0);
    const struct pm_statement *goal = pm_statement_child(front.tree->statements[0], "goal");
    const struct pm_statement *measure = pm_statement_child(goal, "measure");
    const struct pm_statement *target = pm_statement_child(measure, "target");
    assert_ptr_equal(target->parent, measure);
    assert_int_equal(target->row->id, PM_ROW_target);
    assert_true(pm_text_is(pm_slot_node(pm_slot(target, "PERIODS"))->text, "SY2026"));
    assert_true(pm_text_is(pm_slot_node(pm_slot_at(target, "at", "UNIT"))->text, "city"));
    assert_true(pm_text_is(pm_slot_node(pm_slot_at(target, "for", "GROUP"))->text, "race"));
    assert_true(pm_text_is(pm_slot_node(pm_slot_at(target, "each", "GROUP"))->text, "race"));
    assert_true(pm_text_is(pm_slot_node(pm_slot_after(target, "for"))->text, "race"));
    assert_true(pm_text_is(pm_slot_node(pm_slot_after(target, "vs"))->text, "others"));
    assert_non_null(pm_slot(target, "each"));
    assert_null(pm_slot(target, "over"));
    assert_null(pm_slot_after(target, "over"));
    assert_null(pm_slot_node(pm_slot(target, "over")));
    assert_null(pm_slot_node(pm_slot(target, "each")));
    const struct pm_statement *close = pm_statement_child(measure, "close");
    assert_string_equal(pm_slot_after(close, "by")->key, "PERIOD");
    assert_null(pm_statement_child(measure, "baseline"));
    front_free(&front);
}

static void lists_fill_one_slot(void **state)
{
    (void)state;
    front_expect_tree("metric m \"M\" { by race, frl, race * frl ; gap frl vs not_frl as ratio }\n",
                      "metric NAME=m TEXT=\"M\"\n  by DIMENSIONS=race, frl, (race * frl)\n"
                      "  gap GROUP=frl vs GROUP=not_frl as MEASURE=ratio\n");
}

static void statement_words_may_be_names(void **state)
{
    (void)state;
    front_expect_tree("metric target \"T\" { value count of value where by_ = 1 }\n",
                      "metric NAME=target TEXT=\"T\"\n"
                      "  value AGGREGATE=count of SOURCE=value where CONDITION=(by_ = 1)\n");
    front_expect_tree("plan p \"P\" { for harbor }\n",
                      "plan NAME=p TEXT=\"P\"\n  for UNITS=harbor\n");
    front_expect_tree("unit climate \"C\" { unit climate \"D\" }\n",
                      "unit NAME=climate TEXT=\"C\"\n  unit NAME=climate TEXT=\"D\"\n");
}

/* ---- lines */

static void statements_end_with_their_line(void **state)
{
    (void)state;
    front_expect_tree("use attendance\nuse ratings ; use \"x.pm\" ;; \n",
                      "use NAME=attendance\nuse NAME=ratings\nuse TEXT=\"x.pm\"\n");
    front_expect_tree("unit a \"A\" { lead \"L\" } unit b \"B\"",
                      "unit NAME=a TEXT=\"A\"\n  lead TEXT=\"L\"\nunit NAME=b TEXT=\"B\"\n");
    front_expect_tree("", "");
    front_expect_tree("# nothing\n", "");
}

static void unfinished_lines_go_on(void **state)
{
    (void)state;
    static const char expected[] = "source NAME=s\n  missing TEXTS=\"\", \"*\"\n";
    front_expect_tree("source s {\n  missing \"\",\n    \"*\"\n}\n", expected);
    front_expect_tree("source s {\n  missing \"\", # empty\n\n    # and starred\n    \"*\"\n}\n",
                      expected);
    front_expect_tree("source s {\n  verify a in (\n    \"x\",\n    \"y\"\n  )\n}\n",
                      "source NAME=s\n  verify CONDITION=(a in (\"x\", \"y\"))\n");
    front_expect_tree("source s {\n  verify a =\n    3 and\n    b = 4\n}\n",
                      "source NAME=s\n  verify CONDITION=((a = 3) and (b = 4))\n");
    front_expect_tree("source s {\n  verify a = 3 for\n   99%\n}\n",
                      "source NAME=s\n  verify CONDITION=(a = 3) for SHARE=99%\n");
}

static void lines_go_on_only_when_deeper(void **state)
{
    (void)state;
    front_expect("source s {\n  missing \"\",\n  summary\n}\n", "2:13 value_missing\n");
    front_expect("source s {\n  verify a in (\"x\",\n  summary\n}\n", "2:15 bracket_not_closed\n");
    front_expect("source s {\n  verify a and\n  summary\n}\n", "2:12 value_missing\n");
}

static void lines_that_begin_no_statement_go_on(void **state)
{
    (void)state;
    front_expect_tree("unit a\n\"A\"\n{\nlead \"L\"\n}\n",
                      "unit NAME=a TEXT=\"A\"\n  lead TEXT=\"L\"\n");
    front_expect_tree("source s {\n  verify a = 1\n  and b = 2\n  or c = 3\n}\n",
                      "source NAME=s\n  verify CONDITION=(((a = 1) and (b = 2)) or (c = 3))\n");
    front_expect_tree("source s {\n  derive x as a\n  + b\n}\n",
                      "source NAME=s\n  derive NAME=x as EXPRESSION=(a + b)\n");
}

static void deeper_links_go_on(void **state)
{
    (void)state;
    static const char expected[] = "source NAME=s\n  field NAME=a TYPE=text from TEXT=\"A\"\n";
    front_expect_tree("source s {\n  field a text\n    from \"A\"\n}\n", expected);
    front_expect_tree("source s {\n\tfield a text\n\t  from \"A\"\n}\n", expected);
    front_expect_tree("source s {\n  field a text\n  from csv \"A\"\n}\n",
                      "source NAME=s\n  field NAME=a TYPE=text\n  from FORMAT=csv TEXT=\"A\"\n");
}

static void files_without_indentation_are_read(void **state)
{
    (void)state;
    front_expect_tree("source s {\nfrom csv \"A\"\nfield a bool {\ntrue \"Y\"\n}\n}\n",
                      "source NAME=s\n  from FORMAT=csv TEXT=\"A\"\n  field NAME=a TYPE=bool\n"
                      "    true TEXTS=\"Y\"\n");
}

/* ---- roles */

static void roles_are_set(void **state)
{
    (void)state;
    static const char text[] = "plan p \"P\" { period SY2026 ; for s(\"1\") ; goal g \"G\" {\n"
                               "measure m { target SY2026 -3 pts ; close 50% of gap by SY2028\n"
                               "across x where not a = 1 } } }\n";
    struct front front = front_read(text, sizeof text - 1);
    assert_int_equal(front.diagnostics->count, 0);
    const char *dump = pm_tokens_dump(front.arena, front.sources, front.file, front.tokens);
    assert_non_null(strstr(dump, "1:1 word head \"plan\"\n"));
    assert_non_null(strstr(dump, "1:30 word head \"for\"\n"));
    assert_non_null(strstr(dump, "word call \"s\"\n"));
    assert_non_null(strstr(dump, "sign prefix \"-\"\n"));
    assert_non_null(strstr(dump, "word of \"of\"\n"));
    assert_non_null(strstr(dump, "word link \"by\"\n"));
    assert_non_null(strstr(dump, "word operator \"not\"\n"));
    assert_non_null(strstr(dump, "sign separator \";\"\n"));
    assert_null(strstr(dump, " - "));
    front_free(&front);
}

/* ---- syntax errors */

static void operands_and_operators_are_missed(void **state)
{
    (void)state;
    front_expect("source s {\n verify a >\n summary\n}\n", "2:11 value_missing\n");
    front_expect("source s {\n verify a > * b\n}\n", "2:13 value_missing\n");
    front_expect("source s {\n verify 1 < a < 3\n}\n", "2:15 comparisons_chained\n");
    front_expect("source s {\n verify a in 1..2..3\n}\n", "2:18 comparisons_chained\n");
    front_expect("source s {\n verify a in (\"x\" \"y\")\n}\n", "2:19 operator_missing\n");
    front_expect("source s {\n verify a in ()\n}\n", "2:15 value_missing\n");
    front_expect("source s {\n verify a is 3\n}\n", "2:14 value_missing\n");
    front_expect("source s {\n verify (f (x)) = 1\n}\n", "2:12 call_with_blank\n");
    front_expect("source s {\n verify (a for b)\n}\n", "2:12 operator_missing\n");
    front_expect("source s {\n owner = climate\n}\n", "2:8 value_missing\n");
    front_expect("source s {\n verify a > {\n }\n}\n", "2:11 value_missing\n");
}

static void sets_stand_after_in_alone(void **state)
{
    (void)state;
    front_expect("source s {\n verify (a, b) = 1\n}\n", "2:9 set_misplaced\n");
    front_expect("source s {\n verify a = (1, 2)\n}\n", "2:13 set_misplaced\n");
    front_expect("source s {\n verify f((1, 2))\n}\n", "2:11 set_misplaced\n");
    front_expect("source s {\n verify a in [1, 2]\n}\n", "2:14 set_misplaced\n");
    front_expect("source s {\n missing (\"a\", \"b\")\n}\n", "2:10 set_misplaced\n");
    front_expect("source s {\n verify a in (1, 2)\n}\n", "");
}

static void statements_begin_with_words(void **state)
{
    (void)state;
    front_expect("\"x\"\nuse a\n", "1:1 statement_without_word\n");
    front_expect("use a ; 3 x ; use b\n", "1:9 statement_without_word\n");
    front_expect("use a ; , ; use b\n", "1:9 statement_without_word\n");
    front_expect("use a ; ) ; use b\n", "1:9 stray_bracket\n");
    front_expect("{ target SY2026 24% }\nuse a\n", "1:1 block_without_statement\n");
}

/* ---- pitfalls: what went wrong once in parsers of this kind */

static void locations_of_first_tokens_are_right(void **state)
{
    (void)state;
    struct front front = front_read("  use attendance\n", 17);
    assert_int_equal(front.tree->statements[0]->span.begin, 2);
    assert_int_equal(front.tree->statements[0]->span.end, 16);
    front_free(&front);
}

static void errors_damage_their_own_statement_alone(void **state)
{
    (void)state;
    static const char text[] = "source s {\n verify a >\n summary\n missing @ \"x\"\n public\n}\n";
    struct front front = front_read(text, sizeof text - 1);
    assert_string_equal(front_messages(&front), "2:11 value_missing\n4:10 unexpected_character\n");
    const struct pm_statement *source = front.tree->statements[0];
    static const bool damaged[] = {true, false, true, false};
    assert_int_equal(source->child_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(source->children[i]->damaged, damaged[i]);
    assert_false(source->damaged);
    front_free(&front);
}

static void scanner_errors_silence_their_statement(void **state)
{
    (void)state;
    /* the parts are wrong too, and only the form is told; the block is checked */
    front_expect("plan 24 % SY2026 {\n  traget SY2026\n  kind annual\n}\n",
                 "1:6 number_form\n2:3 unknown_statement\n");
    front_expect("source s {\n  verify a = 3 = 24 %\n}\n", "2:18 number_form\n");
}

static void unclosed_texts_keep_their_block(void **state)
{
    (void)state;
    front_expect("plan p \"P {\n  kind annual\n  traget 3\n}\n",
                 "1:8 text_not_closed\n3:3 unknown_statement\n");
    front_expect("plan p \"P\" {\n  vision \"\"\"x\n}\nplan q {", "2:10 text_not_closed\n");
}

static void units_are_read_by_whole_words(void **state)
{
    (void)state;
    expect_expression("a * 2 + days_absent", "((a * 2) + days_absent)");
    front_expect("source s {\n verify 2 days_absent > 1\n}\n", "2:9 wrong_part\n");
}

static void misspelt_openers_keep_their_block(void **state)
{
    (void)state;
    front_expect("plan p \"P\" {\n  gaol g \"G\" {\n    measure m { target SY2026 24% }\n  }\n}\n",
                 "2:3 unknown_statement\n");
    front_expect("plan p \"P\" {\n  gaol g \"G\" {\n    measure m { target 24% SY2026 }\n  }\n}\n",
                 "2:3 unknown_statement\n3:24 parts_swapped\n");
    front_expect("theoree t \"T\" for g {\n  if \"x\"\n  then \"y\"\n}\n",
                 "1:1 unknown_statement\n");
}

static void short_words_are_not_guessed(void **state)
{
    (void)state;
    /* `frl` is one edit from `for`, and is a group */
    front_expect("plan p \"P\" { goal g \"G\" { measure m { target SY2026 20% ag frl } } }\n",
                 "1:57 missing_word\n");
    struct front front = front_read("us a\n", 5);
    assert_null(front.diagnostics->items[0]->replacement);
    front_free(&front);
}

static void columns_count_code_points(void **state)
{
    (void)state;
    front_expect("\xEF\xBB\xBF"
                 "unit a \"\xC3\xA9\xC3\xA9\" 3\n",
                 "1:13 part_too_many\n");
}

static void messages_beyond_the_limit_are_counted(void **state)
{
    (void)state;
    static char text[500 * 5 + 1];
    for (size_t i = 0; i < 500; i++)
        memcpy(text + 5 * i, "zzzz\n", 5);
    struct front front = front_read(text, 500 * 5);
    assert_int_equal(front.diagnostics->count, 201);
    assert_non_null(strstr(front.diagnostics->items[200]->message, "300 more"));
    front_free(&front);
}

/* ---- the matcher's messages */

static void words_are_known_by_place(void **state)
{
    (void)state;
    front_expect("target SY2026 24%\n", "1:1 statement_in_wrong_place\n");
    front_expect("plan p \"P\" {\n  forecast t \"T\" for g { if \"x\" }\n}\n",
                 "2:3 unknown_statement\n");
    struct front front = front_read("forecast t \"T\"\n", 15);
    assert_string_equal(front.diagnostics->items[0]->message,
                        "`forecast` is not a statement that this version of pm knows");
    front_free(&front);
    front_expect("source s {\n  calendar c SY { starts 7 }\n}\n",
                 "2:3 statement_in_wrong_place\n2:26 wrong_part\n");
    front_expect("unit u \"U\" {\n  opened 2024-07-01 { tag x }\n}\n", "2:21 block_not_allowed\n");
}

/* A statement of a measure, and the code, help or replacement it gives. */
static void expect_target(const char *statement, const char *name, const char *replacement)
{
    char text[512];
    snprintf(text, sizeof text, "plan p \"P\" { goal g \"G\" { measure m {\n%s\n} } }\n",
             statement);
    struct front front = front_read(text, strlen(text));
    if (front.diagnostics->count != 1) fail_msg("%s\n%s", statement, front_messages(&front));
    const struct pm_diagnostic *found = front.diagnostics->items[0];
    assert_string_equal(pm_code_info(found->code)->name, name);
    assert_non_null(found->help);
    if (replacement) assert_string_equal(found->replacement, replacement);
    assert_int_equal(pm_sources_place(front.sources, front.file, found->span.begin).line, 2);
    front_free(&front);
}

static void wrong_statements_are_told_apart(void **state)
{
    (void)state;
    expect_target("target SY2026 24% fro frl", "misspelt_word", "for");
    expect_target("target SY2026 24% for frl vz ell", "missing_word", NULL);
    expect_target("target SY2026", "missing_part", NULL);
    expect_target("target", "missing_part", NULL);
    expect_target("target 24% SY2026", "parts_swapped", "SY2026 24%");
    expect_target("target 24% for frl", "missing_part", NULL);
    expect_target("target SY2026 for frl", "missing_part", NULL);
    expect_target("target SY2026 rates", "wrong_part", NULL);
    expect_target("target \"SY2026\" 24%", "wrong_part", NULL);
    expect_target("target SY2026-27 24%", "wrong_part", NULL);
    expect_target("baseline SY2026, SY2027 24%", "one_expected", NULL);
    expect_target("target SY2026 24% frl", "missing_word", NULL);
    expect_target("target SY2026 24% for frl for ell", "part_too_many", NULL);
    expect_target("target SY2026 24% owner climate", "line_end_missing", NULL);
    expect_target("target SY2026 24% \"x\"", "part_too_many", NULL);
    expect_target("close 50% of gap for a vs b", "missing_word", NULL);
    expect_target("pause SY2020 SY2021", "operator_missing", NULL);
    expect_target("across schools (\"1\")", "call_with_blank", NULL);
    expect_target("across schools where title_i", "wrong_part", NULL);
    expect_target("about Nothing much", "wrong_part", "\"Nothing much\"");
    expect_target("owner \"climate\"", "wrong_part", "climate");
    expect_target("minimum 10 n", "parts_swapped", "n 10");
    expect_target("rate rag", "missing_word", NULL);
    expect_target("rate from rag", "missing_word", "by");
    expect_target("path linear on days { }", "block_not_allowed", NULL);
    expect_target("traget SY2026 24%", "unknown_statement", "target");
}

static void messages_say_how_a_statement_reads(void **state)
{
    (void)state;
    static const char text[] = "plan p \"P\" { goal g \"G\" { measure m { target 24% } } }\n";
    struct front front = front_read(text, sizeof text - 1);
    const struct pm_diagnostic *found = front.diagnostics->items[0];
    assert_string_equal(found->message, "the period is missing before `24%`");
    assert_string_equal(found->notes[0], "a `target` reads `target PERIODS QUANTITY [for [each] "
                                         "GROUP [vs GROUP [of UNIT]]] [at UNIT]`");
    assert_int_equal(found->label_count, 1);
    assert_string_equal(found->labels[0].text, "in this `target`");
    front_free(&front);
}

static void groups_of_three_take_no_order(void **state)
{
    (void)state;
    front_expect("plan p \"P\" { goal g \"G\" { measure m {\n"
                 "maintain for each race over SY2025..SY2028 to 90% from 80% at city\n} } }\n",
                 "");
    front_expect("rating r \"R\" { level a \"A\" within 3 pts when value < 1 as met }\n", "");
}

static void statements_have_few_parts(void **state)
{
    (void)state;
    char text[1024] = "use";
    for (int i = 0; i < 100; i++)
        strcat(text, " a");
    strcat(text, "\n");
    front_expect(text, "1:133 too_many_parts\n");
}

/* ---- many mistakes */

static const char planted[] =
    "project harbor \"Harbor County\" {\n"                                         /* 1 */
    "  calendar school_year SY { starts 07-01 ; named end }\n"                     /* 2 */
    "  privacy for public { minimum 10 n ; complement hidden ; cap 5 %..95% }\n"   /* 3 */
    "  rules { deny goal_without_measure too_many_goals(5) }\n"                    /* 4 */
    "  owner climate\n"                                                            /* 5 */
    "}\n"                                                                          /* 6 */
    "unit district Harbor as district {\n"                                         /* 7 */
    "  units schools from roster as school { id school_id ; calld school_name }\n" /* 8 */
    "}\n"                                                                          /* 9 */
    "source students {\n"                                                          /* 10 */
    "  from csv 'students.csv'\n"                                                  /* 11 */
    "  one row per student_id school_year\n"                                       /* 12 */
    "  period school_year as \"2024-25\n"                                          /* 13 */
    "  field student_id text from STUDENT\n"                                       /* 14 */
    "  field frl bool { true \"Y\" ; false \"N\" }\n"                              /* 15 */
    "  verify 1 < grade < 12\n"                                                    /* 16 */
    "  verify code in (\"a\" \"b\")\n"                                             /* 17 */
    "  skip where race = as \"none\"\n"                                            /* 18 */
    "  missing \"\", \"*\",\n"                                                     /* 19 */
    "  refresh every 7 days\n"                                                     /* 20 */
    "}\n"                                                                          /* 21 */
    "dimension frl \"Meals\" form students.frl { group frl when true }\n"          /* 22 */
    "metric rate_of \"Rate\" {\n"                                                  /* 23 */
    "  numerator count students where days >= 10% of enrolled\n"                   /* 24 */
    "  denominator count of students when days > 10\n"                             /* 25 */
    "  gap frl not_frl\n"                                                          /* 26 */
    "}\n"                                                                          /* 27 */
    "plan compass \"The Compass\" {\n"                                             /* 28 */
    "  goal present \"Every student\" {\n"                                         /* 29 */
    "    measure rate_of {\n"                                                      /* 30 */
    "      target 24% SY2026\n"                                                    /* 31 */
    "      baseline SY2026, SY2027 24%\n"                                          /* 32 */
    "      across schools owner climate\n"                                         /* 33 */
    "      baseline 9/30/2023 29.8%\n"                                             /* 34 */
    "    }\n"                                                                      /* 35 */
    "  }\n"                                                                        /* 36 */
    "}\n";

static const char planted_messages[] =
    "2:50 missing_word\n3:32 parts_swapped\n3:63 number_form\n4:37 operator_missing\n"
    "5:3 statement_in_wrong_place\n7:15 wrong_part\n8:56 unknown_statement\n11:12 wrong_quotes\n"
    "12:26 operator_missing\n13:25 text_not_closed\n14:30 wrong_part\n16:20 comparisons_chained\n"
    "17:23 operator_missing\n18:21 value_missing\n19:18 value_missing\n20:3 unknown_statement\n"
    "22:23 misspelt_word\n24:28 missing_word\n25:33 part_too_many\n26:11 missing_word\n"
    "31:14 parts_swapped\n32:16 one_expected\n33:22 line_end_missing\n34:16 date_form\n";

static void planted_mistakes_are_all_told(void **state)
{
    (void)state;
    front_expect(planted, planted_messages);
}

static void planted_mistakes_survive_a_missing_brace(void **state)
{
    (void)state;
    /* the twenty-fifth: the block of line 10 is not closed */
    char text[sizeof planted];
    memcpy(text, planted, sizeof planted);
    char *brace = strstr(text, "}\ndimension");
    *brace = ' ';
    char expected[sizeof planted_messages + 64];
    const char *after = strstr(planted_messages, "11:12");
    size_t before = (size_t)(after - planted_messages);
    snprintf(expected, sizeof expected, "%.*s10:17 brace_not_closed\n%s", (int)before,
             planted_messages, after);
    front_expect(text, expected);
}

/* ---- braces */

static void missing_braces_are_told_at_their_place(void **state)
{
    (void)state;
    front_expect(
        "plan p \"P\" {\n  goal g \"G\" {\n    owner a\n  goal h \"H\" {\n    owner a\n  }\n}\n",
        "2:14 brace_not_closed\n");
    front_expect(
        "plan p \"P\" {\n  goal g \"G\"\n    owner a\n  }\n  goal h \"H\" { owner a }\n}\n",
        "2:10 brace_not_opened\n");
    front_expect("source s\n  from csv \"a\"\n  from csv \"b\"\n  summary\n}\nuse a\n",
                 "1:8 brace_not_opened\n");
    front_expect("plan p \"P\" {\n  goal g \"G\" owner a ; tag b }\n  kind annual\n}\n",
                 "2:10 brace_not_opened\n");
    front_expect("plan p \"P\" {\n  goal g \"G\" {\n    owner a\n    }\n    tag b\n  }\n}\n",
                 "4:5 stray_brace\n");
    front_expect("use a\n}\nuse b\n", "2:1 stray_brace\n");
    front_expect("plan p \"P\" { goal g \"G\" {\n",
                 "1:12 brace_not_closed\n1:25 brace_not_closed\n");
}

static void sloppy_indentation_of_right_text_is_no_error(void **state)
{
    (void)state;
    front_expect("plan p \"P\" {\n goal g \"G\" {\n  owner a\n      }\n   kind annual\n  }\n", "");
    front_expect("plan p \"P\" {\ngoal g \"G\" {\nowner a\n}\nkind annual\n}\n", "");
}

/* Every plan of the repository. */
static const char *const plans[] = {"examples/nyc-attendance/project.pm",
                                    "examples/nyc-attendance/data.pm",
                                    "examples/nyc-attendance/metrics.pm",
                                    "examples/federal-goals/project.pm",
                                    "examples/federal-goals/plans/fy2022.pm",
                                    "examples/howard-2030/project.pm",
                                    "tests/data/sgp/project.pm",
                                    "tests/data/okr/project.pm",
                                    "tests/data/california/project.pm",
                                    "stdlib/ratings.pm"};

enum { PLAN_COUNT = sizeof plans / sizeof *plans };

/* The number of messages of a text with one span left out. */
static size_t count_without(struct pm_text text, uint32_t begin, uint32_t end)
{
    char *copy = malloc(text.size + 1);
    assert_non_null(copy);
    memcpy(copy, text.bytes, begin);
    memcpy(copy + begin, text.bytes + end, text.size - end);
    struct front front = front_read(copy, text.size - (end - begin));
    size_t count = front.diagnostics->count;
    front_free(&front);
    free(copy);
    return count;
}

static void plans_of_the_repository_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < PLAN_COUNT; i++) {
        struct pm_arena *arena = pm_arena_new();
        struct pm_text text = front_file(arena, plans[i]);
        struct front front = front_read(text.bytes, text.size);
        if (front.diagnostics->count) fail_msg("%s: %s", plans[i], front_messages(&front));
        front_free(&front);
        pm_arena_free(arena);
    }
}

static void every_deleted_brace_gives_few_messages(void **state)
{
    (void)state;
    for (size_t i = 0; i < PLAN_COUNT; i++) {
        struct pm_arena *arena = pm_arena_new();
        struct pm_text text = front_file(arena, plans[i]);
        struct front front = front_read(text.bytes, text.size);
        for (size_t j = 0; j < front.tokens->count; j++) {
            const struct pm_token *token = &front.tokens->items[j];
            if (token->kind != PM_TOKEN_SIGN || !strchr("{}", (char)token->sign)) continue;
            size_t count = count_without(text, token->begin, token->end);
            if (count < 1 || count > 2) fail_msg("%s, token %zu: %zu", plans[i], j, count);
        }
        front_free(&front);
        pm_arena_free(arena);
    }
}

static void every_deleted_token_gives_few_messages(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    struct pm_text text = front_file(arena, "examples/federal-goals/project.pm");
    struct front front = front_read(text.bytes, text.size);
    for (size_t j = 0; j < front.tokens->count; j++) {
        const struct pm_token *token = &front.tokens->items[j];
        size_t count = count_without(text, token->begin, token->end);
        if (count > 2) fail_msg("token %zu at %u: %zu", j, token->begin, count);
    }
    front_free(&front);
    pm_arena_free(arena);
}

/* ---- stress: ends soon, with an error, without a crash */

struct pile { /* `begin`, `count` times `piece`, `end` */
    const char *begin;
    const char *piece;
    size_t count;
    const char *end;
};

static void check_pile(const struct pile *pile)
{
    size_t sizes[] = {strlen(pile->begin), strlen(pile->piece), strlen(pile->end)};
    size_t size = sizes[0] + sizes[1] * pile->count + sizes[2];
    char *text = malloc(size + 1);
    assert_non_null(text);
    memcpy(text, pile->begin, sizes[0]);
    for (size_t i = 0; i < pile->count; i++)
        memcpy(text + sizes[0] + i * sizes[1], pile->piece, sizes[1]);
    memcpy(text + size - sizes[2], pile->end, sizes[2]);
    clock_t start = clock();
    struct front front = front_read(text, size);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (front.diagnostics->count == 0) fail_msg("no error: %s...", pile->piece);
    const char *preloaded = getenv("LD_PRELOAD");
    bool is_slowed = preloaded && strstr(preloaded, "vgpreload");
    if (!is_slowed && seconds > 5) fail_msg("%s...: %.1f seconds", pile->piece, seconds);
    front_free(&front);
    free(text);
}

static void piles_end_soon(void **state)
{
    (void)state;
    static const struct pile piles[] = {
        {"", "a {\n", 100000, ""},
        {"", "{", 100000, ""},
        {"verify ", "(", 100000, ""},
        {"verify ", "f(", 100000, ""},
        {"verify ", "not ", 100000, ""},
        {"verify ", "- ", 100000, ""},
        {"verify ", "10% of ", 100000, ""},
        {"verify a", " + a", 1000000, ""},
        {"verify a", " = not b", 100000, ""},
        {"about ", "x", 5000000, ""},
        {"about \"", "x", 5000000, ""},
        {"about ", "x ", 1000000, ""},
        {"", "@", 5000000, ""},
        {"", "@ ", 1000000, ""},
        {"", "}", 500000, ""},
        {"", "}\n", 500000, ""},
        {"use a ", ")", 500000, ""},
        {"", "target 24 %\n", 300000, ""},
        {"", "gaol x\n", 300000, ""},
        {"x ", "100,", 500000, "1000"},
        {"x ", "1,", 500000, "1"},
        {"", "\xE2\x80\x9C", 500000, ""},
        {"\"\"\"", "x\n", 1000000, ""},
        {"", "'\n", 500000, ""},
    };
    for (size_t i = 0; i < sizeof piles / sizeof *piles; i++)
        check_pile(&piles[i]);
}

static void stairs_end_soon(void **state)
{
    (void)state;
    enum { STEPS = 2000 };
    char *text = malloc(STEPS * (STEPS + 16));
    assert_non_null(text);
    size_t size = 0;
    for (size_t i = 0; i < STEPS; i++) {
        memset(text + size, ' ', i);
        memcpy(text + size + i, "goal a \"b\"\n", 11);
        size += i + 11;
    }
    struct front front = front_read(text, size);
    assert_int_equal(front.diagnostics->count, 201);
    front_free(&front);
    free(text);
}

static void blocks_beyond_the_limit_are_left_out(void **state)
{
    (void)state;
    enum { DEPTH = 1005 };
    static char text[DEPTH * 16];
    size_t size = 0;
    for (size_t i = 0; i < DEPTH; i++)
        size += (size_t)sprintf(text + size, "unit a \"A\" {\n");
    for (size_t i = 0; i < DEPTH; i++)
        size += (size_t)sprintf(text + size, "}\n");
    struct front front = front_read(text, size);
    assert_string_equal(front_messages(&front), "1001:12 nested_too_deep\n");
    front_free(&front);
}

/* ---- memory */

static void parse_with_little_memory(size_t allocations, bool *ended)
{
    jmp_buf escape;
    struct pm_arena *arena = pm_arena_new();
    assert_non_null(arena);
    pm_arena_set_escape(arena, &escape);
    if (setjmp(escape) == 0) {
        pm_arena_fail_after(allocations);
        struct pm_sources *sources = pm_sources_new(arena);
        struct pm_text text = {planted, sizeof planted - 1};
        uint32_t file = pm_sources_add(sources, "a.pm", text, false);
        pm_parse(arena, sources, file, pm_diagnostics_new(arena));
        *ended = true;
    }
    pm_arena_fail_after(0);
    pm_arena_free(arena);
}

static void lack_of_memory_leaks_nothing(void **state)
{
    (void)state;
    bool ended = false;
    size_t allocations = 1;
    for (; !ended && allocations < 1000; allocations++)
        parse_with_little_memory(allocations, &ended);
    assert_true(ended);
    assert_true(allocations > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_written),
        cmocka_unit_test(operators_of_other_languages_mean_the_same),
        cmocka_unit_test(signs_and_differences),
        cmocka_unit_test(numbers_keep_their_value),
        cmocka_unit_test(texts_are_decoded),
        cmocka_unit_test(long_texts_are_dedented),
        cmocka_unit_test(slots_are_found_by_key_and_word),
        cmocka_unit_test(lists_fill_one_slot),
        cmocka_unit_test(statement_words_may_be_names),
        cmocka_unit_test(statements_end_with_their_line),
        cmocka_unit_test(unfinished_lines_go_on),
        cmocka_unit_test(lines_go_on_only_when_deeper),
        cmocka_unit_test(lines_that_begin_no_statement_go_on),
        cmocka_unit_test(deeper_links_go_on),
        cmocka_unit_test(files_without_indentation_are_read),
        cmocka_unit_test(roles_are_set),
        cmocka_unit_test(operands_and_operators_are_missed),
        cmocka_unit_test(sets_stand_after_in_alone),
        cmocka_unit_test(statements_begin_with_words),
        cmocka_unit_test(locations_of_first_tokens_are_right),
        cmocka_unit_test(errors_damage_their_own_statement_alone),
        cmocka_unit_test(scanner_errors_silence_their_statement),
        cmocka_unit_test(unclosed_texts_keep_their_block),
        cmocka_unit_test(units_are_read_by_whole_words),
        cmocka_unit_test(misspelt_openers_keep_their_block),
        cmocka_unit_test(short_words_are_not_guessed),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(messages_beyond_the_limit_are_counted),
        cmocka_unit_test(words_are_known_by_place),
        cmocka_unit_test(wrong_statements_are_told_apart),
        cmocka_unit_test(messages_say_how_a_statement_reads),
        cmocka_unit_test(groups_of_three_take_no_order),
        cmocka_unit_test(statements_have_few_parts),
        cmocka_unit_test(planted_mistakes_are_all_told),
        cmocka_unit_test(planted_mistakes_survive_a_missing_brace),
        cmocka_unit_test(missing_braces_are_told_at_their_place),
        cmocka_unit_test(sloppy_indentation_of_right_text_is_no_error),
        cmocka_unit_test(plans_of_the_repository_are_read),
        cmocka_unit_test(every_deleted_brace_gives_few_messages),
        cmocka_unit_test(every_deleted_token_gives_few_messages),
        cmocka_unit_test(piles_end_soon),
        cmocka_unit_test(stairs_end_soon),
        cmocka_unit_test(blocks_beyond_the_limit_are_left_out),
        cmocka_unit_test(lack_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
