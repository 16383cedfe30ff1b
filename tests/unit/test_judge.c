/* Judging: from projects with data to status, gap and data findings. */
#include "judged.h"

/* ---- Published vectors ---- */

/* Half of the 42.4 % who are not proficient in six equal steps. */
static void test_halving(void **state)
{
    static const char *const expected[] = {"57.60", "61.13", "64.67", "68.20",
                                           "71.73", "75.27", "78.80"};
    struct judged judged = judge_folder("tests/data/halving", NULL);
    (void)state;
    for (int i = 0; i < 7; i++) {
        char id[64];
        snprintf(id, sizeof id, "status:waiver/read/proficient@state:SY%d", 2012 + i);
        assert_number(find(&judged, id)->expected, 100, 2, expected[i]);
    }
    assert_state(&judged, "status:waiver/read/proficient@state:SY2018", "met");
    forget(&judged);
}

/* Howard County: every printed target of 2019 is within a tenth of a point. */
static void test_howard(void **state)
{
    static const struct {
        const char *group;
        const char *expected;
    } rows[] = {{"", "60.862"},
                {"#race=asian", "74.708"},
                {"#race=black", "42.954"},
                {"#race=hispanic", "38.431"},
                {"#race=two", "62.062"},
                {"#race=white", "68.892"},
                {"#ell=ell", "30.677"},
                {"#swd=swd", "23.292"}};
    struct judged judged = judge_folder("examples/howard-2030", NULL);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[96];
        snprintf(id, sizeof id, "status:half_by_2030/read/proficient@hcpss%s:SY2019",
                 rows[i].group);
        assert_number(find(&judged, id)->expected, 100, 3, rows[i].expected);
        assert_false(find(&judged, id)->target_met);
        assert_state(&judged, id, "off_track");
    }
    assert_int_equal(
        find(&judged, "status:half_by_2030/read/proficient@hcpss#swd=swd:SY2019")->qualifiers,
        PM_QUALIFIER_REVERSED);
    assert_state(&judged, "status:half_by_2030/read/proficient@hcpss:SY2018", "missing");
    forget(&judged);
}

static void test_okr(void **state)
{
    struct judged judged = judge_folder("tests/data/okr", NULL);
    size_t found = 0;
    (void)state;
    for (size_t i = 0; i < judged.findings->count; i++) {
        const struct pm_finding *finding = &judged.findings->items[i];
        const char *metric = finding->subject.metric->name;
        if (strcmp(metric, "promoter_score") == 0) {
            assert_number(finding->progress, 1, 2, "0.77");
            assert_string_equal(finding->level->name, "green");
            found++;
        } else if (strcmp(metric, "churn") == 0) {
            assert_number(finding->progress, 1, 2, "0.67");
            assert_string_equal(finding->level->name, "yellow");
            found++;
        } else if (strcmp(metric, "visits") == 0) {
            assert_string_equal(finding->level->name, "red");
            found++;
        }
    }
    assert_int_equal(found, 3);
    assert_int_equal(judged.findings->count, 6);
    forget(&judged);
}

