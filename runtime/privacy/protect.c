/* protect.c: copies of findings and figures without what may not be shown. */
#include "lang/model/measure.h"
#include "runtime/judge/rating.h"
#include "runtime/privacy/rounding.h"
#include "runtime/privacy/veils.h"

#include <string.h>

struct protection {
    struct pm_arena *arena;
    const struct pm_cells *cells;
    struct pm_guard *guard;
    struct pm_release *release;
    const struct pm_finding
        *last_status; /* as released; data findings on the same figure follow it */
};

/* ---- Figures ---- */

static struct pm_figure empty_figure(const struct pm_cell_key *key, enum pm_state state)
{
    struct pm_figure figure = {.state = state, .shown = PM_SHOWN_NOTHING, .n = -1, .excluded = -1};
    if (key) figure.key = *key;
    return figure;
}

/* The number of those left out is a figure about persons like any other: -1 where they are few. */
static int64_t excluded_of(const struct pm_privacy *privacy, const struct pm_cell *cell)
{
    bool is_few = cell->excluded > 0 && cell->excluded < privacy->minimum.n && !cell->is_public;
    return is_few ? -1 : cell->excluded;
}

/* Nobody counts, and that may be said. */
static void show_none(const struct pm_privacy *privacy, const struct pm_cell *cell,
                      struct pm_figure *out)
{
    out->n = cell->n;
    out->has_counts = cell->has_counts;
    out->numerator = cell->numerator;
    out->denominator = cell->denominator;
    out->excluded = excluded_of(privacy, cell);
}

static struct pm_figure make_figure(const struct protection *protection, const struct pm_cell *cell,
                                    enum pm_veil veil, uint8_t band)
{
    const struct pm_privacy *privacy = pm_guard_privacy(protection->guard);
    struct pm_figure figure = empty_figure(&cell->key, pm_state_of_cell(cell));
    if (veil == PM_VEIL_HIDDEN) figure.state = PM_STATE_SUPPRESSED;
    if (figure.state == PM_STATE_NO_ROWS) show_none(privacy, cell, &figure);
    if (figure.state != PM_STATE_COUNT) return figure;
    if (veil != PM_VEIL_NONE) { /* without n: beside a hidden cell it would give that one's away */
        bool below = veil == PM_VEIL_BELOW_CAP;
        const struct pm_cap *cap = &privacy->caps[band];
        figure.shown = below ? PM_SHOWN_BELOW_CAP : PM_SHOWN_ABOVE_CAP;
        figure.cap = pm_ratio_from_decimal(below ? cap->low : cap->high);
        figure.is_inclusive = cap->is_inclusive;
        return figure;
    }
    figure.shown = PM_SHOWN_FULLY;
    figure.n = cell->n;
    figure.has_counts = cell->has_counts;
    if (cell->has_counts) {
        figure.numerator = cell->numerator;
        figure.denominator = cell->denominator;
    }
    figure.excluded = excluded_of(privacy, cell);
    figure.value = cell->value;
    figure.has_bounds = cell->has_bounds;
    figure.low = cell->low;
    figure.high = cell->high;
    return figure;
}

/* ---- What a finding rests on ---- */

static enum pm_veil worse_veil(enum pm_veil a, enum pm_veil b)
{
    return a > b ? a : b;
}

/* The other side of a subject in a period; all others are hidden with all rows, with the group, or
 * when they are few themselves. */
static enum pm_veil ask_reference(const struct protection *protection,
                                  const struct pm_subject *subject, struct pm_period period)
{
    struct pm_cell_key key = {.metric = subject->metric, .period = period, .unit = subject->unit};
    if (subject->reference_is_target) return PM_VEIL_NONE;
    if (subject->reference_has_unit) key.unit = subject->reference_unit;
    key.side_count = subject->reference_count;
    memcpy(key.sides, subject->reference, sizeof key.sides);
    return pm_guard_ask(protection->guard, &key, NULL);
}

static enum pm_veil ask_group(const struct protection *protection, const struct pm_subject *subject,
                              struct pm_period period)
{
    struct pm_cell_key key = {.metric = subject->metric, .period = period, .unit = subject->unit};
    key.side_count = subject->side_count;
    memcpy(key.sides, subject->sides, sizeof key.sides);
    return pm_guard_ask(protection->guard, &key, NULL);
}

