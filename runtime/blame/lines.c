#include "runtime/blame/lines.h"

#include "lang/diff/diff.h"
#include "lang/parse/parse.h"

#include <string.h>

struct reading {
    struct pm_arena *arena;
    struct pm_sources *sources;
    struct pm_name_changes *names;
    struct pm_goal_lines *out;
};

/* ---- Names ---- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static bool is_name_letter(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9');
}

/* A name as it is today. */
static struct pm_text name_now(const struct reading *reading, struct pm_text name)
{
    enum { MOST_CHANGES = 16 }; /* of one name: a circle ends */
    bool is_found = true;
    for (int step = 0; is_found && step < MOST_CHANGES; step++) {
        is_found = false;
        for (size_t i = 0; !is_found && i < reading->names->items.count; i++) {
            if (!pm_text_is(name, reading->names->items.items[i].from)) continue;
            name = pm_text_from(reading->names->items.items[i].to);
            is_found = true;
        }
    }
    return name;
}

/* A line with the names of today; what stands in quotes stays. */
static const char *line_now(const struct reading *reading, const char *line)
{
    PM_ARRAY(char) out = {0};
    bool is_quoted = false;
    if (!reading->names->items.count) return line;
    for (const char *at = line; *at;) {
        if (*at == '"' && (at == line || at[-1] != '\\')) is_quoted = !is_quoted;
        struct pm_text part = {at, 1};
        if (!is_quoted && is_letter(*at)) {
            while (is_name_letter(at[part.size]))
                part.size++;
            at += part.size;
            part = name_now(reading, part);
        } else {
            at++;
        }
        for (size_t i = 0; i < part.size; i++)
            PM_PUSH(reading->arena, &out, part.bytes[i]);
    }
    return pm_arena_copy_text(reading->arena, out.items, out.count);
}

static const char *copy(const struct reading *reading, struct pm_text text)
{
    return pm_arena_copy_text(reading->arena, text.bytes, text.size);
}

static void note_renaming(const struct reading *reading, const struct pm_statement *statement)
{
    const struct pm_node *from = pm_slot_node(pm_slot_at(statement, "", "NAME"));
    const struct pm_node *to = pm_slot_node(pm_slot_at(statement, "to", "NAME"));
    if (!from || !to || pm_text_equal(from->text, to->text)) return;
    for (size_t i = 0; i < reading->names->items.count; i++)
        if (pm_text_is(from->text, reading->names->items.items[i].from)) return;
    struct pm_name_change change = {copy(reading, from->text), copy(reading, to->text)};
    PM_PUSH(reading->arena, &reading->names->items, change);
}

static void note_renamings(const struct reading *reading, struct pm_statement *const *statements,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (pm_text_is(statements[i]->word, "renamed")) note_renaming(reading, statements[i]);
        if (pm_text_is(statements[i]->word, "plan"))
            note_renamings(reading, statements[i]->children, statements[i]->child_count);
    }
}

/* ---- Lines ---- */

/* Slots of these kinds say what a line is about; the others what it says of it. */
static bool is_of_key(const char *slot)
{
    static const char *const kinds[] = {"PERIOD", "PERIODS", "NAME",   "NAMES", "METRIC", "GROUP",
                                        "GROUPS", "UNIT",    "UNITS",  "GOAL",  "GOALS",  "RATING",
                                        "WORD",   "FOCUS",   "SOURCE", "FIELD", "SCALE"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(slot, kinds[i]) == 0) return true;
    return false;
}

static const char *key_of(const struct reading *reading, const struct pm_statement *statement)
{
    const char *key = copy(reading, statement->word);
    for (size_t i = 0; i < statement->slot_count; i++) {
        const struct pm_slot *slot = &statement->slots[i];
        if (!slot->node_count || !is_of_key(slot->key)) continue;
        struct pm_text text = pm_sources_text(reading->sources, slot->span);
        key = pm_arena_format(reading->arena, "%s %.*s", key, (int)text.size, text.bytes);
    }
    return line_now(reading, key);
}

