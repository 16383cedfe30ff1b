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

/* How results are written. Every function that writes knows text and JSON; pm_rendering_fits tells
 * what else the results of a command may be. One that does not fit is written as text. */
enum pm_rendering {
    PM_RENDER_TEXT,
    PM_RENDER_SHORT,
    PM_RENDER_JSON,
    PM_RENDER_CSV,
    PM_RENDER_JSONL,
    PM_RENDER_SARIF,
    PM_RENDER_JUNIT,
    PM_RENDER_GITHUB,
    PM_RENDER_GITLAB,
    PM_RENDER_RDJSON,
    PM_RENDER_MD,
    PM_RENDER_HTML
};

/* From which severity on something fails a run: what JUnit calls a failure. */
enum pm_fails_from { PM_FAILS_ERROR, PM_FAILS_WARNING, PM_FAILS_INFO, PM_FAILS_NEVER };

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
    const char *folder;    /* renderings for forges: the path from the top of the repository to the
                              project; NULL or "": the project is the top */
    enum pm_fails_from fails_from;
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

/* The word of the n-th rendering ("text"), NULL after the last; what it is, in a line; and whether
 * the results of a command ("check") are written so. */
PM_API const char *pm_rendering_word(size_t index);
PM_API const char *pm_rendering_means(enum pm_rendering rendering);
PM_API bool pm_rendering_fits(enum pm_rendering rendering, const char *command);

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

/* Writes diagnostics in any rendering that fits `check`. Text about the plan ends with a line of
 * numbers. */
PM_API enum pm_status pm_write_diagnostics(struct pm_session *session, enum pm_about about,
                                           const struct pm_write_options *options,
                                           const struct pm_output *output);

/* Leaves out of what is reported what an earlier run reported: `text` is what it wrote as JSON, of
 * the same command and project (`check` for PM_ABOUT_TEXT, after pm_compile; a command of findings for
 * PM_ABOUT_RUN, after pm_run), `name` what messages call it. A finding that is worse than it was is
 * not left out; nor is what keeps the plan from compiling. PM_REFUSED, after a diagnostic, when the
 * text is something else; then nothing is left out. */
PM_API enum pm_status pm_leave_out_known(struct pm_session *session, enum pm_about about,
                                         const char *name, const char *text, size_t size);

/* Leaves out of the diagnostics about the text what is not about lines that changed: since the newest
 * commit that the revision `since` of git and the current one have in common, files in the working
 * folder with them. What keeps the plan from compiling stays, and what is in no file. `folder` is the
 * project's. PM_REFUSED, after a diagnostic, when git does not know; then nothing is left out. */
PM_API enum pm_status pm_leave_out_unchanged(struct pm_session *session, const char *folder,
                                             const char *since);

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

/* Writes what the last pm_load_data did. */
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
    bool wants_trend; /* what the newest figure of each series and those before it show */
    const char
        *release; /* the name by which the store remembers what the audience is shown; NULL: it
                            does not. PM_REFUSED where it showed something else before */
    const char *release_made_at; /* time for its list: "2026-01-31T08:30:00Z" */
    bool wants_open;             /* of action items those that are neither done nor cancelled */
    const char *const *metrics;  /* figures of these metrics instead of findings */
    size_t metric_count;
    const char *const *dimensions; /* that figures are divided by, crossed with each other */
    size_t dimension_count;
};

/* Evaluates the metrics over the store, judges the plans, and keeps what the audience may see. What
 * is chosen never changes what is hidden. */
PM_API enum pm_status pm_run(struct pm_session *session, const struct pm_run_request *request);

/* Findings of the last run that were chosen, by severity. */
PM_API struct pm_counts pm_count_findings(const struct pm_session *session);

/* Write the last run. pm_write_gaps writes the gap findings alone. */
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

/* ---- The history of findings ---- */

struct pm_record_request {
    const char *store;       /* path of the store's file; its folder is made */
    const char *name;        /* "" for none */
    const char *recorded_at; /* time, for people: "2026-01-31T08:30:00Z" */
    int64_t known_at;        /* of the run */
};

