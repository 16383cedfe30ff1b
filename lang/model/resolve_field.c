/* resolve_field.c: names of fields in expressions, along references to other sources. */
#include "lang/model/resolver.h"

#include <string.h>

/* A name being followed from source to source. */
struct walk {
    struct pm_resolver *resolver;
    const struct pm_node *node;
    const struct pm_source_decl *at;
    PM_ARRAY(const struct pm_column *) steps;
};

static struct pm_text take_part(struct pm_text *rest)
{
    const char *dot = rest->size ? memchr(rest->bytes, '.', rest->size) : NULL;
    struct pm_text part = {rest->bytes, dot ? (size_t)(dot - rest->bytes) : rest->size};
    size_t used = dot ? part.size + 1 : part.size;
    *rest = (struct pm_text){rest->bytes + used, rest->size - used};
    return part;
}

/* A damaged field may hold the very reference or name that is wanted. */
static bool has_damage(const struct pm_resolver *resolver, const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_COLUMN, source, pm_text_from(source->columns[i]->name));
        if (name && name->poisoned) return true;
    }
    return false;
}

/* Says that a source one step away has the field that this one lacks. False: none has. */
static bool report_elsewhere(const struct walk *walk, struct pm_text text)
{
    struct pm_diagnostics *list = walk->resolver->diagnostics;
    for (size_t i = 0; i < walk->at->column_count; i++) {
        const struct pm_source_decl *other = walk->at->columns[i]->refers_to;
        const struct pm_name *name =
            other ? pm_name_find(walk->resolver, PM_KIND_COLUMN, other, text) : NULL;
        if (!name) continue;
        struct pm_diagnostic *found = pm_diagnose(list, PM_NAME_UNKNOWN, walk->node->span,
                                                  "the source `%s` has no field `%.*s`",
                                                  walk->at->name, (int)text.size, text.bytes);
        pm_label(list, found, name->at, "`%s` has one", other->name);
        pm_help(list, found, "write `%s.%.*s`", other->name, (int)text.size, text.bytes);
        return true;
    }
    return false;
}

static bool end_walk(struct walk *walk, struct pm_text text)
{
    struct pm_resolver *resolver = walk->resolver;
    const struct pm_name *name = pm_name_find(resolver, PM_KIND_COLUMN, walk->at, text);
    if (!name && report_elsewhere(walk, text)) return false;
    if (!name) name = pm_name_get_text(resolver, PM_KIND_COLUMN, walk->at, text, walk->node->span);
    if (!name) return false;
    const struct pm_column *column = name->object;
    PM_PUSH(resolver->arena, &walk->steps, column);
    return true;
}

static bool report_two_ways(const struct walk *walk, const struct pm_source_decl *wanted,
                            const struct pm_column *first, const struct pm_column *second)
{
    struct pm_diagnostics *list = walk->resolver->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_REFERENCE_AMBIGUOUS, walk->node->span,
                    "two fields of `%s` refer to `%s`", walk->at->name, wanted->name);
    pm_label(list, found, first->at, "the first one");
    pm_label(list, found, second->at, "the second one");
    pm_help(list, found, "name the field: `%s.` or `%s.` in place of `%s.`", first->name,
            second->name, wanted->name);
    return false;
}

static bool report_no_way(const struct walk *walk, const struct pm_source_decl *wanted)
{
    struct pm_diagnostics *list = walk->resolver->diagnostics;
    if (has_damage(walk->resolver, walk->at) || !*walk->at->name || !*wanted->name) return false;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_REFERENCE_MISSING, walk->node->span, "no field of `%s` refers to `%s`",
                    walk->at->name, wanted->name);
    pm_label(list, found, wanted->facts.at, "the source");
    pm_help(list, found, "write `to %s` behind the field of `%s` that holds its key", wanted->name,
            walk->at->name);
    return false;
}

/* Goes on to another source by its name. */
static bool step_to_source(struct walk *walk, const struct pm_source_decl *wanted)
{
    const struct pm_column *direct = NULL;
    for (size_t i = 0; i < walk->at->column_count; i++) {
        const struct pm_column *column = walk->at->columns[i];
        if (column->refers_to != wanted) continue;
        if (direct) return report_two_ways(walk, wanted, direct, column);
        direct = column;
    }
    struct pm_path path;
    if (wanted->column_count == 0 ||
        !pm_path_to_column(walk->resolver->arena, walk->at, wanted->columns[0], &path))
        return report_no_way(walk, wanted);
    for (size_t i = 0; i + 1 < path.count; i++)
        PM_PUSH(walk->resolver->arena, &walk->steps, path.steps[i]);
    walk->at = wanted;
    return true;
}

/* Goes on with the first part of a dotted name: this source itself, a field that refers, or the
 * name of a source. */
static bool step(struct walk *walk, struct pm_text part)
{
    struct pm_resolver *resolver = walk->resolver;
    if (walk->steps.count == 0 && pm_text_is(part, walk->at->name)) return true;
    const struct pm_name *field = pm_name_find(resolver, PM_KIND_COLUMN, walk->at, part);
    const struct pm_column *column = field ? field->object : NULL;
    if (column && column->refers_to) {
        PM_PUSH(resolver->arena, &walk->steps, column);
        walk->at = column->refers_to;
        return true;
    }
    const struct pm_name *source =
        pm_name_get_text(resolver, PM_KIND_SOURCE, NULL, part, walk->node->span);
    return source && step_to_source(walk, source->object);
}

static bool report_previous(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PREVIOUS_WITHOUT_MATCH, node->span,
                    "nothing says which earlier row `%.*s` is taken from", (int)node->text.size,
                    node->text.bytes);
    pm_help(resolver->diagnostics, found,
            "in a metric, write `match FIELDS with previous`, such as `match student_id with "
            "previous`");
    return false;
}

bool pm_read_field_path(struct pm_resolver *resolver, const struct pm_source_decl *source,
                        bool previous_allowed, const struct pm_node *node, struct pm_path *out)
{
    struct walk walk = {.resolver = resolver, .node = node, .at = source};
    struct pm_text rest = node->text;
    struct pm_text part = take_part(&rest);
    bool previous = rest.size && pm_text_is(part, "previous");
    if (source == resolver->nothing) return false;
    if (previous && !previous_allowed) return report_previous(resolver, node);
    if (previous) part = take_part(&rest);
    for (; rest.size; part = take_part(&rest))
        if (!step(&walk, part)) return false;
    if (!end_walk(&walk, part)) return false;
    const struct pm_column *last = walk.steps.items[walk.steps.count - 1];
    pm_column_settle(resolver, last, node->span);
    out->steps = walk.steps.items;
    out->count = walk.steps.count;
    out->previous = previous;
    return true;
}
