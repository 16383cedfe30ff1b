/* expression.h: typed expressions: conditions and values over the fields of a row, quantities over
 * `baseline` and `previous`, conditions of ratings. Names are bound, units of quantity are gone:
 * percents are fractions of one, durations days. In the model's arena; never NULL children. */
#ifndef PM_EXPRESSION_H
#define PM_EXPRESSION_H

#include "lang/base/number.h"
#include "lang/base/span.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct pm_column;
struct pm_metric;
struct pm_work;

enum pm_type {
    PM_TYPE_UNKNOWN, /* poisoned: something was reported; never reported again */
    PM_TYPE_TEXT,
    PM_TYPE_NUMBER,
    PM_TYPE_SHARE,  /* a fraction of one; percents are read into it */
    PM_TYPE_POINTS, /* a difference of two shares, as a fraction: 3 pts is 0.03 */
    PM_TYPE_MONEY,
    PM_TYPE_DURATION, /* days, with fractions for hours and minutes */
    PM_TYPE_DATE,     /* days since 1970-01-01 */
    PM_TYPE_TIME,     /* minutes since 1970-01-01 00:00 */
    PM_TYPE_BOOL
};

/* "text", "number", "percent", "points", ...: for messages. */
const char *pm_type_name(enum pm_type type);

enum pm_expression_kind {
    PM_EXPRESSION_NUMBER,   /* number; type says of what */
    PM_EXPRESSION_TEXT,     /* text */
    PM_EXPRESSION_BOOL,     /* truth */
    PM_EXPRESSION_DAY,      /* day: a date */
    PM_EXPRESSION_FIELD,    /* path */
    PM_EXPRESSION_VARIABLE, /* variable */
    PM_EXPRESSION_METRIC,   /* metric: its figure in the same period, unit and groups */
    PM_EXPRESSION_SPENT,    /* works: the money spent on them in the period */
    PM_EXPRESSION_NEGATE,   /* 1 child; so on by their names */
    PM_EXPRESSION_ADD,
    PM_EXPRESSION_SUBTRACT,
    PM_EXPRESSION_MULTIPLY, /* `10% of a` too */
    PM_EXPRESSION_DIVIDE,
    PM_EXPRESSION_LESS,
    PM_EXPRESSION_MORE,
    PM_EXPRESSION_AT_MOST,
    PM_EXPRESSION_AT_LEAST,
    PM_EXPRESSION_EQUAL,
    PM_EXPRESSION_UNEQUAL,
    PM_EXPRESSION_IN,    /* first child in one of the others; a RANGE child holds both ends */
    PM_EXPRESSION_RANGE, /* 2 children; only below IN */
    PM_EXPRESSION_AND,
    PM_EXPRESSION_OR,
    PM_EXPRESSION_NOT,
    PM_EXPRESSION_IS_MISSING,
    PM_EXPRESSION_IF,    /* condition, then, else */
    PM_EXPRESSION_ROUND, /* to the nearest multiple of the second, half away from zero */
    PM_EXPRESSION_REACHES, /* ratings: first at least as good as second, within the level's tolerance */
    PM_EXPRESSION_BEATS /* ratings: first better than second */
};

/* What ratings and targets speak of. */
enum pm_variable {
    PM_VARIABLE_VALUE,
    PM_VARIABLE_TARGET,
    PM_VARIABLE_EXPECTED,
    PM_VARIABLE_FINAL,
    PM_VARIABLE_BASELINE,
    PM_VARIABLE_PREVIOUS,
    PM_VARIABLE_CHANGE,
    PM_VARIABLE_DEVIATION,
    PM_VARIABLE_ATTAINMENT,
    PM_VARIABLE_GAP,
    PM_VARIABLE_N,
    PM_VARIABLE_STATISTICAL, /* how far chance reaches on the better side; 0 where not known */
    PM_VARIABLE_QUARTILE,    /* among peers: 1 is the best, 4 the last one */
    PM_VARIABLE_COUNT
};

const char *pm_variable_name(enum pm_variable variable);

/* A field as seen from a row: along references, then the column itself. `students.race` from a row
 * of attendance is {attendance.student_id, students.race}. */
struct pm_path {
    const struct pm_column **steps; /* all but the last refer to other sources */
    size_t count;                   /* at least 1 */
    bool previous;                  /* of the matched row one period before */
};

struct pm_expression {
    enum pm_expression_kind kind;
    enum pm_type type;
    struct pm_span at;
    struct pm_decimal number;
    struct pm_text text;
    bool truth;
    int32_t day;
    enum pm_variable variable;
    struct pm_path path;
    const struct pm_metric *metric;
    const struct pm_work **works;
    size_t work_count;
    const struct pm_expression **children;
    size_t child_count;
};

/* A canonical text of the meaning (names bound, constants normalised), in `arena`: equal texts mean
 * equal expressions. For digests and `pm debug model`. NULL gives "". */
char *pm_expression_text(struct pm_arena *arena, const struct pm_expression *expression);

/* Where variables come from when an expression over variables is worked out. */
struct pm_variables {
    struct pm_ratio values[PM_VARIABLE_COUNT]; /* undefined: missing */
    int direction;                             /* +1 higher is better, -1 lower, 0 neither */
    struct pm_ratio tolerance;                 /* of `reaches`; 0 when none */
    int32_t parts;                             /* periods of the figure's grain in a year */
    const struct pm_variables *before; /* the same one period earlier; NULL: nothing comparable */

    /* Figures of metrics and money spent; NULL where expressions have none. */
    struct pm_ratio (*figure)(void *context, const struct pm_expression *expression);
    void *context;
};

enum pm_truth { PM_FALSE, PM_TRUE, PM_TRUTH_MISSING };

/* The value of an expression over variables and constants; undefined when something is missing. */
struct pm_ratio pm_expression_value(const struct pm_expression *expression,
                                    const struct pm_variables *variables);

/* The truth of a condition over variables. A comparison with something missing is missing, which
 * is never true; `and` and `or` follow three-valued logic. */
enum pm_truth pm_expression_truth(const struct pm_expression *expression,
                                  const struct pm_variables *variables);

#endif
