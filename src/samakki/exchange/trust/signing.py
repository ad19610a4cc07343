"""Signing what waits, how far it is, and publishing what is complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from securesystemslib.signer import Key, Signer
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataRefused
from samakki.exchange.trust.examining import examine
from samakki.exchange.trust.folder import TrustFolder, holder_of
from samakki.exchange.trust.following import Followed, Known, follow
from samakki.exchange.trust.names import (
    MONTHLY,
    ROOT,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    TWO_MONTHS,
    metadata_file,
    target_file,
    target_of,
)
from samakki.exchange.trust.sources import Files, Over

_SHA = ["sha256"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Signatures that one proposal needs from one group.

    Attributes:
        group: "new", "before" (keys of the root before) or a country.
        needed: how many.
        signed, missing: whose keys signed and whose may still.
    """

    group: str
    needed: int
    signed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether enough signed."""
        return len(self.signed) >= self.needed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one proposal is."""

    name: str
    version: int
    expires: datetime
    wanted: tuple[Wanted, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it can be published."""
        return bool(self.wanted) and all(one.is_complete for one in self.wanted)


def progress(folder: TrustFolder) -> tuple[Progress, ...]:
    """Everything that waits, in the order in which it is published."""
    return tuple(_progress(folder, name) for name in folder.waiting())


def sign(folder: TrustFolder, signer: Signer) -> tuple[str, ...]:
    """Sign everything that waits and that this key may sign; the answer is what was signed.

    Raises:
        CeremonyWrong: nothing that waits is for this key.
        MetadataRefused: what waits is not what its name says; it was not signed.
    """
    signed = []
    for name in folder.waiting():
        proposal = _proposal(folder, name)
        if signer.public_key.keyid in _may_sign(folder, name):
            examine(folder, name)
            proposal.sign(signer, append=True)
            folder.write({f"waiting/{name}.json": proposal.to_bytes()})
            signed.append(name)
    if not signed:
        message = "Nothing that waits here is for this key to sign. `samakki trust status` says who is waited for."
        raise CeremonyWrong(message)
    return tuple(signed)


def publish(folder: TrustFolder, host: Signer, *, at: datetime) -> tuple[str, ...]:
    """Put in place what is complete, and sign anew what is newest; the answer is what was published.

    What would be hosted is followed as a node does before anything is written: a mistake is told here and reaches
    nobody.

    Raises:
        CeremonyWrong: this is not the key of the host, or the first root is not signed yet.
        MetadataRefused: nodes would not believe the outcome.
    """
    files: dict[str, bytes] = {}
    done = [one.name for one in progress(folder) if one.is_complete]
    if ROOT not in done and folder.proposed_root() is not None and TARGETS in done:
        done.remove(TARGETS)  # it waits for the root that its keys stand in
    root = folder.proposed_root() if ROOT in done else folder.root()
    if root is None:
        message = "The first root is not signed by enough countries yet. `samakki trust status` says who is waited for."
        raise CeremonyWrong(message)
    if host.public_key.keyid not in root.signed.roles[TIMESTAMP].keyids:
        message = "This is not the key of whoever publishes the list."
        raise CeremonyWrong(message)
    for name in done:
        proposal = _proposal(folder, name)
        files[metadata_file(name, proposal.signed.version)] = proposal.to_bytes()
        if isinstance(proposal.signed, Targets) and name != TARGETS:
            raw = folder.read(f"waiting/{name}.country.json") or b""
            digest = proposal.signed.targets[target_of(name)].hashes["sha256"]
            files[target_file(name, digest)] = raw
    files |= _newest(folder, done, files, host, at)
    _require_believed(folder, files, done)
    folder.write(files)
    for name in done:
        folder.withdraw(name)
        folder.withdraw(f"{name}.country")
    return tuple(done)


def verified(folder: TrustFolder) -> Followed:
    """The published list as a node sees it that knows nothing but the first root.

    Raises:
        TrustError: a node would not believe it.
    """
    return _followed(folder, {})


def _newest(
    folder: TrustFolder, done: list[str], files: Mapping[str, bytes], host: Signer, at: datetime
) -> dict[str, bytes]:
    """Snapshot and timestamp over what is published and what is about to be."""
    before, stamp = folder.snapshot(), folder.timestamp()
    meta = dict(before.signed.meta) if before else {}
    for name in done:
        if name != ROOT:
            raw = files[metadata_file(name, _proposal(folder, name).signed.version)]
            meta[f"{name}.json"] = MetaFile.from_data(_proposal(folder, name).signed.version, raw, _SHA)
    if "targets.json" not in meta:
        message = "The first list of members is not signed by enough countries yet."
        raise CeremonyWrong(message)
    new: dict[str, bytes] = {}
    at = at.replace(microsecond=0)
    version = before.signed.version if before else 0
    if before is None or done or before.signed.expires < at + MONTHLY + MONTHLY / 2:
        version += 1
        shot = Metadata(Snapshot(version=version, expires=at + TWO_MONTHS, meta=meta))
        shot.sign(host)
        new[metadata_file(SNAPSHOT, version)] = shot.to_bytes()
    raw = new.get(metadata_file(SNAPSHOT, version)) or folder.read(metadata_file(SNAPSHOT, version)) or b""
    timestamp = Metadata(
        Timestamp(
            version=stamp.signed.version + 1 if stamp else 1,
            expires=at + MONTHLY,
            snapshot_meta=MetaFile.from_data(version, raw, _SHA),
        )
    )
    timestamp.sign(host)
    return new | {"metadata/timestamp.json": timestamp.to_bytes()}


def _require_believed(folder: TrustFolder, files: Mapping[str, bytes], done: list[str]) -> None:
    found = _followed(folder, files)
    if wrong := sorted(name for name in done if name in found.problems):
        message = f"Nodes would not take the statement of {', '.join(wrong)} ({found.problems[wrong[0]]})."
        raise MetadataRefused(message)


def _followed(folder: TrustFolder, files: Mapping[str, bytes]) -> Followed:
    source = Over(Files(files), folder)
    first = source.read(metadata_file(ROOT, 1))
    if first is None:
        message = "The first root has not been published yet."
        raise CeremonyWrong(message)
    return follow(source, Known(first))


def _proposal(folder: TrustFolder, name: str) -> Metadata[Root] | Metadata[Targets]:
    found = folder.proposed_root() if name == ROOT else folder.proposed(name)
    if found is None:
        message = f"No proposal {name} waits here."
        raise CeremonyWrong(message)
    return found


def _may_sign(folder: TrustFolder, name: str) -> Mapping[str, Key]:
    return {key_id: key for _group, _needed, keys in _groups(folder, name) for key_id, key in keys.items()}


def _progress(folder: TrustFolder, name: str) -> Progress:
    proposal = _proposal(folder, name)
    wanted = []
    for group, needed, keys in _groups(folder, name):
        right = {key_id for key_id, key in keys.items() if _is_signed(proposal, key_id, key)}
        named = {key_id: holder_of(key.unrecognized_fields, key_id) for key_id, key in keys.items()}
        wanted.append(
            Wanted(
                group,
                needed,
                tuple(sorted(named[key_id] for key_id in right)),
                tuple(sorted(holder for key_id, holder in named.items() if key_id not in right)),
            )
        )
    return Progress(name, proposal.signed.version, proposal.signed.expires, tuple(wanted))


def _is_signed(proposal: Metadata[Root] | Metadata[Targets], key_id: str, key: Key) -> bool:
    signature = proposal.signatures.get(key_id)
    if signature is None:
        return False
    try:
        key.verify_signature(signature, proposal.signed_bytes)
    except Exception:  # noqa: BLE001  (whatever a hostile signature raises, it does not count)
        return False
    return True


def _groups(folder: TrustFolder, name: str) -> list[tuple[str, int, Mapping[str, Key]]]:
    """Who must sign a proposal: (group, how many, their keys)."""
    published, proposed = folder.root(), folder.proposed_root()
    if name == ROOT:
        roots = [("new", proposed), ("before", published)]
        return [(group, *_of(root.signed, ROOT)) for group, root in roots if root is not None]
    if name == TARGETS:
        root = proposed or published
        return [] if root is None else [("new", *_of(root.signed, TARGETS))]
    members = folder.proposed(TARGETS) or folder.role(TARGETS)
    is_listed = members and members.signed.delegations and name in (members.signed.delegations.roles or {})
    return [(name, *_of(members.signed, name))] if members and is_listed else []


def _of(signed: Root | Targets, role: str) -> tuple[int, Mapping[str, Key]]:
    asked = signed.get_delegated_role(role)
    return asked.threshold, {key_id: signed.get_key(key_id) for key_id in asked.keyids}
