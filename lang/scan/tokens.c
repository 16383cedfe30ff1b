#include "lang/scan/scanner.h"

#include <string.h>

enum { MOST_MESSAGES = 200 };

struct pm_text pm_scanner_matched(const struct pm_scanner *scanner)
{
    return (struct pm_text){scanner->source->text.bytes + scanner->begin,
                            scanner->end - scanner->begin};
}

struct pm_span pm_scanner_span(const struct pm_scanner *scanner, uint32_t begin, uint32_t end)
{
    return (struct pm_span){scanner->file, begin, end};
}

bool pm_scanner_may_report(struct pm_scanner *scanner)
{
    scanner->pending = true;
    if (scanner->message_count == MOST_MESSAGES) {
        scanner->unsaid_count++;
        return false;
    }
    scanner->message_count++;
    return true;
}

static struct pm_token *last_of_line(struct pm_scanner *scanner)
{
    return scanner->line_has_token ? &scanner->tokens.items[scanner->tokens.count - 1] : NULL;
}

void pm_scanner_push(struct pm_scanner *scanner, enum pm_token_kind kind, char sign)
{
    struct pm_token token = {.begin = scanner->begin, .end = scanner->end};
    token.kind = (unsigned)kind & 0xFF;
    token.sign = (unsigned char)sign;
    token.first = !scanner->line_has_token;
    token.dirty = scanner->pending;
    scanner->pending = false;
    scanner->line_has_token = true;
    PM_PUSH(scanner->arena, &scanner->tokens, token);
}

/* What is wrong behind the last token of a line belongs to that one, not to the next line's. */
static void settle(struct pm_scanner *scanner)
{
    struct pm_token *last = last_of_line(scanner);
    if (scanner->pending && last) last->dirty = 1;
    scanner->pending = false;
}

void pm_scanner_end_line(struct pm_scanner *scanner)
{
    settle(scanner);
    scanner->line_has_token = false;
}

static void report_bytes(struct pm_scanner *scanner, uint32_t at, const char *where)
{
    if (!pm_scanner_may_report(scanner)) return;
    struct pm_diagnostics *list = scanner->diagnostics;
    unsigned byte = (unsigned char)scanner->source->text.bytes[at];
    struct pm_span span = pm_scanner_span(scanner, at, at + 1);
    if (byte == 0) {
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_UNEXPECTED_CHARACTER, span, "this %s has a NUL byte in it", where);
        pm_help(list, found, "take it out; perhaps the file is not a text");
        return;
    }
    struct pm_diagnostic *found = pm_diagnose(list, PM_FILE_NOT_UTF8, span,
                                              "byte 0x%02X in this %s is not UTF-8", byte, where);
    pm_help(list, found, "save the file as UTF-8");
}

/* One message for the first byte that is no UTF-8, or is NUL. */
static void check_bytes(struct pm_scanner *scanner, uint32_t begin, uint32_t end, const char *where)
{
    const char *bytes = scanner->source->text.bytes;
    size_t bad = begin + pm_utf8_first_bad(bytes + begin, end - begin);
    const char *nul = memchr(bytes + begin, 0, bad - begin);
    if (nul) bad = (size_t)(nul - bytes);
    if (bad < end) report_bytes(scanner, (uint32_t)bad, where);
}

void pm_scanner_push_comment(struct pm_scanner *scanner)
{
    uint32_t line_end = scanner->end;
    if (scanner->source->text.bytes[scanner->end - 1] == '\r') scanner->end--;
    settle(scanner);
    pm_scanner_push(scanner, PM_TOKEN_COMMENT, 0);
    check_bytes(scanner, scanner->begin, scanner->end, "comment");
    scanner->pending = false; /* a comment says nothing, so its statement is as good as before */
    scanner->end = line_end;
}

static void check_escapes(struct pm_scanner *scanner, uint32_t begin, uint32_t end)
{
    const char *bytes = scanner->source->text.bytes;
    struct pm_diagnostics *list = scanner->diagnostics;
    for (uint32_t at = begin; at + 1 < end; at++) {
        if (bytes[at] != '\\') continue;
        at++;
        if (strchr("\"\\nt", bytes[at]) && bytes[at]) continue;
        if (!pm_scanner_may_report(scanner)) return;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_WRONG_ESCAPE, pm_scanner_span(scanner, at - 1, at + 1),
                        "a backslash in a text stands before `\"`, `\\`, `n` or `t` only");
        pm_help(list, found, "write `\\\\` for a backslash");
        return;
    }
}

