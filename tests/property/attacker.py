"""attacker.py: what a reader can work out of published tables, with nothing but arithmetic.

Tables of counts hang together by sums (parts make a total) and by order (so many passed of so many
tested). What is published is known; for the rest there is a system of equations and inequalities in
whole numbers. `width` says how many more values than one a count can have: a table that was found and
checked says how many surely, a bound of linear programming how many at most. Where both agree, it is
decided. Written without knowledge of how pm decides; it is given the truth only as a point to start
from, which changes no answer."""
from fractions import Fraction
from math import floor

MOST_TRIES = 20000  # of branching, for one count
MOST_PIVOTS = 5000
NEAR = 1e-7


class Attack:
    """Counts by name; `known` of them are published."""

    def __init__(self, truth, known, sums, orders):
        self.truth = truth
        self.hidden = [name for name in truth if name not in known]
        self.place = {name: i for i, name in enumerate(self.hidden)}
        rows = []
        for total, parts in sums:
            row = {}
            for name, factor in [(part, 1) for part in parts] + [(total, -1)]:
                if name in self.place:
                    at = self.place[name]
                    row[at] = row.get(at, 0) + factor
            row = {at: factor for at, factor in row.items() if factor}
            if row:
                rows.append(row)
        self.steps = [{} for _ in self.hidden]  # by count: how each move changes it
        for move, vector in enumerate(null_basis(rows, len(self.hidden))):
            for at, factor in vector.items():
                self.steps[at][move] = factor
        self.limits = []  # (steps, room): the sum of steps times moves is at most room
        for name, at in self.place.items():
            if self.steps[at]:
                self.limits.append(({m: -c for m, c in self.steps[at].items()}, truth[name]))
        for small, large in orders:
            row = difference(self.steps_of(small), self.steps_of(large))
            if row:
                self.limits.append((row, truth[large] - truth[small]))
        self.parts = {}  # by move
        self.by_move = {}
        for index, (row, _) in enumerate(self.limits):
            for move in row:
                self.by_move.setdefault(move, []).append(index)

    def steps_of(self, name):
        return self.steps[self.place[name]] if name in self.place else {}

    def width(self, name, enough, less=None):
        """(surely, at most): how many more values than one are left to a count, up to `enough`; with
        `less`, to what is left of it without that other one."""
        steps = self.steps_of(name)
        if less:
            steps = difference(steps, self.steps_of(less))
        surely = self.seen(steps, enough)
        if surely >= enough or not steps:
            return surely, surely
        part = self.part_of(next(iter(steps)))
        aim = [steps.get(move, 0) for move in part.moves]
        up, most_up = self.reach(part, aim, enough)
        if up >= enough:
            return enough, enough
        down, most_down = self.reach(part, [-a for a in aim], enough - up)
        return min(enough, max(surely, up + down)), min(enough, most_up + most_down)

    def seen(self, steps, enough):
        """How far apart a count is in the tables that were found so far, and in those that one
        move makes."""
        far = 0
        for move, factor in steps.items():
            up, down = self.range_of(move, enough)
            far = max(far, abs(factor) * (up + down))
        if steps and far < enough:
            part = self.part_of(next(iter(steps)))
            at = [(part.place[move], factor) for move, factor in steps.items()]
            values = [sum(point[i] * factor for i, factor in at) for point in part.points]
            far = max(far, max(values) - min(values))
        return min(enough, far)

    def reach(self, part, aim, enough):
        found, most, point = reach(aim, part.limits, enough)
        if point:
            part.points.append(point)
        return found, most

    def range_of(self, move, enough):
        """How often a move alone can be made, forwards and backwards."""
        up = down = enough
        for index in self.by_move.get(move, []):
            row, room = self.limits[index]
            factor = row[move]
            if factor > 0:
                up = min(up, room // factor)
            else:
                down = min(down, room // -factor)
        return up, down

    def part_of(self, move):
        """The part of the system that hangs together with a move."""
        if move not in self.parts:
            part = Part()
            waiting = [move]
            chosen = set()
            while waiting:
                one = waiting.pop()
                if one in part.place:
                    continue
                part.place[one] = len(part.moves)
                part.moves.append(one)
                self.parts[one] = part
                for index in set(self.by_move.get(one, [])) - chosen:
                    chosen.add(index)
                    waiting += self.limits[index][0]
            part.set_limits([self.limits[index] for index in sorted(chosen)])
        return self.parts[move]


class Part:
    """Moves that hang together, their limits by position, and tables that were found: how often each
    move is made."""

    def __init__(self):
        self.moves = []
        self.place = {}
        self.limits = []
        self.points = []

    def set_limits(self, limits):
        rooms = {}
        for row, room in limits:
            dense = [0] * len(self.moves)
            for move, factor in row.items():
                dense[self.place[move]] = factor
            key = tuple(dense)
            rooms[key] = min(room, rooms.get(key, room))
        self.limits = sorted(rooms.items())
        self.points = [[0] * len(self.moves)]


def difference(a, b):
    row = dict(a)
    for move, factor in b.items():
        row[move] = row.get(move, 0) - factor
    return {move: factor for move, factor in row.items() if factor}


# ---- Equations ----

def null_basis(rows, count):
    """Whole-numbered vectors {place: factor} that span what the rows leave open."""
    done = []  # (pivot place, row with 1 there)
    for row in rows:
        for place, pivot in done:
            row = without(row, place, pivot)
        if not row:
            continue
        place = next((p for p, c in sorted(row.items()) if abs(c) == 1), min(row))
        lead = row[place]
        row = {p: exact(Fraction(c) / lead) for p, c in row.items()}
        done = [(p, without(other, place, row)) for p, other in done] + [(place, row)]
    pivots = {place for place, _ in done}
    vectors = {free: {free: 1} for free in range(count) if free not in pivots}
    for place, row in done:
        for free, factor in row.items():
            if free != place:
                vectors[free][place] = -factor
    return [whole_vector(vectors[free]) for free in sorted(vectors)]


def without(row, place, pivot):
    factor = row.get(place)
    if not factor:
        return row
    changed = dict(row)
    for p, c in pivot.items():
        value = exact(changed.get(p, 0) - factor * c)
        if value:
            changed[p] = value
        else:
            changed.pop(p, None)
    return changed


def exact(value):
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def whole_vector(vector):
    scale = 1
    for value in vector.values():
        if isinstance(value, Fraction):
            scale *= Fraction(value.denominator, scale).numerator if scale % value.denominator \
                else 1
    return {place: int(value * scale) for place, value in vector.items()}


# ---- Inequalities in whole numbers ----

def reach(aim, limits, enough):
    """How far the aim can go from 0, up to `enough`: what was found, what nobody can pass, and where
    the former is (None: at 0)."""
    if not any(aim) or enough <= 0:
        return 0, 0, None
    best, point = maximum(aim, limits, enough)
    upper = min(enough, floor(best + NEAR)) if best is not None else enough
    found, place = value_at(aim, limits, point)
    if found >= upper:
        return min(enough, found), upper, place
    return branch(aim, limits, upper, (found, place))


def value_at(aim, limits, point):
    """The aim at a point of whole numbers, and the point; (0, None) where it is none, or breaks a
    limit."""
    if point is None or any(abs(t - round(t)) > NEAR for t in point):
        return 0, None
    rounded = [round(t) for t in point]
    at = [(i, t) for i, t in enumerate(rounded) if t]
    for row, room in limits:
        if sum(row[i] * t for i, t in at) > room:
            return 0, None
    return sum(aim[i] * t for i, t in at), rounded


def branch(aim, limits, upper, best):
    """(found, at most, where), by branching where the simplex method gives fractions."""
    waiting = [(limits, [0.0] * len(aim))]
    tries = 0
    while waiting and best[0] < upper:
        tries += 1
        rows, start = waiting.pop()
        value, point = from_start(aim, rows, start, upper)
        if value is None or tries > MOST_TRIES:
            return best[0], upper, best[1]
        if floor(value + NEAR) <= best[0]:
            continue
        found = value_at(aim, limits, point)
        if found[1]:
            best = max(best, found, key=lambda one: one[0])
            continue
        split = max(range(len(point)), key=lambda i: abs(point[i] - round(point[i])))
        row = [0] * len(point)
        row[split] = 1
        below = floor(point[split])
        for cut in ((tuple(-c for c in row), -(below + 1)), (tuple(row), below)):
            inside = move_inside(rows, start, cut)
            if inside:
                waiting.append((rows + [cut], inside))
    found = min(best[0], upper)
    return found, found, best[1]


def from_start(aim, rows, start, enough):
    """`maximum` from another point where all hold."""
    shifted = [(row, max(0.0, room - sum(c * t for c, t in zip(row, start))))
               for row, room in rows]
    own = sum(a * t for a, t in zip(aim, start))
    value, point = maximum(aim, shifted, enough - own)
    if value is None:
        return None, None
    return value + own, [a + b for a, b in zip(start, point)]


def move_inside(rows, start, cut):
    """A point where the cut holds, too; None: there is none."""
    row, room = cut
    if sum(c * t for c, t in zip(row, start)) <= room:
        return start
    value, point = from_start([-c for c in row], rows, start, -room)
    return point if value is not None and value >= -room - NEAR else None


def maximum(aim, constraints, enough):
    """The simplex method from t = 0, where all hold, by Bland's rule: (value, point), or (None, None)
    where it takes too long. Ends early when `enough` is reached. t may be below 0: each is the
    difference of two columns."""
    count = len(aim)
    rows = [[float(c) for c in row] + [-float(c) for c in row] + [float(room)]
            for row, room in constraints]
    rows.append([float(a) for a in aim] + [-float(a) for a in aim] + [float(enough)])
    width = 2 * count
    cost = rows[-1][:width]
    names = list(range(width))
    base = [width + i for i in range(len(rows))]
    value = 0.0
    for _ in range(MOST_PIVOTS):
        enter = min((i for i in range(width) if cost[i] > 1e-9), key=lambda i: names[i], default=-1)
        if enter < 0 or value >= enough - 1e-9:
            point = [0.0] * width
            for i, name in enumerate(base):
                if name < width:
                    point[name] = rows[i][-1]
            return value, [point[i] - point[count + i] for i in range(count)]
        leave = leaving_row(rows, base, enter)
        value += exchange(rows, cost, leave, enter)
        base[leave], names[enter] = names[enter], base[leave]
    return None, None


def leaving_row(rows, base, enter):
    """The row that limits a column most; the last row always limits the aim."""
    leave = -1
    ratio = 0.0
    for i, row in enumerate(rows):
        if row[enter] > 1e-9:
            own = row[-1] / row[enter]
            if leave < 0 or own < ratio - 1e-12 or (own < ratio + 1e-12 and base[i] < base[leave]):
                leave, ratio = i, own
    return leave


def exchange(rows, cost, leave, enter):
    """One step; what it adds to the value."""
    lead = rows[leave][enter]
    new = [v / lead for v in rows[leave]]
    new[enter] = 1.0 / lead
    for i, row in enumerate(rows):
        factor = row[enter]
        if i != leave and factor:
            changed = [a - factor * b for a, b in zip(row, new)]
            changed[enter] = -factor / lead
            rows[i] = changed
    factor = cost[enter]
    for i, own in enumerate(new[:-1]):
        cost[i] -= factor * own
    cost[enter] = -factor / lead
    rows[leave] = new
    return factor * new[-1]
