/* From files to the store: what is kept, set aside, put into quarantine or skipped, what is said
 * about it, and what happens when files change, go, or cannot be read. */
#include "tests/unit/hand.h"

#include "runtime/load/conditions.h"

/* students: name text (key), year text (period, written as 2024-25), score number, day date */
struct students {
    struct pm_source_decl *source;
    struct pm_column *name;
    struct pm_column *year;
    struct pm_column *score;
};

static struct students add_students(struct hand *hand, const char *pattern)
{
    struct students students;
    students.source = hand_source(hand, "students", PM_FORMAT_CSV, pattern);
    students.name = hand_field(hand, students.source, "name", PM_FIELD_TEXT);
    students.year = hand_field(hand, students.source, "year", PM_FIELD_TEXT);
    students.score = hand_field(hand, students.source, "score", PM_FIELD_NUMBER);
    hand_key(students.source, students.name);
    hand_key(students.source, students.year);
    hand_period(hand, students.source, students.year, "2024-25");
    return students;
}

static void expect_counts(const struct pm_load_record *record, int read, int kept, int quarantined,
                          int duplicate, int skipped)
{
    assert_int_equal(record->read, read);
    assert_int_equal(record->kept, kept);
    assert_int_equal(record->quarantined, quarantined);
    assert_int_equal(record->duplicate, duplicate);
    assert_int_equal(record->skipped, skipped);
    assert_int_equal(read, kept + quarantined + duplicate);
}

static void test_plain(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "data/*.csv");
    assert_int_equal(mkdir(hand_path(&hand, "data"), 0777), 0);
    hand_write(&hand, "data/b.csv", "name,year,score\nbo,2023-24,1.25\n");
    hand_write(&hand, "data/a.csv", " Name ,other,YEAR,score\n al ,x,2024-25,3\n,x,2024-25,\n");
    hand_write(&hand, "data/.hidden.csv", "nothing");
    assert_int_equal(mkdir(hand_path(&hand, "data/folder.csv"), 0777), 0);
    assert_true(hand_load(&hand));
    hand_expect_none(&hand);
    assert_int_equal(hand.report.file_count, 2);
    assert_string_equal(hand.report.files[0].record.file, "data/a.csv");
    assert_int_equal(hand.report.files[0].outcome, PM_FILE_LOADED);
    expect_counts(hand_record(&hand, 0), 2, 2, 0, 0, 0);
    assert_int_equal(hand_record(&hand, 0)->bytes, 53);
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "al - bo");
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "3 - 1.25");
    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    struct pm_rows rows = pm_rows_of_store(hand.arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "students", &chunks, &count));
    assert_int_equal(count, 2);
    assert_int_equal(chunks[0].first_day, pm_day_from((struct pm_date){2024, 7, 1}));
    assert_int_equal(chunks[0].last_day, pm_day_from((struct pm_date){2025, 6, 30}));
    struct pm_vector lines;
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], PM_COLUMN_LINE, &lines));
    assert_int_equal(lines.values[1], 3);
    hand_end(&hand);
}

/* ---- Files that cannot be read ---- */

static void expect_failure(struct hand *hand, enum pm_code code, const char *message)
{
    assert_false(hand_load(hand));
    hand_expect(hand, code, message);
    assert_int_equal(pm_diagnostics_count(hand->diagnostics, PM_ERROR), 1);
    assert_int_equal(hand->report.file_count, 0);
}

static void test_missing_files(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "students.csv");
    assert_true(hand_load(&hand)); /* the other sources are loaded all the same */
    hand_expect(&hand, PM_DATA_FILE_MISSING,
                "there is no file `students.csv`, which the source `students` reads");
    assert_int_equal(hand.report.missing_count, 1);
    students.source->feeds[0].pattern = "d?ta/st*.csv";
    assert_true(hand_load(&hand));
    hand_expect(&hand, PM_DATA_FILE_MISSING,
                "no file fits `d?ta/st*.csv` of the source `students`");
    assert_string_equal(hand.report.missing[0], "d?ta/st*.csv");
    hand_end(&hand);
}

