import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import Desk, Exclusion, Membership, Officer, Resource
from samakki.kernel.handling import HandlingCode
from tests.support.people import FIELD, POLICE, People, record

RECORDS = 64  # every compartment four times, on average
TIES = [basis for basis in Basis if basis not in {Basis.ANYONE, Basis.DESK}]


def random_world(people: People, chance: random.Random) -> list[Officer]:
    """Records of every compartment, tied, expired and excluded at random, straight into the tables."""
    now = timezone.now()
    officers = [people.officer(role) for role in ROLES]
    officers += [people.officer("investigator", "supervisor"), people.officer("social_worker", "support_lead")]
    officers += [people.officer("other_support_agency", "custodian")]
    desks = list(Desk.objects.all())
    handlings = ["H0", "H1", "H2", "H3", "H1,H2", "H0,H3"]
    resources = Resource.objects.bulk_create(
        Resource(
            reference=f"C-{number:05}",
            subject="cases",
            compartment=chance.choice(list(Compartment)).value,
            handling=chance.choice(handlings),
            owner_desk=chance.choice(desks),
            is_protected=chance.random() < 0.3,
            created_at=now,
        )
        for number in range(RECORDS)
    )
    times = [(-2, None), (-2, 2), (-2, -1), (1, 2), (0, None)]
    memberships = []
    for resource, officer in product(resources, officers):
        if chance.random() < 0.25:
            starts, ends = chance.choice(times)
            purposes = [purpose for grant in officer.role_grants.all() for purpose in ROLES[grant.role].purposes]
            memberships.append(
                Membership(
                    resource=resource,
                    officer=officer,
                    purpose=chance.choice([*purposes, chance.choice(list(Purpose))]).value,
                    basis=chance.choice(TIES).value,
                    granted_by="O-1",
                    starts_at=now + timedelta(days=starts),
                    ends_at=None if ends is None else now + timedelta(days=ends),
                )
            )
    Membership.objects.bulk_create(memberships)
    exclusions = []
    for resource in resources:
        if chance.random() < 0.2:
            whom = {"officer": chance.choice(officers)} if chance.random() < 0.6 else {"desk": chance.choice(desks)}
            lifted = now if chance.random() < 0.3 else None
            exclusions.append(
                Exclusion(resource=resource, reason="related", made_by="O-1", made_at=now, lifted_at=lifted, **whom)
            )
    Exclusion.objects.bulk_create(exclusions)
    return officers


def pages(
    by: Officer,
    surface: Surface,
    purpose: Purpose | None = None,
    compartments: frozenset[Compartment] = frozenset(Compartment),
) -> Iterator[queries.VisibleRecord]:
    """Every page of `visible`, one after the other."""
    after = ""
    while found := queries.visible(
        by=by, surface=surface, purpose=purpose, compartments=compartments, after=after, limit=17
    ):
        yield from found
        after = found[-1].reference


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_list_shows_exactly_what_a_page_of_each_record_would(people: People, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    officers = random_world(people, chance)
    references = list(Resource.objects.values_list("reference", flat=True))
    shown = 0
    for officer in officers:
        surface = chance.choice([*Surface, *[Surface.PAGE, Surface.LIST] * 5])
        purpose = chance.choice([None, *ROLES[officer.role_grants.all()[0].role].purposes])
        listed = {
            (one.reference, one.view, one.basis, one.purpose)
            for one in pages(officer, surface=surface, purpose=purpose)
        }
        decided = set()
        for reference in references:
            decision = queries.decide_record(by=officer, reference=reference, purpose=purpose, surface=surface)
            if decision.view:
                decided.add((reference, decision.view, decision.basis, decision.purpose))
        assert listed == decided
        shown += len(listed)
    assert shown > 40  # the worlds are not empty


def test_a_count_and_a_condition_agree_with_the_list(people: People) -> None:
    chance = random.Random(4)  # noqa: S311 - repeatable, not secret
    for officer in random_world(people, chance):
        wanted = frozenset({Compartment.CASE_FILE, Compartment.AGGREGATES, Compartment.SUSPECTS})
        listed = {one.reference for one in pages(officer, surface=Surface.COUNT, compartments=wanted)}
        condition = queries.visible_filter(by=officer, surface=Surface.COUNT, compartments=wanted, column="resource")
        # Membership stands in for a subject's table: it has a foreign key to the record as they do.
        through = Membership.objects.filter(condition).values_list("resource__reference", flat=True)
        everywhere = set(Membership.objects.values_list("resource__reference", flat=True))
        assert queries.count_visible(by=officer, compartments=wanted) == len(listed)
        assert set(through) == listed & everywhere


def test_a_list_takes_as_many_queries_for_many_records_as_for_few(people: People) -> None:
    dara = people.officer("investigator")
    record(by=dara)
    with CaptureQueriesContext(connection) as few:
        assert len(queries.visible(by=dara, surface=Surface.LIST)) == 1
    for _ in range(5):
        record(by=dara)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.visible(by=dara, surface=Surface.LIST)) == 6
    assert len(many) == len(few) <= 4


