"""The piece of background work that compares what waits: a few seconds at a time, behind all other work."""

import logging
import time
from collections.abc import Sequence

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from samakki.entities.actions.importing.work import stopping
from samakki.matching.actions import comparing

SECONDS = 5.0
"""How long it works before it lets other work in."""
BEHIND_OTHERS = -10
log = logging.getLogger(__name__)


@task(priority=BEHIND_OTHERS)
def compare() -> None:
    """Compare for a few seconds, and come again while anything waits. Safe to run twice at once.

    No error leaves here: the library would keep its words in a table, and words of errors may name people.
    """
    end = time.monotonic() + SECONDS
    try:
        comparing.compare_waiting(lambda: time.monotonic() < end and not stopping.is_set())
    except Exception:
        log.exception("comparing stopped")
        return
    if comparing.is_waiting() and not stopping.is_set():
        queue_work()


def queue_work(_references: Sequence[str] = ()) -> None:
    """Have a worker compare what waits, unless one is asked already. Called after the commit."""
    asked = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=compare.module_path)
    if not asked.exists():
        compare.enqueue()


def take_up_again() -> bool:
    """Queue the work where something waits and nobody is asked, as after a crash. Says whether there was any."""
    if not comparing.is_waiting():
        return False
    queue_work()
    return True
