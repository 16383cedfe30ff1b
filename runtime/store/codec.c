#include "runtime/store/codec.h"

#include <string.h>

enum { MARKS_NONE, MARKS_RUNS, MARKS_PLAIN };
enum { HEAD_SIZE = 5, RUN_SIZE = 5, STEPS_HEAD_SIZE = 16 };

size_t pm_codec_room(size_t rows)
{
    return HEAD_SIZE + rows + STEPS_HEAD_SIZE + rows * 8;
}

static void put(unsigned char *at, uint64_t number, size_t width)
{
    for (size_t i = 0; i < width; i++)
        at[i] = (unsigned char)(number >> (8 * i));
}

static uint64_t get(const unsigned char *at, size_t width)
{
    uint64_t number = 0;
    for (size_t i = 0; i < width; i++)
        number |= (uint64_t)at[i] << (8 * i);
    return number;
}

static size_t width_of(uint64_t range)
{
    if (range == 0) return 0;
    if (range <= UINT8_MAX) return 1;
    if (range <= UINT16_MAX) return 2;
    return range <= UINT32_MAX ? 4 : 8;
}

static bool has_value(uint8_t mark)
{
    return mark == PM_MARK_PRESENT || mark == PM_MARK_RANGE;
}

/* ---- Encoding ---- */

static size_t put_marks(const uint8_t *marks, size_t rows, unsigned char *out)
{
    size_t absent = 0;
    if (marks)
        for (size_t i = 0; i < rows; i++)
            absent += marks[i] != PM_MARK_PRESENT;
    unsigned char form = absent ? MARKS_RUNS : MARKS_NONE;
    size_t size = 0;
    for (size_t i = 0; absent && i < rows;) {
        size_t end = i;
        while (end < rows && marks[end] == marks[i])
            end++;
        if (size + RUN_SIZE > rows) {
            form = MARKS_PLAIN;
            break;
        }
        out[HEAD_SIZE + size] = marks[i];
        put(out + HEAD_SIZE + size + 1, end - i, 4);
        size += RUN_SIZE;
        i = end;
    }
    if (form == MARKS_PLAIN) {
        memcpy(out + HEAD_SIZE, marks, rows);
        size = rows;
    }
    out[0] = form;
    put(out + 1, size, 4);
    return HEAD_SIZE + size;
}

/* Copies the values; those that are none become the one before, the leading ones the first. */
static void fill(const struct pm_vector *vector, size_t rows, int64_t *filled)
{
    if (!vector->marks) {
        memcpy(filled, vector->values, rows * sizeof *filled);
        return;
    }
    int64_t before = 0;
    for (size_t i = 0; i < rows; i++) {
        if (has_value(vector->marks[i])) {
            before = vector->values[i];
            break;
        }
    }
    for (size_t i = 0; i < rows; i++) {
        if (has_value(vector->marks[i])) before = vector->values[i];
        filled[i] = before;
    }
}

static void find_extremes(const int64_t *values, size_t rows, int64_t *least, int64_t *most)
{
    *least = *most = values[0];
    for (size_t i = 1; i < rows; i++) {
        if (values[i] < *least) *least = values[i];
        if (values[i] > *most) *most = values[i];
    }
}

/* The least step and the width that the steps need; 8 where a step does not fit. */
static size_t measure_steps(const int64_t *values, size_t rows, int64_t *least_step)
{
    int64_t least = INT64_MAX;
    int64_t most = INT64_MIN;
    for (size_t i = 1; i < rows; i++) {
        int64_t step;
        if (__builtin_sub_overflow(values[i], values[i - 1], &step)) return 8;
        if (step < least) least = step;
        if (step > most) most = step;
    }
    *least_step = least;
    return width_of((uint64_t)most - (uint64_t)least);
}

static size_t put_frame(const int64_t *values, size_t rows, int64_t least, size_t width,
                        unsigned char *out)
{
    uint64_t base = (uint64_t)least;
    switch (width) {
    case 1:
        for (size_t i = 0; i < rows; i++)
            put(out + i, (uint64_t)values[i] - base, 1);
        break;
    case 2:
        for (size_t i = 0; i < rows; i++)
            put(out + 2 * i, (uint64_t)values[i] - base, 2);
        break;
    case 4:
        for (size_t i = 0; i < rows; i++)
            put(out + 4 * i, (uint64_t)values[i] - base, 4);
        break;
    default:
        for (size_t i = 0; i < rows; i++)
            put(out + 8 * i, (uint64_t)values[i] - base, 8);
        break;
    }
    return rows * width;
}

static size_t put_steps(const int64_t *values, size_t rows, int64_t least_step, size_t width,
                        unsigned char *out)
{
    put(out, (uint64_t)values[0], 8);
    put(out + 8, (uint64_t)least_step, 8);
    unsigned char *at = out + STEPS_HEAD_SIZE;
    for (size_t i = 1; width && i < rows; i++) {
        uint64_t step = (uint64_t)values[i] - (uint64_t)values[i - 1];
        put(at, step - (uint64_t)least_step, width);
        at += width;
    }
    return (size_t)(at - out);
}

