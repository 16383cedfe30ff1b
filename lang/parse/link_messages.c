#include "lang/parse/trouble.h"

static bool is_near(const struct pm_trouble *trouble, const struct pm_part *part, const char **out)
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

bool pm_report_misspelt(const struct pm_trouble *trouble)
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
    struct pm_diagnostic *found = pm_diagnose(
        trouble->list, PM_MISSPELT_WORD, part->span, "%s is no word of %s `%s`",
        pm_trouble_show(trouble, part), pm_article(trouble->row->word), trouble->row->word);
    found->replacement = meant;
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "a similar word stands here: `%s`", meant);
    return true;
}

bool pm_report_twice(const struct pm_trouble *trouble)
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
        pm_trouble_explain(trouble, found);
        pm_help(trouble->list, found, "write a statement of its own for the second one");
        return true;
    }
    return false;
}

/* The word of the part begins a statement that may stand beside this one, or in it. */
bool pm_report_new_statement(const struct pm_trouble *trouble)
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
                    "%s begins a statement of its own", pm_trouble_show(trouble, trouble->part));
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found,
            within ? "write `{` before it: it belongs into the block"
                   : "write it on a new line, or `;` before it");
    return true;
}

static void report_word_missing(const struct pm_trouble *trouble, const char *words,
                                const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_MISSING_WORD, trouble->part->span, "%s is missing before %s",
                    words, pm_trouble_show(trouble, trouble->part));
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "%s", help);
}

static bool report_wrong_word(const struct pm_trouble *trouble)
{
    struct pm_diagnostic *found = pm_diagnose(
        trouble->list, PM_MISSING_WORD, trouble->part->span, "%s stands where `%s` belongs",
        pm_trouble_show(trouble, trouble->part), trouble->item->key);
    found->replacement = trouble->item->key;
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "write `%s`", trouble->item->key);
    return true;
}

/* A word that must stand here is left out, or another one stands in its place. */
bool pm_report_needed_word(const struct pm_trouble *trouble)
{
    if (!trouble->part || !trouble->item || trouble->item->kind != PM_ITEM_WORD) return false;
    const struct pm_item *after = pm_trouble_next(trouble, 1);
    bool is_word = pm_part_word(trouble->parser, trouble->part).size > 0;
    if (is_word && pm_trouble_fits(trouble, trouble->mismatch->at + 1, after))
        return report_wrong_word(trouble);
    struct pm_arena *arena = trouble->parser->arena;
    const char *help =
        pm_trouble_fits(trouble, trouble->mismatch->at, after) || !after
            ? pm_arena_format(arena, "write `%s`", trouble->item->key)
            : pm_arena_format(arena, "write `%s` and %s", trouble->item->key,
                              after->kind == PM_ITEM_GROUP ? "what follows it"
                                                           : pm_trouble_name(trouble, after));
    report_word_missing(trouble, pm_trouble_name(trouble, trouble->item), help);
    return true;
}

/* True when the part may stand behind the word that begins a group: `for [each] GROUP`. */
static bool fits_behind(const struct pm_trouble *trouble, const struct pm_sequence *group)
{
    for (size_t i = 1; group && i < group->count; i++)
        if (group->items[i].kind == PM_ITEM_KIND)
            return pm_part_fits(trouble->parser, trouble->part, &group->items[i]);
    return false;
}

/* A part that would fit behind one of the words that could stand here. */
bool pm_report_optional_word(const struct pm_trouble *trouble)
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
bool pm_report_comma(const struct pm_trouble *trouble)
{
    const struct pm_parser *parser = trouble->parser;
    if (!trouble->part || trouble->item || !parser->slots.count) return false;
    const struct pm_slot *slot = &parser->slots.items[parser->slots.count - 1];
    const struct pm_part_kind *kind = pm_part_kind_find(pm_text_from(slot->key));
    struct pm_item item = {.kind = PM_ITEM_KIND, .part = kind};
    if (!kind || !kind->many || !pm_part_fits(parser, trouble->part, &item)) return false;
    struct pm_diagnostic *found =
        pm_diagnose(trouble->list, PM_OPERATOR_MISSING, trouble->part->span,
                    "a comma is missing before %s", pm_trouble_show(trouble, trouble->part));
    pm_trouble_explain(trouble, found);
    pm_help(trouble->list, found, "write `,` between two of a list");
    return true;
}
