"""What a recipient may do with an item: Europol's handling codes and the conditions that spell them out.

Sources: Regulation (EU) 2016/794, Art. 19 (purposes and restrictions set by the provider); Europol handling codes H0 to
H3; originator control, the rule that nobody passes on what is not theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import total_ordering

from samakki.kernel.addresses import parse_agency_code
from samakki.kernel.refusals import InvalidValue, Refusal


class HandlingCode(Enum):
    """Europol handling codes. They combine: an item may carry H1 and H2 together."""

    H0 = "H0"  # only for preventing and combating crime
    H1 = "H1"  # not in judicial proceedings without the provider's permission
    H2 = "H2"  # not passed on without the provider's permission
    H3 = "H3"  # other restrictions, written beside the code


class CrimeArea(Enum):
    """What an item may be used for. There is none for immigration enforcement, on purpose."""

    TRAFFICKING_IN_PERSONS = "trafficking_in_persons"
    SMUGGLING_OF_MIGRANTS = "smuggling_of_migrants"
    DOCUMENT_FRAUD = "document_fraud"
    MONEY_LAUNDERING = "money_laundering"
    ONLINE_SCAM = "online_scam"
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse"
    OTHER = "other"


@total_ordering
class _Scale(Enum):
    """An enum whose members stand from the strictest to the freest."""

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        members = list(type(self))
        return members.index(self) < members.index(other)


class Onward(_Scale):
    """Whether a recipient may pass the item on."""

    NONE = "none"
    WITH_CONSENT = "with_consent"  # after the originator's recorded consent
    LAW_ENFORCEMENT = "law_enforcement"  # to other law enforcement, for the same purposes
    OPEN = "open"


class EvidentialUse(_Scale):
    """Whether the item may be used in court."""

    NO = "no"
    WITH_CONSENT = "with_consent"
    YES = "yes"


class Action(_Scale):
    """What may be done on the strength of the item."""

    NONE = "none"
    COVERT = "covert"  # nothing that shows where the knowledge came from
    OVERT = "overt"


class Sanitising(_Scale):
    """Who may take out what identifies a source or a person."""

    CONSULT_ORIGINATOR = "consult_originator"
    DELEGATED = "delegated"


@dataclass(frozen=True, slots=True, order=True)
class Originator:
    """Whose item it is, and under which of their references. A copy never loses it.

    Attributes:
        agency: agency code, "KH/POL".
        reference: the originator's own number for the item.
    """

    agency: str
    reference: str

    def __post_init__(self) -> None:
        """Refuse an agency code of another form and an empty reference."""
        parse_agency_code(self.agency)
        if not self.reference.strip():
            raise InvalidValue("originator-reference-empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """All conditions on one item. What is left out is the strictest: nobody, nothing, never.

    A value may contradict itself while an officer is still writing it; `reasons_not_usable` says what is missing.

    Attributes:
        codes: at least one of H0 to H3.
        purposes: crime areas the item may be used for.
        recipients: agency codes and desk addresses that may read it.
        restrictions: the words that go with H3. May describe the case: never put into a refusal, log or list.
        has_victim_data: it concerns a presumed or identified victim.
        has_child_data: it concerns a person who may be under 18.
        review_on: local day of the originator on which the conditions are looked at again.
        destroy_on: day on which every copy is destroyed.
        originators: whose item it is; several where items of several owners were put together.
    """

    codes: frozenset[HandlingCode]
    purposes: frozenset[CrimeArea] = frozenset()
    recipients: frozenset[str] = frozenset()
    onward: Onward = Onward.NONE
    evidential_use: EvidentialUse = EvidentialUse.NO
    action: Action = Action.NONE
    sanitising: Sanitising = Sanitising.CONSULT_ORIGINATOR
    restrictions: str = ""
    has_victim_data: bool = False
    has_child_data: bool = False
    review_on: date | None = None
    destroy_on: date | None = None
    originators: frozenset[Originator] = field(default_factory=frozenset)


def reasons_not_usable(handling: Handling) -> tuple[Refusal, ...]:
    """Every reason why an item may not leave with these conditions; empty means it may.

    Checks that the conditions are complete and do not contradict each other. Not checked here: whether the item may
    go to a named recipient at all (the subject that sends asks its own rules and the policy).

    Source:
        Europol handling codes: H1 needs permission before use in court, H2 before passing on, H3 says what else.

    >>> [reason.code for reason in reasons_not_usable(Handling(codes=frozenset({HandlingCode.H3})))]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['handling-purpose-missing', 'handling-originator-missing', 'handling-end-missing', 'handling-h3-needs-words']
    """
    return tuple(Refusal(code) for code, holds in _FAULTS.items() if holds(handling))


def stricter(one: Handling, other: Handling) -> Handling:
    """The conditions under which things of both may be used together: wherever they differ, the tighter.

    Purposes and recipients are those that both allow, so putting two items together may leave nobody and nothing; the
    result then is not usable, and says so. All originators are kept, and each must be asked.

    Commutative, associative, idempotent; never freer than either.
    """
    words = sorted({line for side in (one, other) for line in side.restrictions.splitlines() if line.strip()})
    return Handling(
        codes=one.codes | other.codes,
        purposes=one.purposes & other.purposes,
        recipients=one.recipients & other.recipients,
        onward=min(one.onward, other.onward),
        evidential_use=min(one.evidential_use, other.evidential_use),
        action=min(one.action, other.action),
        sanitising=min(one.sanitising, other.sanitising),
        restrictions="\n".join(words),
        has_victim_data=one.has_victim_data or other.has_victim_data,
        has_child_data=one.has_child_data or other.has_child_data,
        review_on=_earlier(one.review_on, other.review_on),
        destroy_on=_earlier(one.destroy_on, other.destroy_on),
        originators=one.originators | other.originators,
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days, default=None)


_FAULTS: dict[str, Callable[[Handling], bool]] = {
    "handling-code-missing": lambda it: not it.codes,
    "handling-purpose-missing": lambda it: not it.purposes,
    "handling-originator-missing": lambda it: not it.originators,
    "handling-end-missing": lambda it: it.review_on is None and it.destroy_on is None,
    "handling-review-after-destruction": lambda it: (
        it.review_on is not None and it.destroy_on is not None and it.review_on > it.destroy_on
    ),
    "handling-h1-forbids-court": lambda it: HandlingCode.H1 in it.codes and it.evidential_use is EvidentialUse.YES,
    "handling-h2-forbids-onward": lambda it: HandlingCode.H2 in it.codes and it.onward > Onward.WITH_CONSENT,
    "handling-h3-needs-words": lambda it: HandlingCode.H3 in it.codes and not it.restrictions.strip(),
    "handling-protected-forbids-onward": lambda it: (
        (it.has_victim_data or it.has_child_data) and it.onward > Onward.WITH_CONSENT
    ),
}
