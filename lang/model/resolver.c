/* resolver.c: names, and the order in which a model is made. */
#include "lang/model/resolver.h"

#include "lang/model/resolve.h"
#include "lang/model/work.h"

#include <string.h>

enum { FEWEST_BUCKETS = 256, MOST_LISTED = 8, MOST_LABELS = 5 };

static const char *const kind_names[PM_KIND_COUNT] = {
    [PM_KIND_CALENDAR] = "calendar",   [PM_KIND_UNIT] = "unit",
    [PM_KIND_SOURCE] = "source",       [PM_KIND_COLUMN] = "field",
    [PM_KIND_DIMENSION] = "dimension", [PM_KIND_GROUP] = "group",
    [PM_KIND_METRIC] = "metric",       [PM_KIND_RATING] = "rating",
    [PM_KIND_LEVEL] = "level",         [PM_KIND_SCALE] = "scale",
    [PM_KIND_PLAN] = "plan",           [PM_KIND_FOCUS] = "focus",
    [PM_KIND_GOAL] = "goal",           [PM_KIND_VALUE] = "core value",
    [PM_KIND_WORK] = "piece of work",  [PM_KIND_MILESTONE] = "milestone",
    [PM_KIND_TRAINING] = "training",   [PM_KIND_SERVICE] = "service",
    [PM_KIND_THEORY] = "theory",       [PM_KIND_PROCESS] = "process",
    [PM_KIND_STEP] = "step",           [PM_KIND_REVIEW] = "review",
    [PM_KIND_ACTION] = "action item",  [PM_KIND_ASK] = "question",
    [PM_KIND_DECISION] = "decision",   [PM_KIND_ADJUST] = "adjustment",
    [PM_KIND_REPORT] = "report",       [PM_KIND_TEAM] = "team",
    [PM_KIND_ROUTINE] = "routine",     [PM_KIND_POLICY] = "policy",
    [PM_KIND_CLAUSE] = "clause",       [PM_KIND_PRACTICE] = "practice",
    [PM_KIND_TEST] = "test",
};

const char *pm_kind_name(enum pm_kind kind)
{
    return kind_names[kind];
}

static const char *plural_of(const struct pm_resolver *resolver, enum pm_kind kind)
{
    if (kind == PM_KIND_WORK) return "pieces of work";
    if (kind == PM_KIND_THEORY) return "theories";
    if (kind == PM_KIND_POLICY) return "policies";
    const char *ending = kind == PM_KIND_FOCUS || kind == PM_KIND_PROCESS ? "es" : "s";
    return pm_arena_format(resolver->arena, "%s%s", kind_names[kind], ending);
}

/* ---- The table ---- */

/* A thousand plans may each have a goal of one name, so the scope takes part. It is an address, but
 * nothing that is reported follows the order of the table. */
static struct pm_name **bucket_of(const struct pm_resolver *resolver, const void *scope,
                                  const struct pm_symbol *symbol)
{
    uint64_t mixed = (uint64_t)(uintptr_t)scope * UINT64_C(0x9E3779B97F4A7C15);
    return &resolver->names[(symbol->id ^ (mixed >> 32)) & (resolver->name_buckets - 1)];
}

static struct pm_name *find_symbol(const struct pm_resolver *resolver, enum pm_kind kind,
                                   const void *scope, const struct pm_symbol *symbol)
{
    for (struct pm_name *name = *bucket_of(resolver, scope, symbol); name; name = name->next)
        if (name->symbol == symbol && name->kind == kind && name->scope == scope) return name;
    return NULL;
}

struct pm_name *pm_name_find(const struct pm_resolver *resolver, enum pm_kind kind,
                             const void *scope, struct pm_text name)
{
    const struct pm_symbol *symbol = pm_symbol_find(resolver->symbols, name);
    return symbol ? find_symbol(resolver, kind, scope, symbol) : NULL;
}

struct pm_name *pm_name_of(const struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                           const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "NAME"));
    if (!node) return NULL;
    struct pm_name *name = pm_name_find(resolver, kind, scope, node->text);
    return name && name->statement == statement ? name : NULL;
}

static void note_replaced(struct pm_resolver *resolver, enum pm_kind kind,
                          const struct pm_symbol *symbol)
{
    struct pm_model *model = resolver->model;
    const char **replaced = PM_NEW_ITEMS(resolver->arena, const char *, model->replaced_count + 1);
    for (size_t i = 0; i < model->replaced_count; i++)
        replaced[i] = model->replaced[i];
    replaced[model->replaced_count++] =
        pm_arena_format(resolver->arena, "%s %s", kind_names[kind], symbol->bytes);
    model->replaced = replaced;
}

