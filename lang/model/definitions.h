/* definitions.h: what plans speak of: the project, units, sources, dimensions, metrics, ratings. Part of
 * model.h, whose rules hold here, too. */
#ifndef PM_DEFINITIONS_H
#define PM_DEFINITIONS_H

#include "lang/base/digest.h"
#include "lang/base/number.h"
#include "lang/base/span.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"
#include "lang/model/expression.h"
#include "lang/model/period.h"

#include <stdbool.h>
#include <stddef.h>

struct pm_source_decl;
struct pm_unit;
struct pm_unit_set;
struct pm_metric;
struct pm_rating;
struct pm_dimension;

/* ---- Facts that many declarations share ---- */

/* A unit, a set of units, or some units of a set by their keys. Exactly one of unit and set. */
struct pm_unit_reference {
    struct pm_span at;
    const struct pm_unit *unit;    /* NULL: see set */
    const struct pm_unit_set *set; /* NULL: see unit */
    const char **keys;             /* of the set; none: all of them */
    size_t key_count;
};

/* `owner climate "Chief of School Climate"`, `about`, `link`, `tag`: facts about a declaration. */
struct pm_facts {
    struct pm_span at;                     /* the declaration's name */
    const struct pm_unit_reference *owner; /* NULL: none */
    const char *owner_post;                /* "" when not given */
    const char *about;                     /* "" when not given; several lines joined by newlines */
    const char **links;
    size_t link_count;
    const char **tags;
    size_t tag_count;
};

/* Least numbers below which a thing says so and stops. 0: none. */
struct pm_minimum {
    struct pm_span at;
    int64_t n;      /* persons */
    int64_t cell;   /* numerator */
    int64_t points; /* periods with a figure */
};

/* `round value to 0.1 pts`: what is rounded before comparing. */
struct pm_rounding {
    struct pm_span at;
    enum pm_variable what;
    struct pm_decimal step; /* above 0; shares as fractions: 0.1 pts is 0.001 */
};

/* ---- Project ---- */

enum pm_audience { PM_INTERNAL, PM_CABINET, PM_BOARD, PM_PUBLIC, PM_AUDIENCE_COUNT };

const char *pm_audience_name(enum pm_audience audience);
bool pm_audience_find(struct pm_text name, enum pm_audience *out);

struct pm_cap { /* `cap 5%..95%`, `cap 1%..99% inclusive from n 300` */
    struct pm_span at;
    int64_t from_n;        /* of figures of so many persons and more; 0: of all others */
    struct pm_decimal low; /* fractions */
    struct pm_decimal high;
    bool is_inclusive; /* the bounds themselves are under and over, too */
};

struct pm_privacy {
    struct pm_span at; /* unset when is_default */
    bool is_default;   /* nothing was written: minimum n 10, complement hidden */
    struct pm_minimum minimum;
    bool complement_hidden;
    bool spares_parts; /* hide a total before a second part */
    struct pm_cap *caps;
    size_t cap_count;
    bool zeros_protected;
    struct pm_decimal value_step; /* values are shown rounded to it, without counts; 0: exact */
};

struct pm_rule_level { /* `deny goal_without_measure, too_many_goals(5)` */
    struct pm_span at;
    enum pm_code code;
    enum pm_severity level; /* deny: error, warn: warning */
    bool off;               /* allow */
    bool has_argument;
    int64_t argument;
};

/* Levels of many checks at once, for a kind of plan (profiles.def). */
enum pm_profile { PM_PROFILE_NONE, PM_PROFILE_DRAFT, PM_PROFILE_BOARD, PM_PROFILE_STATE };

struct pm_rules {
    struct pm_rule_level *levels;
    size_t count;
    enum pm_profile profile;
};

struct pm_called_word {
    const char *word; /* of the language: "goal" */
    const char *text; /* what readers are shown: "Priority" */
};

struct pm_called { /* `call WORD TEXT`: own words for kinds of things */
    struct pm_called_word *items;
    size_t count;
};

struct pm_project {
    struct pm_span at;
    const char *name;
    const char *label;
    struct pm_facts facts;
    struct pm_calendar **calendars;
    size_t calendar_count;
    struct pm_privacy privacy[PM_AUDIENCE_COUNT]; /* what holds for each audience */
    struct pm_rules rules;
    const struct pm_rating *rating; /* `rate by`; NULL: `standard` */
    struct pm_called called;
};

