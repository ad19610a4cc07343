"""Work on batches, spread over processes: as many batches under way as keep them busy, no more, and in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
AT_ONCE = 4
"""Batches under way for each process."""


def spread(work: Callable[[Given], Made], batches: Iterable[Given], *, processes: int) -> Iterator[Made]:
    """What `work` makes of each batch, in their order.

    Trap: `work` is a function of a module, and a script that starts this is guarded by ``__name__ == "__main__"``,
    because other processes import it.

    Args:
        work: what to do.
        batches: read no further ahead than needed.
        processes: 1 stays in this one. So does a single batch, for which others are not worth starting.
    """
    source = iter(batches)
    begun = list(islice(source, 2))
    if processes == 1 or len(begun) < 2:  # noqa: PLR2004  (one batch, or none)
        yield from map(work, begun)
        yield from map(work, source)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Made]] = deque(pool.submit(work, batch) for batch in begun)
        for batch in source:
            if len(waiting) >= AT_ONCE * processes:
                yield waiting.popleft().result()
            waiting.append(pool.submit(work, batch))
        while waiting:
            yield waiting.popleft().result()
