import pytest

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface, View
from samakki.access.models import AuditEntry, Exclusion, Notice, Officer
from samakki.kernel.refusals import Refused
from tests.support.people import FIELD, POLICE, PROSECUTION, People, record
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING
SUSPECTED = ExclusionReason.SUSPECTED


@shared
def chief(people: People) -> Officer:
    return people.officer("supervisor", desk=POLICE)


@shared
def vanna(people: People) -> Officer:
    return people.officer("investigator", desk=POLICE)


@pytest.fixture
def reference(people: People, chief: Officer, vanna: Officer) -> str:
    made = record(by=people.officer("investigator", desk=POLICE))
    actions.add_member(by=chief, reference=made, officer=vanna.code, purpose=TRAFFICKING)
    return made


def view_of(officer: Officer, reference: str) -> View | None:
    return queries.decide_record(by=officer, reference=reference, purpose=None, surface=Surface.PAGE).view


def test_for_an_excluded_officer_the_record_is_gone_from_everywhere(
    chief: Officer, vanna: Officer, reference: str
) -> None:
    assert view_of(vanna, reference) is View.FULL
    assert [row.reference for row in queries.notices(vanna) if row.reference] == [reference]

    actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=SUSPECTED)

    assert view_of(vanna, reference) is None
    assert [row.reference for row in queries.notices(vanna) if row.reference] == []
    assert queries.visible(by=vanna, surface=Surface.LIST) == ()
    assert queries.count_visible(by=vanna) == 0
    assert queries.members_of(by=vanna, reference=reference) == ()
    assert queries.who_looked(by=vanna, reference=reference) == ()
    assert queries.desks_to_choose(by=vanna, reference=reference) == ()


def test_nobody_is_told(chief: Officer, vanna: Officer, reference: str) -> None:
    before = Notice.objects.count()
    actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=SUSPECTED)
    assert Notice.objects.count() == before
    entry = AuditEntry.objects.get(action="exclude")
    assert (entry.reference, entry.facts) == (reference, {"officer": vanna.code, "reason": "suspected"})


@pytest.mark.parametrize("by_desk", [False, True])
def test_whatever_an_excluded_officer_tries_is_answered_as_if_there_were_no_record(
    people: People, chief: Officer, reference: str, by_desk: bool
) -> None:
    mole = people.officer("investigator", "supervisor", desk=FIELD)
    other = people.officer("investigator")
    actions.add_member(by=chief, reference=reference, officer=mole.code, purpose=TRAFFICKING)
    whom = {"desk": FIELD} if by_desk else {"officer": mole.code}
    actions.exclude(by=chief, reference=reference, reason=SUSPECTED, **whom)

    def told(asked: str) -> list[tuple[str, ...]]:
        tries = (
            lambda: actions.read_record(by=mole, reference=asked, surface=Surface.PAGE),
            lambda: actions.add_member(by=mole, reference=asked, officer=other.code, purpose=TRAFFICKING),
            lambda: actions.end_membership(by=mole, reference=asked, officer=mole.code),
            lambda: actions.exclude(by=mole, reference=asked, officer=other.code, reason=SUSPECTED),
            lambda: actions.lift_exclusion(by=mole, reference=asked, officer=mole.code),
            lambda: actions.lift_exclusion(by=mole, reference=asked, desk=FIELD),
            lambda: actions.open_break_glass(by=mole, reference=asked, reason="Somebody is in danger in this house."),
        )
        answers = []
        for attempt in tries:
            with pytest.raises(Refused) as refused:
                attempt()
            answers.append(tuple(reason.code for reason in refused.value.reasons))
        return answers

    assert told(reference) == told(actions.new_record_reference("C"))
    assert view_of(mole, reference) is None


def test_a_desk_is_excluded_with_all_its_officers_but_never_the_one_that_owns_the_record(
    people: People, chief: Officer, reference: str
) -> None:
    prosecutor = people.officer("prosecutor", desk=PROSECUTION)
    actions.add_member(by=chief, reference=reference, officer=prosecutor.code, purpose=Purpose.PROSECUTE)
    assert PROSECUTION in [one.address for one in queries.desks_to_choose(by=chief, reference=reference)]

    actions.exclude(by=chief, reference=reference, desk=PROSECUTION, reason=ExclusionReason.NAMED_IN_IT)

    assert view_of(prosecutor, reference) is None
    assert PROSECUTION not in [one.address for one in queries.desks_to_choose(by=chief, reference=reference)]
    assert PROSECUTION in [one.address for one in queries.desks_to_choose(by=chief)]
    with refused_attempt("exclude", chief.code, "owner-desk-stays", about=reference):
        actions.exclude(by=chief, reference=reference, desk=POLICE, reason=SUSPECTED)