static void test_unreadable_files(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    assert_int_equal(mkdir(hand_path(&hand, "s.csv"), 0777), 0);
    expect_failure(&hand, PM_DATA_FILE_NOT_READABLE, "`s.csv` cannot be read: it is a folder");
    assert_int_equal(rmdir(hand_path(&hand, "s.csv")), 0);
    assert_int_equal(mkfifo(hand_path(&hand, "s.csv"), 0666), 0);
    expect_failure(&hand, PM_DATA_FILE_NOT_READABLE,
                   "`s.csv` cannot be read: it is no ordinary file");
    assert_int_equal(unlink(hand_path(&hand, "s.csv")), 0);
    hand_write(&hand, "s.csv", "");
    expect_failure(&hand, PM_DATA_FILE_EMPTY, "`s.csv` is empty");
    hand_write(&hand, "s.csv", "\xEF\xBB\xBF");
    expect_failure(&hand, PM_DATA_FILE_EMPTY, "`s.csv` is empty");
    students.source->header_row = 3;
    hand_write(&hand, "s.csv", "Title\n\n");
    expect_failure(&hand, PM_DATA_FILE_EMPTY, "`s.csv` ends before the line with the column names");
    students.source->header_row = 1;
    hand_write_bytes(&hand, "s.csv", "\xFF\xFEn\0a\0m\0e\0\n\0", 12);
    expect_failure(&hand, PM_DATA_FILE_NOT_TEXT,
                   "the column names of `s.csv` are no text in the encoding of the source");
    assert_non_null(strstr(hand.diagnostics->items[0]->help, "utf-16"));
    hand_write(&hand, "s.csv", "caf\xE9,name,year,score\n");
    expect_failure(&hand, PM_DATA_FILE_NOT_TEXT,
                   "the column names of `s.csv` are no text in the encoding of the source");
    assert_non_null(strstr(hand.diagnostics->items[0]->help, "windows-1252"));
    hand_write(&hand, "s.csv", "PK\x03\x04\xFF\xFF");
    expect_failure(&hand, PM_DATA_FILE_NOT_TEXT,
                   "the column names of `s.csv` are no text in the encoding of the source");
    assert_non_null(strstr(hand.diagnostics->items[0]->help, "workbook"));
    hand_write(&hand, "s.csv", "name,year,score\nal,2024-25,\"3\nbo,2024-25,4\n");
    expect_failure(&hand, PM_DATA_QUOTE_NEVER_CLOSED,
                   "the quote in line 2, column 12, of `s.csv` is never closed");
    hand_end(&hand);
}

static void test_headers(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    hand_write(&hand, "s.csv", "name,year,scores\n");
    expect_failure(&hand, PM_DATA_HEADER_MISSING, "`s.csv` has no column `score`");
    assert_string_equal(hand.diagnostics->items[0]->help,
                        "the file has a column `scores`: write `from \"scores\"`");
    hand_write(&hand, "s.csv", "name,year,a,b,c,d,e,f,g,h,i\n");
    expect_failure(&hand, PM_DATA_HEADER_MISSING, "`s.csv` has no column `score`");
    assert_string_equal(
        hand.diagnostics->items[0]->notes[0],
        "the file has the columns `name`, `year`, `a`, `b`, `c`, `d`, `e`, `f` and 3 more");
    hand_write(&hand, "s.csv", "name,score,year,score\n");
    expect_failure(&hand, PM_DATA_HEADER_TWICE, "`s.csv` has more than one column `score`");
    hand_write(&hand, "s.csv", "name,Score,SCORE,year\n");
    expect_failure(&hand, PM_DATA_HEADER_TWICE, "`s.csv` has more than one column `score`");
    hand_write(&hand, "s.csv", "name;year;score\n");
    assert_false(hand_load(&hand));
    assert_int_equal(hand.diagnostics->count, 3); /* every field is told */
    assert_non_null(strstr(hand.diagnostics->items[0]->help, "semicolons"));
    /* the exact one wins; what is twice and not used does not matter */
    students.score->header = "# Tested";
    hand_write(&hand, "s.csv", "name,year,# Tested,#  tested,x,x\nal,2024-25,1,2,3,4\n");
    assert_true(hand_load(&hand));
    assert_int_equal(hand.diagnostics->count, 0);
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1");
    hand_end(&hand);
}

