/* cli.h: the command `pm`: what its files share. It knows pm.h and nothing else of the library. */
#ifndef PM_CLI_H
#define PM_CLI_H

#include "runtime/pm.h"

#include <signal.h>
#include <stdio.h>

enum exit_code {
    EXIT_CLEAN = 0,
    EXIT_FOUND = 1,     /* findings at or above --fail-on */
    EXIT_COULD_NOT = 2, /* usage, files, store */
    EXIT_BROKEN = 3,    /* the plan does not compile */
    EXIT_INTERNAL = 4,
    EXIT_INTERRUPTED = 130
};

enum command_id {
#define PM_COMMAND(id, name, arguments, most, formats, means, examples) COMMAND_##id,
#include "runtime/cli/commands.def"
#undef PM_COMMAND
    COMMAND_COUNT
};

struct command {
    const char *name;
    const char *arguments;
    int most;
    const char *formats;
    const char *means;
    const char *examples;
};

extern const struct command commands[COMMAND_COUNT];

enum option_id {
#define PM_OPTION(id, long_name, letter, argument, commands, means) OPTION_##id,
#include "runtime/cli/options.def"
#undef PM_OPTION
    OPTION_COUNT
};

struct option_row {
    const char *long_name;
    char letter;
    const char *argument;
    const char *commands;
    const char *means;
};

extern const struct option_row option_rows[OPTION_COUNT];

/* True when a command has an option. */
bool option_fits(enum option_id option, enum command_id command);

struct block; /* memory that is freed when the command ends */

struct wanted {       /* `--format json=FILE` */
    const char *text; /* as it was given */
    enum pm_rendering rendering;
    const char *path; /* NULL: standard output, or the file of -o */
};

struct invocation {
    struct pm_session *session;
    struct block *blocks;
    enum command_id command;          /* COMMAND_COUNT: none was given */
    const char *values[OPTION_COUNT]; /* NULL: not given; "" for a switch */
    const char **arguments;
    size_t argument_count;
    enum pm_rendering rendering; /* of what has no file of its own; text where nothing is said */
    struct wanted *wanted;       /* in the order given; at least one once the line is read */
    size_t wanted_count;
    const char *folder; /* path from the top of the git repository to the project; "" */
    bool errors_in_color;
};

/* Reads the command line; false after a complaint. */
bool read_command_line(struct invocation *invocation, int count, char **words);

/* ---- Formats (formats.c) ---- */

/* True when a command has a format by this name (of `size` letters). */
bool takes_format(enum command_id command, const char *word, size_t size);

/* Writes the formats that a command has, in order, `mark` around each and a comma between. */
void put_formats(enum command_id command, const char *mark, char *out, size_t size);

/* Notes what a `--format` asks for. */
void add_format(struct invocation *invocation, const char *text);

/* Checks what the command line asks for and fills `rendering`; false after a complaint. */
bool check_formats(struct invocation *invocation);

/* ---- What commands share (support.c) ---- */

extern volatile sig_atomic_t was_interrupted;

