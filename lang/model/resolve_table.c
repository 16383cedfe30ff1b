/* resolve_table.c: ratings that are tables of two scales: a status and a change, as in the
 * California dashboard. */
#include "lang/model/resolve_rating.h"

/* A table in the making. */
struct table {
    const struct pm_statement *columns_line; /* NULL: none is written */
    const struct pm_scale *columns;
    const struct pm_scale *rows;
    size_t *column_index; /* of the names after `columns`, in their order */
    size_t column_count;
    const struct pm_statement **row_lines; /* by index of the row's level */
    const struct pm_level ***cells;
    bool complete;
};

static size_t index_in(const struct pm_scale *scale, const struct pm_level *level)
{
    size_t index = 0;
    while (index < scale->level_count && scale->levels[index] != level)
        index++;
    return index;
}

/* Finds the two scales: the one that `columns` names, and the other one. */
static bool find_scales(struct pm_resolver *resolver, const struct pm_rating *rating,
                        const struct pm_statement *statement, struct table *table)
{
    size_t count = 0;
    struct pm_name *columns = pm_name_get(resolver, PM_KIND_SCALE, rating,
                                          pm_slot_node(pm_slot(table->columns_line, "SCALE")));
    if (!columns) return false;
    table->columns = columns->object;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "scale")) continue;
        struct pm_name *name = pm_name_of(resolver, PM_KIND_SCALE, rating, child);
        if (!name) continue;
        count++;
        if (name->object != table->columns) table->rows = name->object;
    }
    if (count == 2 && table->rows) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TABLE_SCALES, table->columns_line->word_span,
                    "the table of rating `%s` needs two scales and has %zu", rating->name, count);
    pm_help(resolver->diagnostics, found,
            "declare one `scale` for the columns and one for the rows");
    return false;
}

static void report_incomplete(struct pm_resolver *resolver, struct pm_span at, const char *what,
                              const char *missing)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_TABLE_INCOMPLETE, at,
                                              "the table has no %s for level `%s`", what, missing);
    pm_help(resolver->diagnostics, found,
            "a table has a column and a row for each level of its scales");
}

static void report_repeated(struct pm_resolver *resolver, struct pm_span at, struct pm_span first,
                            const char *what, const char *name)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_TABLE_REPEATED, at,
                                              "the table has two %s for level `%s`", what, name);
    pm_label(resolver->diagnostics, found, first, "the first one");
    pm_help(resolver->diagnostics, found, "leave one of them out");
}

static void read_columns(struct pm_resolver *resolver, struct table *table)
{
    const struct pm_slot *names = pm_slot(table->columns_line, "NAMES");
    size_t count = names ? names->node_count : 0;
    const struct pm_node **seen =
        PM_NEW_ITEMS(resolver->arena, const struct pm_node *, table->columns->level_count + 1);
    table->column_index = PM_NEW_ITEMS(resolver->arena, size_t, count);
    table->column_count = count;
    for (size_t i = 0; i < count; i++) {
        struct pm_name *name =
            pm_name_get(resolver, PM_KIND_LEVEL, table->columns, names->nodes[i]);
        size_t index = name ? index_in(table->columns, name->object) : table->columns->level_count;
        table->column_index[i] = index;
        if (!name) {
            table->complete = false;
        } else if (seen[index]) {
            report_repeated(resolver, names->nodes[i]->span, seen[index]->span, "columns",
                            table->columns->levels[index]->name);
            table->complete = false;
        } else {
            seen[index] = names->nodes[i];
        }
    }
    if (!table->complete) return;
    for (size_t i = 0; i < table->columns->level_count; i++) {
        if (seen[i]) continue;
        report_incomplete(resolver, table->columns_line->span, "column",
                          table->columns->levels[i]->name);
        table->complete = false;
    }
}

