/* places.c: where facts were written, and in which words.
 *
 * The outline knows the place of each declaration; the line of a fact is looked for among the
 * statements of the declaration, and above it where facts come from there. */
#include "lang/diff/compare.h"

#include "lang/schema/kinds.h"

#include <string.h>

static const struct pm_tree *tree_of(const struct pm_compilation *compilation, uint32_t file)
{
    if (file < compilation->tree_count && compilation->trees[file]->file == file)
        return compilation->trees[file];
    for (size_t i = 0; i < compilation->tree_count; i++)
        if (compilation->trees[i]->file == file) return compilation->trees[i];
    return NULL;
}

/* The last statement that begins at or before `offset`, if it holds it. */
static const struct pm_statement *search(struct pm_statement *const *statements, size_t count,
                                         uint32_t offset)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (statements[middle]->span.begin <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low || statements[low - 1]->span.end < offset) return NULL;
    return statements[low - 1];
}

const struct pm_statement *pm_statement_at(const struct pm_compilation *compilation,
                                           struct pm_span at)
{
    const struct pm_tree *tree = at.end ? tree_of(compilation, at.file) : NULL;
    if (!tree) return NULL;
    const struct pm_statement *found = NULL;
    const struct pm_statement *next = search(tree->statements, tree->statement_count, at.begin);
    while (next) {
        found = next;
        next = search(next->children, next->child_count, at.begin);
    }
    return found;
}

/* ---- Words ---- */

static bool is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/* Copies a statement up to its block: one blank for each run of them, none at the ends, comments
 * left out. */
static size_t put_on_one_line(struct pm_text text, char *out)
{
    size_t size = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.size; i++) {
        char letter = text.bytes[i];
        if (!is_quoted && letter == '{') break;
        if (!is_quoted && letter == '#')
            while (i + 1 < text.size && text.bytes[i + 1] != '\n')
                i++;
        if (!is_quoted && letter == '#') continue;
        if (letter == '"') is_quoted = !is_quoted;
        if (is_blank(letter)) letter = ' ';
        if (letter == ' ' && (!size || out[size - 1] == ' ')) continue;
        out[size++] = letter;
        if (is_quoted && letter == '\\' && i + 1 < text.size) out[size++] = text.bytes[++i];
    }
    while (size && (out[size - 1] == ' ' || out[size - 1] == ';'))
        size--;
    return size;
}

const char *pm_line_of_statement(struct pm_arena *arena, const struct pm_sources *sources,
                                 const struct pm_statement *statement)
{
    struct pm_text text = pm_sources_text(sources, statement->span);
    char *out = pm_arena_alloc(arena, text.size + 1);
    out[put_on_one_line(text, out)] = '\0';
    return out;
}

const char *pm_statement_text(const struct pm_comparison *comparison, enum pm_side side,
                              const struct pm_statement *statement)
{
    return pm_line_of_statement(comparison->arena, comparison->halves[side].compilation->sources,
                                statement);
}

/* ---- Statements of facts ---- */

/* The word of the statement that a line is about, where it is not the line's first word. */
static const char *word_of(const char *line)
{
    static const struct {
        const char *line;
        const char *word;
    } others[] = {{"post ", "owner"},
                  {"leads ", "leading"},
                  {"read as ", "field"},
                  {"profile ", "profile"},
                  {"every ", "meets"}};
    if (*line == '~') line++;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(line, others[i].line, strlen(others[i].line)) == 0) return others[i].word;
    return line;
}

static struct pm_text word_text(const char *line)
{
    const char *word = word_of(line);
    return (struct pm_text){word, strcspn(word, " ")};
}

/* How many things the longest list of a statement names; at least 1. */
static size_t count_listed(const struct pm_statement *statement)
{
    size_t most = 1;
    for (size_t i = 0; i < statement->slot_count; i++)
        if (statement->slots[i].node_count > most) most = statement->slots[i].node_count;
    return most;
}

/* The statement with this word that says the `number`-th thing said with it; the last one where
 * there are fewer. */
static const struct pm_statement *find_child(const struct pm_statement *statement,
                                             struct pm_text word, size_t number)
{
    const struct pm_statement *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_equal(child->word, word)) continue;
        found = child;
        count += count_listed(child);
        if (number < count) break;
    }
    return found;
}

/* Facts that hold for all below what they are written in. */
static bool is_inherited(struct pm_text word)
{
    return pm_words_have("rate path pause minimum missing suppressed pending ranges round overall",
                         word);
}

