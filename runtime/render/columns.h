/* columns.h: the table of CSV documents (columns.def) as the program sees it. */
#ifndef PM_COLUMNS_H
#define PM_COLUMNS_H

#include "runtime/render/csv_writer.h"

/* The n-th column of what a command writes with --format csv; NULL after the last. */
const char *pm_csv_column(const char *document, size_t index);

/* Writes the header line of a document. */
void pm_csv_write_header(struct pm_csv_writer *csv, const char *document);

/* Writes what the columns of a document mean, as CSV; false, and nothing written, when there is no
 * such document. */
bool pm_csv_write_meanings(struct pm_sink *sink, const char *document);

/* The n-th document, NULL after the last. */
const char *pm_csv_document(size_t index);

#endif
