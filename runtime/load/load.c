#include "runtime/load/load.h"

#include "runtime/load/input.h"
#include "runtime/load/scratch.h"
#include "runtime/load/source_load.h"

#include <inttypes.h>
#include <string.h>

struct loading {            /* one `pm load` */
    struct pm_arena *arena; /* of the report */
    const struct pm_model *model;
    struct pm_store *store;
    const struct pm_load_options *options;
    struct pm_diagnostics *diagnostics;
    PM_ARRAY(struct pm_file_report) files;
    PM_ARRAY(struct pm_skip_report) skips;
    PM_ARRAY(const char *) missing;
    bool was_stopped;
};

/* Days in which rows came, went or changed, so that later files may repeat other keys now. */
struct changed_days {
    bool any;
    struct pm_row_days days;
};

struct source_files { /* the files of a source, now and as the store has them */
    struct pm_data_file *now;
    size_t count;
    struct pm_load_record *before; /* visible loads */
    size_t before_count;
    struct pm_chunk *chunks; /* of the visible loads */
    size_t chunk_count;
    struct changed_days changed;
};

/* ---- Which sources ---- */

static const struct pm_source_decl *find_source(struct loading *loading, const char *name)
{
    const struct pm_model *model = loading->model;
    const struct pm_source_decl *near = NULL;
    for (size_t i = 0; i < model->source_count; i++) {
        const struct pm_source_decl *source = model->source_decls[i];
        if (strcmp(source->name, name) == 0) return source;
        if (!near && pm_text_similar(pm_text_from(source->name), pm_text_from(name))) near = source;
    }
    struct pm_diagnostic *found = pm_diagnose_nowhere(loading->diagnostics, PM_DATA_SOURCE_UNKNOWN,
                                                      "there is no source `%s`", name);
    if (near)
        pm_help(loading->diagnostics, found, "a source with a similar name exists: `%s`",
                near->name);
    return NULL;
}

static bool is_wanted(const struct loading *loading, const struct pm_source_decl *source)
{
    const struct pm_load_options *options = loading->options;
    if (!options->source_count) return true;
    for (size_t i = 0; i < options->source_count; i++)
        if (strcmp(options->sources[i], source->name) == 0) return true;
    return false;
}

/* Appends a source after those that its columns refer to, so that keys get their codes in the order
 * of the source they are keys of. */
static void add_in_order(const struct loading *loading, const struct pm_source_decl *source,
                         bool *is_added, const struct pm_source_decl **order, size_t *count)
{
    if (is_added[source->index]) return;
    is_added[source->index] = true;
    for (size_t i = 0; i < source->column_count; i++)
        if (source->columns[i]->refers_to)
            add_in_order(loading, source->columns[i]->refers_to, is_added, order, count);
    if (is_wanted(loading, source)) order[(*count)++] = source;
}

static bool choose_sources(struct loading *loading, const struct pm_source_decl ***out,
                           size_t *count)
{
    const struct pm_model *model = loading->model;
    bool right = true;
    for (size_t i = 0; i < loading->options->source_count; i++)
        right = find_source(loading, loading->options->sources[i]) && right;
    bool *is_added = PM_NEW_ITEMS(loading->arena, bool, model->source_count);
    *out = PM_NEW_ITEMS(loading->arena, const struct pm_source_decl *, model->source_count);
    *count = 0;
    for (size_t i = 0; i < model->source_count; i++)
        add_in_order(loading, model->source_decls[i], is_added, *out, count);
    return right;
}

/* ---- What changed ---- */

static void note_change(struct changed_days *changed, struct pm_row_days days)
{
    changed->any = true;
    pm_days_add(&changed->days, days);
}

static struct pm_row_days days_of_load(const struct source_files *files, int64_t load)
{
    struct pm_row_days days = {PM_NO_DAY, PM_NO_DAY};
    for (size_t i = 0; i < files->chunk_count; i++) {
        const struct pm_chunk *chunk = &files->chunks[i];
        struct pm_row_days more = {chunk->first_day, chunk->last_day};
        if (chunk->load == load) pm_days_add(&days, more);
    }
    return days;
}

/* True when a file that stands before may have given or taken keys of this one: then it is read
 * again, so that the outcome is the same as if all files were new. */
static bool may_repeat_others(const struct pm_source_load *load, const struct source_files *files,
                              const struct pm_load_record *record)
{
    if (!load->keys || !files->changed.any) return false;
    if (!load->key_has_period) return true;
    struct pm_row_days own = days_of_load(files, record->id);
    if (own.first == PM_NO_DAY) return record->duplicate > 0;
    struct pm_row_days changed = files->changed.days;
    bool overlaps =
        changed.first != PM_NO_DAY && own.first <= changed.last && changed.first <= own.last;
    return overlaps || record->duplicate > 0; /* what it repeated may be gone */
}

