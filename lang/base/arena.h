/* arena.h: memory that is freed as a whole.
 *
 * One arena per compilation, one per run, and scratch ones where a function needs room. Nothing
 * allocated here is freed alone. Allocation never returns NULL: when memory is gone, control jumps
 * to the place set with pm_arena_set_escape (the entry function of the public interface), so that
 * no caller has to check. Resources that are not memory register a cleanup and are released, last
 * one first, with the arena. */
#ifndef PM_ARENA_H
#define PM_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct pm_arena;

/* A new, empty arena; NULL only when there is no memory at all. Free with pm_arena_free. */
struct pm_arena *pm_arena_new(void);

/* A scratch arena: it takes the same escape as `parent`, and is freed with it unless it was freed
 * before. Out of memory jumps, as for any allocation from `parent`. */
struct pm_arena *pm_arena_new_scratch(struct pm_arena *parent);

/* Runs the cleanups, last one first, then frees all memory of the arena. NULL is allowed. */
void pm_arena_free(struct pm_arena *arena);

/* Where to jump (longjmp value 1) when memory is gone; NULL: abort. The jump buffer is borrowed
 * and must outlive its use. Returns the one that was set before, for nesting. */
jmp_buf *pm_arena_set_escape(struct pm_arena *arena, jmp_buf *escape);

/* The jump that allocation failures of this arena take; for new arenas that shall share it. */
jmp_buf *pm_arena_escape(const struct pm_arena *arena);

/* `size` zeroed bytes, aligned for any type; owned by the arena. */
void *pm_arena_alloc(struct pm_arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; a product that overflows counts as no memory. */
void *pm_arena_alloc_items(struct pm_arena *arena, size_t count, size_t size);

/* A larger copy of `old` (may be NULL); the old block stays where it was until the arena ends. */
void *pm_arena_grow(struct pm_arena *arena, const void *old, size_t old_size, size_t new_size);

/* A NUL-terminated copy of `size` bytes. */
char *pm_arena_copy_text(struct pm_arena *arena, const char *bytes, size_t size);

/* A NUL-terminated text made as by printf. */
char *pm_arena_format(struct pm_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Calls `release(object)` when the arena is freed. */
void pm_arena_on_free(struct pm_arena *arena, void (*release)(void *object), void *object);

/* Lets the n-th allocation from now fail, for the tests; 0: never. */
void pm_arena_fail_after(size_t allocations);

#define PM_NEW(arena, type) ((type *)pm_arena_alloc((arena), sizeof(type)))
#define PM_NEW_ITEMS(arena, type, count) \
    ((type *)pm_arena_alloc_items((arena), (count), sizeof(type)))

/* A growing array in an arena: PM_ARRAY(struct pm_token) tokens; PM_PUSH(arena, &tokens, token). */
#define PM_ARRAY(type)   \
    struct {             \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }

#define PM_PUSH(arena, array, item)                                                             \
    do {                                                                                        \
        if ((array)->count == (array)->capacity) {                                              \
            size_t pm_capacity = (array)->capacity ? (array)->capacity * 2 : 8;                 \
            (array)->items =                                                                    \
                pm_arena_grow((arena), (array)->items, (array)->count * sizeof *(array)->items, \
                              pm_capacity * sizeof *(array)->items);                            \
            (array)->capacity = pm_capacity;                                                    \
        }                                                                                       \
        (array)->items[(array)->count++] = (item);                                              \
    } while (0)

#endif