/* Whether any figure that the gap of the period before rests on may not be shown: of a stand-in, of
 * the groups that the best was chosen from, of all groups of an index. */
static bool is_previous_gap_veiled(const struct protection *protection,
                                   const struct pm_gap_facts *gap)
{
    for (size_t i = 0; i < gap->previous_rests_on_count; i++)
        if (gap->previous_rests_on[i].unit != PM_NO_UNIT &&
            pm_guard_ask(protection->guard, &gap->previous_rests_on[i], NULL) != PM_VEIL_NONE)
            return true;
    return false;
}

/* What hides anything said of the subject in a period: either side. */
static bool is_veiled(const struct protection *protection, const struct pm_subject *subject,
                      struct pm_period period)
{
    enum pm_veil veil = ask_group(protection, subject, period);
    if (subject->has_reference) veil = worse_veil(veil, ask_reference(protection, subject, period));
    return veil != PM_VEIL_NONE;
}

static bool lines_use(const struct pm_measure *measure, enum pm_variable variable)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (pm_expression_uses(line->quantity, variable) ||
            pm_expression_uses(line->from, variable) || pm_expression_uses(line->to, variable))
            return true;
    }
    return false;
}

static bool has_alternative(const struct pm_measure *measure)
{
    for (size_t i = 0; i < measure->line_count; i++)
        if (measure->lines[i].kind == PM_LINE_ALTERNATIVE) return true;
    return false;
}

/* ---- Emptying ---- */

static void hide_previous(struct pm_finding *finding)
{
    finding->previous = finding->gap.previous = (struct pm_point){0};
    finding->change = finding->gap.change = pm_ratio_undefined();
    finding->qualifiers &= ~(unsigned)PM_QUALIFIER_NOISE;
}

static void hide_path(struct pm_finding *finding)
{
    finding->baseline = finding->target = finding->final = (struct pm_point){0};
    finding->baseline_from_data = false;
    finding->expected = finding->gap.expected = pm_ratio_undefined();
    finding->target_met = finding->final_met = false;
    finding->has_low = finding->has_high = false;
    finding->low = finding->high = pm_ratio_undefined();
    finding->progress = finding->deviation = finding->gap.closed_share = pm_ratio_undefined();
}

static void hide_gap(struct pm_finding *finding)
{
    finding->gap = (struct pm_gap_facts){.kind = finding->gap.kind};
    if (finding->subject.reference_is_best) finding->subject.reference_count = 0;
}

static void hide_cell(struct pm_finding *finding)
{
    finding->cell = (struct pm_cell){.key = finding->cell.key, .n = -1, .excluded = -1};
    finding->has_cell = false;
}

/* Says that it is hidden, unless what is said has nothing to do with the figure. */
static void hide_state(struct pm_finding *finding)
{
    finding->rating = NULL;
    finding->level = NULL;
    finding->qualifiers = 0;
    if (finding->state == PM_STATE_NOT_DUE || finding->state == PM_STATE_NOT_APPLICABLE ||
        finding->state == PM_STATE_PENDING || finding->state == PM_STATE_MISSING)
        return;
    finding->state = PM_STATE_SUPPRESSED;
    finding->severity = pm_state_info(PM_STATE_SUPPRESSED)->severity;
}

static void hide_all(struct pm_finding *finding)
{
    hide_previous(finding);
    hide_path(finding);
    hide_gap(finding);
    hide_state(finding);
    finding->peers = (struct pm_peer_facts){0};
    finding->text = "";
}

/* ---- Under a cap ---- */

enum { ZONE_POINTS = 3 };

/* The ends and the middle of the values that "under 5 %" or "over 95 %" may stand for. */
static void read_zone(const struct protection *protection, enum pm_veil veil, uint8_t band,
                      struct pm_ratio out[ZONE_POINTS])
{
    const struct pm_cap *cap = &pm_guard_privacy(protection->guard)->caps[band];
    bool below = veil == PM_VEIL_BELOW_CAP;
    out[0] = below ? pm_ratio_from_integer(0) : pm_ratio_from_decimal(cap->high);
    out[1] = below ? pm_ratio_from_decimal(cap->low) : pm_ratio_from_integer(1);
    out[2] = pm_ratio_divide(pm_ratio_add(out[0], out[1]), pm_ratio_from_integer(2));
}