/* The line of `rules` that names the check of a level: `warn too_many_goals(5)`. */
static const struct pm_statement *find_level(const struct pm_statement *statement,
                                             struct pm_text word, const char *line)
{
    const char *name = line + word.size + strspn(line + word.size, " ");
    struct pm_text wanted = {name, strcspn(name, "(")};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_slot *slot = child->slot_count ? &child->slots[0] : NULL;
        if (pm_text_is(child->word, "rules")) {
            const struct pm_statement *found = find_level(child, word, line);
            if (found) return found;
        }
        if (!slot || !pm_text_equal(child->word, word)) continue;
        for (size_t j = 0; j < slot->node_count; j++)
            if (pm_text_equal(slot->nodes[j]->text, wanted)) return child;
    }
    return NULL;
}

static bool is_level(struct pm_text word)
{
    return pm_words_have("deny warn allow profile", word);
}

static const struct pm_statement *find_above(const struct pm_statement *statement,
                                             struct pm_text word, size_t number)
{
    const struct pm_statement *found = NULL;
    for (; statement && !found; statement = statement->parent)
        found = find_child(statement, word, number);
    return found;
}

static const struct pm_statement *statement_of_project(const struct pm_comparison *comparison,
                                                       enum pm_side side)
{
    const struct pm_compilation *compilation = comparison->halves[side].compilation;
    return pm_statement_at(compilation, compilation->model->project->at);
}

static const struct pm_statement *find_statement(const struct pm_comparison *comparison,
                                                 enum pm_side side,
                                                 const struct pm_declared *declared,
                                                 const struct pm_fact *fact)
{
    const struct pm_compilation *compilation = comparison->halves[side].compilation;
    const struct pm_statement *own = pm_statement_at(compilation, declared->at);
    bool is_first_line = fact->at.end && fact->at.begin == declared->at.begin;
    if (fact->at.end && !is_first_line) return pm_statement_at(compilation, fact->at);
    struct pm_text word = word_text(fact->text);
    if (own && is_level(word)) {
        const struct pm_statement *level = find_level(own, word, fact->text);
        return level ? level : own;
    }
    const struct pm_statement *found =
        own && !is_first_line ? find_child(own, word, fact->number) : NULL;
    if (!found && own && is_inherited(word)) {
        found = find_above(own->parent, word, fact->number);
        const struct pm_statement *project = statement_of_project(comparison, side);
        if (!found && project) found = find_child(project, word, fact->number);
    }
    bool is_default = !found && is_inherited(word);
    return found || is_default ? found : own;
}

/* The declaration of which a statement is a line; `declared` where it is none of those above it. */
static struct pm_declared *holder_of(const struct pm_comparison *comparison, enum pm_side side,
                                     struct pm_declared *declared,
                                     const struct pm_statement *statement)
{
    const struct pm_half *half = &comparison->halves[side];
    for (struct pm_declared *each = declared; each; each = each->above) {
        const struct pm_statement *own = pm_statement_at(half->compilation, each->at);
        if (own && (statement == own || statement->parent == own)) return each;
    }
    struct pm_declared *first = half->declared.count ? half->declared.items[0] : declared;
    return statement->parent == statement_of_project(comparison, side) ? first : declared;
}

static struct pm_change_side side_of(const struct pm_comparison *comparison, enum pm_side side,
                                     const struct pm_statement *statement)
{
    if (!statement) return (struct pm_change_side){.is_there = true, .text = "", .value = ""};
    return (struct pm_change_side){.is_there = true,
                                   .has_place = true,
                                   .at = statement->word_span,
                                   .text = pm_statement_text(comparison, side, statement),
                                   .value = ""};
}

struct pm_change_side pm_side_of_fact(const struct pm_comparison *comparison, enum pm_side side,
                                      struct pm_declared *declared, const struct pm_fact *fact,
                                      struct pm_declared **holder)
{
    if (!fact) return (struct pm_change_side){.text = "", .value = ""};
    const struct pm_statement *statement = find_statement(comparison, side, declared, fact);
    struct pm_change_side out = side_of(comparison, side, statement);
    size_t word = strcspn(fact->text, " ");
    out.value = fact->text + word + strspn(fact->text + word, " ");
    if (!*out.text) out.text = fact->text + (*fact->text == '~');
    *holder = statement ? holder_of(comparison, side, declared, statement) : declared;
    return out;
}

struct pm_change_side pm_side_of_declared(const struct pm_comparison *comparison, enum pm_side side,
                                          const struct pm_declared *declared)
{
    if (!declared) return (struct pm_change_side){.text = "", .value = ""};
    const struct pm_compilation *compilation = comparison->halves[side].compilation;
    struct pm_change_side out =
        side_of(comparison, side, pm_statement_at(compilation, declared->at));
    out.value = declared->name;
    return out;
}
