"""The work behind an import: rows are read one after the other and written in small portions.

Each portion and how far it got are one transaction, so a process that ends in the middle, killed or not, leaves whole
portions behind, and the next one goes on where the last portion ended. Two processes at once cannot write a row twice:
each says where it starts, and only one of them finds that still true.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.entities.actions.importing.rehoming import rehome
from samakki.entities.actions.importing.removing import remove
from samakki.entities.actions.importing.writing_pieces import finish_later, write_pieces
from samakki.entities.domain.importing.pieces import Piece
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.states import TRANSITIONS, WORKING, Act, ImportKind, ImportState
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.models import Import, ImportRemark
from samakki.entities.queries.importing import content_of
from samakki.entities.queries.seeing import may_change
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.sealing.errors import SealBroken

PORTION = 500
"""Rows of one transaction: on SQLite others wait for it to write."""
PAUSE_SECONDS = 0.02
"""Between portions, so that somebody who waits gets in."""
MOST_REMARKS = 200_000
Goes = Callable[[], bool]
log = logging.getLogger(__name__)
stopping = threading.Event()
"""Set when the process is told to end; the work stops behind the portion it is at, and goes on after the restart."""


def _goes() -> bool:
    return not stopping.is_set()


def work_on(reference: str, goes_on: Goes = _goes) -> None:
    """Do whatever an import waits for, until it waits for a person again.

    Args:
        reference: of the import.
        goes_on: asked between portions; when it says no, the rest is left for later.
    """
    while goes_on():
        row = Import.objects.select_related("source__resource", "file").filter(reference=reference).first()
        if row is None or ImportState(row.state) not in WORKING:
            return
        try:
            _STEPS[ImportState(row.state)](row, goes_on)
        except InvalidValue as problem:
            _fail(row, problem.refusal)
        except SealBroken:
            _fail(row, Refusal("file-seal-broken"))
        except _Overtaken:
            return
        except Exception:
            # Whatever went wrong, its words may name people: they go to the node's log, which leaves them out.
            log.exception("an import failed", extra={"reference": reference})
            _fail(row, Refusal("import-fault"))


class _Overtaken(Exception):
    """Another process has gone on with this import, or its state changed."""


def _check(row: Import, goes_on: Goes) -> None:
    with _pieces(row) as pieces:
        while goes_on() and (some := list(islice(pieces, PORTION))):
            with _portion(row, ImportState.CHECKING, len(some)) as held:
                _note(held, some)
            row.refresh_from_db()
        if not goes_on():
            return
    with transaction.atomic():
        held = _lock(row, ImportState.CHECKING)
        held.rows_total = held.rows_done
        _finish(held)
        facts = {"count": held.rows_done - held.rows_failed}
        audit.record(_officer(row), "import_checked", row.reference, facts=facts)


def _write(row: Import, goes_on: Goes) -> None:
    by = _officer(row)
    with _pieces(row) as pieces:
        while goes_on() and (some := list(islice(pieces, PORTION))):
            with _portion(row, ImportState.WRITING, len(some)) as held:
                taken = [piece for piece in some if not piece.failures and piece.entities]
                held.entities_done += write_pieces(by, held, taken)
            row.refresh_from_db()
            time.sleep(PAUSE_SECONDS)
        if not goes_on():
            return
    finish_later(by, row)
    with transaction.atomic():
        held = _lock(row, ImportState.WRITING)
        _finish(held)
        audit.record(by, "import_written", row.reference, facts={"count": held.entities_done})


def _accept(row: Import, goes_on: Goes) -> None:
    if rehome(row, goes_on):
        with transaction.atomic():
            held = _lock(row, ImportState.ACCEPTING)
            _finish(held)
            facts: dict[str, str | int] = {"count": held.entities_done, "record": held.accepted_into or held.reference}
            audit.record(_officer(row), "import_accepted", row.reference, facts=facts)


def _undo(row: Import, goes_on: Goes) -> None:
    receipt = remove(row, goes_on)
    if receipt is None:
        return
    with transaction.atomic():
        held = _lock(row, ImportState.UNDOING)
        held.entities_done = 0
        _finish(held)
        facts: dict[str, str | int] = {"count": receipt.count, "digest": receipt.digest}
        audit.record(_officer(row), "import_undone", row.reference, facts=facts)


_STEPS: dict[ImportState, Callable[[Import, Goes], None]] = {
    ImportState.CHECKING: _check,
    ImportState.WRITING: _write,
    ImportState.ACCEPTING: _accept,
    ImportState.UNDOING: _undo,
}


class _pieces:  # noqa: N801  (used like a function)
    """The pieces of an import's file, without those that were done before."""

    def __init__(self, row: Import) -> None:
        self._row = row
        self._content = content_of(row)

    def __enter__(self) -> Iterator[Piece]:
        row = self._row
        file = self._content.__enter__()
        day = timezone.localtime(row.created_at).date()
        reading = Reading.from_json(row.reading)
        found = pieces_in(file, row.file.media_type, ImportKind(row.kind), reading, row.columns, on=day)
        return islice(found, row.rows_done, None)

    def __exit__(self, *how: object) -> None:
        self._content.__exit__(*how)  # type: ignore[arg-type]  # passed on as they came


