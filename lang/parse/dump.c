#include "lang/parse/parse.h"
#include "lang/schema/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Text in the making. */
struct writer {
    struct pm_arena *arena;
    char *bytes; /* NUL-terminated */
    size_t size;
    size_t capacity;
};

static void write_bytes(struct writer *writer, const char *bytes, size_t size)
{
    if (writer->size + size + 1 > writer->capacity) {
        size_t capacity = (writer->size + size + 1) * 2;
        writer->bytes = pm_arena_grow(writer->arena, writer->bytes, writer->size, capacity);
        writer->capacity = capacity;
    }
    if (size) memcpy(writer->bytes + writer->size, bytes, size);
    writer->size += size;
    writer->bytes[writer->size] = '\0';
}

static void write_string(struct writer *writer, const char *text)
{
    write_bytes(writer, text, strlen(text));
}

__attribute__((format(printf, 2, 3))) static void write_format(struct writer *writer,
                                                               const char *format, ...)
{
    char line[256];
    va_list list;
    va_start(list, format);
    int size = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (size > 0)
        write_bytes(writer, line, (size_t)size < sizeof line ? (size_t)size : sizeof line - 1);
}

/* Quoted; line ends, quotes and control characters escaped. */
static void write_quoted(struct writer *writer, struct pm_text text)
{
    write_string(writer, "\"");
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '"' || byte == '\\') {
            write_format(writer, "\\%c", byte);
        } else if (byte == '\n') {
            write_string(writer, "\\n");
        } else if (byte < 0x20) {
            write_format(writer, "\\x%02x", byte);
        } else {
            write_bytes(writer, text.bytes + i, 1);
        }
    }
    write_string(writer, "\"");
}

static void write_decimal(struct writer *writer, struct pm_decimal number)
{
    char text[64];
    pm_ratio_format(pm_ratio_from_decimal(number), number.places, text, sizeof text);
    write_string(writer, text);
}

static const char *sign_of(enum pm_operation operation)
{
    static const char *const signs[] = {
        [PM_OP_NONE] = "?",      [PM_OP_OR] = "or",         [PM_OP_AND] = "and",
        [PM_OP_LESS] = "<",      [PM_OP_MORE] = ">",        [PM_OP_AT_MOST] = "<=",
        [PM_OP_AT_LEAST] = ">=", [PM_OP_EQUAL] = "=",       [PM_OP_UNEQUAL] = "!=",
        [PM_OP_IN] = "in",       [PM_OP_NOT_IN] = "not in", [PM_OP_REACHES] = "reaches",
        [PM_OP_BEATS] = "beats", [PM_OP_RANGE] = "..",      [PM_OP_PLUS] = "+",
        [PM_OP_MINUS] = "-",     [PM_OP_TIMES] = "*",       [PM_OP_DIVIDE] = "/"};
    return signs[operation];
}

static void write_node(struct writer *writer, const struct pm_node *node);

static void write_children(struct writer *writer, const struct pm_node *node, const char *open,
                           const char *close)
{
    write_string(writer, open);
    for (size_t i = 0; i < node->child_count; i++) {
        if (i) write_string(writer, ", ");
        write_node(writer, node->children[i]);
    }
    write_string(writer, close);
}

/* A literal or a name. */
static void write_leaf(struct writer *writer, const struct pm_node *node)
{
    bool is_number = node->kind <= PM_NODE_DURATION || node->kind == PM_NODE_PERCENT_OF;
    if (node->kind == PM_NODE_MONEY) write_string(writer, "$");
    if (is_number) write_decimal(writer, node->number);
    if (node->kind == PM_NODE_PERCENT || node->kind == PM_NODE_PERCENT_OF)
        write_string(writer, "%");
    if (node->kind == PM_NODE_POINTS) write_string(writer, " pts");
    if (node->kind == PM_NODE_DURATION) write_format(writer, " %s", node->unit ? node->unit : "?");
    if (node->kind == PM_NODE_TEXT) {
        write_quoted(writer, node->text);
    } else if (!is_number) {
        write_bytes(writer, node->text.bytes, node->text.size);
    }
}