static void test_rag(void **state)
{
    static const char *const levels[] = {"red", "green", "amber", "amber",
                                         "red", "green", "amber", "amber"};
    struct judged judged = judge_folder("tests/data/rag", NULL);
    (void)state;
    assert_int_equal(judged.findings->count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(judged.findings->items[i].level->name, levels[i]);
    forget(&judged);
}

/* Broward County: a table of targets, a figure that is to come, and one that never came. */
static void test_broward(void **state)
{
    struct judged judged = judge_folder("tests/data/broward", "2024-06-30");
    const char *science = "status:plan2027/g3/grade8_science@broward:SY2023";
    (void)state;
    assert_state(&judged, "status:plan2027/g1/grade3_ela@broward:SY2023", "off_track");
    assert_state(&judged, "status:plan2027/g1/grade3_ela@broward:SY2024", "missing");
    assert_state(&judged, "status:plan2027/g2/algebra@broward:SY2023", "on_track");
    assert_state(&judged, science, "off_track");
    assert_int_equal(find(&judged, science)->qualifiers, PM_QUALIFIER_REVERSED);
    assert_number(find(&judged, science)->deviation, 100, 0, "-7");
    assert_state(&judged, "status:plan2027/g4/ready@broward:SY2024", "pending");
    assert_null(look_up(&judged, "status:plan2027/g1/grade3_ela@broward:SY2025"));
    forget(&judged);
}

/* Risk difference and risk ratio of seven groups against all others. */
static void test_risk(void **state)
{
    static const struct {
        const char *group;
        const char *difference;
        const char *ratio;
    } rows[] = {{"hispanic", "-0.376", "0.8429"}, {"native", "1.196", "1.5107"},
                {"asian", "-0.885", "0.6264"},    {"black", "3.099", "2.5671"},
                {"pacific", "7.588", "4.2742"},   {"white", "-0.762", "0.7336"},
                {"two", "-2.400", "0.0379"}};
    struct judged judged = judge_folder("tests/data/risk", NULL);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[128];
        snprintf(id, sizeof id, "gap:risk@identification#race=%s~race=not_%s:SY2025", rows[i].group,
                 rows[i].group);
        assert_number(find(&judged, id)->gap.value, 100, 3, rows[i].difference);
        assert_number(find(&judged, id)->gap.ratio, 1, 4, rows[i].ratio);
        assert_state(&judged, id, "steady");
        snprintf(id, sizeof id, "gap:risk/ratio@identification#race=%s~race=not_%s:SY2025",
                 rows[i].group, rows[i].group);
        assert_number(find(&judged, id)->gap.value, 1, 4, rows[i].ratio);
    }
    const struct pm_finding *close =
        find(&judged, "status:equity/equal/risk@identification#race=black~race=not_black:SY2025");
    assert_number(close->baseline.value, 100, 3, "3.099");
    assert_number(close->final.value, 100, 4, "1.5497");
    assert_number(close->gap.closed_share, 1, 0, "0");
    forget(&judged);
}

/* California's table of five by five: rounded first, no colour without a year before. */
static void test_california(void **state)
{
    static const struct {
        const char *school;
        const char *level;
    } rows[] = {{"very_low_declined_much", "blue"},
                {"low_increased_much", "orange"},
                {"medium_maintained", "yellow"},
                {"high_declined", "yellow"},
                {"high_increased_much", "red"},
                {"very_high_declined", "orange"},
                {"edge_254", "blue"},
                {"edge_255", "green"},
                {"change_down_05", "green"},
                {"change_down_04", "yellow"},
                {"change_up_30", "orange"},
                {"new_school", "no_colour"},
                {"small_30", "yellow"}};
    struct judged judged = judge_folder("tests/data/california", NULL);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[128];
        snprintf(id, sizeof id, "status:dashboard/present/chronic_absence@%s:SY2019",
                 rows[i].school);
        assert_level(&judged, id, rows[i].level);
    }
    assert_state(&judged, "status:dashboard/present/chronic_absence@new_school:SY2019", "unrated");
    assert_state(&judged, "status:dashboard/present/chronic_absence@small_29:SY2019", "too_few");
    forget(&judged);
}

/* Published progress of 271 indicators agrees; eight published words do not. */
static void test_federal(void **state)
{
    struct judged judged = judge_folder("examples/federal-goals", NULL);
    size_t words = 0;
    (void)state;
    for (size_t i = 0; i < judged.findings->count; i++) {
        const struct pm_finding *finding = &judged.findings->items[i];
        if (finding->kind != PM_FINDING_DATA) continue;
        assert_int_equal(finding->state, PM_STATE_DISAGREES);
        assert_int_equal(finding->code, PM_PUBLISHED_FIGURE_DISAGREES);
        assert_non_null(strstr(finding->id, "/compare/progress_label@"));
        words++;
    }
    assert_int_equal(words, 8);
    assert_true(count_state(&judged, PM_FINDING_STATUS, PM_STATE_NO_TARGET) > 0);
    forget(&judged);
}

/* ---- One thing at a time ---- */

#define HEAD                                                                                     \
    "project p \"P\" {\n"                                                                        \
    "  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, " \
    "04-01 }\n"                                                                                  \
    "}\n"                                                                                        \
    "unit d \"D\" as district {\n"                                                               \
    "  units schools from rows as school { id school }\n"                                        \
    "}\n"

#define SOURCE                     \
    "source rows {\n"              \
    "  from csv \"data.csv\"\n"    \
    "  summary\n"                  \
    "  public\n"                   \
    "  one row per school, year\n" \
    "  period year as \"2025\"\n"  \
    "  unit school of schools\n"   \
    "  field school text\n"        \
    "  field year text\n"          \
    "  field score number\n"       \
    "  missing \"\"\n"             \
    "  pending \"wait\"\n"         \
    "  suppressed \"s\"\n"         \
    "}\n"

