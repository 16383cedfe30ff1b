/* check_number.c: percents in the sentence of a goal against the figures of its measures.
 *
 * "Increase participation to 29% by 2030." promises a figure; where the targets say another one,
 * the public reads one plan and the office follows another. Only where all figures of the goal are
 * written as amounts can the two be compared. */
#include "lang/check/check.h"

#include "lang/model/measure.h"

#include <string.h>

struct promise {
    struct pm_ratio share;
    struct pm_ratio precision; /* 74% may stand for 73.97%, 74.0% not */
    const char *text;          /* as in the sentence: "29%" */
    size_t size;
    int32_t year;  /* after `by`; 0: none */
    bool is_start; /* after `from` */
};

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static size_t skip_blanks(const char *text, size_t at)
{
    while (text[at] == ' ')
        at++;
    return at;
}

/* The year after "by", as 2030 or SY2030. */
static int32_t read_year(const char *text, size_t at)
{
    int32_t year = 0;
    at = skip_blanks(text, at);
    if (strncmp(text + at, "by ", 3) != 0) return 0;
    at = skip_blanks(text, at + 3);
    if (text[at] >= 'A' && text[at] <= 'Z' && text[at + 1] >= 'A' && text[at + 1] <= 'Z') at += 2;
    for (size_t i = 0; i < 4; i++) {
        if (!is_digit(text[at + i])) return 0;
        year = year * 10 + (text[at + i] - '0');
    }
    return is_digit(text[at + 4]) ? 0 : year;
}

/* One unit of the last digit that is written, as a share. */
static struct pm_ratio precision_of(struct pm_text digits)
{
    struct pm_ratio step = pm_ratio_make(1, 100);
    const char *point = memchr(digits.bytes, '.', digits.size);
    size_t places = point ? (size_t)(digits.bytes + digits.size - point) - 1 : 0;
    for (size_t i = 0; i < places; i++)
        step = pm_ratio_divide(step, pm_ratio_from_integer(10));
    return step;
}

static bool follows(const char *text, size_t at, const char *word)
{
    size_t size = strlen(word);
    while (at && text[at - 1] == ' ')
        at--;
    return at >= size && strncmp(text + at - size, word, size) == 0 &&
           (at == size || text[at - size - 1] == ' ');
}

/* A percent that says by how much, or of whom: "by 10%", "the lowest 25%". No target is that. */
static bool is_no_level(const char *text, size_t at)
{
    static const char *const words[] = {"by", "lowest", "highest", "bottom", "top", "another"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (follows(text, at, words[i])) return true;
    return false;
}

/* The next percent in a sentence from `*at` on; false when there is none. */
static bool find_promise(const char *text, size_t *at, struct promise *out)
{
    while (text[*at]) {
        size_t begin = *at;
        if (!is_digit(text[begin]) ||
            (begin && (is_digit(text[begin - 1]) || strchr(".,-/$", text[begin - 1])))) {
            (*at)++;
            continue;
        }
        size_t end = begin;
        while (is_digit(text[end]) || (text[end] == '.' && is_digit(text[end + 1])))
            end++;
        *at = end;
        size_t sign = skip_blanks(text, end);
        size_t after = text[sign] == '%'                         ? sign + 1
                       : strncmp(text + sign, "percent", 7) == 0 ? sign + 7
                                                                 : 0;
        struct pm_decimal number;
        struct pm_text digits = {text + begin, end - begin};
        if (!after || is_no_level(text, begin) ||
            pm_parse_decimal(digits, false, false, &number) != PM_NUMBER_READ)
            continue;
        out->share = pm_ratio_divide(pm_ratio_from_decimal(number), pm_ratio_from_integer(100));
        out->precision = precision_of(digits);
        out->text = text + begin;
        out->size = after - begin;
        out->year = read_year(text, after);
        out->is_start = follows(text, begin, "from");
        return true;
    }
    return false;
}

/* What is known about the figures of a goal. */
struct figures {
    bool all_written; /* none depends on data */
    bool any;
    bool found;   /* one equals the promise */
    bool in_year; /* some are for the year of the promise */
    bool found_in_year;
    struct pm_span year_at;
};

static bool is_share(struct pm_ratio value, const struct promise *promise)
{
    struct pm_ratio rounded = pm_ratio_round(value, promise->precision);
    return pm_ratio_is_defined(rounded) && pm_ratio_compare(rounded, promise->share) == 0;
}

/* Percents may also be kept as plain numbers, 29 for 29%. */
static bool equals(const struct pm_expression *amount, const struct promise *promise)
{
    struct pm_ratio value = pm_expression_amount(amount);
    if (!pm_ratio_is_defined(value)) return false;
    return is_share(value, promise) ||
           is_share(pm_ratio_divide(value, pm_ratio_from_integer(100)), promise);
}

static bool is_written(const struct pm_expression *amount)
{
    return !amount || pm_ratio_is_defined(pm_expression_amount(amount));
}

static void look_at_line(const struct pm_line *line, const struct promise *promise,
                         struct figures *figures)
{
    bool same =
        equals(line->quantity, promise) || equals(line->from, promise) || equals(line->to, promise);
    if (promise->is_start && line->kind != PM_LINE_BASELINE) same = false;
    if (line->kind == PM_LINE_CLOSE && is_share(pm_ratio_from_decimal(line->share), promise))
        same = true;
    if (line->pending || !is_written(line->quantity) || !is_written(line->from) ||
        !is_written(line->to))
        figures->all_written = false;
    if (line->kind == PM_LINE_BASELINE && promise->is_start && !line->quantity)
        figures->all_written = false;
    if (line->kind != PM_LINE_BASELINE) figures->any = true;
    if (same) figures->found = true;
    if (line->kind != PM_LINE_TARGET || line->period.year != promise->year ||
        !pm_check_is_general(line))
        return;
    figures->in_year = true;
    figures->year_at = line->quantity ? line->quantity->at : line->at;
    if (same) figures->found_in_year = true;
}

static void look_at_goal(const struct pm_goal *goal, const struct promise *promise,
                         struct figures *figures)
{
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        if (measure->targets_count) figures->all_written = false;
        for (size_t j = 0; j < measure->line_count; j++)
            look_at_line(&measure->lines[j], promise, figures);
    }
}

static void check_promise(struct pm_check *check, const struct pm_subject *subject,
                          const struct promise *promise)
{
    const struct pm_goal *goal = subject->goal;
    struct figures figures = {.all_written = true};
    look_at_goal(goal, promise, &figures);
    bool has_objectives = pm_set_has(&check->index->parents, goal);
    for (size_t i = 0; has_objectives && i < subject->plan->goal_count; i++)
        if (subject->plan->goals[i]->within == goal)
            look_at_goal(subject->plan->goals[i], promise, &figures);
    bool decided_by_year = promise->year && figures.in_year;
    if (!figures.all_written || !figures.any) return;
    if (decided_by_year ? figures.found_in_year : figures.found) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_NUMBER_MATCH, goal->facts.at,
                    "the sentence of goal `%s` says %.*s, and no %s says so", goal->name,
                    (int)promise->size, promise->text, promise->is_start ? "baseline" : "target");
    if (decided_by_year)
        pm_label(check->diagnostics, found, figures.year_at, "the target for that year");
    pm_help(check->diagnostics, found, "correct the sentence or the %s",
            promise->is_start ? "baseline" : "target");
}

void pm_check_goal_number(struct pm_check *check, const struct pm_subject *subject)
{
    struct promise promise;
    size_t at = 0;
    while (find_promise(subject->goal->label, &at, &promise))
        check_promise(check, subject, &promise);
}
