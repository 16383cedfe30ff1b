/* describe_data.c: the project, units, sources and dimensions as text. */
#include "lang/model/describe.h"
#include "lang/model/measure.h"

/* ---- Project ---- */

static void describe_calendar(struct pm_description *description,
                              const struct pm_calendar *calendar)
{
    pm_describe_begin(description, calendar->at, "calendar %s %s", calendar->kind,
                      calendar->prefix);
    pm_describe(description, "starts %02d-%02d", calendar->starts.month, calendar->starts.day);
    pm_describe(description, "named by %s", calendar->named_by_end ? "end" : "start");
    struct pm_writer parts = pm_writer_make(description->writer.arena);
    for (int32_t i = 0; i < calendar->part_count; i++)
        pm_write_format(&parts, "%s%02d-%02d", i ? ", " : "", calendar->part_starts[i].month,
                        calendar->part_starts[i].day);
    if (calendar->part_count)
        pm_describe(description, "parts %c at %s", calendar->part_letter, pm_writer_text(&parts));
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < calendar->closure_count; i++) {
        const struct pm_closure *closure = &calendar->closures[i];
        pm_describe(description, "closed %s..%s",
                    pm_day_text(description->writer.arena, closure->first_day),
                    pm_day_text(description->writer.arena, closure->last_day));
        if (description->outline) pm_describe_narrative(description, "  as", closure->text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_end(description);
}

static void describe_privacy(struct pm_description *description, enum pm_audience audience,
                             const struct pm_privacy *privacy)
{
    pm_describe_begin(description, privacy->at, "privacy for %s%s", pm_audience_name(audience),
                      privacy->is_default && !description->canonical ? " (by default)" : "");
    pm_describe_minimum(description, &privacy->minimum);
    pm_describe(description, "complement %s", privacy->complement_hidden ? "hidden" : "shown");
    if (privacy->spares_parts) pm_describe(description, "spare parts");
    for (size_t i = 0; i < privacy->cap_count; i++) {
        const struct pm_cap *cap = &privacy->caps[i];
        const char *from = "";
        if (cap->from_n)
            from =
                pm_arena_format(description->writer.arena, " from n %lld", (long long)cap->from_n);
        pm_describe(description, "cap %s..%s%s%s",
                    pm_decimal_text(description->writer.arena, cap->low),
                    pm_decimal_text(description->writer.arena, cap->high),
                    cap->is_inclusive ? " inclusive" : "", from);
    }
    if (privacy->value_step.mantissa)
        pm_describe(description, "round value to %s",
                    pm_decimal_text(description->writer.arena, privacy->value_step));
    pm_describe(description, "zeros %s", privacy->zeros_protected ? "protected" : "public");
    pm_describe_end(description);
}

void pm_describe_project(struct pm_description *description, const struct pm_project *project)
{
    pm_describe_begin(description, project->at, "project %s", project->name ? project->name : "");
    pm_describe_narrative(description, "label", project->label);
    pm_describe_facts(description, &project->facts);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < project->calendar_count; i++) {
        describe_calendar(description, project->calendars[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    for (int audience = 0; audience < PM_AUDIENCE_COUNT; audience++)
        describe_privacy(description, (enum pm_audience)audience, &project->privacy[audience]);
    pm_describe_rules(description, &project->rules);
    if (project->rating) pm_describe(description, "rate by %s", project->rating->name);
    pm_describe_called(description, &project->called);
    pm_describe_end(description);
}

/* ---- Units ---- */

void pm_describe_unit(struct pm_description *description, const struct pm_unit *unit)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, unit->facts.at, "unit %s", unit->name);
    pm_describe_narrative(description, "label", unit->label);
    if (unit->kind && *unit->kind) pm_describe(description, "kind %s", unit->kind);
    pm_describe_narrative(description, "lead", unit->lead);
    pm_describe(description, "id \"%s\"", unit->key);
    if (unit->above) pm_describe(description, "within %s", unit->above->name);
    if (unit->opened_day != PM_NO_DAY)
        pm_describe(description, "opened %s", pm_day_text(arena, unit->opened_day));
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < unit->successor_of_count; i++) {
        pm_describe(description, "opened from %s",
                    pm_unit_reference_text(arena, &unit->successor_of[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    if (unit->ended_day != PM_NO_DAY)
        pm_describe(description, "ended %s", pm_day_text(arena, unit->ended_day));
    pm_describe_facts(description, &unit->facts);
    pm_describe_end(description);
}

void pm_describe_unit_set(struct pm_description *description, const struct pm_unit_set *set)
{
    pm_describe_begin(description, set->facts.at, "units %s", set->name);
    if (set->kind && *set->kind) pm_describe(description, "kind %s", set->kind);
    if (set->source) pm_describe(description, "from %s", set->source->name);
    pm_describe_expression(description, "where", set->where);
    pm_describe(description, "id %s",
                pm_columns_text(description->writer.arena, set->id, set->id_count));
    if (set->called) pm_describe(description, "called %s", set->called->name);
    if (set->within)
        pm_describe(description, "within %s of %s", set->within->name,
                    set->within_set ? set->within_set->name : "?");
    if (set->above) pm_describe(description, "within %s", set->above->name);
    pm_describe_facts(description, &set->facts);
    pm_describe_end(description);
}

/* ---- Columns ---- */

static const char *field_type_name(enum pm_field_type type)
{
    switch (type) {
    case PM_FIELD_TEXT:
        return "text";
    case PM_FIELD_INT:
        return "int";
    case PM_FIELD_NUMBER:
        return "number";
    case PM_FIELD_PERCENT:
        return "percent";
    case PM_FIELD_SHARE:
        return "share";
    case PM_FIELD_BOOL:
        return "bool";
    case PM_FIELD_DATE:
        return "date";
    case PM_FIELD_TIME:
        return "time";
    case PM_FIELD_MONEY:
        return "money";
    }
    return "";
}

static void describe_words(struct pm_description *description, const char *key,
                           const struct pm_words *words)
{
    pm_describe_texts(description, key, words->items, words->count);
}

static void describe_field(struct pm_description *description, const struct pm_column *column)
{
    pm_describe_begin(description, column->at, "field %s %s", column->name,
                      field_type_name(column->field_type));
    pm_describe_texts(description, "from", &column->header, 1);
    if (column->refers_to) pm_describe(description, "to %s", column->refers_to->name);
    describe_words(description, "true", &column->truths);
    describe_words(description, "false", &column->falsehoods);
    describe_words(description, "missing", &column->missing);
    describe_words(description, "suppressed", &column->suppressed);
    describe_words(description, "pending", &column->pending);
    describe_words(description, "ranges", &column->ranges);
    pm_describe_end(description);
}

static void describe_gathered(struct pm_description *description, const struct pm_column *column)
{
    pm_describe_begin(description, column->at, "gather %s %s of %s", column->name,
                      pm_aggregate_name(column->aggregate),
                      column->gather_from ? column->gather_from->name : "?");
    pm_describe(description, "type %s", pm_type_name(column->type));
    pm_describe_expression(description, "of", column->gathered);
    if (column->gather_through)
        pm_describe(description, "through %s.%s", column->gather_through->source->name,
                    column->gather_through->name);
    pm_describe_expression(description, "where", column->where);
    pm_describe_end(description);
}

void pm_describe_column(struct pm_description *description, const struct pm_column *column)
{
    switch (column->kind) {
    case PM_COLUMN_FIELD:
        describe_field(description, column);
        break;
    case PM_COLUMN_DERIVED:
        pm_describe_begin(description, column->at, "derive %s", column->name);
        pm_describe(description, "type %s", pm_type_name(column->type));
        pm_describe_expression(description, "as", column->expression);
        pm_describe_end(description);
        break;
    case PM_COLUMN_GATHERED:
        describe_gathered(description, column);
        break;
    }
}

/* ---- Sources ---- */

static const char *format_name(enum pm_format format)
{
    switch (format) {
    case PM_FORMAT_CSV:
        return "csv";
    case PM_FORMAT_TSV:
        return "tsv";
    case PM_FORMAT_JSON:
        return "json";
    }
    return "";
}

static const char *encoding_name(enum pm_encoding encoding)
{
    switch (encoding) {
    case PM_ENCODING_UTF8:
        return "utf-8";
    case PM_ENCODING_WINDOWS_1252:
        return "windows-1252";
    case PM_ENCODING_UTF16:
        return "utf-16";
    }
    return "";
}

static const char *writing_name(enum pm_period_writing writing)
{
    switch (writing) {
    case PM_WRITES_DAY:
        return "day";
    case PM_WRITES_YEAR:
        return "year";
    case PM_WRITES_SPAN:
        return "span";
    case PM_WRITES_MONTH:
        return "month";
    case PM_WRITES_YEAR_PART:
        return "year-part";
    case PM_WRITES_YEAR_AND_PART:
        return "year and part";
    case PM_WRITES_NAME:
        return "name";
    }
    return "";
}

static void describe_feeds(struct pm_description *description, const struct pm_source_decl *source)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < source->feed_count; i++) {
        const struct pm_feed *feed = &source->feeds[i];
        const char *texts[] = {feed->pattern, feed->inside ? feed->inside : ""};
        struct pm_writer line = pm_writer_make(description->writer.arena);
        pm_write_quoted(&line, texts[0]);
        if (*texts[1]) pm_write(&line, " at ");
        if (*texts[1]) pm_write_quoted(&line, texts[1]);
        pm_describe(description, "from %s %s", format_name(feed->format), pm_writer_text(&line));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_holds(struct pm_description *description, const struct pm_source_decl *source)
{
    if (source->holds_count)
        pm_describe(description, "holds %s",
                    pm_columns_text(description->writer.arena, source->holds, source->holds_count));
}

static void describe_period(struct pm_description *description, const struct pm_source_decl *source)
{
    const struct pm_period_format_of_source *format = &source->period_format;
    if (!source->period_field_count || !format->calendar) return;
    pm_describe_begin(description, source->period_at, "period %s",
                      pm_columns_text(description->writer.arena, source->period_fields,
                                      source->period_field_count));
    pm_describe(description, "written %s%s", writing_name(format->writing),
                format->short_second ? ", short" : "");
    if (format->separator) pm_describe(description, "separator '%c'", format->separator);
    if (format->part) pm_describe(description, "part %c", format->part);
    if (description->canonical && !description->outline)
        describe_calendar(description, format->calendar);
    else
        pm_describe(description, "of %s", format->calendar->kind);
    pm_describe_end(description);
}

static void describe_unit_of(struct pm_description *description,
                             const struct pm_source_decl *source)
{
    if (source->unit_field_count && description->outline && source->unit_set)
        pm_describe(description, "unit %s of %s",
                    pm_columns_text(description->writer.arena, source->unit_fields,
                                    source->unit_field_count),
                    source->unit_set->name);
    else if (source->unit_field_count)
        pm_describe(description, "unit %s of %s (%s)",
                    pm_columns_text(description->writer.arena, source->unit_fields,
                                    source->unit_field_count),
                    source->unit_set ? source->unit_set->name : "?",
                    source->unit_set
                        ? pm_columns_text(description->writer.arena, source->unit_set->id,
                                          source->unit_set->id_count)
                        : "?");
    else if (source->unit)
        pm_describe(description, "unit %s", source->unit->name);
}

static void describe_totals(struct pm_description *description, const struct pm_source_decl *source)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < source->total_count; i++) {
        const struct pm_total *total = &source->totals[i];
        char *key = pm_arena_format(description->writer.arena, "total %s",
                                    total->column ? total->column->name : "?");
        pm_describe_texts(description, key, total->values.items, total->values.count);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_skips(struct pm_description *description, const struct pm_source_decl *source)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < source->skip_count; i++) {
        pm_describe_expression(description, "skip where", source->skips[i].where);
        pm_describe_narrative(description, "  as", source->skips[i].reason);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

/* Columns of a kind, or of all kinds but one. */
static void describe_columns(struct pm_description *description,
                             const struct pm_source_decl *source, bool fields)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < source->column_count; i++) {
        if ((source->columns[i]->kind == PM_COLUMN_FIELD) != fields) continue;
        pm_describe_column(description, source->columns[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_reading(struct pm_description *description, const struct pm_source_decl *source)
{
    struct pm_arena *arena = description->writer.arena;
    describe_feeds(description, source);
    pm_describe(description, "header row %lld", (long long)source->header_row);
    pm_describe(description, "encoding %s", encoding_name(source->encoding));
    if (source->extracted_day != PM_NO_DAY)
        pm_describe(description, "extracted on %s", pm_day_text(arena, source->extracted_day));
    if (source->key_count)
        pm_describe(description, "one row per %s",
                    pm_columns_text(arena, source->key, source->key_count));
    describe_period(description, source);
    describe_holds(description, source);
    describe_unit_of(description, source);
    describe_columns(description, source, true);
    describe_totals(description, source);
    describe_skips(description, source);
}

static void describe_verifications(struct pm_description *description,
                                   const struct pm_source_decl *source)
{
    static const char *const levels[] = {
        [PM_INFO] = "info", [PM_WARNING] = "warn", [PM_ERROR] = "block"};
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < source->verify_count; i++) {
        const struct pm_verify *verify = &source->verifications[i];
        pm_describe(description, "verify %s for %s as %s",
                    pm_expression_text(description->writer.arena, verify->condition),
                    pm_decimal_text(description->writer.arena, verify->share),
                    levels[verify->severity]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_source(struct pm_description *description, const struct pm_source_decl *source)
{
    pm_describe_begin(description, source->facts.at, "source %s", source->name);
    pm_describe_narrative(description, "label", source->label);
    if (source->is_summary) pm_describe(description, "summary");
    if (source->is_public) pm_describe(description, "public");
    pm_describe_reading(description, source);
    describe_columns(description, source, false);
    describe_verifications(description, source);
    pm_describe_minimum(description, &source->minimum);
    if (source->is_key_for_references) pm_describe(description, "is referred to by its key");
    pm_describe_facts(description, &source->facts);
    if (!description->canonical)
        pm_describe(description, "schema digest %.16s", source->schema_digest);
    pm_describe_end(description);
}

/* ---- Dimensions ---- */

static const char *group_value_text(struct pm_arena *arena, const struct pm_group_value *value)
{
    struct pm_writer writer = pm_writer_make(arena);
    if (value->type == PM_TYPE_TEXT) {
        pm_write_quoted(&writer, pm_arena_copy_text(arena, value->text.bytes, value->text.size));
    } else if (value->type == PM_TYPE_BOOL) {
        pm_write(&writer, value->truth ? "true" : "false");
    } else if (value->type == PM_TYPE_DATE) {
        pm_write_format(&writer, "%s..%s", pm_day_text(arena, value->first_day),
                        pm_day_text(arena, value->last_day));
    } else {
        pm_write_decimal(&writer, value->low);
        pm_write(&writer, "..");
        pm_write_decimal(&writer, value->high);
    }
    return pm_writer_text(&writer);
}

static void describe_group(struct pm_description *description, const struct pm_group *group)
{
    pm_describe_begin(description, group->at, "%s %s", group->is_other ? "other" : "group",
                      group->name);
    pm_describe_narrative(description, "label", group->label);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < group->value_count; i++) {
        pm_describe(description, "when %s",
                    group_value_text(description->writer.arena, &group->values[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    items = pm_items_begin(description);
    for (size_t i = 0; i < group->part_count; i++) {
        pm_describe(description, "of %s", group->parts[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_end(description);
}

void pm_describe_dimension(struct pm_description *description, const struct pm_dimension *dimension)
{
    pm_describe_begin(description, dimension->facts.at, "dimension %s", dimension->name);
    pm_describe_narrative(description, "label", dimension->label);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < dimension->column_count; i++) {
        pm_describe(description, "from %s",
                    pm_columns_text(description->writer.arena, &dimension->columns[i], 1));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    if (dimension->each) pm_describe(description, "group each");
    if (dimension->overlapping) pm_describe(description, "overlapping");
    items = pm_items_begin(description);
    for (size_t i = 0; i < dimension->group_count; i++) {
        describe_group(description, dimension->groups[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_facts(description, &dimension->facts);
    if (!description->canonical) pm_describe(description, "digest %.16s", dimension->digest);
    pm_describe_end(description);
}
