/* syntax.h: what was written, statement by statement.
 *
 * A file is a tree of statements: a word, parts, perhaps a block. The matcher has compared each one
 * with its row of the schema and recorded which part fills which slot, so that later stages ask for
 * "the PERIOD" or "the UNIT after `at`" and never count parts. Everything lives in the arena of the
 * compilation and borrows the source text. Statements that were damaged are in the tree, marked,
 * with `row` NULL when the word is unknown. */
#ifndef PM_SYNTAX_H
#define PM_SYNTAX_H

#include "lang/base/arena.h"
#include "lang/base/number.h"
#include "lang/base/span.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum pm_node_kind {
    PM_NODE_NUMBER,     /* 1_250  0.35        number */
    PM_NODE_PERCENT,    /* 24.5%              number: 24.5 */
    PM_NODE_POINTS,     /* 3 pts              number: 3 */
    PM_NODE_MONEY,      /* $125_000           number */
    PM_NODE_DURATION,   /* 48 hours  2.5 fte  number, unit */
    PM_NODE_DATE,       /* 2025-09-30         text */
    PM_NODE_MONTH_DAY,  /* 07-01              text */
    PM_NODE_TIME,       /* 09:30              text */
    PM_NODE_TEXT,       /* "text"             text: decoded */
    PM_NODE_NAME,       /* a  a.b  SY2026.Q1  text */
    PM_NODE_CALL,       /* name(a, b)         text: name; children: arguments */
    PM_NODE_SET,        /* (a, b)             children; one alone in brackets is itself */
    PM_NODE_LIST,       /* [a, b]             children */
    PM_NODE_SIGN,       /* -a +a              operation '-' or '+'; one child */
    PM_NODE_PERCENT_OF, /* 10% of a           number; one child */
    PM_NODE_NOT,        /* not a              one child */
    PM_NODE_IS,         /* a is missing       text: name after is; one child */
    PM_NODE_IS_NOT,     /* a is not missing   likewise */
    PM_NODE_BINARY      /* a + b  a and b ..  operation; two children */
};

enum pm_operation {
    PM_OP_NONE,
    PM_OP_OR,
    PM_OP_AND,
    PM_OP_LESS,
    PM_OP_MORE,
    PM_OP_AT_MOST,
    PM_OP_AT_LEAST,
    PM_OP_EQUAL,
    PM_OP_UNEQUAL,
    PM_OP_IN,
    PM_OP_NOT_IN,
    PM_OP_REACHES,
    PM_OP_BEATS,
    PM_OP_RANGE, /* a..b */
    PM_OP_PLUS,
    PM_OP_MINUS,
    PM_OP_TIMES,
    PM_OP_DIVIDE
};

struct pm_node {
    enum pm_node_kind kind;
    enum pm_operation operation;
    struct pm_span span;
    struct pm_text text; /* by kind, see above */
    struct pm_decimal number;
    const char *unit; /* of a duration, singular: minute hour day week month quarter
                                  semester year fte */
    struct pm_node **children;
    size_t child_count;
};

struct pm_row; /* of the schema */

/* One filled slot of a statement: the item of the row, and what stands there. */
struct pm_slot {
    const char *key;   /* the kind in capitals as the row writes it ("PERIOD", "UNITS"), or
                                the word itself for a word that was written ("each", "at") */
    const char *after; /* the nearest word before it in the row that must be there when it
                                is: in `for [each] GROUP`, "for"; "" at the start */
    struct pm_span span;
    struct pm_node **nodes; /* the expressions; none for a word */
    size_t node_count;
};

struct pm_statement {
    struct pm_statement *parent; /* NULL at the top of a file */
    struct pm_text word;
    struct pm_span word_span;
    struct pm_span span;      /* from the word to the end of parts or block */
    const struct pm_row *row; /* NULL: unknown word */
    bool damaged;             /* something was reported about it: take nothing for granted */
    bool has_block;
    struct pm_slot *slots; /* in the order written; those that fit, when damaged */
    size_t slot_count;
    struct pm_statement **children;
    size_t child_count;
};

struct pm_tree { /* one file */
    uint32_t file;
    struct pm_statement **statements;
    size_t statement_count;
    bool is_unread;   /* the file is no text, so that what it declares is not known */
    bool is_reported; /* something was found in its text */
};

/* The first slot with this key, NULL when it was not written: pm_slot(s, "PERIOD"), pm_slot(s,
 * "each"). */
const struct pm_slot *pm_slot(const struct pm_statement *statement, const char *key);

/* The first slot with expressions that stands after this word: pm_slot_after(s, "vs"); else the
 * first word there. NULL when none was written. */
const struct pm_slot *pm_slot_after(const struct pm_statement *statement, const char *after);

/* The slot with this key that stands after this word: pm_slot_at(s, "at", "UNIT"). */
const struct pm_slot *pm_slot_at(const struct pm_statement *statement, const char *after,
                                 const char *key);

/* The first expression of a slot; NULL when the slot is NULL or empty. */
const struct pm_node *pm_slot_node(const struct pm_slot *slot);

/* The first child statement with this word, NULL when there is none. */
const struct pm_statement *pm_statement_child(const struct pm_statement *statement,
                                              const char *word);

#endif
