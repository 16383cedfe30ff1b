/* diagnostics.h: what is wrong with the user's text or data, as data.
 *
 * Every stage appends to one list; nothing here prints. A diagnostic has a code from the one
 * registry (diagnostics.def), a primary place with the user's own text, further labelled places,
 * notes, and one help line that says what to write. The list owns its diagnostics, in its arena. */
#ifndef PM_DIAGNOSTICS_H
#define PM_DIAGNOSTICS_H

#include "lang/base/arena.h"
#include "lang/base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pm_severity { PM_INFO, PM_WARNING, PM_ERROR };

/* What a check needs before it can be made. */
enum pm_needs { PM_NEEDS_TEXT, PM_NEEDS_DATA, PM_NEEDS_HISTORY };

enum pm_code {
#define PM_DIAGNOSTIC(number, id, severity, name, needs, title, why, bad, good) PM_##id,
#include "lang/diag/diagnostics.def"
#undef PM_DIAGNOSTIC
    PM_CODE_COUNT
};

/* One row of the registry. */
struct pm_code_info {
    int number;                /* PM0203 is 203: never changes, never used again */
    const char *name;          /* `target_without_baseline`: what rules name */
    enum pm_severity severity; /* the level where no rule sets another */
    enum pm_needs needs;
    const char *title; /* one line */
    const char *why;   /* a paragraph: what it means and what to do */
    const char *bad;   /* plan text that gives it ("" where no text can: bad data) */
    const char *good;  /* the same, mended */
};

/* The registry's row; `code` must be below PM_CODE_COUNT. */
const struct pm_code_info *pm_code_info(enum pm_code code);

/* What a check is about. */
enum pm_category {
    PM_CORRECTNESS, /* an error, which no rule sets */
    PM_SUSPICIOUS,
    PM_ACCOUNTABILITY,
    PM_EQUITY,
    PM_EVIDENCE,
    PM_LOGIC,
    PM_STYLE,
    PM_DATA
};

enum pm_category pm_code_category(enum pm_code code);

/* "correctness", "suspicious", ... */
const char *pm_category_word(enum pm_category category);

/* True when `rules` may set its level: everything that is not plainly an error. */
bool pm_code_is_rule(enum pm_code code);

/* True when a replacement that comes with the code is sure: `pm check --fix` puts it in place. */
bool pm_code_is_fixable(enum pm_code code);

/* The code with this name ("target_without_baseline") or number ("PM0203", "203"); PM_CODE_COUNT
 * when there is none. */
enum pm_code pm_code_find(const char *name);

/* A place in a data file, which is no source text. */
struct pm_data_place {
    const char *path;    /* as the user would name it; NULL: this is no data place */
    uint64_t line;       /* from 1; 0: the file as a whole */
    uint64_t column;     /* field number from 1; 0: the line as a whole */
    const char *excerpt; /* the line or field as it stands, cut to 200 bytes; NULL: none */
};

struct pm_label {
    struct pm_span span;
    const char *text; /* may be "" */
};

struct pm_diagnostic {
    enum pm_code code;
    enum pm_severity severity;
    bool has_span;
    struct pm_span span; /* where it is wrong; unset when has_span is false */
    struct pm_data_place data;
    const char *message;     /* stands alone; no capital, no full stop */
    const char *label;       /* beside the carets; "" where the message says it all */
    struct pm_label *labels; /* other places that take part */
    size_t label_count;
    const char **notes;
    size_t note_count;
    const char *help;        /* what to write; NULL: none */
    const char *replacement; /* text to put in place of `span`; NULL: none is sure */
    const char *key;         /* the same from run to run, wherever the text moves; NULL: not made */
    bool waived;             /* allowed or waived in the text: shown, not counted */
    uint32_t sequence;       /* order of appearance, to break ties when sorting */
};

struct pm_diagnostics {
    struct pm_arena *arena;
    struct pm_diagnostic **items;
    size_t count;
    size_t capacity;
};

struct pm_diagnostics *pm_diagnostics_new(struct pm_arena *arena);

/* Appends one with the registry's severity; the returned one may be completed with the functions
 * below. Never NULL. */
struct pm_diagnostic *pm_diagnose(struct pm_diagnostics *list, enum pm_code code,
                                  struct pm_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same without a place in a source text: files, store, data. */
struct pm_diagnostic *pm_diagnose_nowhere(struct pm_diagnostics *list, enum pm_code code,
                                          const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same at a place in a data file; `place` is copied, its texts too. */
struct pm_diagnostic *pm_diagnose_data(struct pm_diagnostics *list, enum pm_code code,
                                       struct pm_data_place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The text beside the carets of the primary place. */
void pm_say(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A further place and what it has to do with it. */
void pm_label(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, struct pm_span span,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

void pm_note(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What to write instead. */
void pm_help(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Number of diagnostics at this severity that are not waived. */
size_t pm_diagnostics_count(const struct pm_diagnostics *list, enum pm_severity severity);

/* Sorts by file, place, data file and line, then order of appearance. */
void pm_diagnostics_sort(struct pm_diagnostics *list);

#endif
