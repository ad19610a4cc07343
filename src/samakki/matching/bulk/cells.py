"""Values of one comparison as one text, and back: what tables hold, so that equal values are equal texts."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from samakki.kernel.dates import PartialDate
from samakki.matching.domain.records import Document, Named, Plate, Spot, Value

VALUE, FIELD = "\x1e", "\x1f"
"""Between values, and between the fields of one. ASCII has them for this, and texts of people do not contain them."""

COMPANY = "company"
"""Third field of a name: it is a company's or another body's."""

_CONTROLS = dict.fromkeys(map(ord, VALUE + FIELD + "\0"), " ")


def cell(values: Iterable[Value]) -> str:
    """Values as one text; empty where there are none.

    >>> values((cell([PartialDate("2008-05"), PartialDate("2008")])), "birth")
    (PartialDate(iso='2008-05', as_written='', calendar=<Calendar.GREGORIAN: 'gregorian'>), \
PartialDate(iso='2008', as_written='', calendar=<Calendar.GREGORIAN: 'gregorian'>))
    """
    return VALUE.join(dict.fromkeys(map(_text, values)))


def is_single(text: str) -> bool:
    """Whether a cell holds one value."""
    return VALUE not in text


@lru_cache(maxsize=16384)
def values(text: str, kind: str) -> tuple[Value, ...]:
    """The values of a cell of this kind of comparison."""
    read = READ.get(kind, _as_it_is)
    return tuple(read(one.split(FIELD)) for one in text.split(VALUE)) if text else ()


def _text(value: Value) -> str:
    match value:
        case Named():
            fields = [value.text, value.language, *([COMPANY] if value.is_company else [])]
        case PartialDate():
            fields = [value.iso]
        case Spot():
            pin = ["" if one is None else repr(one) for one in (value.latitude, value.longitude)]
            fields = [value.text, value.country, value.province, value.district, *pin, str(value.radius_m)]
        case Document():
            fields = [value.number, value.type, value.country]
        case Plate():
            fields = [value.number, value.country]
        case _:
            fields = [value]
    return FIELD.join(one.translate(_CONTROLS) for one in fields)


def _as_it_is(fields: list[str]) -> Value:
    return fields[0]


def _spot(fields: list[str]) -> Value:
    text, country, province, district, latitude, longitude, radius = fields
    pin = (float(latitude) if latitude else None, float(longitude) if longitude else None)
    return Spot(text, country, province, district, *pin, int(radius))


READ: Mapping[str, Callable[[list[str]], Value]] = {
    "name": lambda fields: Named(fields[0], fields[1], is_company=fields[2:] == [COMPANY]),
    "birth": lambda fields: PartialDate(fields[0]),
    "place": _spot,
    "spot": _spot,
    "document": lambda fields: Document(*fields),
    "plate": lambda fields: Plate(*fields),
}
