"""Leaves notices: a code and a reference, never a name or a content."""

from collections.abc import Iterable
from datetime import datetime

from samakki.access.domain.notices import NoticeCode
from samakki.access.models import Notice, Officer


def notify(officers: Iterable[Officer], code: NoticeCode, *, at: datetime, reference: str = "") -> None:
    """Leave one notice for each officer, once, in the action's transaction.

    Not checked here: whether they may know of the record. Who calls leaves excluded officers out; those excluded later
    no longer see the notice (``queries.notices``).
    """
    by_pk = {officer.pk: officer for officer in officers}
    Notice.objects.bulk_create(
        Notice(officer=officer, code=code.value, reference=reference, at=at) for officer in by_pk.values()
    )
