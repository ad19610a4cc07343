"""Whole runs on small files: the pairs that plain Python finds, whatever happens in between."""

import csv
import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from samakki.kernel.codes import Country
from samakki.kernel.dates import PartialDate
from samakki.matching.bulk import blocking, running
from samakki.matching.bulk.blocking import Part
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.running import Wish
from samakki.matching.domain.definition import Comparison, Definition, Level, as_json, shipped
from samakki.matching.domain.levels import compare, plain_word
from samakki.matching.domain.records import Document, Named, Record
from samakki.matching.domain.weighing import Rarity, weigh

HEADINGS = ["rec_id", "name", "born", "passport", "town"]
PEOPLE = [
    ["a1", "សុខ សុភា", "1987-05-31", "N0123456", "Kampot"],
    ["a2", "Sok Sophea", "31/5/1987", "N0123465", "kampot "],
    ["a3", "Sok Sophea", "1987", "", "Kampong"],
    ["a4", "Nguyễn Văn Hùng", "1990-02-03", "", "Hue"],
    ["a5", "Van Hung Nguyen", "1990-03-02", "n-0999999", "Huế"],
    ["a6", "Somchai Jaidee", "", "N0999999", ""],
    ["a7", "สมชาย ใจดี", "1975", "", "Bangkok"],
    ["a8", "=cmd()", "1975-01-01", "X1", "Bangkok"],
    ["a9", "Ly Na", "nobody knows", "", "Poipet"],
]
COLUMNS = (
    '[columns]\nrec_id = "id"\nname = "name"\nborn = "birth"\npassport = "document passport"\ntown = "word town"\n'
)


def say(_stage: str, _done: int, _of: int) -> None:
    """Nobody listens."""


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([HEADINGS, *rows])
    return path


def definition() -> Definition:
    town = Comparison(
        "town",
        "word",
        (
            Level("equal", 0.8, 0.05, by_rarity=True, least=1.0),
            Level("alike", 0.1, 0.05, least=0.9),
            Level("differs", 0.1, 0.9),
        ),
    )
    known = tuple(one for one in shipped().comparisons if one.code in ("name", "birth", "document"))
    return Definition("test", 0.01, (*known, town))


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    (tmp_path / "columns.toml").write_text(COLUMNS)
    (tmp_path / "definition.json").write_text(as_json(definition()))
    path = written(tmp_path / "people.csv", PEOPLE)
    return Wish(
        (path,),
        tmp_path / "matches.csv",
        tmp_path / "work",
        threshold=0.001,
        columns=(tmp_path / "columns.toml",),
        definition=tmp_path / "definition.json",
        country=Country("KH"),
        memory_mb=500,
        explain=True,
    )


