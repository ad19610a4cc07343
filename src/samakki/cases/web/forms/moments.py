"""A day, a time by the clock and the zone it was told in: three fields that make one instant."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.cases.web.wording.custody import ZONES, zone_words
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import Text, ValueField

NOON = time(12, 0)
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")


def read_time(text: str) -> str:
    """A time of day as "14:05", from any digits, with a colon, a point or an h between.

    >>> read_time("៨.០៥")
    '08:05'
    """
    found = _TIME.fullmatch(ascii_digits(text).strip().lower())
    if not found:
        raise InvalidValue("event-time-form")
    return f"{int(found[1]):02d}:{found[2]}"


class ClockField(ValueField[str]):
    """A time of day by the clock of 24 hours."""

    def __init__(self, *, label: Text, help_text: Text = "", required: bool = True) -> None:
        super().__init__(
            read=read_time,
            label=label,
            help_text=help_text or _("By the clock of 24 hours, such as 14:05."),
            required=required,
            widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        )


class ZoneField(forms.ChoiceField):
    """The time zone that a time was told in; the node's own at first."""

    def __init__(self, *, label: Text) -> None:
        super().__init__(label=label, choices=_zones, error_messages=choosing(_("Choose the time zone")))
        self.initial = lambda: settings.TIME_ZONE


def instant(values: dict[str, Any], prefix: str) -> tuple[datetime | None, bool]:
    """The moment that ``<prefix>_on``, ``<prefix>_time`` and ``zone`` say, and whether the time of day is known."""
    day: date | None = values.get(f"{prefix}_on")
    clock: str | None = values.get(f"{prefix}_time")
    if day is None:
        return None, False
    at = time.fromisoformat(clock) if clock else NOON
    return datetime.combine(day, at, ZoneInfo(values["zone"])), bool(clock)


def _zones() -> list[tuple[str, str]]:
    own = () if settings.TIME_ZONE in ZONES else (settings.TIME_ZONE,)
    return [(zone, _zone(zone)) for zone in (*own, *ZONES)]


def _zone(zone: str) -> str:
    offset = datetime.now(ZoneInfo(zone)).strftime("%z")
    return gettext("%(zone)s (UTC%(offset)s)") % {"zone": zone_words(zone), "offset": f"{offset[:3]}:{offset[3:]}"}
