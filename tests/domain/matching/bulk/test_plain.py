"""What the engine reads and makes of plain files and texts is what Python reads and makes of them."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from samakki.matching.bulk import raw, reading
from samakki.matching.bulk.cells import is_single
from samakki.matching.bulk.columns import understood
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.plain import plain
from samakki.matching.bulk.preparing import maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.raw import File

WORDS = {"word": "word given", "birth": "birth", "document": "document passport"}


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Duck]:
    with Duck(tmp_path_factory.mktemp("duck") / "spill", memory_mb=500, threads=1) as made:
        yield made


def texts(kind: str) -> list[str]:
    rng = random.Random(2)  # noqa: S311  (invents texts)
    signs = {"word": "ab1 0Á-", "birth": "0123-", "document": "Aa19-ก "}[kind]
    made = ["".join(rng.choice(signs) for _ in range(rng.randrange(1, 14))) for _ in range(1_500)]
    if kind == "birth":
        years = [1849, 1850, 1987, 2000, 2149, 2150, 2530]
        days = [(rng.choice(years), rng.randint(0, 13), rng.randint(0, 32)) for _ in range(1_500)]
        made += [f"{year}-{month:02}-{day:02}" for year, month, day in days]
        made += [f"{year}{month:02}{day:02}" for year, month, day in days]
    return list(dict.fromkeys([*made, "null", "NA", "unknown", "1101700230708", "11010519491231002X", "២០០០០១០១"]))


@pytest.mark.parametrize("kind", WORDS)
def test_sql_makes_of_a_plain_text_what_python_makes(duck: Duck, tmp_path: Path, kind: str) -> None:
    use = understood("x", WORDS[kind])
    made = maker([use], use.code, None)
    form = plain(made, use.kind)
    assert form is not None
    duck.store((("t", "VARCHAR"),), [[texts(kind)]], tmp_path / "texts.parquet")
    duck.view("t", [tmp_path / "texts.parquet"])
    columns = ", ".join([form.cell, *form.facets])
    found = duck.rows(f"SELECT t, {columns} FROM t WHERE {form.where}")  # noqa: S608  (made here)
    assert len(found) > 40
    for text, cell, *facets in found:
        wanted = made.make(text)
        assert cell == wanted, text
        if wanted is not None:
            assert is_single(wanted)
            assert tuple(facets) == KINDS[use.kind].of(wanted), text


def test_what_has_several_columns_is_left_to_python() -> None:
    uses = [understood("x", "document passport"), understood("y", "document")]
    assert plain(maker(uses, "document", None), "document") is None


ROWS = [["id", "town", "born"], ["a1", " Kampot ", "1987"], ["a2", "", ""], ["a-3", "ក្រុង", "x;y"], ["4", "'", "\\N"]]


def told(_stage: str, _done: int) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("identity", [0, None])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_plain_rows_are_read_alike(
    duck: Duck, tmp_path: Path, ends: str, identity: int | None, delimiter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(("\ufeff" + ends.join(map(delimiter.join, ROWS)) + 2 * ends).encode())
    uses = [understood("town", "word town"), understood("born", "birth")]
    makers = (
        maker([understood("id", "leave"), *uses], "town", None),
        maker([understood("i", "leave"), *uses], "birth", None),
    )
    table = reading.open_table(path)
    file = File(path, lambda: reading.rows(table), identity, makers, table)
    read = []
    for is_quick in (True, False):
        monkeypatch.setattr(raw, "_is_quick", lambda _file, is_quick=is_quick: is_quick)
        raw.write(duck, file, 1, 7, told, tmp_path / "raw.parquet")
        duck.view("read", [tmp_path / "raw.parquet"])
        read.append(duck.rows("SELECT * FROM read ORDER BY n"))
    assert read[0] == read[1]
    assert [row[2] for row in read[0]] == (["a1", "a2", "a-3", "4"] if identity == 0 else ["1", "2", "3", "4"])


@pytest.mark.parametrize(
    ("content", "is_plain"),
    [
        ("a,b\n1,2\n", True),
        ("a,b\r\n1,2\r\n", True),
        ('a,b\n"1",2\n', False),
        ("a,b\n1\r,2\n", False),
        ("a,b\r1,2\r", False),
        ("a,b\n1,2\r", False),
    ],
)
def test_quotes_and_odd_line_ends_are_left_to_python(tmp_path: Path, content: str, is_plain: bool) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(content.encode())
    assert reading.check_bytes(path) is is_plain


def test_a_row_without_its_reference_is_named_though_the_file_is_plain(duck: Duck, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    with path.open("w", newline="") as target:
        csv.writer(target).writerows([*ROWS[:3], ["", "x", "y"]])
    table = reading.open_table(path)
    file = File(path, lambda: reading.rows(table), 0, (maker([understood("town", "word town")], "town", None),), table)
    with pytest.raises(CannotLink) as problem:
        raw.write(duck, file, 0, 0, told, tmp_path / "raw.parquet")
    assert (problem.value.refusal.code, problem.value.refusal.facts["row"]) == ("id-missing", 4)
