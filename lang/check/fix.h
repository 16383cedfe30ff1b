/* fix.h: sure replacements, put in place. */
#ifndef PM_FIX_H
#define PM_FIX_H

#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"

struct pm_fixed {
    const struct pm_source *source;
    struct pm_text after; /* the whole text, mended */
    size_t count;         /* replacements in it */
};

struct pm_fixes {
    PM_ARRAY(struct pm_fixed) files; /* those that change, in the order of the sources */
};

/* True when the diagnostic has a replacement that pm_fix_texts puts in place. */
bool pm_fix_is_sure(const struct pm_diagnostic *diagnostic);

/* The texts with all sure replacements; the diagnostics are about these sources. Of two that
 * overlap the first one is made. A statement that is taken out goes with its line, where it stands
 * alone on it. Nothing is written; the caller compiles the result before it is. In `arena`. */
void pm_fix_texts(struct pm_arena *arena, const struct pm_sources *sources,
                  const struct pm_diagnostics *diagnostics, struct pm_fixes *out);

#endif
