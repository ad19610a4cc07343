"""The learned models as one bundle, and the file they are shipped in."""

import io
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from samakki.names import romaniser, trees, units
from samakki.names.romaniser import Romaniser
from samakki.names.trees import Trees
from samakki.names.units import UnitModel

Arrays = Mapping[str, NDArray[np.generic]]
MOST_ARRAYS, MOST_BYTES = 500, 200_000_000


class NotModels(ValueError):
    """A file holds no models."""


@dataclass(frozen=True)
class Models:
    """Everything a comparison needs that was learned.

    Args:
        units: unit model of each script against Latin letters, by ISO 15924 code.
        romanisers: one of each script.
        judges: the last step for each kind of pair, see `features.KINDS`.
        frequency: for each common word of names how many of a million names have it.
        version: of the models; part of every score's meaning.
    """

    units: dict[str, UnitModel]
    romanisers: dict[str, Romaniser]
    judges: dict[str, Trees] = field(default_factory=dict)
    frequency: dict[str, float] = field(default_factory=dict)
    version: str = "0"

    def save(self, path: Path) -> None:
        """Write all models to one packed file."""
        packed: dict[str, NDArray[np.generic]] = {"version": text_array(self.version)}
        for script, model in self.units.items():
            packed |= {f"units/{script}/{name}": array for name, array in model.to_arrays().items()}
        for script, speller in self.romanisers.items():
            packed |= {f"romaniser/{script}/{name}": array for name, array in speller.to_arrays().items()}
        for kind, judge in self.judges.items():
            packed |= {f"judge/{kind}/{name}": array for name, array in judge.to_arrays().items()}
        packed["frequency/words"] = text_array("\n".join(self.frequency))
        packed["frequency/counts"] = np.array(list(self.frequency.values()), dtype=np.float16)
        # The archive keeps no time stamps, so the same models give the same bytes.
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **packed)
        path.write_bytes(buffer.getvalue())


def text_array(text: str) -> NDArray[np.generic]:
    """Text as bytes in an array."""
    return np.frombuffer(text.encode(), dtype=np.uint8)


def load(path: Path) -> Models:
    """Read a file that `Models.save` wrote; nothing in it is executed.

    Raises:
        NotModels: the file is none of ours, or damaged.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        try:
            _require_small(file)
            return _loaded(file)
        except Exception as error:
            # A stranger's archive makes its reader, the unpacker, the reader of arrays and ours fail in a dozen ways.
            raise NotModels(error) from error


def _require_small(file: BinaryIO) -> None:
    with zipfile.ZipFile(file) as packed:
        listed = packed.infolist()
        if len(listed) > MOST_ARRAYS or sum(one.file_size for one in listed) > MOST_BYTES:
            message = "it would unpack to more than models ever have"
            raise ValueError(message)
        for one in listed:
            _require_as_long_as_it_says(packed, one)


def _require_as_long_as_it_says(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse an array whose head claims more numbers than follow: room is made for them before they are read."""
    with packed.open(entry) as array:
        version = np.lib.format.read_magic(array)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, _order, kind = read(array)
    if kind.hasobject or min(shape, default=0) < 0 or math.prod(shape) * kind.itemsize > entry.file_size:
        message = f"{entry.filename} is not the array it says"
        raise ValueError(message)


def _loaded(file: BinaryIO) -> Models:
    file.seek(0)
    with np.load(file, allow_pickle=False) as packed:
        arrays = {name: packed[name] for name in packed.files}
    groups: dict[str, dict[str, dict[str, NDArray[np.generic]]]] = {"units": {}, "romaniser": {}, "judge": {}}
    for name, array in arrays.items():
        group, _, rest = name.partition("/")
        if group in groups:
            owner, _, what = rest.partition("/")
            groups[group].setdefault(owner, {})[what] = array
    words = bytes(arrays["frequency/words"].astype(np.uint8)).decode().split("\n")
    counts = arrays["frequency/counts"].astype(np.float64).tolist()
    return Models(
        units={script: units.from_arrays(found) for script, found in groups["units"].items()},
        romanisers={script: romaniser.from_arrays(found) for script, found in groups["romaniser"].items()},
        judges={kind: trees.from_arrays(found) for kind, found in groups["judge"].items()},
        frequency=dict(zip(words, counts, strict=False)),
        version=bytes(arrays["version"].astype(np.uint8)).decode(),
    )


@cache
def shipped() -> Models:
    """The models of this package."""
    return load(Path(str(files("samakki.names").joinpath("data/models.npz"))))
