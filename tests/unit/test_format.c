/* The formatter: a text keeps its meaning, formatting twice changes nothing, and the layout is the
 * one that is promised: over plans made at random, and case by case. */
#include "lang/format/format.h"
#include "lang/model/resolve.h"
#include "tests/unit/front.h"
#include "tests/unit/plans.h"

enum { PLANS = 10000 };

/* Formats; the text must parse. */
static struct pm_text format(struct pm_arena *arena, struct pm_text text)
{
    struct pm_sources *sources = pm_sources_new(arena);
    uint32_t file = pm_sources_add(sources, "a.pm", text, false);
    struct pm_diagnostics *found = pm_diagnostics_new(arena);
    struct pm_text out = {0};
    if (!pm_format_source(arena, sources, file, found, &out))
        fail_msg("%.*s\n-> %s", (int)text.size, text.bytes, found->items[0]->message);
    return out;
}

static void expect(const char *text, const char *expected)
{
    struct pm_arena *arena = pm_arena_new();
    struct pm_text out = format(arena, pm_text_from(text));
    if (!pm_text_is(out, expected))
        fail_msg("%s\n--- expected\n%s--- got\n%.*s", text, expected, (int)out.size, out.bytes);
    if (!pm_text_equal(format(arena, out), out)) fail_msg("%s\nchanges again", expected);
    pm_arena_free(arena);
}

/* ---- plans made at random */

/* What a token says, whatever its blanks: its bytes without them. */
static char *essence(struct pm_arena *arena, const struct front *front,
                     const struct pm_token *token)
{
    struct pm_span span = {front->file, token->begin, token->end};
    struct pm_text text = pm_sources_text(front->sources, span);
    char *copy = pm_arena_format(arena, "%u:", token->role);
    size_t size = strlen(copy);
    char *out = pm_arena_alloc(arena, size + text.size + 1);
    memcpy(out, copy, size);
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" \t\r\n", text.bytes[i])) out[size++] = text.bytes[i];
    return out;
}

struct essences {
    char **items;
    size_t count;
    char **comments; /* each with the token that follows it */
    size_t comment_count;
};