/* True when every value of the zone would be judged as the figure was. */
static bool is_same_in_zone(const struct pm_finding *finding,
                            const struct pm_ratio zone[ZONE_POINTS])
{
    if (!finding->rating || !finding->level || has_alternative(finding->subject.measure))
        return !finding->level;
    struct pm_verdict own = pm_rate_finding(finding, finding->cell.value, PM_STATE_NO_TARGET);
    if (own.state != finding->state || own.level != finding->level) return false;
    for (size_t i = 0; i < ZONE_POINTS; i++) {
        struct pm_verdict verdict = pm_rate_finding(finding, zone[i], PM_STATE_NO_TARGET);
        if (verdict.state != own.state || verdict.level != own.level) return false;
    }
    return true;
}

static bool reaches_in_zone(const struct pm_finding *finding,
                            const struct pm_ratio zone[ZONE_POINTS], struct pm_point goal)
{
    for (size_t i = 0; i < ZONE_POINTS; i++)
        if (!goal.is_set || !pm_finding_reaches(finding, zone[i], goal.value)) return false;
    return true;
}

static bool is_reversed_in_zone(const struct pm_finding *finding,
                                const struct pm_ratio zone[ZONE_POINTS])
{
    for (size_t i = 0; i < ZONE_POINTS; i++)
        if (pm_finding_reaches(finding, zone[i], finding->baseline.value)) return false;
    return true;
}

/* A quarter among peers is narrower than what the cap leaves open. */
static bool is_placed(const struct pm_finding *finding)
{
    return finding->rating && pm_rating_uses(finding->rating, PM_VARIABLE_QUARTILE);
}

/* Keeps of a capped figure's finding what is the same for every value that the cap may stand
 * for. */
static void cap_finding(const struct protection *protection, enum pm_veil veil, uint8_t band,
                        struct pm_finding *finding)
{
    struct pm_ratio zone[ZONE_POINTS];
    read_zone(protection, veil, band, zone);
    if (!is_same_in_zone(finding, zone) || is_placed(finding)) {
        hide_all(finding);
        return;
    }
    finding->target_met = reaches_in_zone(finding, zone, finding->target);
    finding->final_met = reaches_in_zone(finding, zone, finding->final);
    if (!is_reversed_in_zone(finding, zone))
        finding->qualifiers &= ~(unsigned)PM_QUALIFIER_REVERSED;
    finding->qualifiers &= ~(unsigned)PM_QUALIFIER_NOISE;
    finding->progress = finding->deviation = pm_ratio_undefined();
    finding->change = pm_ratio_undefined();
    finding->peers = (struct pm_peer_facts){0};
    if (finding->has_low && finding->has_high) hide_path(finding); /* which bound is nearer tells */
    finding->text = "";
}

/* ---- Findings ---- */

static bool rests_on_previous(const struct pm_finding *finding)
{
    const struct pm_measure *measure = finding->subject.measure;
    if (finding->kind == PM_FINDING_GAP) return true;
    return measure && (pm_rating_uses(measure->rating, PM_VARIABLE_PREVIOUS) ||
                       pm_rating_uses(measure->rating, PM_VARIABLE_CHANGE) ||
                       lines_use(measure, PM_VARIABLE_PREVIOUS));
}

/* Periods before its own that a rating looks back to, and the one before these. */
static int32_t looks_back(const struct pm_finding *finding)
{
    const struct pm_measure *measure = finding->subject.measure;
    struct pm_period period = finding->subject.period;
    if (!measure || !pm_period_is(period)) return 0;
    int32_t steps = pm_rating_looks_back(
        measure->rating, pm_period_parts(period.calendar, period.year, period.part));
    return steps ? steps + 1 : 0;
}

/* A level that lasts tells of figures of earlier periods. */
static void protect_history(const struct protection *protection, struct pm_finding *finding)
{
    for (int32_t steps = looks_back(finding); steps > 0; steps--) {
        struct pm_period before = pm_period_step(finding->subject.period, -steps);
        if (!is_veiled(protection, &finding->subject, before)) continue;
        finding->before = NULL;
        hide_state(finding);
        return;
    }
}

