/* issues.h: what was found wrong with the rows of a file, grouped: one diagnostic for each field
 * and reason, with the number of rows, the first line, and what stood there. */
#ifndef PM_ISSUES_H
#define PM_ISSUES_H

#include "lang/model/model.h"

struct pm_issue {
    enum pm_code code;
    const struct pm_column *column; /* NULL: the row as a whole */
    size_t field;                   /* number of the field in the file, from 1; 0: the row */
    int64_t count;
    int64_t line;        /* of the first one */
    const char *example; /* what stood there, cut */
    const char *detail;  /* "is not a number"; "" when the code says it all */
    const char *excerpt; /* the row or field, cut */
};

struct pm_issues {
    struct pm_arena *arena;
    const char *file;
    PM_ARRAY(struct pm_issue) items;
    size_t last; /* found last */
};

/* Where an issue is; texts are borrowed until pm_issues_add returns. */
struct pm_issue_place {
    enum pm_code code;
    const struct pm_column *column; /* NULL: the row */
    size_t field;
    int64_t line;
    struct pm_text example;
    const char *detail; /* borrowed for good; issues with other details are counted apart */
    struct pm_text row;
};

/* Counts one. */
void pm_issues_add(struct pm_issues *issues, const struct pm_issue_place *place);

/* Turns all into diagnostics, in the order they came up. */
void pm_issues_report(const struct pm_issues *issues, struct pm_diagnostics *diagnostics);

/* A copy of at most `size` bytes, not cut inside a letter; line ends and control bytes become
 * blanks, bytes that are no text `?`. */
char *pm_issue_excerpt(struct pm_arena *arena, struct pm_text text, size_t size);

#endif
