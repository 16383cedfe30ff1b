#include "runtime/effect/judge_both.h"

#include "runtime/history/history.h"

#include <string.h>

enum side { OLD, NEW };

struct pairing {
    struct pm_arena *arena;
    const struct pm_effect_input *input;
    struct pm_effect *out;
    bool each;               /* every period is told, not only the newest that was due */
    struct pm_symbols *ids;  /* first of the new side, then of the old one */
    struct pm_symbols *keys; /* likewise */
    uint32_t *by_id[2];      /* by number of the id: index in the release plus one; 0: none */
    uint32_t *newest[2];     /* by number of the key: the same, of the period that stands for it */
};

static const struct pm_release *release_of(const struct pairing *pairing, enum side side)
{
    return side == OLD ? pairing->input->old : pairing->input->new;
}

/* ---- Pairs ---- */

/* The name as the new side would say it: parts of it that were renamed have their new name. */
static const char *renamed(struct pairing *pairing, const char *name)
{
    const struct pm_whole *new = pairing->input->changes->new->model->whole;
    struct pm_buffer out;
    pm_buffer_start(&out, pairing->arena);
    for (const char *at = name; *at;) {
        size_t size = strcspn(at, ":/@#~*.,=");
        struct pm_text part = {at, size};
        for (size_t i = 0; size && i < new->renamings.count; i++)
            if (new->renamings.items[i]->to && pm_text_is(part, new->renamings.items[i]->from))
                part = pm_text_from(new->renamings.items[i]->to);
        pm_put_bytes(&out.sink, part.bytes, part.size);
        at += size;
        if (*at) pm_put_bytes(&out.sink, at++, 1);
    }
    return pm_buffer_text(&out);
}

static uint32_t number_of(struct pairing *pairing, enum side side, struct pm_symbols *names,
                          const char *name)
{
    if (side == OLD && !pm_symbol_find(names, pm_text_from(name))) name = renamed(pairing, name);
    return pm_symbol_make(names, pm_text_from(name))->id;
}

/* Of one series the last period that was due stands for it; the first where none was. */
static void take(struct pairing *pairing, enum side side, size_t index)
{
    const struct pm_finding *finding = &release_of(pairing, side)->findings[index];
    uint32_t id = number_of(pairing, side, pairing->ids, finding->id);
    uint32_t *newest =
        &pairing->newest[side][number_of(pairing, side, pairing->keys, finding->key)];
    pairing->by_id[side][id] = (uint32_t)index + 1;
    if (!*newest || finding->state != PM_STATE_NOT_DUE) *newest = (uint32_t)index + 1;
}

static void pair(struct pairing *pairing)
{
    struct pm_arena *arena = pairing->arena;
    size_t most = pairing->input->old->finding_count + pairing->input->new->finding_count + 1;
    pairing->ids = pm_symbols_new(arena);
    pairing->keys = pm_symbols_new(arena);
    for (int side = NEW; side >= OLD; side--) {
        pairing->by_id[side] = PM_NEW_ITEMS(arena, uint32_t, most);
        pairing->newest[side] = PM_NEW_ITEMS(arena, uint32_t, most);
        const struct pm_release *release = release_of(pairing, (enum side)side);
        for (size_t i = 0; i < release->finding_count; i++)
            take(pairing, (enum side)side, i);
    }
}

/* The finding of one side; NULL where it has none. */
static const struct pm_finding *get(const struct pairing *pairing, enum side side, size_t number)
{
    uint32_t index = pairing->by_id[side][number];
    return index ? &release_of(pairing, side)->findings[index - 1] : NULL;
}

/* How the series of a finding stands on a side: with what, and whether this finding is it. */
struct place {
    bool has_series;
    bool is_newest;
};

static struct place place_of(struct pairing *pairing, enum side side, size_t number)
{
    enum side holder = pairing->by_id[side][number] ? side : side == OLD ? NEW : OLD;
    const struct pm_finding *finding = get(pairing, holder, number);
    if (!finding) return (struct place){false, false};
    uint32_t key = number_of(pairing, holder, pairing->keys, finding->key);
    uint32_t newest = pairing->newest[side][key];
    return (struct place){newest != 0, newest && newest == pairing->by_id[side][number]};
}

/* ---- What became of one ---- */

static enum pm_effect_kind kind_of(enum pm_became became)
{
    switch (became) {
    case PM_BECAME_BETTER:
    case PM_BECAME_RESOLVED:
        return PM_EFFECT_BETTER;
    case PM_BECAME_GONE:
        return PM_EFFECT_GONE;
    case PM_BECAME_WORSE:
        return PM_EFFECT_WORSE;
    case PM_BECAME_NEW:
        return PM_EFFECT_NEW;
    case PM_BECAME_CHANGED:
        return PM_EFFECT_OTHER;
    case PM_BECAME_UNCHANGED:
    case PM_BECAME_COUNT:
        break;
    }
    return PM_EFFECT_KIND_COUNT;
}