/* A place among peers tells of each of their figures. */
static void protect_peers(const struct protection *protection, struct pm_finding *finding)
{
    for (size_t i = 0; i < finding->peers.cell_count; i++) {
        if (pm_guard_ask(protection->guard, &finding->peers.cells[i], NULL) == PM_VEIL_NONE)
            continue;
        if (pm_rating_uses(finding->subject.measure->rating, PM_VARIABLE_QUARTILE))
            hide_state(finding);
        finding->peers = (struct pm_peer_facts){0};
        return;
    }
}

/* Hides what comes from the figure of another period that may not be shown. */
static void protect_past(const struct protection *protection, struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    struct pm_period before = pm_period_step(subject->period, -1);
    if (is_veiled(protection, subject, before) ||
        is_previous_gap_veiled(protection, &finding->gap)) {
        hide_previous(finding);
        if (rests_on_previous(finding)) {
            hide_state(finding);
            if (finding->kind == PM_FINDING_STATUS) hide_path(finding);
        }
    }
    if (finding->baseline_from_data && is_veiled(protection, subject, finding->baseline.period)) {
        hide_path(finding);
        hide_state(finding);
    }
}

static bool is_same_side(const struct pm_cell_side *a, size_t a_count, const struct pm_cell_side *b,
                         size_t b_count)
{
    if (a_count != b_count) return false;
    for (size_t i = 0; i < a_count; i++)
        if (a[i].dimension != b[i].dimension || a[i].group != b[i].group) return false;
    return true;
}

static bool is_same_subject(const struct pm_subject *a, const struct pm_subject *b)
{
    return a->measure == b->measure && a->unit == b->unit && a->has_reference == b->has_reference &&
           pm_period_equal(a->period, b->period) &&
           is_same_side(a->sides, a->side_count, b->sides, b->side_count) &&
           is_same_side(a->reference, a->reference_count, b->reference, b->reference_count);
}

/* What is said of the data behind a figure goes with the figure. */
static void protect_data(const struct protection *protection, struct pm_finding *finding)
{
    const struct pm_finding *status = protection->last_status;
    if (finding->text_is_internal && protection->release->audience != PM_INTERNAL)
        finding->text = "";
    if (finding->has_cell && status && is_same_subject(&status->subject, &finding->subject) &&
        status->state == PM_STATE_SUPPRESSED)
        hide_all(finding);
}

/* Whether the target that a gap is measured against was not released. Findings on measures come
 * first, and none of them is left out, so that their indices stay. */
static bool is_target_hidden(const struct protection *protection, const struct pm_finding *finding)
{
    const struct pm_release *release = protection->release;
    const struct pm_gap_facts *gap = &finding->gap;
    return gap->has_target && (gap->target_of >= release->finding_count ||
                               !release->findings[gap->target_of].target.is_set);
}

/* Whether anything else that a gap rests on may not be shown: a stand-in, the best group before,
 * all the groups of an index. */
static bool rests_on_hidden(const struct protection *protection, const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    for (size_t i = 0; i < gap->rests_on_count; i++)
        if (pm_guard_ask(protection->guard, &gap->rests_on[i], NULL) != PM_VEIL_NONE) return true;
    return is_target_hidden(protection, finding);
}

static void protect_finding(struct protection *protection, struct pm_finding *finding,
                            struct pm_figure *figure)
{
    const struct pm_subject *subject = &finding->subject;
    if (!finding->has_cell) {
        *figure = empty_figure(NULL, finding->state);
        protect_data(protection, finding);
        return;
    }
    uint8_t band = 0;
    enum pm_veil veil = pm_guard_ask(protection->guard, &finding->cell.key, &band);
    *figure = make_figure(protection, &finding->cell, veil, band);
    pm_round_figure(pm_guard_privacy(protection->guard), &finding->cell, figure);
    if (subject->has_reference) {
        if (veil != PM_VEIL_NONE ||
            ask_reference(protection, subject, subject->period) != PM_VEIL_NONE ||
            pm_veil_of_cell(pm_guard_privacy(protection->guard), &finding->gap.reference) !=
                PM_VEIL_NONE ||
            rests_on_hidden(protection, finding))
            hide_all(finding);
        else
            protect_past(protection, finding);
    } else {
        protect_past(protection, finding);
        if (veil == PM_VEIL_HIDDEN)
            hide_all(finding);
        else if (veil != PM_VEIL_NONE)
            cap_finding(protection, veil, band, finding);
    }
    protect_history(protection, finding);
    protect_peers(protection, finding);
    if (finding->kind == PM_FINDING_DATA) protect_data(protection, finding);
    if (!pm_round_finding(pm_guard_privacy(protection->guard), protection->cells, figure, finding))
        hide_all(finding);
    if (veil != PM_VEIL_NONE) hide_cell(finding);
}

