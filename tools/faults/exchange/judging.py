"""What must hold when a schedule is over: nothing lost, no effect twice, receipts verify, every state is explained."""

from collections import Counter
from collections.abc import Iterator, Mapping

from samakki.access.models import AuditEntry
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain import receipts as forms
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.models import Addressee, Alarm, Inbox, Message, Outbox, ReceiptGot, ReceiptMade
from samakki.sealing.documents import verify_document
from samakki.sealing.errors import EnvelopeError
from tools.faults.exchange.explaining import unexplained
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.owners import POISON, UNWANTED
from tools.faults.exchange.schedule import Play
from tools.faults.exchange.schedule import Sent as Told
from tools.faults.exchange.tallies import Tally, tally

FORGED = 33  # letters of a marker that no schedule draws
ON_ITS_WAY = (Sent.DRAFT, Sent.HELD, Sent.SEALED, Sent.QUEUED, Sent.SENDING)


def judge(play: Play) -> list[str]:
    """Everything that is wrong."""
    play.reconcile()
    there = {node.name: _tally(node) for node in play.nodes}
    effects = _effects(play, there)
    made = {node.name: _receipts_made(play, node.name) for node in play.nodes if there[node.name].came}
    faults = []
    for told in play.ledger.sent:
        faults += [f"{told.reference}: {fault}" for fault in _message(play, told, effects, made)]
    faults += [f"effect twice: {one}" for one, times in effects.items() if times > 1]
    wanted = {told.marker for told in play.ledger.sent if not told.is_undone}
    faults += [
        f"an effect nobody asked for: {one}" for one in effects if one[0] not in wanted and len(one[0]) != FORGED
    ]
    for node in play.nodes:
        with node.at_work():
            faults += [f"{node.name}: {one}" for one in _of_node(play, node, there[node.name])]
    faults += _again(play, there)
    return faults


def _tally(node: SimNode) -> Tally:
    with node.at_work():
        return tally()


def _of_node(play: Play, node: SimNode, there: Tally) -> Iterator[str]:
    """What is wrong at the node at work."""
    yield from _left_over(play, node, there)
    asked = sum(told.sender == node.name and not told.is_undone for told in play.ledger.sent)
    if there.played != asked:
        yield f"has {there.played} messages where {asked} were asked for: something sent itself again"
    if there.sent or there.came:
        yield from _twice_in_log()
    if there.receipts:
        yield from _receipts(play)
    yield from unexplained(there)


def _message(play: Play, told: Told, effects: "Counter[tuple[str, str]]", made: dict[str, set[str]]) -> Iterator[str]:
    with play.region.nodes[told.sender].at_work():
        message = Message.objects.filter(reference=told.reference).first()
        states = {one.desk: (Sent(one.state), one.reason) for one in Addressee.objects.filter(message=message)}
        got = {one.digest: one for one in ReceiptGot.objects.filter(message=message)}
    if told.is_undone:
        if message is not None or any(effects[told.marker, desk] for desk in told.desks):
            yield "was undone and something of it is there"
        return
    if message is None:
        yield "is lost at its sender"
        return
    for desk in told.desks:
        yield from _at_desk(play, told, desk, states[desk], effects[told.marker, desk])
        if states[desk][0] is Sent.DELIVERED and ("R2", desk) not in {(one.kind, one.desk) for one in got.values()}:
            yield f"is delivered to {desk} without a receipt"
    has_come = any(effects[told.marker, desk] for desk in told.desks)
    if has_come and told.digests and play.owners.attached.get(told.marker) != told.digests:
        yield "came with other attachments than it was sent with"
    for digest, receipt in got.items():
        if digest not in made.get(receipt.node, ()):
            yield f"has a receipt {receipt.kind} that {receipt.node} did not make"


def _twice_in_log() -> Iterator[str]:
    """What the audit log has more often than once of one message; at the node at work."""
    rows = AuditEntry.objects.filter(action__in=("queue_message", "receive_message", "undo_message", "seal_message"))
    for one, times in Counter(rows.values_list("action", "reference")).items():
        if times > 1:
            yield f"{one[0]} of {one[1]} stands {times} times in the log"
    logged = set(rows.filter(action="receive_message").values_list("reference", flat=True))
    for reference in set(Inbox.objects.values_list("reference", flat=True)) ^ logged:
        yield f"{reference} is in the inbox or in the log, and not in both"


