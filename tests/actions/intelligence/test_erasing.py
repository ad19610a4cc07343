"""What was erased at a holder is in none of its tables: not as the message that brought it, not as it was passed on."""

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from samakki.exchange.models import Envelope, Inbox
from samakki.intelligence import actions
from samakki.intelligence.actions import expiring
from samakki.intelligence.domain.holdings import DeclineReason
from samakki.intelligence.models import Disclosure, Holding, ReceivedDisclosure
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out, put_away
from samakki.sealing.envelopes import envelope_digest, skeleton
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted, prepared_onward

VECTOR = json.loads((Path(__file__).parents[2] / "fixtures" / "vectors" / "x25519.json").read_text("utf-8"))
SEALED = base64.urlsafe_b64decode(VECTOR["envelope"] + "==")


def came(received: ReceivedDisclosure, *, subject: str) -> Envelope:
    """The message that brought it, as the exchange keeps it; before the owner's work is done it names no record yet."""
    now = timezone.now()
    digest = envelope_digest(SEALED)
    envelope = Envelope.objects.create(digest=digest, size=len(SEALED), sealed=SEALED, stored_at=now)
    Inbox.objects.create(
        sender="KH/POL", message_id=received.message, digest=digest, reference="M-7K3QX", type="disclosure.offer@1.0",
        from_desk=received.originator_desk, thread="D-1", lane="normal", state="delivered", verdict="accepted",
        key_id="0" * 32, carried_by="KH/POL", subject=subject, envelope=envelope, first_seen=now, deliver_by=now,
    )  # fmt: skip
    return envelope


def erased_by_its_day(item: str = "1") -> None:
    Holding.objects.filter(item=item).update(destroy_on=timezone.localdate() - timedelta(days=1))
    assert expiring.run_days() == 1


@pytest.mark.parametrize("is_known", [True, False])
def test_the_message_that_brought_it_keeps_only_what_proves_it(abroad: Abroad, is_known: bool) -> None:
    accepted(abroad)
    received = ReceivedDisclosure.objects.get()
    envelope = came(received, subject=received.reference if is_known else "")
    Holding.objects.filter(item="things").update(review_by=timezone.localdate())
    assert expiring.run_days() == 1
    envelope.refresh_from_db()
    assert bytes(envelope.sealed) == SEALED  # what is restricted is there still
    erased_by_its_day()
    envelope.refresh_from_db()
    assert bytes(envelope.sealed) == skeleton(SEALED)
    assert (envelope_digest(bytes(envelope.sealed)), envelope.size) == (envelope.digest, len(skeleton(SEALED)))
    assert bytes(Holding.objects.get(item="summary").content_sealed)  # others that came with it have their own keys


def test_what_a_desk_declined_goes_from_the_message_too(abroad: Abroad) -> None:
    _reference, there = abroad.delivered()
    envelope = came(ReceivedDisclosure.objects.get(), subject=there)
    actions.decline_offer(by=abroad.thai, reference=there, reason=DeclineReason.NOT_OURS, note="")
    envelope.refresh_from_db()
    assert bytes(envelope.sealed) == skeleton(SEALED)


@pytest.mark.parametrize(("state", "after"), [("sent", "sent"), ("held", "held"), ("frozen", "draft")])
def test_the_bytes_in_which_it_was_passed_on_go_too(abroad: Abroad, state: str, after: str) -> None:
    _reference, _there, report = accepted(abroad)
    onward = prepared_onward(abroad, report)
    packed = put_away(b'{"items":[]}', table=DISCLOSURE, row=onward, column="package")
    later = timezone.now() + timedelta(minutes=5)
    Disclosure.objects.filter(reference=onward).update(
        state=state, package_sealed=packed, package_digest="d" * 64, held_until=later
    )
    erased_by_its_day()
    row = Disclosure.objects.get(reference=onward)
    assert brought_out(bytes(row.package_sealed), table=DISCLOSURE, row=onward, column="package") == b""
    assert (row.state, row.package_digest) == (after, "" if after == "draft" else "d" * 64)
