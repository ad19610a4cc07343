"""Rows of the board that says who still holds what was given, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samakki.intelligence.domain.recalls import RecallReason, RecallResult
from samakki.intelligence.queries.acting import AskedDesk
from samakki.intelligence.queries.boards import Holder
from samakki.intelligence.web.showing_disclosures import desk_words, part_words
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.dates import day_words
from samakki.ui.templatetags.samakki import moment
from samakki.ui.wording import Text

ACTS: Final[Mapping[bool | None, Text]] = {
    None: gettext_lazy("No answer yet"),
    True: gettext_lazy("acts on it"),
    False: gettext_lazy("cannot act on it"),
}


def row(one: Holder) -> list[Any]:
    """One row of the board: desk, part, whether it is held, the last answer, and when it came or was asked for."""
    desk = desk_words(one.desk)
    if one.via:
        desk = format_html("{}<br>{} {}", desk, _("from"), desk_words(one.via))
    held = _("Holds it") if one.is_held else _("Does not hold it")
    return [desk, part_words(one.item), held, _said_last(one), _when(one.at, one.asked_at)]


def row_of_emergency(one: Holder, asked: AskedDesk) -> list[Any]:
    """The same of an emergency, which has one part; where nothing was changed in it, what the desk said to it."""
    desk, _part, held, said, when = row(one)
    if one.result is None:
        said, when = ACTS[asked.is_acting], _when(asked.since, asked.asked_at)
    return [desk, held, said, when]


def _when(at: datetime | None, asked_at: datetime | None) -> str:
    """The moment of an answer, else that at which it was asked for; empty where nothing was."""
    if at is not None:
        return moment(at)
    return format_html("{} {}", _("was asked"), moment(asked_at)) if asked_at is not None else ""


def _said_last(one: Holder) -> str:
    if one.result is None:
        return _("Nothing was asked back")
    done = words.DONE[one.scope] if one.result is RecallResult.DONE and one.scope else words.RESULTS[one.result][0]
    said = [str(done)]
    if one.reason is RecallReason.EXPIRED:
        said.append(str(words.RECALL_REASONS[one.reason]))
    if one.ground:
        said.append(str(words.GROUNDS[one.ground]))
    if one.review_on:
        said.append(_("looked at again there on %(day)s") % {"day": day_words(one.review_on)})
    if one.derived:
        said.append(_("work there rests on it: %(number)s") % {"number": one.derived})
    return "; ".join(said)
