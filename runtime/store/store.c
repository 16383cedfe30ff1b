#include "runtime/store/store_internal.h"

#include "lang/base/date.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION_ID =
        0x706D5354, /* "pmST": in the file's header, tells a store from other databases */
    BUSY_TIMEOUT_MS = 5000
};

/* migrations[n] brings a store of version n to version n + 1. */
static const char *const migrations[PM_STORE_SCHEMA_VERSION] = {
    "CREATE TABLE meta(\"key\" TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE load(id INTEGER PRIMARY KEY, source TEXT NOT NULL, known_at TEXT NOT NULL,"
    " extracted_on TEXT, file TEXT NOT NULL, bytes INTEGER NOT NULL, digest TEXT NOT NULL,"
    " schema_digest TEXT NOT NULL, read INTEGER NOT NULL, kept INTEGER NOT NULL,"
    " quarantined INTEGER NOT NULL, duplicate INTEGER NOT NULL, skipped INTEGER NOT NULL,"
    " rounded INTEGER NOT NULL, hidden_at INTEGER NOT NULL);"
    "CREATE TABLE chunk(id INTEGER PRIMARY KEY, load INTEGER NOT NULL REFERENCES load(id),"
    " first_day TEXT, last_day TEXT, rows INTEGER NOT NULL, digest TEXT NOT NULL);"
    "CREATE INDEX chunk_by_load ON chunk(load);"
    "CREATE TABLE chunk_column(id INTEGER PRIMARY KEY, chunk INTEGER NOT NULL REFERENCES chunk(id),"
    " \"column\" TEXT NOT NULL, codec INTEGER NOT NULL, places INTEGER NOT NULL,"
    " least INTEGER NOT NULL, most INTEGER NOT NULL, checksum INTEGER NOT NULL, blob BLOB NOT "
    "NULL);"
    "CREATE UNIQUE INDEX chunk_column_by_name ON chunk_column(chunk, \"column\");"
    "CREATE TABLE dictionary(source TEXT NOT NULL, \"column\" TEXT NOT NULL, code INTEGER NOT NULL,"
    " text TEXT NOT NULL, PRIMARY KEY(source, \"column\", code)) WITHOUT ROWID;"
    "CREATE TABLE quarantine(id INTEGER PRIMARY KEY, load INTEGER NOT NULL REFERENCES load(id),"
    " file TEXT NOT NULL, line INTEGER NOT NULL, byte INTEGER NOT NULL, field TEXT NOT NULL,"
    " reason TEXT NOT NULL, raw NOT NULL);"
    "CREATE INDEX quarantine_by_load ON quarantine(load);",

    "CREATE TABLE run(id INTEGER PRIMARY KEY, audience TEXT NOT NULL, as_of TEXT,"
    " known_at INTEGER NOT NULL, recorded_at TEXT NOT NULL, model TEXT NOT NULL,"
    " findings INTEGER NOT NULL, digest TEXT NOT NULL);"
    "CREATE TABLE run_name(audience TEXT NOT NULL, name TEXT NOT NULL,"
    " run INTEGER NOT NULL REFERENCES run(id), PRIMARY KEY(audience, name)) WITHOUT ROWID;"
    "CREATE TABLE finding(number INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, id TEXT NOT NULL,"
    " \"key\" TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, severity TEXT NOT NULL,"
    " plan TEXT NOT NULL, goal TEXT NOT NULL, metric TEXT NOT NULL, unit TEXT NOT NULL,"
    " groups TEXT NOT NULL, period TEXT NOT NULL, value TEXT NOT NULL, expected TEXT NOT NULL,"
    " shown TEXT NOT NULL, aim TEXT NOT NULL, message TEXT NOT NULL);"
    "CREATE INDEX finding_by_checksum ON finding(checksum);"
    "CREATE INDEX finding_by_key ON finding(\"key\");"
    "CREATE TABLE run_finding(run INTEGER NOT NULL REFERENCES run(id), position INTEGER NOT NULL,"
    " finding INTEGER NOT NULL REFERENCES finding(number), PRIMARY KEY(run, position)) WITHOUT "
    "ROWID;"
    "CREATE INDEX run_finding_by_finding ON run_finding(finding);",

    "CREATE TABLE \"release\"(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " audience TEXT NOT NULL, made_at TEXT NOT NULL, as_of TEXT, model TEXT NOT NULL,"
    " shown INTEGER NOT NULL, hidden INTEGER NOT NULL);"
    "CREATE TABLE release_figure(\"release\" INTEGER NOT NULL REFERENCES \"release\"(id),"
    " metric TEXT NOT NULL, period TEXT NOT NULL, unit TEXT NOT NULL, groups TEXT NOT NULL,"
    " shown TEXT NOT NULL, numerator TEXT NOT NULL, denominator TEXT NOT NULL, n INTEGER NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY(\"release\", metric, period, unit, groups)) WITHOUT ROWID;"};

