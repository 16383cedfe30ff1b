#include "runtime/testing/testing.h"

#include "lang/model/measure.h"
#include "runtime/judge/findings.h"

#include <inttypes.h>
#include <string.h>

struct running { /* one test */
    struct pm_arena *arena;
    const struct pm_compilation *compilation;
    const struct pm_test *test;
    struct pm_diagnostics *diagnostics;
    struct pm_request request;
    struct pm_load_report loaded;
    struct pm_diagnostics *about_rows; /* remarks on rows that are not kept */
    struct pm_rows rows;
    const struct pm_cells *cells;
    const struct pm_findings *findings;
    const struct pm_claim *claim; /* the one at hand */
    size_t held;
};

/* The figure that a claim is about. */
struct figure {
    uint32_t unit;
    struct pm_cell_side sides[PM_MOST_SIDES];
    size_t side_count;
    struct pm_cell_side reference[PM_MOST_SIDES];
    size_t reference_count;
};

bool pm_test_passed(const struct pm_test_result *result)
{
    return result->diagnostics->count == 0;
}

/* ---- Rows ---- */

/* Takes errors, or whatever else there is, over into what the test says. */
static void take(struct running *running, const struct pm_diagnostics *from, bool errors)
{
    for (size_t i = 0; i < from->count; i++)
        if ((from->items[i]->severity == PM_ERROR) == errors)
            PM_PUSH(running->arena, running->diagnostics, from->items[i]);
}

/* Fills the store. False after a diagnostic. */
static bool load(struct running *running)
{
    const struct pm_test *test = running->test;
    struct pm_given_file *given =
        PM_NEW_ITEMS(running->arena, struct pm_given_file, test->given_count + 1);
    struct pm_load_options options = {
        .folder = "", .known_at = "1970-01-01T00:00:00Z", .given = given};
    struct pm_diagnostics *about_rows = pm_diagnostics_new(running->arena);
    running->about_rows = about_rows;
    for (size_t i = 0; i < test->given_count; i++) {
        struct pm_given_file *next = &given[options.given_count];
        if (!pm_test_given(running->arena, running->compilation, &test->givens[i],
                           running->diagnostics, next))
            return false;
        if (next->header_line) options.given_count++;
    }
    struct pm_store *store =
        pm_store_open(running->arena, ":memory:", PM_STORE_WRITE, running->diagnostics);
    bool right = store && pm_load(running->arena, running->compilation->model, store, &options,
                                  about_rows, &running->loaded);
    take(running, about_rows, true);
    if (right) running->rows = pm_rows_of_store(running->arena, store, INT64_MAX);
    return right;
}

static int64_t count_aside(const struct running *running, const struct pm_source_decl *source)
{
    int64_t count = 0;
    for (size_t i = 0; i < running->loaded.file_count; i++)
        if (running->loaded.files[i].source == source)
            count += running->loaded.files[i].record.quarantined +
                     running->loaded.files[i].record.duplicate;
    return count;
}

/* Rows that no claim speaks of are all kept. */
static void check_kept(struct running *running)
{
    const struct pm_test *test = running->test;
    for (size_t i = 0; i < test->given_count; i++) {
        const struct pm_given *given = &test->givens[i];
        bool is_claimed = false;
        for (size_t j = 0; j < test->claim_count; j++)
            is_claimed = is_claimed || (test->claims[j].kind == PM_CLAIM_ASIDE &&
                                        test->claims[j].source == given->source);
        int64_t aside = count_aside(running, given->source);
        if (is_claimed || !aside) continue;
        struct pm_diagnostic *found =
            pm_diagnose(running->diagnostics, PM_TEST_ROWS_ASIDE, given->at,
                        "%" PRId64 " of the rows given for `%s` %s not kept", aside,
                        given->source->name, aside == 1 ? "is" : "are");
        pm_help(running->diagnostics, found,
                "mend the rows, or write `aside %s %" PRId64 "` where that is what is tested",
                given->source->name, aside);
        take(running, running->about_rows, false);
        break;
    }
}

/* ---- What to evaluate ---- */

