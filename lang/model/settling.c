/* settling.c: names that are worked out from one another: each once, none from itself. */
#include "lang/model/resolver.h"

static void report_circle(struct pm_resolver *resolver, const struct pm_settling *settling,
                          const struct pm_name *name, struct pm_span at)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, settling->circle, at, "the %s `%s` is worked out from itself",
                    settling->word, name->symbol->bytes);
    const char *chain = name->symbol->bytes;
    for (const struct pm_name *by = resolver->settling; by; by = by->settled_for) {
        if (by == name)
            pm_label(list, found, by->at, "declared here");
        else
            pm_label(list, found, by->at, "by way of `%s`", by->symbol->bytes);
        chain = pm_arena_format(resolver->arena, "%s -> %s", by->symbol->bytes, chain);
        if (by == name) break;
    }
    pm_note(list, found, "%s", chain);
    pm_help(list, found, "%s", settling->way_out);
}

static bool is_too_deep(struct pm_resolver *resolver, const struct pm_settling *settling,
                        const struct pm_name *name, struct pm_span at)
{
    int depth = 0;
    for (const struct pm_name *by = resolver->settling; by; by = by->settled_for)
        depth++;
    if (depth < settling->most_deep) return false;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, settling->deep, at,
                    "more than %d %s are worked out from one another in a row", settling->most_deep,
                    settling->words);
    pm_label(resolver->diagnostics, found, name->at, "the last one");
    pm_help(resolver->diagnostics, found, "declare `%s` before the %s that use it",
            name->symbol->bytes, settling->words);
    return true;
}

bool pm_settling_begin(struct pm_resolver *resolver, const struct pm_settling *settling,
                       struct pm_name *name, struct pm_span at)
{
    if (name->settled == 1) {
        report_circle(resolver, settling, name, at);
        return false;
    }
    if (is_too_deep(resolver, settling, name, at)) return false;
    name->settled = 1;
    name->settled_for = resolver->settling;
    resolver->settling = name;
    return true;
}

void pm_settling_end(struct pm_resolver *resolver, struct pm_name *name)
{
    resolver->settling = name->settled_for;
    name->settled = 2;
}
