"""Trust data in calls, so that nodes which reach nothing but each other have newer data as soon as one of them has it.

Who meets a node that names older data gives it what that lacks, in the answer or in a call of its own. Who gets some
believes it no more than what lies on a stick: files prove themselves, by the same code. Both ends count: a node is
given trust data at most every five minutes, and looked at for it no more often, so that none keeps another busy.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.trust_versions import is_newer
from samakki.exchange.domain.frames import Listed, NotAFrame, Part, open_head, parts_of
from samakki.exchange.models import Peer, TrustState

GIVE_EVERY = TAKE_EVERY = timedelta(minutes=5)
TELL_EVERY = timedelta(hours=1)
MOST_FILES = 60  # beside them a call has room for receipts
MOST_BYTES = 4 * 1024 * 1024
log = logging.getLogger(__name__)


def behind(known: Iterable[Peer], ours: str, now: datetime) -> frozenset[str]:
    """Nodes to be told: they named older data than ours when they were last met, and were given none since ours came.

    One that has not taken what it was given is told again every hour.

    Args:
        known: nodes that were met.
        ours: version of this node's data, as calls name it.
        now: by this node's clock.
    """
    late = [
        one for one in known if is_newer(ours, one.trust) and not _was_just_now(one.trust_given_at, GIVE_EVERY, now)
    ]
    came = TrustState.objects.values_list("taken_at", flat=True).first() if late else None
    since = max(came, now - TELL_EVERY) if came else now
    return frozenset(one.node for one in late if one.trust_given_at is None or not since <= one.trust_given_at <= now)


def lacking(peer: Peer, theirs: str, ours: str, now: datetime) -> tuple[Part, ...]:
    """What a node lacks of ours, as parts of a call; nothing where it has it, or was given some just now.

    Args:
        peer: the node; noted is that it was given something.
        theirs: version of its data, as it named it.
        ours: version of this node's data.
        now: by this node's clock.
    """
    if not is_newer(ours, theirs) or _was_just_now(peer.trust_given_at, GIVE_EVERY, now):
        return ()
    from samakki.exchange.actions import trust_carrying  # noqa: PLC0415  (most processes never need TUF)

    parts = trust_carrying.parts(newer_than=theirs)
    if len(parts) > MOST_FILES or sum(len(part.content) for part in parts) > MOST_BYTES:
        log.warning("trust data is too large for a call", extra={"node": peer.node, "count": len(parts)})
        return ()
    peer.trust_given_at = now
    Peer.objects.filter(pk=peer.pk).update(trust_given_at=now)
    return parts


def take(node: str, listed: Sequence[Listed], parts: Sequence[Part], now: datetime, *, is_proved: bool = True) -> bool:
    """Take what is newer in what a node gave; whether this node's data is other than before.

    Where the line changed or lost a part of it, nothing is taken and nobody is accused: files that prove each other
    look forged when one is missing. The node gives all of it again.

    Args:
        node: who gave it; data that must not be believed raises an alarm about that node.
        listed: parts as the head of its call lists them.
        parts: of its call, as far as they came whole.
        now: by this node's clock.
        is_proved: the call is signed by the node. Otherwise anybody may have written it, and no alarm is raised.
    """
    news = [part for part in parts if part.kind == "trust"]
    if not news:
        return False
    if len(news) < sum(one.kind == "trust" for one in listed):
        log.info("trust data came damaged", extra={"node": node})
        return False
    looked_at = Peer.objects.filter(node=node).values_list("trust_looked_at", flat=True).first()
    if _was_just_now(looked_at, TAKE_EVERY, now):
        return False
    Peer.objects.filter(node=node).update(trust_looked_at=now)
    from samakki.exchange.actions import trust_carrying  # noqa: PLC0415  (most processes never need TUF)

    before = TrustState.objects.values_list("timestamp_version", flat=True).first()
    problem = trust_carrying.take_parts(news, by="node")
    if problem and is_proved:
        raise_alarm(node, problem)
    return TrustState.objects.values_list("timestamp_version", flat=True).first() != before


def take_unproved(node: str, raw: bytes, now: datetime) -> None:
    """The same with an answer whose signature is by a key that is not known here: newer data may name that key.

    It accuses nobody: the answer may be from somebody else.
    """
    try:
        opened = open_head(raw)
    except NotAFrame:
        return
    whole, _broken_off = parts_of(opened, raw)
    take(node, opened.listed, whole, now, is_proved=False)


def _was_just_now(last: datetime | None, within: timedelta, now: datetime) -> bool:
    """Whether something was a short while ago. What a clock put ahead noted does not count."""
    return last is not None and now - within < last <= now
