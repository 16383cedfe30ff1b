/* resolve_dimension.c: dimensions, their fields and groups. Values are in group_values.c. */
#include "lang/model/resolve_dimension.h"

#include <string.h>

/* ---- Fields ---- */

static void report_field(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DIMENSION_FIELD_UNFIT, node->span,
                    "a field of a source is needed here, with the source before it");
    int size = (int)node->text.size;
    for (size_t i = 0; node->kind == PM_NODE_NAME && i < resolver->model->source_count; i++) {
        const struct pm_source_decl *source = resolver->model->source_decls[i];
        if (!pm_name_find(resolver, PM_KIND_COLUMN, source, node->text)) continue;
        pm_help(resolver->diagnostics, found, "write `%s.%.*s`", source->name, size,
                node->text.bytes);
        return;
    }
    pm_help(resolver->diagnostics, found, "write source and field: `students.race`");
}

/* `students.race`; NULL after a report. */
static const struct pm_column *read_field(struct pm_resolver *resolver, const struct pm_node *node)
{
    const char *dot = node->kind == PM_NODE_NAME && node->text.size
                          ? memchr(node->text.bytes, '.', node->text.size)
                          : NULL;
    if (!dot) {
        report_field(resolver, node);
        return NULL;
    }
    struct pm_text source_name = {node->text.bytes, (size_t)(dot - node->text.bytes)};
    struct pm_text field_name = {dot + 1, node->text.size - source_name.size - 1};
    const struct pm_name *source =
        pm_name_get_text(resolver, PM_KIND_SOURCE, NULL, source_name, node->span);
    if (!source) return NULL;
    const struct pm_name *field =
        pm_name_get_text(resolver, PM_KIND_COLUMN, source->object, field_name, node->span);
    return field ? field->object : NULL;
}

static bool can_divide(enum pm_type type)
{
    return type != PM_TYPE_TIME;
}

static void read_fields(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_dimension *dimension)
{
    const struct pm_slot *slot = pm_slot(statement, "FIELDS");
    if (!slot) return;
    dimension->columns =
        PM_NEW_ITEMS(resolver->arena, const struct pm_column *, slot->node_count + 1);
    for (size_t i = 0; i < slot->node_count; i++) {
        const struct pm_column *column = read_field(resolver, slot->nodes[i]);
        if (!column) continue;
        if (can_divide(column->type)) {
            dimension->columns[dimension->column_count++] = column;
            continue;
        }
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_DIMENSION_FIELD_UNFIT, slot->nodes[i]->span,
                        "rows cannot be divided by a time");
        pm_label(resolver->diagnostics, found, column->at, "the field is declared here");
        pm_help(resolver->diagnostics, found, "divide by a field of another type");
    }
}

/* ---- Groups ---- */

static void check_name(struct pm_resolver *resolver, const struct pm_group *group)
{
    if (strcmp(group->name, "others") != 0) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_GROUP_NAME_RESERVED, group->at,
                    "a group cannot be called `others`: `vs others` means all other rows");
    pm_help(resolver->diagnostics, found, "give it another name, such as `rest`");
}

static void read_parts(struct pm_resolver *resolver, const struct pm_slot *slot,
                       struct pm_group *group)
{
    group->parts = PM_NEW_ITEMS(resolver->arena, const struct pm_group *, slot->node_count + 1);
    for (size_t i = 0; i < slot->node_count; i++) {
        const struct pm_name *name =
            pm_name_get(resolver, PM_KIND_GROUP, group->dimension, slot->nodes[i]);
        if (name) group->parts[group->part_count++] = name->object;
    }
}

/* Whether a group is among its own parts, or theirs. */
static bool contains_itself(struct pm_resolver *resolver, const struct pm_group *group)
{
    size_t count = group->dimension->group_count;
    bool *visited = PM_NEW_ITEMS(resolver->arena, bool, count + 1);
    PM_ARRAY(const struct pm_group *) open = {0};
    PM_PUSH(resolver->arena, &open, group);
    while (open.count > 0) {
        const struct pm_group *at = open.items[--open.count];
        for (size_t i = 0; i < at->part_count; i++) {
            const struct pm_group *part = at->parts[i];
            if (part == group) return true;
            if (visited[part->index]) continue;
            visited[part->index] = true;
            PM_PUSH(resolver->arena, &open, part);
        }
    }
    return false;
}

static void check_circles(struct pm_resolver *resolver, const struct pm_dimension *dimension)
{
    for (size_t i = 0; i < dimension->group_count; i++) {
        struct pm_group *group = dimension->groups[i];
        if (!group->part_count || !contains_itself(resolver, group)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_GROUP_CYCLE, group->at,
                        "the group `%s` is a part of itself", group->name);
        for (size_t j = 0; j < group->part_count; j++)
            if (group->parts[j] != group)
                pm_label(resolver->diagnostics, found, group->parts[j]->at, "by way of `%s`",
                         group->parts[j]->name);
        pm_help(resolver->diagnostics, found, "take it out of the list after `of`");
        group->part_count = 0;
    }
}

