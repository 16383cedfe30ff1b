/* check_phrases.c: words and phrases in what people read. */
#include "lang/check/phrases.h"

static char fold(char letter)
{
    if (letter >= 'A' && letter <= 'Z') return (char)(letter - 'A' + 'a');
    return letter == '_' || letter == '-' || letter == '\n' ? ' ' : letter;
}

/* Bytes above ASCII are letters, too. */
static bool is_word(char letter)
{
    char low = fold(letter);
    return (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || (letter & 0x80) != 0;
}

/* Bytes of `text` that the phrase takes up where the text begins; 0 where it does not stand. */
static size_t match(const char *text, const char *phrase)
{
    size_t i = 0;
    while (phrase[i] && fold(text[i]) == fold(phrase[i]))
        i++;
    if (phrase[i] || !i) return 0;
    return is_word(text[i - 1]) && is_word(text[i]) ? 0 : i;
}

size_t pm_phrase_find(const char *text, const char *phrase)
{
    char first = fold(phrase[0]);
    for (size_t i = 0; text[i]; i++)
        if (fold(text[i]) == first && (!i || !is_word(text[i - 1])) && match(text + i, phrase))
            return i;
    return SIZE_MAX;
}

bool pm_phrase_is_in(const char *text, const char *phrase)
{
    return pm_phrase_find(text, phrase) != SIZE_MAX;
}

const char *pm_phrase_first(const char *text, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pm_phrase_is_in(text, phrases[i])) return phrases[i];
    return NULL;
}

bool pm_phrase_begins(const char *text, const char *phrase)
{
    while (*text == ' ')
        text++;
    return match(text, phrase) > 0;
}
