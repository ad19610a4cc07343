"""Records on the surface "API": one by its reference, and those of a list that may show there."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from django.http import HttpRequest

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.access.web.asking import officer as asking
from samakki.cases import queries as cases
from samakki.kernel.refusals import Refusal, Refused

Row = TypeVar("Row")


def officer(request: HttpRequest) -> Officer:
    """Whose token the request carries."""
    return asking(request)


def opened(request: HttpRequest, record: str) -> Officer:
    """Open one record for a program, or answer as if there were none; the look is logged.

    Raises:
        Refused: "not-found".
    """
    by = officer(request)
    decision = actions.read_record(by=by, reference=record, surface=Surface.API)
    if decision.view is not View.FULL:
        raise Refused((Refusal("not-found"),))
    return by


def opened_part(request: HttpRequest, case: str, compartment: Compartment) -> Officer:
    """Open one part of a case: its people, its exhibits.

    Raises:
        Refused: "not-found".
    """
    return opened(request, cases.folder(case, compartment) or case)


def may_show(by: Officer, rows: Iterable[Row], record_of: Callable[[Row], str]) -> list[Row]:
    """Those rows of a list whose record may show to a program."""
    known = list(rows)
    records = {record_of(row) for row in known}
    decided = queries.decisions_on(by=by, references=records, surface=Surface.API)
    return [row for row in known if (found := decided.get(record_of(row))) and found.view is View.FULL]


def code(value: Enum | None) -> str:
    """A word of a vocabulary as its code; "" for none."""
    return str(value.value) if value is not None else ""


def moment(value: date | datetime | None) -> str:
    """A day or a moment, ISO 8601; "" for none."""
    return value.isoformat() if value is not None else ""
