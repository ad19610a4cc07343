"""A source's own record, and whether a text gives it away."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, field

LEAST_LETTERS = 3  # of a name in letters that spaces part
LEAST_SIGNS = 2  # of a name in letters without spaces between words
LEAST_DIGITS = 6  # of a number: fewer digits stand in many numbers
NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What is known of who a source is. Sealed as a whole; never on a page without a custodian's grant."""

    names: tuple[str, ...] = ()  # as written, each script beside the other
    phones: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    contact: str = ""  # how to reach them safely
    notes: str = ""

    def as_text(self) -> str:
        """For sealing."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "SourceDetails":
        """Read what `as_text` wrote."""
        held = json.loads(text)
        return cls(tuple(held["names"]), tuple(held["phones"]), tuple(held["handles"]), held["contact"], held["notes"])


@dataclass(frozen=True, slots=True)
class Traces:
    """What of a source's record would give it away in a text."""

    words: frozenset[str] = field(default_factory=frozenset)
    signs: frozenset[str] = field(default_factory=frozenset)  # in scripts without spaces: found anywhere
    digits: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, details: SourceDetails) -> "Traces":
        """Every part of every name, number and handle that is long enough to mean something."""
        words, signs = set(), set()
        for name in (*details.names, *details.handles):
            for part in re.split(r"[\s,.;:/()@_\-]+", _plain(name)):
                if NO_SPACES.search(part):
                    signs |= {part} if len(part) >= LEAST_SIGNS else set()
                elif len(part) >= LEAST_LETTERS:
                    words.add(part)
        digits = {
            only[-8:] for text in (*details.phones, *details.handles) if len(only := _digits(text)) >= LEAST_DIGITS
        }
        return cls(frozenset(words), frozenset(signs), frozenset(digits))

    def is_in(self, text: str) -> bool:
        """Whether something of the source stands in `text`. Never says what: that would be telling."""
        plain = _plain(text)
        found = set(re.findall(r"[^\W_]+", plain))
        numbers = _digits(plain)
        return (
            not self.words.isdisjoint(found)
            or any(sign in plain for sign in self.signs)
            or any(number in numbers for number in self.digits)
        )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
