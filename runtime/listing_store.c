/* listing_store.c: lists of what the store holds. */
#include "runtime/session.h"

#include <string.h>

struct pm_listing *pm_list_loads(struct pm_session *session, const char *store, int64_t known_at)
{
    pm_session_start_run(session);
    struct pm_store *opened = pm_session_open_store(session, store);
    struct pm_load_record *loads = NULL;
    size_t count = 0;
    if (!opened || !pm_store_list_loads(opened, session->run, NULL, known_at, true, &loads, &count))
        return NULL;
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_load);
    for (size_t i = 0; i < count; i++) {
        const struct pm_load_record *load = &loads[i];
        char day[16] = "";
        if (load->extracted_day != PM_NO_DAY) pm_format_day(load->extracted_day, day);
        pm_listing_add(list);
        pm_list_number(list, PM_KEY_listed_load_load, load->id);
        pm_list_text(list, PM_KEY_listed_load_source, load->source);
        pm_list_text(list, PM_KEY_listed_load_file, load->file);
        pm_list_text(list, PM_KEY_listed_load_known_at, load->known_at);
        pm_list_text(list, PM_KEY_listed_load_extracted,
                     pm_arena_copy_text(session->scratch, day, strlen(day)));
        pm_list_number(list, PM_KEY_listed_load_read, load->read);
        pm_list_number(list, PM_KEY_listed_load_kept, load->kept);
        pm_list_number(list, PM_KEY_listed_load_quarantined, load->quarantined);
        pm_list_number(list, PM_KEY_listed_load_duplicate, load->duplicate);
        pm_list_number(list, PM_KEY_listed_load_skipped, load->skipped);
        if (load->hidden_at) pm_list_number(list, PM_KEY_listed_load_hidden_at, load->hidden_at);
        pm_list_text(list, PM_KEY_listed_load_digest, load->digest);
    }
    return list;
}

struct pm_listing *pm_list_quarantine(struct pm_session *session, const char *store,
                                      int64_t known_at)
{
    pm_session_start_run(session);
    struct pm_store *opened = pm_session_open_store(session, store);
    struct pm_quarantined *rows = NULL;
    size_t count = 0;
    if (!opened || !pm_store_list_quarantined(opened, session->run, NULL, known_at, &rows, &count))
        return NULL;
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_quarantine);
    for (size_t i = 0; i < count; i++) {
        const struct pm_quarantined *row = &rows[i];
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_quarantine_file, row->file);
        pm_list_number(list, PM_KEY_listed_quarantine_line, row->line);
        pm_list_text(list, PM_KEY_listed_quarantine_field, row->field);
        pm_list_text(list, PM_KEY_listed_quarantine_reason, row->reason);
        pm_list_number(list, PM_KEY_listed_quarantine_load, row->load);
        pm_list_text(list, PM_KEY_listed_quarantine_row,
                     pm_arena_copy_text(session->scratch, row->raw.bytes, row->raw.size));
    }
    return list;
}
