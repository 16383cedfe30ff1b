# pm: build, test, install. `make help` lists the targets.
#
# Everything made lies in build/<flavour>/; generated C is never committed. FLAVOUR is release
# (default), debug (ASan and UBSan) or coverage. CC=clang works too.

FLAVOUR ?= release
BUILD   ?= build/$(FLAVOUR)
PREFIX  ?= /usr/local
CC      ?= cc
PYTHON  ?= /usr/bin/python3
WERROR  ?=

VERSION := 0.1.0

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wcast-qual -Wpointer-arith -Wformat=2 -Wundef -Wvla \
            -Wwrite-strings -Wimplicit-fallthrough -Wnull-dereference -Wdouble-promotion \
            -Wswitch-enum
PACKAGES := sqlite3 libutf8proc jansson libcrypto libxxhash

OPTIMIZE_release  := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
OPTIMIZE_debug    := -O1 -g3 -fno-omit-frame-pointer -fsanitize=address,undefined \
                     -fno-sanitize-recover=all
OPTIMIZE_coverage := -O0 -g --coverage -DPM_COVERAGE
LINK_release      := -Wl,-z,relro,-z,now
LINK_debug        := -fsanitize=address,undefined
LINK_coverage     := --coverage

PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)

CPPFLAGS_ALL := -I. -I$(BUILD) -D_POSIX_C_SOURCE=200809L -DPM_VERSION='"$(VERSION)"' $(PACKAGE_CFLAGS)
CFLAGS_ALL   := -std=c17 $(WARNINGS) $(WERROR) -fvisibility=hidden -fPIC -ffp-contract=off \
                $(OPTIMIZE_$(FLAVOUR)) $(CFLAGS)
LIBS         := $(LINK_$(FLAVOUR)) $(LDFLAGS) $(PACKAGE_LIBS) -lm

# The folders that make the library, in the order in which they may include each other.
DIRS ?= lang/base lang/diag lang/source lang/scan lang/syntax lang/schema lang/parse lang/model \
        lang/check lang/diff lang/format lang/merge runtime/source runtime/store runtime/load \
        runtime/pass runtime/cells runtime/statistics runtime/judge runtime/privacy runtime/testing \
        runtime/render runtime/history runtime/effect runtime/blame runtime/map runtime
