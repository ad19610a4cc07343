"""Makes this process one in which targets run: the node's settings, and a database where a target wants one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.fuzz.target import Target

COMPILED = (
    "samakki.names.grams",
    "samakki.names.kernel",
    "samakki.names.units",
    "samakki.names.trees",
    "samakki.names.path",
    "samakki.names.compiling",
    "samakki.matching.bulk.kernel",
    "samakki.matching.bulk.meeting",
    "samakki.matching.bulk.scanning",
)
"""Modules that are made into machine code: what counts branches cannot stand in them."""


def unwatched(home: str) -> list[str]:
    """Modules whose branches are not counted for the targets of a home.

    Told by name: the fuzzer itself tells packages apart by their first word alone, and would count all of these.
    """
    from tools.fuzz.targets import WATCHED  # noqa: PLC0415  (loaded by programs that need no targets)

    kept, sources = tuple(f"{one}." for one in WATCHED.get(home, ("samakki",))), Path(__file__).parents[2] / "src"
    paths = (path.relative_to(sources).with_suffix("") for path in sources.rglob("*.py"))
    names = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    library = [] if "tuf" in WATCHED.get(home, ()) else ["tuf"]
    return [*COMPILED, *library, *(name for name in names if not f"{name}.".startswith(kept))]


def load(name: str) -> "Target":
    """A target, in a process that has the settings of the tests where it needs them."""
    import logging  # noqa: PLC0415  (what is loaded here counts its branches, so nothing is loaded before)

    from tools.fuzz.targets import NEED_SETTINGS, home_of, target  # noqa: PLC0415  (as above)

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    if home_of(name) in NEED_SETTINGS:
        import django  # noqa: PLC0415  (as above)

        django.setup()
    logging.disable(logging.CRITICAL)
    return target(name)


@contextmanager
def met(target: "Target") -> Iterator[None]:
    """What a target's inputs meet is there, with a database of its own that ends with it."""
    if target.around is None:
        yield
        return
    from django.db import connection  # noqa: PLC0415  (needs the settings)
    from django.test.utils import setup_test_environment  # noqa: PLC0415  (as above)

    from samakki.node.rendering import related_models_kept  # noqa: PLC0415  (as above)

    setup_test_environment()
    with related_models_kept():
        connection.creation.create_test_db(verbosity=0, serialize=False)
    with target.around():
        yield
