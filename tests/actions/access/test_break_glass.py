from datetime import timedelta

import pytest
from django.conf import settings
from time_machine import Traveller

from samakki.access import actions, queries
from samakki.access.domain.breakglass import Finding
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import AuditEntry, BreakGlass, Notice, Officer
from samakki.sealing.fields import open_text
from samakki.sealing.keyring import load_keyring
from tests.support.people import FIELD, POLICE, SUPPORT, People, record
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
WHY = "Sokha is locked in the house by the river and Dara does not answer his telephone."


@shared
def owner(people: People) -> Officer:
    return people.officer("investigator", desk=FIELD)


@shared
def chief(people: People) -> Officer:
    return people.officer("supervisor", desk=FIELD)


@shared
def vanna(people: People) -> Officer:
    return people.officer("investigator", desk=POLICE)


@pytest.fixture
def reference(owner: Officer) -> str:
    return record(by=owner)


def view_of(officer: Officer, reference: str, surface: Surface = Surface.PAGE) -> View | None:
    return queries.decide_record(by=officer, reference=reference, purpose=None, surface=surface).view


def test_a_record_opens_for_a_day_and_not_for_export(vanna: Officer, reference: str, clock: Traveller) -> None:
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)

    decision = queries.decide_record(by=vanna, reference=reference, purpose=None, surface=Surface.PAGE)
    assert (decision.view, decision.basis) == (View.FULL, Basis.BREAK_GLASS)
    assert view_of(vanna, reference, Surface.EXPORT) is None
    assert [one.reference for one in queries.my_records(vanna)] == [reference]
    entry = AuditEntry.objects.get(action="open_break_glass")
    assert (entry.actor, entry.reference, entry.facts["record"]) == (vanna.code, reference, opened.use)
    clock.shift(timedelta(hours=23, minutes=59))
    assert view_of(vanna, reference) is View.FULL
    clock.shift(timedelta(minutes=1))
    assert view_of(vanna, reference) is None


def test_the_reason_is_sealed_and_nowhere_else(vanna: Officer, reference: str) -> None:
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=f"  {WHY} ")
    use = BreakGlass.objects.get(code=opened.use)
    assert b"Sokha" not in bytes(use.reason_sealed)
    keyring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    place = {"table": "access_breakglass", "row": opened.use, "column": "reason_sealed"}
    assert open_text(bytes(use.reason_sealed), keyring=keyring, **place) == WHY
    assert "Sokha" not in str(list(AuditEntry.objects.values_list()))


def test_desk_reviewers_and_overseers_are_told_and_nobody_else(
    people: People, owner: Officer, chief: Officer, vanna: Officer, reference: str
) -> None:
    other_desk_chief = people.officer("supervisor", desk=POLICE)
    colleague_elsewhere, lead = (
        people.officer("investigator", desk=POLICE),
        people.officer("support_lead", desk=SUPPORT),
    )
    suspect = people.officer("investigator", desk=FIELD)
    closed = people.officer("investigator", desk=FIELD)
    actions.close_officer(by=chief, officer=closed.code)
    actions.exclude(by=chief, reference=reference, officer=suspect.code, reason=ExclusionReason.SUSPECTED)

    actions.open_break_glass(by=vanna, reference=reference, reason=WHY)

    told = {notice.officer.code for notice in Notice.objects.filter(code="break_glass_opened")}
    assert told == {owner.code, chief.code, other_desk_chief.code, people.overseer.code}
    assert not told & {vanna.code, colleague_elsewhere.code, lead.code, suspect.code, closed.code}


