"""What entities, their places, and stored files rewrite when a person is protected."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q, QuerySet

from samakki.access.models import Resource
from samakki.entities.actions.sealing_originals import keyring, protect_rows, seal_original
from samakki.entities.actions.writing import refresh, tell
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.protection import IDENTIFYING, NAMES, Protection, Still, Touched
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.things import behind
from samakki.entities.models import Entity, ImportKey, Place, Source, Statement, StoredFile
from samakki.entities.queries.files import COLUMN, TABLE, path_of
from samakki.sealing.fields import open_text, seal_text
from samakki.sealing.files import open_stream

COVERS = {
    "entities.Entity": ("caption", "properties"),
    "entities.Statement": ("value", "as_written"),
    "entities.Place": ("words",),
    "entities.ImportKey": ("digest",),
    "entities.StoredFile": ("name_sealed",),
}
READ_AS_TEXT = ("text/", "application/json")
MOST_BYTES_READ = 20_000_000


def replace(protection: Protection) -> Sequence[Touched]:
    """Put the code on her entities, and in place of her names on everything their records describe."""
    own = list(Entity.objects.filter(reference__in=protection.entity_refs).select_related("resource"))
    others = list(_others(protection).select_related("resource"))
    touched = [*_names(protection, own), *_texts(protection, [*own, *others])]
    ImportKey.objects.filter(entity__in=own).update(digest=hashlib.sha256(secrets.token_bytes(32)).hexdigest())
    for one in own:
        one.is_protected, one.protected_code = True, protection.code
    Entity.objects.bulk_update(own, ["is_protected", "protected_code"])
    changed = {row.reference: row for row in own}
    touched_records = {one.reference for one in touched}
    changed.update({row.reference: row for row in others if row.resource.reference in touched_records})
    refresh(list(changed.values()))
    tell(list(changed))
    return [*touched, *_files(protection)]


def widen(records: frozenset[str]) -> Iterable[str]:
    """A source and the record it stands for are one."""
    found = Source.objects.filter(Q(reference__in=records) | Q(resource__reference__in=records)).exclude(
        kind=SourceKind.IMPORT.value
    )
    for source, resource in found.values_list("reference", "resource__reference"):
        yield source
        yield resource


def _others(protection: Protection) -> QuerySet[Entity]:
    """What else the records describe, and links that name her wherever they stand; not the other rows of an import."""
    described = Q(source__reference__in=protection.records) | Q(resource__reference__in=protection.records)
    pointing = Statement.objects.filter(target__reference__in=protection.entity_refs).values("entity_id")
    pointed_at = Statement.objects.filter(entity__reference__in=protection.entity_refs, target__isnull=False)
    wanted = (
        (described & ~Q(source__kind=SourceKind.IMPORT.value))
        | Q(pk__in=pointing)
        | Q(pk__in=pointed_at.values("target_id"))
    )
    return Entity.objects.filter(wanted).exclude(reference__in=protection.entity_refs)


def _names(protection: Protection, own: Sequence[Entity]) -> list[Touched]:
    """Every name on her own entities, withdrawn ones too, becomes the code as a whole, whatever it is."""
    rows = Statement.objects.filter(entity__in=own, prop__in=NAMES | {f"samakki:{name}" for name in NAMES})
    return protect_rows(
        protection=protection,
        rows=rows.select_related("entity__resource"),
        columns=("value", "as_written"),
        kind="entity",
        record_of=_record_of_statement,
        is_whole=True,
    )


def _texts(protection: Protection, entities: Sequence[Entity]) -> list[Touched]:
    own = set(protection.entity_refs)

    def still(row: Statement) -> frozenset[Still]:
        is_left = row.entity.reference in own and behind(row.prop, row.value, protection.code) != row.value
        left = IDENTIFYING.get(row.prop.removeprefix("samakki:")) if is_left else None
        return frozenset({left}) if left else frozenset()

    statements = Statement.objects.filter(entity__in=entities).select_related("entity__resource")
    places = Place.objects.filter(entity__in=entities).select_related("entity__resource")
    return [
        *protect_rows(
            protection=protection,
            rows=statements.iterator(),
            columns=("value", "as_written"),
            kind="entity",
            record_of=_record_of_statement,
            still=still,
        ),
        *protect_rows(
            protection=protection,
            rows=places.iterator(),
            columns=("words",),
            kind="entity",
            record_of=lambda row: row.entity.resource.reference,
        ),
    ]


def _record_of_statement(row: Statement) -> str:
    return row.entity.resource.reference


def _files(protection: Protection) -> list[Touched]:
    """Close what cannot be rewritten; put the code into names of files."""
    identity = Resource.objects.get(reference=protection.code)
    describing = set(
        Source.objects.filter(entities__reference__in=protection.entity_refs)
        .exclude(kind=SourceKind.RECORD.value)
        .values_list("resource_id", flat=True)
    )
    found: list[Touched] = []
    for file in StoredFile.objects.filter(resource__reference__in=protection.records).select_related("resource"):
        record = file.resource.reference
        is_named = _rename(protection, file)
        closes = file.resource_id in describing or file.kind in {FileKind.ORIGINAL.value, FileKind.EDITION.value}
        if closes or is_named or _holds_name(protection, file):
            seal_original(
                protection=protection,
                row=file,
                column="resource_id",
                original=str(file.resource_id),
                written=str(identity.pk),
                record=record,
            )
            StoredFile.objects.filter(pk=file.pk).update(resource=identity)
            found.append(Touched("file", record, int(is_named), is_closed=True))
        else:
            found.append(Touched("file", record, still=frozenset({Still.FILE})))
    return found


def _rename(protection: Protection, file: StoredFile) -> bool:
    """Put the code into the sealed name of a file; True where a spelling stood in it."""
    if file.name_sealed is None:
        return False
    ring = keyring()
    name = open_text(bytes(file.name_sealed), keyring=ring, table=TABLE, row=file.reference, column=COLUMN)
    after = protection.written(name)
    if after == name:
        return False
    sealed = seal_text(after, keyring=ring, table=TABLE, row=file.reference, column=COLUMN)
    # What is sealed of it is the sealed name, which opens for this file alone.
    seal_original(
        protection=protection,
        row=file,
        column="name_sealed",
        original=bytes(file.name_sealed),
        written=sealed,
        record=file.resource.reference,
    )
    StoredFile.objects.filter(pk=file.pk).update(name_sealed=sealed)
    return True


def _holds_name(protection: Protection, file: StoredFile) -> bool:
    """Whether a file that is plain text holds a spelling; other kinds are listed for a person to look at."""
    if not file.media_type.startswith(READ_AS_TEXT) or file.size > MOST_BYTES_READ:
        return False
    try:
        with path_of(file.stored_as).open("rb") as sealed:
            content = b"".join(open_stream(sealed, keyring=keyring(), name=file.stored_as))
    except FileNotFoundError:  # what is not there shows nobody's name; the doctor reports it
        return False
    encodings: tuple[Callable[[bytes], str], ...] = (
        lambda raw: raw.decode("utf-8", "replace"),
        lambda raw: raw.decode("utf-16", "replace"),
    )
    return any(protection.stands_in(decode(content)) for decode in encodings)
