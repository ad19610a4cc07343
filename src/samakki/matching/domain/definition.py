"""The one model that says when two records may describe the same: comparisons, their levels, and what each is worth.

After Fellegi and Sunter. A level has two chances: ``m``, how often two records of one person or thing fall into it, and
``u``, how often two of different ones do. Its weight is the base 2 logarithm of the one by the other. Weights of all
comparisons are added; a comparison that one side knows nothing for has no level and no weight.

Two people of one family, village or case agree in much without being one. So a level may have a third chance, ``near``:
how often two such people fall into it. They are the second explanation that `weighing` holds against every pair.

Python, SQL and Spark read the same definition. The shipped one is a file that can be read aloud: each level says in
words where its two chances come from. There is no comparison of nationality or ethnicity, and none may be added.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import isclose, log2

from samakki.kernel.refusals import InvalidValue

KINDS: Mapping[str, tuple[str, ...]] = {
    "name": (),
    "text": (),
    "word": (),
    "birth": ("day", "swapped", "day_other_year", "month", "year", "year_near", "wide", "few_years", "differs"),
    "sex": ("same", "differs"),
    "place": ("district", "near", "name", "province", "unclear", "differs"),
    "spot": ("same", "close", "near", "district", "province", "unclear", "differs"),
    "phone": ("same", "tail", "part", "differs"),
    "document": ("same", "slip", "differs", "differs_for_life"),
    "plate": ("same", "script", "digits", "slip", "differs"),
    "account": ("same", "slip", "differs"),
}
"""How values are compared, and the levels that each kind gives, in any order. Those of a name, a text and a word go by
`Level.least`; the first level of a name is for the same words, whatever its `least`."""

FORBIDDEN = frozenset({"nationality", "ethnicity", "citizenship", "religion", "race", "language", "country"})
"""What no comparison may be about: not who somebody is taken for decides whether they are found."""

LEAST_CHANCE = 1e-9
FEWEST = 2  # levels
ROUNDING = 0.01  # chances of one comparison add up to 1 as far as people write them down


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two values compare.

    Attributes:
        code: "day", "same", "differs"; of the kind (`levels`), except where `least` decides.
        m: chance of it where both records are of one person or thing, 0 < m < 1.
        u: chance of it where they are not.
        by_rarity: `u` is scaled by how common the agreeing value is: sharing a rare name says more
            (`Comparison.usual_chance`).
        least: of a kind that gives a number from 0 to 1 (name, text, word), the least number of this level.
        because: in words, where `m` and `u` come from.
        near: chance of it where they are of two people of one circle; 0 where it is as for anybody, `u`.
    """

    code: str
    m: float
    u: float
    by_rarity: bool = False
    least: float = 0.0
    because: str = ""
    near: float = 0.0

    @property
    def weight(self) -> float:
        """What the level is worth in bits, rarity aside: positive speaks for one, negative for two."""
        return log2(self.m / self.u)

    @property
    def common(self) -> float:
        """What of the weight two people of one circle share, in bits."""
        return log2(self.near / self.u) if self.near else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One property or group of properties, compared.

    Attributes:
        code: what it compares, the key of `records.Record.values`: "name", "father", "birth", "phone".
        kind: one of `KINDS`.
        levels: strongest first; the first that holds counts.
        usual: how common a value is that counts as its level says; 0 where ``u`` of the first level says so.
    """

    code: str
    kind: str
    levels: tuple[Level, ...]
    usual: float = 0.0

    @property
    def usual_chance(self) -> float:
        """How common a value is that counts as its level says: rarer ones count more, commoner ones less."""
        return self.usual or self.levels[0].u

    def level(self, code: str) -> Level:
        """The level with this code.

        Raises:
            KeyError: none has it.
        """
        return self.levels[self.place(code)]

    def place(self, code: str) -> int:
        """Which level that is, counted from 0, the strongest.

        Raises:
            KeyError: none has it.
        """
        for place, level in enumerate(self.levels):
            if level.code == code:
                return place
        raise KeyError(code)

    def graded(self, value: float) -> int:
        """Place of the first level whose least number `value` reaches: for kinds that give a number.

        Trap: the first level of a name is for the same words alone, and never given here.
        """
        first = 1 if self.kind == "name" else 0
        return next(place for place, level in enumerate(self.levels) if place >= first and value >= level.least)


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole model.

    Attributes:
        version: changes with every change of a number; candidates say which they were found by.
        prior: chance that two records drawn from a large node are of one person or thing, before anything is compared;
            a smaller node has a higher one (`weighing.prior_among`).
        comparisons: in the order in which they are read out.
        circle: for each record of the same person, how many the files hold of other people of their circle; 0 where
            circles play no part.
    """

    version: str
    prior: float
    comparisons: tuple[Comparison, ...]
    circle: float = 0.0

    def comparison(self, code: str) -> Comparison:
        """The comparison with this code.

        Raises:
            KeyError: there is none.
        """
        for one in self.comparisons:
            if one.code == code:
                return one
        raise KeyError(code)


