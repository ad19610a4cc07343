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
    if not is_newer(theirs, version()):
        return False
    with transaction.atomic():
        ask_soon()
    return True


def is_newer(one: str, other: str) -> bool:
    """Whether a version is above another. A node without any list follows nobody's word, and is given none."""
    given, known = numbers_of(one), numbers_of(other)
    return given is not None and known is not None and given > known


def numbers_of(text: str) -> tuple[int, int] | None:
    """Versions of root and timestamp; None where it is none."""
    found = _VERSION.fullmatch(text)
    return None if found is None else (int(found[1]), int(found[2]))
