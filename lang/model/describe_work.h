/* describe_work.h: what the descriptions of the improvement cycle share. Internal to lang/model. */
#ifndef PM_DESCRIBE_WORK_H
#define PM_DESCRIBE_WORK_H

#include "lang/model/describe.h"
#include "lang/model/work.h"

/* `key day`, where there is one. */
void pm_describe_day(struct pm_description *description, const char *key, int32_t day);

/* `key number`, where it is not 0. */
void pm_describe_number(struct pm_description *description, const char *key, int64_t number);

/* `key name`, a line each, in the order of their bytes in the canonical form. */
void pm_describe_units(struct pm_description *description, const char *key,
                       const struct pm_unit_reference *units, size_t count);
void pm_describe_subjects(struct pm_description *description, const char *key,
                          const struct pm_subject_reference *subjects, size_t count);
void pm_describe_goals(struct pm_description *description, const char *key,
                       const struct pm_goal *const *goals, size_t count);
void pm_describe_metrics(struct pm_description *description, const char *key,
                         const struct pm_metric *const *metrics, size_t count);
void pm_describe_expectations(struct pm_description *description,
                              const struct pm_expectation *expects, size_t count);
void pm_describe_tiers(struct pm_description *description, const struct pm_evidence_tier *tiers,
                       size_t count);
void pm_describe_causes(struct pm_description *description, const struct pm_cause *causes,
                        size_t count);
void pm_describe_dated(struct pm_description *description, const char *word,
                       const struct pm_dated_text *items, size_t count);
/* `overall` (may be NULL) and `weight` lines. */
void pm_describe_overall(struct pm_description *description, const struct pm_overall *overall,
                         struct pm_decimal weight);

void pm_describe_measures(struct pm_description *description, struct pm_measure *const *measures,
                          size_t count);

/* " by UNIT" or "". */
const char *pm_by_unit_text(struct pm_arena *arena, const struct pm_unit_reference *unit);

/* "SY2026", "SY2024..SY2026", "". */
const char *pm_periods_text(struct pm_arena *arena, struct pm_period first, struct pm_period last);

/* Declarations. */
void pm_describe_work(struct pm_description *description, const struct pm_work *work);
void pm_describe_milestone(struct pm_description *description,
                           const struct pm_milestone *milestone);
void pm_describe_training(struct pm_description *description, const struct pm_training *training);
void pm_describe_service(struct pm_description *description, const struct pm_service *service);
void pm_describe_theory(struct pm_description *description, const struct pm_theory *theory);
void pm_describe_process(struct pm_description *description, const struct pm_process *process);
void pm_describe_review(struct pm_description *description, const struct pm_review *review);
void pm_describe_action(struct pm_description *description, const struct pm_action *action);
void pm_describe_decision(struct pm_description *description, const struct pm_decision *decision);
void pm_describe_adjust(struct pm_description *description, const struct pm_adjust *adjust);
void pm_describe_report(struct pm_description *description, const struct pm_report *report);
void pm_describe_meeting(struct pm_description *description, const struct pm_meeting *meeting);
void pm_describe_policy(struct pm_description *description, const struct pm_policy *policy);
void pm_describe_practice(struct pm_description *description, const struct pm_practice *practice);

void pm_describe_test(struct pm_description *description, const struct pm_test *test);

/* All of it, kind by kind. (describe_whole.c) */
void pm_describe_whole(struct pm_description *description, const struct pm_whole *whole);

/* Every declaration of the improvement cycle with this name: `compass.teams`, `oct.a1`, `oct`. */
void pm_show_whole(struct pm_description *description, const struct pm_whole *whole,
                   struct pm_text name);

#endif
