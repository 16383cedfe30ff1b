#include "lang/scan/scanner.h"

#include <string.h>

static int month_size(int month, int year)
{
    static const int sizes[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : sizes[month - 1];
}

static bool is_date(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= month_size(month, year);
}

/* The three numbers of a date. */
static void read_numbers(struct pm_text text, int numbers[3])
{
    int index = 0;
    numbers[0] = numbers[1] = numbers[2] = 0;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte >= '0' && byte <= '9') {
            numbers[index] = numbers[index] * 10 + (byte - '0');
        } else if (index < 2) {
            index++;
        }
    }
}

static struct pm_diagnostic *report(struct pm_scanner *scanner, enum pm_code code, const char *what)
{
    struct pm_text text = pm_scanner_matched(scanner);
    return pm_diagnose(scanner->diagnostics, code,
                       pm_scanner_span(scanner, scanner->begin, scanner->end), "`%.*s` is not %s",
                       (int)(text.size < 60 ? text.size : 60), text.bytes, what);
}

/* Says what to write, as text that may be put in the place of what was written. */
static void replace(struct pm_scanner *scanner, struct pm_diagnostic *found, const char *text)
{
    found->replacement = text;
    pm_help(scanner->diagnostics, found, "write `%s`", text);
}

static void report_ambiguous(struct pm_scanner *scanner, const int numbers[3])
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    struct pm_text text = pm_scanner_matched(scanner);
    struct pm_diagnostics *list = scanner->diagnostics;
    int a = numbers[0];
    int b = numbers[1];
    int year = numbers[2];
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_DATE_FORM, pm_scanner_span(scanner, scanner->begin, scanner->end),
                    "`%.*s` can be read in two ways", (int)text.size, text.bytes);
    pm_help(list, found, "write `%04d-%02d-%02d` (%d %s) or `%04d-%02d-%02d` (%d %s)", year, a, b,
            b, months[a - 1], year, b, a, a, months[b - 1]);
}

static void report_date(struct pm_scanner *scanner, enum pm_form form)
{
    int numbers[3];
    read_numbers(pm_scanner_matched(scanner), numbers);
    bool year_first = form == PM_FORM_DATE_YEAR_FIRST;
    int year = year_first ? numbers[0] : numbers[2];
    int month = year_first ? numbers[1] : numbers[0];
    int day = year_first ? numbers[2] : numbers[1];
    bool month_first = is_date(year, month, day);
    bool day_first = !year_first && is_date(year, day, month);
    if (form == PM_FORM_DATE_SLASHES && month_first && day_first && month != day) {
        report_ambiguous(scanner, numbers);
        return;
    }
    struct pm_diagnostic *found = report(scanner, PM_DATE_FORM, "how a date is written");
    if (day_first && (form == PM_FORM_DATE_DOTS || !month_first)) {
        int swap = month;
        month = day;
        day = swap;
    }
    if (month_first || day_first) {
        replace(scanner, found,
                pm_arena_format(scanner->diagnostics->arena, "%04d-%02d-%02d", year, month, day));
    } else {
        pm_help(scanner->diagnostics, found, "write year, month and day: `2025-09-30`");
    }
}

/* The matched text without the bytes in `left_out`; commas become underscores. */
static char *without(struct pm_scanner *scanner, const char *left_out)
{
    struct pm_text text = pm_scanner_matched(scanner);
    char *copy = pm_arena_alloc(scanner->diagnostics->arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (strchr(left_out, text.bytes[i])) continue;
        copy[size++] = text.bytes[i] == ',' ? '_' : text.bytes[i];
    }
    return copy;
}

static void report_thousands(struct pm_scanner *scanner, enum pm_token_kind kind)
{
    struct pm_diagnostic *found = report(scanner, PM_NUMBER_FORM, "how a number is written");
    const char *right = without(scanner, " \t");
    if (kind == PM_TOKEN_MONEY) {
        replace(scanner, found, right);
        return;
    }
    pm_help(scanner->diagnostics, found,
            "write `%s` for one number; several numbers have a blank after each comma", right);
}

static void report_blank_missing(struct pm_scanner *scanner)
{
    struct pm_text text = pm_scanner_matched(scanner);
    size_t digits = 0;
    while (digits < text.size && (strchr("0123456789_.", text.bytes[digits])))
        digits++;
    struct pm_diagnostic *found =
        report(scanner, PM_NUMBER_FORM, "how a number with its unit is written");
    replace(scanner, found,
            pm_arena_format(scanner->diagnostics->arena, "%.*s %.*s", (int)digits, text.bytes,
                            (int)(text.size - digits), text.bytes + digits));
}

