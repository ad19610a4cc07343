"""Trust data that a bundle or a call carries.

Whoever carries a file is not believed, and need not be known: each file is proved by the signatures of those who made
it. So the files of a bundle are taken before anything else in it, also before its own signature is looked at: a node
that was away for two months learns the keys it needs from the bundle that was signed with them.
"""

import logging
from collections.abc import Iterable, Mapping

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions import trust
from samakki.exchange.actions.trust_versions import numbers_of
from samakki.exchange.domain.frames import LARGEST_TRUST, NotAFrame, Part
from samakki.exchange.domain.trust.errors import TrustError
from samakki.exchange.models import Member, TrustState
from samakki.exchange.trust.following import version_of
from samakki.exchange.trust.names import SAFE_NAME

TIMESTAMP = "metadata/timestamp.json"
REFUSED = "trust-refused"
INCOMPLETE = "trust-incomplete"
log = logging.getLogger(__name__)


def parts(*, newer_than: str = "") -> tuple[Part, ...]:
    """This node's trust data as parts of a bundle or a call, each a name, LF, and a file.

    Args:
        newer_than: version that who gets it has; what that holds already is left out. Empty for all.
    """
    files = trust.carried(newer_than=numbers_of(newer_than))
    return tuple(Part("trust", name.encode("ascii") + b"\n" + content) for name, content in sorted(files.items()))


def take_parts(found: Iterable[Part], *, by: Officer | str, is_whole: bool = True) -> str:
    """Take what is newer in the trust data of a bundle; a code of why nothing was taken, empty where all is well.

    Older data than this node's, and a node that follows no list, are no problem: nothing is taken.

    Args:
        found: parts; those of other kinds are left out.
        by: who brought them.
        is_whole: nothing of what was written is known to be missing. Files that prove each other look forged when one
            is not there, so what is missing is said instead.
    """
    try:
        files = dict(_file(part.content) for part in found if part.kind == "trust")
        if TIMESTAMP not in files or not _is_news(files):
            return ""
        trust.take(files, by=by)
    except (TrustError, NotAFrame) as error:
        log.warning("trust data of a bundle was not taken", extra={"problem": error.code})
        code = REFUSED if is_whole else INCOMPLETE
        audit.record(by, "take_trust_list", outcome="failed", facts={"error": code})
        return code
    return ""


def _is_news(files: Mapping[str, bytes]) -> bool:
    state = TrustState.objects.values_list("timestamp_version", flat=True).first()
    lacks = Member.objects.filter(gone_at=None).exclude(problem="").exists()  # the same list may bring what was missing
    try:
        return state is not None and version_of(files[TIMESTAMP]) > state - lacks
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
