"""Makes names ready to be compared with one set of models, each once; what was worked out is kept."""

from math import log, nan

from samakki.names import chinese_systems, kernel
from samakki.names.bundle import Models
from samakki.names.chinese import looks_chinese
from samakki.names.exonyms import place_of
from samakki.names.letters import Letters, Way
from samakki.names.likeness import Spelled, Words, orders, skeleton, spelled
from samakki.names.parsing import Name
from samakki.names.pivots import Pivots
from samakki.names.romaniser import pinyin
from samakki.names.views import Character, ChineseWords, View, Ways
from samakki.names.western import chinese_words

REMEMBERED = 1 << 16
"""Names that are remembered; then all are forgotten at once."""
RAREST = 0.3
"""Names in a million that are taken to have a word the frequency table does not know."""


class Preparer:
    """Names made ready."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.letters = {script: Letters(model) for script, model in models.units.items()}
        self.systems: tuple[Letters, ...] = ()
        self.pivots = Pivots(models)
        self.views: dict[int, View] = {}
        self.usual: dict[tuple[str, Words], float] = {}
        self.rarities: dict[str, float] = {}

    def forget(self) -> None:
        """Forget everything: never between making names ready and comparing them."""
        for letters in (*self.letters.values(), *self.systems):
            letters.forget()
        for kept in (self.views, self.usual, self.rarities):
            kept.clear()

    def view(self, name: Name) -> View:
        """What was worked out about a name, or is now."""
        found = self.views.get(id(name))
        if found is None or found.name is not name:
            found = self.views[id(name)] = self.new_view(name)
        return found

    def new_view(self, name: Name) -> View:
        """A name made ready."""
        latin = self.spell(name)
        found = View(
            name,
            name.detected.script,
            has_letters(name),
            latin,
            spelled(latin),
            self.frequency(name.words),
            place_of(name),
        )
        if found.script in self.letters:
            found.forms = self.forms(found.script, name.forms)
        return found

    def forms(self, script: str, forms: tuple[Words, ...]) -> list[tuple[int, float]]:
        """Forms of a native name as the kernel reads them, and what the likeliest spelling of each would reach."""
        letters = self.letters[script]
        return [(letters.native("".join(form)), self.usual_of(script, form)) for form in forms if any(form)]

    def usual_of(self, script: str, words: Words) -> float:
        """What the likeliest spelling of native words would reach."""
        found = self.usual.get((script, words))
        if found is None:
            speller = self.models.romanisers.get(script)
            likely = "".join(speller.words(words)) if speller else ""
            found = nan
            if likely:
                letters = self.letters[script]
                fitted = letters.fit([letters.native("".join(words))], [letters.word(likely)])
                found = float(fitted.numbers[0, kernel.SUM])
            self.usual[script, words] = found
        return found

    def ready(self, view: View, script: str) -> int | None:
        """A name in Latin letters in all orders, as the kernel reads it for one script; None where there is none."""
        if script not in view.ready:
            view.ready[script] = self.ordered(script, view.name.words if view.script == "Latn" else view.latin)
        return view.ready[script]

    def written(self, view: View, words: Words) -> Spelled:
        """The words of a name itself, perhaps with other spaces, in the shapes they are compared in."""
        if words != view.name.words:
            return spelled(words)
        if view.written is None:
            view.written = view.spelled if view.latin == words else spelled(words)
        return view.written

    def ordered(self, script: str, words: Words) -> int | None:
        """Latin words in all orders; None where there are none."""
        return in_orders(self.letters[script], script, words) if script in self.letters and any(words) else None

    def spell(self, name: Name) -> Words:
        """The name in Latin letters: as written, or spelled by the model of its script."""
        script = name.detected.script
        if script == "Latn" or script not in self.models.romanisers:
            return tuple(word for word in name.words if word.isascii()) or name.words
        if script == "Hani" and looks_chinese(name.words):
            word = name.words[0]
            return tuple(filter(None, (pinyin(word[:1]), pinyin(word[1:]))))
        return self.models.romanisers[script].words(name.words)

    def frequency(self, words: Words) -> list[float]:
        """Log frequency of the rarest and the commonest word, and of all together."""
        known = self.models.frequency
        found = [log(known.get(word, RAREST)) for word in words] or [0.0]
        return [min(found), max(found), sum(found)]

    def rarity(self, word: str) -> float:
        """How much agreement in a word says: log of how rare it is, never below a little."""
        found = self.rarities.get(word)
        if found is None:
            frequency = self.models.frequency.get(word, 30.0 if len(word) < 2 else RAREST)
            found = self.rarities[word] = max(0.3, log(1e6 / frequency) / 10)
        return found

    def character(self, view: View) -> Character:
        """What is asked of a Chinese name alone."""
        if view.character is None:
            letters = self.letters["Hani"]
            whole = "".join(view.name.words)
            rest = letters.native(whole[1:]) if whole[1:] else None
            systems: tuple[int, ...] = ()
            if looks_chinese(view.name.words):
                systems = tuple(one.native(whole) for one in self.of_systems())
            view.character = Character(letters.native(whole[:1]), rest, len(whole) - 1, systems)
        return view.character

    def of_systems(self) -> tuple[Letters, ...]:
        """Spellings for the models of each way to spell Chinese."""
        if not self.systems:
            self.systems = tuple(map(Letters, chinese_systems.models()))
        return self.systems

    def chinese(self, view: View) -> ChineseWords:
        """Latin words as a Chinese name."""
        if view.chinese is None:
            letters, words = self.letters["Hani"], view.name.words
            view.chinese = ChineseWords(
                tuple(map(letters.word, words)),
                systems=tuple(in_orders(one, "Hani", words) for one in self.of_systems()),
            )
        return view.chinese

    def others(self, view: View, place: int) -> tuple[float, float, int | None]:
        """The words beside one: how many could not be Chinese and how many could, and these in all orders."""
        known = self.chinese(view).others
        if place not in known:
            words = view.name.words[:place] + view.name.words[place + 1 :]
            kept = chinese_words(words)
            ready = self.ordered("Hani", kept) if kept else None
            known[place] = (float(len(words) - len(kept)), float(len(kept)), ready)
        return known[place]

    def ways(self, view: View) -> Ways:
        """Several Latin spellings of a name."""
        if view.ways is None:
            words = self.pivots.ways(view.name, view.latin)
            view.ways = Ways(words, ["".join(way) for way in words], [skeleton(way) for way in words])
        return view.ways

    def spellings(self, view: View, script: str) -> int | None:
        """Several Latin spellings as the kernel reads them for another script, the first in all orders."""
        if script not in view.pivots:
            ways = self.ways(view).words
            first = [way for way in orders(ways[0]) if any(way[0])]
            found = (*first, *((way, 0) for way in ways[1:] if any(way)))
            usable = script in self.letters and any(map(any, ways))
            view.pivots[script] = self.letters[script].add(found) if usable else None
        return view.pivots[script]


def has_letters(name: Name) -> bool:
    """Whether anything of a name can be compared."""
    return any(letter.isalnum() for word in name.words for letter in word)


def in_orders(letters: Letters, script: str, words: Words) -> int:
    """The number of Latin words in all orders that are compared with a script."""
    found = letters.groups.get(words)
    if found is None:
        found = letters.groups[words] = letters.add(ways_of(script, words))
    return found


def ways_of(script: str, words: Words) -> list[Way]:
    """Latin words in all orders that are compared with a script."""
    ways = [(order, changed) for order, changed in orders(words) if any(order)]
    kept = chinese_words(words) if script == "Hani" else ()
    if kept and kept != words:  # without Western given names, and family name first
        ways += [(kept, 2), (kept[-1:] + kept[:-1], 2)]
    return ways
