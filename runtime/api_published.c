/* api_published.c: reads figures from files that were written for others. */
#include "runtime/load/csv.h"
#include "runtime/load/json.h"
#include "runtime/published.h"

#include <string.h>

enum role { /* of a column */
            ROLE_NONE,
            ROLE_METRIC,
            ROLE_PERIOD,
            ROLE_UNIT,
            ROLE_ID,
            ROLE_KIND,
            ROLE_STATE,
            ROLE_DIMENSION,
            ROLE_GROUP,
            ROLE_NUMERATOR,
            ROLE_DENOMINATOR,
            ROLE_N,
            ROLE_VALUE,
            ROLE_BELOW,
            ROLE_ABOVE,
            ROLE_OTHER_IS, /* what a gap compares with */
            ROLE_OTHER_UNIT,
            ROLE_OTHER_NUMERATOR,
            ROLE_OTHER_DENOMINATOR,
            ROLE_OTHER_N,
            ROLE_COUNT,
            ROLE_SIDE,      /* the group of a dimension, whose name the column has */
            ROLE_OTHER_SIDE /* likewise, of what a gap compares with */
};

struct role_name {
    const char *name;
    enum role role;
};

static const struct role_name role_names[] = {
    {"metric", ROLE_METRIC},
    {"subject.metric", ROLE_METRIC},
    {"period", ROLE_PERIOD},
    {"subject.period", ROLE_PERIOD},
    {"unit", ROLE_UNIT},
    {"subject.unit", ROLE_UNIT},
    {"id", ROLE_ID},
    {"kind", ROLE_KIND},
    {"state", ROLE_STATE},
    {"dimension", ROLE_DIMENSION},
    {"group", ROLE_GROUP},
    {"numerator", ROLE_NUMERATOR},
    {"value.numerator", ROLE_NUMERATOR},
    {"denominator", ROLE_DENOMINATOR},
    {"value.denominator", ROLE_DENOMINATOR},
    {"n", ROLE_N},
    {"value.n", ROLE_N},
    {"value", ROLE_VALUE},
    {"value.value", ROLE_VALUE},
    {"rate", ROLE_VALUE},
    {"share", ROLE_VALUE},
    {"percent", ROLE_VALUE},
    {"pct", ROLE_VALUE},
    {"value.below", ROLE_BELOW},
    {"value.at_most", ROLE_BELOW},
    {"value.above", ROLE_ABOVE},
    {"value.at_least", ROLE_ABOVE},
    {"gap.reference.is", ROLE_OTHER_IS},
    {"gap.reference.unit", ROLE_OTHER_UNIT},
    {"gap.reference.numerator", ROLE_OTHER_NUMERATOR},
    {"gap.reference.denominator", ROLE_OTHER_DENOMINATOR},
    {"gap.reference.n", ROLE_OTHER_N},
};

struct column {
    enum role role;
    const char *dimension;
    bool is_percent; /* 45.3 stands for 45.3 % */
};

struct reading {
    struct pm_arena *arena;
    struct pm_diagnostics *diagnostics;
    struct pm_attack *attack;
    const char *path;
    bool is_json;
    bool are_gaps; /* `value` is a gap */
    bool is_percent;
    struct column *columns;
    size_t count;
    const struct pm_raw_row *row;
    struct pm_text cells[ROLE_COUNT]; /* of the row */
    const struct column *odd_column;  /* holds figures, and has no name that is known */
    const struct pm_published *first; /* a figure that is given twice, differently; NULL */
    int64_t again;                    /* the line where */
};

/* ---- Columns ---- */

static const char *copy(const struct reading *reading, struct pm_text text)
{
    return pm_arena_copy_text(reading->arena, text.bytes, text.size);
}

/* The dimension of a column "subject.group.race"; NULL. */
static const char *dimension_after(const struct reading *reading, struct pm_text header,
                                   const char *prefix)
{
    size_t size = strlen(prefix);
    if (!pm_text_starts(header, prefix) || header.size == size) return NULL;
    return copy(reading, (struct pm_text){header.bytes + size, header.size - size});
}

static bool is_percent(struct pm_text header)
{
    return pm_text_equal_loosely(header, PM_TEXT("percent")) ||
           pm_text_equal_loosely(header, PM_TEXT("pct"));
}