static void read_row(struct pm_resolver *resolver, const struct pm_rating *rating,
                     const struct pm_statement *statement, struct table *table)
{
    const struct pm_slot *names = pm_slot(statement, "NAMES");
    size_t count = names ? names->node_count : 0;
    struct pm_name *head =
        pm_name_get(resolver, PM_KIND_LEVEL, table->rows, pm_slot_node(pm_slot(statement, "NAME")));
    size_t row = head ? index_in(table->rows, head->object) : table->rows->level_count;
    if (row == table->rows->level_count) {
        table->complete = false;
        return;
    }
    if (table->row_lines[row]) {
        report_repeated(resolver, statement->span, table->row_lines[row]->span, "rows",
                        table->rows->levels[row]->name);
        table->complete = false;
        return;
    }
    table->row_lines[row] = statement;
    if (count != table->column_count) {
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_TABLE_ROW_SIZE, names ? names->span : statement->span,
            "row `%s` has %zu cell%s and the table %zu column%s", table->rows->levels[row]->name,
            count, count == 1 ? "" : "s", table->column_count, table->column_count == 1 ? "" : "s");
        pm_label(resolver->diagnostics, found, table->columns_line->span, "the columns");
        pm_help(resolver->diagnostics, found, "name one level for each column");
        table->complete = false;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct pm_name *cell = pm_name_get(resolver, PM_KIND_LEVEL, rating, names->nodes[i]);
        size_t column = table->column_index[i];
        if (!cell || column >= table->columns->level_count)
            table->complete = false;
        else
            table->cells[row][column] = cell->object;
    }
}

static void read_rows(struct pm_resolver *resolver, const struct pm_rating *rating,
                      const struct pm_statement *statement, struct table *table)
{
    struct pm_arena *arena = resolver->arena;
    size_t count = table->rows->level_count;
    bool damaged = false;
    table->row_lines = PM_NEW_ITEMS(arena, const struct pm_statement *, count);
    table->cells = PM_NEW_ITEMS(arena, const struct pm_level **, count);
    for (size_t i = 0; i < count; i++)
        table->cells[i] = PM_NEW_ITEMS(arena, const struct pm_level *, table->columns->level_count);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "row")) continue;
        if (child->damaged)
            damaged = true;
        else
            read_row(resolver, rating, child, table);
    }
    if (damaged) table->complete = false;
    for (size_t i = 0; i < count && table->complete; i++) {
        if (table->row_lines[i]) continue;
        report_incomplete(resolver, table->columns_line->span, "row", table->rows->levels[i]->name);
        table->complete = false;
    }
}

/* In a table the cells choose among the levels. */
static void check_table_levels(struct pm_resolver *resolver, const struct pm_rating *rating)
{
    for (size_t i = 0; i < rating->level_count; i++) {
        const struct pm_level *level = rating->levels[i];
        if (!level->when || level->unrated) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_TABLE_LEVEL_CONDITION, level->at,
                        "level `%s` has a condition, but the table chooses it", level->name);
        pm_help(resolver->diagnostics, found,
                "leave `when` out; conditions stand with the levels of the scales");
    }
}

void pm_resolve_table(struct pm_resolver *resolver, struct pm_rating *rating,
                      const struct pm_statement *statement)
{
    check_table_levels(resolver, rating);
    struct table table = {.complete = true};
    table.columns_line = pm_statement_get_single(resolver, statement, "columns");
    if (!table.columns_line || table.columns_line->damaged) return;
    if (!find_scales(resolver, rating, statement, &table)) return;
    read_columns(resolver, &table);
    read_rows(resolver, rating, statement, &table);
    if (!table.complete) return;
    rating->rows = table.rows;
    rating->columns = table.columns;
    rating->cells = table.cells;
}

void pm_check_table_parts(struct pm_resolver *resolver, const struct pm_rating *rating,
                          const struct pm_statement *statement)
{
    if (pm_statement_child(statement, "columns")) return;
    const struct pm_statement *part = pm_statement_child(statement, "scale");
    if (!part) part = pm_statement_child(statement, "row");
    if (!part) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TABLE_HEADLESS, part->word_span,
                    "rating `%s` has a `%.*s` and no `columns`, so it is no table", rating->name,
                    (int)part->word.size, part->word.bytes);
    pm_help(resolver->diagnostics, found,
            "add `columns SCALE LEVELS` and a `row` for each level of the other scale");
}