def _receipts(play: Play) -> Iterator[str]:
    """Receipts at the node at work that nobody signed, or that are about another message."""
    for one in ReceiptGot.objects.select_related("message"):
        other = play.region.nodes[one.node]
        signed_by = {key.id: key.public for key in other.keys.nodes.values()}
        try:
            signed = verify_document(bytes(one.signed), kind=forms.DOCUMENT, key_of=signed_by.get)
        except EnvelopeError as error:
            yield f"a receipt of {one.node} does not verify: {error.code}"
            continue
        receipt = forms.read_receipt(signed.content)
        said = (receipt.of, receipt.message_id, receipt.by, receipt.kind.value, receipt.verdict)
        if said != (one.message.digest, str(one.message.message_id), one.node, one.kind, one.verdict):
            yield f"a receipt says {said} and stands for {one.message.reference}"


def _again(play: Play, there: Mapping[str, Tally]) -> Iterator[str]:
    """One envelope of each node comes once more, long after: it gets the receipts on record and has no effect."""
    for node in play.nodes:
        if not there[node.name].came:
            continue
        with node.at_work() as at:
            row = Inbox.objects.exclude(envelope=None).select_related("envelope").order_by("?").first()
            if row is None:
                continue
            before = AuditEntry.objects.count()
            recorded = sorted(bytes(one.signed) for one in row.receipts.all())
            taken = take_envelope(at, bytes(row.envelope.sealed), carrier=row.sender)  # type: ignore[union-attr]  # there
            play.note(f"came again: {row.state}")
            if sorted(taken.receipts) != recorded or AuditEntry.objects.count() != before:
                yield f"{row.reference} came again and was answered otherwise"


def _at_desk(play: Play, told: Told, desk: str, stands: tuple[Sent, str], happened: int) -> Iterator[str]:
    state, reason = stands
    if state in told.may_end_as:
        if not reason:
            yield f"is {state.value} for {desk} and does not say why"
        if happened:
            yield f"has an effect at {desk} and is {state.value}"
        return
    is_poison = told.marker.startswith(POISON) and not play.owners.is_mended
    is_unwanted = told.marker.startswith(UNWANTED)
    wanted = Sent.TRANSPORTED if is_poison else Sent.REFUSED if is_unwanted else Sent.DELIVERED
    if state is not wanted:
        yield f"is {state.value} ({reason}) for {desk}, not {wanted.value}"
    if bool(happened) != (wanted is Sent.DELIVERED):
        yield f"has {happened} effects at {desk} and is {state.value}"


def _effects(play: Play, there: Mapping[str, Tally]) -> "Counter[tuple[str, str]]":
    found: Counter[tuple[str, str]] = Counter()
    for node in play.nodes:
        if there[node.name].came:
            with node.at_work():
                facts = AuditEntry.objects.filter(action="receive_line_check").values_list("facts", flat=True)
                found.update((one["digest"], one["desk"]) for one in facts)
    return found


def _receipts_made(play: Play, name: str) -> set[str]:
    with play.region.nodes[name].at_work():
        return set(ReceiptMade.objects.values_list("digest", flat=True))


def _left_over(play: Play, node: SimNode, there: Tally) -> Iterator[str]:
    """What still waits at the node at work, or is not said."""
    for row in Outbox.objects.select_related("message") if there.outgoing else ():
        yield f"still has {row.message.reference} for {row.node}: {row.state} {row.reason}"
    if there.undecided:
        waiting = Addressee.objects.filter(state__in=[one.value for one in ON_ITS_WAY])
        for one in waiting.select_related("message"):
            yield f"has {one.message.reference} {one.state} for {one.desk} and nothing brings it there"
    if there.stored:
        yield f"has {there.stored} stored and does nothing with them"
    if there.unsaid:
        yield f"does not say why {there.unsaid} are parked or rejected"
    for receipt in ReceiptMade.objects.filter(settled_at__isnull=True) if there.unsettled else ():
        if frozenset((node.name, receipt.node)) not in play.region.estranged:
            yield f"has a receipt {receipt.kind} that {receipt.node} did not take"
    codes = set(Alarm.objects.values_list("code", flat=True)) if there.alarms else set()
    for code in sorted(codes - play.ledger.alarms):
        yield f"has an alarm: {code}"
    if missing := play.ledger.alarms_wanted.get(node.name, set()) - codes:
        yield f"raised no alarm of {sorted(missing)}"
