"""Invents a register with duplicates, after FEBRL: people of an English-speaking town and the slips of those who type.

Six in ten records are originals; the rest copies of them with one to five slips: a letter left out, added, wrong or
swapped with its neighbour, letters that sound or look alike, a field left out, or given and family name swapped. Names
are common or rare after Zipf's law, and people share surnames, suburbs and postcodes as families and towns do.

Source: P. Christen and A. Pudjijono, "Accurate Synthetic Generation of Realistic Personal Information", PAKDD 2009, for
the kinds of slips and their shares; every name and number here is made of syllables and nobody's.
"""

import csv
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

HEADINGS = (
    *("rec_id", "given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state"),
    *("date_of_birth", "soc_sec_id"),
)
IDENTIFIER = HEADINGS.index("soc_sec_id")
ORIGINALS = 0.6
MISSING = {"street_number": 0.04, "address_1": 0.02, "suburb": 0.01, "postcode": 0.01, "date_of_birth": 0.05}
SLIPS = (1, 1, 1, 2, 2, 2, 3, 3, 4, 5)
SOUND_ALIKE = (("ph", "f"), ("ck", "k"), ("c", "k"), ("ie", "y"), ("ey", "y"), ("z", "s"), ("ll", "l"), ("tt", "t"))
LOOK_ALIKE = {"0": "o", "1": "l", "5": "s", "8": "b", "2": "z", "m": "n", "u": "v", "g": "q"}
STARTS = "Al An Ar Ba Be Bo Bra Bri Ca Cha Cla Co Da De Do Ed El Er Fa Fi Fre Ga Ge Gra Ha He Hu Is Ja Je Jo Ka Ke Ki"
MIDDLES = "la le li lo na ne ni no ra re ri ro sa se si so ta te ti to va ve vi da de di do ma me mi mo ck ss nn rr"
ENDS = "n s th y a e ie er on in ett son ton ley den man well field ford mond rick bert win dra nna lla nce lyn ine"
STREETS = "street road place crescent close avenue circuit court drive lane"
STATES = ("nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt")
STATE_SHARES = (34, 25, 19, 10, 7, 2, 2, 1)
FIRST_DAY, DAYS = date(1910, 1, 1), 36_500


@dataclass(frozen=True, slots=True)
class Words:
    """Words, the first far more often than the last."""

    words: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        """One of them."""
        return self.words[bisect(self.sums, rng.random() * self.sums[-1])]


def words(rng: Random, count: int, steepness: float) -> Words:
    """So many words, as common as Zipf's law has it."""
    starts, middles, ends = STARTS.lower().split(), MIDDLES.split(), ENDS.split()
    made: dict[str, None] = {}
    while len(made) < count:
        middle = "".join(rng.choice(middles) for _ in range(rng.choice((0, 1, 1, 2))))
        made[rng.choice(starts) + middle + rng.choice(ends)] = None
    return Words(tuple(made), tuple(accumulate(1 / (place + 3) ** steepness for place in range(count))))


def records(count: int, *, seed: int) -> Iterator[list[str]]:
    """So many records, originals and copies, in a mixed order; the same seed gives the same.

    ``rec_id`` says whose record it is, for judging: "rec-17-org", "rec-17-dup-0".
    """
    rng = Random(seed)  # noqa: S311  (invents people, not keys)
    people = round(count * ORIGINALS)
    given, family = words(rng, 2_500, 0.8), words(rng, 9_000, 0.75)
    streets, suburbs = words(rng, 12_000, 0.5), words(rng, 3_000, 0.6)
    postcodes = {suburb: f"{2000 + place % 6500}" for place, suburb in enumerate(suburbs.words)}
    copies = [0] * people
    left = count - people
    while left:
        person = rng.randrange(people)
        if not copies[person]:
            copies[person] = min(left, rng.choices((1, 2), (88, 12))[0])
            left -= copies[person]
    order = [(person, copy) for person in range(people) for copy in range(-1, copies[person])]
    rng.shuffle(order)
    for person, copy in order:
        own = Random(f"{seed}/{person}")  # noqa: S311  (as above)
        original = _person(own, person, given, family, streets, suburbs, postcodes)
        if copy < 0:
            yield original
        else:
            slipping = Random(f"{seed}/{person}/{copy}")  # noqa: S311  (as above)
            yield _copied(slipping, original, person, copy)


def _person(
    rng: Random, person: int, given: Words, family: Words, streets: Words, suburbs: Words, postcodes: dict[str, str]
) -> list[str]:
    suburb = suburbs.draw(rng)
    born = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    found = [
        f"rec-{person}-org",
        given.draw(rng),
        family.draw(rng),
        str(int(rng.paretovariate(0.5)) % 400 + 1),
        f"{streets.draw(rng)} {rng.choice(STREETS.split())}",
        suburb,
        postcodes[suburb],
        rng.choices(STATES, STATE_SHARES)[0],
        born.strftime("%Y%m%d"),
        f"{rng.randrange(10_000_000):07}",
    ]
    for place, heading in enumerate(HEADINGS):
        if rng.random() < MISSING.get(heading, 0.0):
            found[place] = ""
    return found


def _copied(rng: Random, original: Sequence[str], person: int, copy: int) -> list[str]:
    """A copy with slips, one or two to a field."""
    found = [f"rec-{person}-dup-{copy}", *original[1:]]
    for _ in range(rng.choice(SLIPS)):
        place = rng.randrange(1, len(found))
        if rng.random() < 0.04:  # noqa: PLR2004  (as rare as people do it)
            found[1], found[2] = found[2], found[1]
        elif rng.random() < 0.12:  # noqa: PLR2004  (as above)
            found[place] = ""
        elif found[place]:
            found[place] = _slipped(rng, found[place])
    return found


def _slipped(rng: Random, text: str) -> str:
    """One slip in a text."""
    place = rng.randrange(len(text))
    sign = text[place]
    other = rng.choice("0123456789" if sign.isdigit() else "abcdefghijklmnopqrstuvwxyz")
    match rng.choices(("leave", "add", "change", "swap", "sound", "look"), (18, 16, 26, 14, 16, 10))[0]:
        case "leave" if len(text) > 1:
            return text[:place] + text[place + 1 :]
        case "add":
            return text[:place] + other + text[place:]
        case "swap" if place + 1 < len(text):
            return text[:place] + text[place + 1] + sign + text[place + 2 :]
        case "sound":
            for one, like in SOUND_ALIKE:
                if one in text:
                    return text.replace(one, like, 1)
        case "look" if sign in LOOK_ALIKE:
            return text[:place] + LOOK_ALIKE[sign] + text[place + 1 :]
    return text[:place] + other + text[place + 1 :]


def write(path: Path, count: int, *, seed: int, has_identifier: bool) -> None:
    """Write a register as CSV, with or without the column of identifiers."""
    width = len(HEADINGS) if has_identifier else IDENTIFIER
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(HEADINGS[:width])
        writer.writerows(row[:width] for row in records(count, seed=seed))


def person_of(rec_id: str) -> str:
    """Whose record it is."""
    return rec_id.split("-")[1]
