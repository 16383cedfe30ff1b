/* resolve_waiver.c: findings that are accepted, checks that are off for a declaration, and things
 * that were renamed or taken out. */
#include "lang/model/resolve_work.h"

#include <string.h>

static bool read_code(struct pm_resolver *resolver, const struct pm_statement *statement,
                      enum pm_code *code)
{
    bool has_argument;
    int64_t argument;
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "RULE"));
    return pm_read_rule(resolver, node, code, &has_argument, &argument);
}

/* ---- Waivers ---- */

/* The second text is the reason: the first says who approved. */
static const char *read_reason(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_slot *last = NULL;
    for (size_t i = 0; i < statement->slot_count; i++)
        if (strcmp(statement->slots[i].key, "TEXT") == 0) last = &statement->slots[i];
    return pm_read_text(resolver, last);
}

static bool read_value(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_waived_value *out)
{
    bool is_text =
        node->kind == PM_NODE_TEXT || node->kind == PM_NODE_DATE || node->kind == PM_NODE_NAME;
    out->text = pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size);
    out->has_amount = !is_text;
    return is_text || pm_read_amount(resolver, node, &out->amount);
}

/* What a check finds is found in one revision: it has no value of before. */
static bool refuse_values(struct pm_resolver *resolver, const struct pm_statement *statement,
                          const struct pm_node *from, const struct pm_node *to)
{
    const struct pm_node *rule = pm_slot_node(pm_slot(statement, "RULE"));
    struct pm_span values = from->span;
    values.end = to->span.end;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_WAIVE_WITH_VALUES, values,
                    "values belong to a change between two revisions, and a check has none");
    if (rule) pm_label(resolver->diagnostics, found, rule->span, "a check");
    pm_help(resolver->diagnostics, found, "leave `from` and `to` out");
    return false;
}

static bool read_values(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_waiver *waiver)
{
    const struct pm_node *from = pm_slot_node(pm_slot_at(statement, "from", "VALUE"));
    const struct pm_node *to = pm_slot_node(pm_slot_at(statement, "to", "VALUE"));
    if (!from || !to) return true;
    if (waiver->code != PM_CODE_COUNT) return refuse_values(resolver, statement, from, to);
    waiver->has_values = true;
    bool fine = read_value(resolver, from, &waiver->from);
    return read_value(resolver, to, &waiver->to) && fine;
}

static const char *const changes[] = {
#define PM_CHANGE(id, area, ambition, sign, comparability, mirror, means, why) #id,
#include "lang/diff/changes.def"
};

/* The name of a kind of change; NULL when it is none. */
static const char *find_change(const struct pm_node *node)
{
    for (size_t i = 0; node && i < sizeof changes / sizeof changes[0]; i++)
        if (pm_text_is(node->text, changes[i])) return changes[i];
    return NULL;
}

/* What was reported as no rule, and is like none, may have been meant as a kind of change. */
static void suggest_change(struct pm_resolver *resolver, const struct pm_node *node, size_t known)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    if (list->count == known || list->items[known]->code != PM_RULE_UNKNOWN) return;
    struct pm_diagnostic *found = list->items[known];
    if (found->replacement) return;
    for (size_t i = 0; !found->replacement && i < sizeof changes / sizeof changes[0]; i++)
        if (pm_text_similar(pm_text_from(changes[i]), node->text)) found->replacement = changes[i];
    if (found->replacement)
        pm_help(list, found, "a kind of change has a similar name: `%s`", found->replacement);
    else
        pm_help(list, found, "`pm list rules` shows the rules, `pm list changes` kinds of change");
}

/* What a change is about may be gone, so that no declaration need have the name: a waiver that fits
 * no change is reported where changes are looked for. */
static bool read_subject_of_change(struct pm_resolver *resolver, const struct pm_wish *wish,
                                   const struct pm_node *subject, struct pm_waiver *waiver)
{
    size_t known = resolver->diagnostics->count;
    if (!subject || subject->kind != PM_NODE_NAME) return false;
    if (pm_read_subject(resolver, wish, subject, &waiver->subject, &waiver->declaration))
        return true;
    resolver->diagnostics->count = known;
    waiver->subject = (struct pm_subject_reference){
        .at = subject->span,
        .name = pm_arena_copy_text(resolver->arena, subject->text.bytes, subject->text.size)};
    return true;
}

