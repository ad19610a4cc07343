"""Invents two registers of people of ten countries, some in both: one in local scripts, one in Latin letters.

Names are made as the demonstration makes them. Fields have the faults that registers of the region have: birth known to
the day, the year alone or not at all, a year off by one or further; sex written wrongly; origin missing or wrong; a
paper's number and a telephone on some records.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from samakki.demo.crowd import CALLING, PROVINCES, SHARES, name
from samakki.demo.crowd_names import COUNTRIES
from samakki.entities.domain import gazetteer

HEADINGS = ("record", "name", "born", "sex", "birthplace", "passport", "phone")
IN_BOTH = 0.3  # of the second register
RESPELLED = (("ph", "p"), ("th", "t"), ("ou", "u"), ("ee", "i"), ("kh", "k"), ("ch", "j"), ("ea", "ia"), ("y", "i"))


def write(left: Path, right: Path, people: int, *, seed: int) -> int:
    """Write two registers of so many people each; how many are in both. ``record`` says who it is: "L-17", "R-17"."""
    both = round(people * IN_BOTH)
    order = list(range(people))
    Random(seed).shuffle(order)  # noqa: S311  (invents people, not keys)
    with left.open("w", encoding="utf-8", newline="") as one, right.open("w", encoding="utf-8", newline="") as other:
        native, latin = csv.writer(one), csv.writer(other)
        native.writerow(HEADINGS)
        latin.writerow(HEADINGS)
        for number in range(people):
            native.writerow(_row(number, seed, is_native=True))
        for place in order:
            number = place if place < both else people + place
            latin.writerow(_row(number, seed, is_native=False))
    return both


def _row(number: int, seed: int, *, is_native: bool) -> Sequence[str]:
    person = Random(f"{seed}/{number}")  # noqa: S311  (as above)
    country = person.choices(COUNTRIES, SHARES)[0]
    (local, latin), _ = name(person, country)
    year, month, day = person.randint(1950, 2008), person.randint(1, 12), person.randint(1, 28)
    sex, origin = person.choice("MF"), person.choice(PROVINCES[country])
    paper, phone = f"{person.choice('ABCDEFGHKN')}{person.randrange(10**8):08}", person.randrange(10**8)
    clerk = Random(f"{seed}/{number}/{is_native}")  # noqa: S311  (as above)
    year += clerk.choices((0, -1, 1, clerk.randint(-8, 8)), (80, 8, 7, 5))[0]
    birth = clerk.choices((f"{year}-{month:02}-{day:02}", str(year), ""), (50, 30, 20))[0]
    sex = clerk.choices((sex, "MF"[sex == "M"]), (97, 3))[0]
    origin = clerk.choices((origin, "", clerk.choice(PROVINCES[country])), (52, 40, 8))[0]
    place = gazetteer.area(origin)
    return (
        f"{'L' if is_native else 'R'}-{number}",
        local if is_native else respelled(clerk, latin),
        birth,
        sex,
        "" if place is None else place.local if is_native and place.local else place.latin,
        paper if clerk.random() < 0.25 else "",  # noqa: PLR2004  (a quarter knows it)
        f"+{CALLING[country]}{phone:08}" if clerk.random() < 0.25 else "",  # noqa: PLR2004  (as above)
    )


def respelled(rng: Random, latin: str) -> str:
    """Another way somebody may write it in Latin letters."""
    for one, other in RESPELLED:
        if one in latin and rng.random() < 0.3:  # noqa: PLR2004  (as often as clerks do)
            latin = latin.replace(one, other)
    if rng.random() < 0.1:  # noqa: PLR2004  (as above)
        latin = " ".join(reversed(latin.split()))
    return latin.upper() if rng.random() < 0.2 else latin  # noqa: PLR2004  (as above)
