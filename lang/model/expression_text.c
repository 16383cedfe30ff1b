/* expression_text.c: the canonical text of an expression. Brackets stand around every operation,
 * names are those of sources and columns, and members of a set stand in order of their bytes, so
 * that what means the same but for blanks, units and order of a set is written the same. */
#include "lang/model/work.h"
#include "lang/model/writer.h"

#include <stdlib.h>
#include <string.h>

static void write_expression(struct pm_writer *writer, const struct pm_expression *expression);

static void write_path(struct pm_writer *writer, const struct pm_path *path)
{
    if (path->previous) pm_write(writer, "previous ");
    for (size_t i = 0; i < path->count; i++) {
        const struct pm_column *column = path->steps[i];
        if (i) pm_write(writer, " -> ");
        pm_write_format(writer, "%s.%s", column->source->name, column->name);
    }
}

static void write_two(struct pm_writer *writer, const struct pm_expression *expression,
                      const char *between)
{
    pm_write(writer, "(");
    for (size_t i = 0; i < expression->child_count; i++) {
        if (i) pm_write(writer, between);
        write_expression(writer, expression->children[i]);
    }
    pm_write(writer, ")");
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void write_in(struct pm_writer *writer, const struct pm_expression *expression)
{
    size_t count = expression->child_count - 1;
    char **members = PM_NEW_ITEMS(writer->arena, char *, count);
    for (size_t i = 0; i < count; i++)
        members[i] = pm_expression_text(writer->arena, expression->children[i + 1]);
    if (count) qsort(members, count, sizeof *members, compare_texts);
    pm_write(writer, "(");
    write_expression(writer, expression->children[0]);
    pm_write(writer, " in (");
    for (size_t i = 0; i < count; i++) {
        if (i) pm_write(writer, ", ");
        pm_write(writer, members[i]);
    }
    pm_write(writer, "))");
}

static void write_day(struct pm_writer *writer, int32_t day)
{
    char text[16];
    pm_format_day(day, text);
    pm_write(writer, text);
}

static void write_text(struct pm_writer *writer, struct pm_text text)
{
    pm_write_quoted(writer, pm_arena_copy_text(writer->arena, text.bytes, text.size));
}

static void write_spent(struct pm_writer *writer, const struct pm_expression *expression)
{
    pm_write(writer, "spent(");
    for (size_t i = 0; i < expression->work_count; i++) {
        const struct pm_work *work = expression->works[i];
        if (i) pm_write(writer, ", ");
        pm_write_format(writer, "%s.%s", work->plan->name, work->name);
    }
    pm_write(writer, ")");
}

static const char *sign_of(enum pm_expression_kind kind)
{
    switch ((int)kind) {
    case PM_EXPRESSION_ADD:
        return " + ";
    case PM_EXPRESSION_SUBTRACT:
        return " - ";
    case PM_EXPRESSION_MULTIPLY:
        return " * ";
    case PM_EXPRESSION_DIVIDE:
        return " / ";
    case PM_EXPRESSION_LESS:
        return " < ";
    case PM_EXPRESSION_MORE:
        return " > ";
    case PM_EXPRESSION_AT_MOST:
        return " <= ";
    case PM_EXPRESSION_AT_LEAST:
        return " >= ";
    case PM_EXPRESSION_EQUAL:
        return " = ";
    case PM_EXPRESSION_UNEQUAL:
        return " != ";
    case PM_EXPRESSION_RANGE:
        return "..";
    case PM_EXPRESSION_AND:
        return " and ";
    case PM_EXPRESSION_OR:
        return " or ";
    case PM_EXPRESSION_REACHES:
        return " reaches ";
    case PM_EXPRESSION_BEATS:
        return " beats ";
    default:
        return NULL;
    }
}

static void write_expression(struct pm_writer *writer, const struct pm_expression *expression)
{
    const char *sign = sign_of(expression->kind);
    if (sign) {
        write_two(writer, expression, sign);
        return;
    }
    switch ((int)expression->kind) {
    case PM_EXPRESSION_NUMBER:
        pm_write_decimal(writer, expression->number);
        break;
    case PM_EXPRESSION_TEXT:
        write_text(writer, expression->text);
        break;
    case PM_EXPRESSION_BOOL:
        pm_write(writer, expression->truth ? "true" : "false");
        break;
    case PM_EXPRESSION_DAY:
        write_day(writer, expression->day);
        break;
    case PM_EXPRESSION_FIELD:
        write_path(writer, &expression->path);
        break;
    case PM_EXPRESSION_VARIABLE:
        pm_write(writer, pm_variable_name(expression->variable));
        break;
    case PM_EXPRESSION_METRIC:
        pm_write(writer, expression->metric->name);
        break;
    case PM_EXPRESSION_SPENT:
        write_spent(writer, expression);
        break;
    case PM_EXPRESSION_NEGATE:
        pm_write(writer, "-");
        write_expression(writer, expression->children[0]);
        break;
    case PM_EXPRESSION_NOT:
        pm_write(writer, "not ");
        write_expression(writer, expression->children[0]);
        break;
    case PM_EXPRESSION_IS_MISSING:
        pm_write(writer, "(");
        write_expression(writer, expression->children[0]);
        pm_write(writer, " is missing)");
        break;
    case PM_EXPRESSION_IN:
        write_in(writer, expression);
        break;
    case PM_EXPRESSION_IF:
        pm_write(writer, "if");
        write_two(writer, expression, ", ");
        break;
    case PM_EXPRESSION_ROUND:
        pm_write(writer, "round");
        write_two(writer, expression, ", ");
        break;
    default:
        break;
    }
}

char *pm_expression_text(struct pm_arena *arena, const struct pm_expression *expression)
{
    struct pm_writer writer = pm_writer_make(arena);
    if (expression) write_expression(&writer, expression);
    return pm_writer_text(&writer);
}
