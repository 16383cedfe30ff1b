/* path.c: ways from the rows of a source to columns of others, along references. */
#include "lang/model/model.h"

/* A source that the search has reached. */
struct reached {
    const struct pm_source_decl *source;
    const struct pm_column *through; /* the column that leads here; NULL at the start */
    size_t before;                   /* index of the source it was reached from */
    size_t steps;
};

struct search {
    PM_ARRAY(struct reached) reached;
};

static bool is_reached(const struct search *search, const struct pm_source_decl *source)
{
    for (size_t i = 0; i < search->reached.count; i++)
        if (search->reached.items[i].source == source) return true;
    return false;
}

/* Breadth first, columns in order: the first way found is the shortest. The index of the source
 * wanted, or the count of those reached. */
static size_t search_source(struct pm_arena *arena, struct search *search,
                            const struct pm_source_decl *from, const struct pm_source_decl *wanted)
{
    PM_PUSH(arena, &search->reached, ((struct reached){.source = from}));
    for (size_t i = 0; i < search->reached.count; i++) {
        struct reached at = search->reached.items[i];
        if (at.source == wanted) return i;
        for (size_t j = 0; j < at.source->column_count; j++) {
            const struct pm_column *column = at.source->columns[j];
            if (!column->refers_to || is_reached(search, column->refers_to)) continue;
            struct reached next = {column->refers_to, column, i, at.steps + 1};
            PM_PUSH(arena, &search->reached, next);
        }
    }
    return search->reached.count;
}

bool pm_path_to_column(struct pm_arena *arena, const struct pm_source_decl *from,
                       const struct pm_column *to, struct pm_path *out)
{
    struct search search = {0};
    size_t at = search_source(arena, &search, from, to->source);
    if (at == search.reached.count) return false;
    size_t steps = search.reached.items[at].steps;
    out->previous = false;
    out->count = steps + 1;
    out->steps = PM_NEW_ITEMS(arena, const struct pm_column *, steps + 1);
    out->steps[steps] = to;
    for (size_t i = steps; i > 0; at = search.reached.items[at].before)
        out->steps[--i] = search.reached.items[at].through;
    return true;
}

bool pm_path_to_dimension(struct pm_arena *arena, const struct pm_source_decl *source,
                          const struct pm_dimension *dimension, struct pm_path *out)
{
    bool found = false;
    for (size_t i = 0; i < dimension->column_count; i++) {
        struct pm_path path;
        if (!pm_path_to_column(arena, source, dimension->columns[i], &path)) continue;
        if (found && path.count >= out->count) continue;
        *out = path;
        found = true;
    }
    return found;
}
