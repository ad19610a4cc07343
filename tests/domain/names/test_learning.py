"""Learning: a small gazetteer teaches the letters of a script, the same each time, and says what it lacks."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from samakki.names import bundle, parse
from samakki.names.comparing import score_batch
from samakki.names.features import Comparer
from samakki.names.learning import gazetteer, judges

SYLLABLES = {
    "ភ្នំ": "phnum", "ព្រែក": "preaek", "ត្រពាំង": "trapeang", "ស្វាយ": "svay", "កំពង់": "kampong",
    "អូរ": "ou", "ទួល": "tuol", "បឹង": "boeng", "ចារ": "char", "ក្រោម": "kraom", "លើ": "leu",
    "ថ្មី": "thmei", "ចាស់": "chas", "ធំ": "thum", "តូច": "touch", "ជ្រៃ": "chrey",
}  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Places of two words each, as a country's own list has them."""
    path = tmp_path_factory.mktemp("places") / "places.csv"
    rows = [f"{a}{b},km,{SYLLABLES[a]} {SYLLABLES[b]},en" for a, b in product(SYLLABLES, repeat=2) if a != b]
    path.write_text("\n".join(["name_a,lang_a,name_b,lang_b", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_gazetteer_is_learned_from_and_gives_the_same_bytes_twice(places: Path, tmp_path: Path) -> None:
    learned = [gazetteer.learn_from(places, bundle.shipped()) for _ in range(2)]
    for number, models in enumerate(learned):
        models.save(tmp_path / f"{number}.npz")
    assert (tmp_path / "0.npz").read_bytes() == (tmp_path / "1.npz").read_bytes()
    models = bundle.load(tmp_path / "0.npz")
    assert models.version.endswith("+Khmr")
    comparer = Comparer(models)
    native = parse("ភ្នំស្វាយ", "km")
    same, other = score_batch([(native, parse("Phnum Svay")), (native, parse("Kampong Chas"))], comparer)
    assert same > 0.5 > other
    assert comparer.spell(native) == ("phnumsvay",)


def test_a_list_that_is_too_short_or_lacks_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("name_a,name_b\nស្វាយ,Svay\n", encoding="utf-8")
    with pytest.raises(gazetteer.GazetteerWrong) as few:
        gazetteer.learn_from(path, bundle.shipped())
    assert (few.value.code, few.value.facts["found"]) == ("too-few-pairs", "Khmr 1")
    path.write_text("name,other\nស្វាយ,Svay\n", encoding="utf-8")
    with pytest.raises(gazetteer.GazetteerWrong) as lacking:
        gazetteer.learn_from(path, bundle.shipped())
    assert lacking.value.code == "columns-missing"


@pytest.mark.parametrize("rows", [2, 8, 40])
def test_a_calibration_of_few_rows_stays_within_bounds(rows: int) -> None:
    """Rows that one threshold parts say that chances should be surer without end."""
    odds = np.linspace(-9, 9, rows, dtype=np.float32)
    factor, offset = judges.calibrated(odds, (odds > 0).astype(np.int8))
    assert judges.LEAST_FACTOR <= factor <= judges.MOST_FACTOR
    assert abs(offset) < 5


def test_a_calibration_of_many_rows_finds_the_factor() -> None:
    chance = np.random.default_rng(1)
    odds = chance.normal(0, 3, 20_000).astype(np.float32)
    is_same = (chance.random(len(odds)) < 1 / (1 + np.exp(-(0.5 * odds - 1)))).astype(np.int8)
    factor, offset = judges.calibrated(odds, is_same)
    assert factor == pytest.approx(0.5, abs=0.05)
    assert offset == pytest.approx(-1, abs=0.1)
