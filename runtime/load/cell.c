#include "runtime/load/cell.h"

#include "runtime/store/ranges.h"

#include <string.h>

enum { MINUTES_OF_DAY = 24 * 60, MOST_STEPS = 64 };

/* ---- Readers ---- */

static const struct pm_column *key_column(const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->key_count; i++) {
        bool is_period = false;
        for (size_t j = 0; j < source->period_field_count; j++)
            is_period = is_period || source->period_fields[j] == source->key[i];
        if (!is_period) return source->key[i];
    }
    return source->key_count ? source->key[0] : NULL;
}

static const struct pm_column *next_column(const struct pm_column *column)
{
    return column->refers_to ? key_column(column->refers_to) : NULL;
}

const struct pm_column *pm_dictionary_column(const struct pm_column *column)
{
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        const struct pm_column *next = next_column(column);
        if (!next || next == column) return column;
        column = next;
    }
    /* Keys that refer to each other in a circle: the one whose source stands first. */
    const struct pm_column *least = column;
    for (int steps = 0; column && steps < MOST_STEPS; steps++) {
        if (column->source->index < least->source->index) least = column;
        column = next_column(column);
    }
    return least;
}

static void note_starts(struct pm_cell_reader *reader, const struct pm_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        struct pm_text word = pm_text_trim(pm_text_from(words->items[i]));
        unsigned char byte = word.size ? (unsigned char)word.bytes[0] : 0;
        if (byte) reader->word_starts[byte / 64] |= UINT64_C(1) << (byte % 64);
    }
}

static bool is_numeric(enum pm_field_type type)
{
    return type == PM_FIELD_INT || type == PM_FIELD_NUMBER || type == PM_FIELD_PERCENT ||
           type == PM_FIELD_SHARE || type == PM_FIELD_MONEY;
}

struct pm_cell_reader pm_cell_reader_make(const struct pm_column *column)
{
    struct pm_cell_reader reader = {.column = column, .last_day = PM_NO_DAY};
    reader.type = column->field_type;
    reader.reads_ranges = column->ranges.count && is_numeric(reader.type);
    note_starts(&reader, &column->missing);
    note_starts(&reader, &column->suppressed);
    note_starts(&reader, &column->pending);
    if (reader.reads_ranges) { /* their numbers may differ from those of the words */
        note_starts(&reader, &column->ranges);
        for (unsigned byte = '0'; byte <= '9'; byte++)
            reader.word_starts[byte / 64] |= UINT64_C(1) << (byte % 64);
        const unsigned char cases[] = {'G', 'g', 'L', 'l'};
        for (size_t i = 0; i < sizeof cases; i++)
            reader.word_starts[cases[i] / 64] |= UINT64_C(1) << (cases[i] % 64);
    }
    return reader;
}

bool pm_cell_reads_texts(const struct pm_cell_reader *reader)
{
    return reader->type == PM_FIELD_TEXT;
}

/* ---- Words ---- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_among(const struct pm_words *words, struct pm_text text)
{
    for (size_t i = 0; i < words->count; i++)
        if (pm_text_equal(text, pm_text_trim(pm_text_from(words->items[i])))) return true;
    return false;
}

static bool is_range(const struct pm_words *words, struct pm_text text)
{
    size_t plain = 0; /* most cells are plain numbers all the same */
    while (plain < text.size && (is_digit(text.bytes[plain]) || text.bytes[plain] == '.'))
        plain++;
    if (plain == text.size) return false;
    for (size_t i = 0; i < words->count; i++)
        if (pm_range_same_form(pm_text_trim(pm_text_from(words->items[i])), text)) return true;
    return is_among(words, text);
}

static enum pm_cell_mark mark_of(const struct pm_cell_reader *reader, struct pm_text text)
{
    if (text.size == 0) return PM_MARK_MISSING;
    unsigned char byte = (unsigned char)text.bytes[0];
    if (!(reader->word_starts[byte / 64] >> (byte % 64) & 1)) return PM_MARK_PRESENT;
    if (is_among(&reader->column->missing, text)) return PM_MARK_MISSING;
    if (is_among(&reader->column->suppressed, text)) return PM_MARK_SUPPRESSED;
    if (is_among(&reader->column->pending, text)) return PM_MARK_PENDING;
    if (reader->reads_ranges && is_range(&reader->column->ranges, text)) return PM_MARK_RANGE;
    return PM_MARK_PRESENT;
}