def test_no_index_is_missing_for_a_list(people: People) -> None:
    supervisor = people.officer("supervisor")
    with CaptureQueriesContext(connection) as captured:
        queries.visible(by=supervisor, surface=Surface.LIST)
    (listing,) = [one["sql"] for one in captured if "UNION" in one["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # tables are tiny here: ask whether an index could serve
            cursor.execute(f"EXPLAIN {listing}")
            whole_table = "Seq Scan on access_resource"
        else:
            # A test that filled a node in bulk leaves counts of its rows behind, by which SQLite would plan.
            cursor.execute("CREATE TABLE never_counted (one)")
            cursor.execute("ANALYZE never_counted")  # makes the tables of counts where there are none
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")
            cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
            whole_table = "SCAN"
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "membership_lookup" in plan
    assert "resource_owner" in plan
    assert whole_table not in plan


def test_an_officer_without_a_role_has_an_empty_list_and_asks_no_record(people: People) -> None:
    nobody = people.officer()
    assert queries.visible(by=nobody, surface=Surface.LIST) == ()
    assert queries.count_visible(by=nobody) == 0


def test_excluded_records_leave_lists_and_counts(people: People) -> None:
    dara, supervisor = people.officer("investigator"), people.officer("supervisor")
    kept, other = record(by=dara), record(by=dara)
    actions.exclude(by=supervisor, reference=kept, officer=dara.code, reason=ExclusionReason.RELATED)

    assert [one.reference for one in queries.visible(by=dara, surface=Surface.SEARCH)] == [other]
    assert queries.count_visible(by=dara, compartments={Compartment.CASE_FILE}) == 1
    assert [one.reference for one in queries.my_records(dara)] == [other]


def test_my_records_are_those_with_a_tie_not_all_that_the_desk_gives(people: People) -> None:
    dara = people.officer("investigator", desk=POLICE)
    both = people.officer("supervisor", "investigator", desk=POLICE)
    record(by=dara)
    own = record(by=both)
    record(by=both, compartment=Compartment.VICTIM_IDENTITY)  # in no list

    assert [(one.reference, one.view) for one in queries.my_records(both)] == [(own, View.FULL)]
    assert len(queries.visible(by=both, surface=Surface.LIST, compartments={Compartment.CASE_FILE})) == 2


def test_my_records_leave_out_what_has_ended(people: People) -> None:
    dara, vanna = people.officer("investigator"), people.officer("investigator")
    supervisor = people.officer("supervisor")
    reference = record(by=dara)
    actions.add_member(by=supervisor, reference=reference, officer=vanna.code, purpose=Purpose.INVESTIGATE_TRAFFICKING)
    assert len(queries.my_records(vanna)) == 1
    actions.end_membership(by=supervisor, reference=reference, officer=vanna.code)
    assert queries.my_records(vanna) == ()


def test_handling_and_protection_close_rows_of_an_export(people: People) -> None:
    dara = people.officer("investigator", desk=FIELD)
    suspects = Compartment.SUSPECTS
    open_one = record(by=dara, compartment=suspects)
    record(by=dara, compartment=suspects, handling=frozenset({HandlingCode.H0, HandlingCode.H2}))
    record(by=dara, compartment=suspects, is_protected=True)

    exported = queries.visible(by=dara, surface=Surface.API, compartments={suspects})
    assert [one.reference for one in exported] == [open_one]


def test_a_list_of_what_records_say_asks_for_the_full_view_alone(people: People) -> None:
    """A supervisor sees a summary of the desk's case file and all of one that they work on."""
    maker, supervisor = people.officer("investigator"), people.officer("supervisor")
    own, worked_on = record(by=maker), record(by=maker)
    purpose = Purpose.INVESTIGATE_TRAFFICKING
    actions.add_member(by=people.officer("supervisor"), reference=worked_on, officer=supervisor.code, purpose=purpose)

    def found(views: frozenset[View] = frozenset(View)) -> set[str]:
        wanted = queries.visible_filter(by=supervisor, surface=Surface.LIST, column="resource", views=views)
        return set(Membership.objects.filter(wanted).values_list("resource__reference", flat=True))

    assert found() == {own, worked_on}
    assert found(views=frozenset({View.FULL})) == {worked_on}
