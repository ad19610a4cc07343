"""The shapes of recalls and releases, key by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from samakki.intelligence.domain.disclosure_messages import texts_of
from samakki.intelligence.domain.recalls import KeepGround, RecallResult

DAY_CAME: Final = "day-came"
"""Stands for the reference of a recall in an answer that nobody asked for: the day of a copy came by itself."""
MOST_ITEMS: Final = 200
RESULTS = frozenset(one.value for one in RecallResult) - {RecallResult.ASKED.value}
GROUNDS = frozenset(one.value for one in KeepGround)


@dataclass(frozen=True, slots=True)
class Told:
    """What a holder says became of one item.

    Attributes:
        item: id, as the desk it is told to knows it.
        result: value of `RecallResult`.
        ground: value of `KeepGround`, for what is kept; else empty.
        review_on: when it is looked at again there; None where nothing is said.
    """

    item: str
    result: str
    ground: str = ""
    review_on: date | None = None

    @property
    def said(self) -> dict[str, str]:
        """The same as it travels."""
        more = {"ground": self.ground, "review_on": self.review_on.isoformat() if self.review_on else ""}
        return {"id": self.item, "result": self.result, **{key: text for key, text in more.items() if text}}


def read_results(body: Mapping[str, Any]) -> tuple[Told, ...]:
    """Results of an answer of another node; what cannot be read is left out, and no more than `MOST_ITEMS` are read."""
    items = body.get("items")
    rows = list(items)[:MOST_ITEMS] if isinstance(items, list | tuple) else []
    return tuple(
        Told(str(one.get("id", ""))[:16], str(one["result"]), _ground(one), _day(one))
        for one in rows
        if isinstance(one, Mapping) and one.get("result") in RESULTS
    )


def _ground(one: Mapping[str, Any]) -> str:
    ground = str(one.get("ground", ""))
    return ground if ground in GROUNDS else ""


def _day(one: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(one["review_on"]))
    except (KeyError, ValueError):
        return None


def recall_body(
    *,
    recall: str,
    disclosure: str,
    items: Sequence[str],
    scope: str,
    reason: str,
    corrections: Sequence[tuple[str, str]] = (),
    ended: bool = False,
) -> dict[str, Any]:
    """The body of a recall; no items means all of them. `ended` (since 1.1): nobody is at risk any more."""
    body: dict[str, Any] = {
        "recall": recall,
        "disclosure": disclosure,
        "items": list(items),
        "scope": scope,
        "reason": reason,
    }
    return body | ({"corrections": texts_of(corrections)} if corrections else {}) | ({"ended": True} if ended else {})


def recall_answer_body(
    *, recall: str, disclosure: str, items: Sequence[Mapping[str, str]], passed_on: Sequence[str], derived: int
) -> dict[str, Any]:
    """The body of a holder's answer: one result for each item."""
    return {
        "recall": recall,
        "disclosure": disclosure,
        "items": [dict(one) for one in items],
        "passed_on": list(passed_on),
        "derived": derived,
    }


def release_request_body(
    *,
    release: str,
    disclosure: str,
    items: Sequence[str],
    use: str,
    to: str,
    why: str,
    reply_by: str,
    withdrawn: bool = False,
) -> dict[str, Any]:
    """The body of a question to an originator, or of its withdrawal (since 1.1); no items means all of them."""
    body: dict[str, Any] = {
        "release": release,
        "disclosure": disclosure,
        "items": list(items),
        "use": use,
        "why": why,
        "reply_by": reply_by,
    }
    return body | ({"to": to} if to else {}) | ({"withdrawn": True} if withdrawn else {})


def release_answer_body(
    *, release: str, answer: str, reason: str, items: Sequence[tuple[str, str]], until: str
) -> dict[str, Any]:
    """The body of an originator's answer."""
    body: dict[str, Any] = {"release": release, "answer": answer}
    optional: dict[str, Any] = {"reason": reason, "items": texts_of(items), "until": until}
    return body | {key: value for key, value in optional.items() if value}
