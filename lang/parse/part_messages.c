#include "lang/parse/parser.h"

#include <string.h>

/* A statement that does not read as its row: one message, the likeliest mistake first. Each of the
 * functions below that return bool recognizes one mistake, reports it and returns true. */
struct trouble {
    struct pm_parser *parser;
    struct pm_diagnostics *list;
    const struct pm_statement *statement;
    const struct pm_row *row;
    const struct pm_mismatch *mismatch;
    const struct pm_part *part;  /* where it stopped; NULL: at the end */
    const struct pm_item *item;  /* what must stand there; NULL: nothing more */
    const char *place;           /* where the statement stands */
};

enum { LONGEST_SHOWN = 60 };

static struct pm_text text_of(const struct trouble *trouble, struct pm_span span)
{
    return (struct pm_text){trouble->parser->source->text.bytes + span.begin,
                            span.end - span.begin};
}

/* What was written, in backticks, cut where it is long. */
static const char *show(const struct trouble *trouble, const struct pm_part *part)
{
    struct pm_text text = text_of(trouble, part->span);
    const char *line_end = memchr(text.bytes, '\n', text.size);
    size_t size = line_end ? (size_t)(line_end - text.bytes) : text.size;
    if (size > LONGEST_SHOWN) size = LONGEST_SHOWN;
    while (size < text.size && size && ((unsigned char)text.bytes[size] & 0xC0) == 0x80) size--;
    return pm_arena_format(trouble->parser->arena, size < text.size ? "`%.*s ...`" : "`%.*s`",
                           (int)size, text.bytes);
}

/* "a period", or the word in backticks. */
static const char *name_item(const struct trouble *trouble, const struct pm_item *item)
{
    struct pm_arena *arena = trouble->parser->arena;
    if (item->kind == PM_ITEM_WORD) return pm_arena_format(arena, "`%s`", item->key);
    const char *noun = item->part->noun;
    return pm_arena_format(arena, "%s %s", pm_article(noun), noun);
}

static bool fits(const struct trouble *trouble, size_t at, const struct pm_item *item)
{
    if (at >= trouble->parser->parts.count || !item) return false;
    return pm_part_fits(trouble->parser, &trouble->parser->parts.items[at], item);
}

/* The item after the one that must stand here; NULL at the end of its sequence. */
static const struct pm_item *next_item(const struct trouble *trouble, size_t ahead)
{
    const struct pm_sequence *sequence = trouble->mismatch->sequence;
    if (!sequence) return NULL;
    size_t index = trouble->mismatch->index + ahead;
    return index < sequence->count ? &sequence->items[index] : NULL;
}

/* Says where, and how the statement reads. */
static void explain(const struct trouble *trouble, struct pm_diagnostic *found)
{
    const struct pm_row *row = trouble->row;
    size_t size = strlen(row->reads);
    if (size >= 2 && strcmp(row->reads + size - 2, "{}") == 0) size -= 2;
    while (size && row->reads[size - 1] == ' ') size--;
    pm_label(trouble->list, found, trouble->statement->word_span, "in this `%s`", row->word);
    pm_note(trouble->list, found, "%s `%s` reads `%s%s%.*s`", pm_article(row->word), row->word,
            row->word, size ? " " : "", (int)size, row->reads);
}

/* The closed list of words for an item; NULL when it takes any. Lists are called after the noun
 * ("state"), the statement and the noun ("field type"), the statement ("better", "named by"), or
 * its place and the statement ("plan kind"). */
static const char *words_for(const struct trouble *trouble, const struct pm_item *item)
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

static void help_example(const struct trouble *trouble, struct pm_diagnostic *found,
                         const struct pm_item *item)
{
    if (item->kind == PM_ITEM_WORD) return;
    const char *words = words_for(trouble, item);
    if (words) {
        pm_help(trouble->list, found, "write one of these: %s", words);
        return;
    }
    pm_help(trouble->list, found, "%s %s is written like `%s`", pm_article(item->part->noun),
            item->part->noun, item->part->example);
}