/* Operators in full brackets, so that the tree shows how they bind. */
static void write_node(struct writer *writer, const struct pm_node *node)
{
    switch (node->kind) {
    case PM_NODE_NUMBER:
    case PM_NODE_PERCENT:
    case PM_NODE_POINTS:
    case PM_NODE_MONEY:
    case PM_NODE_DURATION:
    case PM_NODE_DATE:
    case PM_NODE_MONTH_DAY:
    case PM_NODE_TIME:
    case PM_NODE_TEXT:
    case PM_NODE_NAME:
        write_leaf(writer, node);
        break;
    case PM_NODE_CALL:
        write_bytes(writer, node->text.bytes, node->text.size);
        write_children(writer, node, "(", ")");
        break;
    case PM_NODE_SET:
        write_children(writer, node, "(", ")");
        break;
    case PM_NODE_LIST:
        write_children(writer, node, "[", "]");
        break;
    case PM_NODE_SIGN:
        write_string(writer, sign_of(node->operation));
        write_node(writer, node->children[0]);
        break;
    case PM_NODE_PERCENT_OF:
        write_string(writer, "(");
        write_leaf(writer, node);
        write_children(writer, node, " of ", ")");
        break;
    case PM_NODE_NOT:
        write_children(writer, node, "(not ", ")");
        break;
    case PM_NODE_IS:
    case PM_NODE_IS_NOT:
        write_children(writer, node, "(", node->kind == PM_NODE_IS ? " is " : " is not ");
        write_bytes(writer, node->text.bytes, node->text.size);
        write_string(writer, ")");
        break;
    case PM_NODE_BINARY:
        write_string(writer, "(");
        write_node(writer, node->children[0]);
        write_format(writer, " %s ", sign_of(node->operation));
        write_node(writer, node->children[1]);
        write_string(writer, ")");
        break;
    }
}

static void write_slot(struct writer *writer, const struct pm_slot *slot)
{
    write_format(writer, " %s", slot->key);
    for (size_t i = 0; i < slot->node_count; i++) {
        write_string(writer, i ? ", " : "=");
        write_node(writer, slot->nodes[i]);
    }
}

static void write_statement(struct writer *writer, const struct pm_statement *statement, int depth)
{
    for (int i = 0; i < depth; i++)
        write_string(writer, "  ");
    write_bytes(writer, statement->word.bytes, statement->word.size);
    if (!statement->row) write_string(writer, " (unknown)");
    if (statement->damaged) write_string(writer, " (damaged)");
    for (size_t i = 0; i < statement->slot_count; i++)
        write_slot(writer, &statement->slots[i]);
    write_string(writer, "\n");
    for (size_t i = 0; i < statement->child_count; i++)
        write_statement(writer, statement->children[i], depth + 1);
}

char *pm_tree_dump(struct pm_arena *arena, const struct pm_tree *tree)
{
    struct writer writer = {.arena = arena};
    write_string(&writer, "");
    for (size_t i = 0; i < tree->statement_count; i++)
        write_statement(&writer, tree->statements[i], 0);
    return writer.bytes;
}

static const char *name_kind(enum pm_token_kind kind)
{
    static const char *const names[] = {[PM_TOKEN_COMMENT] = "comment",
                                        [PM_TOKEN_WORD] = "word",
                                        [PM_TOKEN_NUMBER] = "number",
                                        [PM_TOKEN_PERCENT] = "percent",
                                        [PM_TOKEN_MONEY] = "money",
                                        [PM_TOKEN_POINTS] = "points",
                                        [PM_TOKEN_DURATION] = "duration",
                                        [PM_TOKEN_DATE] = "date",
                                        [PM_TOKEN_MONTH_DAY] = "month-day",
                                        [PM_TOKEN_TIME] = "time",
                                        [PM_TOKEN_TEXT] = "text",
                                        [PM_TOKEN_LONG_TEXT] = "long-text",
                                        [PM_TOKEN_SIGN] = "sign"};
    return names[kind];
}

static const char *name_role(enum pm_token_role role)
{
    static const char *const names[] = {[PM_ROLE_NONE] = "-",
                                        [PM_ROLE_HEAD] = "head",
                                        [PM_ROLE_LINK] = "link",
                                        [PM_ROLE_NAME] = "name",
                                        [PM_ROLE_CALL] = "call",
                                        [PM_ROLE_LITERAL] = "literal",
                                        [PM_ROLE_OPERATOR] = "operator",
                                        [PM_ROLE_PREFIX] = "prefix",
                                        [PM_ROLE_OF] = "of",
                                        [PM_ROLE_BRACKET] = "bracket",
                                        [PM_ROLE_BRACE] = "brace",
                                        [PM_ROLE_COMMA] = "comma",
                                        [PM_ROLE_SEPARATOR] = "separator",
                                        [PM_ROLE_COMMENT] = "comment"};
    return names[role];
}

char *pm_tokens_dump(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                     const struct pm_tokens *tokens)
{
    struct writer writer = {.arena = arena};
    write_string(&writer, "");
    for (size_t i = 0; i < tokens->count; i++) {
        const struct pm_token *token = &tokens->items[i];
        struct pm_place place = pm_sources_place(sources, file, token->begin);
        struct pm_span span = {file, token->begin, token->end};
        write_format(&writer, "%u:%u %s %s%s ", place.line, place.column,
                     name_kind((enum pm_token_kind)token->kind),
                     name_role((enum pm_token_role)token->role), token->dirty ? " dirty" : "");
        write_quoted(&writer, pm_sources_text(sources, span));
        write_string(&writer, "\n");
    }
    return writer.bytes;
}
