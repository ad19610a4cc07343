"""How assertions show on a page: values in words, grouped by what they say, each with who says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from samakki.entities import registries
from samakki.entities.domain.ages import age_of_value
from samakki.entities.domain.corroboration import base, by_property, conflicts, independent_sources
from samakki.entities.domain.importing.pieces import row_of
from samakki.entities.domain.kinds import PHONE_SERVICE, Kind
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.reading import romanised
from samakki.entities.queries import Assertion, SourceRow
from samakki.entities.web.forms.choices import country_name, language_name
from samakki.entities.web.forms.plans import details_of
from samakki.entities.web.wording.describing import CONFLICTS
from samakki.entities.web.wording.kinds import DESCRIBERS, PLACE_KINDS, SERVICES, SOURCE_KINDS
from samakki.entities.web.wording.properties import (
    BASES,
    SEXES,
    WITHDRAWN,
    property_words,
)
from samakki.kernel.ages import age_on
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue
from samakki.ui.dates import day_words
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says something."""

    id: int
    entity: str
    source: SourceRow
    source_words: Text
    source_url: str
    grade: str
    basis: Text
    is_assessment: bool
    obtained: str
    period: str
    item: str
    withdrawn: Text
    withdrawn_by: str
    withdrawn_at: object


@dataclass(frozen=True, slots=True)
class Value:
    """One value with everybody who says so.

    Attributes:
        latin: how the name may read in Latin letters; empty where it is in them.
        as_written: the words as they were written, where the value differs.
        independent: number of independent sources.
        file_url: where the file is that the value names; empty where it names none.
    """

    text: str
    latin: str
    as_written: tuple[str, ...]
    sayings: tuple[Saying, ...]
    independent: int
    file_url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One property."""

    prop: str
    label: Text
    values: tuple[Value, ...] = field(default=())


def rows(kind: Kind, schema: str, said: Sequence[Assertion]) -> tuple[Row, ...]:
    """Assertions as rows of a page, in the order of the kind's form."""
    order = [base(detail.prop) for detail in details_of(kind)]
    plain = [one for one in said if one.target is None and not _is_hidden(kind, one)]
    return tuple(
        Row(prop, property_words(prop), tuple(_value(schema, some) for some in values.values()))
        for prop, values in by_property(plain, order).items()
    )


def voices(said: Iterable[Assertion]) -> int:
    """Number of independent sources behind assertions that hold."""
    return independent_sources(one for one in said if one.withdrawn_at is None)


def contradictions(schema: str, said: Sequence[Assertion]) -> tuple[str, ...]:
    """What does not agree, in words."""
    current = [one for one in said if one.withdrawn_at is None and one.target is None]
    props = {one.value: one.prop for one in current}
    found = []
    for one in conflicts(current):
        first, second = (value_words(schema, props[value], value) for value in (one.first, one.second))
        found.append(str(CONFLICTS[one.code]) % {"first": first, "second": second})
    return tuple(found)


def value_words(schema: str, prop: str, value: str, *, on: date | None = None) -> str:
    """A value as a person reads it."""
    if prop == "service":
        return gettext("Telephone") if value == PHONE_SERVICE else str(SERVICES.get(value, value))
    if base(prop) == "gender":
        return str(SEXES.get(value, value))
    if prop in {"samakki:partialPhone", "samakki:partialPlate"}:
        return _partial_words(value)
    try:
        kind = kind_of(schema, base(prop)).kind
        return _KINDS[kind](value, on or timezone.localdate()) if kind in _KINDS else value
    except InvalidValue:
        return value


def source_words(source: SourceRow) -> tuple[Text, str]:
    """What a source is, and the address of its page where it has one."""
    page = registries.source_pages.get(source.kind.value)
    return SOURCE_KINDS[source.kind], page(source.reference) if page else ""