/* ---- words */

static bool is_near(const struct trouble *trouble, const struct pm_part *part, const char **out)
{
    const struct pm_mismatch *mismatch = trouble->mismatch;
    struct pm_text word = pm_part_word(trouble->parser, part);
    size_t least = SIZE_MAX;
    if (!word.size || part->is_link) return false;
    for (size_t i = 0; i < mismatch->wanted_count; i++) {
        const struct pm_item *item = mismatch->wanted[i];
        if (item->kind != PM_ITEM_WORD) continue;
        size_t distance = pm_word_distance(word, pm_text_from(item->key));
        if (distance >= least) continue;
        least = distance;
        *out = item->key;
    }
    return least != SIZE_MAX;
}

static bool report_misspelt(const struct trouble *trouble)
{
    const char *meant = NULL;
    const struct pm_part *part = trouble->part;
    if (!part) return false;
    if (!is_near(trouble, part, &meant)) {
        /* a misspelt word may have been taken for a name just before */
        if (trouble->mismatch->at == 0) return false;
        part = &trouble->parser->parts.items[trouble->mismatch->at - 1];
        if (!is_near(trouble, part, &meant)) return false;
    }
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSPELT_WORD, part->span, "%s is no word of %s `%s`",
                    show(trouble, part), pm_article(trouble->row->word), trouble->row->word);
    found->replacement = meant;
    explain(trouble, found);
    pm_help(trouble->list, found, "a similar word stands here: `%s`", meant);
    return true;
}

static bool report_twice(const struct trouble *trouble)
{
    if (!trouble->part) return false;
    struct pm_text word = pm_part_word(trouble->parser, trouble->part);
    for (size_t i = 0; i < trouble->parser->slots.count && word.size; i++) {
        const struct pm_slot *slot = &trouble->parser->slots.items[i];
        if (slot->node_count || !pm_text_is(word, slot->key)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(trouble->list, PM_PART_TOO_MANY, trouble->part->span,
                        "`%s` stands twice in this `%s`", slot->key, trouble->row->word);
        pm_label(trouble->list, found, slot->span, "the first one");
        explain(trouble, found);
        pm_help(trouble->list, found, "write a statement of its own for the second one");
        return true;
    }
    return false;
}

/* True when the word of the part begins a statement that may stand beside this one, or in it. */
static bool report_new_statement(const struct trouble *trouble)
{
    const struct pm_item *item = trouble->item;
    bool lacks_text = item && item->part && item->part->shapes == PM_SHAPE_TEXT;
    if (!trouble->part || lacks_text) return false;
    struct pm_text word = pm_part_word(trouble->parser, trouble->part);
    if (!word.size) return false;
    bool beside = pm_row_find(word, trouble->place) != NULL;
    bool within = pm_row_find(word, trouble->row->word) != NULL;
    if (!beside && !within) return false;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_LINE_END_MISSING, trouble->part->span,
                    "%s begins a statement of its own", show(trouble, trouble->part));
    explain(trouble, found);
    pm_help(trouble->list, found,
            within ? "write `{` before it: it belongs into the block"
                   : "write it on a new line, or `;` before it");
    return true;
}

static void report_word_missing(const struct trouble *trouble, const char *words, const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSING_WORD, trouble->part->span,
                    "%s is missing before %s", words, show(trouble, trouble->part));
    explain(trouble, found);
    pm_help(trouble->list, found, "%s", help);
}

static bool report_wrong_word(const struct trouble *trouble)
{
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSING_WORD, trouble->part->span,
                    "%s stands where `%s` belongs", show(trouble, trouble->part),
                    trouble->item->key);
    found->replacement = trouble->item->key;
    explain(trouble, found);
    pm_help(trouble->list, found, "write `%s`", trouble->item->key);
    return true;
}

