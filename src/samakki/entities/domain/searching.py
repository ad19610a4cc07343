"""Reads what an officer typed into the one box, as a tree that each database turns into its own words.

Every part, divided by spaces, must be found; the parts may stand anywhere in the record. Two trees come out: what was
typed *as written*, and the same with *other spellings* of the names in it. Whatever the first finds, the second does.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from samakki.entities.domain.search_tokens import (
    JOINT,
    LEAST_DIGITS,
    LEAST_INSIDE,
    LONGEST_TOKEN,
    Tokens,
    compact,
    name_parts,
    pairs,
    part_token,
    readings,
    whole_keys,
)
from samakki.entities.domain.syllables import Run, Word, fold, pieces

LONGEST_QUERY = 200  # characters
MOST_PARTS = 12
LONGEST_IDENTIFIER = 24  # characters of a plate or a number typed with spaces
LEAST_SUBSCRIBER = 6  # digits left of a number when the country's are taken off
SURELY_ABROAD = 10  # digits from which on a number without + may begin with a country's
COUNTRY_CALLING_CODES = ("855", "856", "880", "673", "66", "84", "95", "60", "62", "63", "65", "86")
"""Of the eleven countries and Brunei. A number is found with or without them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens in this order, next to each other."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begins:
    """A token that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    nodes: tuple["Node", ...]


Node = Phrase | Begins | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as a search asks for it.

    Attributes:
        written: as written; None where nothing was typed that can be looked for.
        spelled: with other spellings; None where there are none.
        is_number: it asks for digits alone.
    """

    written: Node | None
    spelled: Node | None
    is_number: bool


Others = Callable[[str], Collection[str]]
"""Takes a folded part of a name; returns other spellings of it, folded, itself perhaps among them."""


def no_others(_part: str) -> Collection[str]:
    """Knows no other spelling."""
    return ()


