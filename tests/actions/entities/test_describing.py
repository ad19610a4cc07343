"""Every verb: done, refused, audited, nothing changed after a refusal."""

import pytest
from django.db import transaction

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions, queries, registries
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import Entity, Source, Statement
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refused
from tests.support.described import BUS_OWNER, source
from tests.support.people import People, record
from tests.support.shared import shared

MISSING = "E-00000000B"


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


def rows() -> tuple[int, int, int]:
    return Entity.objects.count(), Statement.objects.count(), Statement.objects.filter(withdrawn_at=None).count()


def last_entry(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).latest("pk")


# --- describe ---


def test_what_is_described_is_kept_as_written_and_audited(officer: Officer, report: str) -> None:
    reference = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    found = queries.entity(officer, reference)
    assert found is not None
    assert found.caption.text == "สมชาย ใจดี"
    assert [(one.prop, one.value) for one in found.assertions] == [("name", "สมชาย ใจดี"), ("gender", "male")]
    assert Entity.objects.get().properties == {"name": ["สมชาย ใจดี"], "gender": ["male"]}
    entry = last_entry("describe_entity")
    assert (entry.reference, entry.outcome) == (reference, "done")
    assert "สมชาย" not in str(vars(entry))


@pytest.mark.parametrize("who", ["investigator", "supervisor", "prosecutor", "social_worker", "node_administrator"])
def test_whoever_may_not_change_the_record_is_refused_audited_and_changes_nothing(
    people: People, report: str, who: str
) -> None:
    stranger = people.officer(who)
    before = rows()
    with pytest.raises(Refused, match="not-found"):
        actions.describe(by=stranger, source=report, entity=BUS_OWNER)
    assert rows() == before
    assert last_entry("describe_entity").outcome == "refused"


def test_a_missing_source_is_refused_like_a_hidden_one(people: People, officer: Officer) -> None:
    with pytest.raises(Refused, match="not-found"):
        actions.describe(by=officer, source="R-00000000B", entity=BUS_OWNER)
    assert last_entry("describe_entity").outcome == "refused"


def test_reading_in_full_is_not_writing(people: People, officer: Officer) -> None:
    """A judge reads the people of a case in the bundle, and describes nobody."""
    reference = source(officer, kind=SourceKind.RECORD, compartment=Compartment.SUSPECTS)
    judge = people.officer("judge")
    access.add_member(
        by=people.officer("supervisor"),
        reference=reference,
        officer=judge.code,
        purpose=Purpose.ADJUDICATE,
        basis=Basis.BUNDLE,
    )
    assert queries.entities_of_source(judge, reference) == ()
    with pytest.raises(Refused):
        actions.describe(by=judge, source=reference, entity=BUS_OWNER)


def test_a_wrong_statement_writes_nothing(officer: Officer, report: str) -> None:
    before = rows()
    wrong = NewEntity("Person", (NewStatement("name", "Sok Dara"), NewStatement("birthDate", "yesterday")))
    with pytest.raises(InvalidValue, match="value-not-taken"):
        actions.describe(by=officer, source=report, entity=wrong)
    assert rows() == before


# --- add, withdraw ---


def test_more_is_said_and_nothing_is_touched(officer: Officer, report: str) -> None:
    reference = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    old = list(Statement.objects.values_list("pk", "value", "withdrawn_at"))
    actions.add_statements(by=officer, entity=reference, statements=[NewStatement("weakAlias", "Bong Lek")])
    assert list(Statement.objects.values_list("pk", "value", "withdrawn_at"))[: len(old)] == old
    assert Entity.objects.get().properties["weakAlias"] == ["Bong Lek"]
    assert last_entry("add_statements").outcome == "done"


