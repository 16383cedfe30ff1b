/* pm.h: compile performance-management plans, load data, judge, and write what an audience may see.
 * The whole public interface of libpm.
 *
 * Everything belongs to a session: there is no global state, nothing is printed, nothing exits.
 * Sessions are independent, so that each thread may have its own; one session stays in one thread
 * at a time. Text is UTF-8. What goes in is borrowed for the length of the call; what comes out is
 * written to an output of the caller's. What is wrong with plans, data or requests is collected as
 * diagnostics, which pm_write_diagnostics writes; a function that does not return PM_OK has added
 * one that says why, but for PM_STOPPED and PM_NO_MEMORY. */
#ifndef PM_H
#define PM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PM_API __attribute__((visibility("default")))
#else
#define PM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum pm_status {
    PM_OK = 0,
    PM_PLAN_BROKEN = -1,  /* the text does not compile */
    PM_STORE_FAILED = -2, /* the store refused, or there is none */
    PM_REFUSED = -3,      /* the request names what does not exist, or may not be shown */
    PM_STOPPED = -4,      /* the caller's stop function said so */
    PM_NO_MEMORY = -5     /* only pm_session_free may be called now */
};

enum pm_rendering { PM_RENDER_TEXT, PM_RENDER_SHORT, PM_RENDER_JSON, PM_RENDER_CSV };

#define PM_NEWEST INT32_MIN /* as-of day: the newest day of the data */
#define PM_NOW    INT64_MAX /* known-at: everything the store knows */

/* Where text goes. `write` returns false when it could not; it is not called again then. */
struct pm_output {
    bool (*write)(void *context, const char *bytes, size_t size);
    void *context;
};

struct pm_write_options {
    enum pm_rendering rendering;
    bool wants_color;
    bool wants_all;        /* status and gaps as text: list everything, cut nothing */
    bool wants_provenance; /* name the loads that figures come from */
    bool wants_rows;       /* explanation: every row */
    bool counts_remarks;   /* diagnostics as text: remarks are counted, not shown in full */
    int width;             /* columns of a terminal; 0: 80 */
    size_t most;           /* diagnostics as text: this many in full, the rest counted; 0: all */
};

struct pm_session;

/* A new session; NULL when there is no memory. Free with pm_session_free. */
PM_API struct pm_session *pm_session_new(void);
PM_API void pm_session_free(struct pm_session *session); /* NULL is allowed */

/* Asked from time to time during long work; true ends it with PM_STOPPED. */
PM_API void pm_session_set_stop(struct pm_session *session, bool (*stop)(void *context),
                                void *context);

/* Told during loading how far a file is read. */
PM_API void pm_session_set_progress(struct pm_session *session,
                                    void (*progress)(void *context, const char *file,
                                                     int64_t bytes_done, int64_t bytes),
                                    void *context);

/* The program's version, "0.1.0". */
PM_API const char *pm_version(void);

/* ---- Plans ---- */

struct pm_compile_options {
    const char *folder; /* the project's */
    const char *only;   /* a file in it that is compiled alone; NULL: the whole project */
    const char *shown;  /* diagnostics of this file alone are kept; NULL: of all files. One that is
                           not among the project's is compiled alone */
    const char *text;   /* compiled alone in place of `folder`; NULL: see folder */
    size_t text_size;
    const char *text_name; /* what messages call it */
    int32_t as_of_day;     /* exceptions that have run out by this day hold no more; 0: all hold */
};

/* Compiles a project. PM_PLAN_BROKEN when the text that is shown has errors (a rule that the project
 * denies is none); what could be understood may still be listed. A session compiles once. */
PM_API enum pm_status pm_compile(struct pm_session *session,
                                 const struct pm_compile_options *options);

/* The name of the compiled project; "" when none is written. */
PM_API const char *pm_project_name(const struct pm_session *session);

/* ---- Diagnostics ---- */

enum pm_about { PM_ABOUT_TEXT, PM_ABOUT_RUN }; /* of compiling; of everything since */

struct pm_counts {
    size_t errors;
    size_t warnings;
    size_t infos;
};

PM_API struct pm_counts pm_count_diagnostics(const struct pm_session *session, enum pm_about about);

/* Writes diagnostics: text, short or JSON. Text about the plan ends with a line of numbers. */
PM_API enum pm_status pm_write_diagnostics(struct pm_session *session, enum pm_about about,
                                           const struct pm_write_options *options,
                                           const struct pm_output *output);

/* Adds a diagnostic of the caller's own, about the run: `number` is one of the registry (900 for
 * PM0900), unknown ones are taken as an internal error; `help` may be NULL. */
PM_API enum pm_status pm_complain(struct pm_session *session, int number, const char *message,
                                  const char *help);

struct pm_fixed_file {
    const char *path; /* from the project's folder */
    const char *text; /* all of it, mended */
    size_t size;
    const char *difference; /* a unified diff */
    size_t difference_size;
    size_t count; /* replacements */
};