static const char *const queries[PM_QUERY_COUNT] = {
#define PM_QUERY(name, text) [PM_QUERY_##name] = (text),
#include "runtime/store/queries.def"
#undef PM_QUERY
};

/* ---- Failures ---- */

static bool report_damaged(struct pm_store *store, const char *what)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        store->diagnostics, PM_STORE_DAMAGED, "the store `%s` is damaged: %s", store->path, what);
    pm_help(store->diagnostics, found,
            "put back a copy of it, or move it away and run `pm load` to read the files again");
    return false;
}

static bool report_foreign(struct pm_store *store)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(store->diagnostics, PM_STORE_FOREIGN,
                                                      "`%s` is no store of pm", store->path);
    pm_help(store->diagnostics, found, "move the file away, then run `pm load` to make a store");
    return false;
}

static bool report_busy(struct pm_store *store)
{
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(store->diagnostics, PM_STORE_BUSY,
                            "the store `%s` is being written by another program", store->path);
    pm_help(store->diagnostics, found, "run the command again when the other has ended");
    return false;
}

bool pm_store_damaged(struct pm_store *store, const char *what)
{
    store->is_broken = store->is_open;
    return report_damaged(store, what);
}

bool pm_store_failed(struct pm_store *store)
{
    const char *said = sqlite3_errmsg(store->database);
    store->is_broken = store->is_open;
    switch (sqlite3_errcode(store->database) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return report_busy(store);
    case SQLITE_NOTADB:
        return report_foreign(store);
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:      /* a table or column is not there */
    case SQLITE_CONSTRAINT: /* a code or column is there twice */
    case SQLITE_MISMATCH:
        return report_damaged(store, said);
    case SQLITE_CANTOPEN:
        pm_diagnose_nowhere(store->diagnostics, PM_STORE_NOT_OPENED,
                            "the store `%s` could not be opened: %s", store->path, said);
        return false;
    case SQLITE_NOMEM:
        (void)pm_arena_alloc_items(store->arena, SIZE_MAX, 2);
        return false;
    default:
        break;
    }
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(store->diagnostics, PM_STORE_NOT_WRITTEN,
                            "the store `%s` could not be written: %s", store->path, said);
    pm_note(store->diagnostics, found, "the store is as it was before");
    return false;
}

/* ---- Statements ---- */

sqlite3_stmt *pm_store_query(struct pm_store *store, enum pm_query query)
{
    sqlite3_stmt **statement = &store->statements[query];
    if (store->is_broken) return NULL;
    if (!*statement &&
        sqlite3_prepare_v3(store->database, queries[query], -1, SQLITE_PREPARE_PERSISTENT,
                           statement, NULL) != SQLITE_OK) {
        pm_store_failed(store);
        return NULL;
    }
    sqlite3_reset(*statement);
    return *statement;
}

int pm_store_step(struct pm_store *store, sqlite3_stmt *statement)
{
    if (!statement) return -1;
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) return 1;
    if (result != SQLITE_DONE) pm_store_failed(store);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? 0 : -1;
}

bool pm_store_run(struct pm_store *store, sqlite3_stmt *statement)
{
    return pm_store_step(store, statement) == 0;
}

void pm_store_bind_text(sqlite3_stmt *statement, int number, const char *text)
{
    if (text)
        sqlite3_bind_text(statement, number, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, number);
}

void pm_store_bind_day(sqlite3_stmt *statement, int number, int32_t day)
{
    char text[16];
    if (day == PM_NO_DAY) {
        sqlite3_bind_null(statement, number);
        return;
    }
    pm_format_day(day, text);
    sqlite3_bind_text(statement, number, text, -1, SQLITE_TRANSIENT);
}

