"""Who acts on an emergency, as the desk that sent it knows, and as it tells the other desks that were asked.

Every desk that says that it acts stands, whoever was first: two may answer at the same moment, and people are on their
way from both. What is told is the whole list each time and carries a number, so news that overtake each other or come
twice leave the newest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samakki.intelligence.domain.holdings import OfferState
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.moments import read_moment, write_moment
from samakki.kernel.refusals import InvalidValue, Refusal

MOST_ACTING = 8
CANNOT = "cannot_act"
"""Reason in the answer of a desk that does not act, or not any more."""


@dataclass(frozen=True, slots=True)
class Acting:
    """A desk that acts, and since when, by the clock of the node that sent the emergency."""

    desk: str
    since: datetime

    @property
    def stored(self) -> dict[str, str]:
        """As it travels, and as it is kept."""
        return {"desk": self.desk, "since": write_moment(self.since)}


@dataclass(frozen=True, slots=True)
class News:
    """Which other desks act: the whole list, and how many lists came before it."""

    number: int
    acting: tuple[Acting, ...]


def told_to(desk: str, acting: Iterable[Acting]) -> tuple[Acting, ...]:
    """What one desk is to know: every other desk that acts."""
    return tuple(one for one in acting if one.desk != desk)


def news_body(*, disclosure: str, news: News) -> dict[str, Any]:
    """The body that tells a desk which others act; an empty list says that no other does."""
    return {
        "disclosure": disclosure,
        "answer": "taken" if news.acting else "declined",
        "number": news.number,
        "acting": [one.stored for one in news.acting],
    }


def own_answer_body(*, disclosure: str, acts: bool, number: int) -> dict[str, Any]:
    """The body by which a desk says that it acts, or that it does not; a first yes is that of every version."""
    body: dict[str, Any] = {"disclosure": disclosure, "answer": "taken" if acts else "declined"}
    return body | ({"number": number} if number > 1 or not acts else {}) | ({} if acts else {"reason": CANNOT})


def read_news(body: Mapping[str, Any]) -> News | None:
    """What a desk that sent an emergency says of the others; None where it cannot be read."""
    number = answer_number(body)
    acting = read_acting(body.get("acting"))
    return News(number, acting) if acting is not None else None


def read_acting(stored: object) -> tuple[Acting, ...] | None:
    """A list of desks as it travels; None where it is none."""
    if not isinstance(stored, Sequence) or isinstance(stored, str) or len(stored) > MOST_ACTING:
        return None
    try:
        return tuple(Acting(str(DeskAddress.parse(one["desk"])), read_moment(one["since"])) for one in stored)
    except (InvalidValue, KeyError, TypeError, ValueError):
        return None


def answer_number(body: Mapping[str, Any]) -> int:
    """How many answers of the same desk an answer counts up to; the first where it says nothing."""
    found = body.get("number")
    return found if isinstance(found, int) and found > 0 else 1


def refusals_to_answer(state: OfferState, *, acts: bool, is_over: bool) -> tuple[Refusal, ...]:
    """Why a desk may not say that it acts on an emergency, or that it does not.

    Args:
        state: what it said so far.
        acts: what it says now.
        is_over: the desk that sent it took it back.
    """
    before = (OfferState.OFFERED, OfferState.DECLINED) if acts else (OfferState.OFFERED, OfferState.ACCEPTED)
    if is_over:
        return (Refusal("offer-answered-already", {"offer_state": OfferState.WITHDRAWN.value}),)
    return () if state in before else (Refusal("offer-answered-already", {"offer_state": state.value}),)
