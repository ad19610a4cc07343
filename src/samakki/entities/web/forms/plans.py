"""Which details a form asks for, by kind of thing: what most reports say first, what few say folded away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.kinds import Kind
from samakki.ui.forms import Text

Widget = Literal["line", "lines", "sex", "country", "language", "service", "partial"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail that a form asks for.

    Attributes:
        prop: property that it becomes.
        widget: how it is asked.
        width: of a line, in characters; empty for the whole column.
        hint: a sentence under the label.
        label: words of its own; empty for those of the property.
    """

    prop: str
    widget: Widget = "line"
    width: str = ""
    hint: Text = ""
    label: Text = ""

    @property
    def name(self) -> str:
        """Name of the field."""
        return self.prop.replace(":", "__")


@dataclass(frozen=True, slots=True)
class Group:
    """Details under one heading."""

    title: Text
    details: tuple[Detail, ...]
    is_folded: bool = field(default=False)


_DATE: Final = _("As it is written: 17/5/2008, 2008, or a Buddhist year with its era.")
_COMPLETED: Final = _("Type one number or two, such as 16 or 16-18.")
_PHONE: Final = _("As it was told, with any digits. Without + it is read as a number of the country below.")
_PARTIAL: Final = _("What is remembered: *678 ends so, 012* begins so, 34 stands somewhere, ? is one forgotten digit.")
_NOTES: Final = Detail("notes", "lines")

_WHO: Final = Group(
    _("Names"),
    (
        Detail("name", hint=_("The full name in its own script, as written. Leave it empty if nobody knows it.")),
        Detail("weakAlias", hint=_("What the person is called or calls himself: Bong Lek.")),
        Detail("alias", hint=_("Another name, or the name in Latin letters as a document spells it.")),
    ),
)
_ABOUT: Final = Group(
    _("About the person"),
    (
        Detail("gender", "sex"),
        Detail("samakki:age", width="10", hint=_COMPLETED),
        Detail("birthDate", width="20", hint=_DATE),
        Detail("birthPlace"),
        Detail("nationality", "country"),
        Detail("spokenLanguage", "language"),
        Detail("position", label=_("Occupation")),
        Detail("idNumber", width="20"),
    ),
)
_REMEMBERED: Final = Group(
    _("What people remember"),
    (
        Detail("samakki:build", hint=_("Tall, thin, heavy.")),
        Detail("height", width="5"),
        Detail("samakki:face"),
        Detail("hairColor"),
        Detail("samakki:scar", hint=_("What it looks like and where it is.")),
        Detail("samakki:tattoo", hint=_("What it shows and where it is.")),
        Detail("samakki:voice", hint=_("High, hoarse, an accent, words used often.")),
        Detail("samakki:gait", hint=_("Limps, walks with a stick.")),
        Detail("samakki:clothing"),
        Detail("samakki:habit", hint=_("Smokes, chews betel, counts money twice.")),
        Detail("samakki:partialPhone", "partial", "20", _PARTIAL),
        Detail("samakki:route", "lines", hint=_("How to find the person, told step by step.")),
    ),
    is_folded=True,
)


def _one(*details: Detail, title: Text = "") -> tuple[Group, ...]:
    return (Group(title, details),)