#define SCORE(more)                                                                           \
    "metric score \"Score\" { lagging ; value published score of rows ; unit score ; better " \
    "higher " more "}\n"

#define PLAN(period, lines)             \
    "plan s \"S\" {\n"                  \
    "  kind strategic\n"                \
    "  for d\n"                         \
    "  period " period "\n"             \
    "  goal g \"G\" {\n"                \
    "    owner d\n"                     \
    "    measure score {\n"             \
    "      across schools\n" lines "\n" \
    "    }\n"                           \
    "  }\n"                             \
    "}\n"

#define AT(school, year) "status:s/g/score@" school ":" year

static void test_targets_in_order(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2025", "baseline SY2020 10\n"
                                                     "target SY2024 30\n"
                                                     "target SY2022 16\n"
                                                     "target SY2024 40 at schools(\"b\")"),
        "school,year,score\na,2020,12\na,2021,13\na,2022,15\na,2023,24\na,2024,31\na,2025,29\n"
        "b,2020,20\nb,2021,13\nb,2024,39\n",
        "2025-06-30");
    (void)state;
    assert_number(find(&judged, AT("a", "SY2021"))->expected, 1, 0, "13");
    assert_state(&judged, AT("a", "SY2021"), "on_track");
    assert_number(find(&judged, AT("a", "SY2022"))->target.value, 1, 0, "16");
    assert_state(&judged, AT("a", "SY2022"), "off_track");
    assert_number(find(&judged, AT("a", "SY2023"))->expected, 1, 0, "23");
    assert_state(&judged, AT("a", "SY2024"), "met");
    assert_number(find(&judged, AT("a", "SY2025"))->expected, 1, 0, "30");
    assert_state(&judged, AT("a", "SY2025"), "off_track");
    /* b has a target of its own, and so a baseline of its own: its figure. */
    assert_number(find(&judged, AT("b", "SY2021"))->baseline.value, 1, 0, "20");
    assert_true(find(&judged, AT("b", "SY2021"))->baseline_from_data);
    assert_number(find(&judged, AT("b", "SY2021"))->expected, 1, 0, "18");
    assert_int_equal(find(&judged, AT("b", "SY2021"))->qualifiers, PM_QUALIFIER_REVERSED);
    assert_number(find(&judged, AT("b", "SY2024"))->target.value, 1, 0, "40");
    assert_state(&judged, AT("b", "SY2024"), "off_track");
    forget(&judged);
}

static void test_break(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("; break SY2022 \"Rescaled\" ")
            PLAN("SY2021..SY2024", "baseline SY2020 10\ntarget SY2024 30"),
        "school,year,score\na,2021,16\na,2022,16\na,2023,24\na,2024,29\n", "2024-06-30");
    (void)state;
    /* No path is joined across the break, from either side. */
    assert_state(&judged, AT("a", "SY2021"), "no_target");
    assert_state(&judged, AT("a", "SY2022"), "no_baseline");
    assert_false(find(&judged, AT("a", "SY2022"))->previous.is_set);
    assert_true(find(&judged, AT("a", "SY2023"))->previous.is_set);
    /* The target itself needs no baseline. */
    assert_state(&judged, AT("a", "SY2024"), "off_track");
    forget(&judged);
}

static void test_alternative(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2022", "baseline SY2020 50\n"
                                                     "target SY2022 95\n"
                                                     "alternative SY2022 previous + 2"),
        "school,year,score\na,2021,60\na,2022,62\nb,2021,60\nb,2022,61\n", "2022-06-30");
    (void)state;
    assert_state(&judged, AT("a", "SY2022"), "met");
    assert_true(find(&judged, AT("a", "SY2022"))->target_met);
    assert_state(&judged, AT("b", "SY2022"), "off_track");
    forget(&judged);
}

static void test_maintain(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2020..SY2023", "maintain from 5 to 20 over SY2021..SY2022"),
        "school,year,score\na,2021,19\na,2022,20\na,2023,6\nb,2021,21\nb,2022,4\n", "2023-06-30");
    const struct pm_finding *high = find(&judged, AT("b", "SY2021"));
    (void)state;
    assert_state(&judged, AT("a", "SY2021"), "on_track");
    assert_state(&judged, AT("a", "SY2022"), "met");
    assert_state(&judged, AT("b", "SY2021"), "off_track");
    assert_number(high->deviation, 1, 0, "-1");
    assert_number(high->target.value, 1, 0, "20");
    assert_true(high->has_low && high->has_high);
    assert_number(find(&judged, AT("b", "SY2022"))->deviation, 1, 0, "-1");
    assert_null(look_up(&judged, AT("a", "SY2023")));
    forget(&judged);
}

