"""Provinces and districts of the countries of the region: codes, names in local script and Latin letters, middles.

The table is a file of this package, so a node looks nothing up elsewhere. ``tools/gazetteer.py`` makes it and says what
each row comes from and under which licence; ``docs/explanation/entities.md`` says what is out of date or missing.

A code is that of ISO 3166-2 ("KH-1") for a province, and the country with the number its own office gives ("KH.0102")
for a district. Where an office gives none, the number is made of the name and means nothing.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samakki.kernel.refusals import InvalidValue


@dataclass(frozen=True, slots=True)
class Area:
    """A province or a district.

    Attributes:
        code: "KH-1", "KH.0102".
        parent: code of the province of a district; of a province the country.
        local: name in the local script; empty where that is Latin, or not known.
        latin: name in Latin letters, never empty.
        latitude: of its middle, degrees; None where it is not known.
        longitude: of its middle, degrees.
        now: code of the province that took this one in; empty while it exists.
        source: name of the package that the row comes from.
    """

    code: str
    parent: str
    local: str
    latin: str
    latitude: float | None
    longitude: float | None
    now: str
    source: str

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]

    @property
    def is_province(self) -> bool:
        """Whether it lies below a country, not below a province."""
        return self.parent == self.country


def area(code: str) -> Area | None:
    """The province or district with this code.

    >>> found = area("KH-1")
    >>> found.local, found.latin
    ('បន្ទាយមានជ័យ', 'Banteay Meanchey')
    """
    return _areas().get(code)


def provinces(country: str) -> tuple[Area, ...]:
    """First level of a country, by Latin name; those that were merged into others stand last."""
    return _below().get(country, ())


def districts(province: str) -> tuple[Area, ...]:
    """What lies below a province, by Latin name; empty where the table has none."""
    return _below().get(province, ())


def countries() -> tuple[str, ...]:
    """Countries that the table has provinces of."""
    return tuple(sorted({one.country for one in _areas().values()}))


def chain(code: str) -> tuple[Area, ...]:
    """An area and what it lies in, the widest first; empty for an unknown code.

    >>> [one.latin for one in chain("KH.0102")]
    ['Banteay Meanchey', 'Mongkol Borey']
    """
    found = area(code)
    if found is None:
        return ()
    return (found,) if found.is_province else (*chain(found.parent), found)


@cache
def every() -> tuple[Area, ...]:
    """All areas, in the order of the table: their places in it are what `place_keys` holds."""
    return tuple(_areas().values())


def names_of(one: Area) -> tuple[str, ...]:
    """The names of an area, each also without the word for what kind of place it is."""
    whole = tuple(filter(None, (one.local, one.latin)))
    shorter = [name.removesuffix(end) for name in whole for end in _LATIN_ENDINGS if name.endswith(end)]
    if one.country == "CN" and len(one.local) > 2 and one.local.endswith(_CHINESE_ENDINGS):  # noqa: PLR2004  (a name and its ending)
        shorter.append(one.local[:-1])
    return (*whole, *shorter)


def find(text: str, *, country: str = "") -> tuple[Area, ...]:
    """Areas of a name in any script: those that are written so, else those that may be spelled so, best first.

    Args:
        text: "Battambang", "บุรีรัมย์", "Batdambang".
        country: ISO 3166-1 alpha-2 to look in; empty for all.

    >>> [one.code for one in find("ចំការលើ")], [one.code for one in find("Buriram", country="TH")][:1]
    (['KH.0302'], ['TH-31'])
    """
    from samakki.entities.domain import place_keys  # noqa: PLC0415  (loads arrays)
    from samakki.names import keys, parse, rank  # noqa: PLC0415  (loads the models of names)

    plain = _plain(text)
    if not plain:
        return ()
    exact = [one for one in _by_name().get(plain, ()) if country in {"", one.country}]
    if exact:
        return tuple(sorted(exact, key=_widest_first))
    near = [every()[place] for place in sorted(place_keys.shipped().with_any(keys(text)))]
    named = [(one, name) for one in near if country in {"", one.country} for name in names_of(one)]
    likely: dict[Area, float] = {}
    for place, chance in rank(parse(text), [parse(name) for _, name in named]):  # all at once: one by one took seconds
        if chance > _LIKELY:
            one, _ = named[place]
            likely[one] = max(chance, likely.get(one, 0.0))
    return tuple(sorted(likely, key=lambda one: (-likely[one], *_widest_first(one))))


def check_codes(country: str, province: str, district: str) -> None:
    """Refuse codes that do not lie in each other.

    Raises:
        InvalidValue: "province-unknown"; "province-elsewhere"; "district-unknown"; "district-elsewhere".
    """
    if province:
        found = area(province)
        if found is None or not found.is_province:
            raise InvalidValue("province-unknown")
        if found.country != country:
            raise InvalidValue("province-elsewhere")
    if district:
        found = area(district)
        if found is None or found.is_province:
            raise InvalidValue("district-unknown")
        if found.parent != province:
            raise InvalidValue("district-elsewhere")


_LIKELY = 0.5
_COMMENT = "#"


@cache
def _areas() -> Mapping[str, Area]:
    lines = files("samakki.entities").joinpath("data/places.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(_COMMENT)][1:]
    return {
        code: Area(code, parent, local, latin, _number(north), _number(east), now, source)
        for code, parent, local, latin, north, east, now, source in rows
    }


@cache
def _below() -> Mapping[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for one in _areas().values():
        found[one.parent].append(one)
    return {code: tuple(sorted(some, key=lambda one: (bool(one.now), one.latin))) for code, some in found.items()}


@cache
def _by_name() -> Mapping[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for one in _areas().values():
        for name in {_plain(name) for name in names_of(one)} - {""}:
            found[name].append(one)
    return {name: tuple(some) for name, some in found.items()}


_CHINESE_ENDINGS = ("省", "市", "县", "区")
_LATIN_ENDINGS = (" Shi", " Xian", " Qu", " District", " Sheng")


def _plain(text: str) -> str:
    """Letters alone, in small, without accents on Latin ones."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = [letter for letter in decomposed if not ("\u0300" <= letter <= "\u036f")]
    return "".join(letter for letter in letters if letter.isalnum() or unicodedata.category(letter).startswith("M"))


def _widest_first(one: Area) -> tuple[bool, bool, str]:
    return not one.is_province, bool(one.now), one.code


def _number(text: str) -> float | None:
    return float(text) if text else None
