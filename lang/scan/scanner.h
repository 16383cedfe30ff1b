/* scanner.h: what the flex rules (scan.l) and the functions behind them share. Internal to
 * lang/scan.
 *
 * The rules only tell forms apart. Tokens carry offsets and nothing else; lines are never counted.
 * Forms that people write by habit (9/30/2025, 1,250, 'text', <= as one sign) are taken for what
 * they mean, reported, and mark their statement as dirty, so that nothing else is said about it. */
#ifndef PM_SCANNER_H
#define PM_SCANNER_H

#include "lang/scan/token.h"

#include <setjmp.h>
#include <stdbool.h>

struct pm_scanner {
    struct pm_arena *arena;
    const struct pm_source *source;
    struct pm_diagnostics *diagnostics;
    uint32_t file;
    uint32_t begin; /* of the piece of text that a rule has matched */
    uint32_t end;
    uint32_t long_text_begin;
    bool line_has_token;         /* since the last end of a line */
    bool pending;                /* something wrong was met since the last token of this line */
    struct pm_diagnostic *stray; /* the message for a run of stray characters that ends at `end` */
    uint32_t stray_end;
    size_t message_count;
    size_t unsaid_count; /* messages beyond the limit of a file */
    jmp_buf stop;        /* where flex goes when it gives up */
    PM_ARRAY(struct pm_token) tokens;
};

/* A class of wrong forms; what they mean is a token of some kind. */
enum pm_form {
    PM_FORM_DATE_SLASHES,    /* 9/30/2025 9-30-2025 */
    PM_FORM_DATE_DOTS,       /* 30.9.2025 */
    PM_FORM_DATE_YEAR_FIRST, /* 2025-9-30 2025/09/30 */
    PM_FORM_TIME,            /* 9:30 */
    PM_FORM_THOUSANDS,       /* 1,250 $125,000 */
    PM_FORM_BLANK_INSIDE,    /* 24 % $ 100 */
    PM_FORM_BLANK_MISSING,   /* 3pts */
    PM_FORM_NO_ZERO,         /* .5 */
    PM_FORM_NUMBER_NAME,     /* 5th */
    PM_FORM_NAME_LETTERS,    /* école */
    PM_FORM_QUOTES,          /* 'text', curly quotes */
    PM_FORM_ADDRESS          /* https://... without quotes */
};

/* Scans the whole text with the rules of scan.l. */
void pm_scanner_run(struct pm_scanner *scanner);

/* Appends the matched piece as a token; `sign` is 0 but for signs. */
void pm_scanner_push(struct pm_scanner *scanner, enum pm_token_kind kind, char sign);

/* A comment or text: appended, its bytes and escapes checked. */
void pm_scanner_push_comment(struct pm_scanner *scanner);
void pm_scanner_push_text(struct pm_scanner *scanner);
void pm_scanner_push_long_text(struct pm_scanner *scanner, bool is_closed);

/* A text without its closing quote, up to the end of its line; gives the size that belongs to it:
 * what follows is scanned again. */
uint32_t pm_scanner_push_open_text(struct pm_scanner *scanner);

void pm_scanner_end_line(struct pm_scanner *scanner);

/* A wrong form: reported and appended as what it means. */
void pm_scanner_push_form(struct pm_scanner *scanner, enum pm_form form, enum pm_token_kind kind);

/* A wrong sign: reported and appended as `sign`; `right` is how it is written. */
void pm_scanner_push_sign_form(struct pm_scanner *scanner, char sign, const char *right);

/* A comment that begins with two slashes. */
void pm_scanner_push_slashes(struct pm_scanner *scanner);

/* Characters that are left out: a blank that is none, a colon, anything else, bytes that are no
 * UTF-8. */
void pm_scanner_skip_blank(struct pm_scanner *scanner);
void pm_scanner_skip_colon(struct pm_scanner *scanner);
void pm_scanner_skip_stray(struct pm_scanner *scanner);
void pm_scanner_skip_byte(struct pm_scanner *scanner);

/* Shared by tokens.c and forms.c. */
struct pm_text pm_scanner_matched(const struct pm_scanner *scanner);
struct pm_span pm_scanner_span(const struct pm_scanner *scanner, uint32_t begin, uint32_t end);

/* Marks the statement as dirty; false when the file has had its share of messages. */
bool pm_scanner_may_report(struct pm_scanner *scanner);

#endif
