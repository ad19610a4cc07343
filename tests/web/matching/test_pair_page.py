"""Two entities beside each other, judged, confirmed and taken back on pages."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation

from samakki.access.models import AuditEntry
from samakki.access.queries import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewStatement
from samakki.matching import actions, queries
from samakki.matching.actions import comparing
from samakki.matching.domain.vocabulary import Judgement, Reason
from samakki.matching.web.panel import same_as
from samakki.ui.languages import LANGUAGES
from tests.support import pages
from tests.support.judged import World
from tests.support.sign_in import signed_in

SAME = {"judgement": "positive", "reason": "fits_together"}


def two(world: World) -> tuple[str, str]:
    a = world.person("សុខ សុភា", birthDate="1987", gender="female", nationality="kh")
    b = world.person("Sok Sophea", birthDate="1987-05-02", gender="male", address="near the pagoda")
    return a, b


def panel(world: World, reference: str, officer: Officer | None = None) -> str:
    request = RequestFactory().get("/")
    request.user = officer or world.officer
    return same_as(request, reference)


def words(html: bytes | str) -> str:
    text = html.decode() if isinstance(html, bytes) else html
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_says_what_agrees_differs_and_is_unknown(world: World) -> None:
    a, b = two(world)
    said = words(signed_in(world.officer).get(f"/entities/{a}/same-as/{b}/").content)
    assert "Date of birth 1987 2 May 1987 Could be the same" in said
    assert re.search(r"Sex \S+ \S+ Differs", said)
    assert "One side only" in said
    assert "These letters are usual spellings of each other: សុខ=sok" in said
    looks = AuditEntry.objects.filter(action="read_record", actor=world.officer.code)
    assert looks.values("reference").distinct().count() == 2


def test_the_number_comes_only_on_request_and_with_its_meaning(world: World) -> None:
    a, b = two(world)
    client = signed_in(world.officer)
    address = f"/entities/{a}/same-as/{b}/"
    assert "The chance that" not in words(client.get(address).content)
    said = words(client.get(address, {"number": "1"}).content)
    assert re.search(r"the same name is 0\.\d\d\. A possibility, not evidence of identity", said)


def test_a_judgement_is_kept_and_the_panel_shows_it(world: World) -> None:
    a, b = two(world)
    assert "Nobody has judged yet" in words(panel(world, a))
    answer = signed_in(world.officer).post(f"/entities/{a}/same-as/{b}/", SAME)
    assert answer.status_code == 302
    shown = words(signed_in(world.officer).get(f"/entities/{a}/").content)
    assert re.search("Judged to be the same .* Sok Sophea", shown)
    assert "Name, age, place and the rest fit together" in shown


def test_somebody_who_cannot_tell_gives_no_reason(world: World) -> None:
    a, b = two(world)
    signed_in(world.officer).post(f"/entities/{a}/same-as/{b}/", {"judgement": "unsure"})
    assert [row.reason for row in queries.between(world.officer, a, b)] == ["too_little"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose Same, Not the same or Cannot tell"),
        ({"judgement": "positive"}, "Choose the reason"),
        ({"judgement": "positive", "reason": "cannot_both_be"}, "This reason does not go with your answer"),
        ({"judgement": "positive", "reason": "rubbish"}, "That is not offered any more"),
    ],
)
def test_what_is_missing_stands_beside_the_field_and_what_was_chosen_is_kept(
    world: World, given: dict[str, str], message: str
) -> None:
    a, b = two(world)
    answer = signed_in(world.officer).post(f"/entities/{a}/same-as/{b}/", given)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert html.count(message) >= 2  # in the summary and beside the field
    assert "govuk-error-summary" in html
    if "judgement" in given:
        assert re.search(r'value="positive"[^>]*checked', html)
    assert queries.between(world.officer, a, b) == ()


def test_disagreement_is_shown_with_both_officers(world: World) -> None:
    a, b = two(world)
    for one in (a, b):
        world.show(one, world.colleague)
    actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    actions.judge(by=world.colleague, a=a, b=b, judgement=Judgement.NEGATIVE, reason=Reason.CANNOT_BOTH_BE)
    shown = words(panel(world, a))
    assert "Officers disagree" in shown
    assert world.officer.full_name in shown
    assert world.colleague.full_name in shown


def test_the_other_is_asked_for_by_reference(world: World) -> None:
    a, b = two(world)
    hidden = world.person("Somebody", by=world.colleague)
    client = signed_in(world.officer)
    address = f"/entities/{a}/same-as/"
    assert client.post(address, {"other": f" {b.lower()} "}).headers["Location"] == f"/entities/{a}/same-as/{b}/"
    for typed, message in (
        ("", "Type the reference of the other one"),
        (a, "This is the same entity"),
        (hidden, "There is no entity with this reference that you may see"),
        ("E-0000", "Type it again"),
    ):
        answer = client.post(address, {"other": typed})
        assert answer.status_code == 400
        if typed != "E-0000":
            assert message in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode() or not typed


def test_what_is_missing_and_what_is_not_theirs_are_the_same_page(world: World) -> None:
    a, b = two(world)
    hidden = world.person("Somebody", by=world.colleague)
    code = actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    mine, theirs = signed_in(world.officer), signed_in(world.colleague)
    for client, address in (
        (mine, f"/entities/{a}/same-as/{hidden}/"),
        (mine, f"/entities/{a}/same-as/E-0000/"),
        (mine, f"/entities/{hidden}/same-as/"),
        (mine, f"/entities/{a}/same-as/{a}/"),
        (theirs, f"/judgements/{code}/withdraw/"),
        (theirs, f"/judgements/{code}/confirm/"),
        (theirs, "/judgements/J-0000/withdraw/"),
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address, SAME).status_code == 404, address


def test_taking_back_shows_first_what_comes_apart(world: World) -> None:
    a, b = two(world)
    c = world.person("Sok Sopheap")
    code = actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    actions.judge(by=world.officer, a=b, b=c, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    client = signed_in(world.officer)
    address = f"/judgements/{code}/withdraw/"
    asked = words(client.get(address).content)
    assert "come apart like this" in asked
    assert "Sok Sopheap" in asked
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"reason": "mistaken"}).status_code == 302
    assert queries.profile_members(a) == ()
    assert "Taken back: It was a mistake" in words(panel(world, a))
    again = client.post(address, {"reason": "mistaken"})
    assert "taken back before" in again.content.decode()


def test_an_officer_of_the_other_agency_confirms_on_a_page(world: World, neighbour: Officer) -> None:
    a, b = world.person("Sok Sophea"), world.person("Sok Sophia", by=neighbour)
    world.show(a, neighbour)
    world.show(b, world.officer)
    signed_in(world.officer).post(f"/entities/{a}/same-as/{b}/", SAME)
    (row,) = queries.between(world.officer, a, b)
    assert "Waits for an officer of the other agency" in words(panel(world, a))
    address = f"/judgements/{row.code}/confirm/"
    own = signed_in(world.officer).post(address, {"understood": "on"})
    assert "It is your own" in own.content.decode()
    client = signed_in(neighbour)
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"understood": "on"}).status_code == 302
    assert queries.profile_members(a) == (b,)


def test_protected_people_have_no_panel_and_are_refused_in_words(world: World) -> None:
    a, b = two(world)
    entities.protect_person(by=world.officer, entity=a)
    assert panel(world, a) == ""
    answer = signed_in(world.officer).post(f"/entities/{b}/same-as/{a}/", SAME)
    assert answer.status_code == 400
    assert "Protected people are not compared with anybody" in answer.content.decode()


def test_names_that_are_markup_stay_text(world: World) -> None:
    a, b = world.person("<script>alert(1)</script>"), world.person('"><img src=x onerror=alert(1)>')
    entities.add_statements(by=world.officer, entity=a, statements=[NewStatement("notes", "<b>bold</b>")])
    actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    html = signed_in(world.officer).get(f"/entities/{a}/same-as/{b}/").content.decode() + panel(world, a)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>bold" not in html


def every_page(world: World) -> dict[str, str]:
    """Each page and the panel, with something of everything on it."""
    a, b = two(world)
    c = world.person("Sok Sopheap")
    for one in (a, b, c):
        world.show(one, world.colleague)
    code = actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    actions.judge(by=world.officer, a=b, b=c, judgement=Judgement.POSITIVE, reason=Reason.SOURCE_SAYS)
    actions.judge(by=world.colleague, a=a, b=c, judgement=Judgement.UNSURE, reason=Reason.TOO_LITTLE)
    client = signed_in(world.officer)
    addresses = {
        "pair": f"/entities/{a}/same-as/{b}/?number=1",
        "choose": f"/entities/{a}/same-as/",
        "withdraw": f"/judgements/{code}/withdraw/",
        "confirm": f"/judgements/{code}/confirm/",
    }
    found = {name: client.get(address).content.decode() for name, address in addresses.items()}
    found["pair, wrong"] = client.post(f"/entities/{a}/same-as/{b}/", {}).content.decode()
    actions.judge(by=world.colleague, a=a, b=b, judgement=Judgement.NEGATIVE, reason=Reason.CANNOT_BOTH_BE)
    found["entity, disputed"] = client.get(f"/entities/{a}/").content.decode()
    found["pair, disputed"] = client.get(f"/entities/{a}/same-as/{c}/").content.decode()
    found |= possible_pages(world)
    return found


def possible_pages(world: World) -> dict[str, str]:
    """Somebody who may be described elsewhere, in two scripts, and a near namesake."""
    a = world.person("สมชาย แสวงการ", birthDate="1987-05-02", gender="male", phone="+66812345678")
    world.person("Somchai Sawaengkarn", birthDate="1987", gender="male", phone="+66812345678", birthPlace="Buriram")
    world.person("Somchai Sawangkan", birthDate="1962", gender="male", birthPlace="Chiang Mai")
    comparing.compare_waiting(lambda: True)
    client = signed_in(world.officer)
    return {
        "possible": client.get(f"/entities/{a}/possible-matches/?number=1").content.decode(),
        "entity, possible": client.get(f"/entities/{a}/").content.decode(),
    }


def test_every_string_is_translated(world: World) -> None:
    with pages.pseudo_language():
        for html in every_page(world).values():
            pages.assert_every_string_translated(html)


def test_the_pair_page_opens_in_every_language(world: World) -> None:
    a, b = two(world)
    client = signed_in(world.officer)
    for code, _name in LANGUAGES:
        with translation.override(code):
            client.cookies["samakki_language"] = code
            assert client.get(f"/entities/{a}/same-as/{b}/", headers={"accept-language": code}).status_code == 200