void pm_codec_encode(const struct pm_vector *vector, size_t rows, int64_t *filled,
                     unsigned char *room, struct pm_encoded *out)
{
    size_t size = put_marks(vector->marks, rows, room);
    fill(vector, rows, filled);
    find_extremes(filled, rows, &out->least, &out->most);
    size_t width = width_of((uint64_t)out->most - (uint64_t)out->least);
    int64_t least_step = 0;
    size_t step_width = rows > 2 && width ? measure_steps(filled, rows, &least_step) : 8;
    if (width == 0) {
        out->codec = PM_CODEC_CONSTANT;
    } else if (step_width < width) {
        out->codec = PM_CODEC_STEPS + (int64_t)step_width;
        size += put_steps(filled, rows, least_step, step_width, room + size);
    } else {
        out->codec = PM_CODEC_FRAME + (int64_t)width;
        size += put_frame(filled, rows, out->least, width, room + size);
    }
    out->places = vector->places;
    out->bytes = room;
    out->size = size;
}

/* ---- Decoding ---- */

static bool get_runs(const unsigned char *bytes, size_t size, size_t rows, uint8_t *marks)
{
    size_t row = 0;
    if (size % RUN_SIZE) return false;
    for (size_t at = 0; at < size; at += RUN_SIZE) {
        size_t length = (size_t)get(bytes + at + 1, 4);
        if (bytes[at] > PM_MARK_RANGE || length > rows - row) return false;
        memset(marks + row, bytes[at], length);
        row += length;
    }
    return row == rows;
}

/* Reads the marks; the offset after them, 0 when they are wrong. */
static size_t get_marks(struct pm_arena *arena, const struct pm_encoded *encoded, size_t rows,
                        uint8_t **out)
{
    *out = NULL;
    if (encoded->size < HEAD_SIZE) return 0;
    unsigned char form = encoded->bytes[0];
    size_t size = (size_t)get(encoded->bytes + 1, 4);
    if (size > encoded->size - HEAD_SIZE) return 0;
    if (form == MARKS_NONE) return size == 0 ? HEAD_SIZE : 0;
    uint8_t *marks = pm_arena_alloc(arena, rows);
    const unsigned char *bytes = encoded->bytes + HEAD_SIZE;
    if (form == MARKS_RUNS) {
        if (!get_runs(bytes, size, rows, marks)) return 0;
    } else {
        if (form != MARKS_PLAIN || size != rows) return 0;
        memcpy(marks, bytes, rows);
        for (size_t i = 0; i < rows; i++)
            if (marks[i] > PM_MARK_RANGE) return 0;
    }
    *out = marks;
    return HEAD_SIZE + size;
}

static void get_frame(const unsigned char *bytes, size_t width, uint64_t base, size_t rows,
                      int64_t *values)
{
    switch (width) {
    case 1:
        for (size_t i = 0; i < rows; i++)
            values[i] = (int64_t)(base + bytes[i]);
        break;
    case 2:
        for (size_t i = 0; i < rows; i++)
            values[i] = (int64_t)(base + get(bytes + 2 * i, 2));
        break;
    case 4:
        for (size_t i = 0; i < rows; i++)
            values[i] = (int64_t)(base + get(bytes + 4 * i, 4));
        break;
    default:
        for (size_t i = 0; i < rows; i++)
            values[i] = (int64_t)(base + get(bytes + 8 * i, 8));
        break;
    }
}

static void get_steps(const unsigned char *bytes, size_t width, size_t rows, int64_t *values)
{
    uint64_t value = get(bytes, 8);
    uint64_t least_step = get(bytes + 8, 8);
    const unsigned char *at = bytes + STEPS_HEAD_SIZE;
    values[0] = (int64_t)value;
    for (size_t i = 1; i < rows; i++) {
        value += least_step + get(at, width);
        values[i] = (int64_t)value;
        at += width;
    }
}

static bool get_values(const struct pm_encoded *encoded, const unsigned char *bytes, size_t size,
                       size_t rows, int64_t *values)
{
    int64_t codec = encoded->codec;
    if (codec == PM_CODEC_CONSTANT) {
        for (size_t i = 0; i < rows; i++)
            values[i] = encoded->least;
        return size == 0;
    }
    if (codec == PM_CODEC_FRAME + 1 || codec == PM_CODEC_FRAME + 2 || codec == PM_CODEC_FRAME + 4 ||
        codec == PM_CODEC_FRAME + 8) {
        size_t width = (size_t)(codec - PM_CODEC_FRAME);
        if (size != rows * width) return false;
        get_frame(bytes, width, (uint64_t)encoded->least, rows, values);
        return true;
    }
    if (codec == PM_CODEC_STEPS || codec == PM_CODEC_STEPS + 1 || codec == PM_CODEC_STEPS + 2 ||
        codec == PM_CODEC_STEPS + 4) {
        size_t width = (size_t)(codec - PM_CODEC_STEPS);
        if (size != STEPS_HEAD_SIZE + (rows - 1) * width) return false;
        get_steps(bytes, width, rows, values);
        return true;
    }
    return false;
}

bool pm_codec_decode(struct pm_arena *arena, const struct pm_encoded *encoded, size_t rows,
                     struct pm_vector *out)
{
    if (rows == 0 || rows > PM_CHUNK_ROWS || encoded->places > 18) return false;
    uint8_t *marks;
    size_t at = get_marks(arena, encoded, rows, &marks);
    if (at == 0) return false;
    int64_t *values = PM_NEW_ITEMS(arena, int64_t, rows);
    if (!get_values(encoded, encoded->bytes + at, encoded->size - at, rows, values)) return false;
    int64_t least;
    int64_t most;
    find_extremes(values, rows, &least, &most);
    if (least != encoded->least || most != encoded->most) return false;
    for (size_t i = 0; marks && i < rows; i++)
        if (!has_value(marks[i])) values[i] = 0;
    *out = (struct pm_vector){.values = values, .marks = marks, .places = encoded->places};
    return true;
}
