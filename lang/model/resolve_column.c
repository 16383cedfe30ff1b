/* resolve_column.c: columns that are worked out from others, and what is counted or added up. */
#include "lang/model/resolver.h"
#include "lang/model/typing.h"

#include <string.h>

static const struct pm_settling columns = {
    .most_deep = 16,
    .word = "field",
    .words = "fields",
    .circle = PM_COLUMN_CYCLE,
    .deep = PM_COLUMN_TOO_DEEP,
    .way_out = "work one of them out from fields that the files have",
};

/* ---- Terms ---- */

static enum pm_aggregate aggregate_from(const char *word)
{
    for (int i = 0; i <= PM_AGGREGATE_PUBLISHED; i++)
        if (strcmp(word, pm_aggregate_name((enum pm_aggregate)i)) == 0) return (enum pm_aggregate)i;
    return PM_AGGREGATE_COUNT;
}

static struct pm_expression *make_placeholder(struct pm_resolver *resolver, struct pm_span at)
{
    struct pm_expression *expression = PM_NEW(resolver->arena, struct pm_expression);
    expression->kind = PM_EXPRESSION_NUMBER;
    expression->type = PM_TYPE_UNKNOWN;
    expression->at = at;
    return expression;
}

static bool report_aggregate(struct pm_resolver *resolver, struct pm_span at, const char *word,
                             const char *what, const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_AGGREGATE_UNFIT, at, "`%s` %s", word, what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

static bool can_aggregate(enum pm_aggregate aggregate, enum pm_type type)
{
    if (type == PM_TYPE_UNKNOWN || pm_type_is_amount(type)) return true;
    bool moment = type == PM_TYPE_DATE || type == PM_TYPE_TIME;
    return moment && (aggregate == PM_AGGREGATE_SMALLEST || aggregate == PM_AGGREGATE_LARGEST);
}

static bool check_expression(struct pm_resolver *resolver, const struct pm_term *term,
                             const char *word)
{
    if (can_aggregate(term->aggregate, term->expression->type)) return true;
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(list, PM_AGGREGATE_OF_TEXT, term->expression->at,
                                              "`%s` needs numbers, but this is %s", word,
                                              pm_type_name(term->expression->type));
    if (term->expression->kind == PM_EXPRESSION_FIELD) {
        const struct pm_path *path = &term->expression->path;
        pm_label(list, found, path->steps[path->count - 1]->at, "the field is declared here");
    }
    pm_help(list, found,
            "to count rows, write `count of %s where ...`; a field that holds numbers "
            "has the type `int`, `number` or `percent`",
            pm_term_rows_name(term));
    return false;
}

/* `percentile(90)`: the number in the brackets, which other aggregates do not have. */
static bool read_rank(struct pm_resolver *resolver, const struct pm_slot *slot, const char *word,
                      struct pm_term *out)
{
    const struct pm_node *node = pm_slot_node(slot);
    bool is_call = node && node->kind == PM_NODE_CALL;
    if (out->aggregate != PM_AGGREGATE_PERCENTILE) {
        if (!is_call) return true;
        return report_aggregate(resolver, slot->span, word, "takes no number",
                                pm_arena_format(resolver->arena, "write `%s` alone", word));
    }
    struct pm_ratio hundred = pm_ratio_from_integer(100);
    if (is_call && node->child_count == 1 && node->children[0]->kind == PM_NODE_NUMBER) {
        out->rank = node->children[0]->number;
        struct pm_ratio rank = pm_ratio_from_decimal(out->rank);
        if (pm_ratio_sign(rank) >= 0 && pm_ratio_compare(rank, hundred) <= 0) return true;
    }
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PERCENTILE_UNFIT, slot->span,
                    "a percentile says which one, from 0 to 100");
    pm_help(resolver->diagnostics, found,
            "write `percentile(90)`: ninety of a hundred values are not above it");
    return false;
}

static bool read_aggregate(struct pm_resolver *resolver, const struct pm_statement *statement,
                           bool previous_allowed, struct pm_term *out)
{
    const struct pm_slot *aggregate = pm_slot(statement, "AGGREGATE");
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "EXPRESSION"));
    const char *word = pm_read_word(resolver, aggregate, "aggregate");
    if (!word) return false;
    out->aggregate = aggregate_from(word);
    if (!read_rank(resolver, aggregate, word, out)) return false;
    if (out->aggregate == PM_AGGREGATE_COUNT) {
        if (!node) return true;
        return report_aggregate(resolver, node->span, word,
                                "counts rows and takes nothing to count",
                                "write `count of SOURCE where CONDITION`, or `sum` to add up");
    }
    if (!node) {
        out->expression = make_placeholder(resolver, aggregate->span);
        if (statement->damaged) return false;
        return report_aggregate(
            resolver, aggregate->span, word, "does not say of what",
            pm_arena_format(resolver->arena, "write a field after it: `%s FIELD of SOURCE`", word));
    }
    out->expression =
        out->set ? pm_resolve_metric_expression(resolver, node)
                 : pm_resolve_row_expression(resolver, out->source, previous_allowed, node);
    if (!check_expression(resolver, out, word)) {
        out->expression = make_placeholder(resolver, node->span);
        return false;
    }
    return out->expression->type != PM_TYPE_UNKNOWN;
}