/* ---- Numbers ---- */

/* Up to 18 digits and nothing else: most cells. */
static bool read_digits(struct pm_text text, int64_t *out)
{
    if (text.size == 0 || text.size > 18) return false;
    int64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.bytes[i])) return false;
        number = number * 10 + (text.bytes[i] - '0');
    }
    *out = number;
    return true;
}

static void read_decimal(struct pm_text text, struct pm_reading *out)
{
    struct pm_decimal number = {0, 0};
    switch (pm_parse_decimal(text, false, true, &number)) {
    case PM_NUMBER_READ:
        break;
    case PM_NUMBER_ROUNDED:
        out->rounded = true;
        break;
    case PM_NUMBER_NONE:
        out->fault = PM_CELL_NO_NUMBER;
        return;
    case PM_NUMBER_TOO_LARGE:
        out->fault = PM_CELL_TOO_LARGE;
        return;
    }
    out->value = number.mantissa;
    out->places = number.places;
}

static void read_number(struct pm_text text, struct pm_reading *out)
{
    if (!read_digits(text, &out->value)) read_decimal(text, out);
}

static void read_whole(struct pm_text text, struct pm_reading *out)
{
    read_number(text, out);
    if (out->fault == PM_CELL_FINE && (out->places || out->rounded)) out->fault = PM_CELL_NOT_WHOLE;
}

static void read_percent(struct pm_text text, struct pm_reading *out)
{
    if (text.bytes[text.size - 1] == '%') {
        text.size--;
        text = pm_text_trim(text);
    }
    read_number(text, out);
    if (out->fault != PM_CELL_FINE) return;
    out->places = (uint8_t)(out->places + 2);
    while (out->places && out->value % 10 == 0) {
        out->value /= 10;
        out->places--;
    }
}

/* `$1,250.50`, `-$5`, `$-5`, `(1,250.50)`: brackets are the bookkeepers' minus. */
static void read_money(struct pm_text text, struct pm_reading *out)
{
    bool in_brackets = text.size > 2 && text.bytes[0] == '(' && text.bytes[text.size - 1] == ')';
    if (in_brackets) text = pm_text_trim((struct pm_text){text.bytes + 1, text.size - 2});
    bool minus = text.size > 1 && text.bytes[0] == '-' && text.bytes[1] == '$';
    if (minus) text = (struct pm_text){text.bytes + 1, text.size - 1};
    if (text.size && text.bytes[0] == '$') {
        text = pm_text_trim((struct pm_text){text.bytes + 1, text.size - 1});
        if (minus && text.size && !is_digit(text.bytes[0]) && text.bytes[0] != '.') {
            out->fault = PM_CELL_NO_NUMBER; /* two signs */
            return;
        }
    }
    if (in_brackets && (minus || (text.size && text.bytes[0] == '-'))) {
        out->fault = PM_CELL_NO_NUMBER;
        return;
    }
    read_number(text, out);
    if (in_brackets || minus) out->value = -out->value;
}

/* ---- Truth, dates, times ---- */

static bool is_word(struct pm_text text, const char *lower)
{
    size_t size = strlen(lower);
    if (text.size != size) return false;
    for (size_t i = 0; i < size; i++) {
        char byte = text.bytes[i];
        if (byte >= 'A' && byte <= 'Z') byte = (char)(byte - 'A' + 'a');
        if (byte != lower[i]) return false;
    }
    return true;
}

static bool means(struct pm_text text, const struct pm_words *declared, const char *const usual[4])
{
    if (declared->count) return is_among(declared, text);
    for (size_t i = 0; i < 4; i++)
        if (is_word(text, usual[i])) return true;
    return false;
}

static void read_truth(const struct pm_column *column, struct pm_text text, struct pm_reading *out)
{
    static const char *const truths[] = {"true", "yes", "y", "1"};
    static const char *const falsehoods[] = {"false", "no", "n", "0"};
    if (means(text, &column->truths, truths))
        out->value = 1;
    else if (!means(text, &column->falsehoods, falsehoods))
        out->fault = PM_CELL_NO_TRUTH;
}

