"""The habits of one language: how its names are written, titled, ordered. Each language file makes one `Habits`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Role(Enum):
    """What a part of a name is, as far as its place and the culture allow to say."""

    FAMILY = "family"
    MIDDLE = "middle"
    GIVEN = "given"
    FATHER = "father"
    PARTICLE = "particle"
    GENERATION = "generation"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name and what it is."""

    text: str
    role: Role


Splitter = Callable[[Sequence[str]], tuple[Part, ...]]


def given_first(words: Sequence[str]) -> tuple[Part, ...]:
    """Given name, then middle names, then family name; a single word is a given name."""
    last = len(words) - 1
    return tuple(
        Part(word, Role.GIVEN if place == 0 else Role.FAMILY if place == last else Role.MIDDLE)
        for place, word in enumerate(words)
    )


def family_first(words: Sequence[str]) -> tuple[Part, ...]:
    """Family name, then the given name in one or more words; a single word is a given name."""
    return tuple(
        Part(word, Role.FAMILY if place == 0 and len(words) > 1 else Role.GIVEN) for place, word in enumerate(words)
    )


def no_family(words: Sequence[str]) -> tuple[Part, ...]:
    """Every word is of the given name: there is no family name."""
    return tuple(Part(word, Role.GIVEN) for word in words)


@dataclass(frozen=True, slots=True)
class Habits:
    """How names of one language are read.

    Args:
        language: BCP 47 code.
        script: ISO 15924 code of the script it is written in.
        split: gives each word its role.
        normalise: one spelling for variants that mean the same; the text is already cleaned.
        titles: words (or several, with spaces) before a name; folded like the name's own words.
        attached: titles that are written without a space before the name.
        attached_endings: titles that are written without a space after the name.
        endings: words after a name: degrees, honours.
        is_start: whether a name can start with this text; guards `attached`.
        words: cuts a name into words where the script writes no spaces.
        also: another reading of a cleaned text that is as good, or "".
    """

    language: str
    script: str
    split: Splitter
    normalise: Callable[[str], str] = str
    titles: frozenset[str] = frozenset()
    attached: tuple[str, ...] = ()
    attached_endings: tuple[str, ...] = ()
    is_start: Callable[[str], bool] = bool
    endings: frozenset[str] = frozenset()
    words: Callable[[str], list[str]] = field(default=str.split)
    also: Callable[[str], str] = field(default=lambda _text: "")


MOST_TURNS = 12
LONGEST_TITLE_WORDS = 6


def settled(rules: Callable[[str], str]) -> Callable[[str], str]:
    """Rules applied until nothing changes, so that normalising twice is normalising once."""

    def repeat(text: str) -> str:
        for _ in range(MOST_TURNS):
            changed = rules(text)
            if changed == text:
                break
            text = changed
        return text

    return repeat


def without_titles(
    words: Sequence[str], titles: frozenset[str], endings: frozenset[str]
) -> tuple[list[str], list[str]]:
    """Take titles off the front and degrees off the end, as long as one word stays; never from inside.

    Args:
        words: folded words of a name, in their order.
        titles: folded titles; some are several words with single spaces.
        endings: folded degrees.

    Returns:
        the words that stay, and the titles and degrees taken off, in the order they stood.

    >>> without_titles(["tan", "sri", "dato", "ali", "phd"], frozenset({"tan sri", "dato"}), frozenset({"phd"}))
    (['ali'], ['tan sri', 'dato', 'phd'])
    >>> without_titles(["ma", "ma"], frozenset({"ma"}), frozenset())
    (['ma', 'ma'], [])
    """
    kept = list(words)
    doubled = len(kept) > 1 and kept[0] == kept[1]  # Ko Ko Gyi and Maung Maung: a word said twice is a name
    front: list[str] = []
    back: list[str] = []
    while len(kept) > 1 and not doubled:
        longest = next(
            (n for n in range(min(LONGEST_TITLE_WORDS, len(kept) - 1), 0, -1) if " ".join(kept[:n]) in titles), 0
        )
        if not longest:
            break
        front.append(" ".join(kept[:longest]))
        del kept[:longest]
        doubled = len(kept) > 1 and kept[0] == kept[1]
    while len(kept) > 1:
        longest = next(
            (n for n in range(min(LONGEST_TITLE_WORDS, len(kept) - 1), 0, -1) if " ".join(kept[-n:]) in endings), 0
        )
        if not longest:
            break
        back.insert(0, " ".join(kept[-longest:]))
        del kept[-longest:]
    return kept, front + back


def without_attached(text: str, attached: Sequence[str], is_start: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Take titles off that are written onto the name, as long as what stays starts like a name.

    Args:
        text: a name without spaces before it.
        attached: titles, longest first.
        is_start: whether a rest may stand alone: it starts with a letter that can start a syllable.

    Returns:
        what stays and the titles taken off.
    """
    taken: list[str] = []
    while True:
        found = next(
            (
                title
                for title in attached
                if text.startswith(title) and (rest := text[len(title) :].lstrip(" .")) and is_start(rest)
            ),
            None,
        )
        if found is None:
            return text, taken
        taken.append(found)
        text = text[len(found) :].lstrip(" .")
