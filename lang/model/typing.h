/* typing.h: which types go together in expressions. Internal to the resolver.
 *
 * A share (10%) is no number (0.1): they never compare, but for a quotient of two numbers, which is
 * read as a share beside one. A difference of two shares is points. UNKNOWN goes with everything:
 * something was reported, or (in ratings) the metric is not known yet. */
#ifndef PM_TYPING_H
#define PM_TYPING_H

#include "lang/model/resolver.h"

/* An amount that can be added up: number, share, points, money, duration. */
bool pm_type_is_amount(enum pm_type type);

/* A constant: a number, text, truth value or day. */
bool pm_expression_is_constant(const struct pm_expression *expression);

/* A quotient of two amounts of one type, also one that a derived column holds: a share where one is
 * wanted. */
bool pm_expression_is_quotient(const struct pm_expression *expression);

/* The type of `left operation right` for + - * and /; a report at `at` and UNKNOWN when they do not
 * go together. */
enum pm_type pm_type_of_arithmetic(struct pm_resolver *resolver, enum pm_operation operation,
                                   const struct pm_expression *left,
                                   const struct pm_expression *right, struct pm_span at);

/* Whether the two may be compared, by size where `ordered`; false after a report at `at`. */
bool pm_types_may_compare(struct pm_resolver *resolver, const struct pm_expression *left,
                          const struct pm_expression *right, bool ordered, struct pm_span at);

/* Whether an amount fits a metric; false after a report. */
bool pm_type_fits_metric(struct pm_resolver *resolver, const struct pm_metric *metric,
                         const struct pm_expression *amount);

#endif