static void test_title_lines(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    students.source->header_row = 4;
    hand_write(&hand, "s.csv", "Scores\n\n\"as of\n2026\"\nname,year,score\nal,2024-25,1\n");
    assert_true(hand_load(&hand));
    hand_expect_none(&hand);
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "al");
    hand_write(&hand, "s.csv", "1\n2\n3\nname,year,score\n\n");
    assert_true(hand_load(&hand));
    hand_expect(&hand, PM_DATA_FILE_WITHOUT_ROWS, "`s.csv` has no rows");
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "");
    hand_end(&hand);
}

/* ---- Rows ---- */

static void expect_quarantined(struct hand *hand, size_t index, int line, const char *field,
                               const char *reason, const char *raw)
{
    struct pm_quarantined *rows;
    size_t count;
    struct pm_store *store = hand_store(hand, PM_STORE_READ);
    assert_true(pm_store_list_quarantined(store, hand->arena, NULL, INT64_MAX, &rows, &count));
    assert_true(index < count);
    assert_int_equal(rows[index].line, line);
    assert_string_equal(rows[index].field, field);
    assert_string_equal(rows[index].reason, reason);
    assert_true(pm_text_equal(rows[index].raw, pm_text_from(raw)));
}

static void test_bad_rows(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    hand_write(&hand, "s.csv",
               "name,year,score\n"
               "al,2024-25,1\n"
               "bo,2024-25\n"           /* 3: too few */
               "cy,2024-25,1,2\n"       /* 4: too many */
               "\n"                     /* 5: no row */
               "d\xFF,2024-25,1\n"      /* 6: no text */
               "\"e\"e,2024-25,1\n"     /* 7: text after the quote */
               "fo,2024-25,\"a,\nb\"\n" /* 8: text in a number */
               "gi,2024,1\n"            /* 10: no period */
               "hu,,1\n"                /* 11 */
               "iv,2024-25,99999999999999999999\n"
               "al,2024-25,7\n" /* 13: a duplicate */
               "al,2023-24,7\n"
               "ju,2024-25,xyz\n"
               "\n\n");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 12, 2, 9, 1, 0);
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "al al");
    expect_quarantined(&hand, 0, 3, "", "the row has 2 fields, the header 3", "bo,2024-25");
    expect_quarantined(&hand, 1, 4, "", "the row has 4 fields, the header 3", "cy,2024-25,1,2");
    expect_quarantined(&hand, 2, 6, "",
                       "byte 1 of the row is no text in the encoding of the source",
                       "d\xFF,2024-25,1");
    expect_quarantined(&hand, 3, 7, "", "text follows the closing quote of field 1",
                       "\"e\"e,2024-25,1");
    expect_quarantined(&hand, 4, 8, "score", "`a,\nb` is not a number", "fo,2024-25,\"a,\nb\"");
    expect_quarantined(&hand, 5, 10, "year", "`2024` is no period as the source writes them",
                       "gi,2024,1");
    expect_quarantined(&hand, 6, 11, "year", "`` is no period as the source writes them", "hu,,1");
    expect_quarantined(&hand, 7, 12, "score", "`99999999999999999999` is too large a number",
                       "iv,2024-25,99999999999999999999");
    hand_expect(&hand, PM_DATA_CELL_NOT_NUMBER,
                "in 2 rows of `s.csv`, `score` is not a number: `a, b` in line 8");
    hand_expect(
        &hand, PM_DATA_CELL_TOO_LARGE,
        "in 1 row of `s.csv`, `score` is too large a number: `99999999999999999999` in line 12");
    hand_expect(&hand, PM_DATA_ROW_RAGGED,
                "1 row of `s.csv` has fewer fields than the header, first in line 3");
    hand_expect(&hand, PM_DATA_ROW_DUPLICATE,
                "1 row of `s.csv` repeats the key of an earlier one, first in line 13");
    hand_expect(&hand, PM_DATA_PERIOD_NOT_READABLE,
                "2 rows of `s.csv` have no period that can be read (`2024`), first in line 10");
    const struct pm_diagnostic *found = hand_find(&hand, PM_DATA_CELL_NOT_NUMBER);
    struct pm_diagnostic none = {.severity = PM_ERROR};
    if (!found) found = &none;
    assert_int_equal(found->severity, PM_WARNING);
    assert_string_equal(found->data.path, "s.csv");
    assert_int_equal(found->data.line, 8);
    assert_int_equal(found->data.column, 3);
    hand_end(&hand);
}