/* Appends the matched text, dirty when something is wrong inside. */
static void push_checked(struct pm_scanner *scanner, enum pm_token_kind kind, bool has_escapes)
{
    uint32_t begin = scanner->begin;
    uint32_t end = scanner->end;
    check_bytes(scanner, begin, end, "text");
    const char *bytes = scanner->source->text.bytes + begin;
    if (has_escapes && memchr(bytes, '\\', end - begin)) check_escapes(scanner, begin, end);
    pm_scanner_push(scanner, kind, 0);
}

void pm_scanner_push_text(struct pm_scanner *scanner)
{
    push_checked(scanner, PM_TOKEN_TEXT, true);
}

void pm_scanner_push_long_text(struct pm_scanner *scanner, bool is_closed)
{
    scanner->begin = scanner->long_text_begin;
    if (!is_closed && pm_scanner_may_report(scanner)) {
        struct pm_diagnostics *list = scanner->diagnostics;
        struct pm_span quotes = pm_scanner_span(scanner, scanner->begin, scanner->begin + 3);
        struct pm_diagnostic *found = pm_diagnose(list, PM_TEXT_NOT_CLOSED, quotes,
                                                  "this text is never closed with `\"\"\"`");
        pm_say(list, found, "the rest of the file belongs to it");
        pm_help(list, found, "write `\"\"\"` where the text ends");
    }
    push_checked(scanner, PM_TOKEN_LONG_TEXT, false);
}

/* Where the text that began at `begin` is taken to end: before a last `{`, else with its line. */
static uint32_t end_of_open_text(const struct pm_scanner *scanner)
{
    const char *bytes = scanner->source->text.bytes;
    uint32_t end = scanner->end;
    while (end > scanner->begin + 1 && strchr(" \t\r", bytes[end - 1]) && bytes[end - 1])
        end--;
    if (end > scanner->begin + 1 && bytes[end - 1] == '{') end--;
    while (end > scanner->begin + 1 && strchr(" \t\r", bytes[end - 1]) && bytes[end - 1])
        end--;
    return end;
}

/* Offset after the first closing curly quote in the matched text, or 0. */
static uint32_t end_of_curly_text(const struct pm_scanner *scanner)
{
    const char *bytes = scanner->source->text.bytes;
    for (uint32_t at = scanner->begin + 1; at + 3 <= scanner->end; at++)
        if (memcmp(bytes + at, "\xE2\x80\x9D", 3) == 0) return at + 3;
    return 0;
}

uint32_t pm_scanner_push_open_text(struct pm_scanner *scanner)
{
    struct pm_diagnostics *list = scanner->diagnostics;
    uint32_t curly = end_of_curly_text(scanner);
    scanner->end = curly ? curly : end_of_open_text(scanner);
    if (curly) {
        pm_scanner_push_form(scanner, PM_FORM_QUOTES, PM_TOKEN_TEXT);
        return scanner->end - scanner->begin;
    }
    if (pm_scanner_may_report(scanner)) {
        struct pm_diagnostic *found = pm_diagnose(
            list, PM_TEXT_NOT_CLOSED, pm_scanner_span(scanner, scanner->begin, scanner->begin + 1),
            "this text is not closed on its line");
        pm_help(list, found,
                "write `\"` where the text ends, or `\"\"\"` around a text of several "
                "lines");
    }
    pm_scanner_push(scanner, PM_TOKEN_TEXT, 0);
    return scanner->end - scanner->begin;
}

static void report_unsaid(struct pm_scanner *scanner)
{
    if (!scanner->unsaid_count) return;
    uint32_t end = (uint32_t)scanner->source->text.size;
    struct pm_diagnostic *found =
        pm_diagnose(scanner->diagnostics, PM_TOO_MANY_ERRORS, pm_scanner_span(scanner, end, end),
                    "%zu more characters and forms of this file are wrong", scanner->unsaid_count);
    pm_help(scanner->diagnostics, found, "mend the first ones and check again");
}

struct pm_tokens *pm_scan(struct pm_arena *arena, const struct pm_source *source, uint32_t file,
                          struct pm_diagnostics *diagnostics)
{
    struct pm_scanner *scanner = PM_NEW(arena, struct pm_scanner);
    scanner->arena = arena;
    scanner->source = source;
    scanner->file = file;
    scanner->diagnostics = diagnostics;
    pm_scanner_run(scanner);
    settle(scanner);
    report_unsaid(scanner);
    struct pm_tokens *tokens = PM_NEW(arena, struct pm_tokens);
    tokens->items = scanner->tokens.items;
    tokens->count = scanner->tokens.count;
    return tokens;
}
