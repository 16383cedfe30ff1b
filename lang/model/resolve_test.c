/* resolve_test.c: tests: the rows given and the claims about what comes of them. */
#include "lang/model/collect.h"
#include "lang/model/measure.h"
#include "lang/model/resolve_plan.h"
#include "lang/model/resolve_work.h"
#include "lang/model/test.h"

/* ---- Names ---- */

void pm_collect_test(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_test *test = PM_NEW(resolver->arena, struct pm_test);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_TEST, NULL, statement, test);
    if (!name) return;
    pm_start_facts(&test->facts, name);
    test->name = pm_declared_text(resolver, name);
    test->label = pm_declared_label(resolver, name);
    test->data_day = PM_NO_DAY;
    if (name->from_module) return; /* what a module promises is tested where it is made */
    PM_PUSH(resolver->arena, &resolver->model->whole->tests, test);
    pm_note_declared(resolver, name, NULL);
}

/* ---- Rows ---- */

static const struct pm_source_decl *read_source(struct pm_resolver *resolver,
                                                const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "SOURCE"));
    struct pm_name *name = node ? pm_name_get(resolver, PM_KIND_SOURCE, NULL, node) : NULL;
    return name ? name->object : NULL;
}

static void read_given(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_test *test)
{
    const struct pm_slot *text = pm_slot(statement, "TEXT");
    const struct pm_source_decl *source = read_source(resolver, statement);
    if (!source || !text) return;
    for (size_t i = 0; i < test->given_count; i++) {
        if (test->givens[i].source != source) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_TEST_GIVEN_TWICE, statement->word_span,
                        "rows of `%s` are given twice", source->name);
        pm_label(resolver->diagnostics, found, test->givens[i].at, "first given here");
        pm_help(resolver->diagnostics, found, "put all rows of a source into one text");
        return;
    }
    test->givens[test->given_count++] =
        (struct pm_given){statement->word_span, source, pm_read_text(resolver, text), text->span};
}

/* ---- Claims ---- */

/* Digits after the point of an amount that is written as a number; -1 when it is worked out. */
static int places_of(const struct pm_expression *amount)
{
    if (amount->kind == PM_EXPRESSION_NEGATE) amount = amount->children[0];
    return amount->kind == PM_EXPRESSION_NUMBER ? amount->number.places : -1;
}

struct pm_metric pm_metric_of_claim(const struct pm_claim *claim)
{
    return claim->has_gap_kind ? pm_metric_of_gap(claim->metric, claim->gap_kind)
                               : pm_metric_of_selector(claim->metric, &claim->selector);
}

static void read_gap_kind(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_claim *claim)
{
    const char *word = pm_read_word(resolver, pm_slot(statement, "MEASURE"), "gap kind");
    if (word) claim->has_gap_kind = pm_gap_kind_find(pm_text_from(word), &claim->gap_kind);
}

static bool read_amount(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_claim *claim)
{
    const struct pm_slot *slot = pm_slot(statement, "QUANTITY");
    struct pm_metric *kept = PM_NEW(resolver->arena, struct pm_metric);
    *kept = pm_metric_of_claim(claim);
    claim->amount = pm_resolve_quantity(resolver, kept, pm_slot_node(slot));
    if (claim->amount->type == PM_TYPE_UNKNOWN) return false;
    claim->places = places_of(claim->amount);
    if (!pm_expression_uses_variables(claim->amount)) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TEST_AMOUNT_NOT_FIXED, slot->span,
                    "what a test expects is an amount, not worked out from other figures");
    pm_help(resolver->diagnostics, found, "write the figure that was worked out by hand");
    return false;
}

static bool read_counts(const struct pm_statement *statement, struct pm_claim *claim)
{
    const struct pm_node *numerator = pm_slot_node(pm_slot(statement, "NUMBER"));
    const struct pm_node *denominator = pm_slot_node(pm_slot_at(statement, "of", "NUMBER"));
    if (!numerator || !denominator) return false;
    claim->numerator = pm_ratio_from_decimal(numerator->number);
    claim->denominator = pm_ratio_from_decimal(denominator->number);
    return true;
}

