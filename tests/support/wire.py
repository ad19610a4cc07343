"""Two ends of a disclosure on one database: what is queued is written down, and given to its owner when a test says so.

For tests of intelligence. What the exchange itself does on the way is tested there; here it neither loses nor doubles.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from samakki.access import actions
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Officer
from samakki.access.registries import Departure, refusals_to_leave
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.schemas import CATALOGUE
from samakki.exchange.queries import directory
from samakki.exchange.registries import Arrived, Verdict, owner_of
from samakki.intelligence.actions import posting
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.refusals import Refusal, Refused
from tests.support.people import SIGNED, People

THAI, VIET = "TH/POL/AHTD/duty", "VN/POL/C02/duty"
ABROAD = {"TH/POL": THAI, "VN/POL": VIET}


@dataclass
class Posted:
    """One message as it was queued."""

    reference: str
    by: str
    type: str
    sender: str
    to: str
    body: bytes
    thread: str
    hold: timedelta
    subjects: tuple[str, ...]
    is_urgent: bool

    @property
    def said(self) -> dict[str, Any]:
        """Its body as an object."""
        return dict(json.loads(self.body))


@dataclass
class Wire:
    """What was queued and not undone, in order; and desks of two other countries in the directory."""

    posted: list[Posted] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)  # desks that cannot be reached
    number: int = 0

    def queue(self, *, by: Officer | str, to: list[DeskAddress], type: str, **told: Any) -> str:  # noqa: A002, ANN401  (named as in the exchange)
        """As ``exchange.actions.queue.queue``: asks every check, and takes or refuses."""
        raw = told["body"]
        body = raw if isinstance(raw, bytes) else json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()
        code = by if isinstance(by, str) else by.code
        (desk,) = to
        departure = Departure(
            type=type, by=code, sender=told["sender"], to=tuple(to), subjects=tuple(told["subjects"]), body=body
        )
        reasons = refusals_to_leave(departure)
        if str(desk) in self.refuses:
            reasons = (*reasons, Refusal("desk-not-listed", {"desk": str(desk)}))
        CATALOGUE.require_sendable(MessageType.parse(type), json.loads(body))
        if owner_of(type) is None:
            message = f"nobody owns {type}"
            raise AssertionError(message)
        if reasons:
            raise Refused(reasons)
        self.number += 1
        posted = Posted(
            f"M-{self.number}",
            code,
            type,
            str(told["sender"]),
            str(desk),
            body,
            told["thread"],
            told["hold"],
            tuple(told["subjects"]),
            told["lane"].value == "urgent",
        )
        self.posted.append(posted)
        return posted.reference

    def undo(self, *, by: Officer, reference: str) -> None:
        """As ``exchange.actions.queue.undo``, of a message that is still held."""
        del by
        self.posted = [one for one in self.posted if one.reference != reference]

    def deliver(self, posted: Posted) -> Verdict:
        """Give one message to its owner at the other end."""
        owner = owner_of(posted.type)
        assert owner is not None
        country, agency = posted.sender.split("/")[:2]
        arrived = Arrived(
            reference=f"A{posted.reference}",
            message_id=f"0199f0c2-0000-7000-8000-{self.number:012d}",
            type=posted.type,
            body=posted.said,
            node=NodeName.parse(f"{country}/{agency}"),
            sender=DeskAddress.parse(posted.sender),
            to=DeskAddress.parse(posted.to),
            thread=posted.thread,
            in_reply_to="",
            handling={"codes": ["H0"]},
            digest="0" * 64,
            at=timezone.now(),
        )
        with transaction.atomic():
            return owner.receive(arrived)

    def deliver_all(self) -> list[Verdict]:
        """Deliver what was queued so far, and what that brings about, until nothing is left."""
        verdicts = []
        while self.posted:
            verdicts.append(self.deliver(self.posted.pop(0)))
        return verdicts


def _listed(address: object) -> object:
    known = {
        desk: SimpleNamespace(
            address=DeskAddress.parse(desk),
            names={"en": f"Desk {desk}"},
            country=desk[:2],
            agency="/".join(desk.split("/")[:2]),
            phone="+66 2 000 0000",
            languages=("en",),
            may_receive=("*",),
            verified_on=None,
        )
        for desk in ABROAD.values()
    }
    return known.get(str(address))


def stretch(monkeypatch: pytest.MonkeyPatch, own: Mapping[str, object] | None = None) -> Wire:
    """Put a wire where the exchange is, with desks abroad that everybody can write to."""
    wire = Wire()
    monkeypatch.setattr(posting, "queue", wire.queue)
    monkeypatch.setattr(posting, "undo", wire.undo)
    monkeypatch.setattr(directory, "desk", _listed)
    monkeypatch.setattr(directory, "desks", lambda *_args, **_named: [_listed(one) for one in ABROAD.values()])
    monkeypatch.setattr(directory, "own", lambda: SimpleNamespace(name=None, desks=tuple(own or ())))
    return wire


def open_abroad(people: People) -> dict[str, Officer]:
    """Desks of two other countries on the same database, with an investigator and a supervisor each."""
    found = {}
    for code, desk in ABROAD.items():
        actions.add_agency(
            by="console", code=code, name=f"Agency {code}", kind=AgencyKind.POLICE, terms_accepted_on=SIGNED
        )
        actions.add_desk(by="console", address=desk, name=f"Desk {desk}")
        found[desk] = people.officer("investigator", desk=desk)
        found[f"{desk} supervisor"] = people.officer("supervisor", desk=desk)
    return found
