/* source_words.c: texts that mean something in a cell. */
#include "lang/model/resolve_source.h"

#include <string.h>

enum meaning { IS_TRUE, IS_FALSE, IS_MISSING, IS_SUPPRESSED, IS_PENDING, IS_RANGE, MEANING_COUNT };

static const char *const meaning_words[MEANING_COUNT] = {"true",       "false",   "missing",
                                                         "suppressed", "pending", "ranges"};

struct cell_word {
    struct pm_text text;
    struct pm_span at;
    enum meaning meaning;
};

struct cell_words {
    PM_ARRAY(struct cell_word) list;
};

static void report_two_meanings(struct pm_resolver *resolver, const struct cell_word *first,
                                const struct cell_word *second)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_WORD_TWO_MEANINGS, second->at,
                    "\"%.*s\" means `%s` and `%s`", (int)second->text.size, second->text.bytes,
                    meaning_words[first->meaning], meaning_words[second->meaning]);
    pm_label(resolver->diagnostics, found, first->at, "first said here");
    pm_help(resolver->diagnostics, found, "leave it in one of the two lists");
}

/* Adds a word unless it is there; one that is there with another meaning is reported. */
static void add_word(struct pm_resolver *resolver, struct cell_words *words, struct cell_word word)
{
    for (size_t i = 0; i < words->list.count; i++) {
        const struct cell_word *other = &words->list.items[i];
        if (!pm_text_equal(other->text, word.text)) continue;
        if (other->meaning != word.meaning) report_two_meanings(resolver, other, &word);
        return;
    }
    PM_PUSH(resolver->arena, &words->list, word);
}

static void add_words(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct cell_words *words)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *line = statement->children[i];
        const struct pm_slot *slot = pm_slot(line, "TEXTS");
        for (int meaning = 0; slot && meaning < MEANING_COUNT; meaning++) {
            if (!pm_text_is(line->word, meaning_words[meaning])) continue;
            for (size_t j = 0; j < slot->node_count; j++)
                add_word(resolver, words,
                         (struct cell_word){slot->nodes[j]->text, slot->nodes[j]->span,
                                            (enum meaning)meaning});
        }
    }
}

static struct pm_words select_words(struct pm_resolver *resolver, const struct cell_words *words,
                                    enum meaning meaning)
{
    struct pm_words selected = {0};
    selected.items = PM_NEW_ITEMS(resolver->arena, const char *, words->list.count + 1);
    for (size_t i = 0; i < words->list.count; i++) {
        const struct cell_word *word = &words->list.items[i];
        if (word->meaning != meaning) continue;
        selected.items[selected.count++] =
            pm_arena_copy_text(resolver->arena, word->text.bytes, word->text.size);
    }
    return selected;
}

static bool has_empty(const struct pm_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i][0] == '\0') return true;
    return false;
}

static void take_words(struct pm_resolver *resolver, const struct cell_words *words,
                       struct pm_column *column)
{
    if (column->field_type == PM_FIELD_BOOL) {
        column->truths = select_words(resolver, words, IS_TRUE);
        column->falsehoods = select_words(resolver, words, IS_FALSE);
    }
    column->missing = select_words(resolver, words, IS_MISSING);
    column->suppressed = select_words(resolver, words, IS_SUPPRESSED);
    column->pending = select_words(resolver, words, IS_PENDING);
    column->ranges = select_words(resolver, words, IS_RANGE);
    /* An empty cell is missing unless the words give it another meaning. */
    if (!has_empty(&column->missing) && !has_empty(&column->suppressed) &&
        !has_empty(&column->pending) && !has_empty(&column->ranges) &&
        !has_empty(&column->truths) && !has_empty(&column->falsehoods))
        column->missing.items[column->missing.count++] = "";
}

void pm_read_cell_words(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_source_decl *source)
{
    struct cell_words common = {0};
    add_words(resolver, statement, &common);
    for (size_t i = 0; i < source->column_count; i++) {
        struct pm_column *column = source->columns[i];
        if (column->kind != PM_COLUMN_FIELD) continue;
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_COLUMN, source, pm_text_from(column->name));
        struct cell_words words = {0};
        for (size_t j = 0; j < common.list.count; j++)
            PM_PUSH(resolver->arena, &words.list, common.list.items[j]);
        add_words(resolver, name->statement, &words);
        take_words(resolver, &words, column);
    }
}
