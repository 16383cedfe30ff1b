/* resolve_source.h: the parts of a source that have files of their own. Internal. */
#ifndef PM_RESOLVE_SOURCE_H
#define PM_RESOLVE_SOURCE_H

#include "lang/model/resolver.h"

/* `true`, `false`, `missing`, `suppressed`, `pending`, `ranges` of a source and its fields; a text
 * that means two things is reported. (source_words.c) */
void pm_read_cell_words(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_source_decl *source);

/* `period FIELDS [as TEXTS] [of CALENDAR]`. (source_period.c) */
void pm_read_source_period(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_source_decl *source);

#endif
