/* resolver_rules.c: names of rules, and the levels that a project or plan gives them. */
#include "lang/model/levels.h"
#include "lang/model/resolver.h"

#include <string.h>

static const char *find_near_rule(struct pm_text wanted)
{
    const char *best = NULL;
    size_t best_distance = 0;
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const char *name = pm_code_info((enum pm_code)code)->name;
        struct pm_text text = pm_text_from(name);
        if (!pm_code_is_rule((enum pm_code)code) || !pm_text_similar(text, wanted)) continue;
        size_t distance = pm_text_distance(text, wanted, wanted.size);
        if (best && distance >= best_distance) continue;
        best = name;
        best_distance = distance;
    }
    return best;
}

static bool find_rule(struct pm_resolver *resolver, const struct pm_node *node, enum pm_code *out)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const char *name = pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size);
    enum pm_code code = pm_code_find(name);
    *out = code;
    if (code != PM_CODE_COUNT && strcmp(pm_code_info(code)->name, name) == 0) {
        if (pm_code_is_rule(code)) return true;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_RULE_FIXED, node->span,
                        "`%s` is an error in the text, which no rule can set", name);
        pm_help(list, found, "take it out of the rules");
        return false;
    }
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_RULE_UNKNOWN, node->span, "there is no rule called `%s`", name);
    found->replacement = find_near_rule(node->text);
    if (found->replacement)
        pm_help(list, found, "a rule with a similar name exists: `%s`", found->replacement);
    else
        pm_help(list, found, "`pm list rules` shows the rules");
    return false;
}

bool pm_read_rule(struct pm_resolver *resolver, const struct pm_node *node, enum pm_code *code,
                  bool *has_argument, int64_t *argument)
{
    *has_argument = false;
    *argument = 0;
    if (!node || (node->kind != PM_NODE_NAME && node->kind != PM_NODE_CALL)) return false;
    if (!find_rule(resolver, node, code)) return false;
    if (node->kind == PM_NODE_NAME) return true;
    if (node->child_count == 1) {
        *argument = pm_read_count(resolver, node->children[0]);
        *has_argument = *argument >= 0;
        return *has_argument;
    }
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_COUNT_NOT_WHOLE, node->span,
                                              "one whole number is needed in the brackets");
    pm_help(resolver->diagnostics, found, "write `%.*s(5)`", (int)node->text.size,
            node->text.bytes);
    return false;
}

struct levels {
    PM_ARRAY(struct pm_rule_level) list;
};

static void report_rule_twice(struct pm_resolver *resolver, const struct pm_rule_level *first,
                              const struct pm_node *node)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_RULE_TWICE, node->span, "the rule `%s` is set twice",
                    pm_code_info(first->code)->name);
    pm_label(resolver->diagnostics, found, first->at, "first set here");
    pm_help(resolver->diagnostics, found, "keep one of the two");
}

static void read_level(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct levels *levels)
{
    const struct pm_slot *slot = pm_slot(statement, "RULES");
    for (size_t i = 0; slot && i < slot->node_count; i++) {
        struct pm_rule_level level = {.at = slot->nodes[i]->span};
        if (!pm_read_rule(resolver, slot->nodes[i], &level.code, &level.has_argument,
                          &level.argument))
            continue;
        level.off = pm_text_is(statement->word, "allow");
        level.level = pm_text_is(statement->word, "deny") ? PM_ERROR : PM_WARNING;
        const struct pm_rule_level *first = NULL;
        for (size_t j = 0; j < levels->list.count; j++)
            if (levels->list.items[j].code == level.code) first = &levels->list.items[j];
        if (first)
            report_rule_twice(resolver, first, slot->nodes[i]);
        else
            PM_PUSH(resolver->arena, &levels->list, level);
    }
}

static void read_profile(struct pm_resolver *resolver, const struct pm_statement *rules,
                         struct pm_rules *out)
{
    const char *word = pm_read_word_of(resolver, rules, "profile", "profile");
    if (word) out->profile = pm_profile_find(word);
}

void pm_read_rules(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_rules *out)
{
    struct levels levels = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *rules = statement->children[i];
        if (!pm_text_is(rules->word, "rules")) continue;
        read_profile(resolver, rules, out);
        for (size_t j = 0; j < rules->child_count; j++)
            read_level(resolver, rules->children[j], &levels);
    }
    out->levels = levels.list.items;
    out->count = levels.list.count;
}