static struct essences essences_of(struct pm_arena *arena, const struct front *front)
{
    size_t count = front->tokens->count;
    struct essences all = {PM_NEW_ITEMS(arena, char *, count), 0,
                           PM_NEW_ITEMS(arena, char *, count), 0};
    const char *following = "";
    for (size_t i = count; i-- > 0;) {
        const struct pm_token *token = &front->tokens->items[i];
        if (token->role == PM_ROLE_SEPARATOR) continue;
        char *text = essence(arena, front, token);
        all.items[all.count++] = text;
        if (token->kind == PM_TOKEN_COMMENT)
            all.comments[all.comment_count++] = pm_arena_format(arena, "%s %s", text, following);
        else
            following = text;
    }
    return all;
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void expect_same_list(const char *what, struct pm_text plan, char **before, size_t count,
                             char **after, size_t after_count)
{
    for (size_t i = 0; i < count && i < after_count; i++)
        if (strcmp(before[i], after[i]) != 0)
            fail_msg("%s: `%s` is now `%s`\n%.*s", what, before[i], after[i], (int)plan.size,
                     plan.bytes);
    if (count != after_count) fail_msg("%s: %zu are now %zu", what, count, after_count);
}

static void expect_same_statement(const struct pm_statement *before,
                                  const struct pm_statement *after)
{
    assert_ptr_equal(before->row, after->row);
    assert_int_equal(before->slot_count, after->slot_count);
    assert_int_equal(before->child_count, after->child_count);
    for (size_t i = 0; i < before->slot_count; i++) {
        const struct pm_slot *slot = &before->slots[i];
        const struct pm_slot *other = pm_slot_at(after, slot->after, slot->key);
        assert_non_null(other);
        assert_int_equal(slot->node_count, other->node_count);
    }
    for (size_t i = 0; i < before->child_count; i++)
        expect_same_statement(before->children[i], after->children[i]);
}

/* Same tokens in their roles, same comments before the same tokens, same statements. */
static void expect_same_parts(struct pm_arena *arena, struct pm_text before, struct pm_text after)
{
    struct front old = front_read(before.bytes, before.size);
    struct front new = front_read(after.bytes, after.size);
    if (new.diagnostics->count) fail_msg("%s", front_messages(&new));
    struct essences was = essences_of(arena, &old);
    struct essences is = essences_of(arena, &new);
    expect_same_list("comments", before, was.comments, was.comment_count, is.comments,
                     is.comment_count);
    if (was.count) qsort(was.items, was.count, sizeof *was.items, compare_texts);
    if (is.count) qsort(is.items, is.count, sizeof *is.items, compare_texts);
    expect_same_list("tokens", before, was.items, was.count, is.items, is.count);
    assert_int_equal(old.tree->statement_count, new.tree->statement_count);
    for (size_t i = 0; i < old.tree->statement_count; i++)
        expect_same_statement(old.tree->statements[i], new.tree->statements[i]);
    front_free(&old);
    front_free(&new);
}

/* The model field by field, without the places. */
static const char *model_of(struct pm_arena *arena, struct pm_text text)
{
    const char **paths = PM_NEW(arena, const char *);
    paths[0] = "project.pm";
    struct pm_files files = pm_files_in_memory(arena, paths, &text, 1);
    char *dump = pm_model_dump(arena, pm_compile_project(arena, &files, NULL)->model);
    char *end = dump;
    for (const char *at = dump; *at;) {
        if (strncmp(at, "# project.pm:", 13) == 0) at += strcspn(at, "\n");
        *end++ = *at++;
    }
    *end = '\0';
    return dump;
}

/* The rules of the layout that hold whatever is written. Texts of several lines are their author's:
 * a layout that has one is not looked at line by line. */
static void expect_layout(struct pm_text text)
{
    bool is_tall = false;
    bool has_comment = false; /* on this line */
    size_t run = 0;
    for (size_t i = 0; i + 2 < text.size; i++)
        is_tall = is_tall || memcmp(text.bytes + i, "\"\"\"", 3) == 0;
    assert_true(text.size == 0 || text.bytes[text.size - 1] == '\n');
    assert_false(text.size && text.bytes[0] == '\n');
    for (size_t i = 0; i < text.size && !is_tall; i++) {
        char byte = text.bytes[i];
        run = byte == '\n' ? run + 1 : 0;
        has_comment = byte == '#' || (has_comment && byte != '\n');
        assert_true(run < 3);
        assert_false(byte == '\r');
        if (i + 1 < text.size && text.bytes[i + 1] == '\n')
            assert_null(strchr(has_comment ? " \t" : " \t;", byte));
    }
    if (text.size > 1) assert_false(text.bytes[text.size - 2] == '\n');
}

static void plans_keep_their_meaning(void **state)
{
    (void)state;
    static struct plan plan;
    struct pm_arena *rows = pm_arena_new();
    const struct pm_reads *reads[PM_ROW_COUNT];
    for (int id = 0; id < PM_ROW_COUNT; id++)
        reads[id] = pm_reads_compile(rows, pm_row((enum pm_row_id)id)->reads);
    for (unsigned seed = 0; seed < PLANS; seed++) {
        struct pm_arena *arena = pm_arena_new();
        plan_make(&plan, reads, seed);
        struct pm_text before = {plan.text, plan.size};
        struct pm_text after = format(arena, before);
        if (!pm_text_equal(format(arena, after), after))
            fail_msg("plan %u changes again\n%.*s", seed, (int)after.size, after.bytes);
        expect_same_parts(arena, before, after);
        expect_layout(after);
        const char *model = model_of(arena, before);
        const char *same = model_of(arena, after);
        if (strcmp(model, same) != 0) fail_msg("plan %u\n%s\n---\n%s", seed, model, same);
        pm_arena_free(arena);
    }
    pm_arena_free(rows);
}

/* ---- case by case */

static void statements_have_lines(void **state)
{
    (void)state;
    expect("", "");
    expect("\n \t\n", "");
    expect("use a;use b", "use a\nuse b\n");
    expect("use a ; ; use b ;", "use a\nuse b\n");
    expect("use a\r\n\r\n\r\n\r\nuse b\r\n", "use a\n\nuse b\n");
    expect("\xEF\xBB\xBFuse a", "use a\n");
    expect("metric m \"M\" { lagging\n better lower }",
           "metric m \"M\" {\n  lagging\n  better lower\n}\n");
    expect("plan p \"P\"\n{\n\n\n\tkind annual\n\n} use a",
           "plan p \"P\" {\n  kind annual\n}\nuse a\n");
}

static void blanks_go_by_role(void **state)
{
    (void)state;
    expect("metric m \"M\" {\n by a,b*c  ,d\n range - 5% .. 95%\n}",
           "metric m \"M\" {\n  by a, b * c, d\n  range -5%..95%\n}\n");
    expect("metric m \"M\" {\n value sum a-b of s where a>=10%of b and c in(1,( 2 ))\n}",
           "metric m \"M\" {\n  value sum a - b of s where a >= 10% of b and c in (1, (2))\n}\n");
    expect("plan p \"P\" {\ngoal g \"G\" {\nmeasure m {\ntarget SY2026 -3   pts at s( \"26\" "
           ")\n}\n}\n}",
           "plan p \"P\" {\n  goal g \"G\" {\n    measure m {\n      target SY2026 -3 pts at "
           "s(\"26\")\n    }\n  }\n}\n");
}

static void blocks_stay_on_one_line(void **state)
{
    (void)state;
    expect("unit a \"A\"{lead \"B\";unit c \"C\"{}}",
           "unit a \"A\" { lead \"B\" ; unit c \"C\" { } }\n");
    expect("unit a \"A\" { unit b \"B\" { lead \"C\" } unit d \"D\" ; }",
           "unit a \"A\" { unit b \"B\" { lead \"C\" } ; unit d \"D\" }\n");
    expect("unit a \"A\" {\n}", "unit a \"A\" { }\n");
    expect("unit a \"A\" { # why\n}", "unit a \"A\" {  # why\n}\n");
    /* 100 columns, and 101 */
    expect("unit a \"0123456789012345678901234567890123456789\" as b "
           "{ lead \"\xC3\xA9"
           "123456789012345678901234567890\" }",
           "unit a \"0123456789012345678901234567890123456789\" as b "
           "{ lead \"\xC3\xA9"
           "123456789012345678901234567890\" }\n");
    expect("unit a \"01234567890123456789012345678901234567890123456789\" as b "
           "{ lead \"012345678901234567890123\" }",
           "unit a \"01234567890123456789012345678901234567890123456789\" as b "
           "{ lead \"012345678901234567890123\" }\n");
    expect("unit a \"01234567890123456789012345678901234567890123456789\" as b "
           "{ lead \"0123456789012345678901234\" }",
           "unit a \"01234567890123456789012345678901234567890123456789\" as b {\n"
           "  lead \"0123456789012345678901234\"\n}\n");
}

static void letters_count_as_one_column(void **state)
{
    (void)state;
    /* 100 letters, of which two have two bytes */
    expect("unit a \"01234567890123456789012345678901234567890123456789\" as b "
           "{ lead \"\xC3\xA9"
           "1234567890123456789012\xC3\xA9\" }",
           "unit a \"01234567890123456789012345678901234567890123456789\" as b "
           "{ lead \"\xC3\xA9"
           "1234567890123456789012\xC3\xA9\" }\n");
    expect("unit a \"\xC3\xA9\xC3\xA9\" # one\nunit b \"c\" # two",
           "unit a \"\xC3\xA9\xC3\xA9\"  # one\nunit b \"c\"   # two\n");
}

static void tall_texts_move_whole(void **state)
{
    (void)state;
    expect("plan p \"P\" { vision \"\"\"\n a\n \"\"\" }",
           "plan p \"P\" {\n  vision \"\"\"\n      a\n      \"\"\"\n}\n");
    expect("plan p \"P\" {\r\nvision \"\"\"\r\n  a\r\n\r\n   b\r\n\"\"\"\r\n}\r\n",
           "plan p \"P\" {\n  vision \"\"\"\n      a\n\n       b\n      \"\"\"\n}\n");
    expect("plan p \"P\" {\nvision \"\"\"\n\ta\n\t\tb\n\"\"\"\n}",
           "plan p \"P\" {\n  vision \"\"\"\n      a\n      \tb\n      \"\"\"\n}\n");
}

static void line_breaks_stay(void **state)
{
    (void)state;
    expect("metric m \"M\" {\n  by a,\n   b,\n\n     c\n  value count of s\n   where a = 1\n   and "
           "b = 2\n}",
           "metric m \"M\" {\n  by a,\n      b,\n      c\n  value count of s\n      where a = 1\n"
           "      and b = 2\n}\n");
    expect("metric m \"M\" {\n value count of s where a in (\n   \"x\", \"y\"\n )\n}",
           "metric m \"M\" {\n  value count of s where a in (\n      \"x\", \"y\"\n  )\n}\n");
    expect("plan p \"P\" {\n vision \"\"\"\n   One\n     two\n\n   three\n \"\"\"\n}",
           "plan p \"P\" {\n  vision \"\"\"\n      One\n        two\n\n      three\n      "
           "\"\"\"\n}\n");
}

static void comments_stay(void **state)
{
    (void)state;
    expect("# top\n\n\n# next  \nuse a # why\n#end", "# top\n\n# next\nuse a  # why\n#end\n");
    expect("use a # one\nuse abc   # two\n\nuse b # three",
           "use a    # one\nuse abc  # two\n\nuse b  # three\n");
    expect("unit a \"A\" {\nlead \"B\" # why\n    # last\n}",
           "unit a \"A\" {\n  lead \"B\"  # why\n  # last\n}\n");
    expect("use a # one\n; # two\nuse b", "use a  # one\n# two\nuse b\n");
    expect("unit a \"A\" # why\n{ lead \"B\" }", "unit a \"A\"  # why\n{ lead \"B\" }\n");
    expect("use a # 4567890123456789012345678901234567890123456789\n"
           "use b23456789012345678901234567890123456789012345678901 # two",
           "use a  # 4567890123456789012345678901234567890123456789\n"
           "use b23456789012345678901234567890123456789012345678901  # two\n");
    expect("metric m \"M\" {\nby a,\n\n\n   # why\n\n   b\n\n\n   # last\n}",
           "metric m \"M\" {\n  by a,\n      # why\n      b\n\n  # last\n}\n");
    expect("metric m \"M\" {\nby a, # first\n # then\n  b\n}",
           "metric m \"M\" {\n  by a,  # first\n      # then\n      b\n}\n");
}

static void parts_take_their_order(void **state)
{
    (void)state;
    expect("plan p \"P\" {\ngoal g \"G\" {\nmeasure m {\n"
           "target SY2026 24% at a for each b vs c\n"
           "target SY2026 24% at a # why\n for b\n"
           "maintain over SY2025 for b to 5% from 3%\n}\n}\n}",
           "plan p \"P\" {\n  goal g \"G\" {\n    measure m {\n"
           "      target SY2026 24% for each b vs c at a\n"
           "      target SY2026 24% at a  # why\n          for b\n"
           "      maintain from 3% to 5% for b over SY2025\n    }\n  }\n}\n");
}

static void broken_texts_are_left(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    static const char *const texts[] = {"plan p \"P\" {", "use a b", "metric m \"M\" { better }",
                                        "uze a",          "use 'a'", "use a }",
                                        "use \"a"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pm_sources *sources = pm_sources_new(arena);
        uint32_t file = pm_sources_add(sources, "a.pm", pm_text_from(texts[i]), false);
        struct pm_diagnostics *found = pm_diagnostics_new(arena);
        struct pm_text out = {0};
        assert_false(pm_format_source(arena, sources, file, found, &out));
        assert_true(pm_text_is(out, texts[i]));
        assert_true(found->count > 0);
    }
    pm_arena_free(arena);
}

/* ---- differences */

static void expect_difference(const char *before, const char *after, const char *expected)
{
    struct pm_arena *arena = pm_arena_new();
    struct pm_text found =
        pm_format_difference(arena, "a", pm_text_from(before), pm_text_from(after));
    if (!pm_text_is(found, expected))
        fail_msg("--- expected\n%s--- got\n%.*s", expected, (int)found.size, found.bytes);
    pm_arena_free(arena);
}

static void differences_are_unified(void **state)
{
    (void)state;
    expect_difference("a\n", "a\n", "");
    expect_difference("a\n", "b\n", "--- a\n+++ a\n@@ -1 +1 @@\n-a\n+b\n");
    expect_difference("", "a\nb\n", "--- a\n+++ a\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    expect_difference("a\nb\n", "", "--- a\n+++ a\n@@ -1,2 +0,0 @@\n-a\n-b\n");
    expect_difference("a", "a\n",
                      "--- a\n+++ a\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    expect_difference("1\n2\n3\n4\n5\n6\n7\n8\n", "1\nx\n3\n4\n5\n6\n7\n8\ny\n",
                      "--- a\n+++ a\n@@ -1,8 +1,9 @@\n 1\n-2\n+x\n 3\n 4\n 5\n 6\n 7\n 8\n+y\n");
    expect_difference("1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n",
                      "--- a\n+++ a\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n"
                      " 9\n-0\n+y\n");
}

/* Goes along a diff: what it leaves, takes out and puts in must be the two texts; what it says
 * nothing about must be the same in both. */
static void follow_difference(struct pm_text difference, const char *before, const char *after)
{
    const char *old = before;
    const char *new = after;
    for (size_t i = 0; i < difference.size; i++) {
        const char *line = difference.bytes + i;
        if (*line == '@') {
            long first = strtol(line + 4, NULL, 10);
            for (; old < before + 2 * (first - 1); old += 2, new += 2)
                assert_int_equal(*old, *new);
        } else if (i > 11) { /* behind the head of two lines */
            if (*line != '+') assert_int_equal(*old, line[1]);
            if (*line != '-') assert_int_equal(*new, line[1]);
            old += *line != '+' ? 2 : 0;
            new += *line != '-' ? 2 : 0;
        }
        while (difference.bytes[i] != '\n')
            i++;
    }
    assert_string_equal(old, new);
}

static void differences_lead_over(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 500; round++) {
        struct pm_arena *arena = pm_arena_new();
        char before[128] = "";
        char after[128] = "";
        for (int i = 0; i < 50; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            const char line[] = {(char)('a' + (seed >> 60)), '\n', '\0'};
            if ((seed >> 33) % 5) strcat(before, line);
            if ((seed >> 43) % 5) strcat(after, line);
        }
        follow_difference(
            pm_format_difference(arena, "a", pm_text_from(before), pm_text_from(after)), before,
            after);
        pm_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_have_lines),
        cmocka_unit_test(blanks_go_by_role),
        cmocka_unit_test(blocks_stay_on_one_line),
        cmocka_unit_test(line_breaks_stay),
        cmocka_unit_test(letters_count_as_one_column),
        cmocka_unit_test(tall_texts_move_whole),
        cmocka_unit_test(comments_stay),
        cmocka_unit_test(parts_take_their_order),
        cmocka_unit_test(broken_texts_are_left),
        cmocka_unit_test(differences_are_unified),
        cmocka_unit_test(differences_lead_over),
        cmocka_unit_test(plans_keep_their_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
