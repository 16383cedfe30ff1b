#include "lang/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK_SIZE = 16 * 1024, LARGEST_BLOCK_SIZE = 1024 * 1024 };

struct block {
    struct block *previous;
    size_t size;
    size_t used;
    max_align_t bytes[];
};

struct cleanup {
    struct cleanup *previous;
    void (*release)(void *object);
    void *object;
};

struct pm_arena {
    struct block *last;
    struct cleanup *cleanups;
    jmp_buf *escape;
    size_t next_block_size;
    struct pm_arena *parent;    /* of a scratch arena; NULL: none */
    struct pm_arena *scratches; /* list of those not freed yet */
    struct pm_arena *next_scratch;
    struct pm_arena *previous_scratch;
};

/* Only the tests set it; one thread. */
static size_t allocations_until_failure;

void pm_arena_fail_after(size_t allocations)
{
    allocations_until_failure = allocations;
}

static void *get_memory(size_t size)
{
    if (allocations_until_failure && --allocations_until_failure == 0) return NULL;
    return calloc(1, size);
}

struct pm_arena *pm_arena_new(void)
{
    struct pm_arena *arena = get_memory(sizeof *arena);
    if (arena) arena->next_block_size = FIRST_BLOCK_SIZE;
    return arena;
}

static void give_up(struct pm_arena *arena)
{
    if (arena->escape) longjmp(*arena->escape, 1);
    fputs("pm: out of memory\n", stderr);
    abort();
}

struct pm_arena *pm_arena_new_scratch(struct pm_arena *parent)
{
    struct pm_arena *scratch = pm_arena_new();
    if (!scratch) give_up(parent);
    scratch->escape = parent->escape;
    scratch->parent = parent;
    scratch->next_scratch = parent->scratches;
    if (parent->scratches) parent->scratches->previous_scratch = scratch;
    parent->scratches = scratch;
    return scratch;
}

static void leave_parent(struct pm_arena *scratch)
{
    if (!scratch->parent) return;
    if (scratch->previous_scratch)
        scratch->previous_scratch->next_scratch = scratch->next_scratch;
    else
        scratch->parent->scratches = scratch->next_scratch;
    if (scratch->next_scratch) scratch->next_scratch->previous_scratch = scratch->previous_scratch;
}

void pm_arena_free(struct pm_arena *arena)
{
    if (!arena) return;
    leave_parent(arena);
    struct pm_arena *scratch = arena->scratches;
    while (scratch) {
        struct pm_arena *next = scratch->next_scratch;
        scratch->parent = NULL; /* the list goes as a whole */
        pm_arena_free(scratch);
        scratch = next;
    }
    for (struct cleanup *each = arena->cleanups; each; each = each->previous)
        each->release(each->object);
    struct block *block = arena->last;
    while (block) {
        struct block *previous = block->previous;
        free(block);
        block = previous;
    }
    free(arena);
}

jmp_buf *pm_arena_set_escape(struct pm_arena *arena, jmp_buf *escape)
{
    jmp_buf *before = arena->escape;
    arena->escape = escape;
    return before;
}

jmp_buf *pm_arena_escape(const struct pm_arena *arena)
{
    return arena->escape;
}

static struct block *add_block(struct pm_arena *arena, size_t size)
{
    size_t room = size > arena->next_block_size ? size : arena->next_block_size;
    if (room > SIZE_MAX - sizeof(struct block)) give_up(arena);
    struct block *block = get_memory(sizeof *block + room);
    if (!block) give_up(arena);
    block->size = room;
    block->previous = arena->last;
    arena->last = block;
    if (arena->next_block_size < LARGEST_BLOCK_SIZE) arena->next_block_size *= 2;
    return block;
}

void *pm_arena_alloc(struct pm_arena *arena, size_t size)
{
    size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX - unit) give_up(arena);
    size = (size + unit - 1) / unit * unit;
    struct block *block = arena->last;
    if (!block || block->size - block->used < size) block = add_block(arena, size);
    void *memory = (char *)block->bytes + block->used;
    block->used += size;
    return memory;
}

void *pm_arena_alloc_items(struct pm_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) give_up(arena);
    return pm_arena_alloc(arena, count * size);
}

void *pm_arena_grow(struct pm_arena *arena, const void *old, size_t old_size, size_t new_size)
{
    void *larger = pm_arena_alloc(arena, new_size);
    if (old_size) memcpy(larger, old, old_size);
    return larger;
}

char *pm_arena_copy_text(struct pm_arena *arena, const char *bytes, size_t size)
{
    char *copy = pm_arena_alloc(arena, size + 1);
    if (size) memcpy(copy, bytes, size);
    return copy;
}

char *pm_arena_format(struct pm_arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (size < 0) give_up(arena);
    char *text = pm_arena_alloc(arena, (size_t)size + 1);
    va_start(list, format);
    vsnprintf(text, (size_t)size + 1, format, list);
    va_end(list);
    return text;
}

void pm_arena_on_free(struct pm_arena *arena, void (*release)(void *object), void *object)
{
    struct cleanup *cleanup = PM_NEW(arena, struct cleanup);
    cleanup->release = release;
    cleanup->object = object;
    cleanup->previous = arena->cleanups;
    arena->cleanups = cleanup;
}
