/* formats.c: what --format asks for: a form by its name, and a file for each but one. */
#include "runtime/cli/cli.h"

#include <string.h>

static bool is_word(const char *text, size_t size, const char *word)
{
    return strlen(word) == size && strncmp(text, word, size) == 0;
}

/* The rendering of a name; -1 for one that is none. */
static int find_rendering(const char *word, size_t size)
{
    for (size_t i = 0; pm_rendering_word(i); i++)
        if (is_word(word, size, pm_rendering_word(i))) return (int)i;
    return -1;
}

/* True when the command's results have all forms of the table that fit; else it lists its own. */
static bool has_results(enum command_id command)
{
    return strcmp(commands[command].formats, "*") == 0;
}

bool takes_format(enum command_id command, const char *word, size_t size)
{
    int found = find_rendering(word, size);
    if (has_results(command))
        return found >= 0 && pm_rendering_fits((enum pm_rendering)found, commands[command].name);
    for (const char *at = commands[command].formats; *at;) {
        size_t length = strcspn(at, " ");
        if (length == size && strncmp(at, word, size) == 0) return true;
        at += length;
        while (*at == ' ')
            at++;
    }
    return false;
}

static void put_word(char *out, size_t size, const char *mark, const char *word, size_t length)
{
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%s%.*s%s", used ? ", " : "", mark, (int)length, word,
             mark);
}

void put_formats(enum command_id command, const char *mark, char *out, size_t size)
{
    out[0] = '\0';
    if (has_results(command)) {
        for (size_t i = 0; pm_rendering_word(i); i++) {
            const char *word = pm_rendering_word(i);
            if (pm_rendering_fits((enum pm_rendering)i, commands[command].name))
                put_word(out, size, mark, word, strlen(word));
        }
        return;
    }
    for (const char *at = commands[command].formats; *at;) {
        size_t length = strcspn(at, " ");
        put_word(out, size, mark, at, length);
        at += length;
        while (*at == ' ')
            at++;
    }
}

void add_format(struct invocation *invocation, const char *text)
{
    size_t size = strcspn(text, "=");
    int found = find_rendering(text, size);
    struct wanted *wanted = &invocation->wanted[invocation->wanted_count++];
    wanted->text = text;
    wanted->rendering = found < 0 ? PM_RENDER_TEXT : (enum pm_rendering)found;
    wanted->path = text[size] == '=' ? text + size + 1 : NULL;
    if (wanted->path && strcmp(wanted->path, "-") == 0) wanted->path = NULL;
}

static bool refuse(struct invocation *invocation, const char *word, size_t size)
{
    char formats[200];
    char help[240];
    put_formats(invocation->command, "`", formats, sizeof formats);
    snprintf(help, sizeof help, "it takes %s", formats);
    complain(invocation, 905, help, "`%.*s` is nothing that `--format` takes", (int)size, word);
    return false;
}

/* One thing goes to standard output, and each file is written once. */
static bool check_places(struct invocation *invocation)
{
    const struct wanted *wanted = invocation->wanted;
    const char *output = invocation->values[OPTION_output];
    bool has_plain = false;
    for (size_t i = 0; i < invocation->wanted_count; i++) {
        has_plain = has_plain || !wanted[i].path;
        if (wanted[i].path && !*wanted[i].path) {
            complain(invocation, 902, "write `--format sarif=pm.sarif`",
                     "`--format` has a `=` and no file behind it");
            return false;
        }
        for (size_t before = 0; before < i; before++) {
            const char *path = wanted[i].path;
            const char *other = wanted[before].path;
            if (path ? !other || strcmp(path, other) != 0 : other != NULL) continue;
            complain(invocation, 902, "give each a file of its own: `--format json=pm.json`",
                     path ? "two formats cannot both be written to `%s`"
                          : "two formats cannot both be written to %s",
                     path ? path : "standard output");
            return false;
        }
        if (wanted[i].path && output && strcmp(wanted[i].path, output) == 0) {
            complain(invocation, 902, NULL, "`%s` is named by `--format` and by `-o`", output);
            return false;
        }
    }
    if (has_plain || !output) return true;
    complain(invocation, 902, "leave `-o` out, or name a format without a file",
             "every format has a file, so nothing is left for `-o`");
    return false;
}

static bool check_single(struct invocation *invocation)
{
    if (invocation->wanted_count < 2 && !invocation->wanted[0].path) return true;
    char help[120];
    snprintf(help, sizeof help, "write `pm %s --format json -o FILE`",
             commands[invocation->command].name);
    complain(invocation, 902, help, "`pm %s` writes one format, and not into `--format`'s file",
             commands[invocation->command].name);
    return false;
}

bool check_formats(struct invocation *invocation)
{
    enum command_id command = invocation->command;
    for (size_t i = 0; i < invocation->wanted_count; i++) {
        const char *text = invocation->wanted[i].text;
        size_t size = strcspn(text, "=");
        if (!takes_format(command, text, size)) return refuse(invocation, text, size);
    }
    if (!invocation->wanted_count) add_format(invocation, "text");
    for (size_t i = 0; i < invocation->wanted_count; i++)
        if (!invocation->wanted[i].path) invocation->rendering = invocation->wanted[i].rendering;
    return has_results(command) ? check_places(invocation) : check_single(invocation);
}
