/* span.h: a place in a source text, as bytes. Lines and columns are worked out when shown. */
#ifndef PM_SPAN_H
#define PM_SPAN_H

#include <stdint.h>

struct pm_span {
    uint32_t file;  /* index in struct pm_sources */
    uint32_t begin; /* offset of the first byte */
    uint32_t end;   /* offset after the last byte */
};

#endif
