/* trend.h: what the figures of a finding so far show, in words and as JSON. */
#ifndef PM_RENDER_TREND_H
#define PM_RENDER_TREND_H

#include "runtime/privacy/trend.h"
#include "runtime/render/explained.h"

/* Appends what is known of points, trend, limits, outlook and chance, and why the rest is not. */
void pm_trend_steps(struct pm_arena *arena, const struct pm_finding *finding,
                    const struct pm_trend *trend, struct pm_steps *out);

/* What intervals of counts of all students mean: to be said once where any is shown. */
const char *pm_chance_note(void);
bool pm_trend_has_chance(const struct pm_trend *trend);

void pm_json_trend(struct pm_json *json, enum pm_json_key key, const struct pm_finding *finding,
                   const struct pm_trend *trend);

/* The trends of the findings chosen, one after the other. */
void pm_put_trends(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                   const struct pm_view *view);

/* Names and texts beside each other. */
void pm_put_steps(struct pm_sink *sink, const struct pm_style *style, const struct pm_steps *steps,
                  size_t indent);

#endif