/* Complains with a code of the registry; the texts are made as by printf. Returns EXIT_COULD_NOT. */
int complain(struct invocation *invocation, int number, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Writes what was complained about to standard error. */
void write_complaints(struct invocation *invocation);

/* Writes what is wrong with the plan to standard error. */
void write_plan_errors(struct invocation *invocation);

/* The exit code of a status: EXIT_CLEAN for PM_OK. */
int exit_of(enum pm_status status);

/* The exit code by --fail-on. */
int exit_by_level(const struct invocation *invocation, struct pm_counts counts);

/* Options that writers take, for standard output or the file of -o. */
struct pm_write_options write_options(const struct invocation *invocation);

/* A list in one argument, "a,b": its parts. */
struct words {
    const char **items;
    size_t count;
};
struct words split_words(struct invocation *invocation, const char *text);

/* Reads all of a stream, at most `most` bytes; NULL when it is more, or cannot be read. */
char *read_stream(struct invocation *invocation, FILE *stream, size_t most, size_t *size);

/* Zeroed memory until free_memory; where there is none the program ends with EXIT_COULD_NOT. */
void *get_memory(struct invocation *invocation, size_t count, size_t size);
void free_memory(struct invocation *invocation);

/* ---- Output (output.c) ---- */

struct writing { /* standard output, or a file that takes its name when it is complete */
    FILE *stream;
    const char *path; /* NULL: standard output */
    char *unfinished; /* path of the file while it is written; NULL: not needed */
    char *finished;   /* and when it is complete */
    int reason;       /* errno of the write that failed; 0: none did */
    struct pm_output output;
};

/* The whole number in a text; -1 when it is none, or below 0. */
long number_in(const char *text);

/* Writes `start` and the kinds of lists there are, as far as they have room. */
void put_list_kinds(char *out, size_t size, const char *start);

/* Starts to write; false after a complaint. `writing` must stay where it is until it is ended. */
bool start_writing(struct invocation *invocation, struct writing *writing);

/* The same, into a file (NULL or "-": standard output) instead of that of -o. */
bool start_writing_to(struct invocation *invocation, const char *path, struct writing *writing);

/* Ends it: EXIT_CLEAN, or EXIT_COULD_NOT after a complaint. Nothing stays of a file that failed. */
int finish_writing(struct invocation *invocation, struct writing *writing);

/* Gives up a file that is not complete. */
void drop_writing(struct writing *writing);

bool wants_color(const struct invocation *invocation, int descriptor);

/* ---- Results (results.c) ---- */

typedef enum pm_status write_function(struct pm_session *session,
                                      const struct pm_write_options *options,
                                      const struct pm_output *output);

/* Writes a result in every form that is asked for, each whole or not at all, none when one fails
 * before it is complete; then the job's summary. Text for standard output is left out where
 * `is_silent`. EXIT_CLEAN, or the exit code after a complaint. */
int write_results(struct invocation *invocation, write_function *write_result, bool is_silent);

/* With --baseline: leaves out of what is reported what was reported before. EXIT_CLEAN, or
 * EXIT_COULD_NOT after a complaint. */
int apply_baseline(struct invocation *invocation, enum pm_about about);

/* ---- Files that are changed (replace.c) ---- */

struct collected { /* what is written, kept in memory until free_memory */
    char *bytes;
    size_t size;
    size_t capacity;
    struct invocation *invocation; /* set before the first byte */
};

/* For pm_output: adds to the struct collected that `context` is. */
bool collect(void *context, const char *bytes, size_t size);

/* Waits until no other run has the folder locked and keeps it until the program ends. Where folders
 * cannot be locked nothing happens. */
void lock_folder(const char *folder);

/* Puts bytes in the place of a file, with its mode, whole or not at all; false, and errno, when
 * that fails. A file that is reached by a link stays where it is. */
bool replace_file(const char *path, const char *bytes, size_t size);

/* ---- Projects (project.c) ---- */

enum { PATH_SIZE = 4096 };

struct project_place {
    char folder[PATH_SIZE]; /* "." or a path to it */
    char file[PATH_SIZE];   /* a file named on the command line, from the folder; "" for none */
    char store[PATH_SIZE];
    bool is_found;
};

/* Looks for the project of a file or folder (NULL: here), upward. False after a complaint, which is
 * only made when nothing readable was named; `is_found` tells whether there is a project. */
bool find_project(struct invocation *invocation, const char *start, struct project_place *place);

/* Finds and compiles the project here. EXIT_CLEAN, or the exit code after what is wrong was written
 * to standard error. */
int compile_here(struct invocation *invocation, struct project_place *place);

/* ---- Commands ---- */

int command_check(struct invocation *invocation);
int command_load(struct invocation *invocation);
int command_status(struct invocation *invocation);
int command_gaps(struct invocation *invocation);
int command_values(struct invocation *invocation);
int command_actions(struct invocation *invocation);
int command_trend(struct invocation *invocation);
int command_explain(struct invocation *invocation);
int command_list(struct invocation *invocation);
int command_show(struct invocation *invocation);
int command_init(struct invocation *invocation);
int command_map(struct invocation *invocation);
int command_privacy(struct invocation *invocation);
int command_test(struct invocation *invocation);
int command_fmt(struct invocation *invocation);
int command_diff(struct invocation *invocation);
int command_git_diff_driver(struct invocation *invocation);
int command_blame(struct invocation *invocation);
int command_merge_driver(struct invocation *invocation);
int command_schema(struct invocation *invocation);
int command_debug(struct invocation *invocation);
int command_version(struct invocation *invocation);
int command_help(struct invocation *invocation);

/* Help of one command, or of all (COMMAND_COUNT). */
void write_help(FILE *stream, enum command_id command);

/* The day that `--as-of` names; `otherwise` where it names none. EXIT_CLEAN, or EXIT_COULD_NOT after
 * a complaint. */
int read_as_of(struct invocation *invocation, int32_t otherwise, int32_t *day);

/* The load that `--known-at` names; PM_NOW where it names none. EXIT_CLEAN, or EXIT_COULD_NOT after a
 * complaint. */
int read_known_at(struct invocation *invocation, int64_t *known_at);

/* Fills the request of a run from the options; EXIT_CLEAN, or EXIT_COULD_NOT after a complaint. */
int read_run_request(struct invocation *invocation, const struct project_place *place,
                     struct pm_run_request *request);

/* False after a complaint: when --record and --since do not go with other options. */
bool check_history(struct invocation *invocation);

/* After pm_run: records what is found, and compares it with an earlier run, as is asked for.
 * EXIT_CLEAN, or the exit code after a complaint. */
int keep_history(struct invocation *invocation, const struct project_place *place,
                 const struct pm_run_request *request);

/* The time, for the lists of loads and releases. SOURCE_DATE_EPOCH, where it is set, makes it the same
 * each time. */
enum { TIME_SIZE = 32 };
void put_time(char out[TIME_SIZE]);

/* Files of `pm init`. */
struct template_file {
    const char *kind; /* "district"; "*": every kind */
    const char *path;
    const char *text;
};

/* The n-th file, NULL after the last. */
const struct template_file *get_template(size_t index);

#endif
