/* phrases.h: words and phrases in what people read. Internal to lang/check. ASCII letters compare
 * without case; a `_`, a blank and a hyphen are the same, so that names can be searched too. */
#ifndef PM_PHRASES_H
#define PM_PHRASES_H

#include "lang/base/text.h"

/* Where the phrase stands in the text as whole words; SIZE_MAX when it does not. */
size_t pm_phrase_find(const char *text, const char *phrase);

bool pm_phrase_is_in(const char *text, const char *phrase);

/* The first of `count` phrases that the text has, NULL when it has none. */
const char *pm_phrase_first(const char *text, const char *const *phrases, size_t count);

/* True when the text begins with the phrase as whole words. */
bool pm_phrase_begins(const char *text, const char *phrase);

#endif
