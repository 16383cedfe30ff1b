/* resolve_versus.c: the other side of a gap: `others`, `best of state`, a group. */
#include "lang/model/resolver.h"

static bool is_group(const struct pm_resolver *resolver, struct pm_text name)
{
    for (size_t i = 0; i < resolver->model->dimension_count; i++)
        if (pm_name_find(resolver, PM_KIND_GROUP, resolver->model->dimensions[i], name))
            return true;
    return false;
}

bool pm_is_all(const struct pm_resolver *resolver, const struct pm_node *node)
{
    return node && node->kind == PM_NODE_NAME && pm_text_is(node->text, "all") &&
           !is_group(resolver, node->text);
}

/* A word for a side; but for `others`, a group of that name goes first. */
static enum pm_versus versus_of(const struct pm_resolver *resolver, const struct pm_node *node)
{
    static const struct {
        const char *word;
        enum pm_versus versus;
    } words[] = {{"all", PM_VERSUS_ALL},
                 {"best", PM_VERSUS_BEST},
                 {"same", PM_VERSUS_SAME},
                 {"target", PM_VERSUS_TARGET}};
    if (node->kind != PM_NODE_NAME) return PM_VERSUS_GROUP;
    if (pm_text_is(node->text, "others")) return PM_VERSUS_OTHERS;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pm_text_is(node->text, words[i].word) && !is_group(resolver, node->text))
            return words[i].versus;
    return PM_VERSUS_GROUP;
}

const struct pm_unit_reference *pm_read_one_unit(struct pm_resolver *resolver,
                                                 const struct pm_node *node)
{
    const struct pm_unit_reference *unit = pm_read_unit(resolver, node);
    if (!unit || unit->unit || unit->key_count == 1) return unit;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_GAP_UNIT_MANY, node->span,
                    "one unit is needed here, and `%s` are many", unit->set->name);
    pm_help(resolver->diagnostics, found, "name one by its key: `%s(\"...\")`", unit->set->name);
    return NULL;
}

static bool refuse_target(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_GAP_REFERENCE_UNFIT,
                                              node->span, "a target is no other side here");
    pm_help(resolver->diagnostics, found,
            "`vs target` stands in the `gap` line of a metric; how far a measure is from its "
            "target is its `deviation`");
    return false;
}

static bool refuse_itself(struct pm_resolver *resolver, const struct pm_node *node,
                          const char *what)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_GAP_WITH_ITSELF, node->span,
                                              "%s would be compared with itself", what);
    pm_help(resolver->diagnostics, found,
            "name the unit that it is compared with: `vs %.*s of UNIT`", (int)node->text.size,
            node->text.bytes);
    return false;
}

bool pm_read_versus(struct pm_resolver *resolver, const struct pm_slot *side,
                    const struct pm_slot *unit, bool is_gap, struct pm_selector *out)
{
    const struct pm_node *node = pm_slot_node(side);
    out->has_versus = true;
    if (!node) return false;
    out->versus_is = versus_of(resolver, node);
    if (unit) out->versus_unit = pm_read_one_unit(resolver, pm_slot_node(unit));
    if (unit && !out->versus_unit) return false;
    if (out->versus_is == PM_VERSUS_TARGET && !is_gap) return refuse_target(resolver, node);
    if (!unit && out->versus_is == PM_VERSUS_SAME)
        return refuse_itself(resolver, node, "the group");
    return out->versus_is != PM_VERSUS_GROUP ||
           pm_read_crossing(resolver, node, false, &out->versus);
}
