"""Correcting places and connections on pages: one act, nothing destroyed, lists and searches follow."""

import re

import pytest
from django.test import Client

from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions, queries
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Place, SearchEntry, Statement
from samakki.kernel.refusals import InvalidValue, Refused
from tests.web.entities.world_of_entities import Described

PAGODA = {
    "words": "near the pagoda after the bridge",
    "place_kind": "rest_house",
    "country": "KH",
    "province": "KH-1",
    "district": "KH.0110",
    "latitude": "13.659",
    "longitude": "102.563",
    "radius_m": "400",
    "described_by": "source",
    "reason": "corrected",
}


@pytest.fixture
def client(described: Described) -> Client:
    return described.client("investigator")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def said(reference: str, *, current: bool = True) -> dict[str, str]:
    rows = Statement.objects.filter(entity__reference=reference, withdrawn_at__isnull=current).order_by("pk")
    return dict(rows.values_list("prop", "value"))


# Places


def test_the_form_begins_with_what_is_known(client: Client, described: Described) -> None:
    page = client.get(f"/entities/{described.refs['house']}/place/").content.decode()
    for shown in ('value="13.659"', 'value="400"', "near the pagoda after the bridge"):
        assert shown in page
    for chosen in ("rest_house", "KH-1", "KH.0110", "source"):
        assert re.search(rf'value="{chosen}"[^>]* selected', page), chosen


def test_a_place_is_corrected_whole_and_what_stood_there_stays(client: Client, described: Described) -> None:
    house = described.refs["house"]
    typed = PAGODA | {"province": "KH-2", "district": "KH.0203", "latitude": "13.1", "longitude": "103.2"}
    typed |= {"radius_m": "50", "place_kind": "home"}
    answer = client.post(f"/entities/{house}/place/", typed)
    assert answer.status_code == 302
    place = Place.objects.get(entity__reference=house)
    assert (place.province, place.district, place.latitude, place.radius_m, place.kind) == (
        "KH-2",
        "KH.0203",
        13.1,
        50,
        "home",
    )
    assert said(house)["full"] == "near the pagoda after the bridge"
    assert said(house, current=False)["samakki:radius"] == "400"
    assert said(house, current=False)["state"] == "Banteay Meanchey"
    assert Statement.objects.filter(entity__reference=house, prop="full").count() == 1  # it did not change
    page = words(client.get(f"/entities/{house}/").content.decode())
    assert "50 metres" in page
    assert "Withdrawn: Banteay Meanchey" in page
    assert SearchEntry.objects.get(reference=house).province == "KH-2"
    assert AuditEntry.objects.filter(action="correct_place", reference=house, facts__reason="corrected").count() == 1


def test_a_pin_that_was_wrong_is_emptied_with_its_radius(client: Client, described: Described) -> None:
    house = described.refs["house"]
    typed = PAGODA | {"latitude": "", "longitude": "", "radius_m": "", "reason": "mistaken"}
    client.post(f"/entities/{house}/place/", typed)
    place = Place.objects.get(entity__reference=house)
    assert (place.latitude, place.longitude, place.radius_m) == (None, None, None)
    assert not {"latitude", "longitude", "samakki:radius"} & set(said(house))


def test_a_correction_that_changes_nothing_says_so_and_writes_nothing(client: Client, described: Described) -> None:
    house = described.refs["house"]
    before = Statement.objects.count()
    answer = client.post(f"/entities/{house}/place/", PAGODA)
    assert answer.status_code == 400
    assert "What you typed is what stands there already." in answer.content.decode()
    assert Statement.objects.count() == before


