"""What stands here and belongs to another agency that has not allowed what a print or a file would be used for.

Asks no policy: whoever prints has opened the case, and these say nothing but whose something is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from samakki.entities.models import Entity
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.holdings import HoldingState, refusals_to_print, refusals_to_take_out
from samakki.intelligence.models import Holding
from samakki.intelligence.queries.grants import grants_on
from samakki.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class WithheldCopy:
    """One report, item, person or thing that rests on a copy whose owner did not allow a use.

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
        yield from _stopped(reference, copies, refusals_to_print)


def withheld_from_files(sources: Collection[str]) -> Iterator[WithheldCopy]:
    """Which reports no file may hold people and things of today: the same copies, asked for what a file takes."""
    for report, copies in sorted(_copies(sources).items()):
        yield from _stopped(report, [one for one in copies if one.item == THINGS] or copies, refusals_to_take_out)


def withheld_words(report: str) -> Iterator[WithheldCopy]:
    """What stops the words at the head of a report from leaving as they came; nothing where the report is our own."""
    yield from _stopped(
        report, [one for one in _copies([report]).get(report, []) if one.item == SUMMARY], refusals_to_take_out
    )


def _copies(reports: Collection[str]) -> Mapping[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    rows = Holding.objects.filter(received__report__reference__in=reports).select_related("received__report")
    for one in rows.order_by("pk"):
        if one.received.report is not None:
            found.setdefault(one.received.report.reference, []).append(one)
    return found


def _stopped(
    reference: str, copies: Iterable[Holding], asked: Callable[..., Sequence[Refusal]]
) -> Iterator[WithheldCopy]:
    """The first of some copies that may not be used so, as what stops `reference`."""
    today = timezone.localdate()
    for one in copies:
        if asked(HoldingState(one.state), conditions.read(one.handling), grants=grants_on(one), today=today):
            yield WithheldCopy(reference, one.received.reference, one.received.originator_desk)
            return
