/* pair.c: which declaration of one side is which of the other.
 *
 * By family and qualified name; where the new side has no such name, by the name that `renamed`
 * gives it. What is left over and says nearly the same is suggested, never paired. */
#include "lang/diff/compare.h"

#include <stdlib.h>
#include <string.h>

/* ---- Declared names ---- */

static bool has_renaming(const struct pm_whole *whole, const struct pm_renaming *wanted)
{
    const char *plan = wanted->plan ? wanted->plan->name : "";
    for (size_t i = 0; i < whole->renamings.count; i++) {
        const struct pm_renaming *each = whole->renamings.items[i];
        if (!each->to || strcmp(each->from, wanted->from) != 0) continue;
        if (strcmp(each->to, wanted->to) != 0) continue;
        if (strcmp(each->plan ? each->plan->name : "", plan) == 0) return true;
    }
    return false;
}

static void find_renamings(struct pm_comparison *comparison)
{
    const struct pm_whole *old = comparison->halves[PM_BEFORE].compilation->model->whole;
    const struct pm_whole *new = comparison->halves[PM_AFTER].compilation->model->whole;
    for (size_t i = 0; i < new->renamings.count; i++) {
        const struct pm_renaming *renaming = new->renamings.items[i];
        if (renaming->to && !has_renaming(old, renaming))
            PM_PUSH(comparison->arena, &comparison->renamings, renaming);
    }
}

static bool is_name_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '.';
}

/* The part of a dotted name that a renaming replaces: its whole, or one of its first parts; within
 * a plan the part after the plan's name, or a name alone. Size 0: none. */
static struct pm_text renamed_part(const struct pm_renaming *renaming, struct pm_text name)
{
    size_t size = strlen(renaming->from);
    size_t skip = 0;
    if (renaming->plan && memchr(name.bytes, '.', name.size)) {
        skip = strlen(renaming->plan->name) + 1;
        if (name.size <= skip || name.bytes[skip - 1] != '.' ||
            memcmp(name.bytes, renaming->plan->name, skip - 1) != 0)
            return (struct pm_text){name.bytes, 0};
    }
    bool fits = name.size >= skip + size && memcmp(name.bytes + skip, renaming->from, size) == 0 &&
                (name.size == skip + size || name.bytes[skip + size] == '.');
    return (struct pm_text){name.bytes + skip, fits ? size : 0};
}

/* The last part of a name, where a metric is named: `compass.present.att_rate`. */
static struct pm_text last_part(const struct pm_renaming *renaming, struct pm_text name)
{
    size_t size = strlen(renaming->from);
    bool fits = !renaming->plan && name.size > size && name.bytes[name.size - size - 1] == '.' &&
                memcmp(name.bytes + name.size - size, renaming->from, size) == 0;
    return (struct pm_text){name.bytes + name.size - size, fits ? size : 0};
}

/* Replaces names outside of quotes; `last_parts` too where the metric of a measure is meant. */
static const char *rename_once(struct pm_arena *arena, const struct pm_renaming *renaming,
                               const char *text, bool last_parts)
{
    bool is_quoted = false;
    for (const char *at = text; *at; at++) {
        if (*at == '"' && (at == text || at[-1] != '\\')) is_quoted = !is_quoted;
        if (is_quoted || !is_name_letter(*at) || (at > text && is_name_letter(at[-1]))) continue;
        struct pm_text name = {at, 0};
        while (is_name_letter(at[name.size]))
            name.size++;
        struct pm_text part = renamed_part(renaming, name);
        if (!part.size && last_parts) part = last_part(renaming, name);
        if (!part.size) continue;
        size_t before = (size_t)(part.bytes - text);
        size_t done = before + strlen(renaming->to);
        const char *rest = part.bytes + part.size;
        const char *renamed =
            pm_arena_format(arena, "%.*s%s%s", (int)before, text, renaming->to, rest);
        text = renamed;
        at = renamed + done - 1;
        while (is_name_letter(at[1]))
            at++;
    }
    return text;
}

static const char *rename_all(const struct pm_comparison *comparison, const char *text,
                              bool last_parts)
{
    for (size_t i = 0; i < comparison->renamings.count; i++)
        text = rename_once(comparison->arena, comparison->renamings.items[i], text, last_parts);
    return text;
}

const char *pm_rename_text(const struct pm_comparison *comparison, const char *text)
{
    return rename_all(comparison, text, false);
}

/* ---- Pairs ---- */

static void join(struct pm_declared *old, struct pm_declared *new)
{
    old->pair = new;
    new->pair = old;
}