static void report_twice(struct pm_resolver *resolver, const struct pm_name *first,
                         const char *kind, struct pm_span at)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_NAME_TWICE, at, "the %s `%s` is declared twice", kind,
                    first->symbol->bytes);
    pm_say(resolver->diagnostics, found, "declared again here");
    pm_label(resolver->diagnostics, found, first->at, "first declared here");
    pm_help(resolver->diagnostics, found, "give one of them another name, or take one away");
}

struct pm_name *pm_declare(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                           struct pm_text text, struct pm_span at,
                           const struct pm_statement *statement, void *object)
{
    const struct pm_symbol *symbol = pm_symbol_make(resolver->symbols, text);
    bool from_module = statement && pm_sources_get(resolver->sources, at.file)->is_module;
    const struct pm_name *first = find_symbol(resolver, kind, scope, symbol);
    if (first) {
        bool own_comes_first = !first->from_module && first->statement;
        if (own_comes_first && (from_module || !statement))
            note_replaced(resolver, kind, symbol);
        else
            report_twice(resolver, first, kind_names[kind], at);
        return NULL;
    }
    struct pm_name *name = PM_NEW(resolver->arena, struct pm_name);
    *name = (struct pm_name){.kind = kind,
                             .scope = scope,
                             .symbol = symbol,
                             .at = at,
                             .statement = statement,
                             .object = object,
                             .poisoned = statement && statement->damaged,
                             .from_module = from_module};
    struct pm_name **bucket = bucket_of(resolver, scope, symbol);
    name->next = *bucket;
    *bucket = name;
    return name;
}

/* ---- Names that do not exist ---- */

