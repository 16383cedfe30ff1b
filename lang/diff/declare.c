/* declare.c: the declarations of one side, with their facts, from its outline. */
#include "lang/diff/compare.h"

#include <string.h>

struct builder {
    struct pm_comparison *comparison;
    struct pm_half *half;
    struct pm_arena *scratch;     /* of lists that still grow */
    struct pm_declared *open[32]; /* by depth; those that are no declarations of their own: NULL */
    size_t depth;                 /* of the innermost */
    struct pm_fact *wide;         /* a fact that goes on over deeper lines; NULL */
    size_t wide_depth;
};

static struct pm_text first_word(const char *text)
{
    return (struct pm_text){text, strcspn(text, " ")};
}

/* Bytes of the first `words` words after the first one, blanks between them. */
static size_t size_of_words(const char *text, size_t words)
{
    size_t size = 0;
    if (words == SIZE_MAX) return strlen(text);
    for (size_t i = 0; i < words && text[size]; i++) {
        if (i) size++;
        size += strcspn(text + size, " ");
    }
    return size;
}

static const char *copy(struct pm_arena *arena, const char *text, size_t size)
{
    return pm_arena_copy_text(arena, text, size);
}

static uint32_t count_facts(const struct pm_declared *declared, struct pm_text word)
{
    uint32_t count = 0;
    for (size_t i = 0; i < declared->facts.count; i++) {
        const char *text = declared->facts.items[i].text;
        if (pm_text_equal(first_word(text), word)) count++;
    }
    return count;
}

static void add_fact(struct builder *builder, struct pm_declared *declared, const char *text,
                     struct pm_span at)
{
    struct pm_fact fact = {.text = text, .at = at};
    /* Long lists are one statement each, or each their own: their number tells nothing then. */
    if (declared->facts.count < 64) fact.number = count_facts(declared, first_word(text));
    PM_PUSH(builder->scratch, &declared->facts, fact);
}

/* Moves the facts of all declarations out of the scratch arena. */
static void settle_facts(struct builder *builder)
{
    for (size_t i = 0; i < builder->half->declared.count; i++) {
        struct pm_declared *declared = builder->half->declared.items[i];
        struct pm_fact *facts =
            PM_NEW_ITEMS(builder->comparison->arena, struct pm_fact, declared->facts.count);
        memcpy(facts, declared->facts.items, declared->facts.count * sizeof *facts);
        declared->facts.items = facts;
        declared->facts.capacity = declared->facts.count;
    }
}

/* The declaration around a line; NULL at the top. */
static struct pm_declared *around(const struct builder *builder, size_t depth)
{
    for (size_t i = depth; i > 0; i--)
        if (builder->open[i - 1]) return builder->open[i - 1];
    return NULL;
}

/* `expect reports to board every 30 days in compass`: the plan is a part of the name. */
static const char *take_plan(struct pm_arena *arena, const char *name, const char **rest)
{
    const char *plan = strstr(*rest, " in ");
    if (!plan) return name;
    *rest = copy(arena, *rest, (size_t)(plan - *rest));
    return pm_arena_format(arena, "%s%s", name, plan);
}

static const char *name_from_outside(struct pm_arena *arena, const struct pm_declared *above,
                                     const struct pm_declared_kind *kind, const char *name)
{
    if (!above || !kind->nested) return name;
    size_t size = strlen(above->name);
    if (strncmp(name, above->name, size) == 0 && name[size] == '.') return name;
    return pm_arena_format(arena, "%s.%s", above->name, name);
}

/* What an exception inside of a declaration is about, by the names around it. */
static const char *allowed_in(const struct builder *builder, const char *name, struct pm_span at)
{
    struct pm_arena *arena = builder->comparison->arena;
    const struct pm_statement *statement = pm_statement_at(builder->half->compilation, at);
    const char *where = "";
    for (statement = statement ? statement->parent : NULL; statement;
         statement = statement->parent) {
        const struct pm_slot *slot = pm_slot(statement, "NAME");
        if (!slot) slot = pm_slot(statement, "METRIC");
        const struct pm_node *node = pm_slot_node(slot);
        if (!node) continue;
        where = pm_arena_format(arena, "%.*s%s%s", (int)node->text.size, node->text.bytes,
                                *where ? "." : "", where);
    }
    return *where ? pm_arena_format(arena, "%s in %s", name, where) : name;
}

