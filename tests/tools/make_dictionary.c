/* make_dictionary: prints a dictionary for libFuzzer and AFL from the tables of the language: the
 * words of statements, linking words, operators, closed lists, examples of parts, and signs. */
#include "lang/schema/kinds.h"
#include "lang/schema/schema.h"

#include <stdio.h>

static void print_entry(struct pm_text text)
{
    putchar('"');
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '"' || byte == '\\') putchar('\\');
        if (byte < 0x20 || byte > 0x7E) {
            printf("\\x%02X", byte);
        } else {
            putchar(byte);
        }
    }
    puts("\"");
}

static void print_words(const char *words)
{
    for (struct pm_text word = pm_words_next(&words); word.size; word = pm_words_next(&words))
        print_entry(word);
}

/* The words in lower case of how a row reads. */
static void print_reads(const char *reads)
{
    const char *at = reads;
    while (*at) {
        const char *begin = at;
        while ((*at >= 'a' && *at <= 'z') || *at == '_')
            at++;
        if (at > begin) print_entry((struct pm_text){begin, (size_t)(at - begin)});
        while (*at && !(*at >= 'a' && *at <= 'z'))
            at++;
    }
}

int main(void)
{
    static const char *const lists[] = {
#define PM_WORDS(what, words) words,
#include "lang/schema/words.def"
#undef PM_WORDS
    };
    static const char *const signs[] = {
        "{",    "}",    "(",  ")",  "[", "]",  ",",    ";",    "..",          "<",  ">",
        "<=",   ">=",   "=",  "!=", "+", "-",  "*",    "/",    "#",           "\"", "\"\"\"",
        "\r\n", "\n  ", "==", ":",  "'", "//", "24 %", "3pts", "\xE2\x89\xA4"};
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        print_entry(pm_text_from(row->word));
        print_reads(row->reads);
    }
    print_words(pm_link_words());
    print_words(pm_operator_words());
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        print_words(lists[i]);
    for (size_t i = 0; pm_part_kind(i); i++)
        print_entry(pm_text_from(pm_part_kind(i)->example));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        print_entry(pm_text_from(signs[i]));
    return 0;
}
