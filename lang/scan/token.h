/* token.h: a source text as an array of tokens, comments among them; only blanks lie between. */
#ifndef PM_TOKEN_H
#define PM_TOKEN_H

#include "lang/base/arena.h"
#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"

#include <stdint.h>

enum pm_token_kind {
    PM_TOKEN_COMMENT,
    PM_TOKEN_WORD,
    PM_TOKEN_NUMBER,
    PM_TOKEN_PERCENT,
    PM_TOKEN_MONEY,
    PM_TOKEN_POINTS,
    PM_TOKEN_DURATION,
    PM_TOKEN_DATE,
    PM_TOKEN_MONTH_DAY,
    PM_TOKEN_TIME,
    PM_TOKEN_TEXT,
    PM_TOKEN_LONG_TEXT, /* """ ... """ */
    PM_TOKEN_SIGN       /* punctuation and operators; `sign` says which */
};

/* What the cursor decided a token is; the formatter and editors need it. */
enum pm_token_role {
    PM_ROLE_NONE,
    PM_ROLE_HEAD, /* first word of a statement */
    PM_ROLE_LINK,
    PM_ROLE_NAME,
    PM_ROLE_CALL, /* a name whose bracket touches it */
    PM_ROLE_LITERAL,
    PM_ROLE_OPERATOR,
    PM_ROLE_PREFIX, /* + or - as a sign */
    PM_ROLE_OF,     /* `of` as the operator after a percent */
    PM_ROLE_BRACKET,
    PM_ROLE_BRACE,
    PM_ROLE_COMMA,
    PM_ROLE_SEPARATOR, /* ; */
    PM_ROLE_COMMENT
};

struct pm_token {
    uint32_t begin;
    uint32_t end;
    unsigned kind : 8;  /* enum pm_token_kind */
    unsigned role : 8;  /* enum pm_token_role, set by the cursor */
    unsigned sign : 8;  /* of PM_TOKEN_SIGN: its first byte, or 'l' <=, 'g' >=, 'n' !=, 'r' .. */
    unsigned dirty : 1; /* a scanner error lies just before or in it */
    unsigned first : 1; /* first one on its line */
};

struct pm_tokens {
    struct pm_token *items;
    size_t count;
};

/* Scans a whole source text. Never fails: what is wrong is reported, skipped, and marked `dirty` on
 * the following token. */
struct pm_tokens *pm_scan(struct pm_arena *arena, const struct pm_source *source, uint32_t file,
                          struct pm_diagnostics *diagnostics);

#endif
