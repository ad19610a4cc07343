"""Machine code made late: the compiler is loaded when a compiled function is first called, not when it is imported.

Loading numba takes as long as everything else a short command does, and most commands compare no names. Without numba
the functions run as plain Python.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

IS_COMPILED = find_spec("numba") is not None
"""Whether there is a compiler."""

UNUSED = ("scipy", "coverage")
"""What the compiler loads wherever it is installed, for linear algebra and its own tests: half as long as itself."""

_waiting: deque[Callable[..., Any]] = deque()
_lock = RLock()


def compiled(function: Function) -> Function:
    """Machine code of a function of a module, kept on disk; made when one of them is first called.

    Trap: compiled functions that call one another must be globals of one module. From elsewhere they are called as
    attributes of it, which are put in place by the first call; a reference kept from before is slower.
    """
    _waiting.append(function)

    @wraps(function)
    def first(*given: object) -> object:
        _make()
        made: object = function.__globals__[function.__name__](*given)
        return made

    return cast("Function", first)


def ready() -> None:
    """Load the compiler now, as in a thread beside other work, and not when something compiled is first called."""
    _make()


def _make() -> None:
    """Put machine code, or without a compiler the functions themselves, in place of all that wait."""
    with _lock:
        make = _compiler() if _waiting else None
        while make and _waiting:
            # In the order of the file: no function is in place before those it calls, which come before it.
            function = _waiting.popleft()
            function.__globals__[function.__name__] = make(function)


def _compiler() -> Callable[[Callable[..., Any]], Any]:
    package = Path(__file__).parent
    if "NUMBA_CACHE_DIR" not in os.environ and not os.access(package, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(Path.home() / ".cache" / "samakki-names")
    try:
        with _without(UNUSED):
            from numba import njit  # noqa: PLC0415  (a third of a second)
            from numba.core.registry import cpu_target  # noqa: PLC0415  (as above)

            cpu_target.typing_context.refresh()
            cpu_target.target_context.refresh()  # loads what compiled functions may call, which the first call would
    except ImportError:
        # Keys of letters wrap round, as they do in machine code.
        from numpy import errstate  # noqa: PLC0415  (as above)

        return errstate(over="ignore")
    made: Callable[[Callable[..., Any]], Any] = njit(cache=True, nogil=True, error_model="numpy")
    return made


@contextmanager
def _without(packages: Sequence[str]) -> Iterator[None]:
    """Let these packages, unless they are loaded already, not be found."""
    hidden = [package for package in packages if package not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden, cast("ModuleType", None)))  # which means: there is no such module
    try:
        yield
    finally:
        for package in hidden:
            sys.modules.pop(package, None)
