"""What a support agency may decide, and who agrees."""

from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.community import findings_in_lead, kept, key_of, refusals_to_keep
from samakki.intelligence.domain.leads import USES, refusals_to_decide, refusals_to_send
from samakki.intelligence.domain.lint import Checked
from samakki.intelligence.domain.vocabulary import Use
from samakki.intelligence.web.wording.values import USES as WORDS


def test_every_use_has_a_place_in_the_table_and_words() -> None:
    assert set(USES) == set(Use) == set(WORDS)


def test_what_the_police_have_stays_with_them() -> None:
    assert USES[Use.LEAD_SENT] == frozenset()


@given(st.lists(st.sampled_from(list(Use)), max_size=12))
def test_police_get_nothing_that_nobody_proposed(wanted: list[Use]) -> None:
    now, before = Use.UNDECIDED, Use.UNDECIDED
    for use in wanted:
        if not refusals_to_decide(now, use):
            before, now = now, use
        if now is Use.LEAD_SENT:
            assert before is Use.LEAD_PROPOSED
            break


def test_the_second_person_is_nobody_who_wrote_or_proposed() -> None:
    asked = {"proposed_by": "O-1", "writers": frozenset({"O-2"}), "has_duty": True, "has_text": True}

    def codes(by: str, **other: object) -> list[str]:
        return [one.code for one in refusals_to_send(Use.LEAD_PROPOSED, by=by, **{**asked, **other})]  # type: ignore[arg-type]  # the values above

    assert codes("O-3") == []
    assert codes("O-1") == codes("O-2") == ["author-does-not-authorise"]
    assert codes("O-3", has_duty=False) == ["release-needs-duty"]
    assert codes("O-3", has_text=False) == ["lead-text-missing"]


def test_an_exact_place_in_the_text_is_a_warning() -> None:
    found = findings_in_lead("Look at the blue house.", Checked(), exact_place="The Blue House")
    assert [one.fragment for one in found] == ["The Blue House"]


def test_a_warning_without_a_reason_stops_the_proposal() -> None:
    found = findings_in_lead("I saw it.", Checked(), exact_place="")
    assert [one.facts["count"] for one in refusals_to_keep(found, {})] == [1]
    reasons = {key_of(found[0]): "The police know it already."}
    assert refusals_to_keep(found, reasons) == ()
    assert kept(found, reasons)[0].reason == "The police know it already."
