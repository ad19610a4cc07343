"""Which records are worth comparing with one: those that hold an identifier of it, or a name that may be spelled so.

Asks the search index, which holds keys and parts of every name and every identifier already; nothing is stored twice.
Queries come in steps, the most telling first, so that whoever asks can stop when it has enough.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from samakki.entities.domain.kinds import LINK_SCHEMATA, Kind, kind_of_entity
from samakki.entities.domain.search_tokens import compact, name_parts, part_token, readings, whole_keys
from samakki.entities.domain.searching import AllOf, AnyOf, Begins, Node, Phrase, no_others, read_query
from samakki.entities.domain.syllables import fold
from samakki.kernel.digits import ascii_digits
from samakki.matching.domain.records import Document, Named, Plate, Record

Spellings = Callable[[str], Collection[str]]
"""Takes a folded part of a name; returns its other spellings that the index holds."""

TAIL = 8  # digits of a telephone number
LEAST = 4  # signs of an identifier
MOST_NAMES = 4
MOST_PARTS = 6
MOST_TOLD = 2
SHORT_WORD = 4  # signs, the one that says what it is among them: "ithe"
KEYS_AT_ONCE, MOST_KEYS = 3, 9

NOT_COMPARED = LINK_SCHEMATA | {"Trip", "Call", "Message", "Event", "Note", "Document"}
"""Links, and what happens once: nobody asks whether two calls are one."""

_TOGETHER = ({Kind.ORGANISATION, Kind.COMPANY, Kind.OTHER}, {Kind.PASSPORT, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Step:
    """One question to the index.

    Attributes:
        node: the query.
        is_exact: it asks for an identifier: whatever holds it is compared. A name is asked for together with others.
    """

    node: Node
    is_exact: bool


def is_compared(schema: str) -> bool:
    """Whether entities of a schema are compared at all."""
    return schema not in NOT_COMPARED


def types_of(schema: str, services: tuple[str, ...] = ()) -> frozenset[str]:
    """Types, as the index has them, of what an entity may be the same as."""
    kind = kind_of_entity(schema, services)
    together = next((some for some in _TOGETHER if kind in some), {kind})
    return frozenset(one.value for one in together)


def steps(record: Record, spellings: Spellings) -> Iterator[Step]:
    """Questions for the records that are worth comparing with one, the most telling first.

    Args:
        record: the one.
        spellings: asks which other spellings of a part of a name there are.
    """
    tokens = sorted(set(_identifiers(record)))
    if tokens:
        yield Step(AnyOf(tuple(Phrase((token,)) for token in tokens)), is_exact=True)
    names = [one for one in record.of("name") if isinstance(one, Named)][:MOST_NAMES]
    nodes = [node for name in names for node in _by_parts(name.text, spellings)]
    told = [read_query(one, no_others).written for one in record.of("words") if isinstance(one, str)][:MOST_TOLD]
    nodes += [_nearly_all(node) for node in told if node is not None]
    if nodes:
        yield Step(_any(nodes), is_exact=False)
    keys = {key for name in names for key in whole_keys(name.text, name.language)}
    # A longer key is shared by fewer.
    ordered = sorted(keys, key=lambda key: (-len(key), key))[:MOST_KEYS]
    for start in range(0, len(ordered), KEYS_AT_ONCE):
        some = ordered[start : start + KEYS_AT_ONCE]
        yield Step(_any([Phrase((key,)) for key in some]), is_exact=False)


def holding(value: str) -> Node:
    """A query for whatever holds an identifier."""
    return Phrase((f"i{_folded(value)}",))


def called_by(words: Collection[str]) -> Node:
    """A query for whatever is called by all of these words."""
    return _all([Phrase((part_token(word),)) for word in sorted(words)])


def _identifiers(record: Record) -> Iterator[str]:
    for code in ("phone", "account", "document", "plate"):
        for one in record.of(code):
            text = one.number if isinstance(one, Document | Plate) else str(one)
            if code == "account":
                text = text.partition(":")[2] or text
            if code == "phone":
                text = re.sub(r"\D", "", ascii_digits(text))[-TAIL:]
            folded = _folded(text)
            if len(folded) >= LEAST:
                yield f"i{folded}"
            if code == "plate" and len(end := re.sub(r"\D", "", ascii_digits(text))) >= LEAST:
                yield f"i{end[-LEAST:]}"  # somebody may remember no more of it


def _nearly_all(node: Node) -> Node:
    """Places are told in sentences: those that say all of it but one word, the shortest words aside."""
    if not isinstance(node, AllOf):
        return node
    words = [one for one in node.nodes if not (isinstance(one, Begins) and len(one.start) <= SHORT_WORD)][:MOST_PARTS]
    if len(words) > 2:  # noqa: PLR2004  (of two, one alone says too little)
        return _any([_all(words[:place] + words[place + 1 :]) for place in range(len(words))])
    return _all(words) if len(words) > 1 else node


def _folded(text: str) -> str:
    return compact(fold(text))[:63]


def _by_parts(text: str, spellings: Spellings) -> Iterator[Node]:
    """Queries for names of which every part may be spelled so; of long names one part may be missing."""
    for reading in readings(text):
        words = [_word(word, spellings) for word in fold(reading).split()[:MOST_PARTS]]
        found = [word for word in words if word is not None]
        if len(found) > 2:  # noqa: PLR2004  (of two, one alone says too little)
            yield _any([_all(found[:place] + found[place + 1 :]) for place in range(len(found))])
        elif found:
            yield _all(found)


def _word(word: str, spellings: Spellings) -> Node | None:
    parts = name_parts(word)
    if not parts:
        return None
    whole = _spelled(parts[0], spellings)
    if len(parts) == 1:
        return whole
    return _any([whole, _all([_spelled(part, spellings) for part in parts[1:]])])


def _spelled(part: str, spellings: Spellings) -> Node:
    known = sorted({part, *spellings(part)})
    return _any([Phrase((part_token(one),)) for one in known])


def _any(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))
