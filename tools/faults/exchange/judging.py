"""What must hold when a schedule is over: nothing lost, no effect twice, every node explains its state."""

from collections import Counter
from collections.abc import Iterator

from samakki.access.models import AuditEntry
from samakki.exchange.domain.delivery import Arrived, Sent
from samakki.exchange.models import Addressee, Alarm, Inbox, Message, Outbox, ReceiptGot, ReceiptMade
from tools.faults.exchange.schedule import POISON, UNWANTED, Play
from tools.faults.exchange.schedule import Sent as Told


def judge(play: Play) -> list[str]:
    """Everything that is wrong."""
    effects = _effects(play)
    made = {node.name: _receipts_made(play, node.name) for node in play.nodes}
    faults = list(_left_over(play))
    for told in play.ledger.sent:
        faults += [f"{told.reference}: {fault}" for fault in _message(play, told, effects, made)]
    # A message whose sender's process ended right behind the commit is in no ledger, and may well have an effect.
    faults += [f"effect twice: {one}" for one, times in effects.items() if times > 1]
    return faults


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
    for digest, receipt in got.items():
        if digest not in made[receipt.node]:
            yield f"has a receipt {receipt.kind} that {receipt.node} did not make"


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


def _effects(play: Play) -> "Counter[tuple[str, str]]":
    found: Counter[tuple[str, str]] = Counter()
    for node in play.nodes:
        with node.at_work():
            for entry in AuditEntry.objects.filter(action="receive_line_check"):
                found[entry.facts["digest"], entry.facts["desk"]] += 1
    return found


def _receipts_made(play: Play, name: str) -> set[str]:
    with play.region.nodes[name].at_work():
        return set(ReceiptMade.objects.values_list("digest", flat=True))


def _left_over(play: Play) -> Iterator[str]:
    for node in play.nodes:
        with node.at_work():
            for row in Outbox.objects.select_related("message"):
                yield f"{node.name} still has {row.message.reference} for {row.node}: {row.state} {row.reason}"
            for receipt in ReceiptMade.objects.filter(settled_at__isnull=True):
                if frozenset((node.name, receipt.node)) not in play.region.estranged:
                    yield f"{node.name} has a receipt {receipt.kind} that {receipt.node} did not take"
            for alarm in Alarm.objects.exclude(code__in=play.ledger.alarms):
                yield f"{node.name} has an alarm: {alarm.node} {alarm.code} {alarm.reference}"
            missing = play.ledger.alarms_wanted.get(node.name, set()) - set(
                Alarm.objects.values_list("code", flat=True)
            )
            if missing:
                yield f"{node.name} raised no alarm of {sorted(missing)}"
            for row_in in Inbox.objects.filter(state=Arrived.STORED.value):
                yield f"{node.name} has {row_in.reference} stored and does nothing with it"
            for row_in in Inbox.objects.filter(state__in=[Arrived.PARKED.value, Arrived.REJECTED.value], reason=""):
                yield f"{node.name} does not say why {row_in.reference} is {row_in.state}"
