"""Partial dates of every form, for properties."""

from datetime import date

from hypothesis import strategies as st

from samakki.kernel.dates import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PRECISE_ISO = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


def _is_date(iso: str) -> bool:
    try:
        PartialDate(iso)
    except ValueError:
        return False
    return True


def _span(one: str, other: str) -> str:
    first, last = sorted((one, other), key=lambda iso: (PartialDate(iso).earliest, PartialDate(iso).latest))
    return first if first == last else f"{first}/{last}"


SPAN_ISO = st.builds(_span, PRECISE_ISO, PRECISE_ISO).filter(_is_date)
OPEN_ISO = PRECISE_ISO.map(lambda iso: f"../{iso}") | PRECISE_ISO.map(lambda iso: f"{iso}/..")
ONE_OF_ISO = st.sets(DAYS, min_size=2, max_size=3).map(lambda days: f"[{','.join(map(str, sorted(days)))}]")
PARTIAL_DATES = (PRECISE_ISO | SPAN_ISO | OPEN_ISO | ONE_OF_ISO).map(PartialDate)
