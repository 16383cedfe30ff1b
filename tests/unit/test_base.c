/* Numbers, dates, texts, arenas, digests. */
#include "lang/base/arena.h"
#include "lang/base/date.h"
#include "lang/base/digest.h"
#include "lang/base/number.h"
#include "lang/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

static struct pm_decimal decimal(const char *text)
{
    struct pm_decimal out = {0};
    assert_int_equal(pm_parse_decimal(pm_text_from(text), true, true, &out), PM_NUMBER_READ);
    return out;
}

static struct pm_ratio ratio(const char *text)
{
    return pm_ratio_from_decimal(decimal(text));
}

static void decimals_are_read_exactly(void **state)
{
    (void)state;
    struct pm_decimal out;
    assert_int_equal(decimal("24.50").mantissa, 245);
    assert_int_equal(decimal("24.50").places, 1);
    assert_int_equal(decimal("1_250").mantissa, 1250);
    assert_int_equal(decimal("1,250,000").mantissa, 1250000);
    assert_int_equal(decimal("-0.214953271").mantissa, -214953271);
    assert_int_equal(decimal("1e3").mantissa, 1000);
    assert_int_equal(decimal("2.5e-3").mantissa, 25);
    assert_int_equal(pm_parse_decimal(PM_TEXT("12.571428300000001"), false, false, &out),
                     PM_NUMBER_ROUNDED);
    assert_int_equal(out.mantissa, 125714283);
    assert_int_equal(out.places, 7);
    assert_int_equal(pm_parse_decimal(PM_TEXT("0.1234567895"), false, false, &out),
                     PM_NUMBER_ROUNDED);
    assert_int_equal(out.mantissa, 12345679);
    assert_int_equal(out.places, 8);
    assert_int_equal(pm_parse_decimal(PM_TEXT("99999999999999999999"), false, false, &out),
                     PM_NUMBER_TOO_LARGE);
    static const char *const junk[] = {"",   "-",   ".",   "1.2.3", "1,25", "12,50", "abc",
                                       "1e", "1 2", "--1", "0x10",  "nan",  "inf",   "1_"};
    for (size_t i = 0; i + 1 < sizeof junk / sizeof *junk; i++)
        assert_int_equal(pm_parse_decimal(pm_text_from(junk[i]), false, true, &out),
                         PM_NUMBER_NONE);
}

static void rates_compare_exactly(void **state)
{
    (void)state;
    assert_true(pm_ratio_compare(pm_ratio_make(23, 40), ratio("0.575")) >= 0);
    assert_int_equal(pm_ratio_compare(pm_ratio_make(9, 90), ratio("0.1")), 0);
    assert_true(pm_ratio_compare(pm_ratio_make(1, 3), ratio("0.333333333")) > 0);
    assert_true(pm_ratio_compare(pm_ratio_make(-1, 3), pm_ratio_make(1, 1000)) < 0);
    struct pm_ratio huge = pm_ratio_make(((pm_wide)1 << 126) + 1, (pm_wide)1 << 126);
    assert_true(pm_ratio_compare(huge, pm_ratio_from_integer(1)) > 0);
}

static void undefined_stays_undefined(void **state)
{
    (void)state;
    struct pm_ratio none = pm_ratio_divide(pm_ratio_from_integer(1), pm_ratio_from_integer(0));
    assert_false(pm_ratio_is_defined(none));
    assert_false(pm_ratio_is_defined(pm_ratio_add(none, pm_ratio_from_integer(1))));
    struct pm_ratio huge = pm_ratio_make((pm_wide)1 << 100, 1);
    assert_false(pm_ratio_is_defined(pm_ratio_multiply(huge, huge)));
    assert_false(pm_ratio_is_defined(pm_ratio_make(1, 0)));
}

