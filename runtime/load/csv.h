/* csv.h: rows of a CSV or TSV file (RFC 4180), with places that point into it.
 *
 * A row ends with LF, CRLF or CR outside quotes, the last one also with the file. A field that
 * begins with a quote goes to the next single quote; `""` in it is a quote, and line ends in it
 * belong to it. A quote inside an unquoted field stands for itself. Lines without any byte are told
 * as rows of no fields; what they mean is for the caller. Rows are limited to PM_LONGEST_ROW. */
#ifndef PM_CSV_H
#define PM_CSV_H

#include "runtime/load/input.h"
#include "runtime/load/raw.h"

enum { PM_LONGEST_ROW = 16 * 1024 * 1024 };

struct pm_csv_field { /* offsets in the row; without its quotes */
    uint32_t begin;
    uint32_t end;
    bool has_quotes; /* `""` in it, to be made single */
};

struct pm_csv {
    struct pm_input *input;
    char separator;
    size_t at;    /* of the next row, in the window */
    int64_t line; /* of the next row */
    int64_t byte; /* of the next row */
    PM_ARRAY(struct pm_csv_field) fields;
    PM_ARRAY(struct pm_text) texts;
    char *scratch; /* texts whose quotes were made single */
    size_t scratch_capacity;
};

/* A reader of `input`; the separator is ',' or a tab. */
struct pm_csv *pm_csv_new(struct pm_arena *arena, struct pm_input *input, char separator);

/* The next row. PM_NEXT_FAILED after a diagnostic: a quote is never closed, a row is too long, or
 * the file cannot be read further. */
enum pm_next pm_csv_next(struct pm_csv *csv, struct pm_raw_row *row);

#endif