/* How many bytes the quote at the start or the end of a text has. */
static size_t quote_size(char byte)
{
    return byte == '"' || byte == '\'' ? 1 : 3;
}

/* The matched text between straight double quotes. */
static const char *requote(struct pm_scanner *scanner, size_t first, size_t last)
{
    struct pm_text text = pm_scanner_matched(scanner);
    char *copy = pm_arena_alloc(scanner->diagnostics->arena, 2 * text.size + 3);
    size_t size = 0;
    copy[size++] = '"';
    for (size_t i = first; i < text.size - last; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\') copy[size++] = '\\';
        copy[size++] = text.bytes[i];
    }
    copy[size] = '"';
    return copy;
}

static void report_quotes(struct pm_scanner *scanner)
{
    enum { LONGEST_SHOWN = 60 };
    struct pm_text text = pm_scanner_matched(scanner);
    struct pm_diagnostics *list = scanner->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_WRONG_QUOTES, pm_scanner_span(scanner, scanner->begin, scanner->end),
                    "a text stands between straight double quotes");
    found->replacement =
        requote(scanner, quote_size(text.bytes[0]), quote_size(text.bytes[text.size - 1]));
    if (text.size < LONGEST_SHOWN) {
        pm_help(list, found, "write `%s`", found->replacement);
    } else {
        pm_help(list, found, "write `\"` on both sides of it");
    }
}

static void report_form(struct pm_scanner *scanner, enum pm_form form, enum pm_token_kind kind)
{
    struct pm_text text = pm_scanner_matched(scanner);
    struct pm_diagnostics *list = scanner->diagnostics;
    struct pm_diagnostic *found = NULL;
    switch (form) {
    case PM_FORM_DATE_SLASHES:
    case PM_FORM_DATE_DOTS:
    case PM_FORM_DATE_YEAR_FIRST:
        report_date(scanner, form);
        break;
    case PM_FORM_TIME:
        found = report(scanner, PM_DATE_FORM, "how a time is written");
        replace(scanner, found,
                pm_arena_format(scanner->diagnostics->arena, "0%.*s", (int)text.size, text.bytes));
        break;
    case PM_FORM_THOUSANDS:
        report_thousands(scanner, kind);
        break;
    case PM_FORM_BLANK_INSIDE:
        found = report(scanner, PM_NUMBER_FORM, "how a percent or an amount of money is written");
        replace(scanner, found, without(scanner, " \t"));
        break;
    case PM_FORM_BLANK_MISSING:
        report_blank_missing(scanner);
        break;
    case PM_FORM_NO_ZERO:
        found = report(scanner, PM_NUMBER_FORM, "how a number is written");
        replace(scanner, found,
                pm_arena_format(scanner->diagnostics->arena, "0%.*s", (int)text.size, text.bytes));
        break;
    case PM_FORM_NUMBER_NAME:
        found = report(scanner, PM_NUMBER_FORM, "a number and not a name");
        pm_help(list, found, "names begin with a letter: `g5`, `grade_5`");
        break;
    case PM_FORM_NAME_LETTERS:
        found = report(scanner, PM_NAME_FORM, "a name");
        pm_help(list, found,
                "names are written with the letters a to z, digits and `_`; the words "
                "that people read stand in quotes");
        break;
    case PM_FORM_QUOTES:
        report_quotes(scanner);
        break;
    case PM_FORM_ADDRESS:
        found = pm_diagnose(list, PM_WRONG_QUOTES,
                            pm_scanner_span(scanner, scanner->begin, scanner->end),
                            "an address is a text and stands in quotes");
        found->replacement = requote(scanner, 0, 0);
        pm_help(list, found, "write `\"` on both sides of it");
        break;
    }
}

void pm_scanner_push_form(struct pm_scanner *scanner, enum pm_form form, enum pm_token_kind kind)
{
    if (pm_scanner_may_report(scanner)) report_form(scanner, form, kind);
    pm_scanner_push(scanner, kind, 0);
}

void pm_scanner_push_sign_form(struct pm_scanner *scanner, char sign, const char *right)
{
    if (pm_scanner_may_report(scanner)) {
        struct pm_diagnostic *found = report(scanner, PM_SIGN_FORM, "a sign of the language");
        found->replacement = right;
        pm_help(scanner->diagnostics, found,
                sign == '-' ? "write `%s` for a difference or a sign, `..` for a range"
                            : "write `%s`",
                right);
    }
    pm_scanner_push(scanner, PM_TOKEN_SIGN, sign);
}

