/* api_release.c: releases in the store: what they showed is read before a run, and a new one is
 * written after it. */
#include "runtime/privacy/ledger.h"
#include "runtime/session.h"
#include "runtime/store/releases.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const shown_words[] = {[PM_SHOWN_FULLY] = "value",
                                          [PM_SHOWN_BELOW_CAP] = "below",
                                          [PM_SHOWN_ABOVE_CAP] = "above",
                                          [PM_SHOWN_NOTHING] = "hidden"};

/* ---- Texts ---- */

static const char *ratio_text(struct pm_arena *arena, struct pm_ratio ratio)
{
    bool fits = pm_ratio_is_defined(ratio) && ratio.numerator <= INT64_MAX &&
                ratio.numerator >= INT64_MIN && ratio.denominator <= INT64_MAX;
    if (!fits) return "";
    return pm_arena_format(arena, "%" PRId64 "/%" PRId64, (int64_t)ratio.numerator,
                           (int64_t)ratio.denominator);
}

static struct pm_ratio read_ratio(const char *text)
{
    char *end = NULL;
    long long numerator = strtoll(text, &end, 10);
    if (end == text || *end != '/') return pm_ratio_undefined();
    long long denominator = strtoll(end + 1, NULL, 10);
    return denominator > 0 ? pm_ratio_make(numerator, denominator) : pm_ratio_undefined();
}

static const char *groups_text(struct pm_arena *arena, const struct pm_cells *cells,
                               const struct pm_cell_key *key)
{
    const char *text = "";
    const struct pm_model *model = pm_cells_model(cells);
    for (size_t i = 0; i < key->side_count; i++) {
        const struct pm_dimension *dimension = model->dimensions[key->sides[i].dimension];
        const struct pm_cell_dimension *groups = pm_cells_dimension(cells, dimension);
        text = pm_arena_format(arena, "%s%s%s.%s", text, i ? "," : "", dimension->name,
                               groups->groups[key->sides[i].group].name);
    }
    return text;
}

/* The side that "race.black" means; false when there is none. */
static bool read_side(const struct pm_cells *cells, struct pm_text text, struct pm_cell_side *out)
{
    const struct pm_model *model = pm_cells_model(cells);
    for (size_t i = 0; i < model->dimension_count; i++) {
        const char *name = model->dimensions[i]->name;
        size_t size = strlen(name);
        if (text.size <= size || strncmp(text.bytes, name, size) != 0 || text.bytes[size] != '.')
            continue;
        struct pm_text wanted = {text.bytes + size + 1, text.size - size - 1};
        const struct pm_cell_dimension *groups = pm_cells_dimension(cells, model->dimensions[i]);
        for (size_t group = 0; group < groups->group_count; group++) {
            if (!pm_text_is(wanted, groups->groups[group].name)) continue;
            *out = (struct pm_cell_side){(uint32_t)i, (uint32_t)group};
            return true;
        }
    }
    return false;
}

/* Groups are written in the order of the model of that time: they are put into that of ours. */
static bool read_groups(const struct pm_cells *cells, const char *text, struct pm_cell_key *key)
{
    while (*text) {
        size_t size = strcspn(text, ",");
        struct pm_cell_side side;
        struct pm_text one = {text, size};
        if (key->side_count == PM_MOST_SIDES || !read_side(cells, one, &side)) return false;
        size_t at = key->side_count++;
        while (at > 0 && key->sides[at - 1].dimension > side.dimension) {
            key->sides[at] = key->sides[at - 1];
            at--;
        }
        key->sides[at] = side;
        text += size + (text[size] == ',');
    }
    return true;
}

/* ---- Reading ---- */

/* A figure of a metric, unit or group that is no more tells nothing of those there are. */
static bool bind_figure(const struct pm_cells *cells, const struct pm_released_figure *figure,
                        struct pm_told *out)
{
    const struct pm_model *model = pm_cells_model(cells);
    *out = (struct pm_told){.n = figure->n,
                            .numerator = read_ratio(figure->numerator),
                            .denominator = read_ratio(figure->denominator),
                            .value = read_ratio(figure->value)};
    out->key.metric = pm_model_find_metric(model, pm_text_from(figure->metric));
    out->key.unit = pm_cells_find_unit(cells, pm_text_from(figure->unit));
    if (!out->key.metric || out->key.unit == PM_NO_UNIT) return false;
    if (!pm_period_parse(pm_text_from(figure->period), pm_model_calendars(model),
                         model->project->calendar_count, &out->key.period))
        return false;
    for (size_t i = 0; i < sizeof shown_words / sizeof *shown_words; i++)
        if (strcmp(shown_words[i], figure->shown) == 0) out->shown = (enum pm_shown)i;
    return read_groups(cells, figure->groups, &out->key);
}

bool pm_session_read_ledger(struct pm_session *session, const struct pm_ledger **out)
{
    struct pm_release_record *records = NULL;
    size_t count = 0;
    *out = NULL;
    if (!session->store) return true;
    if (!pm_store_list_releases(session->store, session->run, &records, &count)) return false;
    struct pm_ledger *ledger = count ? pm_ledger_new(session->run) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct pm_released_figure *figures = NULL;
        size_t figure_count = 0;
        enum pm_audience audience;
        if (!pm_audience_find(pm_text_from(records[i].audience), &audience)) continue;
        if (!pm_store_list_released(session->store, session->scratch, records[i].id, &figures,
                                    &figure_count))
            return false;
        for (size_t j = 0; j < figure_count; j++) {
            struct pm_told told;
            if (bind_figure(session->cells, &figures[j], &told))
                pm_ledger_add(ledger, audience, &told);
        }
    }
    *out = ledger;
    return true;
}

/* ---- Writing ---- */

