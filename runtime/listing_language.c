/* listing_language.c: lists of what the language and the program know, whatever the project. */
#include "lang/schema/schema.h"
#include "runtime/session.h"

#include <string.h>

struct pm_listing *pm_list_codes(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_code);
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        char number[8];
        pm_code_text((enum pm_code)code, number);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_code_code,
                     pm_arena_copy_text(session->scratch, number, strlen(number)));
        pm_list_text(list, PM_KEY_listed_code_name, info->name);
        pm_list_text(list, PM_KEY_listed_code_severity, pm_severity_word(info->severity));
        pm_list_text(list, PM_KEY_listed_code_needs, pm_needs_word(info->needs));
        pm_list_text(list, PM_KEY_listed_code_title, info->title);
    }
    return list;
}

/* The blank-separated words of a text. */
static const char **split(struct pm_arena *arena, const char *text, size_t *count)
{
    PM_ARRAY(const char *) words = {0};
    while (*text) {
        size_t size = strcspn(text, " ");
        if (size) PM_PUSH(arena, &words, pm_arena_copy_text(arena, text, size));
        text += size + (text[size] == ' ');
    }
    *count = words.count;
    return words.items;
}

struct pm_listing *pm_list_statements(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_statement);
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        size_t count = 0;
        const char **places = split(session->scratch, row->places, &count);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_statement_word, row->word);
        pm_list_texts(list, PM_KEY_listed_statement_places, places, count);
        pm_list_text(list, PM_KEY_listed_statement_reads, row->reads);
        pm_list_text(list, PM_KEY_listed_statement_means, row->means);
        pm_list_text(list, PM_KEY_listed_statement_section, row->section);
        pm_list_text(list, PM_KEY_listed_statement_example, row->example);
    }
    return list;
}

struct pm_listing *pm_list_states(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_state);
    for (int state = 0; state < PM_STATE_COUNT; state++) {
        const struct pm_state_info *info = pm_state_info((enum pm_state)state);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_state_state, info->word);
        pm_list_text(list, PM_KEY_listed_state_severity, pm_severity_word(info->severity));
        pm_list_bool(list, PM_KEY_listed_state_rated, pm_state_is_rated((enum pm_state)state));
        pm_list_text(list, PM_KEY_listed_state_means, info->means);
    }
    return list;
}

struct pm_listing *pm_list_changes(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_change);
    for (int id = 0; id < PM_CHANGE_COUNT; id++) {
        const struct pm_change_kind *kind = pm_change_kind((enum pm_change_id)id);
        bool has_mirror = kind->mirror != PM_CHANGE_none;
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_change_id, kind->name);
        pm_list_text(list, PM_KEY_listed_change_ambition, pm_ambition_name(kind->ambition));
        pm_list_text(list, PM_KEY_listed_change_comparability,
                     pm_comparability_name(kind->comparability));
        pm_list_text(list, PM_KEY_listed_change_means, kind->means);
        pm_list_bool(list, PM_KEY_listed_change_by_direction, kind->sign == PM_SIGN_DIRECTION);
        if (has_mirror)
            pm_list_text(list, PM_KEY_listed_change_mirror, pm_change_kind(kind->mirror)->name);
    }
    return list;
}
