"""What every page of entities has in common: all words translated, light, no name in address or title."""

import re
from typing import Any

from samakki.entities import actions
from samakki.entities.actions import WithdrawalReason
from samakki.entities.models import Statement
from tests.support.pages import FIRST_VISIT_BYTES, page_weight, pseudo_language, untranslated
from tests.web.entities.world_of_entities import Described

ZAWGYI = "ေအာင္ဆန္း"


def every_page(described: Described) -> dict[str, str]:
    """Every page, read by somebody for whom it is full, and what forms answer to mistakes: name -> HTML."""
    refs, client = described.refs, described.client("investigator")
    said = Statement.objects.get(entity__reference=refs["man"], prop="samakki:scar")
    client.post(f"/entities/{refs['man']}/statements/{said.pk}/", {"reason": "mistaken"})
    name = Statement.objects.get(entity__reference=refs["man"], prop="name")
    describe = f"/describe/{refs['report']}"
    found = {
        "list": client.get("/entities/"),
        "list empty": described.client("outsider").get("/entities/"),
        "list of one kind": client.get("/entities/?only=boat"),
        "person": client.get(f"/entities/{refs['man']}/"),
        "person with one source": described.client("colleague").get(f"/entities/{refs['man']}/"),
        "person in part": described.client("supervisor").get(f"/entities/{refs['man']}/"),
        "phone": client.get(f"/entities/{refs['phone']}/"),
        "place": client.get(f"/entities/{refs['house']}/"),
        "choose kind": client.get(f"{describe}/"),
        "describe person": client.get(f"{describe}/person/"),
        "describe person, wrong": client.post(
            f"{describe}/person/",
            {"name": ZAWGYI, "birthDate": "2551", "samakki__age": "about sixteen", "source_grade": "B"},
        ),
        "describe nothing": client.post(f"{describe}/vehicle/", {}),
        "describe phone": client.get(f"{describe}/phone/"),
        "describe place": client.get(f"{describe}/place/"),
        "describe place, looking": client.post(
            f"{describe}/place/", {"words": "by the market", "country": "VN", "look": "1"}
        ),
        "describe place, wrong": client.post(
            f"{describe}/place/",
            {"words": "", "country": "KH", "province": "TH-10", "latitude": "95", "longitude": "1"},
        ),
        "describe social account": client.get(f"{describe}/social_account/"),
        "choose detail": client.get(f"/entities/{refs['man']}/add/"),
        "add detail": client.get(f"/entities/{refs['man']}/add/?what=birthDate"),
        "add detail, wrong": client.post(f"/entities/{refs['man']}/add/?what=birthDate", {"birthDate": "yesterday"}),
        "withdraw": client.get(f"/entities/{refs['man']}/statements/{name.pk}/"),
        "withdraw, wrong": client.post(f"/entities/{refs['man']}/statements/{name.pk}/", {"reason": "corrected"}),
        "link": client.get(f"/entities/{refs['man']}/link/"),
        "correct place": client.get(f"/entities/{refs['house']}/place/"),
        "correct place, wrong": client.post(f"/entities/{refs['house']}/place/", {"words": "", "latitude": "95"}),
        "connection": client.get(f"/connections/{refs['uses']}/"),
        "connection, wrong": client.post(f"/connections/{refs['uses']}/", {"reason": "corrected", "how": ""}),
        "connection of old": _withdrawn(described),
        "link, wrong": client.post(f"/entities/{refs['man']}/link/", {"how": "family:first", "other": refs["house"]}),
    }
    for what, answer in found.items():
        assert answer.status_code == (400 if "wrong" in what or "nothing" in what else 200), what
    return {what: answer.content.decode() for what, answer in found.items()}


def _withdrawn(described: Described) -> Any:  # noqa: ANN401  (the client's answers carry more than their type says)
    """A connection that holds no more, with what was said of it."""
    link = described.refs["hidden link"]
    actions.withdraw_link(by=described.officers["investigator"], link=link, reason=WithdrawalReason.MISTAKEN)
    return described.client("investigator").get(f"/connections/{link}/")


def test_every_page_is_translated_light_and_names_nobody_in_its_title(described: Described) -> None:
    with pseudo_language():
        found = every_page(described)
        missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert missed == {}
    for name, html in found.items():
        assert page_weight(html).total < FIRST_VISIT_BYTES, name
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title, name
        assert title[1].strip(), name
        assert not any(secret in title[1] for secret in ("สมชาย", "Bong", "SECRET", "Jaidee", "pagoda")), name


def test_dates_carry_the_era_that_readers_expect(described: Described) -> None:
    client = described.client("investigator")
    for language, has_era in {"km": True, "th": True, "my": False, "zh-hans": False}.items():
        client.post("/language/", {"language": language})
        page = client.get(f"/entities/{described.refs['man again']}/").content.decode()
        assert ("252" in page) == has_era, language
