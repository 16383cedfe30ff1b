/* resolver_selectors.c: units, groups, and the facts that many declarations share. */
#include "lang/model/resolver.h"

#include <string.h>

/* ---- Units ---- */

static void read_keys(struct pm_resolver *resolver, const struct pm_node *node,
                      struct pm_unit_reference *reference)
{
    reference->keys = PM_NEW_ITEMS(resolver->arena, const char *, node->child_count + 1);
    for (size_t i = 0; i < node->child_count; i++) {
        const struct pm_node *key = node->children[i];
        if (key->kind == PM_NODE_TEXT) {
            reference->keys[reference->key_count++] =
                pm_arena_copy_text(resolver->arena, key->text.bytes, key->text.size);
            continue;
        }
        struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_UNIT_KEY_UNFIT,
                                                  key->span, "the key of a unit is a text");
        pm_help(resolver->diagnostics, found, "put it in quotes: `%.*s(\"26\")`",
                (int)node->text.size, node->text.bytes);
    }
}

const struct pm_unit_reference *pm_read_unit(struct pm_resolver *resolver,
                                             const struct pm_node *node)
{
    if (!node || (node->kind != PM_NODE_NAME && node->kind != PM_NODE_CALL)) return NULL;
    const struct pm_name *name =
        pm_name_get_text(resolver, PM_KIND_UNIT, NULL, node->text, node->span);
    if (!name) return NULL;
    struct pm_unit_reference *reference = PM_NEW(resolver->arena, struct pm_unit_reference);
    reference->at = node->span;
    if (name->is_set)
        reference->set = name->object;
    else
        reference->unit = name->object;
    if (node->kind == PM_NODE_NAME) return reference;
    if (name->is_set && node->child_count > 0) {
        read_keys(resolver, node, reference);
        return reference;
    }
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_UNIT_KEY_UNFIT, node->span,
        name->is_set ? "no key stands in the brackets after `%s`" : "`%s` is a single unit",
        name->symbol->bytes);
    pm_label(resolver->diagnostics, found, name->at, "declared here");
    pm_help(resolver->diagnostics, found, "without brackets `%s` means %s", name->symbol->bytes,
            name->is_set ? "all of them" : "the unit");
    return NULL;
}

/* ---- Groups ---- */

static struct pm_text part_before_dot(struct pm_text text, struct pm_text *rest)
{
    const char *dot = text.size ? memchr(text.bytes, '.', text.size) : NULL;
    if (!dot) return (struct pm_text){NULL, 0};
    size_t size = (size_t)(dot - text.bytes);
    *rest = (struct pm_text){dot + 1, text.size - size - 1};
    return (struct pm_text){text.bytes, size};
}

/* The groups of this name in the dimension (NULL: in any): the first one written, and another one
 * where there are several. */
static const struct pm_group *find_group(const struct pm_resolver *resolver, struct pm_text text,
                                         const struct pm_group **another)
{
    const struct pm_group *first = NULL;
    *another = NULL;
    for (size_t i = 0; i < resolver->model->dimension_count; i++) {
        const struct pm_dimension *dimension = resolver->model->dimensions[i];
        const struct pm_name *name = pm_name_find(resolver, PM_KIND_GROUP, dimension, text);
        if (!name) continue;
        if (!first)
            first = name->object;
        else if (!*another)
            *another = name->object;
    }
    return first;
}

static void report_ambiguous(struct pm_resolver *resolver, const struct pm_node *node,
                             const struct pm_group *first, const struct pm_group *second)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_GROUP_AMBIGUOUS, node->span, "two dimensions have a group called `%s`",
                    first->name);
    pm_label(list, found, first->at, "in `%s`", first->dimension->name);
    pm_label(list, found, second->at, "in `%s`", second->dimension->name);
    pm_help(list, found, "write `%s.%s` or `%s.%s`", first->dimension->name, first->name,
            second->dimension->name, second->name);
}