static void test_pause(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2020..SY2025", "baseline SY2020 10\n"
                                                     "target SY2023 40\n"
                                                     "pause SY2021 shift"),
        "school,year,score\na,2020,10\na,2021,1\na,2022,20\na,2023,30\na,2024,40\n", "2024-06-30");
    char text[24];
    (void)state;
    assert_state(&judged, AT("a", "SY2021"), "not_applicable");
    assert_number(find(&judged, AT("a", "SY2022"))->expected, 1, 0, "20");
    assert_state(&judged, AT("a", "SY2023"), "on_track");
    assert_state(&judged, AT("a", "SY2024"), "met");
    pm_period_format(find(&judged, AT("a", "SY2022"))->final.period, text);
    assert_string_equal(text, "SY2024");
    forget(&judged);
}

static void test_no_figure(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2024", "baseline SY2020 10\ntarget SY2024 30"),
        "school,year,score\na,2021,\na,2022,s\na,2023,wait\nb,2021,11\nb,2022,12\nb,2023,13\n"
        "a,2024,\nb,2024,\n",
        "2023-12-31");
    (void)state;
    assert_state(&judged, AT("a", "SY2021"), "missing");
    assert_state(&judged, AT("a", "SY2022"), "suppressed_by_source");
    assert_state(&judged, AT("a", "SY2023"), "pending");
    assert_state(&judged, AT("b", "SY2024"), "not_due");
    assert_int_equal(find(&judged, AT("a", "SY2021"))->severity, PM_WARNING);
    forget(&judged);
}

static void test_in_progress(void **state)
{
    struct judged judged =
        judge_texts(HEAD SOURCE SCORE("; observed to_date ")
                        PLAN("SY2021..SY2022", "baseline SY2020 10\ntarget SY2022 30"),
                    "school,year,score\na,2021,20\na,2022,25\n", "2021-12-31");
    struct judged annual = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2022", "baseline SY2020 10\ntarget SY2022 30"),
        "school,year,score\na,2021,20\na,2022,25\n", "2021-12-31");
    (void)state;
    assert_state(&judged, AT("a", "SY2022"), "off_track");
    assert_int_equal(find(&judged, AT("a", "SY2022"))->qualifiers, PM_QUALIFIER_IN_PROGRESS);
    assert_state(&annual, AT("a", "SY2022"), "not_due");
    forget(&judged);
    forget(&annual);
}

/* Half a year into three: 60 + 12 * 548 / 1094. */
static void test_path_on_days(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("; observed to_date ")
            PLAN("SY2025..SY2027", "baseline SY2024 60\ntarget SY2027 72\npath linear on days"),
        "school,year,score\na,2025,64\na,2026,67\n", "2025-12-31");
    (void)state;
    assert_number(find(&judged, AT("a", "SY2026"))->expected, 1, 4, "66.0110");
    assert_state(&judged, AT("a", "SY2026"), "on_track");
    forget(&judged);
}

static void test_pending_and_none(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2024", "baseline SY2020 10\n"
                                                     "target SY2022 pending\n"
                                                     "target SY2024 30"),
        "school,year,score\na,2021,20\na,2022,25\na,2023,28\na,2024,30\n", "2024-06-30");
    struct judged none = judge_texts(
        HEAD SOURCE SCORE("") PLAN("SY2021..SY2024", "baseline SY2020 10\n"
                                                     "target SY2024 30\npath none"),
        "school,year,score\na,2021,20\na,2022,25\na,2023,30\na,2024,29\n", "2024-06-30");
    (void)state;
    assert_state(&judged, AT("a", "SY2021"), "no_target");
    assert_state(&judged, AT("a", "SY2022"), "no_target");
    assert_state(&judged, AT("a", "SY2024"), "met");
    assert_state(&none, AT("a", "SY2022"), "no_target");
    assert_state(&none, AT("a", "SY2023"), "met");
    assert_state(&none, AT("a", "SY2024"), "off_track");
    forget(&judged);
    forget(&none);
}