def test_an_excluded_desk_is_not_told(
    people: People, owner: Officer, chief: Officer, vanna: Officer, reference: str
) -> None:
    elsewhere = people.officer("supervisor", desk=POLICE)
    actions.exclude(by=chief, reference=reference, desk=POLICE, reason=ExclusionReason.SUSPECTED)
    third = people.officer("investigator", desk=FIELD)
    intelligence = record(by=owner, compartment=Compartment.INTELLIGENCE)
    actions.exclude(by=chief, reference=intelligence, desk=POLICE, reason=ExclusionReason.SUSPECTED)
    actions.open_break_glass(by=third, reference=intelligence, reason=WHY)
    told = {notice.officer.code for notice in Notice.objects.filter(reference=intelligence, code="break_glass_opened")}
    assert elsewhere.code not in told
    assert {owner.code, chief.code} <= told


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_a_record_of_another_agency_is_answered_like_what_is_not_there(
    people: People, owner: Officer, chief: Officer, is_handed_over: bool
) -> None:
    report = record(by=owner, compartment=Compartment.INTELLIGENCE)
    counsel = people.officer("prosecutor")
    if is_handed_over:  # a part of it, which is no reason to take the rest
        actions.add_member(by=chief, reference=report, officer=counsel.code, purpose=Purpose.PROSECUTE)
    for asked in (report, actions.new_record_reference("R")):
        with refused_attempt("open_break_glass", counsel.code, "not-found", about=asked):
            actions.open_break_glass(by=counsel, reference=asked, reason=WHY)
    assert view_of(counsel, report) is (View.DUTY_VIEW if is_handed_over else None)
    assert "record-of-another-agency" in str(AuditEntry.objects.get(reference=report, action="open_break_glass").facts)
    own = record(by=people.officer("prosecutor"), purpose=Purpose.PROSECUTE)
    for stranger in (owner, chief):
        with refused_attempt("open_break_glass", stranger.code, "not-found", about=own):
            actions.open_break_glass(by=stranger, reference=own, reason=WHY)
    assert actions.open_break_glass(by=counsel, reference=own, reason=WHY).use


