"""What a new case needs before it is written."""

from collections.abc import Collection
from dataclasses import dataclass, field

from samakki.cases.domain.vocabulary import Offence
from samakki.kernel.codes import Country
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal

SHORTEST_NICKNAME, LONGEST_NICKNAME = 3, 60


@dataclass(frozen=True, slots=True)
class NewCase:
    """What an officer says when a case is opened.

    Attributes:
        nickname: what the team calls it: "Blue lorry". Stands on every page of the case and in lists.
        nickname_is_no_name: the officer confirms that no victim or witness can be recognised by it.
        offences: at least one; both may stand.
        countries: ISO 3166-1 alpha-2; at least one.
        handling: codes of the case; they combine.
    """

    nickname: str
    nickname_is_no_name: bool
    offences: frozenset[Offence]
    countries: tuple[str, ...]
    handling: frozenset[HandlingCode] = field(default_factory=lambda: frozenset({HandlingCode.H0}))


def refusals_of_nickname(nickname: str, *, is_no_name: bool) -> tuple[Refusal, ...]:
    """Why a case may not be called this.

    No rule recognises a victim's name: the nickname shows in lists and on many screens, so a person has to look.
    """
    reasons = []
    if not SHORTEST_NICKNAME <= len(nickname.strip()) <= LONGEST_NICKNAME:
        reasons.append(Refusal("nickname-length", {"least": SHORTEST_NICKNAME, "longest": LONGEST_NICKNAME}))
    if not is_no_name:
        reasons.append(Refusal("nickname-not-confirmed"))
    return tuple(reasons)


def refusals_to_open(new: NewCase) -> tuple[Refusal, ...]:
    """Why a case may not be opened like this; empty means it may."""
    reasons = list(refusals_of_nickname(new.nickname, is_no_name=new.nickname_is_no_name))
    if not new.offences:
        reasons.append(Refusal("offence-needed"))
    reasons += refusals_of_countries(new.countries)
    if not new.handling:
        reasons.append(Refusal("handling-needed"))
    return tuple(reasons)


def refusals_of_countries(countries: Collection[str]) -> tuple[Refusal, ...]:
    """Why these are not the countries of a case."""
    if not countries:
        return (Refusal("country-needed"),)
    return tuple(Refusal("country-not-known", {"country": code[:2]}) for code in countries if not Country.is_code(code))
