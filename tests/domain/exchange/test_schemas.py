from collections.abc import Mapping
from typing import Any

import pytest

from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.schemas import CATALOGUE, Catalogue, ContentRefused, NoCommonVersion, closed
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.canonical import read_canonical

GREETING = {
    f"greeting.card@{major}": {
        "x-minor": minor,
        "type": "object",
        "required": ["words"],
        "properties": {"words": {"type": "string", "maxLength": 20}, **more},
    }
    for major, minor, more in (
        (1, 0, {}),
        (2, 3, {"colour": {"type": "string"}}),
        (3, 0, {"colour": {"type": "object", "properties": {"name": {"type": "string"}}}}),
    )
}


def to_two(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**content, "colour": content["colour"]["name"]} if "colour" in content else content


def to_one(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in content.items() if name != "colour"}


CARDS = Catalogue(GREETING, {"greeting.card@3": to_two, "greeting.card@2": to_one})


@pytest.mark.parametrize(
    "text",
    ["disclosure.offer@1.0", "a.b@12.345", "release.request-again.x@1.1"],
)
def test_a_type_is_written_as_it_was_read(text: str) -> None:
    assert str(MessageType.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "offer@1.0", "a.b@1", "a.b@0.1", "a.b@1.01", "a.b@01.0", "a.b@1.0 ", "A.b@1.0", "a..b@1.0", "a.b@1.0\n",
     "ក.ខ@1.0", "a.b@១.០", "a." + "b" * 60 + "@1.0"],
)  # fmt: skip
def test_another_spelling_of_a_type_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        MessageType.parse(text)


def test_fields_nobody_knows_come_in_and_do_not_go_out() -> None:
    kind = MessageType.parse("greeting.card@2.9")
    content = {"words": "hello", "ribbon": "red"}
    CARDS.check(kind, content)
    with pytest.raises(ContentRefused) as refused:
        CARDS.require_sendable(MessageType.parse("greeting.card@2.3"), content)
    assert "red" not in str(refused.value)


@pytest.mark.parametrize(("major", "is_known"), [(1, True), (3, True), (4, False)])
def test_a_major_that_has_no_schema_is_not_known(major: int, is_known: bool) -> None:
    assert CARDS.knows(MessageType("greeting.card", major, 0)) is is_known


def test_a_type_or_minor_of_the_future_is_not_sent() -> None:
    for kind in ("greeting.card@2.4", "greeting.card@4.0", "greeting.other@1.0"):
        with pytest.raises(ContentRefused):
            CARDS.require_sendable(MessageType.parse(kind), {"words": "hello"})


@pytest.mark.parametrize(
    ("content", "field"),
    [({}, "content"), ({"words": 5}, "words"), ({"words": "x" * 21}, "words"), ({"words": None}, "words")],
)
def test_a_content_of_another_form_is_refused_without_quoting_it(content: dict[str, Any], field: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        CARDS.check(MessageType.parse("greeting.card@1.0"), content)
    assert refused.value.field == field
    assert "xxx" not in str(refused.value)


@pytest.mark.parametrize(
    ("known", "kind", "content"),
    [
        ({"3.0"}, "greeting.card@3.0", {"words": "hello", "colour": {"name": "red"}}),
        ({"2.1", "1.0"}, "greeting.card@2.3", {"words": "hello", "colour": "red"}),
        ({"1.0"}, "greeting.card@1.0", {"words": "hello"}),
    ],
)
def test_a_content_is_taken_down_to_what_the_partner_knows(known: set[str], kind: str, content: object) -> None:
    ours = {"words": "hello", "colour": {"name": "red"}}
    found, taken_down = CARDS.for_partner(MessageType.parse("greeting.card@3.0"), ours, known)
    assert (str(found), taken_down) == (kind, content)
    CARDS.require_sendable(found, taken_down)
    assert ours == {"words": "hello", "colour": {"name": "red"}}


def test_a_partner_without_a_common_version_is_said() -> None:
    for known in ((), ("7.0",)):
        with pytest.raises(NoCommonVersion):
            CARDS.for_partner(MessageType.parse("greeting.card@3.0"), {"words": "hello"}, known)


def test_two_majors_back_are_reached_wherever_there_are_as_many() -> None:
    for kind in CATALOGUE.types:
        if kind.major > 1:
            below = f"{max(1, kind.major - 2)}.0"
            CATALOGUE.for_partner(kind, {}, (below,))  # a missing step would be said


def test_every_schema_shuts_every_object_it_describes() -> None:
    def objects(schema: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (whatever a schema holds)
        inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        found = [it for part in inner for it in objects(part)]
        return [*found, schema] if isinstance(schema, dict) and "properties" in schema else found

    for kind in CATALOGUE.types:
        schema = closed(dict(CATALOGUE.schema(kind)))
        assert all(it["additionalProperties"] is False for it in objects(schema)), kind


def test_texts_and_lists_of_every_schema_end_somewhere() -> None:
    """A message with a text of any length would pass the limits of one field after the other."""

    def endless(schema: Any) -> list[Any]:  # noqa: ANN401 (whatever a schema holds)
        if isinstance(schema, list):
            return [it for part in schema for it in endless(part)]
        if not isinstance(schema, dict):
            return []
        bounds = {"string": {"maxLength", "pattern", "enum"}, "array": {"maxItems"}}
        needed = bounds.get(str(schema.get("type")), set())
        own = [schema] if needed and not needed & schema.keys() else []
        return own + [it for part in schema.values() for it in endless(part)]

    assert {str(kind): endless(dict(CATALOGUE.schema(kind))) for kind in CATALOGUE.types} == {
        str(kind): [] for kind in CATALOGUE.types
    }


def test_a_frozen_content_is_checked_like_a_plain_one() -> None:
    CARDS.check(
        MessageType.parse("greeting.card@3.0"), read_canonical(b'{"colour":{"name":"red"},"words":"hi"}', most=99)
    )
