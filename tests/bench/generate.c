/* generate DIR MILLIONS [SEED]: writes the files of an invented school district into DIR.
 *
 *   schools.csv             175 schools in 7 areas
 *   students-YEAR.csv       110,000 students a year: school, grade, race, frl, ell, swd, gender
 *   attendance-YEAR.csv     one row a student and day, day after day: about MILLIONS million in all
 *   assessments-YEAR.csv    two tests a student and year, for those in grades 3 to 10
 *
 * Up to 4 million rows are one school year, 20 million are five. Everything follows from the seed by
 * hashing (who, what, when), so that any row can be worked out alone, the number of years changes
 * none, and the same arguments give the same bytes on every machine. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STUDENTS = 110000, /* in each year */
    GRADES = 13,       /* kindergarten is 0 */
    ENTERING = STUDENTS / GRADES,
    ELEMENTARY = 110,
    MIDDLE = 35,
    HIGH = 30,
    SCHOOLS = ELEMENTARY + MIDDLE + HIGH,
    AREAS = 7,
    MOST_YEARS = 5,
    LAST_YEAR = 2025, /* the newest school year begins in it */
    SCHOOL_DAYS = 180,
    ROWS_A_YEAR = 4000000
};

/* What is drawn about a student: the second key of a draw. */
enum topic {
    TOPIC_HOME,
    TOPIC_HOME_AGAIN,
    TOPIC_RACE,
    TOPIC_FRL,
    TOPIC_ELL,
    TOPIC_SWD,
    TOPIC_GENDER,
    TOPIC_HEALTH,
    TOPIC_ABILITY,
    TOPIC_MOVES,
    TOPIC_MOVE_DAY,
    TOPIC_DAY,
    TOPIC_CODE,
    TOPIC_TEST,
    TOPIC_TEST_TAKEN
};

static uint64_t seed = 1;

/* The finalizer of splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t key)
{
    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
    key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
    return key ^ (key >> 31);
}

/* A number below `below`, the same whenever the same is asked. */
static uint32_t draw(uint32_t student, enum topic topic, uint32_t when, uint32_t below)
{
    uint64_t key = mix(seed + 0x9E3779B97F4A7C15u * ((uint64_t)student + 1));
    key = mix(key ^ ((uint64_t)topic << 32 | when));
    return (uint32_t)((key >> 32) * below >> 32);
}

static bool chance(uint32_t student, enum topic topic, uint32_t when, uint32_t of_thousand)
{
    return draw(student, topic, when, 1000) < of_thousand;
}

/* ---- Students ---- */

struct student {
    uint32_t number;
    uint32_t grade;
    uint32_t school;
    char race;
    bool frl;
    bool ell;
    bool swd;
    bool girl;
    uint32_t absent_of_thousand; /* how often absent */
    int32_t ability;
    uint32_t first_day; /* of the school year on which enrolled */
    uint32_t end_day;   /* the day after the last one */
};

/* Each year a class leaves, another enters, and the others are a grade further. */
static uint32_t number_at(uint32_t year, uint32_t place)
{
    return year * ENTERING + place;
}

static uint32_t grade_at(uint32_t place)
{
    uint32_t years_until_entry = place / ENTERING;
    return years_until_entry < GRADES ? GRADES - 1 - years_until_entry : 0;
}

/* Children live around an elementary school, more of them around those with low numbers, and go on to
 * the middle and high school of its neighbourhood. */
static uint32_t school_of(uint32_t number, uint32_t grade)
{
    uint32_t home = draw(number, TOPIC_HOME, 0, ELEMENTARY);
    uint32_t again = draw(number, TOPIC_HOME_AGAIN, 0, ELEMENTARY * 3);
    if (again < home) home = again;
    if (grade <= 5) return home;
    if (grade <= 8) return ELEMENTARY + home * MIDDLE / ELEMENTARY;
    return ELEMENTARY + MIDDLE + home * HIGH / ELEMENTARY;
}

static uint32_t area_of(uint32_t school)
{
    if (school < ELEMENTARY) return school * AREAS / ELEMENTARY;
    if (school < ELEMENTARY + MIDDLE) return (school - ELEMENTARY) * AREAS / MIDDLE;
    return (school - ELEMENTARY - MIDDLE) * AREAS / HIGH;
}

