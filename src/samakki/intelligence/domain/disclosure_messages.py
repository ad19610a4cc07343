"""The shapes that travel: plain objects made from an allow-list, and values read back from what arrived.

Every function that makes one names each key it writes. There is none that takes a row and drops keys from it, so a
column that is added to a table tomorrow is in no message.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samakki.intelligence.domain.disclosure_answers import SafetyCondition
from samakki.intelligence.domain.handling import read, stored
from samakki.kernel.handling import Handling

OFFER, REST, EMERGENCY = "disclosure.offer@1.0", "disclosure.rest@1.0", "disclosure.emergency@1.0"
ANSWER = "disclosure.answer@1.0"
ANSWER_OF_EMERGENCY = "disclosure.answer@1.1"  # who acts, and answers after the first
RELEASE_REQUEST, RELEASE_ANSWER = "release.request@1.0", "release.answer@1.0"
RELEASE_WITHDRAWAL = "release.request@1.1"  # the same type: who knows only 1.0 sees a request that it has
RECALL_REQUEST, RECALL_ANSWER = "recall.request@1.0", "recall.answer@1.0"
RECALL_OF_EMERGENCY = "recall.request@1.1"
TYPES = (OFFER, REST, EMERGENCY, ANSWER, RELEASE_REQUEST, RELEASE_ANSWER, RECALL_REQUEST, RECALL_ANSWER)


@dataclass(frozen=True, slots=True)
class SentSaid:
    """One value of an entity, as it travels. `target` is the id of another entity of the same message."""

    prop: str
    value: str = ""
    as_written: str = ""
    language: str = ""
    basis: str = "fact"
    grade: str = ""
    since: str = ""
    until: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class SentEntity:
    """One person or thing with what was ticked of it; `id` means something inside the message alone."""

    id: str
    schema: str
    said: tuple[SentSaid, ...]


@dataclass(frozen=True, slots=True)
class SentItem:
    """One statement of a report in words that may leave."""

    id: str
    number: int
    text: str
    basis: str
    grade: str
    native: Mapping[str, str]
    handling: Handling


@dataclass(frozen=True, slots=True)
class SentConditions:
    """Under which conditions the whole may be used: the strictest of its items, and what a second person attached."""

    handling: Handling
    words: tuple[SafetyCondition, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A disclosure as the desk that gets it will read it.

    Attributes:
        disclosure: the sender's reference, "D-…".
        purpose: what it was made for.
        summary: a few words; all there is in a first part.
        has_rest: more follows when the desk accepts.
        items: statements.
        entities: people and things.
        conditions: on all of it.
        recipients: every desk that reads it, in order; each may know the others.
        desk: address of the originator.
        feedback_due_on: ISO day by which the sender hopes to hear what came of it, or empty.
    """

    disclosure: str
    purpose: str
    desk: str
    recipients: tuple[str, ...]
    conditions: SentConditions
    summary: str = ""
    has_rest: bool = False
    items: tuple[SentItem, ...] = ()
    entities: tuple[SentEntity, ...] = ()
    feedback_due_on: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)  # keys of a newer version: kept as they came


def packed(package: Package) -> dict[str, Any]:
    """The body of an offer, key by key; empty optional ones are left out."""
    body: dict[str, Any] = {
        "disclosure": package.disclosure,
        "purpose": package.purpose,
        "part": "summary" if package.has_rest else "whole",
        "summary": package.summary,
        "items": [sent_item(one) for one in package.items],
        "entities": [sent_entity(one) for one in package.entities],
        "conditions": {
            "handling": stored(package.conditions.handling),
            "words": [one.value for one in package.conditions.words],
            "note": package.conditions.note,
        },
        "recipients": list(package.recipients),
        "originator": {"desk": package.desk, "reference": package.disclosure},
    }
    return body | ({"feedback_due_on": package.feedback_due_on} if package.feedback_due_on else {})


