"""Keys that a name shares with its spellings in other scripts: few, cheap to store and to look up.

Two names that write the same name nearly always share a key; most other names share none. Keys find; `comparing`
decides. What a key means is fixed by `KEYS_VERSION`: an index that holds keys of another version is built anew.

- The *whole* name in classes of sounds, its words joined; for a name in another script in its likeliest spellings.
- For long ones also with each single sound left out, which forgives one sound more, less or other.
- Each *word* of three sounds or more, so that a word missing on one side and words in another order do no harm.
"""

from functools import lru_cache

from samakki.names.parsing import Name, parse
from samakki.names.romaniser import looks_chinese
from samakki.names.sounds import chinese_sounds, native_sounds, sounds

KEYS_VERSION = 1
"""Grows whenever a name may get other keys than before."""
LONG = 5
"""Sounds from which on one may be left out."""
WORD = 3
"""Sounds a word needs to find a name by itself."""
WHOLE_SPELLINGS, WORD_SPELLINGS, CHINESE_SPELLINGS = 4, 2, 8
IN_ONE_PIECE = frozenset({"Mymr", "Hani"})
"""Scripts whose writing does not show where words start as Latin spellings do."""


@lru_cache(maxsize=65536)
def keys(text: str, language: str = "") -> frozenset[str]:
    """Keys of a name in any script; two spellings of one name share at least one, as a rule.

    Args:
        text: a name as written; rubbish gives few keys or none.
        language: BCP 47 code if known; guessed otherwise.

    Returns:
        short ASCII words, at most about a dozen; titles and the order of letters' case make no difference.

    >>> sorted(keys("សុខ សុភា") & keys("Sok Sophea"))
    ['SKSP']
    >>> bool(keys("สมชาย แสวงการ") & keys("Sawaengkarn Somchai"))
    True
    """
    name = parse(text, language)
    return frozenset(filter(None, latin_keys(name) if name.detected.script == "Latn" else native_keys(name)))


def latin_keys(name: Name) -> set[str]:
    """Keys of a name in Latin letters."""
    words = name.words
    found = whole_keys(sounds("".join(words)))
    if len(words) > 1:
        found |= whole_keys(sounds("".join(words[1:] + words[:1])))
    return found | {f"w{spelled}" for spelled in map(sounds, words) if len(spelled) >= WORD}


def native_keys(name: Name) -> set[str]:
    """Keys of a name in another script."""
    script, words = name.detected.script, name.words
    if script == "Hani" and looks_chinese(words):
        whole = chinese_sounds(words[0], CHINESE_SPELLINGS)
    else:
        whole = native_sounds(script, "".join(words), WHOLE_SPELLINGS)
    found = set(whole)
    for spelled in whole[:1]:
        found |= whole_keys(spelled)
    if script not in IN_ONE_PIECE:
        for word in words:
            spellings = native_sounds(script, word, WORD_SPELLINGS)
            found |= {f"w{spelled}" for spelled in spellings if len(spelled) >= WORD}
    return found


def whole_keys(spelled: str) -> set[str]:
    """The classes of a whole name, and if it is long, with each left out in turn."""
    if len(spelled) < LONG:
        return {spelled}
    return {spelled, *(spelled[:place] + spelled[place + 1 :] for place in range(len(spelled)))}