SOURCES   := $(sort $(foreach dir,$(DIRS),$(wildcard $(dir)/*.c)))
GENERATED := $(if $(filter lang/scan,$(DIRS)),$(BUILD)/lang/scan/scan.c) \
             $(if $(filter lang/parse,$(DIRS)),$(BUILD)/lang/parse/grammar.c) \
             $(if $(filter lang/source,$(DIRS)),$(BUILD)/lang/source/modules.c)
OBJECTS   := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
CLI_SOURCES := $(sort $(wildcard runtime/cli/*.c))
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)

# build/pm leads to the newest build below build/.
all: $(BUILD)/libpm.a $(BUILD)/pm $(if $(filter build/%,$(BUILD)),build/pm)

lib: $(BUILD)/libpm.a

$(BUILD)/libpm.a: $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/pm: $(CLI_OBJECTS) $(BUILD)/libpm.a
	$(CC) -o $@ $^ $(LIBS)

build/pm: $(BUILD)/pm
	@mkdir -p build
	ln -sf $(patsubst build/%,%,$(BUILD))/pm $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# flex's own code trips this one warning under gcc -O2; nothing else is exempt.
$(BUILD)/lang/scan/scan.o: CFLAGS_ALL += -Wno-null-dereference

$(BUILD)/lang/scan/scan.c: lang/scan/scan.l
	@mkdir -p $(@D)
	flex -Cfe -o $@ $<

$(BUILD)/lang/parse/grammar.c: lang/parse/grammar.y
	@mkdir -p $(@D)
	bison -Wall -Werror -Wcounterexamples --header=$(BUILD)/lang/parse/grammar.h -o $@ $<

$(BUILD)/lang/parse/cursor.o $(BUILD)/lang/parse/parse.o $(BUILD)/lang/parse/tree.o: $(BUILD)/lang/parse/grammar.c

# The standard library is compiled in: each module's text becomes an array of bytes.
$(BUILD)/lang/source/modules.c: tests/tools/embed_modules.sh $(wildcard stdlib/*.pm)
	@mkdir -p $(@D)
	sh tests/tools/embed_modules.sh $(sort $(wildcard stdlib/*.pm)) > $@

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)

# ---- Setting up ----

# What a fresh Debian machine lacks. The first list builds and runs; the second one tests.
BUILD_DEBS := gcc libc6-dev make flex bison pkg-config libsqlite3-dev libutf8proc-dev libjansson-dev \
              libssl-dev libxxhash-dev
TEST_DEBS  := $(BUILD_DEBS) clang libclang-rt-14-dev libcmocka-dev gcovr valgrind sqlite3 python3 \
              python3-jsonschema python3-junitparser python3-yaml clang-format clang-tidy cppcheck mandoc git \
              pre-commit

deps:
	@sh tests/tools/install_debs.sh $(BUILD_DEBS)

test-deps:
	@sh tests/tools/install_debs.sh $(TEST_DEBS)
	@sh tests/tools/fetch_schemas.sh build/schemas

# ---- Trying it ----

# Installs what is missing, builds, loads the New York figures and says what they show.
demo: deps
	@$(MAKE) --no-print-directory -s -j2 all
	build/pm -C examples/nyc-attendance check
	build/pm -C examples/nyc-attendance load
	build/pm -C examples/nyc-attendance status
	build/pm -C examples/nyc-attendance gaps

# ---- Tests ----

UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_TESTS   := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/unit/%)
PM_TEST_DATA ?= $(if $(wildcard ../shared/data/INDEX.md),$(abspath ../shared/data),)
export PM_TEST_DATA

# gcc cannot know that cmocka's assertions do not return.
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/libpm.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -Wno-null-dereference -MMD -MP -o $@ $< $(BUILD)/libpm.a \
	    -lcmocka $(LIBS)

-include $(UNIT_TESTS:=.d)

test: test-deps
	@$(MAKE) --no-print-directory -s -j2 all unit-build
	@$(PYTHON) tests/tools/run_all.py --build $(BUILD)

unit-build: $(UNIT_TESTS)

unit golden property examples: all unit-build
	@$(PYTHON) tests/tools/run_all.py --build $(BUILD) --only $@

# Ten thousand tables with hidden figures, attacked; some minutes.
attack: all
	@$(PYTHON) tests/property/check_attacks.py $(BUILD)/pm --tables 10000

# Rewrites what golden cases expect; read the difference before committing it.
update-golden: all
	$(PYTHON) tests/golden/run.py --pm $(BUILD)/pm --update

lint:
	@sh tests/tools/lint.sh $(BUILD)

# The static analyzer of clang over everything; takes some minutes.
analyze:
	@git ls-files '*.c' | grep -E '^(lang|runtime)/' | xargs -P 2 -I{} sh -c "clang-tidy --quiet \
	    --checks='-*,clang-analyzer-*' {} -- -std=c17 -D_POSIX_C_SOURCE=200809L -DPM_VERSION='\"0\"' \
	    -I. -I$(BUILD) 2>/dev/null"

format:
	clang-format -i $$(git ls-files -co --exclude-standard '*.c' '*.h')

# What runs pm thousands of times takes a quarter of an hour with sanitizers: asan-property.
asan: test-deps
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=debug CC=clang all unit-build
	@$(PYTHON) tests/tools/run_all.py --build build/debug --only unit,golden,examples

asan-property: test-deps
	@$(MAKE) --no-print-directory -s -j2 FLAVOUR=debug CC=clang all unit-build
	@$(PYTHON) tests/tools/run_all.py --build build/debug --only property,tools

valgrind: test-deps
	@$(MAKE) --no-print-directory -s all unit-build
	@$(PYTHON) tests/tools/run_all.py --build $(BUILD) --only unit,golden --valgrind

# The same figures from both compilers, with optimization and without.
EQUAL := gcc-O0 gcc-O2 clang-O0 clang-O2
equal: test-deps
	@for build in $(EQUAL); do $(MAKE) --no-print-directory -s -j2 BUILD=build/$$build \
	    CC=$${build%-*} CFLAGS=-$${build#*-} build/$$build/pm || exit 1; done
	@$(PYTHON) tests/tools/compare_builds.py $(EQUAL:%=build/%/pm)

coverage: test-deps
	@sh tests/tools/coverage.sh

# The same inputs each time from the same seed; FUZZ_SEED=0 takes another one each time.
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 1
fuzz: test-deps
	@sh tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZ_SEED)

SIZE ?= 4
bench: all
	@$(PYTHON) tests/bench/bench.py --pm $(BUILD)/pm --size $(SIZE)

bench-quick: all
	@$(PYTHON) tests/bench/bench.py --pm $(BUILD)/pm --size 1

reference: $(BUILD)/tests/tools/make_reference
	$< docs/reference

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/libpm.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $< $(BUILD)/libpm.a $(LIBS)

$(BUILD)/tests/tools/%: tests/tools/%.c $(BUILD)/libpm.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $< $(BUILD)/libpm.a $(LIBS)

# ---- Installing ----

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/pm $(DESTDIR)$(PREFIX)/bin/pm
	install -m 644 $(BUILD)/libpm.a $(DESTDIR)$(PREFIX)/lib/libpm.a
	install -m 644 runtime/pm.h $(DESTDIR)$(PREFIX)/include/pm.h
	install -m 644 docs/pm.1 $(DESTDIR)$(PREFIX)/share/man/man1/pm.1

clean:
	rm -rf build

help:
	@echo 'make demo       install what is missing, build, load the New York example, print findings'
	@echo 'make test       install what is missing, build, run every test'
	@echo 'make            build build/pm and libpm.a            (FLAVOUR=debug|coverage, CC=clang)'
	@echo 'make deps       install what the build needs          (test-deps: what the tests need)'
	@echo 'make unit | golden | property | examples              one part of the tests'
	@echo 'make attack           work on 10,000 tables with hidden figures, some minutes'
	@echo 'make update-golden    rewrite what golden cases expect'
	@echo 'make lint | format    checks of the source text | clang-format in place'
	@echo 'make analyze          the static analyzer of clang, some minutes'
	@echo 'make asan | valgrind | coverage                       tests with an eye on memory, lines'
	@echo 'make equal            what gcc and clang build, with -O0 and -O2, says the same'
	@echo 'make fuzz FUZZ_SECONDS=60 FUZZ_SEED=1                 fuzz parser, model and CSV reader'
	@echo 'make bench SIZE=4 | bench-quick                       load and status, beside sqlite3'
	@echo 'make reference        write docs/reference from the tables'
	@echo 'make install PREFIX=/usr/local | clean'

.PHONY: all lib deps test-deps demo test unit-build unit golden property examples attack update-golden lint \
        analyze format asan asan-property valgrind equal coverage fuzz bench bench-quick reference install clean help
.SECONDARY: $(GENERATED) $(UNIT_TESTS)
.DELETE_ON_ERROR:
