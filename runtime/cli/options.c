/* options.c: the command line, read by the tables options.def and commands.def. */
#include "runtime/cli/cli.h"

#include <string.h>

const struct command commands[COMMAND_COUNT] = {
#define PM_COMMAND(id, name, arguments, most, formats, means, examples) \
    [COMMAND_##id] = {name, arguments, most, formats, means, examples},
#include "runtime/cli/commands.def"
#undef PM_COMMAND
};

const struct option_row option_rows[OPTION_COUNT] = {
#define PM_OPTION(id, long_name, letter, argument, commands, means) \
    [OPTION_##id] = {long_name, letter, argument, commands, means},
#include "runtime/cli/options.def"
#undef PM_OPTION
};

/* True when `word` is one of the blank-separated words of `list`. */
static bool has_word(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, " ");
        if (length == size && strncmp(at, word, size) == 0) return true;
        at += length;
        while (*at == ' ')
            at++;
    }
    return false;
}

bool option_fits(enum option_id option, enum command_id command)
{
    const char *list = option_rows[option].commands;
    return strcmp(list, "*") == 0 || has_word(list, commands[command].name);
}

/* ---- Words of the command line ---- */

struct given {        /* an option as it was written */
    const char *name; /* without dashes */
    size_t size;
    bool is_long;
    const char *value; /* NULL: none yet */
};

static bool has_name(enum option_id option, const struct given *given)
{
    const struct option_row *row = &option_rows[option];
    if (!given->is_long) return row->letter && row->letter == given->name[0];
    return strlen(row->long_name) == given->size && given->size &&
           strncmp(row->long_name, given->name, given->size) == 0;
}

/* The option with this name that the command has; else one that another command has. */
static enum option_id find_option(const struct given *given, enum command_id command)
{
    enum option_id other = OPTION_COUNT;
    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!has_name((enum option_id)option, given)) continue;
        other = (enum option_id)option;
        if (command != COMMAND_COUNT && option_fits(other, command)) return other;
    }
    return other;
}

static int complain_unknown(struct invocation *invocation, const char *word,
                            const struct given *given)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    enum command_id command = invocation->command;
    for (int option = 0; option < OPTION_COUNT; option++)
        if (*option_rows[option].long_name &&
            (command == COMMAND_COUNT || option_fits((enum option_id)option, command)))
            names[count++] = option_rows[option].long_name;
    char wanted[64] = "";
    if (given->is_long && given->size < sizeof wanted) {
        memcpy(wanted, given->name, given->size);
        wanted[given->size] = '\0';
    }
    const char *near = *wanted ? pm_find_similar(wanted, names, count) : NULL;
    char help[160];
    if (near)
        snprintf(help, sizeof help, "the closest is `--%s`", near);
    else
        snprintf(help, sizeof help, "`pm help%s%s` lists the options",
                 command == COMMAND_COUNT ? "" : " ",
                 command == COMMAND_COUNT ? "" : commands[command].name);
    return complain(invocation, 901, help, "`%s` is not an option", word);
}

static struct given given_from(const char *word)
{
    struct given given = {.is_long = word[1] == '-'};
    given.name = word + (given.is_long ? 2 : 1);
    if (given.is_long) {
        given.size = strcspn(given.name, "=");
        if (given.name[given.size] == '=') given.value = given.name + given.size + 1;
    } else {
        given.size = 1;
        if (given.name[1]) given.value = given.name + 1;
    }
    return given;
}

/* Reads the option at words[*at], and its value; false after a complaint. */
static bool read_option(struct invocation *invocation, int count, char **words, int *at)
{
    const char *word = words[*at];
    struct given given = given_from(word);
    enum option_id option = find_option(&given, invocation->command);
    if (option == OPTION_COUNT) {
        complain_unknown(invocation, word, &given);
        return false;
    }
    const struct option_row *row = &option_rows[option];
    if (!row->argument && given.value) {
        if (given.is_long)
            complain(invocation, 902, NULL, "`--%s` takes no value", row->long_name);
        else
            complain(invocation, 901, "write letters one by one: `-q -v`", "`%s` is not an option",
                     word);
        return false;
    }
    bool may_lack = row->argument && row->argument[0] == '[';
    if (may_lack && !given.value) {
        bool has_next = *at + 1 < count && words[*at + 1][0] != '-';
        given.value = has_next ? words[++*at] : "";
    }
    if (row->argument && !given.value) {
        if (*at + 1 >= count) {
            complain(invocation, 902, NULL, "`%s` needs a value: %s", word, row->argument);
            return false;
        }
        given.value = words[++*at];
    }
    invocation->values[option] = row->argument ? given.value : "";
    if (option == OPTION_format) add_format(invocation, given.value);
    return true;
}

static bool read_command(struct invocation *invocation, const char *word)
{
    const char *names[COMMAND_COUNT];
    for (int command = 0; command < COMMAND_COUNT; command++) {
        names[command] = commands[command].name;
        if (strcmp(word, commands[command].name) != 0) continue;
        invocation->command = (enum command_id)command;
        return true;
    }
    const char *near = pm_find_similar(word, names, COMMAND_COUNT);
    char help[120];
    if (near)
        snprintf(help, sizeof help, "the closest is `pm %s`", near);
    else
        snprintf(help, sizeof help, "`pm help` lists the commands");
    complain(invocation, 900, help, "`pm %s` is not a command", word);
    return false;
}