static bool is_blank(const char *text)
{
    while (*text == ' ')
        text++;
    return *text == '\0';
}

/* A text that says nothing is no reason; `what` is the declaration that would be excepted. */
static bool check_reason(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const char *reason, struct pm_span what)
{
    bool is_retired = pm_text_is(statement->word, "retired");
    if (statement->damaged || !is_blank(reason)) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_REASON_MISSING,
                                              statement->span, "this `%.*s` gives no reason",
                                              (int)statement->word.size, statement->word.bytes);
    if (what.end > what.begin)
        pm_label(resolver->diagnostics, found, what, "what it would make an exception for");
    pm_help(resolver->diagnostics, found,
            is_retired ? "write after `because` why it was taken out"
                       : "write in the last text why this is accepted");
    return false;
}

static bool is_same_value(const struct pm_waived_value *a, const struct pm_waived_value *b)
{
    if (a->has_amount != b->has_amount) return false;
    if (!a->has_amount) return strcmp(a->text, b->text) == 0;
    return pm_ratio_compare(pm_ratio_from_decimal(a->amount), pm_ratio_from_decimal(b->amount)) ==
           0;
}

static bool is_same(const struct pm_waiver *a, const struct pm_waiver *b)
{
    if (a->code != b->code || a->change != b->change || a->until_day != b->until_day ||
        a->has_values != b->has_values)
        return false;
    if (a->has_values && (!is_same_value(&a->from, &b->from) || !is_same_value(&a->to, &b->to)))
        return false;
    if (a->change) return a->plan == b->plan && strcmp(a->subject.name, b->subject.name) == 0;
    return a->declaration.file == b->declaration.file &&
           a->declaration.begin == b->declaration.begin && a->subject.object == b->subject.object;
}

static bool is_waived_before(struct pm_resolver *resolver, const struct pm_waiver *waiver)
{
    const struct pm_whole *whole = resolver->model->whole;
    for (size_t i = 0; i < whole->waivers.count; i++) {
        if (!is_same(whole->waivers.items[i], waiver)) continue;
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_WAIVE_UNUSED, waiver->at, "`%s` is waived twice for `%s`",
            waiver->change ? waiver->change : pm_code_info(waiver->code)->name,
            waiver->subject.name);
        pm_label(resolver->diagnostics, found, whole->waivers.items[i]->at, "waived here first");
        pm_help(resolver->diagnostics, found, "keep one of the two");
        return true;
    }
    return false;
}

static void read_waivers(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_plan *plan)
{
    struct pm_wish wish = pm_wish_for_all(plan);
    struct pm_waiver *waiver = PM_NEW(resolver->arena, struct pm_waiver);
    const struct pm_node *subject = pm_slot_node(pm_slot(statement, "SUBJECT"));
    bool fine;
    waiver->at = statement->span;
    waiver->plan = plan;
    waiver->code = PM_CODE_COUNT;
    waiver->change = find_change(pm_slot_node(pm_slot(statement, "RULE")));
    if (waiver->change) {
        fine = read_subject_of_change(resolver, &wish, subject, waiver);
    } else {
        size_t known = resolver->diagnostics->count;
        fine = read_code(resolver, statement, &waiver->code);
        if (!fine) suggest_change(resolver, pm_slot_node(pm_slot(statement, "RULE")), known);
        fine = pm_read_subject(resolver, &wish, subject, &waiver->subject, &waiver->declaration) &&
               fine;
    }
    fine = read_values(resolver, statement, waiver) && fine;
    waiver->until_day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    waiver->by = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    waiver->reason = read_reason(resolver, statement);
    fine = fine && check_reason(resolver, statement, waiver->reason, waiver->declaration);
    fine = fine && !statement->damaged && waiver->until_day != PM_NO_DAY;
    if (fine && !is_waived_before(resolver, waiver))
        PM_PUSH(resolver->arena, &resolver->model->whole->waivers, waiver);
}

static void read_waiver_of_file(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    read_waivers(resolver, statement, NULL);
}

static void read_waivers_of_plan(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_name *plan = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
    const struct pm_statement *child;
    for (size_t at = 0; plan && (child = pm_next_child(statement, "waive", &at)) != NULL;)
        read_waivers(resolver, child, plan->object);
}

