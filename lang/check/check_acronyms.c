/* check_acronyms.c: capitals that no text of the project explains. */
#include "lang/check/check.h"

#include "lang/model/work.h"

enum { LONGEST = 6 };

struct acronyms {
    struct pm_symbols *explained; /* in brackets somewhere: "... (MTSS)" */
    struct pm_symbols *reported;
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

static bool is_common(struct pm_text word)
{
    static const char *const common[] = {"US", "USA", "AM", "PM", "II", "III", "IV",
                                         "VI", "ID",  "OK", "PK", "TK", "KG"};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (pm_text_is(word, common[i])) return true;
    return false;
}

static void gather_text(struct acronyms *acronyms, const char *text)
{
    size_t at = 0;
    for (size_t size; text && (size = next_acronym(text, &at)) != 0;) {
        const char *word = text + at - size;
        if (word > text && word[-1] == '(' && text[at] == ')')
            pm_symbol_make(acronyms->explained, (struct pm_text){word, size});
    }
}

static void gather_facts(struct acronyms *acronyms, const char *label, const struct pm_facts *facts)
{
    gather_text(acronyms, label);
    gather_text(acronyms, facts->about);
}

static void check_text(struct pm_check *check, struct acronyms *acronyms, const char *text,
                       struct pm_span place)
{
    size_t at = 0;
    for (size_t size; (size = next_acronym(text, &at)) != 0;) {
        struct pm_text word = {text + at - size, size};
        if (is_common(word) || pm_symbol_find(acronyms->explained, word) ||
            pm_symbol_find(acronyms->reported, word))
            continue;
        const char *copy = pm_symbol_make(acronyms->reported, word)->bytes;
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
#define LABEL(thing)                                                   \
    (gathers ? gather_facts(acronyms, (thing)->label, &(thing)->facts) \
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
    struct acronyms acronyms = {pm_symbols_new(check->arena), pm_symbols_new(check->arena)};
    each_label(check, &acronyms, true);
    gather_text(&acronyms, check->model->project->facts.about);
    each_label(check, &acronyms, false);
}
