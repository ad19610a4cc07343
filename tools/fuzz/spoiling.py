"""Inputs changed as their form has it: a value of JSON exchanged, doubled or dropped; inputs made long."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    5,
    2**31,
    2**53 - 1,
    -(2**53) + 1,
    2**53,
    10**30,
    1.5,
    float("inf"),
    float("nan"),
    "",
    "0",
    "a" * 300,
    "KH/POL",
    "KH/POL/AHTJPD/duty",
    "٣",
    "\ud800",
    "\u0000",
    "ខ្មែរ",
    "../x",
    "2026-11-22T06:00:00Z",
    "9999-12-31",
    [],
    {},
    [[]],
    {"": 0},
    [None],
    ["a", "a"],
    {"a": {"a": {"a": []}}},
    "0" * 64,
)
MEGABYTE = 1_000_000


def spoilt(data: bytes, source: Random) -> bytes | None:
    """An input whose JSON is another one; None where it holds none."""
    start = min((at for at in (data.find(b"{"), data.find(b"[")) if at >= 0), default=-1)
    if start < 0:
        return None
    try:
        text = data[start:].decode("utf-8")
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        value = changed(value, source)
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return data[:start] + made + text[end:].encode("utf-8", "surrogatepass")


def changed(value: Any, source: Random) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    """A value with one place in it changed."""
    inner = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inner or source.random() < 0.15:  # noqa: PLR2004  (a seventh of the changes are of the whole)
        return source.choice(ODD)
    copy = dict(value) if isinstance(value, dict) else list(value)
    at = source.choice(inner)
    match source.randrange(8):
        case 0:
            del copy[at]
        case 1 if isinstance(copy, list):
            copy.insert(at, copy[at])
        case 1 if isinstance(copy, dict):
            copy[source.choice((f"{at}x", "v", "id", ""))] = copy[at]
        case 2:
            copy[at] = source.choice(ODD)
        case 3:
            copy[at] = copy[source.choice(inner)]
        case _:
            copy[at] = changed(copy[at], source)
    return copy


def stretched(data: bytes, words: tuple[bytes, ...], longest: int = MEGABYTE) -> Iterator[bytes]:
    """An input made as long as a megabyte, in each way that makes slow readers slow."""
    cut = (data[at : at + size] for size in (1, 2, 7) for at in range(0, min(len(data), 48), size))
    for piece in dict.fromkeys((data, *words, *cut)):
        if piece:
            yield (piece * (longest // len(piece)))[:longest]
            yield data[: len(data) // 2] + (piece * (longest // len(piece)))[:longest] + data[len(data) // 2 :]
