/* relate.c: how the quantities of a family add up. */
#include "runtime/privacy/family.h"

#include <string.h>

struct relating {
    const struct pm_family *family;
    const struct pm_cells *cells;
    struct pm_web *web;
    uint32_t *parts; /* room for the parts of one sum */
};

/* ---- Groups ---- */

static const struct pm_group *union_of(const struct relating *relating,
                                       const struct pm_dimension *dimension, size_t group)
{
    const struct pm_group *declared =
        pm_cells_dimension(relating->cells, dimension)->groups[group].declared;
    return declared && declared->part_count ? declared : NULL;
}

/* How far apart groups of a side lie among the combinations of a crossing. */
static size_t stride_of(const struct pm_crossing_cells *crossing, size_t side)
{
    size_t stride = 1;
    for (size_t i = side + 1; i < crossing->dimension_count; i++)
        stride *= crossing->sizes[i];
    return stride;
}

/* The combination of `outer`, which lacks one side of `inner`, that a combination belongs to. */
static size_t without_side(const struct pm_crossing_cells *inner, size_t side, size_t combination)
{
    size_t stride = stride_of(inner, side);
    return combination / (stride * inner->sizes[side]) * stride + combination % stride;
}

static const struct pm_crossing_cells *
find_outer(const struct pm_family *family, const struct pm_crossing_cells *inner, size_t side)
{
    for (size_t i = 0; i < family->crossing_count; i++) {
        const struct pm_crossing_cells *outer = &family->crossings[i];
        size_t same = 0;
        if (outer->dimension_count + 1 != inner->dimension_count) continue;
        while (same < outer->dimension_count &&
               outer->dimensions[same] == inner->dimensions[same + (same >= side)])
            same++;
        if (same == outer->dimension_count) return outer;
    }
    return NULL;
}

/* One sum over the groups of a side, in the cells that start at `first`, `step` apart. */
static void relate_side(const struct relating *relating, size_t term, uint32_t total,
                        const struct pm_crossing_cells *inner, size_t side, size_t first,
                        size_t step)
{
    const struct pm_dimension *dimension = inner->dimensions[side];
    size_t count = 0;
    if (!relating->web->quantities.items[total].is_used) return;
    for (size_t group = 0; group < inner->sizes[side]; group++) {
        uint32_t part = pm_web_quantity(relating->web, term, first + group * step);
        if (dimension->overlapping)
            pm_web_relate(relating->web, total, &part, 1, PM_REST_KNOWN);
        else if (!union_of(relating, dimension, group))
            relating->parts[count++] = part;
    }
    if (count) pm_web_relate(relating->web, total, relating->parts, count, PM_REST_KNOWN);
}

static void relate_groups(const struct relating *relating, size_t term, size_t period)
{
    const struct pm_family *family = relating->family;
    for (size_t i = 0; i < family->crossing_count; i++) {
        const struct pm_crossing_cells *inner = &family->crossings[i];
        for (size_t side = 0; side < inner->dimension_count; side++) {
            const struct pm_crossing_cells *outer = find_outer(family, inner, side);
            size_t stride = stride_of(inner, side);
            for (size_t at = 0; outer && at < inner->count; at++) {
                if (at / stride % inner->sizes[side] != 0) continue;
                size_t whole = without_side(inner, side, at);
                for (size_t unit = 0; unit < family->unit_count; unit++)
                    relate_side(
                        relating, term,
                        pm_web_quantity(relating->web, term,
                                        pm_family_cell(family, period, outer->first + whole, unit)),
                        inner, side, pm_family_cell(family, period, inner->first + at, unit),
                        stride * family->unit_count);
            }
        }
    }
}