const char *pm_store_column_text(sqlite3_stmt *statement, int number, struct pm_arena *arena)
{
    const unsigned char *text = sqlite3_column_text(statement, number);
    int size = sqlite3_column_bytes(statement, number);
    return text ? pm_arena_copy_text(arena, (const char *)text, (size_t)size) : "";
}

int32_t pm_store_column_day(sqlite3_stmt *statement, int number)
{
    int32_t day;
    const char *text = (const char *)sqlite3_column_text(statement, number);
    return text && pm_parse_day(pm_text_from(text), &day) ? day : PM_NO_DAY;
}

/* Runs SQL of our own that is not worth keeping. */
static bool execute(struct pm_store *store, const char *sql)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK ||
           pm_store_failed(store);
}

/* The number that a query of one row gives. */
static bool ask(struct pm_store *store, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) result = sqlite3_step(statement);
    bool found = result == SQLITE_ROW;
    if (found)
        *out = sqlite3_column_int64(statement, 0);
    else
        pm_store_failed(store);
    sqlite3_finalize(statement);
    return found;
}

/* ---- Opening ---- */

static void close_store(void *object)
{
    struct pm_store *store = object;
    for (int i = 0; i < PM_QUERY_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->database);
}

static bool check_version(struct pm_store *store, int64_t *version)
{
    int64_t application = 0;
    int64_t tables = 0;
    if (!ask(store, "SELECT count(*) FROM sqlite_schema", &tables) ||
        !ask(store, "PRAGMA application_id", &application) ||
        !ask(store, "PRAGMA user_version", version))
        return false;
    if (tables == 0 && application == 0 && *version == 0) return true; /* nothing yet */
    if (application != APPLICATION_ID) return report_foreign(store);
    if (*version <= PM_STORE_SCHEMA_VERSION) return *version >= 0 || report_foreign(store);
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        store->diagnostics, PM_STORE_NEWER,
        "the store `%s` has version %" PRId64 ", and this pm knows versions up to %d", store->path,
        *version, PM_STORE_SCHEMA_VERSION);
    pm_help(store->diagnostics, found, "use the pm that wrote it, or a newer one");
    return false;
}

/* Brings the store from `version` to ours, in one transaction. */
static bool migrate(struct pm_store *store, int64_t version)
{
    if (!execute(store, "BEGIN IMMEDIATE")) return false;
    bool done = check_version(store, &version); /* another program may have been faster */
    for (; done && version < PM_STORE_SCHEMA_VERSION; version++)
        done = execute(store, migrations[version]);
    const char *sql = pm_arena_format(
        store->arena,
        "INSERT INTO meta(\"key\", value) VALUES ('schema_version', '%d')"
        " ON CONFLICT(\"key\") DO UPDATE SET value = '%d';"
        "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
        PM_STORE_SCHEMA_VERSION, PM_STORE_SCHEMA_VERSION, APPLICATION_ID, PM_STORE_SCHEMA_VERSION);
    done = done && execute(store, sql);
    if (!done) sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return done;
}

/* A file that holds fewer pages than its header says was cut short. Pages that are only in the
 * write-ahead log do not count, so this is asked only when there is none. */
static bool check_size(struct pm_store *store)
{
    struct stat file;
    struct stat log;
    const char *log_path = pm_arena_format(store->arena, "%s-wal", store->path);
    if (stat(log_path, &log) == 0 && log.st_size > 0) return true;
    int64_t pages = 0;
    int64_t page_size = 0;
    if (!ask(store, "PRAGMA page_count", &pages) || !ask(store, "PRAGMA page_size", &page_size))
        return false;
    if (stat(store->path, &file) != 0 || (int64_t)file.st_size >= pages * page_size) return true;
    return report_damaged(store, "the file was cut short");
}

