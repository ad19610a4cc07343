"""What is known of the states of protected people, and what checks said about telling them. For rules alone."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.entities.models import Entity, ProtectedRecord, Statement
from samakki.intelligence.domain.protection_checks import CheckAnswer, ProtectedOrigin
from samakki.intelligence.models import ProtectionCheck

STATES = ("nationality", "citizenship", "birthCountry", "country", "mainCountry")
_PROPS = (*STATES, *(f"samakki:{prop}" for prop in STATES))
_CODE_LETTERS = 2


def origins_of(codes: Collection[str]) -> Mapping[str, ProtectedOrigin]:
    """States of each code and the checks about it.

    A value that was withdrawn counts too: she was said to be of that state once. A word that is no code of a state
    counts as not known, which closes every state.
    """
    return {code: _origin(code) for code in codes}


def knows_of(by: Officer, code: str) -> bool:
    """Whether `by` sees at least a summary of some record that concerns the person behind a code.

    Who judges what leaves reads a summary alone, and must be able to record a check all the same.
    """
    records = set(ProtectedRecord.objects.filter(code__code=code).values_list("reference", flat=True))
    named = Entity.objects.filter(Q(protected_code=code) | Q(caption=code))
    records |= set(named.values_list("resource__reference", flat=True))
    decided = access.decisions_on(by=by, references=records, surface=Surface.PAGE)
    return any(decision.view in {View.FULL, View.SUMMARY} for decision in decided.values())


def _origin(code: str) -> ProtectedOrigin:
    said = Statement.objects.filter(entity__protected_code=code, prop__in=_PROPS).values_list("value", flat=True)
    values = {value.strip().upper() for value in said if value.strip()}
    is_clear = all(len(value) == _CODE_LETTERS and value.isascii() for value in values)
    newest: dict[str, str] = {}
    for row in ProtectionCheck.objects.filter(code=code).order_by("at", "pk"):
        newest[row.country] = row.answer
    safe = frozenset(country for country, answer in newest.items() if answer == CheckAnswer.SAFE_TO_TELL.value)
    return ProtectedOrigin(code, frozenset(values) if is_clear else frozenset(), safe)
