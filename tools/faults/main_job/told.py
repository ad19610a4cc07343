"""What the schedules of the main job tell of: invented people in several scripts, and words that may not leave.

Each place in which words can stand has words of its own, so that whatever leaves says where it was.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tools.faults.exchange.marking import Left


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a report names them, and as somebody wrote the name before.

    Attributes:
        name: as the report has it.
        also: the same in Latin letters.
        known: as the node has it on file.
        born: day of birth.
        phone: as told.
    """

    name: str
    also: str
    known: str
    born: str
    phone: str


PEOPLE: tuple[Person, ...] = (
    Person("ម៉ែន វុទ្ធី", "Men Vuthei", "Men Vuthy", "1984-05-17", "012 345 001"),
    Person("สมชาย ใจดี", "Somchai Jaidee", "Somchai Chaidi", "1979-02-03", "012 345 002"),
    Person("Trần Văn Bảy", "Tran Van Bay", "TRAN VAN BAY", "1990-11-30", "012 345 003"),
    Person("ສົມພອນ ວົງສາ", "Somphone Vongsa", "Somphon Vongsa", "1988-07-21", "012 345 004"),
)
OTHERS: tuple[str, ...] = ("សុខ ដារ៉ា", "นายวิชัย มั่นคง", "Nguyễn Thị Hoa", "Chea Sokhom", "ကိုအောင်")
"""People of a file that is brought in, besides the one whom the report is about."""

SECRETS: Mapping[str, str] = {
    "source": "Zqxsourceky", "headline": "Zqxheadlineky", "raw text": "Zqxrawtextky", "file name": "Zqxfilenameky",
    "raw item": "Zqxrawitemky", "second raw item": "Zqxsecondky", "third raw item": "Zqxthirdky",
    "H2 of others": "Zqxotherstextky", "raw of others": "Zqxrawothersky", "note": "Zqxnoteky",
    "religion": "Zqxreligionky", "case": "Zqxcaseky", "words about danger": "Zqxdangerky",
    "why it cannot wait": "Zqxcannotwaitky", "note on a recall": "Zqxrecallky", "house": "Zqxhouseky",
    "raw abroad": "Zqxabroadky", "on file abroad": "Zqxonfileky", "headline abroad": "Zqxheadabroadky",
    "sanitised": "Zqxsanitisedky", "second sanitised": "Zqxsanisecondky", "sanitised abroad": "Zqxsaniabroadky",
}  # fmt: skip
"""Places, and the word that stands in each. Words of the last three leave where they were ticked."""


@dataclass(slots=True)
class Leaks:
    """What left, and what was ticked.

    Attributes:
        left: as somebody would see it, in clear or opened.
        ticked: texts that officers ticked.
        names: of the person, who may leave where they were ticked.
    """

    left: Left = field(default_factory=Left)
    ticked: list[str] = field(default_factory=list)
    names: Sequence[str] = ()

    def found(self) -> Iterator[str]:
        """What left that nobody ticked, and what left in clear."""
        words = {**SECRETS, **{f"name {place}": name for place, name in enumerate(self.names)}}
        clear, sealed = (_plain(one) for one in (self.left.clear, self.left.sealed))
        may = set(may_leave(words, self.ticked))
        if gone := sorted(place for place, word in words.items() if _holds(clear, word)):
            yield f"in clear left: {gone}"
        if gone := sorted(place for place, word in words.items() if _holds(sealed, word) and place not in may):
            yield f"nobody ticked and it left: {gone}"
        if not self.left.clear or not self.left.sealed:
            yield "nothing was looked at"


def may_leave(words: Mapping[str, str], ticked: Iterable[str]) -> list[str]:
    """Places whose words are in what was ticked."""
    whole = "\n".join(ticked)
    return [place for place, word in words.items() if word in whole]


def _plain(content: bytes | bytearray) -> str:
    return content.decode("utf-8", "replace")


def _holds(content: str, word: str) -> bool:
    return word in content or json.dumps(word)[1:-1] in content or repr(word)[1:-1] in content
