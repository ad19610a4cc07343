"""What each schedule is about; all of them have bad weather and processes that end, drawn from their dice."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from samakki.exchange.actions import gathering
from samakki.exchange.actions.finishing import finish
from samakki.exchange.domain.delivery import Arrived, Lane, Sent
from samakki.exchange.models import Inbox, Message
from samakki.sealing.chunks import CHUNK_BYTES
from tools.faults.exchange import disclosing, harm, marking
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.owners import POISON, UNWANTED
from tools.faults.exchange.schedule import DAY, Play, has_work

GIVEN_UP = frozenset({Sent.EXPIRED})
Story = Callable[[Play], None]


def _some(play: Play, count: int) -> None:
    """Messages between nodes of the dice's choice, to one or two desks of one or two nodes."""
    for _ in range(count):
        sender = play.dice.choice(play.nodes)
        others = [node for node in play.nodes if node is not sender]
        desks = [play.dice.choice(node.desks) for node in play.dice.sample(others, play.dice.randint(1, 2))]
        if play.chance(0.2):
            desks.append(sender.desks[1])
        if sender.is_up:
            if play.chance(0.15):
                play.doom(sender, "queue:written", "queue:committed")
            play.send(sender, tuple(desks), hold=play.dice.choice((0, 0, 300)))


def storm(play: Play) -> None:
    """Bad weather on every line, and processes that end."""
    _some(play, 2)
    play.storm(3, chance=0.5, ends=0.7)


def undone(play: Play) -> None:
    """Messages are undone in the hold, others are not."""
    for node in play.nodes:
        if play.chance(0.7):
            sent = play.send(node, (_other(play, node).desks[0],), hold=300)
            if sent and play.chance(0.5):
                play.region.clock.pass_(play.dice.choice((1, 299, 301)))
                play.undo(sent)
                play.note("undone in the hold" if sent.is_undone else "not undone: too late, or ended meanwhile")
    play.storm(2, chance=0.3, ends=0.4)


def clocks(play: Play) -> None:
    """Clocks are off by days, and one is set back in the middle; or that of one who only receives, by a year."""
    if play.chance(0.3):
        _a_year_off(play)
        return
    for node in play.nodes:
        node.clock_error = timedelta(days=play.dice.choice((-15, -3, 0, 3, 20)), seconds=play.dice.randrange(3000))
        days = node.clock_error.days
        play.note(f"a clock {days:+} days" if days else "a clock nearly right")
    _some(play, 1)
    play.storm(1, chance=0.3, ends=0.3)
    play.dice.choice(play.nodes).clock_error = timedelta(days=play.dice.choice((-18, 2)))
    play.note("a clock set anew")
    _some(play, 1)
    play.storm(2, chance=0.3, ends=0.3)


def _a_year_off(play: Play) -> None:
    """What a node takes in does not hang on its clock. Sending does: by that clock it has no keys yet, or none left."""
    receiver, *others = play.dice.sample(play.nodes, 3)
    days = play.dice.choice((-365, 365))
    receiver.clock_error = timedelta(days=days)
    for node in others:
        play.send(node, (receiver.desks[0],))
    play.storm(2, chance=0.3, ends=0.3)
    if play.chance(0.5):
        receiver.clock_error = timedelta()
        play.storm(1, chance=0.3, ends=0.3)
    play.note(f"a clock {days:+} days")


def dark(play: Play) -> None:
    """One node is dark for sixty days, with mail of its own and for it."""
    asleep = play.dice.choice(play.nodes)
    _some(play, 2)
    for told in play.ledger.sent:
        told.may_end_as = GIVEN_UP
    asleep.end()
    awake = [node for node in play.nodes if node is not asleep]
    for _ in range(4):
        play.region.clock.pass_(15 * DAY)
        for node in awake:
            if not node.is_up:
                play.begin_again(node)
            play.region.refresh(node)
            play.round(node)
        if sent := play.send(awake[0], (asleep.desks[0],)):
            sent.may_end_as = GIVEN_UP
    play.note("dark for sixty days, and back")
    play.region.refresh(asleep)  # before anything else, as the node does it when it starts


def partition(play: Play) -> None:
    """Two nodes do not reach each other for hours; the third reaches both."""
    pair = play.dice.sample(play.nodes, 2)
    play.line.cut.add(frozenset(node.name for node in pair))
    _some(play, 2)
    play.storm(3, chance=0.2, ends=0.4, longest=7200)
    play.line.cut.clear()
    play.note("two nodes cut off from each other for hours")


