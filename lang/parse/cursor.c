#include "lang/parse/cursor.h"

#include <string.h>

void pm_cursor_start(struct pm_cursor *cursor, struct pm_token *tokens, size_t count)
{
    *cursor = (struct pm_cursor){
        .tokens = tokens, .count = count, .last = PM_NO_TOKEN, .before_last = PM_NO_TOKEN};
}

struct pm_text pm_token_text(const struct pm_parser *parser, size_t token)
{
    const struct pm_token *t = &parser->cursor.tokens[token];
    return (struct pm_text){parser->source->text.bytes + t->begin, t->end - t->begin};
}

struct pm_span pm_token_span(const struct pm_parser *parser, size_t token)
{
    const struct pm_token *t = &parser->cursor.tokens[token];
    return (struct pm_span){parser->file, t->begin, t->end};
}

bool pm_token_is_sign(const struct pm_token *token, char sign)
{
    return token->kind == PM_TOKEN_SIGN && token->sign == (unsigned char)sign;
}

uint32_t pm_indentation(const struct pm_source *source, const struct pm_token *token)
{
    const char *bytes = source->text.bytes;
    uint32_t begin = token->begin;
    while (begin > 0 && bytes[begin - 1] != '\n')
        begin--;
    uint32_t column = 0;
    for (uint32_t at = begin; at < token->begin; at++)
        column = bytes[at] == '\t' ? (column / 8 + 1) * 8 : column + 1;
    return column;
}

static void set_role(struct pm_cursor *cursor, size_t token, enum pm_token_role role)
{
    cursor->tokens[token].role = (unsigned)role & 0xFF;
}

/* Index of the next token that is no comment; the count at the end. */
static size_t skip_comments(struct pm_cursor *cursor, size_t at)
{
    while (at < cursor->count && cursor->tokens[at].kind == PM_TOKEN_COMMENT) {
        set_role(cursor, at, PM_ROLE_COMMENT);
        at++;
    }
    return at;
}

static enum pm_token_role last_role(const struct pm_cursor *cursor)
{
    if (cursor->last == PM_NO_TOKEN) return PM_ROLE_NONE;
    return (enum pm_token_role)cursor->tokens[cursor->last].role;
}

/* The place just behind the last token: where things stand that are not written. */
static struct pm_span behind_last(const struct pm_parser *parser)
{
    const struct pm_cursor *cursor = &parser->cursor;
    uint32_t at = cursor->last == PM_NO_TOKEN ? 0 : cursor->tokens[cursor->last].end;
    return (struct pm_span){parser->file, at, at};
}

static bool is_word(const struct pm_parser *parser, size_t at, const char *word)
{
    const struct pm_cursor *cursor = &parser->cursor;
    return at < cursor->count && cursor->tokens[at].kind == PM_TOKEN_WORD &&
           pm_text_is(pm_token_text(parser, at), word);
}

/* True when the line ends in something that wants to go on. */
static bool is_unfinished(const struct pm_cursor *cursor)
{
    switch (last_role(cursor)) {
    case PM_ROLE_LINK:
    case PM_ROLE_OPERATOR:
    case PM_ROLE_PREFIX:
    case PM_ROLE_OF:
    case PM_ROLE_COMMA:
        return true;
    case PM_ROLE_NONE:
    case PM_ROLE_HEAD:
    case PM_ROLE_NAME:
    case PM_ROLE_CALL:
    case PM_ROLE_LITERAL:
    case PM_ROLE_BRACKET:
    case PM_ROLE_BRACE:
    case PM_ROLE_SEPARATOR:
    case PM_ROLE_COMMENT:
        break;
    }
    return cursor->bracket_count > 0;
}

/* True when a line that begins with this token goes on with the statement before it. */
static bool line_goes_on(const struct pm_parser *parser, size_t next)
{
    const struct pm_cursor *cursor = &parser->cursor;
    const struct pm_token *token = &cursor->tokens[next];
    bool is_deeper = pm_indentation(parser->source, token) > cursor->base;
    if (is_unfinished(cursor)) {
        bool closes = pm_token_is_sign(token, ')') || pm_token_is_sign(token, ']');
        return is_deeper || (closes && cursor->bracket_count > 0);
    }
    if (token->kind != PM_TOKEN_WORD) return true;
    struct pm_text word = pm_token_text(parser, next);
    return pm_is_operator(word) || (is_deeper && pm_is_link(word));
}

