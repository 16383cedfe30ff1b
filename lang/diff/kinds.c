/* kinds.c: the tables of changes and of declarations. */
#include "lang/diff/compare.h"

#include <string.h>

static const struct pm_change_kind kinds[PM_CHANGE_COUNT] = {
#define PM_SIGN_OF_PLAIN     PM_SIGN_PLAIN
#define PM_SIGN_OF_DIRECTION PM_SIGN_DIRECTION
#define PM_CHANGE(id, area, ambition, sign, comparability, mirror, means, why)                  \
    [PM_CHANGE_##id] = {                                                                        \
        #id,   #area, PM_##ambition, PM_SIGN_OF_##sign, PM_##comparability, PM_CHANGE_##mirror, \
        means, why},
#include "lang/diff/changes.def"
};

static const char *const no_mirrors[PM_CHANGE_COUNT] = {
#define PM_NO_MIRROR(id, reason) [PM_CHANGE_##id] = (reason),
#include "lang/diff/changes.def"
};

const struct pm_change_kind *pm_change_kind(enum pm_change_id id)
{
    return &kinds[id];
}

const char *pm_change_no_mirror(enum pm_change_id id)
{
    return no_mirrors[id] ? no_mirrors[id] : "";
}

enum pm_change_id pm_change_find(struct pm_text name)
{
    for (int id = 0; id < PM_CHANGE_COUNT; id++)
        if (pm_text_is(name, kinds[id].name)) return (enum pm_change_id)id;
    return PM_CHANGE_none;
}

const char *pm_ambition_name(enum pm_ambition ambition)
{
    static const char *const names[PM_AMBITION_COUNT] = {[PM_WEAKENING] = "weakening",
                                                         [PM_UNDECIDABLE] = "undecidable",
                                                         [PM_STRENGTHENING] = "strengthening",
                                                         [PM_NEUTRAL] = "neutral"};
    return names[ambition];
}

const char *pm_comparability_name(enum pm_comparability comparability)
{
    static const char *const names[PM_COMPARABILITY_COUNT] = {
        [PM_BROKEN] = "broken", [PM_BRIDGED] = "bridged", [PM_KEPT] = "kept"};
    return names[comparability];
}

#define WHOLE SIZE_MAX

static const struct pm_declared_kind declared_kinds[] = {
#define PM_DECLARED(word, family, words, nested, added, removed) \
    {#word, #family, words, nested, PM_CHANGE_##added, PM_CHANGE_##removed},
#include "lang/diff/declared.def"
#undef PM_DECLARED
};

const struct pm_declared_kind *pm_declared_kind(struct pm_text word)
{
    for (size_t i = 0; i < sizeof declared_kinds / sizeof *declared_kinds; i++)
        if (pm_text_is(word, declared_kinds[i].word)) return &declared_kinds[i];
    return NULL;
}

bool pm_is_of_family(const struct pm_declared *declared, const char *family)
{
    return strcmp(declared->kind->family, family) == 0;
}