void pm_read_waivers(struct pm_resolver *resolver)
{
    pm_each_statement(resolver, "waive", read_waiver_of_file);
    pm_each_statement(resolver, "plan", read_waivers_of_plan);
}

/* ---- Allowances ---- */

static void read_allowances(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_statement *child;
    if (pm_text_is(statement->word, "rules")) return;
    for (size_t at = 0; (child = pm_next_child(statement, "allow", &at)) != NULL;) {
        struct pm_allowance *allowance = PM_NEW(resolver->arena, struct pm_allowance);
        allowance->at = child->span;
        allowance->declaration = statement->span;
        allowance->until_day = pm_read_day(resolver, pm_slot_node(pm_slot(child, "DATE")));
        allowance->reason = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (read_code(resolver, child, &allowance->code) && !child->damaged &&
            allowance->until_day != PM_NO_DAY &&
            check_reason(resolver, child, allowance->reason, statement->word_span))
            PM_PUSH(resolver->arena, &resolver->model->whole->allowances, allowance);
    }
    for (size_t i = 0; i < statement->child_count; i++)
        read_allowances(resolver, statement->children[i]);
}

void pm_read_allowances(struct pm_resolver *resolver)
{
    for (size_t i = 0; i < resolver->tree_count; i++)
        for (size_t j = 0; j < resolver->trees[i]->statement_count; j++)
            read_allowances(resolver, resolver->trees[i]->statements[j]);
}

/* ---- Names of before ---- */

/* The first declaration that has this name in the scope; NULL when nothing has it. */
static const struct pm_name *find_any(const struct pm_resolver *resolver, const void *scope,
                                      struct pm_text text)
{
    for (int kind = 0; kind < PM_KIND_COUNT; kind++) {
        const struct pm_name *name = pm_name_find(resolver, (enum pm_kind)kind, scope, text);
        if (name) return name;
    }
    return NULL;
}

/* Something of the kind of `now` that still has the old name. */
static void report_still_there(struct pm_resolver *resolver, const struct pm_name *old,
                               const struct pm_node *node, enum pm_code code, const char *what)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, code, node->span, "`%s` is %s, and is still declared",
                    old->symbol->bytes, what);
    pm_label(resolver->diagnostics, found, old->at, "the %s", pm_kind_name(old->kind));
    pm_help(resolver->diagnostics, found, "take one of the two away");
}

/* What the files say of a name of before; NULL: nothing. */
static const struct pm_renaming *find_renaming(const struct pm_resolver *resolver,
                                               const struct pm_plan *plan, struct pm_text from)
{
    const struct pm_whole *whole = resolver->model->whole;
    for (size_t i = 0; i < whole->renamings.count; i++)
        if (whole->renamings.items[i]->plan == plan &&
            pm_text_is(from, whole->renamings.items[i]->from))
            return whole->renamings.items[i];
    return NULL;
}

/* True for the first of several renamings that lead back to where they began. */
static bool begins_circle(const struct pm_resolver *resolver, const struct pm_renaming *first)
{
    const struct pm_renaming *at = first;
    for (size_t i = 0; at && at->to && i <= resolver->model->whole->renamings.count; i++) {
        at = find_renaming(resolver, first->plan, pm_text_from(at->to));
        if (at == first) return true;
        if (at && at->at.file == first->at.file && at->at.begin < first->at.begin) return false;
        if (at && at->at.file < first->at.file) return false;
    }
    return false;
}

static void report_unfit(struct pm_resolver *resolver, const struct pm_renaming *next,
                         const struct pm_node *from, const struct pm_node *to)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_RENAMED_UNFIT, to->span,
                    next ? "`%.*s` is no name of now: `%.*s` was renamed in a circle"
                         : "nothing is called `%.*s`, to which `%.*s` was renamed",
                    (int)to->text.size, to->text.bytes, (int)from->text.size, from->text.bytes);
    if (next) pm_label(resolver->diagnostics, found, next->at, "which was renamed as well");
    pm_help(resolver->diagnostics, found,
            "write the name that is declared now, or `retired` where the thing is gone");
}

