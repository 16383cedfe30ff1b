/* cell.h: what the text of a cell means, by the type of its field.
 *
 * Blanks around a cell are set aside, in texts too; nothing else in a text is changed. First the
 * words of the field are tried (missing, suppressed, pending, and for fields of numbers ranges: the
 * words given, and others of the same form), then its type. Numbers may have commas between groups
 * of three digits. */
#ifndef PM_CELL_H
#define PM_CELL_H

#include "lang/model/model.h"
#include "runtime/store/store.h"

enum pm_cell_fault {
    PM_CELL_FINE,
    PM_CELL_NO_NUMBER,
    PM_CELL_NOT_WHOLE,
    PM_CELL_TOO_LARGE,
    PM_CELL_NO_TRUTH,
    PM_CELL_NO_DATE,
    PM_CELL_NO_TIME,
    PM_CELL_ABSENT /* the row ends before it */
};

struct pm_reading {      /* a cell that was read */
    struct pm_text text; /* as it stands, trimmed; borrowed */
    int64_t value;       /* numbers: divided by 10^places; not for texts and ranges */
    uint8_t mark;        /* enum pm_cell_mark */
    uint8_t fault;       /* enum pm_cell_fault */
    uint8_t places;      /* as few as the number needs */
    bool rounded;
    bool is_formula; /* a text that begins with `=` */
};

struct pm_cell_reader { /* how the cells of one field are read */
    const struct pm_column *column;
    enum pm_field_type type;
    bool reads_ranges;
    uint64_t word_starts[4]; /* bit n: some word begins with byte n */
    char last_date[10];      /* the date read last */
    int32_t last_day;        /* its day; PM_NO_DAY at first */
};

/* The column whose dictionary holds the texts of `column`: itself, or for a reference the first
 * field of the key it refers to that is no period field (and so on, if that one refers further). */
const struct pm_column *pm_dictionary_column(const struct pm_column *column);

struct pm_cell_reader pm_cell_reader_make(const struct pm_column *column);

/* True when values of the field are codes of a dictionary. */
bool pm_cell_reads_texts(const struct pm_cell_reader *reader);

void pm_cell_read(struct pm_cell_reader *reader, struct pm_text text, struct pm_reading *out);

/* "is not a number", "is not a date": goes after the cell's text. */
const char *pm_cell_fault_text(const struct pm_cell_reader *reader, enum pm_cell_fault fault);

/* Reads `2025-09-30 14:05`, also with `T`, seconds (dropped) and `Z`, as minutes since 1970-01-01
 * 00:00. */
bool pm_parse_time(struct pm_text text, int64_t *out);

#endif