struct pm_record_result {
    int64_t run;   /* its number */
    bool is_new;   /* false: the newest run of the audience for the same day says the same */
    bool is_named; /* it has the name from now on */
};

/* Records the last run of findings in the store: all that its audience may see, whatever was chosen.
 * PM_REFUSED, after a diagnostic and with nothing recorded, when the name is taken. */
PM_API enum pm_status pm_record_run(struct pm_session *session,
                                    const struct pm_record_request *request,
                                    struct pm_record_result *result);

/* Compares the findings that the last pm_run has chosen with a run that was recorded for the same
 * audience: by its number, by its name, or the newest one for a day ("2026-01-31") or before.
 * PM_REFUSED, after a diagnostic, when there is none. */
PM_API enum pm_status pm_compare_with_run(struct pm_session *session, const char *run);

/* Findings that are new or worse, by severity. */
PM_API struct pm_counts pm_count_since(const struct pm_session *session);

/* Writes what has become of the findings: text or JSON. */
PM_API enum pm_status pm_write_since(struct pm_session *session,
                                     const struct pm_write_options *options,
                                     const struct pm_output *output);

/* Runs, as pm_run does, and finds the course of a measure (`present.chronic_absence`), a metric, or a
 * finding by its key. PM_REFUSED, after a diagnostic, when there is nothing of that name. */
PM_API enum pm_status pm_find_trend(struct pm_session *session,
                                    const struct pm_run_request *request, const char *subject);