class _portion:  # noqa: N801  (used like a function)
    """One transaction over some pieces: what it did and how far the import is are written together."""

    def __init__(self, row: Import, state: ImportState, count: int) -> None:
        self._row, self._state, self._count = row, state, count
        self._atomic = transaction.atomic()

    def __enter__(self) -> Import:
        self._atomic.__enter__()
        try:
            self._held = _lock(self._row, self._state)
            if self._held.rows_done != self._row.rows_done:
                raise _Overtaken
        except BaseException as error:
            self._atomic.__exit__(type(error), error, error.__traceback__)
            raise
        return self._held

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            self._held.rows_done += self._count
            self._held.changed_at = timezone.now()
            self._held.save()
        self._atomic.__exit__(kind, error, trace)  # type: ignore[arg-type]  # passed on as they came


def _lock(row: Import, state: ImportState) -> Import:
    held = Import.objects.select_for_update().get(pk=row.pk)
    if held.state != state.value:
        raise _Overtaken
    return held


def _note(held: Import, pieces: Sequence[Piece]) -> None:
    """Count what these pieces would bring, and keep what is said of them."""
    schemata = Counter(held.counts.get("entities", {}))
    codes = Counter(held.counts.get("remarks", {}))
    remarks = []
    for piece in pieces:
        schemata.update(entity.schema for entity in piece.entities)
        codes.update(remark.reason.code for remark in (*piece.failures, *piece.remarks))
        held.rows_failed += bool(piece.failures)
        for is_failure, found in ((True, piece.failures), (False, piece.remarks)):
            remarks += [
                ImportRemark(
                    imported=held,
                    row=piece.number,
                    column=remark.column,
                    code=remark.reason.code,
                    facts=dict(remark.reason.facts),
                    is_failure=is_failure,
                )
                for remark in found
            ]
    held.counts = {"entities": dict(schemata), "remarks": dict(codes)}
    if sum(codes.values()) <= MOST_REMARKS:
        ImportRemark.objects.bulk_create(remarks, batch_size=500)


def _finish(held: Import) -> None:
    held.state = TRANSITIONS[ImportState(held.state), Act.FINISH].value
    held.changed_at = timezone.now()
    held.save()


def _fail(row: Import, why: Refusal) -> None:
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=row.pk)
        state = ImportState(held.state)
        if (state, Act.FAIL) not in TRANSITIONS:
            return
        held.state = TRANSITIONS[state, Act.FAIL].value
        held.fault, held.fault_facts = why.code, dict(why.facts)
        held.changed_at = timezone.now()
        held.save()
        audit.record(held.created_by, "import_failed", held.reference, outcome="failed", facts={"error": why.code})


def _officer(row: Import) -> Officer:
    """Whose import it is, as long as they may still write to its record.

    Raises:
        InvalidValue: "import-officer-may-not": the role or the tie ended meanwhile.
    """
    by = Officer.objects.select_related("desk__agency").get(code=row.created_by)
    if not may_change(by, row.source.resource.reference):
        raise InvalidValue("import-officer-may-not")
    return by
