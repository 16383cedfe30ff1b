#!/bin/sh
# lint.sh BUILD: checks of the source text: formatting, each header alone, include directions, exported
# symbols, cppcheck, clang-tidy, shell syntax, Python syntax, long functions and files.
set -u
build=$1
status=0
say() { printf '%-24s %s\n' "$1" "$2"; }
result() { if [ "$2" = 0 ]; then say "$1" ok; else say "$1" FAILED; status=1; fi; }
sources=$(git ls-files -co --exclude-standard 'lang/*.c' 'runtime/*.c' 'tests/*.c')
headers=$(git ls-files -co --exclude-standard 'lang/*.h' 'runtime/*.h')
flags="-std=c17 -D_POSIX_C_SOURCE=200809L -DPM_VERSION=\"0\" -I. -I$build"

# shellcheck disable=SC2086 # lists of names
clang-format --dry-run --Werror $sources $headers; result clang-format $?

failed=0
for header in $headers; do
    # shellcheck disable=SC2086
    cc $flags -Wall -Wextra -Werror -fsyntax-only -x c "$header" || failed=1
done
result 'headers alone' $failed

sh tests/tools/check_layers.sh; result 'include directions' $?
make -s BUILD="$build" lib && sh tests/tools/check_exports.sh "$build/libpm.a"; result 'exported symbols' $?

# shellcheck disable=SC2086
cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,performance,portability --inline-suppr \
    --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -j 2 \
    -D_POSIX_C_SOURCE=200809L -DPM_VERSION=\"0\" -I. $(echo "$sources" | grep -v '^tests/')
result cppcheck $?

: >"$build/tidy.txt"
echo "$sources" | grep -v '^tests/' | xargs -P 2 -I{} sh -c "clang-tidy --quiet {} -- $flags 2>/dev/null" >>"$build/tidy.txt"
grep -E 'warning:|error:' "$build/tidy.txt" | sort -u; ! grep -qE 'warning:|error:' "$build/tidy.txt"; result clang-tidy $?

failed=0
for script in $(git ls-files -co --exclude-standard '*.sh') .ci/run; do sh -n "$script" || failed=1; done
result 'shell syntax' $failed
# shellcheck disable=SC2046
python3 -m py_compile $(git ls-files -co --exclude-standard '*.py'); result 'python syntax' $?
mandoc -T lint -W warning docs/pm.1; result 'man page' $?
exit $status
