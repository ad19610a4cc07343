"""What an officer is shown of possible matches: pairs of which both sides are theirs to see, with reasons.

Which pairs there are was found beforehand (``actions.comparing``); what agrees is read from the entities again each
time, so nothing that was withdrawn or protected since can show. What officers have judged goes before it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Q

from samakki.access.models import Officer
from samakki.entities.models import Entity
from samakki.entities.queries import Caption
from samakki.entities.queries.details import caption_of
from samakki.entities.queries.search.holding import entities_holding
from samakki.entities.queries.seeing import seen, seen_entities
from samakki.matching.domain import blocking
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.domain.levels import Finding, compare, unknown
from samakki.matching.domain.profiles import Profiles, profiles
from samakki.matching.domain.rarity import Holders, by_holders
from samakki.matching.domain.vocabulary import Judgement
from samakki.matching.domain.weighing import Reason, Weighed, weigh
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries.finding import ALL_TYPES, MOST_COUNTED, called_by, of_this_node
from samakki.matching.queries.judgements import JudgementRow, judged, seen_around, touching
from samakki.matching.queries.records import records_of

MOST_ROWS = 100
MUCH_SHARED = 1.0  # bits
OPEN = {"is_protected": False, "resource__is_protected": False, "source__is_draft": False}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with what it is worth.

    Attributes:
        holders: of an agreeing identifier, how many records hold it that the officer may see; else 0.
    """

    finding: Finding
    reason: Reason
    holders: int = 0


@dataclass(frozen=True, slots=True)
class Possible:
    """One possible match.

    Attributes:
        other: what lists call it.
        told: findings, those that speak for it first.
        unknown: codes of comparisons that one side alone knows something for.
        probability: shown on request alone.
        is_shared: what agrees, people of one family, village or case often share, and it counts for less.
    """

    other: Caption
    told: tuple[Told, ...]
    unknown: tuple[str, ...]
    probability: float
    is_shared: bool


@dataclass(frozen=True, slots=True)
class PossibleMatches:
    """Possible matches of one entity, as one officer sees them.

    Attributes:
        entity: what lists call it.
        shown: the likeliest first.
        count: how many there are, those not shown among them.
        is_compared: it was compared at least once; links and events never are.
        is_waiting: it was changed and is still to be compared.
        is_cut: so many have its name that only the likeliest were compared.
    """

    entity: Caption
    shown: tuple[Possible, ...]
    count: int
    is_compared: bool
    is_waiting: bool
    is_cut: bool


def possible_matches(by: Officer, reference: str, *, most: int) -> PossibleMatches | None:
    """Possible matches of an entity that nobody has judged yet.

    Args:
        by: who asks.
        reference: of the entity.
        most: how many are shown; all are counted.

    Returns:
        None where the entity is missing, protected or not open to `by`, alike.
    """
    row = Entity.objects.filter(reference=reference).values_list("pk", flat=True).first()
    rows = _rows(row) if row is not None else []
    # The policy is asked once, for all of them; what it does not let through is not counted either.
    captions = _open_ones(by, [reference, *(other for _, other in rows)])
    if row is None or reference not in captions:
        return None
    left = unjudged(by, reference, [other for _, other in rows if other in captions])
    wanted = [one for one in rows if one[1] in left]
    shown = wanted[:most]
    told = _compared(by, row, [pk for pk, _ in shown], of_this_node(shipped()))
    compared = Compared.objects.filter(entity=row).first()
    return PossibleMatches(
        captions[reference],
        tuple(_possible(captions[other], told[pk]) for pk, other in shown if pk in told),
        len(wanted),
        compared is not None,
        compared is not None and compared.asked_at is not None,
        compared is not None and compared.is_cut,
    )


