"""What stands here and belongs to another agency that has not allowed its use in court: no print of a case shows it.

Asks no policy: whoever prints has opened the case, and these say nothing but whose something is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from samakki.entities.models import Entity
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_items import THINGS
from samakki.intelligence.domain.holdings import HoldingState, refusals_to_print
from samakki.intelligence.models import Holding
from samakki.intelligence.queries.grants import grants_on


@dataclass(frozen=True, slots=True)
class WithheldCopy:
    """One report, item, person or thing that rests on a copy whose owner did not allow use in court.

    Attributes:
        reference: of it: "R-…", "I-…", "E-…".
        received: what came: "DR-…".
        owner: address of the desk that owns it.
    """

    reference: str
    received: str
    owner: str


def withheld_from_court(references: Collection[str]) -> Iterator[WithheldCopy]:
    """What of these may not be shown in court today.

    A report rests on every copy it was made of. What it describes rests on the copy of people and things; where none
    came, an officer took it out of the sentences, so it rests on all of them.
    """
    sources = dict(
        Entity.objects.filter(reference__in=references, source__isnull=False).values_list(
            "reference", "source__reference"
        )
    )
    by_report = _copies({*references, *sources.values()})
    by_item = Holding.objects.filter(report_item__in=references).select_related("received")
    for reference in sorted(set(references)):
        report = sources.get(reference, reference)
        copies = by_report.get(report, [])
        if reference in sources:
            copies = [one for one in copies if one.item == THINGS] or copies
        copies = copies or [one for one in by_item if one.report_item == reference]
        stopped = next((one for one in copies if _is_stopped(one)), None)
        if stopped is not None:
            yield WithheldCopy(reference, stopped.received.reference, stopped.received.originator_desk)


def _copies(reports: Collection[str]) -> Mapping[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    rows = Holding.objects.filter(received__report__reference__in=reports).select_related("received__report")
    for one in rows.order_by("pk"):
        if one.received.report is not None:
            found.setdefault(one.received.report.reference, []).append(one)
    return found


def _is_stopped(copy: Holding) -> bool:
    state, held = HoldingState(copy.state), conditions.read(copy.handling)
    return bool(refusals_to_print(state, held, grants=grants_on(copy), today=timezone.localdate()))