/* A word that must stand here is left out, or another one stands in its place. */
static bool report_needed_word(const struct trouble *trouble)
{
    if (!trouble->part || !trouble->item || trouble->item->kind != PM_ITEM_WORD) return false;
    const struct pm_item *after = next_item(trouble, 1);
    bool is_word = pm_part_word(trouble->parser, trouble->part).size > 0;
    if (is_word && fits(trouble, trouble->mismatch->at + 1, after)) return report_wrong_word(trouble);
    struct pm_arena *arena = trouble->parser->arena;
    const char *help =
        fits(trouble, trouble->mismatch->at, after) || !after
            ? pm_arena_format(arena, "write `%s`", trouble->item->key)
            : pm_arena_format(arena, "write `%s` and %s", trouble->item->key,
                              after->kind == PM_ITEM_GROUP ? "what follows it"
                                                           : name_item(trouble, after));
    report_word_missing(trouble, name_item(trouble, trouble->item), help);
    return true;
}

/* True when the part may stand behind the word that begins a group: `for [each] GROUP`. */
static bool fits_behind(const struct trouble *trouble, const struct pm_sequence *group)
{
    for (size_t i = 1; group && i < group->count; i++)
        if (group->items[i].kind == PM_ITEM_KIND)
            return pm_part_fits(trouble->parser, trouble->part, &group->items[i]);
    return false;
}

/* A part that would fit behind one of the words that could stand here. */
static bool report_optional_word(const struct trouble *trouble)
{
    const struct pm_mismatch *mismatch = trouble->mismatch;
    struct pm_arena *arena = trouble->parser->arena;
    if (!trouble->part || trouble->item || trouble->part->is_link) return false;
    const char *words = NULL;
    for (size_t i = 0; i < mismatch->wanted_count; i++) {
        const struct pm_item *word = mismatch->wanted[i];
        if (word->kind != PM_ITEM_WORD || !fits_behind(trouble, mismatch->within[i])) continue;
        const char *shown = pm_arena_format(arena, "`%s`", word->key);
        words = words ? pm_arena_format(arena, "%s or %s", words, shown) : shown;
    }
    if (!words) return false;
    report_word_missing(trouble, "a linking word",
                        pm_arena_format(arena, "write %s before it", words));
    return true;
}

/* One more of a list, without its comma. */
static bool report_comma(const struct trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    if (!trouble->part || trouble->item || !parser->slots.count) return false;
    const struct pm_slot *slot = &parser->slots.items[parser->slots.count - 1];
    const struct pm_part_kind *kind = pm_part_kind_find(pm_text_from(slot->key));
    struct pm_item item = {.kind = PM_ITEM_KIND, .part = kind};
    if (!kind || !kind->many || !pm_part_fits(parser, trouble->part, &item)) return false;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_OPERATOR_MISSING, trouble->part->span,
                    "a comma is missing before %s", show(trouble, trouble->part));
    explain(trouble, found);
    pm_help(trouble->list, found, "write `,` between two of a list");
    return true;
}

/* ---- kinds */

static bool report_end(const struct trouble *trouble)
{
    if (trouble->part || !trouble->item) return false;
    const struct pm_parser *parser = trouble->parser;
    const struct pm_item *after = next_item(trouble, 1);
    struct pm_span span = parser->parts.count ? parser->parts.items[parser->parts.count - 1].span
                                              : trouble->statement->word_span;
    const char *what = name_item(trouble, trouble->item);
    bool is_word = trouble->item->kind == PM_ITEM_WORD;
    if (is_word && after && after->kind == PM_ITEM_KIND)
        what = pm_arena_format(parser->arena, "%s and %s", what, name_item(trouble, after));
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, is_word ? PM_MISSING_WORD : PM_MISSING_PART, span,
                    "this `%s` is not complete: %s %s missing", trouble->row->word, what,
                    strstr(what, " and ") ? "are" : "is");
    pm_say(trouble->list, found, "%s must follow", what);
    explain(trouble, found);
    help_example(trouble, found, is_word && after && after->kind == PM_ITEM_KIND ? after
                                                                                 : trouble->item);
    return true;
}

