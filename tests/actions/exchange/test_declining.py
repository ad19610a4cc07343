"""The receipt R4 of an answer that declines, at both ends."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from samakki.exchange import registries
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.taking_receipts import take_receipts
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.receipts import node_of
from samakki.exchange.models import Addressee, Inbox, Message, ReceiptGot, ReceiptMade
from samakki.exchange.queries.mail import opened
from samakki.kernel.addresses import DeskAddress
from tests.actions.exchange.test_calls import ID, envelope, take
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
MINE = "KH/POL/AHTJPD/duty"


def answered(stations: Stations, *, declines: bool) -> ReceiptMade:
    """A message came to this node's desk, and it answered."""
    take(stations, envelope(stations))
    queue(
        by=stations.officer, to=[DeskAddress.parse("TH/POL/AHTD/duty")], type="line.check@1.0",
        body={"marker": "00112233"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons", thread="t",
        in_reply_to=ID.format(1), hold=timedelta(), declines=declines,
    )  # fmt: skip
    seal_due(stations.here)
    return ReceiptMade.objects.get(kind="R4")


@pytest.mark.parametrize(
    ("declines", "verdict", "code", "state"),
    [(True, "refused", "declined", Sent.DECLINED), (False, "answered", "", Sent.ANSWERED)],
)
def test_who_asked_has_it_signed_whether_the_desk_answered_or_declined(
    stations: Stations, declines: bool, verdict: str, code: str, state: Sent
) -> None:
    told: list[registries.Undelivered] = []
    registries.own_payload("line.check@1", registries.Owner(receive=stations.receive, undeliverable=told.append))
    made = answered(stations, declines=declines)
    assert (made.verdict, made.code, made.desk, node_of(bytes(made.signed))) == (verdict, code, MINE, "KH/POL")
    came = Inbox.objects.get()
    asked = Message.objects.create(
        reference="M-22222", message_id=UUID(ID.format(1)), type="line.check@1.0", from_desk="TH/POL/AHTD/duty",
        sent_by="node", thread="t", lane="normal", created_at=timezone.now(), digest=came.digest,
    )  # fmt: skip
    Addressee.objects.create(message=asked, desk=MINE, node="KH/POL", state="delivered", changed_at=timezone.now())
    take_receipts(stations.there, [bytes(made.signed)])
    assert Addressee.objects.get(message=asked).state == state.value
    assert ReceiptGot.objects.get(message=asked, kind="R4").verdict == verdict
    assert told == []  # it was delivered: its owner reads the answer
    assert opened(["M-22222"]) == {"M-22222"}