def poison(play: Play) -> None:
    """An owner breaks on some messages and refuses others; the rest goes on, and what was mended is taken up."""
    for node in play.nodes[:2]:
        to = (_other(play, node).desks[0],)
        play.send(node, to, marker=POISON + play.dice.randbytes(8).hex())
        if play.chance(0.5):
            play.send(node, to)
        play.send(node, to, marker=UNWANTED + play.dice.randbytes(8).hex())
        play.note("an owner breaks", "an owner refuses")
    play.storm(2, chance=0.3, ends=0.4)
    if play.chance(0.5):
        play.calm()
        play.owners.is_mended = True
        play.note("a broken owner was mended")
        for node in play.nodes:
            with node.at_work() as at:
                for key in list(Inbox.objects.filter(state=Arrived.PARKED.value).values_list("pk", flat=True)):
                    finish(at, key, now=timezone.now(), also=Arrived.PARKED)


def attachments(play: Play) -> None:
    """Files of no byte and of several pieces over a line that cuts; what is urgent passes them."""
    sender, receiver = play.dice.sample(play.nodes, 2)
    sizes = play.dice.choice(((0,), (4096,), (70_000, 4), (300_000,), (CHUNK_BYTES + 400,)))
    play.note("an attachment" if sum(sizes) < CHUNK_BYTES else "an attachment of several pieces")
    play.send(sender, (receiver.desks[0],), lane=Lane.BULK, sizes=sizes)
    urgent = play.send(sender, (receiver.desks[0],), lane=Lane.URGENT)
    if play.chance(0.5):
        play.doom(receiver, "chunk:written", "chunk:committed")
    if play.chance(0.2) and urgent and urgent.reference and sender.is_up:
        play.round(sender)
        with sender.at_work():
            states = set(Message.objects.get(reference=urgent.reference).addressees.values_list("state", flat=True))
        if has_work(sender) and states != {"delivered"}:
            play.ledger.faults.append(f"what is urgent is {states} behind an attachment, on a line that works")
    play.storm(3, chance=0.4, ends=0.7)


def one_bad_peer(play: Play) -> None:
    """One node answers with faults, slowly or not at all, and large things wait for it: nobody else notices."""
    sender, bad, good = play.dice.sample(play.nodes, 3)
    weather = play.dice.choice(("broken server", "request lost", "answer cut", "slow"))
    play.line.troubled[bad.name] = weather
    play.note(f"one peer: {weather}")
    play.send(sender, (bad.desks[0],), lane=Lane.BULK, sizes=play.dice.choice(((), (300_000,), (CHUNK_BYTES + 400,))))
    sent = [play.send(sender, (node.desks[0],), lane=lane) for lane in Lane for node in (bad, good)]
    for _ in range(4):
        play.round(sender)
        play.region.clock.pass_(70)
    with sender.at_work():
        for told in sent:
            if told and told.desks == (good.desks[0],):
                states = set(Message.objects.get(reference=told.reference).addressees.values_list("state", flat=True))
                if states != {Sent.DELIVERED.value}:
                    play.ledger.faults.append(f"a message to a good node is {sorted(states)} beside a bad one")
    play.line.troubled.clear()
    play.storm(1, chance=0.3, ends=0.4)


def many(play: Play) -> None:
    """More waits than one call holds, both ways: calls follow each other, answers are used beside the next one."""
    one, other = play.dice.sample(play.nodes, 2)
    with patch.object(gathering, "MOST_ENVELOPES", play.dice.choice((1, 2))):
        for sender, receiver in ((one, other), (other, one)):
            for _ in range(play.dice.randint(2, 4)):
                play.send(sender, (play.dice.choice(receiver.desks),), lane=play.dice.choice(list(Lane)))
        play.storm(2, chance=0.3, ends=0.6, longest=400)
        play.calm()
    play.note("more than one call holds")


def _other(play: Play, node: SimNode) -> SimNode:
    return play.dice.choice([one for one in play.nodes if one is not node])


STORIES: dict[str, Story] = {
    "storm": storm,
    "undone in the hold": undone,
    "clocks off by days": clocks,
    "dark for sixty days": dark,
    "partition": partition,
    "poison": poison,
    "one id twice": harm.one_id_twice,
    "key withdrawn": harm.withdrawn_key,
    "member put out": harm.put_out,
    "carried by hand": harm.by_hand,
    "copies that are not its own": harm.not_its_own,
    "nothing leaves": harm.nothing_leaves,
    "one bad peer": one_bad_peer,
    "more than one call holds": many,
    "marked secrets": marking.marked,
    "attachments": attachments,
    "recall over two hops": disclosing.recalled,
    "disclosed and passed on": disclosing.disclosed,
}


OFTEN = ("storm", "undone in the hold", "clocks off by days", "partition", "poison", "one id twice", "member put out",
         "copies that are not its own", "attachments", "one bad peer", "more than one call holds")  # fmt: skip
CYCLE = (*STORIES, *OFTEN)
"""What seeds play, one after the other: what takes long and is drawn less by the dice comes half as often."""
