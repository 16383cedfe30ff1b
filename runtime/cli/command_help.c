/* command_help.c: help, version. */
#include "runtime/cli/cli.h"

#include <string.h>

enum { NAME_WIDTH = 16, OPTION_WIDTH = 18, LINE_WIDTH = 78 };

static void write_overview(FILE *stream)
{
    fputs("pm: plans of schools and districts, checked and measured\n\n"
          "  pm init                     a small project to start from\n"
          "  pm check                    what is wrong with the plan\n"
          "  pm load                     bring the data in\n"
          "  pm status                   is each goal where it should be?\n\n",
          stream);
    for (int command = 0; command < COMMAND_COUNT; command++)
        fprintf(stream, "  %-*s%s\n", NAME_WIDTH, commands[command].name, commands[command].means);
    fputs("\n`pm help COMMAND` shows examples and options; pm(1) is the manual.\n", stream);
}

struct option_name {
    char text[48];
};

/* "--max-errors N" */
static struct option_name name_of(enum option_id option)
{
    const struct option_row *row = &option_rows[option];
    struct option_name name;
    snprintf(name.text, sizeof name.text, "--%s%s%s", row->long_name, row->argument ? " " : "",
             row->argument ? row->argument : "");
    return name;
}

/* Details: where help would be long, they are named in its last lines. */
static bool is_detail(enum option_id option)
{
    return option == OPTION_max_errors || option == OPTION_known_at ||
           option == OPTION_provenance || option == OPTION_baseline;
}

/* Named in the last lines of every help. */
static bool is_common(enum option_id option)
{
    return option_rows[option].letter || option == OPTION_color || option == OPTION_job_summary;
}

/* True where all options, a line each, are more than is seen at once. */
static bool is_long(enum command_id command)
{
    enum { MOST_OPTIONS = 14 };
    int count = 0;
    for (int option = 0; option < OPTION_COUNT; option++)
        count += !is_common((enum option_id)option) && option_fits((enum option_id)option, command);
    return count > MOST_OPTIONS;
}

/* True for what has a line of its own. */
static bool has_line(enum command_id command, enum option_id option)
{
    return !is_common(option) && option_fits(option, command) &&
           !(is_detail(option) && is_long(command));
}

static void write_option(FILE *stream, enum command_id command, enum option_id option, int width)
{
    const struct option_row *row = &option_rows[option];
    const char *means = row->means;
    char formats[200];
    if (option == OPTION_format) {
        put_formats(command, "", formats, sizeof formats);
        bool has_many = strcmp(commands[command].formats, "*") == 0;
        means = has_many ? "text, json, sarif, md, html, ...: `pm help formats`" : formats;
    }
    fprintf(stream, "  %-*s %s\n", width, name_of(option).text, means);
}

/* The options of a command, each name with what it means in one column. */
static void write_option_lines(FILE *stream, enum command_id command)
{
    int width = OPTION_WIDTH;
    bool has_any = false;
    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!has_line(command, (enum option_id)option)) continue;
        int size = (int)strlen(name_of((enum option_id)option).text);
        if (size > width) width = size;
        has_any = true;
    }
    if (has_any) fputs("\n", stream);
    for (int option = 0; option < OPTION_COUNT; option++)
        if (has_line(command, (enum option_id)option))
            write_option(stream, command, (enum option_id)option, width);
}

/* Writes a word of the last lines; the column after it. */
static size_t write_detail(FILE *stream, size_t column, const char *word, bool is_last)
{
    size_t size = strlen(word) + (is_last ? 0 : 1);
    if (column + size + 1 > LINE_WIDTH) column = (size_t)fprintf(stream, "\n        ") - 1;
    fprintf(stream, " %s%s", word, is_last ? "" : ",");
    return column + size + 1;
}