/* A name may have been changed twice: then the later change is looked at by itself. */
static void check_renamed(struct pm_resolver *resolver, const struct pm_plan *plan,
                          const struct pm_node *from, const struct pm_node *to)
{
    const struct pm_name *now = find_any(resolver, plan, to->text);
    const struct pm_name *old = now ? pm_name_find(resolver, now->kind, plan, from->text) : NULL;
    if (old) report_still_there(resolver, old, from, PM_RENAMED_UNFIT, "renamed");
    if (now || pm_name_is_excused(resolver, plan, to->text)) return;
    const struct pm_renaming *next = find_renaming(resolver, plan, to->text);
    const struct pm_renaming *this = find_renaming(resolver, plan, from->text);
    if (next && !(this && begins_circle(resolver, this))) return;
    report_unfit(resolver, next, from, to);
}

/* A name has one fate: the first that is written. */
static void check_said_once(struct pm_resolver *resolver, const struct pm_plan *plan,
                            const struct pm_statement *statement, const struct pm_node *from)
{
    const struct pm_renaming *first = find_renaming(resolver, plan, from->text);
    if (statement->damaged || !first ||
        (first->at.file == statement->span.file && first->at.begin == statement->span.begin))
        return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_RENAMED_UNFIT, from->span,
                    "what became of `%.*s` is said twice", (int)from->text.size, from->text.bytes);
    pm_label(resolver->diagnostics, found, first->at, "said here first");
    pm_help(resolver->diagnostics, found, "keep one of the two");
}

static void check_renaming(struct pm_resolver *resolver, const struct pm_plan *plan,
                           const struct pm_statement *statement)
{
    const struct pm_node *from = pm_slot_node(pm_slot_at(statement, "", "NAME"));
    const struct pm_node *to = pm_slot_node(pm_slot_at(statement, "to", "NAME"));
    bool is_retired = pm_text_is(statement->word, "retired");
    if (!from || (!to && !is_retired)) return;
    check_said_once(resolver, plan, statement, from);
    if (!is_retired) {
        check_renamed(resolver, plan, from, to);
        return;
    }
    const char *because = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    const struct pm_name *old = find_any(resolver, plan, from->text);
    check_reason(resolver, statement, because, (struct pm_span){0});
    if (old) report_still_there(resolver, old, from, PM_RETIRED_DECLARED, "retired");
}

static void read_renaming(struct pm_resolver *resolver, const struct pm_plan *plan,
                          const struct pm_statement *statement)
{
    struct pm_renaming *renaming = PM_NEW(resolver->arena, struct pm_renaming);
    const struct pm_slot *from = pm_slot_at(statement, "", "NAME");
    const struct pm_slot *to = pm_slot_at(statement, "to", "NAME");
    renaming->at = statement->span;
    renaming->plan = plan;
    renaming->from = pm_read_name(resolver, from);
    renaming->to = to ? pm_read_name(resolver, to) : NULL;
    renaming->day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    renaming->because = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    if (from && !statement->damaged)
        PM_PUSH(resolver->arena, &resolver->model->whole->renamings, renaming);
}

static bool is_renaming(const struct pm_statement *statement)
{
    return pm_text_is(statement->word, "renamed") || pm_text_is(statement->word, "retired");
}

static void visit_renamings(struct pm_resolver *resolver, const struct pm_plan *plan,
                            struct pm_statement *const *statements, size_t count,
                            void (*visit)(struct pm_resolver *resolver, const struct pm_plan *plan,
                                          const struct pm_statement *statement))
{
    for (size_t i = 0; i < count; i++) {
        const struct pm_statement *statement = statements[i];
        if (is_renaming(statement)) visit(resolver, plan, statement);
        if (plan || !pm_text_is(statement->word, "plan")) continue;
        const struct pm_name *name = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
        if (name)
            visit_renamings(resolver, name->object, statement->children, statement->child_count,
                            visit);
    }
}

/* All are read before one is checked: a name may have been changed twice. */
void pm_read_renamings(struct pm_resolver *resolver)
{
    for (int checking = 0; checking < 2; checking++)
        for (size_t i = 0; i < resolver->tree_count; i++)
            visit_renamings(resolver, NULL, resolver->trees[i]->statements,
                            resolver->trees[i]->statement_count,
                            checking ? check_renaming : read_renaming);
}
