"""Names of properties beside which two entities are compared."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text

PROPERTIES: Final[Mapping[str, Text]] = {
    "address": _("Address"),
    "addressEntity": _("Address"),
    "accountNumber": _("Account number"),
    "birthDate": _("Born"),
    "birthPlace": _("Place of birth"),
    "country": _("Country"),
    "deathDate": _("Died"),
    "email": _("E-mail"),
    "ethnicity": _("Ethnic group"),
    "fatherName": _("Father's name"),
    "gender": _("Sex"),
    "idNumber": _("Number of an identity document"),
    "motherName": _("Mother's name"),
    "nationality": _("Nationality"),
    "number": _("Number"),
    "passportNumber": _("Passport number"),
    "phone": _("Telephone"),
    "position": _("Occupation"),
    "registrationNumber": _("Registration number"),
    "username": _("User name"),
    "samakki:age": _("Age"),
    "samakki:build": _("Build"),
    "samakki:clothing": _("Clothing"),
    "samakki:colour": _("Colour"),
    "samakki:face": _("Face"),
    "samakki:gait": _("Way of walking"),
    "samakki:habit": _("Habit"),
    "samakki:partialPhone": _("Part of a telephone number"),
    "samakki:partialPlate": _("Part of a number plate"),
    "samakki:phone": _("Telephone"),
    "samakki:scar": _("Scar"),
    "samakki:tattoo": _("Tattoo"),
    "samakki:voice": _("Voice"),
}


def property_text(prop: str) -> Text:
    """What a property is called; its own name where it has no words."""
    return PROPERTIES.get(prop, prop.removeprefix("samakki:"))
