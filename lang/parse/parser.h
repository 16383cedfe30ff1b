/* parser.h: what the parts of the parser share. Internal to lang/parse.
 *
 * Tokens go through the cursor, which decides what each word is and where statements end, into the
 * grammar (grammar.y), whose actions build the tree (tree.c). When the parts of a statement are
 * complete, the matcher compares them with the row of its word (match.c). Nothing is said twice
 * about one statement: `said` is set by the first message and silences the rest. */
#ifndef PM_PARSER_H
#define PM_PARSER_H

#include "lang/diag/diagnostics.h"
#include "lang/scan/token.h"
#include "lang/schema/kinds.h"
#include "lang/schema/schema.h"
#include "lang/source/source.h"
#include "lang/syntax/syntax.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PM_DEEPEST_BLOCK = 1000,
    PM_DEEPEST_BRACKET = 250,     /* brackets, signs, `not` and `of` within one another */
    PM_DEEPEST_EXPRESSION = 1000, /* a + a + a ... */
    PM_MOST_PARTS = 64,
    PM_MOST_MESSAGES = 200 /* in a file; the rest is counted */
};

#define PM_NO_TOKEN SIZE_MAX

struct pm_bracket { /* an open one */
    size_t token;
    uint32_t nested_before;
};

struct pm_cursor {
    struct pm_token *tokens;
    size_t count;
    size_t at;          /* the next token */
    size_t last;        /* the last one that was given; PM_NO_TOKEN at the start */
    size_t before_last; /* the one before it, within the statement; else PM_NO_TOKEN */
    bool in_statement;
    bool after_operand;     /* the last token ends an operand */
    bool was_after_operand; /* the same before the last token */
    uint32_t indent;        /* of the line of the last token */
    uint32_t base;          /* indentation of the line on which the statement begins */
    uint32_t nested;        /* brackets, signs, `not`, `of` that are open */
    struct pm_bracket brackets[PM_DEEPEST_BRACKET];
    size_t bracket_count;
    PM_ARRAY(size_t) braces; /* tokens of the open ones */
};

struct pm_part { /* of the statement that is being read: a linking word or a list of expressions */
    bool is_link;
    struct pm_text text; /* of a link */
    struct pm_span span;
    size_t first; /* in the parser's nodes */
    size_t count;
};

struct pm_frame {                   /* an open statement, or a block that belongs to none */
    struct pm_statement *statement; /* of a block without one: the enclosing one, or NULL */
    bool is_orphan;
    const char *place;  /* what its block is, for the rows of its children; NULL: not known */
    bool is_guess;      /* the place is that of a word like the one written: nothing is misplaced */
    bool has_begun;     /* its block has */
    size_t first_child; /* in the parser's pending */
};

enum { PM_CACHED_ROWS = 256 };

struct pm_cached_row {
    const char *place;
    const struct pm_row *row;
};

/* What is the same for all files of a set of sources, and lives as long as it does. */
struct pm_vocabulary {
    struct pm_arena *arena;
    const struct pm_reads *reads[PM_ROW_COUNT]; /* compiled when first needed */
    struct pm_cached_row cache[PM_CACHED_ROWS]; /* the rows found last, by word and place */
};

struct pm_parser {
    struct pm_arena *arena;
    const struct pm_source *source;
    uint32_t file;
    struct pm_diagnostics *diagnostics;
    struct pm_cursor cursor;
    bool said;          /* something was reported about the statement that is being read */
    bool has_open_text; /* a text without its closing quotes took the rest of the file */
    size_t message_count;
    size_t unsaid_count;
    PM_ARRAY(struct pm_frame) frames;
    PM_ARRAY(struct pm_statement *) pending; /* closed ones whose parent is still open */
    PM_ARRAY(struct pm_part) parts;
    PM_ARRAY(struct pm_node *) nodes;
    PM_ARRAY(struct pm_slot) slots;
    struct pm_vocabulary *vocabulary;
};

/* Values of the grammar. */
struct pm_operand {
    struct pm_node *node;
    uint32_t depth;
};

struct pm_list { /* expressions on top of the parser's nodes */
    size_t first;
    size_t count;
    uint32_t depth;
};

/* What a syntax error was met at. */
enum pm_found {
    PM_FOUND_END,
    PM_FOUND_BLOCK,
    PM_FOUND_COMMA,
    PM_FOUND_CLOSING,
    PM_FOUND_OPENING,
    PM_FOUND_LINK,
    PM_FOUND_COMPARISON,
    PM_FOUND_RANGE,
    PM_FOUND_OPERATOR,
    PM_FOUND_OPERAND
};

/* ---- parse.c */

/* Counts a message about the statement that is being read; false when it must not be made: the
 * file has had its share. */
bool pm_parser_may_report(struct pm_parser *parser);

/* ---- cursor.c */

void pm_cursor_start(struct pm_cursor *cursor, struct pm_token *tokens, size_t count);

/* Columns before a token that is the first on its line; a tab goes to the next multiple of 8. */
uint32_t pm_indentation(const struct pm_source *source, const struct pm_token *token);

bool pm_token_is_sign(const struct pm_token *token, char sign);
struct pm_text pm_token_text(const struct pm_parser *parser, size_t token);
struct pm_span pm_token_span(const struct pm_parser *parser, size_t token);

/* ---- reports.c: what is wrong with braces, brackets and expressions */

void pm_report_syntax(struct pm_parser *parser, enum pm_found found, struct pm_span span);
void pm_report_open_brackets(struct pm_parser *parser);
void pm_report_stray_bracket(struct pm_parser *parser, size_t token);
void pm_report_stray_brace(struct pm_parser *parser, size_t token);
void pm_report_open_brace(struct pm_parser *parser, size_t brace, struct pm_text word,
                          const struct pm_span *before);
