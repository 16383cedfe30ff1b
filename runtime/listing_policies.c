/* listing_policies.c: policies clause by clause: met or not, and what speaks for that. */
#include "runtime/render/view.h"
#include "runtime/session.h"

#include <string.h>

/* The finding on a clause; NULL: nothing was judged. */
static const struct pm_finding *find_verdict(const struct pm_release *release,
                                             const struct pm_policy *policy,
                                             const struct pm_clause *clause)
{
    for (size_t i = 0; release && i < release->finding_count; i++) {
        const struct pm_finding *finding = &release->findings[i];
        if (finding->kind == PM_FINDING_POLICY && finding->cycle->object == policy &&
            finding->at.file == clause->at.file && finding->at.begin == clause->at.begin)
            return finding;
    }
    return NULL;
}

static const char *place_text(struct pm_session *session, struct pm_span at)
{
    struct pm_sources *sources = session->compilation->sources;
    return pm_arena_format(session->scratch, "%s:%u", pm_sources_get(sources, at.file)->path,
                           pm_sources_place(sources, at.file, at.begin).line);
}

static void list_clause(struct pm_session *session, const struct pm_policy *policy,
                        const struct pm_clause *clause, struct pm_listing *list)
{
    const struct pm_finding *verdict = find_verdict(session->view.release, policy, clause);
    const char **checks = PM_NEW_ITEMS(session->scratch, const char *, clause->rule_count + 1);
    for (size_t i = 0; i < clause->rule_count; i++)
        checks[i] = pm_code_info(clause->rules[i])->name;
    pm_listing_add(list);
    pm_list_text(list, PM_KEY_listed_clause_policy, policy->name);
    pm_list_text(list, PM_KEY_listed_clause_name, clause->name);
    pm_list_text(list, PM_KEY_listed_clause_text, clause->text);
    if (verdict) {
        pm_list_text(list, PM_KEY_listed_clause_state, pm_state_info(verdict->state)->word);
        pm_list_number(list, PM_KEY_listed_clause_found, verdict->cycle->count);
    }
    pm_list_texts(list, PM_KEY_listed_clause_checks, checks, clause->rule_count);
    pm_list_text(list, PM_KEY_listed_clause_at, place_text(session, clause->at));
}

struct pm_listing *pm_list_policies(struct pm_session *session)
{
    const struct pm_whole *whole = session->compilation->model->whole;
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_clause);
    for (size_t i = 0; i < whole->policies.count; i++)
        for (size_t j = 0; j < whole->policies.items[i]->clause_count; j++)
            list_clause(session, whole->policies.items[i], &whole->policies.items[i]->clauses[j],
                        list);
    return list;
}

/* ---- The evidence for one policy ---- */

const struct pm_policy *pm_find_policy(const struct pm_session *session, const char *name)
{
    if (!session->compilation) return NULL;
    const struct pm_whole *whole = session->compilation->model->whole;
    for (size_t i = 0; i < whole->policies.count; i++)
        if (strcmp(whole->policies.items[i]->name, name) == 0) return whole->policies.items[i];
    return NULL;
}

static bool has_rule(const struct pm_clause *clause, enum pm_code code)
{
    for (size_t i = 0; i < clause->rule_count; i++)
        if (clause->rules[i] == code) return true;
    return false;
}

static bool speaks_against(const struct pm_finding *finding, const struct pm_clause *clause)
{
    return !finding->waiver && !finding->allowance && finding->code < PM_CODE_COUNT &&
           has_rule(clause, finding->code);
}

/* What the checks of a clause find in the text. */
static void list_text(struct pm_session *session, const struct pm_clause *clause,
                      struct pm_evidence *out)
{
    const struct pm_diagnostics *text = session->about_text;
    for (size_t i = 0; text && i < text->count; i++) {
        const struct pm_diagnostic *found = text->items[i];
        if (!has_rule(clause, found->code) || found->waived) continue;
        PM_PUSH(session->scratch, &out->lines,
                pm_arena_format(session->scratch, "    %s  %s",
                                found->has_span ? place_text(session, found->span) : "",
                                found->message));
    }
}

/* The findings of the checks of a clause, which say why it is not met. */
static void list_against(struct pm_session *session, const struct pm_clause *clause,
                         struct pm_evidence *out)
{
    const struct pm_release *release = session->view.release;
    for (size_t i = 0; i < release->finding_count; i++)
        if (speaks_against(&release->findings[i], clause))
            PM_PUSH(session->scratch, &out->lines,
                    pm_arena_format(session->scratch, "    %s  %s", release->findings[i].id,
                                    pm_finding_message(session->scratch, release, i)));
}

void pm_list_evidence(struct pm_session *session, const struct pm_policy *policy,
                      struct pm_evidence *out)
{
    const struct pm_release *release = session->view.release;
    for (size_t i = 0; release && i < policy->clause_count; i++) {
        const struct pm_clause *clause = &policy->clauses[i];
        const struct pm_finding *verdict = find_verdict(release, policy, clause);
        if (!verdict) continue;
        size_t index = (size_t)(verdict - release->findings);
        PM_PUSH(session->scratch, &out->lines,
                pm_arena_format(session->scratch, "  %s %s  %s", pm_state_sign(verdict->state),
                                clause->name,
                                pm_finding_message(session->scratch, release, index)));
        list_text(session, clause, out);
        list_against(session, clause, out);
    }
}
