import re

from samakki.access.models import ApiToken, Officer
from tests.support import pages
from tests.support.people import People
from tests.support.sign_in import past_first_steps, signed_in

GIVEN = {"name": "chart program", "scope": "read", "days": "30"}
TOKEN = re.compile(r"samakki_[\w-]{43}")


def ready(people: People) -> Officer:
    officer = people.officer("investigator")
    past_first_steps(officer)
    return officer


def test_a_token_is_made_shown_once_listed_and_ended(people: People) -> None:
    client = signed_in(ready(people), confirmed=True)
    assert "None yet" in client.get("/security/tokens/").content.decode()
    html = client.post("/security/tokens/make/", GIVEN).content.decode()
    (token,) = set(TOKEN.findall(html))
    listed = client.get("/security/tokens/").content.decode()
    assert "chart program" in listed
    assert token not in listed
    code = ApiToken.objects.get().code
    client.post("/security/tokens/end/", {"code": code})
    assert "None yet" in client.get("/security/tokens/").content.decode()


def test_who_one_is_is_confirmed_before(people: People) -> None:
    answer = signed_in(ready(people)).post("/security/tokens/make/", GIVEN)
    assert answer.status_code == 302
    assert not ApiToken.objects.exists()


def test_what_was_typed_wrongly_is_kept_and_said(people: People) -> None:
    client = signed_in(ready(people), confirmed=True)
    answer = client.post("/security/tokens/make/", {"name": "chart program", "days": "91"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="chart program"' in html
    assert "Choose what it may do" in html
    assert "Type 90 or less" in html


def test_every_string_is_translated(people: People) -> None:
    client = signed_in(ready(people), confirmed=True)
    with pages.pseudo_language():
        shown = [
            client.get("/security/tokens/make/"),
            client.post("/security/tokens/make/", {"days": "x"}),
            client.post("/security/tokens/make/", GIVEN),
            client.get("/security/tokens/"),
        ]
    for answer in shown:
        pages.assert_every_string_translated(answer.content.decode())
