/* The table of statements: its rules, and that every row reads back what it says it reads. */
#include "lang/parse/parse.h"
#include "lang/schema/kinds.h"
#include "lang/schema/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

static const struct pm_row *row_at(int id)
{
    return pm_row((enum pm_row_id)id);
}

/* Calls `check` for each sequence of items of a row, those in groups included. */
struct walk {
    const struct pm_row *row;
    void (*check)(const struct pm_row *row, const struct pm_sequence *sequence);
};

static void walk_reads(const struct walk *walk, const struct pm_reads *reads)
{
    for (size_t i = 0; i < reads->count; i++) {
        const struct pm_sequence *sequence = &reads->alternatives[i];
        walk->check(walk->row, sequence);
        for (size_t j = 0; j < sequence->count; j++)
            if (sequence->items[j].group) walk_reads(walk, sequence->items[j].group);
    }
}

static void check_sequences(void (*check)(const struct pm_row *, const struct pm_sequence *))
{
    struct pm_arena *arena = pm_arena_new();
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        struct walk walk = {row_at(id), check};
        walk_reads(&walk, pm_reads_compile(arena, walk.row->reads));
    }
    pm_arena_free(arena);
}

static void fail_row(const struct pm_row *row, const char *why)
{
    fail_msg("`%s` in %s: %s", row->word, row->places, why);
}

/* ---- the rows themselves */

static void rows_are_well_formed(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = row_at(id);
        if ((int)row->id != id) fail_row(row, "its id is another one");
        if (!pm_reads_compile(arena, row->reads)->is_correct) fail_row(row, row->reads);
        if (!*row->section || !*row->means || !*row->places) fail_row(row, "something is empty");
        if (!pm_text_starts(pm_text_from(row->example), row->word)) fail_row(row, row->example);
    }
    pm_arena_free(arena);
}

static bool has_block(const char *word)
{
    for (int id = 0; id < PM_ROW_COUNT; id++)
        if (strcmp(row_at(id)->word, word) == 0 && strstr(row_at(id)->reads, "{}")) return true;
    return false;
}

static void places_have_blocks(void **state)
{
    (void)state;
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const char *places = row_at(id)->places;
        for (struct pm_text place = pm_words_next(&places); place.size;
             place = pm_words_next(&places)) {
            char name[64] = "";
            memcpy(name, place.bytes, place.size);
            if (strcmp(name, "file") != 0 && !has_block(name)) fail_row(row_at(id), name);
            if (pm_row_find(pm_text_from(row_at(id)->word), name) != row_at(id))
                fail_row(row_at(id), "another row has this word and place");
        }
    }
}

static void rows_are_found_by_word_and_place(void **state)
{
    (void)state;
    assert_ptr_equal(pm_row_find(PM_TEXT("unit"), "file"), pm_row(PM_ROW_unit));
    assert_ptr_equal(pm_row_find(PM_TEXT("unit"), "source"), pm_row(PM_ROW_unit_source));
    assert_ptr_equal(pm_row_find(PM_TEXT("unit"), "metric"), pm_row(PM_ROW_unit_metric));
    assert_null(pm_row_find(PM_TEXT("unit"), "plan"));
    assert_null(pm_row_find(PM_TEXT("theory"), "goal"));
    assert_true(pm_row_stands_in(pm_row(PM_ROW_measure), "guardrail"));
    assert_false(pm_row_stands_in(pm_row(PM_ROW_measure), "plan"));
}

static void lists_of_words_are_found(void **state)
{
    (void)state;
    assert_string_equal(pm_words("better"), "higher lower neither");
    assert_string_equal(pm_words("gap reference"), "chosen frozen");
    assert_null(pm_words("weather"));
    assert_true(pm_words_have(pm_words("field type"), PM_TEXT("percent")));
    assert_false(pm_words_have(pm_words("field type"), PM_TEXT("per")));
}

/* ---- the rules of the table */