/* Groups that are several together: `group not_white of black, asian`. */
static void relate_union(const struct relating *relating, size_t term, size_t period,
                         const struct pm_crossing_cells *crossing, size_t side, size_t at)
{
    const struct pm_family *family = relating->family;
    const struct pm_dimension *dimension = crossing->dimensions[side];
    size_t stride = stride_of(crossing, side);
    size_t group = at / stride % crossing->sizes[side];
    const struct pm_group *whole = union_of(relating, dimension, group);
    if (!whole || dimension->overlapping) return;
    for (size_t unit = 0; unit < family->unit_count; unit++) {
        for (size_t i = 0; i < whole->part_count; i++) {
            size_t part = at - group * stride + whole->parts[i]->index * stride;
            relating->parts[i] = pm_web_quantity(
                relating->web, term, pm_family_cell(family, period, crossing->first + part, unit));
        }
        uint32_t total = pm_web_quantity(
            relating->web, term, pm_family_cell(family, period, crossing->first + at, unit));
        pm_web_relate(relating->web, total, relating->parts, whole->part_count, PM_REST_KNOWN);
    }
}

static void relate_unions(const struct relating *relating, size_t term, size_t period)
{
    const struct pm_family *family = relating->family;
    for (size_t i = 0; i < family->crossing_count; i++) {
        const struct pm_crossing_cells *crossing = &family->crossings[i];
        for (size_t side = 0; side < crossing->dimension_count; side++)
            for (size_t at = 0; at < crossing->count; at++)
                relate_union(relating, term, period, crossing, side, at);
    }
}

/* ---- Units ---- */

static void relate_units(const struct relating *relating, size_t period)
{
    const struct pm_family *family = relating->family;
    struct pm_arena *scratch = pm_arena_new_scratch(relating->web->arena);
    for (size_t unit = 0; unit < family->unit_count; unit++) {
        uint32_t *below = NULL;
        size_t count = pm_cells_below(relating->cells, scratch, family->units[unit],
                                      family->periods[period], &below);
        for (size_t term = 0; count && term < relating->web->term_count; term++) {
            for (size_t group = 0; group < family->group_count; group++) {
                size_t parts = 0;
                for (size_t i = 0; i < count; i++) {
                    uint32_t place = family->unit_place[below[i]];
                    if (place != PM_NO_INDEX)
                        relating->parts[parts++] = pm_web_quantity(
                            relating->web, term, pm_family_cell(family, period, group, place));
                }
                uint32_t total = pm_web_quantity(relating->web, term,
                                                 pm_family_cell(family, period, group, unit));
                pm_web_relate(relating->web, total, relating->parts, parts, PM_REST_KNOWN);
            }
        }
    }
    pm_arena_free(scratch);
}

/* ---- Periods ---- */

/* Parts of a year add up to it where the figures count rows of days, not persons: so only where
 * they do. */
static void relate_periods(const struct relating *relating, size_t whole, char part)
{
    const struct pm_family *family = relating->family;
    size_t cells = family->group_count * family->unit_count;
    for (size_t term = 0; term < relating->web->term_count; term++)
        for (size_t at = 0; at < cells; at++) {
            size_t count = 0;
            for (size_t i = 0; i < family->period_count; i++)
                if (family->periods[i].part == part &&
                    pm_period_within(family->periods[i], family->periods[whole]))
                    relating->parts[count++] = pm_web_quantity(relating->web, term, i * cells + at);
            pm_web_relate(relating->web, pm_web_quantity(relating->web, term, whole * cells + at),
                          relating->parts, count, PM_REST_NONE);
        }
}

static void relate_all_periods(const struct relating *relating)
{
    const struct pm_family *family = relating->family;
    for (size_t whole = 0; whole < family->period_count; whole++) {
        bool seen[256] = {false};
        for (size_t i = 0; i < family->period_count; i++) {
            char part = family->periods[i].part;
            if (part == family->periods[whole].part || seen[(unsigned char)part]) continue;
            if (!pm_period_within(family->periods[i], family->periods[whole])) continue;
            seen[(unsigned char)part] = true;
            relate_periods(relating, whole, part);
        }
    }
}

/* ---- Several years, and parts of a year so far ---- */

