/* ranges.h: values that a publisher gives only between bounds: "GE95", "LT50", "20-24". */
#ifndef PM_RANGES_H
#define PM_RANGES_H

#include "lang/base/number.h"
#include "lang/base/text.h"

#include <stdbool.h>

/* Reads the bounds of a range, exactly, in what the column is written in (95 for "GE95"; a percent
 * column divides by 100). Forms: GE95 LE5 GT50 LT50, >=95 <=5 >50 <50, 20-24, each number with `%`
 * after it or not, case and blanks around the parts set aside. A side without a bound is an
 * undefined ratio; bounds belong to the range, whether the publisher wrote GT or GE. False when the
 * text is none of these, or the first bound is above the second. */
bool pm_range_read(struct pm_text text, struct pm_ratio *low, struct pm_ratio *high);

/* True when two texts are ranges written in one form, whatever their numbers: "GE95" and "GE90",
 * "20-24" and "80-84", but not "GE95" and ">=95". */
bool pm_range_same_form(struct pm_text a, struct pm_text b);

#endif
