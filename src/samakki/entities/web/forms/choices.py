"""Lists to choose from: countries, languages, services, provinces, districts, in the reader's language."""

from collections.abc import Iterator
from functools import cache

from babel import Locale
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain import gazetteer
from samakki.entities.domain.gazetteer import Area
from samakki.entities.web.wording.kinds import SERVICES
from samakki.entities.web.wording.properties import SEXES
from samakki.kernel.code_tables import COUNTRY_CODES, LANGUAGE_CODES
from samakki.kernel.codes import REGION_COUNTRIES, Language
from samakki.kernel.refusals import InvalidValue
from samakki.ui.languages import language_of
from samakki.ui.terms import INFORMATION_NUMBERS, SOURCE_LETTERS
from samakki.ui.wording import Text

Choice = tuple[str, Text]
NOT_SAID: Choice = ("", _("Not said"))


def country_name(code: str) -> str:
    """A country in the reader's language, its code where the language has no name for it."""
    return str(_locale().territories.get(code.upper(), code.upper()))


def language_name(code: str) -> str:
    """A language in the reader's language; in English, then as its code, where there is none."""
    try:
        tag = Language.parse(code)
    except InvalidValue:
        return code
    return str(_locale().languages.get(tag.code) or LANGUAGE_CODES.get(tag.code) or tag.tag)


def countries() -> Iterator[Choice]:
    """Every country: those of the region first."""
    yield NOT_SAID
    yield from _countries(language_of(get_language()).cldr)


def languages() -> Iterator[Choice]:
    """Every language of the table."""
    yield NOT_SAID
    yield from _languages(language_of(get_language()).cldr)


def services() -> Iterator[Choice]:
    """Social services."""
    yield NOT_SAID
    yield from SERVICES.items()


def sexes() -> Iterator[Choice]:
    """What papers say of a person's sex."""
    yield NOT_SAID
    yield from SEXES.items()


def source_letters() -> Iterator[Choice]:
    """How reliable who says it is."""
    yield "", _("As the source as a whole")
    yield from SOURCE_LETTERS.items()


def information_numbers() -> Iterator[Choice]:
    """How sure what is said is."""
    yield "", _("As the source as a whole")
    yield from INFORMATION_NUMBERS.items()


def provinces(country: str) -> Iterator[Choice]:
    """Provinces of a country, by both names."""
    yield "", _("Not said, or not in this list")
    for one in gazetteer.provinces(country):
        yield one.code, area_name(one)


def districts(province: str) -> Iterator[Choice]:
    """Districts of a province, by both names."""
    yield "", _("Not said, or not in this list")
    for one in gazetteer.districts(province):
        yield one.code, area_name(one)


def area_name(one: Area) -> str:
    """A province or district by both names; one that is no more says so."""
    name = f"{one.local} – {one.latin}" if one.local else one.latin
    return gettext("%(name)s (until July 2025)") % {"name": name} if one.now else name


def _locale() -> Locale:
    return Locale.parse(language_of(get_language()).cldr)


@cache
def _countries(_language: str) -> tuple[tuple[str, str], ...]:
    """Countries in the active language, which the argument names."""
    own = [country.code for country in REGION_COUNTRIES]
    others = sorted(((code, country_name(code)) for code in COUNTRY_CODES if code not in own), key=lambda one: one[1])
    return (*((code, country_name(code)) for code in own), *others)


@cache
def _languages(_language: str) -> tuple[tuple[str, str], ...]:
    """Languages in the active language, which the argument names."""
    return tuple(sorted(((code, language_name(code)) for code in LANGUAGE_CODES), key=lambda one: one[1]))
