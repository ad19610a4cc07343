"""What may be shown of a protected person: what was done for her, and who she is to whom a custodian opened it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.entities.domain.protection import Still
from samakki.entities.models import Entity, Export, ProtectedCode, ProtectedRecord, SealedOriginal, StoredFile
from samakki.entities.queries.seeing import seen
from samakki.entities.queries.things import numbers_of
from samakki.sealing.fields import open_field, open_text
from samakki.sealing.keyring import Keyring, load_keyring

TABLE, COLUMN = "entities_protectedcode", "spellings_sealed"
ORIGINALS, ORIGINAL = "entities_sealedoriginal", "sealed"
NOT_READ = frozenset({"resource_id", "name_sealed", "original_bytes"})
"""Columns whose originals are no text for people."""


@dataclass(frozen=True, slots=True)
class DoneIn:
    """What protecting a person did to one kind of thing in one record that the reader sees in full."""

    kind: str
    record: str
    texts: int
    closed: int
    still: tuple[Still, ...]


@dataclass(frozen=True, slots=True)
class ProtectionReport:
    """What was done, as far as the reader may know of it.

    Attributes:
        code: her code.
        at: when.
        done: by record and kind; records that are not the reader's are left out, and in no count.
        is_undone: a custodian took it back.
    """

    code: str
    at: datetime
    done: tuple[DoneIn, ...]
    is_undone: bool

    @property
    def texts(self) -> int:
        """How many texts carry the code."""
        return sum(one.texts for one in self.done)

    @property
    def closed(self) -> int:
        """How many files only a custodian's grant opens."""
        return sum(one.closed for one in self.done)


@dataclass(frozen=True, slots=True)
class Original:
    """A text as it was before."""

    record: str
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a code stands for."""

    code: str
    spellings: tuple[str, ...]
    originals: tuple[Original, ...]
    things: tuple[tuple[str, str], ...]  # property and text of what is hers alone
    files: tuple[str, ...]  # references of closed files
    is_undone: bool


def protection_report(by: Officer, entity: str) -> ProtectionReport | None:
    """What protecting the person that an entity describes did; None where she is not protected.

    Not checked here: that `by` sees the entity. The page opens its record first.
    """
    row = Entity.objects.filter(reference=entity, is_protected=True).first()
    kept = ProtectedCode.objects.filter(code=row.protected_code).first() if row else None
    if kept is None:
        return None
    concerned = list(ProtectedRecord.objects.filter(code=kept).order_by("reference", "kind"))
    open_records = _in_full(by, {one.reference for one in concerned})
    done = tuple(
        DoneIn(
            one.kind, one.reference, one.texts, one.closed, tuple(Still(left) for left in one.still.split(",") if left)
        )
        for one in concerned
        if one.reference in open_records and (one.texts or one.closed or one.still)
    )
    return ProtectionReport(kept.code, kept.made_at, done, kept.undone_at is not None)


@dataclass(frozen=True, slots=True)
class FileToLookAt:
    """A file of a record that concerns her, which may show who she is."""

    reference: str
    media_type: str
    record: str


def files_to_look_at(report: ProtectionReport) -> tuple[FileToLookAt, ...]:
    """Files of the report's records that are not closed; it holds only records that its reader sees in full."""
    records = {one.record for one in report.done if Still.FILE in one.still}
    found = StoredFile.objects.filter(resource__reference__in=records).order_by("reference")
    rows = found.values_list("reference", "media_type", "resource__reference")
    return tuple(FileToLookAt(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class LeftBefore:
    """A file that was taken out while it still held her name."""

    reference: str
    made_by: str
    made_at: datetime


def left_before(by: Officer, report: ProtectionReport) -> tuple[LeftBefore, ...]:
    """Files with her name that had left already, made of records that `by` sees."""
    people = seen_entities_of_code(by, report.code)
    found = {row for one in people for row in Export.objects.filter(people__has_key=one, made_at__lt=report.at)}
    return tuple(LeftBefore(row.reference, row.made_by, row.made_at) for row in sorted(found, key=lambda row: row.pk))


def seen_entities_of_code(by: Officer, code: str) -> tuple[str, ...]:
    """References of the entities that carry a code and that `by` sees."""
    found = Entity.objects.filter(seen(by), protected_code=code, is_protected=True)
    return tuple(found.order_by("pk").values_list("reference", flat=True))


def protected_codes(by: Officer) -> tuple[str, ...]:
    """Codes in force whose identities belong to the desk of `by`, newest first; for custodians."""
    found = ProtectedCode.objects.filter(resource__owner_desk=by.desk_id, undone_at__isnull=True)
    return tuple(found.order_by("-made_at", "-pk").values_list("code", flat=True))


def is_in_force(code: str) -> bool:
    """Whether a code stands for somebody now."""
    return ProtectedCode.objects.filter(code=code, undone_at__isnull=True).exists()


def identity(code: str) -> Identity | None:
    """Who a code stands for. Not checked here: that the reader may know; the page opens the identity's record first."""
    kept = ProtectedCode.objects.filter(code=code).first()
    if kept is None:
        return None
    ring = _keyring()
    rows = SealedOriginal.objects.filter(code=kept).exclude(column__in=NOT_READ).order_by("record", "pk")
    originals = dict.fromkeys(
        Original(
            row.record,
            open_field(bytes(row.sealed), keyring=ring, table=ORIGINALS, row=str(row.key), column=ORIGINAL).decode(
                "utf-8", "replace"
            ),
        )
        for row in rows
    )
    files = StoredFile.objects.filter(resource=kept.resource_id).order_by("reference")
    return Identity(
        code,
        spellings_of(kept),
        tuple(originals),
        numbers_of(kept),
        tuple(files.values_list("reference", flat=True)),
        kept.undone_at is not None,
    )


def spellings_of(kept: ProtectedCode) -> tuple[str, ...]:
    """Her names, opened. For the act of protecting and for `identity` alone."""
    sealed = bytes(kept.spellings_sealed)
    return tuple(json.loads(open_text(sealed, keyring=_keyring(), table=TABLE, row=kept.code, column=COLUMN)))


def known_names(entity: str) -> tuple[str, ...]:
    """What an entity says the person is called, for the form; the page opened its record."""
    row = Entity.objects.filter(reference=entity).first()
    said: Mapping[str, Collection[str]] = row.properties if row else {}
    return tuple(
        dict.fromkeys(name for prop in ("name", "alias", "weakAlias", "previousName") for name in said.get(prop, ()))
    )


def _in_full(by: Officer, references: Collection[str]) -> frozenset[str]:
    decided = access.decisions_on(by=by, references=references, surface=Surface.PAGE)
    return frozenset(reference for reference, decision in decided.items() if decision.view is View.FULL)


def _keyring() -> Keyring:
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")
