#include "lang/parse/trouble.h"

#include <string.h>

static bool report_end(const struct pm_trouble *trouble)
{
    if (trouble->part || !trouble->item) return false;
    const struct pm_parser *parser = trouble->parser;
    const struct pm_item *after = pm_trouble_next(trouble, 1);
    struct pm_span span = parser->parts.count ? parser->parts.items[parser->parts.count - 1].span
                                              : trouble->statement->word_span;
    const char *what = pm_trouble_name(trouble, trouble->item);
    bool is_word = trouble->item->kind == PM_ITEM_WORD;
    if (is_word && after && after->kind == PM_ITEM_KIND)
        what = pm_arena_format(parser->arena, "%s and %s", what, pm_trouble_name(trouble, after));
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, is_word ? PM_MISSING_WORD : PM_MISSING_PART, span,
                    "this `%s` is not complete: %s %s missing", trouble->row->word, what,
                    strstr(what, " and ") ? "are" : "is");
    pm_say(trouble->list, found, "%s must follow", what);
    pm_trouble_explain(trouble, found);
    pm_trouble_help(trouble, found,
                    is_word && after && after->kind == PM_ITEM_KIND ? after : trouble->item);
    return true;
}

static bool report_swapped(const struct pm_trouble *trouble)
{
    size_t at = trouble->mismatch->at;
    const struct pm_item *second = pm_trouble_next(trouble, 1);
    if (!second || second->kind != PM_ITEM_KIND) return false;
    if (!pm_trouble_fits(trouble, at, second) || !pm_trouble_fits(trouble, at + 1, trouble->item))
        return false;
    const struct pm_part *parts = &trouble->parser->parts.items[at];
    struct pm_span both = {parts[0].span.file, parts[0].span.begin, parts[1].span.end};
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_PARTS_SWAPPED, both,
                    "these are in the wrong order: the %s comes before the %s",
                    trouble->item->part->noun, second->part->noun);
    struct pm_text one = pm_trouble_text(trouble, parts[0].span);
    struct pm_text other = pm_trouble_text(trouble, parts[1].span);
    found->replacement = pm_arena_format(trouble->parser->arena, "%.*s %.*s", (int)other.size,
                                         other.bytes, (int)one.size, one.bytes);
    pm_trouble_explain(trouble, found);
    if (strchr(found->replacement, '\n')) {
        pm_help(trouble->list, found, "exchange them");
    } else {
        pm_help(trouble->list, found, "write `%s`", found->replacement);
    }
    return true;
}

/* True when the part is what could stand after the item that is missing. */
static bool stands_later(const struct pm_trouble *trouble)
{
    size_t at = trouble->mismatch->at;
    const struct pm_item *item = NULL;
    for (size_t ahead = 1; (item = pm_trouble_next(trouble, ahead)) != NULL; ahead++) {
        if (item->kind != PM_ITEM_GROUP) return pm_trouble_fits(trouble, at, item);
        for (size_t i = 0; i < item->group->count; i++)
            if (pm_trouble_fits(trouble, at, &item->group->alternatives[i].items[0])) return true;
    }
    return false;
}

/* `SY2026-27`, which reads as a difference. */
static bool is_two_years(const struct pm_trouble *trouble)
{
    if (trouble->part->is_link || trouble->part->count != 1) return false;
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    bool is_period = (trouble->item->part->shapes & PM_SHAPE_PERIOD) != 0;
    return is_period && node->kind == PM_NODE_BINARY && node->operation == PM_OP_MINUS &&
           node->children[0]->kind == PM_NODE_NAME && pm_looks_like_period(node->children[0]->text);
}

