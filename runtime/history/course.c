/* course.c: which series a subject has, and what is known of each. */
#include "runtime/history/course.h"

#include <string.h>

/* ---- Which keys ---- */

/* "compass/present/chronic_absence" of "status:compass/present/chronic_absence@harbor#frl=frl". */
static struct pm_text path_of(const char *key)
{
    const char *colon = strchr(key, ':');
    const char *path = colon ? colon + 1 : key;
    return (struct pm_text){path, strcspn(path, "@#~:")};
}

bool pm_subject_is(const char *subject, const char *key)
{
    size_t size = strlen(subject);
    if (strchr(subject, ':')) {
        size_t length = strlen(key);
        return strncmp(subject, key, length) == 0 &&
               (subject[length] == '\0' || subject[length] == ':');
    }
    struct pm_text path = path_of(key);
    if (!size || path.size < size) return false;
    const char *end = path.bytes + path.size - size;
    if (path.size > size && end[-1] != '/') return false;
    for (size_t i = 0; i < size; i++)
        if (end[i] != subject[i] && !(end[i] == '/' && subject[i] == '.')) return false;
    return true;
}

/* ---- Now ---- */

static const char *title_of(struct pm_arena *arena, const struct pm_release *release,
                            const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    const char *unit = pm_unit_label(release, subject->unit);
    if (!subject->metric) return finding->cycle ? finding->cycle->label : "";
    struct pm_buffer title;
    pm_buffer_start(&title, arena);
    pm_put(&title.sink, subject->metric->label);
    if (*unit) pm_put_format(&title.sink, ", %s", unit);
    if (subject->side_count)
        pm_put_format(&title.sink, ", %s",
                      pm_group_text(arena, release, subject->sides, subject->side_count));
    if (subject->has_reference)
        pm_put_format(&title.sink, " against %s", pm_reference_text(arena, release, subject));
    return pm_buffer_text(&title);
}

static struct pm_course_period period_of(struct pm_arena *arena, const struct pm_release *release,
                                         size_t index)
{
    const struct pm_finding *finding = &release->findings[index];
    return (struct pm_course_period){.period = pm_show_period(arena, finding->subject.period),
                                     .state = pm_state_info(finding->state)->word,
                                     .value = pm_finding_value(release, index),
                                     .expected = finding->expected,
                                     .shown = pm_finding_shown(arena, release, index),
                                     .finding = index};
}

/* The series with this key, a new one where there is none. */
static struct pm_course_series *series_of(struct pm_arena *arena, struct pm_course *course,
                                          struct pm_symbols *keys, const char *key)
{
    uint32_t number = pm_symbol_make(keys, pm_text_from(key))->id;
    if (number == course->series.count)
        PM_PUSH(arena, &course->series, ((struct pm_course_series){.key = key, .title = ""}));
    return &course->series.items[number];
}

static void take_findings(struct pm_arena *arena, struct pm_course *course, struct pm_symbols *keys,
                          const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    uint32_t *chosen = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &release->findings[view->chosen[i]];
        if (!pm_subject_is(course->subject, finding->key)) continue;
        chosen[count++] = view->chosen[i];
        struct pm_course_series *series = series_of(arena, course, keys, finding->key);
        series->title = title_of(arena, release, finding);
        series->metric = finding->subject.metric;
        series->is_difference = finding->subject.has_reference;
        series->is_reported = true;
        PM_PUSH(arena, &series->periods, period_of(arena, release, view->chosen[i]));
    }
    course->view = *view;
    course->view.chosen = chosen;
    course->view.chosen_count = count;
}

/* ---- Then ---- */

struct past {
    struct pm_arena *arena;
    struct pm_store *store;
    const char *audience;
    struct pm_recorded_run *runs;
    size_t run_count;
};

static const struct pm_recorded_run *run_of(const struct past *past, int64_t id)
{
    for (size_t i = 0; i < past->run_count; i++)
        if (past->runs[i].id == id) return &past->runs[i];
    return NULL;
}

/* One of several periods of a run stands for it: the last that was due. */
static void take_point(const struct past *past, struct pm_course_series *series,
                       const struct pm_recorded_point *point)
{
    const char *not_due = pm_state_info(PM_STATE_NOT_DUE)->word;
    size_t count = series->runs.count;
    struct pm_course_run *last = count ? &series->runs.items[count - 1] : NULL;
    bool is_due = strcmp(point->finding.texts[PM_RECORDED_STATE], not_due) != 0;
    const struct pm_recorded_run *run = run_of(past, point->run);
    if (!run) return;
    if (last && last->run == run) {
        if (is_due) last->finding = &point->finding;
        return;
    }
    PM_PUSH(past->arena, &series->runs,
            ((struct pm_course_run){
                .run = run, .finding = &point->finding, .has_before = last != NULL}));
}