def test_a_place_with_a_mistake_keeps_what_was_typed(client: Client, described: Described) -> None:
    house = described.refs["house"]
    answer = client.post(f"/entities/{house}/place/", PAGODA | {"latitude": "95", "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "No place on earth" in page
    assert "Choose why it no longer holds" in page
    assert 'value="95"' in page
    assert Place.objects.get(entity__reference=house).latitude == 13.659


def test_districts_of_another_province_are_chosen_without_script(client: Client, described: Described) -> None:
    house = described.refs["house"]
    answer = client.post(f"/entities/{house}/place/", PAGODA | {"province": "KH-2", "look": "1"})
    assert "KH.0203" in answer.content.decode()
    assert Place.objects.get(entity__reference=house).province == "KH-1"


def test_one_statement_of_a_place_leads_to_the_whole_place(client: Client, described: Described) -> None:
    house = described.refs["house"]
    pin = Statement.objects.get(entity__reference=house, prop="latitude")
    answer = client.get(f"/entities/{house}/statements/{pin.pk}/")
    assert answer.headers["Location"] == f"/entities/{house}/place/"


def test_what_a_program_withdraws_of_a_place_leaves_the_row_behind_nowhere(described: Described) -> None:
    by, house = described.officers["investigator"], described.refs["house"]
    full = Statement.objects.get(entity__reference=house, prop="full")
    better = [NewStatement("full", "behind the market")]
    reason = WithdrawalReason.MISTAKEN
    actions.withdraw_statement(by=by, entity=house, statement=full.pk, reason=reason, instead=better)
    assert Place.objects.get(entity__reference=house).words == "behind the market"


def test_a_place_of_an_earlier_version_keeps_in_history_what_its_row_alone_said(described: Described) -> None:
    by, house = described.officers["investigator"], described.refs["house"]
    Statement.objects.filter(prop__startswith="samakki:").filter(entity__reference=house).delete()
    full = NewPlace("near the pagoda after the bridge", country="KH")
    actions.correct_place(by=by, entity=house, place=full, reason=WithdrawalReason.RETRACTED)
    assert said(house, current=False)["samakki:radius"] == "400"
    assert said(house, current=False)["samakki:placeKind"] == "rest_house"


@pytest.mark.parametrize("who", ["outsider", "colleague", "prosecutor", "social_worker"])
def test_nobody_corrects_a_place_that_is_not_theirs_to_change(described: Described, who: str) -> None:
    house, before = described.refs["house"], Statement.objects.count()
    status = described.client(who).post(f"/entities/{house}/place/", PAGODA | {"radius_m": "7"}).status_code
    assert status == (302 if who == "colleague" else 404)
    assert (Statement.objects.count() == before) == (who != "colleague")


def test_what_is_no_place_is_not_corrected_as_one(client: Client, described: Described) -> None:
    assert client.get(f"/entities/{described.refs['man']}/place/").status_code == 404
    with pytest.raises(Refused):
        actions.correct_place(
            by=described.officers["investigator"],
            entity=described.refs["man"],
            place=NewPlace("x"),
            reason=WithdrawalReason.MISTAKEN,
        )


# Connections


def lives(described: Described) -> str:
    return f"/connections/{described.refs['lives']}/"


def test_a_connection_is_one_sentence_on_the_page_of_either_end(client: Client, described: Described) -> None:
    for name in ("man", "house"):
        page = words(client.get(f"/entities/{described.refs[name]}/").content.decode())
        assert re.search(r"สมชาย ใจดี .*lives at near the pagoda after the bridge", page), name


def test_a_connection_that_was_never_right_goes_and_stays_in_sight(client: Client, described: Described) -> None:
    man, house, link = (described.refs[one] for one in ("man", "house", "lives"))
    assert client.post(lives(described), {}).status_code == 400
    assert client.post(lives(described), {"reason": "mistaken"}).status_code == 302
    for reference in (man, house):
        page = words(client.get(f"/entities/{reference}/").content.decode())
        current, _title, gone = page.partition("Withdrawn")
        assert "lives at" not in current
        assert "lives at" in gone
    by = described.officers["investigator"]
    assert link not in {one.link.reference for one in queries.links(by, man)}
    assert AuditEntry.objects.filter(action="withdraw_link", reference=link, facts__reason="mistaken").exists()
    assert client.post(lives(described), {"reason": "mistaken"}).status_code == 404
    assert "What was said before" in client.get(lives(described)).content.decode()


def test_a_connection_is_corrected_in_its_place(client: Client, described: Described) -> None:
    other = described.refs["hidden house"]
    page = client.get(lives(described)).content.decode()
    assert re.search(r'value="lives_at:first"[^>]* selected', page)
    typed = {"reason": "corrected", "how": "works_at:first", "reference": other, "since": "2025", "basis": "fact"}
    assert client.post(lives(described), typed).status_code == 302
    by, man = described.officers["investigator"], described.refs["man"]
    found = next(one for one in queries.links(by, man) if one.link.reference == described.refs["lives"])
    assert (found.second.reference, {one.prop: one.value for one in found.assertions}) == (
        other,
        {"role": "works at", "startDate": "2025"},
    )
    shown = words(client.get(lives(described)).content.decode())
    assert "works at SECRET-HOUSE" in shown
    assert re.search("What was said before .*near the pagoda", shown)
    gone = words(client.get(f"/entities/{described.refs['house']}/").content.decode()).partition("Withdrawn")[2]
    assert "lives at near the pagoda" in gone


def test_another_kind_of_link_takes_its_place(described: Described) -> None:
    by, refs = described.officers["investigator"], described.refs
    friend = actions.describe(by=by, source=refs["report"], entity=NewEntity("Person", (NewStatement("name", "Sok"),)))
    link = actions.link(by=by, source=refs["report"], schema="Family", ends={"person": refs["man"], "relative": friend})
    ends = {"person": refs["man"], "associate": friend}
    made = actions.correct_link(by=by, link=link, schema="Associate", ends=ends)
    assert made != link
    found = {one.link.reference for one in queries.links(by, friend)}
    assert found == {made}
    with pytest.raises(InvalidValue, match="link-not-changed"):
        actions.correct_link(by=by, link=made, schema="Associate", ends=ends)


def test_a_grade_that_nobody_chose_again_stays(described: Described) -> None:
    by, refs = described.officers["investigator"], described.refs
    Statement.objects.filter(entity__reference=refs["lives"], prop="role").update(
        source_grade="A", information_grade="1"
    )
    ends = {"subject": refs["man"], "object": refs["hidden house"]}
    role = NewStatement("role", "lives at")
    actions.correct_link(by=by, link=refs["lives"], schema="UnknownLink", ends=ends, statements=[role])
    kept = Statement.objects.get(entity__reference=refs["lives"], prop="role")
    assert (kept.source_grade, kept.withdrawn_at) == ("A", None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"other": ""}, "Choose what it is connected with"),
        ({"how": ""}, "Choose how they are connected"),
        ({"reference": "E-7K3QR"}, ""),
        ({"reference": "rubbish"}, ""),
        ({}, "What you chose is what stands there already."),
    ],
)
def test_a_correction_with_a_mistake_says_what_is_wrong(
    client: Client, described: Described, typed: dict[str, str], message: str
) -> None:
    whole = {"reason": "corrected", "how": "lives_at:first", "other": described.refs["house"], "basis": "fact"}
    before = Statement.objects.count()
    answer = client.post(lives(described), whole | typed)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    assert Statement.objects.count() == before


