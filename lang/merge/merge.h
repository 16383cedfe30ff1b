/* merge.h: two edits of one plan text put together.
 *
 * The texts are merged statement by statement, not line by line: statements are paired by their
 * word and what they name or select (identity.def), and a statement that both sides have changed
 * by its facts: parts, lists, the block. Only where both have changed one fact in different ways
 * is there a conflict, between markers. Comments stay with what they stand above or behind.
 * Everything that a side did not touch keeps the layout of the other; where all three texts are
 * laid out as lang/format does it, so is the result. */
#ifndef PM_MERGE_H
#define PM_MERGE_H

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>

enum { PM_MARKER_SIZE = 7, PM_LONGEST_MARKER = 200 };

enum pm_merge_side { PM_MERGE_BASE, PM_MERGE_OURS, PM_MERGE_THEIRS, PM_MERGE_SIDES };

struct pm_merge_input {
    struct pm_text
        texts[PM_MERGE_SIDES];         /* the base is empty where both sides have added the file */
    const char *names[PM_MERGE_SIDES]; /* as messages call them */
    size_t marker_size;                /* letters of a conflict marker, at most
                                             PM_LONGEST_MARKER; 0: PM_MARKER_SIZE */
};

struct pm_merge_result {
    struct pm_text text;   /* in the arena, or one of the inputs */
    const size_t *lines;   /* of the conflicts' first markers, from 1, in order */
    size_t conflict_count; /* 0: the text parses, if both sides do */
    bool is_by_lines; /* a side does not parse, so that it was merged by its lines: what both have
                              in common at the beginning and the end, and one conflict between */
};

/* Merges; never fails. A side that does not parse is told as a warning. */
struct pm_merge_result pm_merge_texts(struct pm_arena *arena, const struct pm_merge_input *input,
                                      struct pm_diagnostics *diagnostics);

#endif