static char race_of(uint32_t number)
{
    static const struct {
        char race;
        uint32_t up_to; /* of a thousand */
    } shares[] = {{'H', 360}, {'B', 610}, {'W', 850}, {'A', 930},
                  {'M', 980}, {'N', 990}, {'P', 1000}};
    uint32_t drawn = draw(number, TOPIC_RACE, 0, 1000);
    size_t i = 0;
    while (drawn >= shares[i].up_to)
        i++;
    return shares[i].race;
}

static void set_enrolment(struct student *student, uint32_t year)
{
    uint32_t drawn = draw(student->number, TOPIC_MOVES, year, 1000);
    uint32_t day = draw(student->number, TOPIC_MOVE_DAY, year, SCHOOL_DAYS);
    student->first_day = drawn < 25 ? day : 0;
    student->end_day = drawn >= 25 && drawn < 50 ? day + 1 : SCHOOL_DAYS;
}

static struct student student_at(uint32_t year, uint32_t place)
{
    uint32_t number = number_at(year, place);
    uint32_t grade = grade_at(place);
    struct student student = {.number = number, .grade = grade, .school = school_of(number, grade)};
    student.race = race_of(number);
    student.girl = chance(number, TOPIC_GENDER, 0, 490);
    student.frl = chance(number, TOPIC_FRL, 0, 300 + 60 * area_of(student.school));
    student.ell = chance(number, TOPIC_ELL, 0, student.race == 'H' ? 320 : 40);
    student.swd = chance(number, TOPIC_SWD, 0, student.girl ? 100 : 180);
    uint32_t health = draw(number, TOPIC_HEALTH, 0, 100);
    student.absent_of_thousand = 10 + health * health / 60 + (student.frl ? 25 : 0) +
                                 (student.swd ? 15 : 0) + (grade == 0 || grade > 8 ? 20 : 0);
    student.ability = (int32_t)draw(number, TOPIC_ABILITY, 0, 200) - (student.frl ? 25 : 0) -
                      (student.ell ? 30 : 0) - (student.swd ? 35 : 0);
    set_enrolment(&student, year);
    return student;
}

/* P present, T late, E and U absent with and without excuse, S suspended. */
static char code_on(const struct student *student, uint32_t year, uint32_t day)
{
    uint32_t when = year * SCHOOL_DAYS + day;
    uint32_t absent = student->absent_of_thousand + (day % 5 == 4 ? 12 : 0);
    uint32_t drawn = draw(student->number, TOPIC_DAY, when, 1000);
    if (drawn >= absent + 45) return 'P';
    if (drawn >= absent) return 'T';
    uint32_t kind = draw(student->number, TOPIC_CODE, when, 100);
    return kind < 50 ? 'E' : kind < 95 ? 'U' : 'S';
}

/* ---- Days ---- */

struct date {
    uint32_t year;
    uint32_t month;
    uint32_t day;
};

static uint32_t days_in(struct date date)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = date.year % 4 == 0; /* 1901 to 2099 */
    return days[date.month - 1] + (date.month == 2 && leap ? 1u : 0u);
}

static struct date day_after(struct date date)
{
    if (++date.day <= days_in(date)) return date;
    date.day = 1;
    if (++date.month <= 12) return date;
    date.month = 1;
    date.year++;
    return date;
}

/* The school days of a year: 180 from 28 August on, five of each seven. */
static void list_school_days(uint32_t first_year, struct date days[SCHOOL_DAYS])
{
    struct date date = {first_year, 8, 28};
    for (uint32_t i = 0; i < SCHOOL_DAYS; i++) {
        days[i] = date;
        for (uint32_t step = i % 5 == 4 ? 3 : 1; step > 0; step--)
            date = day_after(date);
    }
}

/* ---- Files ---- */

struct output {
    FILE *file;
    const char *path;
};

static struct output open_file(const char *folder, const char *name, const char *year)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s%s.csv", folder, name, year);
    struct output output = {fopen(path, "wb"), path};
    if (!output.file) {
        fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
        exit(1);
    }
    setvbuf(output.file, NULL, _IOFBF, 1 << 20);
    return output;
}

static void close_file(struct output output)
{
    bool failed = ferror(output.file) != 0;
    if (fclose(output.file) == 0 && !failed) return;
    fprintf(stderr, "generate: %s: could not be written\n", output.path);
    exit(1);
}

static void write_schools(const char *folder)
{
    struct output out = open_file(folder, "schools", "");
    fputs("school_id,school_name,area\n", out.file);
    for (uint32_t i = 0; i < SCHOOLS; i++)
        fprintf(out.file, "%04" PRIu32 ",School %" PRIu32 ",area_%" PRIu32 "\n", i + 1, i + 1,
                area_of(i) + 1);
    close_file(out);
}