/* A measure keeps its place when the name of its metric changes, another declaration does not. */
static struct pm_declared *find_renamed(struct pm_comparison *comparison,
                                        const struct pm_declared_table *table,
                                        const struct pm_declared *old)
{
    bool names_metric = pm_is_of_family(old, "measure") || pm_is_of_family(old, "chart");
    const char *name = rename_all(comparison, old->name, names_metric);
    if (name == old->name) return NULL;
    return pm_declared_table_find(table, old->kind->family, name, true);
}

void pm_pair_all(struct pm_comparison *comparison)
{
    struct pm_half *old = &comparison->halves[PM_BEFORE];
    struct pm_half *new = &comparison->halves[PM_AFTER];
    struct pm_declared_table *table = pm_declared_table_new(comparison->arena, new->declared.count);
    find_renamings(comparison);
    for (size_t i = 0; i < new->declared.count; i++)
        pm_declared_table_add(table, new->declared.items[i]);
    /* Several charts of a session may have one name: those that say the same go first. */
    for (size_t i = 0; i < old->declared.count; i++) {
        struct pm_declared *found = pm_declared_table_find_same(table, old->declared.items[i]);
        if (found) join(old->declared.items[i], found);
    }
    for (size_t i = 0; i < old->declared.count; i++) {
        struct pm_declared *each = old->declared.items[i];
        struct pm_declared *found =
            each->pair ? NULL : pm_declared_table_find(table, each->kind->family, each->name, true);
        if (found) join(each, found);
    }
    if (!comparison->renamings.count) return;
    for (size_t i = 0; i < old->declared.count; i++) {
        struct pm_declared *each = old->declared.items[i];
        struct pm_declared *found = each->pair ? NULL : find_renamed(comparison, table, each);
        if (found) join(each, found);
    }
}

/* ---- Names that changed ---- */

/* True when this very name was changed, not one that it stands in. */
static bool is_renamed_itself(const struct pm_comparison *comparison, const struct pm_declared *old)
{
    const char *dot = strrchr(old->name, '.');
    const char *own = dot ? dot + 1 : old->name;
    if (strcmp(old->name, old->pair->name) == 0 || pm_is_of_family(old, "measure")) return false;
    for (size_t i = 0; i < comparison->renamings.count; i++)
        if (strcmp(comparison->renamings.items[i]->from, own) == 0) return true;
    return false;
}

static void report_renamed(struct pm_comparison *comparison, struct pm_declared *old)
{
    struct pm_pair pair = {{old, old->pair}};
    bool is_metric = pm_is_of_family(old, "metric");
    struct pm_change *change =
        pm_change_add(comparison, &pair, is_metric ? PM_CHANGE_metric_renamed : PM_CHANGE_renamed);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, old);
    change->new = pm_side_of_declared(comparison, PM_AFTER, old->pair);
    if (is_metric) PM_PUSH(comparison->arena, &old->pair->definition, change);
}

/* ---- Names that may have changed ---- */

struct signature { /* all that a declaration says, in order of bytes, without its name */
    struct pm_declared *declared;
    const char **lines;
    size_t count;
    size_t capacity;
};

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void add_line(struct pm_arena *arena, struct signature *signature, const char *line)
{
    if (signature->count == signature->capacity) {
        size_t capacity = signature->capacity ? signature->capacity * 2 : 16;
        signature->lines =
            pm_arena_grow(arena, signature->lines, signature->count * sizeof *signature->lines,
                          capacity * sizeof *signature->lines);
        signature->capacity = capacity;
    }
    signature->lines[signature->count++] = line;
}

static void add_lines(struct pm_arena *arena, struct signature *signature,
                      const struct pm_declared *declared)
{
    for (size_t i = 0; i < declared->facts.count; i++)
        if (strncmp(declared->facts.items[i].text, "is ", 3) != 0)
            add_line(arena, signature, declared->facts.items[i].text);
    for (size_t i = 0; i < declared->below.count; i++) {
        const struct pm_declared *below = declared->below.items[i];
        const char *dot = strrchr(below->name, '.');
        add_line(arena, signature, dot ? dot + 1 : below->name);
        add_lines(arena, signature, below);
    }
}

static struct signature signature_of(struct pm_arena *arena, struct pm_declared *declared)
{
    struct signature out = {.declared = declared};
    add_lines(arena, &out, declared);
    if (out.count) qsort(out.lines, out.count, sizeof *out.lines, compare_lines);
    return out;
}

