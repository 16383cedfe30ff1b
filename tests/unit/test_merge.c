/* The table of what tells statements apart, and merges in the small: what each side says stays, and
 * every text that comes out parses. */
#include "lang/merge/merge.h"
#include "lang/merge/parts.h"
#include "lang/schema/kinds.h"
#include "tests/unit/front.h"

/* ---- identity.def ---- */

static bool begins_with_name(const struct pm_row *row)
{
    return strncmp(row->reads, "NAME", 4) == 0 && (row->reads[4] == ' ' || row->reads[4] == '\0');
}

static bool has_item(const struct pm_reads *reads, const char *after, const char *key)
{
    for (size_t i = 0; i < reads->count; i++)
        for (size_t at = 0; at < reads->alternatives[i].count; at++) {
            const struct pm_item *item = &reads->alternatives[i].items[at];
            if (item->kind == PM_ITEM_GROUP) {
                if (has_item(item->group, after, key)) return true;
            } else if (strcmp(item->key, key) == 0 && (!after || strcmp(item->after, after) == 0)) {
                return true;
            }
        }
    return false;
}

/* Every row has a name or is in the table, and the table names slots that the row has. */
static void test_table(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        const char *identity = pm_merge_identity(row->id);
        if (!identity && !begins_with_name(row))
            fail_msg("`%s` (%s) is not in identity.def", row->word, row->reads);
        if (!identity || strcmp(identity, "*") == 0) continue;
        const struct pm_reads *reads = pm_reads_compile(arena, row->reads);
        struct pm_text slot;
        while ((slot = pm_words_next(&identity)).size) {
            char *name = pm_arena_copy_text(arena, slot.bytes, slot.size);
            char *slash = strchr(name, '/');
            if (slash) *slash = '\0';
            if (!has_item(reads, slash ? name : NULL, slash ? slash + 1 : name))
                fail_msg("`%s` has no slot `%.*s`", row->word, (int)slot.size, slot.bytes);
        }
    }
    pm_arena_free(arena);
}

/* ---- Merges ---- */

struct merged {
    struct pm_arena *arena;
    struct pm_merge_result result;
    struct pm_diagnostics *diagnostics;
};

static struct merged merge(const char *base, const char *ours, const char *theirs)
{
    struct merged merged = {.arena = pm_arena_new()};
    struct pm_merge_input input = {
        .texts = {pm_text_from(base), pm_text_from(ours), pm_text_from(theirs)},
        .names = {"base", "ours", "theirs"}};
    merged.diagnostics = pm_diagnostics_new(merged.arena);
    merged.result = pm_merge_texts(merged.arena, &input, merged.diagnostics);
    return merged;
}

static void expect(const char *base, const char *ours, const char *theirs, const char *wanted,
                   size_t conflicts)
{
    struct merged merged = merge(base, ours, theirs);
    struct pm_text text = merged.result.text;
    assert_string_equal(pm_arena_copy_text(merged.arena, text.bytes, text.size), wanted);
    assert_int_equal(merged.result.conflict_count, conflicts);
    pm_arena_free(merged.arena);
}

static void test_trivial(void **state)
{
    (void)state;
    const char *text = "metric  a \"A\"  {  better higher  }";
    expect(text, text, text, text, 0);
    expect(text, "", text, "", 0);
    expect("", "", text, text, 0);
    expect("", "# a\n", "# b\n", "# a\n# b\n", 0);
}

/* A side that has only laid the text out anew does not undo what the other has changed. */
static void test_layout(void **state)
{
    (void)state;
    expect("metric a \"A\" {better higher}\n", "metric a \"A\" {\n  better higher\n}\n",
           "metric a \"A\" {better lower}\n", "metric a \"A\" {better lower}\n", 0);
    expect("metric a \"A\" { better higher ; lagging }\n",
           "metric a \"A\" { better lower ; lagging }\n",
           "metric a \"A\" { better higher ; lagging ; range 0..1 }\n",
           "metric a \"A\" { better lower ; lagging ; range 0..1 }\n", 0);
}

/* Lines that have lost their twin, and lines of one word that say different things. */
static void test_twins(void **state)
{
    (void)state;
    expect("metric m \"M\" {\n  link \"a\"\n  link \"b\"\n}\n",
           "metric m \"M\" {\n  link \"a\"\n  link \"b2\"\n}\n",
           "metric m \"M\" {\n  link \"a2\"\n  link \"b\"\n  link \"c\"\n}\n",
           "metric m \"M\" {\n  link \"a2\"\n  link \"b2\"\n  link \"c\"\n}\n", 0);
    expect("metric m \"M\" {\n  gap a vs b\n  gap a vs b as ratio\n}\n",
           "metric m \"M\" {\n  gap a vs b as ratio\n}\n",
           "metric m \"M\" {\n  gap a vs b\n  gap a vs b as ratio  # why\n}\n",
           "metric m \"M\" {\n  gap a vs b as ratio  # why\n}\n", 0);
}

/* Brackets and lists keep together what belongs together. */
static void test_parts(void **state)
{
    (void)state;
    const char *base = "source s {\n  skip where (a = 1) as \"x\"\n}\n";
    const char *ours = "source s {\n  skip where (a = 2) as \"x\"\n}\n";
    const char *theirs = "source s {\n  skip where (a = 1) as \"y\"\n}\n";
    struct merged merged = merge(base, ours, theirs);
    assert_int_equal(merged.result.conflict_count, 1); /* what it leaves out is one fact */
    pm_arena_free(merged.arena);
    expect("project p \"P\" {\n  rules { deny a(5), b }\n}\n",
           "project p \"P\" {\n  rules { deny a(6), b, c }\n}\n",
           "project p \"P\" {\n  rules { deny a(5), d }\n}\n",
           "project p \"P\" {\n  rules { deny a(6), c, d }\n}\n", 0);
}

/* A text that is damaged is never taken for one without statements. */
static void test_broken(void **state)
{
    (void)state;
    struct merged merged =
        merge("metric a \"A\" { better higher }\n", "metric a \"A\" { better lower\n",
              "metric a \"A\" { better neither }\n");
    assert_true(merged.result.is_by_lines);
    assert_int_equal(merged.result.conflict_count, 1);
    assert_int_equal(merged.result.lines[0], 1);
    assert_int_equal(merged.diagnostics->count, 1);
    assert_int_equal(merged.diagnostics->items[0]->code, PM_MERGE_SIDE_BROKEN);
    pm_arena_free(merged.arena);
}

/* Out of memory at any place ends in the escape, and nothing leaks. */
static void test_memory(void **state)
{
    (void)state;
    for (volatile size_t nth = 1; nth < 400; nth += 7) {
        struct pm_arena *arena = pm_arena_new();
        jmp_buf escape;
        if (setjmp(escape) == 0) {
            pm_arena_set_escape(arena, &escape);
            struct pm_merge_input input = {
                .texts = {PM_TEXT("metric a \"A\" { better higher }\n"),
                          PM_TEXT("metric a \"A\" { better lower }\n"),
                          PM_TEXT("metric a \"A\" { better higher ; lagging }\n")},
                .names = {"base", "ours", "theirs"}};
            pm_arena_fail_after(nth);
            pm_merge_texts(arena, &input, pm_diagnostics_new(arena));
        }
        pm_arena_fail_after(0);
        pm_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),  cmocka_unit_test(test_trivial),
        cmocka_unit_test(test_layout), cmocka_unit_test(test_twins),
        cmocka_unit_test(test_parts),  cmocka_unit_test(test_broken),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