static bool check_published(struct pm_resolver *resolver, const struct pm_term *term,
                            struct pm_span at)
{
    const struct pm_source_decl *source = term->source;
    if (term->aggregate != PM_AGGREGATE_PUBLISHED) return true;
    if (term->set)
        return report_aggregate(resolver, at, "published", "looks up a figure of one row",
                                "write `count`, `mean`, `median`, `smallest` or `largest`");
    if (source->is_summary || !pm_source_lacks(resolver, source, "summary")) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PUBLISHED_OF_ROWS, at,
                    "`%s` has rows to add up, not figures that are published", source->name);
    pm_label(resolver->diagnostics, found, source->facts.at, "the source");
    pm_help(resolver->diagnostics, found,
            "write `summary` in the source if each row is a figure; else `sum` or `mean`");
    return false;
}

static struct pm_expression *make_truth(struct pm_resolver *resolver, enum pm_expression_kind kind,
                                        const struct pm_expression *first,
                                        const struct pm_expression *second)
{
    struct pm_expression *truth = make_placeholder(resolver, first->at);
    truth->kind = kind;
    truth->type = PM_TYPE_BOOL;
    truth->child_count = second ? 2 : 1;
    truth->children = PM_NEW_ITEMS(resolver->arena, const struct pm_expression *, 2);
    truth->children[0] = first;
    truth->children[1] = second;
    return truth;
}

/* `where A unless B`: A (NULL: all) without what is known to be B. */
static const struct pm_expression *leave_out(struct pm_resolver *resolver,
                                             const struct pm_expression *where,
                                             const struct pm_expression *unless)
{
    if (unless->type == PM_TYPE_UNKNOWN) return unless;
    if (unless->kind == PM_EXPRESSION_FIELD) { /* one that is hidden is not known either */
        struct pm_expression *yes = make_placeholder(resolver, unless->at);
        yes->kind = PM_EXPRESSION_BOOL;
        yes->type = PM_TYPE_BOOL;
        yes->truth = true;
        unless = make_truth(resolver, PM_EXPRESSION_EQUAL, unless, yes);
    }
    const struct pm_expression *kept = make_truth(
        resolver, PM_EXPRESSION_OR, make_truth(resolver, PM_EXPRESSION_NOT, unless, NULL),
        make_truth(resolver, PM_EXPRESSION_IS_MISSING, unless, NULL));
    return where ? make_truth(resolver, PM_EXPRESSION_AND, where, kept) : kept;
}

static const struct pm_expression *read_condition(struct pm_resolver *resolver,
                                                  const struct pm_term *term, bool previous_allowed,
                                                  const struct pm_slot *slot)
{
    if (!slot || !term->set)
        return pm_resolve_row_condition(resolver, term->source, previous_allowed, slot);
    const struct pm_node *node = pm_slot_node(slot);
    return node ? pm_resolve_metric_condition(resolver, node) : NULL;
}

/* `count of schools`: a set of units, where no source has the name. */
static const struct pm_unit_set *find_set(struct pm_resolver *resolver, const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_NAME) return NULL;
    if (pm_name_find(resolver, PM_KIND_SOURCE, NULL, node->text)) return NULL;
    const struct pm_name *name = pm_name_find(resolver, PM_KIND_UNIT, NULL, node->text);
    return name && name->is_set ? name->object : NULL;
}

static bool read_term(struct pm_resolver *resolver, const struct pm_statement *statement,
                      bool previous_allowed, struct pm_term *out)
{
    const struct pm_name *source = NULL;
    if (!out->set)
        source =
            pm_name_get(resolver, PM_KIND_SOURCE, NULL, pm_slot_node(pm_slot(statement, "SOURCE")));
    if (source) out->source = source->object;
    bool fine = read_aggregate(resolver, statement, previous_allowed, out);
    if ((source || out->set) && fine)
        fine = check_published(resolver, out, pm_slot(statement, "AGGREGATE")->span);
    out->where = read_condition(resolver, out, previous_allowed,
                                pm_slot_at(statement, "where", "CONDITION"));
    const struct pm_expression *unless = read_condition(
        resolver, out, previous_allowed, pm_slot_at(statement, "unless", "CONDITION"));
    if (unless) out->where = leave_out(resolver, out->where, unless);
    return (source || out->set) && fine && (!out->where || out->where->type != PM_TYPE_UNKNOWN);
}

