#include "lang/schema/schema.h"

#include "lang/schema/kinds.h"

#include <assert.h>
#include <string.h>

static const struct pm_row rows[] = {
#define PM_STATEMENT(id, word, places, reads, section, example, means) \
    [PM_ROW_##id] = {PM_ROW_##id, word, places, reads, section, example, means},
#include "lang/schema/statements.def"
#undef PM_STATEMENT
};

static_assert(sizeof rows / sizeof *rows == PM_ROW_COUNT, "a row for each id");

static const struct {
    const char *what;
    const char *words;
} lists[] = {
#define PM_WORDS(what, words) {what, words},
#include "lang/schema/words.def"
#undef PM_WORDS
};

const struct pm_row *pm_row(enum pm_row_id id)
{
    assert(id < PM_ROW_COUNT);
    return &rows[id];
}

bool pm_row_stands_in(const struct pm_row *row, const char *place)
{
    return pm_words_have(row->places, pm_text_from(place));
}

const struct pm_row *pm_row_find(struct pm_text word, const char *place)
{
    for (size_t i = 0; i < PM_ROW_COUNT; i++)
        if (pm_text_is(word, rows[i].word) && pm_row_stands_in(&rows[i], place)) return &rows[i];
    return NULL;
}

const char *pm_words(const char *what)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i].what, what) == 0) return lists[i].words;
    return NULL;
}
