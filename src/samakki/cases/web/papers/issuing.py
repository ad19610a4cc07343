"""Makes a numbered print and keeps it: content, what changed since the edition before, layout, data beside it."""

import json
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.actions.editions import NewEdition
from samakki.cases.domain.papers import Changes, Paper, changes_between, row_digests
from samakki.cases.queries import CaseDetail
from samakki.cases.queries.editions import last_edition
from samakki.cases.web.papers.content import Content
from samakki.cases.web.wording.custody import zone_words
from samakki.cases.web.wording.values import OFFENCES, plain_country
from samakki.ui.dates import moment_words
from samakki.ui.languages import language_of
from samakki.ui.printing import Block, Facts, Frame, Heading, Note, print_paper

NAMED = 12  # of many changes, so many are named


def issue(by: Officer, case: CaseDetail, paper: Paper, content: Content, *, about: str = "") -> str:
    """Issue the next edition of a paper in the active language.

    Returns:
        Reference of the stored PDF.

    Raises:
        Refused: see ``actions.issue_edition``.
    """
    now = timezone.now()
    before = last_edition(by, case.reference, paper, about)
    number = before.number + 1 if before else 1
    digests = row_digests(content.rows)
    changes = changes_between(before.rows, digests) if before else Changes()
    frame = _frame(by, case, content, about=about, number=number, at=now)
    printed = print_paper(frame, _blocks(case, content, changes, number=number), at=now)
    data = {
        "paper": paper.value,
        "case": case.reference,
        "about": about,
        "edition": number,
        "issued_at": now.isoformat(),
        "issued_by": by.code,
        "node": settings.SAMAKKI_NAME,
        "handling": sorted(code.value for code in case.handling),
        "changes": {"added": changes.added, "changed": changes.changed, "gone": changes.gone},
        "rows": content.rows,
    }
    edition = NewEdition(
        paper,
        about,
        number,
        language_of(get_language()).code,
        printed.pages,
        printed.content,
        json.dumps(data, ensure_ascii=False, indent=1, default=str).encode("utf-8"),
        digests,
        changes,
    )
    return actions.issue_edition(by=by, case=case.reference, new=edition)


def _frame(by: Officer, case: CaseDetail, content: Content, *, about: str, number: int, at: datetime) -> Frame:
    page, pages = "\x01", "\x02"
    words = _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
    before, _page, rest = words.partition(page)
    between, _pages, after = rest.partition(pages)
    subject = f"{case.reference} {about}".strip()
    return Frame(
        title=f"{subject} {content.name} {number}",
        author=by.desk.agency.name,
        header=_("%(subject)s · %(paper)s · edition %(number)s")
        % {"subject": subject, "paper": content.name, "number": number},
        handling=", ".join(sorted(code.value for code in case.handling)),
        footer=_("Printed by %(officer)s on %(moment)s (time of %(zone)s), node %(node)s")
        % {
            "officer": by.code,
            "moment": moment_words(at),
            "zone": zone_words(settings.TIME_ZONE),
            "node": settings.SAMAKKI_NAME,
        },
        page_words=(before, between, after),
        language=language_of(get_language()).code,
        is_wide=content.is_wide,
    )


def _blocks(case: CaseDetail, content: Content, changes: Changes, *, number: int) -> list[Block]:
    offences = ", ".join(str(OFFENCES[one]) for one in case.offences) or _("Offence: open")
    return [
        Heading(content.name, 1),
        Note(_what_changed(changes, number)),
        Facts(
            [
                (_("Case"), f"{case.reference} {case.nickname}"),
                (_("Offence"), offences),
                (_("Countries"), ", ".join(str(plain_country(code)) for code in case.countries)),
            ]
        ),
        *content.blocks,
    ]


def _what_changed(changes: Changes, number: int) -> str:
    if number == 1:
        return _("Edition 1. Page numbers of an edition never change; what changes later is a new edition.")
    told = [_("Edition %(number)s takes the place of edition %(before)s.") % {"number": number, "before": number - 1}]
    if not changes:
        told.append(_("Nothing has changed since."))
    for words, references in (
        (ngettext("%(count)s came: %(which)s.", "%(count)s came: %(which)s.", len(changes.added)), changes.added),
        (
            ngettext("%(count)s changed: %(which)s.", "%(count)s changed: %(which)s.", len(changes.changed)),
            changes.changed,
        ),
        (ngettext("%(count)s went: %(which)s.", "%(count)s went: %(which)s.", len(changes.gone)), changes.gone),
    ):
        if references:
            which = ", ".join(references[:NAMED]) + (" …" if len(references) > NAMED else "")
            told.append(words % {"count": len(references), "which": which})
    return " ".join(told)
