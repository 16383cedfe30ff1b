#!/usr/bin/env python3
"""generate_students.py KIND --out DIR [--seed N] [--students N]

Writes the data of tests/data/match-generated (KIND tests) or tests/data/attendance-generated (KIND
attendance): invented students of an invented state or county. The same KIND, seed and number give
the same bytes on every machine: only integers are drawn, by a generator written out here, so that
no version of Python can change them.

tests       schools.csv, tests.csv: one row a student, year and subject, as state files are.
            Students move between schools, districts and groups; some have "No Score" and an empty
            score, some skip a year or a grade, some rows stand twice.
attendance  schools.csv, students-YEAR.csv, attendance-YEAR.csv: one row a student and year, one a
            student and day. Schools change area, students change school; some are enrolled for
            fewer than ten days, some are absent exactly a tenth of them.
"""
import argparse
import csv
import datetime
import os


class Draw:
    """Marsaglia's xorshift64*: small, good enough for test data, and the same everywhere."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & 0xFFFFFFFFFFFFFFFF or 1

    def below(self, n):
        x = self.state
        x ^= x >> 12
        x ^= (x << 25) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self.state = x
        return (((x * 0x2545F4914F6CDD1D) & 0xFFFFFFFFFFFFFFFF) >> 33) % n

    def chance(self, of_thousand):
        return self.below(1000) < of_thousand

    def pick(self, items):
        return items[self.below(len(items))]


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# ---- State tests ----

YEARS = ["2020_2021", "2021_2022", "2022_2023", "2023_2024"]
SUBJECTS = ["MATHEMATICS", "READING"]
ETHNICITIES = ["White"] * 12 + ["Hispanic"] * 6 + ["Asian"] * 2 + ["African American"] * 2 \
    + ["Native American"]
LEVELS = [(0, "Unsatisfactory"), (400, "Partially Proficient"), (470, "Proficient"),
          (560, "Advanced")]


def make_test_schools():
    schools = []
    for district in ("11", "22", "33"):
        for number in range(7):
            # School 900 stands in every district, and some schools are listed at two levels.
            school = "900" if number == 6 else "%d" % (100 + 10 * int(district) + number)
            levels = ["Elementary"] if number < 3 else ["Middle"] if number < 5 else ["High"]
            if number in (2, 6):
                levels = ["Elementary", "Middle"]
            schools.append((district, school, levels))
    sides = {"11": "North", "22": "South", "33": "East"}
    rows = [(school, "School %s of district %s" % (school, district), level, district,
             "District %s, \"%s\"" % (district, sides[district]))
            for district, school, levels in schools for level in levels]
    return schools, rows


def level_of(score):
    name = ""
    for least, text in LEVELS:
        if score >= least:
            name = text
    return name


def make_tests(draw, students):
    schools, school_rows = make_test_schools()
    rows = []
    for number in range(students):
        student = "%07d" % (1000000 + number * 7 + draw.below(7))
        district, school, _ = draw.pick(schools)
        ethnicity = draw.pick(ETHNICITIES)
        frl, ell, iep = draw.chance(380), draw.chance(120), draw.chance(90)
        grade, ability = 3 + draw.below(8), 380 + draw.below(180)
        ability -= 45 * frl + 40 * iep
        first = draw.below(3) if draw.chance(250) else 0
        for at in range(first, len(YEARS)):
            if grade > 10:
                break
            if draw.chance(60):  # not here this year
                grade += 1
                continue
            if draw.chance(90):  # moves
                if draw.chance(700):
                    school = draw.pick([s for d, s, _ in schools if d == district])
                else:
                    district, school, _ = draw.pick(schools)
            if draw.chance(40):
                frl = not frl
            if ell and draw.chance(150):
                ell = False
            for subject in SUBJECTS:
                if draw.chance(15):
                    continue
                score = ability + 18 * at + draw.below(61) - 30
                no_score = draw.chance(12)
                row = [student, YEARS[at], subject, grade, "" if no_score else score,
                       "No Score" if no_score else level_of(score), ethnicity,
                       "Yes" if frl else "No", "Yes" if ell else "No", "Yes" if iep else "No",
                       "No" if draw.chance(4) else "Yes", school, district]
                rows.append(row)
                if draw.chance(3):  # sent twice, the second time with another score
                    again = list(row)
                    if not no_score and draw.chance(500):
                        again[4], again[5] = score + 1, level_of(score + 1)
                    rows.append(again)
            if not draw.chance(25):  # else the grade is repeated
                grade += 1
    return school_rows, rows


def generate_tests(folder, seed, students):
    draw = Draw(seed)
    school_rows, rows = make_tests(draw, students)
    write(folder, "schools.csv",
          ["SCHOOL_NUMBER", "SCHOOL_NAME", "EMH_LEVEL", "DISTRICT_NUMBER", "DISTRICT_NAME"],
          school_rows)
    write(folder, "tests.csv",
          ["student_id", "school_year", "content_area", "grade", "scale_score",
           "achievement_level", "ethnicity", "frl", "ell", "iep", "enrolled_school",
           "school_number", "district_number"], rows)


# ---- Daily attendance ----

ATTENDANCE_YEARS = [("2022-23", 2022), ("2023-24", 2023)]
AREAS = ["north", "south", "east"]
RACES = ["B"] * 8 + ["W"] * 7 + ["H"] * 4 + ["A"] * 2 + ["N"]


def school_days(start, count):
    day, days = datetime.date(start, 9, 5), []
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += datetime.timedelta(days=1)
    return days


def make_student_year(draw, days):
    """The days on roll and the codes of one student in one year."""
    on_roll = list(days)
    if draw.chance(60):
        on_roll = on_roll[:3 + draw.below(9)]  # some below ten days, some at ten
    elif draw.chance(80):
        on_roll = on_roll[10 + draw.below(15):]
    codes = []
    if draw.chance(120):  # absent exactly a tenth of the days, or one day less
        absent = max(0, len(on_roll) // 10 - draw.below(2))
        on_roll = on_roll[:len(on_roll) // 10 * 10] or on_roll
        codes = ["U" if at < absent else "P" for at in range(len(on_roll))]
    else:
        of_thousand = draw.pick([10, 30, 60, 90, 110, 150, 300])
        for _ in on_roll:
            codes.append(draw.pick("EU") if draw.chance(of_thousand) else
                         "T" if draw.chance(40) else "P")
    return on_roll, codes


def make_people(draw, students, schools):
    people = []
    for number in range(students):
        race = draw.pick(RACES)
        if draw.chance(25):
            race = draw.pick(["", "*", "NULL"])
        people.append({"id": "s%05d" % (number * 3 + draw.below(3)), "race": race,
                       "meals": draw.pick("YYNNN"), "school": draw.pick(schools)})
    return people


def generate_attendance(folder, seed, students):
    draw = Draw(seed)
    schools = ["%03d" % (10 * number + 5) for number in range(9)]
    area = {school: AREAS[at % 3] for at, school in enumerate(schools)}
    people = make_people(draw, students, schools)
    roster = []
    for label, start in ATTENDANCE_YEARS:
        if start > ATTENDANCE_YEARS[0][1]:
            area[schools[4]] = "north"  # one school changes its area
        roster += [(school, label, "School No. %s" % school, area[school]) for school in schools]
        days = school_days(start, 40)
        student_rows, day_rows = [], []
        for person in people:
            if draw.chance(50):
                continue  # not in the district this year
            if draw.chance(100):
                person["school"] = draw.pick(schools)
            if draw.chance(40):
                person["meals"] = "N" if person["meals"] == "Y" else "Y"
            student_rows.append((person["id"], label, person["school"], person["race"],
                                 person["meals"]))
            if draw.chance(4):
                student_rows.append(student_rows[-1])  # sent twice
            on_roll, codes = make_student_year(draw, days)
            for day, code in zip(on_roll, codes):
                day_rows.append((day.isoformat(), person["id"], code))
        day_rows.sort()
        write(folder, "students-%s.csv" % label,
              ["student_id", "school_year", "school_id", "race", "FARMS"], student_rows)
        write(folder, "attendance-%s.csv" % label, ["day", "student_id", "code"], day_rows)
    write(folder, "schools.csv", ["school_id", "school_year", "school_name", "area"], roster)


def main():
    parser = argparse.ArgumentParser(description="Writes invented student data.")
    parser.add_argument("kind", choices=["tests", "attendance"])
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--students", type=int)
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    if arguments.kind == "tests":
        generate_tests(arguments.out, arguments.seed, arguments.students or 900)
    else:
        generate_attendance(arguments.out, arguments.seed, arguments.students or 400)


if __name__ == "__main__":
    main()
