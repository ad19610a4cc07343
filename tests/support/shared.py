"""Worlds that many tests look at: built once by each process of a run, and given to every test as a copy.

``@shared`` makes a fixture of a function that builds something through the verbs. The first test that asks for it has
it built in a transaction that stays open; every test then runs in a savepoint inside that transaction, as Django's
``setUpTestData`` does it for a class, so what a test writes is gone after it. Python objects are copied for each test,
all of one test together: two fixtures that hold one officer still hold one.

A test with real transactions (a live server) or a real clock shares nothing: its fixtures are built for it alone. What
is shared is built at `BUILT_AT`, in English, under the settings of the run, and asks for shared fixtures alone. It may
keep nothing outside the database but stored files, which lie in the run's own home until the process ends: no entry of
a registry, nothing in a folder of one test.
"""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine as travelling
from django.db import connection, transaction
from django.db.transaction import Atomic
from django.utils import translation

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)  # a Sunday, 10:00 in Phnom Penh; far from every month and year boundary
BUILT_AT = NOW - timedelta(minutes=2)  # a test begins at NOW, and must not find rows of a time to come
REAL_TIME = {"journeys", "faults", "node", "run"}  # folders whose tests talk to programs that have a clock of their own


@dataclass(frozen=True, eq=False, slots=True)
class Recipe:
    """How a shared fixture is built, and from which others, by name."""

    name: str
    build: Callable[..., object]
    needs: tuple[str, ...]
    number: int  # higher than the numbers of what it needs


@dataclass(slots=True)
class Layer:
    """What was built by a recipe, and how all below it looked afterwards; undone by leaving its transaction."""

    recipe: Recipe
    things: dict[str, object]
    atomic: Atomic


@dataclass(slots=True)
class Stage:
    """What is built now, one layer upon another, and the running test's copies of it."""

    layers: list[Layer] = field(default_factory=list)
    copies: dict[int, Any] = field(default_factory=dict)

    def set_for(self, wanted: tuple[Recipe, ...]) -> None:
        """Take down what the next test does not want and build what it does, before its own transaction begins."""
        self.copies = {}
        held = tuple(layer.recipe for layer in self.layers)
        while held != wanted[: len(held)]:
            held = held[:-1]
        self.take_down(to=len(held))
        for recipe in wanted[len(held) :]:
            self._build(recipe)

    def take_down(self, *, to: int = 0) -> None:
        """Undo all layers but the first `to`."""
        while len(self.layers) > to:
            _undo(self.layers.pop().atomic)

    def holds(self, name: str) -> bool:
        """Whether the running test shares the fixture of this name."""
        return bool(self.layers) and name in self.layers[-1].things

    def copy_of(self, name: str) -> object:
        """The running test's own copy of what was built."""
        return copy.deepcopy(self.layers[-1].things[name], self.copies)

    def _build(self, recipe: Recipe) -> None:
        # Building may change what it builds upon, which must stay as it was for tests that want no more than that.
        things = copy.deepcopy(self.layers[-1].things) if self.layers else {}
        atomic = transaction.atomic()
        atomic._from_testcase = True  # type: ignore[attr-defined]  # as Django marks a test's own: a durable block may stand inside
        atomic.__enter__()
        try:
            with travelling.travel(BUILT_AT, tick=True), translation.override("en"):
                things[recipe.name] = recipe.build(*(things[need] for need in recipe.needs))
            connection.check_constraints()  # PostgreSQL alters no table while deferred ones wait
        except BaseException:
            _undo(atomic)
            raise
        self.layers.append(Layer(recipe, things, atomic))


def _undo(atomic: Atomic) -> None:
    transaction.set_rollback(True)
    atomic.__exit__(None, None, None)


STAGE = Stage()
_recipes: dict[Callable[..., object], Recipe] = {}


def shared(build: Callable[..., object]) -> object:
    """Make a fixture of `build`, whose parameters name the shared fixtures it builds upon."""
    needs = tuple(inspect.signature(build).parameters)

    def given(db: None, **needed: object) -> object:
        del db
        return STAGE.copy_of(build.__name__) if STAGE.holds(build.__name__) else build(**needed)

    parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("db", *needs)]
    given.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # where pytest reads what a fixture wants
    _recipes[given] = Recipe(build.__name__, build, needs, len(_recipes))
    return pytest.fixture(name=build.__name__)(given)


def wanted(item: pytest.Item) -> tuple[Recipe, ...]:
    """The shared fixtures a test asks for, each after those it is built upon; none where the test shares nothing."""
    if has_real_time(item) or has_real_transactions(item):
        return ()
    definitions = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    found = (_recipes.get(fixtures[-1].func) for fixtures in definitions.values() if fixtures)
    return tuple(sorted((recipe for recipe in found if recipe), key=lambda recipe: recipe.number))


def has_real_time(item: pytest.Item) -> bool:
    """Whether a test runs by the machine's clock."""
    return folder_of(item) in REAL_TIME or item.get_closest_marker("browser") is not None


def has_real_transactions(item: pytest.Item) -> bool:
    """Whether a test commits, so that the database is emptied after it."""
    mark = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in names or "live_server" in names


def folder_of(item: pytest.Item) -> str:
    """The folder below ``tests`` that a test is in."""
    return item.path.relative_to(item.config.rootpath).parts[1]