def found(path: Path) -> dict[tuple[str, str], tuple[float, tuple[str, ...]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {(row[0], row[1]): (float(row[2]), tuple(row[4:])) for row in list(csv.reader(lines))[1:]}


def record(row: list[str]) -> Record:
    """What a row says, put together by hand."""
    _, name, born, passport, town = row
    dates = {"31/5/1987": "1987-05-31", "nobody knows": ""}
    known = {
        "name": (Named(name),),
        "birth": (PartialDate(dates.get(born, born)),) if dates.get(born, born) else (),
        "document": (Document(passport, "passport"),) if passport else (),
        "town": (plain_word(town),) if town else (),
    }
    return Record(row[0], values={code: values for code, values in known.items() if values})


def by_plain_python(threshold: float) -> dict[tuple[str, str], tuple[float, tuple[str, ...]]]:
    pairs = {}
    for one, other in combinations(PEOPLE, 2):
        findings = compare(definition(), record(one), record(other))
        levels = {finding.comparison: finding.level for finding in findings}
        # Where values are common or rare is counted in the file; each town and passport here by hand.
        result = weigh(definition(), findings, counted_by_hand(one, other))
        if result.probability >= threshold:
            told = tuple(levels.get(code.code, "unknown") for code in definition().comparisons)
            pairs[one[0], other[0]] = (result.probability, told)
    return pairs


def counted_by_hand(one: list[str], other: list[str]) -> Rarity:
    return lambda finding: share(finding.comparison, one, other)


def share(code: str, one: list[str], other: list[str]) -> float | None:
    if code == "name":
        return None
    place = {"town": 4, "document": 3}[code]
    held = [plain_word(row[place]).replace("-", "") for row in PEOPLE if row[place]]
    holders = min(held.count(plain_word(row[place]).replace("-", "")) for row in (one, other))
    return (max(holders - 2, 0) + 0.5) / (len(held) + 5_000)


def every_pair(_group: list[Part], *, is_one_file: bool) -> str:
    wanted = "x.n < y.n" if is_one_file else "x.side = 0 AND y.side = 1"
    return f"SELECT x.n AS a, y.n AS b FROM records x, records y WHERE {wanted}"  # noqa: S608  (made here)


def test_duckdb_finds_what_plain_python_finds(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "pairs_sql", every_pair)
    monkeypatch.setattr("samakki.matching.bulk.loading.has_rarity", lambda one: one.kind in ("word", "document"))
    monkeypatch.setattr("samakki.matching.bulk.pairs.has_rarity", lambda one: one.kind in ("word", "document"))
    outcome = running.run(wish, say)
    wanted = by_plain_python(0.001)
    got = found(wish.out)
    assert outcome.matches == len(got) > 5
    assert got.keys() == wanted.keys()
    for pair, (score, levels) in wanted.items():
        assert got[pair][0] == pytest.approx(score, abs=1e-6)
        assert got[pair][1] == levels
    assert not wish.work.exists()


def test_rules_find_the_same_people_in_two_files(wish: Wish, tmp_path: Path) -> None:
    left, right = written(tmp_path / "left.csv", PEOPLE[::2]), written(tmp_path / "right.csv", PEOPLE[1::2])
    outcome = running.run(replace(wish, files=(left, right), threshold=0.5), say)
    assert outcome.records == (5, 4)
    assert {("a1", "a2"), ("a3", "a2"), ("a5", "a4")} <= found(wish.out).keys()
    assert all(int(one[1:]) % 2 and not int(other[1:]) % 2 for one, other in found(wish.out))


def test_a_cell_that_starts_a_formula_starts_none(wish: Wish, tmp_path: Path) -> None:
    rows = [["=1+1", *PEOPLE[0][1:]], ["@x", *PEOPLE[1][1:]]]
    running.run(replace(wish, files=(written(tmp_path / "bad.csv", rows),)), say)
    assert found(wish.out).keys() == {("'=1+1", "'@x")}


def test_the_same_identifier_twice_is_refused_and_nothing_is_written(wish: Wish, tmp_path: Path) -> None:
    path = written(tmp_path / "twice.csv", [*PEOPLE, ["a3", *PEOPLE[4][1:]]])
    with pytest.raises(CannotLink) as problem:
        running.run(replace(wish, files=(path,)), say)
    assert (problem.value.refusal.code, dict(problem.value.refusal.facts)) == (
        "id-twice",
        {"file": "twice.csv", "row": 11},
    )
    assert not wish.out.exists()


def test_a_row_without_its_identifier_is_named(wish: Wish, tmp_path: Path) -> None:
    path = written(tmp_path / "blank.csv", [*PEOPLE, [" ", *PEOPLE[4][1:]]])
    with pytest.raises(CannotLink) as problem:
        running.run(replace(wish, files=(path,)), say)
    assert (problem.value.refusal.code, problem.value.refusal.facts["row"]) == ("id-missing", 11)


def test_headings_alone_are_no_records(wish: Wish, tmp_path: Path) -> None:
    with pytest.raises(CannotLink, match="no-records"):
        running.run(replace(wish, files=(written(tmp_path / "none.csv", []),)), say)


def test_people_who_share_nothing_are_no_error(wish: Wish, tmp_path: Path) -> None:
    outcome = running.run(replace(wish, files=(written(tmp_path / "two.csv", PEOPLE[3:8:4]),)), say)
    assert (outcome.matches, outcome.rules) == (0, ())
    assert found(wish.out) == {}


def test_work_of_other_inputs_is_not_gone_on_with(wish: Wish) -> None:
    wish.work.mkdir()
    (wish.work / "holiday.jpg").touch()
    with pytest.raises(CannotLink, match="work-not-ours"):
        running.run(wish, say)
    assert (wish.work / "holiday.jpg").exists()


def test_entities_of_follow_the_money_are_linked(wish: Wish, tmp_path: Path) -> None:
    people = [
        {
            "id": f"E-{row[0]}",
            "schema": "Person",
            "properties": {"name": [row[1]], "birthDate": [row[2][:4]] * row[2].startswith("19")},
        }
        for row in PEOPLE
    ]
    path = tmp_path / "people.ftm"
    path.write_text("\n".join(map(json.dumps, people)), encoding="utf-8")
    running.run(replace(wish, files=(path,), columns=(), definition=None, threshold=0.2), say)
    assert ("E-a1", "E-a3") in found(wish.out)


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_finds_the_same_pairs_with_the_same_scores(wish: Wish, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: uv pip install 'samakki[spark]'")
    rows = [[f"{row[0]}-{n}", *row[1:]] for n in range(3) for row in PEOPLE]
    files = (written(tmp_path / "more.csv", rows),)
    running.run(replace(wish, files=files), say)
    running.run(replace(wish, files=files, out=tmp_path / "spark.csv", engine="spark", memory_mb=1000), say)
    assert (tmp_path / "spark.csv").read_bytes() == wish.out.read_bytes()
