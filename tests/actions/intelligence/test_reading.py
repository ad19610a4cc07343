"""Who reads what came makes the desk sign for it, and the sender sees that."""

import uuid

import pytest
from django.utils import timezone

from samakki.exchange.models import Addressee, Message
from samakki.intelligence import actions, queries
from samakki.intelligence.actions import reading
from samakki.intelligence.models import DisclosurePart, ReceivedDisclosure
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.wire import THAI


def test_the_desk_signs_when_an_officer_of_it_reads_all_of_what_came(
    abroad: Abroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[dict[str, object]] = []

    def sign(**told: object) -> bool:
        signed.append(told)
        return True

    monkeypatch.setattr(reading, "note_opened", sign)
    abroad.sent()
    abroad.wire.deliver_all()
    row = ReceivedDisclosure.objects.get()
    thai, chief = abroad.thai, abroad.others[f"{THAI} supervisor"]
    assert not actions.note_read(by=chief, reference=row.reference)  # knows that it is there, not what it says
    assert not actions.note_read(by=abroad.desk.writer, reference=row.reference)
    assert not actions.note_read(by=thai, reference="DR-22222")
    assert signed == []
    assert actions.note_read(by=thai, reference=row.reference)
    assert signed == [{"by": thai, "message": row.message, "sender": row.originator_desk}]


def test_the_sender_sees_which_desk_opened_it(abroad: Abroad) -> None:
    reference = abroad.sent()
    part, now = DisclosurePart.objects.get(), timezone.now()
    message = Message.objects.create(
        reference=part.message, message_id=uuid.uuid4(), type="disclosure.offer@1.0", from_desk="KH/POL/AHTJPD/duty",
        sent_by="node", thread="t", lane="normal", created_at=now,
    )  # fmt: skip
    desk = Addressee.objects.create(message=message, desk=THAI, node="TH/POL", state="delivered", changed_at=now)

    def is_opened() -> bool:
        shown = queries.disclosure(abroad.desk.writer, reference)
        assert shown is not None
        return shown.parts[0].is_opened

    assert not is_opened()
    desk.state = "opened"
    desk.save()
    assert is_opened()
