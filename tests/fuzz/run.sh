#!/bin/sh
# run.sh SECONDS SEED: fuzzes each target of tests/fuzz for so long (libFuzzer, ASan, UBSan), from every
# plan text and data file of the examples and golden cases. Seed 0: another one each time. Stops at
# the first finding.
set -eu
seconds=$1
seed=$2
build=build/fuzz
make -s BUILD=$build FLAVOUR=debug CC=clang CFLAGS=-fsanitize=fuzzer-no-link lib
mkdir -p $build/seeds
for file in $(git ls-files -co --exclude-standard 'examples/*.pm' 'tests/data/*.pm' 'stdlib/*.pm' 'tests/golden/*.case' 'tests/regressions/*.case'); do
    cp "$file" "$build/seeds/$(echo "$file" | tr / _)"
done
for file in $(git ls-files -co --exclude-standard 'tests/data/*.csv' 'examples/*.csv'); do
    head -c 2000 "$file" >"$build/seeds/$(echo "$file" | tr / _)"
done
make -s BUILD=$build FLAVOUR=debug CC=clang CFLAGS=-fsanitize=fuzzer-no-link $build/tests/tools/make_dictionary
$build/tests/tools/make_dictionary >$build/dictionary.txt
failed=0
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    make -s BUILD=$build FLAVOUR=debug CC=clang CFLAGS=-fsanitize=fuzzer-no-link \
        LDFLAGS=-fsanitize=fuzzer "$build/tests/fuzz/$name"
    mkdir -p "$build/corpus/$name"
    "$build/tests/fuzz/$name" -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=4000 -max_len=20000 \
        -dict=$build/dictionary.txt -artifact_prefix="$build/$name-" -print_final_stats=1 \
        "$build/corpus/$name" $build/seeds >"$build/$name.log" 2>&1 || failed=1
    grep -E 'number_of_executed_units|ERROR|SUMMARY' "$build/$name.log" | sed "s/^/$name: /"
    [ $failed = 0 ] || { tail -30 "$build/$name.log"; exit 1; }
done
