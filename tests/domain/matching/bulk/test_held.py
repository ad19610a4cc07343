"""What machine code makes of plain texts, and what it says of two of them, is what Python makes and says."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from string import ascii_letters

import numpy as np
import pytest

from samakki.matching.bulk import blocking, coding, lining, reading, running
from samakki.matching.bulk.blocking import Part
from samakki.matching.bulk.coding import Coded
from samakki.matching.bulk.columns import understood
from samakki.matching.bulk.exact import ASK
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.grouping import Grouping
from samakki.matching.bulk.held import Held, can_hold, hold
from samakki.matching.bulk.judging import places
from samakki.matching.bulk.known import Known
from samakki.matching.bulk.learning import STARTS
from samakki.matching.bulk.preparing import Maker, maker
from samakki.matching.bulk.raw import File
from samakki.matching.bulk.running import Wish
from samakki.matching.domain.definition import Comparison, Definition, as_json, shipped

WORDS = {"word": "word given", "birth": "birth", "document": "document passport"}


def texts(kind: str) -> list[str]:
    """Texts of a kind, some near each other, some that Python has to make."""
    rng = random.Random(4)  # noqa: S311  (invents texts)
    if kind == "birth":
        days = [
            (
                rng.choice((1849, 1900, 1987, 1988, 1997, 2149)),
                rng.choice((*range(14), 20, 99)),
                rng.choice((*range(33), 99)),
            )
            for _ in range(150)
        ]
        made = [f"{year}{month:02}{day:02}" for year, month, day in days]
        made += [f"{year}-{month:02}-{day:02}" for year, month, day in days]
        return [
            *made,
            "1987",
            "1987-05",
            "05/1987",
            "31/5/1987",
            "19870101",
            "1987-01",
            "198705311",
            "1987-5-31",
            "x",
            "١٩٨٧",
            *("198705311987"[:size] for size in range(1, 13)),
            *("198705311987"[: size - 1] + "X" for size in range(1, 13)),
            *(text for sign in ascii_letters for text in (f"1987{sign}531", f"{sign}9870531", f"198705{sign}")),
            *(
                "1987may31",
                "1987m05",
                "m051987",
                "19th051987",
                "9870may",
                "18491231",
                "2150-01-01",
                "0000-00-00",
                "9" * 101,
            ),
        ]
    signs = {"word": "aehknpstx", "document": "0158OIBz"}[kind]
    made = ["".join(rng.choice(signs) for _ in range(rng.choice((1, 4, 6, 7, 8, 9, 12)))) for _ in range(40)]
    for text in made[:40]:
        place = rng.randrange(len(text))
        made.append(text[:place] + text[place + 1 :])
        made.append(text[:place] + rng.choice(signs) + text[place:])
        made.append(text[:place] + text[place : place + 2][::-1] + text[place + 2 :])
    made += [text.upper() for text in made[:20]]
    made += [
        "NA",
        "null",
        "Unknown",
        " a",
        "a  b",
        "A b",
        "o'neil",
        "Núñez",
        "សុខ",
        "1101700230708",
        "11010519491231002X",
    ]
    return [*made, "11010519491231002x", "110105194912310020", "1101700230709", "-", "?", "x" * 60]


def read(path: Path, columns: Sequence[Sequence[str]], makers: Sequence[Maker]) -> Coded:
    """A plain file of these columns, read by two threads."""
    rows = [["id", *(f"c{at}" for at in range(len(columns)))]]
    rows += [[f"r{n}", *row] for n, row in enumerate(zip(*columns, strict=True))]
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    table = reading.open_table(path)
    (found,) = coding.coded([File(path, lambda: reading.rows(table), 0, tuple(makers), table)], threads=2)
    return found


def one_of(kind: str) -> Comparison:
    known = next((one for one in shipped().comparisons if one.kind == kind), None)
    return known or Comparison("given", kind, STARTS[kind])


def made(tmp_path: Path, kind: str, *, sides: int = 1) -> tuple[Held, list[str], list[int], Maker]:
    """The cells of texts, the texts, and the number of the cell of each."""
    use = understood("x", WORDS[kind])
    making = Maker((1,), (use,))
    rng = random.Random(6)  # noqa: S311  (an order)
    every = [[*texts(kind), "", *rng.sample(texts(kind), 20)] for _ in range(sides)]
    files = [read(tmp_path / f"{side}.csv", [own], [making]) for side, own in enumerate(every)]
    assert can_hold(one_of(kind), [making] * sides)
    found = hold(one_of(kind), [making] * sides, files, 1, 1)
    assert found is not None
    cells, numbers = found
    return cells, [text for own in every for text in own], np.concatenate(numbers).tolist(), making


def shared(kind: str, cells: Sequence[str]) -> dict[str, list[object]]:
    """What records can share of cells (`blocking.parts`); None for nothing."""
    facets = [KINDS[kind].of(cell) for cell in cells]
    if kind == "word":
        return {"given": [sounds for _, sounds in facets]}
    if kind == "document":
        return {"document": [number or None for number, *_ in facets]}
    known = [(str(day), year) for day, year in facets if isinstance(year, int)]
    assert len(known) == len(facets)
    return {
        "birth.day": [day if len(day) == 10 else None for day, _ in known],
        "birth.years": [year // 2 for _, year in known],
        "birth.years_between": [(year + 1) // 2 for _, year in known],
    }


@pytest.mark.parametrize("kind", WORDS)
def test_cells_and_what_they_share_are_those_of_python(tmp_path: Path, kind: str) -> None:
    cells, given, numbers, making = made(tmp_path, kind, sides=2)
    wanted = [making.make(text) if text else None for text in given]
    assert [cells.cell(number) if number else None for number in numbers] == wanted
    different = list(dict.fromkeys(cell for cell in wanted if cell is not None))
    assert [cells.cell(number) for number in range(1, cells.size + 1)] == different
    assert cells.times.tolist() == [wanted.count(cell) for cell in different]
    for part, values in shared(kind, different).items():
        order = list(dict.fromkeys(value for value in values if value is not None))
        assert cells.shared[part].tolist() == [0 if value is None else order.index(value) + 1 for value in values], part


@pytest.mark.parametrize("kind", WORDS)
def test_levels_of_cells_in_memory_are_those_of_python(tmp_path: Path, kind: str) -> None:
    cells, _, _, _ = made(tmp_path, kind)
    pairs = [(a, b) for a, b in product(range(1, cells.size + 1), repeat=2) if a != b]
    x, y = (np.array(side, np.int32) for side in zip(*pairs, strict=True))
    found = np.empty(len(x), np.int8)
    cells.levels(x, y, np.arange(len(x)), found)
    # Likeness of words is that of the lower number with the higher one, as in tables.
    asked = [(cells.cell(min(a, b)), cells.cell(max(a, b))) for a, b in pairs]
    wanted = np.array(places(cells.one, asked), np.int8)
    assert (found == ASK).mean() < 0.3
    is_told = found != ASK
    assert found[is_told].tolist() == wanted[is_told].tolist()
    assert len(set(found.tolist())) > 3


def test_what_has_several_columns_is_not_held() -> None:
    uses = [understood("x", "document passport"), understood("y", "document")]
    assert not can_hold(one_of("document"), [maker(uses, "document", None)])
    assert not can_hold(one_of("document"), [Maker((1,), tuple(uses[:1])), Maker((1,), tuple(uses[1:]))])


def test_numbers_are_written_as_python_writes_them() -> None:
    rng = random.Random(8)  # noqa: S311  (invents numbers)
    values = [0.0, 1.0, 0.9999996, 0.5, 12.345, 99.995, 100.0, *(rng.uniform(0, 130) for _ in range(5_000))]
    out, left = np.zeros(40, np.uint8), 0
    for value in values:
        for digits in (2, 6):
            end = lining.number(value, digits, out, 0)
            left += end < 0
            assert end < 0 or out[:end].tobytes().decode() == f"{value:.{digits}f}"
    assert 0 < left < 100


@pytest.mark.parametrize("left", [0, 120])
def test_blocks_in_machine_code_are_those_of_arrays(tmp_path: Path, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "LARGEST_BLOCK", 30)
    rng = random.Random(9)  # noqa: S311  (invents records)
    cells, _, _, _ = made(tmp_path, "word")
    ids = np.array([[rng.randrange(9), rng.randrange(cells.size)] for _ in range(300)], np.int32)
    own, other = Part("given", "t.s0", at=0), Part("given", "t.s1", at=1)
    sizes = (left, 300 - left) if left else (300,)
    known = Known(None, ids, sizes, (cells, cells))  # type: ignore[arg-type]  # (no table is asked)
    arrays = Grouping(None, ids, sizes)  # type: ignore[arg-type]  # (as above)
    for group in ((own,), (own, other)):
        for at, part in enumerate((own, other)):
            known.shared[f"x{at}"] = arrays.shared[f"x{at}"] = known._plain(part)
        parts = tuple(Part(f"x{part.at}", part.sql, at=part.at) for part in group)
        for sampled in (1, 4):
            assert known.measure(parts, sampled) == arrays.measure(parts, sampled)
        (found, size), (wanted, as_many) = known.blocks(parts, 30), arrays.blocks(parts, 30)
        assert size == as_many > 0
        assert [side.tolist() for side in found] == [side.tolist() for side in wanted]


def test_references_that_a_spreadsheet_may_calculate_are_written_as_ever(tmp_path: Path) -> None:
    references = ["a-1", "=1+1", "b 2", "c'3", "@x", "d.4"]
    rows = [["rec_id", "town"], *([reference, "kampot"] for reference in references)]
    (tmp_path / "towns.csv").write_text("\n".join(map(",".join, rows)))
    (tmp_path / "columns.toml").write_text('[columns]\nrec_id = "id"\ntown = "word town"\n')
    definition = Definition("x", 0.5, (Comparison("town", "word", STARTS["word"]),))
    (tmp_path / "definition.json").write_text(as_json(definition))
    wish = Wish(
        (tmp_path / "towns.csv",),
        tmp_path / "out.csv",
        tmp_path / "work",
        columns=(tmp_path / "columns.toml",),
        definition=tmp_path / "definition.json",
        memory_mb=500,
    )
    written = []
    for explain in (False, True):
        running.run(replace(wish, explain=explain), lambda *_: None)
        lines = wish.out.read_text("utf-8-sig").splitlines()[1:]
        written.append([line.removesuffix(',"equal"') for line in lines])
    assert written[0] == written[1]
    assert len(written[0]) == 15
    assert written[0][0].startswith('"a-1","\'=1+1","0.99')
