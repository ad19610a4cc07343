"""Elements of the two crimes, what supports each, and what is missing, as codes that pages put into words.

Sources: UN Protocol on trafficking in persons, Art. 3 (act, means, purpose; a child needs no means); UN Protocol on
smuggling of migrants, Art. 3 and 6. A national law may ask for more or less: its profile says so, later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from samakki.cases.domain.vocabulary import Offence
from samakki.kernel.refusals import Refusal

LONGEST_WORDS = 4000


class Element(Enum):
    """What has to be shown."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    PROCURED_ENTRY = "procured_entry"  # illegal entry into a state was procured
    NOT_NATIONAL = "not_national"  # of which the person is neither a national nor a permanent resident
    BENEFIT = "benefit"  # for money or another material benefit
    AGGRAVATED = "aggravated"  # lives endangered, inhuman treatment: not needed, but it weighs


class Standing(Enum):
    """How far an element is shown, in the opinion of who works the case."""

    NOT_LOOKED = "not_looked"
    NOT_YET = "not_yet"
    PARTLY = "partly"
    SHOWN = "shown"
    CONTRADICTED = "contradicted"


ELEMENTS: Mapping[Offence, tuple[Element, ...]] = MappingProxyType(
    {
        Offence.TRAFFICKING: (Element.ACT, Element.MEANS, Element.PURPOSE),
        Offence.SMUGGLING: (Element.PROCURED_ENTRY, Element.NOT_NATIONAL, Element.BENEFIT, Element.AGGRAVATED),
    }
)

FORMS: Mapping[Element, tuple[str, ...]] = MappingProxyType(
    {
        Element.ACT: ("recruitment", "transportation", "transfer", "harbouring", "receipt"),
        Element.MEANS: (
            "threat_or_force",
            "other_coercion",
            "abduction",
            "fraud",
            "deception",
            "abuse_of_power",
            "abuse_of_vulnerability",
            "payments_for_control",
        ),
        Element.PURPOSE: (
            "prostitution_of_others",
            "other_sexual_exploitation",
            "forced_labour",
            "slavery",
            "servitude",
            "organ_removal",
            "forced_criminality",
            "forced_marriage",
            "other_exploitation",
        ),
        Element.PROCURED_ENTRY: ("by_land", "by_sea", "by_air", "false_papers", "enabled_stay"),
        Element.NOT_NATIONAL: (),
        Element.BENEFIT: ("paid_before", "paid_after", "debt", "goods_or_services"),
        Element.AGGRAVATED: ("life_endangered", "inhuman_treatment"),
    }
)
"""In which form an element may be present; the law names some, and its lists are open."""

NEEDED = frozenset(Element) - {Element.AGGRAVATED}
LEAST_SUPPORT = 2
SUPPORT_PREFIXES = frozenset({"E", "X", "I", "V", "R"})
"""What may support an element: entities, exhibits, items of reports, dated events, reports."""


class Gap(Enum):
    """What is missing for an element."""

    NOT_LOOKED = "not_looked"
    NOTHING_SUPPORTS = "nothing_supports"
    ONE_SUPPORT = "one_support"
    NOT_SHOWN = "not_shown"  # the officer says so
    CONTRADICTED = "contradicted"
    SPEAKS_AGAINST = "speaks_against"  # something was linked that speaks against it
    NO_FORM = "no_form"  # it is not said in which form


@dataclass(frozen=True, slots=True)
class Support:
    """One thing that speaks for or against an element."""

    reference: str
    is_against: bool = False


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """One element of one case."""

    element: Element
    standing: Standing
    forms: tuple[str, ...]
    supports: tuple[Support, ...]


def is_means_needed(*, adults: int, children: int) -> bool:
    """Whether the means have to be shown: not where everybody who may be a victim is treated as a child.

    Args:
        adults: presumed victims who are not treated as children, those of unknown age among them.
        children: presumed victims who are.
    """
    return adults > 0 or children == 0


def gaps(facts: ElementFacts, *, is_needed: bool = True) -> tuple[Gap, ...]:
    """What is missing for an element, most telling first; empty means that nothing is known to be missing.

    Args:
        facts: of the element.
        is_needed: False for an element that the law does not ask for here: then only what speaks against is told.
    """
    speaking_for = [one for one in facts.supports if not one.is_against]
    found = []
    if len(speaking_for) < len(facts.supports):
        found.append(Gap.SPEAKS_AGAINST)
    if facts.standing is Standing.CONTRADICTED:
        found.append(Gap.CONTRADICTED)
    if not is_needed:
        return tuple(found)
    if facts.standing is Standing.NOT_LOOKED:
        found.append(Gap.NOT_LOOKED)
    if facts.standing is Standing.NOT_YET:
        found.append(Gap.NOT_SHOWN)
    if not speaking_for:
        found.append(Gap.NOTHING_SUPPORTS)
    elif len(speaking_for) < LEAST_SUPPORT:
        found.append(Gap.ONE_SUPPORT)
    if FORMS[facts.element] and not facts.forms and facts.standing is not Standing.NOT_LOOKED:
        found.append(Gap.NO_FORM)
    return tuple(found)


def refusals_to_assess(
    offence: Offence, element: Element, standing: Standing, *, forms: Sequence[str], words: str
) -> tuple[Refusal, ...]:
    """Every reason an element may not be assessed like this."""
    reasons = []
    if element not in ELEMENTS[offence] or not set(forms) <= set(FORMS[element]):
        reasons.append(Refusal("element-not-of-offence"))
    if standing is Standing.NOT_LOOKED:
        reasons.append(Refusal("standing-needed"))
    if len(words) > LONGEST_WORDS:
        reasons.append(Refusal("words-too-long", {"longest": LONGEST_WORDS}))
    return tuple(reasons)
