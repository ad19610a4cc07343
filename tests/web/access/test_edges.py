"""What happens at the edges: addresses that name nothing, answers that come too late, forms nobody drew."""

import json
import re

import hypothesis
import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import strategies as st

from samakki.access import actions
from samakki.access.models import AuditEntry, Notice
from samakki.access.web import kept
from samakki.access.web.wording.notices import notice_words
from tests.support.people import FIELD, People
from tests.support.sign_in import PASSWORD, past_first_steps, signed_in
from tests.web.access.world import World


@pytest.mark.parametrize(
    "path",
    [
        "/roles/no-such-role/",
        "/officers/O-NOBODY/",
        "/officers/O-NOBODY/close/",
        "/officers/{newcomer}/roles/judge/confirm/",
        "/officers/{newcomer}/roles/no-such-role/confirm/",
        "/officers/{newcomer}/roles/judge/end/",
        "/officers/O-NOBODY/recovery/",
        "/urgent-access/U-NONE/review/",
    ],
)
def test_an_address_that_names_nothing_is_not_there(world: World, path: str) -> None:
    assert world.client("overseer").get(path.format(**world.addresses())).status_code == 404


@pytest.mark.parametrize("path", ["/agencies/KH/NONE/terms/", "/desks/KH/POL/NONE/duty/close/"])
def test_an_agency_or_desk_that_is_not_there_cannot_be_changed(world: World, path: str) -> None:
    client = world.client("node_administrator")
    assert client.get(path).status_code == 404
    assert client.post(path, {"signed_on": "2026-01-01"}).status_code == 404


def test_a_desk_that_is_there_already_is_said_beside_the_field(world: World) -> None:
    form = {"agency": "KH/POL", "office": "AHTJPD", "desk": "field", "name": "Field"}
    page = world.client("node_administrator").post("/desks/add/", form).content.decode()
    assert "There is a desk with this address already." in page
    assert 'href="#id_desk"' in page


def test_a_choice_that_is_not_offered_any_more_is_said(world: World) -> None:
    form = {"full_name": "Chan", "username": "chan.dara", "desk": "KH/GONE/HQ/duty", "language": "en"}
    page = world.client("node_administrator").post("/officers/add/", form).content.decode()
    assert page.count("That is not offered any more.") == 2


def test_lifting_an_exclusion_of_a_record_of_others_finds_nothing(world: World) -> None:
    form = {"reference": world.case, "officer": "", "desk": FIELD}
    assert world.client("support_lead").post("/exclusions/lift/", form).status_code == 404


def test_lifting_an_exclusion_that_is_not_there_says_so(world: World) -> None:
    form = {"reference": world.case, "officer": "", "desk": FIELD}
    assert world.client("overseer").post("/exclusions/lift/", form).status_code == 409


def test_notices_that_were_read_are_no_longer_counted(world: World) -> None:
    client = world.client("supervisor")
    numbers = list(Notice.objects.filter(officer=world.officers["supervisor"]).values_list("pk", flat=True))
    others = Notice.objects.exclude(officer=world.officers["supervisor"]).first()
    assert others is not None
    client.post("/notices/read/", {"notice": [*map(str, numbers), str(others.pk), "x"]})
    page = client.get("/notices/")
    assert page.context["notices"]
    assert page.context["unread"] == ()
    others.refresh_from_db()
    assert others.read_at is None


def test_a_notice_of_a_later_version_reads_as_its_code() -> None:
    assert notice_words("teleported", "C-7K3QR") == ("teleported", "C-7K3QR")


def test_a_review_that_somebody_finished_meanwhile_says_so(world: World) -> None:
    path = f"/urgent-access/{world.use}/review/"
    world.client("overseer").post(path, {"finding": "justified"})
    answer = world.client("supervisor").post(path, {"finding": "justified"})
    assert answer.status_code == 409
    assert "Somebody reviewed it in the meantime." in answer.content.decode()


def test_what_no_form_sent_is_not_kept(people: People) -> None:
    client = signed_in(people.officer())
    client.post("/locked/")
    client.post("/security/password/", json.dumps({"note": "x"}), content_type="application/json")
    assert kept.kept(client.session) is None