static void write_last_lines(FILE *stream, enum command_id command)
{
    static const char *const common[] = {"-C DIR", "--color auto|always|never", "-q", "-v", "-h"};
    enum { COMMON = sizeof common / sizeof common[0] };
    size_t column = (size_t)fprintf(stream, "\nBesides:") - 1;
    if (option_fits(OPTION_output, command))
        column = write_detail(stream, column, "-o FILE", false);
    for (int option = 0; option < OPTION_COUNT; option++) {
        enum option_id each = (enum option_id)option;
        bool is_named = each == OPTION_job_summary || (is_detail(each) && is_long(command));
        if (is_named && option_fits(each, command))
            column = write_detail(stream, column, name_of(each).text, false);
    }
    for (size_t i = 0; i < COMMON; i++)
        column = write_detail(stream, column, common[i], i + 1 == COMMON);
    fputs("\n", stream);
}

static void write_examples(FILE *stream, const char *examples)
{
    while (*examples) {
        size_t size = strcspn(examples, "\n");
        fprintf(stream, "  %.*s\n", (int)size, examples);
        examples += size + (examples[size] == '\n');
    }
}

/* Every format, and which commands write it. */
static void write_formats(FILE *stream)
{
    fputs("--format FORMAT writes the result in another form; --format FORMAT=FILE into a file, "
          "whole\n"
          "or not at all. It may be given several times, once without a file.\n\n"
          "  pm check --format sarif=pm.sarif --format github\n"
          "  pm status --audience board --format html=status.html\n\n",
          stream);
    for (size_t i = 0; pm_rendering_word(i); i++) {
        enum pm_rendering rendering = (enum pm_rendering)i;
        fprintf(stream, "  %-8s%s\n", pm_rendering_word(i), pm_rendering_means(rendering));
    }
    fputs("\n", stream);
    for (int command = 0; command < COMMAND_COUNT; command++) {
        char formats[200];
        put_formats((enum command_id)command, "", formats, sizeof formats);
        if (*formats) fprintf(stream, "  %-9s%s\n", commands[command].name, formats);
    }
}

/* The kinds of lists, on lines of the width that help has. */
static void write_list_kinds(FILE *stream)
{
    size_t column = (size_t)fprintf(stream, "\n  KIND:");
    for (size_t i = 0; pm_list_kind(i); i++) {
        const char *comma = pm_list_kind(i + 1) ? "," : "";
        size_t size = strlen(pm_list_kind(i)) + strlen(comma) + 1;
        if (column + size > LINE_WIDTH) column = (size_t)fprintf(stream, "\n       ");
        fprintf(stream, " %s%s", pm_list_kind(i), comma);
        column += size;
    }
    fputs("\n", stream);
}

void write_help(FILE *stream, enum command_id command)
{
    if (command == COMMAND_COUNT) {
        write_overview(stream);
        return;
    }
    const struct command *row = &commands[command];
    int size = fprintf(stream, "pm %s%s%s:", row->name, *row->arguments ? " " : "", row->arguments);
    bool fits = (size_t)size + strlen(row->means) < LINE_WIDTH;
    fprintf(stream, "%s%s\n\n", fits ? " " : "\n  ", row->means);
    write_examples(stream, row->examples);
    if (command == COMMAND_list) write_list_kinds(stream);
    write_option_lines(stream, command);
    write_last_lines(stream, command);
}

int command_help(struct invocation *invocation)
{
    if (!invocation->argument_count) {
        write_help(stdout, COMMAND_COUNT);
        return EXIT_CLEAN;
    }
    if (strcmp(invocation->arguments[0], "formats") == 0) {
        write_formats(stdout);
        return EXIT_CLEAN;
    }
    const char *names[COMMAND_COUNT];
    for (int command = 0; command < COMMAND_COUNT; command++) {
        names[command] = commands[command].name;
        if (strcmp(names[command], invocation->arguments[0]) != 0) continue;
        write_help(stdout, (enum command_id)command);
        return EXIT_CLEAN;
    }
    const char *near = pm_find_similar(invocation->arguments[0], names, COMMAND_COUNT);
    char help[120];
    if (near)
        snprintf(help, sizeof help, "the closest is `pm %s`", near);
    else
        snprintf(help, sizeof help, "`pm help` lists the commands");
    return complain(invocation, 900, help, "`pm %s` is not a command", invocation->arguments[0]);
}

int command_version(struct invocation *invocation)
{
    (void)invocation;
    printf("pm %s\n", pm_version());
    return EXIT_CLEAN;
}