static void no_row_ends_in_a_link_check(const struct pm_row *row,
                                        const struct pm_sequence *sequence)
{
    if (sequence->count && sequence->items[sequence->count - 1].is_link)
        fail_row(row, "ends in a linking word");
}

static void no_row_ends_in_a_link(void **state)
{
    (void)state;
    check_sequences(no_row_ends_in_a_link_check);
}

static void no_row_has_an_operator_check(const struct pm_row *row,
                                         const struct pm_sequence *sequence)
{
    for (size_t i = 0; i < sequence->count; i++)
        if (sequence->items[i].kind == PM_ITEM_WORD &&
            pm_is_operator(pm_text_from(sequence->items[i].key)))
            fail_row(row, "has an operator");
}

static void no_row_has_an_operator(void **state)
{
    (void)state;
    check_sequences(no_row_has_an_operator_check);
}

/* An expression that is one percent alone has no use before `of`, so EXPRESSION may stand there. */
static bool may_be_percent(const struct pm_item *item)
{
    if (item->kind == PM_ITEM_KIND)
        return (item->part->shapes & PM_SHAPE_PERCENT) && strcmp(item->key, "EXPRESSION") != 0;
    if (item->kind == PM_ITEM_WORD) return false;
    for (size_t i = 0; i < item->group->count; i++) {
        const struct pm_sequence *sequence = &item->group->alternatives[i];
        if (sequence->count && may_be_percent(&sequence->items[sequence->count - 1])) return true;
    }
    return false;
}

static void no_of_follows_a_percent_check(const struct pm_row *row,
                                          const struct pm_sequence *sequence)
{
    for (size_t i = 1; i < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        if (item->kind == PM_ITEM_WORD && strcmp(item->key, "of") == 0 &&
            may_be_percent(&sequence->items[i - 1]))
            fail_row(row, "has `of` after what may be a percent");
    }
}

static void no_of_follows_a_percent(void **state)
{
    (void)state;
    check_sequences(no_of_follows_a_percent_check);
}

static bool collide(const struct pm_item *a, const struct pm_item *b)
{
    if (a->kind != b->kind) return false;
    if (a->kind == PM_ITEM_WORD) return strcmp(a->key, b->key) == 0;
    return (a->part->shapes & b->part->shapes) != 0;
}

/* The first items of a run of groups and of what follows it. */
static size_t collect_firsts(const struct pm_sequence *sequence, size_t begin,
                             const struct pm_item **firsts)
{
    size_t count = 0;
    for (size_t i = begin; i < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        if (item->kind != PM_ITEM_GROUP) {
            firsts[count++] = item;
            break;
        }
        for (size_t j = 0; j < item->group->count; j++)
            firsts[count++] = &item->group->alternatives[j].items[0];
    }
    return count;
}

static void groups_begin_differently_check(const struct pm_row *row,
                                           const struct pm_sequence *sequence)
{
    const struct pm_item *firsts[32];
    for (size_t i = 0; i < sequence->count; i++) {
        if (sequence->items[i].kind != PM_ITEM_GROUP) continue;
        size_t count = collect_firsts(sequence, i, firsts);
        for (size_t a = 0; a < count; a++)
            for (size_t b = a + 1; b < count; b++)
                if (collide(firsts[a], firsts[b])) fail_row(row, "groups begin alike");
    }
}

static void groups_begin_differently(void **state)
{
    (void)state;
    check_sequences(groups_begin_differently_check);
}

static void expressions_end_at_a_word_check(const struct pm_row *row,
                                            const struct pm_sequence *sequence)
{
    const struct pm_item *firsts[32];
    for (size_t i = 0; i < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        bool is_open = item->kind == PM_ITEM_KIND && (item->part->shapes & PM_SHAPE_CONDITION);
        size_t count = is_open ? collect_firsts(sequence, i + 1, firsts) : 0;
        for (size_t j = 0; j < count; j++)
            if (firsts[j]->kind != PM_ITEM_WORD) fail_row(row, "a part follows an expression");
    }
}