/* Makes the replacements that are sure in the compiled project (those of diagnostics that are shown)
 * and hands over each file that changes, for the caller to write; PM_STOPPED when `take` returns
 * false. Afterwards the session, and its diagnostics, are about the new texts. PM_REFUSED, after a
 * diagnostic about the run, when they would have an error that was not there before: then nothing is
 * handed over. */
PM_API enum pm_status pm_fix(struct pm_session *session,
                             bool (*take)(void *context, const struct pm_fixed_file *file),
                             void *context);

/* ---- Layout ---- */

struct pm_format_request {
    const char *name; /* what messages call the text */
    const char *text;
    size_t size;
    bool wants_difference; /* a unified diff instead of the text; nothing where they are the same */
};

/* Writes a plan text in the one layout that all have, and says whether that is another text.
 * `output` may be NULL. PM_PLAN_BROKEN, after a diagnostic about the text, when it does not parse:
 * then nothing is written. Needs no compiled project. */
PM_API enum pm_status pm_format(struct pm_session *session, const struct pm_format_request *request,
                                bool *is_changed, const struct pm_output *output);

/* Calls `take` with the path, from the folder, of every plan file that belongs to a project there,
 * until it returns false. */
PM_API enum pm_status pm_find_plan_files(struct pm_session *session, const char *folder,
                                         bool (*take)(void *context, const char *path),
                                         void *context);

/* ---- Data ---- */

struct pm_load_request {
    const char *store;          /* path of the store's file; its folder is made */
    const char *folder;         /* the project's, in which its data files are */
    const char *known_at;       /* time for the load log: "2026-01-31T08:30:00Z" */
    const char *const *sources; /* names; none: all that are needed */
    size_t source_count;
};

/* Brings the sources' files into the store and checks their `verify` lines. On failure the store is
 * as it was. */
PM_API enum pm_status pm_load_data(struct pm_session *session,
                                   const struct pm_load_request *request);

/* How many `verify` lines failed in the last pm_load_data, each period by itself, by what they are
 * `as`: errors block. */
PM_API struct pm_counts pm_count_failed_checks(const struct pm_session *session);

/* Writes what the last pm_load_data did: text or JSON. */
PM_API enum pm_status pm_write_load(struct pm_session *session,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output);

/* ---- Findings and figures ---- */

struct pm_run_request {
    const char *store;        /* path of the store's file */
    int32_t as_of_day;        /* days since 1970-01-01, or PM_NEWEST */
    int64_t known_at;         /* a load number, or PM_NOW */
    const char *audience;     /* "internal", "cabinet", "board", "public"; NULL: internal */
    const char *plan;         /* choose findings; NULL: all */
    const char *goal;         /* `present` or `compass.present` */
    const char *unit;         /* its name, or key in the data; of figures, too */
    const char *group;        /* `frl`, `meals.frl` or `all`; of figures, too */
    const char *period;       /* `SY2026` or `SY2024..SY2026`; of figures, too */
    const char *const *kinds; /* "status", "gap", "milestone", "action", ..; none: all. Where all of
                                 them are about the improvement cycle, no store is needed, and the
                                 as-of day of PM_NEWEST is the newest of data and text */
    size_t kind_count;
    bool wants_open;            /* of action items those that are neither done nor cancelled */
    const char *const *metrics; /* figures of these metrics instead of findings */
    size_t metric_count;
    const char *const *dimensions; /* that figures are divided by, crossed with each other */
    size_t dimension_count;
};

/* Evaluates the metrics over the store, judges the plans, and keeps what the audience may see. What
 * is chosen never changes what is hidden. */
PM_API enum pm_status pm_run(struct pm_session *session, const struct pm_run_request *request);

/* Findings of the last run that were chosen, by severity. */
PM_API struct pm_counts pm_count_findings(const struct pm_session *session);

/* Write the last run: text, JSON or CSV. pm_write_gaps writes the gap findings alone. */
PM_API enum pm_status pm_write_status(struct pm_session *session,
                                      const struct pm_write_options *options,
                                      const struct pm_output *output);
PM_API enum pm_status pm_write_actions(struct pm_session *session,
                                       const struct pm_write_options *options,
                                       const struct pm_output *output);
PM_API enum pm_status pm_write_gaps(struct pm_session *session,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output);
PM_API enum pm_status pm_write_values(struct pm_session *session,
                                      const struct pm_write_options *options,
                                      const struct pm_output *output);

/* ---- Action items in the text ---- */

enum pm_action_change { PM_EDIT_ADD, PM_EDIT_DONE, PM_EDIT_CARRY };

