"""Bringing this node's trust data up to date. The list comes from a host, a stick or a peer; none of them is believed.

Nothing is taken unless all of it was verified (``trust.following``), and what is taken is written in one transaction.
When nothing comes, what is known goes on to count for receiving and answering, however old.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.exchange.actions.directory import Changed, replace_directory
from samakki.exchange.actions.trust_telling import tell_revoked
from samakki.exchange.domain.trust.errors import CeremonyWrong
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.domain.trust.validity import ASK_AFTER, LIMIT_AFTER, dated
from samakki.exchange.models import Member, TrustState
from samakki.exchange.trust.following import LIMITS, Followed, Known, first_root, follow, version_of
from samakki.exchange.trust.names import ROOT, SNAPSHOT, TARGETS, metadata_file, target_file
from samakki.exchange.trust.sources import Files, Over, Source, read_from


@dataclass(frozen=True, slots=True)
class Taken:
    """What an update brought.

    Attributes:
        is_new: whether anything newer than before was there.
        changed: members that joined or left, and keys that were revoked.
        problems: countries whose newest statement was not taken, with a code.
        valid_until: until when the data counts for everything.
    """

    is_new: bool
    changed: Changed
    problems: Mapping[str, str]
    valid_until: datetime


def begin(*, by: Officer | str, root: bytes, digest: str, source: Source | str) -> Taken:
    """Believe a first root, and take the list that it leads to.

    Args:
        by: who decides it; "console" for the operator.
        root: the first root's file.
        digest: SHA-256 of it as it was told to the operator by telephone or on paper; spaces do not count.
        source: where the list is.

    Raises:
        CeremonyWrong: this node follows a list already, or the digest is another one.
        TrustError: as ``update``.
    """
    if TrustState.objects.exists():
        message = "This node follows a trust list already. It changes with the list, and is not begun again."
        raise CeremonyWrong(message)
    if "".join(digest.split()).lower() != "".join(digest_of(root).split()):
        message = (
            "The first root has another digest than the one you typed. Compare them again by telephone with your "
            "central authority; do not follow a list that does not agree."
        )
        raise CeremonyWrong(message)
    first_root(root)
    taken = _write(follow(source, Known(root)), by)
    audit.record(by, "begin_trust", facts={"digest": "".join(digest_of(root).split())})
    return taken


def first_root_in(source: Source | str) -> bytes:
    """The first root as a source has it; people compare its digest before anything is believed.

    Raises:
        SourceSilent: it is not there.
    """
    return read_from(source, metadata_file(ROOT, 1), most=LIMITS.root_max_length)


def update(*, by: Officer | str, source: Source | str) -> Taken:
    """Take what is newer in a source.

    Raises:
        CeremonyWrong: this node follows no list yet.
        MetadataExpired, MetadataRefused, SourceSilent: nothing was taken.
    """
    return _write(follow(source, _known()), by)


def take(files: Mapping[str, bytes], *, by: Officer | str) -> Taken:
    """Take what is newer in files that came in a bundle or from a peer, by the names that ``carried`` gives them.

    What did not change need not be among them: this node's own files stand in.

    Raises:
        CeremonyWrong, MetadataExpired, MetadataRefused, SourceSilent: as ``update``.
    """
    return update(by=by, source=Over(Files(files), Files(carried())))


def is_due() -> bool:
    """Whether this node follows a list, and last asked for a newer one an hour ago, or by a clock that was ahead."""
    last = TrustState.objects.values_list("tried_at", flat=True).first()
    return last is not None and not last <= timezone.now() < last + ASK_AFTER


def tried() -> None:
    """Note that nothing could be taken just now: the next time is in an hour."""
    TrustState.objects.update(tried_at=timezone.now())


def carried(*, newer_than: tuple[int, int] | None = None) -> dict[str, bytes]:
    """This node's newest trust data as files that any other node can ``take``: public, proved by signatures alone.

    Args:
        newer_than: versions of root and timestamp; roots and statements that a node with these has are left out.
    """
    state = TrustState.objects.first()
    if state is None or not state.snapshot:  # a directory that no list stands behind, as in a trial
        return {}
    root, timestamp = newer_than or (0, 0)
    roots = {int(version): text.encode() for version, text in state.earlier_roots.items()}
    roots[state.root_version] = bytes(state.root)
    files = {metadata_file(ROOT, version): raw for version, raw in roots.items() if version > root}
    files["metadata/timestamp.json"] = bytes(state.timestamp)
    for role, raw in ((SNAPSHOT, bytes(state.snapshot)), (TARGETS, bytes(state.targets))):
        files[metadata_file(role, version_of(raw))] = raw
    for member in Member.objects.filter(Q(came_with=None) | Q(came_with__gt=timestamp), gone_at=None):
        raw = bytes(member.statement)
        files[metadata_file(member.country, member.version)] = bytes(member.metadata)
        files[target_file(member.country, hashlib.sha256(raw).hexdigest())] = raw
    return files


def _known() -> Known:
    state = TrustState.objects.first()
    if state is None:
        message = "This node follows no trust list yet. Begin with `samakki trust follow`."
        raise CeremonyWrong(message)
    members = {one.country: bytes(one.metadata) for one in Member.objects.filter(gone_at=None) if one.metadata}
    return Known(bytes(state.root), bytes(state.timestamp), bytes(state.snapshot), bytes(state.targets), members)


def _write(found: Followed, by: Officer | str) -> Taken:
    """Write what was verified, unless another process was quicker and has newer data."""
    now = timezone.now()
    with transaction.atomic():
        state = TrustState.objects.select_for_update().first()
        had_list = state is not None  # what was revoked before this node knew anybody is no news
        since = dated(expires=found.expires, seen=now)
        if state is not None and state.timestamp_version >= found.timestamp_version:
            since = state.dated
        is_new = state is None or state.timestamp_version < found.timestamp_version
        changed = Changed()
        before = dict(Member.objects.values_list("country", "version"))
        if is_new or Member.objects.filter(gone_at=None).exclude(problem="").exists():
            changed = replace_directory(found.told, members=found.members, dated=since, at=now, problems=found.problems)
        other = [one.statement.country for one in found.told if before.get(one.statement.country) != one.version]
        Member.objects.filter(country__in=other).update(came_with=found.timestamp_version)
        _keep(state, found, since, now)
        if is_new or changed != Changed():
            _log(by, found, changed)
        if had_list:
            tell_revoked(changed.revoked)
    return Taken(is_new, changed, found.problems, since + LIMIT_AFTER)


def _keep(state: TrustState | None, found: Followed, since: datetime, now: datetime) -> None:
    if state is None:
        state = TrustState(taken_at=now, timestamp_version=0)
    if found.timestamp_version > state.timestamp_version:
        state.taken_at = now
        state.root, state.timestamp = found.known.root, found.known.timestamp
        state.snapshot, state.targets = found.known.snapshot, found.known.targets
        state.root_version, state.timestamp_version = found.root_version, found.timestamp_version
        state.earlier_roots |= {
            str(version): raw.decode() for version, raw in found.roots.items() if version < found.root_version
        }
        state.dated = since
    state.asked_at = state.tried_at = now
    state.save()


def _log(by: Officer | str, found: Followed, changed: Changed) -> None:
    audit.record(by, "take_trust_list", facts={"count": found.timestamp_version})
    for country in changed.joined:
        audit.record(by, "member_joined", facts={"country": country})
    for country in changed.left:
        audit.record(by, "member_left", facts={"country": country})
    for holder, key_id in changed.revoked:
        audit.record(by, "key_revoked", holder, facts={"key": key_id})
