"""Rows of the board that says who still holds what was given, in words."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from samakki.intelligence.domain.recalls import RecallReason, RecallResult
from samakki.intelligence.queries.boards import Holder
from samakki.intelligence.web.showing_disclosures import desk_words, part_words
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.dates import day_words
from samakki.ui.templatetags.samakki import moment


def row(one: Holder) -> list[Any]:
    """One row of the board: desk, part, whether it is held, the last answer and when it came."""
    desk = desk_words(one.desk)
    if one.via:
        desk = format_html("{}<br>{} {}", desk, _("from"), desk_words(one.via))
    held = _("Holds it") if one.is_held else _("Does not hold it")
    return [desk, part_words(one.item), held, _said_last(one), moment(one.at) if one.at else ""]


def row_of_emergency(one: Holder) -> list[Any]:
    """The same of an emergency, which has one part."""
    desk, _part, *more = row(one)
    return [desk, *more]


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
