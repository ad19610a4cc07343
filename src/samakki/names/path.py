"""Which letters of one side stand for which of the other: the best path through a unit model, for explanations."""

from dataclasses import dataclass

from samakki.names.reading_order import as_spoken, as_written
from samakki.names.units import UnitModel


@dataclass(frozen=True, slots=True)
class Step:
    """Letters that stand for each other, or letters of one side that nothing stands for.

    Args:
        native: letters of the native side; may be empty.
        latin: letters of the Latin side; may be empty.
        weight: how much this says, a log ratio; negative where it speaks against.
        is_known: whether a learned unit pairs the two.
    """

    native: str
    latin: str
    weight: float
    is_known: bool


def best_path(model: UnitModel, native: str, latin: str) -> tuple[Step, ...]:
    """The likeliest way to read two spellings side by side.

    Args:
        model: of the script of `native`.
        native: letters without spaces.
        latin: folded letters without spaces.
    """
    left, right = model.encode_native(native), model.encode_latin(latin)
    n, m = len(left.grams), len(right.grams)
    numbers: dict[int, list[int]] = {}
    for j in range(m):
        for gram in right.grams[j]:
            if gram >= 0:
                numbers.setdefault(int(gram), []).append(j)
    best: dict[tuple[int, int], tuple[float, tuple[int, int], bool]] = {(0, 0): (0.0, (0, 0), True)}

    def offer(start: tuple[int, int], end: tuple[int, int], weight: float, known: bool) -> None:
        total = best[start][0] + weight
        if end not in best or total > best[end][0]:
            best[end] = (total, start, known)

    for i in range(n + 1):
        for j in range(m + 1):
            if (i, j) not in best:
                continue
            if j < m:
                offer((i, j), (i, j + 1), float(right.price[j]), known=False)
            if i == n:
                continue
            offer((i, j), (i + 1, j), float(left.price[i]), known=False)
            if j < m:
                both = float(left.price[i] + right.price[j]) + model.replaced
                offer((i, j), (i + 1, j + 1), both, known=False)
            for length, gram in enumerate(left.grams[i], start=1):
                if gram < 0:
                    continue
                for unit in range(model.starts[gram], model.starts[gram + 1]):
                    other = int(model.unit_latin[unit])
                    size = int(model.latin_lengths[other]) if other >= 0 else 0
                    if other < 0 or j in numbers.get(other, ()):
                        offer((i, j), (i + length, j + size), float(model.unit_weight[unit]), known=True)
    steps: list[Step] = []
    spoken = as_spoken(native)
    place = (n, m)  # walk back from the end
    while place != (0, 0):
        total, start, is_known = best[place]
        steps.append(
            Step(as_written(spoken[start[0] : place[0]]), latin[start[1] : place[1]], total - best[start][0], is_known)
        )
        place = start
    return tuple(reversed(steps))
