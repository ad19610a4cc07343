"""What the pages of a draft disclosure ask: what can be ticked, what is asked, who else is needed.

Asks no policy: the page opened the disclosure, in full where it changes it.
"""

from django.conf import settings
from django.utils import timezone

from samakki.entities.domain.exporting.naming import NameInIt
from samakki.intelligence.domain.disclosure_answers import read_answers, risk_state
from samakki.intelligence.domain.disclosures import SecondReason, second_reasons
from samakki.intelligence.models import Disclosure, Report
from samakki.intelligence.queries.details import ItemDetail
from samakki.intelligence.queries.disclosable import Described, described_by, items_to_send
from samakki.intelligence.queries.opening import current_items
from samakki.intelligence.queries.packaging import names_to_answer
from samakki.intelligence.queries.reports import item_detail
from samakki.kernel.addresses import DeskAddress


def tickable(report: str) -> tuple[tuple[ItemDetail, ...], tuple[Described, ...]]:
    """Items with words that may leave, and people and things with single values."""
    row = Report.objects.get(reference=report)
    there = {one.reference for one in items_to_send(row, (), timezone.localdate()) if one.has_sanitised}
    items = tuple(item_detail(one, is_full=False) for one in current_items(row) if one.reference in there)
    return items, described_by(row)


def asked_of(reference: str) -> tuple[tuple[str, ...], tuple[NameInIt, ...]]:
    """Countries that are asked about, and names, of a draft."""
    row = Disclosure.objects.select_related("report").get(reference=reference)
    countries = sorted({DeskAddress.parse(one).country for one in row.recipients})
    return tuple(countries), names_to_answer(row)


def reasons_for_second(reference: str) -> tuple[SecondReason, ...]:
    """Why a second person has to agree; empty where one officer is enough."""
    return second_needed(Disclosure.objects.get(reference=reference))


def second_needed(row: Disclosure) -> tuple[SecondReason, ...]:
    """The same of a row, for rules."""
    countries = sorted({DeskAddress.parse(one).country for one in row.recipients})
    return second_reasons(
        countries=countries,
        most_countries=settings.SAMAKKI_DISCLOSURE_COUNTRIES,
        codes=row.codes,
        is_risky=risk_state(countries, read_answers(row.answers)).is_risky,
    )