/* The owner of a thing is one line, whoever it is. */
static bool is_single(struct pm_text word)
{
    static const char *const words[] = {"owner", "about", "rate", "path", "priority"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (pm_text_is(word, words[i])) return true;
    return false;
}

static void add_line(const struct reading *reading, const char *holder,
                     const struct pm_statement *statement)
{
    struct pm_goal_line line = {.holder = holder, .at = statement->span};
    line.key =
        is_single(statement->word) ? copy(reading, statement->word) : key_of(reading, statement);
    line.text =
        line_now(reading, pm_line_of_statement(reading->arena, reading->sources, statement));
    for (size_t i = 0; i < reading->out->items.count; i++) {
        const struct pm_goal_line *other = &reading->out->items.items[i];
        if (strcmp(other->holder, holder) == 0 && strcmp(other->key, line.key) == 0) line.number++;
    }
    PM_PUSH(reading->arena, &reading->out->items, line);
}

static bool is_goal(struct pm_text word)
{
    return pm_text_is(word, "goal") || pm_text_is(word, "objective") ||
           pm_text_is(word, "guardrail");
}

static struct pm_text name_of(const struct reading *reading, const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "NAME"));
    if (!node) node = pm_slot_node(pm_slot(statement, "METRIC"));
    return node ? name_now(reading, node->text) : (struct pm_text){"", 0};
}

static void add_goal(const struct reading *reading, const struct pm_statement *goal)
{
    add_line(reading, "", goal);
    for (size_t i = 0; i < goal->child_count; i++) {
        const struct pm_statement *child = goal->children[i];
        bool is_measure = pm_text_is(child->word, "measure");
        const char *holder = is_measure ? copy(reading, name_of(reading, child)) : "";
        if (is_goal(child->word)) continue; /* a goal of its own */
        add_line(reading, holder, child);
        for (size_t line = 0; is_measure && line < child->child_count; line++)
            add_line(reading, holder, child->children[line]);
    }
}

/* The goal, in the plan or in a goal above it. */
static const struct pm_statement *find_goal(const struct reading *reading,
                                            const struct pm_statement *above, const char *name)
{
    const struct pm_statement *found = NULL;
    for (size_t i = 0; !found && i < above->child_count; i++) {
        const struct pm_statement *child = above->children[i];
        if (!is_goal(child->word)) continue;
        if (pm_text_is(name_of(reading, child), name)) return child;
        found = find_goal(reading, child, name);
    }
    return found;
}

/* ---- Entry ---- */

bool pm_goal_lines_read(struct pm_arena *arena, struct pm_text text,
                        const struct pm_goal_name *name, struct pm_name_changes *names,
                        struct pm_goal_lines *out)
{
    struct pm_sources *sources = pm_sources_new(arena);
    struct pm_diagnostics *ignored = pm_diagnostics_new(arena);
    uint32_t file = pm_sources_add(sources, "", text, false);
    const struct pm_tree *tree = pm_parse(arena, sources, file, ignored);
    struct reading reading = {arena, sources, names, out};
    *out = (struct pm_goal_lines){{0}};
    note_renamings(&reading, tree->statements, tree->statement_count);
    for (size_t i = 0; i < tree->statement_count; i++) {
        const struct pm_statement *plan = tree->statements[i];
        if (!pm_text_is(plan->word, "plan") || !pm_text_is(name_of(&reading, plan), name->plan))
            continue;
        const struct pm_statement *goal = find_goal(&reading, plan, name->goal);
        if (goal) add_goal(&reading, goal);
    }
    return out->items.count > 0;
}

const struct pm_goal_line *pm_goal_lines_find(const struct pm_goal_lines *lines,
                                              const struct pm_goal_line *like)
{
    for (size_t i = 0; i < lines->items.count; i++) {
        const struct pm_goal_line *line = &lines->items.items[i];
        if (strcmp(line->holder, like->holder) == 0 && strcmp(line->key, like->key) == 0 &&
            line->number == like->number)
            return line;
    }
    return NULL;
}

bool pm_goal_lines_have(const struct pm_goal_lines *lines, const char *holder, const char *text)
{
    for (size_t i = 0; i < lines->items.count; i++)
        if (strcmp(lines->items.items[i].holder, holder) == 0 &&
            strcmp(lines->items.items[i].text, text) == 0)
            return true;
    return false;
}
