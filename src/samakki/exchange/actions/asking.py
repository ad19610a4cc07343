"""Making a call: what goes, what is believed of the answer, and using it, also while the next call is on its way.

A node that fills its calls would wait while the other one opens and stores, and the other one while this one stores
receipts. So a call has two halves: `call` ends where the answer is proved, `finish` uses it. What `finish` finds to be
said goes with the call after the next. Nothing counts on the order of the two: what was not used when a process ends
comes again.
"""

import logging
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from samakki.exchange.actions import gathering, incoming_chunks, trust_calls
from samakki.exchange.actions.calls import CHALLENGE, LineBroken, NotBelieved, Wire, framed, head_of, opened_from
from samakki.exchange.actions.gathering import Gathered, gather
from samakki.exchange.actions.meeting import budget_of, contact
from samakki.exchange.actions.quotas import Quota, quota_of, unlimited
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.trust_versions import heard, version
from samakki.exchange.actions.using import Used, use
from samakki.exchange.domain.frames import Head, NotAFrame, Part, Want, parts_of
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Peer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a call went that this node made.

    Attributes:
        problem: code of what went wrong; empty where it was in order.
        used: what there is to say in the next call.
        has_more: another call is worth making now.
        carried: bytes both ways.
    """

    problem: str = ""
    used: Used = field(default_factory=Used)
    has_more: bool = False
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was proved and not used yet.

    Attributes:
        at: this node.
        node: who gave it.
        call: that it answers.
        head: what it says of itself.
        parts: what it brought.
        quota: what is left of the other node's day.
        rows: of the outbox, that went in the call.
        met: when it came.
        carried: bytes both ways.
        is_more_given: not all that this node has to give fitted.
        has_wanted: this node asked for ranges of chunks.
    """

    at: Station
    node: str
    call: str
    head: Head
    parts: tuple[Part, ...] = field(repr=False)
    quota: Quota
    rows: tuple[int, ...]
    met: datetime
    carried: int
    is_more_given: bool
    has_wanted: bool

    @property
    def has_more(self) -> bool:
        """Whether another call is worth making, whatever using this one finds."""
        return self.is_more_given or self.head.has_more or bool(self.head.wants)

    @property
    def may_wait(self) -> bool:
        """Whether the next call may be made before this one is used: not where that would ask for a range again."""
        return self.has_more and not self.has_wanted and all(part.kind != "chunk" for part in self.parts)


def ask(at: Station, node: str, wire: Wire, *, before: Used | None = None) -> Asked:
    """Make one call to a node, give what is due and use what it gives."""
    answered = call(at, node, wire, before=before)
    return answered if isinstance(answered, Asked) else finish(answered)


def call(at: Station, node: str, wire: Wire, *, before: Used | None = None) -> Answered | Asked:
    """Make one call; an answer to be used by `finish`, or how it went where there is none.

    Args:
        at: this node.
        node: name of the other one.
        wire: the way to it.
        before: what the answer before this call left to be said.
    """
    now, said, name = timezone.now(), before or Used(), secrets.token_urlsafe(24)
    peer, _is_new = Peer.objects.get_or_create(node=node)
    budget, ours = budget_of(peer), version()
    is_probe = not peer.taken_challenge or peer.failures > 0
    given = _to_give(at, peer, name, said, budget, now, ours, is_probe=is_probe)
    wants = () if is_probe else incoming_chunks.wants(node, budget=budget)
    head = head_of(at, node, name, said, given, now, ours)
    request = framed(at, replace(head, answers=peer.taken_challenge, wants=wants), given)
    reached("send:leased")
    try:
        raw = wire.post(node, request)
    except LineBroken as broken:
        _use_partial(at, node, name, broken.partial)
        return _failed(node, name, broken.code)
    reached("send:answered")
    try:
        opened = opened_from(at, raw, node)
        if opened.head.answers != name:
            raise NotBelieved("answers-another-call")
    except (NotAFrame, NotBelieved) as error:
        trust_calls.take_unproved(node, raw, timezone.now())
        return _failed(node, name, error.code)
    head = opened.head
    met = timezone.now()
    whole, broken_off = parts_of(opened, raw)
    if trust_calls.take(node, opened.listed, whole, met):
        at = at.anew()
    if head.code:
        gathering.release(Q(node=node, given_in=name), met)
        if head.code != CHALLENGE:
            return _failed(node, name, head.code)
        Peer.objects.filter(node=node).update(
            taken_challenge=head.challenge, failures=0, tried_at=now, trust=head.trust
        )
        return Asked(used=said, has_more=True)
    quota, carried = quota_of(at, peer, len(raw), met), len(request) + len(raw)
    asked_for = [[one.chunk, one.start, one.size] for one in head.wants]  # given in the next request
    changes = contact(head, now, met, carried) | {"bytes_today": F("bytes_today") + len(raw)}
    if head.trust != peer.trust:
        heard(head.trust)
    Peer.objects.filter(node=node).update(taken_challenge=head.challenge, wants=asked_for, tried_at=now, **changes)
    return Answered(
        at=at, node=node, call=name, head=head, parts=(*whole, *broken_off), quota=quota, rows=given.rows, met=met,
        carried=carried, is_more_given=given.has_more, has_wanted=bool(wants),
    )  # fmt: skip


def finish(answered: Answered) -> Asked:
    """Use an answer; how the call went."""
    node, met = answered.node, answered.met
    used = use(answered.at, node, answered.head, answered.parts, quota=answered.quota, now=met)
    if answered.rows:  # what it did not sign for goes again
        gathering.release(Q(pk__in=answered.rows, given_in=answered.call), met)
    reached("send:used")
    has_more = answered.has_more or bool(used.receipts or used.got or used.bad)
    has_more = has_more or answered.has_wanted or bool(incoming_chunks.wants(node, budget=1))
    return Asked(used=used, has_more=has_more, carried=answered.carried)


def _to_give(
    at: Station, peer: Peer, call: str, said: Used, budget: int, now: datetime, ours: str, *, is_probe: bool
) -> Gathered:
    if is_probe:  # a line that just broke, or a challenge that may be used up: nothing large goes before that is known
        return Gathered((), (), (), has_more=gathering.is_waiting(peer.node, now) or bool(peer.wants))
    if news := trust_calls.lacking(peer, peer.trust, ours, now):  # first: it may name keys that the rest is signed with
        return Gathered(news, (), (), has_more=True)
    return gather(at, peer.node, call=call, again=said.receipts, wants=_wants_of(peer), budget=budget, now=now)


def _wants_of(peer: Peer) -> tuple[Want, ...]:
    return tuple(Want(*one) for one in peer.wants)


def _use_partial(at: Station, node: str, call: str, partial: bytes) -> None:
    """Keep what came of an answer before the line broke, if its head is there and proved."""
    if not partial:
        return
    try:
        opened = opened_from(at, partial, node)
    except (NotAFrame, NotBelieved):
        return
    if opened.head.answers == call and not opened.head.code:
        whole, broken_off = parts_of(opened, partial)
        now = timezone.now()
        use(at, node, opened.head, (*whole, *broken_off), quota=unlimited(at, node, now), now=now)


def _failed(node: str, call: str, code: str) -> Asked:
    now = timezone.now()
    gathering.release(Q(node=node, given_in=call), now, reason=code)
    draw = secrets.randbelow(1000) / 1000
    Peer.objects.filter(node=node).update(failures=F("failures") + 1, problem=code, tried_at=now, draw=draw)
    log.info("a call to a node did not work", extra={"node": node, "problem": code})
    return Asked(problem=code)
