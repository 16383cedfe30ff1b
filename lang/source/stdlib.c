#include "lang/source/modules.h"
#include "lang/source/source.h"

const struct pm_text *pm_stdlib_find(struct pm_text name)
{
    for (const struct pm_module *module = pm_modules; module->name; module++)
        if (pm_text_is(name, module->name)) return &module->text;
    return NULL;
}

const char *pm_stdlib_name(size_t index)
{
    size_t count = 0;
    while (pm_modules[count].name)
        count++;
    return index < count ? pm_modules[index].name : NULL;
}