bool pm_read_term(struct pm_resolver *resolver, const struct pm_statement *statement,
                  bool previous_allowed, struct pm_term *out)
{
    *out = (struct pm_term){.at = statement->span, .source = resolver->nothing};
    return read_term(resolver, statement, previous_allowed, out);
}

bool pm_read_figure_term(struct pm_resolver *resolver, const struct pm_statement *statement,
                         bool previous_allowed, struct pm_term *out)
{
    *out = (struct pm_term){.at = statement->span, .source = resolver->nothing};
    out->set = find_set(resolver, pm_slot_node(pm_slot(statement, "SOURCE")));
    return read_term(resolver, statement, previous_allowed, out);
}

const char *pm_term_rows_name(const struct pm_term *term)
{
    return term->set ? term->set->name : term->source->name;
}

/* ---- Gathered columns ---- */

static const struct pm_column *find_reference(struct pm_resolver *resolver,
                                              const struct pm_column *column,
                                              const struct pm_source_decl *from, struct pm_span at)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const struct pm_column *through = NULL;
    for (size_t i = 0; i < from->column_count; i++) {
        const struct pm_column *reference = from->columns[i];
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_COLUMN, from, pm_text_from(reference->name));
        if (name && name->poisoned && !reference->refers_to) return NULL;
        if (reference->refers_to != column->source) continue;
        if (through) {
            struct pm_diagnostic *found =
                pm_diagnose(list, PM_GATHER_AMBIGUOUS, at, "two fields of `%s` refer to `%s`",
                            from->name, column->source->name);
            pm_label(list, found, through->at, "the first one");
            pm_label(list, found, reference->at, "the second one");
            pm_help(list, found, "leave `to %s` at the one that is meant", column->source->name);
            return NULL;
        }
        through = reference;
    }
    if (through || from == resolver->nothing) return through;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_GATHER_WITHOUT_REFERENCE, at,
                    "rows of `%s` do not say to which row of `%s` they belong", from->name,
                    column->source->name);
    pm_label(list, found, from->facts.at, "the source");
    pm_help(list, found, "write `to %s` behind the field of `%s` that holds its key",
            column->source->name, from->name);
    return NULL;
}

static bool can_be_gathered(enum pm_aggregate aggregate)
{
    return aggregate != PM_AGGREGATE_PUBLISHED && aggregate != PM_AGGREGATE_MEDIAN &&
           aggregate != PM_AGGREGATE_PERCENTILE;
}

static void settle_gathered(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_column *column)
{
    struct pm_term term;
    bool fine = pm_read_term(resolver, statement, false, &term);
    column->aggregate = term.aggregate;
    column->gathered = term.expression;
    column->gather_from = term.source;
    column->where = term.where;
    if (fine && !can_be_gathered(term.aggregate))
        fine = report_aggregate(resolver, pm_slot(statement, "AGGREGATE")->span,
                                pm_aggregate_name(term.aggregate),
                                term.aggregate == PM_AGGREGATE_PUBLISHED
                                    ? "looks up a figure and cannot be gathered from rows"
                                    : "cannot be gathered from rows",
                                "write `sum`, `mean`, `smallest` or `largest`");
    const struct pm_slot *source = pm_slot(statement, "SOURCE");
    if (source && term.source != resolver->nothing)
        column->gather_through = find_reference(resolver, column, term.source, source->span);
    if (fine && column->gather_through) {
        column->type = term.expression ? term.expression->type : PM_TYPE_NUMBER;
        return;
    }
    column->kind = PM_COLUMN_DERIVED; /* later stages find no half-made column */
    column->expression = make_placeholder(resolver, column->at);
}

/* ---- Settling ---- */

static void settle(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_column *column)
{
    if (column->kind == PM_COLUMN_GATHERED) {
        settle_gathered(resolver, statement, column);
        return;
    }
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "EXPRESSION"));
    if (!node) {
        column->expression = make_placeholder(resolver, column->at);
        return;
    }
    column->expression = pm_resolve_row_expression(resolver, column->source, false, node);
    column->type = column->expression->type;
}

void pm_column_settle(struct pm_resolver *resolver, const struct pm_column *column,
                      struct pm_span at)
{
    if (column->kind == PM_COLUMN_FIELD) return;
    struct pm_name *name =
        pm_name_find(resolver, PM_KIND_COLUMN, column->source, pm_text_from(column->name));
    if (!name || name->settled == 2) return;
    if (!pm_settling_begin(resolver, &columns, name, at)) return;
    settle(resolver, name->statement, name->object);
    pm_settling_end(resolver, name);
}
