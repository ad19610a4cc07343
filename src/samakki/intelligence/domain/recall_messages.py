"""The shapes of recalls and releases, key by key."""

from collections.abc import Mapping, Sequence
from typing import Any

from samakki.intelligence.domain.disclosure_messages import texts_of


def recall_body(
    *,
    recall: str,
    disclosure: str,
    items: Sequence[str],
    scope: str,
    reason: str,
    corrections: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The body of a recall; no items means all of them."""
    body: dict[str, Any] = {
        "recall": recall,
        "disclosure": disclosure,
        "items": list(items),
        "scope": scope,
        "reason": reason,
    }
    return body | ({"corrections": texts_of(corrections)} if corrections else {})


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
    *, release: str, disclosure: str, items: Sequence[str], use: str, to: str, why: str, reply_by: str
) -> dict[str, Any]:
    """The body of a question to an originator; no items means all of them."""
    body: dict[str, Any] = {
        "release": release,
        "disclosure": disclosure,
        "items": list(items),
        "use": use,
        "why": why,
        "reply_by": reply_by,
    }
    return body | ({"to": to} if to else {})


def release_answer_body(
    *, release: str, answer: str, reason: str, items: Sequence[tuple[str, str]], until: str
) -> dict[str, Any]:
    """The body of an originator's answer."""
    body: dict[str, Any] = {"release": release, "answer": answer}
    optional: dict[str, Any] = {"reason": reason, "items": texts_of(items), "until": until}
    return body | {key: value for key, value in optional.items() if value}