def test_a_withdrawn_statement_stays_with_who_and_why(officer: Officer, report: str) -> None:
    reference = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    name = Statement.objects.get(prop="name")
    actions.withdraw_statement(
        by=officer,
        entity=reference,
        statement=name.pk,
        reason=WithdrawalReason.CORRECTED,
        instead=[NewStatement("name", "สมชัย ใจดี")],
    )
    name.refresh_from_db()
    assert (name.value, name.withdrawn_by, name.withdrawn_reason) == ("สมชาย ใจดี", officer.code, "corrected")
    assert Entity.objects.get().caption == "สมชัย ใจดี"
    with pytest.raises(Refused, match="statement-withdrawn-already"):
        actions.withdraw_statement(by=officer, entity=reference, statement=name.pk, reason=WithdrawalReason.MISTAKEN)
    outcomes = AuditEntry.objects.filter(action="withdraw_statement").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["done", "refused"]


def test_withdrawing_needs_the_record_and_the_right_entity(people: People, officer: Officer, report: str) -> None:
    first = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    second = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    statement = Statement.objects.filter(entity__reference=first).first()
    assert statement is not None
    before = rows()
    for by, entity in ((people.officer("investigator"), first), (officer, second), (officer, MISSING)):
        with pytest.raises(Refused, match="not-found"):
            actions.withdraw_statement(by=by, entity=entity, statement=statement.pk, reason=WithdrawalReason.MISTAKEN)
    assert rows() == before


def test_a_correction_that_cannot_be_written_withdraws_nothing(officer: Officer, report: str) -> None:
    reference = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    before = rows()
    with pytest.raises(InvalidValue):
        actions.withdraw_statement(
            by=officer,
            entity=reference,
            statement=Statement.objects.get(prop="gender").pk,
            reason=WithdrawalReason.CORRECTED,
            instead=[NewStatement("gender", "unknown word")],
        )
    assert rows() == before


# --- link ---


def test_a_link_is_an_entity_with_its_own_source(officer: Officer, report: str) -> None:
    man = actions.describe(by=officer, source=report, entity=BUS_OWNER)
    other = source(officer)
    group = actions.describe(
        by=officer, source=other, entity=NewEntity("Organization", (NewStatement("name", "Night bus"),))
    )
    made = actions.link(
        by=officer,
        source=other,
        schema="Membership",
        ends={"member": man, "organization": group},
        statements=[NewStatement("role", "driver")],
    )
    assert Entity.objects.get(reference=made).source.reference == other
    (row,) = queries.links(officer, group)
    assert (row.link.reference, row.is_forward, row.others[0][1].reference) == (made, False, man)


@pytest.mark.parametrize(
    ("schema", "ends", "code"),
    [
        ("Membership", {"member": "man"}, "link-needs-two-ends"),
        ("Membership", {"member": "man", "organization": "man"}, "link-to-itself"),
        ("Membership", {"member": "man", "organization": "house"}, "target-wrong-schema"),
        ("Membership", {"member": "man", "organization": MISSING}, "target-unknown"),
        ("Nonsense", {"member": "man", "organization": "house"}, "schema-unknown"),
    ],
)
def test_a_link_that_makes_no_sense_writes_nothing(
    officer: Officer, report: str, schema: str, ends: dict[str, str], code: str
) -> None:
    named = {
        "man": actions.describe(by=officer, source=report, entity=BUS_OWNER),
        "house": actions.describe(by=officer, source=report, entity=NewEntity("Address", (), NewPlace("a house"))),
    }
    before = rows()
    with pytest.raises(InvalidValue, match=code):
        actions.link(
            by=officer, source=report, schema=schema, ends={prop: named.get(end, end) for prop, end in ends.items()}
        )
    assert rows() == before


# --- many at once ---


