#include "lang/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pm_text pm_text_from(const char *bytes)
{
    return (struct pm_text){bytes, bytes ? strlen(bytes) : 0};
}

bool pm_text_equal(struct pm_text a, struct pm_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool pm_text_is(struct pm_text text, const char *word)
{
    return pm_text_equal(text, pm_text_from(word));
}

int pm_text_compare(struct pm_text a, struct pm_text b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.bytes, b.bytes, shared) : 0;
    if (order) return order;
    return (a.size > b.size) - (a.size < b.size);
}

bool pm_text_starts(struct pm_text text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.bytes, prefix, size) == 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct pm_text pm_text_trim(struct pm_text text)
{
    while (text.size && is_blank(text.bytes[0])) {
        text.bytes++;
        text.size--;
    }
    while (text.size && is_blank(text.bytes[text.size - 1]))
        text.size--;
    return text;
}

bool pm_text_take_line(struct pm_text *rest, struct pm_text *line)
{
    if (!rest->bytes) return false;
    const char *end = memchr(rest->bytes, '\n', rest->size);
    *line = (struct pm_text){rest->bytes, end ? (size_t)(end - rest->bytes) : rest->size};
    rest->size -= end ? line->size + 1 : line->size;
    rest->bytes = end ? end + 1 : NULL;
    if (end && line->size && line->bytes[line->size - 1] == '\r') line->size--;
    return true;
}

size_t pm_text_blanks_before(struct pm_text line)
{
    size_t count = 0;
    while (count < line.size && (line.bytes[count] == ' ' || line.bytes[count] == '\t'))
        count++;
    return count;
}

size_t pm_text_common_indentation(struct pm_text lines)
{
    size_t least = SIZE_MAX;
    struct pm_text line;
    while (pm_text_take_line(&lines, &line)) {
        size_t count = pm_text_blanks_before(line);
        if (count < line.size && count < least) least = count;
    }
    return least == SIZE_MAX ? 0 : least;
}

static char to_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* The next byte that counts, lower case, or -1 at the end. */
static int next_loose(struct pm_text text, size_t *at)
{
    while (*at < text.size) {
        char byte = text.bytes[(*at)++];
        if (is_blank(byte) || byte == '-' || byte == '_') continue;
        return (unsigned char)to_lower(byte);
    }
    return -1;
}

