#!/bin/sh
# check_layers.sh: nothing includes what stands above it.
#
# Each line of the table names a folder and the folders that it may include besides itself; a folder
# that does not exist yet is passed over, one that is not in the table is a failure. Includes of our
# own are written from the root. The command line sees the public header alone.
set -eu
cd "$(dirname "$0")/../.."

table() {
    cat <<'TABLE'
lang/base
lang/diag       lang/base
lang/source     lang/base lang/diag
lang/scan       lang/base lang/diag lang/source
lang/schema     lang/base
lang/syntax     lang/base lang/diag lang/source lang/scan lang/schema
lang/parse      lang/base lang/diag lang/source lang/scan lang/schema lang/syntax
lang/model      lang/base lang/diag lang/source lang/scan lang/schema lang/syntax lang/parse lang/diff/changes.def
lang/check      lang/base lang/diag lang/source lang/schema lang/syntax lang/model
lang/diff       lang/base lang/diag lang/source lang/scan lang/schema lang/syntax lang/model
lang/format     lang/base lang/diag lang/source lang/scan lang/schema lang/syntax lang/parse
lang/merge      lang/base lang/diag lang/source lang/scan lang/schema lang/syntax lang/parse lang/format
runtime/source  lang/base lang/diag lang/source
runtime/store   lang/base lang/diag
runtime/load    lang/base lang/diag lang/source lang/model runtime/store
runtime/pass    lang/base lang/diag lang/source lang/model runtime/store
runtime/cells   lang/base lang/diag lang/source lang/model runtime/store runtime/pass
runtime/statistics lang/base
runtime/judge   lang/base lang/diag lang/source lang/model runtime/cells runtime/statistics
runtime/privacy lang/base lang/diag lang/source lang/model runtime/cells runtime/judge runtime/statistics
runtime/testing lang/base lang/diag lang/source lang/model runtime/store runtime/load runtime/cells runtime/judge
runtime/render  lang/base lang/diag lang/source lang/model lang/diff runtime/judge runtime/privacy runtime/statistics runtime/testing
runtime/history lang/base lang/diag lang/source lang/model runtime/store runtime/judge runtime/privacy runtime/render
runtime/effect  lang/base lang/diag lang/source lang/model lang/diff runtime/store runtime/judge runtime/privacy runtime/render runtime/history
runtime/blame   lang/base lang/diag lang/source lang/syntax lang/parse lang/diff runtime/source runtime/render
runtime/map     lang/base lang/diag lang/source lang/model runtime/render
runtime/cli     runtime/pm.h
runtime/lsp     lang runtime/pm.h
TABLE
}

# file:line:path of each include in quotes below a folder
includes() {
    find "$1" -maxdepth 1 -type f \( -name '*.c' -o -name '*.h' -o -name '*.l' -o -name '*.y' \
        -o -name '*.def' \) -exec grep -Hn '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' {} + |
        sed 's/^\([^:]*:[0-9]*\):[^"]*"\([^"]*\)".*/\1:\2/'
}

failures=$(mktemp)
trap 'rm -f "$failures"' EXIT
table | while read -r folder allowed; do
    [ -d "$folder" ] || continue
    includes "$folder" | while IFS=: read -r file line path; do
        case $path in
        lang/*/*|runtime/*/*|runtime/pm.h) ;;
        *) echo "$file:$line: \"$path\" is not written from the root"; continue ;;
        esac
        for one in "$folder" $allowed; do
            case $path in "$one"|"$one"/*) continue 2 ;; esac
        done
        echo "$file:$line: $folder may not include $path"
    done
done > "$failures"
if [ -f runtime/pm.h ]; then
    includes runtime/pm.h | sed 's/$/: the public header must stand alone/' >> "$failures"
fi
for folder in lang/* runtime/*; do
    [ -d "$folder" ] || continue
    table | grep -q "^$folder\( \|\$\)" || echo "$folder: is not in the table of layers"
done >> "$failures"

if [ -s "$failures" ]; then
    cat "$failures"
    exit 1
fi
