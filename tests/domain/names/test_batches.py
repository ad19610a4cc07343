"""Many pairs at once: what one pair gets does not depend on its company, nor on what was remembered before."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from samakki.names import Name, features, parse
from samakki.names.bundle import shipped
from samakki.names.comparing import ranked, score_batch
from samakki.names.features import Comparer

TEXTS = (
    "សុខ សុភា", "Sok Sophea", "Sophea Sok", "สมชาย แสวงการ", "Somchai", "ສົມຊາຍ", "ကိုကို", "မောင်မောင်", "ေမာင္ေမာင္", "陈金扬",
    "陳金揚", "史密斯", "Tan Kim Yang", "Abdul Rahman bin Ali", "Abdulrahman Ali", "মোহাম্মদ হাসান", "Иван Петров",
    "محمد", "", "…",
    "k" * 90, "ក" * 90,
)  # fmt: skip


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Name, Name]]:
    """Every name beside every other, both ways round."""
    names = [parse(text) for text in TEXTS]
    return list(product(names, names))


@pytest.fixture(scope="module")
def scores(pairs: list[tuple[Name, Name]]) -> list[float]:
    """Their scores, all in one batch."""
    return score_batch(pairs, Comparer(shipped()))


def test_a_pair_alone_scores_as_among_others(pairs: list[tuple[Name, Name]], scores: list[float]) -> None:
    comparer = Comparer(shipped())
    assert [score_batch([pair], comparer)[0] for pair in pairs] == scores


def test_both_ways_round_score_alike(pairs: list[tuple[Name, Name]], scores: list[float]) -> None:
    found = dict(zip(pairs, scores, strict=True))
    assert all(found[b, a] == score for (a, b), score in found.items())


def test_what_was_forgotten_is_worked_out_again(
    monkeypatch: pytest.MonkeyPatch, pairs: list[tuple[Name, Name]], scores: list[float]
) -> None:
    monkeypatch.setattr(features, "REMEMBERED", 3)
    comparer = Comparer(shipped())
    found = [score for start in range(0, len(pairs), 7) for score in score_batch(pairs[start : start + 7], comparer)]
    assert found == scores
    assert len(comparer.prepared.views) <= 3 + 14


def test_several_threads_may_share_what_is_remembered(pairs: list[tuple[Name, Name]], scores: list[float]) -> None:
    comparer = Comparer(shipped())
    parts = [pairs[start : start + 11] for start in range(0, len(pairs), 11)]
    with ThreadPoolExecutor(4) as threads:
        found = [score for part in threads.map(lambda part: score_batch(part, comparer), parts) for score in part]
    assert found == scores


def test_the_order_is_that_of_scores_and_fits() -> None:
    comparer = Comparer(shipped())
    others = [parse(text) for text in ("Chan Dara", "Sok Sophea", "", "Sok Sopheak")]
    order = ranked(parse("សុខ សុភា"), others, comparer)
    assert [place for place, _ in order] == [1, 3, 0, 2]
    assert order[-1] == (2, 0.0)