void pm_report_missing_brace(struct pm_parser *parser, size_t after, struct pm_text word);
void pm_report_too_deep(struct pm_parser *parser, struct pm_span span, int limit);
void pm_report_set(struct pm_parser *parser, const struct pm_node *set);

/* ---- tree.c: actions of the grammar */

void pm_tree_open(struct pm_parser *parser, size_t token);
void pm_tree_begin_block(struct pm_parser *parser, struct pm_span brace);
void pm_tree_close(struct pm_parser *parser, struct pm_span span);
void pm_tree_begin_orphan(struct pm_parser *parser);
void pm_tree_end_orphan(struct pm_parser *parser);
void pm_tree_add_link(struct pm_parser *parser, size_t token);
void pm_tree_add_list(struct pm_parser *parser, struct pm_list list, struct pm_span span);
struct pm_list pm_tree_list(struct pm_parser *parser, struct pm_operand first);
struct pm_list pm_tree_longer(struct pm_parser *parser, struct pm_list list,
                              struct pm_operand next);
struct pm_operand pm_tree_literal(struct pm_parser *parser, enum pm_node_kind kind, size_t token,
                                  struct pm_span span);
struct pm_operand pm_tree_percent_of(struct pm_parser *parser, size_t token,
                                     struct pm_operand whole, struct pm_span span);
struct pm_operand pm_tree_call(struct pm_parser *parser, size_t token, struct pm_list arguments,
                               struct pm_span span);
struct pm_operand pm_tree_set(struct pm_parser *parser, struct pm_list list, struct pm_span span);
struct pm_operand pm_tree_square(struct pm_parser *parser, struct pm_list list,
                                 struct pm_span span);
struct pm_operand pm_tree_sign(struct pm_parser *parser, size_t token, struct pm_operand operand,
                               struct pm_span span);
struct pm_operand pm_tree_not(struct pm_parser *parser, struct pm_operand operand,
                              struct pm_span span);
struct pm_operand pm_tree_is(struct pm_parser *parser, enum pm_node_kind kind,
                             struct pm_operand operand, size_t token, struct pm_span span);
struct pm_operand pm_tree_binary(struct pm_parser *parser, enum pm_operation operation,
                                 struct pm_operand left, struct pm_operand right,
                                 struct pm_span span);

/* Gives the tree once all tokens are read; statements that are still open are closed. */
struct pm_tree *pm_tree_finish(struct pm_parser *parser);

/* ---- decode.c */

/* Fills the text, number and unit of a literal from its token. */
void pm_decode(struct pm_parser *parser, struct pm_node *node, size_t token);

/* ---- repair.c */

struct pm_edit {
    enum { PM_ADD_CLOSING, PM_ADD_OPENING, PM_DROP } kind;
    size_t token;  /* put in before this one, or drop it */
    size_t opener; /* of PM_ADD_CLOSING: its `{` */
    size_t head;   /* first word of the statement that the brace belongs to */
};

/* Compares braces with the indentation, after a first parse that set the roles of the tokens; the
 * edits that make them agree, in order. None: NULL. */
const struct pm_edit *pm_repair_find(struct pm_parser *parser, size_t *count);

/* A copy of the tokens with the edits made. */
struct pm_tokens pm_repair_make(struct pm_arena *arena, const struct pm_tokens *tokens,
                                const struct pm_edit *edits, size_t count);

/* ---- shapes.c */

uint32_t pm_shapes_of(const struct pm_node *node);

/* ---- match.c */

enum { PM_MOST_WANTED = 16 };

/* Where a statement stops reading as its row. */
struct pm_mismatch {
    size_t at;                                        /* index of the part; the count at the end */
    const struct pm_item *wanted[PM_MOST_WANTED];     /* what could stand there */
    const struct pm_sequence *within[PM_MOST_WANTED]; /* whose first item it is; NULL: of none */
    size_t wanted_count;
    const struct pm_sequence *sequence; /* with the item that must stand there; NULL: none must */
    size_t index;                       /* of that item */
};

/* Finds the row of the statement that is being read, matches its parts, and reports; sets the place
 * of its block in the frame. */
void pm_match_statement(struct pm_parser *parser, struct pm_frame *frame);

const struct pm_reads *pm_parser_reads(struct pm_parser *parser, const struct pm_row *row);

/* True when a part may stand for the item alone. */
bool pm_part_fits(const struct pm_parser *parser, const struct pm_part *part,
                  const struct pm_item *item);

/* The word that a part consists of; empty when it is anything else. */
struct pm_text pm_part_word(const struct pm_parser *parser, const struct pm_part *part);

/* ---- word_messages.c: the word and the block; part_messages.c: the parts */

void pm_report_unknown(struct pm_parser *parser, struct pm_frame *frame, const char *place);
void pm_report_elsewhere(struct pm_parser *parser, const struct pm_frame *frame,
                         const struct pm_row *row, const char *place);
void pm_report_mismatch(struct pm_parser *parser, const struct pm_frame *frame,
                        const struct pm_row *row, const struct pm_mismatch *mismatch);
void pm_report_block(struct pm_parser *parser, const struct pm_statement *statement,
                     struct pm_span brace);

/* Edits between a word and the one that was perhaps meant; SIZE_MAX when they are too many. */
size_t pm_word_distance(struct pm_text written, struct pm_text meant);

/* How the statement of a row reads, without its block: "goal NAME TEXT [within FOCUS]". */
const char *pm_row_form(struct pm_parser *parser, const struct pm_row *row);

/* "a" or "an". */
const char *pm_article(const char *noun);

#endif
