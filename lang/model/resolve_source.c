/* resolve_source.c: sources: files, fields, keys, periods, units, checks. Columns that are worked
 * out are in resolve_column.c. */
#include "lang/model/resolve_source.h"

#include <string.h>

/* ---- Files ---- */

static void read_feed(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_feed *feed)
{
    const char *format = pm_read_word(resolver, pm_slot(statement, "FORMAT"), "format");
    feed->at = statement->span;
    feed->format = PM_FORMAT_CSV;
    if (format && strcmp(format, "tsv") == 0) feed->format = PM_FORMAT_TSV;
    if (format && strcmp(format, "json") == 0) feed->format = PM_FORMAT_JSON;
    feed->pattern = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    const struct pm_slot *inside = pm_slot_at(statement, "at", "TEXT");
    feed->inside = pm_read_text(resolver, inside);
    if (!inside || !format || feed->format == PM_FORMAT_JSON) return;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_FEED_UNFIT, inside->span,
                                              "a %s file has nothing inside to point `at`", format);
    pm_help(resolver->diagnostics, found, "`at` names a path in a json file; take it away");
}

static void read_feeds(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_source_decl *source)
{
    source->feeds = PM_NEW_ITEMS(resolver->arena, struct pm_feed, statement->child_count + 1);
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_text_is(statement->children[i]->word, "from"))
            read_feed(resolver, statement->children[i], &source->feeds[source->feed_count++]);
    if (source->feed_count || !pm_statement_lacks(statement, "from")) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_SOURCE_WITHOUT_FILE, source->facts.at,
                    "the source `%s` has no file to read", source->name);
    pm_help(resolver->diagnostics, found, "write where its rows are: `from csv \"data/%s.csv\"`",
            source->name);
}

static void read_encoding(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_source_decl *source)
{
    static const struct {
        const char *name;
        enum pm_encoding encoding;
    } rows[] = {{"utf-8", PM_ENCODING_UTF8},
                {"utf8", PM_ENCODING_UTF8},
                {"windows-1252", PM_ENCODING_WINDOWS_1252},
                {"utf-16", PM_ENCODING_UTF16},
                {"utf16", PM_ENCODING_UTF16}};
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "encoding");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "TEXT")) : NULL;
    if (!node) return;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!pm_text_equal_loosely(node->text, pm_text_from(rows[i].name))) continue;
        source->encoding = rows[i].encoding;
        return;
    }
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_ENCODING_UNKNOWN, node->span,
        "files in the encoding \"%.*s\" cannot be read", (int)node->text.size, node->text.bytes);
    pm_help(resolver->diagnostics, found, "write \"utf-8\", \"windows-1252\" or \"utf-16\"");
}

static void read_header(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_source_decl *source)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "header");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "NUMBER")) : NULL;
    if (!node) return;
    int64_t row = pm_read_count(resolver, node);
    if (row > 0) source->header_row = row;
    if (row != 0) return;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_COUNT_NOT_WHOLE, node->span,
                                              "lines are counted from 1");
    pm_help(resolver->diagnostics, found, "write `header row 1` for the first line of the file");
}

/* ---- Fields ---- */

static void report_bool_words(struct pm_resolver *resolver, const struct pm_statement *line,
                              const struct pm_column *column)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_BOOL_WORDS_UNFIT, line->word_span,
                    "`%s` is no field of the type `bool`", column->name);
    pm_label(resolver->diagnostics, found, column->at, "declared here");
    pm_help(resolver->diagnostics, found, "give it the type `bool`, or take `%.*s` away",
            (int)line->word.size, line->word.bytes);
}

static void read_reference(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_name *name, struct pm_column *column)
{
    const struct pm_slot *slot = pm_slot_at(statement, "to", "SOURCE");
    if (!slot) return;
    const struct pm_name *source = pm_name_get(resolver, PM_KIND_SOURCE, NULL, pm_slot_node(slot));
    if (source)
        column->refers_to = source->object;
    else
        name->poisoned = true;
}