static void read_word(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_claim *claim)
{
    const struct pm_slot *slot = pm_slot(statement, "WORD");
    claim->word = pm_read_name(resolver, slot);
    if (slot) claim->word_at = slot->span;
}

/* METRIC, PERIOD and selector: what figure the claim is about. */
static bool read_figure(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_claim *claim)
{
    const struct pm_node *metric = pm_slot_node(pm_slot(statement, "METRIC"));
    const struct pm_node *period = pm_slot_node(pm_slot(statement, "PERIOD"));
    const struct pm_node *goal = pm_slot_node(pm_slot(statement, "GOAL"));
    struct pm_name *name = metric ? pm_name_get(resolver, PM_KIND_METRIC, NULL, metric) : NULL;
    bool is_read = pm_read_selector(resolver, statement, &claim->selector);
    if (period) claim->period = pm_read_period(resolver, period);
    if (goal) claim->goal = pm_read_goal(resolver, NULL, goal);
    read_gap_kind(resolver, statement, claim);
    if (!name) return false;
    claim->metric = name->object;
    return is_read && pm_period_is(claim->period) && (!goal || claim->goal);
}

static bool read_claim(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_claim *claim)
{
    switch (claim->kind) {
    case PM_CLAIM_VALUE:
        return read_figure(resolver, statement, claim) && read_amount(resolver, statement, claim);
    case PM_CLAIM_COUNTS:
        return read_figure(resolver, statement, claim) && read_counts(statement, claim);
    case PM_CLAIM_STATE:
        read_word(resolver, statement, claim);
        return read_figure(resolver, statement, claim);
    case PM_CLAIM_FINDING:
        read_word(resolver, statement, claim);
        claim->key = pm_read_text(resolver, pm_slot(statement, "TEXT"));
        return true;
    case PM_CLAIM_ASIDE:
        claim->source = read_source(resolver, statement);
        claim->count = pm_read_count(resolver, pm_slot_node(pm_slot(statement, "NUMBER")));
        return claim->source && claim->count >= 0;
    }
    return false;
}

static const struct {
    const char *word;
    enum pm_claim_kind kind;
} claim_rows[] = {{"expect", PM_CLAIM_VALUE},
                  {"counts", PM_CLAIM_COUNTS},
                  {"state", PM_CLAIM_STATE},
                  {"finds", PM_CLAIM_FINDING},
                  {"aside", PM_CLAIM_ASIDE}};

static void read_child(struct pm_resolver *resolver, const struct pm_statement *child,
                       struct pm_test *test)
{
    if (child->damaged) return;
    if (pm_text_is(child->word, "given")) read_given(resolver, child, test);
    for (size_t i = 0; i < sizeof claim_rows / sizeof claim_rows[0]; i++) {
        if (!pm_text_is(child->word, claim_rows[i].word)) continue;
        struct pm_claim claim = {
            .kind = claim_rows[i].kind, .at = child->span, .key = "", .word = ""};
        if (read_claim(resolver, child, &claim)) test->claims[test->claim_count++] = claim;
    }
}

void pm_read_test(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_test *test = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    const struct pm_statement *data = pm_statement_get_single(resolver, statement, "data");
    if (data) test->data_day = pm_read_day(resolver, pm_slot_node(pm_slot(data, "DATE")));
    test->givens = PM_NEW_ITEMS(resolver->arena, struct pm_given, statement->child_count + 1);
    test->claims = PM_NEW_ITEMS(resolver->arena, struct pm_claim, statement->child_count + 1);
    for (size_t i = 0; i < statement->child_count; i++)
        read_child(resolver, statement->children[i], test);
    bool claims = false;
    for (size_t i = 0; i < sizeof claim_rows / sizeof claim_rows[0]; i++)
        claims = claims || !pm_statement_lacks(statement, claim_rows[i].word);
    if (claims) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TEST_WITHOUT_CLAIM, test->facts.at,
                    "the test `%s` expects nothing, so that it cannot fail", test->name);
    pm_help(resolver->diagnostics, found,
            "write what has to come out: `expect METRIC PERIOD 25%%`");
}
