#!/usr/bin/python3
"""make_harbor.py [FOLDER]: writes the invented data of examples/harbor, the same bytes every time.

About 2,000 students in 12 schools over three school years. How many students of a school and group
are chronically absent, read on grade level or were suspended is set by the tables below; chance,
with a fixed seed, only says which ones. So the figures that the example's plan is judged by are
chosen, and a change here shows in them at once.
"""
import csv
import datetime
import os
import random
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
YEARS = [2024, 2025, 2026]  # school years, by the year in which they end
SEED = 20260630

# id, name, area, level, lowest and highest grade, students of a grade, share of eligible for meals
SCHOOLS = [
    ("0101", "Anchor Elementary", "north", "elementary", 0, 5, 26, 0.62),
    ("0102", "Bayview Elementary", "north", "elementary", 0, 5, 26, 0.34),
    ("0103", "Cove Elementary", "north", "elementary", 0, 5, 24, 0.58),
    ("0104", "Dune Elementary", "south", "elementary", 0, 5, 26, 0.48),
    ("0105", "Estuary Elementary", "south", "elementary", 0, 5, 24, 0.66),
    ("0106", "Ferry Elementary", "south", "elementary", 0, 5, 28, 0.30),
    ("0201", "Gull Middle", "north", "middle", 6, 8, 52, 0.55),
    ("0202", "Heron Middle", "south", "middle", 6, 8, 50, 0.44),
    ("0203", "Inlet Middle", "south", "middle", 6, 8, 52, 0.50),
    ("0301", "Jetty High", "north", "high", 9, 12, 52, 0.52),
    ("0302", "Keel High", "south", "high", 9, 12, 50, 0.40),
    ("0303", "Lighthouse High", "south", "high", 9, 12, 50, 0.46),
]
# id, name, kind: centers are looked after together, each with the same plan
SITES = [
    ("C1", "Harbor Early Learning Center", "center"),
    ("C2", "Harbor Family Center", "center"),
]
# percent chronically absent by year: eligible for meals, not eligible
CHRONIC = {2024: (36.5, 19.5), 2025: (33.0, 18.5), 2026: (30.0, 17.6)}
# points that a school is above these, by year
CHRONIC_MORE = {"0301": (3, 3, 3.0), "0105": (2, 2, 5.5), "0103": (1, -2, -5),
                "0202": (-3, -3, -3.5)}
# percent reading on grade level by year: with a disability, without
READING = {2024: (27, 54), 2025: (29, 57), 2026: (31, 59.5)}
READING_GRADE3_MORE = {2024: 0, 2025: 1, 2026: 3}
READING_MORE = {"0102": (4, 4, 5), "0104": (-2, -2, -5), "0105": (-4, -4, -4)}
SUSPENDED = {2024: 6.0, 2025: 5.4, 2026: 5.0}
# percent of families reached within 48 hours, by school year and quarter
REACHED = {2024: (48, 50, 51, 53), 2025: (55, 57, 60, 62), 2026: (66, 71, 77, 81)}
# percent of third graders on grade level at the three benchmarks
BENCHMARK = {2024: (41, 45, 49), 2025: (43, 48, 52), 2026: (46, 52, 56)}
# percent of teachers who stayed, by year: in their first three years, later
STAYED = {2024: (80, 85), 2025: (83, 85), 2026: (88, 88)}
SOLVED = {2024: 70, 2025: 76, 2026: 86}  # percent of tickets closed within two days
FAMILIES = {"families": (61, 66, 71), "staff": (58, 60, 64), "students": (55, 55, 57)}
# By quarter, of this many: teachers of reading coached, beginning teachers with a mentor, packets
# that reached a session in time
COACHED = (120, {2024: (12, 18, 22, 25), 2025: (30, 38, 47, 56), 2026: (64, 74, 82, 90)})
MENTORED = (40, {2024: (18, 20, 21, 22), 2025: (22, 25, 27, 28), 2026: (31, 34, 35, 36)})
IN_TIME = (20, {2024: (12, 13, 13, 14), 2025: (15, 15, 16, 17), 2026: (17, 18, 19, 19)})
EARNED = {2024: 41, 2025: 45, 2026: 50}  # of 60 students of the early college program, with credits
CENTERS = {"C1": (90, {2024: 52, 2025: 57, 2026: 63}), "C2": (70, {2024: 36, 2025: 41, 2026: 47})}


def label(year):
    return "%d-%02d" % (year - 1, year % 100)


def quarter_days(year, quarter):
    """First day of a quarter of a school year, and the number of days in it."""
    starts = [datetime.date(year - 1, 7, 1), datetime.date(year - 1, 10, 1),
              datetime.date(year, 1, 1), datetime.date(year, 4, 1), datetime.date(year, 7, 1)]
    return starts[quarter], (starts[quarter + 1] - starts[quarter]).days


