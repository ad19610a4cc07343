"""One definition, two readers: the levels and weights that SQL finds are those that Python finds, for every kind."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from samakki.kernel.dates import PartialDate
from samakki.matching.bulk import sql
from samakki.matching.bulk.cells import cell, values
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.judging import places
from samakki.matching.bulk.learning import STARTS
from samakki.matching.bulk.loading import has_rarity
from samakki.matching.domain.definition import Comparison, Definition, shipped
from samakki.matching.domain.levels import compare, pattern, plain_word
from samakki.matching.domain.records import Document, Named, Plate, Record, Value, resolved
from samakki.matching.domain.weighing import weight_of

DATES = (
    *("1987", "1987-05", "1987-05-12", "1987-12-05", "1988-05-12", "1997-05-12", "1987-01-01", "1988-01", "1990-02-03"),
    *("1986-05-12", "1987-06", "1989", "1991-02-03", "[1987-05-12,1988-05-12]", "1985/1989", "../1987-03", "1999-12"),
)
NUMBERS = (
    "A1234567",
    "A1234576",
    "a-1234567",
    "A123456",
    "A1Z34567",
    "AI234567",
    "1101700230708",
    "1101700230716",
    "?",
    "กข1234",
)
WORDS = ("martha", "marhta", "maria", "mario", "m", "smith", "smyth", "dixon", "dicksonx", "2630", "2631", "26")
CELLS: dict[str, list[tuple[Value, ...]]] = {
    "word": [(plain_word(word),) for word in WORDS],
    "birth": [*((PartialDate(one),) for one in DATES), (PartialDate("1987"), PartialDate("1999-12-31"))],
    "sex": [("male",), ("female",), ("male", "female")],
    "phone": [
        ("+85512345678",),
        ("KH:012345678",),
        ("+66812345678",),
        ("-:12345678",),
        ("TH:1300",),
        ("+85512345678", "TH:191"),
    ],
    "document": [
        *((Document(number, kind, country),) for number in NUMBERS for kind, country in (("", ""), ("passport", "KH"))),
        (Document("A1234567", "identity", "TH"),),
        (Document("B7654321"), Document("A1234567")),
    ],
    "account": [
        ("Telegram:sok.dara",),
        ("sok.dara",),
        ("LINE:sok.dara",),
        ("00012345678",),
        ("00012345687",),
        ("http://x.y",),
        ("a", "b"),
    ],
    "plate": [
        (Plate("1กข 1234", "TH"),),
        (Plate("1กข1234"),),
        (Plate("1234"),),
        (Plate("2A-1234", "KH"),),
        (Plate("2A-1235"),),
    ],
    "text": [("house by the pagoda",), ("by the pagoda house",), ("market street 5",), ("market str 5", "pagoda")],
    "name": [
        (Named(one),)
        for one in ("Sok Sophea", "SOPHEA Sok", "សុខ សុភា", "Mr Sok Sophea", "Nguyễn Văn Hùng", "Van Hung Nguyen", "???")
    ]
    + [(Named("Sok Dara"), Named("សុខ សុភា"))],
}
PLACES = ("Battambang", "Siem Reap", "near the pagoda", "near the Pagoda", "Bangkok")


@cache
def cells_of(kind: str) -> list[tuple[Value, ...]]:
    """Values of a kind; places are looked up when a test wants them, for that takes seconds."""
    return [(resolved(one),) for one in PLACES] if kind in ("place", "spot") else CELLS[kind]


def comparison(kind: str) -> Comparison:
    known = next((one for one in shipped().comparisons if one.kind == kind), None)
    return known or Comparison("given", kind, STARTS[kind])


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Duck]:
    with Duck(tmp_path_factory.mktemp("duck") / "spill", memory_mb=500, threads=1) as made:
        yield made


def by_the_definition(one: Comparison, a: str, b: str) -> int:
    alone = Definition("", 0.5, (one,))
    records = [Record("", values={one.code: values(text, one.kind)}) for text in (a, b)]
    return pattern(alone, compare(alone, *records))[0]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_the_level_of_the_definition(duck: Duck, tmp_path: Path, kind: str) -> None:
    one = comparison(kind)
    cells = [cell(found) for found in cells_of(kind)]
    facets = [KINDS[kind].of(text) for text in cells]
    columns = (("n", "BIGINT"), ("i0", "BIGINT"), *((f"{name}0", form) for name, form in KINDS[kind].columns))
    rows = [(n, n, *found) for n, found in enumerate(facets)] + [(len(cells), None, *[None] * len(facets[0]))]
    path = tmp_path / "cells.parquet"
    duck.store(
        columns,
        [
            [
                [row[0] for row in rows],
                [row[1] if row[1] is not None else -9 for row in rows],
                *zip(*[row[2:] for row in rows], strict=True),
            ]
        ],
        path,
    )
    duck.view("held", [path])
    table = "(SELECT * REPLACE (nullif(i0, -9) AS i0) FROM held)"
    found = duck.rows(f"SELECT a.n, b.n, {sql.level(one, 0)} FROM {table} a, {table} b")  # noqa: S608  (made here)
    asked = [(a, b) for a, b, place in found if place == sql.ASK]
    answers = dict(zip(asked, places(one, [(cells[a], cells[b]) for a, b in asked]), strict=True))
    got = {(a, b): answers.get((a, b), place) for a, b, place in found}
    for a, b in combinations_with_replacement(range(len(cells)), 2):
        wanted = by_the_definition(one, cells[a], cells[b])
        assert (got[a, b], got[b, a]) == (wanted, wanted), (kind, cells[a], cells[b])
    assert {got[a, len(cells)] for a in range(len(cells) + 1)} == {sql.UNKNOWN}


def test_words_of_random_letters_are_as_alike_to_duckdb_as_to_python(duck: Duck, tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311  (invents words)
    drawn = ["".join(rng.choice("abcde 1") for _ in range(rng.randrange(1, 12))) for _ in range(3000)]
    words = [plain_word(word) or "a" for word in drawn]
    others = [
        plain_word(rng.choice((f"{word[1:]}{word[0]}", f"{word}a", word[::-1], rng.choice(words)))) for word in words
    ]
    path = tmp_path / "words.parquet"
    columns = (("n", "BIGINT"), ("a", "VARCHAR"), ("b", "VARCHAR"))
    duck.store(columns, [[range(len(words)), words, others]], path)
    duck.view("words", [path])
    one = comparison("word")
    expression = sql.level(one, 0).replace("a.i0", "a").replace("b.i0", "b").replace("a.p0", "a").replace("b.p0", "b")
    found = [place for (place,) in duck.rows(f"SELECT {expression} FROM words ORDER BY n")]  # noqa: S608  (made here)
    assert found == places(one, list(zip(words, others, strict=True)))


@pytest.mark.parametrize("code", ["name", "document", "birth", "given"])
@pytest.mark.parametrize("common", [None, -30.0, -13.0, -6.5, -0.01])
def test_weights_are_those_of_the_definition_to_the_last_bit(duck: Duck, code: str, common: float | None) -> None:
    one = comparison("word") if code == "given" else shipped().comparison(code)
    rarity = "NULL" if common is None else sql.number(common)
    for place, level in enumerate(one.levels):
        weight = sql.weight(one, 0, has_rarity=has_rarity(one))
        ((found,),) = duck.rows(f"SELECT {weight} FROM (SELECT {place} AS l0, CAST({rarity} AS DOUBLE) AS r0)")  # noqa: S608  (made here)
        chance = None if common is None or not has_rarity(one) else 2.0**common
        assert found == pytest.approx(weight_of(one, level, chance), abs=1e-12)
        assert found <= sql.highest(one, has_rarity=has_rarity(one)) + 1e-12