static struct pm_effect_side side_of(const struct pairing *pairing, enum side side, size_t index)
{
    const struct pm_release *release = release_of(pairing, side);
    const struct pm_finding *finding = &release->findings[index];
    struct pm_effect_side result = {true, finding->state, finding->severity, ""};
    if (release->audience == PM_INTERNAL)
        result.shown = pm_finding_shown(pairing->arena, release, index);
    return result;
}

static bool is_hidden(const struct pm_finding *finding)
{
    return finding && finding->state == PM_STATE_SUPPRESSED;
}

static struct pm_effect_finding make(struct pairing *pairing, size_t number,
                                     enum pm_effect_kind kind)
{
    struct pm_effect_finding made = {.kind = kind};
    made.old.shown = made.new.shown = "";
    for (int side = OLD; side <= NEW; side++) {
        const struct pm_finding *finding = get(pairing, (enum side)side, number);
        if (!finding) continue;
        made.id = finding->id;
        made.key = finding->key;
        made.about = finding->kind;
        *(side == OLD ? &made.old : &made.new) =
            side_of(pairing, (enum side)side, pairing->by_id[side][number] - 1);
    }
    for (int side = NEW; side >= OLD; side--) {
        const struct pm_finding *finding = get(pairing, (enum side)side, number);
        if (finding)
            pm_effect_find_causes(pairing->arena, pairing->input->changes,
                                  release_of(pairing, (enum side)side), finding, &made);
    }
    return made;
}

static enum pm_effect_kind compare(struct pairing *pairing, size_t number)
{
    struct pm_recorded_finding sides[2];
    for (int side = OLD; side <= NEW; side++)
        sides[side] = pm_record_finding(pairing->arena, release_of(pairing, (enum side)side),
                                        pairing->by_id[side][number] - 1);
    return kind_of(pm_compare_findings(&sides[OLD], &sides[NEW]));
}

/* True when the finding is among those that are told: it stands for its series on a side that has
 * it. */
static bool is_told(struct pairing *pairing, size_t number)
{
    return pairing->each || place_of(pairing, OLD, number).is_newest ||
           place_of(pairing, NEW, number).is_newest;
}

/* PM_EFFECT_KIND_COUNT: there is nothing to tell about it. */
static enum pm_effect_kind judge(struct pairing *pairing, size_t number)
{
    const struct pm_finding *old = get(pairing, OLD, number);
    const struct pm_finding *new = get(pairing, NEW, number);
    struct pm_effect *out = pairing->out;
    if (!is_told(pairing, number)) return PM_EFFECT_KIND_COUNT;
    if ((old && pm_effect_is_untold(out, old, true)) ||
        (new &&pm_effect_is_untold(out, new, false))) {
        out->untold++;
        return PM_EFFECT_KIND_COUNT;
    }
    const struct pm_finding *either = new ? new : old;
    out->figures += either && either->has_cell;
    if (is_hidden(old) || is_hidden(new)) {
        out->not_shown++;
        return PM_EFFECT_KIND_COUNT;
    }
    if (!old || !new) {
        if (!place_of(pairing, old ? NEW : OLD, number).has_series)
            return old ? PM_EFFECT_GONE : PM_EFFECT_NEW;
        out->other_periods++;
        return PM_EFFECT_KIND_COUNT;
    }
    enum pm_effect_kind kind = compare(pairing, number);
    if (kind == PM_EFFECT_KIND_COUNT) out->unchanged++;
    return kind;
}

/* ---- What the privacy rules of each side show ---- */

static void count_shown(struct pairing *pairing)
{
    const struct pm_release *old = pairing->input->old_own;
    const struct pm_release *new = pairing->input->new_own;
    if (!old || !new) return;
    struct pm_effect_input own = {.changes = pairing->input->changes, .old = old, .new = new};
    struct pairing each = {.arena = pairing->arena, .input = &own};
    pair(&each);
    for (size_t i = 0; i < pm_symbols_count(each.ids); i++) {
        const struct pm_finding *before = get(&each, OLD, i);
        const struct pm_finding *after = get(&each, NEW, i);
        if (!before || !after || is_hidden(before) == is_hidden(after)) continue;
        *(is_hidden(after) ? &pairing->out->hidden_now : &pairing->out->shown_now) += 1;
    }
}

void pm_effect_find(struct pm_arena *arena, const struct pm_effect_input *input, bool each,
                    struct pm_effect *out)
{
    struct pairing pairing = {.arena = arena, .input = input, .out = out, .each = each};
    pair(&pairing);
    size_t count = pm_symbols_count(pairing.ids);
    enum pm_effect_kind *kinds = PM_NEW_ITEMS(arena, enum pm_effect_kind, count + 1);
    for (size_t i = 0; i < count; i++)
        kinds[i] = judge(&pairing, i);
    out->findings = PM_NEW_ITEMS(arena, struct pm_effect_finding, count + 1);
    for (int kind = 0; kind < PM_EFFECT_KIND_COUNT; kind++)
        for (size_t i = 0; i < count; i++) {
            if ((int)kinds[i] != kind) continue;
            out->findings[out->count++] = make(&pairing, i, (enum pm_effect_kind)kind);
            out->counts[kind]++;
        }
    count_shown(&pairing);
}
