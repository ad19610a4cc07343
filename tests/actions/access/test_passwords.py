"""What nobody may choose as a password here: words of this place, and a list of leaked ones."""

from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from samakki.access.domain.passwords import rests_on
from tests.support.people import People


def is_refused(password: str, people: People | None = None) -> bool:
    try:
        validate_password(password, people.officer() if people else None)
    except ValidationError as error:
        return {one.code for one in error.error_list} == {"password_too_common"}
    return False


@pytest.mark.parametrize("password", ["Samakki-2026-!!", "POLICE.police.1234", "kh.samakki.police", "operation-heron"])
def test_words_of_this_place_do_not_make_a_password(password: str, settings: Settings) -> None:
    settings.SAMAKKI_PASSWORD_WORDS = ("operation heron",)
    assert is_refused(password)


def test_the_desk_and_agency_of_the_officer_count_too(people: People) -> None:
    desk = people.officer().desk
    assert desk is not None
    assert is_refused(f"{desk.address}-2026", people)
    assert not is_refused("quiet river brass lantern", people)


@pytest.mark.parametrize(
    "password", ["my police dog sleeps all day", "ស្រុកខ្មែរស្អាតណាស់", "1234-5678-9012-3456", "ដារា!!"]
)
def test_a_sentence_with_such_a_word_and_what_has_no_letters_are_judged_by_other_rules(password: str) -> None:
    assert not rests_on(password, ("police",))


def test_a_list_of_leaked_passwords_is_asked_where_there_is_one(tmp_path: Path, settings: Settings) -> None:
    settings.SAMAKKI_REFUSED_PASSWORDS = tmp_path / "refused.txt"
    assert not is_refused("brass lantern quiet river")
    (tmp_path / "refused.txt").write_bytes(b"\xff\xfe\r\nBrass Lantern quiet river\r\n")
    assert is_refused("brass lantern quiet river")
    assert not is_refused("brass lantern quiet rivers")