/* As spreadsheets export: empty cells beyond the header, empty rows cut short. */
static void test_sheet_rows(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    struct pm_expression field = {.kind = PM_EXPRESSION_FIELD, .path = {.count = 1}};
    const struct pm_column *steps[] = {students.score};
    const struct pm_expression *children[] = {&field};
    struct pm_expression missing = {
        .kind = PM_EXPRESSION_IS_MISSING, .children = children, .child_count = 1};
    field.path.steps = steps;
    students.source->skips[0] = (struct pm_skip){.where = &missing, .reason = "empty"};
    students.source->skip_count = 1;
    hand_write(&hand, "s.csv",
               "name,year,score\n"
               "al,2024-25,1,,\n"
               "bo,2024-25,1,,x\n"
               ",\n"           /* skipped: all of it is empty */
               "cy,2024-25\n"  /* what the score would have been is not known */
               "di,2024-25,\n" /* skipped */
               "ed,2024-25,2, \n");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 4, 2, 2, 0, 2);
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "al ed");
    hand_expect(&hand, PM_DATA_ROW_WIDE,
                "2 rows of `s.csv` have empty fields beyond the header, first in line 2");
    hand_end(&hand);
}

static void test_nul_byte(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    add_students(&hand, "s.csv");
    static const char text[] = "name,year,score\nal,2024-25,1\nb\0,2024-25,2\n";
    hand_write_bytes(&hand, "s.csv", text, sizeof text - 1);
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 2, 1, 1, 0, 0);
    hand_expect(&hand, PM_DATA_ROW_NOT_TEXT,
                "1 row of `s.csv` holds bytes that are no text, first in line 3");
    hand_end(&hand);
}

static void test_one_column(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_source_decl *source = hand_source(&hand, "list", PM_FORMAT_CSV, "s.csv");
    struct pm_column *name = hand_field(&hand, source, "name", PM_FIELD_TEXT);
    hand_write(&hand, "s.csv", "name\na\n\nb\n\n\n");
    assert_true(hand_load(&hand));
    hand_expect_none(&hand);
    assert_string_equal(hand_column(&hand, name, INT64_MAX), "a - b");
    hand_end(&hand);
}

static void test_cells(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_source_decl *source = hand_source(&hand, "list", PM_FORMAT_TSV, "s.tsv");
    struct pm_column *rate = hand_field(&hand, source, "rate", PM_FIELD_PERCENT);
    struct pm_column *day = hand_field(&hand, source, "day", PM_FIELD_DATE);
    struct pm_column *note = hand_field(&hand, source, "note", PM_FIELD_TEXT);
    rate->suppressed = hand_words(&hand, "s", "PS");
    rate->pending = hand_words(&hand, "later", NULL);
    rate->ranges = hand_words(&hand, "GE95", "20-24");
    rate->missing = hand_words(&hand, "n/a", NULL);
    hand_period(&hand, source, day, NULL);
    source->extracted_day = pm_day_from((struct pm_date){2025, 3, 31});
    hand_write(&hand, "s.tsv",
               "rate\tday\tnote\n"
               "87.7\t2025-01-31\t a b \n"
               "87.75%\t2025-01-30\t=A1\n"
               "PS\t2025-02-01\t\n"
               "later\t2025-02-01\t=B2\n"
               "GE90\t2025-02-01\tx\n"
               "80-84\t2025-02-01\tx\n"
               "n/a\t2025-03-31\tx\n"
               "0.12345678912\t2025-03-01\tx\n"
               "0\t2025-04-01\tx\n"
               "1\t02/01/2025\tx\n");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 10, 8, 2, 0, 0);
    assert_int_equal(hand_record(&hand, 0)->rounded, 1);
    assert_string_equal(hand_column(&hand, rate, INT64_MAX),
                        "0.87700000000 0.87750000000 s p [GE90] [80-84] - 0.00123456789");
    assert_string_equal(hand_column(&hand, note, INT64_MAX), "a b =A1 - =B2 x x x x");
    hand_expect(&hand, PM_DATA_CELL_FORMULA,
                "in 2 rows of `s.tsv`, `note` holds a formula: `=A1` in line 3");
    hand_expect(
        &hand, PM_DATA_NUMBER_ROUNDED,
        "in 1 row of `s.tsv`, `rate` has more than nine decimals: `0.12345678912` in line 9");
    hand_expect(&hand, PM_DATA_PERIOD_TOO_LATE,
                "1 row of `s.tsv` is for a period that begins after the data were taken "
                "(`2025-04-01`), first in line 10");
    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    struct pm_rows rows = pm_rows_of_store(hand.arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "list", &chunks, &count));
    assert_int_equal(chunks[0].first_day, pm_day_from((struct pm_date){2025, 1, 30}));
    assert_int_equal(chunks[0].last_day, pm_day_from((struct pm_date){2025, 3, 31}));
    hand_end(&hand);
}

