"""What a node believes of a trust list, whoever hands it over.

Steps, in this order; the TUF library does 1 to 4, and nothing is given back unless all of them passed:
    1. Each newer root is signed by enough keys of the one before, and of itself.
    2. The timestamp is signed by the host, is not older than the one known, and has not expired.
    3. The snapshot is the one that the timestamp names; nothing in it went back or went missing.
    4. Targets is the one that the snapshot names, signed by enough countries.
    5. Every member's role may speak of its own country and nothing else.
    6. Each country: role and statement are those that the snapshot names, signed by that country, and the statement can
       be read. What is wrong with one country is told and does not keep the others' news back.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tuf.api.exceptions import DownloadError, ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata, Root, Targets, Timestamp
from tuf.ngclient import Updater, UpdaterConfig

from samakki.exchange.domain.trust.errors import (
    MetadataExpired,
    MetadataRefused,
    SourceSilent,
    StatementWrong,
    TrustError,
)
from samakki.exchange.domain.trust.reading import MOST_BYTES, is_member, read_statement
from samakki.exchange.domain.trust.statement import Told
from samakki.exchange.trust.names import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, paths_of, target_of
from samakki.exchange.trust.sources import Source, fetcher_of

LIMITS = UpdaterConfig(
    max_root_rotations=256,
    max_delegations=4,
    root_max_length=256_000,
    timestamp_max_length=16_384,
    snapshot_max_length=256_000,
    targets_max_length=512_000,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a node believed so far: only newer data is taken.

    Attributes:
        root: the newest root it believed; the first one is given to it by people.
        timestamp, snapshot, targets: as they came; None before the first time.
        members: metadata of each country's role.
    """

    root: bytes = field(repr=False)
    timestamp: bytes | None = field(default=None, repr=False)
    snapshot: bytes | None = field(default=None, repr=False)
    targets: bytes | None = field(default=None, repr=False)
    members: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Followed:
    """A trust list that was verified.

    Attributes:
        known: what to believe from now on.
        root_version, timestamp_version: of it.
        expires: of the timestamp.
        members: every country that the list names.
        told: statements that were verified, in the order of countries.
        problems: why a country's newest statement was not taken: codes.
    """

    known: Known
    root_version: int
    timestamp_version: int
    expires: datetime
    members: frozenset[str]
    told: tuple[Told, ...]
    problems: Mapping[str, str]
    roots: Mapping[int, bytes] = field(default_factory=dict, repr=False)  # from the one that was known, by version


def follow(where: Source | str, known: Known) -> Followed:
    """Bring trust data up to date from a source.

    Raises:
        MetadataExpired: the newest data there is past its day.
        MetadataRefused: it must not be believed; the text says why. What was known stays.
        SourceSilent: it does not answer, or lacks a file.
    """
    fetcher, base = fetcher_of(where)
    with tempfile.TemporaryDirectory(prefix="trust-") as name:
        folder = Path(name)
        _lay_out(folder, known)
        try:
            updater = Updater(
                str(folder), f"{base}metadata/", name, f"{base}targets/", fetcher, LIMITS, bootstrap=known.root
            )
            updater.refresh()  # 1 to 4
        except (RepositoryError, DownloadError, OSError) as error:
            raise _told(error) from error
        targets = Metadata[Targets].from_bytes((folder / "targets.json").read_bytes()).signed
        members = members_of(targets)  # 5
        told, problems = [], {}
        for country in sorted(members):  # 6
            try:
                told.append(_statement(updater, folder, country))
            except TrustError as error:
                problems[country] = _problem(error)
        return _followed(folder, members, told, problems)


def _lay_out(folder: Path, known: Known) -> None:
    """Put what is known where the library looks for it."""
    held = {TIMESTAMP: known.timestamp, SNAPSHOT: known.snapshot, TARGETS: known.targets, **known.members}
    for role, content in held.items():
        if content:
            (folder / f"{role}.json").write_bytes(content)