static void want(struct running *running, const struct pm_claim *claim,
                 const struct pm_crossing *crossing)
{
    struct pm_wish wish = {.metric = claim->metric, .part = claim->period.part};
    for (size_t i = 0; i < crossing->count && i < PM_MOST_SIDES; i++) {
        const struct pm_dimension *dimension = crossing->sides[i].dimension;
        size_t at = wish.dimension_count++;
        for (; at && wish.dimensions[at - 1]->index > dimension->index; at--)
            wish.dimensions[at] = wish.dimensions[at - 1];
        wish.dimensions[at] = dimension;
    }
    pm_request_add(running->arena, &running->request, wish);
}

static bool evaluate(struct running *running)
{
    const struct pm_model *model = running->compilation->model;
    const struct pm_test *test = running->test;
    struct pm_diagnostics *about_data = pm_diagnostics_new(running->arena);
    pm_request_all(running->arena, model, &running->request);
    for (size_t i = 0; i < test->claim_count; i++) {
        const struct pm_claim *claim = &test->claims[i];
        if (!claim->metric) continue;
        static const struct pm_crossing everything = {.count = 0};
        want(running, claim, &everything);
        if (claim->selector.group.count) want(running, claim, &claim->selector.group);
        if (claim->selector.versus.count) want(running, claim, &claim->selector.versus);
    }
    running->cells = pm_evaluate(running->arena, model, &running->request, &running->rows,
                                 test->data_day, NULL, NULL, about_data);
    struct pm_judge_options options = {.text = running->compilation->diagnostics};
    if (running->cells)
        running->findings = pm_judge(running->arena, running->cells, &options, about_data);
    take(running, about_data, true);
    return running->cells != NULL;
}

/* ---- Which figure ---- */

static void report_unit(struct running *running, const char *what, const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(running->diagnostics, PM_TEST_UNIT_UNCLEAR, running->claim->at, "%s", what);
    pm_help(running->diagnostics, found, "%s", help);
}

static bool is_among(uint32_t unit, const uint32_t *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (units[i] == unit) return true;
    return false;
}

/* The unit above all others that may have figures of the metric; without rows, above all others. */
static bool find_top(struct running *running, uint32_t *out)
{
    size_t all;
    size_t tops = 0;
    uint32_t *units;
    const struct pm_cell_unit *known = pm_cells_units(running->cells, &all);
    size_t count =
        pm_cells_metric_units(running->cells, running->arena, running->claim->metric, &units);
    for (uint32_t i = 0; i < all; i++) {
        bool is_top = count ? is_among(i, units, count) && !is_among(known[i].above, units, count)
                            : known[i].above == PM_NO_UNIT;
        if (!is_top) continue;
        *out = i;
        tops++;
    }
    if (tops == 1) return true;
    report_unit(running, "no unit is above all others that could be meant", "write `at UNIT`");
    return false;
}

static bool find_unit(struct running *running, uint32_t *out)
{
    const struct pm_claim *claim = running->claim;
    uint32_t *units;
    if (!claim->selector.unit) return find_top(running, out);
    size_t count = pm_cells_units_of(running->cells, running->arena, claim->selector.unit, NULL,
                                     claim->period, &units);
    if (count == 1) {
        *out = units[0];
        return true;
    }
    if (count)
        report_unit(running, "this names several units",
                    "name one by its key: `at schools(\"470\")`");
    else
        report_unit(running, "the rows given have no such unit in this period",
                    "give a row of it in the source that the units come from");
    return false;
}

/* Says that the group is not there. */
static bool report_group(struct running *running, const struct pm_crossing *crossing)
{
    pm_diagnose(running->diagnostics, PM_TEST_STATE_DIFFERS, crossing->at,
                "the rows given have no group `%s`", pm_crossing_text(running->arena, crossing));
    return false;
}

