#include "runtime/render/xml.h"

/* The entity of a letter; NULL when it stands for itself. */
static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    case '\r':
        return "&#13;";
    default:
        return (unsigned char)byte < 0x20 ? "\xEF\xBF\xBD" : NULL;
    }
}

void pm_put_xml_text(struct pm_sink *sink, struct pm_text text)
{
    while (text.size) {
        size_t good = pm_utf8_first_bad(text.bytes, text.size);
        for (size_t i = 0; i < good; i++) {
            const char *entity = entity_of(text.bytes[i]);
            if (entity)
                pm_put(sink, entity);
            else
                pm_put_bytes(sink, &text.bytes[i], 1);
        }
        bool has_bad = good < text.size;
        if (has_bad) pm_put(sink, "\xEF\xBF\xBD");
        text.bytes += good + has_bad;
        text.size -= good + has_bad;
    }
}