def check(definition: Definition) -> None:
    """Refuse a definition that cannot be right.

    Raises:
        InvalidValue: "definition-forbidden" (nobody is compared by that), "definition-kind-unknown",
            "definition-twice", "definition-without-levels", "definition-levels" (fact `levels`: those that the kind
            gives), "definition-chance" (fact `level`: not between 0 and 1), "definition-sum" (chances do not add up to
            1), "definition-order" (fact `level`: worth more than one before it), "definition-least" (the last level
            has to take whatever is left), each with the fact `comparison`; "definition-prior".
    """
    if not (0 < definition.prior < 1 and definition.circle >= 0):
        raise InvalidValue("definition-prior")
    codes = [one.code for one in definition.comparisons]
    if len(set(codes)) != len(codes):
        raise InvalidValue("definition-twice")
    for one in definition.comparisons:
        _check_comparison(one)
        if definition.circle:
            _check_circle(one)


def _check_comparison(one: Comparison) -> None:
    if one.code in FORBIDDEN:
        raise InvalidValue("definition-forbidden", comparison=one.code)
    if one.kind not in KINDS:
        raise InvalidValue("definition-kind-unknown", comparison=one.code, kind=one.kind)
    if len(one.levels) < FEWEST:
        raise InvalidValue("definition-without-levels", comparison=one.code)
    codes = [level.code for level in one.levels]
    if len(set(codes)) != len(codes):
        raise InvalidValue("definition-twice", comparison=one.code)
    if KINDS[one.kind] and set(codes) != set(KINDS[one.kind]):
        raise InvalidValue("definition-levels", comparison=one.code, levels=", ".join(KINDS[one.kind]))
    _check_chances(one)
    if not KINDS[one.kind] and one.levels[-1].least > 0:
        raise InvalidValue("definition-least", comparison=one.code)


def _check_chances(one: Comparison) -> None:
    if not 0 <= one.usual < 1:
        raise InvalidValue("definition-chance", comparison=one.code, level="usual")
    for level in one.levels:
        if not (LEAST_CHANCE <= level.m < 1 and LEAST_CHANCE <= level.u < 1):
            raise InvalidValue("definition-chance", comparison=one.code, level=level.code)
    for total in (sum(level.m for level in one.levels), sum(level.u for level in one.levels)):
        if not isclose(total, 1, abs_tol=ROUNDING):
            raise InvalidValue("definition-sum", comparison=one.code)
    for stronger, weaker in pairwise(one.levels):
        if weaker.weight > stronger.weight + 1e-9:
            raise InvalidValue("definition-order", comparison=one.code, level=weaker.code)


def _check_circle(one: Comparison) -> None:
    """Chances among people of one circle: of all levels or of none, and a stronger level is worth as much there too."""
    told = [level.near for level in one.levels]
    if any(told) and not (all(told) and isclose(sum(told), 1, abs_tol=ROUNDING)):
        raise InvalidValue("definition-sum", comparison=one.code)
    for stronger, weaker in pairwise(one.levels):
        if weaker.weight - weaker.common > stronger.weight - stronger.common + 1e-9:
            raise InvalidValue("definition-order", comparison=one.code, level=weaker.code)


def as_json(definition: Definition) -> str:
    """A definition as a text that people can read and change, a level a line."""
    lines = [
        "{",
        f'  "version": {json.dumps(definition.version)},',
        f'  "prior": {json.dumps(definition.prior)},',
        *([f'  "circle": {json.dumps(definition.circle)},'] if definition.circle else []),
        '  "comparisons": [',
    ]
    blocks = []
    for one in definition.comparisons:
        usual = f'"usual": {json.dumps(one.usual)}, ' if one.usual else ""
        head = f'    {{"code": {json.dumps(one.code)}, "kind": {json.dumps(one.kind)}, {usual}"levels": [\n'
        rows = ",\n".join(f"      {json.dumps(_level_json(level), ensure_ascii=False)}" for level in one.levels)
        blocks.append(f"{head}{rows}\n    ]}}")
    return "\n".join([*lines, ",\n".join(blocks), "  ]", "}", ""])


def _level_json(level: Level) -> dict[str, object]:
    found: dict[str, object] = {"code": level.code, "m": level.m, "u": level.u}
    if level.near:
        found["near"] = level.near
    if level.by_rarity:
        found["by_rarity"] = True
    if level.least:
        found["least"] = level.least
    if level.because:
        found["because"] = level.because
    return found


def from_json(text: str) -> Definition:
    """Read a definition, and check it.

    Raises:
        InvalidValue: "definition-form" (no such file of ours), and as `check`.
    """
    try:
        found = json.loads(text)
        made = Definition(
            str(found["version"]),
            float(found["prior"]),
            tuple(_comparison(one) for one in found["comparisons"]),
            float(found.get("circle", 0.0)),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as problem:
        raise InvalidValue("definition-form") from problem
    check(made)
    return made


def _is_level(found: object) -> bool:
    """Whether each part of a level is of its kind; whether it has all its parts, ``Level`` finds out."""
    kinds: Mapping[str, type | tuple[type, ...]] = {"code": str, "because": str, "by_rarity": bool}
    return isinstance(found, dict) and all(
        isinstance(value, kinds.get(name, (int, float))) for name, value in found.items()
    )


def _comparison(found: Mapping[str, object]) -> Comparison:
    levels = found["levels"]
    if not isinstance(levels, list) or not all(map(_is_level, levels)):
        raise TypeError
    usual = found.get("usual", 0.0)
    if not isinstance(usual, float):
        raise TypeError
    return Comparison(str(found["code"]), str(found["kind"]), tuple(Level(**level) for level in levels), usual)


@cache
def shipped() -> Definition:
    """The definition that comes with this software."""
    return from_json(files("samakki.matching").joinpath("data/definition.json").read_text("utf-8"))
