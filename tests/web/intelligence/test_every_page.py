"""What every page of intelligence has in common: all words translated, light, no name in address or title."""

import re

from samakki.intelligence import actions
from samakki.intelligence.domain.vocabulary import DestroyReason
from samakki.intelligence.models import ReleaseWarning
from tests.support.casework import a_report, an_item
from tests.support.my_work import shown_lists
from tests.support.pages import FIRST_VISIT_BYTES, OPEN, page_weight, pseudo_language, untranslated
from tests.web.intelligence.world import World, first_ungraded

ADDRESSES = {
    "investigator": (
        "/reports/",
        "/reports/?state=draft&is_mine=on",
        "/reports/?state=destroyed",
        "/reports/new/",
        "/reports/{draft}/",
        "/reports/{draft}/change/",
        "/reports/{draft}/items/cut/",
        "/reports/{draft}/items/{item}/",
        "/reports/{draft}/items/{item}/out/",
        "/reports/{draft}/items/{item}/capture/",
        "/reports/{draft}/link/",
        "/reports/{draft}/release/",
        "/reports/{draft}/destroy/",
        "/reports/{draft}/cases/",
        "/reports/{waiting}/",
        "/reports/{waiting}/release/",
        "/reports/{waiting}/reopen/",
        "/reports/{authorised}/",
        "/reports/{authorised}/release/",
        "/reports/{authorised}/feedback/",
        "/reports/{authorised}/review/",
        "/sources/",
        "/sources/new/",
        "/cases/{case}/intelligence/",
        "/",
    ),
    "supervisor": (
        "/reports/",
        "/reports/{waiting}/",
        "/reports/{waiting}/release/",
        "/reports/{waiting}/release/send-back/",
        "/reports/{lead}/",
        "/",
    ),
    "social_worker": (
        "/community/",
        "/community/new/",
        "/community/{undecided}/",
        "/community/{undecided}/change/",
        "/community/{undecided}/lead/",
        "/community/{community}/",
        "/reports/new/",
        "/sources/new/",
    ),
    "support_lead": ("/community/{community}/", "/"),
}


def every_page(world: World) -> dict[str, str]:
    """Every page, read by somebody for whom it is full: name -> HTML."""
    found = {}
    for kind, addresses in ADDRESSES.items():
        for address in addresses:
            answer = world.client(kind).get(address.format(**vars(world)))
            assert answer.status_code == 200, (kind, address)
            found[f"{kind}: {address}"] = answer.content.decode()
    return {**found, **mistakes(world), **late_pages(world)}


def mistakes(world: World) -> dict[str, str]:
    """Forms with mistakes."""
    draft, writer = f"/reports/{world.draft}/", world.client("investigator")
    answers = {
        "new, wrong": writer.post("/reports/new/", {"text": "", "obtained_on": "99 of May"}),
        "item, wrong": writer.post(
            f"{draft}items/{world.item}/", {"raw": "", "reliability": "B", "system": "6x6", "native": "Q9"}
        ),
        "quick, wrong": writer.post(f"{draft}items/add/", {"raw": ""}),
        "capture, wrong": writer.post(
            f"{draft}items/{world.item}/capture/", {"words": "no digits", "kind": "phone", "person_words": "name"}
        ),
        "source, wrong": writer.post("/sources/new/", {"kind": "person"}),
        "case, wrong": writer.post(f"{draft}cases/", {"case": "C-00000", "item": ""}),
        "lead, wrong": world.client("social_worker").post(
            f"/community/{world.undecided}/lead/", {"text": "I saw “her” at 14:30 at the market.", "desk": ""}
        ),
        "community, wrong": world.client("social_worker").post("/community/new/", {"told": "", "country": "KH"}),
    }
    for name, answer in answers.items():
        assert answer.status_code == 400, name
    return {name: answer.content.decode() for name, answer in answers.items()}


def late_pages(world: World) -> dict[str, str]:
    """Pages of states that come later: warnings, Zawgyi, a review, a destroyed report."""
    writer = world.officers["investigator"]
    warned = a_report(writer, text="မဂၤလာပါ ေနေကာင္းလား")
    an_item(writer, warned, sanitised="I saw “Bong Lek”.")
    kept = ReleaseWarning.objects.filter(report__reference=warned).first()
    assert kept is not None
    actions.answer_warning(by=writer, reference=warned, warning=kept.pk, reason="Everybody says so.")
    reviewed = world.authorised
    actions.review_report(by=writer, reference=reviewed)
    gone = a_report(writer)
    actions.destroy_report(by=writer, reference=gone, reason=DestroyReason.WRITTEN_BY_MISTAKE)
    client = world.client("investigator")
    answers = {
        "zawgyi": client.get(f"/reports/{warned}/"),
        "warnings": client.get(f"/reports/{warned}/release/"),
        "reviewed": client.get(f"/reports/{reviewed}/"),
        "keep": client.get(f"/reports/{reviewed}/keep/"),
        "grade again": client.get(f"/reports/{reviewed}/grade-again/"),
        "destroyed": client.get(f"/reports/{gone}/"),
    }
    return {name: answer.content.decode() for name, answer in answers.items()}


def test_every_page_is_translated_light_and_without_a_name_outside_its_text(world: World) -> None:
    with pseudo_language():
        found = every_page(world)
    assert OPEN in found["investigator: /reports/"]
    names = [one.full_name for one in world.officers.values()] + ["Bong Lek", "Prak Vanna", "Mealea"]
    missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert missed == {}, missed
    for name, html in found.items():
        assert page_weight(html).total <= FIRST_VISIT_BYTES, name
        assert html.count("<h1") == 1, name
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        addresses = re.findall(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"', html)
        for person in names:
            assert title is not None, name
            assert person not in title[1], name
            assert not any(person in address for address in addresses), name


def test_items_that_wait_for_their_grade_are_worked_off_one_after_the_other(world: World) -> None:
    page = world.client("investigator").get(f"/reports/{world.draft}/items/{world.item}/").content.decode()
    assert "Save and grade the next" in page
    assert first_ungraded(world.draft) in world.client("investigator").get(f"/reports/{world.draft}/").content.decode()


def test_lists_of_my_work_that_are_not_asked_would_have_been_empty(world: World) -> None:
    assert shown_lists(world.officers.values()) >= {"intelligence: to do", "intelligence: incoming"}
