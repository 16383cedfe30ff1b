#include "runtime/judge/rating.h"
#include "runtime/render/trend.h"

static void write_number(struct pm_json *json, enum pm_json_key key, double number)
{
    pm_json_ratio(json, key, pm_ratio_from_double(number));
}

static void write_interval(struct pm_json *json, enum pm_json_key key,
                           const struct pm_interval *interval)
{
    if (!interval->is_set) return;
    pm_json_open(json, key);
    write_number(json, PM_KEY_interval_low, interval->low);
    write_number(json, PM_KEY_interval_high, interval->high);
    pm_json_close(json);
}

static void write_limits(struct pm_json *json, const struct pm_control *control)
{
    if (!control->is_set) return;
    pm_json_open(json, PM_KEY_trend_limits);
    write_number(json, PM_KEY_limits_mean, control->mean);
    write_number(json, PM_KEY_limits_low, control->low);
    write_number(json, PM_KEY_limits_high, control->high);
    write_number(json, PM_KEY_limits_near_low, control->near_low);
    write_number(json, PM_KEY_limits_near_high, control->near_high);
    write_number(json, PM_KEY_limits_moving_range, control->moving_range);
    pm_json_bool(json, PM_KEY_limits_screened, control->is_screened);
    pm_json_bool(json, PM_KEY_limits_trial, control->is_trial);
    pm_json_close(json);
}

static void write_points(struct pm_json *json, const struct pm_trend *trend)
{
    pm_json_open(json, PM_KEY_trend_points);
    for (size_t i = 0; i < trend->count; i++) {
        const struct pm_trend_point *point = &trend->points[i];
        pm_json_open_item(json, PM_OF_trend_point);
        pm_json_period(json, PM_KEY_trend_point_period, point->period);
        write_number(json, PM_KEY_trend_point_value, point->value);
        if (point->signal.rule != PM_SIGNAL_NONE)
            pm_json_text(json, PM_KEY_trend_point_rule, pm_signal_word(point->signal.rule));
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_course(struct pm_json *json, const struct pm_trend *trend)
{
    if (trend->slope.is_set) {
        pm_json_open(json, PM_KEY_trend_slope);
        write_number(json, PM_KEY_slope_a_year, trend->slope.slope);
        write_number(json, PM_KEY_slope_low, trend->slope.low);
        write_number(json, PM_KEY_slope_high, trend->slope.high);
        pm_json_close(json);
    }
    if (!trend->test.is_set) return;
    pm_json_open(json, PM_KEY_trend_mann_kendall);
    pm_json_integer(json, PM_KEY_mann_kendall_s, trend->test.s);
    write_number(json, PM_KEY_mann_kendall_variance, trend->test.variance);
    write_number(json, PM_KEY_mann_kendall_z, trend->test.z);
    write_number(json, PM_KEY_mann_kendall_p, trend->test.p);
    if (trend->test.has_exact) write_number(json, PM_KEY_mann_kendall_exact_p, trend->test.exact_p);
    pm_json_close(json);
}

static void write_forecast(struct pm_json *json, const struct pm_trend *trend)
{
    const struct pm_forecast *forecast = &trend->forecast;
    if (!pm_period_is(trend->at)) return;
    pm_json_open(json, PM_KEY_trend_forecast);
    pm_json_period(json, PM_KEY_forecast_period, trend->at);
    pm_json_text(json, PM_KEY_forecast_outlook, pm_outlook_word(trend->outlook));
    write_number(json, PM_KEY_forecast_target, trend->target);
    if (forecast->is_set) {
        pm_json_text(json, PM_KEY_forecast_by, forecast->follows_trend ? "trend" : "mean");
        write_number(json, PM_KEY_forecast_value, forecast->value);
        write_number(json, PM_KEY_forecast_low, forecast->low);
        write_number(json, PM_KEY_forecast_high, forecast->high);
    }
    pm_json_close(json);
}

void pm_json_trend(struct pm_json *json, enum pm_json_key key, const struct pm_finding *finding,
                   const struct pm_trend *trend)
{
    pm_json_open(json, key);
    write_points(json, trend);
    pm_json_integer(json, PM_KEY_trend_left_out, (int64_t)trend->left_out);
    pm_json_bool(json, PM_KEY_trend_after_break, trend->has_break);
    write_course(json, trend);
    write_limits(json, &trend->control);
    pm_json_text(json, PM_KEY_trend_variation, pm_variation_word(trend->variation));
    pm_json_text(json, PM_KEY_trend_assurance, pm_assurance_word(trend->assurance));
    write_forecast(json, trend);
    write_interval(json, PM_KEY_trend_interval, &trend->interval);
    write_interval(json,
                   finding->subject.has_reference ? PM_KEY_trend_difference : PM_KEY_trend_change,
                   &trend->change);
    pm_json_close(json);
}
