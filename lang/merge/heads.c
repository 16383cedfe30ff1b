/* heads.c: the word and parts of one statement, merged part by part.
 *
 * A fact is what stands in one slot of the row: the date after `due`, the unit after `by`. Slots
 * that hold a list whose order means nothing are merged element by element. */
#include "lang/merge/parts.h"

#include "lang/schema/kinds.h"

#include <string.h>

struct fact {
    const struct pm_slot *slot;
    size_t number;        /* among the slots of the same key after the same word */
    struct pm_text blank; /* before it, as its side has it */
    struct pm_text text;
};

struct facts {
    PM_ARRAY(struct fact) list;
};

struct joining {
    struct pm_arena *arena;
    const struct pm_merge_item *const *items;
    struct facts sides[PM_MERGE_SIDES];
    struct facts joined;
};

/* ---- Facts of a side ---- */

static bool is_same_slot(const struct fact *a, const struct fact *b)
{
    return a->number == b->number && strcmp(a->slot->key, b->slot->key) == 0 &&
           strcmp(a->slot->after, b->slot->after) == 0;
}

static const struct fact *find(const struct facts *facts, const struct fact *wanted)
{
    for (size_t i = 0; i < facts->list.count; i++)
        if (is_same_slot(&facts->list.items[i], wanted)) return &facts->list.items[i];
    return NULL;
}

static bool has_comment(const struct pm_merge_item *item)
{
    for (size_t i = item->head; i < item->parts_end; i++)
        if (item->side->tokens->items[i].kind == PM_TOKEN_COMMENT) return true;
    return false;
}

/* Brackets that close belong to the slot before them, all else in none to the one behind. */
static bool closes(const struct pm_token *token)
{
    return token->kind == PM_TOKEN_SIGN && (token->sign == ')' || token->sign == ']');
}

static size_t end_of_slot(const struct pm_merge_item *item, size_t slot)
{
    const struct pm_token *tokens = item->side->tokens->items;
    const struct pm_statement *statement = item->statement;
    size_t at = item->head + 1;
    while (at < item->parts_end && tokens[at].begin < statement->slots[slot].span.end)
        at++;
    while (at < item->parts_end && closes(&tokens[at]))
        at++;
    return slot + 1 == statement->slot_count ? item->parts_end : at;
}

static void add_facts(struct joining *joining, enum pm_merge_side side)
{
    const struct pm_merge_item *item = joining->items[side];
    if (!item) return;
    const struct pm_merge_text *text = item->side;
    size_t from = item->head + 1;
    for (size_t i = 0; i < item->statement->slot_count; i++) {
        size_t to = end_of_slot(item, i);
        uint32_t before = text->tokens->items[from - 1].end;
        struct fact fact = {.slot = &item->statement->slots[i]};
        fact.blank =
            (struct pm_text){text->text.bytes + before, text->tokens->items[from].begin - before};
        fact.text = pm_merge_range(text, from, to);
        while (find(&joining->sides[side], &fact))
            fact.number++;
        PM_PUSH(joining->arena, &joining->sides[side].list, fact);
        from = to;
    }
}

/* ---- Lists ---- */

/* What is worked out by one formula is one fact: half of it from one side and half from the other
 * would be a definition that nobody has written. */
static bool is_one_fact(const struct pm_merge_item *item)
{
    if (!item->statement->row) return true;
    switch ((int)item->statement->row->id) {
    case PM_ROW_numerator:
    case PM_ROW_denominator:
    case PM_ROW_n:
    case PM_ROW_value_metric:
    case PM_ROW_weight_metric:
    case PM_ROW_participation:
    case PM_ROW_gather:
    case PM_ROW_derive:
    case PM_ROW_verify:
    case PM_ROW_skip:
    case PM_ROW_level:
    case PM_ROW_trained:
        return true;
    default:
        return false;
    }
}

/* Lists in which every element is a fact of its own, and their order none. */
static bool is_set(const struct pm_statement *statement, const struct pm_slot *slot)
{
    static const char sets[] = "UNITS GOALS WORKS SUBJECTS RULES METRICS DIMENSIONS EVIDENCE STEPS "
                               "GROUPS TEXTS VALUES DATES NAMES";
    if (!pm_words_have(sets, pm_text_from(slot->key)) || !statement->row) return false;
    switch ((int)statement->row->id) {
    case PM_ROW_levels:
    case PM_ROW_columns:
    case PM_ROW_row:
    case PM_ROW_period_source:
        return false;
    default:
        return true;
    }
}

struct elements {
    PM_ARRAY(struct pm_text) list;
};