static void write_students(const char *folder, const char *label, uint32_t year)
{
    struct output out = open_file(folder, "students-", label);
    fputs("student_id,school_year,school_id,grade,race,frl,ell,swd,gender\n", out.file);
    for (uint32_t place = 0; place < STUDENTS; place++) {
        struct student student = student_at(year, place);
        fprintf(out.file, "%07" PRIu32 ",%s,%04" PRIu32 ",%02" PRIu32 ",%c,%c,%c,%c,%c\n",
                1000000 + student.number, label, student.school + 1, student.grade, student.race,
                student.frl ? 'Y' : 'N', student.ell ? 'Y' : 'N', student.swd ? 'Y' : 'N',
                student.girl ? 'F' : 'M');
    }
    close_file(out);
}

static void write_assessments(const char *folder, const char *label, uint32_t year)
{
    struct output out = open_file(folder, "assessments-", label);
    fputs("student_id,school_year,subject,score,level\n", out.file);
    for (uint32_t place = 0; place < STUDENTS; place++) {
        struct student student = student_at(year, place);
        if (student.grade < 3 || student.grade > 10) continue;
        for (uint32_t subject = 0; subject < 2; subject++) {
            uint32_t when = year * 2 + subject;
            if (!chance(student.number, TOPIC_TEST_TAKEN, when, 950)) continue;
            int32_t score =
                400 + student.ability + (int32_t)draw(student.number, TOPIC_TEST, when, 90);
            int32_t level = score < 430 ? 1 : score < 510 ? 2 : score < 590 ? 3 : 4;
            fprintf(out.file, "%07" PRIu32 ",%s,%s,%" PRId32 ",%" PRId32 "\n",
                    1000000 + student.number, label, subject ? "maths" : "reading", score, level);
        }
    }
    close_file(out);
}

static void write_attendance(const char *folder, const char *label, uint32_t year,
                             uint32_t first_year, uint32_t day_count)
{
    static struct student students[STUDENTS];
    struct date days[SCHOOL_DAYS];
    struct output out = open_file(folder, "attendance-", label);
    list_school_days(first_year, days);
    for (uint32_t place = 0; place < STUDENTS; place++)
        students[place] = student_at(year, place);
    fputs("student_id,date,code\n", out.file);
    for (uint32_t i = 0; i < day_count; i++) {
        uint32_t day = i * SCHOOL_DAYS / day_count; /* spread over the year */
        char text[32];
        snprintf(text, sizeof text, "%04" PRIu32 "-%02" PRIu32 "-%02" PRIu32, days[day].year,
                 days[day].month, days[day].day);
        for (uint32_t place = 0; place < STUDENTS; place++) {
            const struct student *student = &students[place];
            if (day < student->first_day || day >= student->end_day) continue;
            fprintf(out.file, "%07" PRIu32 ",%s,%c\n", 1000000 + student->number, text,
                    code_on(student, year, day));
        }
    }
    close_file(out);
}

int main(int count, char **arguments)
{
    long millions = count >= 3 ? strtol(arguments[2], NULL, 10) : 0;
    if (count < 3 || count > 4 || millions < 1 || millions > 99) {
        fputs("usage: generate DIR MILLIONS [SEED]\n", stderr);
        return 2;
    }
    if (count == 4) seed = strtoull(arguments[3], NULL, 10);
    uint64_t rows = (uint64_t)millions * 1000000;
    uint32_t years = (uint32_t)((rows + ROWS_A_YEAR - 1) / ROWS_A_YEAR);
    if (years > MOST_YEARS) years = MOST_YEARS;
    uint32_t days = (uint32_t)((rows + STUDENTS * years / 2) / (STUDENTS * years));
    if (days > SCHOOL_DAYS) days = SCHOOL_DAYS;
    write_schools(arguments[1]);
    for (uint32_t year = MOST_YEARS - years; year < MOST_YEARS; year++) {
        uint32_t first_year = LAST_YEAR + 1 - MOST_YEARS + year;
        char label[32];
        snprintf(label, sizeof label, "%04" PRIu32 "-%02" PRIu32, first_year,
                 (first_year + 1) % 100);
        write_students(arguments[1], label, year);
        write_assessments(arguments[1], label, year);
        write_attendance(arguments[1], label, year, first_year, days);
    }
    return 0;
}