def test_many_entities_name_each_other_within_one_call(officer: Officer, report: str) -> None:
    said = [
        NewEntity("Person", (NewStatement("name", "Sok Dara"),)),
        NewEntity("Company", (NewStatement("name", "Night Bus Co."),)),
        NewEntity("Employment", (NewStatement("employee", target="#0"), NewStatement("employer", target="#1"))),
    ]
    with transaction.atomic():
        references = actions.write_entities(by=officer, source=report, entities=said)
    assert Entity.objects.get(reference=references[2]).properties == {
        "employee": [references[0]],
        "employer": [references[1]],
    }
    (row,) = queries.links(officer, references[0])
    assert row.others[0][1].text == "Night Bus Co."


def test_one_wrong_entity_of_many_writes_none(officer: Officer, report: str) -> None:
    said = [*[BUS_OWNER] * 5, NewEntity("Person", (NewStatement("parent", target="#77"),))]
    before = rows()
    with pytest.raises(InvalidValue, match="target-unknown"), transaction.atomic():
        actions.write_entities(by=officer, source=report, entities=said)
    assert rows() == before


@pytest.mark.django_db(transaction=True)
def test_writing_and_opening_want_a_transaction() -> None:
    people = People()
    officer = people.officer("investigator")
    with pytest.raises(ValueError, match="transaction"):
        actions.write_entities(by=officer, source="R-7K3QR", entities=[BUS_OWNER])
    with pytest.raises(ValueError, match="transaction"):
        actions.open_source(by=officer, reference="R-7K3QR", kind=SourceKind.REPORT, resource_reference="R-7K3QR")


def test_subjects_are_told_within_the_transaction_and_after_it(
    officer: Officer, report: str, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    told: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setitem(registries.entity_written, "test", lambda refs: told.append(("within", tuple(refs))))
    monkeypatch.setitem(registries.entity_saved, "test", lambda refs: told.append(("after", tuple(refs))))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        reference = actions.describe(by=officer, source=report, entity=BUS_OWNER)
        assert told == [("within", (reference,))]
    assert told[1] == ("after", (reference,))


# --- sources ---


def test_two_records_of_one_origin_are_one_independent_source(officer: Officer) -> None:
    first, second = source(officer, origin="S-7K3QR"), source(officer, origin="S-7K3QR")
    assert {one.source.origin for ref in (first, second) for one in _said(officer, ref)} == {"S-7K3QR"}
    assert {one.source.origin for one in _said(officer, source(officer))} != {"S-7K3QR"}


def _said(officer: Officer, report: str) -> tuple[queries.Assertion, ...]:
    return queries.assertions(officer, actions.describe(by=officer, source=report, entity=BUS_OWNER))


def test_a_grade_of_an_item_goes_before_that_of_its_source(officer: Officer) -> None:
    graded = source(officer, grade=Grade.parse("C4"))
    entity = NewEntity(
        "Person", (NewStatement("name", "Sok Dara", grade=Grade.parse("A1")), NewStatement("weakAlias", "Lek"))
    )
    found = queries.entity(officer, actions.describe(by=officer, source=graded, entity=entity))
    assert found is not None
    assert [str(one.grade) for one in found.assertions] == ["A1", "C4"]


def test_a_draft_becomes_everybodys_when_it_is_accepted(people: People, officer: Officer) -> None:
    draft = source(officer, is_draft=True)
    with transaction.atomic():
        actions.accept_source(by=people.officer("investigator"), reference=draft)
        assert Source.objects.get(reference=draft).is_draft
        actions.accept_source(by=officer, reference=draft)
    assert not Source.objects.get(reference=draft).is_draft


def test_a_source_without_a_record_is_a_mistake_of_the_program(officer: Officer) -> None:
    with pytest.raises(ValueError, match="access knows"), transaction.atomic():
        actions.open_source(by=officer, reference="R-7K3QR", kind=SourceKind.REPORT, resource_reference="R-7K3QR")
    reference = record(by=officer)
    with pytest.raises(InvalidValue), transaction.atomic():
        actions.open_source(
            by=officer,
            reference=reference,
            kind=SourceKind.REPORT,
            resource_reference=reference,
            obtained_on="yesterday",
        )