class Scope(Enum):
    """How far a search reaches."""

    MINE = "mine"  # records the officer works on
    ALL = "all"  # and what others shared with, sent to or opened for them; asks what for


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What a search is narrowed by; nothing where nothing is filled in.

    Attributes:
        scope: how far it reaches.
        purpose: what a search beyond the officer's own records is for; value of a ``Purpose``.
        types: values of ``kinds.Kind``, or kinds of other records.
        case: reference.
        since: ISO 8601 day; records dated wholly before it are left out.
        until: ISO 8601 day; records dated wholly after it are left out.
        country: ISO 3166-1 alpha-2 of the place.
        province: gazetteer code of the place.
        source_grade: worst letter of the 4x4 grade wanted.
        information_grade: worst digit wanted.
    """

    scope: Scope = Scope.MINE
    purpose: str = ""
    types: frozenset[str] = frozenset()
    case: str = ""
    since: str = ""
    until: str = ""
    country: str = ""
    province: str = ""
    source_grade: str = ""
    information_grade: str = ""


def read_query(text: str, others: Others = no_others) -> Query:
    """Read one line that an officer typed; any text.

    Args:
        text: as typed.
        others: other spellings of one part of a name, folded, that the index knows.

    >>> read_query("៣៤៥-678").written
    AnyOf(nodes=(Begins(start='i345678'), AllOf(nodes=(Phrase(tokens=('i345',)), Phrase(tokens=('i678',))))))
    >>> read_query("?!").written is None
    True
    """
    text = text[:LONGEST_QUERY]
    written = [node for one in readings(text) if (node := _as_written(fold(one))) is not None]
    if not written:
        return Query(None, None, is_number=False)
    is_number = not any(letter.isalpha() for letter in text)
    otherwise = [] if is_number else _otherwise(text, others)
    return Query(_any(written), _any([*written, *otherwise]) if otherwise else None, is_number=is_number)


def finds(node: Node, tokens: Tokens) -> bool:
    """Whether a record with these tokens is found. What both databases must agree with."""
    if isinstance(node, AllOf):
        return all(finds(one, tokens) for one in node.nodes)
    if isinstance(node, AnyOf):
        return any(finds(one, tokens) for one in node.nodes)
    if isinstance(node, Begins):
        return any(token.startswith(node.start) for token in (*tokens.loose, *tokens.placed))
    wanted, size = node.tokens, len(node.tokens)
    if size == 1:
        return wanted[0] in tokens.loose or wanted[0] in tokens.placed
    return any(tokens.placed[place : place + size] == wanted for place in range(len(tokens.placed) - size + 1))


def parts_of(node: Node) -> Iterator[Node]:
    """Everything that a tree is made of, the larger parts first."""
    if isinstance(node, AllOf | AnyOf):
        yield from node.nodes
        for one in node.nodes:
            yield from parts_of(one)


def _as_written(folded: str) -> Node | None:
    parts = [part for part in folded.split()[:MOST_PARTS] if any(map(str.isalnum, part))]
    nodes: list[Node] = []
    for is_number, group in groupby(parts, key=_is_number):
        together = list(group)
        if is_number and len(together) > 1:
            each = _all([_part(part) for part in together])
            nodes.append(_any([_number("".join(together)), each]))
        else:
            nodes += [_part(part) for part in together]
    if not nodes:
        return None
    whole = compact(folded)
    is_identifier = len(parts) > 1 and len(whole) <= LONGEST_IDENTIFIER and not _is_number("".join(parts))
    if is_identifier and any(map(str.isdigit, whole)):
        return _any([_all(nodes), Begins(f"i{whole}")])
    return _all(nodes)


def _otherwise(text: str, others: Others) -> list[Node]:
    """The same with other spellings: the whole as one name, or its parts, each as written or spelled otherwise."""
    folded = fold(text)
    if any(map(str.isdigit, folded)):
        return []  # a plate, a handle, an address: as written or not at all
    # The shorter keys leave a sound out. What is indexed does that already; twice would forgive too much.
    whole = whole_keys(text)
    longest = max(map(len, whole), default=0)
    found: list[Node] = [Phrase((token,)) for token in whole if len(token) == longest]
    parts = folded.split()[:MOST_PARTS]
    if len(parts) > 1:
        # "Wang Xiaoming" for a name that its own script writes in one piece.
        found += [Phrase((part_token(one),)) for one in others("".join(map(compact, parts)))]
    nodes: list[Node] = []
    is_other = False
    for part in parts:
        written = _as_written(part)
        if written is not None:
            spelled = _spelled(part, others)
            is_other = is_other or bool(spelled)
            nodes.append(_any([written, *spelled]))
    return [*found, _all(nodes)] if is_other else found


def _spelled(part: str, others: Others) -> list[Node]:
    whole, *inner = name_parts(part) or ("",)
    if not whole:
        return []
    found: list[Node] = [Phrase((part_token(one),)) for one in others(whole)]
    # "王小明" for a name that Latin letters write in two words.
    of_inner = [[Phrase((part_token(one),)) for one in others(each)] for each in inner]
    if of_inner and all(of_inner):
        found.append(_all([_any(each) for each in of_inner]))
    return found


def _part(part: str) -> Node:
    """What stands between two spaces."""
    if _is_number(part):
        return _number(part)
    found = [_run(piece) if isinstance(piece, Run) else _word(piece) for piece in pieces(part)]
    whole = compact(part)
    if len(found) > 1 and LEAST_DIGITS <= len(whole) <= LONGEST_TOKEN:
        return _any([_all(found), Begins(f"i{whole}")])
    return _all(found)


def _run(run: Run) -> Node:
    units = run.units
    if len(units) == 1:
        return AnyOf((Phrase((f"w{units[0]}"[:LONGEST_TOKEN],)), Begins(f"w{units[0]}{JOINT}"[:LONGEST_TOKEN])))
    # The last pair ends the phrase: what comes after it in the record does not matter.
    return Phrase(tuple(pairs(units))[:-1])


def _word(word: Word) -> Node:
    if word.is_number:
        return _digits(word.text)
    text = word.text[:LONGEST_TOKEN]
    return Begins(f"i{text}") if len(text) >= LEAST_INSIDE else Phrase((f"i{text}",))


def _number(part: str) -> Node:
    """A number with its punctuation: as dialled at home, abroad, or as a plate has it; or its groups one by one."""
    groups = re.findall(r"\d+", part)
    joined = "".join(groups)
    found: list[Node] = [_digits(one) for one in _dialled(joined, is_abroad=part.startswith(("+", "00")))]
    if len(groups) > 1:
        found.append(_all([_digits(group) for group in groups]))
    return _any(found)


def _dialled(digits: str, *, is_abroad: bool) -> Iterable[str]:
    """The number without what is dialled first: 0 at home, 00 or + and the country abroad."""
    core = digits.lstrip("0")
    if len(core) < LEAST_DIGITS:
        return (digits,)
    if len(core) < LEAST_SUBSCRIBER:
        return (core,) if core == digits else (digits, core)
    found = [core]
    if is_abroad or len(core) >= SURELY_ABROAD:
        for code in COUNTRY_CALLING_CODES:
            rest = core.removeprefix(code).lstrip("0")
            if core.startswith(code) and len(rest) >= LEAST_SUBSCRIBER:
                found.append(rest)
                break
    return found


def _digits(digits: str) -> Node:
    digits = digits[:LONGEST_TOKEN]
    return Begins(f"i{digits}") if len(digits) >= LEAST_DIGITS else Phrase((f"i{digits}",))


def _is_number(part: str) -> bool:
    return any(map(str.isdigit, part)) and not any(map(str.isalpha, part))


def _all(nodes: Sequence[Node]) -> Node:
    kept = tuple(dict.fromkeys(nodes))
    return kept[0] if len(kept) == 1 else AllOf(kept)


def _any(nodes: Sequence[Node]) -> Node:
    kept = tuple(dict.fromkeys(nodes))
    return kept[0] if len(kept) == 1 else AnyOf(kept)