@pytest.mark.parametrize(
    "compartment",
    [Compartment.VICTIM_IDENTITY, Compartment.WHEREABOUTS, Compartment.CARE, Compartment.SOURCE_IDENTITY],
)
def test_what_it_never_opens_is_answered_like_what_is_not_there(
    people: People, vanna: Officer, compartment: Compartment
) -> None:
    lead = people.officer("support_lead")
    protected = record(by=lead, compartment=compartment, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    for asked in (protected, actions.new_record_reference("C")):
        with refused_attempt("open_break_glass", vanna.code, "not-found", about=asked):
            actions.open_break_glass(by=vanna, reference=asked, reason=WHY)


def test_a_member_does_not_need_it_and_a_planner_may_not(people: People, owner: Officer, reference: str) -> None:
    planner = people.officer("planner")
    with refused_attempt("open_break_glass", owner.code, "break-glass-not-needed", about=reference):
        actions.open_break_glass(by=owner, reference=reference, reason=WHY)
    with refused_attempt("open_break_glass", planner.code, "duty-not-held", "not-found", about=reference):
        actions.open_break_glass(by=planner, reference=reference, reason=WHY)


def test_no_second_use_before_the_first_was_reviewed(
    owner: Officer, chief: Officer, vanna: Officer, reference: str, clock: Traveller
) -> None:
    other = record(by=owner)
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    clock.shift(timedelta(days=3))
    with refused_attempt("open_break_glass", vanna.code, "break-glass-awaits-review", about=other):
        actions.open_break_glass(by=vanna, reference=other, reason=WHY)

    actions.review_break_glass(by=chief, use=opened.use, finding=Finding.JUSTIFIED)

    actions.open_break_glass(by=vanna, reference=other, reason=WHY)
    assert view_of(vanna, other) is View.FULL


def test_a_justified_use_runs_its_day_and_an_unjustified_one_ends(
    people: People, owner: Officer, chief: Officer, vanna: Officer, reference: str
) -> None:
    rithy = people.officer("investigator", desk=POLICE)
    good = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    bad = actions.open_break_glass(by=rithy, reference=reference, reason=WHY)

    actions.review_break_glass(by=chief, use=good.use, finding=Finding.JUSTIFIED)
    actions.review_break_glass(by=people.overseer, use=bad.use, finding=Finding.NOT_JUSTIFIED)

    assert (view_of(vanna, reference), view_of(rithy, reference)) == (View.FULL, None)
    assert view_of(owner, reference) is View.FULL
    assert queries.notices(rithy)[0].code == "break_glass_reviewed"
    entry = AuditEntry.objects.filter(action="review_break_glass").latest("at")
    assert entry.facts == {"record": bad.use, "finding": "not_justified"}
    assert BreakGlass.objects.get(code=bad.use).reviewed_by == people.overseer.code


def test_reviewing_is_for_another_person_of_the_desk_or_an_overseer(
    people: People, owner: Officer, vanna: Officer, reference: str
) -> None:
    elsewhere = people.officer("supervisor", desk=POLICE)
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    for who, codes in ((elsewhere, ["not-found"]), (owner, ["duty-not-held"]), (vanna, ["duty-not-held", "not-found"])):
        with refused_attempt("review_break_glass", who.code, *codes):
            actions.review_break_glass(by=who, use=opened.use, finding=Finding.JUSTIFIED)
        with refused_attempt("read_break_glass_reason", who.code, *codes):
            actions.read_break_glass_reason(by=who, use=opened.use)
    with refused_attempt("review_break_glass", people.overseer.code, "not-found", about=""):
        actions.review_break_glass(by=people.overseer, use="U-0", finding=Finding.JUSTIFIED)
    with refused_attempt("read_break_glass_reason", people.overseer.code, "not-found", about=""):
        actions.read_break_glass_reason(by=people.overseer, use="U-0")


def test_a_supervisor_does_not_review_their_own_use(people: People, owner: Officer, reference: str) -> None:
    chief = people.officer("supervisor", desk=FIELD)
    opened = actions.open_break_glass(by=chief, reference=reference, reason=WHY)
    with refused_attempt("review_break_glass", chief.code, "own-use", about=reference):
        actions.review_break_glass(by=chief, use=opened.use, finding=Finding.JUSTIFIED)


def test_the_reviewer_reads_the_reason_and_that_is_logged(chief: Officer, vanna: Officer, reference: str) -> None:
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    assert actions.read_break_glass_reason(by=chief, use=opened.use) == WHY
    entry = AuditEntry.objects.get(action="read_break_glass_reason")
    assert (entry.actor, entry.reference, entry.facts) == (chief.code, reference, {"record": opened.use})
    actions.review_break_glass(by=chief, use=opened.use, finding=Finding.JUSTIFIED)
    with refused_attempt("review_break_glass", chief.code, "reviewed-already", about=reference):
        actions.review_break_glass(by=chief, use=opened.use, finding=Finding.NOT_JUSTIFIED)


def test_open_uses_wait_for_who_may_review_and_show_to_who_opened_them(
    people: People, owner: Officer, chief: Officer, vanna: Officer, reference: str
) -> None:
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    for who, is_own in ((chief, False), (people.overseer, False), (vanna, True)):
        (row,) = queries.open_break_glasses(who)
        assert (row.use, row.reference, row.officer, row.is_own) == (opened.use, reference, vanna.code, is_own)
    assert queries.open_break_glasses(owner) == ()

    actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=ExclusionReason.SUSPECTED)
    assert queries.open_break_glasses(vanna) == ()
    actions.review_break_glass(by=chief, use=opened.use, finding=Finding.NOT_JUSTIFIED)
    assert queries.open_break_glasses(chief) == ()
    assert [row for row in queries.notices(vanna) if row.reference == reference] == []


def test_an_excluded_reviewer_finds_no_use(people: People, chief: Officer, vanna: Officer, reference: str) -> None:
    second = people.officer("supervisor", desk=FIELD)
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    actions.exclude(by=chief, reference=reference, officer=second.code, reason=ExclusionReason.RELATED)
    assert queries.open_break_glasses(second) == ()
    with refused_attempt("review_break_glass", second.code, "not-found"):
        actions.review_break_glass(by=second, use=opened.use, finding=Finding.JUSTIFIED)
