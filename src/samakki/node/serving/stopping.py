"""Signals that end a process, answered by a thread of its own.

Python runs a handler in the main thread, wherever that thread is. If it is just inside the event that the handler sets,
the handler waits for a lock that the main thread holds, and neither ever goes on. So the handler writes one byte, and a
thread that holds nothing does the rest.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from granian.server.mp import MPServer

Handler = Callable[[int, FrameType | None], None]


def by_thread(act: Callable[[], object]) -> Handler:
    """A handler of signals that has `act` done by a thread.

    A forked child that has set no handlers of its own yet ends at once when it is told to: it has begun nothing.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    here = os.getpid()

    def handle(_number: int, _frame: FrameType | None) -> None:
        if os.getpid() != here:
            os._exit(0)
        with suppress(BlockingIOError):  # full: it was told 65,536 times and not heard once
            os.write(writing, b"!")

    def listen() -> None:
        while os.read(reading, 1):
            act()

    threading.Thread(target=listen, name="signals", daemon=True).start()
    return handle


def hear(server: MPServer) -> None:
    """Have the library's server stop, or load its pages anew, by a thread; before it starts."""
    vars(server).update(
        signal_handler_interrupt=by_thread(server.signal_handler_interrupt),
        signal_handler_reload=by_thread(server.signal_handler_reload),
    )
