"""Names of countries, languages, desks and places in the reader's language, and a desk's clock in words."""

from collections.abc import Mapping
from datetime import datetime

import phonenumbers
from babel import Locale
from babel.dates import format_time, get_timezone_location
from django.utils.translation import get_language, gettext

from samakki.exchange.domain.trust.duty import Duty
from samakki.exchange.queries import directory
from samakki.kernel.addresses import SEVERAL_STATES, DeskAddress
from samakki.kernel.code_tables import LANGUAGE_CODES
from samakki.kernel.codes import Language
from samakki.kernel.refusals import InvalidValue
from samakki.ui.languages import language_of


def country_name(code: str) -> str:
    """A country; its code where the language has no name for it."""
    return gettext("Several states") if code == SEVERAL_STATES else str(_locale().territories.get(code, code))


def language_name(tag: str) -> str:
    """A language; in English, then as its code, where there is no name."""
    try:
        code = Language.parse(tag).tag.partition("-")[0]
    except InvalidValue:
        return tag
    return str(_locale().languages.get(code) or LANGUAGE_CODES.get(code) or tag)


def own_name(names: Mapping[str, str]) -> str:
    """The name in the reader's language where its country gave one, else the English one."""
    code = (get_language() or "en").partition("-")[0]
    return names.get(code) or names["en"]


def desk_name(address: str) -> str:
    """A desk by the name its country gave it; empty where the directory does not list it."""
    found = directory.desk(DeskAddress.parse(address)) if address else None
    return own_name(found.names) if found is not None else ""


def desk_named(address: str) -> str:
    """A desk by its name with the address behind it; the address alone where the directory does not list it."""
    name = desk_name(address)
    return f"{name} ({address})" if name else address


def agency_named(code: str) -> str:
    """An agency by the name its country gave it with the code behind it; the code alone where it is not listed."""
    name = own_name(directory.agency_names(code) or {"en": ""})
    return f"{name} ({code})" if name else code


def telephone(number: str) -> str:
    """A number in groups, as people read it out; empty for none."""
    return (
        phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        if number
        else ""
    )


def place_of(duty: Duty) -> str:
    """The city that stands for a time zone."""
    return get_timezone_location(duty.zone, locale=_locale(), return_city=True)


def clock(duty: Duty, at: datetime) -> str:
    """The time that the clock at a desk shows."""
    return format_time(duty.local(at), "HH:mm", locale=_locale())


def _locale() -> Locale:
    return Locale.parse(language_of(get_language()).cldr)