static void report_each(struct pm_resolver *resolver, const struct pm_statement *each,
                        const struct pm_dimension *dimension)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_GROUP_EACH_UNFIT, each->word_span,
                    "with `group each` every value is a group already");
    pm_label(resolver->diagnostics, found, dimension->groups[0]->at, "declared beside it");
    pm_help(resolver->diagnostics, found, "keep `group each`, or the groups by name");
}

static bool has_named_group(const struct pm_dimension *dimension)
{
    for (size_t i = 0; i < dimension->group_count; i++)
        if (!dimension->groups[i]->is_other) return true;
    return false;
}

static void read_groups(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_dimension *dimension)
{
    const struct pm_statement *each = NULL;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (pm_text_is(child->word, "group") && pm_slot(child, "each")) each = child;
        const struct pm_name *name = pm_name_of(resolver, PM_KIND_GROUP, dimension, child);
        if (!name) continue;
        struct pm_group *group = name->object;
        check_name(resolver, group);
        const struct pm_slot *values = pm_slot(child, "VALUES");
        if (values) pm_read_group_values(resolver, values, group);
        const struct pm_slot *parts = pm_slot(child, "GROUPS");
        if (parts) read_parts(resolver, parts, group);
    }
    dimension->each = each != NULL;
    if (each && dimension->group_count) report_each(resolver, each, dimension);
    check_circles(resolver, dimension);
    pm_check_group_values(resolver, dimension);
    if (each || has_named_group(dimension) || !pm_statement_lacks(statement, "group")) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DIMENSION_WITHOUT_GROUPS, dimension->facts.at,
                    "the dimension `%s` has no group", dimension->name);
    pm_help(resolver->diagnostics, found,
            "write `group NAME when VALUES`, or `group each` for one group a value");
}

static void resolve_dimension(struct pm_resolver *resolver, struct pm_dimension *dimension)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_DIMENSION, NULL, pm_text_from(dimension->name));
    const struct pm_statement *statement = name->statement;
    pm_read_facts(resolver, statement, &dimension->facts);
    dimension->overlapping = pm_statement_get_single(resolver, statement, "overlapping") != NULL;
    pm_statement_get_single(resolver, statement, "other");
    read_fields(resolver, statement, dimension);
    read_groups(resolver, statement, dimension);
}

/* ---- Dimensions of modules ---- */

/* A module's dimension whose fields the project does not have asks for nothing: it is left out. The
 * problems found on the way are kept where the project itself names it. */
static bool resolve_from_module(struct pm_resolver *resolver, struct pm_dimension *dimension)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    resolver->diagnostics = pm_diagnostics_new(resolver->arena);
    resolve_dimension(resolver, dimension);
    bool fine = pm_diagnostics_count(resolver->diagnostics, PM_ERROR) == 0;
    bool needed = pm_is_mentioned(resolver, "DIMENSION", pm_text_from(dimension->name));
    if (fine || needed) pm_take_module_problems(resolver, list, "dimension", dimension->name);
    resolver->diagnostics = list;
    return fine || needed;
}

/* ---- Totals ---- */

static bool is_divided_by(const struct pm_model *model, const struct pm_column *column)
{
    for (size_t i = 0; i < model->dimension_count; i++)
        for (size_t j = 0; j < model->dimensions[i]->column_count; j++)
            if (model->dimensions[i]->columns[j] == column) return true;
    return false;
}

static bool is_in_key(const struct pm_column *column)
{
    const struct pm_source_decl *source = column->source;
    for (size_t i = 0; i < source->key_count; i++)
        if (source->key[i] == column) return true;
    return source->key_count == 0;
}

static void check_totals(struct pm_resolver *resolver, const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->total_count; i++) {
        const struct pm_total *total = &source->totals[i];
        if (is_in_key(total->column) || is_divided_by(resolver->model, total->column)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_TOTAL_UNFIT, total->at,
                        "nothing is divided by `%s`, so it tells no total from other rows",
                        total->column->name);
        pm_label(resolver->diagnostics, found, total->column->at, "the field");
        pm_help(resolver->diagnostics, found,
                "name a field of `one row per`, or one that a dimension is made from");
    }
}

void pm_resolve_dimensions(struct pm_resolver *resolver)
{
    struct pm_model *model = resolver->model;
    size_t kept = 0;
    for (size_t i = 0; i < model->dimension_count; i++) {
        struct pm_dimension *dimension = model->dimensions[i];
        struct pm_name *name =
            pm_name_find(resolver, PM_KIND_DIMENSION, NULL, pm_text_from(dimension->name));
        bool keep = true;
        if (name->from_module)
            keep = resolve_from_module(resolver, dimension);
        else
            resolve_dimension(resolver, dimension);
        if (!keep) {
            name->kind = PM_KIND_COUNT; /* nobody finds it, and nobody says so */
            continue;
        }
        dimension->index = (uint32_t)kept;
        model->dimensions[kept++] = dimension;
    }
    model->dimension_count = kept;
    for (size_t i = 0; i < model->source_count; i++)
        check_totals(resolver, model->source_decls[i]);
}
