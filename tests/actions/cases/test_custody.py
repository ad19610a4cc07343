import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import AuditEntry
from samakki.access.models.append_only import AppendOnlyError
from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.domain.custody import Answer, CustodyKind, NewReply, SealState
from samakki.cases.domain.exhibits import ExhibitKind
from samakki.cases.domain.gaps import GapCode
from samakki.cases.models import CustodyAnswer, CustodyEvent, CustodyWords, Exhibit
from samakki.cases.queries.exhibits import ExhibitRow, changed_event, exhibit, exhibits_of, waiting_for
from samakki.kernel.refusals import InvalidValue, Refused
from tests.support import hostile_files as files
from tests.support.append_only import unguarded
from tests.support.casework import on_team
from tests.support.exhibits import HOUR, SEIZED_AT, a_hand_over, a_move, an_exhibit, confirmed
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def team(case: str, supervisor: Officer, prosecutor: Officer) -> str:
    on_team(supervisor, case, prosecutor, purpose=Purpose.PROSECUTE)
    return case


def seen(by: Officer, reference: str) -> ExhibitRow:
    row = exhibit(by, reference)
    assert row is not None
    return row


def test_who_enters_an_exhibit_holds_it_under_the_next_number(investigator: Officer, case: str) -> None:
    first, second = an_exhibit(investigator, case), an_exhibit(investigator, case, description="Ledger, 40 pages")
    assert [row.number for row in exhibits_of(investigator, case) or ()] == [1, 2]
    row = seen(investigator, first)
    assert row.held.holder.officer == investigator.code
    assert row.held.seal == "KH-0451"
    assert row.gaps[0].code is GapCode.RECORDED_LATE  # it was entered nine days after the seizure
    assert seen(investigator, second).description == "Ledger, 40 pages"


def test_what_another_officer_seized_begins_with_two_events(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case, seized_by="Sgt Sok Vanna, border police", paper=files.PDF)
    row = seen(investigator, reference)
    assert [link.step.kind for link in row.chain] == [CustodyKind.SEIZED, CustodyKind.HANDED_OVER]
    assert row.held.holder.officer == investigator.code
    assert GapCode.PAPER_MISSING not in {gap.code for gap in row.gaps}
    without = seen(investigator, an_exhibit(investigator, case, seized_by="Sgt Sok Vanna, border police"))
    assert GapCode.PAPER_MISSING in {gap.code for gap in without.gaps}
    assert changed_event(investigator, reference) is None


