/* texts.c: the dictionaries of a store: read at first use, written at commit. */
#include "runtime/store/store_internal.h"

#include <string.h>

static bool read_texts(struct pm_store *store, struct pm_dictionary *dictionary)
{
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_TEXTS);
    if (!list) return false;
    pm_store_bind_text(list, 1, dictionary->source);
    pm_store_bind_text(list, 2, dictionary->column);
    int result;
    while ((result = pm_store_step(store, list)) > 0) {
        int64_t expected = (int64_t)dictionary->texts.count;
        struct pm_text text = {(const char *)sqlite3_column_text(list, 1),
                               (size_t)sqlite3_column_bytes(list, 1)};
        bool right = sqlite3_column_int64(list, 0) == expected && text.bytes &&
                     pm_dictionary_code(dictionary, text) == expected;
        if (right) continue;
        sqlite3_reset(list);
        return pm_store_damaged(store, "a dictionary has gaps, or a text twice");
    }
    dictionary->written_count = dictionary->texts.count;
    return result == 0;
}

struct pm_dictionary *pm_store_dictionary(struct pm_store *store, const char *source,
                                          const char *column)
{
    for (struct pm_dictionary *each = store->dictionaries; each; each = each->next)
        if (strcmp(each->source, source) == 0 && strcmp(each->column, column) == 0) return each;
    struct pm_dictionary *dictionary = pm_dictionary_new(store->arena, source, column);
    if (!read_texts(store, dictionary)) return NULL;
    dictionary->next = store->dictionaries;
    store->dictionaries = dictionary;
    return dictionary;
}

int64_t pm_store_code(struct pm_store *store, const char *source, const char *column,
                      struct pm_text text)
{
    struct pm_dictionary *dictionary = pm_store_dictionary(store, source, column);
    if (!dictionary) return -1;
    int64_t code = pm_dictionary_code(dictionary, text);
    if (code < 0)
        pm_diagnose_nowhere(store->diagnostics, PM_STORE_NOT_WRITTEN,
                            "`%s` of `%s` has too many different texts", column, source);
    return code;
}

bool pm_store_write_dictionaries(struct pm_store *store)
{
    for (struct pm_dictionary *each = store->dictionaries; each; each = each->next) {
        for (; each->written_count < each->texts.count; each->written_count++) {
            sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_TEXT);
            if (!add) return false;
            struct pm_text text = each->texts.items[each->written_count];
            pm_store_bind_text(add, 1, each->source);
            pm_store_bind_text(add, 2, each->column);
            sqlite3_bind_int64(add, 3, (int64_t)each->written_count);
            sqlite3_bind_text64(add, 4, text.bytes, text.size, SQLITE_STATIC, SQLITE_UTF8);
            if (!pm_store_run(store, add)) return false;
        }
    }
    return true;
}
