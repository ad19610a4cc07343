"""What leads from a refusal for want of a protection check to the page that records one."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty
from samakki.access.web.asking import officer
from samakki.cases.web.wording.values import country_name
from samakki.kernel.refusals import InvalidValue, Refusal, Refused

MISSING = "protection-check-missing"


def checks_missing(request: HttpRequest, problem: Refused | InvalidValue | None) -> list[dict[str, object]]:
    """Code, state and address of each check that is missing; the address is empty for who may not record one."""
    reasons: Iterable[Refusal] = problem.reasons if isinstance(problem, Refused) else ()
    found = [one for one in reasons if one.code == MISSING]
    if not found:
        return []
    may = not officers.duty_refusals(officer(request), Duty.AUTHORISE_RELEASE)
    return [
        {
            "code": one.facts["code"],
            "country": country_name(str(one.facts["country"])),
            "url": address(str(one.facts["code"]), str(one.facts["country"])) if may else "",
        }
        for one in found
    ]


def address(code: str, country: str) -> str:
    """Where a check about one state is recorded."""
    return f"{reverse('intelligence:protection_check', args=[code])}?country={country}"
