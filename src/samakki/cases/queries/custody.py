"""The chain of custody of exhibits, as the rules read it, and whether it is still what was recorded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from samakki.access.models import AuditEntry
from samakki.cases.domain.custody import (
    NOBODY,
    Answer,
    CustodyKind,
    CustodyPurpose,
    Party,
    Reply,
    SealState,
    Step,
)
from samakki.cases.domain.digests import Field, digest_of_event, digest_of_words
from samakki.cases.models import AnswerWords, CustodyAnswer, CustodyEvent, CustodyWords, Exhibit
from samakki.entities.models import SealedOriginal


@dataclass(frozen=True, slots=True)
class EventWords:
    """What stands beside a step in words."""

    purpose: CustodyPurpose | None
    zone: str
    place: str
    condition: str
    remark: str
    recorded_by: str
    paper: str  # reference of a stored file
    digest: str
    answer_condition: str = ""
    answer_remark: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One step with its words."""

    step: Step
    words: EventWords


def steps_of(row: Exhibit) -> list[Step]:
    """Steps of one exhibit, in the order of recording."""
    return [link.step for link in chains_of([row])[row.pk]]


def chains_of(rows: Sequence[Exhibit]) -> Mapping[int, list[Link]]:
    """Chains of several exhibits by row, in two queries."""
    found: dict[int, list[Link]] = defaultdict(list)
    events = CustodyEvent.objects.filter(exhibit__in=rows).select_related("words", "paper").order_by("number")
    answers = {
        answer.event_id: answer
        for answer in CustodyAnswer.objects.filter(event__exhibit__in=rows).select_related("words").order_by("at", "pk")
    }
    for event in events:
        found[event.exhibit_id].append(_link(event, answers.get(event.pk)))
    return found


def first_changed(row: Exhibit) -> int | None:
    """Number of the first event that is not as it was recorded; ``None`` where the chain is whole.

    Compares digests of rows and words with each other and with the audit log, which keeps every one of them. Words in
    which a code took the place of a name differ by intent: the digest is that of the sealed original, and they are left
    out here.
    """
    before = ""
    logged = set(
        AuditEntry.objects.filter(reference=row.resource.reference, facts__record=row.reference).values_list(
            "facts__digest", flat=True
        )
    )
    events = list(row.custody.select_related("paper", "words").order_by("number"))
    coded = _rows_with_codes(CustodyWords, [event.pk for event in events])
    for position, event in enumerate(events, start=1):
        is_right = event.number == position
        is_right &= digest_of_event(event_fields(event, row.reference), before=before) == event.digest
        # The seizure and the hand-over that follows it at once are logged together, by the digest of the later.
        is_right &= event.digest in logged or (position == 1 and len(events) > 1)
        is_right &= str(event.pk) in coded or has_first_words(event)
        for answer in event.answers.order_by("at", "pk"):
            is_right &= digest_of_event(answer_fields(answer), before=event.digest) == answer.digest in logged
        if not is_right:
            return event.number
        before = event.digest
    return None


def _rows_with_codes(model: type[CustodyWords], keys: Sequence[int]) -> set[str]:
    originals = SealedOriginal.objects.filter(
        kind=model._meta.label,
        row__in=[str(key) for key in keys],
    )
    return set(originals.values_list("row", flat=True))


def has_first_words(event: CustodyEvent) -> bool:
    """Whether the words of an event are still those that were recorded."""
    words = event.words
    said = {
        "outside_giver": words.outside_giver,
        "outside_receiver": words.outside_receiver,
        "place": words.place,
        "condition": words.condition,
        "remark": words.remark,
    }
    return digest_of_words(said, words.salt) == event.words_digest


def event_fields(event: CustodyEvent, exhibit: str) -> Mapping[str, Field]:
    """What the digest of an event covers."""
    return {
        "exhibit": exhibit,
        "number": event.number,
        "kind": event.kind,
        "at": _instant(event.at),
        "zone": event.zone,
        "giver": event.giver,
        "receiver": event.receiver,
        "purpose": event.purpose,
        "seal_before": event.seal_before,
        "seal_after": event.seal_after,
        "seal_state": event.seal_state,
        "paper": event.paper.sha256 if event.paper else "",
        "recorded_at": _instant(event.recorded_at),
        "recorded_by": event.recorded_by,
        "words": event.words_digest,
    }


def answer_fields(answer: CustodyAnswer) -> Mapping[str, Field]:
    """What the digest of an answer covers."""
    return {
        "answer": answer.answer,
        "received_at": _instant(answer.received_at),
        "seal_found": answer.seal_found,
        "seal_state": answer.seal_state,
        "at": _instant(answer.at),
        "by": answer.by,
        "words": answer.words_digest,
    }


def _instant(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else ""


def _link(event: CustodyEvent, answer: CustodyAnswer | None) -> Link:
    words: CustodyWords = event.words
    said: AnswerWords | None = answer.words if answer else None
    step = Step(
        event.number,
        CustodyKind(event.kind),
        event.at,
        event.recorded_at,
        giver=_party(event.giver, words.outside_giver),
        receiver=_party(event.receiver, words.outside_receiver),
        seal_before=event.seal_before,
        seal_after=event.seal_after,
        seal_state=SealState(event.seal_state),
        has_paper=event.paper is not None,
        reply=_reply(answer),
    )
    beside = EventWords(
        CustodyPurpose(event.purpose) if event.purpose else None,
        event.zone,
        words.place,
        words.condition,
        words.remark,
        event.recorded_by,
        event.paper.reference if event.paper else "",
        event.digest,
        answer_condition=said.condition if said else "",
        answer_remark=said.remark if said else "",
    )
    return Link(step, beside)


def _reply(answer: CustodyAnswer | None) -> Reply | None:
    if answer is None:
        return None
    return Reply(
        Answer(answer.answer),
        answer.by,
        answer.at,
        answer.received_at,
        answer.seal_found,
        SealState(answer.seal_state),
    )


def _party(officer: str, outside: str) -> Party:
    return Party(officer, "" if officer else outside) if officer or outside else NOBODY
