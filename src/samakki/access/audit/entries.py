"""Writing an entry, in the transaction of the act it tells of."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from samakki.access.audit.facts import check
from samakki.access.audit.once import take
from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditEntry, AuditWaiting, Officer
from samakki.access.models.together import insert_all
from samakki.kernel.refusals import NO_FACTS, Fact

Outcome = Literal["done", "refused", "failed"]
LEAF_FORMAT = 1
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Held:
    """Entries that are written at the end of a block, and how many savepoints were open at its beginning."""

    depth: int
    entries: list[AuditEntry] = field(default_factory=list)


_held: ContextVar[_Held | None] = ContextVar("samakki_audit_held", default=None)


@contextmanager
def written_together() -> Iterator[None]:
    """Write what is recorded in this block at its end, by two queries; nothing of it where the block breaks.

    Trap: only inside a transaction, and only what is recorded outside of every savepoint that the block opens itself:
    what such a savepoint undoes must not be in the log, so its entries are written at once, as ever.
    """
    held = _Held(len(connection.savepoint_ids))
    before = _held.set(held)
    try:
        yield
    finally:
        _held.reset(before)
    _write(held.entries)


def record(
    by: Officer | str,
    action: str,
    reference: str = "",
    *,
    outcome: Outcome = "done",
    facts: Mapping[str, Fact] | None = None,
) -> str:
    """Write what was done, refused or failed. It stays if the surrounding transaction stays, and goes if that goes.

    So a refused attempt is recorded outside the transaction that the refusal rolls back. No lock is shared: any number
    of transactions record at once, and the sequencer gives places after they have committed.

    Args:
        by: who acted: an officer, an officer's code, "console", "node", or "nobody" for a visitor.
        action: verb code such as "open_break_glass".
        reference: of the record, officer, desk or agency concerned; empty if there is none.
        outcome: how it ended.
        facts: codes, references, times and numbers; ``facts.FACTS`` lists them with their forms.

    Returns:
        Hash of the entry as a leaf of the log (RFC 6962, section 2.1), 64 hexadecimal digits: what can be named of it
        before it has a place.

    Raises:
        NotRecordable: something has not the form that the log takes; nothing is written.
        AlreadySent: the form that this request sent has counted before (``audit.once``); nothing is done.
    """
    entry = _entry(by, action, reference, outcome, facts)
    held = _held.get()
    if held is not None and len(connection.savepoint_ids) == held.depth:
        take([entry])
        held.entries.append(entry)
        return leaf_hash(bytes(entry.leaf)).hex()
    # No savepoint: where the log cannot be written, the act must not be done either.
    with transaction.atomic(savepoint=False):
        take([entry])
        entry.save()
        AuditWaiting(entry_id=entry.pk).save(force_insert=True)
    return leaf_hash(bytes(entry.leaf)).hex()


def record_each(by: Officer | str, action: str, told: Mapping[str, Mapping[str, Fact]]) -> None:
    """Write one act that was done on each of several records: an entry for every one, by two queries. As `record`.

    Args:
        by: who acted.
        action: verb code.
        told: facts by the reference of the record.

    Raises:
        NotRecordable, AlreadySent: nothing is written then.
    """
    record_all(by, action, told.items())


def record_all(by: Officer | str, action: str, told: Iterable[tuple[str, Mapping[str, Fact]]]) -> tuple[str, ...]:
    """As `record_each`, where one record may be told of more than once: an entry for each pair, and its hash."""
    entries = [_entry(by, action, reference, "done", facts) for reference, facts in told]
    if entries:
        with transaction.atomic(savepoint=False):
            take(entries)
            _write(entries)
    return tuple(leaf_hash(bytes(entry.leaf)).hex() for entry in entries)


def _write(entries: Sequence[AuditEntry]) -> None:
    if not entries:
        return
    with transaction.atomic(savepoint=False):
        insert_all(AuditEntry, entries)
        insert_all(AuditWaiting, [AuditWaiting(entry_id=entry.pk) for entry in entries])


def _entry(
    by: Officer | str, action: str, reference: str, outcome: Outcome, facts: Mapping[str, Fact] | None
) -> AuditEntry:
    actor = by if isinstance(by, str) else by.code
    told = dict(NO_FACTS if facts is None else facts)
    check(actor, action, reference, outcome, told)
    entry = AuditEntry(at=timezone.now(), actor=actor, action=action, reference=reference, outcome=outcome, facts=told)
    entry.leaf = canonical_leaf(
        entry.pk, entry.at, actor=actor, action=action, reference=reference, outcome=outcome, facts=told
    )
    return entry


def canonical_leaf(
    entry_id: UUID,
    at: datetime,
    *,
    actor: str,
    action: str,
    reference: str,
    outcome: str,
    facts: Mapping[str, Fact],
) -> bytes:
    """The bytes of an entry that are hashed: its fields as JSON with sorted keys, no spaces, ASCII only.

    With the forms that ``facts`` lets in this is RFC 8785. The random id keeps the hash of an entry from telling what
    the entry says, however easy that is to guess.
    """
    fields = {
        "action": action,
        "actor": actor,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z",
        "facts": facts,
        "format": LEAF_FORMAT,
        "id": str(entry_id),
        "outcome": outcome,
        "reference": reference,
    }
    return _CANONICAL.encode(fields).encode("ascii")
