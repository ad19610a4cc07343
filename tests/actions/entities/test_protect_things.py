import io
import json

import pytest

from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.protection import UndoReason
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.domain.things import Belongs
from samakki.entities.models import Entity, Place, ProtectedThing, SealedOriginal
from samakki.entities.queries import links
from samakki.entities.queries.files import open_file
from samakki.entities.queries.leaving import Scope, Selection
from samakki.entities.queries.protection import identity
from samakki.entities.queries.things import things_seen
from tests.actions.entities.test_protect_person import written_everywhere
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt

NUMBER, WRITTEN = "+85512900411", "012 900 411"
PASSPORT = "N9004117"
HOME = "house 71, Sentinel lane"


@pytest.fixture
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def custodian(people: People, officer: Officer) -> Officer:
    return people.officer("custodian", desk=officer.desk.address)


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


@pytest.fixture
def her(officer: Officer, report: str) -> str:
    said = (
        NewStatement("name", "Qanchana Srisentinel"),
        NewStatement("birthDate", "2009-05-17"),
        NewStatement("motherName", "Somaly Sentinel"),
        NewStatement("idNumber", "090041178"),
        NewStatement("notes", f"she called from {WRITTEN}, passport n {PASSPORT[1:]}"),
    )
    return actions.describe(by=officer, source=report, entity=NewEntity("Person", said))


def thing(officer: Officer, report: str, schema: str, *said: NewStatement, place: NewPlace | None = None) -> str:
    return actions.describe(by=officer, source=report, entity=NewEntity(schema, said, place))


@pytest.fixture
def phone(officer: Officer, report: str, her: str) -> str:
    said = (NewStatement("username", NUMBER, as_written=WRITTEN), NewStatement("service", "phone"))
    made = thing(officer, report, "UserAccount", *said)
    use(officer, report, her, made)
    return made


@pytest.fixture
def passport(officer: Officer, report: str, her: str) -> str:
    return thing(officer, report, "Passport", NewStatement("number", PASSPORT), NewStatement("holder", target=her))


@pytest.fixture
def home(officer: Officer, report: str, her: str) -> str:
    place = NewPlace(HOME, country="KH", province="KH-12", latitude=11.5, longitude=104.9, radius_m=200)
    made = thing(officer, report, "Address", place=place)
    link(officer, report, her, made, "lives at")
    return made


def link(officer: Officer, report: str, first: str, second: str, role: str) -> None:
    actions.link(
        by=officer,
        source=report,
        schema="UnknownLink",
        ends={"subject": first, "object": second},
        statements=[NewStatement("role", role)],
    )


def use(officer: Officer, report: str, person: str, made: str) -> None:
    link(officer, report, person, made, "uses")


def hits(by: Officer, text: str) -> list[str]:
    found = actions.search_records(by=by, text=text, filters=SearchFilters(), page=1)
    return [one.reference for one in found.hits]


def test_what_is_usual_is_papers_always_and_the_rest_unless_somebody_else_has_it_too(
    officer: Officer, report: str, her: str, phone: str, passport: str, home: str
) -> None:
    suspect = actions.describe(by=officer, source=report, entity=NewEntity("Person", (NewStatement("name", "บองเล็ก"),)))
    house = thing(officer, report, "Address", place=NewPlace("house behind the market"))
    link(officer, report, her, house, "kept at")
    usual = {one.entity: one.usual for one in things_seen(officer, her) if one.caption}
    hers, shared = Belongs.HERS, Belongs.SHARED
    assert usual == {phone: hers, passport: hers, home: hers, house: shared}
    use(officer, report, suspect, phone)
    actions.add_statements(by=officer, entity=passport, statements=[NewStatement("holder", target=suspect)])
    usual = {one.entity: one.usual for one in things_seen(officer, her) if one.caption}
    assert (usual[phone], usual[passport]) == (shared, hers)


def test_things_of_hers_say_nothing_anywhere_in_the_clear(
    officer: Officer, her: str, phone: str, passport: str, home: str
) -> None:
    marks = (NUMBER, WRITTEN, PASSPORT, PASSPORT[1:], HOME, "Somaly", "090041178", "2009-05-17", "104.9")
    assert len(written_everywhere(*marks)) > 5
    code = actions.protect_person(by=officer, entity=her)
    assert written_everywhere(*marks) == []
    found = {row.reference: row for row in Entity.objects.filter(reference__in=[phone, passport, home])}
    assert {row.caption for row in found.values()} == {code}
    assert found[phone].properties == {"username": [code], "service": ["phone"]}
    said = Entity.objects.get(reference=her).properties
    assert (said["birthDate"], said["motherName"], said["idNumber"]) == (["2009"], [code], [code])
    assert said["notes"] == [f"she called from {code}, passport {code}"]
    place = Place.objects.get(entity=found[home])
    assert (place.words, place.latitude, place.radius_m, place.country) == (code, None, None, "KH")


