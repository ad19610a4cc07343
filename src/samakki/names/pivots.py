"""Two names of which neither is in Latin letters, through several Latin spellings of each."""

from functools import lru_cache
from itertools import islice, product

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from samakki.names.bundle import Models
from samakki.names.chinese import looks_chinese
from samakki.names.likeness import Words
from samakki.names.parsing import Name
from samakki.names.romanisations import by_system
from samakki.names.views import Ways

WAYS = 6
SYSTEMS = ("mandarin", "hongkong", "dialect", "vietnamese")
LAO_TO_THAI = {0x0E80 + n: 0x0E00 + n for n in range(0x80)} | {
    ord("ຽ"): "ีย", ord("ຍ"): "ย", ord("ຊ"): "ซ", ord("ົ"): "", ord("ັ"): "ั", ord("ລ"): "ล", ord("ຼ"): "ล",
}  # fmt: skip
"""The two alphabets run in parallel through their blocks."""


class Pivots:
    """Latin spellings of names in other scripts; keeps what it worked out."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.ways_of = lru_cache(maxsize=1 << 16)(self.spellings)

    def ways(self, name: Name, likeliest: Words) -> tuple[Words, ...]:
        """Likely Latin spellings of a name, the first the likeliest."""
        return self.ways_of(name.detected.script, name.words, likeliest)

    def spellings(self, script: str, words: Words, likeliest: Words) -> tuple[Words, ...]:
        """Likely Latin spellings of words."""
        found = {likeliest: None}
        if script == "Hani" and looks_chinese(words):
            letters = [by_system(letter) for letter in words[0]]
            for system in SYSTEMS:
                parts = [(known.get(system) or known.get("mandarin") or ("",))[0] for known in letters]
                found[tuple(filter(None, (parts[0], "".join(parts[1:]))))] = None
        speller = self.models.romanisers.get(script)
        if speller is not None:
            likely = [[text for text, _ in speller.ways(word)][: WAYS if len(words) == 1 else 3] for word in words]
            for way in islice(product(*likely), 2 * WAYS):
                if len(found) >= WAYS + (4 if script == "Hani" else 0):
                    break
                found[tuple(filter(None, way))] = None
        return tuple(way for way in found if way) or (likeliest,)

    def likeness(self, a: Name, b: Name, ways_a: Ways, ways_b: Ways) -> list[float]:
        """Likeness by letters of the two most alike spellings, of their skeletons, and of Lao with Thai directly."""
        ratios = process.cdist(ways_a.joined, ways_b.joined, scorer=fuzz.ratio)
        bones = process.cdist(ways_a.skeletons, ways_b.skeletons, scorer=fuzz.ratio)
        texts = ["".join(name.words) for name in (a, b)]
        direct = float("nan")
        if {a.detected.script, b.detected.script} == {"Laoo", "Thai"}:
            direct = fuzz.ratio(*(text.translate(LAO_TO_THAI) for text in texts))
        return [
            float(ratios.max()),
            float(ratios.mean()),
            float(bones.max()),
            float(bones[0, 0]),
            JaroWinkler.normalized_similarity(ways_a.skeletons[0], ways_b.skeletons[0]),
            direct,
            float(max(map(len, ways_a.joined))),
        ]
