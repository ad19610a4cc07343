"""Keys that a name shares with its spellings in other scripts: few, cheap to store and to look up.

Two names that write the same name nearly always share a key; most other names share none. Keys find; `comparing`
decides. What a key means is fixed by `KEYS_VERSION`: an index that holds keys of another version is built anew.

- The *whole* name in classes of consonants, its words joined; with vowels (``v``) where that would be too few sounds to
  tell names apart. A name in another script in its likeliest spellings.
- A long one also with each single sound left out, which forgives one sound more, less or other. For Burmese, where
  consonants are few, from a length on that is long for nobody else (``d``).
- Each *word* (``w``, ``wv``), so that a word missing on one side and words in another order do no harm.
- Two short *neighbours* together (``p``), for scripts that do not show where words start.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice, pairwise

from samakki.names.chinese import looks_chinese
from samakki.names.parsing import Name, parse
from samakki.names.sounds import (
    Detail,
    Spellings,
    all_sounds,
    consonants_of,
    enough,
    of_character,
    of_native,
    sounds,
    tables,
    together,
)

KEYS_VERSION = 4
"""Grows whenever a name may get other keys than before."""
FEW = 2
"""Sounds that say too little without vowels."""
LONG, LONG_IN_BURMESE = 5, 4
"""Sounds from which on one may be left out."""
MOST_WORDS = 8
SHARE, SHARE_WITH_VOWELS = 0.97, 0.9
WHOLE, WORDS, WORDS_WITH_VOWELS, PAIRS = 8, 4, 5, 3
"""Spellings of each that are kept at most."""
FOREIGN_WHOLE, FOREIGN_CUT, FOREIGN_PARTS, FOREIGN_KEPT = (2, 3), 4, (2, 3), 2
"""Characters of a foreign name that are one word, from which on there are two, and what is kept of each."""


@lru_cache(maxsize=16384)
def keys(text: str, language: str = "") -> frozenset[str]:
    """Keys of a name in any script; two spellings of one name share at least one, as a rule.

    Args:
        text: a name as written; rubbish gives few keys or none.
        language: BCP 47 code if known; guessed otherwise.

    Returns:
        short ASCII words, about a dozen; titles, case and accents make no difference.

    >>> sorted(keys("សុខ សុភា") & keys("Sok Sophea"))
    ['SKSP', 'wvSuK', 'wvSuPi']
    >>> bool(keys("สมชาย แสวงการ") & keys("Sawaengkarn Somchai"))
    True
    """
    name = parse(text, language)
    of_words = latin_word_keys if name.detected.script == "Latn" else native_word_keys
    return whole_name_keys(text, language).union(of_words(name))


@lru_cache(maxsize=4096)
def whole_name_keys(text: str, language: str = "") -> frozenset[str]:
    """Those of `keys` that are not of single words: for an index that knows the words of a name in another way."""
    name = parse(text, language)
    return frozenset(latin_keys(name) if name.detected.script == "Latn" else native_keys(name))


def latin_keys(name: Name) -> Iterator[str]:
    """Keys of a name in Latin letters as a whole, and of neighbours in it."""
    words = name.words[:MOST_WORDS]
    whole = "".join(words)
    yield from whole_key(whole)
    spelled = sounds(whole)
    yield from without_one(spelled)
    if len(spelled) == LONG_IN_BURMESE:
        yield from (f"d{key}" for key in shortened(spelled))
    elif len(spelled) == LONG_IN_BURMESE - 1:
        yield f"d{spelled}"
    if len(words) > 1:
        yield from whole_key("".join(words[1:] + words[:1]))
    for one, other in pairwise(words):
        if len(sounds(one)) <= FEW and len(sounds(other)) <= FEW:
            yield f"p{all_sounds(one + other)}"


def latin_word_keys(name: Name) -> Iterator[str]:
    """Keys of each word of a name in Latin letters."""
    for word in name.words[:MOST_WORDS]:
        spelled = sounds(word)
        if len(spelled) > FEW:
            yield f"w{spelled}"
        elif len(word) > 1:
            yield f"wv{all_sounds(word)}"


def whole_key(text: str) -> Iterator[str]:
    """The key of a whole name in Latin letters."""
    spelled = sounds(text)
    if len(spelled) > FEW:
        yield spelled
    elif text:
        yield f"v{all_sounds(text)}"


Spell = Callable[[str, Detail], Spellings]
"""Spells one word, syllable or character."""


def native_keys(name: Name) -> Iterator[str]:
    """Keys of a name in another script as a whole; of both readings where Zawgyi cannot be told."""
    script = name.detected.script
    for form in name.forms:
        words = form[:MOST_WORDS]
        if script == "Hani" and looks_chinese(words):
            yield from whole_keys(words[0], of_character)
            yield from pair_keys(words[0], of_character)
        elif script in tables(Detail.CONSONANTS):
            spell = partial(of_native, script)
            yield from whole_keys(words, spell, is_burmese=script == "Mymr")
            if script == "Mymr":
                yield from pair_keys(words, spell)


def native_word_keys(name: Name) -> Iterator[str]:
    """Keys of each word of a name in another script; of a Chinese one, of its family name and its given name."""
    script = name.detected.script
    for form in name.forms:
        words = form[:MOST_WORDS]
        if script == "Hani" and looks_chinese(words):
            word = words[0]
            for part in (word[:1], word[1:]) if len(word) > 2 else (word[:1], word):
                if part:
                    yield from word_keys(part, of_character)
            yield from foreign_keys(word)
        elif script in tables(Detail.CONSONANTS) and script != "Mymr":
            for word in words:
                yield from word_keys([word], partial(of_native, script))
            if script == "Hani" and len(words) == 1:
                yield from foreign_keys(words[0])


def foreign_keys(word: str) -> Iterator[str]:
    """Keys of a foreign name in characters that shows no words: the whole, and what may be its first and last word."""
    spell = partial(of_native, "Hani")
    if len(word) in FOREIGN_WHOLE:
        yield from islice(word_keys([word], spell), FOREIGN_KEPT)
    if len(word) >= FOREIGN_CUT:
        for size in FOREIGN_PARTS:
            for part in (word[:size], word[-size:]):
                yield from islice(word_keys([part], spell), FOREIGN_KEPT)


def spelled_as(parts: Sequence[str], spell: Spell, detail: Detail) -> Spellings:
    """Likely spellings of several parts together."""
    return together([spell(part, detail) for part in parts])


def whole_keys(parts: Sequence[str], spell: Spell, *, is_burmese: bool = False) -> Iterator[str]:
    """Keys of a whole name in another script."""
    spellings = enough(spelled_as(parts, spell, Detail.CONSONANTS), SHARE, WHOLE)
    yield from (key for key in spellings if len(key) > FEW)
    if any(len(key) <= FEW for key in spellings):
        vowelled = enough(spelled_as(parts, spell, Detail.ALL), SHARE_WITH_VOWELS, WHOLE)
        yield from (f"v{key}" for key in vowelled if key and len(consonants_of(key)) <= FEW)
    for best in spellings[:1]:
        yield from without_one(best)
    if is_burmese:
        yield from (f"d{key}" for key in spellings if len(key) == LONG_IN_BURMESE - 1)
        yield from (f"d{key}" for one in spellings[:2] if len(one) == LONG_IN_BURMESE for key in shortened(one))


def word_keys(parts: Sequence[str], spell: Spell) -> Iterator[str]:
    """Keys of one word in another script."""
    spellings = enough(spelled_as(parts, spell, Detail.CONSONANTS), SHARE, WORDS)
    yield from (f"w{key}" for key in spellings if len(key) > FEW)
    if any(len(key) <= FEW for key in spellings):
        vowelled = enough(spelled_as(parts, spell, Detail.ALL), SHARE_WITH_VOWELS, WORDS_WITH_VOWELS)
        yield from (f"wv{key}" for key in vowelled if key and len(consonants_of(key)) <= FEW)


def pair_keys(parts: Sequence[str], spell: Spell) -> Iterator[str]:
    """Keys of each two neighbours."""
    for pair in pairwise(parts):
        found = enough(spelled_as(pair, spell, Detail.ALL), SHARE_WITH_VOWELS, PAIRS)
        yield from (f"p{key}" for key in found if key)


def without_one(spelled: str) -> Iterator[str]:
    """A long spelling with each of its sounds left out in turn."""
    if len(spelled) >= LONG:
        yield from shortened(spelled)


def shortened(spelled: str) -> Iterator[str]:
    """A spelling with each of its sounds left out in turn."""
    return (spelled[:place] + spelled[place + 1 :] for place in range(len(spelled)))
