/* guard.c: which metrics are decided on together, and what was decided. */
#include "runtime/privacy/veils.h"

#include <string.h>

enum { BUCKETS = 4096 };

struct decision {
    struct pm_family family;
    uint8_t *veils; /* metric after metric */
    uint8_t *bands;
    size_t group;
    struct decision *next;
};

struct asked {
    struct pm_cell_key key;
    struct asked *next;
};

struct pm_guard {
    struct pm_arena *arena;
    const struct pm_cells *cells;
    const struct pm_request *request;
    size_t base_count; /* wishes that are the model's */
    enum pm_audience audience;
    const struct pm_ledger *ledger;
    size_t *groups; /* by metric: metrics of one group belong to the same families */
    bool *pools;    /* by group: some of its figures are of several years */
    struct decision *decisions;
    struct asked **buckets; /* NULL: nobody wants to know */
    PM_ARRAY(struct pm_cell_key) asked;
    size_t open_count;
};

/* ---- Groups of metrics ---- */

static bool is_wished(const struct pm_guard *guard, const struct pm_metric *metric)
{
    for (size_t i = 0; i < guard->request->wishes.count; i++)
        if (guard->request->wishes.items[i].metric == metric) return true;
    return false;
}

static const struct pm_source_decl *source_of(const struct pm_metric *metric)
{
    return (metric->is_rate ? &metric->denominator : &metric->value)->source;
}

static bool shares_term(const struct pm_family_term *a, const struct pm_family_term *b)
{
    for (size_t i = 0; i < PM_MOST_TERMS; i++)
        for (size_t j = 0; j < PM_MOST_TERMS; j++)
            if (a[i].text && b[j].text && strcmp(a[i].text, b[j].text) == 0) return true;
    return false;
}

/* Metrics of one source, or that share a count, come together. */
static void make_groups(struct pm_guard *guard)
{
    const struct pm_model *model = pm_cells_model(guard->cells);
    size_t count = model->metric_count;
    struct pm_arena *scratch = pm_arena_new_scratch(guard->arena);
    struct pm_family_term *terms =
        PM_NEW_ITEMS(scratch, struct pm_family_term, (count + 1) * PM_MOST_TERMS);
    guard->groups = PM_NEW_ITEMS(guard->arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        guard->groups[i] = i;
        if (!is_wished(guard, model->metrics[i])) continue;
        pm_metric_terms(scratch, model->metrics[i], &terms[i * PM_MOST_TERMS]);
        for (size_t j = 0; j < i; j++) {
            size_t from = guard->groups[i];
            size_t to = guard->groups[j];
            if (from == to || !is_wished(guard, model->metrics[j])) continue;
            if (source_of(model->metrics[i]) != source_of(model->metrics[j]) &&
                !shares_term(&terms[i * PM_MOST_TERMS], &terms[j * PM_MOST_TERMS]))
                continue;
            for (size_t k = 0; k <= i; k++)
                if (guard->groups[k] == from) guard->groups[k] = to;
        }
    }
    guard->pools = PM_NEW_ITEMS(guard->arena, bool, count + 1);
    for (size_t i = 0; i < count; i++)
        if (is_wished(guard, model->metrics[i]) && model->metrics[i]->pool_years > 1)
            guard->pools[guard->groups[i]] = true;
    pm_arena_free(scratch);
}

/* ---- Making a family ---- */

static uint16_t number_term(struct pm_arena *arena, struct pm_family *family,
                            const struct pm_family_term *term)
{
    if (!term->text) return UINT16_MAX;
    for (size_t i = 0; i < family->term_count; i++)
        if (strcmp(family->terms[i].text, term->text) == 0) return (uint16_t)i;
    struct pm_family_term *terms =
        PM_NEW_ITEMS(arena, struct pm_family_term, family->term_count + 1);
    for (size_t i = 0; i < family->term_count; i++)
        terms[i] = family->terms[i];
    terms[family->term_count] = *term;
    family->terms = terms;
    return (uint16_t)family->term_count++;
}

static void add_metrics(struct pm_guard *guard, struct pm_family *family, size_t group)
{
    const struct pm_model *model = pm_cells_model(guard->cells);
    family->metrics = PM_NEW_ITEMS(guard->arena, struct pm_family_metric, model->metric_count + 1);
    for (size_t i = 0; i < model->metric_count; i++) {
        struct pm_family_term terms[PM_MOST_TERMS];
        if (guard->groups[i] != group || !is_wished(guard, model->metrics[i])) continue;
        struct pm_family_metric *metric = &family->metrics[family->metric_count++];
        metric->metric = model->metrics[i];
        pm_metric_terms(guard->arena, model->metrics[i], terms);
        for (size_t j = 0; j < PM_MOST_TERMS; j++)
            metric->terms[j] = number_term(guard->arena, family, &terms[j]);
    }
}

static bool is_same_privacy(const struct pm_privacy *a, const struct pm_privacy *b)
{
    if (a == b) return true;
    bool same = a->minimum.n == b->minimum.n && a->minimum.cell == b->minimum.cell &&
                a->complement_hidden == b->complement_hidden &&
                a->spares_parts == b->spares_parts && a->zeros_protected == b->zeros_protected &&
                a->cap_count == b->cap_count;
    return same && (a->caps == b->caps || !a->cap_count);
}

/* From the audience that sees most to the one that is asked for. Those with the rules of the next
 * one, and no memory of their own, decide the same. */
