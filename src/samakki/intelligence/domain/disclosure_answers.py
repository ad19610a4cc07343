"""What a sender answers before a disclosure may leave: three questions about danger, for each country that reads it.

Sources: Palermo Protocol, Art. 14 (saving clause: refugee law, non-refoulement); CAT, Art. 3; ICCPR, Art. 6; the
guidance on intelligence sharing of states that do not expose people to the death penalty or to torture.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from samakki.kernel.refusals import Refusal

LEAST_WORDS, LONGEST_WORDS = 10, 1_000


class RiskQuestion(Enum):
    """What may happen because of the disclosure."""

    ILL_TREATMENT = "ill_treatment"  # death penalty, torture or persecution there
    DANGER = "danger"  # to the source or to somebody's family
    OFFICIALS = "officials"  # officials there may be involved


class RiskAnswer(Enum):
    """What the sender says."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class SafetyCondition(Enum):
    """Conditions that a second person attaches where there is a danger."""

    NO_DEATH_PENALTY = "no_death_penalty"  # used in no case in which it may be asked for, without an assurance first
    NAMED_DESK_ONLY = "named_desk_only"  # read by the desk it is sent to, and shown to nobody else there
    NO_CONTACT = "no_contact"  # nobody approaches a person named in it, their family or their neighbours
    NO_ACTION = "no_action"  # nothing is done on it before the sender was asked
    NO_OTHER_AGENCY = "no_other_agency"  # not told to immigration, embassy or security agencies


Answers = Mapping[str, Mapping[RiskQuestion, RiskAnswer]]
"""By country."""


@dataclass(frozen=True, slots=True)
class RiskState:
    """What was answered so far.

    Attributes:
        missing: how many answers are still needed.
        is_risky: some answer is yes or "not known".
    """

    missing: int
    is_risky: bool


def risk_state(countries: Collection[str], answers: Answers) -> RiskState:
    """What is missing for these countries and whether anything asks for a second person.

    An answer for a country that reads nothing counts for nothing.
    """
    said = [answers.get(country, {}).get(question) for country in sorted(set(countries)) for question in RiskQuestion]
    return RiskState(
        missing=sum(1 for one in said if one is None),
        is_risky=any(one in {RiskAnswer.YES, RiskAnswer.UNKNOWN} for one in said),
    )


def refusals_of_risk(countries: Collection[str], answers: Answers, *, words: str) -> tuple[Refusal, ...]:
    """Why these answers are not enough to go on.

    Args:
        countries: that will read it.
        answers: by country.
        words: what the sender knows of the danger; needed where an answer is not no, because a second person judges
            by it. Stays here.
    """
    state = risk_state(countries, answers)
    reasons = [Refusal("risk-not-answered", {"count": state.missing})] if state.missing else []
    if state.is_risky and len(words.strip()) < LEAST_WORDS:
        reasons.append(Refusal("risk-words-missing", {"least": LEAST_WORDS}))
    if len(words) > LONGEST_WORDS:
        reasons.append(Refusal("text-too-long", {"longest": LONGEST_WORDS}))
    return tuple(reasons)


def stored_answers(answers: Answers) -> dict[str, dict[str, str]]:
    """Ready for JSON."""
    return {country: {one.value: said.value for one, said in some.items()} for country, some in answers.items()}


def read_answers(held: Mapping[str, Mapping[str, str]]) -> Answers:
    """The answers of what was stored."""
    return {
        country: {RiskQuestion(one): RiskAnswer(said) for one, said in some.items()} for country, some in held.items()
    }
