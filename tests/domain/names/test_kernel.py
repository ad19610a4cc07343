"""The inner loops: machine code, the same functions in plain Python, and the path that explanations are made of."""

import numpy as np
import pytest

from samakki.names import compiling, kernel
from samakki.names.bundle import shipped
from samakki.names.fits import FEES
from samakki.names.letters import Fitted, Letters, Way
from samakki.names.likeness import orders
from samakki.names.path import best_path

LOOPS = ("enter", "leave", "sum_of_paths", "best_path", "fit_many")
NAMES = (
    ("Khmr", "សុខសុភា", ("sok", "sophea")),
    ("Khmr", "សុខសុភា", ("chan", "dara", "phally")),
    ("Thai", "สมชายแสวงการ", ("sawaengkarn", "somchai")),
    ("Hani", "陈金扬", ("tan", "kim", "yang")),
    ("Beng", "মোহাম্মদ", ("mohammad",)),
    ("Mymr", "အောင်ဆန်းစုကြည်", ("aung", "san", "suu", "kyi")),
)


def fitted(script: str, native: str, ways: list[Way]) -> Fitted:
    letters = Letters(shipped().units[script])
    return letters.fit([letters.native(native)], [letters.add(ways)])


@pytest.mark.parametrize(("script", "native", "words"), NAMES)
def test_plain_python_finds_what_machine_code_finds(
    monkeypatch: pytest.MonkeyPatch, script: str, native: str, words: tuple[str, ...]
) -> None:
    if not compiling.IS_COMPILED:
        pytest.skip("there is no compiler here")
    compiled = fitted(script, native, orders(words))
    for name in LOOPS:
        monkeypatch.setattr(kernel, name, getattr(kernel, name).py_func)
    plain = fitted(script, native, orders(words))
    assert plain.way == compiled.way
    assert plain.numbers == pytest.approx(compiled.numbers, rel=1e-5)


@pytest.mark.parametrize(("script", "native", "words"), NAMES)
def test_the_best_way_is_the_one_with_the_highest_rating(script: str, native: str, words: tuple[str, ...]) -> None:
    ways = orders(words)
    rated = [float(fitted(script, native, [way]).rating_of_fitted[0]) for way in ways]
    together = fitted(script, native, ways)
    assert together.way[0] == int(np.argmax(rated))
    assert together.rating_of_fitted[0] == max(rated)
    assert together.numbers[0, kernel.RESULTS] == pytest.approx(rated[0] + FEES[0], rel=1e-6)


@pytest.mark.parametrize(("script", "native", "words"), NAMES)
def test_its_best_path_is_that_of_the_explanation(script: str, native: str, words: tuple[str, ...]) -> None:
    found = fitted(script, native, [(words, 0)]).numbers[0]
    steps = best_path(shipped().units[script], native, "".join(words))
    assert found[kernel.BEST] == pytest.approx(sum(step.weight for step in steps), rel=1e-4)
    assert found[kernel.SUM] >= found[kernel.BEST] - 1e-4
