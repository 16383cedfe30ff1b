/* fuzz_format: any bytes through the formatter. What does not parse is left as it is, with a message;
 * what does reads the same afterwards (the formatter looks itself, and would say so), and does not
 * change when formatted again. */
#include "lang/format/format.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the process when a promise is broken; libFuzzer keeps the input. */
#define REQUIRE(claim) require((claim), #claim, __LINE__)

static void require(bool holds, const char *claim, int line)
{
    if (holds) return;
    fprintf(stderr, "fuzz_format.c:%d: broken: %s\n", line, claim);
    abort();
}

/* Formats; what is wrong must be wrong with the text. */
static bool format(struct pm_arena *arena, struct pm_text text, struct pm_text *out)
{
    struct pm_sources *sources = pm_sources_new(arena);
    uint32_t file = pm_sources_add(sources, "a.pm", text, false);
    struct pm_diagnostics *found = pm_diagnostics_new(arena);
    bool is_formatted = pm_format_source(arena, sources, file, found, out);
    for (size_t i = 0; i < found->count; i++)
        REQUIRE(found->items[i]->code != PM_INTERNAL_ERROR);
    if (!is_formatted) REQUIRE(pm_diagnostics_count(found, PM_ERROR) > 0);
    return is_formatted;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct pm_arena *arena = pm_arena_new();
    REQUIRE(arena != NULL);
    struct pm_text text = {(const char *)bytes, size};
    struct pm_text once = {0};
    if (format(arena, text, &once)) {
        struct pm_text twice = {0};
        REQUIRE(format(arena, once, &twice));
        REQUIRE(pm_text_equal(once, twice));
        struct pm_text difference = pm_format_difference(arena, "a.pm", text, once);
        REQUIRE((difference.size == 0) == pm_text_equal(text, once));
    }
    pm_arena_free(arena);
    return 0;
}
