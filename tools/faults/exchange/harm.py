"""What somebody does to the exchange on purpose, or by hand: forged copies, withdrawn keys, members put out, sticks."""

import shutil
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone

from samakki.exchange.actions import bundles
from samakki.exchange.actions.bundles import export_bundle, import_bundle
from samakki.exchange.actions.taking_receipts import take_receipt
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.envelopes import compose
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.models import Message
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from tests.support.trust import put_in_directory, revoked
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.schedule import TYPE, Play

REFUSED, FAILED = Sent.REFUSED, Sent.FAILED


def one_id_twice(play: Play) -> None:
    """A copy of a node sends other content under an id that is taken: refused, alarms at both ends, nothing stored."""
    sender, receiver = play.dice.sample(play.nodes, 2)
    told = play.send(sender, (receiver.desks[0],))
    play.storm(2, chance=0.2, ends=0.0)
    play.calm()
    if told is None:
        return
    with sender.at_work():
        message = Message.objects.get(reference=told.reference)
        raw = _forged(sender, receiver, message.message_id)
    with receiver.at_work() as at:
        taken = take_envelope(at, raw, carrier=sender.name)
    with sender.at_work() as at:
        for receipt in taken.receipts:
            take_receipt(at, receipt)
    play.ledger.alarms |= {"id-reused"}
    play.ledger.alarms_wanted = {sender.name: {"id-reused"}, receiver.name: {"id-reused"}}


def withdrawn_key(play: Play) -> None:
    """A signing key is withdrawn: what it signed since is set apart, what came before stays."""
    sender, receiver = play.dice.sample(play.nodes, 2)
    play.send(sender, (receiver.desks[0],))
    play.storm(1, chance=0.0, ends=0.0)
    play.calm()
    raw = _forged(sender, receiver, UUID("0199f0c2-0000-7000-8000-000000000001"))
    play.region.clock.pass_(3600)
    stated = [one.statement for one in play.nodes if one is not sender]
    stated.append(revoked(sender.statement, play.region.clock.now - timedelta(minutes=30)))
    with receiver.at_work():
        put_in_directory(*stated, dated=play.region.clock.now, version=2)
    receiver.kept = None
    with receiver.at_work() as at:
        taken = take_envelope(at, raw, carrier=sender.name)
    if not any(b"quarantined" in receipt for receipt in taken.receipts):
        play.ledger.faults.append("a message under a withdrawn key was not set apart")
    play.ledger.alarms |= {"receipt-without-message"}
    play.region.stop_asking(sender, receiver)


def put_out(play: Play) -> None:
    """A country is put out of the exchange while another is cut off from it: it gets nothing any more."""
    out, one, other = play.dice.sample(play.nodes, 3)
    play.line.cut |= {frozenset((one.name, other.name))}
    held = play.send(one, (out.desks[0],), hold=300)
    if held:
        held.may_end_as = frozenset({FAILED})
    rest = [node.statement for node in play.nodes if node is not out]
    for node in (one, other):
        with node.at_work():
            put_in_directory(*rest, dated=play.region.clock.now, version=2)
        node.kept = None
    if play.send(one, (out.desks[0],)) is not None:
        play.ledger.faults.append("a message to a country that was put out was queued")
    play.send(one, (other.desks[0],))
    play.region.clock.pass_(400)
    play.storm(2, chance=0.3, ends=0.3)
    play.region.stop_asking(out, one)
    play.region.stop_asking(out, other)


def by_hand(play: Play) -> None:
    """No line at all: bundles go both ways, twice, in another order, the last volume later than the others."""
    for sender, receiver in permutations(play.nodes, 2):
        play.line.cut.add(frozenset((sender.name, receiver.name)))
        if play.dice.random() < 0.6:  # noqa: PLR2004  (a chance)
            play.send(sender, (receiver.desks[0],))
    for node in play.nodes:
        play.round(node)
    with (
        patch.object(bundles, "seal_to_carry", lambda plain, passphrase: plain),
        patch.object(bundles, "open_carried", lambda sealed, passphrase: sealed),
        patch.object(bundles, "VOLUME_BYTES", 4000),
    ):
        for _ in range(3):
            for sender, receiver in permutations(play.nodes, 2):
                _carry(play, sender, receiver)
    for told in play.ledger.sent:
        with play.region.nodes[told.sender].at_work():
            states = set(Message.objects.get(reference=told.reference).addressees.values_list("state", flat=True))
        if states != {Sent.DELIVERED.value}:
            play.ledger.faults.append(f"{told.reference} was carried by hand and is {sorted(states)}")


def _carry(play: Play, sender: SimNode, receiver: SimNode) -> None:
    stick = Path(sender.folder) / "stick"
    stick.mkdir()
    with sender.at_work() as at:
        written = export_bundle(by="console", at=at, node=receiver.name, folder=stick, passphrase="")
    files = list(written.files)
    play.dice.shuffle(files)
    with receiver.at_work() as at:
        if len(files) > 1:
            told = import_bundle(by="console", at=at, files=files[1:], passphrase="")
            if len(told.missing) != 1:
                play.ledger.faults.append("a missing volume was not said")
        for _ in range(2):
            told = import_bundle(by="console", at=at, files=files, passphrase="")
            if told.digest != written.digest:
                play.ledger.faults.append("the digest of a bundle is another one at its end")
    shutil.rmtree(stick)


def _forged(sender: SimNode, receiver: SimNode, message_id: UUID) -> bytes:
    with sender.at_work() as at:
        now = timezone.now()
        header = Header(
            id=message_id,
            sender=DeskAddress.parse(sender.desks[0]),
            to=(DeskAddress.parse(receiver.desks[0]),),
            type=MessageType.parse(TYPE),
            thread="forged",
            created=now,
            expires=now + timedelta(days=30),
            marking=Marking(codes=(HandlingCode.H1,), purpose="trafficking_in_persons"),
        )
        to = at.directory.recipients((receiver.desks[0],), at=now)
        return compose(header, {"marker": "f0f0f0f0"}, to=to, sign=at.signing).raw