static void rounding_is_half_away_from_zero(void **state)
{
    (void)state;
    char text[40];
    pm_ratio_format(pm_ratio_make(1, 16), 3, text, sizeof text);
    assert_string_equal(text, "0.063");
    pm_ratio_format(ratio("6.25"), 1, text, sizeof text);
    assert_string_equal(text, "6.3");
    pm_ratio_format(ratio("-6.25"), 1, text, sizeof text);
    assert_string_equal(text, "-6.3");
    pm_ratio_format(ratio("-0.04"), 1, text, sizeof text);
    assert_string_equal(text, "0.0");
    pm_ratio_format(ratio("0.5"), 0, text, sizeof text);
    assert_string_equal(text, "1");
    struct pm_ratio rounded = pm_ratio_round(ratio("0.0255"), ratio("0.001"));
    assert_int_equal(pm_ratio_compare(rounded, ratio("0.026")), 0);
}

static void doubles_are_the_nearest(void **state)
{
    (void)state;
    assert_true(pm_ratio_to_double(pm_ratio_make(1, 3)) == 1.0 / 3.0);
    assert_true(pm_ratio_to_double(pm_ratio_make(10840, 40002)) == 10840.0 / 40002.0);
    assert_true(pm_ratio_to_double(ratio("0.2404")) == 0.2404);
    assert_true(pm_ratio_to_double(pm_ratio_make(-7, 2)) == -3.5);
    assert_true(pm_ratio_to_double(pm_ratio_from_integer(INT64_MAX)) == 9223372036854775807.0);
    for (int64_t n = 1; n < 300; n++)
        for (int64_t d = 1; d < 300; d++)
            assert_true(pm_ratio_to_double(pm_ratio_make(n, d)) == (double)n / (double)d);
    char text[32];
    pm_format_double(0.1, text);
    assert_string_equal(text, "0.1");
    pm_format_double(10840.0 / 40002.0, text);
    assert_string_equal(text, "0.27098645067746613");
}

static void days_are_right(void **state)
{
    (void)state;
    int32_t day;
    char text[16];
    assert_true(pm_parse_day(PM_TEXT("1970-01-01"), &day));
    assert_int_equal(day, 0);
    assert_int_equal(pm_weekday(day), 4);
    assert_false(pm_parse_day(PM_TEXT("2025-02-29"), &day));
    assert_true(pm_parse_day(PM_TEXT("2024-02-29"), &day));
    assert_false(pm_parse_day(PM_TEXT("2024-2-29"), &day));
    for (day = -719162; day < 2932896; day += 13) {
        assert_int_equal(pm_day_from(pm_date_from(day)), day);
        assert_true(pm_date_exists(pm_date_from(day)));
    }
    pm_format_day(pm_day_add_months(pm_day_from((struct pm_date){2024, 1, 31}), 1), text);
    assert_string_equal(text, "2024-02-29");
}

static void texts_compare(void **state)
{
    (void)state;
    assert_true(pm_text_equal_loosely(PM_TEXT("On Track"), PM_TEXT("on_track")));
    assert_false(pm_text_equal_loosely(PM_TEXT("On Track"), PM_TEXT("off_track")));
    assert_true(pm_text_compare_naturally(PM_TEXT("9"), PM_TEXT("10")) < 0);
    assert_true(pm_text_compare_naturally(PM_TEXT("g2"), PM_TEXT("g10")) < 0);
    assert_true(pm_text_compare_naturally(PM_TEXT("01"), PM_TEXT("1")) != 0);
    assert_int_equal(pm_text_distance(PM_TEXT("taget"), PM_TEXT("target"), 2), 1);
    assert_int_equal(pm_text_distance(PM_TEXT("tarteg"), PM_TEXT("target"), 3), 2);
    assert_int_equal(pm_text_distance(PM_TEXT("tagret"), PM_TEXT("target"), 2), 1);
    assert_int_equal(pm_text_distance(PM_TEXT("abcdef"), PM_TEXT("fedcba"), 6), 5);
    assert_int_equal(pm_text_distance(PM_TEXT("abcdef"), PM_TEXT("fedcba"), 3), 4);
    assert_int_equal(pm_text_distance(PM_TEXT(""), PM_TEXT("abc"), 2), 3);
    assert_int_equal(pm_text_distance(PM_TEXT("abcd"), PM_TEXT("badc"), 2), 2);
    assert_int_equal(pm_text_distance(PM_TEXT("xxabcdyy"), PM_TEXT("abcd"), 4), 4);
    assert_true(pm_text_similar(PM_TEXT("chronic_absense"), PM_TEXT("chronic_absence")));
    assert_false(pm_text_similar(PM_TEXT("frl"), PM_TEXT("swd")));
    assert_int_equal(pm_utf8_first_bad("a\xC3\xA9", 3), 3);
    assert_int_equal(pm_utf8_first_bad("a\xC3(", 3), 1);
    assert_int_equal(pm_utf8_first_bad("\xED\xA0\x80", 3), 0);
    assert_int_equal(pm_utf8_count("a\xC3\xA9", 3), 2);
}