static bool prepare(struct pm_store *store)
{
    int64_t version = 0;
    sqlite3_busy_timeout(store->database, BUSY_TIMEOUT_MS);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (!execute(store, "PRAGMA cell_size_check = on; PRAGMA cache_size = -65536"
                        "; PRAGMA temp_store = memory"))
        return false;
    if (!check_version(store, &version)) return false;
    if (version == PM_STORE_SCHEMA_VERSION)
        return (store->mode == PM_STORE_READ || execute(store, "PRAGMA synchronous = full")) &&
               check_size(store);
    if (store->mode == PM_STORE_WRITE)
        return execute(store, "PRAGMA page_size = 65536; PRAGMA journal_mode = wal"
                              "; PRAGMA synchronous = full") &&
               migrate(store, version);
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(store->diagnostics, PM_STORE_OLDER,
                            "the store `%s` has to be brought up to date", store->path);
    pm_help(store->diagnostics, found, "run `pm load`");
    return false;
}

/* Looks at what stands at the path; false after a diagnostic. Makes the folder for a new store. */
static bool check_path(struct pm_store *store)
{
    struct stat file;
    if (stat(store->path, &file) == 0) {
        if (S_ISDIR(file.st_mode)) return report_foreign(store);
        if (file.st_size == 0 && store->mode == PM_STORE_WRITE)
            pm_diagnose_nowhere(store->diagnostics, PM_STORE_EMPTY,
                                "the store `%s` was an empty file, and is made anew", store->path);
        return true;
    }
    if (store->mode == PM_STORE_READ) {
        struct pm_diagnostic *found = pm_diagnose_nowhere(store->diagnostics, PM_STORE_MISSING,
                                                          "there is no store at `%s`", store->path);
        pm_help(store->diagnostics, found, "run `pm load` first");
        return false;
    }
    const char *slash = strrchr(store->path, '/');
    if (!slash || slash == store->path) return true;
    const char *folder =
        pm_arena_copy_text(store->arena, store->path, (size_t)(slash - store->path));
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) return true;
    pm_diagnose_nowhere(store->diagnostics, PM_STORE_NOT_OPENED,
                        "the folder `%s` could not be made: %s", folder, strerror(errno));
    return false;
}

struct pm_store *pm_store_open(struct pm_arena *arena, const char *path, enum pm_store_mode mode,
                               struct pm_diagnostics *diagnostics)
{
    struct pm_store *store = PM_NEW(arena, struct pm_store);
    store->arena = arena;
    store->path = pm_arena_copy_text(arena, path, strlen(path));
    store->mode = mode;
    store->diagnostics = diagnostics;
    if (!check_path(store)) return NULL;
    int flags =
        mode == PM_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    pm_arena_on_free(arena, close_store, store);
    int result = sqlite3_open_v2(path, &store->database, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (result != SQLITE_OK) {
        pm_store_failed(store);
        return NULL;
    }
    return prepare(store) ? store : NULL;
}

/* ---- Transactions ---- */

bool pm_store_begin(struct pm_store *store)
{
    enum pm_query query = store->mode == PM_STORE_READ ? PM_QUERY_BEGIN_READ : PM_QUERY_BEGIN_WRITE;
    store->is_open = pm_store_run(store, pm_store_query(store, query));
    return store->is_open;
}

bool pm_store_commit(struct pm_store *store)
{
    bool done = pm_store_write_dictionaries(store) &&
                pm_store_run(store, pm_store_query(store, PM_QUERY_COMMIT));
    if (!done) pm_store_rollback(store);
    store->is_open = store->is_broken = false;
    return done;
}

void pm_store_rollback(struct pm_store *store)
{
    for (int i = 0; i < PM_QUERY_COUNT; i++)
        sqlite3_reset(store->statements[i]);
    if (!sqlite3_get_autocommit(store->database))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    store->dictionaries = NULL; /* what they hold beyond the disk never was */
    store->is_open = store->is_broken = false;
}

bool pm_store_set_project(struct pm_store *store, const char *name)
{
    sqlite3_stmt *get = pm_store_query(store, PM_QUERY_GET_META);
    if (!get) return false;
    pm_store_bind_text(get, 1, "project");
    int result = pm_store_step(store, get);
    const unsigned char *known = result == 1 ? sqlite3_column_text(get, 0) : NULL;
    bool same = known && strcmp((const char *)known, name) == 0;
    sqlite3_reset(get);
    if (result < 0 || same) return result >= 0;
    sqlite3_stmt *set = pm_store_query(store, PM_QUERY_SET_META);
    if (!set) return false;
    pm_store_bind_text(set, 1, "project");
    pm_store_bind_text(set, 2, name);
    return pm_store_run(store, set);
}