def unpacked(body: Mapping[str, Any]) -> Package:
    """What an offer says.

    Raises:
        KeyError, ValueError, TypeError: it is not of this shape; the schema of the type is checked before.
    """
    conditions = body["conditions"]
    known = {
        "disclosure",
        "purpose",
        "part",
        "summary",
        "items",
        "entities",
        "conditions",
        "recipients",
        "originator",
        "feedback_due_on",
    }
    return Package(
        disclosure=body["disclosure"],
        purpose=body["purpose"],
        desk=body["originator"]["desk"],
        recipients=tuple(body["recipients"]),
        conditions=SentConditions(
            read(conditions["handling"]),
            tuple(SafetyCondition(one) for one in conditions.get("words", ())),
            conditions.get("note", ""),
        ),
        summary=body.get("summary", ""),
        has_rest=body["part"] == "summary",
        items=tuple(read_item(one) for one in body["items"]),
        entities=tuple(read_entity(one) for one in body["entities"]),
        feedback_due_on=body.get("feedback_due_on", ""),
        extra={key: value for key, value in body.items() if key not in known},
    )


def as_bytes(body: Mapping[str, Any]) -> bytes:
    """A body in the one form that is frozen, shown, digested and sent."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def from_bytes(raw: bytes) -> dict[str, Any]:
    """The body of bytes that `as_bytes` made, or that arrived.

    Raises:
        ValueError: no JSON object.
    """
    found = json.loads(raw)
    if not isinstance(found, dict):
        message = "a body is an object"
        raise ValueError(message)
    return found


def emergency_body(*, disclosure: str, desk: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The body of an emergency: who, where, which danger, what is needed, whom to call. Nothing else travels."""
    return {
        "disclosure": disclosure,
        "who": texts["who"],
        "where": texts["where"],
        "danger": texts["danger"],
        "needed": texts["needed"],
        "call_back": texts["call_back"],
        "originator": {"desk": desk, "reference": disclosure},
    }


def answer_body(*, disclosure: str, answer: str, reason: str = "", note: str = "") -> dict[str, Any]:
    """The body of an answer to an offer or an emergency."""
    body = {"disclosure": disclosure, "answer": answer}
    return body | ({"reason": reason} if reason else {}) | ({"note": note} if note else {})


def texts_of(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Ids of items with words, as releases and corrections carry them."""
    return [{"id": one, "text": text} for one, text in pairs]


_NATIVE = ("system", "source", "information", "handling")


def sent_item(one: SentItem) -> dict[str, Any]:
    """One item as it travels."""
    return {
        "id": one.id,
        "number": one.number,
        "text": one.text,
        "basis": one.basis,
        "grade": one.grade,
        "native": {
            key: one.native[key] for key in ("system", "source", "information", "handling") if key in one.native
        },
        "handling": stored(one.handling),
    }


def read_item(one: Mapping[str, Any]) -> SentItem:
    """One item that came."""
    return SentItem(
        one["id"],
        int(one["number"]),
        one["text"],
        one["basis"],
        one["grade"],
        dict(one.get("native", {})),
        read(one["handling"]),
    )


_SAID = ("value", "as_written", "language", "grade", "since", "until", "target")


def sent_entity(one: SentEntity) -> dict[str, Any]:
    """One person or thing as it travels."""
    return {
        "id": one.id,
        "schema": one.schema,
        "said": [
            {"prop": said.prop, "basis": said.basis} | {key: text for key in _SAID if (text := getattr(said, key))}
            for said in one.said
        ],
    }


def read_entity(one: Mapping[str, Any]) -> SentEntity:
    """One person or thing that came."""
    return SentEntity(
        one["id"],
        one["schema"],
        tuple(
            SentSaid(prop=said["prop"], basis=said.get("basis", "fact"), **{key: said.get(key, "") for key in _SAID})
            for said in one["said"]
        ),
    )