static bool two_digits(struct pm_text text, size_t at, int most, int *out)
{
    if (at + 2 > text.size || !is_digit(text.bytes[at]) || !is_digit(text.bytes[at + 1]))
        return false;
    *out = (text.bytes[at] - '0') * 10 + (text.bytes[at + 1] - '0');
    return *out <= most;
}

bool pm_parse_time(struct pm_text text, int64_t *out)
{
    int32_t day;
    int hour;
    int minute;
    int second;
    if (text.size < 16 || (text.bytes[10] != ' ' && text.bytes[10] != 'T')) return false;
    if (!pm_parse_day((struct pm_text){text.bytes, 10}, &day)) return false;
    if (!two_digits(text, 11, 23, &hour) || text.bytes[13] != ':' ||
        !two_digits(text, 14, 59, &minute))
        return false;
    size_t at = 16;
    if (at < text.size && text.bytes[at] == ':') {
        if (!two_digits(text, at + 1, 60, &second)) return false; /* 60: a leap second */
        at += 3;
        if (at + 1 < text.size && text.bytes[at] == '.' && is_digit(text.bytes[at + 1]))
            for (at++; at < text.size && is_digit(text.bytes[at]);)
                at++;
    }
    if (at < text.size && text.bytes[at] == 'Z') at++;
    *out = (int64_t)day * MINUTES_OF_DAY + hour * 60 + minute;
    return at == text.size;
}

static void read_date(struct pm_cell_reader *reader, struct pm_text text, struct pm_reading *out)
{
    int64_t minutes;
    int32_t day;
    if (text.size == 10) {
        if (reader->last_day != PM_NO_DAY && memcmp(reader->last_date, text.bytes, 10) == 0) {
            out->value = reader->last_day;
        } else if (pm_parse_day(text, &day)) {
            memcpy(reader->last_date, text.bytes, 10);
            reader->last_day = day;
            out->value = day;
        } else {
            out->fault = PM_CELL_NO_DATE;
        }
        return;
    }
    bool right =
        pm_parse_time(text, &minutes) && pm_parse_day((struct pm_text){text.bytes, 10}, &day);
    if (right)
        out->value = day;
    else
        out->fault = PM_CELL_NO_DATE;
}

void pm_cell_read(struct pm_cell_reader *reader, struct pm_text text, struct pm_reading *out)
{
    *out = (struct pm_reading){.text = pm_text_trim(text)};
    out->mark = (uint8_t)mark_of(reader, out->text);
    if (out->mark != PM_MARK_PRESENT) return;
    switch (reader->type) {
    case PM_FIELD_TEXT:
        out->is_formula = out->text.bytes[0] == '=';
        break;
    case PM_FIELD_INT:
        read_whole(out->text, out);
        break;
    case PM_FIELD_NUMBER:
    case PM_FIELD_SHARE:
        read_number(out->text, out);
        break;
    case PM_FIELD_PERCENT:
        read_percent(out->text, out);
        break;
    case PM_FIELD_BOOL:
        read_truth(reader->column, out->text, out);
        break;
    case PM_FIELD_DATE:
        read_date(reader, out->text, out);
        break;
    case PM_FIELD_TIME:
        if (!pm_parse_time(out->text, &out->value)) out->fault = PM_CELL_NO_TIME;
        break;
    case PM_FIELD_MONEY:
        read_money(out->text, out);
        break;
    }
}

const char *pm_cell_fault_text(const struct pm_cell_reader *reader, enum pm_cell_fault fault)
{
    switch (fault) {
    case PM_CELL_FINE:
        break;
    case PM_CELL_NO_NUMBER:
        if (reader->type == PM_FIELD_MONEY) return "is not an amount of money";
        if (reader->type == PM_FIELD_PERCENT) return "is not a percent";
        return "is not a number";
    case PM_CELL_NOT_WHOLE:
        return "is not a whole number";
    case PM_CELL_TOO_LARGE:
        return "is too large a number";
    case PM_CELL_NO_TRUTH:
        return "is neither yes nor no";
    case PM_CELL_NO_DATE:
        return "is not a date";
    case PM_CELL_NO_TIME:
        return "is not a time";
    case PM_CELL_ABSENT:
        return "is not there";
    }
    return "is fine";
}
