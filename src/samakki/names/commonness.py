"""How common a part of a name is: the share of a language's people who carry it, as far as any source says.

That two names agree in Nguyễn says almost nothing; that they agree in a family name of forty people says nearly all.
The table `data/commonness.tsv` comes from published counts and, where none are published, from estimates that are
marked so in `tools/commonness/facts.tsv`; `data/COMMONNESS_CARD.md` names sources and licences. A part that no source
knows is not known here either: the answer is None, and no number is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from math import log

from rapidfuzz.distance import JaroWinkler

from samakki.names.cleaning import clean
from samakki.names.languages import HABITS, known_language
from samakki.names.latin import folded
from samakki.names.parsing import SAME_WORD, Name

RAREST = 1e-6
"""No share is taken to be smaller: no source counts so far down."""
UNLISTED = "*"
"""Stands in the table for the typical share of a part that is not listed."""
ANYWHERE = ""
"""Language of a name in Latin letters that could be from anywhere."""
ALSO_FOUND_IN = {"ms": ("zh", "id"), "id": ("ms", "zh"), "fil": ("zh",), "th": ("zh",), "vi": (), "km": ("zh",)}
"""Languages whose names people of a language carry too; asked in this order where its own table is silent."""
SAME_SPELLING = 0.92
"""Jaro-Winkler likeness from which two words of one script are spellings of one part."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much it says that two names agree.

    Args:
        nats: natural logarithm of one over the share of people who carry all agreeing parts together, taking parts as
            independent; 0 where nothing agrees.
        known: agreeing parts whose share a source knows.
        unknown: agreeing parts that no source knows; they count with the typical share of an unlisted part.
    """

    nats: float
    known: int
    unknown: int


@cache
def table() -> dict[str, dict[str, float]]:
    """For each language the share of people, 0 to 1, who carry each canonical part."""
    shares: dict[str, dict[str, float]] = {}
    text = files("samakki.names").joinpath("data/commonness.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        language, share, forms = line.split("\t")
        own = shares.setdefault(language, {})
        for form in forms.split(" "):
            key = form if form == UNLISTED else canonical(form, language)
            own[key] = max(own.get(key, 0.0), float(share))
    return shares


@lru_cache(maxsize=16384)
def canonical(part: str, language: str = "") -> str:
    """One form for spellings of a part that mean the same, within its script.

    >>> canonical("Nguyễn", "vi"), canonical("Md.", "bn"), canonical("陳", "zh")
    ('nguyen', 'mohammad', '陈')
    """
    cleaned = clean(part)
    habits = HABITS.get(language)
    if habits and habits.script != "Latn" and not any("a" <= letter <= "z" for letter in cleaned.casefold()):
        return "".join(habits.normalise(cleaned).split())
    plain = folded(cleaned).replace(" ", "")
    return SAME_WORD.get(plain, plain)


@lru_cache(maxsize=16384)
def commonness(part: str, language: str = ANYWHERE) -> float | None:
    """Share of the people of a language who carry this part of a name, in any script the table has.

    Args:
        part: one word of a name, as written.
        language: BCP 47 code; of the people, not of the letters: "km" for Sok as for សុខ. Where it is empty or not
            known, the largest share in any language counts, so that nothing is called rarer than it may be.

    Returns:
        0 to 1, never below one in a million; None where no source knows.

    >>> commonness("Nguyễn", "vi"), commonness("nguyen")
    (0.391, 0.391)
    >>> commonness("Zzyzx", "vi") is None
    True
    """
    spoken = known_language(language)
    shares = table()
    if spoken not in shares:
        found = [known for other in shares if (known := shares[other].get(canonical(part, other))) is not None]
        return max(RAREST, *found) if found else None
    for asked in (spoken, *ALSO_FOUND_IN.get(spoken, ())):
        share = shares[asked].get(canonical(part, asked))
        if share is not None:
            return max(RAREST, share)
    return None


@lru_cache(maxsize=16384)
def weight(part: str, language: str = ANYWHERE) -> tuple[float, bool]:
    """How much it says to share this part, in nats, and whether a source knows it."""
    share = commonness(part, language)
    if share is not None:
        return -log(share), True
    return -log(unlisted(language)), False


def unlisted(language: str) -> float:
    """Typical share of a part of this language that the table does not list."""
    shares = table()
    spoken = known_language(language)
    if spoken in shares:
        return shares[spoken][UNLISTED]
    return max(own[UNLISTED] for own in shares.values())


def rarity(a: Name, b: Name) -> Rarity:
    """How much it says that two names agree, provided that they do; whether they do is `comparing`'s to say.

    In one script the words that are spelled alike count. Across scripts each side is weighed by itself, in the language
    of the side that is not in Latin letters, and the lesser counts: what agrees cannot say more than either name.

    Symmetric. Takes microseconds: made for millions of pairs.
    """
    language = spoken_by(a, b)
    if a.detected.script == b.detected.script:
        return summed(shared_words(parts(a), parts(b), language), language)
    one, other = summed(parts(a), language), summed(parts(b), language)
    return min(one, other, key=lambda found: (found.nats, found.known, found.unknown))


def spoken_by(a: Name, b: Name) -> str:
    """The language whose table weighs two names: of the one not in Latin letters, or that both are known to be in."""
    spoken = sorted({name.detected.language for name in (a, b) if name.detected.script != "Latn"})
    if len(spoken) == 1:
        return spoken[0]
    latin = {name.detected.language for name in (a, b)} - {"en"}
    return latin.pop() if len(latin) == 1 else ANYWHERE


@lru_cache(maxsize=16384)
def parts(name: Name) -> tuple[str, ...]:
    """Words of a name as the table lists them: family and given name where a script writes none apart."""
    if name.detected.script == "Hani":
        return tuple(part.text for part in name.parts)
    return name.words


def summed(words: Iterable[str], language: str) -> Rarity:
    """Rarity of all these parts together."""
    weights = [weight(word, language) for word in words]
    known = sum(is_known for _, is_known in weights)
    return Rarity(sum(nats for nats, _ in weights), known, len(weights) - known)


@lru_cache(maxsize=16384)
def shared_words(a: tuple[str, ...], b: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Words of one script that two names have in common, each in its commoner spelling; the most alike first."""
    a, b = sorted((a, b))
    alike = sorted(
        (
            (-JaroWinkler.normalized_similarity(one, other), n, m)
            for (n, one), (m, other) in product(enumerate(a), enumerate(b))
        ),
    )
    left, right = set(range(len(a))), set(range(len(b)))
    shared = []
    for likeness, n, m in alike:
        if -likeness >= SAME_SPELLING and n in left and m in right:
            left.discard(n)
            right.discard(m)
            shared.append(min(a[n], b[m], key=lambda word: (weight(word, language), word)))
    return tuple(sorted(shared))
