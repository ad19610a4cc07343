"""One ``POST /exchange``, from both sides: what is asked, what is answered, and what is believed.

A request is signed by the node and names the challenge that the other node gave last. A challenge counts once, so a
recorded request is worth nothing, and no clock takes part. The answer names the request. Both sides give and take, so
a node that can only dial out takes part fully.

What is checked of a request, in this order:
    1. It has the form of a call, and no part is too large.
    2. It is for this node, and signed by the node it says it is from.
    3. It names the challenge. If not, the answer is the challenge, signed, and nothing else happens.
"""

import logging
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.exchange.actions import gathering, incoming_chunks, trust_calls
from samakki.exchange.actions.gathering import IN_ANSWER, Gathered, gather
from samakki.exchange.actions.meeting import budget_of, contact
from samakki.exchange.actions.quotas import quota_of
from samakki.exchange.actions.receipts import believed_key
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.trust_versions import heard, version
from samakki.exchange.actions.using import Used, use
from samakki.exchange.domain.frames import (
    DOCUMENT,
    MOST_GOT,
    MOST_PARTS,
    Head,
    NotAFrame,
    Opened,
    Part,
    content_of,
    frame,
    open_head,
    parts_of,
)
from samakki.exchange.domain.steps import reached
from samakki.exchange.models import Peer
from samakki.kernel.addresses import NodeName
from samakki.kernel.moments import write_moment
from samakki.kernel.refusals import InvalidValue, SamakkiError
from samakki.sealing.documents import sign_document, verify_document
from samakki.sealing.errors import EnvelopeError

log = logging.getLogger(__name__)
CHALLENGE = "challenge"
DIALS_IN_VAIN = 3  # failures in a row after which a node asks for chunks in answers too


class LineBroken(SamakkiError):
    """The line to a node broke, or nobody answered. `partial` is what came before."""

    def __init__(self, code: str, *, partial: bytes = b"") -> None:
        super().__init__(code)
        self.code = code
        self.partial = partial


class Wire(Protocol):
    """A way to another node: HTTPS, or a simulation of it."""

    def post(self, node: str, call: bytes) -> bytes:
        """Carry a request and bring the answer.

        Raises:
            LineBroken: it did not work; the request may have arrived all the same.
        """


class NotBelieved(SamakkiError):
    """A call is not from whom it says, or not for us. Holds a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answer(at: Station, raw: bytes) -> bytes:
    """Answer a call of another node.

    Args:
        at: this node.
        raw: the request as far as it came; ranges of chunks are kept even of one that was cut short.

    Raises:
        NotAFrame: it is no call. Nothing was used.
        NotBelieved: it is not from whom it says, or not for this node. Nothing was used.
    """
    now = timezone.now()
    opened = opened_from(at, raw, "")
    head, node = opened.head, opened.head.sender
    call = secrets.token_urlsafe(24)
    challenge = secrets.token_urlsafe(24)
    with transaction.atomic():
        peer, _is_new = Peer.objects.select_for_update().get_or_create(node=node)
        if not peer.given_challenge or head.answers != peer.given_challenge:
            peer.given_challenge = peer.given_challenge or challenge
            peer.save(update_fields=["given_challenge"])
            return _refusal(at, node, call, head, peer, now)
        peer.given_challenge = challenge
        quota, is_news = quota_of(at, peer, len(raw), now), head.trust != peer.trust
        changes = contact(head, now, now, 0)
        for name, value in changes.items():
            setattr(peer, name, value)
        peer.save(update_fields=["given_challenge", "bytes_today", "bytes_on", *changes])
    reached("call:checked")
    if is_news:
        heard(head.trust)
    gathering.release(Q(node=node, given_in__startswith=IN_ANSWER), now)  # it calls again: that answer is over
    whole, broken_off = parts_of(opened, raw)
    if trust_calls.take(node, opened.listed, whole, now):
        at = at.anew()
    used = use(at, node, head, (*whole, *broken_off), quota=quota, now=now)
    reached("call:used")
    budget, ours = budget_of(peer), version()
    if news := trust_calls.lacking(peer, head.trust, ours, now):
        receipts = tuple(Part("receipt", one) for one in used.receipts)[: MOST_PARTS - len(news)]
        given = Gathered((*news, *receipts), (), (), has_more=True)  # what else waits goes in the next answer
    else:
        given = gather(
            at, node, call=f"{IN_ANSWER}{call[:32]}", again=used.receipts, wants=head.wants, budget=budget, now=now
        )
    wants = incoming_chunks.wants(node, budget=budget)
    if wants and not _cannot_dial(at, peer):
        wants = ()
    said = replace(used, receipts=())
    answer_head = head_of(at, node, call, said, given, now, ours)
    made = framed(at, replace(answer_head, answers=head.call, challenge=challenge, wants=wants), given)
    reached("call:made")
    return made


def _cannot_dial(at: Station, peer: Peer) -> bool:
    """Whether chunks have to be asked for in answers, because nobody here reaches that node."""
    listed = at.listed(peer.node)
    return listed is None or not listed.endpoints or peer.failures >= DIALS_IN_VAIN


def opened_from(at: Station, raw: bytes, node: str) -> Opened:
    """A call whose head is proved to be of the node it names; of any node where `node` is empty.

    Raises:
        NotAFrame, NotBelieved: it is not.
    """
    opened = open_head(raw)
    sender = opened.head.sender
    try:
        NodeName.parse(sender)
    except InvalidValue:
        raise NotAFrame("head-form") from None
    if opened.head.receiver != str(at.node) or (node and sender != node) or sender == str(at.node):
        raise NotBelieved("not-for-us")
    now = timezone.now()
    try:
        verify_document(opened.document, kind=DOCUMENT, key_of=lambda key: believed_key(at, sender, key, now))
    except EnvelopeError as error:
        raise NotBelieved(error.code) from None
    return opened


def head_of(at: Station, node: str, call: str, said: Used, given: Gathered, now: datetime, ours: str) -> Head:
    """What every call says of itself."""
    return Head(
        sender=str(at.node),
        receiver=node,
        call=call,
        time=write_moment(now),
        trust=ours,
        got=said.got[:MOST_GOT],
        bad=said.bad[:MOST_PARTS],
        later=said.later[:MOST_PARTS],
        has_more=given.has_more,
    )


def framed(at: Station, head: Head, given: Gathered) -> bytes:
    """A call, signed by this node."""
    return frame(sign_document(content_of(head, given.parts), kind=DOCUMENT, key=at.signing), given.parts)


def _refusal(at: Station, node: str, call: str, asked: Head, peer: Peer, now: datetime) -> bytes:
    """The challenge that counts, and newer trust data: it may name the key that signs this."""
    ours = version()
    given = Gathered(trust_calls.lacking(peer, asked.trust, ours, now), (), (), has_more=False)
    head = head_of(at, node, call, Used(), given, now, ours)
    return framed(at, replace(head, answers=asked.call, challenge=peer.given_challenge, code=CHALLENGE), given)