def saying(one: Assertion) -> Saying:
    """An assertion as a line that says who says so."""
    words, url = source_words(one.source)
    if row := row_of(one.item):
        words = gettext("%(source)s, row %(row)s") % {"source": words, "row": row}
    return Saying(
        one.id,
        one.entity,
        one.source,
        words,
        url,
        str(one.grade or ""),
        BASES.get(one.basis, one.basis),
        one.basis == "assessment",
        _date(one.source.obtained_on, None) if one.source.obtained_on else "",
        _period(one),
        one.item,
        WITHDRAWN.get(one.withdrawn_reason, one.withdrawn_reason),
        one.withdrawn_by,
        one.withdrawn_at,
    )


def _value(schema: str, same: Sequence[Assertion]) -> Value:
    first = same[0]
    text = value_words(schema, first.prop, first.value)
    is_name = base(first.prop) in {"name", "alias", "weakAlias", "previousName", "full", "birthPlace"}
    written = dict.fromkeys(one.as_written for one in same if one.as_written and one.as_written != text)
    if first.prop in {"state", "region"}:  # named by the gazetteer: its other name stands beside it
        return Value(text, first.as_written, (), tuple(saying(one) for one in same), independent_sources(same))
    return Value(
        text,
        romanised(first.value, first.language) if is_name else "",
        tuple(written),
        tuple(saying(one) for one in same),
        independent_sources(same),
        reverse("entities:file", args=[first.value]) if first.prop == "samakki:sketch" else "",
    )


def _is_hidden(kind: Kind, one: Assertion) -> bool:
    return kind is Kind.PHONE and one.prop in {"service", "username"}


def _period(one: Assertion) -> str:
    if one.since and one.until:
        facts = {"first": _date(one.since, None), "last": _date(one.until, None)}
        return gettext("from %(first)s until %(last)s") % facts
    if one.since:
        return gettext("from %(first)s") % {"first": _date(one.since, None)}
    return gettext("until %(last)s") % {"last": _date(one.until, None)} if one.until else ""


def _date(value: str, _on: date | None = None) -> str:
    return day_words(PartialDate(value))


def _age(value: str, on: date) -> str:
    age = age_of_value(value)
    said_on = day_words(age.said_on)
    then = _span(age.low, age.high)
    words = gettext("%(years)s on %(day)s") % {"years": then, "day": said_on}
    now = _span(*age_on(age, on))
    return words if now == then else gettext("%(then)s, now %(now)s") % {"then": words, "now": now}


def _span(low: int, high: int) -> str:
    if low == high:
        return ngettext("%(years)s year", "%(years)s years", low) % {"years": low}
    return gettext("%(low)s to %(high)s years") % {"low": low, "high": high}


def _phone(value: str, _on: date) -> str:
    country, colon, digits = value.partition(":")
    if not colon:
        return value
    if country == "-":
        return gettext("%(digits)s (country not known)") % {"digits": digits}
    return gettext("%(digits)s, dialled in %(country)s") % {"digits": digits, "country": country_name(country)}


def _partial_words(value: str) -> str:
    signs = value.strip("*")
    if value.startswith("*") and value.endswith("*"):
        return gettext("holds %(signs)s") % {"signs": signs}
    if value.startswith("*"):
        return gettext("ends with %(signs)s") % {"signs": signs}
    if value.endswith("*"):
        return gettext("begins with %(signs)s") % {"signs": signs}
    return value


PLACE_KIND_WORDS = {one.value: words for one, words in PLACE_KINDS.items()}


def _metres(value: str, _on: date) -> str:
    return gettext("%(metres)s metres") % {"metres": value}


_KINDS: Mapping[str, Callable[[str, date], str]] = {
    "age": _age,
    "country": lambda value, _on: country_name(value),
    "date": _date,
    "date span": _date,
    "language": lambda value, _on: language_name(value),
    "describer": lambda value, _on: str(DESCRIBERS.get(value, value)),
    "metres": _metres,
    "phone": _phone,
    "place kind": lambda value, _on: str(PLACE_KIND_WORDS.get(value, value)),
}
