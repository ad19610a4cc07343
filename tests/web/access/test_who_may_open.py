"""Every page of access against every kind of reader: 200, sign-in page, 403 or 404."""

import re

import pytest

from tests.web.access.world import KINDS, World

VARYING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|E-[0-9A-Z]+')
READERS = ("visitor", "nobody", *KINDS)
EVERYONE = frozenset(READERS) - {"visitor"}
ACCOUNTS = frozenset({"supervisor", "support_lead", "overseer", "node_administrator"})
ADMINISTRATOR = frozenset({"node_administrator"})
CONFIRMERS = frozenset({"supervisor", "overseer"})

PAGES: tuple[tuple[str, frozenset[str], int], ...] = (
    # address, who gets it, what signed-in others get
    ("/", EVERYONE, 200),
    ("/notices/", EVERYONE, 200),
    ("/my-records/", EVERYONE, 200),
    ("/records/", EVERYONE, 200),
    ("/security/", EVERYONE, 200),
    ("/security/second-factor/", EVERYONE, 200),
    ("/security/password/", EVERYONE, 200),
    ("/security/passkeys/", EVERYONE, 200),
    ("/security/passkeys/add/", EVERYONE, 200),
    ("/security/app/remove/", EVERYONE, 200),
    ("/security/recovery-codes/new/", EVERYONE, 200),
    ("/accounts/confirm/", EVERYONE, 200),
    ("/accounts/confirm/code/", EVERYONE, 200),
    ("/accounts/sign-out/", EVERYONE, 200),
    ("/roles/", EVERYONE, 200),
    ("/roles/investigator/", EVERYONE, 200),
    ("/officers/", ACCOUNTS, 403),
    ("/desks/", ACCOUNTS, 403),
    ("/officers/add/", ADMINISTRATOR, 403),
    ("/agencies/add/", ADMINISTRATOR, 403),
    ("/agencies/KH/POL/terms/", ADMINISTRATOR, 403),
    ("/desks/add/", ADMINISTRATOR, 403),
    ("/desks/KH/POL/AHTJPD/duty/close/", ADMINISTRATOR, 403),
    # An officer of the police: their own agency's supervisor, overseer, administrator; for others there is none.
    ("/officers/{newcomer}/", frozenset({"supervisor", "overseer", "node_administrator"}), 404),
    ("/officers/{newcomer}/close/", frozenset({"supervisor", "overseer", "node_administrator"}), 0),
    ("/officers/{newcomer}/roles/investigator/end/", frozenset({"supervisor", "overseer", "node_administrator"}), 0),
    ("/officers/{newcomer}/roles/investigator/confirm/", CONFIRMERS, 0),
    ("/officers/{lost}/recovery/", frozenset({"supervisor", "overseer", "node_administrator"}), 0),
    # The administrator started it, so the second person is of the officer's own agency.
    ("/officers/{lost}/recovery/confirm/", frozenset({"supervisor"}), 0),
    # A case file of the police: its member, and the supervisor of the desk; for all others it does not exist.
    ("/records/{case}/access/", frozenset({"investigator", "supervisor"}), 404),
    ("/records/{case}/access/add/", frozenset({"investigator", "supervisor"}), 404),
    ("/records/{case}/access/{member}/end/", frozenset({"investigator", "supervisor"}), 404),
    ("/exclusions/", frozenset({"supervisor", "prosecutor", "support_lead", "overseer"}), 403),
    ("/urgent-access/", frozenset({"investigator", "supervisor", "prosecutor"}), 403),
    ("/urgent-access/open/", frozenset({"investigator", "supervisor", "prosecutor"}), 403),
    ("/urgent-access/{use}/review/", CONFIRMERS, 0),
    ("/audit/", frozenset({"overseer", "node_administrator"}), 403),
)


@pytest.mark.parametrize("kind", READERS)
def test_each_reader_opens_their_own_pages_alone(world: World, kind: str) -> None:
    client = world.client(kind)
    wrong = {}
    for address, readers, otherwise in PAGES:
        found = client.get(address.format(**world.addresses())).status_code
        expected = (
            {302} if kind == "visitor" else {200} if kind in readers else {otherwise} if otherwise else {403, 404}
        )
        if found not in expected:
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("address", ["/accounts/sign-in/", "/recover/"])
def test_a_visitor_reaches_sign_in_and_recovery(world: World, address: str) -> None:
    assert world.client("visitor").get(address).status_code == 200


POSTS = (
    ("/officers/add/", ADMINISTRATOR),
    ("/agencies/add/", ADMINISTRATOR),
    ("/desks/add/", ADMINISTRATOR),
    ("/officers/{newcomer}/roles/", ADMINISTRATOR),
    ("/officers/{newcomer}/roles/investigator/confirm/", CONFIRMERS),
    ("/officers/{lost}/recovery/confirm/", frozenset({"supervisor"})),
    ("/records/{case}/access/add/", frozenset({"investigator", "supervisor"})),
    ("/exclusions/", frozenset({"supervisor", "prosecutor", "support_lead", "overseer"})),
    ("/urgent-access/open/", frozenset({"investigator", "supervisor", "prosecutor"})),
    ("/urgent-access/{use}/review/", CONFIRMERS),
    ("/audit/export/", frozenset({"overseer", "node_administrator"})),
)


@pytest.mark.parametrize("kind", READERS)
def test_a_form_sent_by_somebody_else_is_refused(world: World, kind: str) -> None:
    client = world.client(kind)
    wrong = {}
    for address, readers in POSTS:
        if kind not in readers:
            answer = client.post(address.format(**world.addresses()), {})
            if answer.status_code not in ({302} if kind == "visitor" else {403, 404, 409}):
                wrong[address] = answer.status_code
    assert wrong == {}


def test_missing_and_not_yours_are_the_same_page(world: World) -> None:
    client = world.client("prosecutor")
    pages = []
    for reference in (world.case, "C-ZZZZZZ"):
        answer = client.get(f"/records/{reference}/access/")
        assert answer.status_code == 404
        pages.append(VARYING.sub("", answer.content.decode().replace(reference, "")))
    assert pages[0] == pages[1]