static void read_field(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_name *name, struct pm_column *column)
{
    const struct pm_slot *header = pm_slot_at(statement, "from", "TEXT");
    if (header) column->header = pm_read_text(resolver, header);
    read_reference(resolver, statement, name, column);
    bool is_bool = column->field_type == PM_FIELD_BOOL;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *line = statement->children[i];
        bool truth = pm_text_is(line->word, "true") || pm_text_is(line->word, "false");
        if (truth && !is_bool && column->type != PM_TYPE_UNKNOWN)
            report_bool_words(resolver, line, column);
    }
}

static void read_fields(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_source_decl *source)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "field")) continue;
        struct pm_name *name = pm_name_of(resolver, PM_KIND_COLUMN, source, child);
        if (name) read_field(resolver, child, name, name->object);
    }
}

/* ---- Keys ---- */

static void read_key(struct pm_resolver *resolver, const struct pm_statement *statement,
                     struct pm_source_decl *source)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "one");
    const struct pm_slot *slot = line ? pm_slot(line, "FIELDS") : NULL;
    if (!slot) return;
    source->key_at = slot->span;
    source->key = pm_read_columns(resolver, source, slot, &source->key_count);
    if (source->key_count < slot->node_count) source->key_count = 0;
    bool fits = true;
    for (size_t i = 0; i < source->key_count; i++) {
        const struct pm_column *column = source->key[i];
        if (column->kind == PM_COLUMN_FIELD) continue;
        fits = false;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_KEY_UNFIT, slot->nodes[i]->span,
                        "`%s` is worked out and cannot be part of the key", column->name);
        pm_label(resolver->diagnostics, found, column->at, "declared here");
        pm_help(resolver->diagnostics, found, "name fields that the files have");
    }
    if (!fits) source->key_count = 0; /* what it should be is not known */
}

/* ---- Units ---- */

static void check_unit_fields(struct pm_resolver *resolver, const struct pm_source_decl *source,
                              const struct pm_unit_set *set, const struct pm_slot *slot)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    if (set->id_count == 0 || source->unit_field_count < slot->node_count) return;
    if (source->unit_field_count != set->id_count) {
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_UNIT_FIELDS_UNFIT, slot->span,
                        "the units of `%s` are told apart by %zu field%s, but here stand%s %zu",
                        set->name, set->id_count, set->id_count == 1 ? "" : "s",
                        source->unit_field_count == 1 ? "s" : "", source->unit_field_count);
        for (size_t i = 0; i < set->id_count; i++)
            pm_label(list, found, set->id[i]->at, "part of their `id`");
        pm_help(list, found, "write one field for each, in the order of `id`");
        return;
    }
    for (size_t i = 0; i < set->id_count; i++) {
        const struct pm_column *given = source->unit_fields[i];
        if (given->type == set->id[i]->type || given->type == PM_TYPE_UNKNOWN ||
            set->id[i]->type == PM_TYPE_UNKNOWN)
            continue;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_UNIT_FIELDS_UNFIT, slot->nodes[i]->span,
                        "`%s` is %s, but the key of `%s` is %s", given->name,
                        pm_type_name(given->type), set->name, pm_type_name(set->id[i]->type));
        pm_label(list, found, set->id[i]->at, "the key");
        pm_help(list, found, "give both fields the same type");
    }
}

static void report_set_needed(struct pm_resolver *resolver, const struct pm_name *name,
                              const struct pm_node *node, bool set_wanted)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_UNIT_SET_NEEDED, node->span,
                    set_wanted ? "`%s` is a single unit; after `of` a set of units is needed"
                               : "`%s` is a set of units; which one a row belongs to must be said",
                    name->symbol->bytes);
    pm_label(resolver->diagnostics, found, name->at, "declared here");
    if (set_wanted)
        pm_help(resolver->diagnostics, found, "if all rows belong to it, write `unit %s`",
                name->symbol->bytes);
    else
        pm_help(resolver->diagnostics, found, "write `unit FIELD of %s`", name->symbol->bytes);
}

