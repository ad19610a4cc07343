"""A question about a release at the originator, and the answer to it at who asked."""

import json
from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.records import new_record_reference
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.posting import NODE
from samakki.intelligence.domain.holdings import ANSWERS, LONGEST_WHY, ReleaseState, Use
from samakki.intelligence.models import DisclosurePart, ReleaseRequest
from samakki.intelligence.queries.sealed import RELEASE, put_away

NOT_READABLE = Verdict(accepted=False, code="release-not-readable")
UNKNOWN = Verdict(accepted=False, code="release-unknown")
KNOWN = Verdict(accepted=False, code="release-known-already")
ANSWERED = frozenset(one.value for one in ANSWERS)
MOST_ITEMS = 200


def receive_release_request(arrived: Arrived) -> Verdict:
    """Keep a question about what was given, for an officer to answer. Only a desk that has it may ask."""
    try:
        use = Use(arrived.body["use"])
        asked_as, disclosure = str(arrived.body["release"])[:40], str(arrived.body["disclosure"])
        items = [str(one)[:16] for one in _list(arrived.body.get("items"))][:MOST_ITEMS]
    except (KeyError, ValueError):
        return NOT_READABLE
    part = DisclosurePart.objects.filter(disclosure__reference=disclosure, desk=str(arrived.sender)).first()
    if part is None:
        return UNKNOWN
    is_withdrawn = arrived.body.get("withdrawn") is True
    rows = ReleaseRequest.objects.select_for_update().filter(
        disclosure=part.disclosure, peer=part.desk, asked_as=asked_as
    )
    if known := rows.first():
        return _withdraw(known, disclosure) if is_withdrawn else KNOWN
    row = ReleaseRequest.objects.create(
        reference=new_record_reference("RR"),
        asked_as=asked_as,
        disclosure=part.disclosure,
        peer=part.desk,
        message=arrived.message_id,
        items=items,
        use=use.value,
        to=str(arrived.body.get("to", ""))[:80],
        why=str(arrived.body.get("why", ""))[:LONGEST_WHY],
        reply_by=_day(arrived.body.get("reply_by")),
        at=timezone.now(),
        # A withdrawal that overtook its request: the request finds it here and is not taken any more.
        state=(ReleaseState.WITHDRAWN if is_withdrawn else ReleaseState.ASKED).value,
        answered_at=timezone.now() if is_withdrawn else None,
    )
    audit.record(NODE, "receive_release_request", disclosure, facts={"record": row.reference, "desk": part.desk})
    return Verdict(accepted=True, subject=disclosure)


def _withdraw(row: ReleaseRequest, disclosure: str) -> Verdict:
    """Note that a desk does not want it any more. That holds for an answer that is on its way to it, too."""
    if row.state == ReleaseState.WITHDRAWN.value:
        return KNOWN
    row.state, row.answered_at = ReleaseState.WITHDRAWN.value, timezone.now()
    row.save(update_fields=["state", "answered_at"])
    facts = {"record": row.reference, "desk": row.peer}
    audit.record(NODE, "note_release_withdrawn", disclosure, facts=facts)
    return Verdict(accepted=True, subject=disclosure)


def receive_release_answer(arrived: Arrived) -> Verdict:
    """Keep what an originator answered; from then on the rules let the use through, or do not."""
    answer = str(arrived.body.get("answer", ""))
    rows = ReleaseRequest.objects.select_for_update(of=("self",)).select_related("received")
    row = rows.filter(asked_as=str(arrived.body.get("release", "")), received__isnull=False).first()
    if row is None or row.received is None or row.peer != str(arrived.sender) or answer not in ANSWERED:
        return UNKNOWN
    if row.state == ReleaseState.WITHDRAWN.value:
        return Verdict(accepted=False, code="release-withdrawn")
    if row.state != ReleaseState.ASKED.value:
        return Verdict(accepted=False, code="release-answered-already")
    words = {
        str(one["id"])[:16]: str(one["text"])
        for one in _list(arrived.body.get("items"))
        if isinstance(one, Mapping) and "id" in one and "text" in one
    }
    plain = json.dumps(words, ensure_ascii=False, sort_keys=True).encode("utf-8") if words else b""
    row.state, row.reason = answer, str(arrived.body.get("reason", ""))[:LONGEST_WHY]
    row.words_sealed = put_away(plain, table=RELEASE, row=row.reference, column="words")
    row.until, row.answered_at = _day(arrived.body.get("until")), timezone.now()
    row.save()
    facts = {"record": row.reference, "finding": answer.replace("_", "-")}
    audit.record(NODE, "note_release_answer", row.received.reference, facts=facts)
    return Verdict(accepted=True, subject=row.received.reference)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
