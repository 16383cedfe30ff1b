/* session.h: what a session holds, for the files of the public interface. Internal to runtime. */
#ifndef PM_SESSION_H
#define PM_SESSION_H

#include "lang/diff/diff.h"
#include "lang/model/resolve.h"
#include "runtime/load/load.h"
#include "runtime/pm.h"
#include "runtime/privacy/release.h"
#include "runtime/render/blame.h"
#include "runtime/render/listing.h"
#include "runtime/render/loaded.h"
#include "runtime/render/report.h"
#include "runtime/render/result.h"
#include "runtime/render/test_results.h"
#include "runtime/render/view.h"
#include "runtime/store/rows.h"

struct pm_session {
    struct pm_arena *arena;   /* the plans, diagnostics, and the session itself */
    struct pm_arena *run;     /* the last load or run, its store too; NULL: none */
    struct pm_arena *scratch; /* of the call that runs now; NULL between calls */
    bool is_out_of_memory;
    bool (*stop)(void *context);
    void *stop_context;
    void (*progress)(void *context, const char *file, int64_t bytes_done, int64_t bytes);
    void *progress_context;

    struct pm_compilation *compilation; /* NULL before pm_compile */
    struct pm_files files;
    const char *only;                  /* of the compile options, to compile again; NULL: all */
    const char *shown;                 /* likewise */
    int32_t as_of;                     /* likewise; PM_NO_DAY: none */
    struct pm_sources *texts;          /* that could not be formatted; NULL: none */
    struct pm_diagnostics *about_text; /* of compiling; those that are shown */
    struct pm_diagnostics *about_run;
    size_t known_count;     /* of about_text: left out because a baseline has them */
    size_t unchanged_count; /* likewise because they are where nothing changed */

    struct pm_change_report
        compared;                    /* the last comparison; its changes are NULL: there was none */
    struct pm_compilation *sides[2]; /* its old and its new side */

    struct pm_store *store;              /* of the last run; its arena is `run` */
    const struct pm_loaded *loaded;      /* NULL: nothing was loaded */
    const struct pm_cells *cells;        /* NULL: nothing was run */
    const struct pm_request *request;    /* what the cells were asked for */
    struct pm_view view;                 /* its release is NULL when nothing was judged */
    struct pm_since *since;              /* against a recorded run; NULL: not asked for */
    const struct pm_blame *blame;        /* of pm_find_blame; NULL: likewise */
    struct pm_years *years;              /* of pm_find_years; NULL: likewise */
    struct pm_course *course;            /* of pm_find_trend; NULL: likewise */
    const struct pm_test_results *tests; /* NULL: none were run */
};

/* Calls `action` with a scratch arena, so that a lack of memory ends it with PM_NO_MEMORY. */
enum pm_status pm_session_guard(struct pm_session *session,
                                enum pm_status (*action)(struct pm_session *session,
                                                         void *arguments),
                                void *arguments);

/* From now on the session is about this compilation: PM_PLAN_BROKEN when what is shown of it has
 * errors. */
enum pm_status pm_session_take(struct pm_session *session, struct pm_compilation *compilation);

/* Gives each diagnostic of a list its key, from its rule, the declarations around it and what it
 * says, so that it stays the same wherever the text moves (api_keys.c). The list must be the whole
 * one: of equal ones the n-th is numbered. */
void pm_session_identify(struct pm_session *session, struct pm_diagnostics *list);

/* The innermost statement that holds an offset of a file; NULL: none. */
const struct pm_statement *pm_session_statement_at(const struct pm_session *session, uint32_t file,
                                                   uint32_t offset);

/* Frees what the last run made and starts a new arena for the next one. */
void pm_session_start_run(struct pm_session *session);

/* The model when it compiles; NULL after a diagnostic. */
const struct pm_model *pm_session_model(struct pm_session *session);

/* Arguments of the functions that write. */
struct pm_write_call {
    const struct pm_write_options *options;
    const struct pm_output *output;
};

/* Options of the caller as renderers take them. */
struct pm_style pm_style_from(const struct pm_write_options *options);

/* The output as a sink. */
struct pm_sink pm_sink_from(const struct pm_output *output);