static bool find_figure(struct running *running, struct figure *out)
{
    const struct pm_selector *selector = &running->claim->selector;
    *out = (struct figure){.unit = PM_NO_UNIT};
    if (!find_unit(running, &out->unit)) return false;
    if (!pm_cells_sides(running->cells, &selector->group, out->sides, &out->side_count))
        return report_group(running, &selector->group);
    if (selector->has_versus && selector->versus_is == PM_VERSUS_GROUP &&
        !pm_cells_sides(running->cells, &selector->versus, out->reference, &out->reference_count))
        return report_group(running, &selector->versus);
    return true;
}

static void get_cell(const struct running *running, const struct figure *figure,
                     struct pm_cell *out)
{
    struct pm_cell_key key = {.metric = running->claim->metric,
                              .period = running->claim->period,
                              .unit = figure->unit,
                              .side_count = figure->side_count};
    memcpy(key.sides, figure->sides, sizeof key.sides);
    pm_cells_get(running->cells, &key, out);
}

static bool same_sides(const struct pm_cell_side *a, size_t a_count, const struct pm_cell_side *b,
                       size_t b_count)
{
    if (a_count != b_count) return false;
    for (size_t i = 0; i < a_count; i++)
        if (a[i].dimension != b[i].dimension || a[i].group != b[i].group) return false;
    return true;
}

static bool is_against(const struct pm_subject *subject, const struct pm_selector *selector,
                       const struct figure *figure)
{
    if (subject->reference_has_unit != (selector->versus_unit != NULL)) return false;
    switch (selector->versus_is) {
    case PM_VERSUS_OTHERS:
        return subject->reference_is_others;
    case PM_VERSUS_ALL:
        return subject->reference_is_all;
    case PM_VERSUS_BEST:
        return subject->reference_is_best;
    case PM_VERSUS_TARGET:
        return subject->reference_is_target;
    case PM_VERSUS_SAME:
        return same_sides(subject->reference, subject->reference_count, subject->sides,
                          subject->side_count);
    case PM_VERSUS_GROUP:
        return same_sides(subject->reference, subject->reference_count, figure->reference,
                          figure->reference_count) &&
               !subject->reference_is_others && !subject->reference_is_all &&
               !subject->reference_is_best && !subject->reference_is_target;
    }
    return false;
}

static bool is_about(const struct pm_finding *finding, const struct pm_claim *claim,
                     const struct figure *figure)
{
    const struct pm_subject *subject = &finding->subject;
    const struct pm_selector *selector = &claim->selector;
    if (subject->metric != claim->metric || subject->unit != figure->unit ||
        !pm_period_equal(subject->period, claim->period))
        return false;
    if (claim->goal) {
        if (subject->goal != claim->goal || finding->kind != PM_FINDING_STATUS) return false;
    } else if (finding->kind != PM_FINDING_GAP) {
        return false;
    }
    if (!same_sides(subject->sides, subject->side_count, figure->sides, figure->side_count) ||
        subject->has_reference != selector->has_versus)
        return false;
    if (claim->has_gap_kind && finding->gap.kind != claim->gap_kind) return false;
    return !selector->has_versus || is_against(subject, selector, figure);
}

/* The finding on a gap, or on a goal's measure, that a claim is about; NULL after a diagnostic. */
static const struct pm_finding *find_finding(struct running *running, const struct figure *figure)
{
    const struct pm_claim *claim = running->claim;
    for (size_t i = 0; i < running->findings->count; i++)
        if (is_about(&running->findings->items[i], claim, figure))
            return &running->findings->items[i];
    struct pm_diagnostic *found =
        pm_diagnose(running->diagnostics, PM_TEST_FINDING_LACKS, claim->at,
                    claim->goal ? "the goal is not judged by this figure in this period"
                                : "the metric follows no such gap in this period");
    pm_help(running->diagnostics, found,
            claim->goal ? "see that its measure has a target for this group, unit and period"
                        : "give the metric a `gap` line for these groups");
    return NULL;
}

/* ---- Comparing ---- */

/* An amount at the digits that the claim is written with. */
static const char *amount_text(const struct running *running, struct pm_ratio amount)
{
    const struct pm_claim *claim = running->claim;
    struct pm_metric metric = pm_metric_of_claim(claim);
    struct pm_decimal step = {1, (uint8_t)(claim->places < 0 ? 6 : claim->places)};
    return pm_amount_text(running->arena, pm_ratio_round(amount, pm_ratio_from_decimal(step)),
                          metric.type);
}

