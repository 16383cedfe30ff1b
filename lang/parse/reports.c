#include "lang/parse/parser.h"

#include <string.h>

static struct pm_diagnostics *list_of(struct pm_parser *parser)
{
    return parser->diagnostics;
}

/* The first message about a statement silences the rest. */
static bool begin_report(struct pm_parser *parser)
{
    bool may = !parser->said && pm_parser_may_report(parser);
    parser->said = true;
    return may;
}

/* The text of a token for a message, cut where it is long. */
static struct pm_text shown(const struct pm_parser *parser, size_t token)
{
    enum { LONGEST = 40 };
    struct pm_text text = pm_token_text(parser, token);
    const char *line_end = memchr(text.bytes, '\n', text.size);
    if (line_end) text.size = (size_t)(line_end - text.bytes);
    if (text.size > LONGEST) text.size = LONGEST;
    while (text.size && ((unsigned char)text.bytes[text.size - 1] & 0x80))
        text.size--;
    return text;
}

/* ---- braces and brackets */

void pm_report_open_brackets(struct pm_parser *parser)
{
    if (!begin_report(parser)) return;
    size_t token = parser->cursor.brackets[0].token;
    struct pm_text text = pm_token_text(parser, token);
    bool is_square = text.bytes[0] == '[';
    struct pm_diagnostic *found =
        pm_diagnose(list_of(parser), PM_BRACKET_NOT_CLOSED, pm_token_span(parser, token),
                    "this `%c` is never closed", text.bytes[0]);
    uint32_t end = parser->cursor.tokens[parser->cursor.last].end;
    struct pm_span behind = {parser->file, end, end};
    pm_label(list_of(parser), found, behind, "the statement ends here");
    pm_help(list_of(parser), found,
            "write `%c`; a statement that goes on is indented deeper on its next line",
            is_square ? ']' : ')');
}

void pm_report_stray_bracket(struct pm_parser *parser, size_t token)
{
    if (!begin_report(parser)) return;
    struct pm_diagnostic *found =
        pm_diagnose(list_of(parser), PM_STRAY_BRACKET, pm_token_span(parser, token),
                    "this `%c` closes nothing", pm_token_text(parser, token).bytes[0]);
    pm_help(list_of(parser), found, "take it out, or write what it closes");
}

void pm_report_stray_brace(struct pm_parser *parser, size_t token)
{
    if (!pm_parser_may_report(parser)) return;
    struct pm_diagnostic *found = pm_diagnose(
        list_of(parser), PM_STRAY_BRACE, pm_token_span(parser, token), "this `}` closes nothing");
    pm_help(list_of(parser), found, "take it out, or write the `{` that it closes");
}

void pm_report_open_brace(struct pm_parser *parser, size_t brace, struct pm_text word,
                          const struct pm_span *before)
{
    if (parser->has_open_text || !pm_parser_may_report(parser)) return;
    struct pm_diagnostics *list = list_of(parser);
    struct pm_span span = pm_token_span(parser, brace);
    struct pm_diagnostic *found =
        word.size ? pm_diagnose(list, PM_BRACE_NOT_CLOSED, span, "this `%.*s` is never closed",
                                (int)word.size, word.bytes)
                  : pm_diagnose(list, PM_BRACE_NOT_CLOSED, span, "this `{` is never closed");
    if (before) {
        pm_label(list, found, *before, "the `}` is probably missing before this");
    } else {
        pm_say(list, found, "no matching `}` before the end of the file");
    }
    pm_help(list, found, "write `}` where its block ends");
}

void pm_report_missing_brace(struct pm_parser *parser, size_t after, struct pm_text word)
{
    if (!pm_parser_may_report(parser)) return;
    struct pm_diagnostics *list = list_of(parser);
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_BRACE_NOT_OPENED, pm_token_span(parser, after),
                    "the block of this `%.*s` has no `{`", (int)word.size, word.bytes);
    pm_say(list, found, "`{` is missing after this");
    pm_help(list, found, "write `{` where its block begins");
}

void pm_report_too_deep(struct pm_parser *parser, struct pm_span span, int limit)
{
    if (!begin_report(parser)) return;
    struct pm_diagnostic *found = pm_diagnose(list_of(parser), PM_NESTED_TOO_DEEP, span,
                                              "this is nested more than %d deep", limit);
    pm_help(list_of(parser), found, "divide it into smaller pieces");
}

void pm_report_set(struct pm_parser *parser, const struct pm_node *set)
{
    if (!begin_report(parser)) return;
    struct pm_diagnostics *list = list_of(parser);
    bool is_square = set->kind == PM_NODE_LIST;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_SET_MISPLACED, set->span,
                    is_square ? "square brackets have no meaning"
                              : "several values in brackets stand after `in` only");
    pm_help(list, found,
            is_square ? "a set is written `(\"E\", \"U\")`"
                      : "write `code in (\"E\", \"U\")`, or leave the brackets out");
}

/* ---- expressions */

