"""Trust data on the way between nodes: which version a call names, and the files that a bundle carries.

Whoever carries a file is not believed, and need not be known: each file is proved by the signatures of those who made
it. So the files of a bundle are taken before anything else in it, also before its own signature is looked at: a node
that was away for two months learns the keys it needs from the bundle that was signed with them.
"""

import logging
import re
from collections.abc import Iterable, Mapping

from django.db import transaction

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions import trust
from samakki.exchange.actions.trust_messages import ask_soon
from samakki.exchange.domain.frames import LARGEST_TRUST, NotAFrame, Part
from samakki.exchange.domain.header import TrustMark
from samakki.exchange.domain.trust.errors import TrustError
from samakki.exchange.models import TrustState
from samakki.exchange.trust.following import version_of
from samakki.exchange.trust.names import SAFE_NAME

TIMESTAMP = "metadata/timestamp.json"
REFUSED = "trust-refused"
_VERSION = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")
log = logging.getLogger(__name__)


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


def parts() -> tuple[Part, ...]:
    """This node's trust data as parts of a bundle, each a name, LF, and a file."""
    files = trust.carried()
    return tuple(Part("trust", name.encode("ascii") + b"\n" + content) for name, content in sorted(files.items()))


def take_parts(found: Iterable[Part], *, by: Officer | str) -> str:
    """Take what is newer in the trust data of a bundle; a code of why nothing was taken, empty where all is well.

    Older data than this node's, and a node that follows no list, are no problem: nothing is taken.
    """
    try:
        files = dict(_file(part.content) for part in found if part.kind == "trust")
        if TIMESTAMP not in files or not _is_news(files):
            return ""
        trust.take(files, by=by)
    except (TrustError, NotAFrame) as error:
        log.warning("trust data of a bundle was not taken", extra={"problem": error.code})
        audit.record(by, "take_trust_list", outcome="failed", facts={"error": REFUSED})
        return REFUSED
    return ""


def _is_news(files: Mapping[str, bytes]) -> bool:
    state = TrustState.objects.values_list("timestamp_version", flat=True).first()
    try:
        return state is not None and version_of(files[TIMESTAMP]) > state
    except (ValueError, KeyError, TypeError):
        raise NotAFrame("trust-form") from None


def _file(content: bytes) -> tuple[str, bytes]:
    """Name and content of one file.

    Raises:
        NotAFrame: it has another form.
    """
    name, _, rest = content.partition(b"\n")
    text = name.decode("ascii", "replace")
    if len(content) > LARGEST_TRUST or not SAFE_NAME.fullmatch(text):
        raise NotAFrame("trust-form")
    return text, rest


def _is_newer(theirs: str, ours: str) -> bool:
    """Whether a version is above ours. A node without any list follows nobody's word."""
    given, known = _VERSION.fullmatch(theirs), _VERSION.fullmatch(ours)
    if given is None or known is None:
        return False
    return tuple(map(int, given.groups())) > tuple(map(int, known.groups()))
