/* command_actions.c: pm actions: the list, and lines about action items put into the plan. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <string.h>

/* ---- A line in the plan ---- */

struct verb {
    const char *word;
    enum pm_action_change change;
    enum option_id day;
    enum option_id unit;
    bool needs_unit;
    bool takes_review;
};

static const struct verb verbs[] = {
    {"add", PM_EDIT_ADD, OPTION_due, OPTION_owner, true, false},
    {"done", PM_EDIT_DONE, OPTION_on, OPTION_checked_by, false, true},
    {"carry", PM_EDIT_CARRY, OPTION_to, OPTION_COUNT, false, true},
};

static int write_plan(struct invocation *invocation, const struct project_place *place,
                      const char *path, const struct collected *text)
{
    char full[2 * PATH_SIZE];
    bool is_here = strcmp(place->folder, ".") == 0;
    snprintf(full, sizeof full, "%s%s%s", is_here ? "" : place->folder, is_here ? "" : "/", path);
    if (!replace_file(full, text->bytes, text->size))
        return complain(invocation, 922, NULL, "`%s` could not be written: %s", full,
                        strerror(errno));
    if (!invocation->values[OPTION_quiet]) puts(full);
    return EXIT_CLEAN;
}

static int write_difference(struct invocation *invocation, const struct collected *text)
{
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    writing.output.write(writing.output.context, text->bytes, text->size);
    return finish_writing(invocation, &writing);
}

/* Options that say what the line says, or what the list lists; `verb` is NULL for the list. */
static bool takes(const struct verb *verb, enum option_id option)
{
    if (!verb) return option == OPTION_open || option == OPTION_unit || option == OPTION_all;
    if (option == OPTION_review) return verb->takes_review;
    return option == verb->day || option == verb->unit || option == OPTION_diff;
}

/* An option that would be passed over in silence is refused. */
static int check_options(struct invocation *invocation, const struct verb *verb)
{
    static const enum option_id options[] = {
        OPTION_open, OPTION_unit, OPTION_all, OPTION_review,     OPTION_owner,
        OPTION_due,  OPTION_on,   OPTION_to,  OPTION_checked_by, OPTION_diff};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (invocation->values[options[i]] && !takes(verb, options[i]))
            return complain(invocation, 901, "`pm help actions` says what each option is for",
                            "`pm actions%s%s` has no option `--%s`", verb ? " " : "",
                            verb ? verb->word : "", option_rows[options[i]].long_name);
    if (verb && invocation->values[OPTION_output] && !invocation->values[OPTION_diff])
        return complain(invocation, 901, "with `--diff` it takes what would change",
                        "`pm actions %s` writes the plan and has no option `-o`", verb->word);
    return EXIT_CLEAN;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* `SESSION.ITEM` */
static bool is_item(const char *text)
{
    const char *dot = strchr(text, '.');
    return dot && dot != text && dot[1];
}

/* What must be there besides the verb: the item, the text, the day; for a new item its owner. */
static int check_edit(struct invocation *invocation, const struct verb *verb)
{
    char help[160];
    const char *const *values = invocation->values;
    const char *day = option_rows[verb->day].long_name;
    snprintf(help, sizeof help, "write `pm actions %s SESSION.ITEM \"TEXT\"%s --%s 2026-01-15`",
             verb->word, verb->needs_unit ? " --owner UNIT" : "", day);
    if (invocation->argument_count < 3 || !is_item(invocation->arguments[1]) ||
        is_blank(invocation->arguments[2]))
        return complain(invocation, 903, help, "`pm actions %s` needs an item and a text",
                        verb->word);
    if (!values[verb->day])
        return complain(invocation, 903, help, "`pm actions %s` needs `--%s`", verb->word, day);
    int32_t number = 0;
    if (!pm_read_date(values[verb->day], &number))
        return complain(invocation, 902, "write a date as 2026-01-31",
                        "`%s` is no date that `--%s` takes", values[verb->day], day);
    if (verb->needs_unit && !values[verb->unit])
        return complain(invocation, 903, help, "`pm actions %s` needs `--owner`", verb->word);
    return EXIT_CLEAN;
}

/* The folder is kept from others who edit, from reading the plan until it is written, so that no
 * line of two that are put in at once is lost. */
static int edit(struct invocation *invocation, const struct verb *verb)
{
    struct project_place place;
    const char *path = NULL;
    struct collected text = {.invocation = invocation};
    struct pm_output output = {collect, &text};
    int code = check_options(invocation, verb);
    if (code == EXIT_CLEAN) code = check_edit(invocation, verb);
    if (code != EXIT_CLEAN) return code;
    if (!find_project(invocation, NULL, &place)) return EXIT_COULD_NOT;
    lock_folder(place.folder);
    code = compile_here(invocation, &place);
    if (code != EXIT_CLEAN) return code;
    struct pm_action_edit edit = {.change = verb->change,
                                  .item = invocation->arguments[1],
                                  .text = invocation->arguments[2],
                                  .day = invocation->values[verb->day],
                                  .unit = verb->unit < OPTION_COUNT ? invocation->values[verb->unit]
                                                                    : NULL,
                                  .review = invocation->values[OPTION_review],
                                  .wants_difference = invocation->values[OPTION_diff] != NULL};
    enum pm_status status = pm_edit_action(invocation->session, &edit, &path, &output);
    if (status != PM_OK) return exit_of(status);
    return edit.wants_difference ? write_difference(invocation, &text)
                                 : write_plan(invocation, &place, path, &text);
}

/* ---- The list ---- */

static int list_actions(struct invocation *invocation)
{
    static const char *const action[] = {"action"};
    struct project_place place;
    struct pm_run_request request;
    int code = check_options(invocation, NULL);
    if (code == EXIT_CLEAN) code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    request.kinds = action;
    request.kind_count = 1;
    request.wants_open = invocation->values[OPTION_open] != NULL;
    enum pm_status status = pm_run(invocation->session, &request);
    if (status != PM_OK) return exit_of(status);
    code = apply_baseline(invocation, PM_ABOUT_RUN);
    if (code == EXIT_CLEAN) code = write_results(invocation, pm_write_actions, false);
    if (code != EXIT_CLEAN) return code;
    return exit_by_level(invocation, pm_count_findings(invocation->session));
}

int command_actions(struct invocation *invocation)
{
    if (!invocation->argument_count) return list_actions(invocation);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(invocation->arguments[0], verbs[i].word) == 0)
            return edit(invocation, &verbs[i]);
    return complain(invocation, 902, "write `add`, `done` or `carry`, or nothing for the list",
                    "`%s` is nothing that `pm actions` does", invocation->arguments[0]);
}