static void protect_findings(struct protection *protection, const struct pm_findings *findings)
{
    struct pm_release *release = protection->release;
    size_t count = findings ? findings->count : 0;
    release->findings = PM_NEW_ITEMS(protection->arena, struct pm_finding, count + 1);
    release->finding_figures = PM_NEW_ITEMS(protection->arena, struct pm_figure, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct pm_finding *finding = &release->findings[release->finding_count];
        *finding = findings->items[i];
        if (finding->cycle &&
            !pm_protect_cycle(protection->arena, protection->guard, release, findings, finding))
            continue;
        protect_finding(protection, finding, &release->finding_figures[release->finding_count]);
        release->finding_count++;
        if (finding->kind == PM_FINDING_STATUS) protection->last_status = finding;
    }
    pm_protect_clauses(release);
    for (size_t i = 0; i < release->finding_count; i++)
        release->summary.states[release->findings[i].state]++;
}

static void protect_figures(struct protection *protection, const struct pm_cell_key *keys,
                            size_t count)
{
    struct pm_release *release = protection->release;
    release->figures = PM_NEW_ITEMS(protection->arena, struct pm_figure, count + 1);
    release->figure_count = count;
    for (size_t i = 0; i < count; i++) {
        struct pm_cell cell;
        uint8_t band = 0;
        pm_cells_get(protection->cells, &keys[i], &cell);
        enum pm_veil veil = pm_guard_ask(protection->guard, &keys[i], &band);
        release->figures[i] = make_figure(protection, &cell, veil, band);
        pm_round_figure(pm_guard_privacy(protection->guard), &cell, &release->figures[i]);
    }
}

struct pm_release *pm_protect(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, const struct pm_findings *findings,
                              const struct pm_cell_key *keys, size_t key_count,
                              const struct pm_readers *readers)
{
    struct pm_release *release = PM_NEW(arena, struct pm_release);
    struct protection protection = {.arena = arena, .cells = cells, .release = release};
    release->cells = cells;
    release->model = pm_cells_model(cells);
    release->audience = readers->audience;
    release->as_of = pm_cells_as_of(cells);
    protection.guard = pm_guard_new(arena, cells, request, readers);
    release->guard = protection.guard;
    protect_findings(&protection, findings);
    protect_figures(&protection, keys, keys ? key_count : 0);
    release->open_count = pm_guard_open_count(protection.guard);
    return release;
}

size_t pm_release_told(struct pm_arena *arena, const struct pm_release *release,
                       struct pm_told **out)
{
    size_t count = 0;
    size_t told_count = 0;
    const struct pm_cell_key *keys = pm_guard_asked(release->guard, &count);
    *out = PM_NEW_ITEMS(arena, struct pm_told, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct pm_told *told = &(*out)[told_count];
        struct pm_cell cell;
        pm_cells_get(release->cells, &keys[i], &cell);
        enum pm_veil veil = pm_guard_ask(release->guard, &keys[i], NULL);
        if (veil == PM_VEIL_NONE && cell.state != PM_CELL_VALUE) continue;
        told_count++;
        *told = (struct pm_told){.key = keys[i], .shown = PM_SHOWN_NOTHING, .n = -1};
        if (veil == PM_VEIL_BELOW_CAP) told->shown = PM_SHOWN_BELOW_CAP;
        if (veil == PM_VEIL_ABOVE_CAP) told->shown = PM_SHOWN_ABOVE_CAP;
        if (veil != PM_VEIL_NONE) continue;
        told->shown = PM_SHOWN_FULLY;
        told->numerator = cell.numerator;
        told->denominator = cell.denominator;
        told->value = cell.value;
        told->n = cell.n;
    }
    return told_count;
}