static bool report_swapped(const struct trouble *trouble)
{
    size_t at = trouble->mismatch->at;
    const struct pm_item *second = next_item(trouble, 1);
    if (!second || second->kind != PM_ITEM_KIND) return false;
    if (!fits(trouble, at, second) || !fits(trouble, at + 1, trouble->item)) return false;
    const struct pm_part *parts = &trouble->parser->parts.items[at];
    struct pm_span both = {parts[0].span.file, parts[0].span.begin, parts[1].span.end};
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_PARTS_SWAPPED, both,
                    "these are in the wrong order: the %s comes before the %s", trouble->item->part->noun, second->part->noun);
    struct pm_text one = text_of(trouble, parts[0].span);
    struct pm_text other = text_of(trouble, parts[1].span);
    found->replacement = pm_arena_format(trouble->parser->arena, "%.*s %.*s", (int)other.size,
                                         other.bytes, (int)one.size, one.bytes);
    explain(trouble, found);
    if (strchr(found->replacement, '\n')) {
        pm_help(trouble->list, found, "exchange them");
    } else {
        pm_help(trouble->list, found, "write `%s`", found->replacement);
    }
    return true;
}

/* True when the part is what could stand after the item that is missing. */
static bool stands_later(const struct trouble *trouble)
{
    size_t at = trouble->mismatch->at;
    const struct pm_item *item = NULL;
    for (size_t ahead = 1; (item = next_item(trouble, ahead)) != NULL; ahead++) {
        if (item->kind != PM_ITEM_GROUP) return fits(trouble, at, item);
        for (size_t i = 0; i < item->group->count; i++)
            if (fits(trouble, at, &item->group->alternatives[i].items[0])) return true;
    }
    return false;
}

/* `SY2026-27`, which reads as a difference. */
static bool is_two_years(const struct trouble *trouble)
{
    if (trouble->part->is_link || trouble->part->count != 1) return false;
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    bool is_period = (trouble->item->part->shapes & PM_SHAPE_PERIOD) != 0;
    return is_period && node->kind == PM_NODE_BINARY && node->operation == PM_OP_MINUS &&
           node->children[0]->kind == PM_NODE_NAME &&
           pm_looks_like_period(node->children[0]->text);
}

static bool report_missing_before(const struct trouble *trouble)
{
    enum { TELLING = PM_SHAPE_PERIOD | PM_SHAPE_TEXT | PM_SHAPE_DATE | PM_SHAPE_MONTH_DAY };
    if (is_two_years(trouble) || (!trouble->part->is_link && !stands_later(trouble))) return false;
    const char *noun = trouble->item->part->noun;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSING_PART, trouble->part->span,
                    "the %s is missing before %s", noun, show(trouble, trouble->part));
    for (size_t i = trouble->mismatch->at + 1; i < trouble->parser->parts.count; i++) {
        if (!(trouble->item->part->shapes & TELLING) || !fits(trouble, i, trouble->item)) continue;
        pm_label(trouble->list, found, trouble->parser->parts.items[i].span, "it stands here");
        break;
    }
    explain(trouble, found);
    help_example(trouble, found, trouble->item);
    return true;
}

static bool is_name(struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
        bool is_digit = byte >= '0' && byte <= '9';
        if (!is_letter && !(is_digit && i > 0)) return false;
    }
    return text.size > 0;
}

/* A name in quotes where a name must stand. */
static bool is_quoted(const struct trouble *trouble)
{
    if (trouble->part->is_link || !(trouble->item->part->shapes & PM_SHAPE_NAME)) return false;
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    return node->kind == PM_NODE_TEXT && trouble->part->count == 1 && is_name(node->text);
}

