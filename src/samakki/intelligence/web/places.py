"""Coarse places for forms and pages: countries, provinces, districts of the gazetteer, in words."""

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain import gazetteer
from samakki.kernel.code_tables import COUNTRY_CODES
from samakki.ui.languages import language_of
from samakki.ui.wording import Text


def country_name(code: str) -> str:
    """A country in the reader's language; its code where that has no name."""
    return str(Locale.parse(language_of(get_language()).cldr).territories.get(code, code))


def area_name(code: str) -> str:
    """A province or district in its own letters and in Latin ones; the code where it is not known."""
    area = gazetteer.area(code)
    if area is None:
        return code
    return f"{area.local} ({area.latin})" if area.local and area.local != area.latin else area.latin


def coarse_place(country: str, province: str, district: str) -> str:
    """A place as far as it may be known outside: district, province, country."""
    parts = [area_name(code) for code in (district, province) if code]
    return ", ".join([*parts, *([country_name(country)] if country else [])])


def countries() -> list[tuple[str, Text]]:
    """Countries of the gazetteer."""
    named = sorted(((code, country_name(code)) for code in gazetteer.countries()), key=lambda pair: pair[1])
    return [("", _("Not said")), *named]


def every_country() -> list[tuple[str, str]]:
    """Every state by its name in the reader's language, those of the gazetteer first."""
    near = [code for code, _words in countries() if code]
    rest = sorted((code for code in COUNTRY_CODES if code not in near), key=country_name)
    return [(code, country_name(code)) for code in (*near, *rest)]


def provinces(country: str) -> list[tuple[str, Text]]:
    """Provinces of a country."""
    return [("", _("Not said")), *((one.code, area_name(one.code)) for one in gazetteer.provinces(country))]


def districts(province: str) -> list[tuple[str, Text]]:
    """Districts of a province."""
    return [("", _("Not said")), *((one.code, area_name(one.code)) for one in gazetteer.districts(province))]
