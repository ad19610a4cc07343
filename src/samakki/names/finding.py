"""Finding the spellings of one name among many that are held in memory.

Keys (`blocking`) are quick and miss a few; the score misses less and costs more. Where the best of those that share a
key is likely the name, that is all; otherwise every name is looked at.
"""

from collections import defaultdict
from collections.abc import Sequence

from samakki.names.blocking import keys
from samakki.names.bundle import Models
from samakki.names.comparing import Standing, comparer_of, standings
from samakki.names.parsing import Name

LIKELY = 0.9
"""Score from which on what shares a key is taken for the name, and no other is looked at."""


class Finder:
    """Many names to find one among; made once and asked often.

    Making it costs the keys of each name, about 0.2 ms. Asking costs a few milliseconds; one name in ten, in Thai one
    in four, brings nothing likely by keys and is compared with all, which costs about 25 µs for each of them: 0.3 s for
    12,000, half a minute for a million. For so many keep keys in a database's index (`keys`, then `rank`).

    Args:
        names: as read, in any scripts; places in this sequence are what is found.
        models: other models than the shipped ones.
    """

    def __init__(self, names: Sequence[Name], *, models: Models | None = None) -> None:
        self.names = tuple(names)
        self._comparer = comparer_of(models)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for key in keys(name.as_written, name.detected.language):
                self._places[key].append(place)

    def find(self, name: Name, most: int = 10) -> list[tuple[int, float]]:
        """Places of the names that fit best and their scores, the best first.

        Args:
            name: what is looked for, read.
            most: how many at most.

        >>> from samakki.names import parse
        >>> finder = Finder([parse("Chan Dara"), parse("Sok Sophea"), parse("Som Sophorn")])
        >>> finder.find(parse("សុខ សុភា"))[0][0]
        1
        """
        return [(one.place, one.score) for one in self.standings(name)[:most]]

    def standings(self, name: Name) -> list[Standing]:
        """As `find`, all that were looked at, with what put them in this order; equals have equal `order`."""
        found = self.by_keys(name)
        if found and found[0].score >= LIKELY:
            return found
        return standings(name, self.names, range(len(self.names)), self._comparer)

    def by_keys(self, name: Name) -> list[Standing]:
        """Those alone that share a key with the name."""
        shared = {place for key in keys(name.as_written, name.detected.language) for place in self._places.get(key, ())}
        return standings(name, self.names, sorted(shared), self._comparer)
