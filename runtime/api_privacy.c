/* api_privacy.c: what can be worked out of published files. */
#include "runtime/published.h"
#include "runtime/session.h"

#include <inttypes.h>
#include <string.h>

enum { USUAL_WIDTH = 10 };

/* ---- What the project knows ---- */

static void set_units_of_model(struct pm_attack *attack, const struct pm_model *model)
{
    for (size_t i = 0; i < model->unit_count; i++)
        if (model->units[i]->above)
            pm_attack_set_above(attack, model->units[i]->name, model->units[i]->above->name);
}

static void set_units_of_cells(struct pm_attack *attack, const struct pm_cells *cells)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(cells, &count);
    for (size_t i = 0; i < count; i++)
        if (units[i].above != PM_NO_UNIT)
            pm_attack_set_above(attack, units[i].id, units[units[i].above].id);
}

static void set_dimensions(struct pm_attack *attack, const struct pm_model *model)
{
    for (size_t i = 0; i < model->dimension_count; i++) {
        const struct pm_dimension *dimension = model->dimensions[i];
        if (dimension->overlapping) pm_attack_set_overlapping(attack, dimension->name);
        for (size_t j = 0; j < dimension->group_count; j++) {
            const struct pm_group *group = dimension->groups[j];
            for (size_t k = 0; k < group->part_count; k++)
                pm_attack_set_union(attack, dimension->name, group->name, group->parts[k]->name);
        }
    }
}

static void set_what_is_known(const struct pm_session *session, struct pm_attack *attack)
{
    if (!session->compilation || !session->compilation->model) return;
    const struct pm_model *model = session->compilation->model;
    set_dimensions(attack, model);
    if (session->cells)
        set_units_of_cells(attack, session->cells);
    else
        set_units_of_model(attack, model);
}

/* The largest number of persons that is asked for, for whatever audience. */
static int64_t width_of(const struct pm_session *session)
{
    int64_t width = 0;
    if (!session->compilation || !session->compilation->model) return USUAL_WIDTH;
    for (size_t i = 0; i < PM_AUDIENCE_COUNT; i++) {
        const struct pm_privacy *privacy = &session->compilation->model->project->privacy[i];
        if (privacy->minimum.n > width) width = privacy->minimum.n;
    }
    return width ? width : USUAL_WIDTH;
}

/* ---- What was found ---- */

static const char *code_of(struct pm_arena *arena, enum pm_disclosure_kind kind)
{
    static const enum pm_code codes[] = {[PM_DISCLOSED_EXACTLY] = PM_FIGURE_RECOVERED,
                                         [PM_DISCLOSED_NEARLY] = PM_FIGURE_NARROWED,
                                         [PM_DISCLOSED_CHANGE] = PM_FIGURES_DIFFER};
    return pm_arena_format(arena, "PM%04d", pm_code_info(codes[kind])->number);
}

static const char *groups_of(struct pm_arena *arena, const struct pm_published *figure)
{
    const char *text = figure->side_count ? "" : "all";
    for (size_t i = 0; i < figure->side_count; i++)
        text = pm_arena_format(arena, "%s%s%s.%s", text, i ? "*" : "", figure->sides[i].dimension,
                               figure->sides[i].group);
    return text;
}

static void list_disclosure(struct pm_listing *list, const struct pm_disclosure *disclosure)
{
    const struct pm_published *figure = disclosure->figure;
    pm_listing_add(list);
    pm_list_text(list, PM_KEY_listed_disclosure_code, code_of(list->arena, disclosure->kind));
    pm_list_text(list, PM_KEY_listed_disclosure_metric, figure->metric);
    pm_list_text(list, PM_KEY_listed_disclosure_period, figure->period);
    pm_list_text(list, PM_KEY_listed_disclosure_unit, figure->unit);
    pm_list_text(list, PM_KEY_listed_disclosure_group, groups_of(list->arena, figure));
    pm_list_text(list, PM_KEY_listed_disclosure_number,
                 disclosure->is_numerator ? "numerator" : "denominator");
    pm_list_number(list, PM_KEY_listed_disclosure_least, disclosure->least);
    if (disclosure->most != INT64_MAX)
        pm_list_number(list, PM_KEY_listed_disclosure_most, disclosure->most);
    pm_list_text(list, PM_KEY_listed_disclosure_file, figure->file);
    pm_list_number(list, PM_KEY_listed_disclosure_line, figure->line);
    if (disclosure->other)
        pm_list_text(list, PM_KEY_listed_disclosure_other, disclosure->other->file);
}