def pick(chance, items, percent):
    """As many of the items as the percent says, to the nearest one."""
    count = min(len(items), int(len(items) * percent / 100 + 0.5))
    return set(chance.sample(range(len(items)), max(count, 0)))


class Student:
    def __init__(self, chance, number, meals):
        self.number = number
        self.race = chance.choices("BHWAO", (34, 22, 32, 7, 5))[0]
        self.meals = chance.random() < meals
        self.disability = chance.random() < 0.13
        self.language = self.race in "HA" and chance.random() < 0.3


def enroll(chance):
    """Who sits where: {(year, school, grade): [Student]}. A class goes up a grade each year; each
    year some leave and others come, and a class that changes schools is drawn up anew."""
    classes, number = {}, 100000
    for year in YEARS:
        for school, _, _, _, lowest, highest, size, meals in SCHOOLS:
            for grade in range(lowest, highest + 1):
                before = classes.get((year - 1, school, grade - 1), [])
                stay = [one for one in before if chance.random() < 0.94]
                while len(stay) < size:
                    number += 1
                    stay.append(Student(chance, number, meals))
                classes[year, school, grade] = stay[:size]
    return classes


def of_school(classes, year, school):
    return [(grade, one) for (when, where, grade), members in sorted(classes.items())
            if when == year and where == school for one in members]


def spread(chance, members, chosen_percent, among):
    """Marks members: for each half of `among` the percent given for it."""
    marked = set()
    for side in (True, False):
        half = [one.number for one in members if among(one) is side]
        picked = pick(chance, half, chosen_percent[0 if side else 1])
        marked.update(half[index] for index in picked)
    return marked


