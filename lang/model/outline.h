/* outline.h: the model as lines for a comparison.
 *
 * The same description that `pm show` prints and digests are made of, line by line: complete, with
 * texts, without places and digests; the order of lists means nothing. So what the description of a
 * declaration learns to say, every comparison knows. */
#ifndef PM_OUTLINE_H
#define PM_OUTLINE_H

#include "lang/model/model.h"

struct pm_outline_line {
    const char *text;  /* "minimum n 10", "goal present" */
    size_t depth;      /* of what it stands in; 0 at the top */
    bool opens;        /* a declaration, or a fact with facts of its own, begins here */
    bool is_narrative; /* a text that decides nothing: label, note, link */
    struct pm_span at; /* of one that opens; end 0: not known */
};

struct pm_outline {
    struct pm_arena *arena;   /* of the texts */
    struct pm_arena *scratch; /* of the list */
    PM_ARRAY(struct pm_outline_line) lines;
};

/* The outline of all declarations: its texts in `arena`, all else in `scratch`. */
struct pm_outline pm_model_outline(struct pm_arena *arena, struct pm_arena *scratch,
                                   const struct pm_model *model);

#endif
