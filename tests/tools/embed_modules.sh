#!/bin/sh
# embed_modules.sh FILE.pm ...: prints C with the text of each module of the standard library, for
# lang/source/stdlib.c. Files come sorted by name.
set -eu
echo '/* Made from stdlib/ by tests/tools/embed_modules.sh. */'
echo '#include "lang/source/modules.h"'
for file in "$@"; do
    name=$(basename "$file" .pm)
    printf 'static const unsigned char text_of_%s[] = {\n' "$name"
    od -An -v -tu1 "$file" | sed 's/  *\([0-9][0-9]*\)/\1,/g'
    echo '0};'
done
echo 'const struct pm_module pm_modules[] = {'
for file in "$@"; do
    name=$(basename "$file" .pm)
    printf '    {"%s", {(const char *)text_of_%s, sizeof text_of_%s - 1}},\n' "$name" "$name" "$name"
done
echo '    {0, {0, 0}}};'
