/* schema.h: the vocabulary as a table (statements.def): which statements there are, where they may
 * stand and how they read. Matcher, messages, completion lists, reference pages and the fuzzers'
 * dictionary come from it. Read-only data of the program. */
#ifndef PM_SCHEMA_H
#define PM_SCHEMA_H

#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* One value per row: PM_ROW_<id>. */
enum pm_row_id {
#define PM_STATEMENT(id, word, places, reads, section, example, means) PM_ROW_##id,
#include "lang/schema/statements.def"
#undef PM_STATEMENT
    PM_ROW_COUNT
};

struct pm_row {
    enum pm_row_id id;
    const char *word;    /* the statement's first word */
    const char *places;  /* statements it may stand in, blank between; "file": the top of one */
    const char *reads;   /* `PERIOD QUANTITY [for [each] GROUP [vs GROUP]]`; ends in {} where a
                            block may follow */
    const char *section; /* of the reference: "Measures" */
    const char *example; /* one statement, as it may be written in its place */
    const char *means;   /* for the reference page */
};

const struct pm_row *pm_row(enum pm_row_id id);

/* The row for `word` where a statement stands in `place` ("file", "goal"); NULL when there is none.
 * Words that read in several ways there (from/unit) have alternatives in one row, so that the key
 * (word, place) is unique. */
const struct pm_row *pm_row_find(struct pm_text word, const char *place);

/* True when the row may stand in `place`. */
bool pm_row_stands_in(const struct pm_row *row, const char *place);

/* Closed lists of words that slots take, for messages and completion: the blank-separated words, or
 * NULL when `what` names no list. What: "calendar kind", "metric unit", ... (words.def). */
const char *pm_words(const char *what);

#endif