void pm_scanner_push_slashes(struct pm_scanner *scanner)
{
    uint32_t line_end = scanner->end;
    struct pm_diagnostics *list = scanner->diagnostics;
    bool is_dirty = scanner->pending;
    if (pm_scanner_may_report(scanner)) {
        struct pm_span slashes = pm_scanner_span(scanner, scanner->begin, scanner->begin + 2);
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_SIGN_FORM, slashes, "`//` does not begin a comment");
        replace(scanner, found, "#");
    }
    scanner->pending = is_dirty; /* what stands before it is as good as without it */
    pm_scanner_push_comment(scanner);
    scanner->end = line_end;
}

void pm_scanner_skip_blank(struct pm_scanner *scanner)
{
    if (!pm_scanner_may_report(scanner)) return;
    struct pm_text text = pm_scanner_matched(scanner);
    bool is_mark = text.size == 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0;
    struct pm_diagnostic *found = pm_diagnose(
        scanner->diagnostics, PM_BLANK_FORM, pm_scanner_span(scanner, scanner->begin, scanner->end),
        is_mark ? "a byte order mark stands at the start of a file only"
                : "this blank is not a plain one");
    found->replacement = is_mark ? "" : " ";
    pm_help(scanner->diagnostics, found,
            is_mark ? "take it out"
                    : "write a plain blank; this one comes from a word processor or "
                      "a web page");
}

/* Takes up a run of stray characters: true when this one belongs to the message before. */
static bool goes_on(struct pm_scanner *scanner)
{
    bool same = scanner->stray_end == scanner->begin && scanner->begin > 0;
    scanner->stray_end = scanner->end;
    if (!same) scanner->stray = NULL;
    if (same && scanner->stray) scanner->stray->span.end = scanner->end;
    return same;
}

void pm_scanner_skip_colon(struct pm_scanner *scanner)
{
    if (goes_on(scanner) || !pm_scanner_may_report(scanner)) return;
    struct pm_diagnostics *list = scanner->diagnostics;
    scanner->stray = pm_diagnose(list, PM_UNEXPECTED_CHARACTER,
                                 pm_scanner_span(scanner, scanner->begin, scanner->end),
                                 "no colon stands between a word and what follows it");
    scanner->stray->replacement = "";
    pm_help(list, scanner->stray, "leave it out: `owner climate`");
}

void pm_scanner_skip_stray(struct pm_scanner *scanner)
{
    if (goes_on(scanner) || !pm_scanner_may_report(scanner)) return;
    struct pm_diagnostics *list = scanner->diagnostics;
    struct pm_text text = pm_scanner_matched(scanner);
    struct pm_span span = pm_scanner_span(scanner, scanner->begin, scanner->end);
    unsigned byte = text.size ? (unsigned char)text.bytes[0] : 0;
    if (text.size == 1 && (byte < 0x20 || byte == 0x7F)) {
        scanner->stray = pm_diagnose(list, PM_UNEXPECTED_CHARACTER, span,
                                     "unexpected control character 0x%02X", byte);
        pm_help(list, scanner->stray, byte == '\r' ? "end lines with LF or CRLF" : "take it out");
        return;
    }
    scanner->stray = pm_diagnose(list, PM_UNEXPECTED_CHARACTER, span, "unexpected character `%.*s`",
                                 (int)text.size, text.bytes);
    bool is_quote = byte == '\'' || byte == '`' || (text.size == 3 && byte == 0xE2);
    if (byte == '!') {
        pm_help(list, scanner->stray, "write `not`");
    } else if (is_quote) {
        pm_help(list, scanner->stray, "a text stands between straight double quotes");
    } else {
        pm_help(list, scanner->stray, "take it out, or put the text around it in quotes");
    }
}

void pm_scanner_skip_byte(struct pm_scanner *scanner)
{
    if (goes_on(scanner) || !pm_scanner_may_report(scanner)) return;
    unsigned byte = (unsigned char)pm_scanner_matched(scanner).bytes[0];
    scanner->stray = pm_diagnose(scanner->diagnostics, PM_FILE_NOT_UTF8,
                                 pm_scanner_span(scanner, scanner->begin, scanner->end),
                                 "byte 0x%02X is not UTF-8 here", byte);
    pm_help(scanner->diagnostics, scanner->stray, "save the file as UTF-8");
}