static void read_unit(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_source_decl *source)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "unit");
    if (!line) return;
    const struct pm_slot *fields = pm_slot(line, "FIELDS");
    const struct pm_node *node = pm_slot_node(pm_slot(line, fields ? "UNITS" : "UNIT"));
    const struct pm_name *name = pm_name_get(resolver, PM_KIND_UNIT, NULL, node);
    if (fields)
        source->unit_fields = pm_read_columns(resolver, source, fields, &source->unit_field_count);
    if (!name) return;
    if (name->is_set != (fields != NULL)) {
        report_set_needed(resolver, name, node, fields != NULL);
        source->unit_field_count = 0;
        return;
    }
    if (!fields) {
        source->unit = name->object;
        return;
    }
    source->unit_set = name->object;
    check_unit_fields(resolver, source, source->unit_set, fields);
}

/* ---- References ---- */

static bool is_period_field(const struct pm_source_decl *source, const struct pm_column *column)
{
    for (size_t i = 0; i < source->period_field_count; i++)
        if (source->period_fields[i] == column) return true;
    return false;
}

/* The one key column of a source beside its period; `count` is how many there are. */
static const struct pm_column *find_key(const struct pm_source_decl *source, size_t *count)
{
    const struct pm_column *key = NULL;
    *count = 0;
    for (size_t i = 0; i < source->key_count; i++) {
        if (is_period_field(source, source->key[i])) continue;
        if (!key) key = source->key[i];
        ++*count;
    }
    return key;
}

static void report_reference(struct pm_resolver *resolver, const struct pm_column *column,
                             const char *message, const char *help)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const struct pm_source_decl *other = column->refers_to;
    struct pm_diagnostic *found = pm_diagnose(list, PM_REFERENCE_UNFIT, column->at, "%s", message);
    pm_label(list, found, other->key_count ? other->key_at : other->facts.at,
             other->key_count ? "the key of `%s`" : "`%s`", other->name);
    pm_help(list, found, "%s", help);
}

static void check_reference(struct pm_resolver *resolver, struct pm_column *column)
{
    struct pm_arena *arena = resolver->arena;
    const struct pm_source_decl *other = column->refers_to;
    const struct pm_source_decl *source = column->source;
    size_t count;
    const struct pm_column *key = find_key(other, &count);
    if (count == 0)
        report_reference(
            resolver, column,
            pm_arena_format(arena, "`%s` has no key that `%s` could hold", other->name,
                            column->name),
            pm_arena_format(arena, "write `one row per` and the field in `%s`", other->name));
    else if (count > 1)
        report_reference(resolver, column,
                         pm_arena_format(arena,
                                         "the key of `%s` has %zu fields, so `%s` alone "
                                         "cannot tell its rows apart",
                                         other->name, count, column->name),
                         "refer to a source with one row for each value (and period)");
    else if (key->type != column->type && key->type != PM_TYPE_UNKNOWN)
        report_reference(resolver, column,
                         pm_arena_format(arena, "`%s` is %s, but the key of `%s` is %s",
                                         column->name, pm_type_name(column->type), other->name,
                                         pm_type_name(key->type)),
                         "give both fields the same type");
    else if (other->key_count > count && source->period_field_count == 0)
        report_reference(resolver, column,
                         pm_arena_format(arena,
                                         "`%s` has a row for each period, but rows of `%s` "
                                         "have none",
                                         other->name, source->name),
                         pm_arena_format(arena, "write `period` in `%s`", source->name));
    else
        return;
    column->refers_to = NULL;
    pm_name_find(resolver, PM_KIND_COLUMN, source, pm_text_from(column->name))->poisoned = true;
}

/* A line that could not be read may be the very key or period that seems to lack. */
static bool is_certain(const struct pm_resolver *resolver, const struct pm_source_decl *source)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_SOURCE, NULL, pm_text_from(source->name));
    const struct pm_statement *statement = name->statement;
    for (size_t i = 0; i < statement->child_count; i++)
        if (statement->children[i]->damaged || !statement->children[i]->row) return false;
    bool has_key = pm_statement_child(statement, "one") != NULL;
    bool has_period = pm_statement_child(statement, "period") != NULL;
    return has_key == (source->key_count > 0) && has_period == (source->period_field_count > 0);
}

