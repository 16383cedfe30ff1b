/* csv_writer.h: rows of comma-separated values (RFC 4180), for spreadsheets and scripts: a header line,
 * fields quoted where they must be, lines ended by CR LF. What may not be shown is an empty field. */
#ifndef PM_CSV_WRITER_H
#define PM_CSV_WRITER_H

#include "runtime/render/sink.h"

struct pm_csv_writer {
    struct pm_sink *sink;
    size_t column; /* fields written in this row */
};

struct pm_csv_writer pm_csv_writer_make(struct pm_sink *sink);

void pm_csv_write_text(struct pm_csv_writer *csv, const char *text);
void pm_csv_write_integer(struct pm_csv_writer *csv, int64_t number);      /* below 0: empty */
void pm_csv_write_ratio(struct pm_csv_writer *csv, struct pm_ratio ratio); /* undefined: empty */
void pm_csv_write_end(struct pm_csv_writer *csv);

#endif
