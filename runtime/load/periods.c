#include "runtime/load/periods.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 64, MOST_FIELDS = 2, MINUTES_OF_DAY = 24 * 60 };

struct known { /* one text (or two) and what it means */
    bool is_used;
    bool is_readable;
    struct pm_row_days days;
    struct pm_text texts[MOST_FIELDS];
};

struct pm_periods {
    struct pm_arena *arena;
    const struct pm_source_decl *source;
    enum pm_field_type type; /* of the first field, as it is read */
    struct known *slots;
    size_t slot_count; /* a power of two */
    size_t count;
    struct known *last; /* found last; NULL at first */
};

struct pm_periods *pm_periods_new(struct pm_arena *arena, const struct pm_source_decl *source)
{
    struct pm_periods *periods = PM_NEW(arena, struct pm_periods);
    periods->arena = arena;
    periods->source = source;
    periods->slot_count = FIRST_SLOTS;
    periods->slots = PM_NEW_ITEMS(arena, struct known, FIRST_SLOTS);
    if (source->period_field_count) periods->type = source->period_fields[0]->field_type;
    return periods;
}

static bool is_same(const struct pm_periods *periods, const struct known *known,
                    const struct pm_text *texts)
{
    for (size_t i = 0; i < periods->source->period_field_count; i++)
        if (!pm_text_equal(known->texts[i], texts[i])) return false;
    return true;
}

static struct known *slot_of(const struct pm_periods *periods, const struct pm_text *texts)
{
    uint64_t hashed = 0;
    for (size_t i = 0; i < periods->source->period_field_count; i++)
        hashed = XXH3_64bits_withSeed(texts[i].bytes, texts[i].size, hashed);
    size_t at = (size_t)hashed & (periods->slot_count - 1);
    while (periods->slots[at].is_used && !is_same(periods, &periods->slots[at], texts))
        at = (at + 1) & (periods->slot_count - 1);
    return &periods->slots[at];
}

static void grow(struct pm_periods *periods)
{
    const struct known *before = periods->slots;
    size_t count = periods->slot_count;
    periods->slot_count *= 4;
    periods->slots = PM_NEW_ITEMS(periods->arena, struct known, periods->slot_count);
    for (size_t i = 0; i < count; i++)
        if (before[i].is_used) *slot_of(periods, before[i].texts) = before[i];
}

/* Works out what the texts mean. */
static bool work_out(const struct pm_periods *periods, const struct pm_text *texts,
                     struct pm_row_days *out)
{
    const struct pm_source_decl *source = periods->source;
    if (source->period_format.writing == PM_WRITES_DAY) {
        int64_t minutes;
        struct pm_text day = texts[0];
        if (day.size > 10 && pm_parse_time(day, &minutes)) day.size = 10;
        if (!pm_parse_day(day, &out->first)) return false;
        out->last = out->first;
        return true;
    }
    struct pm_period period;
    if (!pm_period_read(&source->period_format, texts, &period)) return false;
    out->first = pm_period_first_day(period);
    out->last = pm_period_last_day(period);
    return true;
}

static const struct known *look_up(struct pm_periods *periods, const struct pm_text *texts)
{
    if (periods->last && is_same(periods, periods->last, texts)) return periods->last;
    if (periods->count * 2 >= periods->slot_count) grow(periods);
    struct known *known = slot_of(periods, texts);
    periods->last = known;
    if (known->is_used) return known;
    periods->count++;
    known->is_used = true;
    known->is_readable = work_out(periods, texts, &known->days);
    for (size_t i = 0; i < periods->source->period_field_count; i++)
        known->texts[i] = (struct pm_text){
            pm_arena_copy_text(periods->arena, texts[i].bytes, texts[i].size), texts[i].size};
    return known;
}

bool pm_periods_read(struct pm_periods *periods, const struct pm_reading *const *fields,
                     struct pm_row_days *out)
{
    struct pm_text texts[MOST_FIELDS] = {{NULL, 0}, {NULL, 0}};
    *out = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
    for (size_t i = 0; i < periods->source->period_field_count; i++) {
        if (fields[i]->mark != PM_MARK_PRESENT) return false;
        texts[i] = fields[i]->text;
    }
    if (periods->type == PM_FIELD_DATE || periods->type == PM_FIELD_TIME) {
        int64_t value = fields[0]->value;
        if (periods->type == PM_FIELD_TIME)
            value = (value - (value < 0 ? MINUTES_OF_DAY - 1 : 0)) / MINUTES_OF_DAY;
        out->first = out->last = (int32_t)value;
        return true;
    }
    const struct known *known = look_up(periods, texts);
    if (known->is_readable) *out = known->days;
    return known->is_readable;
}
