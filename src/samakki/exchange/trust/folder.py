"""The folder that is carried from country to country and hosted: what is published, and what waits for signatures.

``metadata/`` and ``targets/`` are what nodes fetch. ``waiting/`` holds proposals: one new version of the root, of the
list of members, and of each country's role with its statement. Nothing there is believed by anybody.
"""

import os
from collections.abc import Mapping
from typing import TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataRefused
from samakki.exchange.domain.trust.reading import read_statement
from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.trust.names import ROOT, SAFE_NAME, SNAPSHOT, TARGETS, metadata_file, target_file, target_of
from samakki.exchange.trust.sources import Folder

Payload = TypeVar("Payload", Root, Targets, Snapshot, Timestamp)


class TrustFolder(Folder):
    """One such folder."""

    def require(self) -> "TrustFolder":
        """Itself.

        Raises:
            CeremonyWrong: nothing of a trust list is in it.
        """
        if not self.names():
            message = (
                f"{self.path} holds no trust list. Begin one with `samakki trust init`, or import one that was sent."
            )
            raise CeremonyWrong(message)
        return self

    def names(self) -> tuple[str, ...]:
        """All files that belong to a trust list, sorted."""
        found = (path.relative_to(self.path).as_posix() for path in self.path.rglob("*.json") if path.is_file())
        return tuple(sorted(name for name in found if SAFE_NAME.fullmatch(name)))

    def files(self) -> Mapping[str, bytes]:
        """All of them with their content."""
        return {name: content for name in self.names() if (content := self.read(name)) is not None}

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, the timestamp last: whoever fetches meanwhile finds the old list or the new one."""
        for name in sorted(files, key=lambda name: name == "metadata/timestamp.json"):
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".new")
            draft.write_bytes(files[name])
            draft.chmod(0o644)
            os.replace(draft, path)

    def withdraw(self, name: str) -> None:
        """Take back a proposal."""
        (self.path / f"waiting/{name}.json").unlink(missing_ok=True)

    def waiting(self) -> tuple[str, ...]:
        """Names of what waits: "root", "targets", countries; in the order in which they are published."""
        found = {path.stem for path in (self.path / "waiting").glob("*.json") if not path.stem.endswith(".country")}
        return tuple(
            sorted(found, key=lambda name: ([ROOT, TARGETS].index(name) if name in {ROOT, TARGETS} else 2, name))
        )

    def first_root(self) -> bytes | None:
        """The very first root, which a node is given by people."""
        return self.read(metadata_file(ROOT, 1))

    def root(self) -> Metadata[Root] | None:
        """The newest published root."""
        versions = [int(path.name.partition(".")[0]) for path in (self.path / "metadata").glob("*.root.json")]
        return self._load(Root, metadata_file(ROOT, max(versions))) if versions else None

    def timestamp(self) -> Metadata[Timestamp] | None:
        """The published timestamp."""
        return self._load(Timestamp, "metadata/timestamp.json")

    def snapshot(self) -> Metadata[Snapshot] | None:
        """The published snapshot."""
        stamp = self.timestamp()
        if stamp is None:
            return None
        return self._load(Snapshot, metadata_file(SNAPSHOT, stamp.signed.snapshot_meta.version))

    def role(self, name: str) -> Metadata[Targets] | None:
        """The published list of members, or role of a country."""
        shot = self.snapshot()
        meta = shot and shot.signed.meta.get(f"{name}.json")
        return self._load(Targets, metadata_file(name, meta.version)) if meta else None

    def proposed_root(self) -> Metadata[Root] | None:
        """The root that waits for signatures."""
        return self._load(Root, "waiting/root.json")

    def proposed(self, name: str) -> Metadata[Targets] | None:
        """The list of members, or role of a country, that waits."""
        return self._load(Targets, f"waiting/{name}.json")

    def statement(self, country: str) -> Statement | None:
        """What a country states: what waits for its signature, else what is published."""
        raw = self.read(f"waiting/{country}.country.json")
        return self.published_statement(country) if raw is None else read_statement(raw, country=country)

    def published_statement(self, country: str) -> Statement | None:
        """What a country states in the published list."""
        role = self.role(country)
        if role is None:
            return None
        raw = self.read(target_file(country, role.signed.targets[target_of(country)].hashes["sha256"]))
        return None if raw is None else read_statement(raw, country=country)

    def _load(self, kind: type[Payload], name: str) -> Metadata[Payload] | None:
        raw = self.read(name)
        if raw is None:
            return None
        try:
            found = Metadata[Payload].from_bytes(raw)
        except RepositoryError as error:
            message = f"{name} is not a file of a trust list: {error}."
            raise MetadataRefused(message, file=name) from error
        if not isinstance(found.signed, kind):
            message = f"{name} holds something else than its name says."
            raise MetadataRefused(message, file=name)
        return found


def holder_of(fields: Mapping[str, object], key_id: str) -> str:
    """Whose key it is, as was signed with it; the beginning of its id where that is not said."""
    return str(fields.get("samakki_holder") or key_id[:8])
