#!/bin/sh
# fetch_schemas.sh DIR: puts the published schemas that tests hold documents against into DIR, once.
#
# The schema of SARIF 2.1.0 comes with an npm package. Where npm is not installed, or gives nothing,
# this says so and all is well: the tests that need the schema are skipped, by name.
set -eu
package=@microsoft/jest-sarif@1.0.0-beta.0
inside=package/lib/schemas/sarif-2.1.0-rtm.5.json
folder=$1
[ -s "$folder/sarif.json" ] && exit 0
if ! command -v npm >/dev/null; then
    echo "npm is not installed: SARIF is not held against its schema" >&2
    exit 0
fi
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if (cd "$work" && npm pack --silent "$package" >/dev/null 2>&1 && tar xzf ./*.tgz "$inside"); then
    cp "$work/$inside" "$folder/sarif.json.new"
    mv "$folder/sarif.json.new" "$folder/sarif.json"
else
    echo "npm did not give $package: SARIF is not held against its schema" >&2
fi
