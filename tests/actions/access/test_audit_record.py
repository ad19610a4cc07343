import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from samakki.access import audit
from samakki.access.audit.entries import canonical_leaf
from samakki.access.audit.facts import BODIES, FACTS, NotRecordable, check
from samakki.access.models import AuditEntry, AuditWaiting, Officer
from samakki.kernel.refusals import Fact
from tests.support.shared import NOW

RIGHT: Mapping[str, Fact] = {
    "reasons": "excluded,purpose-not-for-this",
    "reason": "conflict_of_interest",
    "finding": "not_justified",
    "error": "seal-broken",
    "role": "investigator",
    "duty": "break_glass",
    "purpose": "protect",
    "basis": "team",
    "view": "summary",
    "surface": "export",
    "compartment": "care",
    "handling": "H0,H3",
    "officer": "O-7K3QR",
    "other": "O-7K3QR",
    "desk": "KH/POL/AHTJPD/duty",
    "agency": "KH/POL",
    "agency_kind": "victim_support",
    "country": "KH",
    "node": "KH/POL",
    "record": "P-7K3Q",
    "entity": "E-7K3Q",
    "other_entity": "E-7K3R",
    "method": "passkey",
    "step": "second-factor",
    "message_type": "disclosure.offer@1.0",
    "what": "database",
    "until": "2026-03-02T03:00:00Z",
    "since": "2026-03-01T03:00:00.000001+00:00",
    "count": 0,
    "tries": 5,
    "hours": 24,
    "size": 2**53 - 1,
    "key": "00112233aabbccdd",
    "digest": "ab" * 32,
}
PEOPLE = [
    "Sok Dara",
    "សុខ ដារ៉ា",
    "สมชาย ใจดี",
    "ສົມໄຊ",
    "မောင်မောင်",
    "Nguyễn Văn Án",
    "王小明",
    "করিম",
    "Siti",
    "Łukasz",
    "O'Brien",
    "sok dara",
    "+855 12 345 678",
    "dara@example.org",
    "<b>",
    "a\nb",
    "",
    " ",
]


def recorded() -> AuditEntry:
    return AuditEntry.objects.get()


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_which_record_and_when() -> None:
    audit.record("O-7K3QR", "read", "P-7K3Q", facts={"purpose": "protect", "view": "full"})

    entry = recorded()
    assert (entry.actor, entry.action, entry.reference, entry.outcome) == ("O-7K3QR", "read", "P-7K3Q", "done")
    assert entry.facts == {"purpose": "protect", "view": "full"}
    assert abs(entry.at - NOW).total_seconds() < 60


@pytest.mark.django_db
def test_an_officer_is_recorded_by_code_alone() -> None:
    officer = Officer(code="O-7K3QR", username="dara", full_name="Sok Dara")
    audit.record(officer, "sign_in")
    assert recorded().actor == "O-7K3QR"
    assert b"ara" not in bytes(recorded().leaf)


@pytest.mark.django_db
def test_the_hashed_bytes_are_the_fields_as_canonical_json() -> None:
    audit.record(
        "console", "add_officer", "O-7K3QR", outcome="failed", facts={"desk": "KH/POL/AHTJPD/duty", "count": 2}
    )

    entry = recorded()
    assert bytes(entry.leaf) == (
        b'{"action":"add_officer","actor":"console","at":"' + entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ").encode()
        + b'","facts":{"count":2,"desk":"KH/POL/AHTJPD/duty"},"format":1,"id":"' + str(entry.pk).encode()
        + b'","outcome":"failed","reference":"O-7K3QR"}'
    )  # fmt: skip


@pytest.mark.django_db
def test_the_fields_as_stored_make_the_same_bytes_again() -> None:
    audit.record("node", "back_up", facts=RIGHT)
    entry = recorded()
    again = canonical_leaf(
        entry.pk,
        entry.at,
        actor=entry.actor,
        action=entry.action,
        reference=entry.reference,
        outcome=entry.outcome,
        facts=entry.facts,
    )
    assert again == bytes(entry.leaf)


@given(
    at=st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999),
    facts=st.dictionaries(st.text("abc", min_size=1), st.integers(-(2**53), 2**53) | st.text("xyz-,0")),
)
def test_one_moment_and_one_set_of_facts_make_one_leaf(at: datetime, facts: dict[str, Fact]) -> None:
    def leaf(at: datetime, facts: Mapping[str, Fact]) -> bytes:
        return canonical_leaf(
            uuid.UUID(int=7), at, actor="node", action="act", reference="", outcome="done", facts=facts
        )

    assert leaf(at, facts) == leaf(at.astimezone(UTC), dict(reversed(facts.items())))
    assert json.loads(leaf(at, facts))["facts"] == facts


