"""Numbered prints that were issued, for who reads in full the part of the case that each shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.papers import Changes, Paper
from samakki.cases.models import Edition


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One issued print.

    Attributes:
        about: reference of an exhibit; "" for the whole case.
        file: reference of the PDF.
        data: reference of the data file.
        rows: digest of each row by its reference.
        is_closed: it may name a person who was protected since, and only a custodian's grant opens it.
    """

    paper: Paper
    about: str
    number: int
    language: str
    pages: int
    file: str
    data: str
    issued_at: datetime
    issued_by: str
    issued_by_name: str
    changes: Changes
    rows: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_closed: bool = False


def editions_of(by: Officer, case: str) -> tuple[EditionRow, ...]:
    """Prints of a case that `by` may open, the newest first."""
    rows = list(
        Edition.objects.filter(case__reference=case)
        .select_related("resource", "file", "data")
        .order_by("-issued_at", "-pk")
    )
    seen = access.decisions_on(by=by, references={row.resource.reference for row in rows}, surface=Surface.LIST)
    names = access.names_of({row.issued_by for row in rows})
    return tuple(
        EditionRow(
            Paper(row.paper),
            row.about,
            row.number,
            row.language,
            row.pages,
            row.file.reference,
            row.data.reference,
            row.issued_at,
            row.issued_by,
            names.get(row.issued_by, ""),
            Changes(*(tuple(row.changes.get(key, ())) for key in ("added", "changed", "gone"))),
            row.rows,
            is_closed=row.file.resource_id != row.resource_id,
        )
        for row in rows
        if row.resource.reference in seen and seen[row.resource.reference].view is View.FULL
    )


def last_edition(by: Officer, case: str, paper: Paper, about: str = "") -> EditionRow | None:
    """The newest print of a paper; ``None`` where there is none or it is not theirs."""
    found = [row for row in editions_of(by, case) if row.paper is paper and row.about == about]
    return max(found, key=lambda row: row.number, default=None)