PLANS: Final[Mapping[Kind, tuple[Group, ...]]] = MappingProxyType(
    {
        Kind.PERSON: (_WHO, _ABOUT, _REMEMBERED, Group("", (_NOTES,))),
        Kind.PHONE: _one(
            Detail("number", hint=_PHONE, width="20", label=_("Phone number")),
            Detail("samakki:partialPhone", "partial", "20", _PARTIAL),
            _NOTES,
        ),
        Kind.PLACE: _one(Detail("samakki:route", "lines", hint=_("From where, past what, how long."))),
        Kind.VEHICLE: _one(
            Detail("registrationNumber", width="20", label=_("Plate")),
            Detail("samakki:partialPlate", "partial", "20", _PARTIAL),
            Detail("country", "country", label=_("Country of the plate")),
            Detail("type", hint=_("Car, van, pick-up, motorcycle, bus, truck.")),
            Detail("model"),
            Detail("samakki:colour"),
            _NOTES,
        ),
        Kind.BOAT: _one(
            Detail("name", label=_("Name of the boat")),
            Detail("registrationNumber", width="20"),
            Detail("samakki:partialPlate", "partial", "20", _PARTIAL, _("Part of the number")),
            Detail("flag", "country"),
            Detail("type", hint=_("Fishing boat, speedboat, ferry, raft.")),
            Detail("samakki:colour"),
            Detail("imoNumber", width="10"),
            Detail("callSign", width="10"),
            _NOTES,
        ),
        Kind.BANK_ACCOUNT: _one(
            Detail("accountNumber", width="30"),
            Detail("bankName"),
            Detail("name", label=_("Name that the account is in")),
            Detail("country", "country"),
            _NOTES,
        ),
        Kind.WALLET: _one(
            Detail("publicKey", hint=_("Paste it: capital and small letters differ.")),
            Detail("currencySymbol", width="10", hint=_("Such as USDT or BTC.")),
            Detail("mangingExchange"),
            _NOTES,
        ),
        Kind.SOCIAL_ACCOUNT: _one(
            Detail("service", "service"),
            Detail("username", hint=_("The name on the service, or the address copied from the browser.")),
            Detail("name", label=_("Name shown on the account")),
            _NOTES,
        ),
        Kind.PASSPORT: _one(
            Detail("number", width="20", label=_("Passport number")),
            Detail("country", "country", label=_("Country that issued it")),
            Detail("surname"),
            Detail("givenName"),
            Detail("birthDate", width="20", hint=_DATE),
            Detail("startDate", width="20", label=_("Issued on"), hint=_DATE),
            Detail("endDate", width="20", label=_("Valid until"), hint=_DATE),
        ),
        Kind.DOCUMENT: _one(
            Detail("type", hint=_("Identity card, border pass, work permit, contract.")),
            Detail("number", width="20"),
            Detail("country", "country"),
            Detail("authority"),
            Detail("startDate", width="20", label=_("Issued on"), hint=_DATE),
            Detail("endDate", width="20", label=_("Valid until"), hint=_DATE),
            Detail("summary", "lines"),
        ),
        Kind.ORGANISATION: _one(
            Detail("name"),
            Detail("alias"),
            Detail("country", "country"),
            Detail("sector"),
            Detail("website"),
            Detail("email"),
            _NOTES,
        ),
        Kind.COMPANY: _one(
            Detail("name"),
            Detail("alias"),
            Detail("registrationNumber", width="20"),
            Detail("country", "country"),
            Detail("sector"),
            Detail("website"),
            Detail("email"),
            _NOTES,
        ),
        Kind.TRIP: _one(
            Detail("name", label=_("What to call it"), hint=_("Such as: Poipet to Bangkok by van.")),
            Detail("startDate", width="20", label=_("Began on"), hint=_DATE),
            Detail("endDate", width="20", label=_("Ended on"), hint=_DATE),
            Detail("samakki:route", "lines", hint=_("From where, past what, how long.")),
            _NOTES,
        ),
        Kind.CALL: _one(
            Detail("callerNumber", width="20", hint=_PHONE),
            Detail("receiverNumber", width="20"),
            Detail("date", width="20", hint=_DATE),
            Detail("duration", width="10"),
            Detail("summary", "lines", label=_("What was said")),
        ),
        Kind.MESSAGE: _one(
            Detail("bodyText", "lines"),
            Detail("date", width="20", hint=_DATE),
            Detail("language", "language"),
            Detail("summary", "lines"),
        ),
    }
)


def details_of(kind: Kind) -> tuple[Detail, ...]:
    """Every detail that the form of a kind asks for."""
    return tuple(detail for group in PLANS.get(kind, ()) for detail in group.details)


def detail_of(kind: Kind, prop: str) -> Detail | None:
    """One detail of a kind, or nothing."""
    return next((one for one in (*details_of(kind), *_ASKED_APART.get(kind, ())) if one.prop == prop), None)


_ASKED_APART: Mapping[Kind, tuple[Detail, ...]] = MappingProxyType({Kind.PLACE: (Detail("full", "lines"),)})
"""Details that the form of a kind asks for in a way of its own."""
