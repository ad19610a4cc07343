"""What takes long to make, made once for all workers of a run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.environment import one_at_a_time


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` filled in whichever worker asked first; the others wait for it and only read it.

    Args:
        factory: the fixture ``tmp_path_factory``.
        name: of what is made.
        make: fills the empty folder it is given.
    """
    own = factory.getbasetemp()
    ours = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, made = ours / name, ours / f"{name}.made"
    with one_at_a_time(ours / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed half-way
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
