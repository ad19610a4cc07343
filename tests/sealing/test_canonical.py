import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.sealing.canonical import DEEPEST, MOST_NUMBER, b64, canonical, read_canonical, unb64
from samakki.sealing.errors import EnvelopeMalformed

numbers = st.integers(-MOST_NUMBER, MOST_NUMBER)
texts = st.text(st.characters(codec="utf-8"))
names = st.text(st.characters(codec="ascii"))
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
objects = st.dictionaries(names, values, max_size=5)


def thawed(value: object) -> object:
    return json.loads(canonical(value))


@settings(max_examples=50)
@given(objects)
def test_the_bytes_are_those_of_another_implementation(value: dict[str, object]) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type] # JSON, as the strategy has it


@settings(max_examples=50)
@given(objects)
def test_what_is_written_is_read_again(value: dict[str, object]) -> None:
    raw = canonical(value)
    assert thawed(read_canonical(raw, most=len(raw))) == value


def test_what_is_read_cannot_be_changed() -> None:
    read = read_canonical(b'{"a":[{"b":1}]}', most=100)
    with pytest.raises(TypeError):
        read["a"] = 1  # type: ignore[index] # what is tried here is what the type forbids
    assert read["a"] == ({"b": 1},)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"a":1}\n',
        b' {"a":1}',
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":"\\u0061"}',
        b'{"a":"\\/"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        '{"ខ":1}'.encode(),
        b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
        b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"a":' + b"[" * 50_000,
        b'\xef\xbb\xbf{"a":1}',
    ],
)
def test_another_spelling_of_anything_is_refused(raw: bytes) -> None:
    with pytest.raises(EnvelopeMalformed):
        read_canonical(raw, most=1_000_000)


def test_more_than_is_allowed_is_not_even_looked_at() -> None:
    with pytest.raises(EnvelopeMalformed) as refused:
        read_canonical(b'{"a":1}', most=6)
    assert refused.value.facts == {"why": "oversize"}


def nested(depth: int) -> object:
    return 1 if depth == 0 else [nested(depth - 1)]


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        2**53,
        [-(2**53)],
        {"a": 2**53},
        {1: 2},
        {None: 2},
        {"ខ": 1},
        {"a": b"bytes"},
        {"a": {1, 2}},
        {"a": "\ud800"},
        nested(DEEPEST + 1),
    ],
)
def test_what_has_no_canonical_form_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


@given(st.binary())
def test_base64url_has_one_spelling(content: bytes) -> None:
    text = b64(content)
    assert unb64(text) == content
    assert not set(text) & set("+/=")


@pytest.mark.parametrize("text", ["QQ==", "QR", "Q", "Q Q", "Q+", "Q/", "QQ\n", "ខ", 5, None])
def test_another_spelling_of_base64url_is_refused(text: object) -> None:
    with pytest.raises(EnvelopeMalformed):
        unb64(text)


def test_a_value_alone_has_a_form_as_well() -> None:
    assert canonical("ខ\n") == '"ខ\\n"'.encode()
