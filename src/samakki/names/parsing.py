"""From a name as written to a `Name`: what it is written in, its titles, its parts, its comparable forms."""

from dataclasses import dataclass
from functools import lru_cache

from samakki.names import burmese_latin, indonesian, latin, malay, vietnamese
from samakki.names.cleaning import clean
from samakki.names.habits import Habits, Part, without_attached, without_titles
from samakki.names.languages import HABITS, Detected, detect
from samakki.names.zawgyi import is_written_so, to_unicode

SURE = 0.95
"""Above this a text is taken as Zawgyi; below the complement as Unicode; between, both readings are kept."""

LONGEST = 400
"""Characters of a text that are read; the longest ceremonial names are shorter."""

SHORT_ENDING = 2
"""Letters that stay before an ending written onto the name, at least; 上市 is no town."""

# Spellings of one name that are too far apart for letters to tell, folded.
SAME_WORD = {
    spelling: first
    for first, *others in (
        "mohammad md mohd muhd muhammad mohamad mohamed mohammed muhamad muhamed muhammed mohammod".split(),
        "abdul abd abdool abdoel".split(),
        "maria ma".split()[:1],
        "begum begam".split(),
        "khatun khatoon".split(),
        "akter akhter aktar akhtar".split(),
        "ahmad ahmed achmad ahmod".split(),
        "hussain hossain hussein husain hossein hosain husein".split(),
    )
    for spelling in others
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was read.

    Args:
        as_written: the text as it came.
        detected: script and language.
        titles: titles and degrees taken off, normalised, in the order they stood.
        parts: what is left, each word with its role.
        forms: comparable spellings, best first: words of the name normalised, or for Latin letters folded to ASCII.
    """

    as_written: str
    detected: Detected
    titles: tuple[str, ...]
    parts: tuple[Part, ...]
    forms: tuple[tuple[str, ...], ...]

    def __hash__(self) -> int:
        return hash((self.as_written, self.detected.language))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the best comparable form."""
        return self.forms[0]


@lru_cache(maxsize=16384)
def parse(text: str, language: str = "") -> Name:
    """Read a name.

    Args:
        text: a name as written, any script; may be empty or rubbish, which gives a name with one form of few letters.
        language: BCP 47 code if known.

    >>> name = parse("Daw Aung San Suu Kyi")
    >>> name.titles, name.words
    (('daw',), ('aung', 'san', 'suu', 'kyi'))
    >>> [(part.text, part.role.value) for part in parse("Nguyễn Văn Hùng").parts]
    [('Nguyễn', 'family'), ('Văn', 'middle'), ('Hùng', 'given')]
    """
    detected = detect(text[:LONGEST], language)
    cleaned = clean(text[:LONGEST])
    habits = HABITS[detected.language]
    if detected.script == "Latn" or habits.script == "Latn":
        return latin_name(text, cleaned, detected, habits)
    texts = [cleaned]
    if 1 - SURE < detected.zawgyi <= SURE and (other := to_unicode(cleaned)) != cleaned and is_written_so(other):
        texts = [other, cleaned] if detected.zawgyi > 1 - detected.zawgyi else [cleaned, other]
    titles: list[str] = []
    forms: list[tuple[str, ...]] = []
    for place, reading in enumerate(texts):
        words, taken = native_words(reading, habits, convert=len(texts) == 1)
        titles = titles if place else taken
        forms.append(tuple(words))
    if other := habits.also(cleaned):
        forms.append(tuple(native_words(other, habits, convert=True)[0]))
    return Name(text, detected, tuple(titles), habits.split(forms[0]), tuple(dict.fromkeys(forms)))


def native_words(text: str, habits: Habits, *, convert: bool) -> tuple[list[str], list[str]]:
    """Words and titles of a text that is not in Latin letters."""
    normalised = habits.normalise(latin.without_brackets(text)) if convert else normalise_only(text, habits)
    spaced = normalised.split() or [normalised]
    taken: list[str] = []
    while True:
        spaced, free = without_titles(spaced, habits.titles, habits.endings)
        taken += free
        first, joined = without_attached(spaced[0], habits.attached, habits.is_start)
        if not joined:
            break
        taken += joined
        spaced = [*first.split(), *spaced[1:]]
    last = spaced[-1]
    for ending in habits.attached_endings:
        if last.endswith(ending) and (len(last) > max(len(ending), SHORT_ENDING) or len(spaced) > 1):
            taken.append(ending)
            spaced = [*spaced[:-1], *filter(None, [last[: -len(ending)]])]
            break
    if habits.words is str.split:
        return spaced, taken
    words = [word for piece in spaced for word in habits.words(piece)] or spaced
    words, more = without_titles(words, habits.titles, habits.endings)
    return words, taken + more


def normalise_only(text: str, habits: Habits) -> str:
    """Normalise a Myanmar text whose encoding was already decided."""
    from samakki.names import myanmar  # noqa: PLC0415  (only this script has two encodings)

    return myanmar.ordered(latin.without_brackets(text)) if habits.language == "my" else habits.normalise(text)


def latin_name(text: str, cleaned: str, detected: Detected, habits: Habits) -> Name:
    """Read a name in Latin letters, or in a script this package has no language for."""
    shown = habits.normalise(cleaned).replace("-", " ").split()
    pairs = [(word, plain) for word in shown for plain in latin.folded(word).split()]
    words = [plain for _, plain in pairs] or [cleaned]
    kept, titles = strip_latin(words, habits, also_titles(pairs, cleaned, habits.language))
    start = next((n for n in range(len(words)) if words[n : n + len(kept)] == kept), 0)
    parts = habits.split([word for word, _ in pairs[start : start + len(kept)]] or [cleaned])
    names = [SAME_WORD.get(word, word) for word in kept]
    father = next((n for n in range(1, len(names) - 1) if names[n] in malay.SON_OR_DAUGHTER), len(names))
    after, more = strip_latin(names[father + 1 :], habits)
    comparable = [
        *names[:father],
        *(word for n, word in enumerate(after) if n == len(after) - 1 or word not in malay.SON_OR_DAUGHTER),
    ]
    return Name(text, detected, (*titles, *more), parts, (tuple(indonesian.without_fillers(comparable)),))


def also_titles(pairs: list[tuple[str, str]], text: str, language: str) -> frozenset[str]:
    """Words that are titles in one country and names in the next, where this name tells which.

    Args:
        pairs: words as written and folded.
        text: the whole name.
        language: of the name.
    """
    if len(pairs) < 2:
        return frozenset()
    (written, first), *rest = pairs
    if first not in latin.ALSO_NAMES:
        return frozenset()
    if latin.ALSO_NAMES[first] == "vi":
        is_title = not vietnamese.LETTERS.search(text) and vietnamese.FAMILIES.isdisjoint(word for _, word in rest)
        is_title = is_title and language != "vi"
    else:
        is_title = written.endswith(".") or language == "fil"
    return frozenset({first} if is_title else ())


def strip_latin(words: list[str], habits: Habits, also: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """Take titles off folded words; Burmese ones if the rest looks Burmese.

    Args:
        words: folded, in their order.
        habits: of their language.
        also: further titles to take off.
    """
    taken: list[str] = []
    while True:
        more_titles, not_titles = burmese_latin.titles_for(words)
        titles = (habits.titles - not_titles) | more_titles | also
        kept, more = without_titles(words, titles, habits.endings)
        taken += more
        if kept == words:
            return kept, taken
        words = kept