/* Numbers that cannot share a power of ten end up in different chunks, exactly. */
static void test_unlike_numbers(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_source_decl *source = hand_source(&hand, "list", PM_FORMAT_CSV, "s.csv");
    struct pm_column *number = hand_field(&hand, source, "n", PM_FIELD_NUMBER);
    hand_write(&hand, "s.csv", "n\n9000000000000000000\n0.5\n-9000000000000000000\n-0.25\n3\n");
    assert_true(hand_load(&hand));
    hand_expect_none(&hand);
    assert_string_equal(hand_column(&hand, number, INT64_MAX),
                        "9000000000000000000 0.5 -9000000000000000000 -0.25 3.00");
    hand_end(&hand);
}

static void test_encodings(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    students.source->encoding = PM_ENCODING_WINDOWS_1252;
    hand_write(&hand, "s.csv",
               "name,year,score\nJos\xE9,2024\x96"
               "25,1\nRen\xE9,2024-25,1\nx\x81,2024-25,2\n");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 3, 1, 2, 0, 0);
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "Ren\xC3\xA9");
    hand_end(&hand);
}

/* ---- References ---- */

static void test_references(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_source_decl *events = hand_source(&hand, "events", PM_FORMAT_CSV, "e.csv");
    struct pm_column *who = hand_field(&hand, events, "who", PM_FIELD_TEXT);
    struct students students = add_students(&hand, "s.csv");
    who->refers_to = students.source;
    hand_write(&hand, "e.csv", "who\nbo\nal\nzz\n");
    hand_write(&hand, "s.csv", "name,year,score\nal,2024-25,1\nbo,2024-25,2\n");
    assert_true(hand_load(&hand));
    hand_expect_none(&hand);
    /* what is referred to is read first, so its keys have the first codes */
    assert_string_equal(hand_record(&hand, 0)->source, "students");
    assert_string_equal(hand_column(&hand, who, INT64_MAX), "bo al zz");
    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    struct pm_rows rows = pm_rows_of_store(hand.arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    struct pm_vector vector;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "events", &chunks, &count));
    assert_true(rows.read(rows.context, hand.arena, &chunks[0], "who", &vector));
    assert_true(vector.values[0] == 1 && vector.values[1] == 0 && vector.values[2] == 2);
    hand_end(&hand);
}

/* ---- Skips ---- */

static struct pm_expression *make(struct hand *hand, enum pm_expression_kind kind,
                                  const struct pm_expression *a, const struct pm_expression *b)
{
    struct pm_expression *made = PM_NEW(hand->arena, struct pm_expression);
    made->kind = kind;
    made->children = PM_NEW_ITEMS(hand->arena, const struct pm_expression *, 2);
    made->children[0] = a;
    made->children[1] = b;
    made->child_count = (a != NULL) + (size_t)(b != NULL);
    return made;
}

static struct pm_expression *field(struct hand *hand, const struct pm_column *column)
{
    struct pm_expression *made = make(hand, PM_EXPRESSION_FIELD, NULL, NULL);
    made->path.steps = PM_NEW_ITEMS(hand->arena, const struct pm_column *, 1);
    made->path.steps[0] = column;
    made->path.count = 1;
    return made;
}

