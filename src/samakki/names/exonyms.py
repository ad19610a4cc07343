"""Places that other languages call by a name of its own, which no letters tell: ปักกิ่ง and 北京 are Beijing.

`data/exonyms.tsv` is a short table of well-known cities, provinces and countries of the region, written down by hand;
a gazetteer knows more. Each line is one place: its names in Latin letters, and what it is called in other scripts.
"""

from functools import cache
from importlib.resources import files

from samakki.names.parsing import Name, parse

ENDINGS = ("市", "县", "府", "州", "省")
"""What Chinese puts behind a place: city, county, prefecture, state, province."""


@cache
def table() -> dict[str, str]:
    """For each name as it is compared the first Latin name of its place; a name of two places is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for line in files("samakki.names").joinpath("data/exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        place = line.split()[0]
        for text in line.split():
            key = "".join(parse(text).words)
            if found.setdefault(key, place) != place:
                twice.add(key)
    return {key: place for key, place in found.items() if key not in twice}


def place_of(name: Name) -> str:
    """The place that a text names, in its own language or another; "" if the table does not know it."""
    joined = "".join(name.words)
    known = table()
    found = known.get(joined)
    if found is None and name.detected.script == "Hani" and joined.endswith(ENDINGS):
        found = known.get(joined[:-1])
    return found or ""