static struct pm_declared *begin(struct builder *builder, const struct pm_outline_line *line,
                                 const struct pm_declared_kind *kind)
{
    struct pm_arena *arena = builder->comparison->arena;
    struct pm_declared *declared = PM_NEW(arena, struct pm_declared);
    const char *title = line->text + strlen(kind->word);
    title += strspn(title, " ");
    size_t size = size_of_words(title, kind->words);
    const char *rest = title + size + strspn(title + size, " ");
    const char *name = copy(arena, title, size);
    if (strcmp(kind->word, "expect") == 0) name = take_plan(arena, name, &rest);
    if (strcmp(kind->word, "allow") == 0) name = allowed_in(builder, name, line->at);
    declared->kind = kind;
    declared->at = line->at;
    declared->above = around(builder, line->depth);
    declared->name = name_from_outside(arena, declared->above, kind, name);
    add_fact(builder, declared, pm_arena_format(arena, "is %s", kind->word), line->at);
    if (*rest) add_fact(builder, declared, rest, line->at);
    if (declared->above) PM_PUSH(arena, &declared->above->below, declared);
    PM_PUSH(arena, &builder->half->declared, declared);
    return declared;
}

static void take_line(struct builder *builder, const struct pm_outline_line *line)
{
    enum { DEEPEST = sizeof builder->open / sizeof *builder->open };
    struct pm_arena *arena = builder->comparison->arena;
    if (builder->wide && line->depth > builder->wide_depth) {
        builder->wide->text = pm_arena_format(arena, "%s %s", builder->wide->text, line->text);
        return;
    }
    builder->wide = NULL;
    const struct pm_declared_kind *kind =
        line->opens ? pm_declared_kind(first_word(line->text)) : NULL;
    if (kind && line->depth < DEEPEST) {
        builder->open[line->depth] = begin(builder, line, kind);
        return;
    }
    struct pm_declared *declared = around(builder, line->depth < DEEPEST ? line->depth : DEEPEST);
    if (!declared) return;
    const char *text = line->is_narrative ? pm_arena_format(arena, "~%s", line->text) : line->text;
    add_fact(builder, declared, text, line->at);
    if (!line->opens) return;
    builder->wide = &declared->facts.items[declared->facts.count - 1];
    builder->wide_depth = line->depth;
}

/* ---- What is a part of what, where it does not stand in it ---- */

static bool has_parts(const struct pm_declared *declared)
{
    return pm_is_of_family(declared, "plan") || pm_is_of_family(declared, "goal") ||
           pm_is_of_family(declared, "work") || pm_is_of_family(declared, "review");
}

static struct pm_declared *find_whole(struct pm_arena *arena, const struct pm_declared_table *table,
                                      const struct pm_declared *part)
{
    static const char *const families[] = {"plan", "goal", "work", "review"};
    const char *dot = strrchr(part->name, '.');
    const char *plan = strstr(part->name, " in ");
    const char *name = dot    ? copy(arena, part->name, (size_t)(dot - part->name))
                       : plan ? plan + 4
                              : NULL;
    struct pm_declared *found = NULL;
    for (size_t i = 0; name && !found && i < sizeof families / sizeof *families; i++)
        found = pm_declared_table_find(table, families[i], name, false);
    return found;
}

static void find_parts(struct pm_comparison *comparison, struct pm_half *half)
{
    struct pm_declared_table *table =
        pm_declared_table_new(comparison->arena, half->declared.count);
    for (size_t i = 0; i < half->declared.count; i++)
        if (has_parts(half->declared.items[i]))
            pm_declared_table_add(table, half->declared.items[i]);
    for (size_t i = 0; i < half->declared.count; i++) {
        struct pm_declared *declared = half->declared.items[i];
        if (declared->above) continue;
        struct pm_declared *whole = find_whole(comparison->arena, table, declared);
        if (!whole || whole == declared) continue;
        declared->above = whole;
        PM_PUSH(comparison->arena, &whole->below, declared);
    }
}

void pm_declare_all(struct pm_comparison *comparison, enum pm_side side)
{
    struct pm_half *half = &comparison->halves[side];
    struct pm_arena *scratch = pm_arena_new_scratch(comparison->arena);
    struct pm_outline outline =
        pm_model_outline(comparison->arena, scratch, half->compilation->model);
    struct builder builder = {.comparison = comparison, .half = half, .scratch = scratch};
    half->objects = pm_objects_find(comparison->arena, half->compilation->model);
    for (size_t i = 0; i < outline.lines.count; i++)
        take_line(&builder, &outline.lines.items[i]);
    settle_facts(&builder);
    pm_arena_free(scratch);
    for (size_t i = 0; i < half->declared.count; i++) {
        struct pm_declared *declared = half->declared.items[i];
        declared->object = pm_object_at(half->objects, declared->at);
    }
    find_parts(comparison, half);
}