static struct column column_of(const struct reading *reading, struct pm_text header)
{
    const char *dimension;
    for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++)
        if (pm_text_equal_loosely(header, pm_text_from(role_names[i].name)))
            return (struct column){role_names[i].role, NULL, is_percent(header)};
    if (reading->is_json) {
        if ((dimension = dimension_after(reading, header, "group.")) ||
            (dimension = dimension_after(reading, header, "subject.group.")))
            return (struct column){ROLE_SIDE, dimension, false};
        if ((dimension = dimension_after(reading, header, "gap.reference.group.")))
            return (struct column){ROLE_OTHER_SIDE, dimension, false};
        return (struct column){ROLE_NONE, NULL, false};
    }
    if (pm_text_is(header, "excluded")) return (struct column){ROLE_NONE, NULL, false};
    return (struct column){ROLE_SIDE, copy(reading, header), false};
}

static bool has_role(const struct reading *reading, enum role role)
{
    for (size_t i = 0; i < reading->count; i++)
        if (reading->columns[i].role == role) return true;
    return false;
}

static bool has_number(const struct reading *reading)
{
    static const enum role numbers[] = {ROLE_NUMERATOR, ROLE_DENOMINATOR, ROLE_N,
                                        ROLE_VALUE,     ROLE_BELOW,       ROLE_ABOVE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (has_role(reading, numbers[i])) return true;
    return false;
}

/* A column `group` is a dimension, too, where no other column says of which it is. */
static void name_groups(struct reading *reading)
{
    if (has_role(reading, ROLE_DIMENSION) || has_role(reading, ROLE_ID)) return;
    for (size_t i = 0; i < reading->count; i++)
        if (reading->columns[i].role == ROLE_GROUP)
            reading->columns[i] = (struct column){ROLE_SIDE, "group", false};
}

/* False: these are no figures. */
static bool find_columns(struct reading *reading, const struct pm_text *headers, size_t count)
{
    reading->columns = PM_NEW_ITEMS(reading->arena, struct column, count + 1);
    reading->count = count;
    for (size_t i = 0; i < count; i++) {
        struct pm_text header = pm_text_trim(headers[i]);
        reading->columns[i] = column_of(reading, header);
        if (pm_text_is(header, "kind_of_gap")) reading->are_gaps = true;
        if (reading->columns[i].is_percent) reading->is_percent = true;
    }
    if (reading->is_json)
        return has_role(reading, ROLE_METRIC) && has_role(reading, ROLE_PERIOD) &&
               has_role(reading, ROLE_UNIT);
    name_groups(reading);
    return has_number(reading);
}

/* ---- Cells ---- */

static int64_t whole_number(struct pm_text text)
{
    struct pm_printed printed = pm_read_printed(text, false);
    struct pm_ratio value = printed.value;
    bool is_whole = pm_ratio_is_defined(value) && value.denominator == 1 && value.numerator >= 0 &&
                    value.numerator <= INT32_MAX;
    return is_whole ? (int64_t)value.numerator : -1;
}

/* "<10" persons; 0: nothing of the kind. */
static int64_t fewer_than(struct pm_text text)
{
    struct pm_printed printed = pm_read_printed(text, false);
    struct pm_ratio most = printed.at_most;
    if (!pm_ratio_is_defined(most) || most.denominator != 1 || most.numerator < 1 ||
        most.numerator > INT32_MAX)
        return 0;
    return (int64_t)most.numerator + (printed.side == PM_PRINTED_AT_MOST);
}

/* The groups of an id: "gap:passed@harbor#race=black,sex=f~all:SY2025". */
static void take_sides_of_id(const struct reading *reading, struct pm_published *out)
{
    struct pm_text id = reading->cells[ROLE_ID];
    size_t at = 0;
    while (at < id.size && id.bytes[at] != '#')
        at++;
    while (at < id.size && (id.bytes[at] == '#' || id.bytes[at] == ',')) {
        size_t name = ++at;
        while (at < id.size && id.bytes[at] != '=')
            at++;
        size_t group = at + 1;
        while (at < id.size && !strchr(",~:", id.bytes[at]))
            at++;
        if (group > at || out->side_count == PM_PUBLISHED_SIDES) return;
        out->sides[out->side_count++] = (struct pm_published_side){
            copy(reading, (struct pm_text){id.bytes + name, group - 1 - name}),
            copy(reading, (struct pm_text){id.bytes + group, at - group})};
    }
}

/* Groups of crossed dimensions: "race*sex" and "black*f". */
static void take_crossed_sides(const struct reading *reading, struct pm_published *out)
{
    struct pm_text names = reading->cells[ROLE_DIMENSION];
    struct pm_text groups = reading->cells[ROLE_GROUP];
    while (names.size && groups.size && out->side_count < PM_PUBLISHED_SIDES) {
        const char *name_end = memchr(names.bytes, '*', names.size);
        const char *group_end = memchr(groups.bytes, '*', groups.size);
        size_t name_size = name_end ? (size_t)(name_end - names.bytes) : names.size;
        size_t group_size = group_end ? (size_t)(group_end - groups.bytes) : groups.size;
        out->sides[out->side_count++] =
            (struct pm_published_side){copy(reading, (struct pm_text){names.bytes, name_size}),
                                       copy(reading, (struct pm_text){groups.bytes, group_size})};
        name_size += name_end != NULL;
        group_size += group_end != NULL;
        names = (struct pm_text){names.bytes + name_size, names.size - name_size};
        groups = (struct pm_text){groups.bytes + group_size, groups.size - group_size};
    }
}

static bool is_everybody(struct pm_text group)
{
    static const char *const words[] = {"all", "total", "all students", NULL};
    for (size_t i = 0; words[i]; i++)
        if (pm_text_equal_loosely(group, pm_text_from(words[i]))) return true;
    return group.size == 0;
}

/* A number that is no name of a group: "45.3", "12 %", "<10". */
static bool is_figure(struct pm_text group)
{
    struct pm_printed printed = pm_read_printed(group, false);
    return pm_ratio_is_defined(printed.at_most) || pm_ratio_is_defined(printed.at_least) ||
           (pm_ratio_is_defined(printed.value) && printed.value.denominator != 1);
}

static void take_sides(struct reading *reading, enum role role, struct pm_published *out)
{
    for (size_t i = 0; i < reading->count && i < reading->row->count; i++) {
        struct pm_text group = pm_text_trim(reading->row->fields[i]);
        if (reading->columns[i].role != role || is_everybody(group) ||
            out->side_count == PM_PUBLISHED_SIDES)
            continue;
        if (!reading->is_json && is_figure(group)) reading->odd_column = &reading->columns[i];
        out->sides[out->side_count++] =
            (struct pm_published_side){reading->columns[i].dimension, copy(reading, group)};
    }
}

/* ---- Rows ---- */

static bool is_one_of(struct pm_text text, const char *const *words)
{
    for (; *words; words++)
        if (pm_text_is(text, *words)) return true;
    return false;
}

static bool lacks(const struct reading *reading, enum role role)
{
    return has_role(reading, role) && !reading->cells[role].size;
}

/* Findings of other kinds, and figures that are not there for anybody. */
static bool is_no_figure(const struct reading *reading)
{
    static const char *const kinds[] = {"", "status", "gap", NULL};
    static const char *const nothing[] = {"missing",        "pending", "not_due", "not_published",
                                          "not_applicable", "invalid", NULL};
    return !is_one_of(reading->cells[ROLE_KIND], kinds) ||
           is_one_of(reading->cells[ROLE_STATE], nothing) || lacks(reading, ROLE_METRIC) ||
           lacks(reading, ROLE_PERIOD) || lacks(reading, ROLE_UNIT);
}

/* What a file does not say is the same for all its rows. */
static const char *name_in(const struct reading *reading, enum role role)
{
    struct pm_text text = reading->cells[role];
    return text.size ? copy(reading, text) : "-";
}

static struct pm_published start_figure(const struct reading *reading)
{
    return (struct pm_published){.metric = name_in(reading, ROLE_METRIC),
                                 .period = name_in(reading, ROLE_PERIOD),
                                 .unit = name_in(reading, ROLE_UNIT),
                                 .file = reading->path,
                                 .line = reading->row->line};
}

/* Persons are those of the denominator; where a file has none, those that the figure stands for. */
static void take_counts(const struct reading *reading, enum role numerator, enum role denominator,
                        enum role n, struct pm_published *out)
{
    out->numerator = whole_number(reading->cells[numerator]);
    out->persons = whole_number(reading->cells[denominator]);
    out->fewer_than = fewer_than(reading->cells[denominator]);
    if (out->persons < 0) out->persons = whole_number(reading->cells[n]);
    if (!out->fewer_than) out->fewer_than = fewer_than(reading->cells[n]);
}

/* Where a value is capped, in columns of their own or in its own. */
static void take_value(const struct reading *reading, struct pm_published *out)
{
    const struct pm_text *cells = reading->cells;
    struct pm_printed value = pm_read_printed(cells[ROLE_VALUE], reading->is_percent);
    struct pm_printed below = pm_read_printed(cells[ROLE_BELOW], false);
    struct pm_printed above = pm_read_printed(cells[ROLE_ABOVE], false);
    out->rate = value.value;
    out->step = value.step;
    out->at_most = pm_ratio_is_defined(below.value) ? below.value : value.at_most;
    out->at_least = pm_ratio_is_defined(above.value) ? above.value : value.at_least;
}

/* Adds a figure; a file that gives it twice, differently, was not understood. */
static void add(struct reading *reading, const struct pm_published *figure)
{
    const struct pm_published *other = pm_attack_add(reading->attack, figure);
    if (!other || reading->first || other->file != reading->path) return;
    reading->first = other;
    reading->again = figure->line;
}

static void add_figure(struct reading *reading)
{
    const struct pm_text *cells = reading->cells;
    struct pm_published figure = start_figure(reading);
    figure.rate = figure.at_least = figure.at_most = pm_ratio_undefined();
    take_counts(reading, ROLE_NUMERATOR, ROLE_DENOMINATOR, ROLE_N, &figure);
    if (!reading->are_gaps) take_value(reading, &figure);
    if (pm_text_is(cells[ROLE_STATE], "no_rows")) figure.persons = figure.numerator = 0;
    figure.is_hidden =
        figure.numerator < 0 && figure.persons < 0 && !pm_ratio_is_defined(figure.rate);
    if (cells[ROLE_ID].size && !reading->is_json)
        take_sides_of_id(reading, &figure);
    else if (reading->are_gaps)
        take_crossed_sides(reading, &figure);
    else
        take_sides(reading, ROLE_SIDE, &figure);
    add(reading, &figure);
}

/* The other side of a gap is a figure, too. */
static void add_other_side(struct reading *reading)
{
    static const char *const named[] = {"all", "group", NULL};
    const struct pm_text *cells = reading->cells;
    struct pm_published figure = start_figure(reading);
    take_counts(reading, ROLE_OTHER_NUMERATOR, ROLE_OTHER_DENOMINATOR, ROLE_OTHER_N, &figure);
    if (!is_one_of(cells[ROLE_OTHER_IS], named) || (figure.numerator < 0 && figure.persons < 0))
        return;
    if (cells[ROLE_OTHER_UNIT].size) figure.unit = copy(reading, cells[ROLE_OTHER_UNIT]);
    take_sides(reading, ROLE_OTHER_SIDE, &figure);
    add(reading, &figure);
}

static void read_row(struct reading *reading, const struct pm_raw_row *row)
{
    reading->row = row;
    for (size_t i = 0; i < ROLE_COUNT; i++)
        reading->cells[i] = (struct pm_text){"", 0};
    for (size_t i = 0; i < reading->count && i < row->count; i++) {
        enum role role = reading->columns[i].role;
        if (role < ROLE_COUNT && role != ROLE_NONE)
            reading->cells[role] = pm_text_trim(row->fields[i]);
    }
    if (is_no_figure(reading)) return;
    add_figure(reading);
    add_other_side(reading);
}

/* ---- Files ---- */

static bool refuse_file(const struct reading *reading)
{
    struct pm_data_place place = {.path = reading->path};
    struct pm_diagnostic *found =
        pm_diagnose_data(reading->diagnostics, PM_FILE_NOT_UNDERSTOOD, place,
                         "`%s` holds no figures that are known by their names", reading->path);
    pm_help(reading->diagnostics, found,
            "give it what `pm values`, `pm status` or `pm gaps` write with `--format json` or "
            "`--format csv`, or CSV with a column `n`, `numerator`, `denominator` or `value`");
    return false;
}

/* False where what was read can't be what is meant. */
static bool check_reading(const struct reading *reading)
{
    struct pm_data_place place = {.path = reading->path};
    struct pm_diagnostic *found = NULL;
    if (reading->odd_column) {
        found = pm_diagnose_data(reading->diagnostics, PM_FILE_NOT_UNDERSTOOD, place,
                                 "the column `%s` of `%s` holds numbers, and is taken for groups",
                                 reading->odd_column->dimension, reading->path);
        pm_help(reading->diagnostics, found,
                "name it `n`, `numerator`, `denominator`, `value` or `percent`, or leave it out");
    } else if (reading->first) {
        found = pm_diagnose_data(
            reading->diagnostics, PM_FILE_NOT_UNDERSTOOD, place,
            "lines %lld and %lld of `%s` give different numbers for one figure",
            (long long)reading->first->line, (long long)reading->again, reading->path);
        pm_help(reading->diagnostics, found,
                "what tells them apart needs a column: `metric`, `period`, `unit`, or a dimension");
    }
    return !found;
}

/* The first of the usual separators in the first line. */
static char separator_of(const struct pm_input *input)
{
    for (size_t i = 0; i < input->size && input->window[i] != '\n'; i++)
        if (input->window[i] == ',' || input->window[i] == ';' || input->window[i] == '\t')
            return input->window[i];
    return ',';
}

static bool read_csv(struct reading *reading, struct pm_input *input)
{
    struct pm_csv *csv = pm_csv_new(reading->arena, input, separator_of(input));
    struct pm_raw_row row;
    if (pm_csv_next(csv, &row) != PM_NEXT_ROW || !find_columns(reading, row.fields, row.count))
        return refuse_file(reading);
    enum pm_next next;
    while ((next = pm_csv_next(csv, &row)) == PM_NEXT_ROW)
        read_row(reading, &row);
    return next == PM_NEXT_END && check_reading(reading);
}

/* The list of a document that holds figures; NULL: it has none of this name. */
static struct pm_json_reader *open_list(const struct reading *reading, const char *name)
{
    struct pm_diagnostics *quiet = pm_diagnostics_new(reading->arena);
    struct pm_input *input =
        pm_input_open(reading->arena, reading->path, reading->path, PM_ENCODING_UTF8, quiet);
    return input ? pm_json_reader_open(reading->arena, input, name) : NULL;
}

static bool read_json(struct reading *reading)
{
    static const char *const lists[] = {"values", "findings", ""};
    struct pm_json_reader *json = NULL;
    struct pm_raw_row row;
    reading->is_json = true;
    for (size_t i = 0; !json && i < sizeof lists / sizeof *lists; i++)
        json = open_list(reading, lists[i]);
    if (!json) return refuse_file(reading);
    if (json->header_count == 0) return true; /* an empty list */
    if (!find_columns(reading, json->headers, json->header_count)) return refuse_file(reading);
    while (pm_json_reader_next(json, &row) == PM_NEXT_ROW)
        read_row(reading, &row);
    return check_reading(reading);
}

static bool starts_as_json(struct pm_input *input)
{
    while (!input->size && pm_input_more(input, 0)) {
    }
    struct pm_text start = pm_text_trim((struct pm_text){input->window, input->size});
    return start.size && (*start.bytes == '{' || *start.bytes == '[');
}

bool pm_read_published(struct pm_arena *arena, const char *path, struct pm_diagnostics *diagnostics,
                       struct pm_attack *attack)
{
    struct reading reading = {
        .arena = arena, .diagnostics = diagnostics, .attack = attack, .path = path};
    struct pm_input *input = pm_input_open(arena, path, path, PM_ENCODING_UTF8, diagnostics);
    if (!input) return false;
    if (starts_as_json(input)) return read_json(&reading);
    if (input->has_failed) return false;
    return read_csv(&reading, input);
}
