"""Who has access to a record: read, given, ended, granted, kept away."""

import re
from datetime import timedelta

from django.utils import timezone

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Exclusion, Membership
from tests.support.people import FIELD, record
from tests.support.sign_in import signed_in
from tests.web.access.world import World, identity


def member_form(code: str, **changed: str) -> dict[str, str]:
    return {"officer": code, "basis": "team", "purpose": "investigate_trafficking", "last_day": "", **changed}


def sees(world: World, officer: object) -> bool:
    decision = queries.decide_record(
        by=officer,  # type: ignore[arg-type]  # an officer of the world
        reference=world.case,
        purpose=None,
        surface=Surface.PAGE,
    )
    return decision.view is not None


def test_the_page_says_who_why_and_until_when(world: World) -> None:
    page = world.client("supervisor").get(f"/records/{world.case}/access/").content.decode()
    for words in (
        world.officers["investigator"].full_name,
        "member of the team",
        "Investigate trafficking in persons",
        "urgent access, 24 hours",
        "Waits for its review",
    ):
        assert words in page


def test_the_owner_sees_who_looked_and_who_tried(world: World) -> None:
    world.client("investigator").get(f"/records/{world.case}/access/")
    world.client("prosecutor").get(f"/records/{world.case}/access/")
    page = world.client("supervisor").get(f"/records/{world.case}/access/").content.decode()
    assert "Who looked at it" in page
    for kind in ("investigator", "prosecutor"):
        assert world.officers[kind].code in page
    assert "Refused" in page


def test_giving_access_opens_the_record_and_tells_the_officer(world: World) -> None:
    colleague = world.people.officer("investigator")
    assert not sees(world, colleague)
    answer = world.client("supervisor").post(f"/records/{world.case}/access/add/", member_form(colleague.code))
    assert answer.headers["Location"] == f"/records/{world.case}/access/"
    assert sees(world, colleague)
    client = signed_in(colleague)
    assert "You were given access to a record" in client.get("/notices/").content.decode()
    assert world.case in client.get("/my-records/").content.decode()


def test_an_end_in_the_past_is_said_beside_the_day_and_everything_typed_stays(world: World) -> None:
    colleague = world.people.officer("investigator")
    form = member_form(colleague.code, last_day="2020-01-01")
    page = world.client("supervisor").post(f"/records/{world.case}/access/add/", form).content.decode()
    assert 'href="#id_last_day"' in page
    assert 'value="2020-01-01"' in page
    assert re.search(rf'<option value="{colleague.code}"[^>]* selected', page)
    assert Membership.objects.filter(officer=colleague).count() == 0


def test_ending_access_asks_first_and_works_at_once(world: World) -> None:
    member = world.officers["investigator"]
    path = f"/records/{world.case}/access/{member.code}/end/"
    client = world.client("supervisor")
    assert "The officer gets no notice." in client.get(path).content.decode()
    client.post(path)
    assert not sees(world, member)


def test_an_officer_may_leave_a_record(world: World) -> None:
    member = world.officers["investigator"]
    answer = world.client("investigator").post(f"/records/{world.case}/access/{member.code}/end/")
    assert answer.headers["Location"] == "/my-records/"
    assert not sees(world, member)


def test_a_custodian_opens_an_identity_for_a_reason_and_a_time(world: World) -> None:
    reference = identity(world)
    reader = world.officers["investigator"]
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    form = {
        "officer": reader.code,
        "reason": "court_hearing",
        "purpose": "investigate_trafficking",
        "last_day": day,
    }
    client = world.client("custodian")
    page = client.get(f"/records/{reference}/access/").content.decode()
    assert "the reference alone" in page
    assert "Open it to one officer for a time" in page
    too_long = {**form, "last_day": (timezone.localdate() + timedelta(days=60)).isoformat()}
    assert "30 days at most" in client.post(f"/records/{reference}/access/grant/", too_long).content.decode()
    assert client.post(f"/records/{reference}/access/grant/", form).status_code == 302
    page = signed_in(reader).get(f"/records/{reference}/access/").content.decode()
    assert "grant of a custodian" in page
    assert reference not in signed_in(reader).get("/my-records/").content.decode()


def test_an_excluded_officer_meets_a_record_that_does_not_exist(world: World) -> None:
    member = world.officers["investigator"]
    form = {"reference": world.case, "officer": member.code, "desk": "", "reason": "related"}
    answer = world.client("supervisor").post("/exclusions/", form)
    assert answer.headers["Location"] == f"/exclusions/?reference={world.case}"
    client = world.client("investigator")
    assert client.get(f"/records/{world.case}/access/").status_code == 404
    assert world.case not in client.get("/my-records/").content.decode()
    assert world.case not in client.get("/notices/").content.decode()


def test_an_overseer_excludes_a_whole_desk_without_seeing_the_record(world: World) -> None:
    client = world.client("overseer")
    form = {"reference": world.case.lower(), "officer": "", "desk": FIELD, "reason": "suspected"}
    assert client.post("/exclusions/", form).status_code == 302
    page = client.get("/exclusions/", {"reference": world.case}).content.decode()
    assert FIELD in page
    assert "Alleged to be involved" in page
    lift = {"reference": world.case, "officer": "", "desk": FIELD}
    assert client.post("/exclusions/lift/", lift).status_code == 302
    assert Exclusion.objects.get().lifted_at is not None


def test_a_record_that_is_missing_and_one_of_others_get_the_same_words(world: World) -> None:
    client = world.client("support_lead")
    pages = []
    for reference in (world.case, actions.new_record_reference("C")):
        form = {"reference": reference, "officer": world.outsider.code, "desk": "", "reason": "related"}
        answer = client.post("/exclusions/", form)
        assert answer.status_code == 400
        pages.append(answer.content.decode().count("One answer serves all three."))
    assert pages == [2, 2]


def test_either_an_officer_or_a_desk_is_excluded(world: World) -> None:
    form = {"reference": world.case, "officer": "", "desk": "", "reason": "related"}
    page = world.client("supervisor").post("/exclusions/", form).content.decode()
    assert page.count("Fill in one of the two.") == 2


def test_a_record_is_found_by_its_reference_as_people_type_it(world: World) -> None:
    client = world.client("supervisor")
    answer = client.get("/records/", {"reference": f" {world.case.lower().replace('-', ' ')} "})
    assert answer.headers["Location"] == f"/records/{world.case}/access/"
    page = client.get("/records/", {"reference": "C-what"}).content.decode()
    assert 'href="#id_reference"' in page
    assert 'value="C-what"' in page


def test_my_records_say_until_when(world: World) -> None:
    colleague = world.people.officer("investigator")
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    world.client("supervisor").post(f"/records/{world.case}/access/add/", member_form(colleague.code, last_day=day))
    assert "11 Mar 2026, 00:00" in signed_in(colleague).get("/my-records/").content.decode()
    assert "Somebody ends it" in world.client("investigator").get("/my-records/").content.decode()


def test_a_long_list_of_records_is_paged(world: World) -> None:
    member = world.officers["investigator"]
    references = {world.case} | {record(by=member) for _one in range(54)}
    client = world.client("investigator")
    first = client.get("/my-records/")
    second = client.get("/my-records/", {"after": first.context["next"]})
    shown = [row.reference for page in (first, second) for row, *_words in page.context["records"]]
    assert sorted(shown) == sorted(references)