/* Takes what the runs said of one key, of the periods that are meant. */
static bool take_runs(const struct past *past, struct pm_course *course, struct pm_symbols *keys,
                      const char *key)
{
    struct pm_recorded_point *points = NULL;
    size_t count = 0;
    if (!pm_store_read_course(past->store, past->arena, past->audience, key, &points, &count))
        return false;
    bool is_id = strchr(course->subject, ':') && strcmp(course->subject, key) != 0;
    for (size_t i = 0; i < count; i++) {
        const struct pm_recorded_finding *finding = &points[i].finding;
        if (is_id && strcmp(finding->texts[PM_RECORDED_ID], course->subject) != 0) continue;
        if (!pm_view_means(&course->view, finding)) continue;
        take_point(past, series_of(past->arena, course, keys, key), &points[i]);
    }
    return true;
}

static void compare_runs(struct pm_course_series *series)
{
    for (size_t i = 1; i < series->runs.count; i++) {
        struct pm_course_run *run = &series->runs.items[i];
        run->became = pm_compare_findings(run[-1].finding, run->finding);
    }
}

static bool take_history(struct past *past, struct pm_course *course, struct pm_symbols *keys)
{
    const char **all = NULL;
    size_t count = 0;
    if (!pm_store_list_runs(past->store, past->arena, INT64_MAX, &past->runs, &past->run_count) ||
        !pm_store_list_keys(past->store, past->arena, past->audience, &all, &count))
        return false;
    for (size_t i = 0; i < past->run_count; i++)
        if (strcmp(past->runs[i].audience, past->audience) == 0) course->run_count++;
    for (size_t i = 0; i < count; i++)
        if (pm_subject_is(course->subject, all[i]) && !take_runs(past, course, keys, all[i]))
            return false;
    for (size_t i = 0; i < course->series.count; i++)
        compare_runs(&course->series.items[i]);
    return true;
}

struct pm_course *pm_find_course(struct pm_arena *arena, const struct pm_view *view,
                                 struct pm_store *store, const char *subject)
{
    struct pm_course *course = PM_NEW(arena, struct pm_course);
    struct pm_symbols *keys = pm_symbols_new(arena);
    course->subject = subject;
    course->is_of_findings = true;
    take_findings(arena, course, keys, view);
    struct past past = {.arena = arena, .store = store};
    past.audience = pm_audience_name(view->release->audience);
    if (store && !take_history(&past, course, keys)) return NULL;
    return course;
}

void pm_course_take_trends(struct pm_course *course)
{
    const struct pm_release *release = course->view.release;
    for (size_t i = 0; release->trends && i < course->series.count; i++) {
        struct pm_course_series *series = &course->series.items[i];
        for (size_t j = 0; j < series->periods.count; j++) {
            size_t finding = series->periods.items[j].finding;
            if (!release->trends[finding]) continue;
            series->trend = release->trends[finding];
            series->finding = &release->findings[finding];
        }
    }
}

struct pm_course *pm_find_figures_course(struct pm_arena *arena, const struct pm_view *view,
                                         const char *subject)
{
    const struct pm_release *release = view->release;
    struct pm_course *course = PM_NEW(arena, struct pm_course);
    struct pm_symbols *keys = pm_symbols_new(arena);
    course->subject = subject;
    course->view = *view;
    for (size_t i = 0; i < release->figure_count; i++) {
        const struct pm_figure *figure = &release->figures[i];
        const struct pm_metric *metric = figure->key.metric;
        bool is_shown = figure->shown == PM_SHOWN_FULLY;
        const char *unit = pm_unit_id(release, figure->key.unit);
        const char *key = pm_arena_format(arena, "%s@%s", metric->name, unit);
        struct pm_course_series *series = series_of(arena, course, keys, key);
        series->title = pm_arena_format(arena, "%s, %s", metric->label,
                                        pm_unit_label(release, figure->key.unit));
        series->metric = metric;
        series->is_reported = true;
        struct pm_course_period period = {
            .period = pm_show_period(arena, figure->key.period),
            .state = figure->state < PM_STATE_COUNT ? pm_state_info(figure->state)->word : "value",
            .value = is_shown ? figure->value : pm_ratio_undefined(),
            .expected = pm_ratio_undefined(),
            .shown = pm_shown_text(arena, metric, figure)};
        PM_PUSH(arena, &series->periods, period);
    }
    return course;
}
