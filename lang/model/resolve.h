/* resolve.h: from trees to the model. */
#ifndef PM_RESOLVE_H
#define PM_RESOLVE_H

#include "lang/model/model.h"
#include "lang/syntax/syntax.h"

/* A compilation: the project's trees, modules included, and what they mean. */
struct pm_compilation {
    struct pm_arena *arena;
    struct pm_sources *sources;
    struct pm_diagnostics *diagnostics; /* sorted */
    struct pm_tree **trees;
    size_t tree_count;
    struct pm_model *model; /* every declaration that could be understood */
    size_t file_count;      /* plan files read, modules not among them */
    bool is_part_checked;   /* only errors were looked for: see pm_compile_side */
};

/* Reads all files of a project through `files`, parses, resolves and checks them. Problems, missing
 * files among them, are in the diagnostics. `only` (may be NULL) is a file name that is compiled
 * alone, without the others of the folder. Never NULL. */
struct pm_compilation *pm_compile_project(struct pm_arena *arena, const struct pm_files *files,
                                          const char *only);

/* The same; exceptions (`allow`, `waive`) that have run out on the day `as_of` no longer hold.
 * PM_NO_DAY: all of them hold. */
struct pm_compilation *pm_compile_project_as_of(struct pm_arena *arena,
                                                const struct pm_files *files, const char *only,
                                                int32_t as_of);

/* One side of a comparison: of the checks only those are made that may find an error, for others say
 * nothing about whether it compiles. Files that are the same in `like` (may be NULL), the other side,
 * which compiled and lives as long, are not read once more: both have their trees. */
struct pm_compilation *pm_compile_side(struct pm_arena *arena, const struct pm_files *files,
                                       const char *only, const struct pm_compilation *like);

/* Makes the checks that pm_compile_side has left out. */
void pm_compile_finish(struct pm_compilation *compilation);

/* The model of these trees; appends to `diagnostics`. Never NULL. */
struct pm_model *pm_resolve(struct pm_arena *arena, struct pm_sources *sources,
                            struct pm_tree *const *trees, size_t count,
                            struct pm_diagnostics *diagnostics);

/* Rules on the text of a whole model (lang/check); levels come from `rules` of project and plans,
 * exceptions from `allow` and `waive`, as they hold on the day `as_of` (PM_NO_DAY: all of them). */
void pm_check(const struct pm_model *model, struct pm_diagnostics *diagnostics, int32_t as_of);

/* The same for those that may find an error; true when that was all of them, for `rules` can make an
 * error of each. */
bool pm_check_errors(const struct pm_model *model, struct pm_diagnostics *diagnostics);

/* True for checks that pm_check makes only where a rule or a profile names them. */
bool pm_check_is_off(enum pm_code code);

/* Gives what was found out about data (from index `from` on) the levels that the project's `rules` set:
 * `deny` makes errors of them, `warn` warnings, and what `allow` names is taken out. */
void pm_check_set_levels(const struct pm_model *model, struct pm_diagnostics *diagnostics,
                         size_t from);

/* The model field by field as indented text, for `pm debug model`, `pm show` and the tests. */
char *pm_model_dump(struct pm_arena *arena, const struct pm_model *model);

/* One declaration of the model by its name (`chronic_absence`, `compass.present`) as indented text;
 * NULL when no declaration has the name. */
char *pm_model_show(struct pm_arena *arena, const struct pm_model *model, struct pm_text name);

#endif
