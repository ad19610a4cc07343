"""The originator's board: who still holds what was given, and what each holder said last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosures import PartState
from samakki.intelligence.domain.recalls import STILL_HELD, KeepGround, RecallReason, RecallResult, RecallScope
from samakki.intelligence.models import Disclosure, Recall, RecallAnswer
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out


@dataclass(frozen=True, slots=True)
class Holder:
    """What one desk has of a disclosure, as far as is known.

    Attributes:
        desk: address.
        via: desk that passed it on to this one; empty for whom it was sent to.
        item: id.
        is_held: by the last answer, or because nobody asked for it back.
        result: the last answer to a recall; None where there was none.
        scope: what was asked; None where nothing was.
        reason: why; None where nothing was asked.
        asked_at: when; None where nothing was asked.
    """

    desk: str
    via: str
    item: str
    is_held: bool
    result: RecallResult | None
    ground: KeepGround | None
    review_on: date | None
    derived: int
    at: datetime | None
    scope: RecallScope | None = None
    reason: RecallReason | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecallRow:
    """One recall as pages of the originator show it."""

    reference: str
    scope: RecallScope
    reason: RecallReason
    note: str
    items: tuple[str, ...]
    is_waiting: bool
    is_automatic: bool
    asked_at: datetime
    asked_by: str
    agreed_by: str
    refused_by: str
    answers: int
    missing: int


def ids_in(row: Disclosure) -> tuple[str, ...]:
    """Ids of everything that can be taken back by itself: items, the summary, people and things."""
    ids = [str(place) for place in range(1, len(row.items) + 1)]
    raw = bytes(row.rest_sealed or row.package_sealed)
    column = "rest" if row.rest_sealed else "package"
    plain = brought_out(raw, table=DISCLOSURE, row=row.reference, column=column)
    body = json.loads(plain) if plain else {}
    if body.get("summary") or (not plain and row.summary):
        ids.append(SUMMARY)
    if body.get("entities") or (not plain and row.statements):
        ids.append(THINGS)
    return tuple(ids)


def ids_of(reference: str) -> tuple[str, ...]:
    """The same by reference, for pages."""
    return ids_in(Disclosure.objects.get(reference=reference))


def board(reference: str) -> tuple[Holder, ...]:
    """Every holder and item of a disclosure. Asks no policy: the page opened the disclosure."""
    row = Disclosure.objects.get(reference=reference)
    last: dict[tuple[str, str], RecallAnswer] = {}
    for one in RecallAnswer.objects.filter(recall__disclosure=row, recall__is_waiting=False).order_by("pk"):
        last[one.desk, one.item] = one
    holding = (PartState.OFFERED.value, PartState.ACCEPTED.value)
    found = [
        _holder(part.desk, item, last.pop((part.desk, item), None))
        for part in row.parts.filter(state__in=holding).order_by("pk")
        for item in ids_in(row)
    ]
    return (*found, *(_holder(desk, item, one) for (desk, item), one in last.items()))


def recalls_of(reference: str) -> tuple[RecallRow, ...]:
    """Recalls of a disclosure, newest first. Asks no policy: the page opened the disclosure."""
    rows = Recall.objects.filter(disclosure__reference=reference).prefetch_related("answers").order_by("-pk")
    return tuple(_recall(row, list(row.answers.all())) for row in rows)


def _recall(row: Recall, answers: Sequence[RecallAnswer]) -> RecallRow:
    missing = sum(1 for one in answers if one.result == RecallResult.ASKED.value)
    return RecallRow(
        row.reference,
        RecallScope(row.scope),
        RecallReason(row.reason),
        row.note,
        tuple(row.items),
        row.is_waiting,
        row.is_automatic,
        row.asked_at,
        row.asked_by,
        row.agreed_by,
        row.refused_by,
        len(answers) - missing,
        missing,
    )


def _holder(desk: str, item: str, answer: RecallAnswer | None) -> Holder:
    if answer is None:
        return Holder(desk, "", item, is_held=True, result=None, ground=None, review_on=None, derived=0, at=None)
    result = RecallResult(answer.result)
    is_correction = answer.recall.scope == RecallScope.CORRECT.value
    return Holder(
        desk,
        answer.via,
        item,
        is_held=STILL_HELD[result] or (is_correction and result is not RecallResult.NOT_FOUND),
        result=result,
        ground=KeepGround(answer.ground) if answer.ground else None,
        review_on=answer.review_on,
        derived=answer.derived,
        at=answer.at,
        scope=RecallScope(answer.recall.scope),
        reason=RecallReason(answer.recall.reason),
        asked_at=answer.recall.asked_at,
    )
