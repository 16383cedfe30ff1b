#include "lang/parse/trouble.h"

#include <string.h>

enum { LONGEST_SHOWN = 60 };

struct pm_text pm_trouble_text(const struct pm_trouble *trouble, struct pm_span span)
{
    return (struct pm_text){trouble->parser->source->text.bytes + span.begin,
                            span.end - span.begin};
}

const char *pm_trouble_show(const struct pm_trouble *trouble, const struct pm_part *part)
{
    struct pm_text text = pm_trouble_text(trouble, part->span);
    const char *line_end = memchr(text.bytes, '\n', text.size);
    size_t size = line_end ? (size_t)(line_end - text.bytes) : text.size;
    if (size > LONGEST_SHOWN) size = LONGEST_SHOWN;
    while (size < text.size && size && ((unsigned char)text.bytes[size] & 0xC0) == 0x80)
        size--;
    return pm_arena_format(trouble->parser->arena, size < text.size ? "`%.*s ...`" : "`%.*s`",
                           (int)size, text.bytes);
}

const char *pm_trouble_name(const struct pm_trouble *trouble, const struct pm_item *item)
{
    struct pm_arena *arena = trouble->parser->arena;
    if (item->kind == PM_ITEM_WORD) return pm_arena_format(arena, "`%s`", item->key);
    const char *noun = item->part->noun;
    return pm_arena_format(arena, "%s %s", pm_article(noun), noun);
}

bool pm_trouble_fits(const struct pm_trouble *trouble, size_t at, const struct pm_item *item)
{
    if (at >= trouble->parser->parts.count || !item) return false;
    return pm_part_fits(trouble->parser, &trouble->parser->parts.items[at], item);
}

const struct pm_item *pm_trouble_next(const struct pm_trouble *trouble, size_t ahead)
{
    const struct pm_sequence *sequence = trouble->mismatch->sequence;
    if (!sequence) return NULL;
    size_t index = trouble->mismatch->index + ahead;
    return index < sequence->count ? &sequence->items[index] : NULL;
}

void pm_trouble_explain(const struct pm_trouble *trouble, struct pm_diagnostic *found)
{
    const struct pm_row *row = trouble->row;
    pm_label(trouble->list, found, trouble->statement->word_span, "in this `%s`", row->word);
    pm_note(trouble->list, found, "%s `%s` reads `%s`", pm_article(row->word), row->word,
            pm_row_form(trouble->parser, row));
}

/* The closed list of words for an item; NULL when it takes any. Lists are called after the noun
 * ("state"), the statement and the noun ("field type"), the statement ("better", "named by"), or
 * its place and the statement ("plan kind"). */
static const char *words_for(const struct pm_trouble *trouble, const struct pm_item *item)
{
    struct pm_arena *arena = trouble->parser->arena;
    const char *word = trouble->row->word;
    const char *noun = item->part->noun;
    const char *words = pm_words(noun);
    if (!words) words = pm_words(pm_arena_format(arena, "%s %s", word, noun));
    bool is_plain = strcmp(item->key, "WORD") == 0 && !*item->after;
    bool follows_by = strcmp(item->after, "by") == 0;
    if (!words && is_plain) words = pm_words(word);
    if (!words && is_plain) words = pm_words(pm_arena_format(arena, "%s %s", trouble->place, word));
    if (!words && follows_by) words = pm_words(pm_arena_format(arena, "%s by", word));
    return words;
}

void pm_trouble_help(const struct pm_trouble *trouble, struct pm_diagnostic *found,
                     const struct pm_item *item)
{
    if (item->kind == PM_ITEM_WORD) {
        pm_help(trouble->list, found, "write `%s`", item->key);
        return;
    }
    const char *words = words_for(trouble, item);
    if (words) {
        pm_help(trouble->list, found, "write one of these: %s", words);
        return;
    }
    bool is_duration = item->part->shapes == PM_SHAPE_DURATION;
    pm_help(trouble->list, found, "%s %s is written like `%s`%s%s", pm_article(item->part->noun),
            item->part->noun, item->part->example, is_duration ? "; its units are " : "",
            is_duration ? pm_time_units() : "");
}