/* ---- Units ---- */

struct pm_unit { /* one that is declared */
    struct pm_facts facts;
    const char *name;
    const char *label;
    const char *kind;                             /* "district"; "" when not given */
    const char *lead;                             /* "" when not given */
    const char *key;                              /* in sources: `id`, else the name */
    const struct pm_unit *above;                  /* NULL at the top */
    int32_t opened_day;                           /* PM_NO_DAY when not given */
    int32_t ended_day;                            /* likewise */
    const struct pm_unit_reference *successor_of; /* `opened .. from east, west` */
    size_t successor_of_count;
};

struct pm_unit_set { /* as many as a source has */
    struct pm_facts facts;
    const char *name;
    const char *kind;
    const struct pm_source_decl *source;
    const struct pm_expression *where; /* NULL: all rows */
    const struct pm_column **id;
    size_t id_count;
    const struct pm_column *called;       /* NULL: the key is the name */
    const struct pm_column *within;       /* NULL: belongs to `above` */
    const struct pm_unit_set *within_set; /* whose id `within` holds; NULL when within is */
    const struct pm_unit *above; /* the unit it is declared in, else the only unit at the top;
                                        NULL: none */
};

/* ---- Sources ---- */

enum pm_format { PM_FORMAT_CSV, PM_FORMAT_TSV, PM_FORMAT_JSON };
enum pm_encoding { PM_ENCODING_UTF8, PM_ENCODING_WINDOWS_1252, PM_ENCODING_UTF16 };

struct pm_feed { /* one `from` line */
    struct pm_span at;
    enum pm_format format;
    const char *pattern; /* path or glob, relative to the project's folder */
    const char *inside;  /* `at`: path into a JSON document ("dataSeries"); "" the document */
};

enum pm_column_kind { PM_COLUMN_FIELD, PM_COLUMN_DERIVED, PM_COLUMN_GATHERED };

enum pm_field_type { /* how a cell's text is read */
                     PM_FIELD_TEXT,
                     PM_FIELD_INT,
                     PM_FIELD_NUMBER, /* as the metric's unit says: 87.7 of a percent metric is 87.7 % */
                     PM_FIELD_PERCENT, /* 87.7 and 87.7% are 0.877 */
                     PM_FIELD_SHARE,   /* 0.877 is 0.877 */
                     PM_FIELD_BOOL,
                     PM_FIELD_DATE,
                     PM_FIELD_TIME,
                     PM_FIELD_MONEY
};

enum pm_aggregate {
    PM_AGGREGATE_COUNT,
    PM_AGGREGATE_SUM,
    PM_AGGREGATE_MEAN,
    PM_AGGREGATE_MEDIAN,
    PM_AGGREGATE_PERCENTILE,
    PM_AGGREGATE_SMALLEST,
    PM_AGGREGATE_LARGEST,
    PM_AGGREGATE_PUBLISHED
};

const char *pm_aggregate_name(enum pm_aggregate aggregate);

struct pm_words { /* texts that mean something in a cell */
    const char **items;
    size_t count;
};

struct pm_column {
    struct pm_span at;
    const struct pm_source_decl *source;
    uint32_t index; /* in the source's columns: fields, derived and gathered together */
    const char *name;
    enum pm_column_kind kind;
    enum pm_type type; /* of its values in expressions */

    /* fields */
    enum pm_field_type field_type;
    const char *header;                     /* in the file; the name where none is given */
    const struct pm_source_decl *refers_to; /* NULL: no reference */
    struct pm_words truths;     /* bool: what means yes; none: true, yes, y, 1, in any case */
    struct pm_words falsehoods; /* none: false, no, n, 0 */
    struct pm_words missing;    /* the field's own and the source's; "" is always among them */
    struct pm_words suppressed;
    struct pm_words pending;
    struct pm_words ranges;

    /* derived */
    const struct pm_expression *expression; /* over the row and what it refers to */

    /* gathered */
    enum pm_aggregate aggregate;
    const struct pm_expression *gathered; /* over rows of gather_from; NULL for count */
    const struct pm_source_decl *gather_from;
    const struct pm_column *gather_through; /* the column of gather_from that refers here */
    const struct pm_expression *where;      /* over rows of gather_from; NULL: all */
};

