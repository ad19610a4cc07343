"""Judging two entities: done, refused, logged, and nothing changed after a refusal."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import transaction

from samakki.access.models import AuditEntry, Notice, Officer
from samakki.entities import actions as entities
from samakki.entities import queries as entity_queries
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity
from samakki.kernel.refusals import Refused
from samakki.matching import actions, queries, registries
from samakki.matching.domain.vocabulary import Judgement, Reason, WithdrawalReason
from samakki.matching.models import Judgement as Row
from samakki.matching.models import JudgementStep
from tests.support.described import source
from tests.support.judged import World
from tests.support.refusing import refused_attempt

SAME, DIFFERENT, UNSURE = Judgement
FITS, CANNOT = Reason.FITS_TOGETHER, Reason.CANNOT_BOTH_BE


def same(world: World, a: str, b: str, by: Officer | None = None) -> str:
    return actions.judge(by=by or world.officer, a=a, b=b, judgement=SAME, reason=FITS)


def different(world: World, a: str, b: str, by: Officer | None = None) -> str:
    return actions.judge(by=by or world.officer, a=a, b=b, judgement=DIFFERENT, reason=CANNOT)


def rows() -> tuple[int, int]:
    return Row.objects.count(), JudgementStep.objects.count()


def test_two_judged_the_same_are_one_profile_and_stay_two_entities(world: World) -> None:
    a, b = world.person("សុខ សុភា"), world.person("Sok Sophea")
    code = same(world, a, b)
    assert queries.profile_members(a) == (b,)
    assert queries.profile_members(b) == (a,)
    assert entity_queries.profile(world.officer, a) == (a, b)
    assert {one.entity for one in entity_queries.assertions(world.officer, a)} == {a, b}
    assert Entity.objects.filter(reference__in=[a, b]).count() == 2
    entry = AuditEntry.objects.get(action="judge")
    assert entry.reference == code
    assert entry.facts == {
        "what": "positive",
        "reason": "fits_together",
        "entity": min(a, b),
        "other_entity": max(a, b),
    }


def test_profiles_join_on_and_a_negative_takes_the_way_between_apart(world: World) -> None:
    a, b, c = (world.person(name) for name in ("Sok Sophea", "Sok Sophia", "Sok Sopheap"))
    one, two = same(world, a, b), same(world, b, c)
    assert queries.profile_members(a) == tuple(sorted((b, c)))
    veto = different(world, a, c)
    assert queries.profile_members(a) == ()
    seen = queries.profile(world.officer, b)
    assert seen is not None
    assert seen.conflicts == ((veto, *sorted((one, two))),)
    actions.unjudge(by=world.officer, code=veto, reason=WithdrawalReason.MISTAKEN)
    assert queries.profile_members(a) == tuple(sorted((b, c)))


def test_unsure_joins_nothing_and_is_kept(world: World) -> None:
    a, b = world.person("Dara"), world.person("Dara")
    code = actions.judge(by=world.officer, a=a, b=b, judgement=UNSURE, reason=Reason.TOO_LITTLE)
    assert queries.profile_members(a) == ()
    (row,) = queries.between(world.officer, b, a)
    assert (row.code, row.judgement, row.made_by) == (code, UNSURE, world.officer.code)


def test_an_officers_new_word_withdraws_the_earlier_one(world: World) -> None:
    a, b = world.person("Dara"), world.person("Dara")
    first = same(world, a, b)
    different(world, b, a)
    row = queries.judgement(world.officer, first)
    assert row is not None
    assert row.withdrawn is not None
    assert row.withdrawn.reason == "judged_anew"
    assert queries.profile_members(a) == ()
    seen = queries.profile(world.officer, a)
    assert seen is not None
    assert seen.conflicts == ()


def test_taking_back_says_what_came_apart_and_tells_those_who_rely_on_it(world: World) -> None:
    a, b, c = (world.person(name) for name in ("Sok Sophea", "Sok Sophia", "Sok Sopheap"))
    for one in (a, b, c):
        world.show(one, world.colleague)
    first = same(world, a, b)
    same(world, b, c, by=world.colleague)
    looked_ahead = queries.what_if(world.colleague, a, without=first)
    done = actions.unjudge(by=world.officer, code=first, reason=WithdrawalReason.NEW_FACTS)
    assert done.before == (tuple(sorted((a, b, c))),)
    assert set(done.after) == {(a,), tuple(sorted((b, c)))}
    assert done.comes_apart
    assert looked_ahead == done
    notice = Notice.objects.get(code="judgement_withdrawn")
    assert (notice.officer.code, notice.reference) == (world.colleague.code, first)
    assert AuditEntry.objects.get(action="withdraw_judgement").facts == {"what": "positive", "reason": "new_facts"}
    assert Row.objects.count() == 2


def test_whoever_registered_is_told_of_changed_profiles_after_the_commit(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    told: list[str] = []
    monkeypatch.setitem(registries.profile_changed, "test", told.extend)
    a, b = world.person("Dara"), world.person("Dara")
    with django_capture_on_commit_callbacks(execute=True):
        same(world, a, b)
    assert sorted(told) == sorted((a, b))
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        different(world, a, world.person("Someone Else"))
    assert told == []


def test_nobody_judges_what_they_do_not_see(world: World) -> None:
    a, b = world.person("Dara"), world.person("Dara", by=world.colleague)
    for one, other in ((a, b), (b, a), (a, "E-0000"), (a, "rubbish \0")):
        with refused_attempt("judge", world.officer.code, "not-found"):
            same(world, one, other)
    assert rows() == (0, 0)


@pytest.mark.parametrize("role", ["judge", "overseer", "match_officer"])
def test_roles_that_only_read_judge_nothing(world: World, role: str) -> None:
    a, b = world.person("Dara"), world.person("Dara")
    with refused_attempt("judge", (reader := world.people.officer(role)).code, "not-found"):
        same(world, a, b, by=reader)


def test_what_cannot_be_judged_is_refused_with_the_reason(world: World) -> None:
    a, b = world.person("Dara"), world.person("Dara")
    shop = world.person("Golden Gate", schema="Company")
    sheet = source(world.officer, kind=SourceKind.IMPORT, is_draft=True)
    draft = entities.describe(
        by=world.officer, source=sheet, entity=NewEntity("Person", (NewStatement("name", "Dara"),))
    )
    tie = entities.link(
        by=world.officer, source=source(world.officer), schema="UnknownLink", ends={"subject": a, "object": b}
    )
    for other, code in (
        (a, "same-entity"),
        (shop, "different-kinds"),
        (draft, "draft-not-judged"),
        (tie, "link-not-judged"),
    ):
        with refused_attempt("judge", world.officer.code, code):
            same(world, a, other)
    with refused_attempt("judge", world.officer.code, "reason-does-not-fit"):
        actions.judge(by=world.officer, a=a, b=b, judgement=SAME, reason=Reason.TOO_LITTLE)
    assert rows() == (0, 0)


def test_kinds_of_one_another_can_be_the_same(world: World) -> None:
    assert same(
        world, world.person("Golden Gate", schema="Company"), world.person("Golden Gate", schema="Organization")
    )


def test_protected_people_are_not_judged(world: World) -> None:
    a, b = world.person("Sokha Mey"), world.person("Sokha Mey Two")
    entities.protect_person(by=world.officer, entity=a)
    with refused_attempt("judge", world.officer.code, "protected-not-judged"):
        same(world, a, b)
    assert rows() == (0, 0)


def test_who_is_judged_to_be_somebody_protected_later_is_protected_with_them(world: World) -> None:
    a, b, c = (world.person(name) for name in ("Sokha Mey", "Mey Sokha Two", "Third Spelling"))
    same(world, a, b)
    same(world, b, c)
    veto = different(world, a, c)
    entities.protect_person(by=world.officer, entity=a)
    assert not Entity.objects.get(reference=b).is_protected  # nothing joins them while officers disagree
    actions.unjudge(by=world.officer, code=veto, reason=WithdrawalReason.MISTAKEN)
    assert {row.is_protected for row in Entity.objects.filter(reference__in=[a, b, c])} == {True}


def test_records_of_two_agencies_need_an_officer_of_each(world: World, neighbour: Officer) -> None:
    a, b = world.person("Sok Sophea"), world.person("Sok Sophia", by=neighbour)
    world.show(a, neighbour)
    world.show(b, world.officer)
    world.show(a, world.colleague)
    world.show(b, world.colleague)
    code = same(world, a, b)
    assert queries.profile_members(a) == ()
    assert [row.code for row in queries.waiting(neighbour, [a])] == [code]
    with refused_attempt("confirm_judgement", world.officer.code, "own-judgement"):
        actions.confirm(by=world.officer, code=code)
    with refused_attempt("confirm_judgement", world.colleague.code, "same-agency-as-first"):
        actions.confirm(by=world.colleague, code=code)
    done = actions.confirm(by=neighbour, code=code)
    assert done.after == (tuple(sorted((a, b))),)
    assert queries.profile_members(a) == (b,)
    with refused_attempt("confirm_judgement", neighbour.code, "judgement-not-waiting"):
        actions.confirm(by=neighbour, code=code)
    assert AuditEntry.objects.get(action="confirm_judgement", outcome="done").actor == neighbour.code


def test_a_waiting_judgement_on_somebody_protected_meanwhile_is_not_confirmed(world: World, neighbour: Officer) -> None:
    a, b = world.person("Sok Sophea"), world.person("Sok Sophia", by=neighbour)
    world.show(a, neighbour)
    world.show(b, world.officer)
    code = same(world, a, b)
    entities.protect_person(by=world.officer, entity=a)
    with pytest.raises(Refused) as refused:
        actions.confirm(by=neighbour, code=code)
    assert {reason.code for reason in refused.value.reasons} <= {"protected-not-judged", "not-found"}


def test_a_judgement_is_nobodys_who_sees_only_one_of_the_two(world: World, neighbour: Officer) -> None:
    a, b = world.person("Sok Sophea"), world.person("Sok Sophia")
    code = same(world, a, b)
    world.show(a, neighbour)
    assert queries.judgement(neighbour, code) is None
    assert queries.between(neighbour, a, b) == ()
    seen = queries.profile(neighbour, a)
    assert seen is not None
    assert (seen.members, seen.judgements) == ((), ())
    assert queries.profile(neighbour, b) is None
    with refused_attempt("confirm_judgement", neighbour.code, "not-found"):
        actions.confirm(by=neighbour, code=code)
    with refused_attempt("withdraw_judgement", neighbour.code, "not-found"):
        actions.unjudge(by=neighbour, code=code, reason=WithdrawalReason.MISTAKEN)
    with refused_attempt("withdraw_judgement", neighbour.code, "not-found"):
        actions.unjudge(by=neighbour, code="J-0000", reason=WithdrawalReason.MISTAKEN)


def test_two_that_only_a_hidden_third_joins_are_two(world: World, neighbour: Officer) -> None:
    a, hidden, c = (world.person(name) for name in ("Sok Sophea", "Sok Sophia", "Sok Sopheap"))
    same(world, a, hidden)
    same(world, hidden, c)
    for one in (a, c):
        world.show(one, neighbour)
    seen = queries.profile(neighbour, a)
    assert seen is not None
    assert (seen.members, seen.judgements) == ((), ())
    assert entity_queries.profile(neighbour, a) == (a,)
    assert {one.entity for one in entity_queries.assertions(neighbour, a)} == {a}
    world.show(hidden, neighbour)
    assert entity_queries.profile(neighbour, a) == (a, *sorted((hidden, c)))


def test_a_judgement_is_withdrawn_once(world: World) -> None:
    code = same(world, world.person("Dara"), world.person("Dara"))
    actions.unjudge(by=world.officer, code=code, reason=WithdrawalReason.MISTAKEN)
    with refused_attempt("withdraw_judgement", world.officer.code, "judgement-withdrawn-already"):
        actions.unjudge(by=world.officer, code=code, reason=WithdrawalReason.MISTAKEN)


def test_judgements_only_grow(world: World) -> None:
    same(world, world.person("Dara"), world.person("Dara"))
    row = Row.objects.get()
    with pytest.raises(Exception, match="only grow"), transaction.atomic():
        row.delete()
    with pytest.raises(Exception, match="only grow"), transaction.atomic():
        Row.objects.update(judgement="negative")