static const struct pm_load_record *find_before(const struct source_files *files, const char *path)
{
    for (size_t i = 0; i < files->before_count; i++)
        if (strcmp(files->before[i].file, path) == 0) return &files->before[i];
    return NULL;
}

static bool is_there(const struct source_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->now[i].path, path) == 0) return true;
    return false;
}

static void add_report(struct loading *loading, const struct pm_source_decl *source,
                       enum pm_file_outcome outcome, const struct pm_load_record *record)
{
    struct pm_file_report report = {source, outcome, *record};
    struct pm_load_record *copy = &report.record;
    copy->source = source->name;
    copy->known_at = pm_arena_copy_text(loading->arena, record->known_at, strlen(record->known_at));
    copy->file = pm_arena_copy_text(loading->arena, record->file, strlen(record->file));
    PM_PUSH(loading->arena, &loading->files, report);
}

/* Hides the loads whose files are there no longer. */
static bool hide_gone(struct loading *loading, const struct pm_source_decl *source,
                      struct source_files *files)
{
    for (size_t i = 0; i < files->before_count; i++) {
        struct pm_load_record *record = &files->before[i];
        if (is_there(files, record->file)) continue;
        record->hidden_at = pm_store_newest_load(loading->store) + 1;
        if (!pm_store_hide_load(loading->store, record->id, record->hidden_at)) return false;
        note_change(&files->changed, days_of_load(files, record->id));
        add_report(loading, source, PM_FILE_GONE, record);
        struct pm_data_place place = {.path = record->file};
        pm_diagnose_data(loading->diagnostics, PM_DATA_FILE_GONE, place,
                         "`%s` of the source `%s` is gone; its %" PRId64 " %s no longer",
                         record->file, source->name, record->kept,
                         record->kept == 1 ? "row counts" : "rows count");
    }
    return true;
}

/* ---- Files ---- */

/* What to do with a file that was loaded before: *same when it has not changed, nor the way it is
 * read; `digest` gets its digest where it had to be taken. */
static bool look_at(struct loading *loading, const struct pm_source_decl *source,
                    const struct pm_data_file *file, const struct pm_load_record *before,
                    char digest[PM_DIGEST_SIZE], bool *same)
{
    int64_t bytes;
    *same = false;
    if (strcmp(before->schema_digest, source->schema_digest) != 0) return true;
    struct pm_scratch *scratch = pm_scratch_new(loading->arena);
    bool right = pm_input_digest(scratch->arena, file->path, file->full_path, loading->diagnostics,
                                 digest, &bytes);
    pm_scratch_end(scratch);
    *same = right && strcmp(before->digest, digest) == 0;
    return right;
}

/* A file that stays as it is: its keys count for the files after it. */
static void keep_file(struct loading *loading, struct pm_source_load *load,
                      const struct source_files *files, const struct pm_load_record *before)
{
    for (size_t i = 0; load->keys && i < files->chunk_count; i++) {
        if (files->chunks[i].load != before->id) continue;
        struct pm_earlier_chunk earlier = {.chunk = files->chunks[i]};
        PM_PUSH(load->arena, &load->earlier, earlier);
        load->all_known = false;
        load->known = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
    }
    add_report(loading, load->source, PM_FILE_UNCHANGED, before);
}

static bool read_file(struct loading *loading, struct pm_source_load *load,
                      struct source_files *files, const struct pm_data_file *file,
                      const struct pm_load_record *before, const char *digest)
{
    struct pm_load_record record;
    if (!pm_file_load(load, file, digest, &record)) {
        loading->was_stopped = load->was_stopped;
        return false;
    }
    note_change(&files->changed, load->batch->written_days);
    if (before) {
        note_change(&files->changed, days_of_load(files, before->id));
        if (!pm_store_hide_load(loading->store, before->id, record.id)) return false;
    }
    add_report(loading, load->source, before ? PM_FILE_REPLACED : PM_FILE_LOADED, &record);
    return true;
}

static bool should_stop(struct loading *loading)
{
    const struct pm_load_options *options = loading->options;
    loading->was_stopped =
        loading->was_stopped || (options->stop && options->stop(options->context));
    return loading->was_stopped;
}

