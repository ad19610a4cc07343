"""Taking entities out: asked whose names are in it, made once, sealed until it is fetched, written down."""

import hashlib
import io
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Officer
from samakki.entities.actions.sealing_originals import keyring
from samakki.entities.domain.exporting.formats import Format, written
from samakki.entities.domain.exporting.leaving import Leaving
from samakki.entities.domain.exporting.naming import NameInIt, Whose, personal_names, refusals_to_send
from samakki.entities.domain.protection import Protection, Touched
from samakki.entities.models import Export
from samakki.entities.queries.leaving import Selection, columns_in, held_in, leaving, left_out, records_in, withheld_in
from samakki.entities.registries import Withheld
from samakki.kernel.refusals import Refusal
from samakki.sealing.drafts import appearing
from samakki.sealing.files import open_stream, seal_stream

KEPT = timedelta(days=1)


def export_entities(
    *,
    by: Officer,
    selection: Selection,
    form: Format,
    answers: Mapping[str, Whose],
    rest: Whose | None = None,
) -> str:
    """Make a file of entities to be taken out of the node.

    Args:
        by: who takes it out; the policy is asked for every entity on the surface for exports.
        selection: what it is made of.
        form: its format.
        answers: whose each name is, by key of `personal_names`.
        rest: whose all the names are that were not answered one by one; the officer says that they looked at them.

    Returns:
        Its reference: "OUT-…".

    Raises:
        Refused: "export-empty", where nothing may leave; "export-withheld" (fact `count`), where all that might leave
            belongs to others who have not allowed it; "names-not-answered" (fact `count`); "name-of-a-victim" (fact
            `count`), when one of the names is to be protected first; "held-back" (fact `count`), where a prosecutor
            has to answer first about somebody in it.
    """
    with transaction.atomic():
        names = personal_names(leaving(by, selection))
        said = {one.key: answers.get(one.key, rest) for one in names}
        given = {key: whose for key, whose in said.items() if whose is not None}
        records = records_in(by, selection)
        withheld = withheld_in(by, selection)
        nothing = Refusal("export-withheld", {"count": len(withheld)}) if withheld else Refusal("export-empty")
        reasons: Sequence[Refusal] = refusals_to_send(names, given) if records else (nothing,)
        if held := held_in(by, selection):
            reasons = (*reasons, Refusal("held-back", {"count": len(held)}))
        if not reasons:
            made = _make(by, selection, form)
            made.people = _people(names, given)
            made.withheld = len(withheld)
            made.rest = rest.value if rest and any(one.key not in answers for one in names) else ""
            made.save()
            _log(by, made, records, withheld)
            clear_exports()
            return made.reference
    raise logged_refusal(by, "export", selection.of, reasons)


def fetch_export(*, by: Officer, reference: str) -> Iterator[bytes] | None:
    """The file, in pieces, for who made it; it stays for a day in case the line breaks.

    Returns:
        None where there is no such file any more, or it is another's.
    """
    with transaction.atomic():
        row = Export.objects.filter(reference=reference.replace("\0", " "), made_by=by.code).exclude(stored_as="")
        found = row.first()
        if found is None or not _path(found.stored_as).exists():
            return None
        found.fetched_at = timezone.now()
        found.save(update_fields=["fetched_at"])
        audit.record(by, "fetch_export", reference, facts={"digest": found.sha256, "size": found.size})
    return _opened(found.stored_as)


def clear_exports() -> int:
    """Delete files that are older than a day, also those that no receipt names; receipts stay."""
    before = timezone.now() - KEPT
    gone = _delete(Export.objects.filter(made_at__lt=before).exclude(stored_as=""))
    folder = _path("any").parent
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():  # what a transaction left that did not come to its end
            path.unlink(missing_ok=True)
    return gone


def replace(protection: Protection) -> Sequence[Touched]:
    """When a person is protected, delete every file that was not fetched yet: it may hold her name."""
    del protection
    _delete(Export.objects.exclude(stored_as=""))
    return ()


def _make(by: Officer, selection: Selection, form: Format) -> Export:
    stored_as = secrets.token_hex(16)
    path = _path(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    counted = _Counted(leaving(by, selection))
    pieces = _Pieces(written(form, counted, columns_in(by, selection)))
    with appearing(path) as sealed:
        seal_stream(cast("BinaryIO", pieces), sealed, keyring=keyring(), name=stored_as)
    return Export(
        reference=free_reference("OUT", lambda one: Export.objects.filter(reference=one).exists()),
        scope=selection.scope.value,
        of=selection.of,
        chosen=list(selection.chosen),
        form=form.value,
        entities=counted.count,
        left_out=left_out(by, selection),
        size=pieces.size,
        sha256=pieces.digest.hexdigest(),
        stored_as=stored_as,
        made_at=timezone.now(),
        made_by=by.code,
    )


def _log(by: Officer, made: Export, records: Iterable[str], withheld: Iterable[Withheld]) -> None:
    facts: dict[str, str | int] = {
        "method": made.form,
        "count": made.entities,
        "size": made.size,
        "digest": made.sha256,
    }
    audit.record(by, "export", made.reference, facts=facts)
    for record in records:
        facts_of_record = {"record": made.reference, "surface": Surface.EXPORT.value}
        audit.record(by, "export_record", record, facts=facts_of_record)
    for one in withheld:
        audit.record(by, "leave_out_of_export", one.source, facts={"record": made.reference})


def _people(names: Sequence[NameInIt], given: Mapping[str, Whose]) -> dict[str, str]:
    return {entity: given[one.key].value for one in names for entity in one.entities}


def _delete(rows: "Iterable[Export]") -> int:
    gone = list(rows)
    for row in gone:
        _path(row.stored_as).unlink(missing_ok=True)
        row.stored_as = ""
    Export.objects.bulk_update(gone, ["stored_as"])
    return len(gone)


def _opened(stored_as: str) -> Iterator[bytes]:
    with _path(stored_as).open("rb") as sealed:
        yield from open_stream(sealed, keyring=keyring(), name=stored_as)


def _path(stored_as: str) -> Path:
    # Not among the stored files: it is on its way out, belongs in no backup, and is gone after a day.
    return Path(settings.SAMAKKI_HOME) / "exports" / stored_as


class _Counted:
    """Entities one by one, and how many came."""

    def __init__(self, entities: Iterable[Leaving]) -> None:
        self._entities = entities
        self.count = 0

    def __iter__(self) -> Iterator[Leaving]:
        for entity in self._entities:
            self.count += 1
            yield entity


class _Pieces(io.RawIOBase):
    """What a writer gives, read like a file; hashed on the way."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.size = 0
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, fewer only at the end."""
        kept = [self._rest]
        have = len(self._rest)
        while have < size and (piece := next(self._pieces, b"")):
            kept.append(piece)
            have += len(piece)
        whole = b"".join(kept)
        given, self._rest = whole[:size], whole[size:]
        self.size += len(given)
        self.digest.update(given)
        return given