static bool statement_ends(const struct pm_parser *parser, size_t next)
{
    const struct pm_cursor *cursor = &parser->cursor;
    if (next == cursor->count) return true;
    const struct pm_token *token = &cursor->tokens[next];
    if (pm_token_is_sign(token, '}') || pm_token_is_sign(token, ';')) return true;
    return token->first && !line_goes_on(parser, next);
}

/* Takes a token as the last one. */
static void take(struct pm_parser *parser, size_t token, enum pm_token_role role)
{
    struct pm_cursor *cursor = &parser->cursor;
    set_role(cursor, token, role);
    if (cursor->tokens[token].dirty) parser->said = true;
    cursor->before_last = cursor->in_statement ? cursor->last : PM_NO_TOKEN;
    cursor->was_after_operand = cursor->after_operand;
    cursor->last = token;
    cursor->at = token + 1;
}

/* Begins a statement; true when it begins with a word, which is taken. */
static bool begin_statement(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    cursor->base = cursor->indent;
    cursor->after_operand = false;
    cursor->bracket_count = 0;
    cursor->nested = 0;
    parser->said = false;
    bool is_head = cursor->tokens[token].kind == PM_TOKEN_WORD;
    if (is_head) take(parser, token, PM_ROLE_HEAD);
    return is_head;
}

static uint32_t nested_at_bracket(const struct pm_cursor *cursor)
{
    if (!cursor->bracket_count) return 0;
    return cursor->brackets[cursor->bracket_count - 1].nested_before + 1;
}

/* One bracket, sign, `not` or `of` more; false when they are too many. */
static bool nest(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (cursor->nested < PM_DEEPEST_BRACKET) {
        cursor->nested++;
        return true;
    }
    pm_report_too_deep(parser, pm_token_span(parser, token), PM_DEEPEST_BRACKET);
    return false;
}

/* Leaves out the rest of a statement; the grammar recovers without a message of its own. */
static int give_up(struct pm_parser *parser)
{
    struct pm_cursor *cursor = &parser->cursor;
    cursor->bracket_count = 0;
    cursor->nested = 0;
    for (;;) {
        size_t next = skip_comments(cursor, cursor->at);
        if (statement_ends(parser, next) || pm_token_is_sign(&cursor->tokens[next], '{')) break;
        take(parser, next, PM_ROLE_LITERAL);
    }
    parser->said = true;
    return PM_GRAMMAR_PM_GRAMMAR_error;
}

static int give_literal(struct pm_parser *parser, size_t token)
{
    static const int kinds[] = {
        [PM_TOKEN_NUMBER] = PM_GRAMMAR_NUMBER,       [PM_TOKEN_PERCENT] = PM_GRAMMAR_PERCENT,
        [PM_TOKEN_MONEY] = PM_GRAMMAR_MONEY,         [PM_TOKEN_POINTS] = PM_GRAMMAR_POINTS,
        [PM_TOKEN_DURATION] = PM_GRAMMAR_DURATION,   [PM_TOKEN_DATE] = PM_GRAMMAR_DATE,
        [PM_TOKEN_MONTH_DAY] = PM_GRAMMAR_MONTH_DAY, [PM_TOKEN_TIME] = PM_GRAMMAR_TIME,
        [PM_TOKEN_TEXT] = PM_GRAMMAR_TEXT,           [PM_TOKEN_LONG_TEXT] = PM_GRAMMAR_TEXT,
    };
    take(parser, token, PM_ROLE_LITERAL);
    parser->cursor.after_operand = true;
    return kinds[parser->cursor.tokens[token].kind];
}

static int give_link(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    bool after_percent = cursor->last != PM_NO_TOKEN && cursor->after_operand &&
                         cursor->tokens[cursor->last].kind == PM_TOKEN_PERCENT;
    bool is_of = after_percent && is_word(parser, token, "of");
    if (is_of && !nest(parser, token)) return give_up(parser);
    take(parser, token, is_of ? PM_ROLE_OF : PM_ROLE_LINK);
    if (!is_of) cursor->nested = nested_at_bracket(cursor);
    cursor->after_operand = false;
    return is_of ? PM_GRAMMAR_OF : PM_GRAMMAR_LINK;
}

