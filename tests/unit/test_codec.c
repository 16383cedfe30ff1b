/* Columns as bytes and back: every codec, marks, and blobs that are wrong. */
#include "runtime/store/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

enum { MOST = 3000 };

struct attempt {
    struct pm_arena *arena;
    int64_t values[MOST];
    uint8_t marks[MOST];
    int64_t filled[MOST];
    unsigned char *room;
    struct pm_encoded encoded;
};

static struct attempt *start(void)
{
    struct pm_arena *arena = pm_arena_new();
    struct attempt *at = PM_NEW(arena, struct attempt);
    at->arena = arena;
    at->room = pm_arena_alloc(arena, pm_codec_room(MOST));
    return at;
}

/* Encodes, decodes, compares; cells without value come back as 0. */
static void round_trip(struct attempt *at, size_t rows, bool with_marks, int64_t codec)
{
    struct pm_vector vector = {at->values, with_marks ? at->marks : NULL, 3};
    struct pm_vector back;
    pm_codec_encode(&vector, rows, at->filled, at->room, &at->encoded);
    assert_int_equal(at->encoded.codec, codec);
    assert_true(at->encoded.size <= pm_codec_room(rows));
    /* a copy of the exact size, so that reading past its end shows */
    unsigned char *exact = malloc(at->encoded.size);
    assert_non_null(exact);
    memcpy(exact, at->encoded.bytes, at->encoded.size);
    struct pm_encoded copy = at->encoded;
    copy.bytes = exact;
    assert_true(pm_codec_decode(at->arena, &copy, rows, &back));
    free(exact);
    assert_int_equal(back.places, 3);
    for (size_t i = 0; i < rows; i++) {
        uint8_t mark = with_marks ? at->marks[i] : PM_MARK_PRESENT;
        bool has_value = mark == PM_MARK_PRESENT || mark == PM_MARK_RANGE;
        assert_int_equal(back.marks ? back.marks[i] : PM_MARK_PRESENT, mark);
        assert_true(back.values[i] == (has_value ? at->values[i] : 0));
    }
}

static void test_codecs(void **state)
{
    (void)state;
    struct attempt *at = start();
    at->values[0] = -7;
    round_trip(at, 1, false, PM_CODEC_CONSTANT);
    for (int i = 0; i < MOST; i++)
        at->values[i] = 20000;
    round_trip(at, MOST, false, PM_CODEC_CONSTANT);
    for (int i = 0; i < MOST; i++)
        at->values[i] = 5 + 3 * i;
    round_trip(at, MOST, false, PM_CODEC_STEPS);
    for (int i = 0; i < MOST; i++)
        at->values[i] = -5 - 300 * (int64_t)i + i % 7;
    round_trip(at, MOST, false, PM_CODEC_STEPS + 1);
    for (int i = 0; i < MOST; i++)
        at->values[i] = INT64_C(1000000000000) * i + i * i % 40000;
    round_trip(at, MOST, false, PM_CODEC_STEPS + 2);
    for (int i = 0; i < MOST; i++)
        at->values[i] = 1000000 + i * 97 % 256;
    round_trip(at, MOST, false, PM_CODEC_FRAME + 1);
    for (int i = 0; i < MOST; i++)
        at->values[i] = -1000 + (i * 7919) % 60000;
    round_trip(at, MOST, false, PM_CODEC_FRAME + 2);
    for (int i = 0; i < MOST; i++)
        at->values[i] = (int64_t)i * 2654435761 % 4000000000;
    round_trip(at, MOST, false, PM_CODEC_FRAME + 4);
    for (int i = 0; i < MOST; i++)
        at->values[i] = i % 2 ? INT64_MAX - i : INT64_MIN + i;
    round_trip(at, MOST, false, PM_CODEC_FRAME + 8);
    pm_arena_free(at->arena);
}

static void test_marks(void **state)
{
    (void)state;
    struct attempt *at = start();
    for (int i = 0; i < MOST; i++) {
        at->marks[i] = i < 100 ? PM_MARK_MISSING : i < 2000 ? PM_MARK_PRESENT : PM_MARK_SUPPRESSED;
        at->values[i] = at->marks[i] == PM_MARK_PRESENT ? 2000 + i % 50 : 0;
    }
    round_trip(at, MOST, true, PM_CODEC_FRAME + 1); /* cells without value cost no width */
    assert_int_equal(at->encoded.bytes[0], 1);      /* runs */
    assert_int_equal(at->encoded.least, 2000);
    for (int i = 0; i < MOST; i++) {
        at->marks[i] = (uint8_t)(i % 5);
        at->values[i] = i % 5 == PM_MARK_PRESENT || i % 5 == PM_MARK_RANGE ? i : 0;
    }
    round_trip(at, MOST, true, PM_CODEC_STEPS + 1);
    assert_int_equal(at->encoded.bytes[0], 2); /* one byte each */
    memset(at->marks, PM_MARK_PENDING, sizeof at->marks);
    memset(at->values, 0, sizeof at->values);
    round_trip(at, MOST, true, PM_CODEC_CONSTANT);
    memset(at->marks, PM_MARK_PRESENT, sizeof at->marks);
    round_trip(at, MOST, true, PM_CODEC_CONSTANT);
    assert_int_equal(at->encoded.bytes[0], 0); /* as if there were no marks */
    pm_arena_free(at->arena);
}

/* Every cut, and every byte changed: either refused, or a column whose extremes are as recorded. */
static void test_wrong_bytes(void **state)
{
    (void)state;
    struct attempt *at = start();
    enum { ROWS = 60 };
    for (int form = 0; form < 3; form++) {
        for (int i = 0; i < ROWS; i++) {
            at->marks[i] = (uint8_t)(form == 0 ? 0 : form == 1 ? i / 20 : i % 5);
            at->values[i] = i % 7 * 30 * (form + 1);
        }
        struct pm_vector vector = {at->values, at->marks, 0};
        struct pm_vector back;
        pm_codec_encode(&vector, ROWS, at->filled, at->room, &at->encoded);
        size_t size = at->encoded.size;
        for (size_t cut = 0; cut < size; cut++) {
            struct pm_encoded wrong = at->encoded;
            unsigned char *exact = malloc(cut + 1);
            memcpy(exact, at->room, cut);
            wrong.bytes = exact;
            wrong.size = cut;
            assert_false(pm_codec_decode(at->arena, &wrong, ROWS, &back));
            free(exact);
        }
        for (size_t byte = 0; byte < size; byte++) {
            for (unsigned bit = 0; bit < 8; bit++) {
                at->room[byte] ^= (unsigned char)(1U << bit);
                if (pm_codec_decode(at->arena, &at->encoded, ROWS, &back))
                    for (int i = 0; i < ROWS; i++)
                        assert_true(back.values[i] <= at->encoded.most);
                at->room[byte] ^= (unsigned char)(1U << bit);
            }
        }
        for (int64_t codec = -2; codec < 40; codec++) {
            struct pm_encoded wrong = at->encoded;
            wrong.codec = codec;
            assert_true(pm_codec_decode(at->arena, &wrong, ROWS, &back) ==
                        (codec == at->encoded.codec));
        }
        assert_false(pm_codec_decode(at->arena, &at->encoded, ROWS + 1, &back));
        assert_false(pm_codec_decode(at->arena, &at->encoded, ROWS - 1, &back));
        assert_false(pm_codec_decode(at->arena, &at->encoded, 0, &back));
        assert_false(pm_codec_decode(at->arena, &at->encoded, SIZE_MAX, &back));
    }
    pm_arena_free(at->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codecs),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_wrong_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