/* The group nearest to a name that does not exist, in any dimension. */
static const struct pm_group *find_near_group(const struct pm_resolver *resolver,
                                              struct pm_text wanted)
{
    const struct pm_group *best = NULL;
    size_t best_distance = 0;
    for (size_t i = 0; i < resolver->model->dimension_count; i++) {
        const struct pm_dimension *dimension = resolver->model->dimensions[i];
        for (size_t j = 0; j < dimension->group_count; j++) {
            struct pm_text text = pm_text_from(dimension->groups[j]->name);
            if (!pm_text_similar(text, wanted)) continue;
            size_t distance = pm_text_distance(text, wanted, wanted.size);
            if (best && distance >= best_distance) continue;
            best = dimension->groups[j];
            best_distance = distance;
        }
    }
    return best;
}

static void report_no_group(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    int size = (int)node->text.size;
    const struct pm_name *dimension = pm_name_find(resolver, PM_KIND_DIMENSION, NULL, node->text);
    if (dimension) {
        struct pm_diagnostic *found = pm_diagnose(
            list, PM_GROUP_NEEDED, node->span,
            "`%.*s` is a dimension; here one of its groups is needed", size, node->text.bytes);
        pm_label(list, found, dimension->at, "the dimension");
        pm_help(list, found, "name a group, or write `each %.*s` for all of them", size,
                node->text.bytes);
        return;
    }
    if (resolver->names_incomplete || pm_name_find(resolver, PM_KIND_COUNT, NULL, node->text))
        return;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_NAME_UNKNOWN, node->span, "there is no group called `%.*s`", size,
                    node->text.bytes);
    const struct pm_group *near = find_near_group(resolver, node->text);
    if (!near) {
        pm_help(list, found, "groups are declared in a dimension: `group frl when true`");
        return;
    }
    pm_label(list, found, near->at, "declared here");
    pm_help(list, found, "a group with a similar name exists: `%s`", near->name);
    found->replacement = near->name;
}

static bool take_group(struct pm_group_reference *side, const struct pm_group *group)
{
    side->dimension = group->dimension;
    side->group = group;
    return true;
}

static bool read_group(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_group_reference *side)
{
    struct pm_text rest = {NULL, 0};
    struct pm_text before = part_before_dot(node->text, &rest);
    if (before.size) {
        const struct pm_name *dimension =
            pm_name_get_text(resolver, PM_KIND_DIMENSION, NULL, before, node->span);
        if (!dimension) return false;
        const struct pm_name *group =
            pm_name_get_text(resolver, PM_KIND_GROUP, dimension->object, rest, node->span);
        return group && take_group(side, group->object);
    }
    const struct pm_group *another;
    const struct pm_group *group = find_group(resolver, node->text, &another);
    if (!group) {
        report_no_group(resolver, node);
        return false;
    }
    if (another) {
        report_ambiguous(resolver, node, group, another);
        return false;
    }
    return take_group(side, group);
}

/* `ethnicity("Asian")`: one value of a dimension whose groups are the values found. */
static bool read_group_by_key(struct pm_resolver *resolver, const struct pm_node *node,
                              struct pm_group_reference *side)
{
    const struct pm_name *name =
        pm_name_get_text(resolver, PM_KIND_DIMENSION, NULL, node->text, node->span);
    if (!name) return false;
    const struct pm_dimension *dimension = name->object;
    bool has_key = node->child_count == 1 && node->children[0]->kind == PM_NODE_TEXT;
    side->dimension = dimension;
    if (dimension->each && has_key) {
        struct pm_text key = node->children[0]->text;
        side->key = pm_arena_copy_text(resolver->arena, key.bytes, key.size);
        return true;
    }
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_GROUP_NEEDED, node->span,
                    dimension->each ? "one value of `%s` is needed, as a text"
                                    : "the groups of `%s` have names",
                    dimension->name);
    pm_label(resolver->diagnostics, found, name->at, "the dimension");
    if (dimension->each)
        pm_help(resolver->diagnostics, found, "write `%s(\"the value\")`", dimension->name);
    else
        pm_help(resolver->diagnostics, found, "write the name of a group");
    return false;
}

