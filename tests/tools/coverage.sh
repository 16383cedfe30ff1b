#!/bin/sh
# coverage.sh: runs all tests on a build that counts lines; fails when fewer than 90 % of the lines of
# lang/ and runtime/ were run. The report lies in build/coverage/report.txt.
set -eu
build=build/coverage
make -s FLAVOUR=coverage CC=gcc all unit-build
find $build -name '*.gcda' -delete
/usr/bin/python3 tests/tools/run_all.py --build $build --only unit,golden,examples,property >$build/tests.txt || {
    tail -40 $build/tests.txt
    exit 1
}
gcovr --root . --object-directory $build --filter 'lang/' --filter 'runtime/' \
    --exclude '.*/scan\.c' --exclude '.*/grammar\.c' --exclude '.*scan\.l' --exclude '.*grammar\.y' \
    --exclude-unreachable-branches --fail-under-line 90 -o $build/report.txt --print-summary