/* The command stands first, but for options that all commands have. */
static bool find_command(struct invocation *invocation, int count, char **words)
{
    for (int i = 1; i < count; i++) {
        const char *word = words[i];
        if (word[0] != '-' || word[1] == '\0') return read_command(invocation, word);
        struct given given = given_from(word);
        enum option_id option = find_option(&given, COMMAND_COUNT);
        if (option == OPTION_COUNT) return true; /* reported when it is read */
        if (option_rows[option].argument && !given.value) i++;
    }
    return true;
}

/* ---- What was read ---- */

static bool check_options(struct invocation *invocation)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        if (!invocation->values[option]) continue;
        if (option_fits((enum option_id)option, invocation->command)) continue;
        const struct option_row *row = &option_rows[option];
        char help[120];
        snprintf(help, sizeof help, "`pm help %s` lists the options it has",
                 commands[invocation->command].name);
        complain(invocation, 901, help, "`pm %s` has no option `--%s`",
                 commands[invocation->command].name, row->long_name);
        return false;
    }
    return true;
}

void put_list_kinds(char *out, size_t size, const char *start)
{
    size_t used = (size_t)snprintf(out, size, "%s", start);
    for (size_t i = 0; pm_list_kind(i) && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", pm_list_kind(i));
}

static bool check_arguments(struct invocation *invocation)
{
    const struct command *command = &commands[invocation->command];
    bool is_needed = *command->arguments && command->arguments[0] != '[' &&
                     !invocation->values[OPTION_years]; /* of the project here */
    if (is_needed && !invocation->argument_count) {
        char help[400];
        if (invocation->command == COMMAND_list)
            put_list_kinds(help, sizeof help, "write `pm list` and one of: ");
        else
            snprintf(help, sizeof help, "write `pm %s %s`; `pm help %s` has examples",
                     command->name, command->arguments, command->name);
        complain(invocation, 903, help, "`pm %s` needs to be told more", command->name);
        return false;
    }
    if (command->most < 0 || invocation->argument_count <= (size_t)command->most) return true;
    char help[160];
    snprintf(help, sizeof help, "write `pm %s%s%s`", command->name, *command->arguments ? " " : "",
             command->arguments);
    complain(invocation, 904, help, "`%s` is more than `pm %s` takes",
             invocation->arguments[command->most], command->name);
    return false;
}

static bool check_word(struct invocation *invocation, enum option_id option, const char *list)
{
    const char *value = invocation->values[option];
    if (!value || has_word(list, value)) return true;
    char help[160] = "it takes ";
    size_t size = strlen(help);
    for (const char *at = list; *at && size + 32 < sizeof help;) {
        size_t length = strcspn(at, " ");
        size += (size_t)snprintf(help + size, sizeof help - size, "%s`%.*s`",
                                 at == list ? "" : ", ", (int)length, at);
        at += length;
        while (*at == ' ')
            at++;
    }
    complain(invocation, 902, help, "`%s` is nothing that `--%s` takes", value,
             option_rows[option].long_name);
    return false;
}

static bool check_most(struct invocation *invocation)
{
    const char *value = invocation->values[OPTION_max_errors];
    if (!value || number_in(value) >= 0) return true;
    complain(invocation, 902, "write how many errors are shown at most, such as `--max-errors 50`",
             "`%s` is nothing that `--max-errors` takes", value);
    return false;
}

static bool check_words(struct invocation *invocation)
{
    return check_most(invocation) && check_formats(invocation) &&
           check_word(invocation, OPTION_color, "auto always never") &&
           check_word(invocation, OPTION_progress, "auto always never") &&
           check_word(invocation, OPTION_audience, "internal cabinet board public") &&
           check_word(invocation, OPTION_fail_on, "error warning info any never") &&
           check_word(invocation, OPTION_init_kind, "district department school");
}

/* Fills options and arguments; false after a complaint. */
static bool read_words(struct invocation *invocation, int count, char **words)
{
    bool has_command = false;
    bool ends_options = false;
    for (int i = 1; i < count; i++) {
        const char *word = words[i];
        if (!ends_options && strcmp(word, "--") == 0) {
            ends_options = true;
        } else if (!ends_options && word[0] == '-' && word[1] != '\0') {
            if (!read_option(invocation, count, words, &i)) return false;
        } else if (!has_command) {
            has_command = true;
        } else {
            invocation->arguments[invocation->argument_count++] = word;
        }
    }
    return true;
}

/* `pm --version` is what many try first. */
static bool asks_for_version(int count, char **words)
{
    return count == 2 && strcmp(words[1], "--version") == 0;
}

static bool asks_for_help(int count, char **words)
{
    for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++)
        if (strcmp(words[i], "-h") == 0 || strcmp(words[i], "--help") == 0) return true;
    return false;
}

bool read_command_line(struct invocation *invocation, int count, char **words)
{
    invocation->command = COMMAND_COUNT;
    invocation->arguments =
        get_memory(invocation, (size_t)count + 1, sizeof *invocation->arguments);
    invocation->wanted = get_memory(invocation, (size_t)count + 1, sizeof *invocation->wanted);
    invocation->folder = "";
    if (asks_for_version(count, words)) {
        invocation->command = COMMAND_version;
        return true;
    }
    bool has_command = find_command(invocation, count, words);
    if (asks_for_help(count, words)) { /* whatever else is wrong */
        invocation->values[OPTION_help] = "";
        return true;
    }
    if (!has_command || !read_words(invocation, count, words)) return false;
    if (invocation->command == COMMAND_COUNT) return true;
    return check_options(invocation) && check_words(invocation) && check_arguments(invocation);
}
