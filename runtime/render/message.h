/* message.h: a finding as one sentence: what its parts share. Internal to runtime/render. */
#ifndef PM_MESSAGE_H
#define PM_MESSAGE_H

#include "runtime/render/view.h"

struct pm_sentence {
    struct pm_arena *arena;
    const struct pm_release *release;
    const struct pm_finding *finding;
    const struct pm_figure *figure;
    const struct pm_metric *metric; /* NULL: of no measure */
    struct pm_sink *sink;
};

/* A finding on the cycle, without a full stop: "Every team trained: 12 days late, ..". */
void pm_put_cycle_message(const struct pm_sentence *at);

/* What a rule that is not kept says of its subject: "has 13 charts, 12 are the most". */
void pm_put_rule_message(const struct pm_sentence *at);

/* "2025-09-30" */
void pm_put_day(struct pm_sink *sink, int32_t day);

/* "2 hours", "5 days", "90 minutes": in the largest unit that has no rest. */
void pm_put_minutes(const struct pm_sentence *at, struct pm_ratio minutes);

/* "$45 for each of \"Tickets closed\" in SY2024 ($45,000 spent)" */
void pm_put_unit_cost(const struct pm_sentence *at);

/* An amount in its kind: "$125,000", "2.5 fte", "61.0 %", "12". */
void pm_put_amount(const struct pm_sentence *at, enum pm_amount_kind kind, struct pm_ratio amount);

/* Names that take part: "climate, schools and 3 more"; all of them where `all`. */
void pm_put_items(const struct pm_sentence *at, bool all);

/* `contact_48h` 61.0 % to 70.0 % (SY2026.Q1 to SY2026.Q2), +9.0 pts; several with `; ` between. */
void pm_put_movements(const struct pm_sentence *at);

#endif
