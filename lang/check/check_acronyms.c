/* check_acronyms.c: capitals that no text of the project explains. */
#include "lang/check/check.h"

#include "lang/model/work.h"

#include <string.h>

enum { LONGEST = 6 };

struct acronyms {
    PM_ARRAY(const char *) explained; /* in brackets somewhere: "... (MTSS)" */
    PM_ARRAY(const char *) reported;
};

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

static bool is_part(char letter)
{
    return is_capital(letter) || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || (letter & 0x80) != 0;
}

/* The next word of two to six capitals from `*at` on; its size, 0 at the end. */
static size_t next_acronym(const char *text, size_t *at)
{
    while (text[*at]) {
        size_t begin = *at;
        while (is_part(text[*at]))
            (*at)++;
        size_t size = *at - begin;
        if (!size) {
            (*at)++;
            continue;
        }
        size_t capitals = 0;
        while (capitals < size && is_capital(text[begin + capitals]))
            capitals++;
        if (capitals == size && size >= 2 && size <= LONGEST) return size;
    }
    return 0;
}

static bool is_in(const char *const *list, size_t count, const char *word, size_t size)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(list[i], word, size) == 0 && !list[i][size]) return true;
    return false;
}

static bool is_common(const char *word, size_t size)
{
    static const char *const common[] = {"US", "USA", "AM", "PM", "II", "III", "IV",
                                         "VI", "ID",  "OK", "PK", "TK", "KG"};
    return is_in(common, sizeof common / sizeof *common, word, size);
}

static void gather_text(struct pm_check *check, struct acronyms *acronyms, const char *text)
{
    size_t at = 0;
    for (size_t size; text && (size = next_acronym(text, &at)) != 0;) {
        const char *word = text + at - size;
        if (word == text || word[-1] != '(' || text[at] != ')' ||
            is_in(acronyms->explained.items, acronyms->explained.count, word, size))
            continue;
        const char *copy = pm_arena_copy_text(check->arena, word, size);
        PM_PUSH(check->arena, &acronyms->explained, copy);
    }
}

static void gather_facts(struct pm_check *check, struct acronyms *acronyms, const char *label,
                         const struct pm_facts *facts)
{
    gather_text(check, acronyms, label);
    gather_text(check, acronyms, facts->about);
}

static void check_text(struct pm_check *check, struct acronyms *acronyms, const char *text,
                       struct pm_span place)
{
    size_t at = 0;
    for (size_t size; (size = next_acronym(text, &at)) != 0;) {
        const char *word = text + at - size;
        if (is_common(word, size) ||
            is_in(acronyms->explained.items, acronyms->explained.count, word, size) ||
            is_in(acronyms->reported.items, acronyms->reported.count, word, size))
            continue;
        const char *copy = pm_arena_copy_text(check->arena, word, size);
        PM_PUSH(check->arena, &acronyms->reported, copy);
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_ACRONYM_UNDEFINED, place,
                        "no text of the project says what `%s` stands for", copy);
        pm_help(check->diagnostics, found,
                "write it out once, with the letters in brackets: \"Multi-tiered system of "
                "supports (MTSS)\"");
    }
}

/* Calls one of the two for every label that people read. */
static void each_label(struct pm_check *check, struct acronyms *acronyms, bool gathers)
{
    const struct pm_model *model = check->model;
    const struct pm_whole *whole = model->whole;
#define LABEL(thing)                                                          \
    (gathers ? gather_facts(check, acronyms, (thing)->label, &(thing)->facts) \
             : check_text(check, acronyms, (thing)->label, (thing)->facts.at))
    for (size_t i = 0; i < model->unit_count && gathers; i++)
        LABEL(model->units[i]);
    for (size_t i = 0; i < model->metric_count; i++)
        if (gathers || !model->metrics[i]->from_module) LABEL(model->metrics[i]);
    for (size_t i = 0; i < model->plan_count; i++) {
        LABEL(model->plans[i]);
        for (size_t j = 0; j < model->plans[i]->focus_count; j++)
            LABEL(model->plans[i]->focuses[j]);
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            LABEL(model->plans[i]->goals[j]);
    }
    for (size_t i = 0; i < whole->works.count; i++)
        LABEL(whole->works.items[i]);
#undef LABEL
}

void pm_check_acronyms(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    struct acronyms acronyms = {0};
    each_label(check, &acronyms, true);
    gather_text(check, &acronyms, check->model->project->facts.about);
    each_label(check, &acronyms, false);
}