def possible_match(by: Officer, a: str, b: str) -> Possible | None:
    """Two entities compared now, found before or not; None where not both are open to `by`."""
    captions = _open_ones(by, [a, b])
    if {a, b} != set(captions):
        return None
    numbers = dict(Entity.objects.filter(reference__in=[a, b]).values_list("reference", "pk"))
    told = _compared(by, numbers[a], [numbers[b]], of_this_node(shipped()))
    return _possible(captions[b], told[numbers[b]])


_Compared = tuple[tuple[Told, ...], tuple[str, ...], Weighed]


def _possible(other: Caption, compared: _Compared) -> Possible:
    told, lacking, weighed = compared
    return Possible(other, told, lacking, weighed.probability, weighed.shared >= MUCH_SHARED)


def _rows(pk: int) -> list[tuple[int, str]]:
    """Number and reference of the other side of each candidate, the likeliest first, whoever may see it."""
    found = []
    for mine, theirs in (("first", "second"), ("second", "first")):
        rows = Candidate.objects.filter(**{mine: pk}).order_by("-weight")
        found += list(rows.values_list("weight", theirs, f"{theirs}__reference")[:MOST_ROWS])
    found.sort(key=lambda one: (-one[0], one[2]))
    return [(number, reference) for _, number, reference in found]


def _open_ones(by: Officer, references: Collection[str]) -> dict[str, Caption]:
    """What lists call those that `by` may see and that are compared at all."""
    return {row.reference: caption_of(row) for row in seen_entities(by, references).filter(**OPEN)}


def open_to(by: Officer, side: str) -> Q:
    """The policy, and that nobody is protected, as a condition on one side of a candidate."""
    return seen(by, prefix=f"{side}__") & Q(**{f"{side}__{name}": value for name, value in OPEN.items()})


def _compared(by: Officer, pk: int, others: Sequence[int], definition: Definition) -> dict[int, _Compared]:
    held = records_of([pk, *others])
    if pk not in held:
        return {}

    @cache
    def holders(value: str) -> int:
        numbers = entities_holding(blocking.holding(value), types=ALL_TYPES, most=MOST_COUNTED)
        return Entity.objects.filter(seen(by), pk__in=numbers).count()

    @cache
    def bodies(words: frozenset[str]) -> int:
        return Entity.objects.filter(seen(by), pk__in=called_by(words)).count()

    rarity = by_holders(definition, holders, bodies)
    found: dict[int, _Compared] = {}
    for other in others:
        if other in held:
            findings = compare(definition, held[pk].record, held[other].record)
            weighed = weigh(definition, findings, rarity)
            told = [
                Told(finding, reason, _held(finding, reason, holders))
                for finding, reason in zip(findings, weighed.reasons, strict=True)
            ]
            told.sort(key=lambda one: -one.reason.weight)
            found[other] = tuple(told), unknown(definition, held[pk].record, held[other].record), weighed
    return found


def _held(finding: Finding, reason: Reason, holders: Holders) -> int:
    is_shared = reason.rarity is not None and "language_a" not in finding.facts
    return holders(str(finding.facts["a"])) if is_shared else 0


def unjudged(by: Officer, reference: str, others: Collection[str]) -> set[str]:
    """Those about which judgements that `by` may see say nothing yet: neither directly nor through profiles."""
    if not others or not touching([reference, *others]):
        return set(others)
    rows = seen_around(by, [reference, *others])
    found = profiles(judged(rows))
    mine = set(found.of(reference))
    said = [row for row in rows if row.withdrawn is None]
    directly = {row.other(reference) for row in said if reference in {row.a, row.b}}
    return {one for one in others if one not in mine | directly and not _is_judged(said, mine, one, found)}


def _is_judged(said: Sequence[JudgementRow], mine: set[str], other: str, found: Profiles) -> bool:
    theirs = set(found.of(other))
    return any(
        (row.a in mine and row.b in theirs) or (row.a in theirs and row.b in mine)
        for row in said
        if row.judgement is not Judgement.POSITIVE or row.is_waiting
    )
