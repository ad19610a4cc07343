"""Receipts of other nodes: verified, stored and believed together, each by itself where one of them breaks."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models.together import insert_all
from samakki.exchange import registries
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.receipts import believed_key
from samakki.exchange.actions.station import Station
from samakki.exchange.domain import receipts as forms
from samakki.exchange.domain.delivery import Sent, after_receipt
from samakki.exchange.domain.receipts import NotAReceipt, Receipt
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Addressee, Message, Outbox, ReceiptGot
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Fact
from samakki.sealing.canonical import sha256
from samakki.sealing.documents import verify_document
from samakki.sealing.errors import EnvelopeError

log = logging.getLogger(__name__)
UNWANTED_ENDS = frozenset({Sent.REFUSED, Sent.EXPIRED, Sent.FAILED})


def take_receipt(at: Station, raw: bytes) -> bool:
    """As ``take_receipts``, for one."""
    return take_receipts(at, [raw])[0]


def take_receipts(at: Station, raws: Sequence[bytes]) -> tuple[bool, ...]:
    """Verify receipts, store them and move their messages on; whether each need not be sent to us again.

    A receipt that cannot be believed yet (its key is in no trust list here) is not kept: it comes again.
    """
    now = timezone.now()
    need_not_come: list[bool] = []
    told: dict[int, tuple[Receipt, bytes]] = {}
    for place, raw in enumerate(raws):
        done, receipt = _read(at, raw, now)
        need_not_come.append(done)
        if receipt is not None:
            told[place] = receipt, raw
    if not told:
        return tuple(need_not_come)
    try:
        _take(list(told.values()), now)
    except Exception:
        count = len(told)
        log.exception("receipts could not be taken together", extra={"count": count})
        for place, one in told.items():
            need_not_come[place] = len(told) > 1 and _taken_alone(one, now)
    return tuple(need_not_come)


def _read(at: Station, raw: bytes, now: datetime) -> tuple[bool, Receipt | None]:
    """Whether it need not come again; the receipt, where it is one and for this node."""
    try:
        node = forms.node_of(raw)
        document = verify_document(raw, kind=forms.DOCUMENT, key_of=lambda key: believed_key(at, node, key, now))
        receipt = forms.read_receipt(document.content)
    except EnvelopeError as error:
        log.warning("a receipt was not believed", extra={"problem": error.code})
        return error.code == "envelope-altered", None
    except NotAReceipt as error:
        log.warning("a receipt has another form", extra={"problem": str(error)})
        return True, None
    return True, receipt if receipt.to == str(at.node) else None


def _taken_alone(one: tuple[Receipt, bytes], now: datetime) -> bool:
    """Take one of several that broke together. One that breaks alone too comes again, and keeps no other out."""
    try:
        _take([one], now)
    except Exception:
        log.exception("a receipt could not be taken", extra={"node": one[0].by})
        return False
    return True


def _take(told: Sequence[tuple[Receipt, bytes]], now: datetime) -> None:
    with transaction.atomic():
        batch = _Batch.of([receipt for receipt, _ in told], now)
        for receipt, raw in told:
            batch.add(receipt, raw)
        batch.write()
        reached("receipt:written")
    reached("receipt:committed")


@dataclass(slots=True)
class _Batch:
    """Receipts on their way into the tables: messages read and written by a few queries, whatever their number."""

    now: datetime
    messages: Mapping[str, Message]
    addressees: Mapping[int, Sequence[Addressee]]
    verdicts: dict[tuple[int, str, str, str], tuple[str, str]]  # by message, node, kind and desk
    known: set[str]
    made: list[ReceiptGot] = field(default_factory=list)
    gone: dict[str, set[int]] = field(default_factory=dict)  # messages that a node has, or will never take
    before: dict[int, Sent] = field(default_factory=dict)  # states of what moved, by addressee
    acts: list[tuple[str, dict[str, Fact]]] = field(default_factory=list)

    @classmethod
    def of(cls, receipts: Iterable[Receipt], now: datetime) -> "_Batch":
        ids = {receipt.message_id for receipt in receipts}
        found = {str(one.message_id): one for one in _messages(ids)}
        keys = [one.pk for one in found.values()]
        addressees: dict[int, list[Addressee]] = {}
        for one in Addressee.objects.select_for_update().filter(message_id__in=keys).order_by("pk"):
            addressees.setdefault(one.message_id, []).append(one)
        known, verdicts = set(), {}
        fields = ("digest", "message_id", "node", "kind", "desk", "verdict", "code")
        for digest, key, node, kind, desk, verdict, code in ReceiptGot.objects.filter(message_id__in=keys).values_list(
            *fields
        ):
            known.add(digest)
            verdicts[key, node, kind, desk] = verdict, code
        return cls(now, found, addressees, verdicts, known)

    def add(self, receipt: Receipt, raw: bytes) -> None:
        """Take one, unless it says what cannot be."""
        message = self.messages.get(receipt.message_id)
        if message is None or not message.digest:
            raise_alarm(receipt.by, "receipt-without-message")
            return
        desks = [one for one in self.addressees.get(message.pk, ()) if one.node == receipt.by]
        if receipt.desk:
            desks = [one for one in desks if one.desk == receipt.desk]
        if not desks:
            raise_alarm(receipt.by, "receipt-from-stranger", message.reference)
            return
        if receipt.of != message.digest:
            # The other node was given another envelope under this id: by somebody else, or by a copy of this node.
            Message.objects.filter(pk=message.pk).update(alarm="id-reused")
            raise_alarm(receipt.by, "id-reused", message.reference)
            return
        digest = sha256(raw)
        if digest in self.known:
            return
        place = (message.pk, receipt.by, receipt.kind.value, receipt.desk)
        said = (receipt.verdict, receipt.code)
        if self.verdicts.setdefault(place, said) != said:
            raise_alarm(receipt.by, "receipts-contradict", message.reference)
            return
        self.known.add(digest)
        self.made.append(
            ReceiptGot(
                digest=digest, message=message, kind=receipt.kind.value, node=receipt.by, desk=receipt.desk,
                verdict=receipt.verdict, code=receipt.code, signed=raw, at=self.now,
            )
        )  # fmt: skip
        self.gone.setdefault(receipt.by, set()).add(message.pk)
        for one in desks:
            self._move(one, forms.TELLS[receipt.kind, receipt.verdict], receipt.code)
        facts: dict[str, Fact] = {
            "node": receipt.by, "step": receipt.kind.value.lower(), "what": receipt.verdict, "digest": digest
        }  # fmt: skip
        self.acts.append((message.reference, facts | ({"desk": receipt.desk} if receipt.desk else {})))

    def _move(self, one: Addressee, told: Sent, code: str) -> None:
        state = Sent(one.state)
        after = after_receipt(state, told)
        if after is not state:
            self.before.setdefault(one.pk, state)
            one.state, one.reason, one.changed_at = after.value, code, self.now

    def write(self) -> None:
        """Everything at once, then tell owners of ends they did not want."""
        insert_all(ReceiptGot, self.made)
        for node, messages in self.gone.items():
            Outbox.objects.filter(node=node, message_id__in=messages).delete()
        moved = [one for some in self.addressees.values() for one in some if one.pk in self.before]
        same: dict[tuple[str, str], list[int]] = {}
        for one in moved:
            same.setdefault((one.state, one.reason), []).append(one.pk)
        for (state, reason), keys in same.items():
            Addressee.objects.filter(pk__in=keys).update(state=state, reason=reason, changed_at=self.now)
        by_key = {one.pk: one for one in self.messages.values()}
        for one in moved:
            _tell_owner(one, by_key[one.message_id])
        audit.record_all("node", "take_receipt", self.acts)


def _messages(ids: Iterable[str]) -> Iterable[Message]:
    """In one order, so that two who lock some of the same wait for each other and not both ways."""
    rows = Message.objects.select_for_update().filter(message_id__in=ids).order_by("pk")
    return rows.only("message_id", "reference", "type", "digest")  # reading six moments of each costs as much again


def tell(one: Addressee, message: Message, state: Sent, *, code: str, now: datetime) -> None:
    """Move a message on for one desk as far as the table lets it, and tell its owner of an end it did not want."""
    before = Sent(one.state)
    after = after_receipt(before, state)
    if after is before:
        return
    one.state, one.reason, one.changed_at = after.value, code, now
    one.save(update_fields=["state", "reason", "changed_at"])
    _tell_owner(one, message)


def _tell_owner(one: Addressee, message: Message) -> None:
    owner = registries.owner_of(message.type)
    if owner and owner.undeliverable and Sent(one.state) in UNWANTED_ENDS:
        told = registries.Undelivered(message.reference, DeskAddress.parse(one.desk), one.state, one.reason)
        owner.undeliverable(told)