static bool load_file(struct loading *loading, struct pm_source_load *load,
                      struct source_files *files, const struct pm_data_file *file)
{
    char digest[PM_DIGEST_SIZE] = "";
    bool same = false;
    const struct pm_load_record *before = find_before(files, file->path);
    if (should_stop(loading)) return false;
    if (before && !look_at(loading, load->source, file, before, digest, &same)) return false;
    if (same && !may_repeat_others(load, files, before)) {
        keep_file(loading, load, files, before);
        return true;
    }
    return read_file(loading, load, files, file, before, digest);
}

/* ---- Sources ---- */

/* The rows that a test gives for a source, as its only file. */
static void take_given(const struct loading *loading, const struct pm_source_decl *source,
                       struct pm_arena *arena, struct source_files *files)
{
    static const struct pm_feed csv = {.format = PM_FORMAT_CSV, .inside = ""};
    const struct pm_load_options *options = loading->options;
    files->now = PM_NEW_ITEMS(arena, struct pm_data_file, options->given_count);
    for (size_t i = 0; i < options->given_count; i++) {
        const struct pm_given_file *given = &options->given[i];
        if (given->source != source) continue;
        const struct pm_feed **feeds = PM_NEW(arena, const struct pm_feed *);
        *feeds = &csv;
        files->now[files->count++] = (struct pm_data_file){
            .path = given->path, .full_path = "", .feeds = feeds, .feed_count = 1, .given = given};
    }
}

static bool find_files(struct loading *loading, const struct pm_source_decl *source,
                       struct pm_arena *arena, struct source_files *files)
{
    const char **missing;
    size_t missing_count;
    const char *folder = loading->options->folder ? loading->options->folder : "";
    if (loading->options->given) {
        take_given(loading, source, arena, files);
        return true;
    }
    pm_files_find(arena, folder, source, loading->diagnostics, &files->now, &files->count, &missing,
                  &missing_count);
    for (size_t i = 0; i < missing_count; i++)
        PM_PUSH(loading->arena, &loading->missing, missing[i]);
    struct pm_rows rows = pm_rows_of_store(arena, loading->store, INT64_MAX);
    return pm_store_list_loads(loading->store, arena, source->name, INT64_MAX, false,
                               &files->before, &files->before_count) &&
           rows.list(rows.context, arena, source->name, &files->chunks, &files->chunk_count);
}

static void report_skips(struct loading *loading, const struct pm_source_load *load)
{
    const struct pm_source_decl *source = load->source;
    for (size_t i = 0; i < source->skip_count; i++) {
        struct pm_skip_report report = {source, source->skips[i].reason, load->skipped[i]};
        if (report.rows) PM_PUSH(loading->arena, &loading->skips, report);
    }
}

static bool load_source(struct loading *loading, const struct pm_source_decl *source)
{
    struct pm_scratch *scratch = pm_scratch_new(loading->arena);
    struct source_files files = {.changed = {false, {PM_NO_DAY, PM_NO_DAY}}};
    struct pm_source_load *load = NULL;
    bool right =
        find_files(loading, source, scratch->arena, &files) && hide_gone(loading, source, &files);
    if (right)
        load = pm_source_load_new(scratch->arena, source, loading->store, loading->options,
                                  loading->diagnostics);
    right = load != NULL;
    for (size_t i = 0; load && i < files.count && !loading->was_stopped; i++)
        right = load_file(loading, load, &files, &files.now[i]) && right;
    if (load) report_skips(loading, load);
    pm_scratch_end(scratch);
    return right;
}

/* Loads all that is asked for; errors of one file do not hide those of another. */
static bool load_all(struct loading *loading)
{
    const struct pm_source_decl **sources;
    size_t count;
    if (!choose_sources(loading, &sources, &count)) return false;
    bool right = pm_store_set_project(loading->store, loading->model->project->name);
    for (size_t i = 0; i < count && !loading->was_stopped; i++)
        right = load_source(loading, sources[i]) && right;
    return right && !loading->was_stopped;
}

bool pm_load(struct pm_arena *arena, const struct pm_model *model, struct pm_store *store,
             const struct pm_load_options *options, struct pm_diagnostics *diagnostics,
             struct pm_load_report *report)
{
    struct loading loading = {.arena = arena,
                              .model = model,
                              .store = store,
                              .options = options,
                              .diagnostics = diagnostics};
    *report = (struct pm_load_report){.files = NULL};
    if (!pm_store_begin(store)) return false;
    if (!load_all(&loading)) {
        pm_store_rollback(store);
        return false;
    }
    if (!pm_store_commit(store)) return false;
    report->files = loading.files.items;
    report->file_count = loading.files.count;
    report->skips = loading.skips.items;
    report->skip_count = loading.skips.count;
    report->missing = loading.missing.items;
    report->missing_count = loading.missing.count;
    return true;
}