def school_rows(chance, classes, year, school):
    at = YEARS.index(year)
    members = of_school(classes, year, school)
    students = [one for _, one in members]
    more = CHRONIC_MORE.get(school, (0, 0, 0))[at]
    chronic = spread(chance, students, [p + more for p in CHRONIC[year]], lambda one: one.meals)
    more = READING_MORE.get(school, (0, 0, 0))[at]
    reads = set()
    for third in (True, False):
        part = [one for grade, one in members if (grade == 3) is third]
        extra = more + (READING_GRADE3_MORE[year] if third else 0)
        reads |= spread(chance, part, [p + extra for p in READING[year]],
                        lambda one: one.disability)
    suspended = pick(chance, students, SUSPENDED[year])
    rows = []
    for index, (grade, one) in enumerate(members):
        enrolled = 180 if chance.random() < 0.93 else chance.randrange(60, 180)
        least = -(-enrolled // 10)
        absent = chance.randrange(least, least + 24) if one.number in chronic \
            else min(chance.randrange(0, 17), least - 1)
        level = "" if grade < 3 else chance.choice((3, 3, 4) if one.number in reads else (1, 2, 2))
        rows.append([one.number, label(year), school, grade, one.race, "NY"[one.meals],
                     "NY"[one.disability], "NY"[one.language], enrolled, absent, level,
                     chance.randrange(1, 6) if index in suspended else 0])
    return rows


def write(folder, name, header, rows):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


STUDENT_HEADER = ["student_id", "school_year", "school_id", "grade", "race", "frl", "swd", "ell",
                  "days_enrolled", "days_absent", "reading", "days_suspended"]


def write_students(chance, classes, folder):
    for year in YEARS:
        rows = [row for school in SCHOOLS for row in school_rows(chance, classes, year, school[0])]
        write(folder, "students-%s.csv" % label(year), STUDENT_HEADER, rows)


def write_contacts(chance, classes, folder):
    """Third unexcused absences, and when the family was reached."""
    number = 0
    for year in YEARS:
        everyone = [(school[0], one) for school in SCHOOLS
                    for _, one in of_school(classes, year, school[0])]
        rows = []
        for quarter in range(4):
            first, days = quarter_days(year, quarter)
            cases = chance.sample(everyone, 150 if quarter else 90)
            reached = pick(chance, cases, REACHED[year][quarter])
            for index, (school, one) in enumerate(cases):
                number += 1
                latest = days - (16 if quarter == 3 else 1)
                day = first + datetime.timedelta(
                    days=chance.randrange(62 if quarter == 0 else 0, latest))
                absent = datetime.datetime(day.year, day.month, day.day, 9, 0)
                wait = chance.randrange(2 * 60, 48 * 60) if index in reached \
                    else chance.randrange(49 * 60, 14 * 24 * 60)
                nobody = index not in reached and chance.random() < 0.3
                when = absent + datetime.timedelta(minutes=wait)
                rows.append([number, one.number, school, absent.strftime("%Y-%m-%d %H:%M"),
                             "" if nobody else when.strftime("%Y-%m-%d %H:%M")])
        rows.sort(key=lambda row: (row[3], row[0]))
        write(folder, "contacts-%s.csv" % label(year),
              ["contact_id", "student_id", "school_id", "absent_at", "contacted_at"], rows)


def write_benchmarks(chance, classes, folder):
    """Reading in grade 3, three times a year."""
    rows = []
    for year in YEARS:
        days = [datetime.date(year - 1, 9, 24), datetime.date(year, 1, 14),
                datetime.date(year, 5, 6)]
        for day, percent in zip(days, BENCHMARK[year]):
            for school in SCHOOLS:
                third = [one for grade, one in of_school(classes, year, school[0]) if grade == 3]
                picked = pick(chance, third, percent)
                for index, one in enumerate(third):
                    level = chance.choice((3, 3, 4) if index in picked else (1, 2, 2))
                    rows.append([one.number, school[0], day.isoformat(), level])
    write(folder, "benchmarks.csv", ["student_id", "school_id", "given", "level"], rows)


def write_staff(chance, folder):
    rows = []
    for year in YEARS:
        for side, beginning in enumerate("YN"):
            teachers = [(school[0], number) for school in SCHOOLS for number in range(1, 14)
                        if (number % 4 == 0) == (beginning == "Y")]
            stayed = pick(chance, teachers, STAYED[year][side])
            for index, (school, number) in enumerate(teachers):
                rows.append(["T%s%02d" % (school, number), label(year), school,
                             chance.choices("BHWAO", (24, 8, 60, 4, 4))[0], beginning,
                             "NY"[index in stayed]])
    rows.sort(key=lambda row: (row[1], row[0]))
    write(folder, "teachers.csv",
          ["teacher_id", "school_year", "school_id", "race", "beginning", "stayed"], rows)


def write_tickets(chance, folder):
    rows = []
    for year in YEARS:
        cases = list(range(160))
        solved = pick(chance, cases, SOLVED[year])
        for case in cases:
            day = datetime.date(year - 1, 8, 1) + datetime.timedelta(days=chance.randrange(300))
            opened = datetime.datetime(day.year, day.month, day.day, 8 + chance.randrange(8), 30)
            hours = chance.randrange(1, 48) if case in solved else chance.randrange(50, 200)
            closed = opened + datetime.timedelta(hours=hours)
            rows.append(["K%d%03d" % (year, case), opened.strftime("%Y-%m-%d %H:%M"),
                         closed.strftime("%Y-%m-%d %H:%M"),
                         chance.choice(("phone", "phone", "mail", "web"))])
    rows.sort(key=lambda row: (row[1], row[0]))
    write(folder, "tickets.csv", ["ticket", "opened", "closed", "channel"], rows)


def write_published(folder):
    """Figures that come as such: the yearly survey, and what offices and centers count."""
    rows = [[label(year), group, 400 if group == "families" else 240, percents[at]]
            for group, percents in FAMILIES.items() for at, year in enumerate(YEARS)]
    write(folder, "survey.csv", ["school_year", "asked", "answers", "satisfied"], rows)
    for name, words, (all_of_them, counts) in (
            ("coaching.csv", ["teachers", "coached"], COACHED),
            ("mentoring.csv", ["beginners", "mentored"], MENTORED),
            ("packets.csv", ["packets", "in_time"], IN_TIME)):
        write(folder, name, ["year", "quarter"] + words,
              [[year, quarter + 1, all_of_them, count] for year, quarters in counts.items()
               for quarter, count in enumerate(quarters)])
    write(folder, "college.csv", ["student", "school_year", "earned"],
          [["E%02d" % (number + 1), label(year), "NY"[number < count]]
           for year, count in EARNED.items() for number in range(60)])
    write(folder, "centers.csv", ["site_id", "school_year", "families", "returned"],
          [[site, label(year), families, count] for site, (families, counts) in CENTERS.items()
           for year, count in counts.items()])


def write_trained(chance, folder):
    """One row for each person who has had a course."""
    rows = []
    for course, day, persons in (("DATA101", datetime.date(2025, 8, 19), 24),
                                 ("PM101", datetime.date(2025, 9, 3), 18)):
        for number in range(persons):
            when = day + datetime.timedelta(days=chance.randrange(20))
            rows.append(["P%03d" % (number + 1), course, when.isoformat()])
    write(folder, "trained.csv", ["person_id", "course", "taken"], rows)


def main():
    example = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "examples/harbor")
    chance = random.Random(SEED)
    folder = os.path.join(example, "data")
    classes = enroll(chance)
    write(folder, "schools.csv", ["school_id", "school_name", "area", "area_name", "level"],
          [[school[0], school[1], school[2], "Area " + school[2].capitalize(), school[3]]
           for school in SCHOOLS])
    write(folder, "sites.csv", ["site_id", "site_name", "kind"], SITES)
    write_students(chance, classes, folder)
    write_contacts(chance, classes, folder)
    write_benchmarks(chance, classes, folder)
    write_staff(random.Random(SEED + 1), folder)
    write_tickets(random.Random(SEED + 2), folder)
    write_published(folder)
    write_trained(random.Random(SEED + 3), folder)


if __name__ == "__main__":
    main()
