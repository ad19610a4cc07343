"""How often an officer may have a text compared with the sealed record of a source.

The answer, yes or no, is the only thing that leaves that record. Asked often enough it spells a name, so each officer
has so many new texts a day. A text that was compared before has the answer it had, and counts no more.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from samakki.access import audit
from samakki.access.models import Officer
from samakki.intelligence.models import SourceComparison, SourceIdentity
from samakki.kernel.refusals import Refusal

MOST_OF_ONE = 20  # new texts of an officer a day against one source
MOST_OF_ALL = 60  # against all sources together
KEPT = timedelta(days=365)


def refusals_to_compare(by: Officer, source: str, texts: Iterable[str]) -> tuple[Refusal, ...]:
    """Why these texts cannot be compared with a source's record today; empty where they can, or there is no record.

    Args:
        by: who wrote them.
        source: number of the source; may be empty.
        texts: that would be compared; empty ones are not.
    """
    new = _new(source, texts)
    if not new:
        return ()
    today = SourceComparison.objects.filter(by=by.code, day=timezone.localdate())
    of_one = today.filter(source=source).count() + len(new)
    if of_one > MOST_OF_ONE or today.count() + len(new) > MOST_OF_ALL:
        return (Refusal("comparisons-used-up", {"most": MOST_OF_ONE, "all": MOST_OF_ALL}),)
    return ()


def note_comparison(by: Officer, record: str, source: str, texts: Iterable[str]) -> None:
    """Write down that texts of a record are compared with a source's record, in the transaction that does it."""
    new = _new(source, texts)
    SourceComparison.objects.bulk_create(
        [SourceComparison(by=by.code, source=source, mark=mark, day=timezone.localdate()) for mark in new],
        ignore_conflicts=True,
    )
    audit.record(by, "compare_with_source", record, facts={"record": source, "count": len(new)})


def clear_comparisons() -> None:
    """Forget which texts were compared a year ago."""
    SourceComparison.objects.filter(day__lt=timezone.localdate() - KEPT).delete()


def _new(source: str, texts: Iterable[str]) -> list[str]:
    """Marks of those texts that were not compared with this source before; none where the source has no record."""
    if not source or not SourceIdentity.objects.filter(reference=source).exists():
        return []
    marks = dict.fromkeys(_mark(source, text) for text in texts if text.strip())
    known = SourceComparison.objects.filter(source=source, mark__in=marks).values_list("mark", flat=True)
    return [mark for mark in marks if mark not in set(known)]


def _mark(source: str, text: str) -> str:
    """A keyed hash: the table tells nobody what a text said."""
    return salted_hmac("samakki.comparison", f"{source}\0{text.strip()}", algorithm="sha256").hexdigest()
