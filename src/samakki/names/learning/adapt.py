"""Second step of learning: weights are moved until true pairs and near namesakes come apart.

Expectation maximisation asks which units write names well. Here the question is the one asked in use: is this the same
name or one that only looks like it? The sum over all paths is fed to a logistic function, whose gradient is the
expected count of each unit times the error.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled
from samakki.names.units import UnitModel

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Two spellings without spaces, and whether they are the same name."""

    native: str
    latin: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """How far and how fast weights move.

    Args:
        rounds: passes over the examples.
        rate: first step size of AdaGrad.
        pull: how strongly weights are drawn back to where they started.
    """

    rounds: int = 6
    rate: float = 0.12
    pull: float = 2e-4


@compiled
def train_once(
    order: NDArray[np.int64],
    first: NDArray[np.int64],
    shape: NDArray[np.int32],
    arc_start: NDArray[np.uint8],
    arc_step: NDArray[np.uint8],
    arc_weight: NDArray[np.int32],
    letter_first: NDArray[np.int64],
    letters: NDArray[np.int32],
    is_same: NDArray[np.uint8],
    weights: Doubles,
    origin: Doubles,
    squares: Doubles,
    outer: Doubles,
    outer_squares: Doubles,
    rate: float,
    pull: float,
) -> float:
    """One pass; changes weights and the outer scale, offset and slope in place; returns the mean loss."""
    loss = 0.0
    gradient = np.zeros(len(weights))
    touched = np.zeros(4096, dtype=np.int64)
    for example in order:
        n, m = shape[example, 0], shape[example, 1]
        begin, end = first[example], first[example + 1]
        own = letter_first[example]
        ahead = np.zeros((n + 1, m + 1))
        back = np.zeros((n + 1, m + 1))
        ahead[0, 0], back[n, m] = 1.0, 1.0
        arc = begin
        for i in range(n + 1):
            for j in range(m):
                ahead[i, j + 1] += ahead[i, j] * np.exp(weights[letters[own + n + j]])
            if i == n:
                break
            drop = np.exp(weights[letters[own + i]])
            for j in range(m + 1):
                ahead[i + 1, j] += ahead[i, j] * drop
            while arc < end and arc_start[arc, 0] == i:
                j = arc_start[arc, 1]
                ahead[i + arc_step[arc, 0], j + arc_step[arc, 1]] += ahead[i, j] * np.exp(weights[arc_weight[arc]])
                arc += 1
        arc = end - 1
        for i in range(n, -1, -1):
            while arc >= begin and arc_start[arc, 0] == i:
                j = arc_start[arc, 1]
                back[i, j] += back[i + arc_step[arc, 0], j + arc_step[arc, 1]] * np.exp(weights[arc_weight[arc]])
                arc -= 1
            if i < n:
                drop = np.exp(weights[letters[own + i]])
                for j in range(m + 1):
                    back[i, j] += back[i + 1, j] * drop
            for j in range(m - 1, -1, -1):
                back[i, j] += back[i, j + 1] * np.exp(weights[letters[own + n + j]])
        whole = ahead[n, m]
        if not whole > 1e-280:
            continue
        score = np.log(whole)
        odds = outer[0] * score + outer[1] + outer[2] * m
        odds = min(max(odds, -30.0), 30.0)
        chance = 1.0 / (1.0 + np.exp(-odds))
        loss -= np.log(chance + 1e-12) if is_same[example] else np.log(1.0 - chance + 1e-12)
        error = is_same[example] - chance
        if abs(error) < 1e-3:
            continue
        for place in range(3):
            slope = error * (score if place == 0 else 1.0 if place == 1 else float(m))
            outer_squares[place] += slope * slope
            outer[place] += 0.02 * slope / np.sqrt(outer_squares[place] + 1e-8)
        count = 0
        for arc in range(begin, end):
            i, j = arc_start[arc, 0], arc_start[arc, 1]
            w = arc_weight[arc]
            share = ahead[i, j] * np.exp(weights[w]) * back[i + arc_step[arc, 0], j + arc_step[arc, 1]] / whole
            if share > 1e-4 and count < 4096:
                if gradient[w] == 0.0:
                    touched[count] = w
                    count += 1
                gradient[w] += share
        for i in range(n + 1):
            for j in range(m + 1):
                if i < n:
                    w = letters[own + i]
                    share = ahead[i, j] * np.exp(weights[w]) * back[i + 1, j] / whole
                    if share > 1e-4 and count < 4096:
                        if gradient[w] == 0.0:
                            touched[count] = w
                            count += 1
                        gradient[w] += share
                if j < m:
                    w = letters[own + n + j]
                    share = ahead[i, j] * np.exp(weights[w]) * back[i, j + 1] / whole
                    if share > 1e-4 and count < 4096:
                        if gradient[w] == 0.0:
                            touched[count] = w
                            count += 1
                        gradient[w] += share
        for k in range(count):
            w = touched[k]
            slope = error * outer[0] * gradient[w] - pull * (weights[w] - origin[w])
            gradient[w] = 0.0
            squares[w] += slope * slope
            weights[w] += rate * slope / np.sqrt(squares[w] + 1e-6)
    return loss / max(len(order), 1)