static void check_references(struct pm_resolver *resolver, struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->column_count; i++) {
        struct pm_column *column = source->columns[i];
        struct pm_source_decl *other = NULL;
        if (!column->refers_to) continue;
        if (column->type != PM_TYPE_UNKNOWN && is_certain(resolver, source) &&
            is_certain(resolver, column->refers_to))
            check_reference(resolver, column);
        if (column->refers_to) other = resolver->model->source_decls[column->refers_to->index];
        if (other) other->is_key_for_references = true;
    }
}

/* ---- Totals, rows left out, checks ---- */

static void read_total(struct pm_resolver *resolver, const struct pm_statement *line,
                       struct pm_source_decl *source)
{
    const struct pm_column *column =
        pm_read_column(resolver, source, pm_slot_node(pm_slot(line, "FIELD")));
    const struct pm_slot *texts = pm_slot(line, "TEXTS");
    if (!column || !texts) return;
    if (!source->is_summary && pm_source_lacks(resolver, source, "summary")) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_TOTAL_UNFIT, line->word_span,
                        "`%s` is no `summary`, so it has no rows that are totals", source->name);
        pm_label(resolver->diagnostics, found, source->facts.at, "the source");
        pm_help(resolver->diagnostics, found,
                "write `summary` if its figures are published; else leave such rows out with "
                "`skip where %s = \"%.*s\"`",
                column->name, (int)texts->nodes[0]->text.size, texts->nodes[0]->text.bytes);
        return;
    }
    struct pm_total *total = &source->totals[source->total_count++];
    total->at = line->span;
    total->column = column;
    total->values.items = PM_NEW_ITEMS(resolver->arena, const char *, texts->node_count);
    for (size_t i = 0; i < texts->node_count; i++) {
        struct pm_text text = texts->nodes[i]->text;
        total->values.items[total->values.count++] =
            pm_arena_copy_text(resolver->arena, text.bytes, text.size);
    }
}

static void read_share(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_decimal *out)
{
    if (!node) return;
    bool percent = node->kind == PM_NODE_PERCENT;
    bool of_rows = node->kind == PM_NODE_PERCENT_OF && node->children[0]->kind == PM_NODE_NAME &&
                   pm_text_is(node->children[0]->text, "rows");
    struct pm_decimal share = node->number;
    share.places = (uint8_t)(share.places + 2);
    struct pm_ratio one = pm_ratio_from_integer(1);
    if ((percent || of_rows) && share.mantissa > 0 &&
        pm_ratio_compare(pm_ratio_from_decimal(share), one) <= 0) {
        *out = share;
        return;
    }
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_VERIFY_SHARE_UNFIT, node->span,
                    "a share of the rows, above 0%% and up to 100%%, is needed here");
    pm_help(resolver->diagnostics, found, "write `for 99%% of rows`");
}

static void read_verify(struct pm_resolver *resolver, const struct pm_statement *line,
                        struct pm_source_decl *source)
{
    const struct pm_expression *condition =
        pm_resolve_row_condition(resolver, source, false, pm_slot(line, "CONDITION"));
    if (!condition) return;
    struct pm_verify *verify = &source->verifications[source->verify_count++];
    verify->at = line->span;
    verify->condition = condition;
    verify->share = (struct pm_decimal){1, 0};
    verify->severity = PM_WARNING;
    read_share(resolver, pm_slot_node(pm_slot(line, "SHARE")), &verify->share);
    const char *word = pm_read_word(resolver, pm_slot(line, "WORD"), "verify");
    if (word && strcmp(word, "block") == 0) verify->severity = PM_ERROR;
    if (word && strcmp(word, "info") == 0) verify->severity = PM_INFO;
}

