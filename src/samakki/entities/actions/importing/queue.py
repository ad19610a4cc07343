"""The queue of background work: one task for all steps of an import, found again after a restart."""

import logging

from django_tasks import task

from samakki.entities.domain.importing.states import WORKING
from samakki.entities.models import Import

log = logging.getLogger(__name__)


@task()
def work(reference: str) -> None:
    """Go on with an import, whatever it waits for. Safe to run twice: each step knows how far it got.

    No error leaves here: the library would keep its words in a table, and words of errors may name people.
    """
    from samakki.entities.actions.importing.work import work_on  # noqa: PLC0415  (work queues further work)

    work_on(reference)


def queue_work(reference: str) -> None:
    """Have an import worked on; with the database's queue the entry is part of the caller's transaction."""
    work.enqueue(reference)


def take_up_again() -> int:
    """Queue every import that a process was working on when it ended. Returns how many there are."""
    waiting = list(Import.objects.filter(state__in=[state.value for state in WORKING]).values_list("reference"))
    for (reference,) in waiting:
        queue_work(reference)
    return len(waiting)