bool pm_text_equal_loosely(struct pm_text a, struct pm_text b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    for (;;) {
        int next = next_loose(a, &at_a);
        if (next != next_loose(b, &at_b)) return false;
        if (next < 0) return true;
    }
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Size of the run of digits at `at`, leading zeros set aside in *at. */
static size_t digits_at(struct pm_text text, size_t *at)
{
    while (*at + 1 < text.size && text.bytes[*at] == '0' && is_digit(text.bytes[*at + 1]))
        (*at)++;
    size_t size = 0;
    while (*at + size < text.size && is_digit(text.bytes[*at + size]))
        size++;
    return size;
}

int pm_text_compare_naturally(struct pm_text a, struct pm_text b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    while (at_a < a.size && at_b < b.size) {
        if (is_digit(a.bytes[at_a]) && is_digit(b.bytes[at_b])) {
            size_t size_a = digits_at(a, &at_a);
            size_t size_b = digits_at(b, &at_b);
            if (size_a != size_b) return size_a < size_b ? -1 : 1;
            int order = memcmp(a.bytes + at_a, b.bytes + at_b, size_a);
            if (order) return order;
            at_a += size_a;
            at_b += size_b;
            continue;
        }
        if (a.bytes[at_a] != b.bytes[at_b])
            return (unsigned char)a.bytes[at_a] < (unsigned char)b.bytes[at_b] ? -1 : 1;
        at_a++;
        at_b++;
    }
    if (at_a < a.size) return 1;
    if (at_b < b.size) return -1;
    return pm_text_compare(a, b);
}

enum { LONGEST_COMPARED = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What the distance is at least: letters that one of the texts has more often than the other each
 * take an edit. Most names differ so much that no more has to be looked at. */
static size_t least_distance(struct pm_text a, struct pm_text b)
{
    enum { KINDS = 32 };
    short more[KINDS] = {0};
    size_t in_a = 0;
    size_t in_b = 0;
    for (size_t i = 0; i < a.size; i++)
        more[(unsigned char)a.bytes[i] % KINDS]++;
    for (size_t i = 0; i < b.size; i++)
        more[(unsigned char)b.bytes[i] % KINDS]--;
    for (size_t i = 0; i < KINDS; i++) {
        if (more[i] > 0) in_a += (size_t)more[i];
        if (more[i] < 0) in_b += (size_t)-more[i];
    }
    return in_a > in_b ? in_a : in_b;
}

size_t pm_text_distance(struct pm_text a, struct pm_text b, size_t limit)
{
    if (a.size > LONGEST_COMPARED || b.size > LONGEST_COMPARED) return limit + 1;
    if (least_distance(a, b) > limit) return limit + 1;
    if (limit > LONGEST_COMPARED) limit = LONGEST_COMPARED;
    size_t rows[3][LONGEST_COMPARED + 1];
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *second = rows[(i + 1) % 3]; /* two above; read from the second row on */
        size_t first = i > limit ? i - limit : 1; /* what lies farther from the diagonal is more */
        size_t last = smaller(b.size, i + limit);
        size_t least = row[first - 1] = first == 1 ? i : limit + 1;
        for (size_t j = first; j <= last; j++) {
            size_t cost = a.bytes[i - 1] != b.bytes[j - 1];
            row[j] = smaller(smaller(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
            bool swapped = i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] &&
                           a.bytes[i - 2] == b.bytes[j - 1];
            if (swapped) row[j] = smaller(row[j], second[j - 2] + 1);
            least = smaller(least, row[j]);
        }
        if (last < b.size) row[last + 1] = limit + 1;
        if (least > limit + 1) return limit + 1; /* a swap may yet take one off */
    }
    size_t distance = rows[a.size % 3][b.size];
    return distance > limit ? limit + 1 : distance;
}

bool pm_text_similar(struct pm_text name, struct pm_text wanted)
{
    if (pm_text_equal_loosely(name, wanted)) return true;
    if (wanted.size < 3 || name.size < 3) return false;
    size_t limit = wanted.size / 3;
    if (limit == 0) limit = 1;
    return pm_text_distance(name, wanted, limit) <= limit;
}

void pm_format_double(double number, char out[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, number);
        if (strtod(out, NULL) == number) break;
    }
    for (char *each = out; *each; each++) {
        bool plain = is_digit(*each) || *each == '-' || *each == '+' || *each == 'e';
        if (!plain) *each = '.';
    }
}

struct entry {
    struct pm_symbol symbol;
    struct entry *next;
};

struct pm_symbols {
    struct pm_arena *arena;
    struct entry **buckets;
    size_t bucket_count;                    /* a power of two */
    PM_ARRAY(const struct pm_symbol *) all; /* by id */
};

struct pm_symbols *pm_symbols_new(struct pm_arena *arena)
{
    struct pm_symbols *symbols = PM_NEW(arena, struct pm_symbols);
    symbols->arena = arena;
    symbols->bucket_count = 256;
    symbols->buckets = PM_NEW_ITEMS(arena, struct entry *, symbols->bucket_count);
    return symbols;
}

static size_t hash(struct pm_text text)
{
    uint64_t mixed = 14695981039346656037U; /* FNV-1a */
    for (size_t i = 0; i < text.size; i++) {
        mixed ^= (unsigned char)text.bytes[i];
        mixed *= 1099511628211U;
    }
    return (size_t)(mixed ^ (mixed >> 32));
}

static struct entry *find(const struct pm_symbols *symbols, struct pm_text text, size_t hashed)
{
    struct entry *entry = symbols->buckets[hashed & (symbols->bucket_count - 1)];
    while (entry && !pm_text_equal(pm_symbol_text(&entry->symbol), text))
        entry = entry->next;
    return entry;
}

static void grow(struct pm_symbols *symbols)
{
    size_t count = symbols->bucket_count * 4;
    struct entry **buckets = PM_NEW_ITEMS(symbols->arena, struct entry *, count);
    for (size_t i = 0; i < symbols->bucket_count; i++) {
        struct entry *entry = symbols->buckets[i];
        while (entry) {
            struct entry *next = entry->next;
            struct entry **bucket = &buckets[hash(pm_symbol_text(&entry->symbol)) & (count - 1)];
            entry->next = *bucket;
            *bucket = entry;
            entry = next;
        }
    }
    symbols->buckets = buckets;
    symbols->bucket_count = count;
}

const struct pm_symbol *pm_symbol_make(struct pm_symbols *symbols, struct pm_text text)
{
    size_t hashed = hash(text);
    struct entry *entry = find(symbols, text, hashed);
    if (entry) return &entry->symbol;
    if (symbols->all.count > symbols->bucket_count) grow(symbols);
    entry = PM_NEW(symbols->arena, struct entry);
    entry->symbol.bytes = pm_arena_copy_text(symbols->arena, text.bytes, text.size);
    entry->symbol.size = text.size;
    entry->symbol.id = (uint32_t)symbols->all.count;
    PM_PUSH(symbols->arena, &symbols->all, &entry->symbol);
    struct entry **bucket = &symbols->buckets[hashed & (symbols->bucket_count - 1)];
    entry->next = *bucket;
    *bucket = entry;
    return &entry->symbol;
}

const struct pm_symbol *pm_symbol_find(const struct pm_symbols *symbols, struct pm_text text)
{
    const struct entry *entry = find(symbols, text, hash(text));
    return entry ? &entry->symbol : NULL;
}

uint32_t pm_symbols_count(const struct pm_symbols *symbols)
{
    return (uint32_t)symbols->all.count;
}

const struct pm_symbol *pm_symbol_by_id(const struct pm_symbols *symbols, uint32_t id)
{
    return id < symbols->all.count ? symbols->all.items[id] : NULL;
}

struct pm_text pm_symbol_text(const struct pm_symbol *symbol)
{
    return (struct pm_text){symbol->bytes, symbol->size};
}

/* Size of the valid sequence at `at`, or 0. */
static size_t sequence_size(const unsigned char *at, size_t left)
{
    if (at[0] < 0x80) return 1;
    size_t size = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4 || left < size) return 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (at[0] == 0xE0) low = 0xA0;
    if (at[0] == 0xED) high = 0x9F;
    if (at[0] == 0xF0) low = 0x90;
    if (at[0] == 0xF4) high = 0x8F;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < size; i++)
        if (at[i] < 0x80 || at[i] > 0xBF) return 0;
    return size;
}

size_t pm_utf8_first_bad(const char *bytes, size_t size)
{
    const unsigned char *start = (const unsigned char *)bytes;
    size_t at = 0;
    while (at < size) {
        size_t step = sequence_size(start + at, size - at);
        if (step == 0) return at;
        at += step;
    }
    return size;
}

size_t pm_utf8_count(const char *bytes, size_t size)
{
    const unsigned char *start = (const unsigned char *)bytes;
    size_t count = 0;
    for (size_t at = 0; at < size; count++) {
        size_t step = sequence_size(start + at, size - at);
        at += step ? step : 1;
    }
    return count;
}
