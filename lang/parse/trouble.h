/* trouble.h: a statement that does not read as its row, for the functions that say why. Internal to
 * lang/parse.
 *
 * One message, the likeliest mistake first: each pm_report_... that gives a bool recognizes one
 * mistake, reports it and returns true. */
#ifndef PM_TROUBLE_H
#define PM_TROUBLE_H

#include "lang/parse/parser.h"

struct pm_trouble {
    struct pm_parser *parser;
    struct pm_diagnostics *list;
    const struct pm_statement *statement;
    const struct pm_row *row;
    const struct pm_mismatch *mismatch;
    const struct pm_part *part; /* where it stopped; NULL: at the end */
    const struct pm_item *item; /* what must stand there; NULL: nothing more */
    const char *place;          /* where the statement stands */
};

/* The text under a span. */
struct pm_text pm_trouble_text(const struct pm_trouble *trouble, struct pm_span span);

/* What was written, in backticks, cut where it is long. */
const char *pm_trouble_show(const struct pm_trouble *trouble, const struct pm_part *part);

/* "a period", or the word in backticks. */
const char *pm_trouble_name(const struct pm_trouble *trouble, const struct pm_item *item);

/* True when the part `at` may stand for the item; `item` may be NULL. */
bool pm_trouble_fits(const struct pm_trouble *trouble, size_t at, const struct pm_item *item);

/* The item after the one that must stand here; NULL at the end of its sequence. */
const struct pm_item *pm_trouble_next(const struct pm_trouble *trouble, size_t ahead);

/* Says where, and how the statement reads. */
void pm_trouble_explain(const struct pm_trouble *trouble, struct pm_diagnostic *found);

/* Says how a part of the item's kind, or which word, is written. */
void pm_trouble_help(const struct pm_trouble *trouble, struct pm_diagnostic *found,
                     const struct pm_item *item);

/* ---- link_messages.c: words that are missing, misspelt, too many */

bool pm_report_misspelt(const struct pm_trouble *trouble);
bool pm_report_twice(const struct pm_trouble *trouble);
bool pm_report_new_statement(const struct pm_trouble *trouble);
bool pm_report_needed_word(const struct pm_trouble *trouble);
bool pm_report_optional_word(const struct pm_trouble *trouble);
bool pm_report_comma(const struct pm_trouble *trouble);

#endif
