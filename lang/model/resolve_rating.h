/* resolve_rating.h: what the two files on ratings share. Internal to lang/model. */
#ifndef PM_RESOLVE_RATING_H
#define PM_RESOLVE_RATING_H

#include "lang/model/resolver.h"

/* The table of a rating with a `columns` line; its levels and scales are read. Where it is not
 * complete it is left out (`rows` stays NULL) and what is wrong is reported. */
void pm_resolve_table(struct pm_resolver *resolver, struct pm_rating *rating,
                      const struct pm_statement *statement);

/* Reports scales and rows that no `columns` line makes into a table. */
void pm_check_table_parts(struct pm_resolver *resolver, const struct pm_rating *rating,
                          const struct pm_statement *statement);

#endif
