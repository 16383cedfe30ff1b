/* ranks.c: an order of quantities that does not depend on the order of declarations and rows, or on
 * names in the plan: by what readers see, the labels of units, groups and metrics. */
#include "runtime/privacy/decide.h"

static uint64_t add_text(uint64_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3U;
    return (hash ^ 0xFF) * 0x100000001B3U;
}

static uint64_t add_number(uint64_t hash, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        hash = (hash ^ (number >> 8 * i & 0xFF)) * 0x100000001B3U;
    return hash;
}

static const uint64_t start = 0xCBF29CE484222325U;

static uint64_t rank_of_cell(const struct pm_deciding *deciding, size_t at)
{
    const struct pm_crossing_cells *crossing = NULL;
    struct pm_cell_key key = pm_family_key(deciding->family, at, &crossing);
    size_t count = 0;
    const struct pm_cell_unit *unit = &pm_cells_units(deciding->cells, &count)[key.unit];
    uint64_t hash = add_text(start, unit->label);
    if (!unit->declared) hash = add_text(hash, unit->id);
    hash = add_number(hash, (uint64_t)key.period.year);
    hash = add_number(hash, (uint64_t)(unsigned char)key.period.part);
    hash = add_number(hash, (uint64_t)key.period.number);
    uint64_t sides = 0; /* in any order */
    for (size_t i = 0; i < key.side_count; i++) {
        const struct pm_cell_dimension *dimension =
            pm_cells_dimension(deciding->cells, crossing->dimensions[i]);
        uint64_t side = add_text(start, crossing->dimensions[i]->label);
        sides += add_text(side, dimension->groups[key.sides[i].group].label);
    }
    return add_number(hash, sides);
}

void pm_rank_quantities(const struct pm_deciding *deciding)
{
    const struct pm_family *family = deciding->family;
    struct pm_web *web = deciding->web;
    for (size_t i = 0; i < web->term_count; i++)
        web->terms[i].rank = UINT64_MAX;
    for (size_t i = 0; i < family->metric_count; i++)
        for (size_t j = 0; j < PM_MOST_TERMS; j++) {
            uint16_t term = family->metrics[i].terms[j];
            uint64_t rank = add_number(add_text(start, family->metrics[i].metric->label), j);
            if (term != UINT16_MAX && rank < web->terms[term].rank) web->terms[term].rank = rank;
        }
    for (size_t cell = 0; cell < web->cell_count; cell++) {
        uint64_t rank = rank_of_cell(deciding, cell);
        for (size_t term = 0; term < web->term_count; term++)
            web->quantities.items[pm_web_quantity(web, term, cell)].rank =
                add_number(rank, web->terms[term].rank);
    }
}