static bool report_missing_before(const struct pm_trouble *trouble)
{
    enum { TELLING = PM_SHAPE_PERIOD | PM_SHAPE_TEXT | PM_SHAPE_DATE | PM_SHAPE_MONTH_DAY };
    if (is_two_years(trouble) || (!trouble->part->is_link && !stands_later(trouble))) return false;
    const char *noun = trouble->item->part->noun;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSING_PART, trouble->part->span,
                    "the %s is missing before %s", noun, pm_trouble_show(trouble, trouble->part));
    for (size_t i = trouble->mismatch->at + 1; i < trouble->parser->parts.count; i++) {
        if (!(trouble->item->part->shapes & TELLING) || !pm_trouble_fits(trouble, i, trouble->item))
            continue;
        pm_label(trouble->list, found, trouble->parser->parts.items[i].span, "it stands here");
        break;
    }
    pm_trouble_explain(trouble, found);
    pm_trouble_help(trouble, found, trouble->item);
    return true;
}

static bool is_name(struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        bool is_letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
        bool is_digit = byte >= '0' && byte <= '9';
        if (!is_letter && !(is_digit && i > 0)) return false;
    }
    return text.size > 0;
}

/* A name in quotes where a name must stand. */
static bool is_quoted(const struct pm_trouble *trouble)
{
    if (trouble->part->is_link || !(trouble->item->part->shapes & PM_SHAPE_NAME)) return false;
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    return node->kind == PM_NODE_TEXT && trouble->part->count == 1 && is_name(node->text);
}

static bool report_quotes_many(const struct pm_trouble *trouble)
{
    const struct pm_node *node = trouble->parser->nodes.items[trouble->part->first];
    if (!(trouble->item->part->shapes & PM_SHAPE_NAME) || node->kind != PM_NODE_TEXT) return false;
    const char *noun = trouble->item->part->noun;
    bool is_new = !(trouble->item->part->shapes & PM_SHAPE_DOTTED);
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_WRONG_PART, trouble->part->span,
                    is_new ? "%s is a text, not %s %s" : "%s is a text, not the name of %s %s",
                    pm_trouble_show(trouble, trouble->part), pm_article(noun), noun);
    pm_trouble_explain(trouble, found);
    if (is_quoted(trouble)) {
        found->replacement =
            pm_arena_copy_text(trouble->parser->arena, node->text.bytes, node->text.size);
        pm_help(trouble->list, found, "leave the quotes out: `%s`", found->replacement);
    } else {
        pm_trouble_help(trouble, found, trouble->item);
    }
    return true;
}

/* Where a text without quotes ends: before a linking word that begins a part of this statement,
 * else with the statement. */
static uint32_t end_of_words(const struct pm_trouble *trouble)
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
static bool report_quotes_few(const struct pm_trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    if (trouble->item->part->shapes != PM_SHAPE_TEXT) return false;
    uint32_t names = PM_SHAPES_REFERENCE | PM_SHAPE_CALL;
    bool is_like_text =
        trouble->part->is_link || (pm_shapes_of(parser->nodes.items[trouble->part->first]) & names);
    if (!is_like_text) return false;
    struct pm_span span = trouble->part->span;
    span.end = end_of_words(trouble);
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_WRONG_PART, span, "a text stands in quotes");
    pm_trouble_explain(trouble, found);
    struct pm_text text = pm_trouble_text(trouble, span);
    if (memchr(text.bytes, '\n', text.size) || memchr(text.bytes, '"', text.size)) {
        pm_trouble_help(trouble, found, trouble->item);
        return true;
    }
    found->replacement = pm_arena_format(parser->arena, "\"%.*s\"", (int)text.size, text.bytes);
    pm_help(trouble->list, found, "write `%s`", found->replacement);
    return true;
}

static bool report_several(const struct pm_trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    const struct pm_part *part = trouble->part;
    const struct pm_part_kind *kind = trouble->item->part;
    if (part->count < 2 || kind->many) return false;
    for (size_t i = 0; i < part->count; i++)
        if (!(pm_shapes_of(parser->nodes.items[part->first + i]) & kind->shapes)) return false;
    struct pm_diagnostic *found = pm_diagnose(trouble->list, PM_ONE_EXPECTED, part->span,
                                              "one %s stands here, not several", kind->noun);
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "write a statement for each, or one %s only", kind->noun);
    return true;
}