const struct pm_name *pm_name_nearest(const struct pm_resolver *resolver, const void *scope,
                                      struct pm_text wanted,
                                      bool (*fits)(const void *context, const struct pm_name *name),
                                      const void *context)
{
    const struct pm_name *best = NULL;
    size_t best_distance = 0;
    for (size_t i = 0; i < resolver->name_buckets; i++) {
        for (const struct pm_name *name = resolver->names[i]; name; name = name->next) {
            struct pm_text text = pm_symbol_text(name->symbol);
            if (name->scope != scope || !fits(context, name)) continue;
            if (best && pm_text_distance(text, wanted, best_distance) > best_distance) continue;
            if (!pm_text_similar(text, wanted)) continue;
            size_t distance = pm_text_distance(text, wanted, wanted.size);
            if (best && distance > best_distance) continue;
            if (best && distance == best_distance &&
                pm_text_compare(pm_symbol_text(best->symbol), text) <= 0)
                continue;
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

static bool is_of_kind(const void *kind, const struct pm_name *name)
{
    return name->kind == *(const enum pm_kind *)kind;
}

/* A name of another kind that could have been meant: in the same scope, or at the top. */
static const struct pm_name *find_other_kind(const struct pm_resolver *resolver, enum pm_kind kind,
                                             const void *scope, struct pm_text wanted)
{
    const struct pm_symbol *symbol = pm_symbol_find(resolver->symbols, wanted);
    const void *const scopes[] = {scope, NULL};
    const struct pm_name *best = NULL;
    if (!symbol || kind == PM_KIND_COLUMN) return NULL;
    for (size_t i = 0; i < (scope ? 2 : 1); i++) {
        const struct pm_name *name = *bucket_of(resolver, scopes[i], symbol);
        for (; name; name = name->next) {
            if (name->symbol != symbol || name->scope != scopes[i]) continue;
            if (name->kind == kind || name->kind == PM_KIND_COLUMN || name->kind >= PM_KIND_COUNT)
                continue;
            if (!best || name->kind < best->kind) best = name;
        }
    }
    return best;
}

static int compare_names(const struct pm_name *a, const struct pm_name *b)
{
    if (a->at.file != b->at.file) return a->at.file < b->at.file ? -1 : 1;
    return a->at.begin < b->at.begin ? -1 : a->at.begin > b->at.begin;
}

/* "`a`, `b` and `c`" of all names of the kind in the scope, in the order written; NULL when there
 * are none or too many to list. `count` is their number. */
static const char *list_names(const struct pm_resolver *resolver, enum pm_kind kind,
                              const void *scope, size_t *count)
{
    const struct pm_name *listed[MOST_LISTED];
    *count = 0;
    for (size_t i = 0; i < resolver->name_buckets; i++) {
        for (const struct pm_name *name = resolver->names[i]; name; name = name->next) {
            if (name->kind != kind || name->scope != scope) continue;
            size_t at = *count;
            if (++*count > MOST_LISTED) continue;
            for (; at > 0 && compare_names(name, listed[at - 1]) < 0; at--)
                listed[at] = listed[at - 1];
            listed[at] = name;
        }
    }
    if (*count == 0 || *count > MOST_LISTED) return NULL;
    const char *text = pm_arena_format(resolver->arena, "`%s`", listed[0]->symbol->bytes);
    for (size_t i = 1; i < *count; i++)
        text = pm_arena_format(resolver->arena, "%s%s`%s`", text, i + 1 == *count ? " and " : ", ",
                               listed[i]->symbol->bytes);
    return text;
}

/* All names are looked at for each that is unknown: help for thousands of them would take longer
 * than anything else, and where so many are unknown a file is missing. */
static void help_with_names(struct pm_resolver *resolver, struct pm_diagnostic *found,
                            enum pm_kind kind, const void *scope, struct pm_text wanted)
{
    enum { MOST_HELPED = 500 };
    struct pm_diagnostics *list = resolver->diagnostics;
    if (resolver->helped_names == MOST_HELPED) return;
    resolver->helped_names++;
    const struct pm_name *near = pm_name_nearest(resolver, scope, wanted, is_of_kind, &kind);
    if (near) {
        pm_help(list, found, "a %s with a similar name exists: `%s`", kind_names[kind],
                near->symbol->bytes);
        if (near->statement) pm_label(list, found, near->at, "declared here");
        found->replacement = near->symbol->bytes;
        return;
    }
    size_t count = 0;
    const char *names = list_names(resolver, kind, scope, &count);
    if (names && count == 1)
        pm_help(list, found, "the only %s is %s", kind_names[kind], names);
    else if (names)
        pm_help(list, found, "the %s are %s", plural_of(resolver, kind), names);
    else if (count == 0)
        pm_help(list, found, "no %s is declared here at all", kind_names[kind]);
}

static struct pm_diagnostic *report_unknown(struct pm_resolver *resolver, enum pm_kind kind,
                                            const void *scope, struct pm_text text,
                                            struct pm_span at)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const struct pm_name *other = find_other_kind(resolver, kind, scope, text);
    struct pm_diagnostic *found;
    if (other) {
        found = pm_diagnose(list, PM_NAME_OF_OTHER_KIND, at, "`%.*s` is a %s; here a %s is needed",
                            (int)text.size, text.bytes, kind_names[other->kind], kind_names[kind]);
        pm_label(list, found, other->at, "the %s is declared here", kind_names[other->kind]);
    } else if (kind == PM_KIND_COLUMN) {
        const struct pm_source_decl *source = scope;
        found = pm_diagnose(list, PM_NAME_UNKNOWN, at, "the source `%s` has no field `%.*s`",
                            source->name, (int)text.size, text.bytes);
    } else {
        found = pm_diagnose(list, PM_NAME_UNKNOWN, at, "there is no %s called `%.*s`",
                            kind_names[kind], (int)text.size, text.bytes);
    }
    help_with_names(resolver, found, kind, scope, text);
    return found;
}

/* Reports an unknown name at its first place; the next places become labels of that message. */
static void report_once(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                        struct pm_text text, struct pm_span at)
{
    const struct pm_symbol *symbol = pm_symbol_make(resolver->symbols, text);
    for (size_t i = 0; i < resolver->unknown_names.count; i++) {
        struct pm_unknown_name *unknown = &resolver->unknown_names.items[i];
        if (unknown->symbol != symbol || unknown->kind != kind || unknown->scope != scope ||
            unknown->list != resolver->diagnostics)
            continue;
        if (unknown->found->label_count < MOST_LABELS)
            pm_label(resolver->diagnostics, unknown->found, at, "here too");
        return;
    }
    struct pm_unknown_name unknown = {kind, scope, symbol, NULL, resolver->diagnostics};
    unknown.found = report_unknown(resolver, kind, scope, text, at);
    PM_PUSH(resolver->arena, &resolver->unknown_names, unknown);
}

bool pm_name_is_excused(const struct pm_resolver *resolver, const void *scope, struct pm_text text)
{
    if (pm_name_find(resolver, PM_KIND_COUNT, NULL, text)) return true;
    return !scope && resolver->names_incomplete;
}

struct pm_name *pm_name_get_text(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                                 struct pm_text text, struct pm_span at)
{
    struct pm_name *name = pm_name_find(resolver, kind, scope, text);
    if (!name && scope != resolver->nothing && !pm_name_is_excused(resolver, scope, text))
        report_once(resolver, kind, scope, text, at);
    return name;
}

struct pm_name *pm_name_get(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                            const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_NAME) return NULL;
    return pm_name_get_text(resolver, kind, scope, node->text, node->span);
}

/* ---- The model ---- */

static size_t count_statements(struct pm_statement *const *statements, size_t count)
{
    size_t total = count;
    for (size_t i = 0; i < count; i++)
        total += count_statements(statements[i]->children, statements[i]->child_count);
    return total;
}

static void make_table(struct pm_resolver *resolver)
{
    size_t statements = 0;
    for (size_t i = 0; i < resolver->tree_count; i++)
        statements +=
            count_statements(resolver->trees[i]->statements, resolver->trees[i]->statement_count);
    resolver->name_buckets = FEWEST_BUCKETS;
    while (resolver->name_buckets < statements)
        resolver->name_buckets *= 2;
    resolver->names = PM_NEW_ITEMS(resolver->arena, struct pm_name *, resolver->name_buckets);
}

/* Project files first, so that their declarations take the place of a module's. */
static void take_trees(struct pm_resolver *resolver, struct pm_tree *const *trees, size_t count)
{
    struct pm_tree **ordered = PM_NEW_ITEMS(resolver->arena, struct pm_tree *, count + 1);
    size_t n = 0;
    for (int modules = 0; modules < 2; modules++)
        for (size_t i = 0; i < count; i++)
            if (pm_sources_get(resolver->sources, trees[i]->file)->is_module == (modules == 1))
                ordered[n++] = trees[i];
    resolver->trees = ordered;
    resolver->tree_count = n;
}

static void note_missing_files(struct pm_resolver *resolver)
{
    for (size_t i = 0; i < resolver->tree_count; i++)
        if (resolver->trees[i]->is_unread)
            resolver->names_incomplete = resolver->calendars_incomplete =
                resolver->units_incomplete = true;
    const struct pm_diagnostics *list = resolver->diagnostics;
    for (size_t i = 0; i < list->count; i++) {
        enum pm_code code = list->items[i]->code;
        if (code == PM_MODULE_UNKNOWN || code == PM_USED_FILE_MISSING ||
            code == PM_USED_FILE_OUTSIDE || code == PM_TOO_MANY_IMPORTS ||
            code == PM_INCLUDE_WITHOUT_FILE || code == PM_FILE_UNREADABLE)
            resolver->names_incomplete = true;
    }
}

void pm_each_statement(struct pm_resolver *resolver, const char *word,
                       void (*visit)(struct pm_resolver *resolver,
                                     const struct pm_statement *statement))
{
    for (size_t i = 0; i < resolver->tree_count; i++) {
        const struct pm_tree *tree = resolver->trees[i];
        for (size_t j = 0; j < tree->statement_count; j++)
            if (pm_text_is(tree->statements[j]->word, word)) visit(resolver, tree->statements[j]);
    }
}

static struct pm_source_decl *make_nothing(struct pm_arena *arena)
{
    struct pm_source_decl *nothing = PM_NEW(arena, struct pm_source_decl);
    nothing->name = "";
    nothing->label = "";
    nothing->facts.owner_post = "";
    nothing->facts.about = "";
    nothing->header_row = 1;
    nothing->extracted_day = PM_NO_DAY;
    return nothing;
}

struct pm_model *pm_resolve(struct pm_arena *arena, struct pm_sources *sources,
                            struct pm_tree *const *trees, size_t count,
                            struct pm_diagnostics *diagnostics)
{
    struct pm_model *model = PM_NEW(arena, struct pm_model);
    model->arena = arena;
    model->sources = sources;
    model->whole = PM_NEW(arena, struct pm_whole);
    struct pm_resolver resolver = {.arena = arena,
                                   .sources = sources,
                                   .diagnostics = diagnostics,
                                   .symbols = pm_symbols_new(arena),
                                   .model = model,
                                   .nothing = make_nothing(arena)};
    take_trees(&resolver, trees, count);
    make_table(&resolver);
    note_missing_files(&resolver);
    pm_collect(&resolver);
    pm_collect_whole(&resolver);
    pm_resolve_project(&resolver);
    pm_resolve_units(&resolver);
    pm_resolve_sources(&resolver);
    pm_resolve_unit_conditions(&resolver);
    pm_resolve_dimensions(&resolver);
    pm_resolve_metrics(&resolver);
    pm_resolve_ratings(&resolver);
    pm_resolve_project_rating(&resolver);
    pm_resolve_plans(&resolver);
    pm_resolve_whole(&resolver);
    pm_make_digests(&resolver);
    return model;
}