static struct elements elements_of(struct joining *joining, enum pm_merge_side side,
                                   const struct fact *fact)
{
    struct elements elements = {0};
    if (!fact) return elements;
    const char *bytes = joining->items[side]->side->text.bytes;
    for (size_t i = 0; i < fact->slot->node_count; i++) {
        struct pm_span span = fact->slot->nodes[i]->span;
        struct pm_text text = {bytes + span.begin, span.end - span.begin};
        PM_PUSH(joining->arena, &elements.list, text);
    }
    return elements;
}

/* `too_many_goals(5)` and `too_many_goals(6)` are one element that says two things. */
static struct pm_text name_of(const struct pm_slot *slot, struct pm_text element)
{
    if (strcmp(slot->key, "RULES") != 0) return element;
    size_t size = 0;
    while (size < element.size && element.bytes[size] != '(')
        size++;
    return pm_text_trim((struct pm_text){element.bytes, size});
}

/* The element of this name; NULL when there is none. */
static const struct pm_text *find_element(const struct pm_slot *slot,
                                          const struct elements *elements, struct pm_text wanted)
{
    struct pm_text name = name_of(slot, wanted);
    for (size_t i = 0; i < elements->list.count; i++)
        if (pm_text_equal(name_of(slot, elements->list.items[i]), name))
            return &elements->list.items[i];
    return NULL;
}

static void put(struct pm_arena *arena, struct elements *out, struct pm_text text)
{
    PM_PUSH(arena, &out->list, text);
}

/* Takes what ours has, as both would have it; false when both say another thing of an element. */
static bool join_elements(struct joining *joining, const struct pm_slot *slot,
                          const struct elements sides[PM_MERGE_SIDES], struct elements *out)
{
    const struct elements *base = &sides[PM_MERGE_BASE];
    const struct elements *ours = &sides[PM_MERGE_OURS];
    const struct elements *theirs = &sides[PM_MERGE_THEIRS];
    for (size_t i = 0; i < ours->list.count; i++) {
        struct pm_text text = ours->list.items[i];
        const struct pm_text *was = find_element(slot, base, text);
        const struct pm_text *other = find_element(slot, theirs, text);
        bool is_old = was && pm_text_equal(*was, text);
        if (other && is_old)
            text = *other;
        else if (other && !pm_text_equal(*other, text) && !(was && pm_text_equal(*was, *other)))
            return false;
        if (!other && was && !is_old) return false;
        if (other || !was) put(joining->arena, out, text);
    }
    for (size_t i = 0; i < theirs->list.count; i++) {
        struct pm_text text = theirs->list.items[i];
        const struct pm_text *was = find_element(slot, base, text);
        if (find_element(slot, ours, text)) continue;
        if (was && !pm_text_equal(*was, text)) return false;
        if (!was) put(joining->arena, out, text);
    }
    return out->list.count > 0;
}

/* True when both sides have put another element in the place of one that the base has. */
static bool is_replaced(const struct pm_slot *slot, const struct elements sides[PM_MERGE_SIDES])
{
    const struct elements *base = &sides[PM_MERGE_BASE];
    bool is_gone = false;
    for (size_t i = 0; i < base->list.count; i++) {
        struct pm_text text = base->list.items[i];
        is_gone = is_gone || (!find_element(slot, &sides[PM_MERGE_OURS], text) &&
                              !find_element(slot, &sides[PM_MERGE_THEIRS], text));
    }
    for (int side = PM_MERGE_OURS; side < PM_MERGE_SIDES && is_gone; side++) {
        bool has_new = false;
        for (size_t i = 0; i < sides[side].list.count; i++)
            has_new = has_new || !find_element(slot, base, sides[side].list.items[i]);
        if (!has_new) return false;
    }
    return is_gone;
}

static bool join_set(struct joining *joining, const struct fact *const facts[PM_MERGE_SIDES],
                     struct pm_text *out)
{
    struct elements sides[PM_MERGE_SIDES];
    struct elements joined = {0};
    const struct fact *ours = facts[PM_MERGE_OURS];
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        sides[side] = elements_of(joining, (enum pm_merge_side)side, facts[side]);
    if (is_replaced(ours->slot, sides) || !join_elements(joining, ours->slot, sides, &joined))
        return false;
    const char *text = "";
    for (size_t i = 0; i < joined.list.count; i++)
        text = pm_arena_format(joining->arena, "%s%s%.*s", text, i ? ", " : "",
                               (int)joined.list.items[i].size, joined.list.items[i].bytes);
    *out = pm_text_from(text);
    return true;
}

/* ---- Both sides ---- */

static bool is_equal(const struct fact *a, const struct fact *b)
{
    if (!a || !b) return a == b;
    return pm_text_equal(a->text, b->text);
}

