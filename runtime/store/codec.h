/* codec.h: a column of a chunk as bytes, and back.
 *
 * The bytes are the marks, then the values, all numbers little endian:
 *
 *   form of the marks (1): 0 all present, 1 runs, 2 one byte each
 *   size of the marks (4), then the marks: runs are pairs of mark (1) and length (4)
 *   values, by codec:
 *     PM_CODEC_CONSTANT       nothing: all are `least`
 *     PM_CODEC_FRAME + w      value - least in w bytes each; w is 1, 2, 4 or 8
 *     PM_CODEC_STEPS + w      first value (8), least step (8), then for each following value its
 *                             step - least step in w bytes; w is 0, 1, 2 or 4
 *
 * Values of cells that hold none are written as the one before, which costs least, and read as 0.
 * Decoding trusts nothing: every length is checked, and the extremes must come out as recorded. */
#ifndef PM_CODEC_H
#define PM_CODEC_H

#include "runtime/store/store.h"

enum { PM_CODEC_CONSTANT = 0, PM_CODEC_FRAME = 10, PM_CODEC_STEPS = 20 };

struct pm_encoded {
    int64_t codec;
    uint8_t places;
    int64_t least;
    int64_t most;
    const unsigned char *bytes;
    size_t size;
};

/* Most bytes that a column of `rows` rows may need. */
size_t pm_codec_room(size_t rows);

/* Encodes into `room` (pm_codec_room(rows) bytes), which out->bytes then points to. `filled` is
 * room for `rows` numbers. rows is at least 1. */
void pm_codec_encode(const struct pm_vector *vector, size_t rows, int64_t *filled,
                     unsigned char *room, struct pm_encoded *out);

/* Decodes into `arena`; false when the bytes are no column of `rows` rows. */
bool pm_codec_decode(struct pm_arena *arena, const struct pm_encoded *encoded, size_t rows,
                     struct pm_vector *out);

#endif
