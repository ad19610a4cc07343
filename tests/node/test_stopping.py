"""A signal that comes while the main thread is inside the event that it sets."""

import signal
import subprocess
import sys
import threading

from samakki.node.serving.stopping import by_thread


def test_an_event_in_use_is_set_as_soon_as_it_is_free() -> None:
    event = threading.Event()
    handle = by_thread(event.set)
    condition: threading.Condition = vars(event)["_cond"]
    with condition:  # as the main thread holds it on its way into `wait`
        handle(signal.SIGTERM, None)  # would never return if it set the event itself
        assert not event.is_set()
    assert event.wait(10)


def test_being_told_many_times_is_no_fault() -> None:
    told, goes_on = threading.Event(), threading.Event()

    def act() -> None:
        told.set()
        goes_on.wait(10)

    handle = by_thread(act)
    for _ in range(70_000):
        handle(signal.SIGTERM, None)
    assert told.wait(10)
    goes_on.set()


def test_a_child_without_handlers_of_its_own_ends_at_once() -> None:
    script = """
import os, signal, time
from samakki.node.serving.stopping import by_thread
signal.signal(signal.SIGTERM, by_thread(lambda: print("told")))
ready, tell = os.pipe()
child = os.fork()
if not child:
    os.write(tell, b"!")
    time.sleep(20)
    os._exit(1)  # never the lines below: there its number is 0, which means everybody
os.read(ready, 1)  # Python drops a signal that comes while it forks
os.kill(child, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "0\n"
