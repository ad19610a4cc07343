"""Possible matches as pages and panels show them: what agrees, what differs, what is unknown, how common it is."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format

from samakki.entities.web.naming import called
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.queries.candidates import Possible, PossibleMatches, Told
from samakki.matching.web.wording.findings import LITTLE, sentence, subject
from samakki.matching.web.wording.judgements import JUDGEMENTS

IN_PANEL, ON_PAGE = 3, 20
PERSON = "Person"


def context_of(found: PossibleMatches, *, wants_number: bool = False) -> dict[str, Any]:
    """What templates show of possible matches."""
    reference = found.entity.reference
    return {
        "possible": [row_of(one, reference, wants_number=wants_number) for one in found.shown],
        "possible_count": found.count,
        "possible_more": found.count - len(found.shown),
        "possible_is_compared": found.is_compared,
        "possible_is_waiting": found.is_waiting,
        "possible_is_cut": found.is_cut,
    }


def row_of(one: Possible, reference: str, *, wants_number: bool = False) -> dict[str, Any]:
    """One possible match."""
    definition = shipped()
    pair_url = reverse("matching:pair", args=[reference, one.other.reference])
    return {
        "other": one.other,
        "name": called(one.other),
        "url": reverse("entities:entity", args=[one.other.reference]),
        "pair_url": pair_url,
        "answers": [(words, f"{pair_url}?say={code.value}#judgement") for code, (words, _) in JUDGEMENTS.items()],
        "number": percent(one.probability) if wants_number else "",
        "is_shared": one.is_shared,
        **spoken(definition, one),
    }


def spoken(definition: Definition, one: Possible) -> dict[str, Any]:
    """Findings in words: for, against, neither; and what one side alone knows."""
    of_people = one.other.schema == PERSON

    def line(told: Told) -> tuple[object, str]:
        return subject(told.finding.comparison), sentence(definition, told, of_people=of_people)

    return {
        "for": [line(told) for told in one.told if told.reason.weight > LITTLE],
        "against": [line(told) for told in reversed(one.told) if told.reason.weight < -LITTLE],
        "neither": [line(told) for told in one.told if abs(told.reason.weight) <= LITTLE],
        "unknown": [subject(code) for code in one.unknown],
    }


def percent(probability: float) -> str:
    """A chance in hundredths, never quite none and never quite sure."""
    return number_format(min(99, max(1, round(probability * 100))))