static const char *number_text(struct pm_arena *arena, struct pm_ratio number)
{
    return pm_amount_text(arena, number, PM_TYPE_NUMBER);
}

/* "1 of 4"; "no share of counts" where it has none. */
static const char *counts_text(struct pm_arena *arena, const struct pm_cell *cell)
{
    if (!cell->has_counts) return "no share of counts";
    return pm_arena_format(arena, "%s of %s", number_text(arena, cell->numerator),
                           number_text(arena, cell->denominator));
}

static bool equal_at_digits(const struct pm_claim *claim, struct pm_ratio value,
                            struct pm_ratio expected)
{
    if (claim->places < 0) return pm_ratio_compare(value, expected) == 0;
    struct pm_decimal step = {1, (uint8_t)claim->places};
    return pm_ratio_compare(pm_ratio_round(value, pm_ratio_from_decimal(step)), expected) == 0;
}

static bool report_none(struct running *running, enum pm_state state)
{
    pm_diagnose(running->diagnostics, PM_TEST_FIGURE_DIFFERS, running->claim->at,
                "there is no figure: `%s` is %s", running->claim->metric->name,
                pm_state_info(state)->word);
    return false;
}

static bool check_gap(struct running *running, const struct figure *figure, struct pm_ratio *value)
{
    const struct pm_finding *finding = find_finding(running, figure);
    if (!finding) return false;
    *value = finding->gap.value;
    if (finding->gap.is_set && pm_ratio_is_defined(*value)) return true;
    return report_none(running, finding->state);
}

static bool check_value(struct running *running)
{
    const struct pm_claim *claim = running->claim;
    struct figure figure;
    struct pm_cell cell = {.has_counts = false};
    struct pm_ratio value = pm_ratio_undefined();
    if (!find_figure(running, &figure)) return false;
    if (claim->selector.has_versus) {
        if (!check_gap(running, &figure, &value)) return false;
    } else {
        get_cell(running, &figure, &cell);
        if (cell.state != PM_CELL_VALUE) return report_none(running, pm_state_of_cell(&cell));
        value = cell.value;
    }
    struct pm_ratio expected = pm_expression_amount(claim->amount);
    if (equal_at_digits(claim, value, expected)) return true;
    const char *counts = cell.has_counts ? pm_arena_format(running->arena, " (%s)",
                                                           counts_text(running->arena, &cell))
                                         : "";
    pm_diagnose(running->diagnostics, PM_TEST_FIGURE_DIFFERS, claim->at, "`%s` is %s%s, not %s",
                claim->metric->name, amount_text(running, value), counts,
                amount_text(running, expected));
    return false;
}

static bool check_counts(struct running *running)
{
    const struct pm_claim *claim = running->claim;
    struct figure figure;
    struct pm_cell cell;
    if (!find_figure(running, &figure)) return false;
    get_cell(running, &figure, &cell);
    bool is_empty = cell.state == PM_CELL_NO_ROWS && cell.has_counts;
    if (cell.state != PM_CELL_VALUE && !is_empty)
        return report_none(running, pm_state_of_cell(&cell));
    if (cell.has_counts && pm_ratio_compare(cell.numerator, claim->numerator) == 0 &&
        pm_ratio_compare(cell.denominator, claim->denominator) == 0)
        return true;
    pm_diagnose(running->diagnostics, PM_TEST_FIGURE_DIFFERS, claim->at, "`%s` is %s, not %s of %s",
                claim->metric->name, counts_text(running->arena, &cell),
                number_text(running->arena, claim->numerator),
                number_text(running->arena, claim->denominator));
    return false;
}

