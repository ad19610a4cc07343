"""What disclosures do when a person is protected: drafts are made anew, and what left with her name is called back."""

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from samakki.access.models import Officer
from samakki.entities.actions import protect_rows
from samakki.entities.domain.protection import Protection, Still, Touched
from samakki.intelligence.actions.disclosure_rows import state_of, unfreeze
from samakki.intelligence.actions.posting import take_back
from samakki.intelligence.actions.recalling import send_recall, write_recall
from samakki.intelligence.domain.disclosures import OUT, DisclosureState
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import (
    Disclosure,
    DisclosureEvent,
    DisclosurePart,
    Holding,
    ProtectionCheck,
    Recall,
    ReceivedDisclosure,
    ReleaseRequest,
)
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out
from samakki.kernel.refusals import Refused

COVERS: Mapping[str, Sequence[str]] = {
    "intelligence.Disclosure": ("summary", "risk_words", "conditions_note"),
    "intelligence.DisclosurePart": ("note",),
    "intelligence.DisclosureEvent": ("note",),
    "intelligence.Recall": ("note",),
    "intelligence.ReleaseRequest": ("why", "reason"),
    "intelligence.ReceivedDisclosure": ("conditions",),
    "intelligence.Holding": ("handling",),
    "intelligence.ProtectionCheck": ("words",),
}


def replace_in_disclosures(protection: Protection) -> Sequence[Touched]:
    """Put the code in place of every spelling in texts around disclosures, and call back what left with a name in it.

    The call back asks for no use until told otherwise, and gives safety as its reason: "a person was protected" would
    tell every holder that somebody was. An officer then asks for the erasure, which takes two.
    """
    reports = Q(report__reference__in=protection.records)
    rows = list(
        Disclosure.objects.filter(reports | Q(reference__in=protection.records))
        .select_for_update(of=("self",))
        .select_related("resource__owner_desk")
        .order_by("pk")
    )
    touched = [one for row in rows for one in _call_back(protection, row)]
    keys = [row.pk for row in rows]
    of_rows = {"disclosure__in": keys}
    own, covers = {"pk__in": keys}, COVERS
    given = (
        ("intelligence.Disclosure", Disclosure.objects.filter(**own), lambda row: row.reference),
        ("intelligence.DisclosurePart", DisclosurePart.objects.filter(**of_rows), _of_disclosure),
        ("intelligence.DisclosureEvent", DisclosureEvent.objects.filter(**of_rows), _of_disclosure),
        ("intelligence.Recall", Recall.objects.filter(**of_rows), _of_disclosure),
        (
            "intelligence.ReleaseRequest",
            ReleaseRequest.objects.filter(
                Q(disclosure__in=keys) | Q(received__report__reference__in=protection.records)
            ),
            _of_request,
        ),
        (
            "intelligence.ReceivedDisclosure",
            ReceivedDisclosure.objects.filter(report__reference__in=protection.records),
            lambda row: row.reference,
        ),
        (
            "intelligence.Holding",
            Holding.objects.filter(received__report__reference__in=protection.records),
            lambda row: row.received.reference,
        ),
        ("intelligence.ProtectionCheck", ProtectionCheck.objects.filter(code=protection.code), lambda row: row.code),
    )
    for label, found, record_of in given:
        touched += protect_rows(
            protection=protection,
            rows=found.order_by("pk"),
            columns=covers[label],
            kind="report",
            record_of=record_of,
        )
    return touched


def _call_back(protection: Protection, row: Disclosure) -> Iterable[Touched]:
    """Undo what is held, throw away what is frozen, call back what left; the sealed bytes with her name go."""
    if not _names_her(protection, row):
        return
    state, by = state_of(row), Officer.objects.get(code=protection.by)
    if state in OUT:
        _restrict(by, row)
        row.package_sealed = row.rest_sealed = b""  # digests stay: what left can be proven, and is read by nobody here
        row.save()
        yield Touched("report", row.reference, 0, frozenset({Still.NAME_PART}))
        return
    if state is DisclosureState.HELD:
        for part in row.parts.all():
            _undo(by, part.message)
        row.parts.all().delete()
    unfreeze(row)
    row.state = DisclosureState.DRAFT.value
    row.save()


def _undo(by: Officer, message: str) -> None:
    """Take back a held message. Where it is another desk's, being a draft again stops it when it would be sealed."""
    try:
        with transaction.atomic():
            take_back(by, message)
    except Refused:
        return


def _restrict(by: Officer, row: Disclosure) -> None:
    """A desk that cannot be written to stands on the board as one that has not answered, and is asked again."""
    send_recall(by, write_recall(by.code, row, RecallScope.RESTRICT, RecallReason.SAFETY, is_automatic=True))


def _names_her(protection: Protection, row: Disclosure) -> bool:
    if set(row.statements) & set(protection.entity_refs):
        return True
    for column in ("package", "rest"):
        sealed = row.package_sealed if column == "package" else row.rest_sealed
        plain = brought_out(bytes(sealed), table=DISCLOSURE, row=row.reference, column=column)
        if plain and any(protection.stands_in(text) for text in _texts(json.loads(plain))):
            return True
    return False


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _of_disclosure(row: DisclosurePart | DisclosureEvent | Recall) -> str:
    return row.disclosure.reference


def _of_request(row: ReleaseRequest) -> str:
    if row.disclosure is not None:
        return row.disclosure.reference
    return row.received.reference if row.received is not None else ""