struct pm_total { /* `total grade "All Grades"` */
    struct pm_span at;
    const struct pm_column *column;
    struct pm_words values;
};

struct pm_skip {
    struct pm_span at;
    const struct pm_expression *where;
    const char *reason; /* "" when not given */
};

struct pm_verify {
    struct pm_span at;
    const struct pm_expression *condition;
    struct pm_decimal share;   /* fraction of rows that must hold; 1 when not given */
    enum pm_severity severity; /* block: error (figures are `invalid`), warn, info */
};

struct pm_source_decl {
    struct pm_facts facts;
    uint32_t index;
    const char *name;
    const char *label;
    struct pm_feed *feeds;
    size_t feed_count;
    int64_t header_row; /* from 1 */
    enum pm_encoding encoding;
    bool is_summary;
    bool is_public;
    int32_t extracted_day; /* PM_NO_DAY when not given */
    struct pm_span extracted_at;
    struct pm_column **columns;
    size_t column_count;
    const struct pm_column **key; /* `one row per`; none: rows have no key */
    size_t key_count;
    struct pm_span key_at;
    const struct pm_column **period_fields; /* one or two; none: rows have no period */
    size_t period_field_count;
    struct pm_span period_at;
    struct pm_period_format_of_source period_format;
    const struct pm_column **holds; /* first and perhaps last day on which a row holds, both in */
    size_t holds_count;             /* 0: rows are of their period */
    const struct pm_column **unit_fields; /* none: see unit */
    size_t unit_field_count;
    const struct pm_unit_set *unit_set; /* NULL: see unit */
    const struct pm_unit *unit;         /* all rows belong to it; NULL: to the only unit at the
                                               top, or rows have their unit by unit_set */
    struct pm_total *totals;
    size_t total_count;
    struct pm_skip *skips;
    size_t skip_count;
    struct pm_verify *verifications;
    size_t verify_count;
    struct pm_minimum minimum;
    bool is_key_for_references;         /* some column refers here: keys get numbers in the store */
    char schema_digest[PM_DIGEST_SIZE]; /* of what decides how rows are read: changes reload */
};

/* ---- Dimensions ---- */

struct pm_group_value { /* one value, or a range of numbers or dates */
    struct pm_span at;
    enum pm_type type; /* TEXT, NUMBER, BOOL, DATE */
    struct pm_text text;
    bool truth;
    struct pm_decimal low; /* of NUMBER; equal to high for a single one */
    struct pm_decimal high;
    int32_t first_day; /* of DATE */
    int32_t last_day;
};

struct pm_group {
    struct pm_span at;
    const struct pm_dimension *dimension;
    uint32_t index; /* in its dimension */
    const char *name;
    const char *label;
    struct pm_group_value *values;
    size_t value_count;
    const struct pm_group **parts; /* `of a, b`: several groups together */
    size_t part_count;
    bool is_other; /* values that no group names */
};

struct pm_dimension {
    struct pm_facts facts;
    uint32_t index;
    const char *name;
    const char *label;
    const struct pm_column **columns; /* of one or more sources */
    size_t column_count;
    struct pm_group **groups;
    size_t group_count;
    bool each; /* every value found is a group, named by the value */
    bool overlapping;
    char digest[PM_DIGEST_SIZE];
};

/* One side of a crossing: a dimension, or a group of it. */
struct pm_group_reference {
    struct pm_span at;
    const struct pm_dimension *dimension;
    const struct pm_group *group; /* NULL: the whole dimension (`each race`, `by race`), or `key` */
    const char *key;              /* value of a dimension with `group each`; NULL: none */
};

/* `race`, `race * frl`, `frl`: which groups; none: all rows. */
struct pm_crossing {
    struct pm_span at;
    struct pm_group_reference *sides;
    size_t count;
};

/* The other side of a gap: a group that is named, or */
enum pm_versus {
    PM_VERSUS_GROUP,
    PM_VERSUS_OTHERS, /* all without the group */
    PM_VERSUS_ALL,    /* all, the group among them */
    PM_VERSUS_BEST,   /* whichever group of the same dimensions is best off */
    PM_VERSUS_SAME,   /* the same group, in another unit */
    PM_VERSUS_TARGET  /* what the plan's measure was to reach */
};