static void names_are_interned(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    struct pm_symbols *symbols = pm_symbols_new(arena);
    const struct pm_symbol *first = pm_symbol_make(symbols, PM_TEXT("a"));
    for (int i = 0; i < 5000; i++) {
        const char *name = pm_arena_format(arena, "name%d", i);
        const struct pm_symbol *made = pm_symbol_make(symbols, pm_text_from(name));
        assert_int_equal(made->id, i + 1);
        assert_ptr_equal(pm_symbol_by_id(symbols, made->id), made);
    }
    assert_ptr_equal(pm_symbol_make(symbols, PM_TEXT("a")), first);
    assert_null(pm_symbol_find(symbols, PM_TEXT("b")));
    pm_arena_free(arena);
}

static void count_release(void *object)
{
    ++*(int *)object;
}

static void arenas_free_what_is_theirs(void **state)
{
    (void)state;
    int released = 0;
    struct pm_arena *arena = pm_arena_new();
    struct pm_arena *scratch = pm_arena_new_scratch(arena);
    struct pm_arena *other = pm_arena_new_scratch(arena);
    pm_arena_on_free(scratch, count_release, &released);
    pm_arena_on_free(other, count_release, &released);
    memset(pm_arena_alloc(scratch, 5000000), 1, 5000000);
    pm_arena_free(scratch);
    assert_int_equal(released, 1);
    pm_arena_free(arena);
    assert_int_equal(released, 2);
}

static void lack_of_memory_jumps(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    jmp_buf escape;
    if (setjmp(escape) == 0) {
        pm_arena_set_escape(arena, &escape);
        pm_arena_fail_after(2);
        for (int i = 0; i < 100; i++)
            pm_arena_alloc(arena, 100000);
        fail();
    }
    pm_arena_fail_after(0);
    pm_arena_free(arena);
}

static void digests_are_sha256(void **state)
{
    (void)state;
    char text[PM_DIGEST_SIZE];
    pm_digest_of("abc", 3, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    struct pm_arena *arena = pm_arena_new();
    struct pm_digest *digest = pm_digest_new(arena);
    pm_digest_add(digest, "a", 1);
    pm_digest_add(digest, "bc", 2);
    pm_digest_finish(digest, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_exactly),
        cmocka_unit_test(rates_compare_exactly),
        cmocka_unit_test(undefined_stays_undefined),
        cmocka_unit_test(rounding_is_half_away_from_zero),
        cmocka_unit_test(doubles_are_the_nearest),
        cmocka_unit_test(days_are_right),
        cmocka_unit_test(texts_compare),
        cmocka_unit_test(names_are_interned),
        cmocka_unit_test(arenas_free_what_is_theirs),
        cmocka_unit_test(lack_of_memory_jumps),
        cmocka_unit_test(digests_are_sha256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
