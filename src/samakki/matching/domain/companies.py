"""Names of companies: what a legal form says is set apart, and the words that are left are compared by what they tell.

A person's name has few words and each counts; a company's has words that thousands share (*trading*, *group*), a legal
form that is written in ten ways, and numbers that alone tell two branches apart.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from anyascii import anyascii
from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

from samakki import names
from samakki.kernel.digits import ascii_digits
from samakki.matching.domain.company_words import COMMON, FORMS, MEANING, ROMAN, TRANSLATED

_SHORT = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")  # "P.T.", "S. A."
_AND = re.compile(r"\s*[&+]\s*")
_LATIN_ONLY = re.compile(r"[\x00-\u024f\u1e00-\u1eff]*")
_NEAR = 0.86  # likeness of two words from which on they may be one, misspelled
_COMMON_WEIGHT = 0.3
_LEAST_PREFIX = 4
_ACROSS = 0.97  # at most, of two scripts: a spelling is no proof
_LETTER_OF_TEN = 0.9  # likeness of words written together, of which one letter in ten differs
_OTHER_LETTER = 0.08  # less, for what differs
_FULL_ENOUGH = 3  # words behind initials, and letters of them: two letters are anybody's


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name, read.

    Attributes:
        words: without the legal form, folded.
        forms: what legal forms it says, by their kind.
        is_latin: written in Latin letters alone.
        text: the words in their own script, for another's.
    """

    words: tuple[str, ...]
    forms: frozenset[str]
    is_latin: bool
    text: str


@lru_cache(maxsize=16384)
def read(text: str) -> Company:
    """A name without its legal form.

    >>> read("Golden Boat Co., Ltd.").words == read("บริษัท Golden Boat จำกัด").words == ("golden", "boat")
    True
    >>> read("CÔNG TY TNHH Hoa Sen").words, sorted(read("PT Bahtera Jaya Tbk").forms)
    (('hoa', 'sen'), ['limited', 'public'])
    """
    visible = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    plain = " ".join(unicodedata.normalize("NFKC", ascii_digits(visible)).casefold().split())
    plain = _AND.sub(" and ", plain)
    plain = _SHORT.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", plain).replace("'", "")
    forms = set()
    for pattern, kind in FORMS:
        plain, count = pattern.subn(" ", plain)
        if count:
            forms.add(kind)
    for word, english in TRANSLATED:
        if word in plain:
            plain = plain.replace(word, f" {english} ")
    words = _words(plain) or _words(text.casefold())  # where nothing is left, the form is the name
    is_latin = _LATIN_ONLY.fullmatch(plain) is not None
    plainer = (_fold(one) if _LATIN_ONLY.fullmatch(one) else one for one in words)
    folded = tuple(MEANING.get(word, word) for word in plainer if word)
    return Company(folded, frozenset(forms), is_latin, " ".join(words))