@pytest.mark.django_db
def test_every_recorded_entry_waits_for_its_place_in_the_order_of_writing() -> None:
    for action in ("one", "two", "three"):
        audit.record("node", action)
    waiting = AuditWaiting.objects.order_by("id").values_list("entry_id", flat=True)
    assert [AuditEntry.objects.get(pk=entry).action for entry in waiting] == ["one", "two", "three"]


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_when_its_transaction_goes() -> None:
    def act_and_fail() -> None:
        with transaction.atomic():
            audit.record("O-7K3QR", "add_member", "C-7K3Q")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_and_fail()
    assert not AuditEntry.objects.exists()
    assert not AuditWaiting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_whose_entry_cannot_be_written_is_undone_even_if_its_error_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(*_given: object, **_options: object) -> None:
        message = "disk full"
        raise DatabaseError(message)

    with transaction.atomic():
        audit.record("node", "act")
        monkeypatch.setattr(AuditWaiting, "save", full_disk)
        with suppress(DatabaseError):
            audit.record("node", "act_again")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(("name", "value"), RIGHT.items())
def test_every_fact_takes_its_form(name: str, value: Fact) -> None:
    check("O-7K3QR", "read", "", "done", {name: value})


def test_every_fact_has_an_example() -> None:
    assert RIGHT.keys() == FACTS.keys()


@given(
    name=st.sampled_from(sorted(FACTS)),
    value=st.sampled_from(PEOPLE) | st.text().filter(lambda text: not text.isascii()),
)
def test_no_fact_takes_a_name_in_any_script(name: str, value: str) -> None:
    with pytest.raises(NotRecordable):
        check("O-7K3QR", "read", "", "done", {name: value})


@given(value=st.sampled_from(PEOPLE) | st.text().filter(lambda text: not text.isascii()))
def test_no_other_part_of_an_entry_takes_a_name_in_any_script(value: str) -> None:
    for parts in (
        (value, "read", "", "done", {}),
        ("O-7K3QR", value, "", "done", {}),
        ("O-7K3QR", "read", value or "-", "done", {}),
        ("O-7K3QR", "read", "", value, {}),
        ("O-7K3QR", "read", "", "done", {value: 1}),
    ):
        with pytest.raises(NotRecordable):
            check(*parts)


@given(words=st.lists(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1), min_size=2))
def test_free_text_of_several_words_is_never_a_fact(words: list[str]) -> None:
    for name in FACTS:
        with pytest.raises(NotRecordable):
            check("O-7K3QR", "read", "", "done", {name: " ".join(words)})


CLOSED = sorted(FACTS.keys() - {"reasons", "reason", "finding", "error", "method", "step", "what"})


@given(name=st.sampled_from(CLOSED), word=st.sampled_from(["sok", "dara", "Sokha", "SOKHA", "sok-dara", "Siti_Aminah"]))
def test_where_the_vocabulary_is_closed_not_even_one_word_is_taken(name: str, word: str) -> None:
    with pytest.raises(NotRecordable):
        check("O-7K3QR", "read", "", "done", {name: word})


@pytest.mark.parametrize("value", [True, 2**53, -(2**53), 1.5, None, ["C-7K3Q"], {"a": 1}])
def test_only_texts_and_whole_numbers_are_facts(value: object) -> None:
    for name in FACTS:
        with pytest.raises(NotRecordable):
            check("O-7K3QR", "read", "", "done", {name: value})  # type: ignore[dict-item]  # what a typo would pass


def test_a_refusal_does_not_repeat_what_it_refused() -> None:
    with pytest.raises(NotRecordable) as refused:
        check("Sok Dara", "Sok Dara", "Sok Dara", "Sok Dara", {"Sok Dara": 1, "role": "Sok Dara"})
    assert "Dara" not in str(refused.value)
    assert all(part in str(refused.value) for part in ("actor", "action", "reference", "outcome", "the fact role"))


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing() -> None:
    with pytest.raises(NotRecordable):
        audit.record("O-7K3QR", "read", "Sok Dara")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("actor", sorted(BODIES))
def test_console_node_and_visitors_can_act(actor: str) -> None:
    check(actor, "sign_in", "", "refused", {})


@pytest.mark.parametrize(
    "reference", ["", "C-7K3QR", "KH/POL", "KH/POL/AHTJPD/duty", "XR/SECRETARIAT/PROGRAMME-2/front"]
)
def test_an_entry_is_about_a_record_an_officer_an_agency_or_a_desk(reference: str) -> None:
    check("node", "read", reference, "done", {})


@pytest.mark.django_db
def test_recording_takes_two_statements_and_no_lock_that_others_wait_for(
    django_assert_num_queries: "pytest.FixtureRequest",
) -> None:
    with transaction.atomic(), django_assert_num_queries(2) as context:  # type: ignore[operator]  # the plugin's fixture
        audit.record("node", "act")
    assert all(query["sql"].startswith("INSERT") for query in context.captured_queries), connection.vendor
