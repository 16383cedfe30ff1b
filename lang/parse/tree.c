#include "lang/parse/parser.h"

#include <string.h>

static struct pm_frame *top_frame(struct pm_parser *parser)
{
    return parser->frames.count ? &parser->frames.items[parser->frames.count - 1] : NULL;
}

void pm_tree_open(struct pm_parser *parser, size_t token)
{
    struct pm_frame *parent = top_frame(parser);
    struct pm_statement *statement = PM_NEW(parser->arena, struct pm_statement);
    statement->parent = parent ? parent->statement : NULL;
    statement->word = pm_token_text(parser, token);
    statement->word_span = pm_token_span(parser, token);
    statement->span = statement->word_span;
    PM_PUSH(parser->arena, &parser->pending, statement);
    struct pm_frame frame = {.statement = statement, .first_child = parser->pending.count};
    PM_PUSH(parser->arena, &parser->frames, frame);
    parser->parts.count = 0;
    parser->nodes.count = 0;
}

void pm_tree_begin_block(struct pm_parser *parser, struct pm_span brace)
{
    struct pm_frame *frame = &parser->frames.items[parser->frames.count - 1];
    frame->has_begun = true;
    frame->statement->has_block = true;
    pm_match_statement(parser, frame);
    const struct pm_row *row = frame->statement->row;
    if (!row || pm_parser_reads(parser, row)->has_block) return;
    if (!frame->statement->damaged) pm_report_block(parser, frame->statement, brace);
    frame->statement->damaged = true;
    frame->place = NULL;
}

static void take_children(struct pm_parser *parser, const struct pm_frame *frame)
{
    struct pm_statement *statement = frame->statement;
    size_t count = parser->pending.count - frame->first_child;
    if (!count) return;
    statement->children = PM_NEW_ITEMS(parser->arena, struct pm_statement *, count);
    memcpy(statement->children, parser->pending.items + frame->first_child,
           count * sizeof *statement->children);
    statement->child_count = count;
    parser->pending.count = frame->first_child;
}

void pm_tree_close(struct pm_parser *parser, struct pm_span span)
{
    struct pm_frame *frame = &parser->frames.items[parser->frames.count - 1];
    frame->statement->span.end = span.end;
    if (!frame->has_begun) pm_match_statement(parser, frame);
    take_children(parser, frame);
    parser->frames.count--;
}

/* What stands in a block of no statement joins the enclosing one; nothing is said about it. */
void pm_tree_begin_orphan(struct pm_parser *parser)
{
    struct pm_frame *parent = top_frame(parser);
    struct pm_frame frame = {.statement = parent ? parent->statement : NULL, .is_orphan = true};
    PM_PUSH(parser->arena, &parser->frames, frame);
}

void pm_tree_end_orphan(struct pm_parser *parser)
{
    parser->frames.count--;
}

struct pm_tree *pm_tree_finish(struct pm_parser *parser)
{
    struct pm_span end = {parser->file, (uint32_t)parser->source->text.size,
                          (uint32_t)parser->source->text.size};
    while (parser->frames.count) {
        if (top_frame(parser)->is_orphan) {
            pm_tree_end_orphan(parser);
        } else {
            pm_tree_close(parser, end);
        }
    }
    struct pm_tree *tree = PM_NEW(parser->arena, struct pm_tree);
    tree->file = parser->file;
    tree->statement_count = parser->pending.count;
    tree->statements = PM_NEW_ITEMS(parser->arena, struct pm_statement *, tree->statement_count);
    if (tree->statement_count)
        memcpy(tree->statements, parser->pending.items,
               tree->statement_count * sizeof *tree->statements);
    return tree;
}

/* ---- parts */

static void add_part(struct pm_parser *parser, struct pm_part part)
{
    if (parser->parts.count < PM_MOST_PARTS) {
        PM_PUSH(parser->arena, &parser->parts, part);
        return;
    }
    if (!parser->said && pm_parser_may_report(parser)) {
        struct pm_diagnostic *found =
            pm_diagnose(parser->diagnostics, PM_TOO_MANY_PARTS, part.span,
                        "this statement has more than %d parts", PM_MOST_PARTS);
        pm_help(parser->diagnostics, found, "end it before, with a new line or `;`");
    }
    parser->said = true;
    parser->nodes.count = part.first;
}

void pm_tree_add_link(struct pm_parser *parser, size_t token)
{
    struct pm_part part = {.is_link = true,
                           .text = pm_token_text(parser, token),
                           .span = pm_token_span(parser, token),
                           .first = parser->nodes.count};
    add_part(parser, part);
}

void pm_tree_add_list(struct pm_parser *parser, struct pm_list list, struct pm_span span)
{
    add_part(parser, (struct pm_part){.span = span, .first = list.first, .count = list.count});
}

struct pm_list pm_tree_list(struct pm_parser *parser, struct pm_operand first)
{
    struct pm_list list = {parser->nodes.count, 1, first.depth};
    PM_PUSH(parser->arena, &parser->nodes, first.node);
    return list;
}

struct pm_list pm_tree_longer(struct pm_parser *parser, struct pm_list list, struct pm_operand next)
{
    PM_PUSH(parser->arena, &parser->nodes, next.node);
    list.count++;
    if (next.depth > list.depth) list.depth = next.depth;
    return list;
}