def _words(text: str) -> tuple[str, ...]:
    """Letters, marks and digits that stand together; marks of the region's scripts are no letters for a pattern."""
    return tuple("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text).split())


def has_form(text: str) -> bool:
    """Whether a name says a legal form, as no person's does.

    >>> has_form("ក្រុមហ៊ុន ទូកមាស"), has_form("Sok Dara")
    (True, False)
    """
    return bool(read(text).forms)


def share_of(a: str, b: str) -> float:
    """Share of companies that have the words that two names agree in, at the most: an estimate, no list counts them.

    A word of its own tells a company from ninety-nine in a hundred others, a common one from a few.

    >>> share_of("Golden Boat Co Ltd", "GOLDEN BOAT LTD"), share_of("Trading Co Ltd", "Trading Ltd") > 0.01
    (0.0001, True)
    """
    told = min(sum(map(_weight, set(read(text).words))) for text in (a, b))
    return float(max(_RAREST_SHARE, min(_COMMONEST_SHARE, 10 ** (-2 * told))))


def shared_words(a: str, b: str) -> frozenset[str]:
    """Words that two names of companies have both, legal forms aside.

    >>> sorted(shared_words("Golden Boat Co Ltd", "GOLDEN BOAT TRADING LTD"))
    ['boat', 'golden']
    """
    return frozenset(read(a).words) & frozenset(read(b).words)


_RAREST_SHARE, _COMMONEST_SHARE = 1e-6, 0.02


def is_same(a: str, b: str) -> bool:
    """Whether two names are the same words, legal forms aside unless they contradict each other."""
    x, y = read(a), read(b)
    return bool(x.words) and x.words == y.words and _agree(x, y)


def likeness(a: str, b: str) -> float:
    """The chance that two companies of these names are one, as far as names can tell.

    Returns:
        0 to 1; 1 where the words are the same and the legal forms do not contradict each other.
    """
    x, y = read(a), read(b)
    if x.words == y.words:
        return 1.0 if _agree(x, y) else _OTHER_FORM
    if x.is_latin != y.is_latin or not x.is_latin:
        is_other = _numbers(x.words) != _numbers(y.words)
        return min(_ACROSS, _across(x, y)) * (_OTHER_NUMBER if is_other else 1.0)
    found = max(_by_words(x.words, y.words), _joined(x.words, y.words), _initials(x.words, y.words))
    return found if _agree(x, y) else found * _OTHER_FORM


_OTHER_FORM = 0.93
_SAID_OTHERWISE = 0.3  # what words of one meaning can add to a name that is spelled otherwise


TELLING_FORMS = frozenset({"public", "partnership"})
"""Kinds of legal forms that contradict others."""


def _agree(x: Company, y: Company) -> bool:
    return not x.forms or not y.forms or bool(x.forms & y.forms) or not TELLING_FORMS & (x.forms ^ y.forms)


def spellings(text: str) -> tuple[str, ...]:
    """What a company is looked for by: its name, its words without the legal form, those that are its own.

    >>> spellings("Golden Boat Trading Co., Ltd.")
    ('Golden Boat Trading Co., Ltd.', 'golden boat trading', 'golden boat')
    """
    words = read(text).text.split()
    own = [word for word in words if _fold(word) not in COMMON]
    return tuple(dict.fromkeys(filter(None, (text, " ".join(words), " ".join(own)))))


def _fold(word: str) -> str:
    return anyascii(word).casefold()


def _across(x: Company, y: Company) -> float:
    """Names in two scripts, or in another than Latin: words of one meaning first, then what is left by its letters."""
    if x.text.replace(" ", "") == y.text.replace(" ", ""):
        return 1.0
    mine, theirs = list(x.words), list(y.words)
    shared = [word for word in x.words if word in y.words]
    for word in dict.fromkeys(shared):
        mine.remove(word)
        theirs.remove(word)
    common = sum(map(_weight, dict.fromkeys(shared)))
    if not mine or not theirs:
        left = sum(map(_weight, [*mine, *theirs]))
        return 2 * common / (2 * common + left) if common else 0.0
    own, others = _own(mine) or mine, _own(theirs) or theirs
    found = max(names.score(" ".join(own), " ".join(others)), names.score("".join(own), "".join(others)))
    weight = max(1.0, (sum(map(_weight, own)) + sum(map(_weight, others))) / 2)
    kinds = (len(mine) - len(own), len(theirs) - len(others))  # of business, which one of the two does not say
    found *= _BOTH_HAVE_MORE if all(kinds) else 1.0
    both = common + weight + _COMMON_WEIGHT * sum(kinds) / 2
    return min((common + weight * found) / both, found + _SAID_OTHERWISE)


def _own(words: Sequence[str]) -> list[str]:
    """Words that are no kind of business and no number: those that are spelled in another script."""
    return [word for word in words if word not in COMMON and not _is_number(word)]


def _weight(word: str) -> float:
    if word in COMMON:
        return _COMMON_WEIGHT
    return 0.5 if len(word) == 1 else 1.0


def _by_words(x: Sequence[str], y: Sequence[str]) -> float:
    """Words set against words, each with one of the other name, misspellings with what they resemble."""
    both, loss = _covered(x, y)
    if _numbers(x) != _numbers(y):
        loss.append(_OTHER_NUMBER)
    return both * prod(loss)


_OTHER_NUMBER = 0.35
_BOTH_HAVE_MORE = 0.85


def _numbers(words: Sequence[str]) -> frozenset[str]:
    return frozenset(filter(_is_number, words))


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word)) or word in ROMAN


def _covered(x: Sequence[str], y: Sequence[str]) -> tuple[float, list[float]]:
    """How much of both names is in the other, and what misspellings take away."""
    pairs = sorted(
        ((_alike(one, other), -abs(i - j), i, j) for i, one in enumerate(x) for j, other in enumerate(y)), reverse=True
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    loss, shared = [], 0.0
    for found, _, i, j in pairs:
        if found < _NEAR or i in mine or j in theirs:
            continue
        mine.add(i)
        theirs.add(j)
        weight = min(_weight(x[i]), _weight(y[j]))
        shared += weight
        if found < 1:
            loss.append(1 - (1 - found) * (0.6 if weight == 1 else 0.2))
    total = sum(map(_weight, x)) + sum(map(_weight, y))
    first = 1.0 if (0 in mine and 0 in theirs) or total == 0 else 0.9
    mine_left = [word for place, word in enumerate(x) if place not in mine]
    theirs_left = [word for place, word in enumerate(y) if place not in theirs]
    conflict = _BOTH_HAVE_MORE if mine_left and theirs_left else 1.0  # two branches, two funds, two kinds of business
    return (2 * shared / total if total else 0.0), [*loss, first, conflict]


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _LEAST_PREFIX:
        return 0.0
    if Levenshtein.distance(one, other) == 1:
        return 1 - 0.6 / min(len(one), len(other))
    return min(JaroWinkler.similarity(one, other), 0.5 + Indel.normalized_similarity(one, other) / 2)


def _joined(x: Sequence[str], y: Sequence[str]) -> float:
    """Names whose words are written together: "Siam Gold" and "Siamgold"."""
    if _numbers(x) != _numbers(y):
        return 0.0
    mine, theirs = "".join(x), "".join(y)
    if mine == theirs:
        return 0.99
    if len(x) == len(y):
        return 0.0
    found = Indel.normalized_similarity(mine, theirs)
    return found - _OTHER_LETTER if found > _LETTER_OF_TEN else 0.0


def _initials(x: Sequence[str], y: Sequence[str]) -> float:
    short, long = sorted((x, y), key=len)
    if len(short) != 1 or len(long) < _FULL_ENOUGH or len(short[0]) < _FULL_ENOUGH:
        return 0.0
    return 0.72 if short[0] == "".join(word[0] for word in long) else 0.0