static bool report_quotes_many(const struct trouble *trouble)
{
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    if (!(trouble->item->part->shapes & PM_SHAPE_NAME) || node->kind != PM_NODE_TEXT) return false;
    const char *noun = trouble->item->part->noun;
    bool is_new = !(trouble->item->part->shapes & PM_SHAPE_DOTTED);
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_WRONG_PART, trouble->part->span,
                    is_new ? "%s is a text, not %s %s" : "%s is a text, not the name of %s %s",
                    show(trouble, trouble->part), pm_article(noun), noun);
    explain(trouble, found);
    if (is_quoted(trouble)) {
        found->replacement =
            pm_arena_copy_text(trouble->parser->arena, node->text.bytes, node->text.size);
        pm_help(trouble->list, found, "leave the quotes out: `%s`", found->replacement);
    } else {
        help_example(trouble, found, trouble->item);
    }
    return true;
}

/* Where a text without quotes ends: before a linking word that begins a part of this statement, else
 * with the statement. */
static uint32_t end_of_words(const struct trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    uint32_t end = trouble->part->span.end;
    for (size_t i = trouble->mismatch->at + 1; i < parser->parts.count; i++) {
        const struct pm_part *part = &parser->parts.items[i];
        const char *opening = pm_arena_format(parser->arena, "[%.*s ", (int)part->text.size,
                                              part->text.size ? part->text.bytes : "");
        if (part->is_link && strstr(trouble->row->reads, opening)) break;
        end = part->span.end;
    }
    return end;
}

/* A text without its quotes. */
static bool report_quotes_few(const struct trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    if (trouble->item->part->shapes != PM_SHAPE_TEXT) return false;
    uint32_t names = PM_SHAPES_REFERENCE | PM_SHAPE_CALL;
    bool is_like_text = trouble->part->is_link ||
                        (pm_shapes_of(parser->nodes.items[trouble->part->first]) & names);
    if (!is_like_text) return false;
    struct pm_span span = trouble->part->span;
    span.end = end_of_words(trouble);
    struct pm_diagnostic *found = pm_diagnose(trouble->list, PM_WRONG_PART, span,
                                              "a text stands in quotes");
    explain(trouble, found);
    struct pm_text text = text_of(trouble, span);
    if (memchr(text.bytes, '\n', text.size) || memchr(text.bytes, '"', text.size)) {
        help_example(trouble, found, trouble->item);
        return true;
    }
    found->replacement =
        pm_arena_format(parser->arena, "\"%.*s\"", (int)text.size, text.bytes);
    pm_help(trouble->list, found, "write `%s`", found->replacement);
    return true;
}

static bool report_several(const struct trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    const struct pm_part *part = trouble->part;
    const struct pm_part_kind *kind = trouble->item->part;
    if (part->count < 2 || kind->many) return false;
    for (size_t i = 0; i < part->count; i++)
        if (!(pm_shapes_of(parser->nodes.items[part->first + i]) & kind->shapes)) return false;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_ONE_EXPECTED, part->span,
                    "one %s stands here, not several", kind->noun);
    explain(trouble, found);
    pm_help(trouble->list, found, "write a statement for each, or one %s only", kind->noun);
    return true;
}

static void report_wrong_kind(const struct trouble *trouble)
{
    const char *noun = trouble->item->part->noun;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_WRONG_PART, trouble->part->span, "%s is not %s %s",
                    show(trouble, trouble->part), pm_article(noun), noun);
    explain(trouble, found);
    bool is_condition = strcmp(trouble->item->key, "CONDITION") == 0;
    struct pm_text word = pm_part_word(trouble->parser, trouble->part);
    if (is_two_years(trouble)) {
        pm_help(trouble->list, found, "a year has one name, as its calendar says: `SY2026`");
    } else if (is_condition && word.size) {
        pm_help(trouble->list, found, "write a comparison: `%.*s = true`, `%.*s is not missing`",
                (int)word.size, word.bytes, (int)word.size, word.bytes);
    } else {
        help_example(trouble, found, trouble->item);
    }
}

