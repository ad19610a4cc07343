from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.moments import read_moment, write_moment
from samakki.kernel.refusals import InvalidValue


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_read_as_it_was_written_to_the_second(moment: datetime) -> None:
    assert read_moment(write_moment(moment)) == moment.replace(microsecond=0)


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    bangkok = timezone(timedelta(hours=7))
    assert write_moment(datetime(2026, 11, 22, 7, 0, tzinfo=bangkok)) == "2026-11-22T00:00:00Z"


def test_a_moment_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_moment(datetime(2026, 11, 22))  # noqa: DTZ001 (what is tried here)


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-22", "2026-11-22T00:00Z", "2026-11-22T00:00:00", "2026-11-22T00:00:00+00:00", "2026-13-22T00:00:00Z",
     "2026-11-22t00:00:00z", "2026-11-22T00:00:00.0Z", "2026-11-22T24:00:00Z", "២០២៦-11-22T00:00:00Z",
     "2026-11-22T00:00:00Z\n"],
)  # fmt: skip
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_moment(text)
