"""Moments as they stand in what is signed: one spelling for one moment, so that equal moments are equal bytes."""

import re
from datetime import UTC, datetime

from samakki.kernel.refusals import InvalidValue

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z")  # some read 24:00 as tomorrow


def write_moment(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds: "2026-11-22T05:28:00Z". What is below a second is cut off.

    Args:
        moment: with a time zone.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.tzinfo is None:
        message = "a moment that is written down has a time zone"
        raise ValueError(message)
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def read_moment(text: str) -> datetime:
    """The moment in UTC that ``write_moment`` wrote; no other spelling is taken.

    Raises:
        InvalidValue: "moment-form".

    >>> read_moment("2026-11-22T05:28:00Z")
    datetime.datetime(2026, 11, 22, 5, 28, tzinfo=datetime.timezone.utc)
    """
    if not _FORM.fullmatch(text):
        raise InvalidValue("moment-form")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValue("moment-form") from None
