from datetime import UTC, datetime, timedelta

import pytest

from samakki.exchange.domain.quotas import LONGEST_WAIT, Allowance, Brought, bounded_wait, wait_until_tomorrow

ALLOWED = Allowance(messages=10, size=1000)
USUAL = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("messages", "size", "is_over"), [(10, 1000, False), (11, 0, True), (0, 1001, True), (0, 0, False)]
)
def test_exactly_as_much_as_allowed_is_not_too_much(messages: int, size: int, is_over: bool) -> None:
    assert Brought(messages, size).is_over(ALLOWED) is is_over


@pytest.mark.parametrize(
    ("at", "seconds"),
    [
        (datetime(2026, 11, 22, 0, 0, tzinfo=UTC), 86_400),
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), 60),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), 43_200),
    ],
)
def test_the_wait_ends_with_the_day(at: datetime, seconds: int) -> None:
    assert wait_until_tomorrow(at) == seconds


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (0, USUAL),
        (-5, USUAL),
        (1, timedelta(minutes=1)),
        (3600, timedelta(hours=1)),
        (10**9, LONGEST_WAIT),
    ],
)
def test_another_node_says_how_long_within_bounds(asked: int, waits: timedelta) -> None:
    assert bounded_wait(asked, usual=USUAL) == waits
