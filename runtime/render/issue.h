/* issue.h: a result as forges and test tools take it: a list of issues, each with a rule, a place in
 * a file of the repository, and an identity that stays when lines move.
 *
 * Diagnostics are issues as they are. Of findings the newest of each series counts, or all with
 * `style->all`; the identity is the finding's key. Texts are borrowed or in the arena given. What
 * stands in data files is no part of an issue: it stays with those who load them. */
#ifndef PM_ISSUE_H
#define PM_ISSUE_H

#include "runtime/render/result.h"

/* A place in a file; columns count code points and, in `first_byte` and `last_byte`, bytes. */
struct pm_issue_place {
    const char *path; /* from the top of the repository; NULL: in no file */
    uint32_t line;    /* from 1; 0: the file as a whole, and nothing below is set */
    uint32_t column;  /* from 1; 0: not known */
    uint32_t end_line;
    uint32_t end_column; /* after the last letter */
    uint32_t first_byte;
    uint32_t last_byte; /* after the last byte; on the line `end_line` */
    const char *text;   /* of another place: what it has to do with the issue */
};

enum pm_issue_outcome {
    PM_ISSUE_WRONG,    /* it asks for something */
    PM_ISSUE_ACCEPTED, /* likewise, but the plan accepts it */
    PM_ISSUE_GOOD,     /* checked, and all is well */
    PM_ISSUE_UNJUDGED  /* nothing to say yet: not due, not shown, no target */
};

struct pm_issue {
    enum pm_issue_outcome outcome;
    enum pm_severity severity;
    enum pm_code code;                   /* the rule; PM_CODE_COUNT: the kind of finding is */
    enum pm_finding_kind kind;           /* PM_FINDING_KIND_COUNT: it is no finding */
    const struct pm_change_kind *change; /* it is a change of this kind; NULL: see code and kind */
    bool fails;                          /* of a change: it fails the run */
    const char *state;                   /* of a finding: its word; "" */
    const char *message;
    const char *key; /* its identity; no two issues of a result have the same */
    const char *id;  /* of a finding its id; "" */
    struct pm_issue_place place;
    struct pm_issue_place *others; /* that take part */
    size_t other_count;
    const char **notes;
    size_t note_count;
    const char *help;        /* what to write; NULL: none */
    const char *replacement; /* for the text at `place`; NULL: none */
    const char *reason;      /* why it is accepted; "" */
    const char *group;       /* what it belongs to: a file, or "plan/goal" */
};

struct pm_issues {
    PM_ARRAY(struct pm_issue) list;
};

/* The issues of a result, in its order. */
void pm_issues_make(struct pm_arena *arena, const struct pm_style *style,
                    const struct pm_result *result, struct pm_issues *out);

/* The same, those that ask for something alone (accepted ones too where `with_accepted`), errors
 * first. */
void pm_issues_alerts(struct pm_arena *arena, const struct pm_style *style,
                      const struct pm_result *result, bool with_accepted, struct pm_issues *out);

/* Names of the rule of an issue: "PM0203" and "target_without_baseline", or "status" for both; and
 * what it means, in a line and in a paragraph. */
const char *pm_issue_rule(struct pm_arena *arena, const struct pm_issue *issue);
const char *pm_issue_rule_name(const struct pm_issue *issue);
const char *pm_issue_rule_title(const struct pm_issue *issue);
const char *pm_issue_rule_why(const struct pm_issue *issue);

/* What else is to be known, a line each: notes, other places, what to write; "" for nothing. */
const char *pm_issue_details(struct pm_arena *arena, const struct pm_issue *issue);

/* True when it fails the run, by --fail-on. */
bool pm_issue_fails(const struct pm_result *result, const struct pm_issue *issue);

/* 32 hexadecimal letters that stand for the identity. */
const char *pm_issue_fingerprint(struct pm_arena *arena, const struct pm_issue *issue);

/* A path as the repository has it: behind the project's folder. */
const char *pm_issue_path(struct pm_arena *arena, const struct pm_result *result, const char *path);

/* ---- Where they come from: each appends ---- */

void pm_issues_add_report(struct pm_arena *arena, const struct pm_result *result,
                          const struct pm_diagnostic_report *report, struct pm_issues *out);
void pm_issues_add_loaded(struct pm_arena *arena, const struct pm_result *result,
                          struct pm_issues *out);
void pm_issues_add_findings(struct pm_arena *arena, const struct pm_style *style,
                            const struct pm_result *result, struct pm_issues *out);

void pm_issues_add_changes(struct pm_arena *arena, const struct pm_style *style,
                           const struct pm_result *result, struct pm_issues *out);

void pm_issues_add_years(struct pm_arena *arena, const struct pm_result *result,
                         struct pm_issues *out);

/* The place of a span of the plan's text. */
struct pm_issue_place pm_issue_place_of(struct pm_arena *arena, const struct pm_result *result,
                                        struct pm_sources *sources, struct pm_span span);

#endif
