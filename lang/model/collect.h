/* collect.h: what the files that collect declarations share. Internal to lang/model. */
#ifndef PM_COLLECT_H
#define PM_COLLECT_H

#include "lang/model/resolver.h"
#include "lang/model/work.h"

/* Remembers the names in a statement that nobody understands, so that nobody complains that they do
 * not exist. */
void pm_excuse_statement(struct pm_resolver *resolver, const struct pm_statement *statement);

/* The same for the children that nobody understands. */
void pm_excuse_children(struct pm_resolver *resolver, const struct pm_statement *statement);

/* Declares what a statement names; NULL when it has no name, or the name is taken. */
struct pm_name *pm_declare_statement(struct pm_resolver *resolver, enum pm_kind kind,
                                     const void *scope, const struct pm_statement *statement,
                                     void *object);

/* The name that was declared, as a text of its own. */
const char *pm_declared_text(struct pm_resolver *resolver, const struct pm_name *name);

/* The text given, or the name. */
const char *pm_declared_label(struct pm_resolver *resolver, const struct pm_name *name);

/* Place and empty texts. */
void pm_start_facts(struct pm_facts *facts, const struct pm_name *name);

/* Processes with their steps (collect_process.c) and what happens around plans: reviews, reports,
 * teams, policies (collect_review.c); each appends to resolver->declared. `plan` may be NULL. */
void pm_collect_process(struct pm_resolver *resolver, const struct pm_statement *statement,
                        const struct pm_plan *plan);
void pm_collect_decision(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_plan *plan, const struct pm_review *review);
void pm_collect_adjust(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const struct pm_plan *plan);
void pm_collect_meeting(struct pm_resolver *resolver, const struct pm_statement *statement,
                        const struct pm_unit *unit);
void pm_collect_review(struct pm_resolver *resolver, const struct pm_statement *statement);
void pm_collect_report(struct pm_resolver *resolver, const struct pm_statement *statement);
void pm_collect_policy(struct pm_resolver *resolver, const struct pm_statement *statement);
void pm_collect_practice(struct pm_resolver *resolver, const struct pm_statement *statement);
void pm_collect_test(struct pm_resolver *resolver, const struct pm_statement *statement);

/* Remembers a declaration of the improvement cycle, so that it is read in its turn. */
void pm_note_declared(struct pm_resolver *resolver, const struct pm_name *name,
                      const struct pm_plan *plan);

#endif