/* ---- expressions */

static struct pm_node *make_node(struct pm_parser *parser, enum pm_node_kind kind,
                                 struct pm_span span)
{
    struct pm_node *node = PM_NEW(parser->arena, struct pm_node);
    node->kind = kind;
    node->span = span;
    return node;
}

/* A set stands after `in` alone; square brackets nowhere. */
static void refuse_set(struct pm_parser *parser, const struct pm_node *node)
{
    if (node->kind == PM_NODE_SET || node->kind == PM_NODE_LIST) pm_report_set(parser, node);
}

static void take_list(struct pm_parser *parser, struct pm_node *node, struct pm_list list)
{
    if (!list.count) return;
    node->children = PM_NEW_ITEMS(parser->arena, struct pm_node *, list.count);
    memcpy(node->children, parser->nodes.items + list.first, list.count * sizeof *node->children);
    node->child_count = list.count;
    parser->nodes.count = list.first;
    for (size_t i = 0; i < node->child_count; i++)
        refuse_set(parser, node->children[i]);
}

/* Makes a node of one child or two, whose depth is limited, so that walks may recurse. */
static struct pm_operand join(struct pm_parser *parser, struct pm_node *node,
                              struct pm_operand left, const struct pm_operand *right)
{
    uint32_t depth = right && right->depth > left.depth ? right->depth : left.depth;
    if (depth >= PM_DEEPEST_EXPRESSION) {
        pm_report_too_deep(parser, node->span, PM_DEEPEST_EXPRESSION);
        return (struct pm_operand){left.node, left.depth};
    }
    node->child_count = right ? 2 : 1;
    node->children = PM_NEW_ITEMS(parser->arena, struct pm_node *, node->child_count);
    node->children[0] = left.node;
    if (right) node->children[1] = right->node;
    refuse_set(parser, left.node);
    return (struct pm_operand){node, depth + 1};
}

struct pm_operand pm_tree_literal(struct pm_parser *parser, enum pm_node_kind kind, size_t token,
                                  struct pm_span span)
{
    struct pm_node *node = make_node(parser, kind, span);
    pm_decode(parser, node, token);
    return (struct pm_operand){node, 1};
}

struct pm_operand pm_tree_percent_of(struct pm_parser *parser, size_t token,
                                     struct pm_operand whole, struct pm_span span)
{
    struct pm_node *node = make_node(parser, PM_NODE_PERCENT_OF, span);
    pm_decode(parser, node, token);
    return join(parser, node, whole, NULL);
}

struct pm_operand pm_tree_call(struct pm_parser *parser, size_t token, struct pm_list arguments,
                               struct pm_span span)
{
    struct pm_node *node = make_node(parser, PM_NODE_CALL, span);
    node->text = pm_token_text(parser, token);
    take_list(parser, node, arguments);
    return (struct pm_operand){node, arguments.depth + 1};
}

struct pm_operand pm_tree_set(struct pm_parser *parser, struct pm_list list, struct pm_span span)
{
    if (list.count == 1) { /* brackets around one expression only group */
        parser->nodes.count = list.first;
        return (struct pm_operand){parser->nodes.items[list.first], list.depth};
    }
    struct pm_node *node = make_node(parser, PM_NODE_SET, span);
    take_list(parser, node, list);
    return (struct pm_operand){node, list.depth + 1};
}

struct pm_operand pm_tree_square(struct pm_parser *parser, struct pm_list list, struct pm_span span)
{
    struct pm_node *node = make_node(parser, PM_NODE_LIST, span);
    take_list(parser, node, list);
    pm_report_set(parser, node);
    return (struct pm_operand){node, list.depth + 1};
}

struct pm_operand pm_tree_sign(struct pm_parser *parser, size_t token, struct pm_operand operand,
                               struct pm_span span)
{
    struct pm_node *node = make_node(parser, PM_NODE_SIGN, span);
    bool is_plus = pm_token_is_sign(&parser->cursor.tokens[token], '+');
    node->operation = is_plus ? PM_OP_PLUS : PM_OP_MINUS;
    return join(parser, node, operand, NULL);
}

struct pm_operand pm_tree_not(struct pm_parser *parser, struct pm_operand operand,
                              struct pm_span span)
{
    return join(parser, make_node(parser, PM_NODE_NOT, span), operand, NULL);
}

struct pm_operand pm_tree_is(struct pm_parser *parser, enum pm_node_kind kind,
                             struct pm_operand operand, size_t token, struct pm_span span)
{
    struct pm_node *node = make_node(parser, kind, span);
    node->text = pm_token_text(parser, token);
    return join(parser, node, operand, NULL);
}

struct pm_operand pm_tree_binary(struct pm_parser *parser, enum pm_operation operation,
                                 struct pm_operand left, struct pm_operand right,
                                 struct pm_span span)
{
    struct pm_node *node = make_node(parser, PM_NODE_BINARY, span);
    node->operation = operation;
    bool takes_set = operation == PM_OP_IN || operation == PM_OP_NOT_IN;
    if (!takes_set || right.node->kind == PM_NODE_LIST) refuse_set(parser, right.node);
    return join(parser, node, left, &right);
}