static int compare_figures(const void *left, const void *right)
{
    const struct pm_released_figure *a = left;
    const struct pm_released_figure *b = right;
    int order = strcmp(a->metric, b->metric);
    if (!order) order = strcmp(a->period, b->period);
    if (!order) order = strcmp(a->unit, b->unit);
    return order ? order : strcmp(a->groups, b->groups);
}

static struct pm_released_figure *name_figures(struct pm_session *session, size_t *count)
{
    struct pm_arena *arena = session->scratch;
    struct pm_told *told = NULL;
    *count = pm_release_told(arena, session->view.release, &told);
    struct pm_released_figure *figures = PM_NEW_ITEMS(arena, struct pm_released_figure, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        const struct pm_cell_key *key = &told[i].key;
        char period[24];
        pm_period_format(key->period, period);
        figures[i] =
            (struct pm_released_figure){.metric = key->metric->name,
                                        .period = pm_arena_copy_text(arena, period, strlen(period)),
                                        .unit = pm_unit_id(session->view.release, key->unit),
                                        .groups = groups_text(arena, session->cells, key),
                                        .shown = shown_words[told[i].shown],
                                        .numerator = ratio_text(arena, told[i].numerator),
                                        .denominator = ratio_text(arena, told[i].denominator),
                                        .n = told[i].n,
                                        .value = ratio_text(arena, told[i].value)};
    }
    qsort(figures, *count, sizeof *figures, compare_figures);
    return figures;
}

static bool is_same_figure(const struct pm_released_figure *a, const struct pm_released_figure *b)
{
    return compare_figures(a, b) == 0 && strcmp(a->shown, b->shown) == 0 && a->n == b->n &&
           strcmp(a->numerator, b->numerator) == 0 && strcmp(a->denominator, b->denominator) == 0 &&
           strcmp(a->value, b->value) == 0;
}

/* True when a release of this name says the same already; a diagnostic when it says something
 * else. */
static enum pm_status find_release(struct pm_session *session, struct pm_store *store,
                                   const struct pm_release_record *record,
                                   const struct pm_released_figure *figures, size_t count,
                                   bool *found)
{
    struct pm_release_record *records = NULL;
    size_t record_count = 0;
    *found = false;
    if (!pm_store_list_releases(store, session->scratch, &records, &record_count))
        return PM_STORE_FAILED;
    for (size_t i = 0; i < record_count; i++) {
        struct pm_released_figure *earlier = NULL;
        size_t earlier_count = 0;
        if (strcmp(records[i].name, record->name) != 0) continue;
        if (!pm_store_list_released(store, session->scratch, records[i].id, &earlier,
                                    &earlier_count))
            return PM_STORE_FAILED;
        bool same = strcmp(records[i].audience, record->audience) == 0 && earlier_count == count;
        for (size_t j = 0; same && j < count; j++)
            same = is_same_figure(&earlier[j], &figures[j]);
        *found = same;
        if (same) return PM_OK;
        struct pm_diagnostic *problem = pm_diagnose_nowhere(
            session->about_run, PM_RELEASE_EXISTS,
            "there is a release `%s` for the audience `%s` already, of other figures", record->name,
            records[i].audience);
        pm_help(session->about_run, problem,
                "give this one another name; `pm list releases` has "
                "those there are");
        return PM_REFUSED;
    }
    return PM_OK;
}

static enum pm_status add_release(struct pm_session *session, struct pm_store *store,
                                  struct pm_release_record *record)
{
    size_t count = 0;
    bool found = false;
    const struct pm_released_figure *figures = name_figures(session, &count);
    enum pm_status status = find_release(session, store, record, figures, count, &found);
    if (status != PM_OK || found) return status;
    return pm_store_add_release(store, record, figures, count) ? PM_OK : PM_STORE_FAILED;
}

enum pm_status pm_session_record_release(struct pm_session *session,
                                         const struct pm_run_request *request)
{
    struct pm_release_record record = {
        .name = request->release,
        .audience = pm_audience_name(session->view.release->audience),
        .made_at = request->release_made_at ? request->release_made_at : "",
        .as_of = session->view.release->as_of,
        .model = pm_model_digest(session->scratch, pm_cells_model(session->cells))};
    struct pm_store *store =
        pm_store_open(session->run, request->store, PM_STORE_WRITE, session->about_run);
    if (!store || !pm_store_begin(store)) return PM_STORE_FAILED;
    enum pm_status status = add_release(session, store, &record);
    if (status != PM_OK) {
        pm_store_rollback(store);
        return status;
    }
    return pm_store_commit(store) ? PM_OK : PM_STORE_FAILED;
}

/* ---- Listing ---- */

struct pm_listing *pm_list_releases(struct pm_session *session, const char *store, int64_t known_at)
{
    (void)known_at; /* what was released is known whatever the data were */
    pm_session_start_run(session);
    struct pm_store *opened = pm_session_open_store(session, store);
    struct pm_release_record *records = NULL;
    size_t count = 0;
    if (!opened || !pm_store_list_releases(opened, session->run, &records, &count)) return NULL;
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_release);
    for (size_t i = 0; i < count; i++) {
        char day[16] = "";
        if (records[i].as_of != PM_NO_DAY) pm_format_day(records[i].as_of, day);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_release_name, records[i].name);
        pm_list_text(list, PM_KEY_listed_release_audience, records[i].audience);
        pm_list_text(list, PM_KEY_listed_release_as_of,
                     pm_arena_copy_text(session->scratch, day, strlen(day)));
        pm_list_text(list, PM_KEY_listed_release_made_at, records[i].made_at);
        pm_list_number(list, PM_KEY_listed_release_shown, records[i].shown);
        pm_list_number(list, PM_KEY_listed_release_hidden, records[i].hidden);
    }
    return list;
}
