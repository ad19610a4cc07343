"""What columns are compared as."""

from pathlib import Path

import pytest

from samakki.matching.bulk import columns
from samakki.matching.bulk.columns import Use, as_toml, guess, told, understood
from samakki.matching.bulk.problems import CannotLink

SAMPLES = {
    "rec_id": ["a", "b"],
    "ชื่อ-สกุล": ["สมชาย ใจดี", "วิชัย"],
    "First name": ["Sok", "Ly"],
    "Surname": ["Sophea", "Na"],
    "dob": ["1987-05-31", "1990"],
    "nationality": ["KH", "TH"],
    "religion": ["x", "y"],
    "postcode": ["2000", "2001"],
    "remarks": ["x" * 60, "y" * 60],
    "constant": ["1", "1"],
    "empty": [],
}


def test_headings_and_contents_say_what_columns_are() -> None:
    found = {use.heading: use.words() for use in guess(list(SAMPLES), SAMPLES)}
    assert found == {
        "rec_id": "id",
        "ชื่อ-สกุล": "name",
        "First name": "name given",
        "Surname": "name family",
        "dob": "birth",
        "nationality": "leave",
        "religion": "leave",
        "postcode": "word postcode",
        "remarks": "leave",
        "constant": "leave",
        "empty": "leave",
    }


def test_the_file_that_shows_the_guess_says_the_same(tmp_path: Path) -> None:
    uses = guess(list(SAMPLES), SAMPLES)
    path = tmp_path / "columns.toml"
    path.write_text(as_toml([*uses, Use('od"d\\ \n', columns.LEAVE)]), encoding="utf-8")
    assert told(path, [*SAMPLES, 'od"d\\ \n'])[:-1] == uses


@pytest.mark.parametrize(
    "words",
    ["", "word", "word nationality", "text ethnicity", "nationality", "word id", "word Two Words", "id x", "sexx"],
)
def test_words_that_mean_nothing_or_what_nobody_is_compared_by_are_refused(words: str) -> None:
    with pytest.raises(CannotLink, match="columns-words"):
        understood("Heading", words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no toml [", "columns-form"),
        ("[other]\na = 'id'", "columns-form"),
        ("[columns]\na = 1", "columns-form"),
        ("[columns]\nz = 'id'", "columns-unknown"),
    ],
)
def test_a_file_of_columns_that_does_not_fit_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(text)
    with pytest.raises(CannotLink, match=code):
        told(path, ["a"])
