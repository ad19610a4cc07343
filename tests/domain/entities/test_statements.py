import pytest

from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINK_SCHEMATA, LINKS, SCHEMATA, Kind, LinkKind, kind_of_entity, link_kinds_for
from samakki.entities.domain.properties import OWN_PROPERTIES, kept, kind_of
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement, check_entity, check_place
from samakki.entities.web.forms.plans import PLANS, details_of
from samakki.kernel.refusals import InvalidValue


def code_of(entity: NewEntity) -> str:
    with pytest.raises(InvalidValue) as caught:
        check_entity(entity)
    return caught.value.refusal.code


@pytest.mark.parametrize(
    ("schema", "statement", "code"),
    [
        ("Nonsense", NewStatement("name", "x"), "schema-unknown"),
        ("Thing", NewStatement("name", "x"), "schema-unknown"),  # abstract
        ("Person", NewStatement("nonsense", "x"), "property-unknown"),
        ("Person", NewStatement("samakki:nonsense", "x"), "property-unknown"),
        ("Vehicle", NewStatement("samakki:scar", "x"), "property-unknown"),
        ("Person", NewStatement("htcds:a b", "x"), "property-unknown"),
        ("Person", NewStatement("name", " "), "value-empty"),
        ("Person", NewStatement("name", "a\0b"), "value-not-text"),
        ("Person", NewStatement("name", "\ud800"), "value-not-text"),
        ("Person", NewStatement("name", "x" * 20_001), "value-too-long"),
        ("Person", NewStatement("birthDate", "2551-13"), "value-not-taken"),
        ("Person", NewStatement("nationality", "KH"), "value-not-taken"),
        ("Person", NewStatement("samakki:age", "sixteen"), "age-not-understood"),
        ("Person", NewStatement("samakki:birthDate", "soon"), "date-form"),
        ("Person", NewStatement("name", "x", basis="rumour"), "basis-unknown"),
        ("Person", NewStatement("name", "x", since="soon"), "date-form"),
        ("Person", NewStatement("name", "x", target="E-7K3QR"), "target-not-for-this"),
        ("Membership", NewStatement("member", "E-7K3QR"), "target-needed"),
    ],
)
def test_what_cannot_be_said_is_refused(schema: str, statement: NewStatement, code: str) -> None:
    assert code_of(NewEntity(schema, (statement,))) == code


@pytest.mark.parametrize(
    ("schema", "statement"),
    [
        ("Person", NewStatement("name", "សុខ ដារ៉ា")),
        ("Person", NewStatement("samakki:birthDate", "2007-04/2008-05")),
        ("Person", NewStatement("samakki:spokenLanguage", "shn")),
        ("Person", NewStatement("htcds:ext_shoe_size", "38")),
        ("UserAccount", NewStatement("samakki:number", "KH:1300")),
        ("Company", NewStatement("samakki:partialPhone", "*678")),
        ("Membership", NewStatement("member", target="#3")),
    ],
)
def test_what_can_be_said_is_taken(schema: str, statement: NewStatement) -> None:
    check_entity(NewEntity(schema, (statement,)))


def test_nothing_said_is_no_entity_and_a_place_belongs_to_an_address() -> None:
    assert code_of(NewEntity("Person")) == "entity-empty"
    assert code_of(NewEntity("Nonsense")) == "schema-unknown"
    assert code_of(NewEntity("Person", (), NewPlace("here"))) == "place-not-for-this"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (NewPlace("  "), "place-without-words"),
        (NewPlace("x" * 20_001), "value-too-long"),
        (NewPlace("x", country="XX"), "country-unknown"),
        (NewPlace("x", country="KH", province="TH-10"), "province-elsewhere"),
        (NewPlace("x", latitude=1.0), "pin-half"),
        (NewPlace("x", latitude=91.0, longitude=1.0), "pin-outside"),
        (NewPlace("x", latitude=float("nan"), longitude=1.0), "pin-outside"),
        (NewPlace("x", latitude=1.0, longitude=1.0, radius_m=0), "radius-out-of-range"),
        (NewPlace("x", radius_m=5), "radius-without-pin"),
        (NewPlace("x", described_by="rumour"), "describer-unknown"),
    ],
)
def test_a_place_that_points_nowhere_is_refused(place: NewPlace, code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        check_place(place)


def test_what_the_vocabulary_cannot_hold_goes_to_the_twin() -> None:
    assert kept("Person", "birthDate", "2008-05") == "birthDate"
    assert kept("Person", "birthDate", "../2008") == "samakki:birthDate"
    assert kept("Person", "spokenLanguage", "tha") == "samakki:spokenLanguage"


def test_own_properties_belong_to_schemata_that_there_are() -> None:
    for name, own in OWN_PROPERTIES.items():
        assert len(name) <= 48  # the column
        carriers = [one for one in schemata.names() if any(schemata.is_a(one, schema) for schema in own.schemata)]
        assert carriers, name
        assert all(kind_of(schema, name).kind == own.kind for schema in carriers)


def test_kinds_and_links_name_schemata_and_properties_that_there_are() -> None:
    assert set(SCHEMATA.values()) <= schemata.names()
    assert {name for name in schemata.names() if schemata.ends(name)} == LINK_SCHEMATA
    for kind, form in LINKS.items():
        if form.schema:
            assert schemata.ends(form.schema) == (form.first, form.second), kind
        else:
            assert kind_of(form.first_is, form.first).kind == "entity", kind
    for kind in LinkKind:
        assert kind in LINKS


def test_every_kind_an_officer_picks_has_a_form_of_details_that_there_are() -> None:
    assert set(PLANS) == set(Kind) - {Kind.OTHER}
    for kind in PLANS:
        for detail in details_of(kind):
            assert kind_of(SCHEMATA[kind], detail.prop).kind != "entity", (kind, detail.prop)


def test_every_schema_is_of_some_kind_and_knows_its_links() -> None:
    for schema in schemata.names():
        assert kind_of_entity(schema) in Kind
        link_kinds_for(schema)


@pytest.mark.parametrize(
    "value",
    ["+85512345678", "+66812345678", "+84912345678", "+390612345678", "+1300", "+855 12345678", "012345678", "+", "+0"],
)
def test_a_telephone_number_is_taken_exactly_when_the_library_takes_it(value: str) -> None:
    from followthemoney.types import registry  # noqa: PLC0415  (a second to load)

    assert schemata.takes("phone", value) == (registry.phone.clean(value) == value)
