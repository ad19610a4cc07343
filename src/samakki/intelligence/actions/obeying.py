"""Doing to one copy what its originator asked, in everything here that shows its words. Work that rests on it stays."""

import json

from django.db import transaction
from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities.actions.following import empty_source
from samakki.entities.actions.forgetting import forget_deleted
from samakki.intelligence.actions.copies import erase_copy, put_words
from samakki.intelligence.actions.erasing_packages import forget_packages
from samakki.intelligence.actions.writing import indexed
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import as_bytes
from samakki.intelligence.domain.recalls import Outcome
from samakki.intelligence.models import Holding, Report, ReportItem
from samakki.intelligence.queries.sealed import content_of


def obey(copy: Holding, outcome: Outcome, words: str) -> None:
    """Bring one copy into the state that the table says, in the transaction in which the recall arrived.

    Args:
        copy: of the originator who asks.
        outcome: of the table.
        words: other words for it, where it is corrected; empty leaves what stands there.
    """
    now = timezone.now()
    if outcome.state is not None:
        copy.state = outcome.state.value
    copy.ground = outcome.ground.value if outcome.ground else ""
    copy.changed_at = now
    copy.save()
    if outcome.takes_words and words and copy.item != THINGS:
        _correct(copy, words)
    if outcome.is_put_away or outcome.is_erased:
        empty_here(copy)
    if outcome.is_erased:
        forget_packages(copy)
        erase_copy(copy, now)
        transaction.on_commit(forget_deleted)


def empty_here(copy: Holding) -> None:
    """Take the words of a copy out of the report it stands in, out of its people and things, and out of search."""
    report = copy.received.report
    if report is None or not copy.report_item:
        return
    if copy.item == SUMMARY:
        report.raw, report.original_bytes = "", b""
        report.save(update_fields=["raw", "original_bytes"])
    elif copy.item == THINGS:
        by = Officer.objects.filter(code=report.created_by).first()
        if by is not None:
            empty_source(by=by, source=report.reference)
    else:
        ReportItem.objects.filter(reference=copy.report_item).update(raw="", sanitised="")
        report.warnings.filter(item__reference=copy.report_item).update(fragment="", reason="")
    _shown_anew(report)


def _correct(copy: Holding, words: str) -> None:
    """Put other words in place of those that came; what a colleague had sanitised of the old ones goes with them."""
    if copy.item == SUMMARY:
        put_words(copy, words.encode("utf-8"))
    else:
        body = json.loads(content_of(copy) or b"{}")
        put_words(copy, as_bytes({**body, "text": words}))
    report = copy.received.report
    if report is None or not copy.report_item:
        return
    if copy.item == SUMMARY:
        report.raw, report.original_bytes = words, words.encode("utf-8")
        report.save(update_fields=["raw", "original_bytes"])
    else:
        ReportItem.objects.filter(reference=copy.report_item).update(raw=words, sanitised="", changed_at=timezone.now())
    _shown_anew(report)


def _shown_anew(report: Report) -> None:
    report.refresh_from_db()
    report.changed_at = timezone.now()
    report.save(update_fields=["changed_at"])
    indexed(report)
