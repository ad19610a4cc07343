"""Possible matches on an entity's page and on a page of their own, as far as the officer may see both sides."""

import re

import pytest

from samakki.access.queries import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewStatement
from samakki.matching import actions
from samakki.matching.actions import comparing
from samakki.matching.domain.definition import KINDS, shipped
from samakki.matching.domain.vocabulary import Judgement, Reason, WithdrawalReason
from samakki.matching.domain.weighing import weight_of
from samakki.matching.queries.candidates import possible_match, possible_matches
from samakki.matching.web.wording import findings
from tests.support.judged import World
from tests.support.sign_in import signed_in
from tests.web.matching.test_pair_page import panel, words


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)


def compare() -> None:
    comparing.compare_waiting(lambda: True)


def alike(world: World, *, by: Officer | None = None) -> tuple[str, str]:
    a = world.person("สมชาย แสวงการ", birthDate="1987-05-02", gender="male", phone="+66812345678")
    b = world.person("Somchai Sawaengkarn", by=by, birthDate="1987", gender="male", idNumber="1101700230708")
    compare()
    return a, b


def shown(world: World, reference: str, officer: Officer | None = None) -> list[str]:
    found = possible_matches(officer or world.officer, reference, most=20)
    assert found is not None
    assert found.count == len(found.shown)
    return [one.other.reference for one in found.shown]


def test_the_page_says_what_agrees_what_differs_and_what_is_unknown(world: World) -> None:
    a, b = alike(world)
    said = words(signed_in(world.officer).get(f"/entities/{a}/").content)
    assert "Possible matches" in said
    assert re.search(r"Somchai Sawaengkarn” are (nearly certainly|very likely|likely) the same name", said)
    assert "The same year, as far as both are known." in said
    assert re.search("Known of one only .*Number of a paper or register, Telephone number", said)
    assert f"/entities/{a}/same-as/{b}/?say=positive" in panel(world, a)
    assert "in 100 pairs" not in said


def test_no_value_but_names_shows_before_the_other_record_is_opened(world: World) -> None:
    a, _ = alike(world)
    client = signed_in(world.officer)
    said = words(client.get(f"/entities/{a}/possible-matches/").content)
    assert "1101700230708" not in said
    assert "1987" not in said


def test_the_number_comes_on_request_with_its_meaning(world: World) -> None:
    a, b = alike(world)
    client = signed_in(world.officer)
    assert "A possibility, not evidence" not in words(client.get(f"/entities/{a}/possible-matches/").content)
    said = words(client.get(f"/entities/{a}/possible-matches/?number=1").content)
    assert re.search(r"About \d\d? in 100 .* A possibility, not evidence of identity", said)
    assert "Of 100 pairs" in words(client.get(f"/entities/{a}/same-as/{b}/?number=1").content)


def test_an_answer_is_one_step_away_and_begins_the_form(world: World) -> None:
    a, b = alike(world)
    html = signed_in(world.officer).get(f"/entities/{a}/same-as/{b}/?say=negative").content.decode()
    assert re.search(r'value="negative"[^>]*checked', html)


def test_nobody_is_shown_or_counted_what_they_may_not_see(world: World, neighbour: Officer) -> None:
    a, b = alike(world, by=neighbour)
    assert shown(world, a) == []
    assert shown(world, b, neighbour) == []
    assert possible_match(world.officer, a, b) is None
    assert signed_in(world.officer).get(f"/entities/{b}/possible-matches/").status_code == 404
    world.show(b, world.officer)
    assert shown(world, a) == [b]


@pytest.mark.parametrize("judgement", [Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE])
def test_what_was_judged_is_shown_no_more_until_it_is_taken_back(world: World, judgement: Judgement) -> None:
    a, b = alike(world)
    reason = {
        Judgement.POSITIVE: Reason.FITS_TOGETHER,
        Judgement.NEGATIVE: Reason.CANNOT_BOTH_BE,
        Judgement.UNSURE: Reason.TOO_LITTLE,
    }[judgement]
    code = actions.judge(by=world.officer, a=a, b=b, judgement=judgement, reason=reason)
    assert shown(world, a) == shown(world, b) == []
    actions.unjudge(by=world.officer, code=code, reason=WithdrawalReason.MISTAKEN)
    assert shown(world, a) == [b]


def test_a_negative_judgement_on_one_of_a_profile_holds_for_all_of_it(world: World) -> None:
    a, b = alike(world)
    c = world.person("Somchai Sawaengkarn", birthDate="1987", gender="male")
    compare()
    assert set(shown(world, a)) == {b, c}
    actions.judge(by=world.officer, a=b, b=c, judgement=Judgement.POSITIVE, reason=Reason.FITS_TOGETHER)
    actions.judge(by=world.officer, a=a, b=b, judgement=Judgement.NEGATIVE, reason=Reason.CANNOT_BOTH_BE)
    assert shown(world, a) == []


def test_what_was_withdrawn_shows_at_once(world: World) -> None:
    a, b = alike(world)
    entities.add_statements(by=world.officer, entity=b, statements=[NewStatement("gender", "female")])
    found = possible_match(world.officer, a, b)
    assert found is not None
    assert "same" in {told.finding.level for told in found.told if told.finding.comparison == "sex"}
    assert found.probability < 1


def test_every_level_of_the_shipped_definition_has_words() -> None:
    definition = shipped()
    lacking = [
        (one.code, level.code)
        for one in definition.comparisons
        for level in one.levels
        if (one.kind, level.code) not in findings.SENTENCES
        and not (one.kind == "name" and (level.code in findings.NAMES or level.code == "differs"))
    ]
    assert lacking == []
    assert {one.code for one in definition.comparisons} == set(findings.SUBJECTS)
    assert {one.kind for one in definition.comparisons} <= set(KINDS)


def test_the_page_says_the_count_of_a_name_that_the_score_used(world: World) -> None:
    a, b = world.person("Nguyễn Văn Hùng", birthDate="1990"), world.person("Nguyen Van Hung", birthDate="1990")
    found = possible_match(world.officer, a, b)
    assert found is not None
    name = next(one for one in found.told if one.finding.comparison == "name")
    comparison = shipped().comparison("name")
    assert name.reason.rarity is not None
    assert name.reason.weight == weight_of(comparison, comparison.level(name.finding.level), name.reason.rarity)
    assert name.reason.weight < comparison.level(name.finding.level).weight
    assert "About 1 in 1,000 people has it" in findings.sentence(shipped(), name)
    assert "people" not in findings.sentence(shipped(), name, of_people=False), "of a company's name nothing is counted"
    assert 1 / name.reason.rarity == pytest.approx(1_336, rel=0.01)
