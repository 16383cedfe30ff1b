#include "runtime/render/names.h"

#include "lang/model/measure.h"

#include "runtime/render/sink.h"

#include <string.h>

const char *pm_severity_word(enum pm_severity severity)
{
    switch (severity) {
    case PM_INFO:
        return "info";
    case PM_WARNING:
        return "warning";
    case PM_ERROR:
        return "error";
    }
    return "error";
}

const char *pm_needs_word(enum pm_needs needs)
{
    switch (needs) {
    case PM_NEEDS_TEXT:
        return "text";
    case PM_NEEDS_DATA:
        return "data";
    case PM_NEEDS_HISTORY:
        return "history";
    }
    return "text";
}

const char *pm_finding_kind_word(enum pm_finding_kind kind)
{
    return pm_finding_kind_info(kind)->word;
}

const char *pm_figure_type_word(enum pm_type type)
{
    switch (type) {
    case PM_TYPE_SHARE:
    case PM_TYPE_POINTS:
        return "share";
    case PM_TYPE_MONEY:
        return "money";
    case PM_TYPE_DURATION:
        return "duration";
    case PM_TYPE_UNKNOWN:
    case PM_TYPE_TEXT:
    case PM_TYPE_NUMBER:
    case PM_TYPE_DATE:
    case PM_TYPE_TIME:
    case PM_TYPE_BOOL:
        return "number";
    }
    return "number";
}

const char *pm_gap_kind_word(enum pm_gap_kind kind)
{
    return pm_gap_kind_info(kind)->word;
}

const char *pm_direction_word(int direction)
{
    if (direction == 0) return "neither";
    return direction > 0 ? "higher" : "lower";
}

void pm_code_text(enum pm_code code, char out[8])
{
    int number = pm_code_info(code)->number;
    out[0] = 'P';
    out[1] = 'M';
    for (int at = 5; at >= 2; at--) {
        out[at] = (char)('0' + number % 10);
        number /= 10;
    }
    out[6] = '\0';
}

static const struct pm_cell_unit *find_unit(const struct pm_release *release, uint32_t unit)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(release->cells, &count);
    return unit < count ? &units[unit] : NULL;
}

const char *pm_unit_id(const struct pm_release *release, uint32_t unit)
{
    const struct pm_cell_unit *found = find_unit(release, unit);
    return found ? found->id : "";
}

const char *pm_unit_label(const struct pm_release *release, uint32_t unit)
{
    const struct pm_cell_unit *found = find_unit(release, unit);
    return found ? found->label : "";
}

static const struct pm_cell_group_name *find_group(const struct pm_release *release,
                                                   struct pm_cell_side side)
{
    if (side.group == PM_GROUP_ALL) return NULL;
    const struct pm_dimension *dimension = release->model->dimensions[side.dimension];
    const struct pm_cell_dimension *cells = pm_cells_dimension(release->cells, dimension);
    return side.group < cells->group_count ? &cells->groups[side.group] : NULL;
}

const char *pm_side_name(const struct pm_release *release, struct pm_cell_side side)
{
    const struct pm_cell_group_name *found = find_group(release, side);
    return found ? found->name : "all";
}

const char *pm_side_label(const struct pm_release *release, struct pm_cell_side side)
{
    const struct pm_cell_group_name *found = find_group(release, side);
    return found ? found->label : "all";
}

struct pm_sides pm_sort_sides(const struct pm_release *release, const struct pm_cell_side *sides,
                              size_t count)
{
    struct pm_sides sorted = {.count = count};
    for (size_t i = 0; i < count; i++) {
        const char *name = release->model->dimensions[sides[i].dimension]->name;
        size_t at = i;
        for (; at > 0; at--) {
            uint32_t before = sorted.items[at - 1].dimension;
            if (strcmp(release->model->dimensions[before]->name, name) <= 0) break;
            sorted.items[at] = sorted.items[at - 1];
        }
        sorted.items[at] = sides[i];
    }
    return sorted;
}

const char *pm_group_text(struct pm_arena *arena, const struct pm_release *release,
                          const struct pm_cell_side *sides, size_t count)
{
    if (!count) return "all";
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    struct pm_sides sorted = pm_sort_sides(release, sides, count);
    for (size_t i = 0; i < sorted.count; i++) {
        if (i) pm_put(&buffer.sink, ", ");
        pm_put(&buffer.sink, pm_side_label(release, sorted.items[i]));
    }
    return pm_buffer_text(&buffer);
}

static const char *side_text(struct pm_arena *arena, const struct pm_release *release,
                             const struct pm_subject *subject)
{
    if (subject->reference_is_others) return "all others";
    if (subject->reference_is_all) return "all";
    if (subject->reference_is_target) return "the target";
    const char *group = pm_group_text(arena, release, subject->reference, subject->reference_count);
    if (!subject->reference_is_best) return group;
    return subject->reference_count ? pm_arena_format(arena, "the best, %s", group) : "the best";
}