/* Reports a name that does not exist, with the nearest of `names`. Returns PM_REFUSED. */
enum pm_status pm_refuse_name(struct pm_session *session, const char *kind, const char *name,
                              const char *const *names, size_t count);

/* Opens the store to read, inside a transaction; NULL after a diagnostic. */
struct pm_store *pm_session_open_store(struct pm_session *session, const char *path);

/* False, after a diagnostic, when nothing was loaded into the store that is open. */
bool pm_session_has_data(struct pm_session *session, const char *path);

/* The keys of all figures that a run is to show, in their order (values.c). */
struct pm_key_list {
    PM_ARRAY(struct pm_cell_key) keys;
    PM_ARRAY(size_t) spare; /* places of keys of nobody: told only where that is hidden */
};

struct pm_value_wishes {
    const struct pm_metric **metrics;
    size_t metric_count;
    const struct pm_dimension **dimensions; /* in the order asked */
    size_t dimension_count;
    uint32_t unit;          /* PM_NO_UNIT: all */
    struct pm_text group;   /* size 0: all */
    struct pm_period first; /* no period: all */
    struct pm_period last;
};

/* Gives a view of the last run the trend of each series that it has chosen, as of the finding that
 * tells how it stands. */
void pm_session_find_trends(struct pm_session *session, struct pm_view *view);

/* Adds what the cells of these figures need to the request. */
void pm_values_request(struct pm_arena *arena, const struct pm_value_wishes *wishes,
                       struct pm_request *request);

void pm_values_keys(struct pm_arena *arena, const struct pm_cells *cells,
                    const struct pm_value_wishes *wishes, struct pm_key_list *out);

/* The grain of a metric's figures: that of the periods asked for, else the metric's own. */
char pm_values_grain(const struct pm_value_wishes *wishes, const struct pm_metric *metric);

/* What was released before (api_release.c), in terms of the cells of the run; NULL where there is
 * nothing. False after a diagnostic. */
bool pm_session_read_ledger(struct pm_session *session, const struct pm_ledger **out);

/* Writes what the run's audience may see into the store as the release that the request names. */
enum pm_status pm_session_record_release(struct pm_session *session,
                                         const struct pm_run_request *request);

/* Lists of what the store holds (listing_store.c): NULL after a diagnostic. */
struct pm_listing *pm_list_loads(struct pm_session *session, const char *store, int64_t known_at);
struct pm_listing *pm_list_runs(struct pm_session *session, const char *store, int64_t known_at);
struct pm_listing *pm_list_releases(struct pm_session *session, const char *store,
                                    int64_t known_at);
struct pm_listing *pm_list_quarantine(struct pm_session *session, const char *store,
                                      int64_t known_at);

/* Lists of what the language and the program know, whatever the project (listing_language.c). */
struct pm_listing *pm_list_codes(struct pm_session *session);
struct pm_listing *pm_list_statements(struct pm_session *session);
struct pm_listing *pm_list_states(struct pm_session *session);
struct pm_listing *pm_list_changes(struct pm_session *session);

/* Lists of what a project declares (listing_model.c). */
struct pm_listing *pm_list_plans(struct pm_session *session);
struct pm_listing *pm_list_goals(struct pm_session *session);
struct pm_listing *pm_list_measures(struct pm_session *session);
struct pm_listing *pm_list_metrics(struct pm_session *session);
struct pm_listing *pm_list_sources(struct pm_session *session);
struct pm_listing *pm_list_units(struct pm_session *session);
struct pm_listing *pm_list_dimensions(struct pm_session *session);
struct pm_listing *pm_list_ratings(struct pm_session *session);
struct pm_listing *pm_list_rules(struct pm_session *session);
struct pm_listing *pm_list_modules(struct pm_session *session);

/* The clauses of policies; with their states where the session was run (listing_policies.c). */
struct pm_listing *pm_list_policies(struct pm_session *session);

/* The policy of this name; NULL: there is none. */
const struct pm_policy *pm_find_policy(const struct pm_session *session, const char *name);

struct pm_evidence {
    PM_ARRAY(const char *) lines; /* each clause, met or not, then what speaks against it */
};

/* Nothing where the session was not run. */
void pm_list_evidence(struct pm_session *session, const struct pm_policy *policy,
                      struct pm_evidence *out);

#endif