/* `for each race vs others at districts("26")` */
struct pm_selector {
    struct pm_span at;
    struct pm_crossing group; /* count 0: all */
    bool each;                /* every group of the crossing */
    bool has_versus;
    enum pm_versus versus_is;
    struct pm_crossing versus;                   /* of PM_VERSUS_GROUP */
    const struct pm_unit_reference *versus_unit; /* `of state`: in that unit; NULL: in the same */
    const struct pm_unit_reference *unit;        /* NULL: the measure's units */
};

/* ---- Metrics ---- */

/* In one place: gap_kinds.def. */
enum pm_gap_kind {
#define PM_GAP_KIND(id, word, form, needs, reference, means) PM_GAP_##id,
#include "lang/model/gap_kinds.def"
#undef PM_GAP_KIND
    PM_GAP_KIND_COUNT
};

struct pm_term { /* `sum chronic of attendance where ...` */
    struct pm_span at;
    enum pm_aggregate aggregate;
    struct pm_decimal rank;                 /* of a percentile: 90 */
    const struct pm_expression *expression; /* NULL for count */
    const struct pm_source_decl *source;
    const struct pm_expression *where; /* NULL: all rows */
    const struct pm_unit_set *set;     /* counts units: expressions speak of metrics, and the source
                                          has the periods; NULL: counts rows */
};

/* Which figure a median or a percentile is when it falls between two values. With n values in their
 * order and a share p, the place counted from 1 is (n - 1) p + 1 unless said otherwise. */
enum pm_between {
    PM_BETWEEN_LOWER,        /* the lower of the two */
    PM_BETWEEN_UPPER,        /* the upper */
    PM_BETWEEN_MIDDLE,       /* half way */
    PM_BETWEEN_LINEAR,       /* as far between as the place is */
    PM_BETWEEN_EXCLUSIVE,    /* linear, at the place (n + 1) p, within the values */
    PM_BETWEEN_NEAREST_RANK, /* the value at the place n p, rounded up */
    PM_BETWEEN_COUNT
};

const char *pm_between_name(enum pm_between between);

/* What a figure of a period is about. */
enum pm_observed {
    PM_OBSERVED_OVER,         /* all of the period */
    PM_OBSERVED_TO_DATE,      /* likewise, and may be read before the period ends */
    PM_OBSERVED_YEAR_TO_DATE, /* in parts of a year: all from the beginning of the year */
    PM_OBSERVED_SNAPSHOT,     /* one day */
    PM_OBSERVED_COHORT,       /* those who began together: known when their period has ended */
    PM_OBSERVED_COUNT
};

const char *pm_observed_name(enum pm_observed observed);

struct pm_gap_line { /* `gap each race vs others as ratio` */
    struct pm_span at;
    struct pm_selector selector; /* has_versus */
    enum pm_gap_kind kind;
    struct pm_minimum minimum;   /* of both sides; the metric's where the line has none */
    bool has_minimum;            /* it is the line's own: below it there is no gap, in no period */
    bool has_stand_in;           /* `otherwise others of state`: where the reference is too */
    struct pm_selector stand_in; /* small; only its versus parts are set */
    const struct pm_unit_reference *weights; /* of a weighted risk ratio; else NULL */
    struct pm_period frozen; /* the reference's figures are those of this period; none */
    struct pm_period chosen; /* the best group is the one of this period; none */
    struct pm_period since;  /* closed shares count from this period; none */
    bool has_correction;     /* added to the cells of an odds ratio with an empty one */
    struct pm_decimal correction;
};

/* `limits screened from FY2024.M01..FY2024.M12`: of the metric's control charts. */
struct pm_limits {
    struct pm_span at;
    bool screens;           /* ranges that are far too wide are left out */
    struct pm_period first; /* the limits are those of these periods; none: of all */
    struct pm_period last;
};

struct pm_break { /* `break SY2018 "Tests rescaled"`: nothing before is compared with it or later */
    struct pm_span at;
    struct pm_period period;
    const char *text;
};