static void test_quarters(void **state)
{
    struct judged judged = judge_texts(
        HEAD "source rows {\n  from csv \"data.csv\"\n  summary\n  public\n"
             "  one row per school, quarter\n  period quarter as \"2025-Q2\"\n"
             "  unit school of schools\n  field school text\n  field quarter text\n"
             "  field score number\n  missing \"\"\n}\n" SCORE("")
                 PLAN("SY2025", "baseline SY2024 10\ntarget SY2025 18"),
        "school,quarter,score\na,2024-Q4,10\na,2025-Q1,12\na,2025-Q2,13\na,2025-Q4,18\n",
        "2025-06-30");
    (void)state;
    assert_number(find(&judged, AT("a", "SY2025.Q1"))->expected, 1, 0, "12");
    assert_state(&judged, AT("a", "SY2025.Q1"), "on_track");
    assert_state(&judged, AT("a", "SY2025.Q2"), "off_track");
    assert_state(&judged, AT("a", "SY2025.Q3"), "missing");
    assert_state(&judged, AT("a", "SY2025.Q4"), "met");
    forget(&judged);
}

#define TARGETS                          \
    "source goals {\n"                   \
    "  from csv \"data.csv\"\n"          \
    "  summary\n"                        \
    "  public\n"                         \
    "  one row per school, year, line\n" \
    "  period year as \"2025\"\n"        \
    "  unit school of schools\n"         \
    "  field school text\n"              \
    "  field year text\n"                \
    "  field line text\n"                \
    "  field score number\n"             \
    "  field goal number\n"              \
    "  field start number\n"             \
    "  field word text\n"                \
    "  missing \"\"\n"                   \
    "}\n"

/* Targets in the rows: the row of the judged period wins, an empty cell is no target, and two rows
 * that differ are a finding. */
static void test_targets_from(void **state)
{
    struct judged judged = judge_texts(
        "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
        "unit d \"D\" as district { units schools from goals as school { id school } }\n" TARGETS
        "metric score \"Score\" { lagging ; value published score of goals ; unit score ; better "
        "higher }\n" PLAN(
            "SY2021..SY2023",
            "targets from goals { baseline start on SY2020 ; target goal on SY2023 }\n"
            "compare with goals.word"),
        "school,year,line,score,goal,start,word\n"
        "a,2021,1,12,40,10,on track\na,2022,1,24,32,10,Off Track\na,2023,1,25,,10,\n"
        "b,2021,1,12,13,10,\nb,2021,2,,14,,\n",
        "2023-06-30");
    (void)state;
    assert_number(find(&judged, AT("a", "SY2021"))->final.value, 1, 0, "40");
    assert_number(find(&judged, AT("a", "SY2021"))->expected, 1, 0, "20");
    assert_state(&judged, AT("a", "SY2021"), "off_track");
    assert_number(find(&judged, AT("a", "SY2022"))->final.value, 1, 0, "32");
    assert_state(&judged, AT("a", "SY2022"), "off_track");
    assert_state(&judged, AT("a", "SY2023"), "no_target");
    assert_state(&judged, "data:s/g/score/compare/word@a:SY2021", "disagrees");
    assert_null(look_up(&judged, "data:s/g/score/compare/word@a:SY2022"));
    const struct pm_finding *differ = find(&judged, "data:s/g/score/targets/goal@b:SY2021");
    assert_int_equal(differ->code, PM_TARGET_ROWS_DISAGREE);
    assert_true(differ->text_is_internal);
    forget(&judged);
}

/* A word that is no judgement, for a figure that never came; and a rating with a least n. */
static void test_words_of_rating(void **state)
{
    struct judged judged = judge_texts(
        HEAD SOURCE SCORE("") "rating words \"Words\" {\n"
                              "  levels gone, first, good, bad\n"
                              "  level good \"Good\" as on_track when value beats previous\n"
                              "  level bad \"Bad\" as off_track\n"
                              "  unrated gone \"Gone\" when value is missing\n"
                              "  unrated first \"First\" when previous is missing\n}\n" PLAN(
                                  "SY2021..SY2023", "rate by words\ntarget SY2023 90\n"
                                                    "target SY2023 95 at schools(\"z\")"),
        "school,year,score\na,2021,10\na,2022,11\na,2023,\n", "2023-06-30");
    (void)state;
    assert_level(&judged, AT("a", "SY2021"), "first");
    assert_state(&judged, AT("a", "SY2021"), "unrated");
    assert_level(&judged, AT("a", "SY2022"), "good");
    assert_level(&judged, AT("a", "SY2023"), "gone");
    assert_string_equal(find(&judged, AT("a", "SY2023"))->rating->name, "words");
    const struct pm_diagnostics *list = judged.compilation->diagnostics;
    size_t reported = 0;
    for (size_t i = 0; i < list->count; i++)
        reported += list->items[i]->code == PM_LINE_WITHOUT_UNITS;
    assert_int_equal(reported, 1);
    forget(&judged);
}