def test_no_search_finds_a_thing_by_what_it_said(
    officer: Officer, her: str, phone: str, passport: str, home: str
) -> None:
    asked = (WRITTEN, NUMBER, "900411", PASSPORT, "Sentinel lane", "Somaly", "090041178")
    assert all(hits(officer, text) for text in asked)
    code = actions.protect_person(by=officer, entity=her)
    assert {text: hits(officer, text) for text in asked} == {text: [] for text in asked}
    assert set(hits(officer, code)) >= {her, phone, passport}


def test_a_thing_of_several_stays_workable(officer: Officer, report: str, her: str, phone: str) -> None:
    code = actions.protect_person(by=officer, entity=her, things={phone: Belongs.SHARED})
    found = Entity.objects.get(reference=phone)
    assert (found.is_protected, found.caption) == (False, WRITTEN)
    assert Entity.objects.get(reference=her).properties["notes"] == [
        f"she called from {WRITTEN}, passport n {PASSPORT[1:]}"
    ]
    assert hits(officer, NUMBER)
    assert code not in found.properties["username"]
    entries = AuditEntry.objects.filter(action="decide_thing", reference=phone)
    assert [row.facts for row in entries] == [{"record": code, "what": "shared", "method": "asked"}]


def test_whose_a_thing_is_can_be_said_later_and_comes_out_by_a_custodian_alone(
    officer: Officer, custodian: Officer, her: str, phone: str, passport: str
) -> None:
    code = actions.protect_person(by=officer, entity=her, things={phone: Belongs.SHARED})
    assert actions.decide_about_things(by=officer, entity=her, things={phone: Belongs.HERS}) == 1
    assert Entity.objects.get(reference=phone).caption == code
    notes = Entity.objects.get(reference=her).properties["notes"]
    assert notes == [f"she called from {code}, passport {code}"]
    with refused_attempt("protect_things", officer.code, "thing-behind-code", about=her):
        actions.decide_about_things(by=officer, entity=her, things={phone: Belongs.SHARED})
    with refused_attempt("release_thing", officer.code, "duty-not-held", about=code):
        actions.release_thing(by=officer, code=code, thing=phone, reason=UndoReason.NOT_HERS)
    actions.release_thing(by=custodian, code=code, thing=phone, reason=UndoReason.NOT_HERS)
    found = Entity.objects.get(reference=phone)
    assert (found.is_protected, found.caption, found.protected_code) == (False, WRITTEN, "")
    said = Entity.objects.get(reference=her).properties
    assert said["notes"] == [f"she called from {WRITTEN}, passport {code}"]
    assert (said["birthDate"], said["motherName"], said["name"]) == (["2009"], [code], [code])
    assert Entity.objects.get(reference=passport).caption == code
    assert hits(officer, NUMBER)
    assert written_everywhere(PASSPORT, "Somaly", "Qanchana", "2009-05-17") == []
    entry = AuditEntry.objects.get(action="release_thing", outcome="done")
    assert (entry.reference, entry.facts["reason"]) == (phone, "not_hers")


def test_undoing_the_protection_brings_everything_back(
    officer: Officer, custodian: Officer, her: str, phone: str, passport: str, home: str
) -> None:
    references = [her, phone, passport, home]
    before = {row.reference: row.properties for row in Entity.objects.filter(reference__in=references)}
    place = Place.objects.values().get()
    code = actions.protect_person(by=officer, entity=her)
    actions.undo_protection(by=custodian, code=code, reason=UndoReason.WRONG_PERSON)
    assert {row.reference: row.properties for row in Entity.objects.filter(reference__in=references)} == before
    assert Place.objects.values().get() == place
    assert not SealedOriginal.objects.exists()
    assert not Entity.objects.filter(is_protected=True).exists()