def test_who_arrives_at_an_excluded_desk_later_is_kept_away_too(people: People, chief: Officer, reference: str) -> None:
    actions.exclude(by=chief, reference=reference, desk=FIELD, reason=SUSPECTED)
    newcomer = people.officer("investigator", desk=FIELD)
    assert newcomer.code not in [
        one.code for one in queries.officers_to_choose(by=chief, reference=reference, purpose=TRAFFICKING)
    ]


def test_an_exclusion_that_is_lifted_gives_back_what_was_there(chief: Officer, vanna: Officer, reference: str) -> None:
    actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=SUSPECTED)
    with refused_attempt("exclude", chief.code, "excluded-already", about=reference):
        actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=SUSPECTED)
    (row,) = queries.exclusions_of(by=chief, reference=reference)
    assert (row.officer, row.desk, row.reason, row.made_by) == (vanna.code, "", "suspected", chief.code)

    actions.lift_exclusion(by=chief, reference=reference, officer=vanna.code)

    assert view_of(vanna, reference) is View.FULL
    assert queries.exclusions_of(by=chief, reference=reference) == ()
    assert Exclusion.objects.get().lifted_by == chief.code
    assert AuditEntry.objects.get(action="lift_exclusion").facts == {"officer": vanna.code}
    for whom in ({"officer": vanna.code}, {"desk": FIELD}, {}):
        with refused_attempt("lift_exclusion", chief.code, "officer-not-available", about=reference):
            actions.lift_exclusion(by=chief, reference=reference, **whom)


def test_a_desk_is_let_back_in(people: People, chief: Officer, reference: str) -> None:
    actions.exclude(by=chief, reference=reference, desk=FIELD, reason=SUSPECTED)
    assert [row.desk for row in queries.exclusions_of(by=chief, reference=reference)] == [FIELD]
    actions.lift_exclusion(by=chief, reference=reference, desk=FIELD)
    assert AuditEntry.objects.get(action="lift_exclusion").facts == {"desk": FIELD}
    assert queries.exclusions_of(by=chief, reference=reference) == ()


def test_an_overseer_excludes_on_a_record_that_overseers_do_not_read(people: People, reference: str) -> None:
    vanna = people.officer("investigator")
    assert view_of(people.overseer, reference) is None
    actions.exclude(by=people.overseer, reference=reference, officer=vanna.code, reason=SUSPECTED)
    assert view_of(vanna, reference) is None


@pytest.mark.parametrize(
    ("whom", "code"),
    [
        ({}, "officer-or-desk"),
        ({"officer": "O-0", "desk": FIELD}, "officer-or-desk"),
        ({"officer": "O-0"}, "officer-not-available"),
        ({"desk": "KH/POL/AHTJPD/gone"}, "desk-not-available"),
    ],
)
def test_somebody_there_is_excluded_or_nobody(chief: Officer, reference: str, whom: dict[str, str], code: str) -> None:
    with refused_attempt("exclude", chief.code, code, about=reference):
        actions.exclude(by=chief, reference=reference, reason=SUSPECTED, **whom)


def test_members_without_the_duty_neither_exclude_nor_see_who_is(
    people: People, chief: Officer, vanna: Officer, reference: str
) -> None:
    other = people.officer("investigator")
    actions.exclude(by=chief, reference=reference, officer=other.code, reason=SUSPECTED)
    with refused_attempt("exclude", vanna.code, "duty-not-held", about=reference):
        actions.exclude(by=vanna, reference=reference, officer=chief.code, reason=SUSPECTED)
    assert queries.exclusions_of(by=vanna, reference=reference) == ()


def test_an_exclusion_closes_one_record_and_no_other(people: People, chief: Officer, reference: str) -> None:
    vanna = people.officer("investigator", desk=POLICE)
    own = record(by=vanna, compartment=Compartment.SUSPECTS)
    actions.exclude(by=chief, reference=reference, officer=vanna.code, reason=SUSPECTED)
    assert view_of(vanna, own) is View.FULL
