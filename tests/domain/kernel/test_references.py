import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samakki.kernel.references import LONGEST_BODY, SYMBOLS, new_reference, parse_reference
from samakki.kernel.refusals import InvalidValue

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)
REFERENCES = st.builds(new_reference, PREFIXES, st.binary(min_size=1, max_size=LONGEST_BODY))


def refused(text: str, **wanted: str) -> str:
    with pytest.raises(InvalidValue) as raised:
        parse_reference(text, **wanted)
    return raised.value.refusal.code


@given(REFERENCES)
def test_every_new_reference_is_read_back(reference: str) -> None:
    assert parse_reference(reference) == reference


@given(REFERENCES, st.data())
def test_one_wrong_symbol_is_always_found(reference: str, data: st.DataObject) -> None:
    start = reference.index("-") + 1
    place = data.draw(st.integers(start, len(reference) - 1))
    other = data.draw(st.sampled_from(SYMBOLS))
    assume(other != reference[place])
    assert refused(reference[:place] + other + reference[place + 1 :]) == "reference-check"


@given(REFERENCES, st.data())
def test_two_swapped_neighbours_are_always_found(reference: str, data: st.DataObject) -> None:
    start = reference.index("-") + 1
    assume(len(reference) - start > 1)
    place = data.draw(st.integers(start, len(reference) - 2))
    assume(reference[place] != reference[place + 1])
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assert refused(swapped) == "reference-check"


@given(REFERENCES)
def test_a_reference_copied_by_hand_is_understood(reference: str) -> None:
    assert parse_reference("  " + reference.lower().replace("-", " ") + " ") == reference
    assert parse_reference(reference.replace("0", "o").replace("1", "l")) == reference


def test_no_symbol_can_spell_a_word_or_be_mistaken_for_another() -> None:
    assert not set(SYMBOLS) & set("AEIOUYL")
    assert len(SYMBOLS) == len(set(SYMBOLS)) == 29


@pytest.mark.parametrize("text", ["", "O", "O-", "O-7", "7K3QR", "O-7K3Q*", "OFFI-7K3QR", "O-" + "7" * 18, "Ω-7K3QR"])
def test_what_is_not_a_reference_is_refused(text: str) -> None:
    assert refused(text) == "reference-form"


def test_a_reference_to_another_kind_of_thing_says_which_was_wanted() -> None:
    with pytest.raises(InvalidValue) as raised:
        parse_reference("P-7K3QS", prefix="O")
    assert raised.value.refusal.code == "reference-prefix"
    assert raised.value.refusal.facts == {"expected": "O"}
    assert parse_reference("P-7K3QS", prefix="P") == "P-7K3QS"


@given(st.binary(min_size=4, max_size=4))
def test_the_same_body_under_another_prefix_does_not_pass(drawn: bytes) -> None:
    officer = new_reference("O", drawn)
    assert refused("P" + officer[1:]) == "reference-check"


@pytest.mark.parametrize(("prefix", "drawn"), [("o", b"1"), ("", b"1"), ("ABCD", b"1"), ("O", b""), ("O", bytes(17))])
def test_a_program_that_asks_for_an_impossible_reference_is_told(prefix: str, drawn: bytes) -> None:
    with pytest.raises(ValueError, match="capital letters"):
        new_reference(prefix, drawn)