/* Takes the second word of an operator of two when it follows (`not in`, `is not`). */
static bool take_second(struct pm_parser *parser, const char *word)
{
    struct pm_cursor *cursor = &parser->cursor;
    size_t next = skip_comments(cursor, cursor->at);
    if (!is_word(parser, next, word)) return false;
    const struct pm_token *token = &cursor->tokens[next];
    if (token->first && pm_indentation(parser->source, token) <= cursor->base) return false;
    size_t before = cursor->before_last;
    bool was_after_operand = cursor->was_after_operand;
    take(parser, next, PM_ROLE_OPERATOR);
    cursor->before_last = before;
    cursor->was_after_operand = was_after_operand;
    return true;
}

static int give_operator(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    struct pm_text word = pm_token_text(parser, token);
    bool is_not = pm_text_is(word, "not");
    if (is_not && !nest(parser, token)) return give_up(parser);
    take(parser, token, PM_ROLE_OPERATOR);
    cursor->after_operand = false;
    if (is_not) return take_second(parser, "in") ? PM_GRAMMAR_NOT_IN : PM_GRAMMAR_NOT;
    if (pm_text_is(word, "is"))
        return take_second(parser, "not") ? PM_GRAMMAR_IS_NOT : PM_GRAMMAR_IS;
    if (pm_text_is(word, "and")) return PM_GRAMMAR_AND;
    if (pm_text_is(word, "or")) return PM_GRAMMAR_OR;
    if (pm_text_is(word, "in")) return PM_GRAMMAR_IN;
    return pm_text_is(word, "reaches") ? PM_GRAMMAR_REACHES : PM_GRAMMAR_BEATS;
}

static int give_word(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    struct pm_text word = pm_token_text(parser, token);
    if (pm_is_link(word)) return give_link(parser, token);
    if (pm_is_operator(word)) return give_operator(parser, token);
    const struct pm_token *next = &cursor->tokens[token + 1];
    bool is_call = token + 1 < cursor->count && pm_token_is_sign(next, '(') &&
                   next->begin == cursor->tokens[token].end;
    take(parser, token, is_call ? PM_ROLE_CALL : PM_ROLE_NAME);
    cursor->after_operand = !is_call;
    return is_call ? PM_GRAMMAR_CALL : PM_GRAMMAR_NAME;
}

static int give_opening(struct pm_parser *parser, size_t token, bool is_square)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (!nest(parser, token)) return give_up(parser);
    cursor->brackets[cursor->bracket_count++] = (struct pm_bracket){token, cursor->nested - 1};
    take(parser, token, PM_ROLE_BRACKET);
    cursor->after_operand = false;
    return is_square ? PM_GRAMMAR_LS : PM_GRAMMAR_LP;
}

/* Closes the innermost bracket, whether it is written or not. */
static int close_bracket(struct pm_cursor *cursor)
{
    const struct pm_bracket *top = &cursor->brackets[--cursor->bracket_count];
    cursor->nested = top->nested_before;
    cursor->after_operand = true;
    return pm_token_is_sign(&cursor->tokens[top->token], '[') ? PM_GRAMMAR_RS : PM_GRAMMAR_RP;
}

/* How many brackets a closing one closes; 0: it has no partner. */
static size_t brackets_closed_by(const struct pm_cursor *cursor, const struct pm_token *closing)
{
    char opening = pm_token_is_sign(closing, ')') ? '(' : '[';
    for (size_t i = cursor->bracket_count; i-- > 0;)
        if (pm_token_is_sign(&cursor->tokens[cursor->brackets[i].token], opening))
            return cursor->bracket_count - i;
    return 0;
}

/* True for + and - before an operand: where one must stand, and, outside of brackets, between a
 * blank and what touches it (`target SY2026 -3 pts`). */
static bool is_prefix(const struct pm_cursor *cursor, size_t token)
{
    if (!cursor->after_operand) return true;
    if (cursor->bracket_count || token + 1 >= cursor->count) return false;
    const struct pm_token *tokens = cursor->tokens;
    return tokens[token].begin > tokens[cursor->last].end &&
           tokens[token + 1].begin == tokens[token].end;
}