static void read_skip(struct pm_resolver *resolver, const struct pm_statement *line,
                      struct pm_source_decl *source)
{
    const struct pm_expression *where =
        pm_resolve_row_condition(resolver, source, false, pm_slot(line, "CONDITION"));
    if (!where) return;
    struct pm_skip *skip = &source->skips[source->skip_count++];
    skip->at = line->span;
    skip->where = where;
    skip->reason = pm_read_text(resolver, pm_slot(line, "TEXT"));
}

static void read_checks(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_source_decl *source)
{
    size_t most = statement->child_count + 1;
    source->totals = PM_NEW_ITEMS(resolver->arena, struct pm_total, most);
    source->skips = PM_NEW_ITEMS(resolver->arena, struct pm_skip, most);
    source->verifications = PM_NEW_ITEMS(resolver->arena, struct pm_verify, most);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *line = statement->children[i];
        if (pm_text_is(line->word, "total")) read_total(resolver, line, source);
        if (pm_text_is(line->word, "skip")) read_skip(resolver, line, source);
        if (pm_text_is(line->word, "verify")) read_verify(resolver, line, source);
    }
}

/* ---- From when to when rows hold ---- */

static void read_holds(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_source_decl *source)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "holds");
    const struct pm_slot *slot = line ? pm_slot(line, "FIELDS") : NULL;
    size_t count = 0;
    if (!slot) return;
    const struct pm_column **fields = pm_read_columns(resolver, source, slot, &count);
    bool fine = count > 0 && count == slot->node_count && count <= 2;
    for (size_t i = 0; i < count; i++)
        if (fields[i]->kind != PM_COLUMN_FIELD || fields[i]->type != PM_TYPE_DATE) fine = false;
    if (fine) {
        source->holds = fields;
        source->holds_count = count;
    } else if (count == slot->node_count) {
        struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_HOLDS_UNFIT, slot->span,
                                                  "one or two dates say on which days a row holds");
        pm_help(resolver->diagnostics, found,
                "name the field with the first day and that with the last, both of the type "
                "`date`: `holds entered_on, left_on`");
    }
}

/* ---- Entry ---- */

static void read_settings(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_source_decl *source)
{
    pm_read_facts(resolver, statement, &source->facts);
    read_feeds(resolver, statement, source);
    read_header(resolver, statement, source);
    read_encoding(resolver, statement, source);
    source->is_summary = pm_statement_get_single(resolver, statement, "summary") != NULL;
    source->is_public = pm_statement_get_single(resolver, statement, "public") != NULL;
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "extracted");
    if (line) {
        source->extracted_at = line->span;
        source->extracted_day = pm_read_day(resolver, pm_slot_node(pm_slot(line, "DATE")));
    }
    pm_read_minimum(resolver, statement, &source->minimum);
    read_fields(resolver, statement, source);
    pm_read_cell_words(resolver, statement, source);
    read_key(resolver, statement, source);
    pm_read_source_period(resolver, statement, source);
    read_holds(resolver, statement, source);
    read_unit(resolver, statement, source);
}

static void settle_columns(struct pm_resolver *resolver, const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->column_count; i++)
        pm_column_settle(resolver, source->columns[i], source->columns[i]->at);
}

static const struct pm_statement *statement_of(const struct pm_resolver *resolver,
                                               const struct pm_source_decl *source)
{
    return pm_name_find(resolver, PM_KIND_SOURCE, NULL, pm_text_from(source->name))->statement;
}

void pm_resolve_sources(struct pm_resolver *resolver)
{
    struct pm_model *model = resolver->model;
    for (size_t i = 0; i < model->source_count; i++)
        read_settings(resolver, statement_of(resolver, model->source_decls[i]),
                      model->source_decls[i]);
    for (size_t i = 0; i < model->source_count; i++)
        check_references(resolver, model->source_decls[i]);
    for (size_t i = 0; i < model->source_count; i++)
        settle_columns(resolver, model->source_decls[i]);
    for (size_t i = 0; i < model->source_count; i++)
        read_checks(resolver, statement_of(resolver, model->source_decls[i]),
                    model->source_decls[i]);
}
