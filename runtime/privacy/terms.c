/* terms.c: what the figures of a metric count, so that equal counts are known as such. */
#include "runtime/privacy/family.h"

static const char *text_of(struct pm_arena *arena, const struct pm_term *term, const char *within)
{
    return pm_arena_format(arena, "%s %s of %s where %s%s%s", pm_aggregate_name(term->aggregate),
                           pm_expression_text(arena, term->expression), term->source->name,
                           pm_expression_text(arena, term->where), *within ? " within " : "",
                           within);
}

/* Rows of a term's source that it counts. */
static const char *rows_of(struct pm_arena *arena, const struct pm_term *term, const char *within)
{
    struct pm_term rows = *term;
    rows.aggregate = PM_AGGREGATE_COUNT;
    rows.expression = NULL;
    return text_of(arena, &rows, within);
}

/* Rows of days, not of persons by their totals: those of one day are of one period alone. */
static bool counts_events(const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->column_count; i++)
        if (source->columns[i]->kind == PM_COLUMN_GATHERED) return false;
    return !source->is_summary && source->period_format.writing == PM_WRITES_DAY;
}

/* Adds to the texts what makes the same count another one: other years, parts of a year, a day. */
static void say_when(struct pm_arena *arena, const struct pm_metric *metric,
                     const struct pm_source_decl *source, struct pm_family_term *term)
{
    bool is_to_date = metric->observed == PM_OBSERVED_YEAR_TO_DATE;
    term->plain = term->text;
    term->counts_events = counts_events(source);
    if (metric->pool_years > 1) {
        term->pool_years = metric->pool_years;
        term->text = pm_arena_format(arena, "%s pool %d", term->text, (int)metric->pool_years);
    } else if (is_to_date) {
        term->is_to_date = true;
        term->text = pm_arena_format(arena, "%s to date", term->text);
    } else if (metric->observed == PM_OBSERVED_SNAPSHOT) {
        term->text = pm_arena_format(arena, "%s on %d-%d", term->text,
                                     (int)metric->observed_on.month, (int)metric->observed_on.day);
    }
}

static void name_rate(struct pm_arena *arena, const struct pm_metric *metric, const char *matched,
                      struct pm_family_term out[PM_MOST_TERMS])
{
    const struct pm_term *base = &metric->denominator;
    const char *within = matched;
    if (metric->numerator.source == base->source && base->where)
        within = pm_arena_format(arena, "%s %s", matched, pm_expression_text(arena, base->where));
    if (!metric->has_participation) out[PM_TERM_DENOMINATOR].text = text_of(arena, base, matched);
    out[PM_TERM_NUMERATOR].text = text_of(arena, &metric->numerator, within);
}

void pm_metric_terms(struct pm_arena *arena, const struct pm_metric *metric,
                     struct pm_family_term out[PM_MOST_TERMS])
{
    const struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
    const char *matched = metric->match_count ? metric->name : "";
    bool adds = base->aggregate == PM_AGGREGATE_COUNT || base->aggregate == PM_AGGREGATE_SUM;
    for (size_t i = 0; i < PM_MOST_TERMS; i++)
        out[i] = (struct pm_family_term){.text = NULL};
    if (metric->part_count || metric->formula || base->set) return; /* worked out from figures */
    if (metric->has_n)
        out[PM_TERM_N].text = text_of(arena, &metric->n, "");
    else if (!base->source->is_summary)
        out[PM_TERM_N].text = rows_of(arena, base, matched);
    else if (metric->is_rate && !metric->has_participation)
        out[PM_TERM_N].text = text_of(arena, base, matched);
    if (metric->is_rate)
        name_rate(arena, metric, matched, out);
    else if (adds)
        out[PM_TERM_NUMERATOR].text = text_of(arena, base, matched);
    for (size_t i = 0; i < PM_MOST_TERMS; i++)
        if (out[i].text) say_when(arena, metric, base->source, &out[i]);
}
