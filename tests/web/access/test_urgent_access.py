"""Urgent access: the card, the reason, the notice, the review."""

from samakki.access import actions
from samakki.access.models import BreakGlass
from tests.support.people import record
from tests.support.sign_in import signed_in
from tests.web.access.world import REASON, World, identity

SHORT = "danger"


def form(reference: str, reason: str = REASON) -> dict[str, str]:
    return {"reference": reference, "reason": reason, "understood": "on"}


def test_the_card_says_what_happens_and_what_is_never_opened(world: World) -> None:
    page = world.client("investigator").get("/urgent-access/").content.decode()
    for words in (
        "for 24 hours",
        "you cannot use urgent access again",
        "Identity of a protected person",
        "Safe contact and whereabouts",
        "Care, medical and counselling notes",
        "Who a source is",
    ):
        assert words in page


def test_the_form_asks_for_the_own_password_first(world: World) -> None:
    client = world.client("supervisor", confirmed=False)
    answer = client.get("/urgent-access/open/")
    assert answer.headers["Location"] == "/accounts/confirm/?next=%2Furgent-access%2Fopen%2F"


def test_what_was_typed_survives_a_confirmation_that_became_too_old(world: World) -> None:
    client = world.client("prosecutor", confirmed=False)
    answer = client.post("/urgent-access/open/", form(world.case))
    assert answer.headers["Location"] == "/accounts/confirm/?next=%2Flocked%2Fkept%2F"
    assert REASON not in str(dict(client.session.items()))
    client.post("/accounts/confirm/", {"password": "quiet river brass lantern", "next": "/locked/kept/"})
    assert REASON in client.get("/locked/kept/").content.decode()


def test_it_opens_the_record_and_tells_the_owner(world: World) -> None:
    colleague = world.people.officer("investigator")
    client = signed_in(colleague, confirmed=True)
    assert client.get(f"/records/{world.case}/access/").status_code == 404
    page = client.post("/urgent-access/open/", form(world.case)).content.decode()
    assert "The record is open" in page
    use = BreakGlass.objects.get(officer=colleague)
    assert REASON.encode() not in bytes(use.reason_sealed)
    assert client.get(f"/records/{world.case}/access/").status_code == 200
    assert use.code in client.get("/urgent-access/").content.decode()
    told = world.client("supervisor").get("/notices/").content.decode()
    assert "Urgent access to a record of your desk" in told


def test_a_short_reason_is_said_beside_it_and_kept(world: World) -> None:
    colleague = world.people.officer("investigator")
    page = signed_in(colleague, confirmed=True).post("/urgent-access/open/", form(world.case, SHORT)).content.decode()
    assert 'href="#id_reason"' in page
    assert f">{SHORT}" in page.replace("\n", "")
    assert not BreakGlass.objects.filter(officer=colleague).exists()


def test_a_missing_record_and_one_it_never_opens_get_the_same_words(world: World) -> None:
    client = signed_in(world.people.officer("investigator"), confirmed=True)
    for reference in (identity(world), actions.new_record_reference("C")):
        page = client.post("/urgent-access/open/", form(reference)).content.decode()
        assert page.count("One answer serves all three.") == 2


def test_nobody_uses_it_twice_before_a_review(world: World) -> None:
    other = record(by=world.officers["investigator"])
    client = signed_in(world.outsider, confirmed=True)
    assert "waits for its review" in client.get("/urgent-access/").content.decode()
    page = client.post("/urgent-access/open/", form(other)).content.decode()
    assert "there is no second one before that" in page


def test_a_review_reads_the_reason_and_ends_what_was_not_justified(world: World) -> None:
    client = world.client("supervisor")
    path = f"/urgent-access/{world.use}/review/"
    assert REASON in client.get(path).content.decode()
    assert client.post(path, {}).content.decode().count("Choose what you found") == 2
    assert client.post(path, {"finding": "not_justified"}).headers["Location"] == "/"
    outsider = signed_in(world.outsider)
    assert outsider.get(f"/records/{world.case}/access/").status_code == 404
    assert "Your urgent access was reviewed" in outsider.get("/notices/").content.decode()


def test_nobody_reviews_their_own_use(world: World) -> None:
    assert signed_in(world.outsider).get(f"/urgent-access/{world.use}/review/").status_code == 403