struct pm_action_edit {
    enum pm_action_change change;
    const char *item; /* "oct.a1"; one that is added is named so, in the session `oct` */
    const char *text; /* what is to be done, what shows that it was, why it is carried */
    const char *day;  /* due, done on, new day: "2026-01-15" */
    const char *unit; /* the owner of a new one; who checked a done one: NULL for nobody; a name as
                           plans write it, or a unit's label */
    const char *review;    /* the session whose block gets the line; NULL: the newest */
    bool wants_difference; /* a unified diff in place of the text */
};

/* Writes the text of the file that changes, one line longer, and gives its path from the project's
 * folder, valid as long as the session. The project is compiled with the new text first: PM_REFUSED,
 * after a diagnostic and with nothing written, when it would not compile or the item or session is
 * not there. */
PM_API enum pm_status pm_edit_action(struct pm_session *session, const struct pm_action_edit *edit,
                                     const char **path, const struct pm_output *output);

/* Writes why a finding of the last run says what it says, by its id: text or JSON. Rows and files
 * are for the internal audience; wants_rows for another one is PM_REFUSED. */
PM_API enum pm_status pm_write_explanation(struct pm_session *session, const char *id,
                                           const struct pm_write_options *options,
                                           const struct pm_output *output);

/* ---- Tests that plan files have of their definitions ---- */

enum pm_test_format { PM_TEST_TEXT, PM_TEST_JSON, PM_TEST_TAP, PM_TEST_JUNIT };

/* Runs these tests of the project, in this order; with no name all of them. Nothing is read but the
 * rows that they give. PM_REFUSED after a diagnostic when there is no such test. */
PM_API enum pm_status pm_run_tests(struct pm_session *session, const char *const *names,
                                   size_t name_count);

/* How many tests were run, and how many of them failed. */
PM_API void pm_count_tests(const struct pm_session *session, size_t *count, size_t *failed);

/* Writes what they gave. */
PM_API enum pm_status pm_write_tests(struct pm_session *session, enum pm_test_format format,
                                     const struct pm_write_options *options,
                                     const struct pm_output *output);

/* ---- What there is ---- */

/* Writes what a code or rule means, by its number or name ("PM0203", "target_without_baseline"):
 * text or JSON. PM_REFUSED when there is none. */
PM_API enum pm_status pm_write_code(struct pm_session *session, const char *name,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output);

/* Writes a list: text or JSON. `store` is needed for loads and quarantine alone. */
PM_API enum pm_status pm_write_list(struct pm_session *session, const char *kind, const char *store,
                                    int64_t known_at, const struct pm_write_options *options,
                                    const struct pm_output *output);

/* The n-th kind of list, NULL after the last; and whether a kind needs a project. */
PM_API const char *pm_list_kind(size_t index);
PM_API bool pm_list_needs_project(const char *kind);

/* Whether a list, or the declaration of this name, says more after pm_run: policies, and whether
 * their clauses are met. */
PM_API bool pm_list_needs_run(const char *kind);
PM_API bool pm_show_needs_run(struct pm_session *session, const char *name);

/* Writes one declaration as it is understood: text or JSON. */
PM_API enum pm_status pm_write_declaration(struct pm_session *session, const char *name,
                                           const struct pm_write_options *options,
                                           const struct pm_output *output);

enum pm_map_format {
    PM_MAP_TEXT,
    PM_MAP_DOT,
    PM_MAP_MERMAID,
    PM_MAP_DESCRIPTION /* `<title>` and `<desc>`, for an SVG drawn from the DOT */
};

/* Writes a picture of what the plan says: "theory" and "process" with the name of one (NULL: the
 * only one), "organization" and "alignment" of the whole project. */
PM_API enum pm_status pm_write_map(struct pm_session *session, const char *what, const char *name,
                                   enum pm_map_format format,
                                   const struct pm_write_options *options,
                                   const struct pm_output *output);

/* Writes the JSON Schema of a command's documents; PM_REFUSED when it has none. */
PM_API enum pm_status pm_write_schema(struct pm_session *session, const char *command,
                                      const struct pm_output *output);

/* Writes what each column of a command's CSV means, as CSV; PM_REFUSED when it writes none. */
PM_API enum pm_status pm_write_columns(struct pm_session *session, const char *command,
                                       const struct pm_output *output);

/* Writes what a stage made, for those who work on pm: "tokens", "tree" (`argument`: a file of the
 * project, NULL: all), "model", "pass", "cells" (after pm_run). */
PM_API enum pm_status pm_write_stage(struct pm_session *session, const char *stage,
                                     const char *argument, const struct pm_output *output);

/* ---- Small helps for programs around the library ---- */

/* Reads "2025-09-30" as a day number; false unless it is a date that exists. */
PM_API bool pm_read_date(const char *text, int32_t *day);

/* The name nearest to `wanted`, NULL when none is near. */
PM_API const char *pm_find_similar(const char *wanted, const char *const *names, size_t count);

#ifdef __cplusplus
}
#endif

#endif