def test_both_sides_confirm_a_hand_over(investigator: Officer, prosecutor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    (waiting,) = waiting_for(prosecutor)
    assert (waiting.exhibit, waiting.event, waiting.giver) == (reference, number, investigator.code)
    assert seen(investigator, reference).held.holder.officer == investigator.code
    confirmed(prosecutor, reference, number)
    assert seen(prosecutor, reference).held.holder.officer == prosecutor.code
    assert waiting_for(prosecutor) == ()
    assert changed_event(investigator, reference) is None


def test_every_event_and_answer_stands_in_the_log_by_its_digest(
    investigator: Officer, prosecutor: Officer, team: str
) -> None:
    reference = an_exhibit(investigator, team)
    confirmed(prosecutor, reference, a_hand_over(investigator, reference, prosecutor))
    logged = AuditEntry.objects.filter(facts__record=reference).values_list("facts__digest", flat=True)
    kept = [
        *CustodyEvent.objects.values_list("digest", flat=True),
        *CustodyAnswer.objects.values_list("digest", flat=True),
    ]
    assert set(logged) == set(kept)
    assert set(AuditEntry.objects.filter(facts__record=reference).values_list("action", flat=True)) == {
        "add_exhibit",
        "record_hand_over",
        "answer_hand_over",
    }


def test_a_disputed_hand_over_stays_with_the_giver_and_is_told(
    investigator: Officer, prosecutor: Officer, team: str
) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    reply = NewReply(Answer.DISPUTED, remark="The bag was empty when it came.")
    actions.answer_hand_over(by=prosecutor, exhibit=reference, number=number, reply=reply)
    row = seen(prosecutor, reference)
    assert row.held.holder.officer == investigator.code
    assert GapCode.DISPUTED in {gap.code for gap in row.gaps}


def test_a_giver_takes_a_mistake_back(investigator: Officer, prosecutor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    reply = NewReply(Answer.TAKEN_BACK, remark="Wrong exhibit was chosen.")
    actions.answer_hand_over(by=investigator, exhibit=reference, number=number, reply=reply)
    assert waiting_for(prosecutor) == ()
    a_hand_over(investigator, reference, prosecutor)


def test_somebody_outside_signs_a_paper(investigator: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    laboratory = "Dr. Chan Sophea, forensic laboratory"
    out = a_move(investigator, laboratory)
    actions.hand_over(
        by=investigator, exhibit=reference, move=out, paper=actions.Upload(io.BytesIO(files.PDF), "slip.pdf")
    )
    assert seen(investigator, reference).held.holder.outside == laboratory
    back = a_move(laboratory, investigator, at=SEIZED_AT + 48 * HOUR, seal_after="LAB-77")
    actions.hand_over(by=investigator, exhibit=reference, move=back)
    row = seen(investigator, reference)
    assert row.held.holder.officer == investigator.code
    assert row.held.seal == "LAB-77"
    assert [gap.code for gap in row.gaps if gap.code is not GapCode.RECORDED_LATE] == [GapCode.PAPER_MISSING]


def test_taking_over_shows_the_gap(investigator: Officer, prosecutor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    actions.take_over(by=prosecutor, exhibit=reference, move=a_move("", prosecutor, at=SEIZED_AT + 43 * HOUR))
    row = seen(prosecutor, reference)
    assert row.held.holder.officer == prosecutor.code
    (gap,) = [one for one in row.gaps if one.code is GapCode.NO_HAND_OVER]
    assert (gap.since, gap.until) == (SEIZED_AT, SEIZED_AT + 43 * HOUR)


def test_a_new_seal_is_recorded_with_the_reason(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    actions.reseal(by=investigator, exhibit=reference, move=a_move("", "", seal_after="KH-0452"))
    assert seen(investigator, reference).held.seal == "KH-0452"
    with refused_attempt("reseal_exhibit", investigator.code, "custody-new-seal-missing", "custody-say-why"):
        actions.reseal(by=investigator, exhibit=reference, move=a_move("", "", seal_after=" ", remark=""))


def test_what_was_returned_is_handed_to_nobody(investigator: Officer, prosecutor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team, kind=ExhibitKind.IDENTITY_DOCUMENT)
    actions.end_custody(
        by=investigator, exhibit=reference, kind=CustodyKind.RETURNED, move=a_move(investigator, "Owner, P-7K3QX")
    )
    with refused_attempt("record_hand_over", investigator.code, "custody-ended", "custody-not-the-holder"):
        a_hand_over(investigator, reference, prosecutor)


def test_a_receiver_off_the_team_is_refused(people: People, investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    stranger = people.officer("investigator", desk=FIELD)
    with refused_attempt("record_hand_over", investigator.code, "custody-receiver-not-on-team", about=reference):
        a_hand_over(investigator, reference, stranger)
    assert len(seen(investigator, reference).chain) == 1


def test_who_does_not_read_the_exhibits_meets_none(people: People, investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    stranger = people.officer("investigator", desk=FIELD)
    assert exhibit(stranger, reference) is None
    assert exhibits_of(stranger, case) is None
    for about in (reference, "X-00000"):
        with refused_attempt("record_hand_over", stranger.code, "not-found"):
            a_hand_over(stranger, about, investigator)


def test_only_the_receiver_confirms(investigator: Officer, prosecutor: Officer, supervisor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    with refused_attempt("answer_hand_over", investigator.code, "custody-not-yours-to-answer"):
        confirmed(investigator, reference, number)
    confirmed(prosecutor, reference, number)
    with refused_attempt("answer_hand_over", prosecutor.code, "custody-nothing-to-answer"):
        confirmed(prosecutor, reference, number)


def test_a_paper_that_is_not_taken_changes_nothing(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    with pytest.raises(InvalidValue):
        actions.hand_over(
            by=investigator,
            exhibit=reference,
            move=a_move(investigator, "Dr. Chan"),
            paper=actions.Upload(io.BytesIO(files.WEB_PAGE), "slip.pdf"),
        )
    assert len(seen(investigator, reference).chain) == 1


@pytest.mark.parametrize("model", [CustodyEvent, CustodyAnswer])
def test_what_was_recorded_cannot_be_changed(
    investigator: Officer, prosecutor: Officer, team: str, model: type[CustodyEvent]
) -> None:
    reference = an_exhibit(investigator, team)
    confirmed(prosecutor, reference, a_hand_over(investigator, reference, prosecutor))
    row = model.objects.first()
    assert row is not None
    for act in (row.save, row.delete):
        with pytest.raises(AppendOnlyError):
            act()
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET digest = 'x'", f"DELETE FROM {table}"):  # noqa: S608  (a table of ours)
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda event: {"seal_after": "KH-9999"},
        lambda event: {"at": event.at - timedelta(days=1)},
        lambda event: {"receiver": event.giver or event.receiver[::-1]},
    ],
)
def test_a_change_made_behind_the_guards_is_named(
    investigator: Officer, prosecutor: Officer, team: str, tamper: Callable[[CustodyEvent], dict[str, str | datetime]]
) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    confirmed(prosecutor, reference, number)
    event = CustodyEvent.objects.get(number=number)
    connection.check_constraints()  # PostgreSQL alters no table while foreign keys wait for the end of the transaction
    with unguarded():
        _update(event, tamper(event))
    assert changed_event(investigator, reference) == number


def _update(event: CustodyEvent, values: dict[str, str | datetime]) -> None:
    (column, value), *_ = values.items()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_custodyevent SET {column} = %s WHERE id = %s", [value, event.pk])  # noqa: S608  (columns of ours)
    connection.check_constraints()  # as before: the guards are put up again in this transaction


def test_changed_words_are_named_unless_a_code_took_the_place_of_a_name(investigator: Officer, case: str) -> None:
    reference = an_exhibit(investigator, case)
    CustodyWords.objects.update(place="Elsewhere")
    assert changed_event(investigator, reference) == 1


def test_an_exhibit_is_refused_with_every_reason(investigator: Officer, case: str) -> None:
    with refused_attempt("add_exhibit", investigator.code, "exhibit-description-missing", "custody-time-in-future"):
        an_exhibit(investigator, case, description=" ", at=SEIZED_AT + timedelta(days=90))
    assert not Exhibit.objects.exists()


def test_files_of_an_exhibit_are_kept_with_their_digest(investigator: Officer, case: str) -> None:
    reference = an_exhibit(
        investigator, case, kind=ExhibitKind.DIGITAL_COPY, content=files.TEXT, photo=files.png(), seal=""
    )
    row = seen(investigator, reference)
    assert row.content is not None
    assert row.content.facts.file.size == len(files.TEXT)
    assert len(row.files) == 2


def test_a_refused_file_leaves_no_exhibit(investigator: Officer, case: str) -> None:
    with pytest.raises(InvalidValue):
        an_exhibit(investigator, case, photo=files.DRAWING)
    assert not Exhibit.objects.exists()


def test_a_role_that_writes_no_exhibits_is_refused(people: People, supervisor: Officer, case: str) -> None:
    judge = people.officer("judge")
    with pytest.raises(Refused):
        an_exhibit(judge, case)


def test_the_seal_found_by_the_receiver_is_compared(investigator: Officer, prosecutor: Officer, team: str) -> None:
    reference = an_exhibit(investigator, team)
    number = a_hand_over(investigator, reference, prosecutor)
    reply = NewReply(Answer.CONFIRMED, SEIZED_AT + 24 * HOUR, "KH-0457", SealState.INTACT)
    actions.answer_hand_over(by=prosecutor, exhibit=reference, number=number, reply=reply)
    (gap,) = [gap for gap in seen(prosecutor, reference).gaps if gap.code is GapCode.SEAL_DIFFERS]
    assert (gap.first, gap.second) == ("KH-0451", "KH-0457")