static void expressions_end_at_a_word(void **state)
{
    (void)state;
    check_sequences(expressions_end_at_a_word_check);
}

/* Where a statement begins with a linking word, no neighbour may go on with that word and with a
 * part that looks like the statement's first one and names the same kind of thing: wrong
 * indentation is an error, never another meaning. */
static const struct pm_row *beginning;

static bool read_alike(const struct pm_item *a, const struct pm_item *b)
{
    return collide(a, b) && (a->kind == PM_ITEM_WORD || strcmp(a->part->noun, b->part->noun) == 0);
}

static void links_do_not_collide_check(const struct pm_row *row, const struct pm_sequence *sequence)
{
    struct pm_arena *arena = pm_arena_new();
    const struct pm_reads *reads = pm_reads_compile(arena, beginning->reads);
    for (size_t i = 0; i + 1 < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        if (item->kind != PM_ITEM_WORD || strcmp(item->key, beginning->word) != 0) continue;
        for (size_t j = 0; j < reads->count; j++)
            if (read_alike(&reads->alternatives[j].items[0], &sequence->items[i + 1]))
                fail_row(row, beginning->word);
    }
    pm_arena_free(arena);
}

static void check_neighbours(const char *place)
{
    struct pm_arena *arena = pm_arena_new();
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = row_at(id);
        if (row == beginning || !pm_row_stands_in(row, place)) continue;
        struct walk walk = {row, links_do_not_collide_check};
        walk_reads(&walk, pm_reads_compile(arena, row->reads));
    }
    pm_arena_free(arena);
}

static void links_do_not_collide(void **state)
{
    (void)state;
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        beginning = row_at(id);
        if (!pm_is_link(pm_text_from(beginning->word))) continue;
        const char *places = beginning->places;
        for (struct pm_text place = pm_words_next(&places); place.size;
             place = pm_words_next(&places)) {
            char name[64] = "";
            memcpy(name, place.bytes, place.size);
            check_neighbours(name);
        }
    }
}

/* ---- sentences */

struct sentence {
    char text[4096];
    size_t size;
    unsigned seed;
    bool is_full;   /* every group that may be left out is there */
    bool is_broken; /* a line end before each linking word */
};

static unsigned draw(struct sentence *sentence, unsigned below)
{
    sentence->seed = sentence->seed * 1103515245U + 12345U;
    return (sentence->seed >> 16) % below;
}

static void add(struct sentence *sentence, const char *text)
{
    size_t size = strlen(text);
    assert_true(sentence->size + size < sizeof sentence->text);
    memcpy(sentence->text + sentence->size, text, size + 1);
    sentence->size += size;
}

static void write_alternative(struct sentence *sentence, const struct pm_reads *reads,
                              unsigned chosen);

static void write_item(struct sentence *sentence, const struct pm_item *item)
{
    if (item->kind == PM_ITEM_GROUP) {
        if (sentence->is_full || draw(sentence, 2))
            write_alternative(sentence, item->group, draw(sentence, (unsigned)item->group->count));
        return;
    }
    add(sentence, sentence->is_broken && item->is_link ? "\n                  " : " ");
    add(sentence, item->kind == PM_ITEM_WORD ? item->key : item->part->example);
}

/* A run of groups, in any order. */
static void write_run(struct sentence *sentence, const struct pm_item *groups, size_t count)
{
    size_t order[16];
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t other = draw(sentence, (unsigned)i);
        size_t moved = order[i - 1];
        order[i - 1] = order[other];
        order[other] = moved;
    }
    for (size_t i = 0; i < count; i++)
        write_item(sentence, &groups[order[i]]);
}

static void write_alternative(struct sentence *sentence, const struct pm_reads *reads,
                              unsigned chosen)
{
    const struct pm_sequence *sequence = &reads->alternatives[chosen];
    for (size_t i = 0; i < sequence->count; i++) {
        size_t end = i;
        while (end < sequence->count && sequence->items[end].kind == PM_ITEM_GROUP)
            end++;
        if (end == i) {
            write_item(sentence, &sequence->items[i]);
            continue;
        }
        write_run(sentence, &sequence->items[i], end - i);
        i = end - 1;
    }
}