static void report_wrong_kind(const struct pm_trouble *trouble)
{
    const char *noun = trouble->item->part->noun;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_WRONG_PART, trouble->part->span, "%s is not %s %s",
                    pm_trouble_show(trouble, trouble->part), pm_article(noun), noun);
    pm_trouble_explain(trouble, found);
    bool is_condition = strcmp(trouble->item->key, "CONDITION") == 0;
    struct pm_text word = pm_part_word(trouble->parser, trouble->part);
    if (is_two_years(trouble)) {
        pm_help(trouble->list, found, "a year has one name, as its calendar says: `SY2026`");
    } else if (is_condition && word.size) {
        pm_help(trouble->list, found, "write a comparison: `%.*s = true`, `%.*s is not missing`",
                (int)word.size, word.bytes, (int)word.size, word.bytes);
    } else {
        pm_trouble_help(trouble, found, trouble->item);
    }
}

/* A part of some kind must stand here, and something else does. */
static bool report_kind(const struct pm_trouble *trouble)
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
static bool is_split_call(const struct pm_trouble *trouble, size_t at)
{
    const struct pm_parser *parser = trouble->parser;
    if (at + 1 >= parser->parts.count) return false;
    const struct pm_part *parts = &parser->parts.items[at];
    struct pm_text name = pm_part_word(parser, &parts[0]);
    if (!name.size || parts[0].is_link || pm_looks_like_period(name)) return false;
    return parser->source->text.bytes[parts[1].span.begin] == '(';
}

/* Two parts where a call was meant. */
static bool report_call(const struct pm_trouble *trouble)
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
                    "a blank stands between %s and its bracket", pm_trouble_show(trouble, name));
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "the bracket of a call touches its name: `districts(\"26\")`");
    return true;
}

/* Several values in brackets: no statement takes them. */
static bool report_set(const struct pm_trouble *trouble)
{
    if (!trouble->part || trouble->part->is_link) return false;
    if (trouble->parser->nodes.items[trouble->part->first]->kind != PM_NODE_SET) return false;
    struct pm_diagnostic *found = pm_diagnose(trouble->list, PM_SET_MISPLACED, trouble->part->span,
                                              "several values in brackets stand after `in` only");
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "leave the brackets out");
    return true;
}

static void report_too_many(const struct pm_trouble *trouble)
{
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_PART_TOO_MANY, trouble->part->span,
                    "%s has no place in %s `%s`", pm_trouble_show(trouble, trouble->part),
                    pm_article(trouble->row->word), trouble->row->word);
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "take it out, or begin a statement with it on a new line");
}

void pm_report_mismatch(struct pm_parser *parser, const struct pm_frame *frame,
                        const struct pm_row *row, const struct pm_mismatch *mismatch)
{
    if (!pm_parser_may_report(parser)) return;
    size_t depth = parser->frames.count;
    struct pm_trouble trouble = {.parser = parser,
                                 .list = parser->diagnostics,
                                 .statement = frame->statement,
                                 .row = row,
                                 .mismatch = mismatch};
    if (mismatch->at < parser->parts.count) trouble.part = &parser->parts.items[mismatch->at];
    if (mismatch->sequence) trouble.item = &mismatch->sequence->items[mismatch->index];
    trouble.place = depth > 1 ? parser->frames.items[depth - 2].place : "file";
    if (pm_report_misspelt(&trouble) || report_end(&trouble) || report_call(&trouble)) return;
    if (report_set(&trouble)) return;
    if (pm_report_twice(&trouble) || pm_report_new_statement(&trouble)) return;
    if (report_kind(&trouble) || pm_report_needed_word(&trouble)) return;
    if (!pm_report_comma(&trouble) && !pm_report_optional_word(&trouble)) report_too_many(&trouble);
}