/* A part of some kind must stand here, and something else does. */
static bool report_kind(const struct trouble *trouble)
{
    if (!trouble->part || !trouble->item || trouble->item->kind != PM_ITEM_KIND) return false;
    if (report_swapped(trouble)) return true;
    if (!trouble->part->is_link && report_several(trouble)) return true;
    if (trouble->item->part->shapes == PM_SHAPE_TEXT && !stands_later(trouble) &&
        report_quotes_few(trouble))
        return true;
    bool is_quoted_name = is_quoted(trouble);
    if (!is_quoted_name && report_missing_before(trouble)) return true;
    if (!report_quotes_many(trouble)) report_wrong_kind(trouble);
    return true;
}

/* True when a part is a name and the next one begins with a bracket: `f (x)`. */
static bool is_split_call(const struct trouble *trouble, size_t at)
{
    const struct pm_parser *parser = trouble->parser;
    if (at + 1 >= parser->parts.count) return false;
    const struct pm_part *parts = &parser->parts.items[at];
    struct pm_text name = pm_part_word(parser, &parts[0]);
    if (!name.size || parts[0].is_link || pm_looks_like_period(name)) return false;
    return parser->source->text.bytes[parts[1].span.begin] == '(';
}

/* Two parts where a call was meant. */
static bool report_call(const struct trouble *trouble)
{
    if (!trouble->part) return false;
    size_t at = trouble->mismatch->at;
    const struct pm_part *name = trouble->part;
    if (!is_split_call(trouble, at)) {
        if (at == 0 || !is_split_call(trouble, at - 1)) return false;
        name--;
    }
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_CALL_WITH_BLANK, name[1].span,
                    "a blank stands between %s and its bracket", show(trouble, name));
    explain(trouble, found);
    pm_help(trouble->list, found, "the bracket of a call touches its name: `districts(\"26\")`");
    return true;
}

/* Several values in brackets: no statement takes them. */
static bool report_set(const struct trouble *trouble)
{
    if (!trouble->part || trouble->part->is_link) return false;
    if (trouble->parser->nodes.items[trouble->part->first]->kind != PM_NODE_SET) return false;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_SET_MISPLACED, trouble->part->span,
                    "several values in brackets stand after `in` only");
    explain(trouble, found);
    pm_help(trouble->list, found, "leave the brackets out");
    return true;
}

static void report_too_many(const struct trouble *trouble)
{
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_PART_TOO_MANY, trouble->part->span,
                    "%s has no place in %s `%s`", show(trouble, trouble->part),
                    pm_article(trouble->row->word), trouble->row->word);
    explain(trouble, found);
    pm_help(trouble->list, found, "take it out, or begin a statement with it on a new line");
}

void pm_report_mismatch(struct pm_parser *parser, const struct pm_frame *frame,
                        const struct pm_row *row, const struct pm_mismatch *mismatch)
{
    if (!pm_parser_may_report(parser)) return;
    size_t depth = parser->frames.count;
    struct trouble trouble = {.parser = parser,
                              .list = parser->diagnostics,
                              .statement = frame->statement,
                              .row = row,
                              .mismatch = mismatch};
    if (mismatch->at < parser->parts.count) trouble.part = &parser->parts.items[mismatch->at];
    if (mismatch->sequence) trouble.item = &mismatch->sequence->items[mismatch->index];
    trouble.place = depth > 1 ? parser->frames.items[depth - 2].place : "file";
    if (report_misspelt(&trouble) || report_end(&trouble) || report_call(&trouble)) return;
    if (report_set(&trouble)) return;
    if (report_twice(&trouble) || report_new_statement(&trouble)) return;
    if (report_kind(&trouble) || report_needed_word(&trouble)) return;
    if (!report_comma(&trouble) && !report_optional_word(&trouble)) report_too_many(&trouble);
}
