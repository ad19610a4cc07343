import pytest

from samakki.access.models import AuditEntry
from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.domain.events import NewEvent, Season, season_span
from samakki.cases.models import CaseEvent
from samakki.cases.queries.events import event, events_of
from samakki.entities.models import SearchEntry
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue
from tests.support.exhibits import ZONE, an_event
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt


def titles(by: Officer, case: str) -> list[str]:
    return [row.title for row in events_of(by, case) or ()]


def test_events_stand_in_the_order_of_time(investigator: Officer, case: str) -> None:
    an_event(investigator, case, title="At the border", date="2026-02-20", time="23:40")
    an_event(investigator, case, title="Left the village", date="2026-02")
    an_event(investigator, case, title="Alleged promise of work", date="../2026-01-15")
    an_event(investigator, case, title="At the house", date="2026-02-20", time="09:00")
    assert titles(investigator, case) == [
        "Alleged promise of work",
        "Left the village",
        "At the house",
        "At the border",
    ]


def test_a_season_keeps_its_word_and_stands_for_months(investigator: Officer, case: str) -> None:
    new = NewEvent("Came to the plantation", season_span(Season.RAINY, 2025, "KH"), ZONE, season=Season.RAINY)
    reference = actions.add_event(by=investigator, case=case, new=new)
    row = event(investigator, reference)
    assert row is not None
    assert (row.season, row.when.iso) == (Season.RAINY, "2025-05/2025-10")


def test_an_event_keeps_source_and_grade(investigator: Officer, case: str) -> None:
    new = NewEvent(
        "Seen at the market", PartialDate("2026-02-01"), ZONE, source="r-0000", grade=Grade.parse("B2"), in_summary=True
    )
    with pytest.raises(InvalidValue):
        actions.add_event(by=investigator, case=case, new=new)
    assert not CaseEvent.objects.exists()


def test_a_correction_takes_the_place_and_the_first_one_stays(investigator: Officer, case: str) -> None:
    first = an_event(investigator, case, title="At the borderr")
    new = NewEvent("At the border", PartialDate("2026-02-20"), ZONE)
    second = actions.correct_event(by=investigator, event=first, new=new)
    assert titles(investigator, case) == ["At the border"]
    old = event(investigator, first)
    assert old is not None
    assert old.replaced_by == second
    assert [row.stands for row in events_of(investigator, case, even_gone=True) or ()] == [False, True]
    with refused_attempt("correct_event", investigator.code, "event-gone"):
        actions.correct_event(by=investigator, event=first, new=new)


def test_a_withdrawn_event_says_why(investigator: Officer, case: str) -> None:
    reference = an_event(investigator, case)
    with refused_attempt("withdraw_event", investigator.code, "event-reason-missing"):
        actions.withdraw_event(by=investigator, event=reference, reason="no")
    actions.withdraw_event(by=investigator, event=reference, reason="It belongs to another case.")
    assert titles(investigator, case) == []
    assert not SearchEntry.objects.filter(kind="event").exists()


def test_an_event_is_found_and_logged(investigator: Officer, case: str) -> None:
    reference = an_event(investigator, case)
    assert SearchEntry.objects.filter(kind="event", reference=reference, case=case).exists()
    assert AuditEntry.objects.filter(action="add_event", reference=case, facts__record=reference).count() == 1


def test_an_event_is_refused_with_every_reason(investigator: Officer, case: str) -> None:
    new = NewEvent(" ", PartialDate("2026-02"), "Mars/Olympus", time="25:00", entities=("E-00000",))
    codes = ("event-title-missing", "time-zone-unknown", "event-time-form", "event-time-without-day")
    with refused_attempt("add_event", investigator.code, *codes, "event-unknown-entity"):
        actions.add_event(by=investigator, case=case, new=new)


def test_who_does_not_read_the_case_meets_no_event(people: People, investigator: Officer, case: str) -> None:
    reference = an_event(investigator, case)
    stranger = people.officer("investigator", desk=FIELD)
    assert events_of(stranger, case) is None
    assert event(stranger, reference) is None
    with refused_attempt("withdraw_event", stranger.code, "not-found"):
        actions.withdraw_event(by=stranger, event=reference, reason="It belongs to another case.")
