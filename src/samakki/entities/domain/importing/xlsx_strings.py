"""The texts that cells of a workbook share, read as far as they are asked for and kept packed."""

import json
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from samakki.entities.domain.importing.cells import LONGEST_CELL
from samakki.entities.domain.importing.xml_parts import plain
from samakki.kernel.refusals import InvalidValue

BLOCK = 512  # texts packed together
OPEN_BLOCKS = 48
MOST_PACKED = 192 << 20  # bytes; a workbook of 2 million rows has some 100 MB


class SharedStrings:
    """Texts by number.

    Sheets mostly ask for them in the order they stand, so blocks are read when they are first needed and a few stay
    open. Kept packed, and in memory: a file beside it would hold names on the disk.
    """

    def __init__(self, batches: Iterator[Element]) -> None:
        self._batches = batches
        self._packed: list[bytes] = []
        self._size = 0
        self._last: list[str] = []  # the block that is not full yet
        self._open: OrderedDict[int, list[str]] = OrderedDict()

    def __getitem__(self, number: int) -> str:
        """One text.

        Raises:
            InvalidValue: "sheet-broken" (no such text); "sheet-too-large"; what the reading raises.
        """
        block, place = divmod(number, BLOCK)
        while block >= len(self._packed) and not (block == len(self._packed) and place < len(self._last)):
            if not self._read_on():
                raise InvalidValue("sheet-broken")
        if block == len(self._packed):
            return self._last[place]
        return self._opened(block)[place]

    def _opened(self, block: int) -> list[str]:
        texts = self._open.get(block)
        if texts is None:
            texts = json.loads(zlib.decompress(self._packed[block]))
            self._open[block] = texts
            if len(self._open) > OPEN_BLOCKS:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(block)
        return texts

    def _read_on(self) -> bool:
        batch = next(self._batches, None)
        if batch is None:
            return False
        for item in batch:
            if plain(item.tag) != "si":
                continue
            self._last.append(text_of(item))
            if len(self._last) == BLOCK:
                packed = zlib.compress(json.dumps(self._last).encode("ascii"), 1)
                self._packed.append(packed)
                self._size += len(packed)
                self._last = []
                if self._size > MOST_PACKED:
                    raise InvalidValue("sheet-too-large")
        return True


def text_of(item: Element) -> str:
    """The text of a shared or inline string, its parts put together; how it is pronounced (phonetic runs) left out."""
    parts: list[str] = []
    for child in item:
        name = plain(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [run.text or "" for run in child if plain(run.tag) == "t"]
    text = "".join(parts)
    return text[: LONGEST_CELL + 1]