static struct pm_expression *number(struct hand *hand, int64_t mantissa, uint8_t places)
{
    struct pm_expression *made = make(hand, PM_EXPRESSION_NUMBER, NULL, NULL);
    made->number = (struct pm_decimal){mantissa, places};
    return made;
}

static struct pm_expression *text(struct hand *hand, const char *words)
{
    struct pm_expression *made = make(hand, PM_EXPRESSION_TEXT, NULL, NULL);
    made->text = pm_text_from(words);
    return made;
}

static void test_skips(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    const struct pm_expression *no_name =
        make(&hand, PM_EXPRESSION_IS_MISSING, field(&hand, students.name), NULL);
    const struct pm_expression *total =
        make(&hand, PM_EXPRESSION_AND,
             make(&hand, PM_EXPRESSION_EQUAL, field(&hand, students.name), text(&hand, "Total")),
             make(&hand, PM_EXPRESSION_MORE, field(&hand, students.score), number(&hand, 15, 1)));
    const struct pm_expression *no_score =
        make(&hand, PM_EXPRESSION_IS_MISSING, field(&hand, students.score), NULL);
    students.source->skips[0] = (struct pm_skip){.where = no_name, .reason = "empty sheet rows"};
    students.source->skips[1] = (struct pm_skip){.where = total, .reason = ""};
    students.source->skips[2] = (struct pm_skip){.where = no_score, .reason = "no test"};
    students.source->skip_count = 3;
    hand_write(&hand, "s.csv",
               "name,year,score\n,,\n,,bad\nTotal,2024-25,2\nTotal,2024-25,1.5\nal,2024-25,\n"
               "bo,2024-25,?\ncy,2024-25,1\n");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 3, 2, 1, 0, 4); /* `?` may be anything: not skipped */
    assert_string_equal(hand_column(&hand, students.name, INT64_MAX), "Total cy");
    hand_expect(&hand, PM_DATA_ROW_SKIPPED,
                "2 rows of `s.csv` were left out as empty sheet rows, first in line 2");
    hand_end(&hand);
}

/* ---- Again, and again ---- */

static void expect_outcomes(const struct hand *hand, const char *expected)
{
    static const char *const names[] = {"loaded", "unchanged", "replaced", "gone"};
    char text[400] = "";
    for (size_t i = 0; i < hand->report.file_count; i++) {
        const struct pm_file_report *file = &hand->report.files[i];
        size_t size = strlen(text);
        snprintf(text + size, sizeof text - size, "%s%s %s", i ? ", " : "", file->record.file,
                 names[file->outcome]);
    }
    assert_string_equal(text, expected);
}

static void test_changes(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s-*.csv");
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,1\n");
    hand_write(&hand, "s-2.csv", "name,year,score\nal,2024-25,2\n");
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv loaded, s-2.csv loaded");
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv unchanged, s-2.csv unchanged");
    assert_int_equal(hand_record(&hand, 1)->id, 2);
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,9\n");
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv replaced, s-2.csv unchanged"); /* other years: not read again */
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "2 9");
    assert_string_equal(hand_column(&hand, students.score, 2), "1 2"); /* as it was known then */
    assert_int_equal(unlink(hand_path(&hand, "s-2.csv")), 0);
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-2.csv gone, s-1.csv unchanged");
    hand_expect(&hand, PM_DATA_FILE_GONE,
                "`s-2.csv` of the source `students` is gone; its 1 row counts no longer");
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "9");
    assert_string_equal(hand_column(&hand, students.score, 3), "2 9");
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv unchanged");
    students.source->schema_digest[3] = '7'; /* read in another way from now on */
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv replaced");
    assert_int_equal(hand_record(&hand, 0)->id, 4);
    hand_end(&hand);
}

