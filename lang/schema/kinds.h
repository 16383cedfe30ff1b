/* kinds.h: the kinds of parts (kinds.def) and the compiled form of how a row reads.
 *
 * A kind says what an expression must look like, not what it means: `24%` looks like a quantity and
 * not like a period. The compiled form is a list of alternatives, each a sequence of items; an item
 * is a word, a kind, or a group in brackets with alternatives of its own. */
#ifndef PM_KINDS_H
#define PM_KINDS_H

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "lang/schema/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What one expression looks like; an expression has one shape or more (`previous` is a name, a
 * period and an amount). */
enum pm_shape {
    PM_SHAPE_NAME = 1 << 0,   /* without a dot, not like a period */
    PM_SHAPE_DOTTED = 1 << 1, /* compass.present */
    PM_SHAPE_PERIOD = 1 << 2, /* SY2026  SY2026.Q1  previous */
    PM_SHAPE_PERIOD_RANGE = 1 << 3,
    PM_SHAPE_TEXT = 1 << 4,
    PM_SHAPE_NUMBER = 1 << 5, /* this and the next four perhaps with a sign */
    PM_SHAPE_PERCENT = 1 << 6,
    PM_SHAPE_POINTS = 1 << 7,
    PM_SHAPE_MONEY = 1 << 8,
    PM_SHAPE_DURATION = 1 << 9,
    PM_SHAPE_DATE = 1 << 10,
    PM_SHAPE_DATE_RANGE = 1 << 11,
    PM_SHAPE_MONTH_DAY = 1 << 12,
    PM_SHAPE_TIME = 1 << 13,
    PM_SHAPE_AMOUNT_RANGE = 1 << 14, /* 5%..95% */
    PM_SHAPE_AMOUNT_WORD = 1 << 15,  /* baseline  previous  pending */
    PM_SHAPE_TRUTH = 1 << 16,        /* true  false */
    PM_SHAPE_CALL = 1 << 17,
    PM_SHAPE_CROSSING = 1 << 18, /* race * frl */
    PM_SHAPE_ARITHMETIC = 1 << 19,
    PM_SHAPE_PERCENT_OF = 1 << 20,
    PM_SHAPE_CONDITION = 1 << 21, /* comparison, and, or, not, in, is */
    PM_SHAPE_SET = 1 << 22,       /* (a, b) */

    PM_SHAPES_REFERENCE = PM_SHAPE_NAME | PM_SHAPE_DOTTED,
    PM_SHAPES_AMOUNT =
        PM_SHAPE_NUMBER | PM_SHAPE_PERCENT | PM_SHAPE_POINTS | PM_SHAPE_MONEY | PM_SHAPE_DURATION,
    PM_SHAPES_VALUE = PM_SHAPES_REFERENCE | PM_SHAPE_TEXT | PM_SHAPES_AMOUNT | PM_SHAPE_DATE |
                      PM_SHAPE_CALL | PM_SHAPE_ARITHMETIC | PM_SHAPE_PERCENT_OF | PM_SHAPE_CONDITION
};

struct pm_part_kind {
    const char *name;    /* PERIODS */
    bool many;           /* a comma list may stand there */
    uint32_t shapes;     /* enum pm_shape, several */
    const char *noun;    /* "period" */
    const char *example; /* text that fits */
};

/* The n-th kind; NULL after the last. */
const struct pm_part_kind *pm_part_kind(size_t index);

/* The kind with this name in capitals; NULL when there is none. */
const struct pm_part_kind *pm_part_kind_find(struct pm_text name);

enum pm_item_kind { PM_ITEM_WORD, PM_ITEM_KIND, PM_ITEM_GROUP };

struct pm_item {
    enum pm_item_kind kind;
    bool is_link;                    /* of a word: reserved, never a name */
    const char *key;                 /* the word, or the name of the kind; NUL-terminated */
    const struct pm_part_kind *part; /* of a kind */
    const char *after;      /* nearest word before it that must be there too; "" at the start */
    struct pm_reads *group; /* of a group: what stands in the brackets */
};

struct pm_sequence {
    struct pm_item *items;
    size_t count;
};

/* How a row reads. */
struct pm_reads {
    struct pm_sequence *alternatives;
    size_t count;    /* at least 1 */
    bool has_block;  /* {} at the end */
    bool is_correct; /* false: the text of the row is malformed, or names an unknown kind */
};

/* Compiles the text of a row; the result lives in `arena` and borrows `reads`. */
const struct pm_reads *pm_reads_compile(struct pm_arena *arena, const char *reads);

/* True for the reserved linking words (at by for ...), and for the operators (and in ...). */
bool pm_is_link(struct pm_text word);
bool pm_is_operator(struct pm_text word);

/* The linking words and operators, blank between. */
const char *pm_link_words(void);
const char *pm_operator_words(void);

/* Units of time that a duration may have, for messages: "minutes, hours, ...". */
const char *pm_time_units(void);

/* The singular of a unit of duration ("hours": hour, "fte": fte); NULL when it is none. */
const char *pm_duration_unit(struct pm_text word);

/* True when the name is written like a period: capitals, four digits, perhaps parts (SY2026.Q1). */
bool pm_looks_like_period(struct pm_text name);

/* True when the blank-separated `words` have `word` among them. */
bool pm_words_have(const char *words, struct pm_text word);

/* Takes the next word off the blank-separated `*words`; an empty text at the end. */
struct pm_text pm_words_next(const char **words);

#endif