def test_what_is_typed_on_her_entry_or_a_thing_of_hers_becomes_the_code_whatever_it_is(
    officer: Officer, her: str, phone: str
) -> None:
    code = actions.protect_person(by=officer, entity=her)
    for number in (NUMBER, "+85577000111"):
        actions.add_statements(by=officer, entity=phone, statements=[NewStatement("username", number)])
        actions.add_statements(by=officer, entity=her, statements=[NewStatement("phone", number)])
    assert set(Entity.objects.get(reference=phone).properties["username"]) == {code}
    assert Entity.objects.get(reference=her).properties["samakki:phone"] == [code]
    assert written_everywhere(NUMBER, "77000111") == []
    known = identity(code)
    assert known is not None
    assert ("phone", "+85577000111") in known.things
    row = Entity.objects.get(reference=her).statements.get(prop="name")
    actions.withdraw_statement(
        by=officer,
        entity=her,
        statement=row.pk,
        reason=actions.WithdrawalReason.CORRECTED,
        instead=[NewStatement("name", "Another Srisentinel")],
    )
    assert written_everywhere("Another Srisentinel") == []


def test_the_identity_tells_what_is_behind_the_code(officer: Officer, her: str, phone: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    known = identity(code)
    assert known is not None
    assert {("username", NUMBER), ("username", WRITTEN), ("idNumber", "090041178")} <= set(known.things)
    assert all(NUMBER.encode() not in bytes(row.values_sealed) for row in ProtectedThing.objects.all())


def test_a_number_elsewhere_is_somebody_elses_and_stays(people: People, officer: Officer, her: str, phone: str) -> None:
    stranger = people.officer("investigator", desk=FIELD)
    theirs = source(stranger)
    other = thing(stranger, theirs, "UserAccount", NewStatement("username", NUMBER), NewStatement("service", "phone"))
    before = hits(stranger, NUMBER)
    actions.protect_person(by=officer, entity=her)
    assert hits(stranger, NUMBER) == before == [other]
    assert things_seen(stranger, her) == ()
    with refused_attempt("protect_things", stranger.code, "not-found", about=her):
        actions.decide_about_things(by=stranger, entity=her, things={phone: Belongs.HERS})


def test_a_thing_described_in_another_report_is_hidden_there_too(people: People, officer: Officer, her: str) -> None:
    other = source(officer)
    said = (NewStatement("username", NUMBER, as_written=WRITTEN), NewStatement("service", "phone"))
    made = thing(officer, other, "UserAccount", *said)
    note = actions.describe(
        by=officer, source=other, entity=NewEntity("Person", (NewStatement("notes", f"rang {WRITTEN} often"),))
    )
    use(officer, other, her, made)
    code = actions.protect_person(by=officer, entity=her)
    assert Entity.objects.get(reference=made).caption == code
    assert Entity.objects.get(reference=note).properties["notes"] == [f"rang {code} often"]


def test_a_sketch_of_the_way_to_her_home_is_closed(officer: Officer, her: str, home: str) -> None:
    png = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    file = actions.add_sketch(by=officer, entity=home, stream=png)
    assert open_file(by=officer, reference=file) is not None
    actions.protect_person(by=officer, entity=her)
    assert open_file(by=officer, reference=file) is None


@pytest.mark.parametrize("form", list(Format))
def test_nothing_of_a_thing_of_hers_leaves_in_any_format(
    officer: Officer, report: str, her: str, phone: str, passport: str, home: str, form: Format
) -> None:
    code = actions.protect_person(by=officer, entity=her)
    made = actions.export_entities(
        by=officer, selection=Selection(Scope.SOURCE, report), form=form, answers={}, rest=Whose.SUSPECT
    )
    content = b"".join(actions.fetch_export(by=officer, reference=made) or ()).decode()
    assert code in content
    for mark in (NUMBER, WRITTEN, PASSPORT, HOME, "2009", phone, passport, home):
        assert mark not in content


def test_a_thing_of_several_leaves_without_naming_her_as_its_owner(officer: Officer, report: str, her: str) -> None:
    said = (NewStatement("registrationNumber", "2AB-9004"), NewStatement("owner", target=her))
    car = thing(officer, report, "Vehicle", *said)
    actions.protect_person(by=officer, entity=her, things={car: Belongs.SHARED})
    made = actions.export_entities(
        by=officer,
        selection=Selection(Scope.SOURCE, report),
        form=Format.FOLLOWTHEMONEY,
        answers={},
        rest=Whose.SUSPECT,
    )
    content = b"".join(actions.fetch_export(by=officer, reference=made) or ()).decode()
    row = next(one for one in map(json.loads, content.splitlines()) if one["id"] == car)
    assert "owner" not in row["properties"]
    assert "2AB-9004" in json.dumps(row)


def test_the_connection_with_her_thing_still_shows_by_its_code(officer: Officer, her: str, phone: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    shown = [target.text for row in links(officer, her) for _prop, target in row.others]
    assert shown == [code]