/* Whatever came in which order: the outcome is that of a fresh load. */
static void test_duplicates_between_files(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s-*.csv");
    hand_write(&hand, "s-2.csv", "name,year,score\nal,2023-24,2\nbo,2023-24,2\n");
    hand_write(&hand, "s-3.csv", "name,year,score\nbo,2023-24,3\ncy,2024-25,3\n");
    assert_true(hand_load(&hand));
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "2 2 3");
    expect_counts(hand_record(&hand, 1), 2, 1, 0, 1, 0);
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,1\n");
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv loaded, s-2.csv replaced, s-3.csv replaced");
    expect_counts(hand_record(&hand, 1), 2, 1, 0, 1, 0);
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1 2 3");
    assert_int_equal(unlink(hand_path(&hand, "s-2.csv")), 0);
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-2.csv gone, s-1.csv replaced, s-3.csv replaced");
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1 3 3");
    hand_write(&hand, "s-4.csv", "name,year,score\ndi,2022-23,4\nal,2023-24,4\n"); /* at the end */
    assert_true(hand_load(&hand));
    expect_outcomes(&hand, "s-1.csv unchanged, s-3.csv unchanged, s-4.csv loaded");
    expect_counts(hand_record(&hand, 2), 2, 1, 0, 1, 0);
    hand_end(&hand);
}

static void test_failures_leave_all(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s-*.csv");
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,1\n");
    assert_true(hand_load(&hand));
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,7\n");
    hand_write(&hand, "s-2.csv", "name,year\n");
    assert_false(hand_load(&hand));
    hand_expect(&hand, PM_DATA_HEADER_MISSING, "`s-2.csv` has no column `score`");
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1");
    hand_write(&hand, "s-2.csv", "name,year,score\n\"\n");
    assert_false(hand_load(&hand));
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1");
    hand_end(&hand);
}

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

static void test_stop(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    hand_write(&hand, "s.csv", "name,year,score\nal,2023-24,1\n");
    hand.stop = stop_at_once;
    assert_false(hand_load(&hand));
    hand_expect_none(&hand);
    hand.stop = NULL;
    assert_true(hand_load(&hand));
    assert_string_equal(hand_column(&hand, students.score, INT64_MAX), "1");
    hand_end(&hand);
}

static void test_unknown_source(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    add_students(&hand, "s.csv");
    static const char *const names[] = {"student"};
    struct pm_load_options options = {
        .folder = hand.folder, .known_at = "", .sources = names, .source_count = 1};
    struct pm_store *store = hand_store(&hand, PM_STORE_WRITE);
    assert_false(pm_load(hand.arena, hand.model, store, &options, hand.diagnostics, &hand.report));
    hand_expect(&hand, PM_DATA_SOURCE_UNKNOWN, "there is no source `student`");
    assert_string_equal(hand.diagnostics->items[0]->help,
                        "a source with a similar name exists: `students`");
    hand_end(&hand);
}

/* Several chunks, and the same file by two `from` lines. */
static void test_many_rows(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct students students = add_students(&hand, "s.csv");
    FILE *file = fopen(hand_path(&hand, "s.csv"), "wb");
    fputs("name,year,score\n", file);
    for (int i = 0; i < 200000; i++)
        fprintf(file, "n%d,%s,%d.%d\n", i % 90000, i < 100000 ? "2023-24" : "2024-25", i, i % 10);
    fclose(file);
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 200000, 180000, 0, 20000, 0);
    hand_expect(&hand, PM_DATA_ROW_DUPLICATE,
                "20000 rows of `s.csv` repeat the key of an earlier one, first in line 90002");
    struct pm_store *store = hand_store(&hand, PM_STORE_READ);
    struct pm_rows rows = pm_rows_of_store(hand.arena, store, INT64_MAX);
    struct pm_chunk *chunks;
    struct pm_vector vector;
    size_t count;
    assert_true(rows.list(rows.context, hand.arena, "students", &chunks, &count));
    assert_int_equal(count, 4); /* a new one where the year changes */
    size_t row = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(rows.read(rows.context, hand.arena, &chunks[i], "score", &vector));
        for (size_t j = 0; j < chunks[i].rows; j++, row++) {
            int64_t number = (int64_t)(row < 90000 ? row : row + 10000);
            assert_true(vector.values[j] == number * 10 + number % 10);
        }
    }
    assert_int_equal(row, 180000);
    (void)students;
    hand_end(&hand);
}

