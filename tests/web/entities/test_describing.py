"""Describing people and things on pages, without script: what was typed is read, asked about, kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.models import Entity, Place, Statement
from tests.support.described import BUS_OWNER, source
from tests.support.hostile_files import png
from tests.support.people import People
from tests.support.shared import shared
from tests.support.sign_in import signed_in

ZAWGYI = "ေအာင္ဆန္း"


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


def said(entity: Entity) -> dict[str, str]:
    return dict(Statement.objects.filter(entity=entity).values_list("prop", "value"))


def test_every_kind_has_a_page_that_asks_for_its_details(client: Client, report: str) -> None:
    page = client.get(f"/describe/{report}/").content.decode()
    kinds = re.findall(rf'href="/describe/{report}/([a-z_]+)/', page)
    assert len(kinds) == 15
    for kind in kinds:
        assert client.get(f"/describe/{report}/{kind}/").status_code == 200, kind
    assert client.get(f"/describe/{report}/nonsense/").status_code == 404


def test_a_person_is_described_and_shown(client: Client, report: str) -> None:
    typed = {"name": "សុខ ដារ៉ា", "weakAlias": "Bong Lek", "gender": "male", "birthDate": "១៧/៥/២០០៨", "basis": "fact"}
    answer = client.post(f"/describe/{report}/person/", typed)
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    for words in ("សុខ ដារ៉ា", "Sokh Dara", "Bong Lek", "17 May 2008", "១៧/៥/២០០៨", "single source", report):
        assert words in page


def test_somebody_nobody_can_name_is_a_person_too(client: Client, report: str) -> None:
    typed = {"samakki__scar": "on the cheek", "samakki__partialPhone": "…678", "samakki__build": "tall"}
    page = client.get(client.post(f"/describe/{report}/person/", typed).headers["Location"]).content.decode()
    for words in ("Somebody not named yet", "on the cheek", "ends with 678", "tall"):
        assert words in page


def test_nothing_said_is_no_entity(client: Client, report: str) -> None:
    answer = client.post(f"/describe/{report}/person/", {"basis": "fact", "name": "  "})
    assert answer.status_code == 400
    assert "Fill in at least one field" in answer.content.decode()
    assert Entity.objects.count() == 0


def test_zawgyi_is_asked_about_with_both_readings(client: Client, report: str) -> None:
    asked = client.post(f"/describe/{report}/person/", {"name": ZAWGYI})
    page = asked.content.decode()
    assert asked.status_code == 400
    assert "Which reading is right?" in page
    assert "အောင်ဆန်း" in page
    assert f'value="{ZAWGYI}"' in page
    client.post(f"/describe/{report}/person/", {"name": ZAWGYI, "encoding": "zawgyi"})
    assert Statement.objects.get(prop="name").value == "အောင်ဆန်း"
    assert Statement.objects.get(prop="name").as_written == ZAWGYI


def test_a_buddhist_year_is_asked_about_and_kept_as_written(client: Client, report: str) -> None:
    asked = client.post(f"/describe/{report}/person/", {"birthDate": "2551"})
    assert "Which calendar is the date in?" in asked.content.decode()
    client.post(f"/describe/{report}/person/", {"birthDate": "2551", "calendar": "buddhist-th"})
    row = Statement.objects.get(prop="birthDate")
    assert (row.value, row.as_written) == ("2008", "2551")


def test_a_mistake_keeps_everything_that_was_typed(client: Client, report: str) -> None:
    typed = {"name": "Sok Dara", "samakki__age": "about sixteen", "nationality": "KH", "notes": "two\nlines"}
    answer = client.post(f"/describe/{report}/person/", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_samakki__age"' in page
    for kept in ('value="Sok Dara"', 'value="about sixteen"', "two\nlines"):
        assert kept in page
    assert re.search(r'value="KH"[^>]* selected', page)
    assert Entity.objects.count() == 0


def test_a_telephone_is_completed_by_the_desk_and_remarked_on(client: Client, report: str) -> None:
    assert re.search(r'value="KH"[^>]* selected', client.get(f"/describe/{report}/phone/").content.decode())
    answer = client.post(f"/describe/{report}/phone/", {"number": "12 345 678", "reporter_country": "KH"}, follow=True)
    assert "without the 0 that is dialled first" in answer.content.decode()
    assert said(Entity.objects.get()) == {"service": "phone", "number": "+85512345678", "username": "+85512345678"}


def test_a_social_account_is_read_from_its_address(client: Client, report: str) -> None:
    client.post(f"/describe/{report}/social_account/", {"username": "https://t.me/Boss_88", "name": "Boss"})
    assert said(Entity.objects.get()) == {"service": "telegram", "username": "boss_88", "name": "Boss"}
    assert Statement.objects.get(prop="username").as_written == "https://t.me/Boss_88"


def test_provinces_and_districts_are_chosen_without_script(client: Client, report: str) -> None:
    address = f"/describe/{report}/place/"
    typed = {"words": "near the pagoda after the bridge", "country": "TH", "look": "1"}
    first = client.post(address, typed).content.decode()
    assert "กรุงเทพมหานคร – Bangkok" in first
    assert "near the pagoda after the bridge" in first
    second = client.post(address, typed | {"province": "TH-10"}).content.decode()
    assert "TH.1001" in second
    assert Entity.objects.count() == 0
    done = client.post(
        address,
        {
            "words": "near the pagoda after the bridge",
            "country": "TH",
            "province": "TH-10",
            "district": "TH.1001",
            "latitude": "13,75",
            "longitude": "๑๐๐.๕",
            "radius_m": "300",
            "described_by": "source",
            "place_kind": "rest_house",
        },
    )
    assert done.status_code == 302
    place = Place.objects.get()
    assert (place.district, place.latitude, place.longitude, place.radius_m) == ("TH.1001", 13.75, 100.5, 300)
    page = client.get(done.headers["Location"]).content.decode()
    for words in ("Rest house on the way", "กรุงเทพมหานคร", "300 metres", "The source"):
        assert words in page


def test_changing_the_country_forgets_the_province(client: Client, report: str) -> None:
    typed = {"words": "x", "country": "KH", "province": "TH-10", "district": "TH.1001", "look": "1"}
    page = client.post(f"/describe/{report}/place/", typed).content.decode()
    assert "Banteay Meanchey" in page
    assert "TH.1001" not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"latitude": "95", "longitude": "1"}, "No place on earth"),
        ({"latitude": "13"}, "A pin needs both numbers"),
        ({"radius_m": "5"}, "no pin it is measured from"),
        ({"latitude": "north"}, "Type a number, such as 13.659"),
        ({"words": " "}, "Type where it is"),
        ({"words": ZAWGYI}, "Which reading is right?"),
    ],
)
def test_a_place_with_a_mistake_says_what_is_wrong(
    client: Client, report: str, wrong: dict[str, str], words: str
) -> None:
    answer = client.post(f"/describe/{report}/place/", {"words": "by the market", **wrong})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert Entity.objects.count() == 0


def test_a_page_can_be_come_back_to_and_no_other_site(client: Client, report: str) -> None:
    typed = {"name": "Sok Dara"}
    back = client.post(f"/describe/{report}/person/?next=/cases/", typed)
    assert back.headers["Location"] == "/cases/"
    away = client.post(f"/describe/{report}/person/?next=https://evil.example/", typed)
    assert away.headers["Location"].startswith("/entities/")


@pytest.fixture
def man(client: Client, report: str) -> str:
    client.post(f"/describe/{report}/person/", {"name": "Sok Dara", "birthDate": "1980"})
    return Entity.objects.get().reference


def test_a_detail_is_added_beside_what_was_said(client: Client, man: str) -> None:
    assert "Place of birth" in client.get(f"/entities/{man}/add/").content.decode()
    typed = {"nationality": "TH", "since": "2020", "basis": "assessment", "source_grade": "B", "information_grade": "3"}
    assert client.post(f"/entities/{man}/add/?what=nationality", typed).status_code == 302
    page = client.get(f"/entities/{man}/").content.decode()
    for words in ("Thailand", "Assessment", "B3", "from 2020", "1980"):
        assert words in page
    assert client.post(f"/entities/{man}/add/?what=nationality", {"nationality": ""}).status_code == 400


def test_a_correction_stands_beside_what_it_corrects(client: Client, man: str) -> None:
    wrong = Statement.objects.get(prop="birthDate")
    address = f"/entities/{man}/statements/{wrong.pk}/"
    assert 'value="1980"' in client.get(address).content.decode()
    assert client.post(address, {"reason": "corrected", "birthDate": ""}).status_code == 400
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"reason": "corrected", "birthDate": "1981"}).status_code == 302
    page = client.get(f"/entities/{man}/").content.decode()
    assert re.search(r"<del>.*1980.*</del>", page, re.DOTALL)
    assert "1981" in page
    assert client.get(address).status_code == 404


def test_two_things_are_linked_and_shown_from_both_ends(client: Client, report: str, man: str) -> None:
    client.post(f"/describe/{report}/phone/", {"number": "+85512345678"})
    phone = Entity.objects.get(schema="UserAccount").reference
    assert "+85512345678" in client.get(f"/entities/{man}/link/").content.decode()
    typed = {"how": "uses:first", "other": phone, "since": "2024", "until": "2025"}
    assert client.post(f"/entities/{man}/link/", typed).status_code == 302
    assert re.search(rf"Sok Dara</bdi> uses <a[^>]*{phone}", client.get(f"/entities/{man}/").content.decode())
    assert re.search(rf"<a[^>]*{man}.*</a> uses <bdi[^>]*>\+855", client.get(f"/entities/{phone}/").content.decode())


def test_a_paper_is_linked_to_its_holder_without_anything_in_between(client: Client, report: str, man: str) -> None:
    client.post(f"/describe/{report}/passport/", {"number": "N0123456", "country": "KH"})
    paper = Entity.objects.get(schema="Passport").reference
    assert client.post(f"/entities/{paper}/link/", {"how": "holds:first", "other": man}).status_code == 302
    assert re.search(rf"is a paper of <a[^>]*{man}", client.get(f"/entities/{paper}/").content.decode())
    assert re.search(rf"<a[^>]*{paper}.*</a> is a paper of <bdi", client.get(f"/entities/{man}/").content.decode())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose how they are connected"),
        ({"how": "uses:first"}, "Choose what it is connected with"),
        ({"how": "uses:first", "reference": "E-7K3QR"}, ""),
        ({"how": "uses:first", "reference": "rubbish"}, ""),
        ({"how": "uses:first", "reference": "MAN"}, "Both ends are the same thing"),
    ],
)
def test_a_link_with_a_mistake_says_what_is_wrong(client: Client, man: str, typed: dict[str, str], words: str) -> None:
    answer = client.post(f"/entities/{man}/link/", {name: text.replace("MAN", man) for name, text in typed.items()})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert Entity.objects.count() == 1


def test_what_was_typed_is_never_markup(client: Client, report: str) -> None:
    typed = {"name": "<script>alert(1)</script>", "notes": "<b>x</b>"}
    page = client.get(client.post(f"/describe/{report}/person/", typed).headers["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>x</b>" not in page


def test_the_list_goes_on_to_older_entries(client: Client, officer: Officer, report: str) -> None:
    with transaction.atomic():
        actions.write_entities(by=officer, source=report, entities=[BUS_OWNER] * 30)
    first = client.get("/entities/?only=person").content.decode()
    older = re.search(r'href="(\?only=person&amp;before=[^"]+)"', first)
    assert older
    second = client.get(f"/entities/{older[1].replace('&amp;', '&')}").content.decode()
    pages = [set(re.findall(r'href="/entities/(E-[^/]+)/"', page)) for page in (first, second)]
    assert (len(pages[0]), len(pages[1]), len(pages[0] | pages[1])) == (25, 5, 30)


def test_with_script_only_the_lists_are_fetched_anew(client: Client, report: str) -> None:
    typed = {"words": "x", "country": "KH", "look": "1"}
    piece = client.post(f"/describe/{report}/place/", typed, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "Banteay Meanchey" in piece


def test_a_sketch_map_is_kept_with_a_place_and_opened_by_who_sees_it(
    client: Client, report: str, people: People
) -> None:
    client.post(f"/describe/{report}/place/", {"words": "after the bridge"})
    place = Entity.objects.get().reference
    assert f"/entities/{place}/sketch/" in client.get(f"/entities/{place}/add/").content.decode()
    assert client.post(f"/entities/{place}/sketch/", {}).status_code == 400
    text = SimpleUploadedFile("map.png", b"no picture at all")
    assert client.post(f"/entities/{place}/sketch/", {"sketch": text}).status_code == 400
    drawn = SimpleUploadedFile("map.png", png())
    assert client.post(f"/entities/{place}/sketch/", {"sketch": drawn}).status_code == 302
    found = re.search(r'href="(/files/[^"]+)"', client.get(f"/entities/{place}/").content.decode())
    assert found
    assert b"".join(client.get(found[1])) == png()
    stranger = signed_in(people.officer("investigator"))
    assert stranger.get(found[1]).status_code == 404
    assert (
        stranger.post(f"/entities/{place}/sketch/", {"sketch": SimpleUploadedFile("m.png", png())}).status_code == 404
    )
    assert Statement.objects.filter(prop="samakki:sketch").count() == 1