/* The blocks around a place, from the file inwards. */
static void open_place(struct sentence *sentence, const char *place, int depth)
{
    assert_true(depth < 10);
    if (strcmp(place, "file") == 0) return;
    struct pm_arena *arena = pm_arena_new();
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = row_at(id);
        if (strcmp(row->word, place) != 0 || !strstr(row->reads, "{}")) continue;
        const char *places = row->places;
        struct pm_text above = pm_words_next(&places);
        open_place(sentence, pm_arena_copy_text(arena, above.bytes, above.size), depth + 1);
        add(sentence, place);
        bool is_broken = sentence->is_broken;
        sentence->is_broken = false;
        write_alternative(sentence, pm_reads_compile(arena, row->reads), 0);
        sentence->is_broken = is_broken;
        add(sentence, " {\n");
        break;
    }
    pm_arena_free(arena);
}

static size_t depth_of(const char *text)
{
    size_t depth = 0;
    for (const char *at = text; *at; at++)
        depth += *at == '{';
    return depth;
}

/* The sentence must be read without a message, as a statement of its row. */
static void check_sentence(struct sentence *sentence, const struct pm_row *row, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        add(sentence, "}\n");
    struct pm_arena *arena = pm_arena_new();
    struct pm_sources *sources = pm_sources_new(arena);
    struct pm_text text = {sentence->text, sentence->size};
    uint32_t file = pm_sources_add(sources, "sentence.pm", text, false);
    struct pm_diagnostics *diagnostics = pm_diagnostics_new(arena);
    const struct pm_tree *tree = pm_parse(arena, sources, file, diagnostics);
    if (diagnostics->count) fail_msg("%s\n-> %s", sentence->text, diagnostics->items[0]->message);
    assert_int_equal(tree->statement_count, 1);
    const struct pm_statement *statement = tree->statements[0];
    for (size_t i = 0; i < depth; i++) {
        assert_int_equal(statement->child_count, 1);
        statement = statement->children[0];
    }
    assert_ptr_equal(statement->row, row);
    assert_false(statement->damaged);
    pm_arena_free(arena);
}

static void check_row(const struct pm_row *row, const char *place, unsigned seed, bool is_broken)
{
    struct pm_arena *arena = pm_arena_new();
    const struct pm_reads *reads = pm_reads_compile(arena, row->reads);
    for (unsigned i = 0; i < reads->count; i++) {
        struct sentence sentence = {
            .seed = seed * 7919 + i, .is_broken = is_broken, .is_full = seed == 0};
        open_place(&sentence, place, 0);
        size_t depth = depth_of(sentence.text);
        add(&sentence, row->word);
        write_alternative(&sentence, reads, i);
        add(&sentence, "\n");
        check_sentence(&sentence, row, depth);
    }
    pm_arena_free(arena);
}

static void check_rows(bool is_broken)
{
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const char *places = row_at(id)->places;
        for (struct pm_text place = pm_words_next(&places); place.size;
             place = pm_words_next(&places)) {
            char name[64] = "";
            memcpy(name, place.bytes, place.size);
            for (unsigned seed = 0; seed < 8; seed++)
                check_row(row_at(id), name, seed, is_broken);
        }
    }
}

static void sentences_read_back(void **state)
{
    (void)state;
    check_rows(false);
}

static void sentences_broken_at_links_read_back(void **state)
{
    (void)state;
    check_rows(true);
}

static void examples_read_back(void **state)
{
    (void)state;
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = row_at(id);
        struct sentence sentence = {.seed = 1};
        char place[64] = "";
        const char *places = row->places;
        struct pm_text first = pm_words_next(&places);
        memcpy(place, first.bytes, first.size);
        open_place(&sentence, place, 0);
        size_t depth = depth_of(sentence.text);
        add(&sentence, row->example);
        add(&sentence, "\n");
        check_sentence(&sentence, row, depth);
    }
}