const char *pm_reference_text(struct pm_arena *arena, const struct pm_release *release,
                              const struct pm_subject *subject)
{
    if (!subject->has_reference) return "";
    const char *text = side_text(arena, release, subject);
    if (!subject->reference_has_unit) return text;
    return pm_arena_format(arena, "%s in %s", text,
                           pm_unit_label(release, subject->reference_unit));
}

const char *pm_show_period(struct pm_arena *arena, struct pm_period period)
{
    if (!pm_period_is(period)) return "";
    char text[24];
    pm_period_format(period, text);
    return pm_arena_copy_text(arena, text, strlen(text));
}

/* A word as text: blanks for underscores. */
static const char *in_words(struct pm_arena *arena, const char *word)
{
    char *text = pm_arena_copy_text(arena, word, strlen(word));
    for (char *at = text; *at; at++)
        if (*at == '_') *at = ' ';
    return text;
}

const char *pm_state_text(struct pm_arena *arena, enum pm_state state)
{
    const char *word = state < PM_STATE_COUNT ? pm_state_info(state)->word : "value";
    return in_words(arena, word);
}

/* What the signs stand for: reached, well, not well yet, not well, wrong, nothing judged. */
const char *pm_state_sign(enum pm_state state)
{
    static const char *const signs[PM_STATE_COUNT] = {
        [PM_STATE_MET] = "[*]",           [PM_STATE_CLOSED] = "[*]",
        [PM_STATE_ON_TRACK] = "[+]",      [PM_STATE_CLOSING_UP] = "[+]",
        [PM_STATE_PASSED] = "[+]",        [PM_STATE_AT_RISK] = "[~]",
        [PM_STATE_CLOSING_DOWN] = "[~]",  [PM_STATE_OFF_TRACK] = "[-]",
        [PM_STATE_WIDENING] = "[-]",      [PM_STATE_OPENED] = "[-]",
        [PM_STATE_INVALID] = "[!]",       [PM_STATE_FAILED] = "[!]",
        [PM_STATE_DISAGREES] = "[!]",     [PM_STATE_WORKED] = "[+]",
        [PM_STATE_THEORY_FAILED] = "[-]", [PM_STATE_IMPLEMENTATION_FAILED] = "[-]",
        [PM_STATE_NOT_MEASURED] = "[~]",  [PM_STATE_DUE_SOON] = "[~]",
        [PM_STATE_LATE] = "[-]",          [PM_STATE_DONE] = "[+]",
        [PM_STATE_DONE_LATE] = "[+]",     [PM_STATE_OVERDUE] = "[-]",
        [PM_STATE_FORGOTTEN] = "[-]",     [PM_STATE_MISSED] = "[-]",
        [PM_STATE_HELD] = "[+]",          [PM_STATE_ON_SCHEDULE] = "[+]",
        [PM_STATE_BEHIND] = "[-]",        [PM_STATE_COMPLETED] = "[*]",
        [PM_STATE_NOT_REPORTED] = "[~]",  [PM_STATE_MOVED] = "[+]",
        [PM_STATE_NOT_MOVED] = "[-]",     [PM_STATE_UNANSWERED] = "[~]",
        [PM_STATE_NOT_KEPT] = "[-]",      [PM_STATE_KEPT] = "[+]",
        [PM_STATE_BROKEN] = "[-]",        [PM_STATE_NOT_MET] = "[-]",
        [PM_STATE_SERVED] = "[+]",        [PM_STATE_MENDED] = "[+]",
        [PM_STATE_ADDED] = "[-]",         [PM_STATE_LEFT_OPEN] = "[~]",
        [PM_STATE_TAKEN_OVER] = "[+]",
    };
    return state < PM_STATE_COUNT && signs[state] ? signs[state] : "[ ]";
}

/* Puts commas between thousands of the whole part. */
static const char *with_commas(struct pm_arena *arena, const char *number)
{
    const char *digits = number + (*number == '-');
    size_t whole = strcspn(digits, ".");
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    if (*number == '-') pm_put(&buffer.sink, "-");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) pm_put(&buffer.sink, ",");
        pm_put_bytes(&buffer.sink, digits + i, 1);
    }
    pm_put(&buffer.sink, digits + whole);
    return pm_buffer_text(&buffer);
}

/* With as many decimals as asked for, none where the number is whole and `trims`. */
static const char *rounded(struct pm_arena *arena, struct pm_ratio number, int places, bool trims)
{
    char text[80];
    pm_ratio_format(number, trims && number.denominator == 1 ? 0 : places, text, sizeof text);
    return with_commas(arena, text);
}

static struct pm_ratio hundredfold(struct pm_ratio share)
{
    return pm_ratio_multiply(share, pm_ratio_from_integer(100));
}

const char *pm_count_text(struct pm_arena *arena, struct pm_ratio count)
{
    return pm_ratio_is_defined(count) ? rounded(arena, count, 2, true) : "";
}

static const char *money_text(struct pm_arena *arena, struct pm_ratio amount)
{
    bool is_negative = pm_ratio_sign(amount) < 0;
    const char *number = rounded(arena, pm_ratio_absolute(amount), 2, true);
    return pm_arena_format(arena, "%s$%s", is_negative ? "-" : "", number);
}

