"""Keeps what stood where a code stands now. For functions that subjects register with ``registries.protecting``."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import models

from samakki.entities.domain.protection import Protection, Still, Touched
from samakki.entities.models import ProtectedCode, SealedOriginal
from samakki.sealing.fields import seal_field
from samakki.sealing.keyring import Keyring, load_keyring

TABLE, COLUMN = "entities_sealedoriginal", "sealed"
ROWS = 500


def seal_original(
    *,
    protection: Protection,
    row: models.Model,
    column: str,
    original: str | bytes,
    written: str | bytes,
    record: str = "",
) -> None:
    """Keep what stands in one column of one row, before `written` is put there. Inside the protecting transaction.

    Args:
        protection: as given to the registered function.
        row: a saved row.
        column: name of the field.
        original: what stands there now; of a field that holds JSON, its JSON; of a foreign key, the key.
        written: what will stand there.
        record: reference of the record that the row belongs to.
    """
    SealedOriginal.objects.bulk_create(
        [_sealed(protection, _code(protection), row, column, original, written, record, keyring())]
    )


def protect_rows(
    *,
    protection: Protection,
    rows: Iterable[models.Model],
    columns: Sequence[str],
    kind: str,
    record_of: Callable[[Any], str],
    is_whole: bool = False,
    still: Callable[[Any], frozenset[Still]] | None = None,
) -> list[Touched]:
    """Rewrite text and JSON columns of some rows: seal what stood there, put the code in place of every spelling.

    Does for most subjects all that a registered function has to do.

    Args:
        protection: as given to the registered function.
        rows: those of records that `protection` concerns; read in portions, so an iterator is welcome.
        columns: text fields, and fields that hold JSON, in which every text is rewritten; a field of bytes is sealed
            and emptied, since what is kept as it came cannot be rewritten.
        kind: of `Touched`.
        record_of: reference of the record that a row belongs to.
        is_whole: the columns hold her name and nothing else, so the code takes the place of everything there.
        still: what else is left in a row that may tell who she is.

    Returns:
        One `Touched` for each row in which something changed, or something is left that may tell who she is.
    """
    ring, code = keyring(), _code(protection)
    touched: list[Touched] = []
    for portion in _portions(rows):
        originals: list[SealedOriginal] = []
        changed: list[models.Model] = []
        for row in portion:
            record, texts, left = record_of(row), 0, set(still(row) if still else ())
            for column in columns:
                before = getattr(row, column)
                after = protection.code if is_whole and before else rewritten(before, protection)
                if after != before:
                    originals.append(
                        _sealed(protection, code, row, column, stored(before), stored(after), record, ring)
                    )
                    setattr(row, column, after)
                    texts += 1
                if not isinstance(after, bytes) and protection.left_in(str(stored(after))):
                    left.add(Still.NAME_PART)
            if texts:
                changed.append(row)
            if texts or left:
                touched.append(Touched(kind, record, texts, frozenset(left)))
        SealedOriginal.objects.bulk_create(originals, batch_size=ROWS)
        if changed:
            type(changed[0])._default_manager.bulk_update(changed, list(columns), batch_size=ROWS)
    return touched


def keyring() -> Keyring:
    """The node's ring of keys for fields."""
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")


def digest(text: str | bytes) -> str:
    """What `SealedOriginal.written` keeps of a text."""
    return hashlib.sha256(as_bytes(text)).hexdigest()


def _code(protection: Protection) -> ProtectedCode:
    return ProtectedCode.objects.get(code=protection.code)


def _sealed(
    protection: Protection,
    code: ProtectedCode,
    row: models.Model,
    column: str,
    original: str | bytes,
    written: str | bytes,
    record: str,
    ring: Keyring,
) -> SealedOriginal:
    key = uuid.uuid4()
    return SealedOriginal(
        key=key,
        code=code,
        kind=row._meta.label,
        row=str(row.pk),
        column=column,
        record=record,
        sealed=seal_field(as_bytes(original), keyring=ring, table=TABLE, row=str(key), column=COLUMN),
        written=digest(written),
        at=protection.at,
        by=protection.by,
    )


def _portions(rows: Iterable[models.Model]) -> Iterable[list[models.Model]]:
    portion: list[models.Model] = []
    for row in rows:
        portion.append(row)
        if len(portion) == ROWS:
            yield portion
            portion = []
    if portion:
        yield portion


def rewritten(value: Any, protection: Protection) -> Any:  # noqa: ANN401  (whatever a column can hold)
    """What stands in a column afterwards."""
    if isinstance(value, str):
        return protection.written(value)
    if isinstance(value, bytes | memoryview):
        return b""
    if isinstance(value, list):
        return [rewritten(one, protection) for one in value]
    if isinstance(value, dict):
        return {rewritten(name, protection): rewritten(one, protection) for name, one in value.items()}
    return value


def stored(value: Any) -> str | bytes:  # noqa: ANN401  (as above)
    """What is sealed of a column: a text or bytes as they are, anything else as JSON."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def as_bytes(value: str | bytes) -> bytes:
    """What is sealed of a text, also of one with half a character in it."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