def _followed(folder: Path, members: frozenset[str], told: list[Told], problems: dict[str, str]) -> Followed:
    root, timestamp, snapshot, targets = (
        (folder / f"{role}.json").read_bytes() for role in (ROOT, TIMESTAMP, SNAPSHOT, TARGETS)
    )
    signed = Metadata[Timestamp].from_bytes(timestamp).signed
    return Followed(
        known=Known(root, timestamp, snapshot, targets, {one.statement.country: one.metadata for one in told}),
        root_version=Metadata[Root].from_bytes(root).signed.version,
        timestamp_version=signed.version,
        expires=signed.expires,
        members=members,
        told=tuple(told),
        problems=problems,
        roots={int(one.name.partition(".")[0]): one.read_bytes() for one in (folder / "root_history").iterdir()},
    )


def members_of(targets: Targets) -> frozenset[str]:
    """Countries that the list names.

    Raises:
        MetadataRefused: a role could speak of something else than its own country, or targets speaks itself.
    """
    roles = targets.delegations.roles if targets.delegations else None
    is_ours = not targets.targets and (targets.delegations is None or roles is not None)
    for name, role in (roles or {}).items():
        is_ours = is_ours and is_member(name) and role.terminating and role.paths == paths_of(name)
    if not is_ours:
        message = "The list of members lets a role speak of more than its own country. Nothing of it was taken."
        raise MetadataRefused(message)
    return frozenset(roles or ())


def _statement(updater: Updater, folder: Path, country: str) -> Told:
    """One country's statement.

    Raises:
        TrustError: it cannot be had, or must not be believed.
    """
    target = target_of(country)
    try:
        info = updater.get_targetinfo(target)
        if info is None or info.length > MOST_BYTES:
            message = f"{country} has signed no statement yet."
            raise SourceSilent(message, country=country)
        raw = Path(updater.download_target(info)).read_bytes()
        metadata = (folder / f"{country}.json").read_bytes()
        role = Metadata[Targets].from_bytes(metadata).signed
    except (RepositoryError, DownloadError, OSError) as error:
        raise _told(error) from error
    if role.delegations is not None or set(role.targets) != {target}:
        message = f"The role of {country} speaks of more than its one statement."
        raise MetadataRefused(message, country=country)
    return Told(read_statement(raw, country=country), role.version, metadata, raw)


def _told(error: Exception) -> TrustError:
    """The library's error in our words."""
    if isinstance(error, ExpiredMetadataError):
        message = f"The trust data there is past its day ({error}). Ask whoever hosts it to publish anew."
        return MetadataExpired(message)
    if isinstance(error, RepositoryError):
        return MetadataRefused(f"The trust data there must not be believed: {error}. Nothing was taken.")
    return SourceSilent(f"The trust data could not be fetched: {error}. What was known goes on to count.")


def _problem(error: TrustError) -> str:
    if isinstance(error, StatementWrong):
        return "statement-wrong"
    if isinstance(error, MetadataExpired):
        return "expired"
    return "refused" if isinstance(error, MetadataRefused) else "missing"


def first_root(raw: bytes) -> Mapping[str, Any]:
    """What people compare before a node believes a first root: version, how many of whose keys, until when.

    Raises:
        MetadataRefused: it is not a root that is signed by enough of its own keys.
    """
    try:
        if len(raw) > LIMITS.root_max_length:
            message = "it is too long"
            raise RepositoryError(message)
        given = Metadata[Root].from_bytes(raw)
        given.signed.verify_delegate(ROOT, given.signed_bytes, given.signatures)
    except RepositoryError as error:
        raise _told(error) from error
    return MappingProxyType(
        {
            "version": given.signed.version,
            "needed": given.signed.roles[ROOT].threshold,
            "holders": len(given.signed.roles[ROOT].keyids),
            "expires": given.signed.expires,
        }
    )


def version_of(raw: bytes) -> int:
    """Version of metadata that was verified."""
    return int(json.loads(raw)["signed"]["version"])
