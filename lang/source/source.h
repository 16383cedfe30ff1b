/* source.h: the set of source texts of a compilation, and where they come from.
 *
 * Files come from a provider (disk, editor buffers, standard input, a git revision), so that no
 * later stage knows a file system. Texts stay as long as the set's arena, for diagnostics quote
 * them. */
#ifndef PM_SOURCE_H
#define PM_SOURCE_H

#include "lang/base/arena.h"
#include "lang/base/span.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pm_vocabulary; /* lang/parse/parser.h */

enum { PM_LARGEST_FILE = 64 * 1024 * 1024 };

enum pm_read_result {
    PM_READ_OK,
    PM_READ_MISSING,
    PM_READ_DIRECTORY,
    PM_READ_TOO_LARGE, /* more than PM_LARGEST_FILE bytes */
    PM_READ_FAILED     /* errno tells */
};

/* Where plan texts come from. Paths are relative to the project's folder, with `/`. */
struct pm_files {
    void *context;
    /* Paths of all plan files (`*.pm`) that belong: below the folder, without hidden folders and
     * `.pm-store`, not into folders with a project.pm of their own, following no link out, each
     * file once, sorted by bytes. Fills `paths` (in `arena`); a PM_READ_... result. */
    enum pm_read_result (*list)(void *context, struct pm_arena *arena, const char ***paths,
                                size_t *count);
    /* The bytes of one file, in `arena`. */
    enum pm_read_result (*read)(void *context, struct pm_arena *arena, const char *path,
                                struct pm_text *out);
};

/* A provider of a folder on disk. `root` is borrowed. */
struct pm_files pm_files_on_disk(struct pm_arena *arena, const char *root);

/* A provider of texts in memory: `paths[i]` has `texts[i]`; borrowed. */
struct pm_files pm_files_in_memory(struct pm_arena *arena, const char *const *paths,
                                   const struct pm_text *texts, size_t count);

#define PM_BYTE_ORDER_MARK "\xEF\xBB\xBF" /* that some editors put before a text */

struct pm_source {
    const char *path;    /* as shown; `<stdlib>/attendance.pm` for a module */
    struct pm_text text; /* without a byte order mark at its start */
    bool is_module;      /* of the standard library */
    uint32_t *lines;     /* offset of each line's first byte; made on demand */
    size_t line_count;
};

struct pm_sources {
    struct pm_arena *arena;
    PM_ARRAY(struct pm_source *) files;
    struct pm_vocabulary *vocabulary; /* the parser's, for all files; NULL until one is parsed */
};

struct pm_place {    /* for people */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
};

struct pm_sources *pm_sources_new(struct pm_arena *arena);

/* Adds a text; its index is what spans carry in `file`. `path` and `text` are borrowed. A byte
 * order mark at the start is left out. */
uint32_t pm_sources_add(struct pm_sources *sources, const char *path, struct pm_text text,
                        bool is_module);

const struct pm_source *pm_sources_get(const struct pm_sources *sources, uint32_t file);

struct pm_place pm_sources_place(struct pm_sources *sources, uint32_t file, uint32_t offset);

/* The text of line `line` (from 1) without its end. */
struct pm_text pm_sources_line(struct pm_sources *sources, uint32_t file, uint32_t line);

/* The text under a span. */
struct pm_text pm_sources_text(const struct pm_sources *sources, struct pm_span span);

/* The text of a module of the standard library (`attendance`), or NULL. Compiled in from stdlib/;
 * lives for ever. */
const struct pm_text *pm_stdlib_find(struct pm_text name);

/* Name of the n-th module, NULL after the last; in order of names. */
const char *pm_stdlib_name(size_t index);

#endif