/* What is wrong where a statement or an operand must begin. */
static void report_missing_value(struct pm_parser *parser, enum pm_found found, struct pm_span span)
{
    struct pm_diagnostics *list = list_of(parser);
    const struct pm_cursor *cursor = &parser->cursor;
    bool is_at_end = found == PM_FOUND_END || found == PM_FOUND_BLOCK;
    size_t before = found == PM_FOUND_END ? cursor->last : cursor->before_last;
    struct pm_text text = shown(parser, before);
    enum pm_token_role role = (enum pm_token_role)cursor->tokens[before].role;
    struct pm_diagnostic *made = NULL;
    if (role == PM_ROLE_HEAD || role == PM_ROLE_LINK) {
        struct pm_text sign = shown(parser, cursor->last);
        made = pm_diagnose(list, PM_VALUE_MISSING, span, "nothing stands before `%.*s`",
                           (int)sign.size, sign.bytes);
        pm_label(list, made, pm_token_span(parser, before), "after this, a value must come first");
        pm_help(list, made, "no sign stands between a word and what follows it: `%.*s VALUE`",
                (int)text.size, text.bytes);
        return;
    }
    if (is_at_end) span = pm_token_span(parser, before);
    made = pm_diagnose(list, PM_VALUE_MISSING, span, "a value is missing after `%.*s`",
                       (int)text.size, text.bytes);
    if (!is_at_end) pm_label(list, made, pm_token_span(parser, before), "after this");
    pm_help(list, made,
            role == PM_ROLE_COMMA
                ? "take the comma out, or go on behind it; the next line is indented deeper"
                : "write a value behind it; on a next line, indent it deeper");
}

static void report_chain(struct pm_parser *parser, enum pm_found found, struct pm_span span)
{
    struct pm_diagnostics *list = list_of(parser);
    bool is_range = found == PM_FOUND_RANGE;
    struct pm_diagnostic *made =
        pm_diagnose(list, PM_COMPARISONS_CHAINED, span,
                    is_range ? "a range has two ends" : "comparisons do not chain");
    pm_help(list, made,
            is_range ? "write `3..5`" : "write two comparisons with `and`: `1 < a and a < 3`");
}

static void report_operator_missing(struct pm_parser *parser, enum pm_found found,
                                    struct pm_span span)
{
    struct pm_diagnostics *list = list_of(parser);
    const struct pm_cursor *cursor = &parser->cursor;
    struct pm_text text = shown(parser, cursor->last);
    bool is_call = found == PM_FOUND_OPENING && cursor->before_last != PM_NO_TOKEN &&
                   cursor->tokens[cursor->before_last].role == PM_ROLE_NAME;
    if (is_call) {
        struct pm_diagnostic *made =
            pm_diagnose(list, PM_CALL_WITH_BLANK, span, "a blank stands before this bracket");
        pm_help(list, made, "the bracket of a call touches its name: `too_many_goals(5)`");
        return;
    }
    struct pm_diagnostic *made =
        pm_diagnose(list, PM_OPERATOR_MISSING, span,
                    found == PM_FOUND_LINK ? "`%.*s` cannot stand in brackets"
                                           : "a comma or an operator is missing before `%.*s`",
                    (int)text.size, text.bytes);
    size_t open =
        cursor->bracket_count ? cursor->brackets[cursor->bracket_count - 1].token : PM_NO_TOKEN;
    if (open != PM_NO_TOKEN) pm_label(list, made, pm_token_span(parser, open), "in this bracket");
    pm_help(list, made,
            found == PM_FOUND_LINK ? "close the bracket before it"
                                   : "write `,` between two values");
}

static void report_is(struct pm_parser *parser, struct pm_span span)
{
    struct pm_diagnostics *list = list_of(parser);
    struct pm_diagnostic *made =
        pm_diagnose(list, PM_VALUE_MISSING, span, "`missing` stands after `is` and `is not`");
    pm_help(list, made, "write `is missing`, or `=` to compare: `grade = 3`");
}

/* True when the scanner has reported something about the rest of the line. */
static bool line_is_dirty(const struct pm_parser *parser)
{
    const struct pm_cursor *cursor = &parser->cursor;
    for (size_t i = cursor->at; i < cursor->count && !cursor->tokens[i].first; i++)
        if (cursor->tokens[i].dirty) return true;
    return false;
}

static void report_no_word(struct pm_parser *parser, enum pm_found found, struct pm_span span)
{
    struct pm_diagnostics *list = list_of(parser);
    if (found == PM_FOUND_BLOCK) {
        struct pm_diagnostic *made = pm_diagnose(list, PM_BLOCK_WITHOUT_STATEMENT, span,
                                                 "this block belongs to no statement");
        pm_help(list, made, "write the statement before the `{`, or take the braces out");
        return;
    }
    struct pm_text text = shown(parser, parser->cursor.last);
    struct pm_diagnostic *made =
        pm_diagnose(list, PM_STATEMENT_WITHOUT_WORD, span,
                    "a statement begins with a word, not with `%.*s`", (int)text.size, text.bytes);
    pm_help(list, made, "write the word first: `target SY2026 24%%`");
}

void pm_report_syntax(struct pm_parser *parser, enum pm_found found, struct pm_span span)
{
    const struct pm_cursor *cursor = &parser->cursor;
    if (parser->said || line_is_dirty(parser)) {
        parser->said = true;
        return;
    }
    if (!begin_report(parser)) return;
    bool after_operand = found == PM_FOUND_END ? cursor->after_operand : cursor->was_after_operand;
    size_t before = found == PM_FOUND_END ? cursor->last : cursor->before_last;
    enum pm_token_role role =
        before == PM_NO_TOKEN ? PM_ROLE_NONE : (enum pm_token_role)cursor->tokens[before].role;
    bool after_is = role == PM_ROLE_OPERATOR && cursor->last != PM_NO_TOKEN &&
                    (pm_text_is(pm_token_text(parser, before), "is") ||
                     pm_text_is(pm_token_text(parser, before), "not"));
    if (role == PM_ROLE_NONE) {
        report_no_word(parser, found, span);
    } else if (after_is && found == PM_FOUND_OPERAND) {
        report_is(parser, span);
    } else if (!after_operand) {
        report_missing_value(parser, found, span);
    } else if (found == PM_FOUND_COMPARISON || found == PM_FOUND_RANGE) {
        report_chain(parser, found, span);
    } else {
        report_operator_missing(parser, found, span);
    }
}