static int give_plus_minus(struct pm_parser *parser, size_t token, int operation)
{
    struct pm_cursor *cursor = &parser->cursor;
    bool prefix = is_prefix(cursor, token);
    if (prefix && !nest(parser, token)) return give_up(parser);
    take(parser, token, prefix ? PM_ROLE_PREFIX : PM_ROLE_OPERATOR);
    cursor->after_operand = false;
    return prefix ? PM_GRAMMAR_SIGN : operation;
}

static int operator_of(unsigned sign)
{
    static const struct {
        char sign;
        int kind;
    } operators[] = {{'*', PM_GRAMMAR_STAR},  {'/', PM_GRAMMAR_SLASH}, {'<', PM_GRAMMAR_LT},
                     {'>', PM_GRAMMAR_GT},    {'l', PM_GRAMMAR_LE},    {'g', PM_GRAMMAR_GE},
                     {'n', PM_GRAMMAR_NE},    {'&', PM_GRAMMAR_AND},   {'|', PM_GRAMMAR_OR},
                     {'r', PM_GRAMMAR_DOTDOT}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if ((unsigned char)operators[i].sign == sign) return operators[i].kind;
    return PM_GRAMMAR_EQ;
}

static int give_sign(struct pm_parser *parser, size_t token)
{
    struct pm_cursor *cursor = &parser->cursor;
    unsigned sign = cursor->tokens[token].sign;
    switch (sign) {
    case '(':
        return give_opening(parser, token, false);
    case '[':
        return give_opening(parser, token, true);
    case '+':
        return give_plus_minus(parser, token, PM_GRAMMAR_PLUS);
    case '-':
        return give_plus_minus(parser, token, PM_GRAMMAR_MINUS);
    case ',':
        take(parser, token, PM_ROLE_COMMA);
        cursor->nested = nested_at_bracket(cursor);
        cursor->after_operand = false;
        return PM_GRAMMAR_COMMA;
    default:
        take(parser, token, PM_ROLE_OPERATOR);
        cursor->after_operand = false;
        return operator_of(sign);
    }
}

/* A closing bracket; those inside that are still open are closed first. -1: it was left out. */
static int give_closing(struct pm_parser *parser, size_t token, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    size_t closed = brackets_closed_by(cursor, &cursor->tokens[token]);
    if (closed == 0) {
        pm_report_stray_bracket(parser, token);
        set_role(cursor, token, PM_ROLE_BRACKET);
        cursor->at = token + 1;
        return -1;
    }
    if (closed > 1) {
        pm_report_open_brackets(parser);
        *span = behind_last(parser);
        return close_bracket(cursor);
    }
    take(parser, token, PM_ROLE_BRACKET);
    return close_bracket(cursor);
}

/* The end of a statement, brackets that are still open first. */
static int give_end(struct pm_parser *parser, size_t next, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    *span = behind_last(parser);
    bool is_near = next < cursor->count && !cursor->tokens[next].first;
    if (is_near && cursor->tokens[next].dirty) parser->said = true;
    if (cursor->bracket_count) {
        pm_report_open_brackets(parser);
        return close_bracket(cursor);
    }
    cursor->in_statement = false;
    if (next < cursor->count && pm_token_is_sign(&cursor->tokens[next], ';')) {
        set_role(cursor, next, PM_ROLE_SEPARATOR);
        cursor->at = next + 1;
    }
    return PM_GRAMMAR_END;
}

/* Leaves out a block that is nested too deeply, up to its `}`. */
static void skip_block(struct pm_cursor *cursor, size_t brace)
{
    size_t depth = 0;
    size_t at = brace;
    for (; at < cursor->count; at++) {
        if (pm_token_is_sign(&cursor->tokens[at], '{')) depth++;
        if (pm_token_is_sign(&cursor->tokens[at], '}') && --depth == 0) break;
    }
    cursor->at = at < cursor->count ? at + 1 : at;
}

/* A `{`; -1: its block was left out. */
static int give_opening_brace(struct pm_parser *parser, size_t token, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (cursor->bracket_count) {
        pm_report_open_brackets(parser);
        *span = behind_last(parser);
        return close_bracket(cursor);
    }
    if (cursor->braces.count == PM_DEEPEST_BLOCK) {
        pm_report_too_deep(parser, pm_token_span(parser, token), PM_DEEPEST_BLOCK);
        skip_block(cursor, token);
        if (!cursor->in_statement) return -1;
        *span = behind_last(parser);
        cursor->in_statement = false;
        return PM_GRAMMAR_END;
    }
    if (!cursor->in_statement) parser->said = false;
    take(parser, token, PM_ROLE_BRACE);
    PM_PUSH(parser->arena, &cursor->braces, token);
    cursor->in_statement = false;
    *span = pm_token_span(parser, token);
    return PM_GRAMMAR_LB;
}

/* A `}` between statements; -1: it has no partner and was left out. */
static int give_closing_brace(struct pm_parser *parser, size_t token, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (cursor->braces.count == 0) {
        pm_report_stray_brace(parser, token);
        set_role(cursor, token, PM_ROLE_BRACE);
        cursor->at = token + 1;
        return -1;
    }
    take(parser, token, PM_ROLE_BRACE);
    cursor->braces.count--;
    *span = pm_token_span(parser, token);
    return PM_GRAMMAR_RB;
}

/* Blocks that are open at the end of the file are closed there. */
static int give_end_of_file(struct pm_parser *parser, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    *span = behind_last(parser);
    cursor->at = cursor->count;
    if (cursor->braces.count == 0) return 0;
    size_t brace = cursor->braces.items[--cursor->braces.count];
    struct pm_text word = PM_TEXT("");
    const struct pm_frame *frame =
        parser->frames.count ? &parser->frames.items[parser->frames.count - 1] : NULL;
    if (frame && !frame->is_orphan) word = frame->statement->word;
    pm_report_open_brace(parser, brace, word, NULL);
    return PM_GRAMMAR_RB;
}

/* A token within a statement; -1: it was left out. */
static int give_token(struct pm_parser *parser, size_t next, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    const struct pm_token *token = &cursor->tokens[next];
    *span = pm_token_span(parser, next);
    if (pm_token_is_sign(token, ')') || pm_token_is_sign(token, ']'))
        return give_closing(parser, next, span);
    if (token->kind == PM_TOKEN_SIGN) return give_sign(parser, next);
    if (token->kind != PM_TOKEN_WORD) return give_literal(parser, next);
    int kind = give_word(parser, next);
    span->end = cursor->tokens[cursor->last].end; /* `not in` is one */
    return kind;
}

/* Between statements; -1: nothing for the grammar yet. */
static int give_between(struct pm_parser *parser, size_t next, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (next == cursor->count) return give_end_of_file(parser, span);
    const struct pm_token *token = &cursor->tokens[next];
    if (token->first) cursor->indent = pm_indentation(parser->source, token);
    if (pm_token_is_sign(token, ';')) {
        set_role(cursor, next, PM_ROLE_SEPARATOR);
        cursor->at = next + 1;
        return -1;
    }
    if (pm_token_is_sign(token, '}')) return give_closing_brace(parser, next, span);
    if (pm_token_is_sign(token, '{')) return give_opening_brace(parser, next, span);
    *span = pm_token_span(parser, next);
    int kind = PM_GRAMMAR_HEAD;
    if (!begin_statement(parser, next)) kind = give_token(parser, next, span);
    cursor->in_statement = true;
    return kind;
}

/* Within a statement; -1: nothing for the grammar yet. */
static int give_within(struct pm_parser *parser, size_t next, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    if (statement_ends(parser, next)) return give_end(parser, next, span);
    const struct pm_token *token = &cursor->tokens[next];
    if (token->first) cursor->indent = pm_indentation(parser->source, token);
    if (pm_token_is_sign(token, '{')) return give_opening_brace(parser, next, span);
    return give_token(parser, next, span);
}

int pm_cursor_next(struct pm_parser *parser, PM_GRAMMAR_STYPE *value, struct pm_span *span)
{
    struct pm_cursor *cursor = &parser->cursor;
    int kind = -1;
    while (kind < 0) {
        size_t next = skip_comments(cursor, cursor->at);
        kind = cursor->in_statement ? give_within(parser, next, span)
                                    : give_between(parser, next, span);
    }
    value->token = cursor->last;
    return kind;
}
