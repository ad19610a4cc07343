"""Disclosures that rest on people and things which somebody wants to take away."""

from collections.abc import Iterator, Sequence

from samakki.entities.models import Entity
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.models import Disclosure
from samakki.intelligence.queries.boards import board
from samakki.kernel.refusals import Refusal

LEFT = frozenset({DisclosureState.SENT.value, DisclosureState.RECALLED.value})


def held_by_disclosures(count: int, records: str) -> Refusal:
    """Why an import stays of which other desks have something, or are about to."""
    return Refusal("import-in-disclosure", {"count": count, "records": records})


def disclosed_with(references: Sequence[str]) -> Iterator[str]:
    """Disclosures with a value of one of these entities: those being built, and those that some desk still holds.

    Asks no policy: for an action that refuses.
    """
    wanted = set(references)
    reports = Entity.objects.filter(reference__in=wanted).values("resource")
    rows = Disclosure.objects.filter(report__resource__in=reports).exclude(state=DisclosureState.STOPPED.value)
    for row in rows.order_by("pk"):
        is_over = row.state in LEFT and not any(one.is_held for one in board(row.reference))
        if wanted & set(row.statements) and not is_over:
            yield row.reference
