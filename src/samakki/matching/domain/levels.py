"""Comparing two records: for each comparison that both know something for, the level that holds, and the facts of it.

The same for both orders of the two, and the same every time. Of several values on a side the pair counts that is worth
most. What only one side knows gives no finding: not to know speaks neither for nor against.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from samakki import names
from samakki.entities.domain.syllables import fold
from samakki.kernel.dates import PartialDate
from samakki.matching.domain import births, companies, identifiers, spots
from samakki.matching.domain.definition import Comparison, Definition
from samakki.matching.domain.records import Document, Named, Plate, Record, Spot, Value

Fact = str | int | float | bool
Facts = Mapping[str, Fact]
NOTHING: Facts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """How one comparison came out.

    Attributes:
        comparison: its code.
        level: code of the level that holds.
        facts: what is needed to say it in words: the two values (``a``, ``b``) and what was measured. They hold
            personal data: candidates keep codes and numbers alone (`weighing.Part`).
    """

    comparison: str
    level: str
    facts: Facts = field(default_factory=lambda: NOTHING)


Outcome = tuple[str, Facts]
"""Code of a level, and facts."""


def compare(definition: Definition, a: Record, b: Record) -> tuple[Finding, ...]:
    """Compare two records.

    Trap: facts ``a`` and ``b`` go with the arguments; level codes are the same whichever comes first.

    Returns:
        one finding for each comparison of the definition that both records have a value for, in its order; none where
        no two of the values can be compared, such as the beginning of a number with the end of one.
    """
    found = []
    for one in definition.comparisons:
        pairs = _telling(one, [(x, y) for x in a.of(one.code) for y in b.of(one.code)])
        outcomes = [outcome for x, y in pairs if (outcome := _outcome(one, x, y))[0]]
        if outcomes:
            found.append(Finding(one.code, *_best(one, outcomes)))
    return tuple(found)


def unknown(definition: Definition, a: Record, b: Record) -> tuple[str, ...]:
    """Codes of comparisons for which exactly one of two records knows something."""
    return tuple(one.code for one in definition.comparisons if bool(a.of(one.code)) != bool(b.of(one.code)))


def pattern(definition: Definition, findings: tuple[Finding, ...]) -> tuple[int, ...]:
    """Places of the levels, a number for each comparison of the definition; -1 where one side knows nothing."""
    by_code = {one.comparison: one.level for one in findings}
    return tuple(one.place(by_code[one.code]) if one.code in by_code else -1 for one in definition.comparisons)


def _telling(one: Comparison, pairs: list[tuple[Value, Value]]) -> list[tuple[Value, Value]]:
    """Pairs of values that can count: of names those of the same words alone, where there are any."""
    if one.kind != "name":
        return pairs
    names_alone = [(x, y) for x, y in pairs if isinstance(x, Named) and isinstance(y, Named)]
    same = [(x, y) for x, y in names_alone if not (x.is_nickname or y.is_nickname) and is_same_words(x, y)]
    return [*same] or pairs


def _best(one: Comparison, outcomes: list[Outcome]) -> Outcome:
    """The pair of values that is worth most; of equals the one whose facts come first, so that order plays no part."""
    return min(outcomes, key=lambda outcome: (_strength(one, outcome), -_measure(outcome[1]), _sorted(outcome[1])))


def _strength(one: Comparison, outcome: Outcome) -> int:
    """Place of the level; a nickname that agrees comes after every name that does."""
    place = one.place(outcome[0])
    agreeing = [at for at, level in enumerate(one.levels) if level.by_rarity]
    return agreeing[-1] if place in agreeing and outcome[1].get("nickname") else place


def _measure(facts: Facts) -> float:
    found = facts.get("likeness", 0.0)
    return found if isinstance(found, int | float) else 0.0


def _sorted(facts: Facts) -> tuple[str, ...]:
    return tuple(sorted(map(str, facts.values())))


def _outcome(one: Comparison, x: Value, y: Value) -> Outcome:
    return _OF_KIND[one.kind](one, x, y)


def compare_names(one: Comparison, x: Named, y: Named) -> Outcome:
    """Two names in any scripts: by the chance that both write the same name, or "equal" where they are the same words.

    Titles, order of words, case, accents and Unicode form make no difference.
    """
    if x.is_company or y.is_company:
        return _compare_bodies(one, x, y)
    first, second = sorted((x, y), key=lambda name: (name.text, name.language))
    facts: dict[str, Fact] = {"a": x.text, "b": y.text, "language_a": x.language, "language_b": y.language}
    if x.is_nickname or y.is_nickname:
        facts["nickname"] = True
    if is_same_words(first, second):
        return one.levels[0].code, {**facts, "likeness": 1.0}
    likeness = names.score(first.text, second.text, first.language, second.language)
    level = one.levels[one.graded(likeness)]
    return level.code, {**facts, "likeness": round(likeness, 4)}


def _compare_bodies(one: Comparison, x: Named, y: Named) -> Outcome:
    """Two names of companies or other bodies: legal forms apart, words by what they tell."""
    facts: dict[str, Fact] = {"a": x.text, "b": y.text, "language_a": x.language, "language_b": y.language}
    facts["is_body"] = True
    if companies.is_same(x.text, y.text):
        return one.levels[0].code, {**facts, "likeness": 1.0}
    likeness = companies.likeness(*sorted((x.text, y.text)))
    return one.levels[one.graded(likeness)].code, {**facts, "likeness": round(likeness, 4)}


def is_same_words(x: Named, y: Named) -> bool:
    """Whether two names are the same words in some order, titles off; of bodies in their order, legal forms off."""
    if x.is_company or y.is_company:
        return companies.is_same(x.text, y.text)
    mine = _words(x.text, x.language)
    return bool(mine) and mine == _words(y.text, y.language)


@lru_cache(maxsize=16384)
def _words(text: str, language: str) -> tuple[str, ...]:
    return tuple(sorted(names.parse(text, language).words))


def compare_texts(one: Comparison, x: str, y: str) -> Outcome:
    """Two texts by the words they share, whatever their order, how often one comes, and what stands between them."""
    likeness = fuzz.ratio(_in_order(x), _in_order(y)) / 100
    return one.levels[one.graded(likeness)].code, {"a": x, "b": y, "likeness": round(likeness, 2)}


def _in_order(text: str) -> str:
    plain = "".join(" " if unicodedata.category(sign).startswith("P") else sign for sign in fold(text))
    return " ".join(sorted(set(plain.split())))


def compare_words(one: Comparison, x: str, y: str) -> Outcome:
    """Two short texts letter by letter, as columns of a register hold them: a street, a postcode, a given name."""
    mine, theirs = plain_word(x), plain_word(y)
    likeness = 1.0 if mine == theirs else JaroWinkler.similarity(mine, theirs)
    return one.levels[one.graded(likeness)].code, {"a": x, "b": y, "likeness": round(likeness, 2)}


def plain_word(text: str) -> str:
    """A short text in small ASCII letters, so that every engine sees the same signs. Doing it twice changes nothing.

    >>> plain_word("  Núñez  ÀN ")
    'nunez an'
    """
    return " ".join(anyascii(fold(text)).lower().split())


def compare_sexes(_one: Comparison, x: str, y: str) -> Outcome:
    """Two sexes."""
    return ("same" if x == y else "differs"), {"a": x, "b": y}


def compare_births(_one: Comparison, x: PartialDate, y: PartialDate) -> Outcome:
    """Two dates of birth, or spans of days that ages allow."""
    return births.level_of(x, y), {"a": x.iso, "b": y.iso, "fits": births.can_be_one(x, y)}


def compare_homes(_one: Comparison, x: Spot, y: Spot) -> Outcome:
    """Two places that people come from or live at."""
    return _of_spots(x, y, spots.home_level)


def compare_spots(_one: Comparison, x: Spot, y: Spot) -> Outcome:
    """Two places, whether they are one."""
    return _of_spots(x, y, spots.spot_level)


def _of_spots(x: Spot, y: Spot, level_of: Callable[[Spot, Spot], str]) -> Outcome:
    facts: dict[str, Fact] = {"a": x.text, "b": y.text}
    metres = spots.metres_between(x, y)
    if metres is not None:
        facts["km"] = round(metres / 1000, 1)
    return level_of(x, y), facts


def compare_phones(_one: Comparison, x: str, y: str) -> Outcome:
    """Two telephone numbers."""
    return identifiers.phone_level(x, y), {"a": x, "b": y}


def compare_documents(_one: Comparison, x: Document, y: Document) -> Outcome:
    """Two numbers of papers or registers."""
    return identifiers.document_level(x, y), {"a": x.number, "b": y.number, "type": x.type or y.type}


def compare_plates(_one: Comparison, x: Plate, y: Plate) -> Outcome:
    """Two number plates."""
    return identifiers.plate_level(x, y), {"a": x.number, "b": y.number}


def compare_accounts(_one: Comparison, x: str, y: str) -> Outcome:
    """Two accounts, on a service or at a bank, or addresses of mail and web."""
    return identifiers.account_level(x, y), {"a": x, "b": y}


Taken = TypeVar("Taken", bound=Value)


def _taking(kind: type[Taken], compared: Callable[[Comparison, Taken, Taken], Outcome]) -> Callable[..., Outcome]:
    """`compared`, refusing values of another kind: a record whose values do not go with the definition is a bug."""

    def checked(one: Comparison, x: Value, y: Value) -> Outcome:
        if not (isinstance(x, kind) and isinstance(y, kind)):
            message = f"values of {one.code} are not of the kind that {one.kind} compares"
            raise TypeError(message)
        return compared(one, x, y)

    return checked


_OF_KIND: Mapping[str, Callable[..., Outcome]] = {
    "name": _taking(Named, compare_names),
    "birth": _taking(PartialDate, compare_births),
    "sex": _taking(str, compare_sexes),
    "place": _taking(Spot, compare_homes),
    "spot": _taking(Spot, compare_spots),
    "phone": _taking(str, compare_phones),
    "document": _taking(Document, compare_documents),
    "plate": _taking(Plate, compare_plates),
    "account": _taking(str, compare_accounts),
    "text": _taking(str, compare_texts),
    "word": _taking(str, compare_words),
}
