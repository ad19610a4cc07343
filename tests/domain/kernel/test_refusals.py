import pytest

from samakki.kernel.refusals import InvalidValue, Refusal, Refused, SamakkiError


def test_a_refused_act_carries_every_reason() -> None:
    reasons = (Refusal("closed"), Refusal("not-a-member", {"reference": "C-7"}))
    refused = Refused(reasons)
    assert refused.reasons == reasons
    assert str(refused) == "closed, not-a-member"
    assert isinstance(refused, SamakkiError)


def test_refusing_without_a_reason_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one reason"):
        Refused(())


def test_equal_reasons_count_once() -> None:
    assert len({Refusal("late", {"days": 3}), Refusal("late", {"days": 3}), Refusal("late", {"days": 4})}) == 2


def test_an_invalid_value_is_a_code_with_facts_that_nobody_can_change() -> None:
    invalid = InvalidValue("year-looks-buddhist", year=2561)
    assert invalid.refusal == Refusal("year-looks-buddhist", {"year": 2561})
    assert isinstance(invalid, ValueError)
    with pytest.raises(TypeError):
        invalid.refusal.facts["year"] = 3104  # type: ignore[index]  # the point of the test
