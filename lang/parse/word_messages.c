#include "lang/parse/parser.h"

#include <string.h>

const char *pm_article(const char *noun)
{
    if (strcmp(noun, "one") == 0) return "a";
    return *noun && strchr("aeio", *noun) ? "an" : "a";
}

size_t pm_word_distance(struct pm_text written, struct pm_text meant)
{
    if (pm_text_equal_loosely(written, meant)) return 0;
    if (written.size < 3 || meant.size < 3) return SIZE_MAX;
    size_t shorter = written.size < meant.size ? written.size : meant.size;
    size_t limit = shorter < 6 ? 1 : shorter < 9 ? 2 : 3;
    size_t distance = pm_text_distance(written, meant, limit);
    return distance > limit ? SIZE_MAX : distance;
}

/* The row whose word is nearest to what was written; in `place`, or anywhere when that is NULL. */
static const struct pm_row *find_nearest(struct pm_text word, const char *place)
{
    const struct pm_row *nearest = NULL;
    size_t least = SIZE_MAX;
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        if (place && !pm_row_stands_in(row, place)) continue;
        size_t distance = pm_word_distance(word, pm_text_from(row->word));
        if (distance >= least) continue;
        least = distance;
        nearest = row;
    }
    return nearest;
}

const char *pm_row_form(struct pm_parser *parser, const struct pm_row *row)
{
    size_t size = strlen(row->reads);
    if (size >= 2 && strcmp(row->reads + size - 2, "{}") == 0) size -= 2;
    while (size && row->reads[size - 1] == ' ')
        size--;
    return pm_arena_format(parser->arena, "%s%s%.*s", row->word, size ? " " : "", (int)size,
                           row->reads);
}

/* "in a `goal`" */
static const char *name_place(struct pm_parser *parser, const char *place)
{
    if (strcmp(place, "file") == 0) return "at the top of a file";
    return pm_arena_format(parser->arena, "in %s `%s`", pm_article(place), place);
}

/* A text that grows: lists in messages. */
struct listing {
    struct pm_arena *arena;
    const char *text;
    size_t count;
};

static void add_to_listing(struct listing *listing, const char *text)
{
    listing->text =
        listing->count ? pm_arena_format(listing->arena, "%s, %s", listing->text, text) : text;
    listing->count++;
}

/* The statements that may stand in a place: "`measure`, `owner`". */
static const char *list_statements(struct pm_parser *parser, const char *place)
{
    struct listing listing = {.arena = parser->arena, .text = ""};
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        if (!pm_row_stands_in(row, place)) continue;
        add_to_listing(&listing, pm_arena_format(parser->arena, "`%s`", row->word));
    }
    return listing.text;
}

/* The places of all rows with a word: "in a `measure`, in a `targets`". */
static const char *list_places(struct pm_parser *parser, const char *word)
{
    struct listing listing = {.arena = parser->arena, .text = ""};
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        if (strcmp(row->word, word) != 0) continue;
        const char *places = row->places;
        for (struct pm_text place = pm_words_next(&places); place.size;
             place = pm_words_next(&places)) {
            const char *copy = pm_arena_copy_text(parser->arena, place.bytes, place.size);
            add_to_listing(&listing, name_place(parser, copy));
        }
    }
    return listing.text;
}

void pm_report_unknown(struct pm_parser *parser, struct pm_frame *frame, const char *place)
{
    struct pm_diagnostics *list = parser->diagnostics;
    const struct pm_statement *statement = frame->statement;
    bool may_report = !parser->said && pm_parser_may_report(parser);
    if (!may_report && !statement->has_block) return;
    const struct pm_row *here = find_nearest(statement->word, place);
    const struct pm_row *nearest = here ? here : find_nearest(statement->word, NULL);
    frame->place = here ? here->word : NULL;
    frame->is_guess = true;
    if (!may_report) return;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_UNKNOWN_STATEMENT, statement->word_span,
                    "`%.*s` is not a statement that this version of pm knows",
                    (int)statement->word.size, statement->word.bytes);
    if (here) {
        found->replacement = here->word;
        pm_help(list, found, "a statement with a similar name stands here: `%s`", here->word);
    } else if (nearest) {
        pm_help(list, found, "a statement with a similar name is `%s`; it stands %s", nearest->word,
                list_places(parser, nearest->word));
    } else {
        pm_help(list, found, "%s stand %s", name_place(parser, place),
                list_statements(parser, place));
    }
}

/* True when the row reads with this word among its parts. */
static bool has_part(const struct pm_row *row, struct pm_text word)
{
    const char *reads = row->reads;
    for (struct pm_text part = pm_words_next(&reads); part.size; part = pm_words_next(&reads)) {
        while (part.size && *part.bytes == '[')
            part = (struct pm_text){part.bytes + 1, part.size - 1};
        if (pm_text_equal(part, word)) return true;
    }
    return false;
}

void pm_report_elsewhere(struct pm_parser *parser, const struct pm_frame *frame,
                         const struct pm_row *row, const char *place)
{
    if (!pm_parser_may_report(parser)) return;
    struct pm_diagnostics *list = parser->diagnostics;
    const struct pm_statement *statement = frame->statement;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_STATEMENT_IN_WRONG_PLACE, statement->word_span,
                    "`%s` does not stand %s", row->word, name_place(parser, place));
    const struct pm_statement *parent = statement->parent;
    if (parent)
        pm_label(list, found, parent->word_span, "this is %s `%s`", pm_article(place), place);
    if (parent && parent->row && has_part(parent->row, statement->word))
        pm_help(list, found, "write it before the braces: `%s`", pm_row_form(parser, parent->row));
    else
        pm_help(list, found, "`%s` stands %s", row->word, list_places(parser, row->word));
}

void pm_report_block(struct pm_parser *parser, const struct pm_statement *statement,
                     struct pm_span brace)
{
    if (!pm_parser_may_report(parser)) return;
    struct pm_diagnostics *list = parser->diagnostics;
    const char *word = statement->row->word;
    struct pm_diagnostic *found = pm_diagnose(list, PM_BLOCK_NOT_ALLOWED, brace,
                                              "%s `%s` has no block", pm_article(word), word);
    pm_label(list, found, statement->word_span, "after this");
    pm_help(list, found, "take the braces out");
}
