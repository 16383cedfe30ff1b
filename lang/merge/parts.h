/* parts.h: what the parts of the merge share. Internal to lang/merge.
 *
 * A side is a text as a tree of items: statements with the comments that belong to them, and
 * comments that stand by themselves. Items are ranges of tokens, so that whatever is taken is
 * taken as it was written. */
#ifndef PM_MERGE_PARTS_H
#define PM_MERGE_PARTS_H

#include "lang/merge/merge.h"
#include "lang/scan/token.h"
#include "lang/schema/schema.h"
#include "lang/syntax/syntax.h"

struct pm_merge_text { /* one side */
    struct pm_text text;
    struct pm_sources *sources;
    uint32_t file;
    const struct pm_tokens *tokens;
    const struct pm_tree *tree;
    struct pm_merge_item *items;
    size_t item_count;
    bool is_sound; /* it parses */
};

struct pm_merge_item {
    const struct pm_merge_text *side;
    const struct pm_statement *statement; /* NULL: comments that stand by themselves */
    size_t first;                         /* token: its first comment, else its head */
    size_t head;                          /* its word */
    size_t parts_end;                     /* after the last token before the block and comments */
    size_t open;                          /* `{`; 0: no block */
    size_t inside;                        /* after the comments behind `{` */
    size_t close;                         /* `}` */
    size_t behind;                        /* after the statement: comments behind it */
    size_t end;                           /* after its last token */
    const char *name;                     /* tells it from its siblings */
    struct pm_merge_item *items;          /* of its block */
    size_t item_count;
};

/* ---- items.c */

/* Scans and parses a side, and finds its items; with errors it is not sound. */
struct pm_merge_text *pm_merge_read(struct pm_arena *arena, const char *name, struct pm_text text,
                                    struct pm_diagnostics *diagnostics);

/* The token as it stands; a comment without blanks at its end. */
struct pm_text pm_merge_token(const struct pm_merge_text *side, size_t token);

/* The text from one token up to another, that one not included. */
struct pm_text pm_merge_range(const struct pm_merge_text *side, size_t from, size_t to);

/* True when two ranges have the same tokens, `;` set aside. */
bool pm_merge_same_range(const struct pm_merge_text *a, size_t a_from, size_t a_to,
                         const struct pm_merge_text *b, size_t b_from, size_t b_to);
bool pm_merge_same_item(const struct pm_merge_item *a, const struct pm_merge_item *b);

/* ---- identity.c */

/* Names the items of a block, so that equal names stand for one thing, and each is there once. */
void pm_merge_name_items(struct pm_arena *arena, const struct pm_merge_text *side,
                         struct pm_merge_item *items, size_t count);

/* What tells statements of a row apart, as identity.def has it; NULL: their name. */
const char *pm_merge_identity(enum pm_row_id row);

/* ---- pair.c */

enum pm_merge_outcome {
    PM_MERGE_TAKE,    /* one side, as it is */
    PM_MERGE_JOIN,    /* both have changed it */
    PM_MERGE_CONFLICT /* one has changed what the other has taken out */
};

struct pm_merge_entry { /* of the merged block */
    enum pm_merge_outcome outcome;
    const struct pm_merge_item *taken;                 /* of TAKE */
    const struct pm_merge_item *items[PM_MERGE_SIDES]; /* NULL where a side has none */
};

struct pm_merge_entries {
    PM_ARRAY(struct pm_merge_entry) list;
};

/* A block of each side; `items` NULL and `count` 0 where it has none. */
struct pm_merge_block {
    struct pm_merge_item *items;
    size_t count;
};

/* What the merged block has, in order. Renames items of the sides that stand for items of the
 * base. */
void pm_merge_pair(struct pm_arena *arena, const struct pm_merge_block blocks[PM_MERGE_SIDES],
                   struct pm_merge_entries *out);

/* ---- heads.c */

/* The merged word and parts of a statement that both sides have; false when both have changed one
 * fact, or, unless it `joins`, anything. */
bool pm_merge_heads(struct pm_arena *arena, const struct pm_merge_item *const items[PM_MERGE_SIDES],
                    bool joins, struct pm_text *out);

/* ---- comments.c */

struct pm_merge_comments {
    PM_ARRAY(struct pm_text) list;
};

/* The comments among the tokens of a range. */
void pm_merge_add_comments(struct pm_arena *arena, const struct pm_merge_text *side, size_t from,
                           size_t to, struct pm_merge_comments *out);

/* Those that ours has and theirs has not taken out, then those that theirs has added. */
void pm_merge_comments(struct pm_arena *arena,
                       const struct pm_merge_comments comments[PM_MERGE_SIDES],
                       struct pm_merge_comments *out);

/* ---- write.c */

struct pm_merge_writing {
    struct pm_arena *arena;
    const struct pm_merge_input *input;
    const char *line_end; /* "\n" or "\r\n" */
    bool joins_heads;     /* false: words and parts that both have changed are one fact */
    PM_ARRAY(char) out;
    PM_ARRAY(size_t) conflicts; /* offsets of their first markers */
};

/* Writes the merged text of three sound sides. */
void pm_merge_write(struct pm_merge_writing *writing,
                    const struct pm_merge_text *const sides[PM_MERGE_SIDES]);

/* Writes lines of both sides between markers; each ends with its line. */
void pm_merge_write_conflict(struct pm_merge_writing *writing, struct pm_text ours,
                             struct pm_text theirs);

/* Writes a text, its line ends as those of the result. */
void pm_merge_write_text(struct pm_merge_writing *writing, struct pm_text text);

#endif