/* ---- Gaps ---- */

#define GAPS                                                                        \
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n" \
    "unit d \"D\" as district\n"                                                    \
    "source rows {\n"                                                               \
    "  from csv \"data.csv\"\n"                                                     \
    "  summary\n"                                                                   \
    "  public\n"                                                                    \
    "  one row per meals, year\n"                                                   \
    "  period year as \"2025\"\n"                                                   \
    "  unit d\n"                                                                    \
    "  field meals text\n"                                                          \
    "  field year text\n"                                                           \
    "  field passed int\n"                                                          \
    "  field tested int\n"                                                          \
    "  total meals \"All\"\n"                                                       \
    "}\n"                                                                           \
    "dimension meals from rows.meals {\n"                                           \
    "  group frl \"Eligible\" when \"Y\"\n"                                         \
    "  group not_frl \"Not eligible\" when \"N\"\n"                                 \
    "}\n"

#define GAP(year) "gap:pass@d#meals=frl~meals=not_frl:" year

static void test_gap_states(void **state)
{
    struct judged judged = judge_texts(
        GAPS "metric pass \"Pass\" {\n  lagging\n  numerator sum passed of rows\n"
             "  denominator sum tested of rows\n  better higher\n  by meals\n"
             "  gap frl vs not_frl\n  break SY2026 \"New test\"\n}\n"
             "plan s \"S\" {\n  kind strategic\n  for d\n  period SY2018..SY2026\n"
             "  goal g \"G\" {\n    owner d\n    measure pass {\n      baseline SY2018\n"
             "      close 50% of gap for frl vs not_frl by SY2022\n    }\n  }\n}\n",
        "meals,year,passed,tested\n"
        "Y,2018,40,100\nN,2018,60,100\nY,2019,45,100\nN,2019,62,100\nY,2020,44,100\n"
        "N,2020,58,100\nY,2021,44,100\nN,2021,60,100\nY,2022,60,100\nN,2022,60,100\n"
        "Y,2023,60,100\nN,2023,59,100\nY,2024,58,100\nN,2024,59,100\nY,2025,58,100\n"
        "N,2025,59,100\nY,2026,50,100\nN,2026,60,100\n",
        "2026-06-30");
    (void)state;
    assert_state(&judged, GAP("SY2018"), "steady");
    assert_number(find(&judged, GAP("SY2018"))->gap.value, 100, 0, "20");
    assert_state(&judged, GAP("SY2019"), "closing_up");
    assert_number(find(&judged, GAP("SY2019"))->gap.change, 100, 0, "-3");
    assert_state(&judged, GAP("SY2020"), "closing_down");
    assert_state(&judged, GAP("SY2021"), "widening");
    assert_state(&judged, GAP("SY2022"), "closed");
    assert_state(&judged, GAP("SY2023"), "steady");
    assert_state(&judged, GAP("SY2024"), "opened");
    assert_state(&judged, GAP("SY2025"), "steady");
    assert_state(&judged, GAP("SY2026"), "steady");
    assert_false(find(&judged, GAP("SY2026"))->gap.previous.is_set);
    const struct pm_finding *path =
        find(&judged, "status:s/g/pass@d#meals=frl~meals=not_frl:SY2020");
    assert_number(path->expected, 100, 0, "15");
    assert_number(path->gap.closed_share, 100, 0, "30");
    assert_state(&judged, path->id, "on_track");
    assert_state(&judged, "status:s/g/pass@d#meals=frl~meals=not_frl:SY2021", "off_track");
    assert_state(&judged, "status:s/g/pass@d#meals=frl~meals=not_frl:SY2022", "met");
    assert_state(&judged, "status:s/g/pass@d#meals=frl~meals=not_frl:SY2026", "no_target");
    forget(&judged);
}

