"""The one rule before anything leaves about a protected person, for every type of message; and recording a check."""

from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.access.registries import Departure
from samakki.intelligence.actions.disclosure_rows import has_duty
from samakki.intelligence.domain.protection_checks import (
    CheckAnswer,
    CheckedFor,
    codes_in,
    refusals_to_check,
    refusals_to_leave,
)
from samakki.intelligence.models import ProtectionCheck
from samakki.intelligence.queries.origins import knows_of, origins_of
from samakki.kernel.codes import Country
from samakki.kernel.refusals import Refusal


def veto_unchecked(departure: Departure) -> Sequence[Refusal]:
    """Why something may not leave: it concerns a protected person and goes to a state nobody checked. For `access`."""
    codes = codes_in(departure.body, departure.subjects)
    countries = {desk.country for desk in departure.to}
    return refusals_to_leave(codes, origins_of(codes), countries, own=settings.SAMAKKI_COUNTRY)


def record_check(
    *, by: Officer, code: str, country: str, answer: CheckAnswer, looked_at: Collection[CheckedFor], words: str
) -> None:
    """Record what a protection check found about telling one state of a protected person.

    The newest check for a code and a state counts, so a state that became unsafe is closed again by a new one.

    Args:
        by: holds the duty and sees at least a summary of a record that concerns the person.
        code: "P-…".
        country: ISO 3166-1 alpha-2.
        answer: whether it may be told.
        looked_at: what was looked at; all of it is needed.
        words: what the answer rests on; stays here.

    Raises:
        Refused: "not-found"; "disclosure-needs-duty"; "check-incomplete"; "check-words".
        InvalidValue: no such country.
    """
    Country(country)
    with transaction.atomic():
        reasons = refusals_to_check(is_open=knows_of(by, code), has_duty=has_duty(by), looked_at=looked_at, words=words)
        if not reasons:
            ProtectionCheck.objects.create(
                code=code,
                country=country,
                answer=answer.value,
                looked_at=sorted(one.value for one in looked_at),
                words=words.strip(),
                at=timezone.now(),
                by=by.code,
            )
            audit.record(by, "record_check", code, facts={"finding": answer.value.replace("_", "-")})
            return
    raise logged_refusal(by, "record_check", code, reasons)