/* Writes it: text, JSON or CSV. */
PM_API enum pm_status pm_write_trend(struct pm_session *session,
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

/* ---- Two revisions ---- */

struct pm_compare_request {
    const char
        *old; /* a folder, a plan file, an archive, a revision of git (`HEAD~1`, `main:plans`,
                           `git:main`), or "-": see text */
    const char *new;    /* likewise; NULL: the project in `folder` as it is now */
    const char *folder; /* in which revisions are looked for; NULL: here */
    bool is_project;    /* `folder` is that of a project */
    const char *text;   /* what "-" stands for */
    size_t text_size;
    int32_t as_of_day; /* exceptions (`waive`) that have run out by this day accept nothing; 0: all
                          hold */
};

/* Compiles both sides and compares what they mean; the session is about the new side then.
 * PM_PLAN_BROKEN, after a diagnostic about the run that says which side, when one does not compile:
 * the session is about that side then. */
PM_API enum pm_status pm_compare(struct pm_session *session,
                                 const struct pm_compare_request *request);

/* A file that git compares, as it calls an external diff. Element 0 is the old side, 1 the new one. */
struct pm_git_change {
    const char *top;        /* of the repository on disk */
    const char *project;    /* path from there to the project; "" the same folder */
    const char *paths[2];   /* of the file, from the top */
    const char *files[2];   /* with its bytes; "/dev/null": there is none */
    const char *objects[2]; /* names of these bytes in git; zeros: not known */
};

/* Compares the plan in the revisions in which the file was so, and keeps what is said in this file;
 * what no commit has is taken with the working folder around it. PM_PLAN_BROKEN, after a diagnostic,
 * when a side does not compile. */
PM_API enum pm_status pm_compare_in_git(struct pm_session *session,
                                        const struct pm_git_change *change);

/* Writes both sides of a file as a difference of lines. */
PM_API enum pm_status pm_write_git_difference(struct pm_session *session,
                                              const struct pm_git_change *change,
                                              const struct pm_output *output);

/* Writes a plan file with a line for each statement that says where it stands; one that does not parse
 * as it is. */
PM_API enum pm_status pm_write_flat(struct pm_session *session, const char *path,
                                    const struct pm_output *output);

struct pm_effect_request {
    const char *store;    /* path of the store's file */
    int32_t as_of_day;    /* days since 1970-01-01, or PM_NEWEST */
    int64_t known_at;     /* a load number, or PM_NOW */
    const char *audience; /* NULL: internal */
    bool wants_each;      /* every period of a series; else the newest one that was due */
};

/* After pm_compare: judges both sides over the same data by the same day, and finds what differs
 * because the plan changed; it is written with the changes. What may be seen is what both sides
 * allow. PM_STORE_FAILED where there is no store; PM_REFUSED, after a diagnostic, where the rows of
 * the store are not what the sides declare, so that nothing can be told. */
PM_API enum pm_status pm_find_effect(struct pm_session *session,
                                     const struct pm_effect_request *request);

/* Runs, as pm_run does, and puts two years of the compiled plan ("SY2025..SY2026") side by side: what
 * was promised for the first one, what became of it, what was promised for the second one;
 * pm_write_changes writes it, and pm_gate_changes takes what was dropped for a weakening. PM_REFUSED,
 * after a diagnostic, when `years` is something else. */
PM_API enum pm_status pm_find_years(struct pm_session *session,
                                    const struct pm_run_request *request, const char *years);

/* What fails a run. */
struct pm_change_gate {
    bool weakening; /* changes that make the plan weaker, */
    bool broken;    /* that break comparability, */
    bool any; /* or any that decides something; exceptions that accept nothing are with them */
};

/* True when the last pm_compare found something of it; the documents written from now on say so. What
 * an exception accepts fails nothing. */
PM_API bool pm_gate_changes(struct pm_session *session, const struct pm_change_gate *gate);

/* Writes the changes of the last pm_compare, or the years of the last pm_find_years, in any rendering that fits `diff`. */
PM_API enum pm_status pm_write_changes(struct pm_session *session,
                                       const struct pm_write_options *options,
                                       const struct pm_output *output);

/* Finds, for the compiled project in `folder`, which commit set each statement of a goal
 * ("compass.present", "present") or measure ("present.chronic_absence"), by what they say, under names
 * that were changed since; with `wants_all` earlier versions, too. Asks git, and changes nothing.
 * PM_REFUSED, after a diagnostic, when there is no such thing, or no history. */
PM_API enum pm_status pm_find_blame(struct pm_session *session, const char *folder,
                                    const char *subject, bool wants_all);

/* Writes it: text or JSON. */
PM_API enum pm_status pm_write_blame(struct pm_session *session,
                                     const struct pm_write_options *options,
                                     const struct pm_output *output);

/* After pm_gate_changes: writes a `waive` for each change that fails the run, until a day; who
 * approved and why is left to be written, and until then the plan does not compile. */
PM_API enum pm_status pm_write_waivers(struct pm_session *session, int32_t until_day,
                                       const struct pm_output *output);

/* ---- Merging ---- */

/* Three texts of one plan file: what both edits come from, ours, theirs. */
struct pm_merge_request {
    const char *texts[3];
    size_t sizes[3];
    const char *names[3]; /* as markers of conflicts call them */
    size_t marker_size;   /* letters of a marker; 0: 7 */
};

struct pm_merge_summary {
    size_t conflict_count;
    size_t first_line; /* of the first conflict in the merged text; 0: there is none */
    bool is_by_lines;  /* some text does not parse, so that lines were merged, not declarations */
};

/* Writes the text in which both edits are put together, by declarations; conflicts, where the same
 * fact was changed in two ways, between markers. PM_REFUSED, after a diagnostic, when a text is too
 * large. */
PM_API enum pm_status pm_merge(struct pm_session *session, const struct pm_merge_request *request,
                               struct pm_merge_summary *summary, const struct pm_output *output);

/* ---- What published files give away ---- */

struct pm_audit_request {
    const char *const *files; /* paths; JSON or CSV of figures */
    size_t file_count;
    int64_t width; /* fewer persons are few; 0: what the project asks for, else 10 */
};

/* Works out what can be of the figures in the files, all together, as any reader could, and writes
 * it: text or JSON. `counts`: what is known of few persons (errors), and of
 * others that are hidden (infos). Knows how units and groups lie in each other after pm_compile, better after pm_run; needs
 * neither. */
PM_API enum pm_status pm_write_privacy_audit(struct pm_session *session,
                                             const struct pm_audit_request *request,
                                             const struct pm_write_options *options,
                                             const struct pm_output *output,
                                             struct pm_counts *counts);

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

/* Writes what a code, rule or kind of change means, by its number or name ("PM0203",
 * "target_without_baseline", "target_lowered"): text or JSON. PM_REFUSED when there is none. */
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
