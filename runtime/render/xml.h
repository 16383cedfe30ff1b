/* xml.h: texts in XML. */
#ifndef PM_XML_H
#define PM_XML_H

#include "runtime/render/sink.h"

/* A text in an attribute or between tags: marks escaped; letters that XML 1.0 cannot hold and bytes
 * that are no UTF-8 become U+FFFD. */
void pm_put_xml_text(struct pm_sink *sink, struct pm_text text);

#endif
