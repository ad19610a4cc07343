"""Bodies of requests made from the examples of the API's document: as they stand, or wrong in a place or two.

What is made from the forms alone never names a source, a schema and a property that fit together, so that no such
request gets past the first check. These do, or nearly.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]
Body = Any
ODD = (
    "", " ", "\x00", "\u202e", "\ud800", "é" * 300, "1" * 20_000, "9" * 400, "-0", "NaN", "2026-02-30", "2026-13",
    "../2026", "25:61", "Asia/Nowhere", "A9", "Person", "Thing", "https://", "../../etc/passwd", "=1+1", "<b>", "{}",
    "R-00000", "E-00000",
)  # fmt: skip


def examples(document: Mapping[str, Any], operation: Mapping[str, Any]) -> list[Body]:
    """Bodies that the document gives for an operation; none where it takes none, or no JSON."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return list(_of_schema(document, content.get("schema", {})))


def _of_schema(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Body]:
    if "$ref" in schema:
        yield from _of_schema(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    elif "items" in schema:
        yield from ([one] for one in _of_schema(document, schema["items"]))
    else:
        yield from schema.get("examples", ())


def with_references(body: Body, known: Sequence[str]) -> Body:
    """The body with references of records that are there: the first of a kind for the first it names, and so on."""
    given: dict[str, str] = {}

    def put(one: Body) -> Body:
        if isinstance(one, dict):
            return {name: put(value) for name, value in one.items()}
        if isinstance(one, list):
            return [put(value) for value in one]
        if isinstance(one, str) and one[1:2] == "-" and one not in given:
            left = [other for other in known if other[0] == one[0] and other not in given.values()]
            given[one] = left[0] if left else one
        return given.get(one, one) if isinstance(one, str) else one

    return put(body)


@st.composite
def near(draw: st.DrawFn, bodies: Sequence[Body], known: Sequence[str], most: int = 2) -> Body:
    """One of the bodies with up to `most` changes: a value of another kind, one more, one fewer."""
    body = with_references(json.loads(json.dumps(draw(st.sampled_from(list(bodies))))), known)
    for _ in range(draw(st.integers(0, most))):
        places = [one for one in _places(body) if one]
        if places:
            _change(draw, body, draw(st.sampled_from(places)), known)
    return body


def _change(draw: st.DrawFn, body: Body, place: Path, known: Sequence[str]) -> None:
    for step in place[:-1]:
        body = body[step]
    last: Any = place[-1]
    how = draw(st.sampled_from(["other", "other", "without", "twice"]))
    if how == "other":
        body[last] = draw(_values(known))
    elif how == "without":
        del body[last]
    elif isinstance(body, list):
        body.append(body[last])
    else:
        body[draw(st.text(max_size=9))] = body[last]


def _places(body: Body, at: Path = ()) -> Iterator[Path]:
    yield at
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for name, value in inner:
        yield from _places(value, (*at, name))


def _values(known: Sequence[str]) -> st.SearchStrategy[Body]:
    plain = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=60)
    )
    told = st.sampled_from([*ODD, *known])
    return plain | told | st.lists(plain | told, max_size=3) | st.dictionaries(st.text(max_size=9), plain, max_size=3)
