"""Rows of "My work" for people of the officer's own cases who may be described elsewhere."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samakki.access.queries import Officer
from samakki.cases.queries import signs
from samakki.cases.queries.matches import people_to_look_at
from samakki.cases.registries import Tab, WorkRow, work_rows


def register() -> None:
    """Register the rows; calling it again changes nothing."""
    work_rows("matching: possible matches", Tab.INCOMING, _rows, sign=signs.people)


def _rows(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.INCOMING,
            one.found.entity,
            title=one.nickname,
            next_step=ngettext(
                "Look at %(count)s possible match of %(entity)s",
                "Look at %(count)s possible matches of %(entity)s",
                one.found.count,
            )
            % {"count": one.found.count, "entity": one.found.entity},
            why=_("Somebody in your case may be described in another record"),
            url=reverse("matching:possible", args=[one.found.entity]),
            at=one.found.found_at,
            case=one.case,
        )
        for one in people_to_look_at(by)
    ]