static void test_json(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    struct pm_source_decl *source = hand_source(&hand, "charts", PM_FORMAT_JSON, "m.json");
    struct pm_column *id = hand_field(&hand, source, "measure_id", PM_FIELD_TEXT);
    struct pm_column *year = hand_field(&hand, source, "year", PM_FIELD_TEXT);
    struct pm_column *actual = hand_field(&hand, source, "actual", PM_FIELD_NUMBER);
    id->header = "measureId";
    source->feeds[0].inside = "data";
    hand_key(source, id);
    hand_key(source, year);
    hand_period(&hand, source, year, "2026");
    hand_write(&hand, "m.json",
               "[{\"measureId\": \"P1\", \"data\": [\n{\"year\": \"2024\", \"actual\": 87.00},\n"
               "{\"year\": 2025, \"actual\": null}]},\n"
               "{\"measureId\": \"P2\", \"data\": [{\"year\": \"2024\", \"actual\": \"x\"}]}]");
    assert_true(hand_load(&hand));
    expect_counts(hand_record(&hand, 0), 3, 2, 1, 0, 0);
    assert_string_equal(hand_column(&hand, id, INT64_MAX), "P1 P1");
    assert_string_equal(hand_column(&hand, year, INT64_MAX), "2024 2025");
    assert_string_equal(hand_column(&hand, actual, INT64_MAX), "87 -");
    expect_quarantined(&hand, 0, 4, "actual", "`x` is not a number",
                       "{\"year\": \"2024\", \"actual\": \"x\"}");
    hand_write(&hand, "m.json", "[{\"data\": [{\"year\": \"2024\", \"actual\": 1}]}]");
    expect_failure(&hand, PM_DATA_HEADER_MISSING, "`m.json` has no column `measureId`");
    hand_write(&hand, "m.json", "[{\"data\": []}]");
    assert_true(hand_load(&hand));
    hand_expect(&hand, PM_DATA_FILE_WITHOUT_ROWS, "`m.json` has no rows");
    hand_end(&hand);
}

/* Lets every allocation fail in turn: control comes back, nothing leaks, the store is as before. */
static void test_no_memory(void **state)
{
    (void)state;
    struct hand hand = hand_new();
    add_students(&hand, "s-*.csv");
    struct pm_source_decl *charts = hand_source(&hand, "charts", PM_FORMAT_JSON, "m.json");
    hand_field(&hand, charts, "a", PM_FIELD_NUMBER);
    hand_write(&hand, "s-1.csv", "name,year,score\nal,2023-24,1\nbo,x,\n\"c\"\"d\",2023-24,q\n");
    hand_write(&hand, "s-2.csv", "name,year,score\nal,2023-24,1\n");
    hand_write(&hand, "m.json", "[{\"a\": 1}, {\"a\": 2.5}]");
    const char *path = hand_path(&hand, "store.db");
    volatile size_t failures = 0;
    for (volatile bool done = false; !done; failures++) {
        jmp_buf escape;
        struct pm_arena *volatile arena = pm_arena_new();
        pm_arena_set_escape(arena, &escape);
        if (setjmp(escape) == 0) {
            struct pm_diagnostics *list = pm_diagnostics_new(arena);
            struct pm_load_options options = {.folder = hand.folder, .known_at = ""};
            struct pm_load_report report;
            pm_arena_fail_after(failures + 1);
            struct pm_store *store = pm_store_open(arena, path, PM_STORE_WRITE, list);
            bool loaded = pm_load(arena, hand.model, store, &options, list, &report);
            pm_arena_fail_after(0);
            assert_true(loaded);
            assert_int_equal(report.file_count, 3);
            assert_int_equal(report.files[0].outcome, PM_FILE_LOADED); /* none before was kept */
            done = true;
        }
        pm_arena_fail_after(0);
        pm_arena_free(arena);
    }
    assert_true(failures > 20);
    hand_end(&hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_missing_files),
        cmocka_unit_test(test_unreadable_files),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_title_lines),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_sheet_rows),
        cmocka_unit_test(test_nul_byte),
        cmocka_unit_test(test_one_column),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_unlike_numbers),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_skips),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_duplicates_between_files),
        cmocka_unit_test(test_failures_leave_all),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_unknown_source),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
