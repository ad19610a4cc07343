"""What somebody does to the exchange on purpose, or by hand: forged copies, withdrawn keys, members put out, sticks."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone

from samakki.exchange.actions import bundles
from samakki.exchange.actions.bundles import export_bundle, import_bundle
from samakki.exchange.actions.looking_after import look_after
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.taking_receipts import take_receipt
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.envelopes import compose
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.models import Envelope, Inbox, Message
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from tests.support.trust import revoked
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.schedule import DAY, TYPE, Play

REFUSED, FAILED = Sent.REFUSED, Sent.FAILED


def one_id_twice(play: Play) -> None:
    """A copy of a node sends other content under an id that is taken: refused, alarms at both ends, nothing stored."""
    sender, receiver = play.dice.sample(play.nodes, 2)
    told = play.send(sender, (receiver.desks[0],))
    play.storm(2, chance=0.2, ends=0.0)
    play.calm()
    play.reconcile()
    if told is None or told.is_undone:
        return
    with sender.at_work():
        message = Message.objects.get(reference=told.reference)
        raw = _forged(sender, receiver, message.message_id)
    receipts = _take(sender, receiver, raw)
    with receiver.at_work():
        if Envelope.objects.count() != len({message.digest} & set(Inbox.objects.values_list("digest", flat=True))):
            play.ledger.faults.append("something of the second content is stored")
    with sender.at_work() as at:
        for receipt in receipts:
            take_receipt(at, receipt)
    play.note("one id, other content")
    play.ledger.alarms |= {"id-reused"}
    play.ledger.alarms_wanted = {sender.name: {"id-reused"}, receiver.name: {"id-reused"}}


def withdrawn_key(play: Play) -> None:
    """A signing key is withdrawn: what it signed since is set apart, taken in already or not; what was before stays."""
    sender, receiver = play.dice.sample(play.nodes, 2)
    before = play.send(sender, (receiver.desks[0],))
    play.storm(1, chance=0.0, ends=0.0)
    play.calm()
    play.region.clock.pass_(3600)
    since = play.region.clock.now - timedelta(minutes=30)
    after = _take(sender, receiver, _forged(sender, receiver, UUID("0199f0c2-0000-7000-8000-000000000002")))
    late = _forged(sender, receiver, UUID("0199f0c2-0000-7000-8000-000000000001"))
    stated = [one.statement for one in play.nodes if one is not sender]
    play.region.believe(receiver, *stated, revoked(sender.statement, since))
    if b"quarantined" not in b"".join(_take(sender, receiver, late)):
        play.ledger.faults.append("a message under a withdrawn key was not set apart")
    with receiver.at_work() as at:
        look_after(at, timezone.now())
        states = Counter(Inbox.objects.filter(sender=sender.name).values_list("state", flat=True))
    if states != {"delivered": int(before is not None), "quarantined": 2} or not after:
        play.ledger.faults.append(f"what a withdrawn key signed is {dict(states)}")
    play.note("a key withdrawn: came before", "a key withdrawn: came after")
    play.ledger.alarms |= {"receipt-without-message", "key-revoked"}
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
        play.region.believe(node, *rest)
    if play.send(one, (out.desks[0],)) is not None:
        play.ledger.faults.append("a message to a country that was put out was queued")
    play.send(one, (other.desks[0],))
    play.region.clock.pass_(400)
    play.storm(2, chance=0.3, ends=0.3)
    play.note("a member put out while two others are cut off")
    with play.looking(out):
        if Inbox.objects.exists():
            play.ledger.faults.append("a country that was put out got something")
    play.region.stop_asking(out, one)
    play.region.stop_asking(out, other)


def not_its_own(play: Play) -> None:
    """Copies of a message without its signature, with other bytes, for others too, signed by others: all in vain."""
    sender, receiver, third = play.dice.sample(play.nodes, 3)
    told = play.send(sender, (receiver.desks[0],))
    play.line.cut.add(frozenset((sender.name, receiver.name)))
    play.round(sender)
    if told is None or not told.reference:
        return
    with sender.at_work():
        found = Message.objects.get(reference=told.reference)
        raw = bytes(Envelope.objects.get(digest=found.digest).sealed) if found.digest else b""
    for name, changed in _changed(play, raw, third.desks[0]) if raw else ():
        with receiver.at_work() as at:
            taken = take_envelope(at, changed, carrier=third.name)
            play.note(f"forged: {name}")
            if taken.receipts or Inbox.objects.exists():
                play.ledger.faults.append(f"an envelope was taken in: {name}")
    forged = _forged(sender, receiver, UUID("0199f0c2-0000-7000-8000-000000000003"), sign=third)
    if _take(third, receiver, forged):
        play.ledger.faults.append("a country spoke for another")
    play.note("forged: another country's key")
    play.line.cut.clear()
    play.storm(1, chance=0.2, ends=0.3)


def _changed(play: Play, raw: bytes, other: str) -> Iterator[tuple[str, bytes]]:
    """Copies of an envelope that differ in one thing each."""
    first, header, digests, signatures, wraps, body = raw.split(b"\n", 5)

    def joined(*lines: bytes) -> bytes:
        return b"\n".join(lines)

    yield "no signature", joined(first, header, digests, b"[]", wraps, body)
    yield "a signature cut short", joined(first, header, digests, signatures[:-9] + signatures[-3:], wraps, body)
    yield (
        "another lane",
        joined(first, header.replace(b'"urgency":"', b'"urgency":"x', 1), digests, signatures, wraps, body),
    )
    more = header.replace(b'"to":["', b'"to":["%b","' % other.encode("ascii"), 1)
    yield "another recipient", joined(first, more, digests, signatures, wraps, body)
    yield "wraps doubled", joined(first, header, digests, signatures, wraps[:-1] + b"," + wraps[1:], body)
    at = play.dice.randrange(len(body))
    yield "another body", raw[: -len(body)] + body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
    yield "cut short", raw[: play.dice.randrange(len(raw))]
    at = play.dice.randrange(len(raw) - len(body))
    yield "one bit", raw[:at] + bytes([raw[at] ^ 1 << play.dice.randrange(7)]) + raw[at + 1 :]


def nothing_leaves(play: Play) -> None:
    """To nobody, to a desk nobody knows, without a key: refused before anything is written, and it is said why."""
    sender, other = play.dice.sample(play.nodes, 2)
    for desks, code in (((), "message-to-nobody"), ((f"{other.name}/NONE/duty",), "desk-not-listed")):
        if play.send(sender, desks) is not None or code not in play.ledger.refused[-1]:
            play.ledger.faults.append(f"not refused: {code}")
        play.note(f"refused: {code}")
    held = play.send(sender, (other.desks[0],), hold=300)
    play.region.clock.pass_(100 * DAY)  # beyond the days of every key
    if play.send(sender, (other.desks[0],)) is not None:
        play.ledger.faults.append("a message was queued for a desk without a key")
    play.note("refused: no key any more")
    with sender.at_work():
        wanted = int(held is not None and bool(held.reference))
        if Message.objects.count() != wanted:
            play.ledger.faults.append("something of a refused message was written")
    if held:
        held.may_end_as = frozenset({FAILED})
    play.storm(1, chance=0.3, ends=0.3)


def by_hand(play: Play) -> None:
    """No line at all: bundles go both ways, twice, in another order, the last volume later than the others."""
    for sender, receiver in permutations(play.nodes, 2):
        play.line.cut.add(frozenset((sender.name, receiver.name)))
        if play.chance(0.6):
            play.send(sender, (receiver.desks[0],), sizes=play.dice.choice(((), (), (600,), (5000, 40))))
    for node in play.nodes:
        with node.at_work() as at:
            seal_due(at)
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
            play.note("a volume missing", "volumes in another order")
            if len(told.missing) != 1:
                play.ledger.faults.append("a missing volume was not said")
        for _ in range(2):
            told = import_bundle(by="console", at=at, files=files, passphrase="")
            if told.digest != written.digest:
                play.ledger.faults.append("the digest of a bundle is another one at its end")
    play.note("a bundle twice")
    shutil.rmtree(stick)


def _take(sender: SimNode, receiver: SimNode, raw: bytes) -> tuple[bytes, ...]:
    with receiver.at_work() as at:
        return take_envelope(at, raw, carrier=sender.name).receipts


def _forged(sender: SimNode, receiver: SimNode, message_id: UUID, *, sign: SimNode | None = None) -> bytes:
    """An envelope that the sender's own tables know nothing of; with another node's key if one is given."""
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
        key = sign.keys.nodes[sign.name] if sign else at.signing
        return compose(header, {"marker": f"{message_id.hex}f"}, to=to, sign=key).raw
