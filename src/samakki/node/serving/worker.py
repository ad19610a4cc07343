"""The worker: the process that does what pages put in the queue, such as long imports.

One at a time, so that a large import never holds up the pages by more than one portion of rows. Ends behind the
portion it is at; what it leaves is taken up by the next worker.
"""

import json
import logging
import os
import signal
import time
from types import FrameType
from typing import IO

from django.db import close_old_connections, connections
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from samakki.entities.actions.importing import queue, work
from samakki.matching.actions import queue as matching
from samakki.node.config import NodeConfig
from samakki.node.serving import family

LOOK_SECONDS = 1.0
log = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """The library's worker, told to stop by SIGTERM as the other processes of a node are."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop behind the portion it is at; at once when there is none."""
        work.stopping.set()
        self.running = False
        if not self.running_task:
            raise SystemExit(0)


def main(config: NodeConfig) -> None:
    """Body of the worker's process: works until SIGTERM. Of two workers one waits for the other to end."""
    worker = Worker(
        queue_names=["*"],
        interval=LOOK_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{os.getpid()}",
        excluded_queue_names=[],
    )
    signal.signal(signal.SIGTERM, worker.shutdown)
    with _only_worker(config):
        (config.state / "worker.json").write_text(json.dumps({"pid": os.getpid()}), "ascii")
        try:
            _take_up()
            worker.run()
        finally:
            connections.close_all()  # the last one to close copies the write-ahead log back


def _only_worker(config: NodeConfig) -> IO[str]:
    while True:
        try:
            return family.lock(config.state / "worker.lock")
        except family.AlreadyLocked:
            time.sleep(LOOK_SECONDS)


def _take_up() -> None:
    """What a worker was at when it was killed is done again: every task goes on where it got to."""
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY)
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    again = 0 if ready.filter(task_path=queue.work.module_path).exists() else queue.take_up_again()
    again += matching.take_up_again()
    if left or again:
        log.info("work is taken up again", extra={"count": left + again})
    close_old_connections()