static bool read_side(struct pm_resolver *resolver, const struct pm_node *node, bool dimensions,
                      struct pm_group_reference *side)
{
    side->at = node->span;
    if (node->kind == PM_NODE_CALL && !dimensions) return read_group_by_key(resolver, node, side);
    if (node->kind != PM_NODE_NAME) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_GROUP_NEEDED, node->span, "here a %s is needed",
                        dimensions ? "dimension" : "group");
        pm_help(resolver->diagnostics, found,
                dimensions ? "write `race`, or `race * frl` for a crossing"
                           : "write `black`, or `black * frl` for a crossing");
        return false;
    }
    if (!dimensions) return read_group(resolver, node, side);
    const struct pm_name *name = pm_name_get(resolver, PM_KIND_DIMENSION, NULL, node);
    if (!name) return false;
    side->dimension = name->object;
    return true;
}

static size_t count_sides(const struct pm_node *node)
{
    if (node->kind != PM_NODE_BINARY || node->operation != PM_OP_TIMES) return 1;
    return count_sides(node->children[0]) + count_sides(node->children[1]);
}

/* Reads sides in the order written; false when one was reported. */
static bool read_sides(struct pm_resolver *resolver, const struct pm_node *node, bool dimensions,
                       struct pm_crossing *out)
{
    if (node->kind == PM_NODE_BINARY && node->operation == PM_OP_TIMES) {
        bool left = read_sides(resolver, node->children[0], dimensions, out);
        return read_sides(resolver, node->children[1], dimensions, out) && left;
    }
    struct pm_group_reference side = {0};
    if (!read_side(resolver, node, dimensions, &side)) return false;
    for (size_t i = 0; i < out->count; i++) {
        if (out->sides[i].dimension != side.dimension) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_CROSSING_TWICE, side.at,
                        "the dimension `%s` stands twice in one crossing", side.dimension->name);
        pm_label(resolver->diagnostics, found, out->sides[i].at, "the first one");
        pm_help(resolver->diagnostics, found, "cross each dimension once");
        return false;
    }
    out->sides[out->count++] = side;
    return true;
}

bool pm_read_crossing(struct pm_resolver *resolver, const struct pm_node *node, bool dimensions,
                      struct pm_crossing *out)
{
    *out = (struct pm_crossing){0};
    if (!node) return false;
    out->at = node->span;
    out->sides = PM_NEW_ITEMS(resolver->arena, struct pm_group_reference, count_sides(node));
    return read_sides(resolver, node, dimensions, out);
}

static const struct pm_slot *find_group_slot(const struct pm_statement *statement, bool versus)
{
    for (size_t i = 0; i < statement->slot_count; i++) {
        const struct pm_slot *slot = &statement->slots[i];
        if (strcmp(slot->key, "GROUP") == 0 && (strcmp(slot->after, "vs") == 0) == versus)
            return slot;
    }
    return NULL;
}

bool pm_read_selector(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_selector *out)
{
    *out = (struct pm_selector){.at = statement->word_span};
    bool fine = true;
    out->each = pm_slot(statement, "each") != NULL;
    const struct pm_slot *group = find_group_slot(statement, false);
    if (group) {
        out->at = group->span;
        fine = (!out->each && pm_is_all(resolver, pm_slot_node(group))) ||
               pm_read_crossing(resolver, pm_slot_node(group), out->each, &out->group);
    }
    const struct pm_slot *versus = find_group_slot(statement, true);
    bool is_gap = pm_text_is(statement->word, "gap");
    if (versus)
        fine = pm_read_versus(resolver, versus, pm_slot_at(statement, "of", "UNIT"), is_gap, out) &&
               fine;
    const struct pm_slot *unit = pm_slot_at(statement, "at", "UNIT");
    if (unit) {
        out->unit = pm_read_unit(resolver, pm_slot_node(unit));
        fine = out->unit && fine;
    }
    return fine;
}

/* ---- Facts ---- */

static const char **read_texts(struct pm_resolver *resolver, const struct pm_statement *statement,
                               const char *word, size_t *count)
{
    PM_ARRAY(const char *) texts = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, word)) continue;
        for (size_t j = 0; j < child->slot_count; j++) {
            const struct pm_slot *slot = &child->slots[j];
            for (size_t k = 0; k < slot->node_count; k++) {
                struct pm_text text = slot->nodes[k]->text;
                PM_PUSH(resolver->arena, &texts,
                        pm_arena_copy_text(resolver->arena, text.bytes, text.size));
            }
        }
    }
    *count = texts.count;
    return texts.items;
}

