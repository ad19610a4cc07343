"""What is looked at before a proposal is shown or signed: that it says what people read, and no more.

A folder passes through many hands. A proposal could name another statement than the one that lies beside it, end in a
hundred years, or let a role speak of more than its country. Nodes would refuse some of that; nobody should sign it.
"""

from datetime import UTC, datetime, timedelta

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import Root, Targets

from samakki.exchange.domain.trust.errors import MetadataRefused
from samakki.exchange.domain.trust.reading import read_statement
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.following import members_of
from samakki.exchange.trust.names import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, target_of

LONGEST = timedelta(days=400)
LEAST_HOLDERS = 2


def examine(folder: TrustFolder, name: str) -> None:
    """See that what waits under a name is what its name says.

    Args:
        folder: with the proposal.
        name: "root", "targets" or a country.

    Raises:
        MetadataRefused: it is something else; the text says what.
        StatementWrong: a statement that nodes would not read.
    """
    found = folder.proposed_root() if name == ROOT else folder.proposed(name)
    if found is None:
        raise _odd(name, "it is not there")
    published = folder.root() if name == ROOT else folder.role(name)
    if found.signed.version != (published.signed.version + 1 if published else 1):
        raise _odd(name, "its version does not follow the published one")
    if found.signed.expires > datetime.now(UTC) + LONGEST:
        raise _odd(name, f"it would hold until {found.signed.expires:%Y-%m-%d}, longer than a year")
    if isinstance(found.signed, Root):
        _examine_root(found.signed)
    elif name == TARGETS:
        members_of(found.signed)
    else:
        _examine_country(folder, name, found.signed)


def _examine_root(root: Root) -> None:
    national, host = (set(root.roles[role].keyids) for role in (ROOT, TIMESTAMP))
    if root.roles[ROOT].threshold < LEAST_HOLDERS or not root.consistent_snapshot:
        raise _odd(ROOT, "one key alone could decide on members")
    if set(root.roles[TARGETS].keyids) != national or root.roles[TARGETS].threshold != root.roles[ROOT].threshold:
        raise _odd(ROOT, "others than the national keys could decide on members")
    if national & host or set(root.roles[SNAPSHOT].keyids) != host:
        raise _odd(ROOT, "the host holds a national key, or has two different ones")


def _examine_country(folder: TrustFolder, country: str, role: Targets) -> None:
    target, raw = target_of(country), folder.read(f"waiting/{country}.country.json")
    if role.delegations is not None or set(role.targets) != {target} or raw is None:
        raise _odd(country, "it speaks of more, or of less, than its one statement")
    try:
        role.targets[target].verify_length_and_hashes(raw)
    except LengthOrHashMismatchError:
        raise _odd(country, "it names another statement than the one that lies beside it") from None
    read_statement(raw, country=country)


def _odd(name: str, why: str) -> MetadataRefused:
    message = (
        f"The proposal {name} is not to be signed: {why}. Somebody changed the folder on its way. Tell those who had "
        "it, take the proposal back (`samakki trust withdraw`) and begin it again."
    )
    return MetadataRefused(message, role=name)
