/* text.h: slices of text, interned names, and the few text functions that must not know a locale.
 *
 * A struct pm_text borrows its bytes; who made it says from whom. Interned names (struct
 * pm_symbol) live as long as their table; two names are the same when their pointers are. */
#ifndef PM_TEXT_H
#define PM_TEXT_H

#include "lang/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pm_text {
    const char *bytes; /* not NUL-terminated; may be NULL when size is 0 */
    size_t size;
};

struct pm_symbol {
    const char *bytes; /* NUL-terminated */
    size_t size;
    uint32_t id; /* from 0, in order of first appearance */
};

struct pm_symbols;

#define PM_TEXT(literal) ((struct pm_text){(literal), sizeof(literal) - 1})

struct pm_text pm_text_from(const char *bytes); /* of a NUL-terminated text; NULL gives "" */
bool pm_text_equal(struct pm_text a, struct pm_text b);
bool pm_text_is(struct pm_text text, const char *word);  /* equal to a NUL-terminated one */
int pm_text_compare(struct pm_text a, struct pm_text b); /* by bytes, as memcmp; never by locale */
bool pm_text_starts(struct pm_text text, const char *prefix);

/* The text without blanks, tabs and line ends at both sides. */
struct pm_text pm_text_trim(struct pm_text text);

/* Takes the next line off a text, without its end; false when there is none. What follows the last
 * line end is a line too. */
bool pm_text_take_line(struct pm_text *rest, struct pm_text *line);

/* Blanks and tabs at the beginning of a line; the least of them over the lines that have anything
 * else, 0 when none has. */
size_t pm_text_blanks_before(struct pm_text line);
size_t pm_text_common_indentation(struct pm_text lines);

/* Equal when case of ASCII letters, blanks, `-` and `_` are set aside. */
bool pm_text_equal_loosely(struct pm_text a, struct pm_text b);

/* Natural order: runs of digits compare as numbers, the rest by bytes ("9" before "10"). */
int pm_text_compare_naturally(struct pm_text a, struct pm_text b);

/* Least number of one-letter edits (insert, delete, replace, swap of neighbours) from a to b;
 * `limit + 1` when it is more than `limit`. */
size_t pm_text_distance(struct pm_text a, struct pm_text b, size_t limit);

/* True when `name` is near enough to `wanted` to be offered instead: the same but for case, or at
 * most max(1, size/3) edits away; never for names below three letters. */
bool pm_text_similar(struct pm_text name, struct pm_text wanted);

/* The shortest decimal text that reads back as `number` (a finite double), with `.` whatever the
 * locale; `out` holds at least 32 bytes. */
void pm_format_double(double number, char out[32]);

/* A new table of names, in `arena`. */
struct pm_symbols *pm_symbols_new(struct pm_arena *arena);

/* The one symbol with this text; made when it is new. */
const struct pm_symbol *pm_symbol_make(struct pm_symbols *symbols, struct pm_text text);

/* The symbol, or NULL when no such text was ever made. */
const struct pm_symbol *pm_symbol_find(const struct pm_symbols *symbols, struct pm_text text);

/* Number of symbols made; their ids are below it. */
uint32_t pm_symbols_count(const struct pm_symbols *symbols);

/* The symbol with this id; NULL when there is none. */
const struct pm_symbol *pm_symbol_by_id(const struct pm_symbols *symbols, uint32_t id);

struct pm_text pm_symbol_text(const struct pm_symbol *symbol);

/* Validity of UTF-8 (RFC 3629: no surrogates, no overlong forms): the offset of the first bad byte,
 * or `size` when all is well. */
size_t pm_utf8_first_bad(const char *bytes, size_t size);

/* Number of code points in valid UTF-8; bytes that are not count as one each. */
size_t pm_utf8_count(const char *bytes, size_t size);

#endif
