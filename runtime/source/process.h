/* process.h: other programs, for what they alone can read: git its objects, gzip what it packed.
 *
 * Arguments go to the program as they are, never through a shell. A program gets no terminal, no
 * network through git, and messages that do not depend on the language of the system. */
#ifndef PM_PROCESS_H
#define PM_PROCESS_H

#include "lang/base/arena.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { PM_LARGEST_OUTPUT = 1 << 30 };

enum pm_process_result {
    PM_PROCESS_OK,
    PM_PROCESS_FAILED,   /* it ended with another code than 0; its words say why */
    PM_PROCESS_MISSING,  /* the program is not installed */
    PM_PROCESS_TOO_LARGE /* it gave more than PM_LARGEST_OUTPUT bytes */
};

struct pm_process_output {
    struct pm_text out;
    const char *errors; /* its first line of complaints, without its end; "" */
};

/* Runs a program to its end; `words` ends with NULL. `input` (-1: none) is its standard input. */
enum pm_process_result pm_process_run(struct pm_arena *arena, const char *const *words, int input,
                                      struct pm_process_output *out);

/* A program that answers: what is sent to it and what it says go through one socket. Ended with the
 * arena. */
struct pm_talk;

/* NULL when it could not be started. */
struct pm_talk *pm_talk_start(struct pm_arena *arena, const char *const *words);

bool pm_talk_send(struct pm_talk *talk, const char *bytes, size_t size);

/* Reads a line without its end, at most `most - 1` bytes; false at the end, or when it is longer.
 * */
bool pm_talk_read_line(struct pm_talk *talk, char *line, size_t most);

/* Reads exactly `size` bytes. */
bool pm_talk_read(struct pm_talk *talk, char *bytes, size_t size);

/* Ends it before the arena does. */
void pm_talk_give_up(struct pm_talk *talk);

#endif