static uint16_t find_plain(const struct relating *relating, const struct pm_family_term *term)
{
    for (size_t i = 0; i < relating->family->term_count; i++)
        if (relating->family->terms[i].text != term->text &&
            strcmp(relating->family->terms[i].text, term->plain) == 0)
            return (uint16_t)i;
    return UINT16_MAX;
}

static size_t find_period(const struct pm_family *family, struct pm_period period)
{
    size_t at = 0;
    while (at < family->period_count && !pm_period_equal(family->periods[at], period))
        at++;
    return at;
}

/* The cells of a period, as parts or total of sums over periods. */
static uint32_t cell_in(const struct relating *relating, uint16_t term, size_t period, size_t at)
{
    size_t cells = relating->family->group_count * relating->family->unit_count;
    return pm_web_quantity(relating->web, term, period * cells + at);
}

/* A figure of three years is the sum of the three, where these are figures too. */
static void relate_pool(const struct relating *relating, uint16_t pooled, uint16_t plain,
                        size_t period, int32_t years)
{
    const struct pm_family *family = relating->family;
    size_t cells = family->group_count * family->unit_count;
    for (size_t at = 0; at < cells; at++) {
        size_t count = 0;
        for (int32_t i = 0; i < years; i++) {
            struct pm_period earlier = family->periods[period];
            earlier.year -= i;
            size_t place = find_period(family, earlier);
            if (place == family->period_count) continue;
            relating->parts[count++] = cell_in(relating, plain, place, at);
        }
        pm_web_relate(relating->web, cell_in(relating, pooled, period, at), relating->parts, count,
                      PM_REST_NONE);
    }
}

/* What is new since the part before is a count of its own, whether somebody shows it or not. */
static void relate_to_date(const struct relating *relating, const struct pm_family_term *term,
                           uint16_t so_far, uint16_t plain, size_t period)
{
    const struct pm_family *family = relating->family;
    size_t cells = family->group_count * family->unit_count;
    struct pm_period before = family->periods[period];
    before.number--;
    size_t place = before.number > 0 ? find_period(family, before) : family->period_count;
    bool has_before = place < family->period_count;
    if (plain == UINT16_MAX && !(has_before && term->counts_events)) return;
    for (size_t at = 0; at < cells; at++) {
        size_t count = 0;
        if (has_before) relating->parts[count++] = cell_in(relating, so_far, place, at);
        if (plain != UINT16_MAX) relating->parts[count++] = cell_in(relating, plain, period, at);
        pm_web_relate(relating->web, cell_in(relating, so_far, period, at), relating->parts, count,
                      plain != UINT16_MAX ? PM_REST_NONE : PM_REST_KNOWN);
    }
}

static void relate_across(const struct relating *relating)
{
    const struct pm_family *family = relating->family;
    for (size_t i = 0; i < family->term_count; i++) {
        const struct pm_family_term *term = &family->terms[i];
        uint16_t own = (uint16_t)i;
        uint16_t plain = find_plain(relating, term);
        for (size_t period = 0; period < family->period_count; period++) {
            if (term->pool_years && plain != UINT16_MAX)
                relate_pool(relating, own, plain, period, term->pool_years);
            if (term->is_to_date) relate_to_date(relating, term, own, plain, period);
        }
    }
}

void pm_family_relate(const struct pm_family *family, const struct pm_cells *cells,
                      struct pm_web *web)
{
    struct relating relating = {.family = family, .cells = cells, .web = web};
    relating.parts = PM_NEW_ITEMS(
        web->arena, uint32_t, family->group_count + family->unit_count + family->period_count + 1);
    for (size_t period = 0; period < family->period_count; period++) {
        for (size_t term = 0; term < web->term_count; term++) {
            relate_groups(&relating, term, period);
            relate_unions(&relating, term, period);
        }
        relate_units(&relating, period);
    }
    relate_all_periods(&relating);
    relate_across(&relating);
}
