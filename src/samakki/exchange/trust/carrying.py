"""One file that carries a trust list from desk to desk, and taking in what came back with more signatures."""

import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Targets

from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataRefused
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.following import Known, first_root, follow
from samakki.exchange.trust.names import ROOT, SAFE_NAME, metadata_file
from samakki.exchange.trust.sources import Files

SPOILT = (zlib.error, lzma.LZMAError, struct.error)  # packed bytes that were spoilt are told in the packer's own words
MOST_FILES, MOST_BYTES = 4000, 64_000_000
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the archive's own clock says nothing: the same list is the same bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import changed.

    Attributes:
        is_newer: whether the published list is newer than the one that was here.
        proposals: proposals that were not here.
        signatures: how many signatures came to proposals that were.
    """

    is_newer: bool
    proposals: tuple[str, ...]
    signatures: int


def pack(folder: TrustFolder) -> bytes:
    """Everything in a folder as one archive; the same content always gives the same bytes."""
    folder.require()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in folder.files().items():
            entry = zipfile.ZipInfo(name, _SAME_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def unpack(raw: bytes) -> Mapping[str, bytes]:
    """The files of an archive.

    Raises:
        MetadataRefused: it is none, too large, or holds a name that no trust list has.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
                raise _refused("it is too large")
            if odd := [one.filename for one in listed if not SAFE_NAME.fullmatch(one.filename)]:
                raise _refused(f"{odd[0]!r:.60} does not belong to a trust list")
            files = {one.filename: archive.read(one) for one in listed}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, *SPOILT) as error:
        raise _refused(f"it cannot be opened ({error!s:.80})") from error
    if len(files) != len(listed):
        raise _refused("a file stands twice in it")
    return files


def merge(folder: TrustFolder, files: Mapping[str, bytes]) -> Brought:
    """Take in what somebody brought: a newer published list, proposals, and signatures on those that wait here.

    Nothing is written unless all of it fits. A published list is followed from the root that is here; into an empty
    folder it is taken by its own first root, whose digest people then compare.

    Raises:
        MetadataRefused: the published list is not to be believed, or older than the one here.
        CeremonyWrong: two different proposals of the same version: people have to agree on one first.
    """
    is_newer = _is_newer(folder, files)
    new: dict[str, bytes] = {}
    if is_newer:
        new = {name: content for name, content in files.items() if not name.startswith("waiting/")}
    proposals, signatures = [], 0
    for name in sorted(name for name in files if name.startswith("waiting/") and not name.endswith(".country.json")):
        own, role = folder.read(name), name.removeprefix("waiting/").removesuffix(".json")
        if own is None:
            proposals.append(role)
            new[name] = files[name]
        else:
            merged, count = _together(role, own, files[name])
            signatures += count
            new[name] = merged
        statement = f"waiting/{role}.country.json"
        if statement in files:
            new[statement] = _same(role, folder.read(statement), files[statement])
    folder.write(new)
    _drop_published(folder)
    return Brought(is_newer, tuple(one for one in proposals if one in folder.waiting()), signatures)


def digest_of_archive(raw: bytes) -> str:
    """SHA-256, as people read it to each other."""
    digest = hashlib.sha256(raw).hexdigest()
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _is_newer(folder: TrustFolder, files: Mapping[str, bytes]) -> bool:
    if "metadata/timestamp.json" not in files:
        return False
    first = folder.first_root() or files.get(metadata_file(ROOT, 1))
    if first is None:
        raise _refused("the first root is missing")
    first_root(first)
    found = follow(Files(files), Known(first))
    stamp = folder.timestamp()
    here = stamp.signed.version if stamp else 0
    if found.timestamp_version < here:
        raise _refused("the list in it is older than the one here")
    return found.timestamp_version > here


def _together(role: str, own: bytes, other: bytes) -> tuple[bytes, int]:
    """A proposal with the signatures of both; how many came."""
    kind = Root if role == ROOT else Targets
    try:
        ours, theirs = (Metadata.from_bytes(raw) for raw in (own, other))
    except RepositoryError as error:
        raise _refused(f"the proposal {role} cannot be read") from error
    if not isinstance(theirs.signed, kind) or ours.signed.version != theirs.signed.version:
        if isinstance(theirs.signed, kind) and theirs.signed.version < ours.signed.version:
            return own, 0  # one that was published or withdrawn meanwhile
        raise _differs(role)
    if ours.signed_bytes != theirs.signed_bytes:
        raise _differs(role)
    before = len(ours.signatures)
    ours.signatures = {**theirs.signatures, **ours.signatures}
    return ours.to_bytes(), len(ours.signatures) - before


def _same(role: str, own: bytes | None, other: bytes) -> bytes:
    if own is not None and own != other:
        raise _differs(role)
    return other


def _drop_published(folder: TrustFolder) -> None:
    """Withdraw proposals that are no newer than what is published."""
    for name in folder.waiting():
        published = folder.root() if name == ROOT else folder.role(name)
        proposed = folder.proposed_root() if name == ROOT else folder.proposed(name)
        if published and proposed and proposed.signed.version <= published.signed.version:
            folder.withdraw(name)
            folder.withdraw(f"{name}.country")


def _differs(role: str) -> CeremonyWrong:
    message = (
        f"The proposal {role} that was brought is another one than the one that waits here. Agree by telephone which "
        f"of the two goes on; then withdraw the other: `samakki trust withdraw FOLDER {role}`."
    )
    return CeremonyWrong(message, role=role)


def _refused(why: str) -> MetadataRefused:
    return MetadataRefused(f"What was brought is not taken: {why}.")