static void write_summary(struct pm_sink *sink, size_t files, const struct pm_attack_result *result)
{
    static const char *const what[] = {[PM_DISCLOSED_EXACTLY] = "can be worked out",
                                       [PM_DISCLOSED_NEARLY] = "nearly",
                                       [PM_DISCLOSED_CHANGE] = "differ by few"};
    size_t counts[3] = {0};
    const char *before = ": ";
    for (size_t i = 0; i < result->count; i++)
        counts[result->disclosures[i].kind]++;
    pm_put_format(sink, "%zu file%s, %zu figure%s, %zu of them hidden", files,
                  files == 1 ? "" : "s", result->figures, result->figures == 1 ? "" : "s",
                  result->hidden);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (!counts[i]) continue;
        pm_put_format(sink, "%s%zu %s", before, counts[i], what[i]);
        before = ", ";
    }
    pm_put(sink, result->count ? "\n" : ": nothing hidden can be worked out\n");
    if (result->has_loose_units && result->hidden)
        pm_put(sink,
               "units do not add up to one of them: sums over units were not looked at; in the "
               "project's folder, after `pm load`, they are\n");
    if (result->unexamined)
        pm_put_format(
            sink,
            "%zu hidden numbers hang together too widely to be worked out all at once: for "
            "these, bounds that single sums give\n",
            result->unexamined);
    if (result->contradicting)
        pm_put_format(sink,
                      "%zu hidden numbers have no value with which all sums hold that seem to: "
                      "nothing is said of these\n",
                      result->contradicting);
}

struct audit_call {
    const struct pm_audit_request *request;
    const struct pm_write_options *options;
    const struct pm_output *output;
    struct pm_counts *counts;
};

struct disclosures {
    PM_ARRAY(struct pm_disclosure) list;
};

/* ---- Versions ---- */

static bool is_listed(const struct disclosures *disclosures, const struct pm_disclosure *one)
{
    for (size_t i = 0; i < disclosures->list.count; i++) {
        const struct pm_disclosure *other = &disclosures->list.items[i];
        bool is_same = other->is_numerator == one->is_numerator &&
                       other->figure->line == one->figure->line &&
                       strcmp(other->figure->file, one->figure->file) == 0;
        if (is_same) return true;
    }
    return false;
}

/* What follows from one file by itself: it is about few, or differs by few from what another file
 * says of the same figure. */
static void add_of_file(struct pm_arena *arena, const struct pm_attack *all,
                        const struct pm_disclosure *own, int64_t width, struct disclosures *out)
{
    struct pm_disclosure added = *own;
    const struct pm_published *known = pm_attack_known(all, own->figure);
    int64_t other = !known ? -1 : own->is_numerator ? known->numerator : known->persons;
    int64_t apart = other < own->least ? own->least - other : other - own->least;
    bool is_change = own->kind == PM_DISCLOSED_EXACTLY && other >= 0 && apart > 0 && apart < width;
    if (is_change) {
        added.kind = PM_DISCLOSED_CHANGE;
        added.other = known;
        added.is_few = true;
        added.least = other < own->least ? other : own->least;
        added.most = added.least + apart;
    }
    if ((is_change || own->is_few) && !is_listed(out, &added)) PM_PUSH(arena, &out->list, added);
}

/* Files that differ are read one by one, too: a number that a later one hides may follow from its
 * others. */
static void add_versions(struct pm_session *session, const struct pm_audit_request *request,
                         const struct pm_attack *all, int64_t width,
                         struct pm_attack_result *result)
{
    struct disclosures found = {0};
    for (size_t i = 0; i < result->count; i++)
        PM_PUSH(session->scratch, &found.list, result->disclosures[i]);
    for (size_t i = 0; i < request->file_count; i++) {
        struct pm_attack *attack = pm_attack_new(session->scratch);
        set_what_is_known(session, attack);
        if (!pm_read_published(session->scratch, request->files[i], session->about_run, attack))
            continue;
        struct pm_attack_result own = pm_attack_run(attack, width);
        for (size_t j = 0; j < own.count; j++)
            add_of_file(session->scratch, all, &own.disclosures[j], width, &found);
    }
    result->disclosures = found.list.items;
    result->count = found.list.count;
}

/* ---- The whole ---- */

static void list_all(const struct pm_attack_result *result, struct pm_listing *list,
                     struct pm_counts *counts)
{
    for (size_t i = 0; i < result->count; i++) {
        list_disclosure(list, &result->disclosures[i]);
        if (result->disclosures[i].is_few)
            counts->errors++;
        else
            counts->infos++;
    }
}

static enum pm_status write_audit(struct pm_session *session, void *arguments)
{
    const struct audit_call *call = arguments;
    const struct pm_audit_request *request = call->request;
    int64_t width = request->width > 0 ? request->width : width_of(session);
    struct pm_attack *attack = pm_attack_new(session->scratch);
    set_what_is_known(session, attack);
    for (size_t i = 0; i < request->file_count; i++)
        if (!pm_read_published(session->scratch, request->files[i], session->about_run, attack))
            return PM_REFUSED;
    struct pm_attack_result result = pm_attack_run(attack, width);
    if (result.has_versions) add_versions(session, request, attack, width, &result);
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_disclosure);
    list_all(&result, list, call->counts);
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON) {
        pm_write_listing_json(&sink, list);
        return PM_OK;
    }
    if (result.count) pm_write_listing_text(session->scratch, &sink, &style, list);
    if (result.count) pm_put(&sink, "\n");
    write_summary(&sink, request->file_count, &result);
    return PM_OK;
}

enum pm_status pm_write_privacy_audit(struct pm_session *session,
                                      const struct pm_audit_request *request,
                                      const struct pm_write_options *options,
                                      const struct pm_output *output, struct pm_counts *counts)
{
    struct audit_call call = {request, options, output, counts};
    *counts = (struct pm_counts){0};
    return pm_session_guard(session, write_audit, &call);
}
