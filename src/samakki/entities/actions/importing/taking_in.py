"""Taking a file in: what it is, who may see it, what its columns seem to mean. Nothing of its rows is written yet."""

from dataclasses import dataclass, replace
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_write
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer
from samakki.entities.actions.files import examine_file, store_file
from samakki.entities.actions.sources import open_source
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.importing.day_orders import orders_shown
from samakki.entities.domain.importing.guessing import guess, victims_guessed
from samakki.entities.domain.importing.layout import fingerprint
from samakki.entities.domain.importing.recognising import recognise
from samakki.entities.domain.importing.sheet_rows import service_of
from samakki.entities.domain.importing.states import SHEETS, ImportKind, ImportState
from samakki.entities.domain.importing.tables import Preview, Reading, first_look, look_again
from samakki.entities.domain.sources import SourceKind
from samakki.entities.models import Import, SavedMapping, Source, StoredFile
from samakki.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ImportKind
    reading: Reading
    columns: list[dict[str, str]]
    total: int


def start_import(
    *, by: Officer, file: BinaryIO, file_name: str = "", purpose: Purpose | None = None, country: str = ""
) -> str:
    """Take a file in, as a draft that only `by` sees.

    Args:
        by: who brings it.
        file: seekable.
        file_name: as the browser sent it; sealed.
        purpose: what it is for; None for the first of the officer's that fits.
        country: of who wrote numbers down; empty for the node's own.

    Returns:
        The import's reference.

    Raises:
        Refused: the role writes no intelligence, or not for this purpose.
        InvalidValue: the file is not taken, or cannot be read: then nothing is written.
    """
    fitting, reasons = _purpose(by, purpose)
    if fitting is None:
        raise logged_refusal(by, "start_import", "", reasons)
    media_type = examine_file(file, FileKind.IMPORTED)
    found = _looked_at(by, file, media_type, country or settings.SAMAKKI_COUNTRY)
    with transaction.atomic():
        reference = access.new_record_reference("M")
        record = access.NewRecord(reference, "entities", Compartment.INTELLIGENCE)
        access.register_resource(by=by, record=record, purpose=fitting)
        file.seek(0)
        stored = store_file(
            by=by, resource_reference=reference, stream=file, kind=FileKind.IMPORTED, given_name=file_name
        )
        open_source(by=by, reference=reference, kind=SourceKind.IMPORT, resource_reference=reference, is_draft=True)
        _row(by, reference, stored.reference, found)
        facts = {"purpose": fitting.value, "what": found.kind.value, "size": stored.size, "digest": stored.sha256}
        audit.record(by, "start_import", reference, facts=facts)
    return reference


def columns_of(preview: Preview) -> list[dict[str, str]]:
    """What columns seem to mean, as the table keeps it."""
    guesses = guess(preview.layout.columns)
    return [
        {"key": column.key, "target": guesses[column.key].target, "service": service_of(column.heading)}
        for column in preview.layout.columns
    ]


def victims_in(preview: Preview) -> tuple[str, ...]:
    """Which people of a row the file itself calls victims: values of a `Thing`."""
    above = [row for row in preview.rows if row.number < preview.layout.first_heading]
    titles = [cell.text for row in above for cell in row.cells.values()]
    if preview.sheets:
        titles.append(preview.sheets[preview.reading.sheet].name)
    return victims_guessed(preview.layout.columns, guess(preview.layout.columns), titles)


def with_orders(preview: Preview) -> Reading:
    """The reading with what columns of dates show of the order of day and month, where that is not said already."""
    shown = orders_shown(preview.layout.columns)
    return replace(preview.reading, orders={**shown.by_key, **preview.reading.orders}, unsure=shown.unsure)


def saved_for(by: Officer, preview: Preview) -> SavedMapping | None:
    """What the officer's desk said before of a sheet with the same headings."""
    return SavedMapping.objects.filter(desk=by.desk.address, fingerprint=fingerprint(preview.layout)).first()


def _purpose(by: Officer, wanted: Purpose | None) -> tuple[Purpose | None, tuple[Refusal, ...]]:
    viewer, roles = officers.viewer(by), officers.roles()
    asked = [wanted] if wanted else [Purpose.INVESTIGATE_TRAFFICKING, Purpose.INVESTIGATE_SMUGGLING, Purpose.PROTECT]
    reasons: tuple[Refusal, ...] = ()
    for one in asked:
        refused = decide_write(viewer, Compartment.INTELLIGENCE, purpose=one, roles=roles)
        if not refused:
            return one, ()
        reasons = reasons or refused
    return None, reasons


def _looked_at(by: Officer, file: BinaryIO, media_type: str, country: str) -> _Found:
    recognised = recognise(file, media_type)
    kind = recognised.kind
    if kind not in SHEETS:
        return _Found(kind, Reading(country=country, **recognised.said), [], 0)
    preview = first_look(file, kind, country=country)
    victims = victims_in(preview)
    reading = replace(with_orders(preview), victims=victims)
    saved = saved_for(by, preview)
    if saved is None:
        return _Found(kind, reading, columns_of(preview), preview.total)
    kept = {**reading.as_json(), **{name: saved.reading[name] for name in _KEPT if name in saved.reading}}
    kept["orders"] = {**saved.reading.get("orders", {}), **reading.orders}
    kept["victims"] = [*dict.fromkeys([*victims, *saved.reading.get("victims", ())])]
    return _Found(kind, Reading.from_json(kept), saved.columns, preview.total)


_KEPT = ("country", "calendar", "order", "burmese", "person_company")
"""What a saved mapping says of reading; where headings are and how text is encoded belongs to each file."""


def _row(by: Officer, reference: str, file: str, found: _Found) -> Import:
    source = Source.objects.get(reference=reference)
    now = timezone.now()
    return Import.objects.create(
        reference=reference,
        resource_id=source.resource_id,
        source=source,
        file=StoredFile.objects.get(reference=file),
        kind=found.kind.value,
        state=(ImportState.UPLOADED if found.kind in SHEETS else ImportState.MAPPED).value,
        reading=found.reading.as_json(),
        columns=found.columns,
        rows_total=found.total,
        created_at=now,
        created_by=by.code,
        changed_at=now,
    )


def look(row: Import, file: BinaryIO, reading: Reading, *, find_headings: bool = False) -> Preview:
    """Look at the file of an import as it is to be read."""
    return look_again(file, ImportKind(row.kind), reading, find_headings=find_headings)
