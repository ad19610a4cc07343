"""What was said of a person's place in a case, as entries of a timeline."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from samakki.cases.actions.people import BY_RULE
from samakki.cases.domain.people import NppFinding
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.cases.queries.people import Change
from samakki.cases.web.wording import people as wording
from samakki.cases.web.wording.values import AGES, ALLEGED_ROLES, CATEGORIES
from samakki.ui.templatetags.samakki import as_is, moment
from samakki.ui.wording import Text


def history_entry(one: Change, names: Mapping[str, str]) -> dict[str, object]:
    """One change: what, who, when, why; and by whom and why it ended."""
    texts: list[Text] = [as_is(one.reason)] if one.reason else []
    if one.until is not None:
        ended = _("Ended:"), moment(one.until), as_is(names.get(one.ended_by, one.ended_by))
        texts.append(format_html("{} {}, {}.", *ended))
        texts.append(wording.BY_RULE if one.ended_reason == BY_RULE else as_is(one.ended_reason))
    return {
        "title": f"{wording.CHANGES[one.kind]}: {_words(one)}",
        "at": one.since,
        "by": as_is(names.get(one.by, one.by)),
        "text": format_html_join(" ", "{}", ((text,) for text in texts)) if texts else "",
    }


def _words(one: Change) -> Text:
    match one.kind:
        case "category":
            return CATEGORIES[DataSubjectCategory(one.code)]
        case "role":
            return ALLEGED_ROLES[Role(one.code)]
        case "age":
            return AGES[AgeStatus(one.code)]
        case _:
            return wording.NPP_RAISED if one.code == "raised" else wording.FINDINGS[NppFinding(one.code)][0]