static void decide(struct pm_guard *guard, struct decision *decision)
{
    const struct pm_privacy *rules = pm_cells_model(guard->cells)->project->privacy;
    size_t size = decision->family.metric_count * decision->family.cell_count + 1;
    struct pm_reader reader = {.ledger = guard->ledger};
    for (int audience = 0; audience <= (int)guard->audience; audience++) {
        bool has_ledger = false;
        for (int i = 0; i < PM_AUDIENCE_COUNT; i++)
            has_ledger = has_ledger || pm_ledger_has(guard->ledger, (enum pm_audience)i);
        if (!has_ledger && audience < (int)guard->audience &&
            is_same_privacy(&rules[audience], &rules[audience + 1]))
            continue;
        reader.audience = (enum pm_audience)audience;
        reader.privacy = &rules[audience];
        reader.kept = decision->veils;
        decision->veils = PM_NEW_ITEMS(guard->arena, uint8_t, size);
        decision->bands = PM_NEW_ITEMS(guard->arena, uint8_t, size);
        size_t open = pm_decide(guard->arena, &decision->family, guard->cells, &reader,
                                decision->veils, decision->bands);
        if (audience == (int)guard->audience) guard->open_count += open;
    }
}

static struct decision *find_decision(struct pm_guard *guard, const struct pm_cell_key *key)
{
    size_t group = guard->groups[key->metric->index];
    struct decision *decision = guard->decisions;
    while (decision &&
           (decision->group != group || decision->family.calendar != key->period.calendar ||
            (!guard->pools[group] && decision->family.year != key->period.year)))
        decision = decision->next;
    if (decision) return decision;
    decision = PM_NEW(guard->arena, struct decision);
    decision->group = group;
    decision->family.calendar = key->period.calendar;
    decision->family.year = key->period.year;
    decision->family.has_all_years = guard->pools[group];
    decision->next = guard->decisions;
    guard->decisions = decision;
    add_metrics(guard, &decision->family, group);
    pm_family_read(guard->arena, guard->cells, guard->request, guard->base_count,
                   &decision->family);
    decide(guard, decision);
    return decision;
}

/* ---- Asking ---- */

struct pm_guard *pm_guard_new(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, const struct pm_readers *readers)
{
    struct pm_guard *guard = PM_NEW(arena, struct pm_guard);
    struct pm_request *base = PM_NEW(arena, struct pm_request);
    guard->arena = arena;
    guard->cells = cells;
    guard->request = request ? request : base;
    guard->audience = readers->audience;
    guard->ledger = readers->ledger;
    if (readers->is_recorded) guard->buckets = PM_NEW_ITEMS(arena, struct asked *, BUCKETS);
    if (request) pm_request_all(arena, pm_cells_model(cells), base);
    guard->base_count = base->wishes.count;
    make_groups(guard);
    return guard;
}

const struct pm_privacy *pm_guard_privacy(const struct pm_guard *guard)
{
    return &pm_cells_model(guard->cells)->project->privacy[guard->audience];
}

size_t pm_guard_open_count(const struct pm_guard *guard)
{
    return guard->open_count;
}

const struct pm_cell_key *pm_guard_asked(const struct pm_guard *guard, size_t *count)
{
    *count = guard->asked.count;
    return guard->asked.items;
}

static void note_asked(struct pm_guard *guard, const struct pm_cell_key *key)
{
    struct asked **bucket = &guard->buckets[pm_key_hash(key) % BUCKETS];
    for (const struct asked *asked = *bucket; asked; asked = asked->next)
        if (pm_key_equal(&asked->key, key)) return;
    struct asked *asked = PM_NEW(guard->arena, struct asked);
    asked->key = *key;
    asked->next = *bucket;
    *bucket = asked;
    PM_PUSH(guard->arena, &guard->asked, *key);
}

/* True when a figure that this one is worked out from may not be shown. */
static bool rests_on_hidden(struct pm_guard *guard, const struct pm_cell_key *key)
{
    struct pm_cell_key *parts = NULL;
    bool is_hidden = false;
    if (!key->metric->part_count) return false;
    struct pm_arena *scratch = pm_arena_new_scratch(guard->arena);
    size_t count = pm_cells_parts(guard->cells, scratch, key, &parts);
    for (size_t i = 0; i < count && !is_hidden; i++)
        is_hidden = pm_guard_ask(guard, &parts[i], NULL) != PM_VEIL_NONE;
    pm_arena_free(scratch);
    return is_hidden;
}

/* What is known of a figure that no family has. */
static enum pm_veil judge_alone(const struct pm_guard *guard, const struct pm_cell_key *key,
                                uint8_t *band)
{
    struct pm_cell cell;
    pm_cells_get(guard->cells, key, &cell);
    struct pm_privacy_verdict verdict = pm_judge_privacy(pm_guard_privacy(guard), &cell);
    if (band) *band = verdict.band;
    return verdict.veil;
}

enum pm_veil pm_guard_ask(struct pm_guard *guard, const struct pm_cell_key *key, uint8_t *band)
{
    size_t metric;
    size_t at;
    if (!key->metric || key->unit == PM_NO_UNIT || !pm_period_is(key->period)) return PM_VEIL_NONE;
    const struct decision *decision = find_decision(guard, key);
    if (!pm_family_find(&decision->family, guard->cells, key, &metric, &at))
        return judge_alone(guard, key, band);
    size_t index = metric * decision->family.cell_count + at;
    const struct pm_seen *seen = &decision->family.seen[index];
    if ((!seen->has_figure && !seen->is_none) || seen->is_public) return PM_VEIL_NONE;
    if (guard->buckets) note_asked(guard, key);
    if (rests_on_hidden(guard, key)) return PM_VEIL_HIDDEN;
    if (band) *band = decision->bands[index];
    return (enum pm_veil)decision->veils[index];
}