/* ---- kinds */

static void names_like_periods_are_told_apart(void **state)
{
    (void)state;
    assert_true(pm_looks_like_period(PM_TEXT("SY2026")));
    assert_true(pm_looks_like_period(PM_TEXT("SY2026.Q1")));
    assert_false(pm_looks_like_period(PM_TEXT("SY26")));
    assert_false(pm_looks_like_period(PM_TEXT("SY20261")));
    assert_false(pm_looks_like_period(PM_TEXT("sy2026")));
    assert_false(pm_looks_like_period(PM_TEXT("2026")));
}

static void links_and_operators_are_reserved(void **state)
{
    (void)state;
    const char *words = pm_link_words();
    size_t count = 0;
    for (struct pm_text word = pm_words_next(&words); word.size; word = pm_words_next(&words)) {
        assert_true(pm_is_link(word));
        assert_false(pm_is_operator(word));
        count++;
    }
    assert_int_equal(count, 13);
    words = pm_operator_words();
    for (struct pm_text word = pm_words_next(&words); word.size; word = pm_words_next(&words)) {
        assert_true(pm_is_operator(word));
        assert_false(pm_is_link(word));
        count++;
    }
    assert_int_equal(count, 20);
    assert_false(pm_is_link(PM_TEXT("until")));
    assert_false(pm_is_operator(PM_TEXT("missing")));
}

static void units_of_duration_have_a_singular(void **state)
{
    (void)state;
    assert_string_equal(pm_duration_unit(PM_TEXT("hours")), "hour");
    assert_string_equal(pm_duration_unit(PM_TEXT("week")), "week");
    assert_string_equal(pm_duration_unit(PM_TEXT("fte")), "fte");
    assert_null(pm_duration_unit(PM_TEXT("ftes")));
    assert_null(pm_duration_unit(PM_TEXT("days_absent")));
    assert_null(pm_duration_unit(PM_TEXT("")));
}

static void malformed_rows_are_told(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    assert_false(pm_reads_compile(arena, "PERIOD [for GROUP")->is_correct);
    assert_false(pm_reads_compile(arena, "PERIOD ] x")->is_correct);
    assert_false(pm_reads_compile(arena, "WEATHER")->is_correct);
    assert_false(pm_reads_compile(arena, "TEXT {} TEXT")->is_correct);
    assert_false(pm_reads_compile(arena, "[[[[[[[[[[TEXT]]]]]]]]]]")->is_correct);
    const struct pm_reads *reads =
        pm_reads_compile(arena, "PERIOD [for [each] GROUP] | at UNIT {}");
    assert_true(reads->is_correct);
    assert_true(reads->has_block);
    assert_int_equal(reads->count, 2);
    const struct pm_sequence *group = &reads->alternatives[0].items[1].group->alternatives[0];
    assert_string_equal(group->items[2].after, "for");
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_well_formed),
        cmocka_unit_test(places_have_blocks),
        cmocka_unit_test(rows_are_found_by_word_and_place),
        cmocka_unit_test(lists_of_words_are_found),
        cmocka_unit_test(no_row_ends_in_a_link),
        cmocka_unit_test(no_row_has_an_operator),
        cmocka_unit_test(no_of_follows_a_percent),
        cmocka_unit_test(groups_begin_differently),
        cmocka_unit_test(expressions_end_at_a_word),
        cmocka_unit_test(links_do_not_collide),
        cmocka_unit_test(sentences_read_back),
        cmocka_unit_test(sentences_broken_at_links_read_back),
        cmocka_unit_test(examples_read_back),
        cmocka_unit_test(names_like_periods_are_told_apart),
        cmocka_unit_test(links_and_operators_are_reserved),
        cmocka_unit_test(units_of_duration_have_a_singular),
        cmocka_unit_test(malformed_rows_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