struct pm_metric {
    struct pm_facts facts;
    uint32_t index;
    const char *name;
    const char *label;
    bool from_module;         /* declared in the standard library */
    bool is_rate;             /* numerator and denominator; else value */
    enum pm_type type;        /* of its figures: SHARE, NUMBER, MONEY, DURATION */
    struct pm_term numerator; /* rate */
    struct pm_term denominator;
    struct pm_term value;                /* no rate; of a formula the source of its first metric */
    const struct pm_expression *formula; /* worked out from other metrics; NULL: from rows */
    const struct pm_metric **parts;      /* that the formula, or conditions on units, speak of */
    size_t part_count;
    const struct pm_expression *weight; /* of a mean: what each row counts; NULL: 1 */
    enum pm_between between;            /* of a median or percentile */
    bool has_per;
    struct pm_decimal per; /* of a rate: what it is multiplied by */
    bool has_participation;
    struct pm_term participation; /* the denominator is at least this share of it */
    struct pm_decimal participation_share;
    int32_t pool_years; /* years added together, the figure's own the last; 0: only it */
    int32_t pool_least; /* of them with rows; fewer: missing */
    bool has_n;
    struct pm_term n;
    const struct pm_column *
        *match; /* `match student_id, subject with previous`; none: no matching */
    size_t match_count;
    int direction;               /* +1 higher is better, -1 lower, 0 neither */
    struct pm_span direction_at; /* unset where not written */
    const char *unit;            /* "percent", "count", "score", "ratio", "money", "days" */
    const char *unit_text;       /* for reports: "credentials"; "" when not given */
    struct pm_crossing *by;
    size_t by_count;
    struct pm_gap_line *gaps; /* none: each group of `by` against all rows, as a difference */
    size_t gap_count;
    struct pm_limits limits;
    bool is_leading;
    bool is_lagging;
    const struct pm_metric **leads; /* what it should move */
    size_t lead_count;
    int32_t lead_days; /* 0 when not given */
    enum pm_observed observed;
    struct pm_month_day observed_on; /* of a snapshot; month 0: not said */
    bool reads_within_period; /* to_date, year_to_date, snapshot: read before the period ends */
    struct pm_break *breaks;
    size_t break_count;
    bool has_range;
    struct pm_decimal range_low;
    struct pm_decimal range_high;
    struct pm_span range_at;
    struct pm_minimum minimum;
    struct pm_rounding *roundings;
    size_t rounding_count;
    char digest[PM_DIGEST_SIZE]; /* of what decides its figures; labels and order leave it alone */
};

/* ---- Ratings ---- */

enum pm_rated {
    PM_RATED_NONE,
    PM_RATED_MET,
    PM_RATED_ON_TRACK,
    PM_RATED_AT_RISK,
    PM_RATED_OFF_TRACK
};

/* `lasting 3 years unless previous - value >= 0.1`: the level's condition must have held in so many
 * periods on end. */
struct pm_lasting {
    struct pm_span at;
    int64_t number;
    int32_t in_a_year;                  /* of its unit: 1 for years, 4 for quarters */
    const struct pm_expression *unless; /* in each of them but the first; NULL: no way out */
};

struct pm_level {
    struct pm_span at;
    const char *name;
    const char *label;
    enum pm_rated state;              /* PM_RATED_NONE for `unrated` ones and levels of a scale */
    bool unrated;                     /* a word that is no judgement */
    const struct pm_expression *when; /* NULL: whatever is left (or chosen by the table) */
    bool has_tolerance;
    const struct pm_expression *tolerance; /* value over variables: `3 pts`, `10% of target` */
    const struct pm_lasting *lasting;      /* NULL: the period itself decides */
};

struct pm_scale { /* one axis of a table rating; its levels in the order tried */
    struct pm_span at;
    const char *name;
    struct pm_level **levels;
    size_t level_count;
};

struct pm_rating {
    struct pm_facts facts;
    const char *name;
    const char *label;
    bool from_module;
    struct pm_level **levels; /* in the order tried */
    size_t level_count;
    struct pm_minimum minimum;
    struct pm_rounding *roundings;
    size_t rounding_count;
    const struct pm_scale *rows; /* of a table rating; NULL: levels are tried one by one */
    const struct pm_scale *columns;
    const struct pm_level ***cells; /* cells[row][column], by index in their scales */
    char digest[PM_DIGEST_SIZE];
};

#endif
