"""plain_sql.py: the questions of tests/bench/project.pm as scripts for the sqlite3 shell.

The formulation is the quickest that is known for it: rows of days become totals of students in one
GROUP BY, totals become sums of all metrics at the finest crossing in one statement a source, and
these are summed for each crossing, for schools, areas and the district.
"""
import glob
import os

# The crossings of the project's `by` lines; the first is all students.
CROSSINGS = [(), ("race",), ("frl",), ("ell",), ("swd",), ("gender",), ("grade",),
             ("race", "gender"), ("race", "frl"), ("ell", "frl"), ("gender", "grade"),
             ("race", "swd")]
DIMENSIONS = ["race", "frl", "ell", "swd", "gender", "grade"]

# Values of the files to groups of the project.
GROUPS = {
    "race": {"A": "asian", "B": "black", "H": "hispanic", "W": "white", "M": "more", "N": "rest"},
    "frl": {"Y": "frl", "N": "not_frl"},
    "ell": {"Y": "ell", "N": "not_ell"},
    "swd": {"Y": "swd", "N": "not_swd"},
    "gender": {"F": "girls", "M": "boys"},
    "grade": {"%02d" % grade: "%d" % grade for grade in range(13)},
}

TABLES = {
    "schools": ("schools.csv", "school_id TEXT, school_name TEXT, area TEXT"),
    "students": ("students-*.csv", "student_id TEXT, school_year TEXT, school_id TEXT, grade TEXT, "
                                   "race TEXT, frl TEXT, ell TEXT, swd TEXT, gender TEXT"),
    "attendance": ("attendance-*.csv", "student_id TEXT, date TEXT, code TEXT"),
    "assessments": ("assessments-*.csv", "student_id TEXT, school_year TEXT, subject TEXT, "
                                         "score INTEGER, level INTEGER"),
}

# Year in which the school year of a day ends.
YEAR_OF_DAY = "(substr(date, 1, 4) + (substr(date, 6, 2) >= '07'))"
YEAR_OF_LABEL = "(substr(school_year, 1, 4) + 1)"

COUNTED = "t.days >= 5"

# metric: (source, numerator, denominator); `t` has the totals of a student, `a` is a test.
METRICS = {
    "attendance_rate": ("days", "t.present", "t.days"),
    "tardy": ("days", "t.late", "t.days"),
    "excused": ("days", "t.excused", "t.days"),
    "unexcused": ("days", "t.unexcused", "t.days"),
    "suspended": ("days", "t.suspended", "t.days"),
    "chronic_absence": ("days", COUNTED + " AND t.absent * 10 >= t.days", COUNTED),
    "severe_absence": ("days", COUNTED + " AND t.absent * 5 >= t.days", COUNTED),
    "satisfactory": ("days", COUNTED + " AND t.absent * 20 < t.days", COUNTED),
    "at_edge": ("days", COUNTED + " AND t.absent * 20 >= t.days AND t.absent * 10 < t.days",
                COUNTED),
    "perfect": ("days", COUNTED + " AND t.absent = 0", COUNTED),
    "truant": ("days", COUNTED + " AND t.unexcused >= 3", COUNTED),
    "often_late": ("days", COUNTED + " AND t.late >= 3", COUNTED),
    "days_lost": ("days", "(%s) * t.absent" % COUNTED, COUNTED),
    "proficient": ("tests", "a.level >= 3", "1"),
    "proficient_reading": ("tests", "a.subject = 'reading' AND a.level >= 3",
                           "a.subject = 'reading'"),
    "proficient_maths": ("tests", "a.subject = 'maths' AND a.level >= 3", "a.subject = 'maths'"),
    "advanced": ("tests", "a.level = 4", "1"),
    "mean_score": ("tests", "a.score", "1"),
}

# One or two of the values of a column may be one group of the project.
RACE = "CASE WHEN s.race = 'P' THEN 'N' ELSE s.race END"


def import_script(folder):
    """Creates the tables and reads the files into them."""
    lines = []
    for table, (pattern, columns) in TABLES.items():
        lines.append("CREATE TABLE %s (%s);" % (table, columns))
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            lines.append(".import --csv --skip 1 \"%s\" %s" % (path, table))
    return "\n".join(lines) + "\n"


