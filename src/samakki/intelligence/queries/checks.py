"""Protection checks as pages show them: codes that an officer knows of, and what was found about each state."""

from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.entities.models import ProtectedRecord
from samakki.intelligence.domain.protection_checks import CheckAnswer
from samakki.intelligence.models import ProtectionCheck

IN_PART = frozenset({View.FULL, View.SUMMARY})
MOST_RECORDS = 500


@dataclass(frozen=True, slots=True)
class CheckRow:
    """The newest check about one state.

    Attributes:
        country: ISO 3166-1 alpha-2.
        answer: what was found.
        at: when it was recorded.
        by: code of the officer.
    """

    country: str
    answer: CheckAnswer
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CheckedCode:
    """A protected person and the checks about her, by code."""

    code: str
    checks: tuple[CheckRow, ...]


def checked_codes(by: Officer) -> tuple[CheckedCode, ...]:
    """Codes that stand in a record of which `by` sees at least a summary, the newest first, with their checks."""
    rows = ProtectedRecord.objects.order_by("-pk").values_list("code__code", "reference")[:MOST_RECORDS]
    found = list(rows)
    decided = access.decisions_on(by=by, references={record for _code, record in found}, surface=Surface.PAGE)
    known = dict.fromkeys(code for code, record in found if record in decided and decided[record].view in IN_PART)
    return tuple(CheckedCode(code, checks_of(code)) for code in known)


def checks_of(code: str) -> tuple[CheckRow, ...]:
    """The newest check about each state, by country. Asks no policy: whoever calls knows that the code is open."""
    newest: dict[str, CheckRow] = {}
    for row in ProtectionCheck.objects.filter(code=code).order_by("at", "pk"):
        newest[row.country] = CheckRow(row.country, CheckAnswer(row.answer), row.at, row.by)
    return tuple(newest[country] for country in sorted(newest))