/* The state of this word; false after a diagnostic. */
static bool is_state(struct running *running, const char *other)
{
    const struct pm_claim *claim = running->claim;
    const char *near = NULL;
    if (strcmp(claim->word, other) == 0) return true;
    for (int state = 0; state < PM_STATE_COUNT; state++) {
        const char *word = pm_state_info((enum pm_state)state)->word;
        if (strcmp(word, claim->word) == 0) return true;
        if (pm_text_similar(pm_text_from(word), pm_text_from(claim->word))) near = word;
    }
    struct pm_diagnostic *found =
        pm_diagnose(running->diagnostics, PM_TEST_STATE_UNKNOWN, claim->word_at,
                    "there is no state `%s`", claim->word);
    found->replacement = near;
    if (near)
        pm_help(running->diagnostics, found, "a state with a similar name is `%s`", near);
    else
        pm_help(running->diagnostics, found, "`pm list states` lists them; here `%s` is one too",
                other);
    return false;
}

static bool check_word(struct running *running, const char *got)
{
    const struct pm_claim *claim = running->claim;
    if (strcmp(got, claim->word) == 0) return true;
    pm_diagnose(running->diagnostics, PM_TEST_STATE_DIFFERS, claim->at, "the state is %s, not %s",
                got, claim->word);
    return false;
}

static bool check_state(struct running *running)
{
    const struct pm_claim *claim = running->claim;
    struct figure figure;
    struct pm_cell cell;
    if (!is_state(running, "value") || !find_figure(running, &figure)) return false;
    if (claim->goal || claim->selector.has_versus) {
        const struct pm_finding *finding = find_finding(running, &figure);
        return finding && check_word(running, pm_state_info(finding->state)->word);
    }
    get_cell(running, &figure, &cell);
    return check_word(running, cell.state == PM_CELL_VALUE
                                   ? "value"
                                   : pm_state_info(pm_state_of_cell(&cell))->word);
}

static bool check_finding(struct running *running)
{
    const struct pm_claim *claim = running->claim;
    const struct pm_finding *found = NULL;
    if (!is_state(running, "none")) return false;
    for (size_t i = 0; i < running->findings->count; i++) {
        const struct pm_finding *finding = &running->findings->items[i];
        if (strcmp(finding->key, claim->key) == 0 || strcmp(finding->id, claim->key) == 0)
            found = finding; /* of several periods the newest */
    }
    if (found || strcmp(claim->word, "none") == 0)
        return check_word(running, found ? pm_state_info(found->state)->word : "none");
    pm_diagnose(running->diagnostics, PM_TEST_FINDING_LACKS, claim->at, "there is no finding `%s`",
                claim->key);
    return false;
}

static bool check_aside(struct running *running)
{
    const struct pm_claim *claim = running->claim;
    int64_t aside = count_aside(running, claim->source);
    if (aside == claim->count) return true;
    pm_diagnose(running->diagnostics, PM_TEST_ROWS_ASIDE, claim->at,
                "%" PRId64 " of the rows given for `%s` %s not kept, not %" PRId64, aside,
                claim->source->name, aside == 1 ? "is" : "are", claim->count);
    take(running, running->about_rows, false);
    return false;
}

/* ---- A test ---- */

static bool check_claim(struct running *running, const struct pm_claim *claim)
{
    running->claim = claim;
    switch (claim->kind) {
    case PM_CLAIM_VALUE:
        return check_value(running);
    case PM_CLAIM_COUNTS:
        return check_counts(running);
    case PM_CLAIM_STATE:
        return check_state(running);
    case PM_CLAIM_FINDING:
        return check_finding(running);
    case PM_CLAIM_ASIDE:
        return check_aside(running);
    }
    return false;
}

void pm_test_run(struct pm_arena *arena, const struct pm_compilation *compilation,
                 const struct pm_test *test, struct pm_test_result *out)
{
    struct running running = {.arena = arena,
                              .compilation = compilation,
                              .test = test,
                              .diagnostics = pm_diagnostics_new(arena)};
    if (load(&running)) {
        check_kept(&running);
        if (evaluate(&running))
            for (size_t i = 0; i < test->claim_count; i++)
                running.held += check_claim(&running, &test->claims[i]);
    }
    *out = (struct pm_test_result){test, running.held, running.diagnostics};
}
