import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.addresses import LONGEST_ADDRESS, DeskAddress, NodeName, parse_agency_code
from samakki.kernel.code_tables import COUNTRY_CODES
from samakki.kernel.refusals import InvalidValue

ADDRESSES = st.builds(
    DeskAddress,
    country=st.sampled_from(sorted(COUNTRY_CODES)),
    agency=st.from_regex(r"[A-Z][A-Z0-9]{1,15}", fullmatch=True),
    office=st.from_regex(r"[A-Z][A-Z0-9-]{0,23}", fullmatch=True),
    desk=st.from_regex(r"[a-z][a-z0-9-]{0,23}", fullmatch=True),
)


@given(ADDRESSES)
def test_an_address_is_read_back_from_its_text_and_fits_its_column(address: DeskAddress) -> None:
    assert DeskAddress.parse(str(address)) == address
    assert len(str(address)) <= LONGEST_ADDRESS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "address-form"),
        ("KH/POL/AHTJPD", "address-form"),
        ("KH/POL/AHTJPD/duty/night", "address-form"),
        ("kh/POL/AHTJPD/duty", "address-country"),
        ("XX/POL/AHTJPD/duty", "address-country"),
        ("KH/P/AHTJPD/duty", "address-agency"),
        ("KH/POL /AHTJPD/duty", "address-agency"),
        ("KH/РОL/AHTJPD/duty", "address-agency"),  # Cyrillic letters that look Latin
        ("KH/POL/ahtjpd/duty", "address-office"),
        ("KH/POL//duty", "address-office"),
        ("KH/POL/AHTJPD/Duty", "address-desk"),
        ("KH/POL/AHTJPD/duty\n", "address-desk"),
        ("KH/POL/AHTJPD/..", "address-desk"),
    ],
)
def test_the_part_that_is_wrong_is_named(text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        DeskAddress.parse(text)
    assert raised.value.refusal.code == code


def test_a_secretariat_of_several_states_has_an_address_without_a_country() -> None:
    assert DeskAddress.parse("XR/SEC/PROG/desk").agency_code == "XR/SEC"


def test_an_agency_code_alone_is_read_and_half_of_one_is_not() -> None:
    assert parse_agency_code("TH/AGO") == ("TH", "AGO")
    with pytest.raises(InvalidValue) as raised:
        parse_agency_code("TH")
    assert raised.value.refusal.code == "address-form"


def test_a_node_is_named_like_an_agency() -> None:
    assert str(NodeName.parse("XR/SEC")) == "XR/SEC"


@pytest.mark.parametrize("text", ["KH", "KH/POL/AHTJPD", "kh/POL", "ZZ/POL", "KH/pol", "KH/P", ""])
def test_another_name_of_a_node_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        NodeName.parse(text)