void pm_read_facts(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_facts *out)
{
    const struct pm_statement *owner = pm_statement_get_single(resolver, statement, "owner");
    if (owner) {
        out->owner = pm_read_unit(resolver, pm_slot_node(pm_slot(owner, "UNIT")));
        out->owner_post = pm_read_text(resolver, pm_slot(owner, "TEXT"));
    }
    size_t count;
    const char **about = read_texts(resolver, statement, "about", &count);
    for (size_t i = 0; i < count; i++)
        out->about =
            i ? pm_arena_format(resolver->arena, "%s\n%s", out->about, about[i]) : about[i];
    out->links = read_texts(resolver, statement, "link", &out->link_count);
    out->tags = read_texts(resolver, statement, "tag", &out->tag_count);
}

void pm_read_minimum(struct pm_resolver *resolver, const struct pm_statement *statement,
                     struct pm_minimum *out)
{
    struct {
        const char *word;
        int64_t *number;
        const struct pm_statement *first;
    } rows[] = {{"n", &out->n, NULL}, {"cell", &out->cell, NULL}, {"points", &out->points, NULL}};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "minimum")) continue;
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "minimum");
        int64_t number = pm_read_count(resolver, pm_slot_node(pm_slot(child, "NUMBER")));
        for (size_t j = 0; word && number >= 0 && j < sizeof rows / sizeof rows[0]; j++) {
            if (strcmp(word, rows[j].word) != 0) continue;
            if (rows[j].first) {
                struct pm_diagnostic *found =
                    pm_diagnose(resolver->diagnostics, PM_STATEMENT_TWICE, child->word_span,
                                "`minimum %s` is written twice in one `%.*s`", word,
                                (int)statement->word.size, statement->word.bytes);
                pm_label(resolver->diagnostics, found, rows[j].first->word_span, "the first one");
                pm_help(resolver->diagnostics, found, "keep one of the two");
            }
            rows[j].first = child;
            *rows[j].number = number;
            out->at = child->span;
        }
    }
}

static bool read_step(struct pm_resolver *resolver, const struct pm_node *node,
                      struct pm_decimal *out)
{
    if (!node) return false;
    bool hundredths = node->kind == PM_NODE_POINTS || node->kind == PM_NODE_PERCENT;
    bool amount = hundredths || node->kind == PM_NODE_NUMBER || node->kind == PM_NODE_MONEY;
    if (amount && node->number.mantissa > 0) {
        *out = node->number;
        if (hundredths) out->places = (uint8_t)(out->places + 2);
        return true;
    }
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_EXPRESSION_UNFIT,
                                              node->span, "an amount above zero is needed here");
    pm_help(resolver->diagnostics, found, "write the step of rounding, such as `0.1 pts` or `1`");
    return false;
}

void pm_read_roundings(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_rounding **out, size_t *count)
{
    PM_ARRAY(struct pm_rounding) roundings = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "round")) continue;
        struct pm_rounding rounding = {.at = child->span};
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "round");
        bool fine = read_step(resolver, pm_slot_node(pm_slot(child, "QUANTITY")), &rounding.step);
        if (!word || !fine) continue;
        for (int what = 0; what < PM_VARIABLE_COUNT; what++)
            if (strcmp(word, pm_variable_name((enum pm_variable)what)) == 0)
                rounding.what = (enum pm_variable)what;
        PM_PUSH(resolver->arena, &roundings, rounding);
    }
    *out = roundings.items;
    *count = roundings.count;
}

const struct pm_rating *pm_read_rating(struct pm_resolver *resolver,
                                       const struct pm_statement *statement,
                                       const struct pm_rating *otherwise)
{
    const struct pm_statement *rate = pm_statement_get_single(resolver, statement, "rate");
    if (!rate) return otherwise;
    const struct pm_name *name =
        pm_name_get(resolver, PM_KIND_RATING, NULL, pm_slot_node(pm_slot(rate, "RATING")));
    return name ? name->object : otherwise;
}
