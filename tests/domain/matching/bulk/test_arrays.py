"""What arrays find is what SQL alone finds, to the last byte; a pair that can reach the threshold is never dropped."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from samakki.kernel.dates import PartialDate
from samakki.matching.bulk import blocking, kernel, learning, meeting, running
from samakki.matching.bulk.bounds import best, told, weight, worth
from samakki.matching.bulk.cells import cell
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.expanding import Lot, May, distinct, expanded, merged
from samakki.matching.bulk.facets import KINDS, sounds_of
from samakki.matching.bulk.grouping import Grouping, unpacked
from samakki.matching.bulk.judging import places
from samakki.matching.bulk.learning import STARTS
from samakki.matching.bulk.loading import has_rarity
from samakki.matching.bulk.meeting import Blocks
from samakki.matching.bulk.pairs import Drawn
from samakki.matching.bulk.running import Wish
from samakki.matching.bulk.telling import Told, Worth
from samakki.matching.domain.definition import Comparison, shipped
from samakki.matching.domain.levels import plain_word
from samakki.matching.domain.records import Document, Value
from samakki.names.sounds import all_sounds
from tools.bench import link_crowd, link_febrl

REGISTER_COLUMNS = """[columns]
rec_id = "id"
given_name = "word given"
surname = "word family"
street_number = "word street_number"
postcode = "word postcode"
date_of_birth = "birth"
soc_sec_id = "document"
"""


def say(_stage: str, _done: int, _of: int) -> None:
    """Nobody listens."""


def both_ways(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes, tuple[blocking.Rule, ...]]:
    """The file of matches by arrays and by SQL, and the rules that were gone on with."""
    outcome = running.run(wish, say)
    by_arrays = wish.out.read_bytes()
    monkeypatch.setattr(running, "fits", lambda *_: False)
    again = running.run(wish, say)
    assert again.definition == outcome.definition
    assert (again.candidates, again.rules) == (outcome.candidates, outcome.rules)
    return by_arrays, wish.out.read_bytes(), outcome.rules


def test_a_register_gives_the_same_bytes_by_arrays_and_by_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link_febrl.write(tmp_path / "register.csv", 2_000, seed=5, has_identifier=True)
    (tmp_path / "columns.toml").write_text(REGISTER_COLUMNS)
    wish = Wish(
        (tmp_path / "register.csv",),
        tmp_path / "matches.csv",
        tmp_path / "work",
        threshold=0.02,
        columns=(tmp_path / "columns.toml",),
        memory_mb=600,
        threads=2,
        explain=True,
    )
    by_arrays, by_sql, rules = both_ways(wish, monkeypatch)
    assert by_arrays == by_sql
    assert by_arrays.count(b"\n") > 800
    assert len(rules) > 5


def test_two_registers_in_many_scripts_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = (tmp_path / "left.csv", tmp_path / "right.csv")
    link_crowd.write(*files, 120, seed=4)
    monkeypatch.setattr(learning, "FEWEST_RECORDS", 100)
    monkeypatch.setattr(learning, "SAMPLE_WITH_NAMES", 300)
    wish = Wish(files, tmp_path / "matches.csv", tmp_path / "work", threshold=0.05, memory_mb=600)
    by_arrays, by_sql, _ = both_ways(wish, monkeypatch)
    assert by_arrays == by_sql
    assert by_arrays.count(b"\n") > 10


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Duck]:
    with Duck(tmp_path_factory.mktemp("duck") / "spill", memory_mb=500, threads=1) as made:
        yield made


def hold(duck: Duck, kind: str, cells: list[str]) -> None:
    """The cells as the view ``cells0``, numbered from 1."""
    facets = list(zip(*map(KINDS[kind].of, cells), strict=True))
    names = [name for name, _ in KINDS[kind].columns]
    duck.to.execute("DROP TABLE IF EXISTS cells0")
    declared = ", ".join(f"{name} {form}" for name, form in KINDS[kind].columns)
    duck.to.execute(f"CREATE TABLE cells0 (id BIGINT, c VARCHAR, {declared}, times BIGINT)")
    marks = ", ".join("?" * (3 + len(names)))
    duck.to.executemany(
        f"INSERT INTO cells0 VALUES ({marks})",  # noqa: S608  (question marks)
        [[n, text, *found, 1] for n, (text, *found) in enumerate(zip(cells, *facets, strict=True), start=1)],
    )


def slipped(rng: random.Random, text: str, signs: str) -> str:
    place = rng.randrange(len(text))
    return rng.choice(
        (
            text[:place] + text[place + 1 :] or text,
            text[:place] + rng.choice(signs) + text[place:],
            text[:place] + rng.choice(signs) + text[place + 1 :],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
        )
    )


def drawn(rng: random.Random, kind: str) -> list[tuple[Value, ...]]:
    """Values of a kind, some near each other."""
    signs = {"word": "abcd e1", "document": "0158OIB", "phone": "0123", "birth": ""}[kind]
    if kind == "birth":
        days = [
            f"{rng.choice((1987, 1988, 1997, 1990))}-{rng.randint(1, 3):02}-{rng.randint(1, 3):02}" for _ in range(60)
        ]
        return [*((PartialDate(day[: rng.choice((4, 7, 10, 10, 10))]),) for day in days), (PartialDate("1987/1990"),)]
    texts = ["".join(rng.choice(signs) for _ in range(rng.choice((1, 4, 6, 7, 8, 9, 30)))) for _ in range(25)]
    texts += [slipped(rng, text, signs) for text in texts for _ in range(2)]
    match kind:
        case "word":
            return [(plain_word(text) or "a",) for text in texts]
        case "document":
            made: list[tuple[Value, ...]] = [(Document(text, rng.choice(("", "passport"))),) for text in texts]
            return [*made, (Document(texts[0]), Document(texts[1]))]
        case _:
            made = [(rng.choice(("+", "KH:", "-:")) + text,) for text in texts]
            return [*made, (f"+{texts[0]}", f"KH:{texts[3]}")]


@pytest.mark.parametrize(
    ("kind", "is_mixed"), [("word", True), ("birth", True), ("document", True), ("document", False), ("phone", True)]
)
def test_no_bound_is_below_the_weight(duck: Duck, kind: str, is_mixed: bool) -> None:
    rng = random.Random(11)  # noqa: S311  (invents values)
    known = next((one for one in shipped().comparisons if one.kind == kind), None)
    one = known or Comparison("given", kind, STARTS[kind])
    values = drawn(rng, kind)
    if not is_mixed:  # papers of one sort, without marks
        values = [found for found in values if len(found) == 1 and isinstance(found[0], Document) and not found[0].type]
    cells = sorted({cell(found) for found in values})
    hold(duck, kind, cells)
    rarity = np.array([np.nan, *(rng.choice((np.nan, rng.uniform(-22, -1))) for _ in cells)])
    pairs = list(product(range(1, len(cells) + 1), repeat=2))
    x, y = (np.array(side, dtype=np.int32) for side in zip(*pairs, strict=True))
    levels = np.array(places(one, [(cells[a - 1], cells[b - 1]) for a, b in pairs]), dtype=np.int8)
    held = rarity if has_rarity(one) else None
    cells_told = told(duck, [one])
    worths = weight(one, levels, None if held is None else np.minimum(held[x], held[y]))
    found, is_sure = best(cells_told, 0, x, y)
    assert (found <= levels).all()
    assert is_sure.sum() > len(x) / 10
    assert (found == levels)[is_sure].all()
    for least in (-1.0, 2.0, 8.0):
        kept = surviving(cells_told, worth(cells_told, [one], [held], least), len(cells))
        assert {(a, b) for a, b, bits in zip(x, y, worths, strict=True) if a < b and bits >= least} <= kept
    assert not surviving(cells_told, worth(cells_told, [one], [held], 100.0), len(cells))


def surviving(cells_told: Told, worths: Worth, count: int) -> set[tuple[int, int]]:
    """Pairs of records, one for each cell and one of which nothing is known, that may be worth enough."""
    ids = np.arange(count + 1, dtype=np.int32).reshape(-1, 1)
    rows, same = np.empty((count + 1, 1, 2), np.uint64), np.empty((count + 1, 1), np.float32)
    kernel.lay(cells_told, worths, ids, 0, count + 1, rows, same)
    everyone = Blocks(ids[:, 0].copy(), np.zeros(1, np.int64), np.array([count + 1], np.int32), np.zeros(0, np.int32))
    a, b = unpacked(expanded(May(cells_told, worths, rows, same), everyone))
    unknown = (a == 0).sum()
    assert unknown == (count if worths.least <= 0 else 0)
    return set(zip(a.tolist(), b.tolist(), strict=True))


@pytest.mark.parametrize("left", [0, 40])
def test_pairs_of_a_rule_are_those_of_sql(duck: Duck, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)  # noqa: S311  (invents records)
    monkeypatch.setattr(blocking, "LARGEST_BLOCK", 30)
    hold(duck, "word", ["ann", "bob", "cid", "dan"])
    names = np.array([rng.choice((0, 1, 1, 1, 1, 2, 3, 4)) for _ in range(100)], dtype=np.int32)
    years = np.array([rng.choice((0, 1, 2, 2, 3, 3, 3)) for _ in range(100)], dtype=np.int32)
    duck.hold(
        "keys1", {"id": np.array([1, 1, 2, 3, 3]), "key": np.array(["p", "q", "q", "r", "s"]), "whole": np.ones(5)}
    )
    duck.hold("cells1", {"id": np.array([1, 2, 3]), "c": np.array(["x", "y", "z"]), "times": np.array([50, 50, 50])})
    table = {"n": np.arange(100), "side": (np.arange(100) >= left).astype(np.int64) if left else np.zeros(100)}
    duck.hold("numbers", {**table, "i0": names, "i1": years})
    duck.to.execute(
        "CREATE OR REPLACE TABLE records AS SELECT n, side, nullif(i0, 0) AS i0, nullif(i1, 0) AS i1, c.p AS s0 "
        "FROM numbers LEFT JOIN cells0 c ON c.id = i0"
    )
    monkeypatch.setattr("samakki.matching.bulk.expanding.HELD_AT_ONCE", 500)
    by_name = blocking.Part("given", "t.s0", at=0)
    keyed = blocking.Part("name.whole", "k.key", 1, at=1)
    grouping = Grouping(duck, np.stack([names, years], axis=1), (left, 100 - left) if left else (100,))
    for group, largest in (([by_name], 30), ([keyed], 30), ([keyed], 10), ([by_name, keyed], 30)):
        wanted = duck.rows(blocking.pairs_sql(group, is_one_file=not left, largest=largest))
        blocks, size = grouping.blocks(group, largest)
        assert size == len(wanted)
        found = expanded(Lot(Drawn(meeting.MODULUS, 1)), blocks)
        assert sorted(zip(*map(np.ndarray.tolist, unpacked(found)), strict=True)) == sorted(set(wanted))
        some = Drawn(meeting.MODULUS // 3, 5)
        assert expanded(Lot(some), blocks).tolist() == found[some.chooses(*unpacked(found))].tolist()
        sought = np.unique(np.concatenate([found[::3], found[::3] + 1]))
        sieve, met = np.zeros(1 << 10, np.bool_), np.zeros(len(sought), np.bool_)
        meeting.sift(sought, sieve)
        meeting.meet(blocks, sought, sieve, met)
        assert met.tolist() == np.isin(sought, found).tolist()
        told_by_sql = duck.rows(blocking.measure_sql(group, is_one_file=not left, sampled=1))
        ((pairs, left_out, known, *smaller),) = told_by_sql
        assert grouping.measure(group) == blocking.Measured(pairs, left_out, tuple(smaller), known)
        assert len(wanted) == (pairs if largest == 30 else smaller[blocking.SMALLER.index(largest)])


def test_sounds_of_many_words_are_those_of_each() -> None:
    rng = random.Random(5)  # noqa: S311  (invents words)
    words = ["".join(rng.choice("abcdeghiknopstuyz'1 ") for _ in range(rng.randrange(9))) for _ in range(2_000)]
    assert sounds_of(words) == [all_sounds(word) for word in words]


@pytest.mark.parametrize("sizes", [(), (0, 0), (1, 0, 3), (40, 500, 7), (300, 300)])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_sorted_lists_are_merged_as_one_thread_would(sizes: tuple[int, ...], threads: int) -> None:
    rng = np.random.default_rng(5)
    some = [distinct([rng.integers(0, 400, size)]) for size in sizes]
    assert merged(some, threads).tolist() == distinct(some).tolist()