def test_what_is_too_long_is_not_kept(people: People) -> None:
    client = signed_in(people.officer())
    client.post("/locked/")
    client.post("/security/password/", {"note": "ខ" * (kept.MOST_BYTES // 3 + 1)})
    assert kept.kept(client.session) is None


def test_what_does_not_open_any_more_is_not_offered(people: People) -> None:
    client = signed_in(people.officer())
    session = client.session
    session[kept.KEPT] = "00"
    session.save()
    assert client.get("/locked/kept/").headers["Location"] == "/"


def test_a_fragment_that_needs_a_confirmation_is_sent_to_it_as_a_whole(world: World) -> None:
    client = world.client("investigator", confirmed=False)
    answer = client.get("/urgent-access/open/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/accounts/confirm/")


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", '{"id": "x", "response": {"userHandle": "MQ"}}'])
def test_a_passkey_that_makes_no_sense_is_said_and_signs_nobody_in(db: None, credential: str) -> None:
    client = Client()
    answer = client.post("/accounts/sign-in/passkey/", {"credential": credential})
    assert answer.headers["Location"] == "/accounts/sign-in/"
    page = client.get("/accounts/sign-in/").content.decode()
    assert "passkey" in page.split("<main")[1].split("<h1")[0].lower()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["public-key", "AA", "ZXZpbA"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "rawId", "type", "response", "clientDataJSON", "authenticatorData", "signature", "userHandle",
             "attestationObject", "clientExtensionResults", "x"]
        ),
        inner,
        max_size=8,
    ),
    max_leaves=12,
)  # fmt: skip


@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture], max_examples=60)
@hypothesis.given(answer=JSON)
def test_no_answer_of_a_device_breaks_a_page(people: People, answer: object) -> None:
    cache.clear()  # the rate limit would answer from the eleventh example on
    client = Client()
    client.get("/accounts/sign-in/passkey/", headers={"Accept": "application/json"})
    sent = {"credential": json.dumps(answer)}
    assert client.post("/accounts/sign-in/passkey/", sent).status_code == 302


@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture], max_examples=60)
@hypothesis.given(answer=JSON)
@hypothesis.example(answer=0)
@hypothesis.example(answer=False)
def test_no_answer_of_a_new_device_breaks_a_page(newcomer: Client, answer: object) -> None:
    newcomer.get("/security/passkeys/add/")
    assert newcomer.post("/security/passkeys/add/", {"name": "x", "credential": json.dumps(answer)}).status_code == 200


@pytest.fixture
def newcomer(people: People) -> Client:
    return signed_in(people.officer(), confirmed=True)


@pytest.mark.parametrize("path", ["/locked/passkey/", "/accounts/confirm/passkey/"])
def test_a_passkey_that_makes_no_sense_opens_nothing(people: People, path: str) -> None:
    officer = people.officer()
    client = signed_in(officer)
    if "locked" in path:
        client.post("/locked/")
    client.post(path, {"credential": "{}"})
    assert not AuditEntry.objects.filter(action="unlock").exists()
    assert client.get("/security/passkeys/add/").status_code == 302


@pytest.mark.parametrize(
    ("path", "answered"),
    [("/records/C%00/access/", 400), ("/officers/O%27/", 404), ("/records/%E1%9E%80/access/", 404)],
)
def test_odd_characters_in_an_address_name_nothing(world: World, path: str, answered: int) -> None:
    assert world.client("supervisor").get(path).status_code == answered


@pytest.mark.parametrize(
    "path",
    [
        "/officers/?after=%00&text=%00",
        "/my-records/?after=%00",
        "/exclusions/?reference=%00",
        "/audit/?after=%00&officer=%00&first_day=%00",
        "/records/?reference=%00",
        "/officers/?text=" + "x" * 500,
        "/audit/?action=no-such-act&first_day=tomorrow",
    ],
)
def test_odd_characters_in_a_filter_do_no_harm(world: World, path: str) -> None:
    assert world.client("overseer").get(path).status_code in {200, 400}


def test_the_two_new_passwords_must_be_the_same(people: People) -> None:
    client = signed_in(people.officer())
    new = {"oldpassword": PASSWORD, "password1": "another four quiet words", "password2": "something else"}
    page = client.post("/security/password/", new).content.decode()
    assert page.count("The two new passwords differ.") == 2


def test_a_session_of_a_deactivated_account_ends(people: People) -> None:
    officer = people.officer()
    past_first_steps(officer)
    client = signed_in(officer)
    actions.sign_out_everywhere(by="console", officer=officer.code)
    assert client.get("/").headers["Location"].startswith("/accounts/sign-in/")


def test_every_record_that_a_notice_links_to_opens(world: World) -> None:
    linked = 0
    for role in ("investigator", "supervisor", "overseer"):
        client = world.client(role)
        for link in re.findall(r'href="(/records/[^"]+)"', client.get("/notices/").content.decode()):
            assert client.get(link).status_code == 200, (role, link)
            linked += 1
    assert linked
