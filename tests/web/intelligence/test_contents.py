"""What is offered to be ticked for another desk."""

import re

import pytest

from samakki.entities.models import Entity, Statement
from samakki.intelligence import actions
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import Abroad, build
from tests.support.people import POLICE, SUPPORT, People
from tests.support.sign_in import signed_in
from tests.support.wire import stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def abroad(people: People, monkeypatch: pytest.MonkeyPatch) -> Abroad:
    police = [people.officer(role, desk=POLICE) for role in ("investigator", "investigator", "supervisor")]
    support = [people.officer(role, desk=SUPPORT) for role in ("social_worker", "support_lead")]
    made = build(Desk(people, *police, *support))
    made.wire = stretch(monkeypatch, own={POLICE: None})
    return made


def test_a_connection_is_offered_by_what_it_connects(abroad: Abroad) -> None:
    by = abroad.desk.writer
    writer = signed_in(by, confirmed=True)
    capture = f"/reports/{abroad.report}/items/{abroad.item}/capture/"
    writer.post(capture, {"words": "012 345 007", "kind": "phone", "person_words": "name"})
    phone = Statement.objects.get(prop="number").entity
    ends = {"subject": abroad.person, "object": phone.reference}
    actions.link_captured(by=by, reference=abroad.report, item="", schema="UnknownLink", ends=ends)
    page = writer.get(writer.post(f"/reports/{abroad.report}/disclose/").headers["Location"]).content.decode()
    shown = " ".join(re.sub(r"<[^>]+>", "", page).split())
    name = Entity.objects.get(reference=abroad.person).caption
    assert f"Connection: {name} – {phone.caption}" in shown
    assert "object:" not in shown