def column_of(dimension):
    return RACE if dimension == "race" else "s." + dimension


def total_script():
    """A row a student and year, with the counts that all metrics of days are worked out from."""
    return """CREATE TEMP TABLE totals AS
SELECT %s AS year, student_id, COUNT(*) AS days, SUM(code IN ('P', 'T')) AS present,
  SUM(code = 'T') AS late, SUM(code = 'E') AS excused, SUM(code = 'U') AS unexcused,
  SUM(code = 'S') AS suspended, SUM(code IN ('E', 'U', 'S')) AS absent
FROM attendance GROUP BY 1, 2;
CREATE TEMP TABLE people AS
SELECT %s AS year, student_id, s.school_id, area, %s
FROM students s JOIN schools USING (school_id);
CREATE UNIQUE INDEX people_key ON people (year, student_id);
""" % (YEAR_OF_DAY, YEAR_OF_LABEL,
       ", ".join("%s AS %s" % (column_of(one), one) for one in DIMENSIONS))


FROM = {
    "days": "FROM totals t JOIN people s USING (year, student_id)",
    "tests": "FROM assessments a JOIN people s ON s.year = %s AND s.student_id = a.student_id"
             % YEAR_OF_LABEL.replace("school_year", "a.school_year"),
}


def fine_script(source):
    """Sums of all metrics of a source at the finest crossing of each school."""
    sums = ",\n  ".join("SUM(%s) AS %s_n, SUM(%s) AS %s_d" % (numerator, name, denominator, name)
                        for name, (of, numerator, denominator) in METRICS.items() if of == source)
    keys = ", ".join("s." + one for one in ["year", "area", "school_id"] + DIMENSIONS)
    return "CREATE TEMP TABLE fine_%s AS SELECT %s,\n  %s\n%s GROUP BY %s;\n" % (
        source, keys, sums, FROM[source], keys)


def status_script():
    """All metrics by all crossings, for each school, each area and the district."""
    script = [total_script()]
    for source in FROM:
        script.append(fine_script(source))
        sums = ", ".join("SUM(%s_n), SUM(%s_d)" % (name, name)
                         for name, metric in METRICS.items() if metric[0] == source)
        for crossing in CROSSINGS:
            for unit in (["area", "school_id"], ["area"], []):
                keys = ", ".join(["year"] + unit + list(crossing))
                script.append("SELECT %s, %s FROM fine_%s GROUP BY %s;\n"
                              % (keys, sums, source, keys))
    return "".join(script)


def values_script():
    """Attendance by race and gender for each unit, by the same two steps."""
    script = ["""CREATE TEMP TABLE totals AS
SELECT %s AS year, student_id, COUNT(*) AS days, SUM(code IN ('P', 'T')) AS present
FROM attendance GROUP BY 1, 2;
CREATE TEMP TABLE people AS
SELECT %s AS year, student_id, s.school_id, area, %s AS race, gender
FROM students s JOIN schools USING (school_id);
CREATE UNIQUE INDEX people_key ON people (year, student_id);
CREATE TEMP TABLE fine AS SELECT year, area, school_id, race, gender,
  SUM(present) AS present, SUM(days) AS days
%s GROUP BY year, area, school_id, race, gender;
""" % (YEAR_OF_DAY, YEAR_OF_LABEL, RACE, FROM["days"])]
    for unit in ("area, school_id", "area", ""):
        for crossing in ("race, gender", "race", "gender", ""):
            keys = ", ".join(one for one in ("year", unit, crossing) if one)
            script.append("SELECT %s, SUM(present), SUM(days) FROM fine GROUP BY %s;\n"
                          % (keys, keys))
    return "".join(script)


def cell_query(metric, crossing):
    """Year, groups, numerator and denominator of one metric in the whole district, from the tables
    of total_script()."""
    source, numerator, denominator = METRICS[metric]
    keys = ", ".join(["year"] + ["s." + one for one in crossing])
    return "SELECT %s, SUM(%s), SUM(%s) %s GROUP BY %s;\n" % (
        keys, numerator, denominator, FROM[source], keys)
