"""Profiles: what follows from all judgements together. Nothing is stored of it, so nothing can be lost by it.

Positive judgements join, and join on: A with B and B with C is one profile of three. A negative judgement vetoes:
where the two it parts are joined all the same, every positive judgement that helps to join them rests until officers
have settled it, because nothing tells which of them is wrong. What hangs on by other judgements stays.

The order in which judgements were made makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samakki.matching.domain.vocabulary import Judgement

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement in force. The two are references; which comes first makes no difference."""

    code: str
    a: str
    b: str
    judgement: Judgement

    @property
    def pair(self) -> Pair:
        """The two in one order."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entities that a negative judgement parts and positive ones join.

    Attributes:
        pair: the two.
        negative: codes of the negative judgements on them.
        positive: codes of the positive judgements that rest because of it.
    """

    pair: Pair
    negative: tuple[str, ...]
    positive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """What a set of judgements amounts to.

    Attributes:
        groups: references of the entities of each profile of two or more, in order.
        conflicts: in order of their pairs.
    """

    groups: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]

    def of(self, reference: str) -> tuple[str, ...]:
        """The whole profile of an entity, itself among it; alone where nothing joins it."""
        return next((group for group in self.groups if reference in group), (reference,))


def profiles(judged: Iterable[Judged]) -> Profiles:
    """Profiles and conflicts that follow from judgements.

    Args:
        judged: those in force: confirmed where they need it, not withdrawn, no protected person on either side.

    >>> profiles([Judged("J-1", "A", "B", Judgement.POSITIVE), Judged("J-2", "B", "C", Judgement.POSITIVE)]).groups
    (('A', 'B', 'C'),)
    """
    positive: defaultdict[Pair, set[str]] = defaultdict(set)
    negative: defaultdict[Pair, set[str]] = defaultdict(set)
    for one in judged:
        if one.judgement is Judgement.POSITIVE:
            positive[one.pair].add(one.code)
        elif one.judgement is Judgement.NEGATIVE:
            negative[one.pair].add(one.code)
    joined = {member: group for group in components(positive) for member in group}
    resting: set[Pair] = set()
    conflicts = []
    for pair in sorted(negative):
        a, b = pair
        if joined.get(a) is not joined.get(b) or a not in joined:
            continue
        helping = between(a, b, [edge for edge in positive if joined[edge[0]] is joined[a]])
        resting |= helping
        codes = {code for edge in helping for code in positive[edge]}
        conflicts.append(Conflict(pair, tuple(sorted(negative[pair])), tuple(sorted(codes))))
    return Profiles(tuple(sorted(components(set(positive) - resting))), tuple(conflicts))


def components(edges: Iterable[Pair]) -> Iterator[tuple[str, ...]]:
    """Groups of references that edges join, each in order."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    met: set[str] = set()
    for start in sorted(near):
        if start in met:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = near[waiting.pop()] - group
            group |= new
            waiting += new
        met |= group
        yield tuple(sorted(group))


def between(a: str, b: str, edges: Sequence[Pair]) -> set[Pair]:
    """Every edge that lies on a way from `a` to `b` that meets no entity twice.

    Those are the edges in one block (biconnected component) with an edge from `a` to `b` put in for the purpose.
    Source: Hopcroft and Tarjan, Algorithm 447, 1973; without recursion here, because a profile may be a long chain.
    """
    direct: Pair = (a, b) if a < b else (b, a)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for x, y in sorted({*edges, direct}):
        near[x].append(y)
        near[y].append(x)
    number, low = {a: 0}, {a: 0}
    walked: list[Pair] = []
    path = [(a, "", iter(near[a]))]
    while path:
        here, came_from, others = path[-1]
        other = next(others, None)
        if other is None:
            path.pop()
            if path:
                before = path[-1][0]
                low[before] = min(low[before], low[here])
                if low[here] >= number[before]:  # the edges walked since then are one block
                    cut = walked.index(ordered(before, here))
                    block = set(walked[cut:])
                    del walked[cut:]
                    if direct in block:
                        return block if direct in edges else block - {direct}
            continue
        if other == came_from:
            continue
        if other not in number:
            walked.append(ordered(here, other))
            number[other] = low[other] = len(number)
            path.append((other, here, iter(near[other])))
        elif number[other] < number[here]:
            walked.append(ordered(here, other))
            low[here] = min(low[here], number[other])
    return set()


def ordered(a: str, b: str) -> Pair:
    """Two references in one order."""
    return (a, b) if a < b else (b, a)


@dataclass(frozen=True, slots=True)
class Change:
    """What a judgement, or taking one back, does to a profile.

    Attributes:
        before: the profiles that are touched, as they were; entities that stood alone are groups of one.
        after: the same entities as they are grouped now.
        conflicts: those there now among them.
    """

    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]

    @property
    def comes_apart(self) -> bool:
        """Whether something that was one profile is more than one now."""
        return any(not any(set(group) <= set(new) for new in self.after) for group in self.before)


def change(before: Profiles, after: Profiles, touched: Iterable[str]) -> Change:
    """What became of the profiles of `touched`."""
    wide = {member for one in touched for found in (before, after) for member in found.of(one)}
    wide |= {member for one in wide for found in (before, after) for member in found.of(one)}
    then = sorted({before.of(one) for one in wide})
    now = sorted({after.of(one) for one in wide})
    found = tuple(one for one in after.conflicts if wide & set(one.pair))
    return Change(tuple(then), tuple(now), found)