/* Decides one fact; `out` without a slot: nothing of it stays. False for a conflict. */
static bool join_fact(struct joining *joining, const struct fact *wanted, struct fact *out)
{
    const struct fact *facts[PM_MERGE_SIDES];
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        facts[side] = find(&joining->sides[side], wanted);
    const struct fact *ours = facts[PM_MERGE_OURS];
    const struct fact *theirs = facts[PM_MERGE_THEIRS];
    const struct fact *taken = NULL;
    if (is_equal(ours, theirs) || is_equal(facts[PM_MERGE_BASE], theirs)) {
        taken = ours;
    } else if (is_equal(facts[PM_MERGE_BASE], ours)) {
        taken = theirs;
    } else {
        if (!ours || !theirs || !is_set(joining->items[PM_MERGE_OURS]->statement, ours->slot))
            return false;
        *out = *ours;
        return join_set(joining, facts, &out->text);
    }
    *out = taken ? *taken : (struct fact){.slot = NULL};
    return true;
}

/* The place behind the fact that stands before `facts[index]` on its side; 0: the beginning. */
static size_t place_of(const struct joining *joining, const struct facts *facts, size_t index)
{
    while (index > 0) {
        const struct fact *before = &facts->list.items[--index];
        for (size_t i = joining->joined.list.count; i > 0; i--)
            if (is_same_slot(&joining->joined.list.items[i - 1], before)) return i;
    }
    return 0;
}

static void insert(struct joining *joining, size_t place, struct fact fact)
{
    PM_PUSH(joining->arena, &joining->joined.list, fact);
    struct fact *items = joining->joined.list.items;
    for (size_t i = joining->joined.list.count - 1; i > place; i--)
        items[i] = items[i - 1];
    items[place] = fact;
}

static bool join_facts(struct joining *joining)
{
    for (int side = PM_MERGE_OURS; side < PM_MERGE_SIDES; side++) {
        const struct facts *facts = &joining->sides[side];
        for (size_t i = 0; i < facts->list.count; i++) {
            struct fact fact;
            const struct fact *wanted = &facts->list.items[i];
            if (side == PM_MERGE_THEIRS && find(&joining->sides[PM_MERGE_OURS], wanted)) continue;
            if (!join_fact(joining, wanted, &fact)) return false;
            size_t place =
                side == PM_MERGE_OURS ? joining->joined.list.count : place_of(joining, facts, i);
            if (fact.slot) insert(joining, place, fact);
        }
    }
    return true;
}

static struct pm_text write_facts(struct joining *joining)
{
    PM_ARRAY(char) out = {0};
    const struct pm_merge_item *ours = joining->items[PM_MERGE_OURS];
    struct pm_text word = pm_merge_token(ours->side, ours->head);
    for (size_t i = 0; i < word.size; i++)
        PM_PUSH(joining->arena, &out, word.bytes[i]);
    for (size_t i = 0; i < joining->joined.list.count; i++) {
        const struct fact *fact = &joining->joined.list.items[i];
        for (size_t at = 0; at < fact->blank.size; at++)
            PM_PUSH(joining->arena, &out, fact->blank.bytes[at]);
        for (size_t at = 0; at < fact->text.size; at++)
            PM_PUSH(joining->arena, &out, fact->text.bytes[at]);
    }
    return (struct pm_text){out.items, out.count};
}

static bool is_same_head(const struct pm_merge_item *a, const struct pm_merge_item *b)
{
    return pm_merge_same_range(a->side, a->head, a->parts_end, b->side, b->head, b->parts_end);
}

static struct pm_text head_of(const struct pm_merge_item *item)
{
    return pm_merge_range(item->side, item->head, item->parts_end);
}

bool pm_merge_heads(struct pm_arena *arena, const struct pm_merge_item *const items[PM_MERGE_SIDES],
                    bool joins, struct pm_text *out)
{
    const struct pm_merge_item *base = items[PM_MERGE_BASE];
    const struct pm_merge_item *ours = items[PM_MERGE_OURS];
    const struct pm_merge_item *theirs = items[PM_MERGE_THEIRS];
    *out = head_of(ours);
    if (is_same_head(ours, theirs) || (base && is_same_head(base, theirs))) return true;
    *out = head_of(theirs);
    if (base && is_same_head(base, ours)) return true;
    if (!joins || is_one_fact(ours) || has_comment(ours) || has_comment(theirs)) return false;
    if (base && has_comment(base)) return false;
    struct joining joining = {.arena = arena, .items = items};
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        add_facts(&joining, (enum pm_merge_side)side);
    if (!join_facts(&joining)) return false;
    *out = write_facts(&joining);
    return true;
}