const char *pm_figure_text(struct pm_arena *arena, const struct pm_metric *metric,
                           struct pm_ratio value)
{
    if (!pm_ratio_is_defined(value)) return "";
    enum pm_type type = metric ? metric->type : PM_TYPE_NUMBER;
    if (type == PM_TYPE_SHARE)
        return pm_arena_format(arena, "%s %%", rounded(arena, hundredfold(value), 1, false));
    if (type == PM_TYPE_MONEY) return money_text(arena, value);
    if (type == PM_TYPE_DURATION)
        return pm_arena_format(arena, "%s days", rounded(arena, value, 1, true));
    return rounded(arena, value, 2, true);
}

const char *pm_difference_text(struct pm_arena *arena, const struct pm_metric *metric,
                               struct pm_ratio difference, bool is_signed)
{
    if (!pm_ratio_is_defined(difference)) return "";
    const char *text = NULL;
    if (metric && metric->type == PM_TYPE_SHARE)
        text = pm_arena_format(arena, "%s pts", rounded(arena, hundredfold(difference), 1, false));
    else
        text = pm_figure_text(arena, metric, difference);
    bool is_plus = is_signed && pm_ratio_sign(difference) > 0;
    return is_plus ? pm_arena_format(arena, "+%s", text) : text;
}

const char *pm_gap_text(struct pm_arena *arena, const struct pm_metric *metric,
                        enum pm_gap_kind kind, struct pm_ratio gap, bool is_signed)
{
    const char *text = NULL;
    if (!pm_ratio_is_defined(gap)) return "";
    switch (pm_gap_kind_info(kind)->form) {
    case PM_GAP_FORM_DIFFERENCE:
        return pm_difference_text(arena, metric, gap, is_signed);
    case PM_GAP_FORM_TIMES:
        text = pm_arena_format(arena, "%s times", rounded(arena, gap, 2, false));
        break;
    case PM_GAP_FORM_SHARE:
        text = pm_arena_format(arena, "%s %%", rounded(arena, hundredfold(gap), 1, false));
        break;
    }
    return is_signed && pm_ratio_sign(gap) > 0 ? pm_arena_format(arena, "+%s", text) : text;
}

const char *pm_gap_change_text(struct pm_arena *arena, const struct pm_metric *metric,
                               enum pm_gap_kind kind, struct pm_ratio change)
{
    const char *plus = pm_ratio_is_defined(change) && pm_ratio_sign(change) > 0 ? "+" : "";
    if (!pm_ratio_is_defined(change)) return "";
    switch (pm_gap_kind_info(kind)->form) {
    case PM_GAP_FORM_DIFFERENCE:
        break;
    case PM_GAP_FORM_TIMES:
        return pm_arena_format(arena, "%s%s", plus, rounded(arena, change, 2, false));
    case PM_GAP_FORM_SHARE:
        return pm_arena_format(arena, "%s%s pts", plus,
                               rounded(arena, hundredfold(change), 1, false));
    }
    return pm_difference_text(arena, metric, change, true);
}

const char *pm_qualifier_text(struct pm_arena *arena, unsigned qualifier)
{
    return in_words(arena, pm_qualifier_word((enum pm_qualifier)qualifier));
}

const char *pm_gap_reason_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    enum pm_gap_reason reason = finding->gap.reason;
    const char *word = in_words(arena, pm_gap_reason_word(reason));
    const struct pm_gap_line *line = finding->subject.gap_line;
    bool is_n = reason == PM_GAP_REASON_GROUP_N || reason == PM_GAP_REASON_REFERENCE_N;
    bool is_cell = reason == PM_GAP_REASON_GROUP_CELL || reason == PM_GAP_REASON_REFERENCE_CELL;
    if (!line || !(is_n || is_cell)) return word;
    return pm_arena_format(arena, "%s < %lld", word,
                           (long long)(is_n ? line->minimum.n : line->minimum.cell));
}

const char *pm_shown_text(struct pm_arena *arena, const struct pm_metric *metric,
                          const struct pm_figure *figure)
{
    switch (figure->shown) {
    case PM_SHOWN_BELOW_CAP:
        return pm_arena_format(arena, "%s %s", figure->is_inclusive ? "at most" : "under",
                               pm_figure_text(arena, metric, figure->cap));
    case PM_SHOWN_ABOVE_CAP:
        return pm_arena_format(arena, "%s %s", figure->is_inclusive ? "at least" : "over",
                               pm_figure_text(arena, metric, figure->cap));
    case PM_SHOWN_NOTHING:
        return "";
    case PM_SHOWN_FULLY:
        break;
    }
    if (pm_ratio_is_defined(figure->value)) return pm_figure_text(arena, metric, figure->value);
    if (!figure->has_bounds) return "";
    return pm_arena_format(arena, "%s to %s", pm_figure_text(arena, metric, figure->low),
                           pm_figure_text(arena, metric, figure->high));
}

const char *pm_plural(struct pm_arena *arena, size_t count, const char *one, const char *many)
{
    const char *number = pm_count_text(arena, pm_ratio_from_integer((int64_t)count));
    return pm_arena_format(arena, "%s %s", number, count == 1 ? one : many);
}
