"""The library's server with more patience: a node that nobody watches over serves again, however often a process ends.

The library ends everything when a process ends twice within 5.5 seconds. That is right for a program that cannot start,
and wrong for a node whose database was away for a moment, with a keeper that goes on.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from granian.server.mp import MPServer

from samakki.node.serving.patience import PagesReport, Patience, write_pages_report

log = logging.getLogger(__name__)


class PatientServer(MPServer):
    """Starts processes that ended again, after pauses that grow, and gives up when nothing else is left."""

    state: Path
    patience: Patience
    gave_up_with: int | None = None  # exit code of the last process

    def be_patient(self, state: Path, patience: Patience | None = None) -> None:
        """Say where the report goes; before it starts."""
        self.state, self.patience = state, patience or Patience()

    def shutdown(self, exit_code: int = 0) -> None:
        """End as told: the library calls it a failure when a process ended by itself just before."""
        try:
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]  # the library's
        except SystemExit:  # its last act, when all is put away; `gave_up_with` says what failed
            if exit_code:
                raise

    def _serve_loop(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        self.patience.serves(time.monotonic())
        while True:
            self.main_loop_interrupt.wait()
            self.main_loop_interrupt.clear()
            if self.interrupt_signal or not self._again(spawn_target, target_loader):
                return
            if self.reload_signal:
                self._reload(spawn_target, target_loader)  # type: ignore[no-untyped-call]  # the library's
            if self.interrupt_signal or self.interrupt_children:  # it came while the others were started
                self.main_loop_interrupt.set()

    def _again(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> bool:
        """Start what ended again; False where the node is to end."""
        ended = self._ended()
        if not ended:
            return True
        code = next((found for number in sorted(ended) if (found := self.wrks[number].inner.exitcode) is not None), 0)
        pause = self.patience.failed(time.monotonic())
        self._report(code, has_given_up=pause is None)
        if pause is None:
            self.gave_up_with = code
            return False
        if not self._paused(pause):
            return False
        self._respawn_workers(sorted(ended | self._ended()), spawn_target, target_loader)
        self.patience.serves(time.monotonic())
        return True

    def _ended(self) -> set[int]:
        found = set()
        while self.interrupt_children:
            found.add(self.interrupt_children.pop())
        return found

    def _paused(self, seconds: float) -> bool:
        """Wait; False as soon as the node is told to end."""
        limit = time.monotonic() + seconds
        while not self.interrupt_signal and (left := limit - time.monotonic()) > 0:
            self.main_loop_interrupt.wait(left)
            self.main_loop_interrupt.clear()
        return not self.interrupt_signal

    def _report(self, code: int, *, has_given_up: bool) -> None:
        count = self.patience.failures
        ending = {"exit_code": code, "times": count}
        if has_given_up:
            log.critical("processes that answer pages end again and again; the node ends", extra=ending)
        else:
            log.error("a process that answers pages ended and is started again", extra=ending)
        try:
            write_pages_report(self.state, PagesReport(datetime.now(UTC), count, code, has_given_up))
        except OSError:  # a full disk must not end what still serves
            log.exception("the report of pages was not written")
