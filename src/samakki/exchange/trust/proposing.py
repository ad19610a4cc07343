"""Proposals: new versions of the root, of the list of members and of a country's statement, for people to sign.

Anybody may propose; only signatures count. A proposal that already waits is built upon, and loses its signatures.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from tuf.api.metadata import DelegatedRole, Delegations, Metadata, Role, Root, TargetFile, Targets

from samakki.exchange.domain.trust.errors import CeremonyWrong
from samakki.exchange.domain.trust.reading import is_member, read_statement
from samakki.exchange.domain.trust.statement import Reach, Statement
from samakki.exchange.domain.trust.writing import write_statement
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.names import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, YEARLY, paths_of, target_of
from samakki.sealing.ceremony import PublicCeremonyKey

LEAST_HOLDERS = 2


def begin(
    folder: TrustFolder, *, national: Sequence[PublicCeremonyKey], needed: int, host: PublicCeremonyKey, at: datetime
) -> None:
    """Propose the first root and an empty list of members.

    Args:
        folder: empty.
        national: keys of the countries, each kept offline by its central authority.
        needed: how many of them must sign.
        host: key of whoever publishes; it can say what is newest, and nothing about members.
        at: now.

    Raises:
        CeremonyWrong: the folder is in use, a key stands twice, or fewer than two would have to sign.
    """
    if folder.names():
        message = f"{folder.path} holds a trust list already."
        raise CeremonyWrong(message)
    _require_threshold(national, needed)
    if host.id in {key.id for key in national}:
        message = "The key of the host is also a national key. Whoever publishes must not decide on members."
        raise CeremonyWrong(message)
    root = Root(
        version=1,
        expires=(at + YEARLY).replace(microsecond=0),
        roles={
            ROOT: Role([], needed),
            TARGETS: Role([], needed),
            SNAPSHOT: Role([], 1),
            TIMESTAMP: Role([], 1),
        },
        consistent_snapshot=True,
    )
    for key in national:
        root.add_key(key.key, ROOT)
        root.add_key(key.key, TARGETS)
    for role in (SNAPSHOT, TIMESTAMP):
        root.add_key(host.key, role)
    members = Targets(version=1, expires=(at + YEARLY).replace(microsecond=0), delegations=Delegations({}, {}))
    folder.write({"waiting/root.json": Metadata(root).to_bytes(), "waiting/targets.json": Metadata(members).to_bytes()})


def change_root(
    folder: TrustFolder,
    *,
    at: datetime,
    out: Sequence[str] = (),
    new: Sequence[PublicCeremonyKey] = (),
    needed: int | None = None,
    host: PublicCeremonyKey | None = None,
) -> int:
    """Propose a root in which keys are replaced, or which is only prolonged; the answer is its version.

    It needs enough signatures by the keys of the root before, and enough by its own. The list of members is proposed
    again with it, because it must be signed by the new keys.

    Args:
        folder: with a published root.
        at: now.
        out: ids of national keys that go.
        new: national keys that come.
        needed: how many must sign from now on; as before unless given.
        host: another key for whoever publishes.

    Raises:
        CeremonyWrong: there is no such key, or too few would remain.
    """
    published, proposed = folder.root(), folder.proposed_root()
    if published is None:
        message = "The first root has not been published yet."
        raise CeremonyWrong(message)
    root = (proposed or published).signed
    root.version = published.signed.version + 1
    root.expires = (at + YEARLY).replace(microsecond=0)
    for key_id in out:
        if key_id not in root.roles[ROOT].keyids:
            message = "The key that should go is not one of the national keys."
            raise CeremonyWrong(message, key=key_id)
        root.revoke_key(key_id, ROOT)
        root.revoke_key(key_id, TARGETS)
    for key in new:
        root.add_key(key.key, ROOT)
        root.add_key(key.key, TARGETS)
    if host is not None:
        for role in (SNAPSHOT, TIMESTAMP):
            for key_id in list(root.roles[role].keyids):
                root.revoke_key(key_id, role)
            root.add_key(host.key, role)
    if needed is not None:
        root.roles[ROOT].threshold = root.roles[TARGETS].threshold = needed
    _require_enough(len(root.roles[ROOT].keyids), root.roles[ROOT].threshold)
    if set(root.roles[ROOT].keyids) & set(root.roles[TIMESTAMP].keyids):
        message = "The key of the host is also a national key. Whoever publishes must not decide on members."
        raise CeremonyWrong(message)
    folder.write({"waiting/root.json": Metadata(root).to_bytes()})
    _change_members(folder, lambda _members: None, at)
    return root.version


def add_country(
    folder: TrustFolder, country: str, *, keys: Sequence[PublicCeremonyKey], needed: int = 1, at: datetime
) -> int:
    """Propose a member, or other keys for one; the answer is the version of the list.

    Args:
        folder: with a root, published or proposed.
        country: "KH".
        keys: with which the country signs its own statement.
        needed: how many of them must sign it.
        at: now.

    Raises:
        CeremonyWrong: no such country, a key stands twice, or more signatures are needed than there are keys.
    """
    if not is_member(country):
        message = f"{country:.10} is not a country code such as KH."
        raise CeremonyWrong(message)
    if not 1 <= needed <= len(keys) or len({key.id for key in keys}) != len(keys):
        message = f"{needed} of {len(keys)} keys cannot sign: give each key once, and at least as many as are needed."
        raise CeremonyWrong(message)

    def change(members: Delegations) -> None:
        roles = members.roles or {}
        roles[country] = DelegatedRole(
            name=country, keyids=[key.id for key in keys], threshold=needed, terminating=True, paths=paths_of(country)
        )
        members.roles = roles
        members.keys |= {key.id: key.key for key in keys}

    version = _change_members(folder, change, at)
    if (stated := folder.statement(country)) is not None:
        state(folder, stated, at=at)  # its new keys must sign what stands
    return version


def remove_country(folder: TrustFolder, country: str, *, at: datetime) -> int:
    """Propose a list without a member; the answer is its version.

    Raises:
        CeremonyWrong: it is not a member.
    """

    def change(members: Delegations) -> None:
        if country not in (members.roles or {}):
            message = f"{country:.10} is not a member."
            raise CeremonyWrong(message)
        members.roles = {name: role for name, role in (members.roles or {}).items() if name != country}

    version = _change_members(folder, change, at)
    folder.withdraw(country)
    folder.withdraw(f"{country}.country")
    return version


def state(folder: TrustFolder, stated: Statement, *, at: datetime) -> int:
    """Propose a country's statement; the answer is its version.

    Raises:
        StatementWrong: nodes would not read it.
        CeremonyWrong: the country is no member, proposed or published.
    """
    country = stated.country
    members = folder.proposed(TARGETS) or folder.role(TARGETS)
    if members is None or not members.signed.delegations or country not in (members.signed.delegations.roles or {}):
        message = f"{country} is not a member. Propose it first: `samakki trust add-country`."
        raise CeremonyWrong(message, country=country)
    raw = write_statement(stated)
    read_statement(raw, country=country)
    published = folder.role(country)
    role = Targets(
        version=published.signed.version + 1 if published else 1,
        expires=(at + YEARLY).replace(microsecond=0),
        targets={target_of(country): TargetFile.from_data(target_of(country), raw, ["sha256"])},
    )
    folder.write({f"waiting/{country}.country.json": raw, f"waiting/{country}.json": Metadata(role).to_bytes()})
    return role.version


def stated_or_empty(folder: TrustFolder, country: str) -> Statement:
    """What a country states so far."""
    return folder.statement(country) or Statement(country, Reach.DIRECT, None)


def _change_members(folder: TrustFolder, change: Callable[[Delegations], None], at: datetime) -> int:
    """Propose the list of members after a change."""
    published = folder.role(TARGETS)
    found = folder.proposed(TARGETS) or published
    if found is None:
        message = "There is no trust list here yet."
        raise CeremonyWrong(message)
    members = found.signed.delegations or Delegations({}, {})
    change(members)
    used = {key_id for role in (members.roles or {}).values() for key_id in role.keyids}
    members.keys = {key_id: key for key_id, key in members.keys.items() if key_id in used}
    targets = Targets(
        version=published.signed.version + 1 if published else 1,
        expires=(at + YEARLY).replace(microsecond=0),
        delegations=members,
    )
    folder.write({"waiting/targets.json": Metadata(targets).to_bytes()})
    return targets.version


def _require_threshold(keys: Sequence[PublicCeremonyKey], needed: int) -> None:
    if len({key.id for key in keys}) != len(keys):
        message = "A key was given twice."
        raise CeremonyWrong(message)
    _require_enough(len(keys), needed)


def _require_enough(count: int, needed: int) -> None:
    if not LEAST_HOLDERS <= needed <= count:
        message = (
            f"{needed} of {count} national keys cannot be asked for: at least {LEAST_HOLDERS} must sign, so that "
            "nobody decides alone, and no more than there are."
        )
        raise CeremonyWrong(message)