@dataclass(frozen=True)
class Prepared:
    """Examples as flat arrays: arcs by unit, letters by price."""

    first: NDArray[np.int64]
    shape: NDArray[np.int32]
    start: NDArray[np.uint8]
    step: NDArray[np.uint8]
    weight: NDArray[np.int32]
    letter_first: NDArray[np.int64]
    letters: NDArray[np.int32]
    is_same: NDArray[np.uint8]


@compiled
def arcs_of(
    native: NDArray[np.int32],
    latin: NDArray[np.int32],
    starts: NDArray[np.int32],
    unit_latin: NDArray[np.int32],
    lengths: NDArray[np.int32],
    masks: NDArray[np.uint64],
    start: NDArray[np.uint8],
    step: NDArray[np.uint8],
    weight: NDArray[np.int32],
) -> int:
    """Write the arcs of one example into the arrays, sorted by native place; returns how many."""
    n, m = native.shape[0], latin.shape[0]
    count = 0
    for place in range(m):
        for length in range(latin.shape[1]):
            if latin[place, length] >= 0:
                masks[latin[place, length]] |= np.uint64(1) << np.uint64(place)
    for i in range(n):
        for length in range(native.shape[1]):
            gram = native[i, length]
            if gram < 0:
                continue
            for unit in range(starts[gram], starts[gram + 1]):
                other = unit_latin[unit]
                size = 0 if other < 0 else lengths[other]
                for j in range(m - size + 1):
                    if other >= 0 and (masks[other] >> np.uint64(j)) & np.uint64(1) == 0:
                        continue
                    if count < len(weight):
                        start[count, 0], start[count, 1] = i, j
                        step[count, 0], step[count, 1] = length + 1, size
                        weight[count] = unit
                        count += 1
    for place in range(m):
        for length in range(latin.shape[1]):
            if latin[place, length] >= 0:
                masks[latin[place, length]] = np.uint64(0)
    return count


def prepare(model: UnitModel, examples: Sequence[Example]) -> Prepared:
    """Arcs of all examples under the units of a model."""
    units, drops = len(model.unit_weight), len(model.native_price)
    room = (np.zeros((8192, 2), np.uint8), np.zeros((8192, 2), np.uint8), np.zeros(8192, np.int32))
    masks = np.zeros(len(model.latin.grams), dtype=np.uint64)
    first, letter_first, shapes = [0], [0], []
    starts, steps, weights, letters = [], [], [], []
    for example in examples:
        native, latin = model.native.look_up(example.native), model.latin.look_up(example.latin)
        count = arcs_of(native, latin, model.starts, model.unit_latin, model.latin_lengths, masks, *room)
        starts.append(room[0][:count].copy())
        steps.append(room[1][:count].copy())
        weights.append(room[2][:count].copy())
        first.append(first[-1] + count)
        unknown = np.where(native[:, 0] < 0, drops - 1, native[:, 0]) + units
        letters += [unknown, np.where(latin[:, 0] < 0, len(model.latin_price) - 1, latin[:, 0]) + units + drops]
        letter_first.append(letter_first[-1] + len(native) + len(latin))
        shapes.append((len(native), len(latin)))
    return Prepared(
        np.array(first, dtype=np.int64),
        np.array(shapes, dtype=np.int32),
        np.concatenate(starts),
        np.concatenate(steps),
        np.concatenate(weights),
        np.array(letter_first, dtype=np.int64),
        np.concatenate(letters).astype(np.int32),
        np.array([example.is_same for example in examples], dtype=np.uint8),
    )


def adapt(
    model: UnitModel, examples: Sequence[Example], settings: Settings, seed: int
) -> tuple[UnitModel, list[float]]:
    """A model with the same units and better weights.

    Returns:
        the model and the mean loss of each round.
    """
    data = prepare(model, examples)
    weights = np.concatenate([model.unit_weight, model.native_price, model.latin_price]).astype(np.float64)
    origin, squares = weights.copy(), np.zeros(len(weights))
    outer, outer_squares = np.array([0.3, -2.0, 0.0]), np.zeros(3)
    chance = np.random.default_rng(seed)
    losses = []
    for _ in range(settings.rounds):
        losses.append(
            train_once(
                chance.permutation(len(examples)),
                data.first,
                data.shape,
                data.start,
                data.step,
                data.weight,
                data.letter_first,
                data.letters,
                data.is_same,
                weights,
                origin,
                squares,
                outer,
                outer_squares,
                settings.rate,
                settings.pull,
            )
        )
    units, drops = len(model.unit_weight), len(model.native_price)
    moved = UnitModel(
        model.native,
        model.latin,
        model.starts,
        model.unit_latin,
        weights[:units].astype(np.float32),
        np.minimum(weights[units : units + drops], -0.05).astype(np.float32),
        np.minimum(weights[units + drops :], -0.05).astype(np.float32),
        model.replaced,
    )
    return moved, losses
