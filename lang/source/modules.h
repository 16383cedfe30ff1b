/* modules.h: the texts of the standard library, compiled in. */
#ifndef PM_MODULES_H
#define PM_MODULES_H

#include "lang/base/text.h"

struct pm_module {
    const char *name;    /* `attendance`; NULL after the last */
    struct pm_text text; /* UTF-8 */
};

extern const struct pm_module pm_modules[];

#endif