/* How many lines of a hundred both have. */
static size_t similarity(const struct signature *a, const struct signature *b)
{
    size_t i = 0;
    size_t j = 0;
    size_t same = 0;
    while (i < a->count && j < b->count) {
        int order = strcmp(a->lines[i], b->lines[j]);
        same += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return same < 2 ? 0 : 200 * same / (a->count + b->count);
}

struct signatures {
    PM_ARRAY(struct signature) items;
};

enum { MOST_COMPARED = 300, LEAST_ALIKE = 66 };

/* Nothing is known of it yet, and what it stands in is on both sides. */
static bool is_alone(const struct pm_declared *declared)
{
    return !declared->pair && !declared->is_explained &&
           (!declared->above || declared->above->pair);
}

static struct signatures sign_all(struct pm_comparison *comparison, enum pm_side side,
                                  const char *family)
{
    struct signatures out = {{0}};
    const struct pm_half *half = &comparison->halves[side];
    for (size_t i = 0; i < half->declared.count && out.items.count < MOST_COMPARED; i++) {
        struct pm_declared *each = half->declared.items[i];
        if (!is_alone(each) || !pm_is_of_family(each, family)) continue;
        PM_PUSH(comparison->arena, &out.items, signature_of(comparison->arena, each));
    }
    return out;
}

/* The name as `renamed` takes it: without the plan around it. */
static const char *own_name(const struct pm_declared *declared)
{
    const char *dot = declared->above ? strrchr(declared->name, '.') : NULL;
    return dot ? dot + 1 : declared->name;
}

static void suggest(struct pm_comparison *comparison, struct pm_declared *old,
                    struct pm_declared *new, size_t percent)
{
    struct pm_pair pair = {{old, new}};
    struct pm_pair gone = {{old, NULL}};
    struct pm_pair come = {{NULL, new}};
    bool is_metric = pm_is_of_family(old, "metric");
    struct pm_change *change = pm_change_add(comparison, &pair,
                                             is_metric ? PM_CHANGE_metric_renamed_undeclared
                                                       : PM_CHANGE_renamed_undeclared);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, old);
    change->new = pm_side_of_declared(comparison, PM_AFTER, new);
    change->remark =
        pm_arena_format(comparison->arena, "%zu %% of what they say is the same", percent);
    change->help =
        pm_arena_format(comparison->arena, "if it is the same thing, write `renamed %s to %s`",
                        own_name(old), own_name(new));
    size_t from = comparison->found.count;
    pm_report_missing(comparison, &gone);
    pm_report_missing(comparison, &come);
    pm_change_claim_from(comparison, change, from);
}

struct likeness {
    size_t percent;
    struct pm_declared *old;
    struct pm_declared *new;
    size_t number; /* in the order found, so that equal ones keep it */
};

static int compare_likeness(const void *left, const void *right)
{
    const struct likeness *a = left;
    const struct likeness *b = right;
    if (a->percent != b->percent) return a->percent < b->percent ? 1 : -1;
    return (a->number > b->number) - (a->number < b->number);
}

/* True when one `renamed` line could speak of both: they stand in the same plan, or in none. */
static bool is_same_scope(const struct pm_declared *old, const struct pm_declared *new)
{
    if (!old->above || !new->above) return !old->above && !new->above;
    return old->above->pair == new->above;
}

/* Takes the two that are most alike, then the next ones. */
static void suggest_names(struct pm_comparison *comparison, const char *family)
{
    struct signatures old = sign_all(comparison, PM_BEFORE, family);
    struct signatures new = sign_all(comparison, PM_AFTER, family);
    PM_ARRAY(struct likeness) found = {0};
    for (size_t i = 0; i < old.items.count; i++)
        for (size_t j = 0; j < new.items.count; j++) {
            const struct signature *a = &old.items.items[i];
            const struct signature *b = &new.items.items[j];
            if (!is_same_scope(a->declared, b->declared)) continue;
            struct likeness likeness = {similarity(a, b), a->declared, b->declared, found.count};
            if (likeness.percent >= LEAST_ALIKE) PM_PUSH(comparison->arena, &found, likeness);
        }
    if (found.count) qsort(found.items, found.count, sizeof *found.items, compare_likeness);
    for (size_t i = 0; i < found.count; i++) {
        const struct likeness *each = &found.items[i];
        if (each->old->is_explained || each->new->is_explained) continue;
        suggest(comparison, each->old, each->new, each->percent);
    }
}

void pm_report_names(struct pm_comparison *comparison)
{
    const struct pm_half *old = &comparison->halves[PM_BEFORE];
    for (size_t i = 0; i < old->declared.count; i++) {
        struct pm_declared *each = old->declared.items[i];
        if (each->pair && is_renamed_itself(comparison, each)) report_renamed(comparison, each);
    }
}

/* Families whose names `renamed` takes. */
static const char *const named_families[] = {
    "unit",   "units",   "source", "dimension", "metric",   "rating",
    "plan",   "focus",   "goal",   "work",      "training", "service",
    "theory", "process", "policy", "report",    "meeting",  "practice",
};

void pm_suggest_names(struct pm_comparison *comparison)
{
    for (size_t i = 0; i < sizeof named_families / sizeof *named_families; i++)
        suggest_names(comparison, named_families[i]);
}
