#!/bin/sh
# check_exports.sh LIBRARY: the archive (libpm.a, built without sanitizers or coverage) gives away
# names of its own only, pm_*, and keeps nothing between calls: no writable globals but the counter
# with which the tests let the n-th allocation fail (lang/base/arena.c).
#
# Tables of constant pointers lie in .data.rel.ro, which is writable to the loader alone.
set -eu
library=${1:?usage: check_exports.sh LIBRARY}
allowed='arena.o:allocations_until_failure'

names=$(nm -g --defined-only "$library" | awk 'NF == 3 { print $3 }' |
    grep -v '^pm_' | sort -u) || true

# Lines of objdump: address, flags, section, size, name; a line `name.o:     file format` before.
globals=$(objdump -t "$library" | awk '
    / file format / { object = $1; sub(/:$/, "", object); next }
    /^[0-9a-f]+ / {
        section = $(NF - 2)
        if ($0 ~ / [dfF] / && $0 !~ / O /) next
        if (section ~ /^\.(data|bss|tdata|tbss)/ && section !~ /^\.data\.rel\.ro/ ||
            section == "*COM*")
            if (substr($NF, 1, 1) != ".") print object ":" $NF
    }' | grep -vxF "$allowed" | sort -u) || true

# A static archive lets two objects define one name, and the linker takes the first it meets.
doubles=$(nm -g --defined-only "$library" | awk 'NF == 3 { print $3 }' | sort | uniq -d) || true

failed=0
if [ -n "$doubles" ]; then
    printf 'defined twice:\n%s\n' "$doubles"
    failed=1
fi
if [ -n "$names" ]; then
    printf 'exported without the prefix pm_:\n%s\n' "$names"
    failed=1
fi
if [ -n "$globals" ]; then
    printf 'writable globals:\n%s\n' "$globals"
    failed=1
fi
exit $failed
