#!/bin/sh
# check_manual.sh: docs/pm.1 has every option, command and kind of finding of the tables, and no
# others, and mandoc finds nothing wrong with it.
set -eu
cd "$(dirname "$0")/../.."

status=0
compare() { # what, of the tables, of the manual
    if [ "$2" != "$3" ]; then
        echo "docs/pm.1: $1 of the tables:" $2
        echo "docs/pm.1: $1 of the manual:" $3
        status=1
    fi
}

# names of the options: long ones, then letters
table=$(sed -n 's/^PM_OPTION([a-z_]*, "\([a-z-]*\)", .*/\1/p' runtime/cli/options.def | sort -u)
letters=$(sed -n "s/^PM_OPTION([a-z_]*, \"[a-z-]*\", '\([a-zA-Z]\)'.*/\1/p" runtime/cli/options.def |
    sort -u)
options=$(sed -n '/^\.Sh OPTIONS/,/^\.Sh ENVIRONMENT/s/^\.It Fl //p' docs/pm.1)
long=$(echo "$options" | tr ' ' '\n' | sed -n 's/^-\([a-z-][a-z-]*\)$/\1/p' | sort -u)
short=$(echo "$options" | sed -n 's/^\([a-zA-Z]\)\( .*\)\{0,1\}$/\1/p' | sort -u)
compare 'options' "$(echo $table)" "$(echo $long)"
compare 'letters' "$(echo $letters)" "$(echo $short)"

commands=$(sed -n 's/^PM_COMMAND([a-z_]*, "\([a-z-]*\)".*/\1/p' runtime/cli/commands.def | sort)
manual=$(sed -n '/^\.Sh DESCRIPTION/,/^\.Sh OPTIONS/s/^\.It Cm \([a-z-]*\)$/\1/p' docs/pm.1 | sort)
compare 'commands' "$(echo $commands)" "$(echo $manual)"

kinds=$(sed -n 's/^PM_FINDING_KIND([A-Z]*, "\([a-z]*\)".*/\1/p' runtime/judge/finding_kinds.def |
    sort)
shown=$(sed -n '/^\.It Fl -kind/,/^\.It/{/chooses findings of these kinds/,/^or$/p;}' docs/pm.1 |
    sed -n 's/^\.Cm //p' | tr -d ' ' | tr ',' '\n' | grep . | sort)
last=$(sed -n '/^\.It Fl -kind/,/^Where none/s/^\.Cm \([a-z]*\) \.$/\1/p' docs/pm.1)
compare 'kinds of findings' "$(echo $kinds)" "$(printf '%s\n' $shown $last | sort | tr '\n' ' ' |
    sed 's/ $//')"

if command -v mandoc > /dev/null; then
    mandoc -T lint -W warning docs/pm.1 || status=1
fi
exit $status
