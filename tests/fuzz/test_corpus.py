"""What fuzzing kept, played again: each input is answered, in time, with a value or the reader's own refusal."""

from pathlib import Path

import pytest

from tools.fuzz.folders import KEPT, REGRESSIONS, inputs
from tools.fuzz.target import tried
from tools.fuzz.targets import HOMES, NAMES, home_of, target

WITH_A_NODE = ("requests", "web")
PATIENCE = 20.0
"""Workers share processors; how long an input takes alone is looked at by ``run.py fuzz``."""


def test_every_target_is_listed_once_and_has_a_corpus() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for home in HOMES:
        assert {one for one in NAMES if home_of(one) == home} == set(HOMES[home])
        assert {target(one).name for one in HOMES[home]} == set(HOMES[home])
    assert {path.name for path in KEPT.iterdir()} == set(NAMES)
    assert {path.name for path in REGRESSIONS.iterdir()} <= set(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if home_of(name) not in WITH_A_NODE])
def test_what_was_kept_is_answered(name: str) -> None:
    played = target(name)
    tried(played, next(iter(played.seeds())))  # what is loaded late is nobody's fault
    problems = {path: tried(played, path.read_bytes(), patience=PATIENCE) for path in kept(name)}
    assert {path.name: problem.told for path, problem in problems.items() if problem} == {}


def kept(name: str) -> list[Path]:
    """Inputs of a target, regressions among them."""
    folders = (folder / name for folder in (KEPT, REGRESSIONS))
    return sorted(path for folder in folders if folder.is_dir() for path in folder.iterdir())


def test_inputs_of_a_folder_come_once_and_short_ones_first(tmp_path: Path) -> None:
    for place, data in enumerate((b"ccc", b"a", b"bb", b"a")):
        (tmp_path / str(place)).write_bytes(data)
    assert list(inputs(tmp_path)) == [b"a", b"bb", b"ccc"]