def test_who_reads_a_connection_and_may_not_change_it_sees_its_history_alone(described: Described) -> None:
    client = described.client("prosecutor")
    assert client.get(lives(described)).status_code == 404  # nor that it is there
    by = described.officers["investigator"]
    reader: Officer = described.officers["colleague"]
    assert queries.link_of(reader, described.refs["half hidden"]) is None  # an end of it is not theirs to see
    assert queries.link_of(by, described.refs["half hidden"]) is not None
    assert queries.link_of(by, described.refs["man"]) is None


def test_a_paper_is_given_to_its_right_holder(client: Client, described: Described) -> None:
    by, refs = described.officers["investigator"], described.refs
    paper = NewEntity("Passport", (NewStatement("number", "N01"), NewStatement("holder", target=refs["man"])))
    passport = actions.describe(by=by, source=refs["report"], entity=paper)
    other = actions.describe(by=by, source=refs["report"], entity=NewEntity("Person", (NewStatement("name", "Sok"),)))
    statement = Statement.objects.get(entity__reference=passport, prop="holder")
    address = f"/entities/{passport}/statements/{statement.pk}/"
    assert "is a paper of" in words(client.get(address).content.decode())
    assert client.post(address, {"reason": "corrected", "reference": passport, "basis": "fact"}).status_code == 400
    assert client.post(address, {"reason": "corrected", "other": other, "basis": "fact"}).status_code == 302
    page = words(client.get(f"/entities/{passport}/").content.decode())
    assert re.search(r"N01 is a paper of Sok", page)
    man = words(client.get(f"/entities/{refs['man']}/").content.decode())
    assert "N01 is a paper of" not in man.partition("Withdrawn")[0]
    assert "is a paper of" in man.partition("Withdrawn")[2]