/* All others: 52034 children without one group; a ratio over 3 is over the threshold. */
static void test_others(void **state)
{
    struct judged judged = judge_texts(
        GAPS "metric risk \"Risk\" {\n  lagging\n  numerator sum passed of rows\n"
             "  denominator sum tested of rows\n  better lower\n  by meals\n"
             "  gap each meals vs others as ratio\n  minimum cell 10\n}\n"
             "plan s \"S\" {\n  kind state\n  for d\n  period SY2025\n"
             "  guardrail g \"G\" {\n    measure risk { maintain to 3.0 for each meals vs others }"
             "\n  }\n}\n",
        "meals,year,passed,tested\nAll,2025,1222,52034\nY,2025,316,6224\nN,2025,5,300\n",
        "2025-06-30");
    const struct pm_finding *gap = find(&judged, "gap:risk/ratio@d#meals=frl~others:SY2025");
    const struct pm_finding *status = find(&judged, "status:s/g/risk@d#meals=frl~others:SY2025");
    (void)state;
    assert_number(gap->gap.value, 1, 2, "2.57");
    assert_number(gap->gap.reference.value, 100, 2, "1.98");
    assert_int_equal(gap->gap.reference.n, 45810);
    assert_int_equal(status->state, PM_STATE_MET);
    assert_number(status->deviation, 1, 4, "0.4329");
    assert_state(&judged, "gap:risk/ratio@d#meals=not_frl~others:SY2025", "too_few");
    forget(&judged);
}

/* ---- Checks of the data ---- */

static void test_verify(void **state)
{
    struct judged judged = judge_texts(
        "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
        "unit d \"D\" as district\n"
        "source rows {\n  from csv \"data.csv\"\n  summary\n  public\n  one row per year\n"
        "  period year as \"2025\"\n  unit d\n  field year text\n  field score number\n"
        "  verify score < 50 as warn\n  verify score < 90 as block\n}\n" SCORE(
            "") "plan s \"S\" {\n  kind annual\n  for d\n  period SY2023..SY2025\n"
                "  goal g \"G\" { owner d ; measure score { target SY2023 10 ; target SY2024 10 ; "
                "target SY2025 10 } }\n}\n",
        "year,score\n2023,20\n2024,60\n2025,95\n", "2025-06-30");
    (void)state;
    assert_int_equal(find(&judged, AT("d", "SY2023"))->qualifiers, 0);
    assert_int_equal(find(&judged, AT("d", "SY2024"))->qualifiers, PM_QUALIFIER_UNVERIFIED);
    assert_state(&judged, AT("d", "SY2025"), "invalid");
    assert_int_equal(count_state(&judged, PM_FINDING_DATA, PM_STATE_FAILED), 3);
    const struct pm_finding *last = &judged.findings->items[judged.findings->count - 1];
    assert_int_equal(last->code, PM_VERIFY_FAILED);
    assert_int_equal(last->severity, PM_ERROR);
    assert_ptr_equal(last->subject.source, judged.compilation->model->source_decls[0]);
    forget(&judged);
}

/* Ids are there once each; plans come before gaps, gaps before data. */
static void test_order(void **state)
{
    struct judged judged = judge_folder("tests/data/risk", NULL);
    enum pm_finding_kind last = PM_FINDING_STATUS;
    (void)state;
    for (size_t i = 0; i < judged.findings->count; i++) {
        const struct pm_finding *finding = &judged.findings->items[i];
        assert_true(finding->kind >= last);
        last = finding->kind;
        assert_ptr_equal(look_up(&judged, finding->id), finding);
        assert_true(strncmp(finding->id, finding->key, strlen(finding->key)) == 0);
    }
    forget(&judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_halving),
        cmocka_unit_test(test_howard),
        cmocka_unit_test(test_okr),
        cmocka_unit_test(test_rag),
        cmocka_unit_test(test_broward),
        cmocka_unit_test(test_risk),
        cmocka_unit_test(test_california),
        cmocka_unit_test(test_federal),
        cmocka_unit_test(test_targets_in_order),
        cmocka_unit_test(test_break),
        cmocka_unit_test(test_alternative),
        cmocka_unit_test(test_maintain),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_no_figure),
        cmocka_unit_test(test_in_progress),
        cmocka_unit_test(test_path_on_days),
        cmocka_unit_test(test_pending_and_none),
        cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_targets_from),
        cmocka_unit_test(test_gap_states),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_words_of_rating),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
