"""What matching promises: the software finds and officers judge, nothing is merged, nothing is lost."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import transaction

import samakki.matching
from samakki.access.queries import Officer
from samakki.entities.models import Entity, Statement
from samakki.matching import actions, queries
from samakki.matching.actions import comparing
from samakki.matching.domain.vocabulary import Judgement, Reason, WithdrawalReason
from samakki.matching.models import Candidate, JudgementStep
from samakki.matching.models import Judgement as Row
from tests.support.judged import World
from tests.support.refusing import refused_attempt

SAME, DIFFERENT, _ = Judgement


def same(world: World, a: str, b: str) -> str:
    return actions.judge(by=world.officer, a=a, b=b, judgement=SAME, reason=Reason.FITS_TOGETHER)


def test_however_sure_it_is_the_software_judges_nothing_and_merges_nothing(world: World) -> None:
    a, b = (
        world.person("Somchai Sawaengkarn", birthDate="1962-05-17", idNumber="1101700230708", phone="+66812345678")
        for _ in range(2)
    )
    before = Statement.objects.count()
    comparing.compare_waiting(lambda: True)
    assert Candidate.objects.get().weight > 30
    assert Row.objects.count() == JudgementStep.objects.count() == 0
    assert queries.profile_members(a) == queries.profile_members(b) == ()
    assert (Entity.objects.filter(reference__in=[a, b]).count(), Statement.objects.count()) == (2, before)


def test_judgements_are_written_in_one_place_which_an_officer_calls() -> None:
    folder = Path(samakki.matching.__file__).parents[1]
    write = re.compile(r"\b(?:Row|Judgement|JudgementStep)\.objects\.(?:bulk_)?(?:create|get_or_create|update_or)")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py") if write.search(path.read_text())}
    assert found == {"matching/actions/judging.py"}


def test_taking_the_middle_of_a_chain_back_leaves_two_profiles_and_every_row(world: World) -> None:
    chain = [world.person(f"Sok Sophea {number}") for number in range(4)]
    codes = [same(world, *pair) for pair in pairwise(chain)]
    statements = Statement.objects.count()
    done = actions.unjudge(by=world.officer, code=codes[1], reason=WithdrawalReason.NEW_FACTS)
    assert done.before == (tuple(sorted(chain)),)
    assert set(done.after) == {tuple(sorted(chain[:2])), tuple(sorted(chain[2:]))}
    assert queries.profile_members(chain[0]) == (chain[1],)
    assert (Row.objects.count(), JudgementStep.objects.count(), Statement.objects.count()) == (3, 1, statements)


def test_steps_only_grow_as_well(world: World) -> None:
    code = same(world, world.person("Dara"), world.person("Dara"))
    actions.unjudge(by=world.officer, code=code, reason=WithdrawalReason.MISTAKEN)
    with pytest.raises(Exception, match="only grow"), transaction.atomic():
        JudgementStep.objects.get().delete()
    with pytest.raises(Exception, match="only grow"), transaction.atomic():
        JudgementStep.objects.update(reason="")


def test_a_no_across_agencies_parts_nobody_until_the_other_agency_says_it_too(world: World, neighbour: Officer) -> None:
    mine = [world.person(name) for name in ("Sok Sophea", "Sok Sophia")]
    theirs = world.person("Sok Sopheap", by=neighbour)
    for one in (*mine, theirs):
        for officer in (world.officer, neighbour):
            world.show(one, officer)
    same(world, *mine)
    held = same(world, mine[1], theirs)
    actions.confirm(by=neighbour, code=held)
    veto = actions.judge(by=world.officer, a=mine[0], b=theirs, judgement=DIFFERENT, reason=Reason.CANNOT_BOTH_BE)
    assert set(queries.profile_members(mine[0])) == {mine[1], theirs}
    actions.confirm(by=neighbour, code=veto)
    assert queries.profile_members(mine[0]) == ()


def test_what_was_taken_back_while_it_waited_is_not_confirmed(world: World, neighbour: Officer) -> None:
    a, b = world.person("Sok Sophea"), world.person("Sok Sophia", by=neighbour)
    world.show(a, neighbour)
    world.show(b, world.officer)
    code = same(world, a, b)
    actions.unjudge(by=world.officer, code=code, reason=WithdrawalReason.MISTAKEN)
    with refused_attempt("confirm_judgement", neighbour.code, "judgement-not-waiting"):
        actions.confirm(by=neighbour, code=code)
    assert queries.profile_members(a) == ()
