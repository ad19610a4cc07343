"""Which trust data a node has, as calls and messages name it, and hearing that another node has newer."""

import re

from django.db import transaction

from samakki.exchange.actions.trust_messages import ask_soon
from samakki.exchange.domain.header import TrustMark
from samakki.exchange.models import TrustState

_VERSION = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")


def version() -> str:
    """The trust data of this node as a call names it: version of the root and of the timestamp, "3.118"."""
    state = TrustState.objects.values_list("root_version", "timestamp_version").first()
    return "" if state is None else "{}.{}".format(*state)


def mark() -> TrustMark | None:
    """The trust data with which a message's keys were chosen, as its header names it; None without any."""
    state = TrustState.objects.values_list("root_version", "dated").first()
    return None if state is None else TrustMark(state[0], state[1].replace(microsecond=0))


def heard(theirs: str) -> bool:
    """Ask for a newer list soon where another node says that it has one; whether it says so."""
    if not _is_newer(theirs, version()):
        return False
    with transaction.atomic():
        ask_soon()
    return True


def _is_newer(theirs: str, ours: str) -> bool:
    """Whether a version is above ours. A node without any list follows nobody's word."""
    given, known = _VERSION.fullmatch(theirs), _VERSION.fullmatch(ours)
    if given is None or known is None:
        return False
    return tuple(map(int, given.groups())) > tuple(map(int, known.groups()))
