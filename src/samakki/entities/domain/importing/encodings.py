"""Which encoding a text file is in: told where the bytes prove it, guessed and asked about where they do not.

UTF-8 and UTF-16 prove themselves. GBK, the Thai code page and those of Windows for Vietnamese and Western languages do
not: almost any bytes can be read in each. They are ranked by whether what comes out is spelled as the language spells.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from samakki.kernel.refusals import InvalidValue
from samakki.names.zawgyi import to_unicode, zawgyi_probability

SAMPLE_BYTES = 1 << 20
_PIECE = 1 << 18


class Encoding(Enum):
    """Encodings of files in the region."""

    UTF_8 = "utf-8"
    UTF_16_LITTLE = "utf-16-le"
    UTF_16_BIG = "utf-16-be"
    THAI = "cp874"  # TIS-620 and what Windows added
    CHINESE = "gb18030"  # GBK and GB 2312 are part of it
    CHINESE_BIG5 = "big5hkscs"
    VIETNAMESE = "cp1258"
    WESTERN = "cp1252"


@dataclass(frozen=True, slots=True)
class Detected:
    """What was found.

    Attributes:
        encoding: the likeliest.
        is_certain: the bytes prove it; else the officer is asked.
        others: further possible ones, likeliest first.
        mark: bytes of the byte-order mark, to be skipped.
    """

    encoding: Encoding
    is_certain: bool
    others: tuple[Encoding, ...] = ()
    mark: int = 0


_MARKS = (
    (codecs.BOM_UTF8, Encoding.UTF_8),
    (codecs.BOM_UTF16_LE, Encoding.UTF_16_LITTLE),
    (codecs.BOM_UTF16_BE, Encoding.UTF_16_BIG),
)


def detect(file: BinaryIO) -> Detected:
    """Find the encoding of a file; all of it is read, so that "UTF-8" holds to its end.

    Args:
        file: seekable; left at its beginning.

    Raises:
        InvalidValue: "file-empty"; "file-not-text" (bytes no text has).
    """
    file.seek(0)
    sample = file.read(SAMPLE_BYTES)
    if not sample:
        raise InvalidValue("file-empty")
    try:
        return _detected(file, sample)
    finally:
        file.seek(0)


def decodes(file: BinaryIO, encoding: Encoding, *, skip: int = 0) -> bool:
    """Whether every byte of a file can be read in an encoding. Leaves the file at its beginning."""
    decoder = codecs.getincrementaldecoder(encoding.value)("strict")
    file.seek(skip)
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _detected(file: BinaryIO, sample: bytes) -> Detected:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            if not decodes(file, encoding, skip=len(mark)):
                raise InvalidValue("file-not-text")
            return Detected(encoding, is_certain=True, mark=len(mark))
    if wide := _without_mark(sample):
        if decodes(file, wide):
            return Detected(wide, is_certain=False)
        raise InvalidValue("file-not-text")
    if _CONTROL.search(sample):
        raise InvalidValue("file-not-text")
    if decodes(file, Encoding.UTF_8):
        return Detected(Encoding.UTF_8, is_certain=True)
    ranked = sorted(
        ((share, encoding) for encoding, rate in _RATES if (share := rate(sample)) is not None),
        key=lambda found: -found[0],
    )
    possible = [encoding for _, encoding in ranked if decodes(file, encoding)]
    if not possible:
        raise InvalidValue("file-not-text")
    return Detected(possible[0], is_certain=False, others=tuple(possible[1:]))


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LEAST_SHARE = 0.2


def _without_mark(sample: bytes) -> Encoding | None:
    """UTF-16 without its mark: every other byte of the line ends, commas and digits is zero."""
    even, odd = sample[0::2], sample[1::2]
    if odd and odd.count(0) > _LEAST_SHARE * len(odd) and not even.count(0):
        return Encoding.UTF_16_LITTLE
    if even and even.count(0) > _LEAST_SHARE * len(even) and not odd.count(0):
        return Encoding.UTF_16_BIG
    return None


# --- how well bytes that prove nothing are spelled ---

_THAI_LETTER = "\u0e01-\u0e2e"
_THAI_SIGN = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THAI_RIGHT = re.compile(f"(?<=[{_THAI_LETTER}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THAI_LEAD = re.compile("[\u0e40-\u0e44]")
_THAI_LEAD_RIGHT = re.compile(f"[\u0e40-\u0e44](?=[{_THAI_LETTER}])")
_THAI_TORN = re.compile("[\u0e01-\u0e5b][A-Za-z~^{}|\\[\\]_@\\\\](?=[\u0e01-\u0e5b])")
_HIGH = re.compile(rb"[\x80-\xff]")
_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323")
_LATIN = re.compile(r"[^\W\d_]")


def _thai(sample: bytes) -> float | None:
    text = sample.decode(Encoding.THAI.value, "replace")
    signs = len(_THAI_SIGN.findall(text)) + len(_THAI_LEAD.findall(text))
    right = len(_THAI_RIGHT.findall(text)) + len(_THAI_LEAD_RIGHT.findall(text))
    high = len(_HIGH.findall(sample))
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in text)
    if not high:
        return None
    spelled = right / signs if signs else 0.5
    # Chinese misread has Latin letters and signs inside its words; Thai has them beside spaces.
    torn = len(_THAI_TORN.findall(text)) / max(thai, 1)
    return (thai / high) * spelled**4 * max(0.0, 1 - 4 * torn)


def _chinese(sample: bytes) -> float | None:
    return _han(sample, Encoding.CHINESE, lambda pair: 0xB0 <= pair[0] <= 0xD7 and pair[-1] >= 0xA1)  # noqa: PLR2004  (level 1 of GB 2312: the 3755 commonest)


def _big5(sample: bytes) -> float | None:
    return _han(sample, Encoding.CHINESE_BIG5, lambda pair: 0xA4 <= pair[0] <= 0xC6)  # noqa: PLR2004  (the 5401 commonest)


def _han(sample: bytes, encoding: Encoding, is_common: "object") -> float | None:
    text = sample.decode(encoding.value, "ignore")
    wide = [letter for letter in text if ord(letter) > 0x7F]  # noqa: PLR2004  (beyond ASCII)
    if not wide:
        return None
    common = 0
    for letter in wide[:20_000]:
        pair = letter.encode(encoding.value, "ignore")
        common += "\u3000" <= letter <= "\u303f" or "\uff00" <= letter <= "\uffef" or bool(pair and is_common(pair))  # type: ignore[operator]  # a function
    # Read as Thai, a run of Chinese is misspelled; read as Chinese, Thai is full of rare characters.
    return 0.98 * common / len(wide[:20_000])


def _western(sample: bytes) -> float | None:
    return _latin(sample, Encoding.WESTERN, 0.45)


def _vietnamese(sample: bytes) -> float | None:
    text = sample.decode(Encoding.VIETNAMESE.value, "ignore")
    wide = [letter for letter in text if ord(letter) > 0x7F]  # noqa: PLR2004  (beyond ASCII)
    if not wide:
        return None
    return 0.8 * sum(letter in _VIETNAMESE for letter in wide) / len(wide)


def _latin(sample: bytes, encoding: Encoding, weight: float) -> float | None:
    text = sample.decode(encoding.value, "ignore")
    wide = [letter for letter in text if ord(letter) > 0x7F]  # noqa: PLR2004  (beyond ASCII)
    if not wide:
        return None
    # Letters of Western languages stand alone among plain ones; a run of them is another encoding misread.
    runs = re.findall(r"[^\x00-\x7f]{3,}", text)
    alone = len(wide) - sum(map(len, runs))
    return weight * alone / len(wide)


_RATES = (
    (Encoding.THAI, _thai),
    (Encoding.CHINESE, _chinese),
    (Encoding.CHINESE_BIG5, _big5),
    (Encoding.VIETNAMESE, _vietnamese),
    (Encoding.WESTERN, _western),
)


# --- Burmese in the old font encoding ---

_MYANMAR = re.compile("[\u1000-\u109f]")
_SURE = 0.9


class Burmese(Enum):
    """How Burmese in a file is typed."""

    NONE = "none"
    UNICODE = "unicode"
    ZAWGYI = "zawgyi"
    UNSURE = "unsure"


def burmese_of(texts: Iterable[str]) -> Burmese:
    """How Burmese in these texts is typed; UNSURE is asked about, and so is ZAWGYI before it is converted."""
    told = [zawgyi_probability(text) for text in texts if _MYANMAR.search(text)]
    if not told:
        return Burmese.NONE
    share = sum(told) / len(told)
    if share > _SURE:
        return Burmese.ZAWGYI
    return Burmese.UNICODE if share < 1 - _SURE else Burmese.UNSURE


def from_zawgyi(text: str) -> str:
    """The text in Unicode; letters of other scripts stay."""
    return to_unicode(text) if _MYANMAR.search(text) else text
