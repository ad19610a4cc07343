"""Has a node's processes end with SIGKILL at a named step of delivery, where a file in its home says so: for trials.

Python loads this by itself in every process of a node that a trial started with this folder in ``PYTHONPATH``. Nothing
of it is in the software that runs elsewhere.
"""

import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType

WATCHED = "samakki.exchange.domain.steps"
ORDER = Path(os.environ.get("SAMAKKI_HOME", "/nonexistent")) / "end-at"


def watch(step: str) -> None:
    """End every process of the node if this is the step."""
    with suppress(FileNotFoundError):
        if ORDER.read_text("ascii") == step:
            ORDER.unlink()
            for process in _session():
                if process != os.getpid():
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)


def _session() -> list[int]:
    own, found = os.getsid(0), []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            if int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[3]) == own:
                found.append(int(path.parent.name))
    return found


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != WATCHED:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def loaded(module: ModuleType) -> None:
                load(module)
                module.watchers.append(watch)

            spec.loader.exec_module = loaded  # type: ignore[method-assign]  # the one of this spec
        return spec


sys.meta_path.insert(0, _Finder())
