/* describe_test.c: tests as text. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"
#include "lang/model/test.h"

static const char *at_text(struct pm_arena *arena, const struct pm_claim *claim)
{
    return pm_arena_format(
        arena, "%s%s%s", pm_selector_text(arena, &claim->selector),
        claim->selector.unit ? " at " : "",
        claim->selector.unit ? pm_unit_reference_text(arena, claim->selector.unit) : "");
}

static void describe_claim(struct pm_description *description, const struct pm_claim *claim)
{
    struct pm_arena *arena = description->writer.arena;
    const struct pm_goal *goal = claim->goal;
    const char *figure =
        claim->metric
            ? pm_arena_format(arena, "%s%s%s%s%s %s", claim->metric->name, goal ? " of " : "",
                              goal ? goal->plan->name : "", goal ? "." : "", goal ? goal->name : "",
                              pm_period_text(arena, claim->period))
            : "";
    switch (claim->kind) {
    case PM_CLAIM_VALUE:
        pm_describe(description, "expect %s %s%s", figure, pm_expression_text(arena, claim->amount),
                    at_text(arena, claim));
        break;
    case PM_CLAIM_COUNTS:
        pm_describe(description, "counts %s %s of %s%s", figure,
                    pm_amount_text(arena, claim->numerator, PM_TYPE_NUMBER),
                    pm_amount_text(arena, claim->denominator, PM_TYPE_NUMBER),
                    at_text(arena, claim));
        break;
    case PM_CLAIM_STATE:
        pm_describe(description, "state %s %s%s", figure, claim->word, at_text(arena, claim));
        break;
    case PM_CLAIM_FINDING:
        pm_describe(description, "finds \"%s\" %s", claim->key, claim->word);
        break;
    case PM_CLAIM_ASIDE:
        pm_describe(description, "aside %s %lld", claim->source->name, (long long)claim->count);
        break;
    }
}

void pm_describe_test(struct pm_description *description, const struct pm_test *test)
{
    pm_describe_begin(description, test->facts.at, "test %s", test->name);
    pm_describe_narrative(description, "label", test->label);
    pm_describe_day(description, "data", test->data_day);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < test->given_count; i++) {
        const char *key =
            pm_arena_format(description->writer.arena, "given %s", test->givens[i].source->name);
        pm_describe_texts(description, key, &test->givens[i].text, 1);
        pm_items_next(description, &items);
    }
    for (size_t i = 0; i < test->claim_count; i++) {
        describe_claim(description, &test->claims[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_end(description);
}
