/* quantity.h: which of two quantities or conditions asks for more. Internal to lang/diff. */
#ifndef PM_QUANTITY_H
#define PM_QUANTITY_H

#include "lang/model/expression.h"

#include <stdbool.h>

enum pm_order { PM_ORDER_LESS, PM_ORDER_EQUAL, PM_ORDER_MORE, PM_ORDER_UNKNOWN };

/* How `b` is to `a`, whatever the data: less, equal, more; unknown where it depends on them, or
 * where the two speak of different variables. */
enum pm_order pm_quantity_order(const struct pm_expression *a, const struct pm_expression *b);

/* The same for what lies in the size of a number: 2 pts is less than -3 pts. */
enum pm_order pm_quantity_order_of_sizes(const struct pm_expression *a,
                                         const struct pm_expression *b);

/* Conditions that are the same but for one number: MORE when `b` holds for more, LESS when for
 * less; EQUAL when both are the same; UNKNOWN for all others. `old` and `new` are the numbers. */
enum pm_order pm_condition_order(const struct pm_expression *a, const struct pm_expression *b,
                                 const struct pm_expression **old,
                                 const struct pm_expression **new);

#endif
